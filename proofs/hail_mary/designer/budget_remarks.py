"""The two remarks on extreme budgets that open Section 4.2, from the flows of the extended game.

A place earns rate times prize minus cost per unit of time. With lambda_high B < c every place loses, so
both leave. With lambda_low B > c and all of B paid out every place gains while both are in, so staying
for ever is a best reply to a rival who stays. Two limits: prizes below the budget can make both leave
(P_high = P_low = 0), and when lambda_high P_high <= c a lone agent leaves, so "both leave at once" is an
equilibrium beside "both stay".
"""

from __future__ import annotations

import random
from fractions import Fraction

import sympy as sp
import z3

from proofs.hail_mary.designer.extended_value import ExtendedContest
from proofs.hail_mary.designer.letters import LETTER
from proofs.hail_mary.finding import Finding
from proofs.hail_mary.smt import solver

HIGH, LOW, WIN, LOSE, BUDGET, COST = (LETTER[n] for n in ("lambda_high", "lambda_low", "P_high", "P_low", "B", "c"))
SLACK = BUDGET - WIN - LOSE
LEADER_FLOW = HIGH * WIN + LOW * LOSE - COST
FOLLOWER_FLOW = LOW * WIN + HIGH * LOSE - COST


def prove_too_small() -> Finding:
    """Minus each flow is (c - lambda_high B) + lambda_high slack + (lambda_high - lambda_low) times a
    prize."""
    lost = COST - HIGH * BUDGET + HIGH * SLACK
    leader = sp.expand(-LEADER_FLOW - lost - (HIGH - LOW) * LOSE)
    follower = sp.expand(-FOLLOWER_FLOW - lost - (HIGH - LOW) * WIN)
    lone = sp.expand(-(HIGH * WIN - COST) - lost - HIGH * LOSE)
    if leader == follower == lone == 0:
        return Finding("proved", "exact", "leading, following and going on alone all lose per unit of time")
    return Finding("refuted", "symbolic", f"off by {leader}, {follower}, {lone}")


def prove_large_enough() -> Finding:
    """With P_high + P_low = B the follower's flow is (lambda_low B - c) + (lambda_high - lambda_low)
    P_low > 0."""
    follower = sp.expand(FOLLOWER_FLOW.subs(WIN, BUDGET - LOSE) - (LOW * BUDGET - COST) - (HIGH - LOW) * LOSE)
    leader = sp.expand(LEADER_FLOW - FOLLOWER_FLOW - (HIGH - LOW) * (WIN - LOSE))
    if follower == leader == 0:
        return Finding("proved", "exact", "both places gain per unit of time, however the whole budget is split")
    return Finding("refuted", "symbolic", f"off by {follower}, {leader}")


def decide_large_enough_below_budget() -> Finding:
    """Read with P_high + P_low <= B the second remark is false: a designer may pay nothing."""
    contest = ExtendedContest(Fraction(2), Fraction(1), Fraction(0), Fraction(0), c=Fraction(1), r=Fraction(1))
    if contest.leader_level < 0:
        witness = {"lambda_high": "2", "lambda_low": "1", "B": "2", "c": "1", "P_high": "0", "P_low": "0"}
        return Finding("refuted", "exact", f"leading is worth {contest.leader_level}, so both leave", witness)
    return Finding("unknown", "exact", "the leader gains")


def decide_joint_exit(large: bool = True) -> Finding:
    """Can a lone agent lose while both gain? Then leaving at once is a best reply to leaving: a second
    equilibrium."""
    contest = ExtendedContest(
        Fraction(11), Fraction(10), Fraction(1, 2), Fraction(1, 2), c=Fraction(19, 2), r=Fraction(1)
    )
    if contest.lone_level < 0 < -contest.follower_loss and (contest.lambda_low * 1 > contest.c) == large:
        witness = {
            "lambda_high": "11",
            "lambda_low": "10",
            "B": "1",
            "P_high": "1/2",
            "P_low": "1/2",
            "c": "19/2",
        }
        return Finding("refuted", "exact", "staying is not the only equilibrium: alone, each would leave", witness)
    return Finding("unknown", "exact", "no second equilibrium here")


def decide_large_enough_keeping_prize() -> Finding:
    """If a drop-out keeps the loser's prize the second remark is false: far behind, leaving is worth more."""
    contest = ExtendedContest(
        Fraction(2),
        Fraction(1),
        Fraction(1),
        Fraction(1),
        c=Fraction(3, 2),
        r=Fraction(1),
        keeps_loser_prize=True,
    )
    if contest.unit > 0:
        witness = {
            "lambda_high": "2",
            "lambda_low": "1",
            "B": "2",
            "P_high": "1",
            "P_low": "1",
            "c": "3/2",
            "r": "1",
        }
        detail = f"staying for ever is worth {-contest.follower_loss}, leaving {contest.dropout_level}"
        return Finding("refuted", "exact", detail, witness)
    return Finding("unknown", "exact", "staying is worth more here")


def decide_by_smt(remark: str) -> Finding:
    """z3 on `too small` or `large enough`: is there a split against the remark?"""
    h, low, win, lose, budget, c = z3.Reals("h l H L B c")
    leader, follower = h * win + low * lose - c, low * win + h * lose - c
    asked = solver(h > low, low >= 0, win >= lose, lose >= 0, c > 0, budget > 0)
    if remark == "too small":
        asked.add(win + lose <= budget, h * budget < c, z3.Or(leader >= 0, follower >= 0, h * win - c >= 0))
    else:
        asked.add(win + lose == budget, low * budget > c, z3.Or(leader <= 0, follower <= 0))
    answer = asked.check()
    return Finding("proved" if answer == z3.unsat else "unknown", "symbolic", f"{remark}: z3 says {answer}")


def simulated_worth(contest: ExtendedContest, leads: bool, runs: int, seed: int) -> tuple[float, float]:
    """Mean and standard error of staying in one place for ever, by drawing who succeeds when."""
    rng = random.Random(seed)
    rates = (float(contest.lambda_high), float(contest.lambda_low))
    own, other = rates if leads else rates[::-1]
    total, squares = 0.0, 0.0
    for _ in range(runs):
        mine, theirs = (rng.expovariate(rate) if rate else float("inf") for rate in (own, other))
        end, prize = min(mine, theirs), contest.P_high if mine <= theirs else contest.P_low
        kept = 2.718281828459045 ** (-float(contest.r) * end)
        worth = kept * float(prize) - float(contest.c) / float(contest.r) * (1 - kept)
        total, squares = total + worth, squares + worth**2
    mean = total / runs
    return mean, ((squares / runs - mean**2) / runs) ** 0.5


def break_remark(remark: str, cases: int = 6, runs: int = 4_000, full: bool = True) -> Finding:
    """Simulate both places at drawn rates, budgets and splits; 5 standard errors on the wrong side are
    against it."""
    rng = random.Random(3)
    for case in range(cases):
        high, budget = Fraction(rng.randint(4, 12), 4), Fraction(rng.randint(4, 12), 4)
        low = high * Fraction(rng.randint(2, 7), 8)
        lose = budget * Fraction(rng.randint(0, 4), 8)
        paid = budget if full else budget * Fraction(1, 4)
        win = paid - lose if paid - lose >= lose else lose
        small = remark == "too small"
        cost = high * budget * Fraction(9, 8) if small else low * budget * Fraction(7, 8)
        contest = ExtendedContest(high, low, win, lose, c=cost, r=Fraction(1, 2))
        for leads in (True, False):
            mean, error = simulated_worth(contest, leads, runs, case)
            if (mean > 5 * error) if small else (mean < -5 * error):
                place = "leading" if leads else "following"
                return Finding(
                    "refuted",
                    "simulated",
                    f"{place} is worth {mean:.3f} +- {error:.3f}",
                    {"case": str(contest)},
                )
    return Finding("unknown", "simulated", f"{cases} contests, {runs} runs each, none against")
