r"""Modeling Choice: the kink of the payoff, the kinds of equilibria, and the small-period limit of the policy."""

from __future__ import annotations

from proofs.power_game.mixed_or_multiple import instances_of_each, solver_finds_them
from proofs.power_game.recursion_displays import for_formula
from proofs.power_game.smooth_limit import break_policy, first_order_rate, prove_policy
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
    carried = r"\frac{\beta V'(g+\Delta d)}{r}=\frac{V'(g)}{r}+O(\Delta)"
    short = r"\Delta\downarrow0"
    limit = section.claim(
        "modeling/small-period-limit",
        display(POLICY, engine=False, prover=prove_policy, breaker=break_policy),
        unprinted(carried, given=(r"\beta=e^{-\rho\Delta}",), toward=short),
        unprinted(r"\frac{\Delta\pi'_+(z)}{r}=O(\Delta)", given=("z>0",), toward=short),
        unprinted(r"\frac{\Delta\pi'_-(z)}{r}=O(\Delta)", given=("z<0",), toward=short),
        uses=("power-game/continuous/scaled-law", "power-game/continuous/policy"),
        remark="Holds where V is twice differentiable, at the rate Delta: the effort that solves the discrete first-order condition "
        "r x = beta V'(g') + Delta pi'(g') is V'(g)/r + O(Delta), and at V' <= 0 both are zero in the limit. Needs costs and payoffs "
        "that are flows, and a constant price r. With s = 1 halving the period halves the distance between the game's whole policy "
        "and that of the HJB equation, solved independently. At the kink it fails: continuous/policy-at-parity.",
    )
    limit.breaker(first_order_rate)
