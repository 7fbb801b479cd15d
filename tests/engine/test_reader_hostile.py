"""What cannot be read fails closed with its place; no text of a paper reaches an evaluator of strings."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
import sympy

from proofs.power_game.paper import build
from verify.claims import Paper, Step, unprinted
from verify.errors import ReadError, UsageError
from verify.kernel import Outcome
from verify.legs import engine_legs
from verify.model import Model
from verify.reading.statements import read_formula
from verify.sources.read import read_source

NOTATION = build().notation
ROOT = Path(__file__).resolve().parents[2]

PYTHON = [
    "__import__('os').system('true')",
    r"\text{__import__('os')}",
    r"\mathrm{exec}(g)",
    "lambda g: g",
    "g.__class__",
    r"x_{__import__('os')}",
    r"\operatorname{eval}(g)",
    "[g for g in (1,2)]",
    '"import os"',
    "g;import os",
]
BROKEN = {
    "an undeclared letter": "y=1",
    "an undeclared index": "x_9=1",
    "an undeclared prime": "a'=1",
    "an unknown command": r"\oops g=1",
    "an empty formula": "",
    "only space": r"\quad",
    "a leftover bracket": "g=1)",
    "an unclosed brace": r"\frac{g}{2",
    "an unopened brace": "g}=1",
    "an unclosed bracket": "(g=1",
    "brackets that cross": "(g]=1",
    "a relation without a right side": "g=",
    "a sign without a term": "g+",
    "two relations in a row": "g=<1",
    "a power without an exponent": "g^",
    "two exponents": "g^2^3",
    "a slash read in two ways": "g/2a",
    "a logarithm of an unbracketed product": r"\log an",
    "a number after a letter": "g2",
    "two numbers side by side": "2 3",
    "a power of a call of sinh": r"\sinh(g)^2",
    "a function with too many arguments": r"\pi(g,a)",
    "a function with too few arguments": "u_1(g)",
    "an integral without a differential": r"\int e^{-n}",
    "undeclared words": r"g=1\text{ whenever it rains}",
    "a fraction with one argument": r"\frac{g}",
    "an environment": r"\begin{matrix}g\end{matrix}",
    "an ellipsis for a value": r"g=1+\ldots+",
    "a NUL byte": "g=\x001",
    "a control character": "g=\x1b[2J1",
    "a zero-width letter": "g=\u200b1",
    "a look-alike letter": "\u0430=1",
}


@pytest.mark.parametrize("formula", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_formula_is_refused_with_its_place_and_a_next_step(formula: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_formula(formula, NOTATION, section="composition", line=7, column=5)
    error = caught.value
    assert error.line == 7
    assert 5 <= error.column <= 5 + len(formula) + 1
    assert error.reason
    assert error.step
    assert str(error) == f"line 7, column {error.column}: {error.reason}; {error.step}"


@pytest.mark.parametrize("formula", PYTHON)
def test_python_code_is_no_formula(formula: str) -> None:
    with pytest.raises(ReadError):
        read_formula(formula, NOTATION, section="composition")


@pytest.mark.parametrize(
    "formula",
    [
        "{" * 20_000 + "}" * 20_000,
        "{" * 9_000 + "g" + "}" * 9_000,
        r"\frac{" * 3_000 + "g" + "}{2}" * 3_000,
        "(" * 3_000 + "g",
    ],
    ids=["40,000 braces", "18,000 braces", "nested fractions", "open brackets"],
)
def test_deep_nesting_is_refused(formula: str) -> None:
    with pytest.raises(ReadError):
        read_formula(formula, NOTATION, section="composition")


@pytest.mark.parametrize("wrap", [("(", ")"), (r"\log", ""), (r"\sqrt{", "}"), ("-(", ")"), ("|g-", "|")])
@pytest.mark.parametrize("depth", [100, 2_000])
def test_nesting_beyond_reading_is_refused(wrap: tuple[str, str], depth: int) -> None:
    with pytest.raises(ReadError):
        read_formula(wrap[0] * depth + "g" + wrap[1] * depth, NOTATION, section="composition")


def test_nesting_that_a_reader_follows_is_read() -> None:
    assert read_formula("(" * 20 + "g" + ")" * 20, NOTATION, section="composition")


@pytest.mark.parametrize("ending", ["md", "tex"])
@pytest.mark.parametrize(
    "text",
    [b"", b"\xff\xfe\x00g", b"a\x00b", b"# T\n\n\\[\ng=1\n", b"# T\n\n$$\ng=1\n", b"caf\xe9 \\(g\\)"],
    ids=["empty", "no UTF-8", "NUL", "unclosed display", "unclosed dollars", "Latin-1"],
)
def test_a_hostile_file_is_refused(tmp_path: Path, ending: str, text: bytes) -> None:
    paper = tmp_path / f"paper.{ending}"
    paper.write_bytes(text)
    with pytest.raises((UsageError, ReadError)):
        read_source(paper)


def test_a_macro_bomb_is_refused(tmp_path: Path) -> None:
    names = "abcdefghijklmnop"
    doubling = "".join(rf"\newcommand{{\z{b}}}{{\z{a}\z{a}}}" for a, b in pairwise(names))
    paper = tmp_path / "paper.tex"
    paper.write_text(
        r"\documentclass{article}\newcommand{\za}{g+g}" + doubling + r"\begin{document}\[\zp\]\end{document}"
    )
    source = read_source(paper)
    with pytest.raises(ReadError, match="macros"):
        read_formula(source.formulas[0].latex, NOTATION, section="composition", macros=source.macros)


# --- values that are too large --------------------------------------------------------------------------------------


TOWERS = ["10^{10^{10^{10}}}=1", "2^{2^{2^{2^{2^{2^{2}}}}}}=1", "(10^{9})^{10^{9}}=1", r"g=10^{10^{10}}g"]


@pytest.mark.parametrize("tower", TOWERS)
def test_a_tower_of_powers_is_read_and_never_computed(tower: str) -> None:
    assert all(one.outcome in (Outcome.UNKNOWN, Outcome.REFUTED) for one in answers(tower))


def answers(latex: str) -> Iterator:
    """What the engine's legs say of one statement in the Power Game's letters."""
    paper = Paper("hostile", "Hostile", NOTATION)
    claim = paper.section("composition", "Composition").claim("one", unprinted(latex))
    for leg in engine_legs(claim.id, claim.steps, Model(paper), 10):
        yield from leg.call()


# --- no evaluator of strings ----------------------------------------------------------------------------------------


@pytest.fixture
def tripwires(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Evaluators of strings that record what they are given, if it is text."""
    # Modules write and run code of their own while they are first loaded; that is done before the wires are drawn.
    import_module("sympy.physics.units")
    list(answers("g=g"))
    core = import_module("sympy.core.sympify")
    parser = import_module("sympy.parsing.sympy_parser")
    tripped: list[str] = []

    def guard(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def watched(*arguments: object, **options: object) -> object:
            tripped.extend(f"{name}({text!r})" for text in arguments[:1] if _is_foreign(text))
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, watched)

    for owner, name in (
        (sympy, "sympify"),
        (core, "sympify"),
        (sympy, "parse_expr"),
        (parser, "parse_expr"),
        (parser, "eval_expr"),
        (sympy, "lambdify"),
        (builtins, "eval"),
        (builtins, "exec"),
    ):
        guard(owner, name)
    return tripped


@pytest.mark.parametrize(
    "formula", [r"\pi'_+(0)=\omega a(1-3s/4)", r"L(z)=1/2+z/4-z^3/48", r"B(g)=2\sinh(ag/2)^+", r"R(T)T\le\bar W"]
)
def test_deciding_a_formula_reaches_no_evaluator_of_strings(tripwires: list[str], formula: str) -> None:
    paper = Paper("guarded", "Guarded", NOTATION, background=list(build().background), steps=_definitions())
    claim = paper.section("composition", "Composition").claim("one", unprinted(formula))
    for leg in engine_legs(claim.id, claim.steps, Model(paper), 10):
        leg.call()
    assert tripwires == []


def _is_foreign(text: object) -> bool:
    """Text, but for what libraries write themselves: code for multiplying monomials, the source of our own lambdas."""
    return isinstance(text, str) and not text.startswith(("def monomial_", "lambda "))


def _definitions() -> list[Step]:
    return [step for step in build().steps if step.role.value == "definition"]


def _calls(package: str) -> Iterator[tuple[Path, ast.Call, str]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield path, node, name


@pytest.mark.parametrize("package", ["verify", "proofs"])
def test_no_code_calls_an_evaluator_of_strings(package: str) -> None:
    named = {"sympify", "parse_expr", "lambdify", "parse_latex", "literal_eval"}
    plain = {"eval", "exec", "compile", "__import__"}
    found = [
        f"{path.name}:{node.lineno} {name}"
        for path, node, name in _calls(package)
        if name in named or (name in plain and isinstance(node.func, ast.Name))
    ]
    assert found == []


@pytest.mark.parametrize("package", ["verify", "proofs/power_game"])
def test_numbers_of_the_algebra_are_never_made_from_text(package: str) -> None:
    numbers = {"Rational", "Integer", "Float", "Add", "Mul", "Pow", "S"}
    found = [
        f"{path.name}:{node.lineno} {name}"
        for path, node, name in _calls(package)
        if name in numbers and any(_is_text(argument) for argument in node.args)
    ]
    assert found == []


def test_letters_of_the_engine_get_mangled_names() -> None:
    """Symbols and functions are made from literal ASCII names and counters, never from a letter of the paper."""
    for path, node, name in _calls("verify/symbolic"):
        if name in {"Symbol", "Dummy"} and isinstance(node.func, ast.Attribute):
            for argument in node.args[:1]:
                literal = argument.values[0] if isinstance(argument, ast.JoinedStr) else argument
                where = f"{path.name}:{node.lineno}"
                starts_with_counter = isinstance(literal, ast.FormattedValue)
                assert starts_with_counter or str(getattr(literal, "value", "é")).isascii(), where


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("str", "repr", "format")
