"""Every token has its place in the text that somebody wrote: what a macro prints, that of its call."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.reading.macros import collect_macros
from verify.reading.tokens import tokenize

MACROS = collect_macros(
    r"\newcommand{\same}[1]{#1}\newcommand{\pair}[2]{#1+#2}\newcommand{\swap}[2]{#2+#1}"
    r"\newcommand{\ab}{a+b}\newcommand{\deep}[1]{\same{\pair{#1}{\ab}}}"
)
letters = st.sampled_from(["x", "y", "z", r"\ab"])
spaces = st.sampled_from(["", " ", "\n", "\n  "])


def _call(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def one(name: str) -> st.SearchStrategy[str]:
        return st.builds(lambda space, inner: rf"\{name}{{{space}{inner}}}", spaces, parts)

    def two(name: str) -> st.SearchStrategy[str]:
        return st.builds(lambda a, space, b: rf"\{name}{{{a}}}{space}{{{b}}}", parts, spaces, parts)

    summed = st.builds(lambda a, before, after, b: f"{a}{before}+{after}{b}", parts, spaces, spaces, parts)
    return st.one_of(summed, one("same"), one("deep"), two("pair"), two("swap"))


texts = st.recursive(letters, _call, max_leaves=8)


@given(spaces, texts, spaces, letters)
def test_what_somebody_wrote_is_where_it_is_and_the_rest_at_a_call(
    before: str, text: str, after: str, last: str
) -> None:
    written = f"{before}{text}{after}={last}"
    lines = written.split("\n")
    for token in tokenize(written, macros=MACROS):
        there = lines[token.line - 1][token.column - 1 :]
        if token.text in "xyz=":
            assert there.startswith(token.text)
        elif token.text in "ab":
            assert there.startswith((r"\ab", r"\deep"))
        else:
            assert token.text == "+"
            assert there.startswith(("+", "\\"))


@given(texts)
def test_every_letter_that_is_written_is_read_as_often_as_it_is_written(text: str) -> None:
    found = [token.text for token in tokenize(text, macros=MACROS)]
    for letter in "xyz":
        assert found.count(letter) == text.count(letter)
    assert found.count("a") == found.count("b") == text.count(r"\ab") + text.count(r"\deep")
