"""The report as a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from verify.kernel import Verdict
from verify.record import ClaimResult
from verify.report.material import Material
from verify.report.signatures import signed_before, signed_words, unsigned
from verify.signoffs.agreement import Standing
from verify.terminal import plain, summary_line, witnesses

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$@&])")
LIMIT = 60_000
"""Characters; the code hosts refuse comments that are longer than 65,536."""


def escaped(text: str) -> str:
    """`text` as Markdown shows it letter by letter.

    >>> escaped("<b>*x*")
    '\\\\<b\\\\>\\\\*x\\\\*'
    """
    return SPECIAL.sub(r"\\\1", plain(text))


def code(text: str) -> str:
    """`text` as a code span whose fence is longer than any fence inside.

    >>> code("a`b")
    '`` a`b ``'
    """
    line = plain(text)
    runs = re.findall(r"`+", line)
    if not runs:
        return f"`{line}`" if line else ""
    fence = "`" * (max(map(len, runs)) + 1)
    return f"{fence} {line} {fence}"


def markdown_comment(material: Material) -> str:
    """The whole comment, cut at a line when it gets too long for a code host."""
    text = ""
    for line in _lines(material):
        if len(text) + len(line) > LIMIT:
            return text + "\nThe rest is in the page that `verify report --html` writes.\n"
        text += line + "\n"
    return text


def _lines(material: Material) -> Iterator[str]:
    record = material.record
    yield "# " + ("All as expected" if record.passed else "Not all as expected")
    yield f"\n{escaped(summary_line(record))}"
    if material.changed:
        yield "\n## Changed against the accepted verdicts\n"
        yield from (f"- {code(one.claim)}: {one.was or 'new'} → {one.now or 'dropped'}" for one in material.changed)
    if record.objections:
        yield "\n## Formulas\n"
        for one in record.objections:
            detail = f": {escaped(one.detail)}" if one.detail else ""
            yield f"- {code(f'{one.file}:{one.line}')} {one.status}{detail}\n  {code(one.latex)}"
    yield from _group("Not as expected", record.unexpected)
    recorded = [claim for claim in record.claims if claim.as_expected]
    yield from _group("Errata on record", [one for one in recorded if one.verdict is Verdict.FAILS])
    yield from _group("Admitted", [one for one in recorded if one.verdict is Verdict.ADMITTED])
    yield from _signatures(material.signed)
    yield from _all_claims(record.claims)


def _group(title: str, claims: list[ClaimResult]) -> Iterator[str]:
    if claims:
        yield f"\n## {title}\n"
        for claim in claims:
            yield from claim_lines(claim)


def claim_lines(claim: ClaimResult) -> Iterator[str]:
    """A claim as a list item: what is printed, where it fails, what mends it."""
    yield f"- **{escaped(claim.id)}** {claim.verdict.value}: {escaped(claim.reason)}"
    yield f"  - printed: {code(claim.statement)}"
    yield from (f"  - at {code(point)}" for point in witnesses(claim)[:1])
    if claim.repair is not None:
        repair = claim.repair
        said = f"{escaped(repair.words)} {code(repair.statement)}"
        yield f"  - repair ({repair.kind}, {repair.verdict.value}): {said}"


def _signatures(signed: Mapping[str, Standing] | None) -> Iterator[str]:
    if signed is None:
        return
    yield f"\n## Signatures\n\n{escaped(signed_words(signed))}\n"
    yield from (f"- {code(name)}: {escaped(one.words)}" for name, one in signed_before(signed).items())
    if names := unsigned(signed):
        yield f"- signed by nobody: {', '.join(map(code, names))}"


def _all_claims(claims: Iterable[ClaimResult]) -> Iterator[str]:
    yield "\n<details><summary>Every claim</summary>\n"
    yield "| claim | verdict | level |\n|---|---|---|"
    for claim in claims:
        yield f"| {escaped(claim.id)} | {claim.verdict.value} | {claim.level.value if claim.level else ''} |"
    yield "\n</details>"
