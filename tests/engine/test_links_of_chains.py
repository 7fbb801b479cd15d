"""A chain is decided link by link, and each link can be told from the others."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from verify.claims import Paper, unprinted
from verify.model import Model
from verify.obligations import Obligation, obligations
from verify.reading.notation import Letter, Notation
from verify.reading.tree import Symbol

LETTERS = "abcdxyz"
MARKS = ("=", "<", r"\le", ">", r"\ge", r"\ne")


def asked(latex: str) -> tuple[Obligation, ...]:
    built = Paper("small", "Small", Notation(tuple(map(Letter, LETTERS))))
    step = unprinted(latex)
    built.section("one", "One").claim("claim", step)
    return obligations(step, Model(built))


@given(st.lists(st.sampled_from(LETTERS), min_size=2, max_size=6), st.data())
def test_a_chain_asks_for_each_of_its_links_and_says_which_it_is(letters: list[str], data: st.DataObject) -> None:
    marks = [data.draw(st.sampled_from(MARKS)) for _ in letters[1:]]
    found = asked(letters[0] + "".join(f"{mark} {letter}" for mark, letter in zip(marks, letters[1:], strict=True)))
    assert [(one.left, one.right) for one in found] == [(Symbol(a), Symbol(b)) for a, b in pairwise(letters)]
    assert [one.relation for one in found] == marks
    places = [f"relation {k} of {len(marks)}" for k, _ in enumerate(marks, 1)]
    assert [one.where for one in found] == (places if len(marks) > 1 else [""])
