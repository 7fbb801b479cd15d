"""A claim is established only if it holds and all that it rests on does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verify.kernel import Verdict
from verify.record import ClaimResult


@dataclass(frozen=True)
class Establishment:
    """Whether a claim is established; if not, which claims are in the way, itself included."""

    claim: str
    in_the_way: tuple[str, ...]

    @property
    def is_established(self) -> bool:
        return not self.in_the_way


def establish(claims: Iterable[ClaimResult]) -> dict[str, Establishment]:
    """The establishment of every claim, by id.

    A claim that is used but did not run is in the way. Claims in a circle are not established.
    """
    known = {claim.id: claim for claim in claims}
    return {name: Establishment(name, tuple(_in_the_way(name, known))) for name in known}


def _in_the_way(name: str, known: Mapping[str, ClaimResult]) -> list[str]:
    rests_on = closure(name, known)
    unsound = [one for one in (name, *rests_on) if one not in known or known[one].verdict is not Verdict.HOLDS]
    circular = [one for one in (name, *rests_on) if one in known and one in closure(one, known)]
    return list(dict.fromkeys(unsound + circular))


def closure(name: str, known: Mapping[str, ClaimResult]) -> tuple[str, ...]:
    """Everything that a claim rests on, directly or not; the claim itself only if it rests on itself."""
    found: dict[str, None] = {}
    waiting = list(known[name].uses) if name in known else []
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += known[one].uses if one in known else ()
    return tuple(found)
