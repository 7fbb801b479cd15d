"""Changes that a fuzzer makes to a LaTeX text: words of the language put in, parts cut, doubled, nested and joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

PIECES = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+|\s+|.", re.DOTALL)
LONGEST = 6_000
WORDS = tuple(
    r"""\frac \sqrt \left( \right) \left. \right| \max_{ \min\{ \int \sum_{ \lim_{ \to \infty \text{ for } \text{
    \begin{cases} \end{cases} \begin{aligned} \end{aligned} \begin{equation} \end{equation} & \\ \\[2pt] \quad \qquad
    \Rightarrow \Leftrightarrow \iff \le \geq = < > \in \pm \mp + - * / ^ _ ^{ _{ ' '' '_+ ^+ ^- ^* { } ( ) [ ] \{ \}
    | \| , ; : ! . ~ \cdot \times \ldots \exp \log \ln \sinh \tanh O( o( \mathbb{E} \mathbf \bar{ \hat \mathrm{
    \operatorname{ \label{a} \tag{1} \eqref{a} \ref{a} \newcommand{\z}{ \def\z#1{ \let\z= #1 ## \input{ \include{a}
    \[ \] \( \) $ $$ % ``` <!-- --> <p> </p> &lt; &#40; <script> </script> \verb| \begin{verbatim} \end{verbatim}
    \section{ ## \begin{document} \end{document} \half \ep \twice \pair \BR \csname \endcsname \expandafter \par
    0 1 2 10 0.5 1e9 .5 9999999999999999999999 \partial d dt v(dn) e \pi \mu \sigma^{2} k_{i}^{*} V_{i,h} \mathbf1
    \u \x00 é а \u200b ∞ − ½""".split()
)
Change = Callable[[list[str], Random, Sequence[str]], list[str]]


def pieces(text: str) -> list[str]:
    r"""A text cut into commands, numerals, blanks and single characters.

    >>> pieces(r"\frac12+x")
    ['\\frac', '12', '+', 'x']
    """
    return PIECES.findall(text)


def changed(text: str, random: Random, others: Sequence[str]) -> str:
    """`text` with one to four changes; `others` are texts to take parts from."""
    parts = pieces(text)
    for _ in range(random.choice((1, 1, 1, 2, 2, 4))):
        parts = random.choice(CHANGES)(parts, random, others)
    return "".join(parts)[:LONGEST]


def _range(parts: list[str], random: Random) -> tuple[int, int]:
    start = random.randint(0, len(parts))
    return start, min(len(parts), start + random.choice((1, 1, 2, 3, 5, 9, 30)))


def _put(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    k = random.randint(0, len(parts))
    return [*parts[:k], random.choice(WORDS), *parts[k:]]


def _exchange(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    start, end = _range(parts, random)
    return [*parts[:start], random.choice(WORDS), *parts[end:]]


def _cut(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    start, end = _range(parts, random)
    return [*parts[:start], *parts[end:]]


def _double(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    start, end = _range(parts, random)
    times = random.choice((2, 2, 3, 10, 70, 400))
    return [*parts[:start], *(parts[start:end] * times)[: LONGEST // 2], *parts[end:]]


def _swap(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    if len(parts) < 2:
        return parts
    i, j = random.randrange(len(parts)), random.randrange(len(parts))
    parts = list(parts)
    parts[i], parts[j] = parts[j], parts[i]
    return parts


def _splice(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    other = pieces(random.choice(others))
    start, end = _range(other, random)
    k = random.randint(0, len(parts))
    return [*parts[:k], *other[start:end], *parts[k:]]


def _nest(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    """One pair of delimiters, or a command with braces, around a part, up to eighty times."""
    start, end = _range(parts, random)
    opening, closing = random.choice(NESTS)
    times = random.choice((1, 1, 2, 8, 80))
    return [*parts[:start], *[opening] * times, *parts[start:end], *[closing] * times, *parts[end:]]


def _character(parts: list[str], random: Random, others: Sequence[str]) -> list[str]:
    letter = chr(random.choice((random.randrange(32, 127), random.randrange(0x250), random.randrange(0xD800))))
    k = random.randint(0, len(parts))
    return [*parts[:k], letter, *parts[k:]]


NESTS = (
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    (r"\{", r"\}"),
    ("|", "|"),
    (r"\left(", r"\right)"),
    (r"\frac{", "}{2}"),
    (r"\sqrt{", "}"),
    ("x^{", "}"),
    ("x_{", "}"),
    (r"\text{", "}"),
    (r"\twice{", "}"),
    (r"\begin{cases}", r"\end{cases}"),
    (r"\begin{aligned}", r"\end{aligned}"),
    ("$", "$"),
    (r"\[", r"\]"),
    ("-", ""),
    ("<p>", "</p>"),
)
CHANGES: tuple[Change, ...] = (
    _put,
    _put,
    _exchange,
    _exchange,
    _cut,
    _double,
    _swap,
    _splice,
    _splice,
    _nest,
    _character,
)
