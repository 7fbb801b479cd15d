"""The gate in pytest, run on the sample paper inside a project of its own."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
import sample_run

from verify.breakers import sampling  # noqa: F401 - imported here once, not anew in each inner session
from verify.kernel import Verdict
from verify.record import RunRecord

pytest_plugins = ["pytester"]


@pytest.fixture
def gate(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose gate holds every claim of the sample paper."""
    pytester.path.joinpath("claims.gate").write_text("# all\nsample/*\n", encoding="utf-8")
    return pytester


def run_gate(gate: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return gate.runpytest_inprocess("-p", "no:cacheprovider", "--claim-jobs=1", *arguments)


def test_every_claim_and_leg_is_a_test_with_a_readable_id(gate, decided_as):
    decided_as(sample_run.expected_record())
    result = run_gate(gate, "--collect-only", "-q")
    result.stdout.fnmatch_lines(
        ["claims.gate::sample/algebra/squares[[]prove]", "claims.gate::sample/algebra/sign[[]break]"]
    )
    assert result.ret == 0


def test_expected_verdicts_pass_and_admitted_claims_are_skipped(gate, decided_as):
    decided_as(sample_run.expected_record())
    result = run_gate(gate)
    result.assert_outcomes(passed=6, skipped=2)
    assert result.ret == 0


def test_one_leg_can_be_chosen_by_its_id(gate, decided_as):
    decided_as(sample_run.expected_record())
    run_gate(gate, "claims.gate::sample/algebra/squares[prove]").assert_outcomes(passed=1)
    run_gate(gate, "-k", "squares").assert_outcomes(passed=2, deselected=6)
    run_gate(gate, "-m", "not claim").assert_outcomes(deselected=8)


def test_a_claim_is_decided_once_for_its_legs(gate, decided_as, monkeypatch):
    decided_as(sample_run.expected_record())
    from verify import run

    asked: list[tuple[str, ...]] = []
    decide = run.decide
    monkeypatch.setattr(run, "decide", lambda paper, **how: asked.append(tuple(how["claims"])) or decide(paper, **how))
    run_gate(gate, "-k", "squares or small")
    assert asked == [("sample/algebra/squares",), ("sample/limits/small",)]
    asked.clear()
    gate.runpytest_inprocess("-p", "no:cacheprovider", "--claim-jobs=2", "-k", "squares or small")
    assert asked == [("sample/algebra/squares", "sample/limits/small")]


def test_a_failure_shows_statement_witness_repair_and_what_to_do(gate, decided_as):
    surprise = replace(sample_run.erratum(), expected=Verdict.HOLDS)
    decided_as(RunRecord(claims=[surprise]))
    result = run_gate(gate, "-k", "sign")
    result.assert_outcomes(failed=2, deselected=6)
    result.stdout.fnmatch_lines(
        [
            "*statement*(x-y)^2=x^2+2xy+y^2",
            "*verdict*fails, exact (expected holds)*",
            "*at x = 1, y = 1",
            "*repair*typo, holds: the sign of the cross term",
            "*next*put the mistake on record*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    assert result.ret == 1


@pytest.mark.parametrize("verdict", [Verdict.UNDECIDED, Verdict.DISPUTED, Verdict.VACUOUS, Verdict.STALE])
def test_no_other_verdict_passes(gate, decided_as, verdict):
    decided_as(RunRecord(claims=[sample_run.claim_result("algebra/squares", verdict, None)]))
    run_gate(gate, "-k", "squares").assert_outcomes(failed=2, deselected=6)


def test_an_erratum_whose_repair_does_not_hold_fails(gate, decided_as):
    decided_as(RunRecord(claims=[sample_run.erratum(Verdict.UNDECIDED)]))
    result = run_gate(gate, "-k", "sign")
    result.assert_outcomes(failed=2, deselected=6)
    result.stdout.fnmatch_lines(["*its repair does not hold*"])


def test_a_corrected_erratum_asks_for_its_record_to_be_removed(gate, decided_as):
    decided_as(RunRecord(claims=[sample_run.claim_result("algebra/sign", expected=Verdict.FAILS)]))
    run_gate(gate, "-k", "sign").stdout.fnmatch_lines(["*remove its record*"])


def test_a_leg_without_evidence_fails(gate, decided_as):
    decided_as(RunRecord(claims=[sample_run.claim_result("algebra/squares", legs=(sample_run.proof(),))]))
    result = run_gate(gate, "-k", "squares")
    result.assert_outcomes(passed=1, failed=1, deselected=6)
    result.stdout.fnmatch_lines(["*no evidence of the leg break*"])


def test_a_live_source_has_a_test_of_its_own(gate, decided_as):
    decided_as(sample_run.unexpected_record())
    gate.path.joinpath("draft.md").write_text("$x$", encoding="utf-8")
    result = run_gate(gate, "--paper-source", "sample=draft.md", "-k", "source or squares")
    result.assert_outcomes(passed=2, failed=1, deselected=10)
    result.stdout.fnmatch_lines(["verify: live source of sample: *draft.md", "draft.md:7:3: refuted: *x = 1, y = 1"])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("sample", "NAME=PATH"),
        ("other=draft.md", "no paper called other"),
        ("sample=missing.md", "cannot read"),
    ],
)
def test_a_source_that_cannot_be_used_is_wrong_use(gate, decided_as, source, said):
    decided_as(sample_run.expected_record())
    result = run_gate(gate, "--paper-source", source)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --paper-source: *{said}*"])


@pytest.mark.parametrize(("text", "said"), [("", "no claim glob"), ("sample/nothing", "no claim matches")])
def test_a_gate_without_claims_is_an_error(pytester, decided_as, text, said):
    decided_as(sample_run.expected_record())
    pytester.path.joinpath("claims.gate").write_text(text, encoding="utf-8")
    result = run_gate(pytester)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines([f"*claims.gate: {said}*"])


def test_header_names_versions_precision_and_seed(gate, decided_as):
    decided_as(sample_run.expected_record())
    result = run_gate(gate)
    result.stdout.fnmatch_lines(
        ["verify: theorem-gate *sympy *z3-solver *python-flint *", "verify: precision * bits*seed *"]
    )


def test_summary_has_a_line_a_claim(gate, decided_as):
    decided_as(sample_run.expected_record())
    result = run_gate(gate)
    result.stdout.fnmatch_lines(
        ["*= claims =*", "holds *symbolic *sample/algebra/squares", "fails *exact *sample/algebra/sign"]
    )
    run_gate(gate, "-q").stdout.no_fnmatch_line("*= claims =*")


def test_junit_carries_claim_verdict_level_and_leg(gate, decided_as):
    decided_as(sample_run.expected_record())
    run_gate(gate, "--junitxml=result.xml")
    cases = ElementTree.parse(gate.path / "result.xml").getroot().iter("testcase")
    said = {case.get("name"): {one.get("name"): one.get("value") for one in case.iter("property")} for case in cases}
    assert said["sample/algebra/sign[break]"] == {
        "claim": "sample/algebra/sign",
        "verdict": "fails",
        "expected": "fails",
        "level": "exact",
        "leg": "break",
        "outcome": "refuted",
        "seconds": "0.125",
        "as_expected": "True",
    }
