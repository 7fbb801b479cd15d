"""A formula falls if its status is worse than it was, in the order in which a reader would have it."""

from __future__ import annotations

from itertools import product

import pytest

from verify.comparison import compare
from verify.record import FormulaResult, RunRecord

ORDER = (
    ("verified", "definition", "erratum"),
    ("unlinked",),
    ("changed-definition", "unread"),
    ("refuted", "unheard-of"),
)
RANK = {status: rank for rank, statuses in enumerate(ORDER) for status in statuses}


def record(status: str) -> RunRecord:
    return RunRecord(formulas=[FormulaResult(1, 1, "f(x)=ax", status, file="draft.md")])


@pytest.mark.parametrize(("before", "after"), list(product(RANK, RANK)))
def test_a_formula_falls_if_and_only_if_its_status_is_worse(before: str, after: str) -> None:
    assert bool(compare(record(before), record(after)).fallen_formulas) is (RANK[after] > RANK[before])
    assert bool(compare(RunRecord(), record(after)).fallen_formulas) is (RANK[after] > 0)
