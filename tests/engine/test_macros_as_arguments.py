r"""A macro as an argument without braces: taken whole if it prints one group or one command with its arguments."""

from __future__ import annotations

import pytest

from verify.errors import ReadError
from verify.reading.macros import collect_macros
from verify.reading.tokens import tokenize

MACROS = collect_macros(
    r"\newcommand{\half}{\frac{1}{2}}\newcommand{\group}{{a+b}}\newcommand{\low}{\hat{x}}\newcommand{\bare}{\frac12}"
    r"\newcommand{\two}{a+b}\newcommand{\open}{\frac{1}}\newcommand{\more}{\frac{1}{2}c}"
)


def printed(latex: str) -> list[str]:
    return [token.text for token in tokenize(latex, macros=MACROS)]


def plainly(latex: str) -> list[str]:
    return [token.text for token in tokenize(latex)]


@pytest.mark.parametrize(
    ("call", "meaning"),
    [
        (r"x^\half", r"x^{\frac{1}{2}}"),
        (r"x_\half+1", r"x_{\frac{1}{2}}+1"),
        (r"x^\bare", r"x^{\frac12}"),
        (r"x^\group", r"x^{a+b}"),
        (r"x^\low", r"x^{\hat{x}}"),
        (r"\frac\half\low", r"\frac{\frac{1}{2}}{\hat{x}}"),
        (r"\sqrt\half c", r"\sqrt{\frac{1}{2}}c"),
    ],
)
def test_one_group_or_one_command_is_one_argument(call: str, meaning: str) -> None:
    assert printed(call) == plainly(meaning)


@pytest.mark.parametrize("call", [r"x^\two", r"x^\open{2}", r"x^\more", r"\frac\two c"])
def test_what_prints_more_or_less_than_one_argument_is_refused(call: str) -> None:
    with pytest.raises(ReadError):
        printed(call)
