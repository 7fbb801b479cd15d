"""The labels of the paper's numbered equations, each with how the formula begins."""

from __future__ import annotations

from verify.claims import Paper
from verify.errors import UsageError

LABELS = {
    "eq:1": r"e^{-r\tau}P\cdot\bm{1}",
    "eq:2": r"\overline{\phi}\equiv\frac",
    "eq:A1": r"rV_{i}=\left\{\begin{aligned} &\max_{a_{i}}",
    "eq:A2": r"s_{i}^{*}=\left\{",
    "eq:A3": r"V_{i}(\hat{k}_{j})=",
    "eq:A4": r"V_{i}(-{k}_{i}^{*})=V",
    "eq:A5": r"r=-\lambda+\pi\xi",
    "eq:A6": r"(\xi_{+}+\xi_{-})^{2}e^",
    "eq:A7": r"r=-\lambda+\sigma^{2}\eta^{2}",
    "eq:A8": r"e^{2\eta k^{*}}+e^{-2\eta k^{*}}=\phi",
    "eq:A9": r"\pi V_{i}^{\prime}(k^{**})+",
    "eq:A10": r"(\xi_{+}+\xi_{-})(\xi_{+}e^{",
    "eq:A11": r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}<0",
    "eq:A12": r"\pi V_{i}^{\prime}+\frac{1}{2}\sigma^{2}V_{i}^{\prime\prime}>0",
}


def add_labels(paper: Paper) -> None:
    """Give each numbered display its label; raises `UsageError` where not just one display begins so."""
    for label, start in LABELS.items():
        found = [step for step in paper.steps if step.display and " ".join(step.latex.split()).startswith(start)]
        if len(found) != 1:
            raise UsageError(f"{label}: {len(found)} displays begin with {start}; mend the table of labels")
        found[0].label = label
