r"""The letters of exact witnesses as the paper prints them: `xi_plus` is \xi_{+}, `k_star at sigma=1` keeps its words."""

from __future__ import annotations

import re

PRINTED = {
    "B": "B",
    "eta": r"\eta",
    "gap": r"\Delta k",
    "k_0": "k_{0}",
    "k_i": "k_{i}^{*}",
    "k_j": "k_{j}^{*}",
    "k_star": "k^{*}",
    "lambda": r"\lambda",
    "lambda_high": r"\overline{\lambda}",
    "lambda_low": r"\underline{\lambda}",
    "omega": r"\omega",
    "P_high": r"\overline{P}",
    "P_low": r"\underline{P}",
    "phi": r"\phi",
    "pi": r"\pi",
    "sigma": r"\sigma",
    "tau": r"\tau",
    "theta": r"\theta",
    "V": "V_{i}",
    "V_prime": r"V_{i}^{\prime}",
    "V_second": r"V_{i}^{\prime\prime}",
    "xi_minus": r"\xi_{-}",
    "xi_plus": r"\xi_{+}",
}
WORD = re.compile(r"[A-Za-z][A-Za-z_0-9]*")


def in_letters(witness: dict[str, str]) -> dict[str, str]:
    r"""The same witness under the paper's letters, values as exact text.

    >>> in_letters({"xi_plus": "1", "r+lambda": "1/2"})
    {'\\xi_{+}': '1', 'r+\\lambda': '1/2'}
    """
    return {WORD.sub(_printed, name): str(value) for name, value in witness.items()}


def _printed(word: re.Match[str]) -> str:
    return PRINTED.get(word.group(), word.group())
