r"""Exact draws of finite Power Games over the declared ranges with their ends, and the search that runs on them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from proofs.power_game.finite_game import Grids
from verify.kernel import Evidence, Level, Outcome

Drawn = TypeVar("Drawn")
SEED = 20260102


class CounterexampleError(Exception):
    """A game at which a statement is false; it ends the search."""


def eighths(low: int, high: int) -> st.SearchStrategy[Fraction]:
    """Multiples of 1/8 between two whole numbers, both ends drawn on purpose."""
    inside = st.integers(8 * low, 8 * high).map(lambda k: Fraction(k, 8))
    return st.one_of(st.sampled_from([Fraction(low), Fraction(high)]), inside)


@st.composite
def grids(draw: st.DrawFn, states: tuple[int, ...] = (3, 5), efforts: tuple[int, ...] = (2, 3)) -> Grids:
    """s and mu in [0, 1] with both ends, theta in [0, 4], beta in [0, 0.95], compute beyond what training can take."""
    largest = draw(st.integers(1, 10)) * Fraction(1, 8)
    compute = largest**2 * draw(st.sampled_from([Fraction(9, 8), Fraction(2), Fraction(4)]))
    span = draw(st.integers(2, 16)) * Fraction(1, 8)
    letters = {
        "a": draw(st.integers(1, 16)) * Fraction(1, 8),
        r"\theta": draw(eighths(0, 4)),
        "s": draw(eighths(0, 1)),
        r"\omega": draw(st.integers(4, 16)) * Fraction(1, 8),
        r"\mu": draw(eighths(0, 1)),
        r"\beta": draw(
            st.one_of(st.sampled_from([Fraction(0), Fraction(19, 20)]), eighths(0, 1).filter(lambda b: b < 1))
        ),
        r"\bar{Q}": compute,
        r"\bar{W}": compute * draw(st.integers(1, 16)) * Fraction(1, 8),
    }
    return Grids(
        letters,
        spread(-span, span, draw(st.sampled_from(states))),
        spread(Fraction(0), largest, draw(st.sampled_from(efforts))),
    )


def spread(low: Fraction, high: Fraction, count: int) -> tuple[Fraction, ...]:
    """Equidistant points, ends included.

    Examples
    --------
    >>> [str(point) for point in spread(Fraction(0), Fraction(1), 3)]
    ['0', '1/2', '1']
    """
    return tuple(low + (high - low) * k / (count - 1) for k in range(count))


def tried(
    strategy: st.SearchStrategy[Drawn],
    objection: Callable[[Drawn], str],
    words: Callable[[Drawn], dict[str, str]],
    *,
    what: str,
    examples: int = 12,
) -> Evidence:
    """Look for a draw to which there is an objection; the first one found is the witness, looked at once more."""
    found: list[Drawn] = []
    seen = 0

    @seed(SEED)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        verbosity=Verbosity.quiet,
    )
    @given(strategy)
    def attempt(drawn: Drawn) -> None:
        nonlocal seen
        seen += 1
        if objection(drawn):
            found.append(drawn)
            raise CounterexampleError

    try:
        attempt()
    except CounterexampleError:
        detail = objection(found[-1])
        return Evidence("break", Outcome.REFUTED, Level.SAMPLED, detail, words(found[-1]), rechecked=bool(detail))
    return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, f"{seen} {what}, none against")


def drawn_grids(
    objection: Callable[[Grids], str], *, what: str, examples: int = 12, **sizes: tuple[int, ...]
) -> Evidence:
    """The search over finite games."""
    return tried(grids(**sizes), objection, Grids.words, what=what, examples=examples)
