r"""Where a formula cannot be read, the error says the place and what to do there."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.cursor import Cursor
from verify.reading.macros import optional_group
from verify.reading.notation import FUNCTION, Letter, Notation
from verify.reading.outline import outline
from verify.reading.statements import read_formula
from verify.reading.tokens import tokenize

TABLE = Notation((*map(Letter, ("a", "b", "x", "y")), Letter("f", FUNCTION)), {"and": "connective", "if": "connective"})


@pytest.mark.parametrize(
    ("latex", "column", "step"),
    [
        ("x+q", 3, "declare it"),
        (r"x+\foo", 3, "declare it"),
        (r"x=\hat{a}", 3, "declare it"),
        ("x+)", 3, "check what stands before"),
        ("x++", 3, "check what stands before"),
        ("x+", 0, ""),
        ("(x+y", 0, ""),
    ],
)
def test_the_place_and_the_next_step(latex: str, column: int, step: str) -> None:
    with pytest.raises(ReadError) as error:
        read_formula(latex, TABLE)
    assert column in (0, error.value.column)
    assert step in error.value.step
    assert error.value.step


@pytest.mark.parametrize(
    ("latex", "outlined"),
    [
        (r"(x>0\text{ and }y>0)", '(say (> x 0) "and" (> y 0))'),
        (r"(xy>0\text{ and }a>0)\text{ if }b>0", '(say (say (> (* x y) 0) "and" (> a 0)) "if" (> b 0))'),
        (r"((x+y)a>0\text{ and }a>0)", '(say (> (* (+ x y) a) 0) "and" (> a 0))'),
        ("(x+y)a>0", "(> (* (+ x y) a) 0)"),
    ],
)
def test_words_in_brackets_make_a_sentence_of_their_own(latex: str, outlined: str) -> None:
    assert outline(read_formula(latex, TABLE)) == outlined


def test_behind_the_last_token_there_is_nothing() -> None:
    cursor = Cursor(tokenize("a"), 1, 1)
    assert [cursor.peek(ahead) for ahead in (0, 1, 2, 9)] == ["a", "", "", ""]
    assert [cursor.kind(ahead) for ahead in (1, 5)] == ["", ""]
    assert cursor.token(7) is None


@pytest.mark.parametrize(
    ("text", "position", "column"), [("[a", 0, 1), (" [a", 0, 2), ("ab[a", 2, 3), ("ab [{]}", 2, 4)]
)
def test_a_bracket_that_never_closes_is_refused_where_it_opens(text: str, position: int, column: int) -> None:
    with pytest.raises(ReadError, match="never closed") as error:
        optional_group(text, position)
    assert (error.value.line, error.value.column) == (1, column)
