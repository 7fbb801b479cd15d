"""Watching a paper while it is written: only what changed is said, and no state of the file ends the watch."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import sample_run
from small_paper import SOURCE, small_paper

from verify import run
from verify.command_line import main
from verify.command_line.watch import Watcher, seconds
from verify.record import FormulaResult, RunRecord
from verify.sources.read import read_source

Edit = Callable[[Path], object]


def writing(text: str) -> Edit:
    return lambda path: path.write_text(text, encoding="utf-8")


def read_as_it_is(paper: object, path: Path, **_: object) -> RunRecord:
    """A record of what the file prints: a formula with a minus is refuted."""
    return RunRecord(
        formulas=[
            FormulaResult(
                one.line,
                one.end_line,
                one.latex.strip(),
                "refuted" if "-" in one.latex else "verified",
                file="paper.md",
            )
            for one in read_source(path).formulas
        ]
    )


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is said of a file that is edited in steps; after the last one somebody presses Ctrl-C."""

    def watch(*edits: Edit, check=read_as_it_is, start: str = "$a=b$ $c=d$", paper=None) -> list[str]:
        monkeypatch.setattr(run, "check_source", check)
        path = tmp_path / "paper.md"
        path.write_text(start, encoding="utf-8")
        stream, waiting = io.StringIO(), list(edits)
        quiet = 0

        def pause(_: float) -> None:
            nonlocal quiet
            quiet += 1
            if quiet % 3:  # two looks that agree, and one for good measure
                return
            if not waiting:
                raise KeyboardInterrupt
            waiting.pop(0)(path)

        with pytest.raises(KeyboardInterrupt):
            Watcher(paper or sample_run.sample_paper(), path, stream, pause).run()
        return stream.getvalue().splitlines()

    return watch


def test_the_start_says_how_things_stand(watched):
    first, *rest = watched()
    assert first.endswith("paper.md (1 file); Ctrl-C ends it")
    assert rest == ["0 claims; 2 formulas: 2 verified", "all as expected"]


def test_only_what_an_edit_changed_is_said(watched):
    lines = watched(writing("$a=b$ $c=-d$"))
    assert lines[3:] == [
        "paper.md:1:1: refuted, was verified",
        "    c=-d",
        "    was c=d",
        "1 formula not accepted",
    ]


def test_a_correction_is_said_too(watched):
    lines = watched(writing("$a=b$ $c=-d$"), writing("$a=b$ $c=d$"))
    assert lines[-4:] == ["paper.md:1:1: mended (verified), was refuted", "    c=d", "    was c=-d", "all as expected"]


def test_an_edit_of_the_words_changes_nothing(watched):
    assert watched(writing("Let $a=b$ and $c=d$"))[3:] == ["nothing changed; all as expected"]


def test_touching_the_file_is_no_edit(watched):
    assert len(watched(lambda path: path.touch(), lambda path: writing(path.read_text())(path))) == 3


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (lambda path: path.unlink(), "cannot be opened (No such file or directory)"),
        (writing(""), "an empty file"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "no UTF-8"),
        (lambda path: path.write_bytes(b"$a=b$\x00"), "NUL byte"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be opened (Is a directory)"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_until_it_can(watched, trouble, said):
    def back(path: Path) -> None:
        if path.is_dir():
            path.rmdir()
        writing("$a=b$ $c=-d$")(path)

    lines = watched(trouble, back)
    assert "waiting for the next change" in lines[3]
    assert said in lines[3]
    assert lines[4].startswith("paper.md:1:1: refuted")


def test_a_half_written_file_is_compared_with_the_last_that_could_be_read(watched):
    lines = watched(writing("$a=b$ \\["), writing("$a=b$ $c=d$"))
    assert "waiting for the next change" in lines[3]
    assert lines[4:] == ["nothing changed; all as expected"]


def test_a_defect_that_an_edit_brings_out_does_not_end_the_watch(watched):
    def fragile(paper: object, path: Path, **how: object) -> RunRecord:
        if "oops" in path.read_text():
            raise TypeError("unheard of")
        return read_as_it_is(paper, path)

    lines = watched(writing("$oops$"), writing("$a=b$"), check=fragile)
    assert lines[3] == "cannot be checked now, waiting for the next change: TypeError: unheard of"
    assert lines[4:] == ["paper.md:1:1: removed", "    c=d", "all as expected"]


def test_an_edit_during_a_check_starts_it_anew(watched):
    seen: list[str] = []

    def slow(paper: object, path: Path, *, progress, **how: object) -> RunRecord:
        seen.append(path.read_text())
        if len(seen) == 2:
            writing("$a=b$ $c=e$")(path)
        progress(sample_run.claim_result("algebra/squares"), 1, 1)
        return read_as_it_is(paper, path)

    lines = watched(writing("$a=b$ $c=-d$"), check=slow)
    assert seen == ["$a=b$ $c=d$", "$a=b$ $c=-d$", "$a=b$ $c=e$"]
    assert not any("refuted" in line for line in lines)


def test_no_control_character_of_a_paper_reaches_the_terminal(watched):
    lines = watched(writing("$a=b$ $c=-\x1b[31m\u202ed$"))
    assert not any("\x1b" in line or "\u202e" in line for line in lines)


def test_a_paper_is_watched_with_the_verdicts_of_its_claims(watched, tmp_path, monkeypatch):
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path / "cache"))
    wrong = writing(SOURCE.replace("f'(x)=a.", "f'(x)=-a."))
    equal = writing(SOURCE.replace("f'(x)=a.", "a=f'(x)"))
    lines = watched(equal, wrong, writing(SOURCE), check=run.check_source, start=SOURCE, paper=small_paper())
    assert lines[2] == "all as expected"
    said = "\n".join(lines[3:])
    assert "paper.md:10:1: equal in another form (verified): small/slope" in said
    assert "paper.md:10:1: refuted, was verified: small/slope; false at" in said
    assert "small/slope: fails, exact (was holds, symbolic)\n    at " in said
    assert lines[-4:] == [
        "    f'(x)=a.",
        "    was f'(x)=-a.",
        "small/slope: holds, symbolic (was fails, exact)",
        "all as expected",
    ]


def test_interruption_ends_it_with_one_line_and_130(decided_as, monkeypatch, capsys, tmp_path):
    decided_as(sample_run.expected_record())
    path = tmp_path / "draft.md"
    path.write_text("$a=b$", encoding="utf-8")

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("verify.command_line.watch.time.sleep", interrupted)
    assert main(["watch", str(path), "--paper", "sample"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md", "--paper", "sample"], "cannot read missing.md"),
        (["missing.md", "--paper", "other"], "no paper called other"),
        (["missing.md", "--paper", "sample", "--every", "0"], "no pause"),
        (["missing.md", "--paper", "sample", "--every", "often"], "no pause"),
        (["missing.md", "--paper", "sample", "--every", "nan"], "no pause"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(decided_as, capsys, arguments, said):
    decided_as(sample_run.expected_record())
    try:
        code = main(["watch", *arguments])
    except SystemExit as exit_of_argparse:
        code = exit_of_argparse.code
    err = capsys.readouterr().err
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_pause_is_a_number_of_seconds():
    assert seconds("0.5") == 0.5
