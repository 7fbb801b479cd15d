"""A sweep: in how many random contests with a small budget does a split of the prizes beat winner-takes-all?

The search of `allocation_search`, a contest a point. Plain floats: what is found is where to look, and `small_budget`
certifies what matters.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from proofs.hail_mary.designer.allocation_search import Array, Designs, Objectives, draw_designs, objectives
from verify.sweeps.sweep import Block, Record, Sweep

SPLITS = 20
OBJECTIVES = ("boundary", "stay", "success")
MARGIN = 1e-7  # of the value: what bisection leaves open is no gain


def draw_block(block: Block) -> Designs:
    """The contests of a block, each drawn from its own seed, as rows of SPLITS splits.

    >>> draw_block(Block(0, 3, points=3, seed=0)).win.shape
    (3, 20)
    """
    drawn = [draw_designs(1, SPLITS, block.seed_of(point)) for point in block.indices]
    names = ("high", "low", "r", "budget", "p", "win", "lose")
    return Designs(*(np.concatenate([getattr(one, name) for one in drawn]) for name in names))


def gains(objective: str, found: Objectives) -> Array:
    """Per contest and split: the gain over winner-takes-all as a share of its value, 0 where neither is finite."""
    value = {"boundary": found.k_star, "stay": found.stay, "success": -found.success}[objective]
    first = value[:, :1]
    comparable = np.isfinite(value) & np.isfinite(first) & (first != 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(comparable, (value - first) / np.abs(first), 0.0))


def solved(designs: Designs, found: Objectives) -> NDArray[np.bool_]:
    """Per contest: whether an equilibrium was found for every split for which somebody would wait."""
    phi, omega = designs.ratios
    waiting = (phi > 1) & (omega > 1)
    return np.asarray((~waiting | (found.solved.shape.reshape(phi.shape) > 0)).all(axis=1))


def search_contests(block: Block) -> Record:
    """How many contests of the block a split improves, by objective, with the largest gain and where it is."""
    designs = draw_block(block)
    found = objectives(designs)
    known = solved(designs, found)
    record: Record = {"contests": block.count, "unsolved": int((~known).sum()), "allocations": designs.win.size}
    for objective in OBJECTIVES:
        gain = np.where(known[:, None], gains(objective, found), 0.0)
        record[objective] = {"beaten": int((gain.max(axis=1) > MARGIN).sum()), "best": _best(gain, designs, block)}
    return record


def _best(gain: Array, designs: Designs, block: Block) -> Record | None:
    """The largest gain beyond the margin, with its contest in rates of lambda_high = 1 and cost 1."""
    at = np.unravel_index(int(gain.argmax()), gain.shape)
    if gain[at] <= MARGIN:
        return None
    names = ("low", "r", "budget", "p", "win", "lose")
    contest = {name: float(getattr(designs, name)[at]) for name in names}
    return {"gain": float(gain[at]), "point": block.first + int(at[0]), **contest}


def summary(records: Sequence[Record]) -> Record:
    """Counts over all contests, and the best split of each objective; the first one wins a draw."""
    totals: Record = {name: sum(record[name] for record in records) for name in ("contests", "unsolved", "allocations")}
    for objective in OBJECTIVES:
        best = [record[objective]["best"] for record in records if record[objective]["best"] is not None]
        totals[objective] = {
            "beaten": sum(record[objective]["beaten"] for record in records),
            "best": max(best, key=lambda one: float(one["gain"]), default=None),
        }
    return totals


SWEEP = Sweep(
    f"random contests with a small budget, {SPLITS} splits of the prizes each, against winner-takes-all",
    search_contests,
    summary,
    points=2000,
    block=250,
    rests_on=("proofs.hail_mary.designer.allocation_sweep", "proofs.hail_mary.designer.allocation_search"),
)
