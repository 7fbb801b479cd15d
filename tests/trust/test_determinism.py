"""Two runs, two processes, two orders and two job counts give the same record, byte for byte but for times."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from claims_of_each_kind import NOTATION, STATEMENTS
from small_folder import COMMAND, Folder, untimed

from tests.engine.small_paper import SOURCE, small_paper
from verify.claims import Paper, display
from verify.run import check_source, decide

CHEAP = ("composition/logistic-derivatives", "one-period/right-slope")


def each_kind(order: Callable[[list[Any]], list[Any]] = list) -> Paper:
    """A paper with one claim for each statement, in the given order."""
    paper = Paper("kinds", "Kinds", NOTATION)
    section = paper.section("one", "One")
    section.define(r"L(z)=\frac{1}{1+e^{-z}}")
    for k, said in order(list(enumerate(STATEMENTS))):
        section.claim(f"claim-{k}", display(said.latex, given=said.given, toward=said.toward))
    return paper


def untimed_claims(paper: Paper, *, fresh: bool = True, **how: Any) -> dict[str, str]:
    """Each claim's part of the record as text."""
    record = decide(paper, fresh=fresh, **how).as_json()
    for claim in record["claims"]:
        for leg in claim["legs"]:
            del leg["seconds"]
    return {claim["id"]: json.dumps(claim) for claim in record["claims"]}


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path_factory.getbasetemp() / "decisions"))


@cache
def once() -> dict[str, str]:
    """What one run in one process says; its answers are kept."""
    return untimed_claims(each_kind())


def test_two_orders_and_two_job_counts_give_the_same_claims() -> None:
    assert len(once()) == len(STATEMENTS)
    assert untimed_claims(each_kind(lambda claims: claims[::-1]), jobs=2) == once()


def test_a_claim_alone_is_decided_as_among_others() -> None:
    names = ["kinds/claim-3", "kinds/claim-7", "kinds/claim-11"]
    for name in names:
        assert untimed_claims(each_kind(), claims=[name]) == {name: once()[name]}


def test_a_kept_answer_says_what_a_new_one_says() -> None:
    assert untimed_claims(each_kind(), fresh=False) == once()


def test_a_live_source_gives_the_same_record_at_each_job_count(tmp_path: Path) -> None:
    source = tmp_path / "paper.md"
    source.write_text(SOURCE.replace(r"h(x)=x^2.", r"h(x)=2x^2."))
    records = [check_source(small_paper(), source, jobs=jobs, fresh=True).as_json() for jobs in (1, 2)]
    for record in records:
        for claim in record["claims"]:
            for leg in claim["legs"]:
                del leg["seconds"]
    assert json.dumps(records[0]) == json.dumps(records[1])


def test_two_processes_with_two_hash_seeds_write_the_same_record(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.record("--fresh", seed="1", environment={}) == folder.record("--fresh", "--jobs", "2", seed="271828")


def test_claims_of_a_paper_are_decided_alike_under_two_hash_seeds(tmp_path: Path) -> None:
    texts = []
    for seed, jobs in (("1", "1"), ("31337", "2")):
        target = tmp_path / f"{seed}.json"
        words = ("run", *CHEAP, "--fresh", "--jobs", jobs, "--json", str(target))
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*COMMAND, *words], env=environment, capture_output=True, check=True)
        texts.append(untimed(target))
    assert texts[0] == texts[1]
