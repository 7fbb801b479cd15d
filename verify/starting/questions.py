"""What could not be settled, and where the source raises it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question about a letter or a formula (`about`), with its place as `file:line:column`.

    >>> print(Question("x", "draft.tex:7:3", "a function or a value?"))
    draft.tex:7:3: x: a function or a value?
    """

    about: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.about}: {self.text}"
