"""The figures of the Power Game: the kink of the payoff, equilibria over the gap, and the limit of short periods."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes

from numerics.equilibrium import Equilibrium, solve
from numerics.power_game import PowerGame, composition_payoff, power_game
from proofs.drawing import GREY, INKS, STROKES, columns, drawn
from proofs.power_game.entries import Floats
from proofs.power_game.paper import build
from proofs.power_game.short_periods import at_parity
from proofs.power_game.smooth_limit import equation_policy, game_policy, smooth_instance
from verify.model import Model
from verify.report.figures import Figure

PAPER = "power-game"
SHARES = (0.0, 0.5, 1.0)
A, THETA, OMEGA, MU, BETA, COMPUTE, SPENDING = 1.0, 2.0, 1.0, 0.1, 0.9, 4.0, 16.0
INSTANCE = f"a = {A:g}, θ = {THETA:g}, ω = {OMEGA:g}"
TINY = 1e-6
PERIODS = tuple(Fraction(1, 2**k) for k in range(2, 5))


def draw() -> tuple[Figure, ...]:
    """All figures of the paper, solved now; about three seconds."""
    return payoff_kink(), right_slope(), equilibria_over_the_gap(), short_periods()


def payoff(gap: Floats, s: float) -> Floats:
    """π at the figures' instance."""
    return composition_payoff(gap, a=A, theta=THETA, s=s, omega=OMEGA)


def one_sided_slopes(s: float) -> tuple[float, float]:
    """Difference quotients of π at parity, from the left and from the right.

    Examples
    --------
    >>> [round(slope, 5) for slope in one_sided_slopes(0.5)]
    [0.25, 0.75]
    """
    left, right = payoff(np.array([-TINY, TINY]), s)
    return float(left / -TINY), float(right / TINY)


def payoff_kink() -> Figure:
    """π(g) with its one-sided tangents at parity."""
    gaps = np.linspace(-1, 1, 81)
    curves = [payoff(gaps, s) for s in SHARES]
    slopes = [one_sided_slopes(s) for s in SHARES]

    def paint(axes: Sequence[Axes]) -> None:
        for axis, s, curve, (left, right), ink in zip(axes, SHARES, curves, slopes, INKS, strict=True):
            axis.plot(gaps, curve, color=ink)
            axis.axline((0, 0), slope=left, color=GREY, linestyle=":", linewidth=1)
            axis.axline((0, 0), slope=right, color=GREY, linestyle="--", linewidth=1)
            axis.plot(0, 0, "o", color=ink, markersize=4)
            axis.set(title=f"s = {s:g}: slopes {left:z.2f} | {right:.2f}", xlabel="gap g", ylim=(-0.5, 1.1))
        axes[0].set_ylabel("payoff π(g)")

    seen = "; ".join(
        f"at s = {s:g} the slope is {left:z.3f} on the left and {right:z.3f} on the right"
        for s, (left, right) in zip(SHARES, slopes, strict=True)
    )
    return Figure(
        "power-game-payoff-kink",
        PAPER,
        "The payoff has a kink at parity unless all demand is one-time",
        f"Payoff π over the gap at {INSTANCE}, with its tangents at g = 0 from the left (dotted) and from the right (dashed): {seen}. "
        "The jump of the slope is ωa(1 − s); only at s = 1 is the curve smooth.",
        drawn(paint, len(SHARES), panel=(2.4, 2.5)),
        columns({"gap": gaps} | {f"payoff s={s:g}": curve for s, curve in zip(SHARES, curves, strict=True)}),
        ("power-game/composition/kink", "power-game/modeling/kinked-at-parity"),
    )


def right_slope() -> Figure:
    """The slope of π on the right of parity against what two sections print."""
    shares = np.linspace(0, 1, 21)
    measured = np.array([one_sided_slopes(s)[1] for s in shares])
    one_period, composition = OMEGA * A * (1 - 3 * shares / 4), OMEGA * A * (1 - shares + shares * THETA / 4)

    def paint(axes: Sequence[Axes]) -> None:
        (axis,) = axes
        axis.plot(shares, composition, color=INKS[0], label="Composition: ωa(1 − s + sθ/4)")
        axis.plot(shares, one_period, color=INKS[1], linestyle="--", label="One period: ωa(1 − 3s/4)")
        axis.plot(shares[::2], measured[::2], "o", color="black", markersize=3, label="π(h)/h at h = 10⁻⁶")
        axis.set(xlabel="share of one-time demand s", ylabel="slope of π right of parity", ylim=(0, 1.1))
        axis.legend(loc="lower left")

    return Figure(
        "power-game-right-slope",
        PAPER,
        "Two sections print different slopes to the right of parity",
        f"Slope of π just above parity over s at {INSTANCE}. The measured slope lies on the line of the Composition section and "
        f"leaves the one-period section's line, which is right only for θ = 1: at s = 1 it is {measured[-1]:.3f}, not "
        f"{one_period[-1]:.3f}.",
        drawn(paint, panel=(4.4, 2.8)),
        columns(
            {"s": shares, "measured": measured, "one-period section": one_period, "composition section": composition}
        ),
        ("power-game/one-period/right-slope", "power-game/composition/right-slope"),
    )


def gap_game(s: float) -> PowerGame:
    """The game on 41 gaps and 21 efforts."""
    gaps, efforts = np.linspace(-2, 2, 41), np.linspace(0, 1, 21)
    return power_game(A, THETA, s, OMEGA, MU, BETA, COMPUTE, SPENDING, gaps=gaps, actions=efforts)


def effort_law(game: PowerGame, equilibrium: Equilibrium) -> tuple[Floats, Floats]:
    """Mean and standard deviation of laboratory 1's effort at every gap."""
    mix = equilibrium.profile[0]
    mean = mix @ game.actions
    return mean, np.sqrt(np.maximum(mix @ game.actions**2 - mean**2, 0))


def equilibria_over_the_gap() -> Figure:
    """Values and efforts of a certified stationary equilibrium at s = 0, 1/2, 1."""
    games = [gap_game(s) for s in SHARES]
    solved = [solve(game) for game in games]
    laws = [effort_law(game, one) for game, one in zip(games, solved, strict=True)]
    gaps, middle = games[0].gaps, len(games[0].gaps) // 2

    def paint(axes: Sequence[Axes]) -> None:
        for s, one, (mean, spread), ink, stroke in zip(SHARES, solved, laws, INKS, STROKES, strict=True):
            axes[0].plot(gaps, one.values[0], color=ink, linestyle=stroke, label=f"s = {s:g}")
            axes[1].plot(gaps, mean, color=ink, linestyle=stroke, label=f"s = {s:g}")
            axes[1].fill_between(gaps, mean - spread, mean + spread, color=ink, alpha=0.15, linewidth=0)
        axes[0].set(title="value of laboratory 1", xlabel="gap g", ylabel="V₁(g)")
        axes[1].set(title="its effort: mean ± standard deviation", xlabel="gap g", ylabel="x₁", ylim=(-0.02, 1.25))
        axes[0].legend()

    regret = max(one.certificate.regret for one in solved)
    parity = "; ".join(
        f"s = {s:g}: value {one.values[0][middle]:z.3f}, effort {mean[middle]:z.3f} ± {spread[middle]:z.3f}, and from one step "
        f"below to one step above arises {share_next_to(middle, one.values[0]):.0%} of the difference between the ends"
        for s, one, (mean, spread) in zip(SHARES, solved, laws, strict=True)
    )
    numbers: dict[str, Floats] = {"gap": gaps}
    for s, one, (mean, spread) in zip(SHARES, solved, laws, strict=True):
        numbers |= {f"value s={s:g}": one.values[0], f"mean effort s={s:g}": mean, f"spread of effort s={s:g}": spread}
    return Figure(
        "power-game-equilibria",
        PAPER,
        "Stationary equilibria over the gap: below s = 1 effort is mixed at parity",
        f"One certified equilibrium for each share of one-time demand, on {len(gaps)} gaps and {len(games[0].actions)} efforts, at "
        f"{INSTANCE}, μ = {MU:g}, β = {BETA:g}, Q = {COMPUTE:g}, W = {SPENDING:g}; others may exist. A lead is worth more than a lag of "
        f"the same size; below s = 1, where the payoff has its kink, effort at parity is mixed. At parity {parity}. "
        f"No strategy gains more than {regret:.1e} in any of them.",
        drawn(paint, 2),
        columns(numbers),
        (
            "power-game/infinite/bellman-nash",
            "power-game/infinite/existence",
            "power-game/composition/no-symmetric-pure-at-parity",
        ),
    )


def share_next_to(middle: int, values: Floats) -> float:
    """How much of the difference between the ends arises from one step below a place to one step above it.

    >>> share_next_to(1, np.array([0.0, 1.0, 4.0]))
    1.0
    """
    return float((values[middle + 1] - values[middle - 1]) / (values[-1] - values[0]))


def short_periods() -> Figure:
    """Distance to the equation's policy where π is smooth; the slopes of the value at parity where it is not."""
    model = Model(build())
    smooth = smooth_instance(model, THETA)
    limit = equation_policy(smooth)
    periods = np.array([float(period) for period in PERIODS])
    distance = np.array([np.abs(game_policy(smooth, period) - limit).max() for period in periods])
    parity = [at_parity(model, Fraction(1, 2), period) for period in PERIODS]
    left, right, spread = (np.array([getattr(one, name) for one in parity]) for name in ("left", "right", "spread"))

    def paint(axes: Sequence[Axes]) -> None:
        axes[0].loglog(periods, distance, "o-", color=INKS[0])
        axes[0].set(title="s = 1: the policies meet", xlabel="period Δ", ylabel="largest distance of efforts")
        for curve, word, ink, stroke in ((right, "above parity", INKS[1], "-"), (left, "below parity", INKS[2], "--")):
            axes[1].semilogx(periods, curve, "o", color=ink, linestyle=stroke, label=word)
        axes[1].set(title="s = 1/2: the slopes do not", xlabel="period Δ", ylabel="slope of V₁ next to g = 0")
        axes[1].set_ylim(bottom=0)
        axes[0].set_yticks(distance, [f"{value:.3f}" for value in distance])
        for axis in axes:
            axis.set_xticks(periods, [str(period) for period in PERIODS])
            axis.minorticks_off()
        axes[1].legend()

    return Figure(
        "power-game-short-periods",
        PAPER,
        "As the period shrinks, the smooth game follows V'(g)/r; at a kink there is no V'(0) to follow",
        f"Left, s = 1: the distance between the game's efforts and those of the differential equation falls from {distance[0]:.4f} at "
        f"Δ = {PERIODS[0]} to {distance[-1]:.4f} at Δ = {PERIODS[-1]}, in proportion to Δ. Right, s = 1/2: next to parity the slope of "
        f"the value is {left[-1]:.2f} below and {right[-1]:.2f} above at Δ = {PERIODS[-1]}, and effort stays mixed "
        f"(standard deviation {spread[-1]:.2f}).",
        drawn(paint, 2),
        columns(
            {
                "period": periods,
                "distance s=1": distance,
                "slope below s=1/2": left,
                "slope above s=1/2": right,
                "spread of effort at parity s=1/2": spread,
            }
        ),
        (
            "power-game/modeling/small-period-limit",
            "power-game/continuous/policy-at-parity",
            "power-game/continuous/policy",
        ),
    )
