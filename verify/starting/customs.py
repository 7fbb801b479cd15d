r"""Letters that custom reads as something else: `e`, `d`, `O(.)`, `\pi`, `E[.]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.starting.calls import is_clear_call
from verify.starting.occurrences import BINDER, EXPONENT, INDEX, INSIDE, LETTERS, LINE, Occurrence
from verify.starting.questions import Question
from verify.starting.vectors import ORDERS, is_number, listed
from verify.starting.words import clause_before

EXPECTATIONS = frozenset("EPV")
OPERATORS = frozenset(
    "d e i D T E P Pr Prob Var var Cov cov Corr corr tr det rank diag plim sgn sign argmax argmin".split()
)
SPOKEN = frozenset("and or if for where with when otherwise iff so then as is such that st by to in on of at".split())
BOLD = frozenset((r"\mathbf", r"\bm", r"\boldsymbol"))
DOTS = frozenset((r"\dot", r"\ddot", r"\vec"))
SCRIPT = frozenset((r"\mathcal", r"\mathscr", r"\mathfrak"))
ACCENTED = re.compile(r"\{(?:[^\W\d_]|\\[A-Za-z]+)\}")
OVER = frozenset(r"\bar \hat \tilde \overline \underline \widehat \widetilde".split()) | DOTS
SINGLE = re.compile(r"[A-Za-z]|\\[a-z]+")
IMAGINARY = frozenset((("i",), ("j",)))
ROOT = r"\sqrt"  # i=\sqrt{-1} says which number it is
BOUNDING = frozenset(("=", ":=", r"\equiv", "<", ">", r"\le", r"\ge", r"\ne", r"\in"))
VECTOR = re.compile(r"\b(?:vectors?|matrix|matrices|operators?|sets?|spaces?|events?)\s*$")
VARIANCE = re.compile(r"\b[Vv]ariances?\b|(?<![A-Za-z\\])E\s*(?:_[A-Za-z0-9]|\\left)?\s*[\[(]|\\mathbb\s*\{?\s*E")
SPACE = re.compile(r"\\in\\mathbb\{?R\}?(?:_[^\^]*)?\^")


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
    if one.raised:
        return False
    return one.arguments is not None or (one.part == LINE and one.previous != "/")


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
    """Why a letter may be an operator, a vector, a number of its own or a label, in the first place that says so."""
    for doubt in (_of_operator, _of_accent, _of_vector, _of_imaginary, _of_pi, _of_label_above):
        found = doubt(here)
        if found is not None:
            return found
    return None


def _of_operator(here: list[Occurrence]) -> Question | None:
    """`E[x]`, `E_t x` and `\\mathrm{Var}(x)` are no products and no functions of a number."""
    name = here[0].base[0]
    upright = name.startswith(r"\mathrm{")
    shown = next((one for one in here if one.following in ("[", r"\{") or (name == "E" and _is_date(one))), None)
    if upright and name[8:-1] in OPERATORS | SPOKEN:
        shown = here[0]
    if (upright and len(name) > len(r"\mathrm{x}")) or name in SCRIPT:
        shown = shown or next((one for one in here if _may_act(one)), None)
    if shown is None:
        shown = next((one for one in here if (name == "P" and _is_of_event(one)) or _is_moment(one)), None)
    if shown is None or not (upright or name in EXPECTATIONS | SCRIPT):
        return None
    return Question(shown.spelled, shown.place, "an expectation, another operator or a word, or a factor?")


def _is_moment(one: Occurrence) -> bool:
    r"""Whether `E(\theta)` stands for a mean, and `V(X)` for a variance, as beside the word or a mean."""
    if one.arguments is None:
        return False
    around = one.formula.before + one.formula.latex + one.formula.after
    return one.base == ("E",) or (one.base == ("V",) and VARIANCE.search(around) is not None)


def _may_act(one: Occurrence) -> bool:
    r"""Whether a word or a script letter stands right before what it may be applied to: `\mathrm{Arg}(z)`."""
    if one.arguments is not None:
        return not is_clear_call(one)
    return one.following in LETTERS or (len(one.following) == 1 and one.following.isalpha())


def _is_of_event(one: Occurrence) -> bool:
    """`P(A)`: capitals are events, not numbers that a function P is called with."""
    rows = one.arguments or ()
    return any(len(row) > 0 and row[0].kind == "letter" and row[0].text.isupper() for row in rows)


def _is_date(one: Occurrence) -> bool:
    """Whether a small letter or a number stands below, as in `E_t`."""
    return len(one.below) == 1 and len(one.below[0]) > 0 and not one.below[0][0].isupper()


def _of_vector(here: list[Occurrence]) -> Question | None:
    """Bold letters, letters in a power of the reals, and letters that the words call a vector or a matrix."""
    if here[0].base[0] in BOLD:
        return Question(here[0].spelled, here[0].place, "a vector or a matrix? only numbers and functions are read")
    if here[0].base[0] in DOTS:
        return Question(here[0].spelled, here[0].place, "a derivative in time, or a letter of its own?")
    for one in here:
        called = one.alone and one.part == LINE and VECTOR.search(clause_before(one.formula))
        if listed(one) or called or (one.previous == "" and SPACE.search("".join(one.formula.latex.split()))):
            return Question(one.spelled, one.place, "a vector or a matrix? only numbers and functions are read")
    return None


def _of_accent(here: list[Occurrence]) -> Question | None:
    r"""An accent over more than one letter is an operation, as in `\overline{f(z)}`, or holds an index."""
    base = here[0].base
    if base[0] in OVER and len(base) > 1 and not ACCENTED.fullmatch(base[1]):
        return Question(here[0].spelled, here[0].place, "one letter under the accent, or an operation on a value?")
    return None


def _of_imaginary(here: list[Occurrence]) -> Question | None:
    """`i` and `j` as numbers, of which nothing shows that they are real."""
    if here[0].base not in IMAGINARY or here[0].below:
        return None
    if any(is_number(one) or (_introduces(one) and ROOT not in one.formula.latex) for one in here):
        return None
    return Question(here[0].spelled, here[0].place, "the imaginary unit, an index, or a real number of this paper?")


def _of_pi(here: list[Occurrence]) -> Question | None:
    r"""A plain `\pi` that nobody introduces as a letter of the paper."""
    if here[0].base != (r"\pi",) or here[0].below or here[0].star or any(_introduces(one) for one in here):
        return None
    return Question(r"\pi", here[0].place, "the number 3.14..., or a letter of this paper?")


def _introduces(one: Occurrence) -> bool:
    if one.primes or is_clear_call(one) or (one.previous in ORDERS and one.following in ORDERS):
        return True
    return one.part == LINE and one.previous == "" and one.following in BOUNDING and not one.raised


def _of_label_above(here: list[Occurrence]) -> Question | None:
    """A Latin letter that only ever stands alone above others: `p^H` may be a label."""
    used = [one for one in here if not (one.alone and one.part == LINE)]
    latin = len(here[0].base) == 1 and len(here[0].base[0]) == 1 and here[0].base[0].isalpha()
    if not latin or not used or not all(one.part == EXPONENT and one.alone for one in used):
        return None
    return Question(here[0].spelled, used[0].place, "a power, or a label above the letter?")


def labelled_above(found: Iterable[Occurrence]) -> dict[tuple[str, ...], Question]:
    r"""Letters with several Latin letters alone above them, or one of any kind where they are defined or named.

    `p^m` beside `p^c`, `p^c=...`, `f_A^\lambda=...`, and a text that names `$f^\lambda$` alone.
    """
    above: dict[tuple[str, ...], dict[str, Occurrence]] = {}
    defined: dict[tuple[str, ...], Occurrence] = {}
    base: Occurrence | None = None
    for one in found:
        if one.part == INDEX:
            continue
        if one.part != EXPONENT:
            base = one if one.raised else None
        elif base is not None and one.alone and SINGLE.fullmatch("".join(one.base)):
            if one.base[0].isalpha():
                above.setdefault(base.base, {})[one.base[0]] = base
            if base.previous == "" and base.part == LINE and base.following in ("=", ":=", r"\equiv", ""):
                defined[base.base] = base
            base = None
    doubtful = {name: next(iter(places.values())) for name, places in above.items() if len(places) > 1} | defined
    text = "powers, or labels above it?"
    return {name: Question(one.spelled, one.place, text) for name, one in doubtful.items() if name != ("e",)}
