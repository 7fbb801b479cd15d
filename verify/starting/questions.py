"""What could not be settled, and where the source raises it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question about a letter or a formula (`about`), with its place as `file:line:column`.

    `displays` is how many displays print the letter.

    >>> print(Question("x", "draft.tex:7:3", "a function or a value?"))
    draft.tex:7:3: x: a function or a value?
    """

    about: str
    place: str
    text: str
    displays: int = 0

    def __str__(self) -> str:
        held = f" (in {self.displays} display{'s' * (self.displays != 1)})" if self.displays else ""
        return f"{self.place}: {self.about}: {self.text}{held}"
