"""A tree with some of its parts changed; what stays is shared with the tree that it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from verify.reading.tree import Group, Node, fields_of


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """`node` with `change` applied to each direct child.

    >>> from verify.reading.tree import Number, Power, Symbol
    >>> rebuild(Power(Symbol("x"), Number("2")), lambda child: Symbol("y")).base
    Symbol(name='y', indices=())
    """
    kind: Any = type(node)
    before = {name: getattr(node, name) for name in fields_of(kind)}
    after = {name: _changed(value, change) for name, value in before.items()}
    changed = {name: value for name, value in after.items() if value is not before[name]}
    return replace(node, **changed) if changed else node


def _changed(value: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(_changed(item, change) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return value


def replace_everywhere(node: Node, old: Node, new: Node) -> Node:
    """`node` with every subtree equal to `old` replaced by `new`."""
    if node == old:
        return new
    return rebuild(node, lambda child: replace_everywhere(child, old, new))


def without_groups(node: Node) -> Node:
    """The tree without its printed delimiters, for comparing meanings."""
    if isinstance(node, Group):
        return without_groups(node.body)
    return rebuild(node, without_groups)
