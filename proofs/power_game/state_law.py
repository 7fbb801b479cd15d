r"""The gap update on a finite grid: which grids does it map into themselves?

Let G be finite and let both laboratories have two efforts x < y. With a fixed pair of efforts the update is affine in g with
slope 1 - mu. If that is not zero it is one-to-one, so it permutes a finite G that it maps into itself, and the diameter of the
image is the diameter of G. But the efforts push the largest gap up and the smallest one down. Only mu = 1 is left, where the next
gap forgets the present one and G = X - X will do.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from hypothesis import strategies as st

from proofs.power_game.finite_game import SECTION, FiniteGame, Grids
from proofs.power_game.game_draws import eighths, tried
from verify.kernel import Evidence, Level, Outcome
from verify.model import Model
from verify.reading.notation import Domain
from verify.symbolic.lower import Lowering
from verify.symbolic.reals import Comparison, follows

Expr = Any
UNIT = Domain(0, 1)


def live_law(model: Model) -> tuple[Expr, dict[str, Expr]]:
    """The live g' as an expression, with the symbols of its letters."""
    lowering = Lowering(model, SECTION)
    law = lowering.expression(model.read("g'", SECTION), {})
    return law, {name: symbol for symbol, name in lowering.names().items()}


def only_full_decay_keeps_a_grid(model: Model) -> Evidence:
    """Two efforts and a finite grid mapped into itself leave mu = 1; at mu = 1 the next gap is x_1 - x_2."""
    law, letters = live_law(model)
    if not {"g", "x_{1}", "x_{2}", r"\mu"} <= letters.keys():
        return _unknown("the law does not depend on g, x_1, x_2 and mu")
    g, x1, x2, mu = (letters[name] for name in ("g", "x_{1}", "x_{2}", r"\mu"))
    slope = sp.diff(law, g)
    if sp.simplify(sp.diff(slope, g)) != 0 or slope.has(x1) or slope.has(x2):
        return _unknown("the law is not affine in g with a slope of its own")
    low, high, top, bottom = sp.symbols("low high top bottom", real=True)
    kept = [
        Comparison(high - low, ">"),
        Comparison(low, r"\ge"),
        Comparison(top - bottom, r"\ge"),
        Comparison(top - law.subs({g: top, x1: high, x2: low}, simultaneous=True), r"\ge"),
        Comparison(law.subs({g: bottom, x1: low, x2: high}, simultaneous=True) - bottom, r"\ge"),
    ]
    permuted = Comparison((slope * (top - bottom)) ** 2 - (top - bottom) ** 2, "=")
    if not follows(Comparison(slope, "="), [*kept, permuted], {mu: UNIT}):
        return _unknown("a grid that is permuted is not excluded")
    if not follows(Comparison(mu - 1, "="), [Comparison(slope, "=")], {mu: UNIT}):
        return _unknown("the slope vanishes elsewhere than at mu = 1")
    if sp.simplify(law.subs(mu, 1) - (x1 - x2)) != 0:
        return _unknown("at mu = 1 the next gap is not x_1 - x_2")
    detail = "a one-to-one affine map permutes a finite grid; efforts push its ends outwards: contradiction unless mu = 1 (z3)"
    return Evidence("prove", Outcome.PROVED, Level.SYMBOLIC, detail)


def _unknown(reason: str) -> Evidence:
    return Evidence("prove", Outcome.UNKNOWN, Level.SYMBOLIC, reason)


@st.composite
def small_grids(draw: st.DrawFn) -> Grids:
    """Gaps and efforts that are multiples of 1/8, so that floating point is exact; mu with both ends."""
    efforts = draw(st.lists(eighths(0, 2), min_size=2, max_size=4, unique=True))
    mu = draw(eighths(0, 1))
    drawn = draw(st.lists(eighths(-2, 2), min_size=1, max_size=6, unique=True))
    differences = {x - y for x in efforts for y in efforts}
    gaps = draw(st.sampled_from([sorted(drawn), sorted(differences)]))
    return Grids({r"\mu": mu}, tuple(gaps), tuple(sorted(efforts)))


def every_small_grid_is_left(model: Model) -> Evidence:
    """On exact draws: below mu = 1 some move leaves the grid; at mu = 1 the differences of efforts are kept."""

    def objection(grids: Grids) -> str:
        reached = FiniteGame(model, grids).value("g'")
        kept = bool(np.isin(reached, [float(gap) for gap in grids.gaps]).all())
        differences = {x - y for x in grids.actions for y in grids.actions}
        if grids.letters[r"\mu"] < 1:
            return "this grid is mapped into itself although mu < 1" if kept else ""
        return "at mu = 1 the differences of efforts are left" if set(grids.gaps) == differences and not kept else ""

    return tried(small_grids(), objection, Grids.words, what="exact grids", examples=60)


def range_is_kept(model: Model) -> Evidence:
    """On drawn grids no move leaves [-g_max, g_max] exactly when mu g_max >= x_max - x_min."""

    def objection(grids: Grids) -> str:
        game = FiniteGame(model, grids)
        edge, pull = grids.gaps[-1], grids.letters[r"\mu"] * grids.gaps[-1]
        inside = Fraction(float(np.abs(game.value("g'")).max())) <= edge
        return (
            ""
            if inside == (pull >= grids.actions[-1] - grids.actions[0])
            else "the range is kept, or left, against the rule"
        )

    return tried(ranges(), objection, Grids.words, what="exact grids", examples=40)


@st.composite
def ranges(draw: st.DrawFn) -> Grids:
    """A symmetric range of gaps and two efforts."""
    edge = draw(st.integers(1, 64)) * Fraction(1, 8)
    efforts = sorted(draw(st.lists(eighths(0, 2), min_size=1, max_size=3, unique=True)))
    return Grids({r"\mu": draw(eighths(0, 1))}, (-edge, Fraction(0), edge), tuple(efforts))
