"""A hypothesis that a formula needs in order to have a value: an exact point outside it at which there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from random import Random

from verify.breakers.checks import condition_at
from verify.breakers.draws import Point, between
from verify.breakers.letters import LetterFinder
from verify.breakers.sampling import BITS, RECHECK_BITS, setting
from verify.claims import Step
from verify.errors import GateError
from verify.kernel import Outcome
from verify.model import Model
from verify.obligations import Obligation
from verify.reading.notation import Domain
from verify.reading.printer import latex
from verify.reading.tree import Call, ImpliedCall, Inference, Node, Number, Power, Quotient, Root, Symbol
from verify.strength.operations import Operation, is_outside, operations
from verify.strength.without import Without, asked, opened
from verify.walk.evaluate import Environment, precision

Key = tuple[Node, Node]
POINTS, TRIES, PATIENCE, NEAREST, SEED = 16, 200, 40, 8, 20260101
REACH = Fraction(6)
OPERATIONS = (Quotient, Root, Power, Call, ImpliedCall)


@dataclass(frozen=True)
class NoValue:
    """Where an operation of a formula has no value, and why: every other hypothesis holds there."""

    formula: str
    reason: str
    witness: dict[str, str]


@dataclass
class Inside:
    """Operations that have a value at every point that was tried with all hypotheses, and these points."""

    sound: set[Operation]
    points: list[Point]


def without_value(question: Without, tried: dict[Obligation, Inside]) -> NoValue | None:
    """A point that breaks this hypothesis alone and at which an operation has no value.

    With the hypothesis the operation is proved to have one everywhere, so the hypothesis is what secures it. `tried`
    keeps what was found of statements with all their hypotheses, for the next question about the same claim.
    """
    with precision(BITS):
        for step, rest in question.pairs:
            for kept, left in zip(_said(step, question.printed), _said(rest, question.model), strict=False):
                search = _Search(question, kept, left)
                if kept not in tried:
                    tried[kept] = search.inside()
                found = search.found(tried[kept])
                if found is not None:
                    return found
    return None


def is_met(one: Obligation, question: Without) -> bool:
    """Whether one of a few drawn points satisfies all hypotheses; none does where one is about a free function."""
    if not one.hypotheses:
        return True
    search = _Search(question, one, one)
    with precision(BITS):
        return any(search.admits(search.draw(one, question.printed), one, question.printed) for _ in range(PATIENCE))


@dataclass
class _Search:
    """An obligation with the hypothesis and without it."""

    question: Without
    kept: Obligation
    left: Obligation
    draws: Random = field(default_factory=lambda: Random(SEED))
    letters: dict[str, dict[str, str]] = field(default_factory=dict)

    def found(self, inside: Inside) -> NoValue | None:
        sound = {_key(one) for one in inside.sound if self._rests_on_letter(one)}
        for point in self._outside(inside.points) if sound else ():
            for one in self._lost(point):
                if _key(one) in sound and self._again(one, point) and self._is_secured(one):
                    reason = self._lost(point)[one]
                    return NoValue(latex(one.node), reason, self._words(one, point))
        return None

    @property
    def _has_operations(self) -> bool:
        """Whether the formula has operations at all, or letters that stand for some."""
        model = self.question.printed.assigning(self.kept.assigned)
        each = [inner for node in (self.kept.left, self.kept.right) for inner in node.walk()]
        defined = (one for one in each if isinstance(one, Symbol) and model.definition(one.name, one.indices))
        return any(isinstance(one, OPERATIONS) for one in each) or any(defined)

    def _rests_on_letter(self, one: Operation) -> bool:
        """Whether the letter whose range is left out is behind the operation; true of a stated hypothesis."""
        row = self.question.letter
        finder = LetterFinder(self.question.model.assigning(self.left.assigned), self.left.section)
        finder.visit(one.within)
        return row is None or row.name in finder.open.letters.values()

    def inside(self) -> Inside:
        """Points at which all hypotheses hold."""
        sound, broken, points = set[Operation](), set[Key](), list[Point]()
        for k in range(TRIES if self._has_operations else 0):
            if k == PATIENCE and not points:
                break
            point = self.draw(self.kept, self.question.printed)
            found = self._operations(point, self.kept, self.question.printed)
            if found is not None:
                points.append(point)
                sound |= {one for one, reason in found.items() if not reason}
                broken |= {_key(one) for one, reason in found.items() if reason}
            if len(points) == POINTS:
                break
        return Inside({one for one in sound if _key(one) not in broken}, points)

    def draw(self, one: Obligation, model: Model) -> Point:
        """A point of the declared ranges."""
        letters = self._opened(one, model).items()
        return Point({key: self._chosen(model.letter(name, one.section).domain) for key, name in letters}, {}, {})

    def _opened(self, one: Obligation, model: Model) -> dict[str, str]:
        """The letters that the statement leaves open, found once with the hypothesis and once without it."""
        side = "kept" if one is self.kept else "left"
        if side not in self.letters:
            self.letters[side] = opened(one, model, hypotheses=True)
        return self.letters[side]

    def _chosen(self, domain: Domain) -> Fraction:
        return self.draws.choice([value for value in _dyadic(domain.integer) if domain.contains(value)])

    def _outside(self, inside: list[Point]) -> Iterator[Point]:
        """Points near those inside, with the letter beyond its range; for a stated hypothesis, points anywhere."""
        letter = self.question.letter
        if letter is None:
            for _ in range(TRIES):
                yield self.draw(self.left, self.question.model)
            return
        for point in inside:
            for key in self._keys:
                for value in self._beyond(letter.domain, point, key):
                    yield Point({**point.letters, key: value}, {}, {})

    def _beyond(self, domain: Domain, point: Point, key: str) -> list[Fraction]:
        """Values beyond the range: the nearest ones to its ends, and those that cancel another letter."""
        beyond = [value for value in _dyadic(domain.integer) if not domain.contains(value)]
        beyond.sort(key=lambda one: min(abs(one - end) for end in _ends(domain)))
        others = {value for name, value in point.letters.items() if name != key}
        cancel = sorted({sign * value for value in others for sign in (1, -1)})
        return [*beyond[:NEAREST], *(value for value in cancel if not domain.contains(value))]

    @cached_property
    def _keys(self) -> list[str]:
        """The letters of the row whose range is left out."""
        row = self.question.letter
        letters = self._opened(self.left, self.question.model)
        return [key for key, name in letters.items() if row is not None and name == row.name]

    def _lost(self, point: Point) -> dict[Operation, str]:
        """The operations without a value at a point that breaks the hypothesis for certain and no other."""
        at = self._admitted(point, self.left, self.question.model)
        if at is None or not self._breaks(point, at):
            return {}
        found = self._at(at, self.left, self.question.model) or {}
        return {one: reason for one, reason in found.items() if reason}

    def _operations(self, point: Point, one: Obligation, model: Model) -> dict[Operation, str] | None:
        at = self._admitted(point, one, model)
        return None if at is None else self._at(at, one, model)

    def _at(self, at: Environment, one: Obligation, model: Model) -> dict[Operation, str] | None:
        bound = one.approach.letter if one.approach is not None else ""
        rest = {key: value for key, value in at.items() if key != bound}
        try:
            return operations((one.left, one.right), model.assigning(one.assigned), one.section, rest)
        except (GateError, ValueError):
            return None

    def admits(self, point: Point, one: Obligation, model: Model) -> bool:
        """Whether every hypothesis holds at the point."""
        return self._admitted(point, one, model) is not None

    def _admitted(self, point: Point, one: Obligation, model: Model) -> Environment | None:
        """The point with letters that equations determine, if every hypothesis of the obligation holds there."""
        model = model.assigning(one.assigned)
        try:
            walker, at = setting(one, model, point)
            for name, value in one.assigned:  # outside its range the point breaks another hypothesis
                if is_outside(walker.value(value, at), model.letter(name, one.section).domain):
                    return None
            if all(condition_at(hypothesis, walker, at) is True for hypothesis in one.hypotheses):
                return at
        except (GateError, ValueError):
            pass
        return None

    def _breaks(self, point: Point, at: Environment) -> bool:
        """Whether the point breaks the hypothesis for certain."""
        letter, model = self.question.letter, self.question.model
        if letter is not None:
            return any(not letter.domain.contains(point.letters[key]) for key in self._keys)
        if self.kept.assigned != self.left.assigned:
            return False
        lost = [one for one in self.kept.hypotheses if one not in self.left.hypotheses]
        try:
            walker, _ = setting(self.left, model.assigning(self.left.assigned), point)
            return any(condition_at(one, walker, at) is False for one in lost)
        except (GateError, ValueError):
            return False

    def _again(self, one: Operation, point: Point) -> bool:
        """The same at four times the precision."""
        with precision(RECHECK_BITS):
            return any(_key(one) == _key(other) for other in self._lost(point))

    def _is_secured(self, one: Operation) -> bool:
        """Whether the engine proves that with the hypothesis the operation has a value everywhere."""
        from verify.symbolic.prove import prove

        part, relation = one.needs
        assigned = (*self.kept.assigned, *one.bound)
        has_one = replace(self.kept, kind="relation", left=part, relation=relation, right=Number("0"), approach=None)
        try:
            return prove(replace(has_one, assigned=assigned), self.question.printed).outcome is Outcome.PROVED
        except (GateError, RecursionError):
            return False

    def _words(self, one: Operation, point: Point) -> dict[str, str]:
        """The letters that the operation and the hypotheses rest on."""
        finder = LetterFinder(self.question.model.assigning(self.left.assigned), self.left.section)
        for node in (one.within, *self.left.hypotheses):
            finder.visit(node)
        return {key: str(point.letters[key]) for key in finder.open.letters if key in point.letters}


def _said(step: Step, model: Model) -> list[Obligation]:
    """What the step asserts; each side of an equivalence has to have a value whether or not the other one holds."""
    each = asked(step, model)
    if not each:
        return []
    read = model.tree(step)
    mutual = isinstance(read, Inference) and set(read.arrows) == {r"\Leftrightarrow"}
    sides = read.parts if isinstance(read, Inference) and mutual else ()
    return [replace(one, hypotheses=tuple(node for node in one.hypotheses if node not in sides)) for one in each]


def _key(one: Operation) -> Key:
    return one.node, one.within


def _dyadic(integer: bool) -> list[Fraction]:
    """Small numbers that a ball holds without a radius."""
    each = between(-REACH, REACH, 1 if integer else 4)
    return [value for value in each if value.denominator in (1, 2, 4)]


def _ends(domain: Domain) -> list[Fraction]:
    return [Fraction(end) for end in (domain.lower, domain.upper) if end is not None]
