"""Macros: what definitions mean, and that their expansion is TeX's or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import ReadError
from verify.reading.macros import Macro, collect_macros
from verify.reading.tokens import tokenize


def printed(latex: str, definitions: str) -> list[str]:
    return [token.text for token in tokenize(latex, macros=collect_macros(definitions))]


def plainly(latex: str) -> list[str]:
    return [token.text for token in tokenize(latex)]


@pytest.mark.parametrize(
    ("definitions", "call", "meaning"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"x\in\R^n", r"x\in\mathbb{R}^n"),
        (r"\newcommand*\R{\mathbb R}", r"f_\R(x)", r"f_{\mathbb{R}}(x)"),
        (
            r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}",
            r"\pd{f}x",
            r"\frac{\partial f}{\partial x}",
        ),
        (r"\newcommand{\E}[2][x]{E_{#1}[#2]}", r"\E{y}+\E[z]{w}", "E_{x}[y]+E_{z}[w]"),
        (r"\newcommand\mr[1]{\mathrm{#1}}", r"\mr{BR}(x)", r"\mathrm{BR}(x)"),
        (r"\newcommand{\when}[1]{\text{ if #1}}", r"x\when{all y}", r"x\text{ if all y}"),
        (r"\newcommand{\bb}[1]{\mathbb#1}", r"\bb R", r"\mathbb{R}"),
        (r"\def\half{\frac12}", r"x^\half\half", r"x^{\frac12}\frac12"),
        (r"\def\pair#1#2{(#1,#2)}", r"\pair ab", "(a,b)"),
        (r"\DeclareMathOperator{\BR}{BR}", r"\BR(x)", r"\operatorname{BR}(x)"),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}", r"\argmax_x f", r"\operatorname*{arg\,max}_x f"),
        (r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}", r"\abs*{x}\abs[\big]{y}\abs z", "|x||y||z|"),
        (r"\let\eps=\varepsilon", r"\eps", r"\varepsilon"),
        (r"\let\oldphi\phi\renewcommand{\phi}{\varphi}", r"\phi\oldphi", r"\varphi\phi"),
        (r"\newcommand{\a}{x}\let\b\a\renewcommand{\a}{y}", r"\a\b", "yx"),
        (r"\newcommand{\a}{\b_1}\newcommand{\b}{z}", r"\a^2", "z_1^2"),
        (r"\newcommand{\s}{a+b}", r"2\s", "2a+b"),
        (
            r"\newcommand{\bs}{\begin{aligned}}\newcommand{\es}{\end{aligned}}",
            r"\bs a\es",
            r"\begin{aligned}a\end{aligned}",
        ),
        (r"\newcommand{\e}{\ensuremath{\epsilon}\xspace}", r"\e", r"\epsilon"),
        (r"\providecommand{\R}{\mathbf{R}}\providecommand{\R}{\mathbb{R}}", r"\R", r"\mathbf{R}"),
        ("% \\newcommand{\\x}{y}\n\\newcommand{\\x}{% first\nz}", r"\x", "z"),
        (r"\newcommand{\p}{'}", r"f\p(x)", "f'(x)"),
        (r"\newcommand{\x}{y}", r"\text{\x}", r"\text{\x}"),
        (r"\NewDocumentCommand{\E}{O{x} m}{E_{#1}[#2]}", r"\E{y}\E[z]w", "E_{x}[y]E_{z}[w]"),
    ],
)
def test_a_macro_means_what_it_prints(definitions: str, call: str, meaning: str) -> None:
    assert printed(call, definitions) == plainly(meaning)


@pytest.mark.parametrize(
    ("definitions", "call", "reason"),
    [
        (r"\newcommand{\x}{\x+1}", r"\x", "calls itself"),
        (r"\newcommand{\x}{\y}\newcommand{\y}{\x}", r"\x", "calls itself"),
        (r"\newcommand{\x}[1]{#1#1}", r"\x{" * 30 + "a" + "}" * 30, "more than 20,000"),
        (
            "".join(
                rf"\newcommand{{\x{a}}}{{\x{b}\x{b}}}"
                for a, b in zip("abcdefghijklmnopqrs", "bcdefghijklmnopqrst", strict=True)
            )
            + r"\newcommand{\xt}{z}",
            r"\xa",
            "more than 20,000",
        ),
        (r"\def\x#1.{#1}", r"\x a.", "delimited arguments"),
        (r"\edef\x{a}", r"\x", "edef"),
        (r"\newcommand{\x}[1]{a#2}", r"\x b", "uses #2"),
        (r"\newcommand{\x}[1]{#1}", r"\x", "without its argument"),
        (r"\newcommand{\x}[1]{#1}", r"\x{a", "never closed"),
        (r"\newcommand{\x}[2][a]{#1#2}", r"\x[a", "never closed"),
        (r"\newcommand{\x}{a+b}", r"y^\x", "without braces"),
        (r"\newcommand{\x}{12}", r"y^\x", "without braces"),
        (r"\newcommand{\x}{12}", r"3\x", "side by side"),
        (r"\newcommand{\x}{12}", r"\x 3", "side by side"),
        (r"\newcommand{\x}{a}\newcommand{\x}{b}", r"\x", "defined twice"),
        (r"\newcommand{\x}{a}\begin{document}\renewcommand{\x}{b}", r"\x", "defined twice"),
        (r"\begin{document}$\phi$\renewcommand{\phi}{\varphi}", r"\phi", "used before"),
        (r"\NewDocumentCommand{\x}{s m}{#2}", r"\x a", "no plain ones"),
    ],
)
def test_what_a_macro_could_mean_otherwise_is_refused(definitions: str, call: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        printed(call, definitions)


def test_printed_tokens_stand_at_the_call_and_arguments_in_their_own_place() -> None:
    macros = collect_macros(r"\newcommand{\q}[1]{a#1b\r{#1}}\newcommand{\r}[1]{(#1)}")
    tokens = tokenize("x+\\q{y+\nz}w", 5, 10, macros)
    places = [(token.text, token.line, token.column) for token in tokens]
    call, argument = (5, 12), [("y", 5, 15), ("+", 5, 16), ("z", 6, 1)]
    assert places == [
        *[("x", 5, 10), ("+", 5, 11), ("a", *call), *argument, ("b", *call), ("(", *call)],
        *[*argument, (")", *call), ("w", 6, 3)],
    ]


def test_a_definition_that_does_not_end_is_refused_at_its_brace() -> None:
    with pytest.raises(ReadError) as refusal:
        collect_macros("a\n\\newcommand{\\x}{b")
    assert (refusal.value.line, refusal.value.column) == (2, 16)


@given(
    st.lists(
        st.sampled_from([r"\x", r"\y{a}", r"\y b", "c", "^{2}", r"\frac{\x}{\y\x}", "{", "}", "+"]),
        max_size=12,
    )
)
def test_expansion_is_substitution(pieces: list[str]) -> None:
    r"""Macros of one letter and of a group give the tokens of the text in which they are written out."""
    macros = collect_macros(r"\newcommand{\x}{\alpha}\newcommand{\y}[1]{(#1)}")
    call = " ".join(pieces)
    written = (
        call.replace(r"\y\x", r"(\alpha)").replace(r"\x", r"\alpha ").replace(r"\y{a}", "(a)").replace(r"\y b", "(b)")
    )
    try:
        expected = [token.text for token in tokenize(written)]
    except ReadError:
        with pytest.raises(ReadError):
            tokenize(call, macros=macros)
    else:
        assert [token.text for token in tokenize(call, macros=macros)] == expected


@given(st.text(alphabet="\\{}[]#12abxy%\n ", max_size=60))
def test_any_definitions_are_collected_or_refused(text: str) -> None:
    for macro in collected(r"\newcommand{\x}" + text + r"\def\y" + text).values():
        assert isinstance(macro, Macro)


def collected(text: str) -> dict[str, Macro]:
    try:
        return collect_macros(text)
    except ReadError:
        return {}
