"""HTML that is escaped by construction: text becomes markup only through `tag` and `text`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape

from verify.errors import UsageError

VOID = frozenset(("meta", "br", "input", "img", "link"))
HARMLESS = ("#", "data:text/csv", "data:image/svg+xml;base64,")
"""What an address in the page may start with: a place in it, or data that is no page."""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = Markup | str | None


def text(value: str) -> Markup:
    """`value` as a reader sees it, without characters that no page may hold or that turn the writing around.

    >>> text("<b>&")
    '&lt;b&gt;&amp;'
    """
    if isinstance(value, Markup):
        return value
    shown = "".join(one for one in value if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
    return Markup(escape(shown, quote=True))


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Markup:
    """An element; plain text inside is escaped, `class_` and `data_id` become `class` and `data-id`.

    >>> tag("a", "x < y", href="#here", class_="link")
    '<a href="#here" class="link">x &lt; y</a>'
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in VOID:
        return Markup(opening)
    return Markup(opening + join(children) + f"</{name}>")


def join(children: Iterable[Child]) -> Markup:
    """Children in a row."""
    return Markup("".join(text(child) for child in children if child is not None))


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if name in ("href", "src") and not value.startswith(HARMLESS):
        raise UsageError(f"the page must not point outside itself, and {value[:40]} does; link to a place in the page")
    return f' {name}="{text(str(value))}"'
