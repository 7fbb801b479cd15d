"""Whether a formula is a registered one with some letters written otherwise, and which."""

from __future__ import annotations

from dataclasses import dataclass, replace

from verify.reading.echo import LAYOUT
from verify.reading.notation import Letter, Scope
from verify.reading.respelling import WHOLE, letter_at
from verify.reading.spelling import base_length
from verify.reading.tokens import Token

Spellings = tuple[tuple[str, str], ...]


def spellings(registered: tuple[Token, ...], live: tuple[Token, ...], scope: Scope) -> Spellings | None:
    r"""Pairs of a letter's name and what is printed in its place; None if more than letters and layout differs.

    >>> from verify.reading.notation import Letter, Notation
    >>> from verify.reading.tokens import tokenize
    >>> scope = Notation((Letter("x"), Letter("a"))).in_scope("")
    >>> spellings(tokenize("ax^2=x"), tokenize(r"a\gamma^2=\gamma"), scope)
    (('x', '\\gamma'), ('x', '\\gamma'))
    >>> spellings(tokenize("ax^2=x"), tokenize(r"a\gamma^3=\gamma"), scope) is None
    True
    """
    old, new = _without_layout(registered), _without_layout(live)
    found = _Comparison(scope, single=False).pairs(old, new)
    return _Comparison(scope, single=True).pairs(old, new) if found is None else found


def _without_layout(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(one for one in tokens if one.kind == "text" or one.text not in LAYOUT)


@dataclass(frozen=True)
class _Comparison:
    """Two rows of tokens, read in step with each other; a name of several letters becomes as many or a single one."""

    scope: Scope
    single: bool

    def pairs(self, old: tuple[Token, ...], new: tuple[Token, ...]) -> Spellings | None:
        found: Spellings = ()
        i = j = 0
        while i < len(old):
            letter = letter_at(old, i, self.scope)
            if letter is None:
                step = self._other(old, new, i, j)
            else:
                step = self._letter(
                    old[letter.start : letter.base_end],
                    old[letter.base_end : letter.end],
                    new[j:],
                    self.scope.by_name[letter.name],
                )
            if step is None:
                return None
            more, width = step
            found, j = found + more, j + width
            i = letter.end if letter is not None else i + self._width(old, i)
        return found if j == len(new) else None

    def _width(self, tokens: tuple[Token, ...], position: int) -> int:
        return 2 if tokens[position].text in WHOLE else 1

    def _other(self, old: tuple[Token, ...], new: tuple[Token, ...], i: int, j: int) -> tuple[Spellings, int] | None:
        """What is no letter is printed as it was, up to the letters inside."""
        width = self._width(old, i)
        if [one.text for one in old[i : i + width]] == [one.text for one in new[j : j + width]]:
            return (), width
        if j >= len(new) or not old[i].kind == new[j].kind == "braced":
            return None
        inside = self.pairs(old[i].inside, new[j].inside)
        return None if inside is None else (inside, 1)

    def _letter(
        self, base: tuple[Token, ...], on_it: tuple[Token, ...], new: tuple[Token, ...], row: Letter
    ) -> tuple[Spellings, int] | None:
        """A letter is printed as before, under another base, or with another label below it."""
        same = [one.text for one in base] == [one.text for one in new[: len(base)]]
        width = len(base) if same else self._base_width(base, on_it, new)
        if not width:
            return None
        label = _label_added(on_it, new[width:])
        below = new[width : width + len(on_it) + len(label)]
        decorated = ((), label) if label else self._decorations(on_it, below, row)
        if decorated is None:
            return None
        inside, changed = decorated
        if same and not changed:
            return inside, width + len(on_it)
        texts = tuple(one.text for one in new[:width])
        subscript = (tuple(one.text for one in changed[-1].inside),) if changed else row.spelling.subscript
        spelled = replace(row.spelling, base=texts, subscript=subscript).name
        return (*inside, (row.name, spelled)), width + len(on_it) + len(label)

    def _base_width(self, base: tuple[Token, ...], on_it: tuple[Token, ...], new: tuple[Token, ...]) -> int:
        """How many tokens another base takes; 0 if it does not stand there with the same marks on it."""
        width = _letters(new, 1 if self.single else _count(base))
        marks = [one.text for one in on_it if one.kind != "braced"]
        behind = [one.text for one in new[width : width + len(on_it)] if one.kind != "braced"]
        return width if marks == behind else 0

    def _decorations(
        self, old: tuple[Token, ...], new: tuple[Token, ...], row: Letter
    ) -> tuple[Spellings, tuple[Token, ...]] | None:
        """The indices with other letters in them, or another label as the tokens of the mark and of the label."""
        inside: Spellings = ()
        changed: tuple[Token, ...] = ()
        if len(old) != len(new):
            return None
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            if before.text == after.text:
                continue
            below = place > 0 and old[place - 1].text == "_" and before.kind == after.kind == "braced"
            if below and row.indices:
                more = self.pairs(before.inside, after.inside)
                if more is None:
                    return None
                inside += more
            elif below and len(after.inside) == 1 and row.spelling.subscript:
                changed = new[place - 1 : place + 1]
            else:
                return None
        return inside, changed


def _label_added(on_it: tuple[Token, ...], new: tuple[Token, ...]) -> tuple[Token, ...]:
    """The label of a letter that had none: `x_0` in the place of `x`."""
    if on_it or len(new) < 2 or new[0].text != "_" or len(new[1].inside) != 1:
        return ()
    return new[:2]


def _count(base: tuple[Token, ...]) -> int:
    """How many letters a name is printed with."""
    position = count = 0
    while position < len(base):
        position, count = position + base_length(base, position), count + 1
    return count


def _letters(tokens: tuple[Token, ...], count: int) -> int:
    """How many tokens the next `count` letters take; 0 if there are none."""
    width = 0
    for _ in range(count):
        step = base_length(tokens, width) if width < len(tokens) else 0
        if not step:
            return 0
        width += step
    return width
