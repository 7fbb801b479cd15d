"""Printed Bellman lines, roots and exponential forms, tried at exact points without computer algebra."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random

from flint import arb, arb_mat

from proofs.hail_mary.contest import Contest, ball, contests, may_vanish
from proofs.hail_mary.contest_value import Piece, companion, propagate
from proofs.hail_mary.finding import Finding, refuted, survived

ExactLine = Callable[[Mapping[str, Fraction]], Fraction]
Evaluator = Callable[[Mapping[str, arb]], arb]


def bellman_rate(at: Mapping[str, Fraction], prize: Fraction, own: int, other: int) -> Fraction:
    """r V by first and second moments of the gap over a short time: the right side of (A.1) at given
    actions."""
    mean = (1 + own * at["pi"]) - (1 + other * at["pi"])
    variance = (own * at["sigma"]) ** 2 + (other * at["sigma"]) ** 2
    flow = at["lambda"] * (prize - at["V"]) - at["c"]
    return flow + mean * at["V_prime"] + variance * at["V_second"] / 2


def break_lines(lines: Sequence[tuple[ExactLine, bool, int, int]], count: int = 40) -> Finding:
    """Each printed line (evaluator, whether the player leads, own action, opponent's) at random exact V,
    V', V''."""
    random = Random(13)
    letters = ("r", "lambda", "P", "c", "pi", "sigma", "V", "V_prime", "V_second")
    for _ in range(count):
        at = {letter: Fraction(random.randint(-40, 40), random.choice((1, 3, 7))) for letter in letters}
        at |= {letter: abs(at[letter]) + 1 for letter in ("r", "lambda", "P", "c", "sigma")}
        for number, (printed, leads, own, other) in enumerate(lines, 1):
            prize = at["P"] if leads else Fraction(0)
            if printed(at) != bellman_rate(at, prize, own, other):
                return refuted("exact", f"line {number} is not (A.1) at the profile's actions", at)
    return survived(count * len(lines), "exact points")


def low_leader_line(at: Mapping[str, Fraction]) -> Fraction:
    """The line of 0 <= gap < k* in the proof of Proposition 1, as printed."""
    flow = at["lambda"] * (at["P"] - at["V"]) - at["c"]
    return flow - at["pi"] * at["V_prime"] + at["sigma"] ** 2 * at["V_second"] / 2


def low_follower_line(at: Mapping[str, Fraction]) -> Fraction:
    """The line of -k* < gap < 0 in the proof of Proposition 1, as printed."""
    flow = at["lambda"] * (0 - at["V"]) - at["c"]
    return flow + at["pi"] * at["V_prime"] + at["sigma"] ** 2 * at["V_second"] / 2


LOW_LINES = ((low_leader_line, True, 0, 1), (low_follower_line, False, 1, 0))


def break_roots(roots: Callable[[Mapping[str, arb]], tuple[arb, arb]] | None = None, count: int = 30) -> Finding:
    """(A.5) against trace and determinant of the companion matrix of (A.1) for a risky follower."""
    for contest in contests("low", count) + contests("medium", count):
        at = contest.balls()
        plus, minus = roots(at) if roots else (at["xi_plus"], at["xi_minus"])
        matrix = companion(contest, 1, 0)
        trace, determinant = matrix[0, 0] + matrix[1, 1], matrix.det()
        agrees = may_vanish(plus + minus - trace) and may_vanish(plus * minus - determinant)
        if not agrees or not plus > 0 or not minus < 0:
            return refuted("enclosure", "not the eigenvalues of the equation, or not in order", contest.names())
    return survived(2 * count, "contests")


Form = tuple[Evaluator, str, str, bool, int, int]  # evaluator, two constants, leads, own action, opponent's action


def leader_form_ball(at: Mapping[str, arb]) -> arb:
    """The printed value for 0 <= gap: letters C_1, C_2, gap."""
    level = (at["lambda"] * at["P"] - at["c"]) / (at["r"] + at["lambda"])
    x = at["gap"]
    return level + at["C_1"] * (-at["xi_plus"] * x).exp() + at["C_2"] * (-at["xi_minus"] * x).exp()


def follower_form_ball(at: Mapping[str, arb]) -> arb:
    """The printed value for gap < 0: letters C_3, C_4, gap."""
    level = -at["c"] / (at["r"] + at["lambda"])
    x = at["gap"]
    return level + at["C_3"] * (at["xi_plus"] * x).exp() + at["C_4"] * (at["xi_minus"] * x).exp()


LOW_FORMS: tuple[Form, ...] = (
    (leader_form_ball, "C_1", "C_2", True, 0, 1),
    (follower_form_ball, "C_3", "C_4", False, 1, 0),
)


def break_value_form(forms: Sequence[Form] = LOW_FORMS, sample: Sequence[Contest] | None = None) -> Finding:
    """Fit the two constants to a propagated solution at two gaps; the form must go through a third one.

    A form whose constants cannot be fitted is not the general solution.
    """
    drawn = list(sample) if sample is not None else contests("low", 12)
    for contest in drawn:
        for number, form in enumerate(forms, 1):
            failure = _form_fails(contest, form)
            if failure:
                return refuted("enclosure", f"form {number}: {failure}", contest.names())
    return survived(len(drawn) * len(forms), "fitted forms")


def _form_fails(contest: Contest, form: Form) -> str:
    evaluate, first, second, leads, own, other = form
    names = {**contest.balls(), first: ball(0), second: ball(0)}
    step = ball(contest.sigma) / 5 if leads else -ball(contest.sigma) / 5
    gaps = [step, 2 * step, 3 * step]
    targets = _solution_at(contest, gaps, leads, own, other)
    base = [evaluate({**names, "gap": x}) for x in gaps]
    columns = [
        [evaluate({**names, "gap": x, name: ball(1)}) - base[row] for name in (first, second)]
        for row, x in enumerate(gaps)
    ]
    square = arb_mat(columns[:2])
    if may_vanish(square.det()):
        return "the two constants cannot be fitted independently"
    constants = square.solve(arb_mat([[targets[row] - base[row]] for row in (0, 1)]))
    third = base[2] + columns[2][0] * constants[0, 0] + columns[2][1] * constants[1, 0]
    return "" if may_vanish(third - targets[2]) else "the fitted form leaves the solution"


def _solution_at(contest: Contest, gaps: Sequence[arb], leads: bool, own: int, other: int) -> list[arb]:
    prize = contest.lam * contest.P if leads else 0
    level = ball(prize - contest.c) / ball(contest.killing)
    start = arb_mat([[ball(1)], [ball(-2)]])
    return [level + propagate(contest, start, [Piece(x, own, other)])[0, 0] for x in gaps]
