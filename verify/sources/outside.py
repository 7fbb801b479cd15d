r"""Signs of a formula outside the delimiters that are known, so that no formula is passed over in silence.

TeX prints `^` and commands like `\frac` in formulas only. Where they stand in the text all the same, something that
this reader does not know, an environment or a command of a package, prints a formula.
"""

from __future__ import annotations

GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota"),
    *(
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "upsilon",
        "phi",
        "varphi",
        "chi",
        "psi",
    ),
    *("omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"),
)
OPERATORS = (
    *(
        "frac",
        "dfrac",
        "tfrac",
        "sqrt",
        "sum",
        "prod",
        "int",
        "lim",
        "infty",
        "partial",
        "nabla",
        "leq",
        "geq",
    ),
    *("le", "ge", "neq", "mathbb", "mathcal", "left", "right", "overline", "max", "min", "sup", "inf", "log"),
)
FORMULAS_ONLY = frozenset("\\" + name for name in (*GREEK, *OPERATORS))
CHEMISTRY_AND_UNITS = {
    **dict.fromkeys(
        (r"\ce", r"\si", r"\num", r"\unit", r"\ang", r"\cite", r"\citep", r"\citet", r"\texttt"), 1
    ),
    **dict.fromkeys((r"\SI", r"\qty", r"\numrange"), 2),
    **dict.fromkeys((r"\hypersetup", r"\lstset", r"\tikzset", r"\pgfplotsset", r"\includegraphics"), 1),
}
"""Commands whose arguments, as many as is said, have signs of their own."""
PICTURES = frozenset({"tikzpicture", "pgfpicture", "tikzcd", "picture", "pspicture", "asy", "circuitikz"})
