r"""What each letter of the Power Game means, its domain, and where that was said.

`assumed` marks the ranges that any reader would give a letter and that the paper does not print. The whole payoff is never
displayed in the paper; its parts stand in Composition, and `definitions` puts them together.
"""

from __future__ import annotations

from verify.reading.notation import (
    CONSTANT,
    FUNCTION,
    INDEX,
    MEASURE,
    NONNEGATIVE,
    POSITIVE,
    REAL,
    SET,
    Domain,
    Letter,
    Notation,
)

UNIT = Domain(0, 1)
DISCOUNT = Domain(0, 1, open_above=True)
FACES = ("two-faces", "access-pricing")
HORIZONS = ("two-period-model", "three-period-model", "finite-horizon-recursion", "infinite-horizon-finite-state-game")
CONTINUOUS = ("modeling-choice", "continuous-time-approximation")
ACCESS = ("access-pricing",)

STATE_AND_ACTIONS = (
    Letter("g", said="One-Period Payoff: the gap", meaning="gap between the two laboratories"),
    Letter("g'", said="One-Period Payoff: gap update", meaning="next gap"),
    Letter("g''", said="Infinite-Horizon: next state", meaning="a next state on the grid"),
    Letter("x_1", domain=NONNEGATIVE, said="Continuous-Time: x_1 >= 0", meaning="training effort of laboratory 1"),
    Letter("x_2", domain=NONNEGATIVE, said="assumed: as x_1, by symmetry", meaning="training effort of laboratory 2"),
    Letter(
        "x",
        FUNCTION,
        bare=True,
        domain=NONNEGATIVE,
        smooth=False,
        said="Continuous-Time: x >= 0",
        meaning="policy at a gap",
    ),
    Letter(r"\varepsilon", domain=POSITIVE, said="One-Period Payoff: epsilon > 0", meaning="size of a deviation"),
    Letter("G", SET, said="Infinite-Horizon: state grid"),
    Letter("X", SET, said="Infinite-Horizon: action grid"),
)

PARAMETERS = (
    Letter("a", domain=POSITIVE, said="assumed: productivity exponent"),
    Letter("b", domain=POSITIVE, said="assumed: productivity level; its logarithm is taken"),
    Letter("K", domain=POSITIVE, said="Two Faces, step 7: defined by the display"),
    Letter(r"\theta", domain=NONNEGATIVE, said="assumed: slope of the share"),
    Letter("s", domain=UNIT, said="One-Period Payoff: s in [0, 1]"),
    Letter(r"\omega", domain=POSITIVE, said="assumed: payoff scale"),
    Letter(r"\mu", domain=UNIT, said="assumed: decay of the gap"),
    Letter(r"\beta", domain=DISCOUNT, said="Infinite-Horizon: beta < 1"),
    Letter(r"\bar Q", domain=POSITIVE, said="assumed: compute capacity"),
    Letter(r"\bar W", domain=POSITIVE, said="assumed: household spending"),
    Letter(r"\delta", domain=POSITIVE, said="assumed: distance from capacity"),
    Letter("r_0", domain=POSITIVE, said="One-Period Payoff: R(0)"),
    Letter("r", domain=POSITIVE, said="assumed: rental price held constant"),
    Letter(r"\rho", domain=POSITIVE, said="assumed: discount rate"),
    Letter(r"\Delta", domain=POSITIVE, scope=CONTINUOUS, said="Continuous-Time: period length"),
    Letter("H", domain=Domain(1, None, integer=True), said="Finite-Horizon: horizon"),
    Letter("h", INDEX, domain=Domain(1, None, integer=True), said="Finite-Horizon: h = 1, ..., H"),
    Letter("i", INDEX, domain=Domain(1, 2, integer=True), said="One-Period Payoff: two laboratories"),
    Letter("e", CONSTANT, said="assumed: Euler's number"),
)

QUANTITIES = (
    Letter("T", domain=NONNEGATIVE, said="One-Period Payoff: total training"),
    Letter("T_1", domain=NONNEGATIVE, said="One-Period Payoff: training quantity"),
    Letter("T_2", domain=NONNEGATIVE, said="One-Period Payoff: training quantity"),
    Letter("S", domain=POSITIVE, said="One-Period Payoff: residual serving compute"),
    Letter("E_T", domain=NONNEGATIVE, said="Compute-Market Discipline: training expenditure"),
    Letter("d", scope=CONTINUOUS, said="Continuous-Time: drift of the gap"),
    Letter("z", said="Composition: argument of the logistic function"),
    Letter("n", domain=POSITIVE, said="Two Faces: n > 0", meaning="task length"),
    Letter("q", said="Two Faces: quality index"),
    Letter("q_1", scope=FACES, said="Two Faces, step 8"),
    Letter("q_2", scope=FACES, said="Two Faces, step 8"),
    Letter("q_L", scope=FACES, said="Access Pricing: leader"),
    Letter("q_F", scope=FACES, said="Access Pricing: follower"),
    Letter(r"\bar C", domain=NONNEGATIVE, said="Two Faces, step 3: total mass of v"),
    Letter(r"\bar N", domain=NONNEGATIVE, said="Two Faces, step 6: mean task length under v"),
    Letter("P_0", domain=POSITIVE, scope=ACCESS, said="Access Pricing: indifference price"),
    Letter("E", domain=POSITIVE, scope=ACCESS, said="Access Pricing: gross expenditure"),
)

FUNCTIONS = (
    Letter(r"\lambda", FUNCTION, domain=POSITIVE, said="Two Faces: by its display"),
    Letter("C", FUNCTION, domain=NONNEGATIVE, said="Two Faces: household quality"),
    Letter("A", FUNCTION, domain=POSITIVE, said="Two Faces: producer value"),
    Letter("n^*", FUNCTION, domain=POSITIVE, said="Two Faces, step 3: best task length"),
    Letter(
        "B", FUNCTION, domain=NONNEGATIVE, said="Composition: the repeatable Bertrand term, displayed without a name"
    ),
    Letter("L", FUNCTION, domain=POSITIVE, said="Composition: logistic function"),
    Letter(r"\pi", FUNCTION, said="Composition: repeatable payoff"),
    Letter("R", FUNCTION, domain=POSITIVE, said="One-Period Payoff: rental price"),
    Letter("V", FUNCTION, scope=CONTINUOUS, said="Continuous-Time: value"),
    Letter(r"\Delta V", FUNCTION, scope=ACCESS, smooth=False, said="Access Pricing: value gap"),
    Letter(r"\ell", FUNCTION, scope=ACCESS, smooth=False, domain=NONNEGATIVE, said="Access Pricing: leakage"),
    Letter("u_i", FUNCTION, indices=("i",), arity=3, said="One-Period Payoff: payoff"),
    Letter("V_i", FUNCTION, indices=("i",), scope=HORIZONS, smooth=False, said="Infinite-Horizon: values"),
    Letter("V_{i,h}", FUNCTION, indices=("i", "h"), scope=HORIZONS, smooth=False, said="Two-Period Model: values"),
    Letter(
        "U_{i,h}", FUNCTION, indices=("i", "h"), arity=3, scope=HORIZONS, smooth=False, said="Two-Period Model: payoffs"
    ),
    Letter("A_i", FUNCTION, indices=("i",), arity=3, scope=HORIZONS, said="Infinite-Horizon: continuation payoffs"),
    Letter("P", FUNCTION, arity=4, domain=UNIT, scope=HORIZONS, said="Infinite-Horizon: transition probability"),
    Letter(r"\sigma_{i,h}", FUNCTION, indices=("i", "h"), scope=HORIZONS, said="Finite-Horizon: strategies"),
    Letter(r"\sigma_i", FUNCTION, indices=("i",), scope=HORIZONS, said="Infinite-Horizon: strategies"),
    Letter("v", MEASURE, said="assumed: a finite nonnegative measure on task lengths n > 0"),
)

NOTATION = Notation(STATE_AND_ACTIONS + PARAMETERS + QUANTITIES + FUNCTIONS)
__all__ = ["NOTATION", "REAL"]
