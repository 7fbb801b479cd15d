"""The accepted verdicts: small diffs, and what a run changed against them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_run

from verify import baseline
from verify.errors import UsageError
from verify.kernel import Level, Verdict
from verify.record import RunRecord


@pytest.fixture
def accepted(tmp_path):
    path = tmp_path / "baseline.json"
    baseline.accept(sample_run.expected_record(), path)
    return path


def test_what_was_accepted_is_no_change(accepted):
    assert baseline.changes(baseline.read(accepted), sample_run.expected_record(), whole=["sample"]) == []


def test_one_changed_verdict_is_one_changed_line(accepted, tmp_path):
    record = sample_run.expected_record()
    record.claims[0] = replace(record.claims[0], verdict=Verdict.UNDECIDED, level=None)
    other = tmp_path / "other.json"
    baseline.accept(record, other)
    before, after = accepted.read_text().splitlines(), other.read_text().splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ('    "sample/algebra/squares": "holds, symbolic",', '    "sample/algebra/squares": "undecided",')
    ]


def test_a_weaker_level_is_a_change_and_seconds_are_none(accepted):
    record = sample_run.expected_record()
    slow = tuple(leg.timed(9.0) for leg in record.claims[0].legs)
    record.claims[0] = replace(record.claims[0], legs=slow)
    assert baseline.changes(baseline.read(accepted), record) == []
    record.claims[0] = replace(record.claims[0], level=Level.SAMPLED)
    changed = baseline.changes(baseline.read(accepted), record)
    assert [str(one) for one in changed] == ["sample/algebra/squares: holds, symbolic -> holds, sampled"]


def test_new_and_dropped_claims_are_changes(accepted):
    record = RunRecord(claims=[sample_run.claim_result("algebra/new")])
    known = baseline.read(accepted)
    assert [one.claim for one in baseline.changes(known, record)] == ["sample/algebra/new"]
    assert len(baseline.changes(known, record, whole=["sample"])) == 5


def test_accepting_one_paper_keeps_the_others(accepted):
    claim = replace(sample_run.claim_result("algebra/squares"), id="other/algebra/squares", paper="other")
    baseline.accept(RunRecord(claims=[claim]), accepted)
    assert len(baseline.read(accepted)) == 5


def test_no_file_is_an_empty_baseline(tmp_path):
    assert baseline.read(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"schema": 2, "claims": {}}', '{"schema": 1, "claims": {"a": 1}}', "[" * 9000]
)
def test_a_file_that_is_no_baseline_is_refused_by_name(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"baseline\.json"):
        baseline.read(path)
