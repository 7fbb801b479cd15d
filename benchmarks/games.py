"""Speed of the game solvers, as ratios within one run: `python -m benchmarks.games`.

Cold means a fresh process without any compiled code on disk, imports included; the machine's load is the same
for both sides of a ratio, so that ratios travel better than seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks.ensembles import draw_power_game
from benchmarks.tables import print_table
from numerics.bimatrix import regrets, solve_bimatrices
from numerics.certificate import certify
from numerics.equilibrium import Equilibrium, solve
from numerics.errors import NoEquilibriumError
from numerics.transition import Floats

GAMES, ACTIONS = 1000, 11
GROWTH = [(11, 5), (21, 11), (41, 11), (41, 21), (81, 41), (401, 101)]

COLD = """
import time
start = time.perf_counter()
import json, sys
from benchmarks.games import static_games
{setup}
ready = time.perf_counter()
{run}
done = time.perf_counter()
print(json.dumps([ready - start, done - ready]))
"""
COLD_OURS = ("from numerics.bimatrix import solve_bimatrices; A, B = static_games()", "solve_bimatrices(A, B)")
COLD_THEIRS = ("from benchmarks.peers import quantecon_loop; A, B = static_games()", "quantecon_loop(A, B)")


def static_games() -> tuple[Floats, Floats]:
    """1,000 games of 11 x 11 normal payoffs."""
    rng = np.random.default_rng(0)
    shape = (GAMES, ACTIONS, ACTIONS)
    return rng.standard_normal(shape), rng.standard_normal(shape)


def seconds(run: Callable[[], object], repeat: int = 5) -> float:
    """The shortest of several runs."""
    spent = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return min(spent)


def cold_seconds(setup: str, run: str) -> tuple[float, float]:
    """Imports and run of a fresh process whose cache of compiled code is empty."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        script = COLD.format(setup=setup, run=run)
        answer = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    imports, work = json.loads(answer.stdout)
    return float(imports), float(work)


def static_rows() -> Iterator[list[str]]:
    """The batch of static games against loops over quantecon and nashpy."""
    from benchmarks.peers import nashpy_answers, quantecon_loop
    from numerics.bimatrix import by_kernel

    A, B = static_games()
    ours, theirs = cold_seconds(*COLD_OURS), cold_seconds(*COLD_THEIRS)
    yield ["cold, compile included", *milliseconds(ours[1], theirs[1])]
    yield ["cold, imports included", *milliseconds(sum(ours), sum(theirs))]
    quantecon_loop(A[:2], B[:2])
    by_kernel(A, B, 0)
    warm, loop = seconds(lambda: solve_bimatrices(A, B), 30), seconds(lambda: quantecon_loop(A, B))
    yield ["warm", *milliseconds(warm, loop)]
    path = seconds(lambda: by_kernel(A, B, 0, pure_first=False), 30)
    yield ["warm, Lemke-Howson on every game", *milliseconds(path, loop)]
    few = slice(0, 30)
    answers = nashpy_answers(A[few], B[few])
    fine = [k for k, answer in enumerate(answers) if answer is not None]
    peer = seconds(lambda: nashpy_answers(A[fine], B[fine]), 3) * GAMES / len(fine)
    yield ["warm, against nashpy where it returns", *milliseconds(warm, peer)]
    yield ["nashpy's answers that are no equilibrium", "", f"{nashpy_failures(A[few], B[few], answers)} of 30", ""]


def nashpy_failures(A: Floats, B: Floats, answers: list[Any]) -> int:
    """How many answers are missing, have the wrong shape, no numbers, or regret."""
    return sum(not is_equilibrium(a, b, answer) for a, b, answer in zip(A, B, answers, strict=True))


def is_equilibrium(a: Floats, b: Floats, answer: Any) -> bool:
    """Whether an answer is a profile without regret."""
    if answer is None or answer[0].shape != a.shape[:1] or answer[1].shape != a.shape[1:]:
        return False
    x, y = answer
    proper = bool(np.isfinite(x).all() and np.isfinite(y).all()) and abs(x.sum() - 1) < 1e-8 and abs(y.sum() - 1) < 1e-8
    return proper and float(regrets(a[None], b[None], x[None], y[None])[0]) <= 1e-8


def milliseconds(ours: float, theirs: float) -> list[str]:
    """Two times and their ratio, printed."""
    return [f"{ours * 1e3:.1f}", f"{theirs * 1e3:.1f}", f"{theirs / ours:.1f}"]


def growth_rows() -> Iterator[list[str]]:
    """One game of every size: solving it, and its certificate alone."""
    for S, A in GROWTH:
        game = draw_power_game(np.random.default_rng(7), S, A)
        start = time.perf_counter()
        try:
            solution = solve(game)
        except NoEquilibriumError as failure:
            yield [f"{S} x {A}", "none", f"{failure.best_regret:.1e}", "", ""]
            continue
        first = time.perf_counter() - start
        again = seconds(lambda game=game: solve(game), 1 if S > 100 else 3)  # type: ignore[misc]
        alone = certificate_seconds(game, solution)
        regret = f"{solution.certificate.regret:.1e}"
        yield [f"{S} x {A}", solution.method, regret, f"{first * 1e3:.0f}", f"{again * 1e3:.1f}", f"{alone * 1e3:.2f}"]


def certificate_seconds(game: object, solution: Equilibrium) -> float:
    """The certificate alone."""
    return seconds(lambda: certify(game, solution.profile, solution.values), 20)  # type: ignore[arg-type]


def share_rows(sizes: list[tuple[int, int, int]]) -> Iterator[list[str]]:
    """Certified shares and times on kinked games drawn over the whole parameter range."""
    for S, A, count in sizes:
        rng = np.random.default_rng(1)
        spent, methods, failed = [], {"supports": 0, "refinement": 0, "homotopy": 0}, []
        for number in range(count):
            game = draw_power_game(rng, S, A)
            start = time.perf_counter()
            try:
                methods[solve(game).method] += 1
            except NoEquilibriumError:
                failed.append(number)
            spent.append(time.perf_counter() - start)
        share = f"{1 - len(failed) / count:.1%}"
        median, ninth = (f"{1e3 * float(np.quantile(spent, q)):.1f}" for q in (0.5, 0.9))
        yield [f"{S} x {A}", str(count), share, *map(str, methods.values()), median, ninth, str(failed)]


def peer_rows() -> Iterator[list[str]]:
    """The solver against sgamesolver on sizes where that finishes."""
    from benchmarks.peers import sgamesolver_seconds

    for S, A in [(5, 3), (11, 5)]:
        game = draw_power_game(np.random.default_rng(7), S, A)
        solve(game)
        theirs = sgamesolver_seconds(game)
        if theirs is None:
            yield [f"{S} x {A}", "sgamesolver is not installed or did not finish; skipped", "", ""]
        else:
            yield [f"{S} x {A}", *milliseconds(seconds(lambda game=game: solve(game)), theirs)]  # type: ignore[misc]


def main(arguments: list[str]) -> int:
    """Print the tables; `--quick` leaves out the ensembles."""
    print_table(["1,000 static games, 11 x 11", "ms", "quantecon ms", "ratio"], static_rows())
    header = ["states x actions", "found by", "regret <=", "first ms", "again ms", "certificate ms"]
    print_table(header, growth_rows())
    print_table(["against sgamesolver", "ms", "sgamesolver ms", "ratio"], peer_rows())
    if "--quick" not in arguments:
        header = [
            "kinked games",
            "drawn",
            "certified",
            "by supports",
            "by refinement",
            "by homotopy",
            "median ms",
            "90% ms",
            "failed",
        ]
        print_table(header, share_rows([(41, 11, 200), (81, 41, 20)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
