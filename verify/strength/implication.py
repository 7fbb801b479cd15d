"""Whether a slip says what the original says, or less: compared part by part, values at random points.

What has no value of its own (a letter that the paper leaves open, a function, an increment) is drawn; two formulas
with the same values under every draw are one statement, whatever it is that they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mpmath import mpf

from verify.claims import Step
from verify.errors import GateError, UndecidedError
from verify.model import Model
from verify.reading import tree
from verify.reading.rebuilding import without_groups
from verify.reading.tree import Chain, Node
from verify.strength.decimals import Decimals, Value
from verify.strength.families import same_family
from verify.strength.random_paper import RandomPaper

POINTS, TRIES = 16, 200
EQUAL = mpf(10) ** -12
WEAKER = {
    "=": ("=", r"\equiv", r"\le", r"\ge"),
    r"\equiv": ("=", r"\equiv", r"\le", r"\ge"),
    "<": ("<", r"\le", r"\ne"),
    ">": (">", r"\ge", r"\ne"),
}
ALL, FOR = tree.Text("for all"), tree.Text("for")
AND, EXISTS = tree.Text("and"), tree.Text("for some")
DOWN, UP = ("<", r"\le"), (">", r"\ge")


def implied(before: Node, after: Node, model: Model, step: Step, others: Sequence[Step]) -> str:
    """Why `after` is true if `before` is, in words; empty if that cannot be told."""
    if without_groups(before) == without_groups(after):
        return "it is the original"
    compared = _Comparison(model, step, tuple(others))
    try:
        if compared.same(before, after):
            return f"it says the same as the original at {POINTS} random points"
        if not (step.premises or step.equivalent_to or step.follows) and compared.follows(before, after):
            return "it says less than the original"
    except GateError:
        pass
    return ""


@dataclass(frozen=True)
class _Comparison:
    """Two readings of one step."""

    model: Model
    step: Step
    others: tuple[Step, ...]

    def same(self, before: Node, after: Node) -> bool:
        """Whether two statements or values mean the same."""
        if without_groups(before) == without_groups(after):
            return True
        match before, after:
            case (Chain(), Chain()) | (tree.Inference(), tree.Inference()) | (tree.Statements(), tree.Statements()):
                return _marks(before) == _marks(after) and self._each(before, after)
            case (tree.Listing(), tree.Listing()) | (tree.Sentence(), tree.Sentence()):
                return _marks(before) == _marks(after) and self._each(before, after)
            case (tree.Landau(), tree.Landau()):
                return before.order == after.order and self._each(before, after)
            case (tree.Cases(), tree.Cases()):
                return self._cases(before, after)
            case (tree.Derivative(), tree.Derivative()) if self._each(before, after):
                return True
            case tree.Text(), tree.Text():
                return {before, after} <= {ALL, FOR}
            case (tree.Text(), _) | (_, tree.Text()) | (tree.Dots(), _) | (tree.Infinity(), _) | (_, tree.Infinity()):
                return False
        return type(before) not in STATEMENTS and type(after) not in STATEMENTS and self._equal(before, after)

    def _each(self, before: Node, after: Node) -> bool:
        first, second = list(before.children()), list(after.children())
        return len(first) == len(second) and all(map(self.same, first, second))

    def _cases(self, before: tree.Cases, after: tree.Cases) -> bool:
        if len(before.values) != len(after.values):
            return False
        if not all(map(self.same, before.conditions, after.conditions)):
            return False
        return all(map(self.same, before.values, after.values)) or self._families(before, after)

    def _families(self, before: tree.Cases, after: tree.Cases) -> bool:
        """Whether the values by cases are the same functions, as arbitrary constants vary."""
        return same_family(before, after, self.model, self.step, self.others)

    def _equal(self, before: Node, after: Node) -> bool:
        """Whether two values are equal at every point that has both."""
        agreed = 0
        for one, other in self._values(before, after):
            if abs(one - other) > EQUAL * (1 + abs(one)):
                return False
            agreed += 1
        return agreed == POINTS

    def _values(self, *nodes: Node) -> list[tuple[Value, ...]]:
        """The values of all nodes at random points."""
        found: list[tuple[Value, ...]] = []
        reason: GateError = UndecidedError("no point")
        for k in range(TRIES):
            at = Decimals(RandomPaper(self.model, self.step.section, f"{self.step.latex} {k}"))
            try:
                found.append(tuple(at.value(node, {}) for node in nodes))
            except GateError as error:
                reason = error
            if len(found) == POINTS:
                return found
            if not found and k > POINTS:
                break
        raise reason

    def follows(self, before: Node, after: Node) -> bool:
        """Whether each relation of `after` is that of `before`, or a weaker one."""
        match before, after:
            case tree.Text(), tree.Text():
                return before in (ALL, FOR) and after == EXISTS
            case Chain(), Chain():
                return len(before.operands) == len(after.operands) and all(
                    self._link(before, after, k) for k in range(len(before.relations))
                )
            case tree.Statements(), tree.Statements():
                return self._parts(before.parts, after.parts)
            case tree.Sentence(), tree.Sentence():
                return self._sentences(before.parts, after.parts)
            case tree.Inference((premise, conclusion), (arrow,)), tree.Inference((assumed, concluded), (turned,)):
                if arrow == r"\Leftrightarrow" and turned in (r"\Rightarrow", r"\Leftarrow"):
                    return self.same(premise, assumed) and self.same(conclusion, concluded)
                if arrow == turned == r"\Rightarrow":
                    return self._part(assumed, premise) and self._part(conclusion, concluded)
        return False

    def _sentences(self, before: tuple[Node, ...], after: tuple[Node, ...]) -> bool:
        """What is joined by `and`, or said to exist, may say less; all else in a sentence is the same."""
        if len(before) != len(after):
            return False
        plain = all(part == AND for part in before if isinstance(part, tree.Text))
        weak = [plain or part in (ALL, FOR) or before[k - 1] == EXISTS for k, part in enumerate(before)]
        pairs = zip(before, after, weak, strict=True)
        return all(self._part(one, other) if may else self.same(one, other) for one, other, may in pairs)

    def _parts(self, before: tuple[Node, ...], after: tuple[Node, ...]) -> bool:
        return len(before) == len(after) and all(map(self._part, before, after))

    def _part(self, before: Node, after: Node) -> bool:
        return self.same(before, after) or self.follows(before, after)

    def _link(self, before: Chain, after: Chain, k: int) -> bool:
        """One relation between neighbours: the same sides and a weaker relation, or a bound further out."""
        (left, right), (turned, moved) = before.operands[k : k + 2], after.operands[k : k + 2]
        was, now = before.relations[k], after.relations[k]
        if was == now == "=" and isinstance(right, tree.Cases) and isinstance(moved, tree.Cases):
            return self.same(left, turned) and self._narrower(right, moved)
        if was == now == r"\in":
            return self.same(left, turned) and self._within(right, moved)
        if self.same(left, turned) and self.same(right, moved):
            return now in WEAKER.get(was, (was,)) or now == was
        if self.same(left, turned):
            return self._beyond(right, moved, was, now)
        return self.same(right, moved) and self._beyond(left, turned, _mirrored(was), _mirrored(now))

    def _narrower(self, before: tree.Cases, after: tree.Cases) -> bool:
        """The same values, each said to be so at fewer points."""
        alike = len(before.values) == len(after.values) and all(map(self.same, before.values, after.values))
        return alike and all(map(self._part, after.conditions, before.conditions))

    def _beyond(self, bound: Node, moved: Node, was: str, now: str) -> bool:
        """x < bound gives x < moved where the bound has moved away from x."""
        way = 1 if {was, now} <= {*DOWN, "="} else -1 if {was, now} <= {*UP, "="} else 0
        if way == 0 or now == "=":
            return False
        strict = now in "<>" and was not in "<>"
        return all(
            way * (further - near) > EQUAL or (not strict and abs(further - near) <= EQUAL)
            for near, further in self._values(bound, moved)
        )

    def _within(self, inner: Node, outer: Node) -> bool:
        """Whether one interval lies in the other."""
        if not (isinstance(inner, tree.Listing) and isinstance(outer, tree.Listing)):
            return False
        if len(inner.items) != 2 or len(outer.items) != 2 or not inner.opening or not outer.opening:
            return False
        below = self._end(inner.items[0], outer.items[0], -1, outer.opening == "[" or inner.opening == "(")
        return below and self._end(inner.items[1], outer.items[1], 1, outer.closing == "]" or inner.closing == ")")

    def _end(self, inner: Node, outer: Node, way: int, may_touch: bool) -> bool:
        if self.same(inner, outer):
            return may_touch
        return all(way * (far - near) > EQUAL for near, far in self._values(inner, outer))


def _mirrored(relation: str) -> str:
    return {"<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le"}.get(relation, relation)


def _marks(node: Node) -> tuple[object, ...]:
    """All that is printed between the parts."""
    return tuple(getattr(node, name, "") for name in ("relations", "arrows", "separators", "opening", "closing"))


STATEMENTS = (
    Chain,
    tree.Inference,
    tree.Statements,
    tree.Sentence,
    tree.Text,
    tree.Listing,
    tree.Landau,
    tree.Cases,
    tree.SetBuilder,
)
