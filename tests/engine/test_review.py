"""Signing from the command line, and what the report says of it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import sample_run
from small_paper import SOURCE, small_paper

from verify import papers, run
from verify.claims import Paper
from verify.command_line import main
from verify.kernel import Level, Verdict
from verify.record import ClaimResult, FormulaResult, RunRecord
from verify.report.html import html_page
from verify.report.markdown import markdown_comment
from verify.report.material import Material
from verify.signoffs.agreement import Standing
from verify.sources.read import read_source

CLAIMS = ["slope", "positive", "sum", "near-zero", "parabola-slope"]


@pytest.fixture(autouse=True)
def signing(tmp_path, monkeypatch):
    """The small paper, decided by what its source prints: a slope with a minus fails."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(papers, "paper", lambda name: small_paper())
    monkeypatch.setattr(run, "check_source", _decided)
    Path("draft.md").write_text(SOURCE, encoding="utf-8")


def _decided(paper: Paper, path: Path, **_: object) -> RunRecord:
    wrong = "=-a" in path.read_text(encoding="utf-8")
    found = [
        ClaimResult(
            claim.id,
            paper.name,
            claim.where,
            claim.statement,
            Verdict.FAILS if wrong and claim.id == "small/slope" else claim.expected,
            claim.expected,
            Level.EXACT,
            "",
            (),
        )
        for claim in paper.claims.values()
    ]
    places = [FormulaResult(10, 10, "f'(x)=a.", "verified", ("small/slope",), file=str(path))]
    read_source(path)
    return RunRecord(claims=found, formulas=places)


def review(*arguments: str, answers: str | None = None, monkeypatch=None) -> int:
    if monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return main(["review", "draft.md", *arguments, "--paper", "small", "--jobs", "1"])


def book() -> str:
    return Path("signoffs.toml").read_text(encoding="utf-8")


def edit(old: str, new: str) -> None:
    assert SOURCE.count(old) == 1
    Path("draft.md").write_text(SOURCE.replace(old, new), encoding="utf-8")


def test_printed_read_and_decided_stand_together(monkeypatch, capsys):
    assert review("slope", "--as", "Ann", answers="y\n", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[:9] == [
        "small/slope (1 of 1)",
        "  where      draft.md:10",
        "  printed    f'(x)=a.",
        "  read       f' ( x ) = a",
        "  that is    f': derivative",
        "  letters    f: function, in (-∞, ∞)",
        "             x: scalar, in (-∞, ∞)",
        "             a: scalar, in (0, ∞)",
        "  by         f(x)=ax.",
    ]


def test_only_what_was_agreed_to_is_recorded(monkeypatch, capsys):
    assert review("--as", "Ann", answers="y\nn\nwhat?\nyes\nq\n", monkeypatch=monkeypatch) == 1
    assert book().count("Ann") == 2
    assert '[signed."small/slope"]' in book()
    assert '[signed."small/sum"]' in book()
    assert "Ann has signed 2 of 5 claims" in capsys.readouterr().out


def test_an_end_of_the_input_keeps_what_was_signed(monkeypatch):
    assert review("--as", "Ann", answers="y\n", monkeypatch=monkeypatch) == 1
    assert book().count("Ann") == 1


def test_an_interruption_keeps_what_was_signed(monkeypatch):
    class Interrupted(io.StringIO):
        def readline(self, *_: object) -> str:
            if self.tell():
                raise KeyboardInterrupt
            return super().readline()

    monkeypatch.setattr("sys.stdin", Interrupted("y\ny\n"))
    assert review("--as", "Ann") == 130
    assert book().count("Ann") == 1


def test_what_is_signed_is_not_asked_about_again_until_it_changes(monkeypatch, capsys):
    assert review("--as", "Ann", "--yes") == 0
    before = book()
    assert review("--as", "Ann", answers="", monkeypatch=monkeypatch) == 0
    edit("h(x)+f(x)=x(x+a).", "h(x)+f(x)=x^2+ax.")
    capsys.readouterr()
    assert review("--as", "Ann", answers="y\n", monkeypatch=monkeypatch) == 0
    out = capsys.readouterr().out
    assert out.startswith("small/sum (1 of 1)")
    assert "signed by  Ann before a change of what is printed and how it is read" in out
    lines = zip(before.splitlines(), book().splitlines(), strict=True)
    assert sum(old != new for old, new in lines) == 1


def test_a_changed_definition_asks_again_about_all_that_rests_on_it(capsys):
    review("--as", "Ann", "--yes")
    edit("h(x)=x^2.", "h(x)=(x+1)^2-2x-1.")
    capsys.readouterr()
    assert review("--list") == 1
    told = dict(line.split(": ") for line in capsys.readouterr().out.splitlines()[:-1])
    assert [name for name, said in told.items() if said == "Ann"] == ["small/slope", "small/positive"]
    assert {said for said in told.values() if said != "Ann"} == {"Ann before a change of how it is read"}


def test_the_list_asks_nothing_and_writes_nothing(capsys):
    assert review("--list") == 1
    assert capsys.readouterr().out.splitlines() == [
        *(f"small/{name}: nobody" for name in CLAIMS),
        "0 of 5 claims signed",
    ]
    assert not Path("signoffs.toml").exists()
    review("--as", "Ann", "--yes")
    assert review("--list") == 0


def test_everyone_signs_for_himself():
    assert review("--as", "Ann", "--yes") == 0
    assert review("slope", "--as", "Bob", "--yes", "--date", "2026-01-31") == 0
    assert book().count("Ann") == 5
    assert book().count("Bob") == 1
    assert book().count('date = "2026-01-31"') == 1


def test_what_is_not_as_expected_cannot_be_signed(capsys):
    edit("f'(x)=a.", "f'(x)=-a.")
    assert review("--as", "Ann", "--yes") == 1
    assert "small/slope: fails, exact, which is not as expected; mend it, then sign" in capsys.readouterr().out
    assert "small/slope" not in book()


def test_an_erratum_on_record_is_signed_as_one(capsys):
    assert review("near-zero", "--as", "Ann", "--yes") == 0


def test_signatures_that_somebody_gave_meanwhile_stay(monkeypatch):
    class Meanwhile(io.StringIO):
        def readline(self, *_: object) -> str:
            if not self.tell():
                review("sum", "--as", "Bob", "--yes")
            return super().readline()

    monkeypatch.setattr("sys.stdin", Meanwhile("y\nq\n"))
    review("--as", "Ann")
    assert "Bob" in book()
    assert "Ann" in book()


def test_claims_that_are_gone_keep_their_signatures():
    review("--as", "Ann", "--yes")
    old = book().replace("small/sum", "small/older")
    Path("signoffs.toml").write_text(old, encoding="utf-8")
    review("--as", "Ann", "--yes")
    assert "small/older" in book()
    assert "small/sum" in book()


def test_a_corrupt_file_is_one_line_and_nothing_is_lost(capsys):
    for content in ("{}", "<<<<<<< HEAD\n", '[project]\nname = "x"\n'):
        Path("signoffs.toml").write_text(content, encoding="utf-8")
        for how in (["--list"], ["--as", "Ann", "--yes"]):
            assert review(*how) == 2
            assert len(capsys.readouterr().err.splitlines()) == 1
            assert book() == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--yes", "--as", ""], "who signs?"),
        (["--yes", "--as", "a\nb"], "who signs?"),
        (["--yes", "--as", "\x1b[31m"], "who signs?"),
        (["--yes", "--as", "Ann", "--date", "yesterday"], "is no day"),
        (["nothing*", "--yes", "--as", "Ann"], "no claim matches nothing*"),
        (["--yes", "--list"], "not allowed with"),
        (["--yes", "--as", "Ann", "--signoffs", "/dev/null/x"], "cannot be read as text"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(capsys, arguments, said):
    try:
        code = review(*arguments)
    except SystemExit as exit_of_argparse:
        code = exit_of_argparse.code
    err = capsys.readouterr().err
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1
    assert not Path("signoffs.toml").exists()


def test_an_unnamed_signer_is_asked_for_a_name(monkeypatch, capsys):
    monkeypatch.setattr("verify.command_line.review._git_user", lambda folder: "")
    assert review("--yes") == 2
    assert "give --as NAME" in capsys.readouterr().err


# --- the report -----------------------------------------------------------------------------------------------------


def report(*arguments: str) -> tuple[int, str]:
    code = main(["report", "--paper", "small", "--md", "comment.md", "--jobs", "1", *arguments])
    return code, Path("comment.md").read_text(encoding="utf-8") if code < 2 else ""


def test_the_report_finds_the_signatures_beside_the_source():
    review("slope", "sum", "--as", "Ann", "--yes")
    _, text = report("--source", "small=draft.md")
    assert r"2 of 5 claims are signed as they stand \(Ann 2\)." in text
    assert "- signed by nobody: `small/positive`, `small/near-zero`, `small/parabola-slope`" in text
    edit("h(x)+f(x)=x(x+a).", "h(x)+f(x)=x^2+ax.")
    _, text = report("--source", "small=draft.md")
    assert "- `small/sum`: Ann before a change of what is printed and how it is read" in text


def test_a_file_that_is_named_is_used_for_the_registered_text(monkeypatch):
    monkeypatch.setattr(run, "decide", lambda paper, **_: _decided(paper, Path("draft.md")))
    review("--as", "Ann", "--yes")
    Path("signoffs.toml").rename("elsewhere.toml")
    _, text = report()
    assert "Signatures" not in text
    _, text = report("--signoffs", "elsewhere.toml")
    assert "5 of 5 claims are signed as they stand" in text


def test_a_named_file_that_is_missing_or_corrupt_is_wrong_use(capsys):
    assert report("--source", "small=draft.md", "--signoffs", "none.toml")[0] == 2
    assert "no file none.toml" in capsys.readouterr().err
    Path("signoffs.toml").write_text("{}", encoding="utf-8")
    assert report("--source", "small=draft.md")[0] == 2


def test_the_page_says_who_signed_each_claim():
    names = [claim.id for claim in sample_run.expected_record().claims]
    standing = dict.fromkeys(names, Standing((), {}))
    standing[names[0]] = Standing(("Ann <b>",), {"Bob": ("what is printed",)})
    material = Material.of(sample_run.expected_record(), [sample_run.sample_paper()])
    assert "Who has signed" not in html_page(material)
    page = html_page(replace(material, signed=standing))
    for said in (
        '<section id="signed"',
        "1 of 4 claims are signed as they stand (Ann &lt;b&gt; 1).",
        "Signed by nobody (3)",
        "<dt>signed by</dt><dd>nobody</dd>",
        "<dt>signed by</dt><dd>Ann &lt;b&gt;; Bob before a change of what is printed</dd>",
    ):
        assert said in page
    assert r"Ann \<b\>" in markdown_comment(replace(material, signed=standing))
