r"""The report for the paper itself: a style with `\verified{label}` and an appendix that can be `\input`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from verify.kernel import Verdict
from verify.record import ClaimResult
from verify.report.material import Material
from verify.report.typesetting import can_be_typeset
from verify.terminal import plain, witnesses
from verify.writing import write_whole

STYLE = "verified.sty"
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
}
BREAK = r"\verifiedbreak{}"
LABEL = re.compile(r"[^A-Za-z0-9:./-]")


def tex_text(text: str) -> str:
    r"""`text` as TeX prints it letter by letter; a letter outside ASCII is left to the font.

    >>> tex_text(r"\input{x}")
    '\\textbackslash{}input\\{x\\}'
    """
    return "".join(SPECIAL.get(letter, letter) for letter in plain(text))


def ascii_text(text: str) -> str:
    """`tex_text` with letters outside ASCII spelled by number, so that any engine compiles it."""
    return "".join(one if ord(one) < 128 else f"[U+{ord(one):04X}]" for one in tex_text(text))


def content_hash(claim: ClaimResult) -> str:
    """Eight hexadecimal digits of what was decided: the statement, the verdict and the level."""
    level = claim.level.value if claim.level else ""
    told = "\0".join((claim.id, claim.statement, claim.verdict.value, level))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def write_appendix(path: Path, material: Material, *, page: str = "report.html") -> None:
    """Write the appendix to `path`, and the style beside it; `page` is where the badges link to."""
    write_whole(path, appendix(material, page=page))
    if path != Path("-"):
        write_whole(path.parent / STYLE, style())


def style() -> str:
    """The LaTeX style that defines `\\verified`."""
    return files("verify").joinpath(f"report/assets/{STYLE}").read_text(encoding="utf-8")


def appendix(material: Material, *, page: str = "report.html") -> str:
    r"""The badges of all claims and labels, errata, and what decided each claim; for `\input`."""
    return "\n".join((*_badges(material, page), *_sections(material))) + "\n"


def _badges(material: Material, page: str) -> Iterator[str]:
    yield "% Written by `verify report`; load verified.sty before."
    yield rf"\verifiedpage{{{LABEL.sub('', page)}}}"
    labels: dict[str, str] = {}
    for claim in material.record.claims:
        yield _badge(claim.id, claim, material)
        for formula in material.formulas_of(claim):
            if formula.label:
                labels.setdefault(formula.label, _badge(formula.label, claim, material))
    yield from labels.values()


def _badge(name: str, claim: ClaimResult, material: Material) -> str:
    status = claim.verdict.value
    if claim.verdict is Verdict.HOLDS and not material.established[claim.id].is_established:
        status = "conditional"
    level = claim.level.value if claim.level else ""
    fields = (LABEL.sub("", name), status, level, content_hash(claim), LABEL.sub("", claim.id))
    return r"\verifiedset" + "".join(f"{{{field}}}" for field in fields)


def _sections(material: Material) -> Iterator[str]:
    yield r"\section*{Verification}"
    for name in material.paper_names:
        claims = material.claims(name)
        yield rf"\subsection*{{{ascii_text(material.title(name))}}}"
        yield from _items("Errata", [claim for claim in claims if claim.verdict is Verdict.FAILS], material)
        rest = [one for one in claims if one.verdict not in (Verdict.FAILS, Verdict.HOLDS)]
        yield from _items("Not decided", rest, material)
        yield from _items("Decided", [claim for claim in claims if claim.verdict is Verdict.HOLDS], material)


def _items(title: str, claims: list[ClaimResult], material: Material) -> Iterator[str]:
    if claims:
        yield rf"\subsubsection*{{{title}}}"
        yield r"\begin{verifieditems}"
        for claim in claims:
            yield from _item(claim, material)
        yield r"\end{verifieditems}"


def _item(claim: ClaimResult, material: Material) -> Iterator[str]:
    name, known = LABEL.sub("", claim.id), material.registered(claim)
    steps = [step.latex for step in known.steps] if known else []
    yield rf"\verifieditem{{{name}}}{{{ascii_text(claim.id)}}}{{{ascii_text(claim.where)}}}"
    yield from _formulas("printed", steps, claim.statement)
    yield from (_fact("at", _source(one)) for one in witnesses(claim)[:1])
    if claim.repair is not None:
        words = f"{claim.repair.kind}, {claim.repair.verdict.value}: {claim.repair.words}"
        mended = [step.latex for step in known.repair.steps] if known and known.repair else []
        yield _fact("repair", ascii_text(words))
        yield from _formulas("", mended, claim.repair.statement)
    for leg in claim.legs:
        said = "; ".join(part for part in (leg.outcome.value, leg.level.value, leg.detail) if part)
        yield _fact(leg.leg, ascii_text(said))
    if claim.trusts:
        yield _fact("rests on", ascii_text(", ".join(claim.trusts)))


def _formulas(name: str, registered: list[str], text: str) -> Iterator[str]:
    """The registered formulas typeset, or the text letter by letter."""
    if registered and all(can_be_typeset(latex) for latex in registered):
        yield from (_fact(name, rf"\verifiedformula{{{latex}}}") for latex in registered)
    else:
        yield _fact(name, _source(text))


def _fact(name: str, tex: str) -> str:
    return rf"\verifiedfact{{{ascii_text(name)}}}{{{tex}}}"


def _source(text: str) -> str:
    """Text letter by letter, with places where TeX may break the line."""
    return rf"\verifiedsource{{{' '.join(_breakable(word) for word in plain(text).split(' '))}}}"


def _breakable(word: str) -> str:
    pieces = re.findall(r"\\?[^\\,;=+()-]*[,;=+()-]?", word)
    return BREAK.join(ascii_text(piece) for piece in pieces if piece)
