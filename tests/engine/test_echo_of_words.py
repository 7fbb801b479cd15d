"""Words between formulas are read as they are printed: a reader that drops or changes one is found out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.reading.echo import MisreadError, require_echo, said
from verify.reading.notation import Letter, Notation
from verify.reading.statements import QUALIFIER, read_formula
from verify.reading.tokens import tokenize
from verify.reading.tree import Sentence, Text

NOTATION = Notation((Letter("x"), Letter("y")), phrases={"for all": QUALIFIER, "for some": QUALIFIER, "and": ""})
FORMULA = r"x>0\text{ for all }y>0"


def test_words_are_said_and_layout_is_not() -> None:
    assert said(FORMULA) == ["x", ">", "0", "for all", "y", ">", "0"]
    assert said(r"x>0\quad\text{and}\quad y>0") == said("x>0 y>0")
    assert said(r"x>0\text{ }y>0") == said("x>0 y>0")


@pytest.mark.parametrize("words", ["for some", "whenever", "if"])
def test_other_words_say_something_else(words: str) -> None:
    assert said(FORMULA.replace("for all", words)) != said(FORMULA)


@pytest.mark.parametrize("words", ["for some", ""])
def test_a_reader_that_changes_a_word_is_found_out(words: str) -> None:
    tree = read_formula(FORMULA, NOTATION)
    assert isinstance(tree, Sentence)
    require_echo(tree, tokenize(FORMULA))
    parts = tuple(replace(one, words=words) if isinstance(one, Text) else one for one in tree.parts)
    with pytest.raises(MisreadError, match="for all was read as"):
        require_echo(replace(tree, parts=parts), tokenize(FORMULA))
