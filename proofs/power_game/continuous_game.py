r"""Continuous-Time Approximation and Composition against the game: values, and play at parity."""

from __future__ import annotations

from proofs.power_game.pure_parity import best_reply_jumps, no_symmetric_pure
from proofs.power_game.short_periods import parity_stays_mixed, smooth_parity_follows
from proofs.power_game.unbounded_effort import drifting_away_is_worth_infinitely_much
from verify.claims import Paper, Repair, unprinted
from verify.kernel import Verdict


def add(paper: Paper) -> None:
    """The claims that compare the approximation with the game, after the formulas that they are about."""
    _parity(paper)
    _well_posed(paper)
    _policy(paper)


def _parity(paper: Paper) -> None:
    section = paper.section("composition", "Composition")
    up, down = "u_1(0,z+\\varepsilon,z)", "u_1(0,z-\\varepsilon,z)"
    gains = rf"\lim_{{\varepsilon\downarrow0}}\frac{{{up}+{down}-2u_1(0,z,z)}}{{\varepsilon}}"
    feasible = ("z>0", r"z^2<\bar Q")
    claim = section.claim(
        "composition/no-symmetric-pure-at-parity",
        unprinted(
            gains + ">0", given=("s<1", *feasible), engine=False, prover=no_symmetric_pure, breaker=best_reply_jumps
        ),
        uses=("power-game/composition/kink",),
        remark="The gains of a little more and of a little less effort add up to the kink omega a (1 - s) times the change, at every "
        "common effort z > 0: one of the two pays. At z = 0 a little more pays: one-period/inaction-not-equilibrium.",
    )
    claim.seconds = 90.0


def _well_posed(paper: Paper) -> None:
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    finite = section.claim(
        "continuous/well-posed",
        unprinted(r"V(g)<\infty", engine=False),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose s = 1, where the payoff is bounded; or efforts up to x_max and mu > 0, where no play leads beyond the gap x_max/mu.",
            (
                unprinted(r"-\frac{\omega}{2}\le\pi(g)\le\frac{\omega}{2}", given=("s=1",)),
                unprinted(r"d\le0", given=("g=z", r"x_1\le\mu z")),
            ),
        ),
        uses=("power-game/composition/bertrand-term",),
        remark="With a constant price and efforts without bound the value is infinite for s < 1, against any opponent whose effort grows "
        "at most linearly on the way: drifting away at a constant speed above 2 rho/a costs a polynomial and earns an exponential. "
        "The market's price R(T) bounds effort by the capacity; the constant r does not.",
    )
    finite.breaker(drifting_away_is_worth_infinitely_much)


def _policy(paper: Paper) -> None:
    section = paper.section("continuous-time-approximation", "Continuous-Time Approximation")
    policy = section.claim(
        "continuous/policy-at-parity",
        unprinted("x(0)=[V'(0)]^+/r", engine=False),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose s = 1: then the payoff has no kink at parity, and the formula holds there as elsewhere.",
            (
                unprinted(r"\pi'_+(0)-\pi'_-(0)=0", given=("s=1",)),
                unprinted(
                    r"\frac{\Delta\pi'(\Delta d)+\beta V'(\Delta d)}{r}=\frac{V'(0)}{r}+O(\Delta)",
                    given=(r"\beta=e^{-\rho\Delta}", "s=1"),
                    toward=r"\Delta\downarrow0",
                ),
            ),
            breakers=(smooth_parity_follows(),),
        ),
        uses=("power-game/modeling/small-period-limit", "power-game/composition/no-symmetric-pure-at-parity"),
        seconds=180.0,
        remark="With s < 1 the equilibria of the discrete game at parity stay mixed as the period and the grid shrink together, and the "
        "slopes of V on the two sides of parity part further: there is no derivative to put into the formula. Away from parity, and "
        "with s = 1 at parity as well, the formula is the limit. The evidence against is a sequence of three period lengths, each "
        "equilibrium certified; a theorem on the limit is not claimed.",
    )
    policy.breaker(parity_stays_mixed)
