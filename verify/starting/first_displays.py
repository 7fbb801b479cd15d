"""Where a letter is displayed first: a range that another section states behind that may be that section's own."""

from __future__ import annotations

from collections.abc import Iterable

from verify.sources.formula import Formula, Source
from verify.starting.occurrences import Occurrence


class FirstDisplays:
    """The first display that prints each letter of a source."""

    def __init__(self, source: Source, found: Iterable[Occurrence]) -> None:
        self._order = {id(one): k for k, one in enumerate(source.formulas)}
        self._first: dict[str, Formula] = {}
        for one in found:
            if one.formula.display:
                self._first.setdefault(one.name, one.formula)

    def stand_in_another_section(self, name: str, stated: Formula) -> bool:
        """Whether the letter is displayed before a formula, in another section than the formula's."""
        first = self._first.get(name)
        return first is not None and first.section != stated.section and self._is_before(first, stated)

    def _is_before(self, first: Formula, second: Formula) -> bool:
        return self._order[id(first)] < self._order[id(second)]
