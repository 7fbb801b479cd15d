r"""One-Period Payoff on finite grids: the gap law, feasible training, and when inaction at parity is ruled out."""

from __future__ import annotations

from proofs.power_game.grid_threshold import (
    artifact_vanishes,
    grid_artifact,
    inaction_falls_to_any_paying_action,
    prove_gain_sign,
    smallest_action_loses_yet_another_pays,
)
from proofs.power_game.recursion_displays import for_formula
from proofs.power_game.state_law import every_small_grid_is_left, only_full_decay_keeps_a_grid, range_is_kept
from verify.claims import Repair, Section, display, unprinted
from verify.kernel import Verdict

PAYS = r"\pi(\varepsilon)>R(\varepsilon^2/2)\varepsilon^2/2"


def add_grid_claims(section: Section) -> None:
    """The section's last display, and what it takes to play the game on grids."""
    _threshold(section)
    _law(section)
    section.claim(
        "one-period/feasible-training",
        unprinted(r"\bar Q-T>0"),
        expected=Verdict.FAILS,
        repair=Repair(
            "assumption",
            "Suppose that the largest effort x_max satisfies x_max^2 < Q-bar; no weaker bound on a common effort will do.",
            (
                unprinted(r"\bar Q-T>0", given=(r"x_1\le z", r"x_2\le z", r"z^2<\bar Q")),
                unprinted(r"\bar Q-T\le0", given=("x_1=z", "x_2=z", r"z^2\ge\bar Q")),
            ),
        ),
        remark="The paper bounds no effort. Both laboratories at x_max train x_max^2 together.",
    )


def _threshold(section: Section) -> None:
    printed = section.state(
        display(PAYS + ".", equivalent_to=r"u_1(0,\varepsilon,0)-u_1(0,0,0)>0", prover=prove_gain_sign)
    )
    section.claim(
        "one-period/smallest-action-pays",
        printed,
        remark="The display alone: it says that the deviation to epsilon gains. What the sentence makes of it is "
        "one-period/grid-threshold.",
    )
    threshold = section.claim(
        "one-period/grid-threshold",
        unprinted(PAYS, given=("u_1(0,x_1,0)>u_1(0,0,0)", r"x_1\ge\varepsilon"), engine=False),
        expected=Verdict.FAILS,
        repair=Repair(
            "formula",
            "Inaction is ruled out exactly when some positive action of the grid pays, the smallest one or another.",
            (
                unprinted(r"u_1(0,x_1,0)-u_1(0,0,0)=\pi(x_1)-R(x_1^2/2)x_1^2/2"),
                unprinted(r"u_2(0,0,x_1)=u_1(0,x_1,0)"),
            ),
            breakers=(inaction_falls_to_any_paying_action,),
        ),
        uses=("power-game/one-period/smallest-action-pays",),
        remark="'Only when': if inaction is ruled out on a grid, its smallest positive action pays. It need not: benefits grow like "
        "e^{ag/2}, so a large effort can pay where a small one does not. 'When' is true.",
    )
    threshold.breaker(smallest_action_loses_yet_another_pays)
    artifact = section.claim(
        "one-period/grid-artifact",
        unprinted(r"u_1(0,\varepsilon,0)<u_1(0,0,0)", engine=False),
        uses=("power-game/one-period/inaction-not-equilibrium",),
        remark="For some grid with smallest positive action epsilon, and all its other actions too: inaction is an equilibrium of the "
        "discrete game, though a smaller effort would gain.",
    )
    artifact.prover(grid_artifact)
    artifact.breaker(artifact_vanishes)


def _law(section: Section) -> None:
    law = section.claim(
        "one-period/state-law",
        unprinted(r"-z\le g'\le z", given=(r"-z\le g\le z", r"-\mu z\le x_1-x_2\le\mu z")),
        unprinted("g'>z", given=("g=z", r"x_1-x_2>\mu z")),
        unprinted(
            r"g'\in G\Rightarrow\mu=1",
            engine=False,
            prover=for_formula(only_full_decay_keeps_a_grid),
            breaker=for_formula(every_small_grid_is_left),
        ),
        remark="No state leaves [-g_max, g_max] exactly when mu g_max >= x_max - x_min. A finite grid is mapped into itself only in "
        "degenerate cases: with two efforts or more only at mu = 1, where the next gap is x_1 - x_2. On any other finite grid the "
        "update is a law only after its result is rounded, interpolated or clipped.",
    )
    law.breaker(range_is_kept)
