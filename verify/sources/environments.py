r"""Theorem-like environments, and commands that stand for `\begin` or `\end` of an environment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.reading.macros import Definition, Macro
from verify.sources.delimiters import DISPLAYS, INLINE_ENVIRONMENTS
from verify.sources.latex_words import plain
from verify.sources.numbering import Counters

WELL_KNOWN = (
    *("theorem", "lemma", "proposition", "corollary", "definition", "remark", "example", "assumption"),
    *("claim", "conjecture", "fact", "observation", "axiom", "condition", "property", "notation", "exercise"),
)
NEW_THEOREM = re.compile(
    r"\\(?:newtheorem|spnewtheorem)(?P<star>\*?)\s*\{(?P<name>[^{}]*)\}\s*(?:\[(?P<shared>[^\]]*)\])?\s*"
    r"\{(?P<title>(?:[^{}]|\{[^{}]*\})*)\}\s*(?:\[(?P<parent>[^\]]*)\])?"
)
DECLARE_THEOREM = re.compile(
    r"\\declaretheorem\*?\s*(?:\[(?P<options>(?:[^\]{}]|\{[^{}]*\})*)\])?\s*\{(?P<name>[^{}]*)\}"
)
OPTION = re.compile(r"([A-Za-z ]+?)\s*=\s*(?:\{([^{}]*)\}|([^,]*))")
BEGINS = re.compile(r"\\begin\s*\{([^{}]*)\}")
BEGIN_ALONE = re.compile(r"\s*\\begin\s*\{(?P<name>[^{}]*)\}\s*(?:\\label\s*\{(?P<label>[^{}]*)\})?\s*")
END_ALONE = re.compile(r"\s*\\end\s*\{([^{}]*)\}\s*")
OPENERS = {r"\[": "[", "$$": "$$", r"\(": "("}
CLOSERS = {r"\]": "[", "$$": "$$", r"\)": "("}


@dataclass(frozen=True)
class Theorem:
    """A theorem-like environment: its printed title, and the counter that numbers it, if one does."""

    title: str
    counter: str = ""


@dataclass(frozen=True)
class Shorthand:
    r"""A command that stands for `\begin{environment}`; `label` may hold `#1`."""

    environment: str
    arguments: int = 0
    label: str = ""


def well_known_theorems() -> dict[str, Theorem]:
    """Environments that document classes declare; their numbers are not known."""
    return {name: Theorem(name) for name in WELL_KNOWN} | {"proof": Theorem("proof")}


def new_theorem(text: str, position: int, counters: Counters) -> tuple[str, Theorem] | None:
    r"""The environment that `\newtheorem` or `\declaretheorem` at `position` declares.

    >>> counters = Counters(chapters=False)
    >>> new_theorem(r"\newtheorem{lemma}{Lemma}[section]", 0, counters)
    ('lemma', Theorem(title='Lemma', counter='lemma'))
    """
    match = NEW_THEOREM.match(text, position)
    if match is None:
        return _declared_theorem(text, position, counters)
    title = plain(match["title"])
    if match["star"]:
        return match["name"], Theorem(title)
    return match["name"], Theorem(title, _counter(match["name"], match["shared"], match["parent"], counters))


def _declared_theorem(text: str, position: int, counters: Counters) -> tuple[str, Theorem] | None:
    match = DECLARE_THEOREM.match(text, position)
    if match is None:
        return None
    options = {key.strip(): (braced or bare).strip() for key, braced, bare in OPTION.findall(match["options"] or "")}
    title = plain(options.get("name") or options.get("title") or match["name"].capitalize())
    if options.get("numbered", "yes") == "no":
        return match["name"], Theorem(title)
    shared = next((options[key] for key in ("sibling", "numberlike", "sharenumber") if key in options), "")
    parent = next((options[key] for key in ("numberwithin", "within", "parent") if key in options), "")
    return match["name"], Theorem(title, _counter(match["name"], shared, parent, counters))


def _counter(name: str, shared: str | None, parent: str | None, counters: Counters) -> str:
    if shared:
        return shared
    counters.declare(name, parent or "")
    return name


def opening_shorthand(macro: Macro) -> Shorthand | None:
    r"""What a macro opens, if all that it does is to open.

    >>> opening_shorthand(Macro(r"\be", 0, None, r"\begin{equation}"))
    Shorthand(environment='equation', arguments=0, label='')
    """
    if macro.arguments == 0 and macro.body.strip() in OPENERS:
        return Shorthand(OPENERS[macro.body.strip()])
    match = BEGIN_ALONE.fullmatch(macro.body)
    if match is None or macro.arguments > 1 or (macro.arguments == 1 and "#1" not in (match["label"] or "")):
        return None
    return Shorthand(match["name"], macro.arguments, match["label"] or "")


def closed_environment(macro: Macro) -> str | None:
    """The environment that a macro closes, if all that it does is to close."""
    if macro.arguments == 0 and macro.body.strip() in CLOSERS:
        return CLOSERS[macro.body.strip()]
    match = END_ALONE.fullmatch(macro.body)
    return match[1] if match and macro.arguments == 0 else None


def hides_display(macro: Macro) -> bool:
    r"""Whether a macro prints a display around its argument, or one that it opens in passing."""
    if r"\[" in macro.body.replace(r"\\[", "") or "$$" in macro.body:
        return True
    return any(name in DISPLAYS for name in BEGINS.findall(macro.body))


def wrapped_environment(definition: Definition) -> str | None:
    r"""The display that an environment of `\newenvironment` stands for; `None` if it is none.

    An empty text says that it holds a display in a way that cannot be followed.
    """
    body = definition.macro.body
    opened = BEGINS.findall(body)
    if not any(name in DISPLAYS | INLINE_ENVIRONMENTS for name in opened):
        return "" if hides_display(definition.macro) else None
    alone = not BEGINS.sub("", body).strip() and definition.macro.arguments == 0
    return opened[0] if alone and opened[0] in DISPLAYS else ""
