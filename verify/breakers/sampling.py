"""Property-based search for a counterexample: hypothesis draws exact points, the walker decides, witnesses shrink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, Verbosity, assume, example, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from verify.breakers.checks import condition_at, holds_at, is_admissible
from verify.breakers.draws import Point, corners, points
from verify.breakers.equations import solve_for_a_letter
from verify.breakers.letters import LetterFinder, Open, bound_letter
from verify.errors import UndecidedError
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.obligations import Maximand, Obligation, maximand
from verify.reading import tree
from verify.reading.printer import latex
from verify.reading.tree import Chain, Node
from verify.walk.balls import ball
from verify.walk.evaluate import Environment, Walker, precision
from verify.walk.jets import UndefinedPointError, Value

EXAMPLES = 60
BATCH = 6  # hypothesis's own cost is by the example, and more than that of a point
SEARCHED_EXAMPLES = 36  # the first batches are the simplest points: fewer see no negative letter
PATIENCE = 100
MANY = 20  # points without a value, from which on a formula is said to have none
BITS = 160
RECHECK_BITS = 640
SEED = 20260101


@dataclass
class Tally:
    """What a search has seen."""

    agreed: int = 0
    unclear: int = 0
    undefined: int = 0
    rejected: int = 0
    reason: str = ""
    witness: Point | None = None

    @property
    def hopeless(self) -> bool:
        """Whether nothing was decided for so long that further points are a waste; never while a witness shrinks."""
        tried = self.unclear + self.rejected
        return self.witness is None and not self.agreed and tried > PATIENCE * (1 if self.unclear else 6)


class CounterexampleError(Exception):
    """A point at which the statement is false; hypothesis shrinks it."""


def search(obligation: Obligation, model: Model, *, examples: int = EXAMPLES) -> Evidence:
    """Try to break one obligation; a point found is checked again at four times the precision."""
    model = model.assigning(obligation.assigned)
    found = _open(obligation, model)
    searched = found.searches and obligation.kind != "equation"
    hunt = _Hunt(obligation, model, found, min(examples, SEARCHED_EXAMPLES) if searched else examples)
    tally = hunt.run(BATCH)
    if tally.witness is None:
        return _not_refuted(tally, obligation)
    simplest = hunt.run(1, Phase.shrink).witness or hunt.run(BATCH, Phase.shrink).witness
    return _refuted(obligation, model, simplest or tally.witness)


@dataclass(frozen=True)
class _Hunt:
    """A search for a point at which an obligation is false."""

    obligation: Obligation
    model: Model
    open_letters: Open
    examples: int

    def run(self, size: int, *phases: Phase) -> Tally:
        """What `examples` points show, drawn in batches of `size`; the witness is the last one that objected."""
        tally = Tally()
        attempt = given(self._batches(size))(lambda batch: self._attempt(batch, tally))
        for corner in corners(self.open_letters, self.model, self.obligation.section):
            attempt = example([corner])(attempt)
        try:
            with precision(BITS):
                self._seeded(attempt, size, phases)()
        except (CounterexampleError, Unsatisfiable):
            pass
        return tally

    def _batches(self, size: int) -> st.SearchStrategy[list[Point]]:
        drawn = points(self.open_letters, self.model, self.obligation.section)
        return st.lists(drawn, min_size=size, max_size=size)

    def _seeded(self, attempt: Callable[[], None], size: int, phases: tuple[Phase, ...]) -> Callable[[], None]:
        limits = settings(
            max_examples=-(-self.examples // size),
            deadline=None,
            database=None,
            phases=(Phase.explicit, Phase.generate, *phases),
            suppress_health_check=list(HealthCheck),
            print_blob=False,
            verbosity=Verbosity.quiet,
        )
        return seed(SEED)(limits(attempt))

    def _attempt(self, batch: list[Point], tally: Tally) -> None:
        """A batch counts if half of it decides something; enough points end the search."""
        if tally.agreed >= self.examples and tally.witness is None:
            return
        before = tally.agreed
        for point in batch:
            answer = _answer(self.obligation, self.model, point, tally)
            if answer is False:
                tally.witness = point
                raise CounterexampleError
            tally.agreed += answer is True
        assume(2 * (tally.agreed - before) >= len(batch))


def _answer(obligation: Obligation, model: Model, point: Point, tally: Tally) -> bool | None:
    if tally.hopeless:
        return None
    try:
        walker, at = setting(obligation, model, point)
        for hypothesis in obligation.hypotheses:
            if condition_at(hypothesis, walker, at) is not True:
                tally.rejected += 1
                return None
        answer = holds_at(obligation, walker, at)
    except UndecidedError as error:
        tally.unclear += 1
        tally.undefined += isinstance(error, UndefinedPointError)
        tally.reason = str(error)
        return None
    tally.unclear += answer is None
    return answer


def setting(obligation: Obligation, model: Model, point: Point) -> tuple[Walker, Environment]:
    """The walker and the environment of a point; letters that hypotheses determine are solved for.

    `model` has the obligation's assigned letters already.
    """
    walker = Walker(model, obligation.section, point.functions)
    at: dict[str, object] = {name: ball(value) for name, value in point.letters.items()}
    at |= point.measures
    for hypothesis in obligation.hypotheses:
        if isinstance(hypothesis, Chain) and hypothesis.relations == ("=",):
            solve_for_a_letter(hypothesis, walker, at, model, obligation.section)
    if obligation.kind == "equation":
        _reflect(maximand(obligation.left), walker, at)
    return walker, at


def _reflect(problem: Maximand, walker: Walker, at: dict[str, Value]) -> None:
    """A choice on the other side of the end of its half line is moved to this one."""
    if isinstance(problem.range, Chain) and not is_admissible(problem, walker, at):
        at["chosen"] = walker.value(problem.range.operands[1], at) * 2 - at["chosen"]


def _open(obligation: Obligation, model: Model) -> Open:
    finder = LetterFinder(model, obligation.section)
    bound: frozenset[str] = frozenset()
    if obligation.approach is not None:
        bound |= {obligation.approach.letter}
        finder.visit(obligation.approach.point, bound)
    for node in (obligation.left, obligation.right, *obligation.hypotheses):
        finder.visit(node, bound)
    if obligation.kind == "equation":
        finder.open.letters["chosen"] = _chosen(obligation.left)
    return finder.open


def _chosen(equation: Node) -> str:
    """The letter that a maximisation chooses, for its domain."""
    for inner in equation.walk():
        if isinstance(inner, tree.Optimum):
            return bound_letter(inner.binder) or "chosen"
    raise UndecidedError("an equation with one maximisation is needed")


def _refuted(obligation: Obligation, model: Model, point: Point) -> Evidence:
    with precision(RECHECK_BITS):
        again = _answer(obligation, model, point, Tally()) is False
        sides = _sides(obligation, model, point)
        words = witness(obligation, model, point)
    where = f" ({obligation.where})" if obligation.where else ""
    at = ", ".join(f"{name} = {value}" for name, value in words.items()) or "every point"
    return Evidence(
        "break",
        Outcome.REFUTED,
        Level.EXACT,
        f"false at {at}{where}{sides}",
        words or _closed(obligation, model, point),
        rechecked=again,
    )


def witness(obligation: Obligation, model: Model, point: Point) -> dict[str, str]:
    """A point in the paper's letters; one that a hypothesis was solved for has the value that solves it."""
    _, at = setting(obligation, model, point)
    words = point.words()
    for name, value in point.letters.items():
        if at[name] != ball(value):
            words[name] = _decimal(at[name])
    if obligation.kind == "equation":
        words[_chosen(obligation.left)] = words.pop("chosen")
    return words


def _closed(obligation: Obligation, model: Model, point: Point) -> dict[str, str]:
    """What refutes a statement without letters: where it is approached, or the values of its sides."""
    if obligation.approach is not None:
        side = {"+": "from above", "-": "from below"}.get(obligation.approach.side, "")
        return {obligation.approach.letter: f"-> {latex(obligation.approach.point)} {side}".strip()}
    walker, at = setting(obligation, model, point)
    return {latex(node): _decimal(walker.value(node, at)) for node in (obligation.left, obligation.right)}


def _decimal(value: Value) -> str:
    return str(value.str(12, radius=False)) if hasattr(value, "str") else "?"


def _sides(obligation: Obligation, model: Model, point: Point) -> str:
    if obligation.kind != "relation" or obligation.relation == r"\in":
        return ""
    walker, at = setting(obligation, model, point)
    values: list[str] = []
    for node in (obligation.left, obligation.right):
        value = walker.value(node, at)
        values.append(str(value.str(8, radius=False)) if hasattr(value, "str") else "?")
    return f": left {values[0]}, right {values[1]}"


def _not_refuted(tally: Tally, obligation: Obligation) -> Evidence:
    plain = obligation.kind == "relation" and obligation.approach is None
    if plain and not tally.agreed and tally.unclear == tally.undefined >= MANY:
        detail = f"no real value at any of {tally.undefined} exact points: {tally.reason}"
        return Evidence("break", Outcome.VACUOUS, Level.SAMPLED, detail)
    if tally.agreed:
        detail = f"{tally.agreed} exact points, none against"
        return Evidence("break", Outcome.SUPPORTED, Level.SAMPLED, detail)
    told = "no point at which it can be told" if tally.unclear else "no point found that satisfies the hypotheses"
    reason = tally.reason or told
    return Evidence("break", Outcome.UNKNOWN, Level.SAMPLED, reason)
