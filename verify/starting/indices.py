r"""What stands below a letter: an index, which may be filled in (`V_i`, `V_1`), or a label (`q_L`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from verify.starting.calls import is_bare
from verify.starting.occurrences import BINDER, INDEX, Below, Occurrence
from verify.starting.questions import Question

BY_CUSTOM = frozenset("ijk")
DOUBTFUL = frozenset("lmnst")
SIGNS = (("+",), ("-",), (r"\pm",))
ARITHMETIC = frozenset(("+", "-"))
NUMBERS = r"\d+(?:,\d+)*,(?:\d+|\\[lc]?dots,[A-Za-z0-9]+(?:_\{?[A-Za-z0-9]+\}?)?)"
FROM = r"[A-Za-z](?:_\{?[A-Za-z0-9]+\}?)?\+1,\\[lc]?dots,[A-Za-z](?:_\{?[A-Za-z0-9]+\}?)?"
LETTERS = r"(?P<letters>\\?[A-Za-z]+(?:,\\?[A-Za-z]+)*)"
APART = r"\\?[A-Za-z]+\\neq?\\?[A-Za-z]+"
LISTED = rf"={NUMBERS}|\\in(?:\\left)?\\\{{(?:{NUMBERS}|{FROM})(?:\\right)?\\\}}"
RANGE = re.compile(rf"{LETTERS}(?:{LISTED})(?:,(?:\\quad)?{APART})?")
DIFFERENT = re.compile(APART)
AMONG = re.compile(r"(?P<letter>\\?[A-Za-z]+)\\in(?:[A-QS-Z]|\\mathcal\{?[A-Z]\}?)(?:=\\\{.*\\\})?")
WORDS = frozenset("in is if id ex tr st nd th to on".split())


@dataclass(frozen=True)
class IndexLetter:
    """A letter that is filled in below others, and what says so; `whole` that it takes whole numbers alone.

    `unranged` has no ends in the sum that binds it, and may run over names: over the parties A and B.
    """

    name: str
    place: str
    because: str
    assumed: bool = False
    numbers: tuple[str, ...] = ()
    whole: bool = True
    unranged: bool = False

    def takes(self, text: str) -> bool:
        """Whether the whole number may stand in its slot; all may if the source does not list them."""
        return not self.numbers or text in self.numbers


def index_letters(found: Iterable[Occurrence]) -> dict[str, IndexLetter]:
    """The letters that index others, by name."""
    everywhere = [one for one in found if len(one.base) == 1]
    below: dict[str, list[Occurrence]] = defaultdict(list)
    apart: dict[str, list[Occurrence]] = defaultdict(list)
    for one in everywhere:
        (below if one.part == INDEX else apart)[one.base[0]].append(one)
    known = {}
    for name, here in below.items():
        because = _reason(name, here, apart[name])
        if because and not any(_is_share(one, name) for one in apart[name]):
            known[name] = because
    labels = _labelled_otherwise(everywhere, known)
    return {name: one for name, one in known.items() if not ((one.assumed or one.unranged) and name in labels)}


def _labelled_otherwise(found: Iterable[Occurrence], known: Mapping[str, IndexLetter]) -> frozenset[str]:
    r"""The letters below bases that have another letter there too, which is no index: `\mu_i` beside `\mu_A`."""
    small: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        if len(one.below) == 1 and len(one.below[0]) == 1 and re.fullmatch("[A-Za-z]", one.below[0][0]):
            small[one.base].add(one.below[0][0])
    return frozenset(name for letters in small.values() if letters - known.keys() for name in letters & known.keys())


def _reason(name: str, below: list[Occurrence], apart: list[Occurrence]) -> IndexLetter | None:
    ranges = [one for one in apart if _ranges(one, name)]
    if ranges:
        first, lists = ranges[0], {_listed(one) for one in ranges}
        said = f"${first.formula.latex.strip()}$"
        numbers = _listed(first) if len(lists) == 1 else ()
        return IndexLetter(name, f"{first.formula.file}:{first.line}", said, numbers=numbers)
    inside = {id(one.formula) for one in below}
    among = [one for one in apart if _is_among(one, name)]
    apart = [one for one in apart if not DIFFERENT.fullmatch(_text(one)) and one not in among]
    if any(is_bare(one) and id(one.formula) not in inside for one in apart):
        return _also_a_number(name, below)
    for one in apart:
        if one.part == BINDER and one.previous == "" and r"\sum" in one.formula.latex:
            place = f"{one.formula.file}:{one.line}"
            return IndexLetter(name, place, "bound by a sum", unranged=one.following != "=")
    stepped = _also_a_number(name, below)
    if stepped is not None:
        return replace(stepped, because="arithmetic below a letter", whole=True)
    if among and all(one.alone or one.part == BINDER for one in apart):
        said = f"${among[0].formula.latex.strip()}$"
        return IndexLetter(name, f"{among[0].formula.file}:{among[0].line}", said)
    if name in BY_CUSTOM and all(one.alone for one in apart):
        place = f"{below[0].formula.file}:{below[0].line}"
        return IndexLetter(name, place, "it stands only below other letters", assumed=True)
    return None


def _ranges(one: Occurrence, name: str) -> bool:
    """Whether the formula lists the numbers of a letter; lists that differ are those of cases."""
    listed = RANGE.fullmatch(_text(one))
    return listed is not None and name in listed["letters"].split(",")


def _is_share(one: Occurrence, name: str) -> bool:
    r"""`0<p<1` and `p\in[0,1]`: a number between the whole ones, whatever is listed of it elsewhere."""
    letter, less = re.escape(name), r"(?:<|\\leq?(?:slant)?)"
    between = rf"0{less}{letter}{less}1(?![0-9])|{letter}\\in(?:\\left)?[\[(]0,1(?:\\right)?[\])]"
    return re.search(between, _text(one)) is not None


def _also_a_number(name: str, below: list[Occurrence]) -> IndexLetter | None:
    """A letter with arithmetic below others, `x_{t+1}`, which may be a number elsewhere: no range is said of it."""
    for one in below:
        if one.following in ARITHMETIC and not one.alone and one.previous in ("", ","):
            place = f"{one.formula.file}:{one.line}"
            return IndexLetter(name, place, "arithmetic below a letter, and a number elsewhere", whole=False)
    return None


def _is_among(one: Occurrence, name: str) -> bool:
    r"""`i\in\mathcal I`, alone in the text: an element of a set of names, not of numbers."""
    found = AMONG.fullmatch(_text(one))
    return found is not None and found["letter"] == name


def side_by_side(below: Below, known: Mapping[str, IndexLetter]) -> Below:
    """`it` below a letter as two indices, where both are known to be indices and they spell no word."""
    (part,) = below if len(below) == 1 else ((),)
    known_letters = len(part) > 1 and all(text in known for text in part)
    if not known_letters or "".join(part) in WORDS or len(set(part)) < len(part):
        return below
    return tuple((text,) for text in part)


def _text(one: Occurrence) -> str:
    return "".join(one.formula.latex.split()).rstrip(".,;")


def _listed(one: Occurrence) -> tuple[str, ...]:
    r"""The numbers of `i\in\{1,2\}`; none if the list is open."""
    text = _text(one)
    return () if "dots" in text else tuple(re.findall(r"\d+", text))


@dataclass
class Subscripts:
    """The subscripts of one base: the families, the labels, and what could not be told apart."""

    families: dict[int, tuple[str, ...]] = field(default_factory=dict)
    labels: list[Below] = field(default_factory=list)
    questions: dict[Below, Question] = field(default_factory=dict)


def subscripts(
    here: list[Occurrence], known: dict[str, IndexLetter], values: frozenset[str], called_with: frozenset[str]
) -> Subscripts:
    """Sorts what stands below one base.

    `values` are the letters that stand for numbers elsewhere, `called_with` those that the base takes as arguments.
    """
    found = Subscripts()
    patterns: dict[Below, Occurrence] = {}
    for one in here:
        if one.below:
            patterns.setdefault(one.below, one)
    for below in patterns:
        slots = [_slot(part, known) for part in below]
        if any(slots) and all(slot or _is_number(part) for slot, part in zip(slots, below, strict=True)):
            found.families.setdefault(len(below), _named(slots, known))
    for below, one in patterns.items():
        family = found.families.get(len(below), ())
        if family and all(_fits(part, name, known) for part, name in zip(below, family, strict=True)):
            continue
        doubt = _doubt(below, known, values, called_with) or _of_a_family(below, found.families, values)
        if not doubt and all(_is_number(part) for part in below):
            doubt = _beside_a_doubt(below, patterns, known, values, called_with)
        if doubt:
            found.questions[below] = Question(one.spelled, one.place, doubt)
        else:
            found.labels.append(below)
    return found


def _beside_a_doubt(
    below: Below,
    patterns: Mapping[Below, Occurrence],
    known: dict[str, IndexLetter],
    values: frozenset[str],
    called_with: frozenset[str],
) -> str:
    """A number below a letter that has what may be an index there elsewhere: `u_1` beside a `u_i` that is open."""
    for other, one in patterns.items():
        letters = all(len(part) == 1 and not _is_number(part) for part in other)
        if len(other) == len(below) and letters and _doubt(other, known, values, called_with):
            return f"a label, or one of {one.spelled}?"
    return ""


def _of_a_family(below: Below, families: Mapping[int, tuple[str, ...]], values: frozenset[str]) -> str:
    r"""Numbers below a letter that has indices elsewhere: `\sigma_1` beside `\sigma_{i,h}`, `V_T` beside `V_t`."""
    if len(below) in families and any(len(part) == 1 and part[0] in values for part in below):
        return f"a label, or an index? with {', '.join(families[len(below)])} below it the letter is one of many"
    if not families or not all(_is_number(part) for part in below) or len(below) in families:
        return ""
    names = ", ".join(next(iter(families.values())))
    return f"a label, or an index? with {names} below it the letter has indices elsewhere"


def _is_number(part: tuple[str, ...]) -> bool:
    return len(part) == 1 and part[0].isdigit()


def _fits(part: tuple[str, ...], name: str, known: dict[str, IndexLetter]) -> bool:
    """Whether a slot can hold this: an index, or a number that the slot's letter may be."""
    if _is_number(part):
        return name not in known or known[name].takes(part[0])
    return bool(_slot(part, known))


def _slot(part: tuple[str, ...], known: dict[str, IndexLetter]) -> str:
    """The index letter of a slot such as `h` or `h-1`."""
    letters = [text for text in part if text in known]
    plain = all(text in known or text.isdigit() or text in ARITHMETIC for text in part)
    joined = len(part) > 1 and not any(text in ARITHMETIC for text in part[1:])
    return letters[0] if letters and plain and not joined and part[0] not in ARITHMETIC else ""


def _named(slots: list[str], known: dict[str, IndexLetter]) -> tuple[str, ...]:
    """Names for all slots; one that only ever holds numbers takes an index letter that is free."""
    free = [name for name in (*sorted(known), "i", "j") if name not in slots]
    return tuple(slot or free.pop(0) for slot in slots)


def _doubt(below: Below, known: dict[str, IndexLetter], values: frozenset[str], called_with: frozenset[str]) -> str:
    """Why a subscript may be more than a label; empty if it is none."""
    for part in below:
        if _is_number(part) and part[0] in called_with:
            return f"a label, or the derivative in argument {part[0]}?"
        if part in SIGNS or _is_number(part):
            continue
        if len(part) != 1 or any(text in known for text in part):
            return "is what stands below a label, or does it hold an index?"
        (text,) = part
        if text in called_with:
            return f"a label, or the derivative in {text}?"
        if len(text) == 1 and text.islower() and (text in values or text in DOUBTFUL | BY_CUSTOM):
            return f"is {text} an index here, or a label?"
    return ""
