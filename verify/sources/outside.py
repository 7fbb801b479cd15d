r"""Signs of a formula outside the delimiters that are known, so that no formula is passed over in silence.

TeX prints `^` and commands like `\frac` in formulas only. Where they stand in the text all the same,
something that this reader does not know, an environment or a command of a package, prints a formula.
"""

from __future__ import annotations

GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota"),
    *("kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "varphi", "chi"),
    *("psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"),
)
OPERATORS = (
    *("frac", "dfrac", "tfrac", "sqrt", "sum", "prod", "int", "lim", "infty", "partial", "nabla", "leq"),
    *("geq", "le", "ge", "neq", "mathbb", "mathcal", "left", "right", "overline", "max", "min", "sup", "inf"),
)
FORMULAS_ONLY = frozenset("\\" + name for name in (*GREEK, *OPERATORS))
ONE_ARGUMENT = (r"\ce", r"\si", r"\num", r"\unit", r"\ang", r"\hypersetup", r"\lstset", r"\tikzset")
WITH_SIGNS = dict.fromkeys(ONE_ARGUMENT, 1) | dict.fromkeys((r"\SI", r"\qty", r"\numrange"), 2)
"""Commands whose arguments, as many as is said, hold such signs without being formulas."""
PICTURES = frozenset({"tikzpicture", "pgfpicture", "tikzcd", "picture", "pspicture", "asy", "circuitikz"})
