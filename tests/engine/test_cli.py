"""The command line: exit codes, one clear line for bad input, plain text when piped."""

from __future__ import annotations

import io
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import sample_run

from verify import terminal
from verify.command_line import main, options
from verify.errors import UsageError
from verify.json_schema import run_schema
from verify.junit import junit_xml
from verify.record import RunRecord
from verify.sarif import sarif_log
from verify.writing import json_text, write_whole


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_run_exits_0_if_all_is_as_expected(decided_as, capsys):
    decided_as(sample_run.expected_record())
    assert main(["run"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].startswith("all as expected; next: verify report")
    assert err == ""


def test_run_exits_1_if_something_is_not(decided_as, capsys):
    decided_as(sample_run.unexpected_record())
    assert main(["run"]) == 1
    assert (
        capsys.readouterr().out.splitlines()[-1] == "1 claim is not as expected; next: verify show sample/limits/open"
    )


def test_a_glob_chooses_with_or_without_the_paper_in_front(decided_as, capsys):
    decided_as(sample_run.unexpected_record())
    for glob in ("algebra/*", "sample/algebra/*"):
        assert main(["run", glob]) == 0
        out = capsys.readouterr().out
        assert "sample/algebra/squares" in out
        assert "limits" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required: COMMAND"),
        (["prove"], "invalid choice"),
        (["run", "algebra/squars"], "no claim matches algebra/squars"),
        (["run", "--paper", "other"], "no paper called other; the papers are sample"),
        (["run", "--jobs", "0"], "give 1 or more"),
        (["run", "--jobs", "many"], "give 1 or more"),
        (["paper", "missing.md", "--paper", "sample"], "cannot read missing.md"),
        (["paper", ".", "--paper", "sample"], "cannot read ."),
        (["paper", "missing.md"], "required: --paper"),
        (["show", "*"], "stands for 4 claims"),
        (["report", "--source", "sample"], "not of the form NAME=PATH"),
        (["report", "--source", "other=x"], "no paper called other"),
        (["run", "--json", "/dev/null/x"], "cannot write /dev/null/x"),
        (["run", "\x1b[31m\nred"], "no claim matches [31m red"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(decided_as, capsys, arguments, said):
    decided_as(sample_run.expected_record())
    try:
        code = main(arguments)
    except SystemExit as exit_of_argparse:
        code = exit_of_argparse.code
    err = capsys.readouterr().err
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1
    assert "\x1b" not in err


def test_interruption_exits_130(decided_as, monkeypatch, capsys):
    decided_as(sample_run.expected_record())

    def interrupted(*_: object, **__: object) -> RunRecord:
        raise KeyboardInterrupt

    monkeypatch.setattr("verify.run.decide", interrupted)
    assert main(["run"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_too_deep_a_nesting_is_an_explained_refusal(decided_as, monkeypatch, capsys):
    decided_as(sample_run.expected_record())

    def deep(*_: object, **__: object) -> RunRecord:
        raise RecursionError

    monkeypatch.setattr("verify.run.decide", deep)
    assert main(["run"]) == 2
    assert "nested too deeply" in capsys.readouterr().err


def test_paper_points_at_the_line_and_exits_1(decided_as, capsys):
    decided_as(sample_run.unexpected_record())
    Path("draft.md").write_text("$x$", encoding="utf-8")
    assert main(["paper", "draft.md", "--paper", "sample", "--sarif", "a.sarif", "--json", "a.json"]) == 1
    assert "draft.md:7:3: refuted: sample/algebra/sign; x = 1, y = 1" in capsys.readouterr().out
    region = json.loads(Path("a.sarif").read_text())["runs"][0]["results"][0]["locations"][0]["physicalLocation"][
        "region"
    ]
    assert (region["startLine"], region["startColumn"]) == (7, 3)
    jsonschema.validate(json.loads(Path("a.json").read_text()), run_schema())


def test_list_names_every_claim_without_deciding(decided_as, capsys, monkeypatch):
    decided_as(sample_run.expected_record())
    monkeypatch.setattr("verify.run.decide", None)
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert [claim.id in out for claim in sample_run.expected_record().claims] == [True] * 4


def test_show_says_everything_about_one_claim(decided_as, capsys):
    decided_as(sample_run.expected_record())
    assert main(["show", "algebra/sign"]) == 0
    out = capsys.readouterr().out
    for fact in (r"(x-y)^2=x^2+2xy+y^2", "fails, exact", "x = 1, y = 1", "typo, holds", "--fresh"):
        assert fact in out


def test_report_writes_all_forms_and_accepts_verdicts(decided_as, capsys):
    decided_as(sample_run.expected_record())
    assert main(["report", "--accept"]) == 0
    written = {path.name for path in Path("reports").iterdir()}
    assert written >= {
        "report.html",
        "report.md",
        "appendix.tex",
        "verified.sty",
        "run.json",
        "junit.xml",
        "baseline.json",
    }
    assert "wrote reports/report.html" in capsys.readouterr().out


def test_report_writes_only_the_form_that_is_asked_for(decided_as):
    decided_as(sample_run.expected_record())
    assert main(["report", "--md", "comment.md"]) == 0
    assert [path.name for path in Path().iterdir()] == ["comment.md"]


def test_a_record_on_standard_output_is_nothing_but_the_record(decided_as, capsys):
    decided_as(sample_run.unexpected_record())
    assert main(["run", "--json", "-"]) == 1
    out, err = capsys.readouterr()
    jsonschema.validate(json.loads(out), run_schema())
    assert "not as expected" in err


def test_the_table_fits_100_columns_however_long_the_names(decided_as, capsys):
    record = sample_run.unexpected_record()
    long = sample_run.claim_result("limits/" + "a-name-that-goes-on" * 9, reason="because " * 40)
    record.claims.append(replace(long, verdict=sample_run.Verdict.FAILS))
    decided_as(record)
    main(["run"])
    table = capsys.readouterr().out.splitlines()[:-4]
    assert max(map(len, table)) <= 100


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_and_live_progress_only_on_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    claims = sample_run.unexpected_record().claims
    assert "\x1b" not in "".join(terminal.table(claims, io.StringIO()))
    assert "\x1b" in "".join(terminal.table(claims, Terminal()))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in "".join(terminal.table(claims, Terminal()))
    piped, live = io.StringIO(), Terminal()
    for stream in (piped, live):
        progress = terminal.Progress(stream)
        progress(sample_run.undecided(), 1, 2)
        assert progress.first_failure == "sample/limits/open"
    assert piped.getvalue() == ""
    assert "1/2 undecided sample/limits/open" in live.getvalue()


def test_the_last_line_names_what_failed_first():
    record = sample_run.unexpected_record()
    record.claims.append(sample_run.claim_result("limits/next", sample_run.Verdict.DISPUTED, None))
    assert terminal.next_step(record, first_failure="sample/limits/next").endswith("verify show sample/limits/next")


def test_a_file_stays_as_it_was_when_writing_fails(tmp_path, monkeypatch):
    target = tmp_path / "run.json"
    target.write_text("before", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(target, "after")
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_explained_error_and_devices_stay_devices(decided_as, capsys):
    decided_as(sample_run.expected_record())
    assert main(["run", "--json", "/dev/full"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_writing_keeps_links_and_permissions(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("before", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "after")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "after"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_json_has_no_word_for_what_is_no_number():
    with pytest.raises(ValueError, match="JSON"):
        json_text({"seconds": float("nan")})


@pytest.mark.parametrize("record", [RunRecord(), sample_run.expected_record(), sample_run.unexpected_record()])
def test_every_record_has_the_published_form(record):
    jsonschema.Draft202012Validator.check_schema(run_schema())
    jsonschema.validate(record.as_json(), run_schema())


def test_the_schema_refuses_a_verdict_that_does_not_exist():
    wrong = sample_run.expected_record().as_json()
    wrong["claims"][0]["verdict"] = "probably"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, run_schema())


def test_sarif_names_each_finding_once():
    log = sarif_log(sample_run.unexpected_record())
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == ["refuted", "unexpected-verdict"]
    assert sarif_log(sample_run.expected_record())["runs"][0]["results"] == []


def test_junit_counts_and_holds_any_text():
    record = sample_run.unexpected_record()
    record.claims.append(
        sample_run.claim_result("limits/odd", statement="\x00<&]]>", reason="\x1b", expected=sample_run.Verdict.FAILS)
    )
    text = junit_xml(record)
    assert 'tests="12" failures="3" errors="0" skipped="1"' in text
    assert "\x00" not in text


def test_jobs_are_positive_numbers():
    assert options.job_count("3") == 3
    assert options.usable_cores() >= 1
