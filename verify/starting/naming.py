"""Names of what is written: ids of claims, modules of sections, the folder of a paper."""

from __future__ import annotations

import keyword
import re

from verify.errors import UsageError
from verify.starting.entries import Entry
from verify.starting.statements import Statement

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST = 48
TAKEN = frozenset(("paper", "notation", "opening"))
PREFIXES = re.compile(r"^(?:eq|eqn|equation|prop|thm|lem|cor|sec)[:.\-_]")


def module_name(name: str) -> str:
    """The folder of a paper called `name`; raises `UsageError` for a name that cannot be one.

    >>> module_name("rent-contest")
    'rent_contest'
    """
    if not NAME.fullmatch(name) or len(name) > LONGEST or keyword.iskeyword(name.replace("-", "_")):
        raise UsageError(f"{name!r} cannot name a paper; use small letters, digits and single hyphens, as in my-paper")
    return name.replace("-", "_")


def section_modules(slugs: list[str]) -> dict[str, str]:
    """A module name for each section, all different.

    >>> section_modules(["2-the-model", "paper", ""])
    {'2-the-model': 'section_2_the_model', 'paper': 'section_paper', '': 'opening'}
    """
    modules: dict[str, str] = {}
    for slug in slugs:
        plain = re.sub(r"[^a-z0-9]+", "_", slug.lower())[:LONGEST].strip("_")
        if not plain[:1].isalpha() or plain in TAKEN or keyword.iskeyword(plain):
            plain = f"section_{plain}" if plain else "opening" if not slug else "section"
        name, count = plain, 1
        while name in modules.values():
            count += 1
            name = f"{plain}_{count}"
        modules[slug] = name
    return modules


class ClaimNames:
    """Ids that are not taken yet; a label gives its own, a number `equation-3`, other formulas their count."""

    def __init__(self, modules: dict[str, str]) -> None:
        self.modules = modules
        self.taken: set[str] = set()
        self.counts: dict[str, int] = {}

    def of_step(self, entry: Entry) -> str:
        formula = entry.formula
        section = self._section(formula.section)
        self.counts[section] = self.counts.get(section, 0) + 1
        number = f"equation-{formula.number}" if formula.number else ""
        name = _plain(formula.label) or _plain(number) or f"step-{self.counts[section]}"
        return self._free(f"{section}/{name}")

    def of_statement(self, statement: Statement) -> str:
        """`proposition-1` of its section."""
        return self._free(f"{self._section(statement.section)}/{_plain(statement.within)}")

    def _section(self, slug: str) -> str:
        return self.modules[slug].replace("_", "-")

    def _free(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}-{count}"
        self.taken.add(name)
        return name


def _plain(label: str) -> str:
    """A label as a part of an id: `eq:First_Order` is `first-order`."""
    return "-".join(re.findall(r"[a-z0-9]+", PREFIXES.sub("", label.lower())))
