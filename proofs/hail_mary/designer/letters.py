"""The letters of Section 4 as sympy symbols, and how a printed formula is put into them."""

from __future__ import annotations

import sympy as sp

NAMES = (
    "lambda_high",
    "lambda_low",
    "P_high",
    "P_low",
    "B",
    "c",
    "r",
    "pi",
    "sigma",
    "theta",
    "k_star",
    "k_0",
    "varepsilon",
    "phi",
    "t",
    "x",
)
SIGN_FREE = {"pi", "k_0", "varepsilon"}
LETTER = {name: sp.Symbol(name, real=True, positive=None if name in SIGN_FREE else True) for name in NAMES}


class UnknownLetterError(ValueError):
    """A printed formula uses a letter that Section 4 does not declare; add it to `NAMES` or correct the
    formula."""


def in_letters(printed: sp.Expr) -> sp.Expr:
    """The printed formula with each symbol replaced, by name, by the one that carries its sign.

    >>> in_letters(sp.Symbol("B") / sp.Symbol("c")).is_positive
    True
    """
    unknown = sorted(s.name for s in printed.free_symbols if s.name not in LETTER)
    if unknown:
        raise UnknownLetterError(
            f"{', '.join(unknown)} is no letter of Section 4; declare it in NAMES or correct the formula"
        )
    return printed.xreplace({s: LETTER[s.name] for s in printed.free_symbols})
