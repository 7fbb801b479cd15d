r"""Whether a letter with parentheses behind it is called or multiplied: `f(x)` or `a(1-s)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from verify.reading.tokens import Token
from verify.starting.occurrences import INDEX, LINE, Occurrence, is_letter
from verify.starting.questions import Question

NEUTRAL_BEHIND = frozenset((":", r"\colon", r"\in"))
SAME = re.compile(r"\\?[A-Za-z]+=\\?[A-Za-z]+'+[.,;]?")  # f=F' holds at every argument
VANISHES = re.compile(r"[^=<>]+=\d+[.,;]?")  # so does V_{i,0}=0, but G=0 may be said of one of them
LISTED = re.compile(r"^[^=]*:?=(?:\\(?:left|bigl?|Bigl?))?\\\{[^=]*,[^=]*(?:\\(?:right|bigr?|Bigr?))?\\\}[.,;]?$")
NAMES_SET = re.compile(r"[^=<>]*?(?::?=|\\subset(?:eq)?(?![A-Za-z]))\\mathbb(?:\{[RNZQC]\}|[RNZQC])(?:_.*)?[.,;]?$")
FUNCTION, VALUE, MEASURE, SET = "function", "value", "measure", "set"


@dataclass(frozen=True)
class Use:
    """What a letter is, the occurrence that shows it, in words; `arity` of a function."""

    kind: str
    shown: Occurrence
    because: str
    arity: int = 1


def use_of(here: list[Occurrence]) -> Use | Question | None:
    """What one spelling is everywhere in the source; a question if its places disagree; None if none of them tells."""
    measured = [one for one in here if is_measured(one)]
    if measured:
        return Use(MEASURE, measured[0], f"{measured[0].spelled}(d.) under an integral")
    calls = [one for one in here if one.arguments is not None or (one.primes and not one.side)]
    clear = [one for one in here if is_clear_call(one)]
    listed = [one for one in here if is_listed(one)]
    bare = [one for one in here if is_bare(one) and one not in listed]
    members = [one for one in here if one.previous in (r"\in", r"\notin", r"\subset")]
    if members and not clear and len(members) == len(bare):
        return Use(SET, members[0], f"what stands behind {members[0].previous}")
    if members and not clear:
        return _of_members(bare, members)
    named = [one for one in here if NAMES_SET.match("".join(one.formula.latex.split())) and one.previous == ""]
    if named and not clear:
        return Question(here[0].spelled, named[0].place, "a set, or a number?")
    if listed and not clear:
        return Question(here[0].spelled, listed[0].place, "a set of what is listed, or a number?")
    if clear and bare:
        return Question(
            here[0].spelled,
            bare[0].place,
            f"alone here, with an argument in {clear[0].place}: what is meant without it? "
            "(Letter argument=..., or bare=True for a value of its own)",
        )
    if clear:
        return _function(here, clear)
    values = bare or [one for one in here if one.following == r"\in"]
    if values:
        return Use(VALUE, values[0], "")
    if calls:
        return Question(here[0].spelled, calls[0].place, "a function of what follows, or a factor?")
    return None


def _of_members(bare: list[Occurrence], members: list[Occurrence]) -> Use | Question:
    r"""The U of `p\in U` beside `f:U\to V`, where it is a set too; a sum or a product of it may be a number."""
    shown = members[0]
    if all(one in members or one.previous in (":", r"\colon", r"\to") or one.following == r"\to" for one in bare):
        return Use(SET, shown, f"what stands behind {shown.previous}")
    return Question(shown.spelled, shown.place, "a set that has members, or a number?")


def _function(here: list[Occurrence], clear: list[Occurrence]) -> Use | Question:
    arities = {len(one.arguments): one for one in here if one.arguments is not None}
    if len(arities) > 1:
        places = ", ".join(f"{count} in {one.place}" for count, one in sorted(arities.items()))
        return Question(here[0].spelled, clear[0].place, f"how many arguments? {places}")
    arity = next(iter(arities), 1)
    if any(one.raised and one.arguments is not None for one in here):
        raised = next(one for one in here if one.raised and one.arguments is not None)
        return Question(here[0].spelled, raised.place, "a power before the argument: of the value, or the inverse?")
    return Use(FUNCTION, clear[0], "stands with its argument", arity)


def is_clear_call(one: Occurrence) -> bool:
    r"""Whether the parentheses can only hold arguments: several of them, or one letter or number.

    A mapping `f:A\to B` says so too.
    """
    if one.previous == "" and one.following in (":", r"\colon") and one.undecorated:
        return True
    if one.side:
        return True
    if one.arguments is None or not one.arguments:
        return False
    return len(one.arguments) > 1 or _is_single(one.arguments[0])


def _is_single(row: tuple[Token, ...]) -> bool:
    """One letter, number or dot, with a sign in front of it or behind it, and its decorations."""
    tokens = row[1:] if row and row[0].text in ("+", "-") else row
    if len(tokens) == 2 and tokens[0].kind == "number" and tokens[1].text in ("+", "-"):
        return True
    if len(tokens) == 1 and (tokens[0].kind == "number" or tokens[0].text == r"\cdot"):
        return True
    size = is_letter(tokens, 0) if tokens else 0
    return bool(size) and all(_decorates(tokens, k) for k in range(size, len(tokens)))


def _decorates(tokens: tuple[Token, ...], k: int) -> bool:
    if tokens[k].text in ("'", "_", "^"):
        return True
    return tokens[k].kind == "braced" and tokens[k - 1].text in ("_", "^")


def is_listed(one: Occurrence) -> bool:
    r"""The I of `I=\{0,\ldots,N-1\}`."""
    if one.previous != "" or one.following not in ("=", ":="):
        return False
    return LISTED.search("".join(one.formula.latex.split())) is not None


def is_bare(one: Occurrence) -> bool:
    """Whether the letter stands as a value: not called, and more than named."""
    if one.primes or one.arguments is not None or one.following in NEUTRAL_BEHIND:
        return False
    if one.alone:
        return one.part not in (LINE, INDEX)
    text = "".join(one.formula.latex.split())
    if SAME.fullmatch(text) or (one.below and VANISHES.fullmatch(text)):
        return False
    named = one.previous in ("", ",") and one.following in ("", ",") and _only_names(one)
    return not named and not _under_derivative(one)


def _only_names(one: Occurrence) -> bool:
    """Whether the formula is a row of names, as `V_1,V_2`."""
    return not any(mark in one.formula.latex for mark in ("=", "<", ">", "+", r"\le", r"\ge", r"\in", r"\to", r"\frac"))


def _under_derivative(one: Occurrence) -> bool:
    r"""The f of `\frac{df}{dx}`."""
    return one.previous in ("d", r"\partial") and one.following == "" and one.part == "inside"


def is_measured(one: Occurrence) -> bool:
    """Whether the letter is what an integral is taken against: `v(dn)`."""
    rows = one.arguments
    return (
        rows is not None
        and r"\int" in one.formula.latex
        and len(rows) == 1
        and len(rows[0]) == 2
        and rows[0][0].text == "d"
    )


def _is_value(row: tuple[Token, ...]) -> bool:
    """The e(x) of `r(x,e(x))`: r may be differentiated in e."""
    return len(row) > 2 and row[1].text == "(" and row[-1].text == ")"


def called_with(here: Iterable[Occurrence]) -> frozenset[str]:
    """What may stand below a letter for its derivative: the letters that it is called with, and their places."""
    calls = [one.arguments for one in here if one.arguments is not None]
    letters = {row[0].text for arguments in calls for row in arguments if len(row) == 1 or _is_value(row)}
    places = {str(place) for arguments in calls if len(arguments) > 1 for place in range(1, len(arguments) + 1)}
    return frozenset(letters | places)
