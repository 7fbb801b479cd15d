r"""Which formulas may be typeset by TeX: those of the registry, written in commands that do nothing but typeset.

Everything else, live text above all, is printed letter by letter.
"""

from __future__ import annotations

import re

WORDS = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma
tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell infty partial prime
frac dfrac tfrac sqrt int sum prod lim max min sup inf log ln exp sin cos tan sinh cosh tanh arg
le leq ge geq ne neq lt gt equiv approx sim in notin subset cup cap times cdot pm mp ll gg to mapsto
rightarrow leftarrow Rightarrow Leftarrow Leftrightarrow iff implies uparrow downarrow
left right middle big Big bigl bigr Bigl Bigr langle rangle lfloor rfloor lceil rceil mid
bar hat tilde dot ddot overline underline widehat widetilde mathbb mathbf mathcal mathrm mathit bm boldsymbol
text operatorname quad qquad ldots cdots dots displaystyle
"""
COMMANDS = frozenset(WORDS.split())
SYMBOLS = frozenset(",;:!{}| ")
"""What may follow a backslash alone."""

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
FORBIDDEN = frozenset('%#~$&\n\r\t`"')


def can_be_typeset(latex: str) -> bool:
    r"""Whether TeX can be given the formula: known commands, closed braces, paired delimiters, ASCII.

    >>> can_be_typeset(r"\frac{a}{b}\le1"), can_be_typeset(r"\input{x}"), can_be_typeset("a}{b")
    (True, False, False)
    """
    depth = pairs = 0
    for token in TOKEN.findall(latex):
        if not _is_known(token):
            return False
        depth += {"{": 1, "}": -1}.get(token, 0)
        pairs += {r"\left": 1, r"\right": -1}.get(token, 0)
        if depth < 0 or pairs < 0:
            return False
    return bool(latex.strip()) and depth == pairs == 0


def _is_known(token: str) -> bool:
    if token.startswith("\\"):
        return token[1:] in COMMANDS or token[1:] in SYMBOLS
    return token.isascii() and token.isprintable() and token not in FORBIDDEN
