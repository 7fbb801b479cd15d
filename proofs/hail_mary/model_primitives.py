"""Section 2: the law of motion in logarithms, the ex post payoff, profitability, and the value of
winning for sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

import sympy as sp
import z3
from flint import acb, arb

from proofs.hail_mary.contest import ball, contests, may_vanish
from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.finding import Finding, proved, refuted, survived, unknown
from proofs.hail_mary.letters import P, action_i, c, lam, pi, r, sigma

Evaluator = Callable[[Mapping[str, arb]], arb]

tau, q_prize = sp.symbols("tau q")

LOG_PROGRESS_DRIFT = 1 + action_i * (pi + sigma**2 / 2)
LOG_PROGRESS_VOLATILITY = action_i * sigma


def prove_log_progress(drift: sp.Expr = LOG_PROGRESS_DRIFT, volatility: sp.Expr = LOG_PROGRESS_VOLATILITY) -> Finding:
    """Footnote 2: dK/K = drift dt + volatility dw is the Ito image of dk = (1 + a pi) dt + a sigma dw, K
    = exp k.

    Ito: dK/K = (drift of k + half its variance) dt + volatility dw; decided for a = 0 and a = 1.
    """
    k = sp.Symbol("k")
    image = sp.exp(k)
    for action in (0, 1):
        own_drift, own_volatility = 1 + action * pi, action * sigma
        ito_drift = (own_drift * image.diff(k) + own_volatility**2 * image.diff(k, 2) / 2) / image
        ito_volatility = own_volatility * image.diff(k) / image
        gaps = (drift.subs(action_i, action) - ito_drift, volatility.subs(action_i, action) - ito_volatility)
        wrong = [gap for gap in gaps if sp.simplify(gap) != 0]
        if wrong:
            return separate(wrong[0], f"not the Ito image for a_i = {action}")
    return proved("symbolic", "drift and volatility agree with the Ito image for a = 0 and a = 1")


def break_log_progress(drift: Evaluator | None = None, volatility: Evaluator | None = None, count: int = 40) -> Finding:
    """The same by moments: k is Gaussian, so E[K_t] and E[K_t^2] are moment generating functions.

    A law dK/K = m dt + s dw has E[K_t] = exp(m t), E[K_t^2] = exp((2 m + s^2) t).
    """
    random = Random(2)
    drift = drift or (lambda at: 1 + at["a_i"] * (at["pi"] + at["sigma"] ** 2 / 2))
    volatility = volatility or (lambda at: at["a_i"] * at["sigma"])
    for _ in range(count):
        exact = {"pi": Fraction(random.randint(-50, 50), 7), "sigma": Fraction(random.randint(0, 40), 9)}
        for action in (0, 1):
            at = {name: ball(number) for name, number in exact.items()} | {"a_i": ball(action)}
            first, second = (_growth_of_moment(order, exact, action) for order in (1, 2))
            m, s = drift(at), volatility(at)
            if not may_vanish(m - first) or not may_vanish(2 * m + s * s - second):
                return refuted("enclosure", "moments of exp(k) grow at another rate", {**exact, "a_i": action})
    return survived(2 * count, "moment comparisons")


def _growth_of_moment(order: int, at: Mapping[str, Fraction], action: int) -> arb:
    """d/dt log E[exp(order k_t)] for the Gaussian k_t with mean (1 + a pi) t and variance a^2 sigma^2 t."""
    return ball(order * (1 + action * at["pi"]) + Fraction(order**2, 2) * action * at["sigma"] ** 2)


PAYOFF_COST = c / r * (1 - sp.exp(-r * tau))


def prove_payoff(left_cost: sp.Expr | None = None, right_cost: sp.Expr = PAYOFF_COST) -> Finding:
    """Equation (1): the discounted flow cost over [0, tau] equals c (1 - exp(-r tau)) / r, for r > 0;
    the prize terms of the two sides are the same.
    """
    t = sp.Symbol("t")
    antiderivative = -c * sp.exp(-r * t) / r
    flow = sp.simplify(antiderivative.diff(t) - c * sp.exp(-r * t))
    integral = antiderivative.subs(t, tau) - antiderivative.subs(t, 0) if left_cost is None else left_cost
    if flow == 0 and sp.simplify(integral - right_cost) == 0:
        return proved(
            "symbolic",
            "the antiderivative of c exp(-r t) between 0 and tau is the printed right side; r != 0",
        )
    return separate(integral - right_cost, "the two sides differ")


def break_payoff(right_cost: Evaluator | None = None) -> Finding:
    """Equation (1) by ball quadrature of c exp(-r t) over [0, tau] at exact rationals, tau = 0 and tiny
    r included."""
    printed = right_cost or (lambda at: at["c"] / at["r"] * (1 - (-at["r"] * at["tau"]).exp()))
    random, count = Random(3), 25
    for number in range(count):
        exact = {name: Fraction(random.randint(1, 60), random.choice((3, 11, 70))) for name in ("r", "c", "tau")}
        exact["tau"] *= number % 5
        at = {name: ball(entry) for name, entry in exact.items()}
        integral = _discounted_flow(at["c"], at["r"], at["tau"])
        if not may_vanish(integral - printed(at)):
            return refuted("enclosure", "quadrature of the cost differs from the printed right side", exact)
    return survived(count, "quadratures")


def _discounted_flow(flow: arb, rate: arb, until: arb) -> arb:
    """The integral of flow exp(-rate t) over [0, until], by ball quadrature."""

    def integrand(time: acb, _: bool) -> acb:
        return flow * (-rate * time).exp()

    return acb.integral(integrand, 0, until).real


def payoffs_at_a_tie() -> dict[str, str]:
    """What (1) pays at k_i(tau) = k_j(tau): both indicators are 1, so 2 P is paid out of one prize P.

    >>> payoffs_at_a_tie()["paid"]
    '2*P'
    """
    indicator = int(Fraction(1, 2) >= Fraction(1, 2))
    return {"k_i": "1/2", "k_j": "1/2", "paid": str((indicator + indicator) * P)}


def prove_profitability_above_one(multiple: int = 1) -> Finding:
    """If lambda P < multiple * c (printed: 1), every strategy that stays for a positive time loses.

    The payoff of a leader for sure who stays for a duration T is (lambda P - c)(1 - e)/(r + lambda) with
    e = exp(-(r + lambda) T) in (0, 1), and no strategy gets more than the leader's flow at any instant.
    """
    numbers = z3.Reals("r lambda P c e")
    rate, hazard, prize, cost, discount = numbers
    solver = z3.Solver()
    solver.add(rate > 0, hazard > 0, prize > 0, cost > 0, discount > 0, discount < 1)
    solver.add(hazard * prize < multiple * cost)
    solver.add((hazard * prize - cost) * (1 - discount) / (rate + hazard) >= 0)
    verdict = solver.check()
    if verdict == z3.sat:
        model = solver.model()
        return refuted("exact", "a stay does not lose", {str(name): model[name] for name in model.decls()})
    if verdict != z3.unsat:
        return unknown("z3 did not close the case lambda P < c", "symbolic")
    return proved("symbolic", "z3: the stay of any length has a negative value if lambda P < c; staying out is worth 0")


def break_profitability_above_one(multiple: int = 1, count: int = 25) -> Finding:
    """Quadrature of the discounted flow of a sure leader at draws with lambda P < c; at draws with
    lambda P > c it is positive, so that the sign of lambda P - c is what decides.
    """
    for contest in contests("low", count):
        for prize in (contest.P, contest.c / contest.lam * Fraction(9, 10)):
            killing, flow = ball(contest.killing), ball(contest.lam * prize - contest.c)
            stay = _discounted_flow(flow, killing, ball(2))
            leads_at_a_loss = contest.lam * prize < multiple * contest.c
            if bool(stay < 0) != leads_at_a_loss:
                return refuted("enclosure", "the sign of the stay differs", {**contest.names(), "P": prize})
    return survived(2 * count, "quadratures")


WIN_VALUE_INTEGRAND_PRIZE = q_prize  # the middle integral prints q where the prize P must stand


def prove_win_value(prize: sp.Expr = WIN_VALUE_INTEGRAND_PRIZE, result: sp.Expr = (lam * P - c) / (r + lam)) -> Finding:
    """Display below (A.4): E[e^{-r tau} prize - c (1 - e^{-r tau}) / r], tau exponential, equals `result`."""
    mean_discount = lam / (r + lam)  # Laplace transform of the exponential law
    t = sp.Symbol("t")
    antiderivative = -lam / (r + lam) * sp.exp(-(r + lam) * t)
    if sp.simplify(antiderivative.diff(t) - lam * sp.exp(-(r + lam) * t)) != 0:
        return unknown("the Laplace transform was not confirmed", "symbolic")
    difference = sp.factor(sp.together(prize * mean_discount - c / r * (1 - mean_discount) - result))
    if difference == 0:
        return proved("symbolic", "the integral equals the printed value for all r, lambda > 0")
    return _win_value_witness(difference)


def _win_value_witness(difference: sp.Expr) -> Finding:
    at = {
        r: sp.Rational(1, 2),
        lam: sp.Rational(1, 2),
        P: sp.Integer(3),
        c: sp.Integer(1),
        q_prize: sp.Integer(2),
    }
    gap = difference.subs(at)
    if gap.is_Rational and gap != 0:
        detail = f"the integral minus the printed value is {difference}, here {gap}: equal only if q = P"
        return refuted("exact", detail, {str(letter): number for letter, number in at.items()})
    return unknown(f"difference {difference}", "symbolic")


def break_win_value(integrand_prize: Evaluator | None = None, count: int = 20) -> Finding:
    """The same by ball quadrature with a bounded tail, q drawn independently of P."""
    printed = integrand_prize or (lambda at: at["q"])
    random = Random(5)
    for contest in contests("low", count):
        exact = {**contest.names(), "q": contest.P + Fraction(random.randint(-3, 3), 2)}
        at = contest.balls() | {"q": ball(exact["q"])}
        integral = _expected_win(at, printed(at))
        if not may_vanish(integral - (at["lambda"] * at["P"] - at["c"]) / (at["r"] + at["lambda"])):
            return refuted("enclosure", f"the integral is {integral.str(8)}", exact)
    return survived(count, "quadratures")


def _expected_win(at: Mapping[str, arb], prize: arb) -> arb:
    """The expectation over tau, substituting u = exp(-lambda tau) on [e^-60, 1]; the rest is bounded by
    the ball."""
    rate = at["r"] / at["lambda"]
    edge = ball(-60).exp()

    def payoff(u: acb, _: bool) -> acb:
        discount = (acb(rate) * u.log()).exp()
        return discount * prize - at["c"] / at["r"] * (1 - discount)

    tail = edge * (abs(prize) + at["c"] / at["r"])
    return acb.integral(payoff, edge, 1).real + (-tail).union(tail)
