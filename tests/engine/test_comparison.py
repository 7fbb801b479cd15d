"""Two records of one paper: what is the same, what fell, what only moved or says the same in other words."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_run
from hypothesis import given
from hypothesis import strategies as st

from verify.comparison import Kind, compare, gravity, paired
from verify.kernel import Level, Verdict
from verify.record import FormulaResult, RunRecord

STATUSES = ["verified", "definition", "erratum", "refuted", "unread", "unlinked", "changed-definition", "unheard-of"]
LATEX = [r"x^2-y^2=(x-y)(x+y)", "f(x)=ax", r"f'(x)=a", r"\oops{", "h(x)=x^2", r"\int_0^1 h(x)\,dx=\frac13"]


def formula(latex: str, status: str = "verified", line: int = 1, **facts: object) -> FormulaResult:
    return FormulaResult(line, line, latex, status, file="draft.md", **facts)  # type: ignore[arg-type]


def record(*formulas: FormulaResult) -> RunRecord:
    return RunRecord(formulas=list(formulas))


formulas = st.lists(
    st.builds(
        formula,
        st.sampled_from(LATEX),
        st.sampled_from(STATUSES),
        st.integers(1, 99),
        label=st.sampled_from(["", "eq:one", "eq:two"]),
        display=st.booleans(),
        registered=st.sampled_from(["", "lines/1", "lines/2"]),
    ),
    max_size=7,
)


@given(formulas)
def test_a_version_against_itself_is_the_same(rows):
    found = compare(record(*rows), record(*rows))
    assert found.changed == []
    assert found.claims == ()
    assert found.fallen_formulas == []


@given(formulas, formulas)
def test_every_formula_of_both_versions_is_told_once(old, new):
    pairs = paired(old, new)
    assert [after for _, after in pairs if after is not None] == new
    assert sorted(map(id, (before for before, _ in pairs if before is not None))) == sorted(map(id, old))


def test_formulas_that_exchange_their_texts_are_told_apart_by_what_they_are_registered_as():
    old = [formula("f(x)=ax", registered="lines/1"), formula("h(x)=x^2", registered="lines/2", line=2)]
    new = [formula("h(x)=x^2", registered="lines/1"), formula("f(x)=ax", registered="lines/2", line=2)]
    assert paired(old, new) == list(zip(old, new, strict=True))


def test_what_nobody_registered_is_paired_by_its_text():
    old = [formula("f(x)=ax", registered="lines/1"), formula("h(x)=x^2", line=2)]
    new = [formula("h(x)=x^2"), formula("f(x)=ax", registered="lines/1", line=2)]
    assert paired(old, new) == [(old[1], new[0]), (old[0], new[1])]


@given(formulas, formulas)
def test_nothing_falls_into_a_version_that_is_accepted(old, new):
    accepted = [replace(one, status="verified") for one in new]
    assert compare(record(*old), record(*accepted)).fallen_formulas == []


@given(formulas, st.randoms(use_true_random=False))
def test_formulas_that_only_change_places_are_the_same(rows, random):
    rows = [replace(one, latex=f"{one.latex}+{k}", label="") for k, one in enumerate(rows)]
    shuffled = random.sample(rows, len(rows))
    assert compare(record(*rows), record(*shuffled)).changed == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "fell"),
    [
        (formula("f(x)=ax"), formula(r"f\left(x\right)=a\,x"), Kind.SAME, False),
        (formula("f(x)=ax"), formula("f(x)=-ax", "refuted"), Kind.REFUTED, True),
        (formula("f(x)=ax", "refuted"), formula("f(x)=-ax", "refuted"), Kind.REFUTED, False),
        (formula("f(x)=-ax", "refuted"), formula("f(x)=ax"), Kind.MENDED, False),
        (formula("f(x)=ax"), formula("f(x)=ax", "refuted"), Kind.REFUTED, True),
        (formula("f(x)=ax"), formula(r"f(x)=\oops", "unread"), Kind.UNREAD, True),
        (formula("f(x)=ax", "unlinked"), formula(r"f(x)=\oops", "unread"), Kind.UNREAD, True),
        (formula("f(x)=ax"), formula("f(x)=ax+0", "unlinked"), Kind.UNDECIDED, True),
        (formula("f(x)=ax", "definition"), formula("f(x)=2ax", "changed-definition"), Kind.DEFINITION, True),
        (formula("f(x)=ax", "changed-definition"), formula("f(x)=2ax", "changed-definition"), Kind.DEFINITION, False),
        (formula("f(x)=2ax", "changed-definition"), formula("f(x)=ax", "definition"), Kind.MENDED, False),
        (formula("f(x)=ax", "definition"), formula("f(x)=xa", "definition"), Kind.EQUAL, False),
        (formula("f(x)=ax"), formula("f(x)=xa"), Kind.REWRITTEN, False),
        (None, formula("f(x)=ax"), Kind.NEW, False),
        (None, formula("f(x)=ax", "unlinked"), Kind.NEW, True),
        (None, formula("f(x)=ax", "refuted"), Kind.REFUTED, True),
        (formula("f(x)=ax"), None, Kind.REMOVED, False),
    ],
)
def test_what_became_of_a_formula(old, new, kind, fell):
    (change,) = compare(record(*filter(None, [old])), record(*filter(None, [new]))).formulas
    assert (change.kind, change.fell) == (kind, fell)


def test_another_form_is_equal_only_if_somebody_shows_it():
    old, new = record(formula("f(x)=ax")), record(formula("f(x)=xa"))
    assert [one.kind for one in compare(old, new, lambda *_: True).formulas] == [Kind.EQUAL]
    assert [one.kind for one in compare(old, new, lambda *_: False).formulas] == [Kind.REWRITTEN]


def test_no_proof_of_sameness_accepts_a_refuted_formula():
    old, new = record(formula("f(x)=ax")), record(formula("f(x)=-ax", "refuted"))
    assert compare(old, new, lambda *_: True).fallen_formulas


def test_a_label_outweighs_likeness():
    old = record(formula("f(x)=ax", label="eq:line"), formula("h(x)=x^2", line=2))
    new = record(formula("h(x)=x^3", line=1), formula("y=0", line=2, label="eq:line"))
    assert [(one.old.latex, one.new.latex) for one in compare(old, new).changed] == [
        ("h(x)=x^2", "h(x)=x^3"),
        ("f(x)=ax", "y=0"),
    ]


def test_formulas_without_likeness_are_new_and_removed():
    other = formula(r"\int_0^1 h(y)\,dy=\frac13"), formula(r"\max_{n>0}\log n-n")
    found = compare(record(formula("f(x)=ax")), record(*other))
    assert [one.kind for one in found.formulas] == [Kind.NEW, Kind.NEW, Kind.REMOVED]


def test_between_the_same_neighbours_one_formula_takes_the_place_of_the_other():
    around = formula("f(x)=ax"), formula("h(x)=x^2")
    old, new = formula(r"\pi\leq 0"), formula(r"0\ge\pi")
    (change,) = compare(record(around[0], old, around[1]), record(around[0], new, around[1])).changed
    assert (change.old, change.new) == (old, new)


def test_a_status_that_nobody_knows_is_the_worst():
    assert gravity(formula("x", "unheard-of")) == gravity(formula("x", "refuted"))


def claims(*results):
    return RunRecord(claims=list(results))


@pytest.mark.parametrize(
    ("old", "new", "fell"),
    [
        (Verdict.HOLDS, Verdict.FAILS, True),
        (Verdict.HOLDS, Verdict.STALE, True),
        (Verdict.UNDECIDED, Verdict.FAILS, True),
        (Verdict.FAILS, Verdict.HOLDS, False),
    ],
)
def test_a_claim_falls_when_the_gate_objects_anew(old, new, fell):
    before, after = (sample_run.claim_result("algebra/squares", verdict) for verdict in (old, new))
    (change,) = compare(claims(before), claims(after)).claims
    assert change.fell is fell


def test_a_weaker_level_is_told_and_is_no_fall():
    strong, weak = (sample_run.claim_result("algebra/squares", level=level) for level in (Level.EXACT, Level.SAMPLED))
    (change,) = compare(claims(strong), claims(weak)).claims
    assert not change.fell
    assert str(change) == "sample/algebra/squares: holds, sampled (was holds, exact)"


def test_an_erratum_whose_repair_no_longer_holds_has_fallen():
    good, bad = sample_run.erratum(), sample_run.erratum(Verdict.FAILS)
    (change,) = compare(claims(good), claims(bad)).claims
    assert change.fell


def test_a_corrected_erratum_has_not_fallen():
    corrected = replace(sample_run.erratum(), verdict=Verdict.HOLDS)
    (change,) = compare(claims(sample_run.erratum()), claims(corrected)).claims
    assert not change.fell


def test_of_two_that_are_as_like_the_one_of_the_same_section_is_meant():
    for own, other in (("model", "proofs"), ("proofs", "model")):
        old = [formula("f(x)=a x+1", section=other), formula("f(x)=a x+2", section=own, line=2)]
        new = [formula("f(x)=a x+3", section=own, line=9)]
        assert (old[1], new[0]) in paired(old, new)


def test_of_two_that_are_as_like_the_one_of_the_same_claim_is_meant():
    old = [formula("f(x)=a x+1", claims=("small/other",)), formula("f(x)=a x+2", claims=("small/own",), line=2)]
    new = [formula("f(x)=a x+3", claims=("small/own",), line=9)]
    assert (old[1], new[0]) in paired(old, new)
