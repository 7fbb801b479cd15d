"""The inferred notation table: one row a letter that could be settled, one question a letter that could not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from verify.reading import notation
from verify.reading.notation import REAL, Domain, Letter, Notation
from verify.reading.spelling import join, spelling_of
from verify.sources.formula import Source
from verify.starting.calls import FUNCTION, MEASURE, SET, VALUE, Use, called_with, is_bare, use_of
from verify.starting.customs import differentials, doubt_of_custom, euler, is_landau, labelled_above
from verify.starting.derivatives import differentiates_below, may_be_another, speaks_of_derivatives
from verify.starting.indices import IndexLetter, Subscripts, index_letters, side_by_side, subscripts
from verify.starting.joined import (
    DELTA,
    acting_on_what_follows,
    one_name_of_several,
    sections_of_difference,
    with_differences,
)
from verify.starting.lags import may_shift_time, speaks_of_lags
from verify.starting.least import least_index
from verify.starting.names import may_be_unit, may_name_thing
from verify.starting.occurrences import INDEX, LINE, Occurrence, occurrences
from verify.starting.questions import Question
from verify.starting.things import names_of_things
from verify.starting.time import moves_in_time
from verify.starting.vectors import may_be_complex, may_be_vector, speaks_of_complex, speaks_of_vectors

JOINING = (
    *("and", "or", "if", "if and only if", "iff", "otherwise", "where", "with", "so", "so that", "then", "since"),
    *("because", "hence", "thus", "therefore", "that is", "i.e", "implies", "but", "while"),
)
RANGING = ("for", "for all", "for any", "for every", "for each", "when", "whenever", "as", r"\forall")
PHRASES = dict.fromkeys(JOINING, "connective") | dict.fromkeys(RANGING, "range")
KINDS = {FUNCTION: notation.FUNCTION, MEASURE: notation.MEASURE, SET: notation.SET}
WIDE = {r"\tilde": r"\widetilde", r"\hat": r"\widehat", r"\bar": r"\overline"}
WIDTHS = WIDE | {wide: narrow for narrow, wide in WIDE.items()}
BLACKBOARD_SETS = frozenset(("{R}", "{N}", "{Z}", "{Q}"))
BOUNDS = frozenset(("<", ">", r"\le", r"\ge", r"\in", r"\to"))
Base = tuple[str, ...]


@dataclass
class Table:
    """Settled rows with the place that shows each, and what is open."""

    letters: list[Letter] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def notation(self) -> Notation:
        return Notation(tuple(self.letters), PHRASES)

    def add(self, letter: Letter, place: str) -> None:
        """One more row; of two rows of one name and scope the first stays."""
        if all((row.name, row.scope) != (letter.name, letter.scope) for row in self.letters):
            self.letters.append(letter)
            self.places[letter.name] = place


def infer_table(source: Source) -> Table:
    """The letters of a source as its formulas use them, ranges not yet asked for."""
    found = with_differences(occurrences(source))
    spoken = Spoken(
        speaks_of_vectors(source),
        speaks_of_complex(source),
        speaks_of_lags(source),
        speaks_of_derivatives(source),
        differentiates_below(source),
    )
    return _Inference(found, spoken).table()


@dataclass(frozen=True)
class Spoken:
    """What a source speaks of: the places of vectors, complex numbers and lags; derivatives, also `below` letters."""

    vectors: str
    complex: str
    lags: str
    derivatives: bool
    below: bool


@dataclass
class _Inference:
    found: list[Occurrence]
    spoken: Spoken

    def table(self) -> Table:
        self.result = Table()
        things = names_of_things(self.found)
        self.known = {name: one for name, one in index_letters(self.found).items() if (name,) not in things}
        self.found = [_with_indices(one, self.known) for one in self.found]
        self.unsettled: set[str] = set()
        named = {**labelled_above(self.found), **one_name_of_several(self.found)}
        self.doubtful = {**named, **acting_on_what_follows(self.found), **things}
        self.values = frozenset(one.base[0] for one in self.found if one.part != INDEX and is_bare(one))
        self._indices()
        bases: dict[Base, list[Occurrence]] = defaultdict(list)
        for one in self.found:
            bases[one.base].append(one)
        for base, here in bases.items():
            apart = [one for one in here if one.part != INDEX]
            if apart and not (base[0] in self.known and len(base) == 1 and not any(one.below for one in apart)):
                self._base(base, apart)
        self._without_unsettled_indices()
        self.result.questions.sort(
            key=lambda one: [int(part) if part.isdigit() else 0 for part in one.place.split(":")]
        )
        return self.result

    def _indices(self) -> None:
        for one in self.known.values():
            said = f"{'' if one.whole and not one.assumed else 'assumed: '}{one.place}: {one.because}"
            self.result.add(Letter(one.name, notation.INDEX, domain=self._range_of(one), said=said), one.place)

    def _without_unsettled_indices(self) -> None:
        """No row for a letter that may be an index and of which only a range is printed apart: `$t<0$` beside `Q_t`."""
        for row in [one for one in self.result.letters if one.name in self.unsettled and one.kind == notation.SCALAR]:
            apart = [one for one in self.found if one.base == spelling_of(row.name).base and one.part != INDEX]
            if all(_only_bounds(one) for one in apart):
                self.result.letters.remove(row)
                self._ask(Question(row.spelled, apart[0].place, "a number here, or an index, as below other letters?"))

    def _range_of(self, one: IndexLetter) -> Domain:
        if not one.whole:
            return REAL
        numbers = sorted(int(text) for text in one.numbers)
        if numbers:
            return Domain(numbers[0], numbers[-1], integer=True)
        return Domain(least_index(one.name, self.found), None, integer=True)

    def _ask(self, question: Question) -> None:
        """Notes a question, with the number of displays that print the letter."""
        base = spelling_of(question.about).base
        shown = {id(one.formula) for one in self.found if one.base == base and one.formula.display}
        self.result.questions.append(replace(question, displays=len(shown)))

    def _base(self, base: Base, here: list[Occurrence]) -> None:
        if base in self.doubtful:
            self._ask(self.doubtful[base])
        elif base == ("d",):
            self._differential(here)
        elif base[0] == r"\mathbb" and base[1] in BLACKBOARD_SETS:
            self._blackboard_set(here)
        elif not is_landau(here):
            self._letters_on(here)

    def _differential(self, here: list[Occurrence]) -> None:
        """The letter d: a number if the text names it or all are `d_1` and the like, and nothing is a differential."""
        others = differentials(here)
        named = any(one.alone and one.part == LINE for one in others)
        plain = named or not any(_touches_letter(one) for one in others)
        numbered = all(one.below and all(part[0].isdigit() for part in one.below) for one in here)
        if numbered or (plain and others and len(others) == len(here)):
            self._letters_on(here)
        elif others:
            self._ask(Question("d", others[0].place, "a letter here, or the d of a differential?"))

    def _blackboard_set(self, here: list[Occurrence]) -> None:
        for one in here:
            row = Letter(one.spelled, notation.SET, said=f"{_where(one)}: a set of numbers, as everywhere")
            self.result.add(row, _where(one))

    def _letters_on(self, here: list[Occurrence]) -> None:
        """The plain letter of a base and those with something below or a star on it."""
        arguments = called_with(one for one in here if not one.below)
        if self.spoken.below:
            arguments |= {part[0] for one in here for part in one.below if len(part) == 1 and part[0].isalpha()}
        sub = subscripts(here, self.known, self.values, arguments)
        for below, question in sub.questions.items():
            self._ask(question)
            self.unsettled |= {part[0] for part in below if len(part) == 1}
        groups: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
        for one in here:
            if one.below not in sub.questions:
                groups[_key(one, sub)].append(one)
        for (_, star), group in groups.items():
            family = sub.families.get(len(group[0].below)) if _in_family(group[0], sub) else None
            self._letter(group, _spelled(group[0], family, star), family or ())

    def _letter(self, here: list[Occurrence], spelled: str, indices: tuple[str, ...]) -> None:
        exponential = euler(here)
        custom = doubt_of_custom(here) or self._may_be_conjugate(here) or self._of_two_widths(here)
        if exponential is not None:
            said = f"assumed: Euler's number, {_where(exponential)} raises it to a variable power"
            self.result.add(Letter("e", notation.CONSTANT, said=said), _where(exponential))
            return
        if here[0].base == ("e",) and not indices and any(one.raised for one in here):
            custom = Question("e", here[0].place, "Euler's number, or a letter of this paper?")
        vectors = self.spoken.vectors
        doubt = may_be_vector(here, vectors) if vectors else self._may_be_all(here, indices)
        doubt = doubt or moves_in_time(here, self.found) or may_shift_time(here, self.found, self.spoken.lags)
        if doubt is None and not self.spoken.derivatives:
            doubt = may_be_another(here) if any(one.arguments is not None for one in here) else None
        if doubt is None and self.spoken.complex:
            doubt = may_be_complex(here, self.spoken.complex)
        doubt = doubt or may_be_unit(here)
        use = custom or doubt or use_of(here)
        if not isinstance(use, Question) and use is not None and use.kind == VALUE:
            use = may_name_thing(here) or use
        if isinstance(use, Question):
            self._ask(replace(use, about=spelled))
        elif use is None:
            self._ask(Question(spelled, here[0].place, "stands only alone: a number, a function, a set?"))
        else:
            self._settled(here, spelled, indices, use)

    def _may_be_all(self, here: list[Occurrence], indices: tuple[str, ...]) -> Question | None:
        """A letter without an index of which there is one for each index elsewhere: `a` beside `a_j`."""
        base = here[0].base
        family = next((one for one in self.found if one.base == base and self._is_indexed(one)), None)
        if indices or here[0].below or family is None:
            return None
        return may_be_vector(here, f"{family.formula.file}:{family.line}, where it has an index")

    def _may_be_conjugate(self, here: list[Occurrence]) -> Question | None:
        r"""A line over a letter that stands without it elsewhere: its conjugate or mean, or a letter of its own."""
        base = here[0].base
        if base[0] != r"\overline" or not any("{" + one.base[0] + "}" == base[1] for one in self.found):
            return None
        return Question(
            here[0].spelled, here[0].place, "a letter of its own, or what a line makes of the one below it?"
        )

    def _of_two_widths(self, here: list[Occurrence]) -> Question | None:
        r"""A letter under `\tilde` in one place and under `\widetilde` in another."""
        base = here[0].base
        other = WIDTHS.get(base[0])
        twin = next((one for one in self.found if one.base == (other, *base[1:])), None) if other else None
        if twin is None:
            return None
        return Question(here[0].spelled, here[0].place, f"the letter that is {twin.spelled} in {twin.place}?")

    def _is_indexed(self, one: Occurrence) -> bool:
        return bool(one.below) and all(len(part) == 1 and part[0] in self.known for part in one.below)

    def _settled(self, here: list[Occurrence], spelled: str, indices: tuple[str, ...], use: Use) -> None:
        scope = self._scope(here)
        if scope is None:
            return
        kind = KINDS.get(use.kind, notation.SCALAR)
        words = f": {use.because}" if use.because else ""
        said = f"{_where(use.shown)}{words}"
        also = _joined(spelled, indices) if any(one.joined for one in here) else ()
        row = Letter(spelled, kind, indices=indices, arity=use.arity, scope=scope, said=said, also=also)
        self.result.add(row, _where(use.shown))
        if kind == notation.SCALAR:
            self._primed(here, spelled, indices)

    def _scope(self, here: list[Occurrence]) -> tuple[str, ...] | None:
        r"""Empty for the whole source; of a `\Delta` that may belong to the next letter, where it does not."""
        if here[0].base != DELTA:
            return ()
        doubtful = sections_of_difference(here)
        for one in doubtful.values():
            name = rf"\Delta {one.following}"
            self._ask(Question(name, one.place, r"one letter, or a product with the \Delta of other sections?"))
        scope = dict.fromkeys(one.formula.section for one in here if one.formula.section not in doubtful)
        return tuple(scope) if doubtful else ()

    def _primed(self, here: list[Occurrence], spelled: str, indices: tuple[str, ...]) -> None:
        """A primed value is a letter of its own where the source gives it one; otherwise it may be a derivative."""
        primed = defaultdict(list)
        for one in here:
            if one.primes:
                primed[one.primes].append(one)
        for count, places in primed.items():
            shown = next((one for one in places if _is_introduced(one, here)), None)
            if shown is not None and not shown.alone and any(_is_law_of_motion(one, here) for one in places):
                shown = None
            name = _with_primes(spelled, count)
            if shown is None:
                self._ask(Question(name, places[0].place, "a letter of its own, or a derivative?"))
            else:
                row = Letter(name, indices=indices, said=f"{_where(shown)}: introduced there")
                self.result.add(row, _where(shown))


def _with_indices(one: Occurrence, known: dict[str, IndexLetter]) -> Occurrence:
    below = side_by_side(one.below, known)
    return one if below == one.below else replace(one, below=below, joined=True)


def _joined(spelled: str, indices: tuple[str, ...]) -> tuple[str, ...]:
    """The letter with its indices side by side."""
    below = "_{" + ",".join(indices) + "}"
    return (spelled.replace(below, "_{" + join(indices) + "}"),)


def _only_bounds(one: Occurrence) -> bool:
    r"""Whether the formula is a range of the letter, or the letter alone: `t<0`, `s\ge1`."""
    return one.alone or (one.previous == "" and one.following in BOUNDS and one.part == LINE)


def _where(one: Occurrence) -> str:
    return f"{one.formula.file}:{one.line}"


def _touches_letter(one: Occurrence) -> bool:
    return one.following.isalpha() or one.following.startswith("\\")


def _in_family(one: Occurrence, sub: Subscripts) -> bool:
    return bool(one.below) and one.below not in sub.labels and len(one.below) in sub.families


def _key(one: Occurrence, sub: Subscripts) -> tuple[str, str]:
    below = f"family {len(one.below)}" if _in_family(one, sub) else repr(one.below)
    return below, one.star


def _spelled(one: Occurrence, family: tuple[str, ...] | None, star: str) -> str:
    if family is None:
        return one.spelled
    return join(one.base) + "_{" + ",".join(family) + "}" + ("^{" + star + "}" if star else "")


def _with_primes(spelled: str, count: int) -> str:
    """Primes stand behind the base, before what is below and above."""
    cut = min((spelled.find(mark) for mark in ("_{", "^{") if mark in spelled), default=len(spelled))
    return spelled[:cut] + "'" * count + spelled[cut:]


def _is_law_of_motion(one: Occurrence, here: list[Occurrence]) -> bool:
    """Whether `x'=...` has x too, as a differential equation has."""
    leads = one.previous == "" and one.following in ("=", ":=", r"\equiv")
    return leads and any(other.formula is one.formula and not other.primes for other in here)


def _is_introduced(one: Occurrence, here: list[Occurrence]) -> bool:
    r"""The letter alone in the text, `\sum_{g'\in G}`, or `g'=...` that has no g, as a differential equation has."""
    if one.alone and one.part == "line":
        return True
    if one.previous != "" or one.following not in ("=", ":=", r"\equiv", r"\in"):
        return False
    return one.following == r"\in" or not any(other.formula is one.formula and not other.primes for other in here)
