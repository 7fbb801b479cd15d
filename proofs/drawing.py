"""Drawings of the figures: SVG whose bytes depend on nothing but what is drawn, with text as text."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from numpy.typing import ArrayLike

Painter: TypeAlias = Callable[[Sequence[Axes]], None]

# Told apart by colour-blind readers as well; no figure tells by colour alone.
INKS = ("#0072b2", "#d55e00", "#009e73")
GREY = "#8a8a8a"
STROKES = ("-", "--", "-.")
PANEL = (3.4, 2.7)
DIGITS = 10
LOOKS: dict[Any, Any] = {
    "svg.hashsalt": "figure",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "lines.linewidth": 1.6,
    "path.simplify_threshold": 0.2,
}
SETTINGS: dict[Any, Any] = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"} | LOOKS
NO_METADATA = {"Date": None, "Creator": None}


def drawn(paint: Painter, panels: int = 1, rows: int = 1, panel: tuple[float, float] = PANEL) -> str:
    """An SVG document of `rows` rows of `panels` axes, `panel` inches each; `paint` gets them row by row.

    Examples
    --------
    >>> once, again = (drawn(lambda axes: axes[0].set_title("a line")) for _ in range(2))
    >>> once == again, "a line" in once
    (True, True)
    """
    with mpl.rc_context(SETTINGS):
        canvas = Canvas(figsize=(panel[0] * panels, panel[1] * rows), layout="constrained")
        paint(canvas.subplots(rows, panels, squeeze=False).ravel().tolist())
        text = io.StringIO()
        canvas.savefig(text, format="svg", metadata=NO_METADATA)
    return text.getvalue()


def columns(numbers: Mapping[str, ArrayLike]) -> dict[str, list[float]]:
    """Columns of a table, to ten decimals, beyond which solvers differ between machines; no minus before zero.

    Examples
    --------
    >>> columns({"third": [1 / 3, -1e-13]})
    {'third': [0.3333333333, 0.0]}
    """
    return {
        name: (np.round(np.asarray(values, dtype=np.float64), DIGITS) + 0.0).tolist()
        for name, values in numbers.items()
    }
