"""True and false statements of every kind that the engine decides: each false one is a true one with one slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.claims import Paper, unprinted
from verify.kernel import Evidence, Ruling, rule
from verify.legs import engine_legs, summary
from verify.model import Model
from verify.reading.notation import CONSTANT, FUNCTION, POSITIVE, REAL, Letter, Notation

NOTATION = Notation(
    (
        Letter("x"),
        Letter("y"),
        Letter("z"),
        Letter("q", domain=POSITIVE),
        Letter("a", domain=POSITIVE),
        Letter("b", domain=POSITIVE),
        Letter("L", FUNCTION, domain=REAL),
        Letter("e", CONSTANT),
    )
)


@dataclass(frozen=True)
class Said:
    """A statement and whether it is true."""

    latex: str
    true: bool
    given: tuple[str, ...] = ()
    toward: str = ""

    def __str__(self) -> str:
        return self.latex


STATEMENTS = (
    Said("L(z)+L(-z)=1", True),
    Said("L(z)+L(-z)=2", False),
    Said("L'(z)=L(z)(1-L(z))", True),
    Said("L'(z)=L(z)(1+L(z))", False),
    Said("a+b>0", True),
    Said("a-b>0", False),
    Said("x^3>y^3", True, ("x>y",)),
    Said("x>2y", False, ("x>y",)),
    Said("x+y=2x", True, ("x=y",)),
    Said("x+y=3x", False, ("x=y",)),
    Said(r"\max\{x,y\}=x", True, ("x>y",)),
    Said(r"\max\{x,y\}=y", False, ("x>y",)),
    Said("L(z)=1/2+z/4+O(z^3)", True, toward=r"z\to0"),
    Said("L(z)=1/2+z/2+O(z^3)", False, toward=r"z\to0"),
    Said(r"e^{-q}\to0", True, toward=r"q\to\infty"),
    Said(r"e^{-q}\to1", False, toward=r"q\to\infty"),
)


def paper() -> Paper:
    """The logistic function and nothing else."""
    built = Paper("kinds", "Statements of each kind", NOTATION)
    built.section("one", "One").define(r"L(z)=\frac{1}{1+e^{-z}}")
    return built


def decided(said: Said) -> tuple[Ruling, tuple[Evidence, ...]]:
    """The verdict, with the legs called in this process, so that what a test has broken stays broken."""
    step = unprinted(said.latex, given=said.given, toward=said.toward)
    step.section = "one"
    legs = engine_legs("kinds/one", (step,), Model(paper()), 60)
    evidence = tuple(summary(leg, _called(leg.call, leg.name), 0.0) for leg in legs)
    return rule(evidence), evidence


def _called(call: Callable[[], tuple[Evidence, ...]], name: str) -> tuple[Evidence, ...]:
    """What a leg answers; one that raises has no answer, as in a process of its own."""
    from verify.kernel import Level, Outcome

    try:
        return call()
    except Exception as error:
        return (Evidence(name, Outcome.UNKNOWN, Level.SAMPLED, f"{type(error).__name__}: {error}"),)
