"""The questions that decisions raise: a step that does not hold as it stands may be said under something else."""

from __future__ import annotations

from dataclasses import replace

from verify.kernel import Verdict
from verify.model import Model
from verify.reading.notation import REAL
from verify.reading.tree import Dots, Infinity, Node, Series, Symbol
from verify.starting.decision import Decision
from verify.starting.entries import Entry, Kind
from verify.starting.untied import untied
from verify.starting.words import constrains


def resting_on(entry: Entry, relation: str, decision: Decision) -> Entry:
    """A refuted step, open, with the relation before it that it may need."""
    doubt = f"does it rest on {relation}? as it stands it is false at {decision.where}"
    return replace(entry, kind=Kind.OPEN, because=doubt)


def with_role(entry: Entry, decision: Decision, positive: Decision | None, model: Model) -> Entry:
    """The entry itself, or made open with the question that it raises."""
    if decision.verdict in (Verdict.HOLDS, Verdict.DISPUTED):
        return entry
    doubt = _doubt(entry, decision, positive, model) or _of_scope(entry, decision) or _of_series(entry)
    return replace(entry, kind=Kind.OPEN, because=doubt) if doubt else entry


def _doubt(entry: Entry, decision: Decision, positive: Decision | None, model: Model) -> str:
    at = decision.where
    false_at = f" (as an identity it is false at {at})" if at else ""
    words = constrains(entry.formula)
    if words:
        return f"a condition on its letters, after {words!r}, or a step?{false_at}"
    if positive is not None and positive.verdict is Verdict.HOLDS:
        assumed = [name for name in decision.witness if _is_assumed_real(name, entry, model)]
        return f"which range have {', '.join(assumed)}? false at {at}, but it holds if they are positive"
    free = untied(entry.tree, model)
    if free:
        return f"{free}{false_at}"
    if decision.verdict is Verdict.VACUOUS:
        return "nothing satisfies the cases of its sentence: which of them belong to it?"
    if not entry.formula.display:
        return f"a step, or a case that the text looks at?{false_at or ' (' + decision.reason + ')'}"
    return ""


def _of_scope(entry: Entry, decision: Decision) -> str:
    """The question about a step whose sentence may limit where it is said, and which does not hold everywhere."""
    at = decision.where
    false_at = f"; as it stands it is false at {at}" if at else ""
    return f"is it said under {entry.scope!r} only?{false_at}" if entry.scope else ""


def _of_series(entry: Entry) -> str:
    """The question about a step with a sum that does not end: it may be said where the sum converges alone."""
    assert entry.tree is not None
    endless = any(isinstance(inner, Dots) or _is_endless(inner) for inner in entry.tree.walk())
    return "for which values does what goes on without end converge?" if endless else ""


def _is_endless(node: Node) -> bool:
    """Whether a sum goes on to infinity, or over numbers that are not printed."""
    return isinstance(node, Series) and (isinstance(node.upper, Infinity) or isinstance(node.binder, Symbol))


def _is_assumed_real(name: str, entry: Entry, model: Model) -> bool:
    rows = [row for row in model.notation.letters if row.name == name]
    return any(row.assumed and row.domain == REAL for row in rows)
