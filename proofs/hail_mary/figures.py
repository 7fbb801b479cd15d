"""The figures of the contest: regions, values, comparative statics, and what a split of the budget does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from numerics.contest import Contest
from numerics.contest_sweep import sweep_contests
from numerics.contest_values import AgentValue, strategy_of
from numerics.free_boundary import FreeBoundary, profitability_threshold, solve_free_boundary
from proofs.drawing import GREY, INKS, STROKES, columns, drawn
from proofs.hail_mary.designer.allocation_curve import AllocationCurve, allocation_curve
from proofs.hail_mary.designer.allocation_search import Array
from proofs.hail_mary.designer.small_budget import EXAMPLE_LOSER_PRIZE, example_design
from verify.report.figures import Figure

PAPER = "hail-mary"
RETURNS = {"low": -0.25, "medium": 0.25, "high": 1.0}
RATE, PRIZE = 1.0, 3.0
INSTANCE = f"r = λ = c = σ = 1, P = {PRIZE:g}"
OUT, OWN, OTHER, BOTH = "#e6e6e6", "#a9cbe8", "#f2b8ae", "#cfb5e3"
WORDS = {OUT: "out", OWN: "i risks", OTHER: "j risks", BOTH: "both risk"}


def draw() -> tuple[Figure, ...]:
    """All figures of the paper, solved now; about three seconds."""
    regions = tuple(region_figure(case) for case in RETURNS)
    return (*regions, value_functions(), comparative_statics(), ratio_alone(), allocation())


@dataclass(frozen=True)
class Solved:
    """An instance of one of the three cases with its equilibrium and the value of agent i."""

    contest: Contest
    boundary: FreeBoundary
    value: AgentValue

    @property
    def regions(self) -> list[tuple[float, float, str]]:
        """(from, to, colour) over the gap from agent i's side; the colour says who takes the risk."""
        k, switch = self.boundary.k_star, self.boundary.k_switch
        edges = sorted({-k, -switch, 0.0, switch, k})
        pieces = list(pairwise(edges))
        inside = [(low, high, self.colour((low + high) / 2)) for low, high in pieces if high > low]
        return [(-1.4 * k, -k, OUT), *joined(inside), (k, 1.4 * k, OUT)]

    def colour(self, gap: float) -> str:
        plan = self.value.own
        own, other = bool(plan.action(gap)), bool(plan.action(-gap))
        return BOTH if own and other else OWN if own else OTHER


def joined(pieces: Sequence[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """Neighbouring pieces of one colour as one.

    Examples
    --------
    >>> joined([(0.0, 1.0, "a"), (1.0, 2.0, "a"), (2.0, 3.0, "b")])
    [(0.0, 2.0, 'a'), (2.0, 3.0, 'b')]
    """
    out: list[tuple[float, float, str]] = []
    for low, high, colour in pieces:
        if out and out[-1][2] == colour:
            out[-1] = (out[-1][0], high, colour)
        else:
            out.append((low, high, colour))
    return out


@cache
def solved(case: str) -> Solved:
    """The instance of a case; that its return is low, medium or high is the solver's word, not the figure's.

    Examples
    --------
    >>> [solved(case).boundary.case for case in RETURNS]
    ['low', 'medium', 'high']
    """
    contest = Contest(r=1, lambda_high=RATE, c=1, pi=RETURNS[case], sigma=1, P_high=PRIZE)
    boundary = solve_free_boundary(contest)
    plan = strategy_of(boundary)
    return Solved(contest, boundary, AgentValue(contest, plan, plan))


def shade(axis: Axes, one: Solved, *, words: bool) -> None:
    """The regions as a background, in words at the top where there is room for them."""
    for low, high, colour in one.regions:
        axis.axvspan(low, high, color=colour, linewidth=0)
        if words:
            outer = "i out" if high <= 0 else "j out"
            word = outer if colour == OUT else WORDS[colour]
            axis.text((low + high) / 2, 0.5, word.replace(" ", "\n"), ha="center", va="center")
    axis.set_xlim(one.regions[0][0], one.regions[-1][1])


def region_figure(case: str) -> Figure:
    """The paper's figure of one case: who is out and who takes the risk, over agent i's lead."""
    one = solved(case)
    k, switch = one.boundary.k_star, one.boundary.k_switch
    marks = {"−k*": -k, "0": 0.0, "k*": k} | ({"−k**": -switch, "k**": switch} if case == "medium" else {})

    def paint(axes: Sequence[Axes]) -> None:
        (axis,) = axes
        shade(axis, one, words=True)
        axis.set(ylim=(0, 1), xlabel="lead of agent i, Δk")
        axis.set_yticks([])
        axis.spines["left"].set_visible(False)
        axis.set_xticks(
            list(marks.values()), [f"{name}\n{at:.2f}".replace("-", "−") if at else "0" for name, at in marks.items()]
        )

    spoken = "; ".join(f"from {low:.3f} to {high:.3f} {WORDS[colour]}" for low, high, colour in one.regions[1:-1])
    return Figure(
        f"hail-mary-regions-{case}",
        PAPER,
        f"Equilibrium with {case} return",
        f"Regions over agent i's lead in the solved equilibrium at {INSTANCE}, π = {RETURNS[case]:g}: agent i is out up to "
        f"−k* = {-k:.3f}, agent j from k* = {k:.3f}; in between, {spoken}.",
        drawn(paint, panel=(6.4, 1.6)),
        columns(
            {
                "from": [p[0] for p in one.regions],
                "to": [p[1] for p in one.regions],
                "i in": [float(p[2] != OUT or p[1] > 0) for p in one.regions],
                "j in": [float(p[2] != OUT or p[1] < 0) for p in one.regions],
                "i risks": [float(p[2] in (OWN, BOTH)) for p in one.regions],
                "j risks": [float(p[2] in (OTHER, BOTH)) for p in one.regions],
            }
        ),
        (f"hail-mary/{case}/equilibrium",),
    )


def value_functions() -> Figure:
    """V and what the risky move gains at every lead, in the three cases."""
    cases = [solved(case) for case in RETURNS]
    numbers: dict[str, Array] = {}
    for case, one in zip(RETURNS, cases, strict=True):
        k = one.boundary.k_star
        gaps = np.linspace(-1.2 * k, 1.2 * k, 121)
        inside = np.abs(gaps) < k
        gain = np.where(inside, one.value.switching(gaps), 0.0)
        numbers |= {f"gap {case}": gaps, f"value {case}": one.value.value(gaps), f"gain of risk {case}": gain}

    def paint(axes: Sequence[Axes]) -> None:
        for place, (case, one) in enumerate(zip(RETURNS, cases, strict=True)):
            top, bottom = axes[place], axes[place + len(cases)]
            gaps, gain = numbers[f"gap {case}"], numbers[f"gain of risk {case}"]
            shade(top, one, words=False)
            shade(bottom, one, words=False)
            top.plot(gaps, numbers[f"value {case}"], color="black")
            top.set(title=f"{case} return, π = {RETURNS[case]:g}".replace("-", "−"), xlim=(gaps[0], gaps[-1]))
            for low, high, _ in one.regions[1:-1]:
                for side in (gaps < 0, gaps >= 0):
                    part = side & (gaps > low) & (gaps < high)
                    bottom.plot(gaps[part], gain[part], color="black")
            bottom.axhline(0, color=GREY, linewidth=0.8)
            bottom.set(xlabel="lead Δk", xlim=(gaps[0], gaps[-1]))
        axes[0].set_ylabel("value V")
        axes[len(cases)].set_ylabel("gain of risk\nπV' + σ²V''/2")

    seen = "; ".join(
        f"{case}: V(0) = {float(one.value.value(0.0)):.3f}, k* = {one.boundary.k_star:.3f}"
        for case, one in zip(RETURNS, cases, strict=True)
    )
    return Figure(
        "hail-mary-values",
        PAPER,
        "Values in the three equilibria, and what the risky move gains",
        f"Top: value of agent i over his lead at {INSTANCE}, from nothing at −k*, where the curve starts flat, to the value alone at "
        f"k*; {seen}. Bottom: the flow gain of the risky move, positive for the follower in all three, for the leader negative "
        "(low), positive beyond k** only (medium), positive throughout (high). Backgrounds: grey out, blue agent i "
        "takes the risk, red agent j does, purple both.",
        drawn(paint, len(cases), 2, panel=(2.5, 1.9)),
        columns(numbers),
        (
            "hail-mary/low/leader-safe",
            "hail-mary/low/follower-risky",
            "hail-mary/medium/leader-switches",
            "hail-mary/medium/follower-risky",
            "hail-mary/high/leader-risky",
            "hail-mary/high/follower-risky",
        ),
    )


def boundary(
    *, P: Array | float = PRIZE, pi: Array | float = 0.0, sigma: Array | float = 1.0, rate: Array | float = RATE
) -> Array:
    """k* over arrays of primitives, r = c = 1."""
    return sweep_contests(r=1.0, lambda_high=rate, c=1.0, pi=pi, sigma=sigma, P_high=P).k_star


def comparative_statics() -> Figure:
    """k* over prize over cost, return over risk, and the success rate."""
    prizes, returns, rates = np.linspace(1.05, 12, 60), np.linspace(-3, 1.5, 60), np.geomspace(0.36, 100, 60)
    over_prize, over_return = boundary(P=prizes), boundary(pi=returns)
    over_rate = boundary(rate=rates)
    threshold = float(np.sqrt(1 + RATE) / 2 * profitability_threshold(RATE * PRIZE))
    peak = int(over_rate.argmax())

    def paint(axes: Sequence[Axes]) -> None:
        axes[0].plot(prizes, over_prize, color=INKS[0])
        axes[0].set(xlabel="prize over cost, P/c", ylabel="k*", ylim=(0, None))
        axes[1].plot(returns, over_return, color=INKS[0])
        for at, word in ((0.0, "medium"), (threshold, "high")):
            axes[1].axvline(at, color=GREY, linestyle=":", linewidth=1)
            axes[1].text(at, 0.02, f" {word}", rotation=90, va="bottom", ha="right", fontsize=7)
        axes[1].set(xlabel="return over risk, π/σ at σ = 1", ylim=(0, None))
        axes[2].semilogx(rates, over_rate, color=INKS[0])
        axes[2].plot(rates[peak], over_rate[peak], "o", color=INKS[1])
        axes[2].set(xlabel="success rate λ", ylim=(0, None))

    return Figure(
        "hail-mary-statics",
        PAPER,
        "The dropping boundary over the contest's primitives",
        f"k* of the solved equilibria, r = c = σ = 1. Left, π = 0: it rises with P/c, from {over_prize[0]:.3f} to {over_prize[-1]:.3f}. "
        f"Middle, P = {PRIZE:g}: it rises with π, from {over_return[0]:.3f}, through the low and the medium returns (from "
        f"0) and stays at {over_return[-1]:.3f} for high ones (from {threshold:.3f}). Right, π = 0: it rises with λ to a single peak of {over_rate[peak]:.3f} near "
        f"λ = {rates[peak]:.2f}, then falls.",
        drawn(paint, 3, panel=(2.5, 2.4)),
        columns(
            {
                "P/c": prizes,
                "k* over P/c": over_prize,
                "pi/sigma": returns,
                "k* over pi/sigma": over_return,
                "lambda": rates,
                "k* over lambda": over_rate,
            }
        ),
        ("hail-mary/statics/prize-over-cost", "hail-mary/statics/return-over-risk", "hail-mary/statics/success-rate"),
    )


def ratio_alone() -> Figure:
    """k* is no function of pi/sigma: contests with a higher ratio and a lower boundary."""
    ratios, risks = np.linspace(-2, 0, 41), (0.5, 1.0, 2.0)
    curves = [boundary(pi=ratios * risk, sigma=risk) for risk in risks]

    def paint(axes: Sequence[Axes]) -> None:
        for curve, risk, ink, stroke in zip(curves, risks, INKS, STROKES, strict=True):
            axes[0].plot(ratios, curve, color=ink, linestyle=stroke, label=f"σ = {risk:g}")
            axes[1].plot(ratios, curve / risk, color=ink, linestyle=stroke, label=f"σ = {risk:g}")
        axes[0].set(title="the boundary", xlabel="π/σ", ylabel="k*", ylim=(0, 1.6 * max(map(max, curves))))
        axes[1].set(title="in units of σ: one curve", xlabel="π/σ", ylabel="k*/σ", ylim=(0, None))
        axes[0].legend(loc="upper left")

    return Figure(
        "hail-mary-ratio-alone",
        PAPER,
        "The ratio of return to risk does not determine the boundary",
        f"k* over π/σ for three volatilities, r = λ = c = 1, P = {PRIZE:g}. Left: at π/σ = {ratios[0]:g} with σ = {risks[2]:g} it is "
        f"{curves[2][0]:.3f}, at the higher π/σ = 0 with σ = {risks[0]:g} only {curves[0][-1]:.3f}, so it does not rise with the ratio alone. "
        "Right: divided by σ, the curves are one rising curve.",
        drawn(paint, 2),
        columns(
            {"pi/sigma": ratios} | {f"k* sigma={risk:g}": curve for risk, curve in zip(risks, curves, strict=True)}
        ),
        ("hail-mary/statics/return-over-risk",),
    )


SPLITS = 116  # 8/25, the split of the witness, is one of them


def allocation() -> Figure:
    """The designer's three objectives against the loser's prize, in the extended game and in the reduced one."""
    design = example_design()
    curve = allocation_curve(design, SPLITS)
    unit = float(design.sigma) / float(design.contest.discount) ** 0.5
    marked = int(np.abs(curve.lose - float(EXAMPLE_LOSER_PRIZE)).argmin())
    panels = objective_panels(curve, unit)

    def paint(axes: Sequence[Axes]) -> None:
        for axis, (name, extended, reduced) in zip(axes, panels, strict=True):
            axis.plot(curve.lose, extended, color=INKS[0], label="extended game")
            axis.plot(curve.lose, reduced, color=INKS[1], linestyle="--", label="reduced game")
            axis.plot(0, extended[0], "s", color="black", markersize=4, label="winner takes all")
            axis.plot(
                curve.lose[marked], extended[marked], "o", color="black", markersize=4, label="the split with 8/25"
            )
            axis.set(title=name, xlabel="loser's prize")
        axes[2].legend(loc="lower left")

    words = "; ".join(f"{name} {extended[0]:.5f} against {extended[marked]:.5f}" for name, extended, _ in panels)
    where = ", ".join(
        f"{name} = {value}" for name, value in design.witness.items() if name not in ("P_high", "P_low", "gap")
    )
    numbers = {"loser's prize": curve.lose}
    for name, extended, reduced in panels:
        numbers |= {f"{name}, extended": extended, f"{name}, reduced": reduced}
    return Figure(
        "hail-mary-allocation",
        PAPER,
        "A prize for the loser can keep the contest alive longer than winner-takes-all",
        f"The designer's objectives over the loser's prize at {where}, a tied start. In the extended game, winner-takes-all against the "
        f"split ({design.budget - EXAMPLE_LOSER_PRIZE}, {EXAMPLE_LOSER_PRIZE}): {words}. The split keeps both in for longer and succeeds "
        "sooner, with a smaller boundary; in the paper's reduced game winner-takes-all is best for all three.",
        drawn(paint, 3, panel=(2.6, 2.6)),
        columns(numbers),
        ("hail-mary/design/small-budget", "hail-mary/design/objectives-equivalent", "hail-mary/design/replacement"),
    )


def objective_panels(curve: AllocationCurve, unit: float) -> tuple[tuple[str, Array, Array], ...]:
    """(name, extended, reduced) for each objective; the boundary in units of progress."""
    return (
        ("stay", curve.stay, curve.reduced_stay),
        ("time to success", curve.success, curve.reduced_success),
        ("k*", curve.k_star * unit, curve.reduced_k_star * unit),
    )
