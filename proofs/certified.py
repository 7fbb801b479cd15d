"""Exact certificates of both papers' claims, found and written: `python -m proofs.certified [--paper NAME]`.

Every relation of every claim that translates to polynomials is tried; what is found stands in
`proofs/<paper>/certificates/`, one file a claim, and is checked in the tests without computer algebra. Hints say what the
search does not find by itself: letters that need no unfolding, lemmas, further printed formulas that are given.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from proofs.hail_mary.paper import build as hail_mary
from proofs.power_game.paper import build as power_game
from verify.certificates import checker
from verify.certificates.counterexamples import bracketed, refute
from verify.certificates.fractions_of_polynomials import letter, number
from verify.certificates.search import Lemma, Proof, prove, sign_of
from verify.certificates.statements import Link, Statement, recorded_signs, statements, translatable
from verify.certificates.unfolding import Unfolding
from verify.claims import Claim, Paper
from verify.errors import GateError
from verify.reading.printer import latex
from verify.reading.tree import Derivative
from verify.writing import write_json

PAPERS = {"power-game": power_game, "hail-mary": hail_mary}
MOST_FACTS = 24


@dataclass(frozen=True)
class Hint:
    """What helps the search with one relation, and the formulas of the paper that it may use besides its hypotheses."""

    kept: tuple[str, ...] = ()
    lemmas: tuple[Lemma, ...] = ()
    given: tuple[str, ...] = ()
    at: dict[str, str] = field(default_factory=dict)
    bracket: tuple[str, str, str] | None = None


ROOT_ABOVE_THREE: Lemma = (checker.plus(letter("R1"), number(-3)), ">")
ROOT_POSITIVE: Lemma = (letter("R2"), ">")
PROFITABILITY = (r"\phi",)
SYMMETRIC = (r"k_{i}^{*}=k^{*}", r"k_{j}^{*}=k^{*}")


def _of(paper: Paper, claim: str) -> str:
    return paper.claims[f"{paper.name}/{claim}"].steps[-1].latex


@cache
def hints() -> dict[tuple[str, str], Hint]:
    """By claim and part."""
    contest = hail_mary()
    repaired = contest.claims["hail-mary/low/boundary-equation"].repair
    assert repaired is not None
    corrected, closed = repaired.steps[0].latex, _of(contest, "high/closed-form")
    positive = Hint(PROFITABILITY, (ROOT_ABOVE_THREE, ROOT_POSITIVE))
    point = {r"\xi_{+}": "2", r"\xi_{-}": "-1", r"\lambda": "3", "P": "1", "c": "1"}
    return {
        ("hail-mary/threshold/increasing", "step 1, 1.1"): positive,
        ("hail-mary/threshold/increasing", "step 1, 2.1"): positive,
        ("hail-mary/threshold/increasing", "step 1, 2.2"): positive,
        ("hail-mary/threshold/tanh", "step 1, 1.1"): Hint(PROFITABILITY),
        ("hail-mary/high/boundary-equation", "step 2, 1.1"): Hint(PROFITABILITY, given=(closed,)),
        ("hail-mary/design/threshold-recalled", "step 1, 1.1"): Hint((r"\overline{\phi}",)),
        ("hail-mary/medium/indifference", "step 1, 1.1"): Hint(given=(_of(contest, "medium/switch-closed-form"),)),
        ("hail-mary/design/laplace-decreasing", "step 2, 1.1"): Hint(
            given=(r"\eta=\frac{\sqrt{r+\lambda}}{\sigma}", _of(contest, "medium/switch-closed-form"))
        ),
        ("hail-mary/low/boundary-equation", "step 1, 1.1"): Hint(
            given=(corrected,), at=point, bracket=(r"k^{*}", "1/100", "3")
        ),
        ("hail-mary/low/boundary-equation#repair", "step 1, 1.1"): Hint(
            PROFITABILITY, given=(*SYMMETRIC, _of(contest, "low/best-response-equation"))
        ),
    }


def paper_links(paper: Paper) -> Iterator[Link]:
    """The relations of all claims and of their repairs that may be certified."""
    for claim in paper.claims.values():
        yield from translatable(claim, paper)
        if claim.repair is not None and claim.repair.steps:
            for step in claim.repair.steps:
                step.section = step.section or claim.steps[0].section
            yield from translatable(_repaired(claim), paper)


def _repaired(claim: Claim) -> Claim:
    assert claim.repair is not None
    return replace(claim, id=f"{claim.id}#repair", steps=claim.repair.steps)


def with_hint(link: Link, paper: Paper) -> tuple[Link, Hint]:
    hint = hints().get((link.claim, link.part), Hint())
    given = tuple(Unfolding(paper).read(one, link.section) for one in hint.given)
    return replace(link, hypotheses=(*link.hypotheses, *given)), hint


def certificate(link: Link, paper: Paper) -> dict[str, Any] | None:
    """The certificate of one relation; None if none is found."""
    whole, hint = with_hint(link, paper)
    if any(isinstance(inner, Derivative) for side in (link.left, link.right) for inner in side.walk()) and (
        paper.name == "hail-mary"
    ):
        return None  # the boundary depends on the parameters, by an equation that is not printed here
    try:
        found = statements(whole, paper, sign_of, frozenset(hint.kept))
    except GateError:
        return None
    if all(is_plain(one) for one in found) and not hint.given:
        return None
    shown = [_shown(one, hint, link, paper) for one in found]
    if any(proof is None for proof in shown):
        return None
    return {
        "claim": link.claim,
        "part": link.part,
        "formula": link.formula,
        "given": list(hint.given),
        "kept": list(hint.kept),
        "steps": [{"statement": one, "proof": proof} for one, proof in zip(found, shown, strict=True)],
    }


def is_plain(statement: Statement) -> bool:
    """Whether the statement only repeats a range or a hypothesis, or is about nothing."""
    goal = checker.goal(statement)
    given = [poly for poly, _ in checker.facts(statement)] + checker.equations(statement)
    return bool(statement["relation"] != "=" and not goal) or any(
        goal in (poly, checker.times(number(-1), poly)) for poly in given if poly
    )


def _shown(statement: Statement, hint: Hint, link: Link, paper: Paper) -> Proof | None:
    if hint.bracket:
        return bracketed(statement, hint.at, *hint.bracket)
    if len(checker.facts(statement)) <= MOST_FACTS and (proof := prove(statement, hint.lemmas)) is not None:
        return proof
    return refute(statement, hint.at) if _refutable(link, paper) else None


def _refutable(link: Link, paper: Paper) -> bool:
    """Whether the printed relation says by itself what is claimed: then a point at which it is false refutes it."""
    claim = paper.claims.get(link.claim)
    if claim is None or claim.expected.value != "fails":
        return False
    return link.claim == "hail-mary/model/win-value" or any(
        step.engine and step.latex == link.formula for step in claim.steps
    )


def folder(paper: str) -> Path:
    return Path(__file__).parent / paper.replace("-", "_") / "certificates"


def file_of(paper: str, claim: str) -> Path:
    """Where the certificates of a claim, or of a claim's repair, are kept."""
    return folder(paper) / (claim.partition("/")[2].replace("/", "--").replace("#", "--") + ".json")


def recomputed(kept: dict[str, Any], paper: Paper, link: Link) -> list[Statement]:
    """The statements of a certificate, derived again from the paper's text; `link` is the relation that it is for."""
    whole, hint = with_hint(link, paper)
    signs = recorded_signs(branch for step in kept["steps"] for branch in step["statement"]["branches"])
    return statements(whole, paper, signs, frozenset(hint.kept))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Find and write the exact certificates.")
    parser.add_argument("--paper", choices=sorted(PAPERS))
    parser.add_argument("--claim", default="", help="only claims whose id has this part")
    chosen = parser.parse_args(arguments)
    for name in [chosen.paper] if chosen.paper else PAPERS:
        paper, by_claim = PAPERS[name](), dict[str, list[Any]]()
        for link in paper_links(paper):
            if chosen.claim in link.claim and (found := certificate(link, paper)) is not None:
                by_claim.setdefault(link.claim, []).append(found)
                print(link.claim, link.part, latex(link.left)[:40], link.relation, latex(link.right)[:40], flush=True)
        for claim, found_ones in by_claim.items():
            write_json(file_of(name, claim), {"claim": claim, "certificates": found_ones})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
