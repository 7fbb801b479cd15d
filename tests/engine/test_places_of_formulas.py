"""A formula that takes the place of another between the same neighbours is paired with it, wherever that place is."""

from __future__ import annotations

import pytest

from verify.comparison import paired
from verify.record import FormulaResult


def formula(latex: str, line: int, *, display: bool = True) -> FormulaResult:
    return FormulaResult(line, line, latex, "verified", file="draft.md", display=display)


def lines(*texts: str) -> list[FormulaResult]:
    return [formula(text, line) for line, text in enumerate(texts, 1)]


KEPT = ("f(x)=ax", "h(x)=x^2", r"\int_0^1 h(y)\,dy=c", "y>0")


@pytest.mark.parametrize("place", range(len(KEPT) + 1))
@pytest.mark.parametrize("many", [1, 2])
def test_what_is_unlike_its_predecessor_still_takes_its_place(place: int, many: int) -> None:
    before, after = (r"\pi\leq 0", r"\beta\leq 0")[:many], (r"\max_{n>0}\log n", r"\max_{n>0}\exp n")[:many]
    old, new = (lines(*KEPT[:place], *put, *KEPT[place:]) for put in (before, after))
    assert paired(old, new) == list(zip(old, new, strict=True))


@pytest.mark.parametrize("place", range(len(KEPT) + 1))
def test_what_is_one_more_takes_no_place(place: int) -> None:
    new = lines(*KEPT[:place], r"\pi\leq 0", *KEPT[place:])
    pairs = paired(lines(*KEPT), new)
    assert [after for before, after in pairs if before is None] == [new[place]]


def test_a_text_that_is_printed_often_keeps_its_place_in_a_long_paper() -> None:
    """One place of it is gone, and all that stood around the others says something else now."""
    often, size, gone = r"\pi\leq 0", 300, 10
    places = set(range(gone, 90, 10))
    old = [formula(often if k in places else f"x_{{{k}}}={k}", k + 1) for k in range(size)]
    new = [formula(often if k in places else f"x_{{{k}}}={k}", k + 1) for k in range(size) if k != gone]
    near = {k + step + 1 for k in places for step in (-1, 1)}
    new = [formula(rf"\int_0^{one.line} y\,dy>c", one.line) if one.line in near else one for one in new]
    pairs = [(before, after) for before, after in paired(old, new) if after is not None and after.latex == often]
    assert [before.line if before else 0 for before, _ in pairs] == [after.line for _, after in pairs]
