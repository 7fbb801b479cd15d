"""Two contestants: its formulas in the order of the source."""

from __future__ import annotations

from verify.claims import Paper, display, unprinted


def add(paper: Paper) -> None:
    """The formulas and claims of the section."""
    section = paper.section("two-contestants", "Two contestants")
    # contest.tex:11: a range, after 'two firms spend effort'
    section.assume("x>0")
    # contest.tex:11: a range, after 'and'
    section.assume("y>0")
    # contest.tex:11: a range, after 'on a contract of value'
    section.assume("V>0")
    # contest.tex:11: a range, after 'a unit of effort costs'
    section.assume("c>0")
    # contest.tex:14: defines: p stands here first
    section.define(r"p(x,y)=\frac{x}{x+y},")
    # contest.tex:18
    section.claim("two-contestants/sure", display("p(x,y)+p(y,x)=1."))
    # contest.tex:22: defines: u stands here first
    section.define("u(x,y)=Vp(x,y)-cx.")
    # contest.tex:26
    section.claim("two-contestants/slope", display(r"\frac{\partial}{\partial x}u(x,y)=\frac{Vy}{(x+y)^2}-c,"))
    # contest.tex:30
    section.claim("two-contestants/concave", display(r"-\frac{2Vy}{(x+y)^3}<0."))
    # contest.tex:33: proposition 1 (Waste between two)
    section.claim(
        "two-contestants/proposition-1",
        unprinted(r"u(x,z)\le u(z,z)"),
        unprinted("x=z", given=(r"\frac{Vy}{(x+y)^2}-c=0", r"\frac{Vx}{(x+y)^2}-c=0")),
        unprinted(r"2cz=\frac{V}{2}"),
        remark="The effort z is a best reply to itself; no other pair has both slopes at zero; together the two spend V/2.",
    )
    # contest.tex:36: defines: z stands here first
    section.define(r"z=\frac{V}{4c},")
    # contest.tex:44
    section.claim("two-contestants/first-order", display(r"\frac{Vz}{(z+z)^2}-c=0,"))
    # contest.tex:48
    section.claim("two-contestants/rest", display(r"u(z,z)=\frac{V}{4}."))
