"""Letters that a live source writes otherwise than the notation table: one letter, one new spelling, from one place on.

A renaming is taken for one only if every formula in which it shows says what the registered one says once the new
spelling is read as the letter. What the table declares for another letter is never a new spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verify.arrangement import is_rearranged
from verify.claims import Step
from verify.errors import GateError, ReadError
from verify.reading.binders import BLACKBOARD
from verify.reading.notation import Notation
from verify.reading.printer import latex
from verify.reading.respelling import joined, letter_at, names_printed
from verify.reading.statements import read_formula
from verify.reading.tokens import Token, tokenize
from verify.record import Renamed
from verify.respelled_formulas import spellings
from verify.sources.formula import Formula, Source

if TYPE_CHECKING:
    from verify.claims import Paper

RESERVED = frozenset(
    r"O o d \partial \nabla \infty \sum \prod \int \lim \max \min \sup \inf \log \ln \exp \sinh \cosh \tanh \coth \sin "
    r"\cos \tan \arctan \sgn \cdot \times \pm \mp \ldots \cdots \in \notin \to \le \ge \ne \equiv \subset \approx \sim "
    r"\propto \mapsto \uparrow \downarrow \Rightarrow \Leftarrow \Leftrightarrow \mid \land \lor \frac \sqrt".split()
)

OPERATORS = ("{E}", "{P}", "{1}")


@dataclass(frozen=True)
class Respelling:
    """A letter, its new spelling, the formulas in which it shows, and those behind the first that keep the old one."""

    letter: str
    written: str
    formulas: tuple[Formula, ...]
    kept: tuple[Formula, ...] = ()
    conflict: str = ""

    @property
    def record(self) -> Renamed:
        return Renamed(
            self.letter, self.written, _lines(self.formulas), _lines(self.kept), self.conflict or self._advice()
        )

    def _advice(self) -> str:
        if self.kept:
            return (
                f"{self.letter} still stands behind the first place, at {_at(self.kept)}; "
                "write one letter from one place on"
            )
        return f"to accept it, add also=(r'{self.written}',) to the row of {self.letter} in the notation table"

    def error(self, formula: Formula) -> ReadError:
        """What is said at a formula that prints the new spelling."""
        reason = f"{self.letter} is written {self.written} {'here' if self.conflict or self.kept else 'throughout'}"
        return ReadError(reason, line=formula.line, column=formula.column, step=self.conflict or self._advice())


def _lines(formulas: Iterable[Formula]) -> tuple[int, ...]:
    return tuple(sorted({one.start_line for one in formulas}))


def _at(formulas: Iterable[Formula]) -> str:
    """The lines, the first few by number.

    >>> _at(())
    'no line'
    """
    lines = _lines(formulas)
    named = ", ".join(str(line) for line in lines[:8]) + (f" and {len(lines) - 8} more" if len(lines) > 8 else "")
    return f"line{'s' if len(lines) > 1 else ''} {named}" if lines else "no line"


# --- without leave --------------------------------------------------------------------------------------------------


def respellings(
    pairs: Sequence[tuple[Formula, Step]], unread: Iterable[Formula], paper: Paper, source: Source
) -> tuple[Respelling, ...]:
    """New spellings of letters in formulas that cannot be read, `pairs` with their registered ones and others."""
    votes: dict[tuple[str, str], list[Formula]] = defaultdict(list)
    for formula, step in pairs:
        for vote in _votes(formula, step, paper, source):
            votes[vote].append(formula)
    found = [Respelling(letter, written, tuple(formulas)) for (letter, written), formulas in votes.items()]
    found = [replace(one, conflict=_conflict(one, found)) for one in found]
    sure = [one for one in found if not one.conflict]
    extended = _extended(paper.notation, [(one.letter, one.written) for one in sure])
    others = [formula for formula in unread if not any(formula in one.formulas for one in found)]
    return tuple(_completed(one, others, extended, source) for one in found)


def _votes(formula: Formula, step: Step, paper: Paper, source: Source) -> frozenset[tuple[str, str]]:
    """The new spellings with which the formula says what the registered one says; none if there are no such."""
    votes = _differences(formula, step, paper, source)
    if not votes or any(is_taken(written, paper.notation) for _, written in votes):
        return frozenset()
    if _one_to_one(votes) and not _says_the_same(formula, step, paper, source, votes):
        return frozenset()
    return votes


def _differences(formula: Formula, step: Step, paper: Paper, source: Source) -> frozenset[tuple[str, str]]:
    """What is printed in the place of letters, if nothing else differs from the registered text or from its tree."""
    scope = paper.notation.in_scope(step.section)
    try:
        live = tokenize(formula.latex, macros=source.macros)
        said = spellings(tokenize(step.latex), live, scope)
        if said is None:
            tree = read_formula(step.latex, paper.notation, section=step.section)
            said = spellings(tokenize(latex(tree)), live, scope)
    except ReadError:
        return frozenset()
    return frozenset(said or ())


def _one_to_one(votes: Iterable[tuple[str, str]]) -> bool:
    votes = list(votes)
    return len({old for old, _ in votes}) == len({new for _, new in votes}) == len(votes)


def is_taken(written: str, notation: Notation) -> bool:
    """Whether the spelling is a declared letter in any section, or a word of the language of formulas."""
    tokens = tokenize(written)
    if tokens[0].text in RESERVED or (tokens[0].text in BLACKBOARD and tokens[1].text in OPERATORS):
        return True
    sections = {"", *(section for row in notation.letters for section in row.scope)}
    return any(_is_whole(tokens, notation, section) for section in sections)


def _is_whole(tokens: tuple[Token, ...], notation: Notation, section: str) -> bool:
    found = letter_at(tokens, 0, notation.in_scope(section))
    return found is not None and found.end == len(tokens)


def _says_the_same(
    formula: Formula, step: Step, paper: Paper, source: Source, votes: Iterable[tuple[str, str]]
) -> bool:
    try:
        extended = _extended(paper.notation, votes)
        old = read_formula(step.latex, paper.notation, section=step.section)
        new = read_formula(formula.latex, extended, section=formula.section, macros=source.macros)
    except GateError:
        return False
    return old == new or is_rearranged(old, new, ends=False)


def _extended(notation: Notation, votes: Iterable[tuple[str, str]]) -> Notation:
    """The table with leave for the new spellings."""
    new: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for letter, written in votes:
        new[letter] += (written,)
    rows = (replace(row, also=(*row.also, *new[row.name])) if row.name in new else row for row in notation.letters)
    return Notation(tuple(rows), notation.phrases, notation.differentials)


def _conflict(one: Respelling, found: Sequence[Respelling]) -> str:
    """Why this is no renaming: two letters under one spelling, or two spellings for one letter."""
    for other in found:
        if other.written == one.written and other.letter != one.letter:
            return f"{other.letter} is written {one.written} too, at {_at(other.formulas)}; write two letters"
        if other.letter == one.letter and other.written != one.written:
            return f"it is also written {other.written}, at {_at(other.formulas)}; write one letter"
    return ""


def _completed(one: Respelling, unread: Iterable[Formula], extended: Notation, source: Source) -> Respelling:
    """With the formulas that were edited in other ways too, and those in which the old spelling is left."""
    more = () if one.conflict else (formula for formula in unread if _prints(one.written, formula, extended, source))
    shown = {id(formula) for formula in (*one.formulas, *more)}
    formulas = tuple(formula for formula in source.formulas if id(formula) in shown)
    first = next(place for place, formula in enumerate(source.formulas) if id(formula) in shown)
    kept = (formula for formula in source.formulas[first:] if _prints(one.letter, formula, extended, source))
    return replace(one, formulas=formulas, kept=tuple(kept))


def _prints(name: str, formula: Formula, notation: Notation, source: Source) -> bool:
    return name in _printed(formula, notation, source)


def _printed(formula: Formula, notation: Notation, source: Source) -> frozenset[str]:
    try:
        return names_printed(tokenize(formula.latex, macros=source.macros), notation.in_scope(formula.section))
    except ReadError:
        return frozenset()


# --- with leave -----------------------------------------------------------------------------------------------------


def left_over(paper: Paper, source: Source) -> dict[int, ReadError]:
    """Formulas that print a letter as it was after a spelling that the table allows took its place, by identity."""
    if not any(row.also for row in paper.notation.letters):
        return {}
    found: dict[int, ReadError] = {}
    since: dict[str, tuple[str, Formula]] = {}
    for formula in source.formulas:
        first_names = paper.notation.in_scope(formula.section).first_names
        printed = _printed(formula, paper.notation, source)
        for name in sorted(printed & since.keys()):
            written, where = since[name]
            found[id(formula)] = ReadError(
                f"{name} is left over: since line {where.start_line} it is written {written}",
                line=formula.line,
                column=formula.column,
                step="write one letter from one place on",
            )
        for written in sorted(printed & first_names.keys()):
            if joined(written, first_names[written]):
                continue
            since.setdefault(first_names[written], (written, formula))
    return found
