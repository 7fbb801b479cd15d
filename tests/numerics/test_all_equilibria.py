"""Enumeration finds equilibria, all of them in generic games, and says when a game is degenerate."""

from __future__ import annotations

from fractions import Fraction

import nashpy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.all_equilibria import all_equilibria
from numerics.bimatrix import by_kernel
from numerics.errors import TooManyEquilibriaError
from tests.numerics.game_draws import claim, seeds

small = st.integers(1, 4)


def exactly_equilibrium(A, B, x, y):
    exact = np.vectorize(Fraction, otypes=[object])
    first, second = exact(A) @ np.array(y), np.array(x) @ exact(B)
    best_rows = all(first[i] == max(first) for i in range(len(x)) if x[i] > 0)
    return best_rows and all(second[j] == max(second) for j in range(len(y)) if y[j] > 0)


@claim
@given(seeds, small, small)
def test_a_generic_game_has_an_odd_number_of_equilibria_and_all_paths_end_in_one_of_them(seed, m, n):
    rng = np.random.default_rng(seed)
    A, B = rng.standard_normal((m, n)), rng.standard_normal((m, n))
    found = all_equilibria(A, B)
    assert not found.degenerate
    assert len(found.extreme) % 2 == 1
    assert all(exactly_equilibrium(A, B, x, y) for x, y in found.extreme)
    for label in range(m + n):
        x, y, _ = by_kernel(A[None], B[None], label, pure_first=False)
        assert any(np.allclose(x[0], p) and np.allclose(y[0], q) for p, q in found.profiles)


@claim
@given(seeds, small, small)
def test_extreme_equilibria_of_games_with_ties_are_exact(seed, m, n):
    rng = np.random.default_rng(seed)
    A, B = rng.integers(0, 3, (m, n)), rng.integers(0, 3, (m, n))
    found = all_equilibria(A, B)
    assert found.extreme
    assert all(exactly_equilibrium(A, B, x, y) for x, y in found.extreme)


@claim
@given(seeds)
def test_nashpy_support_enumeration_finds_no_equilibrium_of_a_generic_game_that_is_missing_here(seed):
    rng = np.random.default_rng(seed)
    A, B = rng.standard_normal((3, 3)), rng.standard_normal((3, 3))
    profiles = all_equilibria(A, B).profiles
    for x, y in nashpy.Game(A, B).support_enumeration():
        assert any(np.allclose(x, p, atol=1e-8) and np.allclose(y, q, atol=1e-8) for p, q in profiles)


def test_on_record_nashpy_support_enumeration_loses_equilibria_of_a_generic_game():
    # It compares with 1e-16 by default, so that rounding makes best replies look worse; if this fails, compare counts.
    A, B = np.random.default_rng(6).standard_normal((2, 3, 3))
    profiles = all_equilibria(A, B).profiles
    assert len(profiles) == 3
    assert all((A @ y).max() - x @ A @ y < 1e-12 and (x @ B).max() - x @ B @ y < 1e-12 for x, y in profiles)
    assert len(list(nashpy.Game(A, B).support_enumeration())) < 3


def test_battle_of_the_sexes_has_its_three_equilibria():
    found = all_equilibria([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    third, two_thirds = Fraction(1, 3), Fraction(2, 3)
    assert ((two_thirds, third), (third, two_thirds)) in found.extreme
    assert len(found.extreme) == 3


@pytest.mark.parametrize(
    ("A", "B"),
    [
        ([[1, 1], [1, 1]], [[1, 1], [1, 1]]),
        ([[1, 0], [1, 2]], [[3, 3], [0, 1]]),
        ([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]),
    ],
)
def test_ties_between_best_replies_are_called_degenerate(A, B):
    assert all_equilibria(A, B).degenerate


def test_too_large_an_enumeration_is_refused_with_its_size():
    with pytest.raises(TooManyEquilibriaError, match="2704156"):
        all_equilibria(np.eye(12), np.eye(12))
