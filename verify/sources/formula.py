"""A formula of a paper's source with its exact place, and a source as the row of its formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verify.reading.macros import Macro


@dataclass(frozen=True)
class Formula:
    r"""One formula as printed; lines and columns count from 1, columns in characters.

    `latex` is what stands between the delimiters, with comments, `\label` and `\tag` replaced by as many
    blanks, so that a place inside it is a place in the file: `line` and `column` are those of its first
    character. `start_line` and `end_line` are the lines of the delimiters. `number` belongs to `label`, or
    is the first one that the display prints; `labels` and `numbers` hold all of them. `before` and `after`
    are up to 200 characters of the text around it, blanks joined; `within` is the theorem or proof that it
    stands in.

    >>> Formula("x=1", "paper.md", 7, 3, 7, 7, "model", display=False).place
    'paper.md:7'
    """

    latex: str
    file: str
    line: int
    column: int
    start_line: int
    end_line: int
    section: str
    display: bool
    label: str = ""
    number: str = ""
    environment: str = ""
    before: str = ""
    after: str = ""
    within: str = ""
    labels: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """`file:line` of the formula's first character."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Source:
    """A paper's source: its formulas in the order of the document, displays and inline formulas mixed.

    `sha256` is that of the file's bytes, followed by the bytes of the files that it includes, in order.
    `references` are the printed numbers of all labels, sections and theorems included.
    """

    path: str
    sha256: str
    formulas: tuple[Formula, ...]
    macros: Mapping[str, Macro] = field(default_factory=dict)
    title: str = ""
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def displays(self) -> tuple[Formula, ...]:
        """The formulas that stand on lines of their own."""
        return tuple(formula for formula in self.formulas if formula.display)

    @property
    def inline(self) -> tuple[Formula, ...]:
        """The formulas inside sentences."""
        return tuple(formula for formula in self.formulas if not formula.display)
