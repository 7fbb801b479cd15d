"""Every answer is an equilibrium: generic games, degenerate ones, one or many, compiled, in lockstep, or exact."""

from __future__ import annotations

import re
import sys
import warnings
from fractions import Fraction

import nashpy
import numpy as np
import pytest
import quantecon.game_theory as qe
from hypothesis import given
from hypothesis import strategies as st

from numerics.bimatrix import (
    by_kernel,
    by_lockstep,
    pure_equilibria,
    regrets,
    solve_bimatrices,
    solve_bimatrix,
)
from numerics.errors import InvalidGameError
from numerics.lemke_howson_lockstep import lockstep_equilibria
from numerics.rational_lemke_howson import rational_equilibrium
from tests.numerics.game_draws import claim, seeds

sizes = st.integers(1, 7)


def generic(seed, N, m, n):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((N, m, n)), rng.standard_normal((N, m, n))


def degenerate(seed, N, m, n):
    """Payoffs from a few integers: ties everywhere."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 3, (N, m, n)).astype(float), rng.integers(0, 3, (N, m, n)).astype(float)


@claim
@given(seeds, sizes, sizes, st.sampled_from([generic, degenerate]))
def test_every_answer_is_an_equilibrium(seed, m, n, draw):
    A, B = draw(seed, 20, m, n)
    x, y = solve_bimatrices(A, B)
    assert np.allclose(x.sum(axis=1), 1)
    assert (x >= 0).all()
    assert (y >= 0).all()
    assert regrets(A, B, x, y).max() < 1e-9


@claim
@given(seeds, sizes, sizes, st.integers(0, 20))
def test_the_path_of_every_label_ends_in_an_equilibrium(seed, m, n, label):
    A, B = generic(seed, 10, m, n)
    x, y, regret = by_kernel(A, B, label % (m + n), pure_first=False)
    assert np.allclose(regret, np.maximum(regrets(A, B, x, y), regret))
    assert regret.max() < 1e-9


@claim
@given(seeds, sizes, sizes, st.integers(0, 20))
def test_lockstep_and_compiled_paths_end_in_the_same_equilibrium(seed, m, n, label):
    A, B = generic(seed, 10, m, n)
    x, y, _ = by_kernel(A, B, label % m, pure_first=False)
    in_step = lockstep_equilibria(A, B, np.full(len(A), label % m))
    assert in_step[2].all()
    assert np.allclose(x, in_step[0], atol=1e-9)
    assert np.allclose(y, in_step[1], atol=1e-9)
    assert np.allclose(by_lockstep(A, B)[0], by_kernel(A, B, 0)[0], atol=1e-9)


@claim
@given(seeds, sizes, sizes, st.sampled_from([generic, degenerate]))
def test_the_answer_to_a_game_does_not_depend_on_the_games_beside_it(seed, m, n, draw):
    A, B = draw(seed, 400, m, n)
    order = np.random.default_rng(seed).permutation(400)
    x, y, _ = by_kernel(A, B, 0)
    mixed_x, mixed_y, _ = by_kernel(A[order], B[order], 0)
    alone_x, alone_y, _ = by_kernel(A[7:8], B[7:8], 0)
    assert np.array_equal(x[order], mixed_x)
    assert np.array_equal(y[order], mixed_y)
    assert np.array_equal(alone_x[0], x[7])
    assert np.array_equal(alone_y[0], y[7])


@claim
@given(seeds, st.integers(1, 4), st.integers(1, 4), st.sampled_from([generic, degenerate]))
def test_the_rational_path_is_exactly_an_equilibrium(seed, m, n, draw):
    A, B = (payoff[0] for payoff in draw(seed, 1, m, n))
    x, y = rational_equilibrium(A, B)
    exact = np.vectorize(Fraction)
    first, second = exact(A) @ np.array(y), np.array(x) @ exact(B)
    assert sum(x) == sum(y) == 1
    assert all(first[i] == max(first) for i in range(m) if x[i] > 0)
    assert all(second[j] == max(second) for j in range(n) if y[j] > 0)


@claim
@given(seeds, st.integers(2, 8))
def test_quantecon_from_the_same_label_ends_in_the_same_equilibrium(seed, n):
    A, B = (payoff[0] for payoff in generic(seed, 1, n, n))
    ours = by_kernel(A[None], B[None], 0, pure_first=False)
    theirs = qe.lemke_howson(qe.NormalFormGame((qe.Player(A), qe.Player(B.T))), init_pivot=0)
    assert np.allclose(ours[0][0], theirs[0], atol=1e-9)
    assert np.allclose(ours[1][0], theirs[1], atol=1e-9)


@claim
@given(seeds, sizes, sizes)
def test_a_pure_equilibrium_is_taken_where_there_is_one_and_only_there(seed, m, n):
    A, B = degenerate(seed, 10, m, n)
    x, y, pure = pure_equilibria(A, B)
    for k in range(10):
        cells = [
            (i, j) for i in range(m) for j in range(n) if A[k, i, j] == A[k, :, j].max() and B[k, i, j] == B[k, i].max()
        ]
        assert pure[k] == bool(cells)
        if cells:
            assert (int(x[k].argmax()), int(y[k].argmax())) == cells[0]


def test_on_record_nashpy_lemke_howson_returns_no_numbers_on_a_generic_game():
    # Its pivots are not guarded against ties and small entries; if this fails, take the peer as a cross-check again.
    A, B = np.random.default_rng(23).standard_normal((2, 6, 6))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        x, _ = nashpy.Game(A, B).lemke_howson(initial_dropped_label=0)
    assert np.isnan(x).all()
    assert regrets(A[None], B[None], *(mix[None] for mix in solve_bimatrix(A, B)))[0] < 1e-9


def test_a_profile_that_is_no_equilibrium_has_regret():
    A, B = np.eye(2)[None], np.eye(2)[None]
    assert regrets(A, B, [[1.0, 0.0]], [[0.0, 1.0]])[0] == 1.0


@pytest.mark.parametrize(
    ("A", "B", "entry"),
    [
        (np.zeros((2, 2)), np.zeros((2, 3)), "make them equal"),
        (np.array([[1.0, np.inf]]), np.zeros((1, 2)), r"A\[0, 0, 1\] is not finite"),
        (np.zeros(3), np.zeros(3), "must be"),
    ],
)
def test_bad_payoffs_are_refused(A, B, entry):
    with pytest.raises(InvalidGameError, match=entry):
        solve_bimatrix(A, B)


@claim
@given(seeds, st.sampled_from([np.nan, np.inf, -np.inf]), st.booleans(), st.booleans())
def test_an_infinite_payoff_is_named_wherever_it_stands_and_whoever_solves(seed, entry, second, compiled):
    draw = np.random.default_rng(seed)
    A, B = payoffs = draw.integers(-2, 3, (2, 30, 3, 4)).astype(float)
    place = tuple(int(draw.integers(size)) for size in A.shape)
    payoffs[(int(second), *place)] = entry
    named = re.escape(f"{'AB'[second]}[{', '.join(map(str, place))}] is not finite")
    with pytest.MonkeyPatch.context() as patch:
        if not compiled:
            patch.delitem(sys.modules, "numerics.lemke_howson_kernels", raising=False)
            patch.setattr("numerics.bimatrix.work.lockstep", 0)
        with pytest.raises(InvalidGameError, match=named):
            solve_bimatrices(A, B)


def test_the_largest_payoffs_are_finite():
    A, B = np.random.default_rng(3).standard_normal((2, 200, 3, 3)) * 1e307
    x, y = solve_bimatrices(A, B)
    assert regrets(A / 1e307, B / 1e307, x, y).max() < 1e-9
