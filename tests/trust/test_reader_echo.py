"""A reader that lies is found out in the formula where it does: what it says does not print back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from proofs.hail_mary.paper import build as contest
from proofs.power_game.paper import build as power_game
from verify.claims import Paper
from verify.errors import ReadError
from verify.mutation import mutants
from verify.reading import statements
from verify.reading.echo import MisreadError, require_echo
from verify.reading.expressions import ExpressionParser
from verify.reading.letters import LetterReader
from verify.reading.notation import Letter, Notation
from verify.reading.statements import read_formula
from verify.reading.tokens import tokenize
from verify.reading.tree import FunctionName, Node, Power, Product, Sum, Symbol

PAPERS = (power_game(), contest())


def printed(paper: Paper) -> list[tuple[str, Node]]:
    read = [(step.latex, read_formula(step.latex, paper.notation, section=step.section)) for step in paper.steps]
    return list(dict(read).items())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_slip_of_a_reader_that_changes_a_token_is_found_out(paper: Paper) -> None:
    """Each mutant is what a reader with one fault would have returned."""
    missed = []
    for latex, tree in printed(paper)[::7]:
        for mutant in mutants(tree):
            try:
                require_echo(mutant.node, tokenize(latex))
                missed.append((mutant.kind, latex))
            except ReadError:  # misread, or printed as what is no formula at all
                pass
    assert not missed


def without_primes(honest: Callable[..., Node]) -> Callable[..., Node]:
    def read(self: LetterReader, cursor: object) -> Node:
        found = honest(self, cursor)
        return replace(found, primes=0) if isinstance(found, FunctionName) else found

    return read


def without_indices(honest: Callable[..., Node]) -> Callable[..., Node]:
    def read(self: LetterReader, cursor: object) -> Node:
        found = honest(self, cursor)
        return replace(found, indices=found.indices[:1]) if isinstance(found, Symbol | FunctionName) else found

    return read


def without_minus(honest: Callable[..., Node]) -> Callable[..., Node]:
    def read(self: ExpressionParser) -> Node:
        found = honest(self)
        if not isinstance(found, Sum):
            return found
        return replace(found, signs=tuple("+" if mark == "-" else mark for mark in found.signs))

    return read


def without_last_factor(honest: Callable[..., Node]) -> Callable[..., Node]:
    def read(self: ExpressionParser) -> Node:
        found = honest(self)
        return found.factors[0] if isinstance(found, Product) else found

    return read


def without_exponent(honest: Callable[..., Node]) -> Callable[..., Node]:
    def read(self: ExpressionParser) -> Node:
        found = honest(self)
        return found.base if isinstance(found, Power) else found

    return read


LIARS = {
    "primes dropped": (LetterReader, "read", without_primes, r"L'(0)=1/4"),
    "an index dropped": (LetterReader, "read", without_indices, r"V_{1,0}(g)=0"),
    "minus read as plus": (ExpressionParser, "expression", without_minus, r"L(z)=1-z"),
    "a factor dropped": (ExpressionParser, "product", without_last_factor, r"L(z)=\theta az"),
    "an exponent dropped": (ExpressionParser, "factor", without_exponent, r"T=x_1^2"),
}


@pytest.mark.parametrize("name", LIARS)
def test_a_parser_that_drops_something_refuses_the_formula(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, method, lie, formula = LIARS[name]
    sections = {"V": "finite-horizon-recursion", "T": "one-period-payoff"}
    section = sections.get(formula[0], "composition")
    read_formula(formula, PAPERS[0].notation, section=section)
    monkeypatch.setattr(owner, method, lie(getattr(owner, method)))
    with pytest.raises(MisreadError, match="was read as"):
        read_formula(formula, PAPERS[0].notation, section=section)


def test_a_parser_that_reads_another_formula_refuses_the_one_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = read_formula(r"L(0)=1/2", PAPERS[0].notation, section="composition")
    monkeypatch.setattr(statements.StatementParser, "formula", lambda self: other)
    with pytest.raises(MisreadError) as caught:
        read_formula(r"L(0)=1/4", PAPERS[0].notation, section="composition", line=3, column=5)
    assert (caught.value.line, caught.value.column) == (3, 12)


def test_a_long_formula_is_read_although_it_prints_longer() -> None:
    terms = "+".join(rf"\frac x{power % 9 + 1}" for power in range(1400))
    assert len(terms) < 20_000
    assert isinstance(read_formula(terms, Notation((Letter("x"),))), Sum)
