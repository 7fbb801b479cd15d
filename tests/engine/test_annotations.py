"""Annotations of a code host: right places, and no text of a paper that is taken for a command."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
import sample_run
from hypothesis import given
from hypothesis import strategies as st

from verify.annotations import command, github_lines, inert
from verify.command_line import main
from verify.kernel import Verdict
from verify.record import FormulaResult, PaperResult, RunRecord


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart."""
    match = re.fullmatch(r"::(\S+?)(?: (.*?))?::(.*)", line)
    assert match, line
    pairs = [pair.partition("=") for pair in (match[2] or "").split(",") if pair]
    unescaped = {key: _back(value.replace("%3A", ":").replace("%2C", ",")) for key, _, value in pairs}
    return match[1], unescaped, _back(match[3])


def _back(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Z")), min_size=1, max_size=12)


@given(PRINTED, PRINTED, st.text("ab%:,\r\n=; ", max_size=20))
def test_the_runner_reads_what_was_meant(file, title, message):
    line = command("error", message, file=file, line=3, title=title)
    assert "\n" not in line
    assert "\r" not in line
    assert parsed(line) == ("error", {"file": file, "line": "3", "title": title}, message)


def objection(**facts: object) -> FormulaResult:
    whole = FormulaResult(7, 7, "f(x)=-ax", "refuted", ("small/line",), "false at x = 1", "draft.md", 3)
    return replace(whole, **facts)


def only(*formulas: FormulaResult, **facts: object):
    record = RunRecord(formulas=list(formulas), **facts)  # type: ignore[arg-type]
    return [parsed(line) for line in github_lines(record)]


def test_a_refuted_formula_is_an_error_at_its_line_with_the_witness():
    ((name, place, message),) = only(objection())
    assert (name, place["file"], place["line"], place["endLine"], place["col"]) == ("error", "draft.md", "7", "7", "3")
    assert place["title"] == "refuted: small/line"
    assert message == "A printed formula is false; small/line; false at x = 1\nf(x)=-ax"


def test_columns_are_left_out_over_several_lines():
    ((_, place, _),) = only(objection(end_line=9))
    assert (place["line"], place["endLine"]) == ("7", "9")
    assert "col" not in place


@pytest.mark.parametrize("status", ["verified", "definition", "erratum"])
def test_what_is_accepted_is_silent(status):
    assert only(objection(status=status)) == []


def test_errors_come_before_warnings():
    names = [name for name, _, _ in only(objection(status="unlinked"), objection(line=1), objection(status="unread"))]
    assert names == ["error", "error", "warning"]


def test_a_claim_that_no_formula_explains_stands_at_the_top_of_its_source():
    sources = [PaperResult(sample_run.NAME, "draft.md", "", 2)]
    found = only(objection(claims=("sample/limits/later",)), papers=sources, claims=[sample_run.undecided()])
    _, (name, place, message) = found
    assert (name, place["file"], place["line"]) == ("error", "draft.md", "1")
    assert place["title"] == "undecided: sample/limits/open"
    assert message == "sample/limits/open: undecided, expected holds: no leg decided it"


def test_a_claim_whose_formula_is_accepted_stands_there():
    fallen = sample_run.erratum(Verdict.FAILS)
    ((_, place, message),) = only(objection(status="erratum", claims=(fallen.id,)), claims=[fallen])
    assert place["line"] == "7"
    assert message.startswith("sample/algebra/sign: fails as on record, but its repair is fails\nat x = 1, y = 1")


def test_a_claim_is_told_once():
    fallen = sample_run.undecided()
    assert len(only(objection(claims=(fallen.id,)), claims=[fallen])) == 1


def test_files_are_named_from_the_root_of_the_repository(tmp_path):
    record = RunRecord(formulas=[objection(file=str(tmp_path / "paper" / "draft.md"))])
    (line,) = github_lines(record, tmp_path)
    assert parsed(line)[1]["file"] == "paper/draft.md"
    (line,) = github_lines(record, tmp_path / "elsewhere")
    assert parsed(line)[1]["file"] == (tmp_path / "paper" / "draft.md").as_posix()


HOSTILE = ["::error::x", "a\n::set-output name=x::y", "##[error]x", "%0A::error::x", "\x1b[31m\u2028::stop-commands::x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_one_command(text):
    named = objection(latex=text, detail=text, claims=(text,), file=text, status="refuted")
    (line,) = github_lines(RunRecord(formulas=[named]))
    assert len(line.splitlines()) == 1
    assert line.startswith("::error file=")


def test_what_is_printed_around_the_annotations_is_inert():
    stream = io.StringIO()
    with inert(stream):
        stream.write("  ::error::from a paper\n")
    first, middle, last = stream.getvalue().splitlines()
    token = first.removeprefix("::stop-commands::")
    assert (first, last) == (f"::stop-commands::{token}", f"::{token}::")
    assert middle == "  ::error::from a paper"
    assert len(token) == 32


def test_verify_paper_prints_them_after_the_table(decided_as, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    decided_as(sample_run.unexpected_record())
    Path("draft.md").write_text("$x$", encoding="utf-8")
    assert main(["paper", "draft.md", "--paper", "sample", "--annotations", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    stop = lines[0].removeprefix("::stop-commands::")
    after = lines[lines.index(f"::{stop}::") + 1 :]
    assert [parsed(line)[1]["title"] for line in after] == [
        "refuted: sample/algebra/sign",
        "undecided: sample/limits/open",
    ]


def test_no_other_host_is_known(decided_as, capsys):
    decided_as(sample_run.unexpected_record())
    with pytest.raises(SystemExit) as exit_of_argparse:
        main(["paper", "draft.md", "--paper", "sample", "--annotations", "elsewhere"])
    assert exit_of_argparse.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
