r"""The name of an included file that macros make, as in `\input{\EqDir/Euler}`."""

from __future__ import annotations

import re

from verify.reading.macros import UnfinishedDefinitionError, collect_macros

COMMAND = re.compile(r"\\([A-Za-z@]+)\s*")
MOST_ROUNDS = 10


def literal_name(name: str, before: str) -> str | None:
    r"""The name as the macros without arguments that the text `before` defines print it; None if it stays open.

    >>> literal_name(r"\Dir/a", r"\newcommand{\Dir}{parts}")
    'parts/a'
    >>> literal_name(r"\jobname-a", "") is None
    True
    """
    try:
        macros = collect_macros(before)
    except UnfinishedDefinitionError:
        return None
    plain = {
        macro.name[1:]: macro.body
        for macro in macros.values()
        if not (macro.arguments or macro.refusal or macro.primitive)
    }
    for _ in range(MOST_ROUNDS):
        if "\\" not in name:
            return name.strip() or None
        name = COMMAND.sub(lambda found: plain.get(found[1], found[0]), name)
    return None
