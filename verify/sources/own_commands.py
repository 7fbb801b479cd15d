"""Commands and environments of a paper's own that open, close, hide or swallow formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.reading.macros import Definition, Macro
from verify.sources.environments import (
    BEGINS,
    Shorthand,
    closed_environment,
    hides_display,
    opening_shorthand,
    wrapped_environment,
)

INLINE_BODIES = frozenset({"$#1$", r"\(#1\)", r"\ensuremath{#1}"})


@dataclass(frozen=True)
class OwnCommands:
    r"""What the source reader asks about a command or an environment.

    `openers` stand for `\begin`, `closers` for `\end`; `hiding` print a display out of sight; `swallowing`
    print none of their arguments, whose number they have; `environments` name the display that they stand
    for, empty if it is hidden; `theorems` name the environment that they open first; `formulas` print their
    argument as an inline formula.
    """

    openers: Mapping[str, Shorthand]
    closers: Mapping[str, str]
    hiding: frozenset[str]
    swallowing: Mapping[str, int]
    environments: Mapping[str, str]
    theorems: Mapping[str, str]
    formulas: frozenset[str]


def own_commands(macros: Mapping[str, Macro], found: Sequence[Definition]) -> OwnCommands:
    r"""Sorts the macros of a paper by what they do to its text.

    >>> swallow = Macro(r"\cut", 1, None, "")
    >>> dict(own_commands({r"\cut": swallow}, []).swallowing)
    {'\\cut': 1}
    """
    openers = {name: opened for name, macro in macros.items() if (opened := opening_shorthand(macro))}
    closers = {name: closed for name, macro in macros.items() if (closed := closed_environment(macro))}
    hiding = {name for name, macro in macros.items() if hides_display(macro)} - set(openers) - set(closers)
    swallowing = {
        name: macro.arguments
        for name, macro in macros.items()
        if macro.arguments and "#" not in macro.body and not macro.refusal
    }
    environments = {
        definition.macro.name: wrapped
        for definition in found
        if definition.kind.endswith("environment") and (wrapped := wrapped_environment(definition)) is not None
    }
    theorems = {
        definition.macro.name: first[1]
        for definition in found
        if definition.kind.endswith("environment") and (first := BEGINS.match(definition.macro.body.strip()))
    }
    formulas = frozenset(name for name, macro in macros.items() if macro.body.strip() in INLINE_BODIES)
    return OwnCommands(openers, closers, frozenset(hiding), swallowing, environments, theorems, formulas)
