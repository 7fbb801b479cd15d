"""Whether two texts of one formula say the same, as far as that can be proved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from verify.claims import Role, Step
from verify.errors import GateError
from verify.isolation import Task, run_all
from verify.reading.macros import Macro
from verify.reading.printer import latex
from verify.reading.tree import Inference, Node, Statements
from verify.record import FormulaResult

if TYPE_CHECKING:
    from verify.claims import Paper


SECONDS = 20.0
"""How long two texts are compared; what takes longer is not shown to be the same."""


class Sameness:
    """Compares two texts of a formula of a paper, each read in the macros of its own version."""

    def __init__(
        self,
        paper: Paper,
        old: Mapping[str, Macro] | None = None,
        new: Mapping[str, Macro] | None = None,
        *,
        seconds: float = SECONDS,
    ) -> None:
        self.paper, self.old, self.new, self.seconds = paper, old or {}, new or {}, seconds

    def __call__(self, old: FormulaResult, new: FormulaResult) -> bool:
        """False too for what cannot be read or compared, or not within the time."""
        import verify.symbolic.prove  # noqa: F401  before the fork, so that it is imported once

        (answer,) = run_all([Task("same", partial(self._decided, old, new), self.seconds)], 1)
        return answer.value is True

    def _decided(self, old: FormulaResult, new: FormulaResult) -> bool:
        try:
            return self._same(old.latex, new.latex, old.section, self.old, self.new)
        except (GateError, RecursionError):
            return False

    def _same(
        self, old: str, new: str, section: str, old_macros: Mapping[str, Macro], new_macros: Mapping[str, Macro]
    ) -> bool:
        from verify.live import same_statement
        from verify.model import Model

        step = Step(old, Role.ASSERTION, True, section)
        before = Model(self.paper, {step: old}, macros=old_macros)
        after = Model(self.paper, {step: new}, macros=new_macros)
        if same_statement(step, before, after):
            return True
        parts = parts_of(before.tree(step), after.tree(step))
        return bool(parts) and all(self._same(latex(left), latex(right), section, {}, {}) for left, right in parts)


def parts_of(old: Node, new: Node) -> list[tuple[Node, Node]]:
    """The statements that two formulas join in the same way, pair by pair; empty if they do not."""
    inferred = isinstance(old, Inference) and isinstance(new, Inference) and old.arrows == new.arrows
    listed = isinstance(old, Statements) and isinstance(new, Statements) and len(old.parts) == len(new.parts)
    if not (inferred or listed):
        return []
    return list(zip(old.parts, new.parts, strict=True))  # type: ignore[attr-defined]
