"""Single statements in letters of no paper, as each of the engine's two legs answers them."""

from __future__ import annotations

from verify.breakers.sampling import search
from verify.claims import Paper, unprinted
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import obligations
from verify.reading.notation import CONSTANT, FUNCTION, MEASURE, POSITIVE, Domain, Letter, Notation
from verify.symbolic.prove import prove

TABLE = Notation(
    (
        *(Letter("x"), Letter("y"), Letter("z"), Letter("t")),
        *(Letter("a", domain=POSITIVE), Letter("b", domain=POSITIVE), Letter("u", domain=Domain(0, 1))),
        *(Letter("n", domain=Domain(1, integer=True)), Letter("e", CONSTANT), Letter("w", MEASURE)),
        *(Letter("F", FUNCTION), Letter("G", FUNCTION), Letter("f", FUNCTION), Letter("A", FUNCTION)),
    )
)
DEFINITIONS = (r"F(x)=|x|", r"G(x)=\sqrt{x^2}")


def model() -> Model:
    paper = Paper("small", "Small", TABLE)
    section = paper.section("one", "One")
    for definition in DEFINITIONS:
        section.define(definition)
    return Model(paper)


def answers(latex: str, toward: str = "", follows: str | None = None) -> list[tuple[Outcome, Outcome]]:
    """What the prover and the breaker say of each part of a statement."""
    step = unprinted(latex, toward=toward, follows=follows)
    step.section = "one"
    small = model()
    asked = obligations(step, small)
    assert asked
    return [(prove(one, small).outcome, search(one, small).outcome) for one in asked]


def is_proved(latex: str, toward: str = "", follows: str | None = None) -> bool:
    return all(proof is Outcome.PROVED for proof, _ in answers(latex, toward, follows))


def is_refuted(latex: str, toward: str = "", follows: str | None = None) -> bool:
    return any(found is Outcome.REFUTED for _, found in answers(latex, toward, follows))
