"""The page: complete, in one piece, the author's business first, and deaf to hostile text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import sample_run
from hypothesis import given
from hypothesis import strategies as st

from verify.baseline import Change
from verify.errors import UsageError
from verify.kernel import Level, Verdict
from verify.record import FormulaResult, RunRecord
from verify.report.establishment import closure, establish
from verify.report.figures import Figure, write_figures
from verify.report.graph import depths
from verify.report.html import html_page
from verify.report.markup import tag, text
from verify.report.material import Material
from verify.report.mathematics import formula


class Page(HTMLParser):
    """What a browser would find: elements, addresses, scripts and what is left open."""

    EMPTY = frozenset(("meta", "input", "img", "br", "link"))

    def __init__(self, source: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.identities: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names.append(name)
        self.attributes += [(key, value or "") for key, value in attributes]
        self.identities += [value or "" for key, value in attributes if key == "id"]
        if name not in self.EMPTY:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.words.append(data)

    def addresses(self) -> list[str]:
        return [value for key, value in self.attributes if key in ("href", "src")]


def page_of(record: RunRecord, *changed: Change, **more: object) -> str:
    return html_page(Material.of(record, [sample_run.sample_paper()], changed, **more))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(page_of(sample_run.unexpected_record(), Change("sample/algebra/sign", "holds, exact", "fails, exact")))


def test_every_claim_is_there_once_and_can_be_linked_to(page):
    for claim in sample_run.unexpected_record().claims:
        assert page.identities.count(claim.id) == 1
        assert f"#{claim.id}" in page.addresses()


def test_the_page_is_well_formed_and_every_link_has_its_place(page):
    assert page.open == []
    assert len(page.identities) == len(set(page.identities))
    for address in page.addresses():
        assert address.startswith(("#", "data:"))
        assert not address.startswith("#") or address[1:] in page.identities


def test_nothing_is_fetched_and_only_the_own_script_may_run(page):
    source = page_of(sample_run.expected_record())
    assert re.search(r"""(src|href)=["']?(https?:)?//""", source) is None
    assert page.names.count("script") == 1
    policy = next(value for key, value in page.attributes if value.startswith("default-src"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_needs_an_author_comes_first(page):
    text_of = " ".join(page.words)
    order = [
        "What needs an author",
        "Not as expected",
        "Formulas that are not accepted",
        "Errata",
        "Admitted",
        "Changed",
    ]
    positions = [text_of.index(word) for word in order]
    assert positions == sorted(positions)
    assert text_of.index("Changed against") < text_of.index("A Sample Paper", positions[0] + 2000)


def test_an_erratum_shows_witness_repair_and_its_verdict(page):
    text_of = " ".join(page.words)
    for said in ("Fails at ", "Repair (typo): ", "the sign of the cross term", "left is 2, right is 1"):
        assert said in text_of


def test_nothing_to_do_is_said():
    calm = RunRecord(claims=[sample_run.claim_result("algebra/squares")])
    assert "Nothing: every claim holds" in page_of(calm)


def test_filters_are_hidden_until_the_script_shows_them():
    assert re.search(r'<form id="filters" hidden', page_of(sample_run.expected_record()))


HOSTILE = [
    sample_run.HOSTILE,
    r"\text{<script>alert(1)</script>}",
    r"\text{</annotation></math><script>alert(1)</script>}",
    r"\style{background:url(//evil)}{x}\class{a}{x}",
    '" onmouseover="alert(1)',
    "]]><!--<script>",
    "{" * 20_000,
    r"\def\x{\x\x}\x",
    "\x00\x1b[31m\u202eabc\ud800",
    r"10^{10^{10^{10}}}",
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_wherever_it_stands(hostile):
    claim = sample_run.erratum()
    repair = replace(claim.repair, statement=hostile, words=hostile)
    witness = sample_run.refutation(**{hostile[:50]: hostile})
    claim = replace(claim, statement=hostile, where=hostile, reason=hostile, remark=hostile, repair=repair)
    claim = replace(
        claim, legs=(replace(witness, detail=hostile, leg=hostile),), hypotheses=(hostile,), trusts=(hostile,)
    )
    record = RunRecord(
        claims=[claim], formulas=[FormulaResult(1, 1, hostile, "refuted", (claim.id,), hostile, hostile)]
    )
    found = Page(page_of(record))
    assert found.open == []
    assert found.names.count("script") == 1
    assert not any(key.startswith("on") or key == "style" for key, _ in found.attributes)
    assert all(address.startswith(("#", "data:")) for address in found.addresses())
    page_of(record).encode("utf-8")


@given(st.text(alphabet="<>&\"'/=abc \n\x00\x1b\u202e\ud800é≤", max_size=60))
def test_any_text_is_shown_as_a_reader_sees_it(words):
    found = Page(tag("p", words))
    assert found.names == ["p"]
    assert found.open == []


PIECES = [
    *r"{}^_&<>ax+=()[]'$%# ",
    *[
        r"\frac",
        r"\text{",
        r"\\",
        r"\left(",
        r"\right]",
        r"\begin{aligned}",
        r"\end{aligned}",
        r"\href{x}",
        r"\sqrt",
        r"\style{a}",
    ],
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_formula_becomes_harmless_markup(latex):
    found = Page(formula(latex))
    assert found.open == []
    assert {key for key, _ in found.attributes} <= SAFE


SAFE = {
    *("display", "class", "encoding", "stretchy", "fence", "form", "width", "displaystyle", "rowspacing"),
    *(
        "columnspacing",
        "columnalign",
        "linethickness",
        "minsize",
        "maxsize",
        "mathvariant",
        "accent",
        "separator",
    ),
    *("height", "depth", "lspace", "rspace", "movablelimits", "scriptlevel", "symmetric", "largeop"),
}


def test_what_cannot_be_converted_is_shown_as_its_text():
    assert formula(r"\unheard{x}") == r'<code class="latex">\unheard{x}</code>'
    assert "<mtable" in formula(r"\begin{aligned}a&=b\\&=c\end{aligned}")


def test_a_link_out_of_the_page_is_refused():
    with pytest.raises(UsageError, match="outside itself"):
        tag("a", "x", href="javascript:alert(1)")
    assert text("a<b") == "a&lt;b"


def test_a_claim_is_established_only_with_all_that_it_rests_on():
    found = establish(sample_run.unexpected_record().claims)
    assert found["sample/limits/small"].is_established
    assert found["sample/limits/later"].in_the_way == ("sample/limits/open",)
    missing = sample_run.claim_result("limits/alone", uses=("sample/not/decided",))
    assert not establish([missing])["sample/limits/alone"].is_established


def test_claims_in_a_circle_are_not_established():
    first = sample_run.claim_result("a/first", uses=("sample/a/second",))
    second = sample_run.claim_result("a/second", uses=("sample/a/first",))
    assert not any(one.is_established for one in establish([first, second]).values())
    assert max(depths([first, second]).values()) <= 2
    page_of(RunRecord(claims=[first, second]))


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_establishment_is_closed_under_use(edges):
    uses = {k: tuple(f"sample/a/{b}" for a, b in edges if a == k) for k in range(8)}
    claims = [
        sample_run.claim_result(f"a/{k}", Verdict.HOLDS if k else Verdict.FAILS, Level.EXACT, uses=uses[k])
        for k in range(8)
    ]
    found = establish(claims)
    known = {claim.id: claim for claim in claims}
    for name, standing in found.items():
        if standing.is_established:
            assert all(found[used].is_established for used in closure(name, known))


def test_figures_carry_words_and_numbers(tmp_path):
    drawn = Figure("kink", "sample", "The kink", "Two slopes meet.", "<svg></svg>", {"g": [0.0, 1.0], "pi": [0.0, 2.0]})
    source = page_of(sample_run.expected_record(), figures=(drawn,))
    assert 'alt="Two slopes meet."' in source
    assert "<svg></svg>" not in source
    assert drawn.csv == "g,pi\n0.0,0.0\n1.0,2.0\n"
    assert [path.name for path in write_figures(tmp_path, [drawn])] == ["kink.svg", "kink.csv"]
