r"""Modeling Choice: the kink of the payoff, the kinds of equilibria, and the small-period limit of the policy."""

from __future__ import annotations

from proofs.power_game.mixed_or_multiple import instances_of_each, solver_finds_them
from proofs.power_game.recursion_displays import for_formula
from verify.claims import Paper, Section, display, unprinted

POLICY = r"x(g)=\frac{[V'(g)]^+}{r}"


def add(paper: Paper) -> None:
    """The formulas and claims of Modeling Choice."""
    section = paper.section("modeling-choice", "Modeling Choice")
    section.claim(
        "modeling/kinked-at-parity",
        unprinted(r"B'_+(0)-B'_-(0)=a"),
        unprinted(r"B'_+(0)-B'_-(0)>0"),
        unprinted(r"\pi'_+(0)-\pi'_-(0)>0", given=("s<1",)),
        remark="The Bertrand term has a kink of size a at parity for every a > 0; the whole payoff has one for s < 1.",
    )
    section.claim(
        "modeling/mixed-or-multiple",
        unprinted(r"u_1(0,x_1,x_2)=u_2(0,x_2,x_1)"),
        unprinted(
            "u_1(0,z,x_2)>u_1(0,x_1,x_2)",
            engine=False,
            prover=for_formula(instances_of_each),
            breaker=for_formula(solver_finds_them),
        ),
        trusts=("Nash 1951",),
        remark="The game at parity is symmetric (first step). Second step: on some grid every pair of actions leaves somebody a gain, so there "
        "is no pure equilibrium, and by Nash there is a mixed one; on another grid there are several strict ones.",
    )
    _limit(section)


def _limit(section: Section) -> None:
    section.state(display(POLICY))
