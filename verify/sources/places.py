"""A text put together from one file or several, and the file, line and column of each of its characters."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NoReturn

from verify.errors import ReadError


@dataclass(frozen=True)
class Place:
    """A character's file, line and column, both from 1."""

    file: str
    line: int
    column: int


class FileText:
    """One file's text with its line starts.

    >>> FileText("a.md", "x\\ny z").place(4)
    Place(file='a.md', line=2, column=3)
    """

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.starts = [0]
        position = text.find("\n")
        while position >= 0:
            self.starts.append(position + 1)
            position = text.find("\n", position + 1)

    def place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return Place(self.file, line, offset - self.starts[line - 1] + 1)

    def fail(self, offset: int, reason: str, step: str) -> NoReturn:
        place = self.place(offset)
        raise ReadError(f"{reason} in {place.file}", line=place.line, column=place.column, step=step)


class PaperText:
    r"""The whole paper as one string: `text` with unprinted parts blanked, `printed` as in the files.

    Both have the same length; `offset` counts their characters from 0.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.printed_pieces: list[str] = []
        self.offsets: list[int] = []
        self.origins: list[tuple[FileText, int]] = []
        self.length = 0

    @classmethod
    def of(cls, file: str, printed: str, text: str) -> PaperText:
        paper = cls()
        paper.append(FileText(file, printed), text, 0, len(text))
        paper.join()
        return paper

    def append(self, source: FileText, text: str, start: int, end: int) -> None:
        """Adds the characters from `start` to `end` of a file; `text` is the file with its blanked parts."""
        if start >= end:
            return
        self.offsets.append(self.length)
        self.origins.append((source, start))
        self.pieces.append(text[start:end])
        self.printed_pieces.append(source.text[start:end])
        self.length += end - start

    def join(self) -> None:
        """To call once after the last piece."""
        self.text, self.printed = "".join(self.pieces), "".join(self.printed_pieces)

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`; that of the end for `offset == length`."""
        index = bisect_right(self.offsets, offset) - 1
        source, start = self.origins[index]
        return source.place(start + offset - self.offsets[index])

    def same_piece(self, first: int, second: int) -> bool:
        """Whether two characters stand in one uninterrupted piece of one file."""
        return bisect_right(self.offsets, first) == bisect_right(self.offsets, second)

    def fail(self, offset: int, reason: str, step: str) -> NoReturn:
        place = self.place(offset)
        raise ReadError(f"{reason} in {place.file}", line=place.line, column=place.column, step=step)
