r"""What the words beside a letter say of its numbers: `a positive integer $n$`, `an odd prime $p$`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from verify.errors import ReadError
from verify.reading.notation import NONNEGATIVE, POSITIVE, Domain
from verify.reading.spelling import spelling_of
from verify.reading.tree import Chain, Listing, Node, Statements, Symbol
from verify.sources.formula import Formula
from verify.starting.needed import Range
from verify.starting.sentences import before, behind
from verify.starting.words import clause_before

WHOLE = r"(?:(?P<sign>positive|nonnegative|non-negative) )?(?:integers?|whole numbers?|natural numbers?|naturals)"
NARROW = (
    r"(?:primes?(?: (?:numbers?|powers?|integers?))?|(?:odd|even|composite|square-?free|rational|irrational|algebraic|"
    r"complex|imaginary|dyadic|perfect|binary)(?: (?:positive |prime )?(?:integers?|numbers?|squares?|primes?))"
    r"|prime factors?|prime divisors?)"
)
BESIDE = re.compile(rf"\b(?:{WHOLE}|(?P<narrow>{NARROW}))$")
BEHIND = re.compile(
    rf"^\s*(?:is|are|be|denotes?|denoting)(?: both| all| also)?(?: (?:an?|any|some|the|fixed|given))*"
    rf" (?:(?:large|small|arbitrary|fixed) )?"
    rf"(?:{WHOLE}|(?P<narrow>{NARROW}|prime|odd|even|rational|irrational))\b"
    r"(?: (?:greater|larger|more|bigger) than \$?(?P<above>\d+))?"
)
SIGN = r"(?:strictly )?(?P<sign>positive|nonnegative|non-negative)"
KIND = r"(?:constants?|parameters?|numbers?|scalars?|coefficients?|reals?|real (?:numbers?|constants?|parameters?))"
SIGNED_BESIDE = re.compile(rf"\b{SIGN} {KIND}$")
SIGNED_BEHIND = re.compile(rf"^\s*(?:is|are|be)(?: both| all)?(?: (?:an?|some|the|fixed|given))* {SIGN} {KIND}\b")
LISTED = re.compile(
    rf"\b{SIGN} (?:constants|parameters|numbers|scalars|coefficients|reals|real (?:numbers|constants|parameters))"
    r" (?:▪, ?)*▪(?:,? (?P<last>and)|,)$"
)
ONE_CASE = re.compile(
    r"\bin (?:this|that|which|the (?:other|first|second|latter|former)) case\b|^if\b|^when(?:ever)?\b"
)
LET = re.compile(r"\blet(?: ▪,?(?: and)?)*$")
REST_OF_LIST = re.compile(r"^(?:,? ?(?:and )?▪)+(?= be )")
LISTED_ON = re.compile(r"^,? ?(?:▪, )*(?:▪ )?(?:and ▪|that\b)")
MEMBERS = re.compile(r"^(?P<letters>[^=<>]*?)\\in(?![A-Za-z])(?P<set>.*)$", re.DOTALL)
INTERVAL = re.compile(r"^(?:\\left|\\bigl?|\\Bigl?)?[\[(\]]")


@dataclass(frozen=True)
class NumberWords:
    """`whole` letters with the least one that the words allow; `narrow` ones are fewer numbers than any range says."""

    name: str
    least: int | None
    narrow: str
    place: str
    words: str

    def of(self, domain: Domain) -> Domain:
        """The whole numbers of a range."""
        if self.least is not None and (domain.lower is None or domain.lower < self.least):
            return replace(domain, lower=self.least, open_below=False, integer=True)
        return replace(domain, integer=True)


def number_words(tree: Node, formula: Formula) -> Iterator[NumberWords]:
    """The letters of an inline formula that the words right before or behind it call integers, primes and the like."""
    beside = BESIDE.search(clause_before(formula))
    said = BEHIND.search(_said_of_list(formula)) if isinstance(tree, Symbol | Listing | Chain) else None
    found = beside or said
    if formula.display or found is None:
        return
    in_one_case = ONE_CASE.search(before(formula) or "")
    least = {"positive": 1, "nonnegative": 0, "non-negative": 0}.get(found["sign"] or "")
    if "natural" in found.group():
        least = 1
    if said is not None and said["above"]:
        least = max(least or 0, int(said["above"]) + 1)
    narrow = next((one["narrow"] for one in (beside, said) if one is not None and one["narrow"]), "")
    narrow = narrow or (f"{found.group().strip()}, {in_one_case.group()}" if in_one_case else "")
    words = " ".join(found.group().split())
    for letter in _named(tree, plural=found.group().endswith("s")):
        yield NumberWords(letter.name, least, narrow, formula.place, words)


def signed_ranges(tree: Node, formula: Formula) -> Iterator[Range]:
    """The ranges of `positive constants $a,b$` and `$a,b$ are positive constants`, letters alone in their formula."""
    behind = SIGNED_BEHIND.search(_said_of_list(formula))
    found = SIGNED_BESIDE.search(clause_before(formula)) or behind or _listed(formula)
    if formula.display or found is None or isinstance(tree, Chain):
        return
    domain = POSITIVE if found["sign"] == "positive" else NONNEGATIVE
    for letter in _named(tree, plural=True):
        yield Range(letter.name, domain, formula.place, " ".join(found.group().split()), formula.section)


def _said_of_list(formula: Formula) -> str:
    """What stands behind a formula, or behind the rest of its list: `let $a$, $b$ and $c$ be` says it of all three."""
    rest = REST_OF_LIST.match(behind(formula)) if LET.search(before(formula) or "") else None
    return behind(formula)[rest.end() :] if rest is not None else formula.after


def _listed(formula: Formula) -> re.Match[str] | None:
    """The words before a list of single letters, `positive numbers $a$, $b$ and $c$`, for all but its first."""
    found = LISTED.search(before(formula) or "")
    return found if found is not None and (found["last"] or LISTED_ON.search(behind(formula))) else None


def _named(tree: Node, *, plural: bool) -> Iterator[Symbol]:
    """The letters that the words are said of: alone, in a list, or first in a relation; `integers $k<n$` are both."""
    if isinstance(tree, Symbol) and not tree.indices:
        yield tree
    elif isinstance(tree, Listing | Statements):
        for one in tree.items if isinstance(tree, Listing) else tree.parts:
            yield from _named(one, plural=plural)
    elif isinstance(tree, Chain):
        first = 1 if len(tree.operands) > 2 and not isinstance(tree.operands[0], Symbol) else 0
        said = tree.operands if plural and not set(tree.relations) & {"=", r"\in"} else tree.operands[first : first + 1]
        yield from (one for one in said if isinstance(one, Symbol) and not one.indices)


def members_of_unread(formula: Formula) -> Iterator[str]:
    r"""The letters of `m,n\in\mathcal M`, a formula that could not be read; ends of an interval leave them numbers."""
    found = MEMBERS.match(formula.latex.strip())
    if found is None or INTERVAL.match(found["set"].strip()):
        return
    for part in found["letters"].split(","):
        text = part.replace(r"\forall", " ").strip()
        try:
            yield spelling_of(text).name if text else ""
        except (ReadError, IndexError, AttributeError):
            continue
