"""What each letter of Waste in a Contest means, as inferred from contest.tex: `said` is what each row rests on."""

from __future__ import annotations

from verify.reading.notation import FUNCTION, POSITIVE, SET, Domain, Letter, Notation

LETTERS = (
    Letter("x", domain=POSITIVE, said="contest.tex:11: $x>0$ after 'two firms spend effort'"),
    Letter("y", domain=POSITIVE, said="contest.tex:11: $y>0$ after 'two firms spend effort'"),
    Letter("V", domain=POSITIVE, said="contest.tex:11: $V>0$ after 'on a contract of value'"),
    Letter("c", domain=POSITIVE, said="contest.tex:11: $c>0$ after 'a unit of effort costs'"),
    Letter("p", FUNCTION, arity=2, said="contest.tex:14: stands with its argument"),
    Letter("u", FUNCTION, arity=2, said="contest.tex:22: stands with its argument"),
    Letter("z", said="contest.tex:36: defined by the formula there"),
    Letter(
        "n",
        domain=Domain(1, None, integer=True),
        said=r"contest.tex:54: $n\in\mathbb N$ after 'let the number of firms be'",
    ),
    Letter(r"\mathbb{N}", SET, said="contest.tex:54: a set of numbers, as everywhere"),
    Letter("e", FUNCTION, said="contest.tex:56: stands with its argument"),
    Letter("T", FUNCTION, said="contest.tex:58: stands with its argument"),
    Letter(r"\pi", FUNCTION, argument="n", said="contest.tex:76: what a firm is left with"),
)
PHRASES = {
    "and": "connective",
    "or": "connective",
    "if": "connective",
    "if and only if": "connective",
    "iff": "connective",
    "otherwise": "connective",
    "where": "connective",
    "with": "connective",
    "so": "connective",
    "then": "connective",
    "for": "range",
    "for all": "range",
    "for every": "range",
    "for each": "range",
    "when": "range",
    "whenever": "range",
    "as": "range",
}

NOTATION = Notation(LETTERS, PHRASES)
