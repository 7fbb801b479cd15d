"""What shows that a live formula is the registered one in another form: equal relations between equal values."""

from __future__ import annotations

from verify.arrangement import is_rearranged, turned
from verify.claims import Step
from verify.model import same_meaning
from verify.obligations import Obligation, without_landau
from verify.reading.rebuilding import without_groups
from verify.reading.tree import Chain, Inference, Landau, Node, Sentence, Statements


def equalities(step: Step, registered: Node, live: Node) -> list[Obligation] | None:
    """The equalities that make the two the same statement; none if they mean the same, None if they cannot be one.

    A chain may be printed from its other end, alone or as a part of a statement that is otherwise the same.
    """
    if same_meaning(registered, live) or is_rearranged(registered, live):
        return []
    parts = _parts(registered, live)
    if parts is not None:
        found = [equalities(step, before, after) for before, after in parts]
        return None if None in found else [one for each in found for one in each or ()]
    if not (isinstance(registered, Chain) and isinstance(live, Chain)):
        return None
    ways = [one for one in (live, turned(live)) if one and one.relations == registered.relations]
    asked = [pairs for pairs in (_pairs(step, registered, one) for one in ways) if pairs is not None]
    return min(asked, key=len) if asked else None


def _parts(registered: Node, live: Node) -> list[tuple[Node, Node]] | None:
    """The parts of two statements side by side; None if they are joined otherwise, or have none."""
    match registered, live:
        case Inference(before, arrows), Inference(after, now) if arrows == now:
            return list(zip(before, after, strict=True))
        case (Statements(before), Statements(after)) | (Sentence(before), Sentence(after)) if len(before) == len(after):
            return list(zip(before, after, strict=True))
    return None


def _pairs(step: Step, registered: Chain, live: Chain) -> list[Obligation] | None:
    pairs = list(zip(registered.operands, live.operands, strict=True))
    if any(_remainders(left) != _remainders(right) for left, right in pairs):
        return None
    return [
        Obligation("relation", without_landau(left), "=", without_landau(right), step.section)
        for left, right in pairs
        if not is_rearranged(left, right)
    ]


def _remainders(node: Node) -> frozenset[Node]:
    return frozenset(without_groups(inner) for inner in node.walk() if isinstance(inner, Landau))
