r"""A table that was kept and loaded again has kinds that are equal to those of the engine, and not the same objects."""

from __future__ import annotations

import pickle

import pytest

from verify.reading.doubts import DoubtfulError
from verify.reading.notation import FUNCTION, INDEX, SET, Letter, Notation
from verify.reading.statements import read_formula

TABLE = Notation(
    (
        *(Letter(name) for name in ("c", "x", r"\lambda", r"\omega")),
        Letter("f", FUNCTION),
        Letter("i", INDEX),
        Letter("w_i", indices=("i",)),
        Letter("w_{i,j}", indices=("i", "j")),
        Letter("j", INDEX),
        Letter("s", SET),
    )
)

DOUBTFUL = {
    "the imaginary unit": r"\lambda=i\omega",
    "an index beside a value": "i+w_1=c",
    "an upper index": "x^i=c",
    "a sum over a second index": r"c=\sum_{i\ne j}w_i",
    "an arrow between sets": r"s\to s",
    "a number of elements": "|s|=c",
}
SURE = ("w_i=c", r"\sum_i w_i=c", r"\sum_i x^i=c", "w_{i+1}=i+2", "f(x)=c")


def kept() -> Notation:
    found = pickle.loads(pickle.dumps(TABLE))
    assert isinstance(found, Notation)
    return found


@pytest.mark.parametrize("table", [TABLE, kept()], ids=["declared", "kept"])
@pytest.mark.parametrize("formula", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_kind_raises_its_doubt_wherever_its_table_comes_from(formula: str, table: Notation) -> None:
    with pytest.raises(DoubtfulError):
        read_formula(formula, table)


@pytest.mark.parametrize("table", [TABLE, kept()], ids=["declared", "kept"])
@pytest.mark.parametrize("formula", SURE)
def test_what_has_one_reading_is_read_alike(formula: str, table: Notation) -> None:
    assert read_formula(formula, table) == read_formula(formula, TABLE)
