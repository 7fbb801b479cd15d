"""A search that decides nothing ends after some points, one that has an objection never before it is simplest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.breakers import sampling
from verify.breakers.draws import Point
from verify.breakers.sampling import EXAMPLES, PATIENCE, Tally, search
from verify.claims import Paper, unprinted
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import Letter, Notation

counts = st.integers(0, 10 * PATIENCE)
WITNESS = Point({}, {}, {})


@given(counts, counts, counts)
def test_an_objection_or_a_point_that_agrees_is_a_reason_to_go_on(agreed: int, unclear: int, rejected: int) -> None:
    assert not Tally(agreed=agreed + 1, unclear=unclear, rejected=rejected).hopeless
    assert not Tally(unclear=unclear, rejected=rejected, witness=WITNESS).hopeless


@given(counts, counts)
def test_points_without_an_answer_are_borne_for_some_time(unclear: int, rejected: int) -> None:
    found = Tally(unclear=unclear, rejected=rejected).hopeless
    if unclear + rejected <= PATIENCE:
        assert not found
    if unclear > PATIENCE or rejected > 6 * PATIENCE:
        assert found


@pytest.mark.parametrize(
    ("latex", "given", "outcome"),
    [("x=x", ("x>10^9",), Outcome.UNKNOWN), (r"\sqrt{-1-x^2}=x", (), Outcome.VACUOUS), ("x>x", (), Outcome.REFUTED)],
)
def test_no_search_looks_at_more_points_than_its_patience(
    latex: str, given: tuple[str, ...], outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Point] = []
    setting = sampling.setting

    def counted(obligation, model, point):
        looked.append(point)
        return setting(obligation, model, point)

    monkeypatch.setattr(sampling, "setting", counted)
    paper = Paper("small", "Small", Notation((Letter("x"),)))
    step = unprinted(latex, given=given)
    paper.section("one", "One").claim("claim", step)
    model = Model(paper)
    (asked,) = obligations(step, model)
    assert search(asked, model).outcome is outcome
    assert len(looked) <= 6 * PATIENCE + EXAMPLES
