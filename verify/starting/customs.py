r"""Letters that custom reads as something else: `e`, `d`, `O(.)`, `\pi`, `E[.]`."""

from __future__ import annotations

from collections.abc import Iterable

from verify.starting.occurrences import BINDER, EXPONENT, INDEX, INSIDE, LINE, Occurrence
from verify.starting.questions import Question

RELATIONS = frozenset(("=", "<", ">", r"\le", r"\ge", r"\in", r"\equiv", r"\leq", r"\geq", r"\to"))
EXPECTATIONS = frozenset(
    ("E", "P", "V", r"\mathrm{E}", r"\mathrm{P}", r"\mathrm{Var}", r"\mathrm{Cov}", r"\mathrm{Pr}")
)


def is_landau(here: list[Occurrence]) -> bool:
    """Whether `O` or `o` is always the order of a remainder."""
    return here[0].base in (("O",), ("o",)) and all(one.arguments is not None and one.undecorated for one in here)


def euler(here: list[Occurrence]) -> Occurrence | None:
    """Where `e` is shown to be Euler's number: raised to what holds a letter, and never anybody's value."""
    if here[0].base != ("e",) or any(_is_somebodys(one) for one in here):
        return None
    return next((one for one in here if one.raised and _exponent_has_letters(one)), None)


def _is_somebodys(one: Occurrence) -> bool:
    if one.below or one.star or one.primes or (one.alone and one.part == LINE) or one.part in (BINDER, INDEX):
        return True
    first = one.previous == "" and one.part == LINE and one.following in RELATIONS and not one.raised
    return first or (one.arguments is not None and not one.raised)


def _exponent_has_letters(one: Occurrence) -> bool:
    """Read from the formula's text behind the letter: `e^{-rt}`, `e^q`, but not `e^2`."""
    text = one.formula.latex.replace(" ", "")
    found = text.split("e^")[1:]
    return any(part[:1].isalpha() or part.startswith(("\\", "{-", "{\\")) or part[1:2].isalpha() for part in found)


def differentials(found: Iterable[Occurrence]) -> list[Occurrence]:
    """The places where `d` is no differential under an integral or in a derivative."""
    return [one for one in found if one.base == ("d",) and one.undecorated and not _is_differential(one)]


def _is_differential(one: Occurrence) -> bool:
    latex = one.formula.latex
    derivative = one.part == INSIDE and one.previous == ""
    return derivative or (r"\int" in latex and bool(one.following) and one.part != EXPONENT)


def doubt_of_custom(here: list[Occurrence]) -> Question | None:
    """Why a letter may be an operator or a number of its own."""
    bracketed = next((one for one in here if one.following == "["), None)
    if bracketed is not None and (here[0].base[0] in EXPECTATIONS or here[0].base[0].startswith(r"\mathrm")):
        return Question(here[0].spelled, bracketed.place, "an expectation or another operator, or a factor?")
    named = any(one.alone or one.arguments is not None or one.below for one in here)
    if here[0].base == (r"\pi",) and not named and all(one.previous.isdigit() for one in here if one.part != INDEX):
        return Question(r"\pi", here[0].place, "the number 3.14..., or a letter of this paper?")
    return None
