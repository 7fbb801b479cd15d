"""Certificates as Coq files, for a proof assistant to check with its own real numbers and nothing of this suite.

Letters are universally quantified reals with their ranges and hypotheses; exponentials are `exp` of their arguments and
square roots `sqrt`, whose facts are proved first. An identity is left to `ring`, an inequality to the identity of its
certificate and to products of facts.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from verify.certificates import checker
from verify.certificates.checker import Poly

COMPILER = "coqc"
HEAD = "Require Import Reals Lra Psatz.\nOpen Scope R_scope.\n"
EXP_ABOVE = "exp_ineq1_le"


def exported(step: dict[str, Any], name: str) -> str:
    """The text of a `.v` file with one lemma, `name`; for proofs only, a point needs no assistant.

    >>> one = [[["1", {"x": 2}]], [["1", {}]]]
    >>> empty = {"equations": [], "inequalities": [], "branches": [], "generators": {}, "nonzero": []}
    >>> plain = {"letters": {"x": [None, False, None, False]}, "sides": [one, one], "relation": "=", **empty}
    >>> print(exported({"statement": plain, "proof": {"lemmas": []}}, "squares").splitlines()[3])
    Lemma squares : forall x0 : R,
    """
    statement, proof = step["statement"], step["proof"]
    names = {letter: f"x{k}" for k, letter in enumerate(sorted(statement["letters"]))}
    names |= {letter: f"g{k}" for k, letter in enumerate(statement["generators"])}
    return HEAD + _lemma(statement, proof, names, name)


def _lemma(statement: dict[str, Any], proof: dict[str, Any], names: Mapping[str, str], name: str) -> str:
    letters = " ".join(names[one] for one in sorted(statement["letters"]))
    known, zero = checker.facts(statement), checker.equations(statement)
    bare = checker.facts({**statement, "generators": {}})
    given = [f"{_text(poly, names)} {'>' if strict else '>='} 0" for poly, strict in bare]
    given += [f"{_text(checker.parsed(poly), names)} = 0" for poly in statement["equations"]]
    lets = [
        f"  let {names[one]} := {'exp' if kind == 'exp' else 'sqrt'} ({_text(checker.parsed(argument), names)}) in"
        for one, (kind, argument) in statement["generators"].items()
    ]
    goal = f"{_text(checker.goal(statement), names)} {statement['relation']} 0"
    lines = [f"\nLemma {name} : forall {letters} : R,", *(f"  {one} ->" for one in given), *lets, f"  {goal}."]
    lines += ["Proof.", "  intros."]
    lines += _facts_of_generators(statement, names)
    lines += [_asserted(poly, strict, k, names) for k, (poly, strict) in enumerate(known)]
    lines += [f"  assert (Z{k} : {_text(poly, names)} = 0) by (auto; nra)." for k, poly in enumerate(zero)]
    for poly, relation, shown in proof["lemmas"]:
        k = len(known)
        lines += _shown(checker.parsed(poly), relation, shown, known, zero, names, f"H{k}")
        known.append((checker.parsed(poly), relation == ">"))
    lines += _shown(checker.goal(statement), statement["relation"], proof, known, zero, names, "goal")
    return "\n".join([*lines, "  exact goal.", "Qed."]) + "\n"


def _facts_of_generators(statement: dict[str, Any], names: Mapping[str, str]) -> list[str]:
    """What holds of each exponential and root, from Coq's library, before its value is forgotten."""
    lines: list[str] = []
    for one, (kind, argument) in statement["generators"].items():
        x, g = _text(checker.parsed(argument), names), names[one]
        if kind == "exp":
            lines.append(f"  pose proof (exp_pos ({x})) as P{g}. pose proof ({EXP_ABOVE} ({x})) as U{g}.")
            lines.append(f"  pose proof ({EXP_ABOVE} (- ({x}))) as L{g}. rewrite exp_Ropp in L{g}.")
            lines.append(f"  apply (Rmult_le_compat_l (exp ({x}))) in L{g}; [| lra]. rewrite Rinv_r in L{g}; [| lra].")
        else:
            lines.append(f"  assert (N{g} : {x} >= 0) by (try lra; nra).")
            lines.append(f"  pose proof (sqrt_pos ({x})) as P{g}.")
            lines.append(f"  pose proof (sqrt_sqrt ({x}) ltac:(lra)) as S{g}.")
        lines.append(f"  fold {g} in P{g}. clearbody {g}.")
    return lines


def _asserted(poly: Poly, strict: bool, k: int, names: Mapping[str, str]) -> str:
    return f"  assert (H{k} : {_text(poly, names)} {'>' if strict else '>='} 0) by (try lra; nra)."


def _shown(
    goal: Poly,
    relation: str,
    proof: dict[str, Any],
    known: list[checker.Fact],
    zero: list[Poly],
    names: Mapping[str, str],
    label: str,
) -> list[str]:
    """The identity of the certificate by `ring`, then the sign of its right side term by term."""
    right = [_product(c, factor, indices, known, names) for c, factor, indices in proof.get("terms", [])]
    sums = " + ".join([*right, *(_cofactor(k, f, zero, names) for k, f in proof.get("cofactors", []))]) or "0"
    multiplier = (
        " + ".join(_product(c, factor, indices, known, names) for c, factor, indices in proof.get("multiplier", []))
        or "1"
    )
    signs = [_sign(label, n, term, known, names) for n, term in enumerate(proof.get("terms", []))]
    lines = [
        f"  assert (I{label} : ({multiplier}) * ({_text(goal, names)}) = {sums}) by ring.",
        *(f"  rewrite Z{k} in I{label}." for k, _ in proof.get("cofactors", [])),
        *signs,
        f"  assert (M{label} : {multiplier} > 0) by (try lra; nra).",
        f"  assert ({label} : {_text(goal, names)} {relation} 0) by (try lra; nra).",
    ]
    return lines


def _sign(label: str, n: int, term: list[Any], known: list[checker.Fact], names: Mapping[str, str]) -> str:
    c, factor, indices = term
    product = _product(c, factor, indices, known, names)
    return f"  assert (T{label}{n} : {product} >= 0) by (apply Rle_ge; repeat apply Rmult_le_pos; try lra; nra)."


def _product(c: str, factor: Any, indices: list[int], known: list[checker.Fact], names: Mapping[str, str]) -> str:
    root = _text(checker.parsed(factor), names)
    return " * ".join(
        [_number(Fraction(c)), f"({root}) * ({root})", *(f"({_text(known[k][0], names)})" for k in indices)]
    )


def _cofactor(k: int, factor: Any, zero: list[Poly], names: Mapping[str, str]) -> str:
    return f"({_text(checker.parsed(factor), names)}) * ({_text(zero[k], names)})"


def _text(poly: Poly, names: Mapping[str, str]) -> str:
    """A polynomial in Coq's real numbers."""
    terms = [
        " * ".join([_number(c), *(names[name] if k == 1 else f"{names[name]} ^ {k}" for name, k in monomial)])
        for monomial, c in sorted(poly.items())
    ]
    return " + ".join(terms) or "0"


def _number(c: Fraction) -> str:
    return f"({c.numerator})" if c.denominator == 1 else f"({c.numerator} / {c.denominator})"


def compiled(text: str, folder: Path) -> str:
    """Empty if Coq's kernel accepts the text; else what it says. Raises `FileNotFoundError` where there is no Coq."""
    if shutil.which(COMPILER) is None:
        raise FileNotFoundError(f"{COMPILER} is not installed; on Debian: apt-get install coq")
    path = folder / "certificate.v"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [COMPILER, "-q", str(path)], cwd=folder, capture_output=True, text=True, timeout=600, check=False
    )
    return "" if done.returncode == 0 else done.stderr or "no reason given"
