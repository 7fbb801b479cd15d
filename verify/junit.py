"""A run as JUnit XML: a suite a paper, a case a claim and leg, for the pages that CI servers make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from verify.kernel import Evidence, Verdict
from verify.record import ClaimResult, RunRecord

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""


def junit_xml(record: RunRecord) -> str:
    """The XML text; an unexpected verdict fails each leg of its claim, an admitted claim is skipped."""
    root = ElementTree.Element("testsuites", name="verify")
    for name in dict.fromkeys(claim.paper for claim in record.claims):
        root.append(_suite(name, [claim for claim in record.claims if claim.paper == name]))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(name: str, claims: list[ClaimResult]) -> ElementTree.Element:
    cases = [case for claim in claims for case in _cases(claim)]
    failures = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    seconds = sum(claim.seconds for claim in claims)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": str(skipped)}
    suite = ElementTree.Element("testsuite", {"name": xml_text(name), **counts, "time": f"{seconds:.3f}"})
    suite.extend(cases)
    return suite


def _cases(claim: ClaimResult) -> Iterable[ElementTree.Element]:
    if not claim.legs:
        yield _case(claim, claim.id.partition("/")[2], 0.0)
    for leg in claim.legs:
        case = _case(claim, f"{claim.id.partition('/')[2]}[{leg.leg}]", leg.seconds)
        ElementTree.SubElement(case, "system-out").text = xml_text(_said(leg))
        yield case


def _case(claim: ClaimResult, name: str, seconds: float) -> ElementTree.Element:
    attributes = {"classname": xml_text(claim.paper), "name": xml_text(name), "time": f"{seconds:.3f}"}
    case = ElementTree.Element("testcase", attributes)
    properties = ElementTree.SubElement(case, "properties")
    level = claim.level.value if claim.level else ""
    for key, value in (("claim", claim.id), ("verdict", claim.verdict.value), ("level", level)):
        ElementTree.SubElement(properties, "property", name=key, value=xml_text(value))
    if not claim.as_expected:
        message = f"{claim.verdict.value}, expected {claim.expected.value}: {claim.reason}"
        ElementTree.SubElement(case, "failure", message=xml_text(message)).text = xml_text(claim.statement)
    elif claim.verdict is Verdict.ADMITTED:
        ElementTree.SubElement(case, "skipped", message=xml_text(claim.reason))
    return case


def _said(leg: Evidence) -> str:
    point = ", ".join(f"{letter} = {value}" for letter, value in leg.witness.items())
    return "; ".join(part for part in (leg.outcome.value, leg.level.value, leg.detail, point) if part)


def xml_text(text: str) -> str:
    r"""`text` without the characters that XML cannot hold.

    >>> xml_text("a\x00b\x1b")
    'a?b?'
    """
    return FORBIDDEN.sub("?", text)
