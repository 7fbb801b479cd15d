r"""Printed formulas of Section 2 and of the first page of Appendix A.1: laws of motion, payoffs, Ito, best response."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

import sympy as sp
from flint import arb

from proofs.hail_mary import bellman_equation, boundary_conditions, model_primitives
from proofs.hail_mary.bellman_equation import ACTION_GAIN
from proofs.hail_mary.contest import contests, may_vanish
from proofs.hail_mary.contest_value import winning_value
from proofs.hail_mary.exact_points import separate
from proofs.hail_mary.finding import Finding, all_of, proved, refuted, survived
from proofs.hail_mary.letters import action_i, action_j, c, lam, pi, r
from proofs.hail_mary.printed import AnotherShapeError, Printed, arguments_of_value, as_chain, inference, sides, true_at
from proofs.hail_mary.printed_lines import is_win_value
from verify.reading.rebuilding import replace_everywhere
from verify.reading.tree import (
    Call,
    Cases,
    Chain,
    Differential,
    Expectation,
    FunctionName,
    ImpliedCall,
    Indicator,
    Infinity,
    Integral,
    Node,
    Number,
    Quotient,
    Sum,
    Symbol,
    Text,
)

FIRST, SECOND = Symbol("i"), Symbol("j")
GAP = Symbol(r"\Delta k")
INCREMENTS = {
    Differential(Symbol("t")): "dt",
    Differential(Symbol("w_{i}", (FIRST,))): "dw",
    Differential(Symbol("k_{i}", (FIRST,))): "dk_i",
    Differential(Symbol("k_{i}", (SECOND,))): "dk_j",
}


def with_increments(node: Node) -> Node:
    """Increments as letters."""
    for increment, name in INCREMENTS.items():
        node = replace_everywhere(node, increment, Symbol(name))
    return node


def _reader(printed: Printed) -> Printed:
    return printed.reading({name: name for name in INCREMENTS.values()})


def _proportional_law(node: Node) -> Node:
    left, right = sides(node)
    log_progress = Symbol("K_{i}", (FIRST,))
    if left != Quotient(Differential(log_progress), log_progress, "slash"):
        raise AnotherShapeError("a law for dK/K")
    return with_increments(right)


def prove_log_progress(printed: Printed, node: Node) -> Finding:
    """Footnote 2: drift and volatility of dK/K."""
    law = sp.expand(_reader(printed).expression(_proportional_law(node)))
    dt, dw = sp.symbols("dt dw")
    if sp.expand(law - law.coeff(dt) * dt - law.coeff(dw) * dw) != 0:
        raise AnotherShapeError("linear in dt and dw")
    return model_primitives.prove_log_progress(law.coeff(dt), law.coeff(dw))


def break_log_progress(printed: Printed, node: Node) -> Finding:
    """The same by Gaussian moments."""
    whole = _reader(printed).ball(_proportional_law(node))

    def at_increments(dt: int, dw: int) -> Callable[[Mapping[str, arb]], arb]:
        return lambda at: whole({**at, "dt": arb(dt), "dw": arb(dw)})

    return model_primitives.break_log_progress(at_increments(1, 0), at_increments(0, 1))


# --- the payoff (1) -------------------------------------------------------------------------------------------------


def _end(agent: Node) -> Node:
    return Call(FunctionName("k_{i}", (agent,)), (Symbol(r"\tau"),))


WINS = Indicator(r"\bm{1}", Chain((_end(FIRST), _end(SECOND)), (r"\ge",)))


def _payoff_sides(node: Node) -> tuple[Node, Node]:
    left, right = sides(replace_everywhere(node, WINS, Symbol("wins")))
    if any(isinstance(inner, Indicator) for side in (left, right) for inner in side.walk()):
        raise AnotherShapeError("a prize for being ahead at tau")
    return left, right


def other_prizes(node: Node) -> Finding | None:
    """Progress at tau at which the two sides pay the prize to different agents."""
    shown = [[inner.condition for inner in side.walk() if isinstance(inner, Indicator)] for side in sides(node)]
    for own, other in ((0, 1), (1, 0), (1, 1)):
        at = {"end_i": Fraction(own), "end_j": Fraction(other)}
        paid = [[true_at(_with_ends(condition), at) for condition in side] for side in shown]
        if paid[0] != paid[1]:
            return refuted("exact", "the two sides pay the prize to different agents", at)
    return None


def _with_ends(condition: Node) -> Node:
    named = replace_everywhere(condition, _end(FIRST), Symbol("end_i"))
    return replace_everywhere(named, _end(SECOND), Symbol("end_j"))


def prove_payoff(printed: Printed, node: Node) -> Finding:
    """(1): both sides; what is left of each after the prize is handed to the proof."""
    wrong = other_prizes(node)
    if wrong is not None:
        return wrong
    reader = printed.reading({"wins": "wins"})
    positive = {sp.Symbol(name): sp.Symbol(name, positive=True) for name in ("r", "tau", "c")}
    reader.symbols = {key: positive.get(symbol, symbol) for key, symbol in reader.symbols.items()}
    plain = {new: old for old, new in positive.items()}
    prize = sp.exp(-r * sp.Symbol("tau")) * sp.Symbol("P") * sp.Symbol("wins")
    costs = [prize - reader.expression(side).xreplace(plain) for side in _payoff_sides(node)]
    return model_primitives.prove_payoff(sp.expand(costs[0]), sp.expand(costs[1]))


def break_payoff(printed: Printed, node: Node) -> Finding:
    """The right side by quadrature of the cost, the prize taken off."""
    whole = printed.reading({"wins": "wins"}).ball(_payoff_sides(node)[1])

    def cost(at: Mapping[str, arb]) -> arb:
        return (-at["r"] * at["tau"]).exp() - whole({**at, "P": arb(1), "wins": arb(1)})

    return model_primitives.break_payoff(cost)


# --- the value of winning -------------------------------------------------------------------------------------------

TAU = Symbol(r"\tau")


def _win_value_parts(node: Node) -> tuple[Node, Node, Node]:
    """Body of the expectation, integrand, value."""
    chain = as_chain(node)
    if chain.relations != ("=", "="):
        raise AnotherShapeError("an expectation, an integral and a value")
    expectation, integral, result = chain.operands
    if not isinstance(expectation, Expectation) or expectation.law != TAU or expectation.condition is not None:
        raise AnotherShapeError("an expectation over tau")
    if not isinstance(integral, Integral) or integral.variable != TAU or integral.style != "plain":
        raise AnotherShapeError("an integral over tau")
    if integral.lower != Number("0") or not isinstance(integral.upper, Infinity):
        raise AnotherShapeError("an integral from 0 to infinity")
    return expectation.body, integral.integrand, result


_tau = sp.Symbol("tau")


def _expectation(body: sp.Expr) -> sp.Expr:
    """E[body] for tau exponential at rate lambda: e^{-a tau} has the expectation lambda / (a + lambda)."""
    total = sp.Integer(0)
    for term in sp.Add.make_args(sp.expand(body)):
        rate = sp.simplify(-term.diff(_tau) / term)
        if rate.has(_tau):
            raise AnotherShapeError("a payoff in discounts of tau")
        total += sp.simplify(term * sp.exp(rate * _tau)) * lam / (rate + lam)
    return total


def prove_win_value(printed: Printed, node: Node) -> Finding:
    """The expectation, the same integrand against the exponential density, and the printed value."""
    body, integrand, result = (printed.expression(part) for part in _win_value_parts(node))
    off = sp.simplify(integrand - body * lam * sp.exp(-lam * _tau))
    if off != 0:
        return separate(off, "the integrand is not the payoff times the density")
    gap = sp.factor(sp.together(_expectation(body) - result))
    if gap == 0:
        return proved("symbolic", "the payoff times the density, and its expectation by the transform of the law")
    return separate(gap, "the expectation is not the printed value")


def _implied_prize(body: sp.Expr) -> sp.Expr:
    """The prize of a payoff e^{-r tau} prize - c (1 - e^{-r tau}) / r; free of tau if the payoff has that form."""
    discount = sp.exp(-r * _tau)
    prize = sp.simplify(sp.expand((body + c / r * (1 - discount)) / discount))
    if prize.has(_tau):
        raise AnotherShapeError("a discounted prize less discounted costs")
    return prize


def break_win_value(printed: Printed, node: Node) -> Finding:
    """By quadrature of the printed payoff; the prize is what it leaves at tau = 1."""
    body, integrand, _ = (printed.ball(part) for part in _win_value_parts(node))
    _implied_prize(printed.expression(_win_value_parts(node)[0]))

    def prize(at: Mapping[str, arb]) -> arb:
        here = {**at, "tau": arb(1)}
        discount, density = (-at["r"]).exp(), at["lambda"] * (-at["lambda"]).exp()
        if not may_vanish(integrand(here) - body(here) * density):
            raise AnotherShapeError("the payoff against its density")
        return (body(here) + at["c"] / at["r"] * (1 - discount)) / discount

    return model_primitives.break_win_value(prize)


# --- Ito ------------------------------------------------------------------------------------------------------------

CHANGE = Differential(ImpliedCall(FunctionName("V_{i}"), GAP))


def _ito_sides(node: Node) -> tuple[Node, Node]:
    increment, expected = inference(node, r"\Rightarrow")
    left, right = sides(increment)
    mean, rate = sides(expected)
    if left != CHANGE or mean != Expectation(r"\mathbb{E}", CHANGE):
        raise AnotherShapeError("dV and its expectation")
    return with_increments(right), with_increments(rate)


def prove_ito(printed: Printed, node: Node) -> Finding:
    """dV with the laws of motion put in, and E[dV], both by dt."""
    reader, dt = _reader(printed), sp.Symbol("dt")
    drift = {sp.Symbol("dk_i"): (1 + action_i * pi) * dt, sp.Symbol("dk_j"): (1 + action_j * pi) * dt}
    found = [sp.expand(sp.expand(reader.expression(one).subs(drift)) / dt) for one in _ito_sides(node)]
    names = ("increment", "expectation")
    return all_of((name, bellman_equation.prove_ito(one)) for name, one in zip(names, found, strict=True))


def break_ito(printed: Printed, node: Node) -> Finding:
    """The same by exact Gaussian moments."""
    reader = _reader(printed)
    found = survived(0, "sides")
    for one in _ito_sides(node):
        whole = reader.exact(one)

        def rate(at: dict[str, Fraction], whole: Callable[[Mapping[str, Fraction]], Fraction] = whole) -> Fraction:
            moves = {f"dk_{agent}": 1 + at[f"a_{agent}"] * at["pi"] for agent in "ij"}
            return whole({**at, **moves, "dt": Fraction(1)})

        found = bellman_equation.break_ito(rate)
        if found.outcome == "refuted":
            break
    return found


# --- the best response (A.2) ----------------------------------------------------------------------------------------


def _rows(node: Node) -> list[tuple[Node, Node, str, Node]]:
    left, right = sides(node)
    if left != Symbol("s_{i}^{*}", (FIRST,)) or not isinstance(right, Cases):
        raise AnotherShapeError("an action by cases")
    rows = []
    for said, condition in zip(right.values, right.conditions, strict=True):
        chain = as_chain(condition)
        if len(chain.relations) != 1:
            raise AnotherShapeError("one sign a case")
        rows.append((said, chain.operands[0], chain.relations[0], chain.operands[1]))
    return rows


SIGNS = {">": (1,), "<": (-1,), "=": (0,), r"\ge": (0, 1), r"\le": (0, -1)}
ACTIONS: dict[int, Node] = {1: Number("1"), 0: Text("indifferent"), -1: Number("0")}


def prove_best_response(printed: Printed, node: Node) -> Finding:
    """Each row's sign of the gain names the better action."""
    found: list[tuple[str, Finding]] = []
    for number, (said, left, mark, right) in enumerate(_rows(node), 1):
        gain = printed.expression(left) - printed.expression(right)
        ratio = sp.cancel(gain / ACTION_GAIN)
        share = ratio if ratio.is_number and ratio != 0 else sp.Integer(1)
        found.append((f"row {number}", bellman_equation.prove_best_response(sp.expand(gain / share))))
        signs = [int(sp.sign(share)) * sign for sign in SIGNS.get(mark, ())]
        if len(signs) != 1 or ACTIONS[signs[0]] != said:
            witness = {"pi": 1, "sigma": 1, "V_prime": 1, "V_second": (-2 if mark == "=" else -1), "row": number}
            found.append(
                ("action", refuted("exact", f"row {number} names another action than the better one", witness))
            )
    return all_of(found)


def break_best_response(printed: Printed, node: Node) -> Finding:
    """At exact points exactly the row of the gain's sign must apply, and name its action."""
    rows = [(said, printed.holds(Chain((left, right), (mark,)))) for said, left, mark, right in _rows(node)]
    random = Random(41)
    for number in range(200):
        at = {name: Fraction(random.randint(-12, 12), 3) for name in ("pi", "V_prime", "V_second")}
        at["sigma"] = Fraction(random.randint(1, 12), 3)
        if number % 3 == 0:
            at["V_second"] = -2 * at["pi"] * at["V_prime"] / at["sigma"] ** 2
        gain = at["pi"] * at["V_prime"] + at["sigma"] ** 2 * at["V_second"] / 2
        applying = [said for said, true in rows if true(at)]
        if applying != [ACTIONS[(gain > 0) - (gain < 0)]]:
            return refuted("exact", f"the gain is {gain}, another row applies", at)
    return survived(200, "exact points")


# --- boundary conditions --------------------------------------------------------------------------------------------


def prove_value_matching(printed: Printed, node: Node) -> Finding:
    """(A.3): at the opponent's boundary the value is that of winning."""
    left, right = sides(node)
    if (
        arguments_of_value(left) != {Symbol(r"\hat{k}_{i}", (SECOND,))}
        or not isinstance(left, Call)
        or left.function.primes
    ):
        raise AnotherShapeError("the value at the opponent's boundary")
    return all_of(
        [("value", is_win_value(printed, right)), ("matching", boundary_conditions.prove_boundary_conditions())]
    )


def break_value_matching(printed: Printed, node: Node) -> Finding:
    """The printed value against that of the primitives, in balls."""
    said = printed.ball(sides(node)[1])
    for contest in (*contests("low", 8), *contests("high", 8)):
        if not may_vanish(said(contest.balls()) - winning_value(contest)):
            return refuted("enclosure", "not the value of winning", contest.names())
    return survived(16, "contests")


def prove_smooth_pasting(printed: Printed, node: Node) -> Finding:
    """(A.4): value and slope vanish at one's own boundary."""
    chain = as_chain(node)
    own = Sum(("-",), (Symbol("k_{i}^{*}", (FIRST,)),))
    calls = [one for one in chain.operands if isinstance(one, Call)]
    if set(chain.relations) != {"="} or arguments_of_value(node) != {own}:
        raise AnotherShapeError("value and slope at one's own boundary")
    orders = sorted(call.function.primes for call in calls)
    if 2 in orders:
        witness = {"c": 1, "sigma": 1, "V_second at -k_i": 2}
        return refuted("exact", "V'' is 2 c / sigma^2 at one's own boundary against a safe leader", witness)
    if orders != [0, 1]:
        raise AnotherShapeError("value and slope at one's own boundary")
    rest = [printed.expression(one) for one in chain.operands if not isinstance(one, Call)]
    if rest != [0]:
        return refuted("symbolic", "dropping out is worth 0, and the best boundary has slope 0", {"V": 0, "V_prime": 0})
    return boundary_conditions.prove_boundary_conditions()


def break_smooth_pasting(printed: Printed, node: Node) -> Finding:
    """Other boundaries against a fixed opponent, in balls."""
    return boundary_conditions.break_boundary_conditions("low")
