"""Certificates as Coq files: the text says what the statement says; Coq's kernel checks it where it is installed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs.coq_export import kept
from verify.certificates.coq import COMPILER, compiled, exported

TEXTS = dict(kept())
STATEMENT = {
    "letters": {r"\omega": ["0", True, None, False], "x": [None, False, "1", False]},
    "generators": {"E1": ["exp", [["1/2", {"x": 1}]]], "R1": ["root", [["1", {"x": 2}], ["1", {}]]]},
    "equations": [[["1", {"x": 1}], ["-1", {r"\omega": 1}]]],
    "inequalities": [],
    "nonzero": [],
    "branches": [],
    "dropped": [],
    "sides": [[[["1", {"E1": 1, r"\omega": 1}]], [["1", {}]]], [[], [["1", {}]]]],
    "relation": ">",
}
PROOF = {"lemmas": [], "terms": [["1", [["1", {}]], [0, 2]]]}


def test_ranges_hypotheses_and_generators_are_said() -> None:
    text = exported({"statement": STATEMENT, "proof": PROOF}, "example")
    for line in (
        "Lemma example : forall x0 x1 : R,",
        "(1) * x0 > 0 ->",
        "(1) + (-1) * x1 >= 0 ->",
        "(-1) * x0 + (1) * x1 = 0 ->",
        "let g0 := exp ((1 / 2) * x1) in",
        "let g1 := sqrt ((1) + (1) * x1 ^ 2) in",
        "(1) * g0 * x0 > 0.",
    ):
        assert line in text


def test_every_proof_is_exported_as_one_closed_lemma() -> None:
    assert len(TEXTS) >= 30
    for name, text in TEXTS.items():
        assert re.findall(r"^Lemma (\w+) ", text, re.MULTILINE) == [name]
        assert text.count("Proof.") == text.count("Qed.") == 1
        assert not re.search(r"\b(Admitted|Axiom|admit|Abort)\b", text)
        assert "\\" not in text


@pytest.mark.skipif(shutil.which(COMPILER) is None, reason="coqc is not installed (Debian: apt-get install coq)")
def test_coq_refuses_a_false_lemma_and_accepts_an_identity(tmp_path: Path) -> None:
    one = {**STATEMENT, "letters": {"x": [None, False, None, False]}, "generators": {}, "equations": []}
    square = [[["1", {"x": 2}]], [["1", {}]]]
    step = {"statement": {**one, "sides": [square, square], "relation": "="}, "proof": {"lemmas": []}}
    assert compiled(exported(step, "same"), tmp_path) == ""
    step["statement"]["sides"] = [square, [[["1", {"x": 1}]], [["1", {}]]]]
    assert compiled(exported(step, "other"), tmp_path) != ""
