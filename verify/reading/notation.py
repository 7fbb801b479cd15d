"""The notation table: what each letter of a paper means, its domain, and where that was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from verify.errors import UsageError
from verify.reading.spelling import Spelling, spelling_of

if TYPE_CHECKING:
    from verify.reading.tree import Node

SCALAR = "scalar"
FUNCTION = "function"
MEASURE = "measure"
CONSTANT = "constant"
INDEX = "index"
SET = "set"
LAW = "law"


@dataclass(frozen=True)
class Domain:
    """An interval of the reals with rational or infinite (None) ends; `integer` restricts it to whole numbers.

    >>> Domain(0, 1, open_above=True).contains(Fraction(1))
    False
    """

    lower: Fraction | int | None = None
    upper: Fraction | int | None = None
    open_below: bool = False
    open_above: bool = False
    integer: bool = False

    def contains(self, value: Fraction) -> bool:
        """Whether the exact value lies in the interval."""
        above = self.lower is None or (value > self.lower if self.open_below else value >= self.lower)
        below = self.upper is None or (value < self.upper if self.open_above else value <= self.upper)
        return above and below and (not self.integer or value.denominator == 1)

    def __str__(self) -> str:
        left = "(" if self.open_below or self.lower is None else "["
        right = ")" if self.open_above or self.upper is None else "]"
        ends = ("-∞" if self.lower is None else str(self.lower), "∞" if self.upper is None else str(self.upper))
        return f"{left}{ends[0]}, {ends[1]}{right}" + (" integers" if self.integer else "")


REAL = Domain()
POSITIVE = Domain(0, None, open_below=True)
NONNEGATIVE = Domain(0, None)


@dataclass(frozen=True)
class Letter:
    r"""One row of the table.

    `spelled` is the letter in LaTeX; `indices` names the index slots of a family; `arity`, `argument` (what is meant
    where no argument is printed), `bare` (printed without argument the letter is a value of its own) and
    `called_with` (only one of these in parentheses is an argument, all else there is a factor: `a(t)` beside
    `a(\pi+1)`) are for functions; `scope` lists the sections (slugs) that the row is for, all if empty; `said` is
    where the paper says it, or `assumed` with the reason that any reader would give. `also` lists further spellings
    of the same letter, for a paper in which it is renamed; one formula prints one of them. It changes how a text is
    read and nothing else, so a decision of what was read does not hang on it.
    """

    spelled: str
    kind: str = SCALAR
    domain: Domain = REAL
    indices: tuple[str, ...] = ()
    arity: int = 1
    argument: str | None = None
    bare: bool = False
    called_with: tuple[str, ...] = ()
    smooth: bool = True
    scope: tuple[str, ...] = ()
    said: str = ""
    meaning: str = ""
    also: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def spelling(self) -> Spelling:
        return spelling_of(self.spelled)

    @cached_property
    def name(self) -> str:
        """The canonical name in trees and witnesses."""
        return self.spelling.name

    @cached_property
    def respelled(self) -> tuple[Letter, ...]:
        """The row under each of its further spellings; raises `UsageError` for one that has other indices."""
        rows = tuple(replace(self, spelled=other, also=()) for other in self.also)
        for row in rows:
            if self.indices and len(row.spelling.subscript) != len(self.indices) and not row.joined:
                raise UsageError(f"{row.spelled} has not the indices of {self.spelled}; spell them the same in `also`")
        return rows

    @cached_property
    def joined(self) -> bool:
        """Whether several indices stand side by side, `x_{it}`, and not between commas."""
        below = self.spelling.subscript
        return len(self.indices) > 1 and len(below) == 1 and len(below[0]) == len(self.indices)

    @property
    def assumed(self) -> bool:
        """Whether the domain is a reader's and not the paper's."""
        return self.said.startswith("assumed")


@dataclass(frozen=True)
class Notation:
    """The letters, the words inside formulas and the reading conventions of one paper."""

    letters: tuple[Letter, ...]
    phrases: Mapping[str, str] = field(default_factory=dict)
    differentials: bool = False

    def in_scope(self, section: str) -> Scope:
        """The rows that are in force in a section; a row for the section wins over one for all."""
        if section not in self._scopes:
            self._scopes[section] = self._in_force(section)
        return self._scopes[section]

    def _in_force(self, section: str) -> Scope:
        chosen: dict[str, Letter] = {}
        for letter in sorted(self.letters, key=lambda row: bool(row.scope)):
            if not letter.scope or section in letter.scope:
                chosen[letter.name] = letter
        rows = tuple(chosen.values())
        if any(row.also for row in rows):
            return Scope(*_with_spellings(rows), self.phrases, self.differentials)
        return Scope(rows, {}, self.phrases, self.differentials)

    def named(self, name: str, section: str = "") -> Letter:
        """The row of a canonical name, the section's own first."""
        key = (name, section)
        if key not in self._rows:
            self._rows[key] = self._row(name, section)
        return self._rows[key]

    @cached_property
    def readings(self) -> dict[tuple[str, str], Node]:
        """Trees of texts that were read by this table, by section and LaTeX."""
        return {}

    # Walkers ask for the same rows at every point, so rows and scopes are looked up once.

    @cached_property
    def _scopes(self) -> dict[str, Scope]:
        return {}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Letter]:
        return {}

    def _row(self, name: str, section: str) -> Letter:
        rows = [row for row in self.letters if row.name == name and (not row.scope or section in row.scope)]
        rows = rows or [row for row in self.letters if row.name == name]
        if not rows:
            raise UsageError(f"no letter {name} in the notation table; declare it there")
        return max(rows, key=lambda row: section in row.scope)

    def extended(self, letters: Iterable[Letter]) -> Notation:
        """The same table with more rows."""
        return Notation((*self.letters, *letters), self.phrases, self.differentials)


def _with_spellings(rows: tuple[Letter, ...]) -> tuple[tuple[Letter, ...], dict[str, str]]:
    """The rows with one more for each further spelling, and the names of the letters by those of the spellings."""
    names = {other.name: row.name for row in rows for other in row.respelled}
    taken = {row.name for row in rows}
    for row in rows:
        for other in row.respelled:
            if other.name in taken:
                raise UsageError(f"{other.spelled} is a spelling of two letters; choose another for {row.spelled}")
            taken.add(other.name)
    arguments: dict[str, tuple[str, ...]] = {row.name: tuple(one.name for one in row.respelled) for row in rows}
    grown = (
        replace(row, called_with=row.called_with + tuple(one for t in row.called_with for one in arguments.get(t, ())))
        for row in (*rows, *(other for row in rows for other in row.respelled))
    )
    return tuple(grown), names


@dataclass(frozen=True)
class Scope:
    """The rows in force in one section, found by their base; `first_names` maps further spellings to the letters."""

    letters: tuple[Letter, ...]
    first_names: Mapping[str, str]
    phrases: Mapping[str, str]
    differentials: bool

    @cached_property
    def by_base(self) -> dict[tuple[str, ...], tuple[Letter, ...]]:
        """Rows that share a base: `V`, `V_{i}` and `V_{i,h}`."""
        table: dict[tuple[str, ...], list[Letter]] = {}
        for letter in self.letters:
            table.setdefault(letter.spelling.base, []).append(letter)
        return {base: tuple(rows) for base, rows in table.items()}

    @cached_property
    def longest_base(self) -> int:
        return max((len(base) for base in self.by_base), default=1)

    @cached_property
    def by_name(self) -> dict[str, Letter]:
        return {letter.name: letter for letter in self.letters}
