"""Many contestants: its formulas in the order of the source."""

from __future__ import annotations

from verify.claims import Paper, Repair, display, unprinted
from verify.kernel import Verdict


def add(paper: Paper) -> None:
    """The formulas and claims of the section."""
    section = paper.section("many-contestants", "Many contestants")
    # contest.tex:54: a range, after 'now let the number of firms be'
    section.assume(r"n\in\mathbb N")
    # contest.tex:56: defines: e stands here first
    section.define(r"e(n)=\frac{(n-1)V}{n^2c}.")
    # contest.tex:58: defines: T stands here first
    section.define(r"T(n)=n\,e(n)", inline=True)
    # contest.tex:60: proposition 2 (Full waste)
    several = r"n\ge2"
    section.claim(
        "many-contestants/proposition-2",
        unprinted(r"\lim_{n\to\infty}cT(n)=V"),
        unprinted("e(n+1)<e(n)", given=(several,)),
        remark="The second part needs two firms: a single one spends nothing, and more when another enters.",
    )
    # contest.tex:67
    section.claim("many-contestants/limit", display(r"\lim_{n\to\infty}cT(n)=V."))
    # contest.tex:71
    section.claim(
        "many-contestants/entry",
        display(r"e(n)-e(n+1)=\frac{(n^2+n-1)V}{n^2(n+1)^2c},"),
        expected=Verdict.FAILS,
        repair=Repair(
            "typo",
            "(n-1)(n+1)^2-n^3 is n^2-n-1: a sign was lost.",
            (unprinted(r"e(n)-e(n+1)=\frac{(n^2-n-1)V}{n^2(n+1)^2c}"),),
        ),
    )
    # contest.tex:73: a case, after 'which is positive for'
    section.assume(several)
    # contest.tex:76: what a firm is left with
    section.define(r"\pi(n)=\frac{V}{n}-c\,e(n)", inline=True)
    # contest.tex:78
    section.claim("many-contestants/kept", display(r"n\pi=\frac{V}{n}."))
