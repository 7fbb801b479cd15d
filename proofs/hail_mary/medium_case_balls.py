"""The medium-return formulas tried in balls: the switch is bisected from the gain, not from a logarithm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from flint import arb, arb_mat

from proofs.hail_mary.bellman_lines_balls import (
    ExactLine,
    Form,
    break_lines,
    break_value_form,
    follower_form_ball,
    leader_form_ball,
    low_follower_line,
    low_leader_line,
)
from proofs.hail_mary.boundary_solver import increasing_root, symmetric_boundary
from proofs.hail_mary.contest import Contest, ball, contests, may_vanish
from proofs.hail_mary.contest_value import Piece, companion, propagate
from proofs.hail_mary.finding import Finding, refuted, survived

Evaluator = Callable[[Mapping[str, arb]], arb]


def risky_leader_line(at: Mapping[str, Fraction]) -> Fraction:
    """First line."""
    return at["lambda"] * (at["P"] - at["V"]) - at["c"] + at["sigma"] ** 2 * at["V_second"]


def risky_follower_line(at: Mapping[str, Fraction]) -> Fraction:
    """Fourth line."""
    return -at["lambda"] * at["V"] - at["c"] + at["sigma"] ** 2 * at["V_second"]


def printed_leader_line(at: Mapping[str, Fraction]) -> Fraction:
    """Second line as printed: V'' in the drift term."""
    return low_leader_line({**at, "V_prime": at["V_second"]})


def printed_follower_line(at: Mapping[str, Fraction]) -> Fraction:
    """Third line as printed: V'' in the drift term."""
    return low_follower_line({**at, "V_prime": at["V_second"]})


LINES_PRINTED: tuple[ExactLine, ...] = (
    *(risky_leader_line, printed_leader_line),
    *(printed_follower_line, risky_follower_line),
)
LINES_REPAIRED: tuple[ExactLine, ...] = (
    risky_leader_line,
    low_leader_line,
    low_follower_line,
    risky_follower_line,
)


def break_bellman(lines: Sequence[ExactLine] = LINES_PRINTED) -> Finding:
    """The four lines at random exact V, V', V'' against the moments of the gap."""
    places = ((True, 1, 1), (True, 0, 1), (False, 1, 0), (False, 1, 1))
    return break_lines([(line, *place) for line, place in zip(lines, places, strict=True)])


def _two_rates(at: Mapping[str, arb], leads: bool, first: arb, second: arb) -> arb:
    prize = at["lambda"] * at["P"] if leads else ball(0)
    level = (prize - at["c"]) / (at["r"] + at["lambda"])
    return level + at["C_1"] * (first * at["gap"]).exp() + at["C_2"] * (second * at["gap"]).exp()


def printed_first_form(at: Mapping[str, arb]) -> arb:
    """First form as printed: the same exponential twice."""
    return _two_rates(at, True, -at["eta"], -at["eta"])


def repaired_first_form(at: Mapping[str, arb]) -> arb:
    """First form with exp(-eta gap) and exp(eta gap)."""
    return _two_rates(at, True, -at["eta"], at["eta"])


def last_form(at: Mapping[str, arb]) -> arb:
    """Fourth form."""
    return _two_rates(at, False, at["eta"], -at["eta"])


def forms_with(first: Evaluator) -> tuple[Form, ...]:
    """The four forms with their constants, side and actions."""
    return (
        (first, "C_1", "C_2", True, 1, 1),
        (leader_form_ball, "C_1", "C_2", True, 0, 1),
        (follower_form_ball, "C_3", "C_4", False, 1, 0),
        (last_form, "C_1", "C_2", False, 1, 1),
    )


def break_forms(forms: Sequence[Form] | None = None, count: int = 8) -> Finding:
    """The four forms, fitted to propagated solutions."""
    return break_value_form(forms or forms_with(printed_first_form), contests("medium", count))


def switch_distance(contest: Contest) -> arb:
    """How far from the opponent's boundary a risky leader's gain reaches 0, by bisection."""

    def loss(distance: arb) -> arb:
        state = propagate(contest, arb_mat([[0], [-1]]), [Piece(-distance, 1, 1)])
        curvature = (companion(contest, 1, 1) * state)[1, 0]
        return ball(contest.pi) * state[1, 0] + ball(contest.sigma) ** 2 * curvature / 2

    return increasing_root(loss, ball(contest.sigma) / ball(contest.killing).sqrt() / 4)


def indifference_ball(at: Mapping[str, arb]) -> arb:
    """(A.9), left minus right."""
    x = at["eta"] * (at["k_star"] - at["k_switch"])
    left = (x.exp() - (-x).exp()) / (x.exp() + (-x).exp())
    return left - at["pi"] / at["sigma"] * 2 / (at["r"] + at["lambda"]).sqrt()


def switch_ball(at: Mapping[str, arb]) -> arb:
    """The display below (A.9)."""
    t = at["pi"] / at["sigma"] * 2 / (at["r"] + at["lambda"]).sqrt()
    return at["k_star"] - ((1 + t) / (1 - t)).log() / (2 * at["eta"])


def break_indifference(printed: Evaluator = indifference_ball, count: int = 10) -> Finding:
    """(A.9) at the bisected boundary and switch, and not a hundredth away."""
    for contest in contests("medium", count):
        boundary, reach = symmetric_boundary(contest), switch_distance(contest)
        at = {**contest.balls(), "k_star": boundary}
        there = may_vanish(printed({**at, "k_switch": boundary - reach}))
        if not there or may_vanish(printed({**at, "k_switch": boundary - reach * ball(Fraction(101, 100))})):
            return refuted("enclosure", "not the indifference condition", contest.names())
    return survived(count, "bisected switches")


def break_switch_closed_form(printed: Evaluator = switch_ball, count: int = 10) -> Finding:
    """The printed k** against k* minus the bisected distance."""
    for contest in contests("medium", count):
        boundary = symmetric_boundary(contest)
        if not may_vanish(printed({**contest.balls(), "k_star": boundary}) - boundary + switch_distance(contest)):
            return refuted("enclosure", "not the switching point", contest.names())
    return survived(count, "bisected switches")


def break_threshold_equivalence(threshold: Evaluator | None = None, count: int = 12) -> Finding:
    """k* beyond the bisected switch exactly if t < f(phi), for t < 1 on both sides of the threshold."""
    for contest in contests("medium", count) + contests("high", count):
        if 4 * contest.pi**2 >= contest.sigma**2 * contest.killing:
            continue
        boundary, reach = symmetric_boundary(contest), switch_distance(contest)
        bound = threshold(contest.balls()) if threshold else contest.threshold()
        below, beyond = contest.relative_return() < bound, boundary > reach
        if bool(below) != bool(beyond) and not may_vanish(boundary - reach):
            return refuted("enclosure", "k** > 0 and the threshold disagree", contest.names())
    return survived(2 * count, "contests")


def break_limits(count: int = 5) -> Finding:
    """Footnote 8 at fixed sigma: k* - k** at t = 10^-n, and k** at t = (1 - 10^-n) f(phi), fall by the
    tenth."""
    for contest in contests("medium", count):
        root = Fraction(int(float(ball(contest.killing).sqrt().mid()) * 10**12), 10**12)
        edge = Fraction(int(float(contest.threshold().mid()) * 10**12), 10**12) * contest.sigma * root / 2
        gaps = [switch_distance(replace(contest, pi=edge / 10**n)) for n in (4, 6, 8)]
        near = [replace(contest, pi=edge * (1 - Fraction(1, 10**n))) for n in (4, 6, 8)]
        switches = [symmetric_boundary(point) - switch_distance(point) for point in near]
        for series in (gaps, switches):
            if not (series[1] < series[0] / 20 and series[2] < series[1] / 20):
                return refuted("enclosure", "does not fall towards 0", contest.names())
    return survived(2 * count, "series")


def break_limits_in_the_ratio() -> Finding:
    """Footnote 8 along pi = 1, sigma = 10^n: the ratio falls to 0 and the distance k* - k** stays above 1."""
    base = Contest(Fraction(1, 2), Fraction(1, 2), Fraction(17, 5), Fraction(1), Fraction(1), Fraction(10))
    for exponent in range(1, 6):
        contest = replace(base, sigma=Fraction(10**exponent))
        reach = switch_distance(contest)
        if not reach > 1:
            return survived(exponent, "points")
    return refuted("enclosure", f"k* - k** = {reach.str(8)} at pi/sigma = 1/10^5", contest.names())
