"""Letters of both papers written otherwise: a renaming is told as one, and nothing else is taken for one."""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.edits import printed
from benchmarks.renamings import KINDS, Letters, faults_of
from verify.papers import paper

EXAMPLES = {"power-game": 20, "hail-mary": 8}


@cache
def letters(name: str) -> Letters:
    return Letters(paper(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_renaming_is_told_and_nothing_else_is_taken_for_one(name: str) -> None:
    known = letters(name)

    @settings(max_examples=EXAMPLES[name], deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(kind=st.sampled_from(KINDS), letter=st.sampled_from(sorted(known.printed)), seed=st.integers(0, 99))
    def told(kind: str, letter: str, seed: int) -> None:
        assume(known.can(kind, letter))
        rewriting = known.of_kind(kind, letter, random.Random(seed))
        with tempfile.TemporaryDirectory() as folder:
            assert list(faults_of(rewriting, known, printed, Path(folder))) == [], rewriting

    told()
