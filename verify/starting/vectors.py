r"""Sources that speak of vectors or matrices: there a letter is a number only where something shows it.

`|y-Wt|` is a length and `J(HV)` applies an operator if the letters are no numbers, and nothing in the formula says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.sources.formula import Formula, Source
from verify.starting.occurrences import Occurrence
from verify.starting.questions import Question

MARKS = re.compile(
    r"\\(?:nabla|top|det|lVert|Vert|\||transpose|intercal|otimes|oplus|succeq|preceq|succ|prec)(?![A-Za-z])"
    r"|\\(?:operatorname|mathrm|mathop|text)\s*\{\s*(?:\\mathrm\{)?(?:tr|Tr|trace|rank|diag|det|span|vec)\s*\}"
    r"|\\mathbb\s*\{?\s*R\s*\}?\s*\^\s*(?:[A-Za-z2-9]|\{\s*(?!\+)[^{}]+\})|\^\s*\{?\s*(?:\\mathsf|\\mathrm)\s*\{?\s*T\s*\}?"
)
WORDS = re.compile(
    r"\b(?:vectors?|matri(?:x|ces)|tensors?|Jacobian|Hessian|eigen(?:values?|vectors?))\b", re.IGNORECASE
)
COMPLEX = re.compile(
    r"\\(?:Re|Im|imath|jmath)(?![A-Za-z])|\\mathbb\s*\{?\s*C(?![A-Za-z])"
    r"|\\(?:operatorname|mathrm|text)\*?\s*\{\s*(?:Re|Im|Arg|arg)\s*\}"
)
COMPLEX_WORDS = re.compile(
    r"\bcomplex(?:[- ]valued|[- ]conjugate)? (?:numbers?|solutions?|roots?|conjugates?|plane|eigenvalues?|variables?|"
    r"functions?|exponentials?|amplitudes?|poles?)\b"
)
ORDERS = frozenset(("<", ">", r"\le", r"\ge"))


def speaks_of_vectors(source: Source) -> str:
    """The place of the first formula with a mark or beside a word of vectors and matrices; empty without."""
    return next((one.place for one in source.formulas if MARKS.search(one.latex) or _named_beside(one)), "")


def _named_beside(formula: Formula) -> bool:
    """Whether the words beside a formula speak of a vector or a matrix."""
    return WORDS.search(formula.before) is not None or WORDS.search(formula.after) is not None


def speaks_of_complex(source: Source) -> str:
    """The place of the first formula that has complex numbers; empty without."""
    return next((one.place for one in source.formulas if COMPLEX.search(one.latex) or _complex_beside(one)), "")


def _complex_beside(formula: Formula) -> bool:
    """Whether the words beside a formula speak of complex numbers."""
    return COMPLEX_WORDS.search(formula.before) is not None or COMPLEX_WORDS.search(formula.after) is not None


def may_be_vector(here: Iterable[Occurrence], place: str) -> Question | None:
    """The question about a letter of such a source that nothing shows to be a number."""
    here = list(here)
    if any(is_number(one) for one in here):
        return None
    return Question(here[0].spelled, here[0].place, f"a number, or a vector or matrix as in {place}?")


def may_be_complex(here: Iterable[Occurrence], place: str) -> Question | None:
    """The question about a letter of a source with complex numbers that is nowhere compared with another."""
    here = list(here)
    if any(one.following in ORDERS or one.previous in ORDERS for one in here):
        return None
    return Question(here[0].spelled, here[0].place, f"a real number, or a complex one as in {place}?")


def listed(one: Occurrence) -> bool:
    """Whether the letter is said to be a list: `x=[0,1,2]`, `s=(a,b)`."""
    text = "".join(one.formula.latex.split()).rstrip(".,;")
    found = re.search(r":?=(?:\\left)?[\[(](?P<inside>.*?)(?:\\right)?[\])]$", text)
    if found is None or one.previous != "" or one.following not in ("=", ":="):
        return False
    return "," in re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}", "", found["inside"])


def is_number(one: Occurrence) -> bool:
    r"""Compared with anything, said to be a number other than 0, or added to a number: `0<c`, `\epsilon=0.1`, `1-q`."""
    if one.following in ORDERS or one.previous in ORDERS:
        return True
    text, letter = "".join(one.formula.latex.split()), re.escape("".join(one.base))
    if not one.undecorated or one.arguments is not None:
        return False
    valued = re.fullmatch(rf"{letter}=-?(?!0[.,;]?$)\d[\d.]*(?:\^.*)?[.,;]?", text)
    added = re.search(rf"(?<![A-Za-z0-9}}^_.])\d+[+-]{letter}(?=$|[)\]}}+\-,.;=<>])", text)
    return bool(valued or added)
