"""The guide, walked: a source becomes a folder, its questions are answered, ten claims have their verdicts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from verify import command_line, papers, run
from verify.errors import UsageError
from verify.kernel import Verdict
from verify.registered import FILE
from verify.starting import start, told
from verify.starting.entries import Kind

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SOURCE = EXAMPLES / "contest.tex"


@pytest.fixture(scope="module")
def started() -> start.Start:
    return start.start("contest", SOURCE)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing but the source in it."""
    shutil.copy(SOURCE, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_letters_are_settled_but_one(started):
    settled = {row.name: row.kind for row in started.table.letters}
    assert settled["p"] == settled["u"] == settled["e"] == settled["T"] == "function"
    assert {settled[name] for name in "xyVczn"} == {"scalar"}
    assert [question.about for question in started.table.questions] == [r"\pi"]


def test_every_row_names_its_place_and_only_what_no_range_is_printed_for_is_assumed(started):
    assert all("contest.tex:" in row.said for row in started.table.letters)
    assert [row.name for row in started.table.letters if row.assumed] == []


def test_all_displays_are_read_but_the_one_with_that_letter(started):
    (unread,) = started.of_kind(Kind.UNREAD, display=True)
    assert unread.place == "contest.tex:78:2"
    assert r"\pi" in unread.because


def test_the_steps_are_decided_and_the_slip_is_found_with_a_witness(started):
    found = {
        started.folder.step_ids[id(one)]: started.decision(one).verdict
        for one in started.decided.entries
        if one.kind is Kind.STEP
    }
    assert found.pop("many-contestants/entry") is Verdict.FAILS
    assert found == dict.fromkeys(
        (f"two-contestants/{name}" for name in ("sure", "slope", "concave", "first-order", "rest")), Verdict.HOLDS
    ) | {"many-contestants/limit": Verdict.HOLDS}


def test_the_propositions_are_undecided_claims_with_number_and_name(started):
    assert [(one.within, one.name) for one in started.statements] == [
        ("proposition 1", "Waste between two"),
        ("proposition 2", "Full waste"),
    ]


def test_what_is_written_can_be_used_at_once(started, home, capsys):
    assert start.write(started, home) == ["contest/", FILE, "claims.gate"]
    assert command_line.main(["list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("contest: Waste in a Contest (9 claims)")
    (paper,) = papers.all_papers()
    verdicts = {claim.id: claim.verdict for claim in run.decide(paper).claims}
    assert verdicts["contest/two-contestants/proposition-1"] is Verdict.UNDECIDED
    assert sorted(one.value for one in verdicts.values()) == ["fails"] + ["holds"] * 6 + ["undecided"] * 2
    record = run.check_source(paper, home / "contest.tex")
    assert {one.status for one in record.objections} == {"unread", "refuted"}


def test_a_folder_that_exists_stays_as_it_is(started, home, capsys):
    start.write(started, home)
    (home / "contest" / "notation.py").write_text("# mine\n")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert command_line.main(["init", "contest", "contest.tex"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "contest exists already" in said
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    with pytest.raises(UsageError, match="exists already"):
        start.write(started, home)


def test_a_gate_file_of_the_users_own_is_kept(started, home):
    (home / "claims.gate").write_text("# ours\nother/*\n")
    assert start.write(started, home) == ["contest/", FILE]
    assert (home / "claims.gate").read_text() == "# ours\nother/*\n"


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(started, home, monkeypatch):
    def refuse(*how: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(UsageError, match="No space left"):
        start.write(started, home)
    assert sorted(path.name for path in home.iterdir()) == ["contest.tex"]


@pytest.mark.parametrize("name", ["Contest", "my paper", "../up", "", "a--b", "1st", "class", "a" * 60, "-x", "a/b"])
def test_a_name_that_cannot_name_a_folder_is_refused(name, home):
    with pytest.raises(UsageError, match="cannot name a paper"):
        start.refuse_taken(name, home)


@pytest.mark.parametrize("path", ["missing.tex", ".", "contest.pdf", "words.md"])
def test_a_source_that_cannot_be_used_is_one_line_and_writes_nothing(path, home, capsys):
    (home / "contest.pdf").write_text("no source")
    (home / "words.md").write_text("Words without a formula.")
    assert command_line.main(["init", "draft", path]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (home / "draft").exists()
    assert not (home / FILE).exists()


def test_what_is_said_follows_the_source(started, capsys):
    import sys

    said = "\n".join(told.lines(started, sys.stdout))
    assert "contest.tex:78:2" in said
    assert "at n = 1, V = 1, c = 1" in said
    assert told.summary(started) == (
        "11 of 12 displays read, 11 letters settled, 5 definitions; steps: 6 holds, 1 fails"
    )


# --- the finished registry --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finished():
    here = Path.cwd()
    os.chdir(EXAMPLES)
    try:
        (paper,) = papers.all_papers()
        return run.check_source(paper, Path("contest.tex"))
    finally:
        os.chdir(here)


def test_ten_claims_have_the_verdicts_of_the_guide(finished):
    verdicts = {claim.id: claim.verdict for claim in finished.claims}
    assert len(verdicts) == 10
    assert verdicts.pop("contest/many-contestants/entry") is Verdict.FAILS
    assert set(verdicts.values()) == {Verdict.HOLDS}
    assert finished.passed


def test_the_slip_is_on_record_and_its_repair_holds(finished):
    (slip,) = [claim for claim in finished.claims if claim.verdict is Verdict.FAILS]
    assert slip.repair.verdict is Verdict.HOLDS
    assert [one.status for one in finished.displays if one.label == "eq:entry"] == ["erratum"]


def test_the_finished_letters_are_the_inferred_ones_and_the_answer(started):
    here = Path.cwd()
    os.chdir(EXAMPLES)
    try:
        (paper,) = papers.all_papers()
    finally:
        os.chdir(here)
    inferred = {(row.name, row.kind, row.domain, row.said) for row in started.table.letters}
    written = {(row.name, row.kind, row.domain, row.said) for row in paper.notation.letters}
    assert inferred < written
    assert {name for name, *_ in written - inferred} == {r"\pi"}
