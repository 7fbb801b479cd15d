"""Which formula of a live source is which registered one: by text, by label, by place and likeness, moves included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from verify.claims import Paper, Step
from verify.errors import ReadError
from verify.reading.macros import Macro
from verify.reading.notation import Notation
from verify.reading.printer import canonical
from verify.reading.respelling import first_spelling
from verify.reading.tokens import tokenize
from verify.sources.formula import Formula, Source

LIKE = 0.45


@dataclass(frozen=True)
class Match:
    """Pairs of live formula and step, and what is left on either side."""

    pairs: tuple[tuple[Formula, Step], ...]
    unregistered: tuple[Formula, ...]
    missing: tuple[Step, ...]


def match(source: Source, paper: Paper) -> Match:
    """Displays with displays and inline formulas with inline ones."""
    parts = [
        _align(
            source,
            paper.notation,
            [one for one in source.formulas if one.display is display],
            [step for step in paper.steps if step.display is display],
        )
        for display in (True, False)
    ]
    return Match(*(tuple(item for part in parts for item in getattr(part, name)) for name in Match.__annotations__))


def _align(source: Source, notation: Notation, formulas: list[Formula], steps: list[Step]) -> Match:
    live = [(one.section, _spelled_first(one, source, notation)) for one in formulas]
    known = [(step.section, _text(step.latex)) for step in steps]
    pairs: list[tuple[Formula, Step]] = []
    loose_live: list[int] = []
    loose_known: list[int] = []
    blocks: list[tuple[list[int], list[int]]] = []
    for kind, a, b, c, d in SequenceMatcher(None, live, known, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [(formulas[k], steps[c + k - a]) for k in range(a, b)]
        else:
            blocks.append((list(range(a, b)), list(range(c, d))))
    unchanged = _unchanged(live, known, blocks)
    unchanged += _labelled(formulas, steps, blocks, unchanged)
    pairs += [(formulas[i], steps[j]) for i, j in unchanged]
    kept, taken = {i for i, _ in unchanged}, {j for _, j in unchanged}
    for block_live, block_known in blocks:
        open_live = [i for i in block_live if i not in kept]
        open_known = [j for j in block_known if j not in taken]
        if open_live or open_known:
            found, left, right = _closest(live, known, open_live, open_known)
            pairs += [(formulas[i], steps[j]) for i, j in found]
            loose_live += left
            loose_known += right
    moved, left, right = _closest(live, known, loose_live, loose_known, moved=True)
    pairs += [(formulas[i], steps[j]) for i, j in moved]
    pairs.sort(key=lambda pair: (pair[0].line, pair[0].column))
    return Match(tuple(pairs), tuple(formulas[i] for i in left), tuple(steps[j] for j in right))


def _unchanged(
    live: list[tuple[str, str]], known: list[tuple[str, str]], blocks: list[tuple[list[int], list[int]]]
) -> list[tuple[int, int]]:
    """Formulas that only moved: the same text in the same section, each used once, in order."""
    waiting: dict[tuple[str, str], list[int]] = {}
    for _, right in blocks:
        for j in right:
            waiting.setdefault(known[j], []).append(j)
    return [(i, waiting[live[i]].pop(0)) for left, _ in blocks for i in left if waiting.get(live[i])]


def _labelled(
    formulas: list[Formula],
    steps: list[Step],
    blocks: list[tuple[list[int], list[int]]],
    taken: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Formulas with a new text under the label of a registered one, wherever they stand."""
    kept, used = {i for i, _ in taken}, {j for _, j in taken}
    named = {steps[j].label: j for _, right in blocks for j in right if steps[j].label and j not in used}
    waiting = [i for left, _ in blocks for i in left if i not in kept]
    return [(i, named.pop(name)) for i in waiting for name in formulas[i].labels if name in named]


def _closest(
    live: list[tuple[str, str]],
    known: list[tuple[str, str]],
    left: Sequence[int],
    right: Sequence[int],
    *,
    moved: bool = False,
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Greedy pairing by likeness; a block of equal length in one section is paired in order."""
    left, right = list(left), list(right)
    if (
        not moved
        and len(left) == len(right)
        and all(live[i][0] == known[j][0] for i, j in zip(left, right, strict=True))
    ):
        return list(zip(left, right, strict=True)), [], []
    scored = sorted(((_likeness(live[i], known[j]), -abs(i - j), i, j) for i in left for j in right), reverse=True)
    found: list[tuple[int, int]] = []
    for score, _, i, j in scored:
        if score >= LIKE and i in left and j in right:
            found.append((i, j))
            left.remove(i)
            right.remove(j)
    return found, left, right


def likeness(one: str, other: str) -> float:
    """The share of tokens that two formulas have in common, in order."""
    return _shared(_text(one), _text(other))


def _likeness(one: tuple[str, str], other: tuple[str, str]) -> float:
    return _shared(one[1], other[1]) + (0.1 if one[0] == other[0] else 0.0)


def _shared(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(" "), other.split(" "), autojunk=False).ratio()


def _spelled_first(formula: Formula, source: Source, notation: Notation) -> str:
    """The text with the first spellings of letters for those that the table allows too."""
    scope = notation.in_scope(formula.section)
    if not scope.first_names:
        return _text(formula.latex, source.macros)
    try:
        tokens = first_spelling(tokenize(formula.latex, macros=source.macros), scope)
    except ReadError:
        return formula.latex
    return " ".join(token.text for token in tokens).rstrip(" .,;")


def _text(latex: str, macros: Mapping[str, Macro] | None = None) -> str:
    try:
        return canonical(latex, macros)
    except ReadError:
        return latex
