"""Two versions of a paper: files, folders, git revisions; what fell decides the exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import sample_run
from small_paper import SOURCE, small_paper

from verify import papers, run
from verify.claims import Paper
from verify.command_line import main
from verify.reading.macros import definitions, gathered
from verify.record import FormulaResult, RunRecord
from verify.revisions import Repository
from verify.sameness import Sameness
from verify.sources.read import read_source

WITH_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
RIGHT, WRONG = r"\[a=b\] \[c=d\]", r"\[a=b\] \[c=-d\]"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def reads_as_it_is(decided_as, monkeypatch):
    """The sample paper; a formula with a minus is refuted."""
    decided_as(sample_run.expected_record())

    def check_source(paper: Paper, path: Path, **how: object) -> RunRecord:
        found = read_source(path).formulas
        statuses = ["refuted" if "-" in one.latex else "verified" for one in found]
        return RunRecord(
            formulas=[
                FormulaResult(one.line, one.end_line, one.latex, status, file=one.file, column=one.column)
                for one, status in zip(found, statuses, strict=True)
            ]
        )

    monkeypatch.setattr(run, "check_source", check_source)


def write(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def git(*arguments: str) -> None:
    named = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *arguments], check=True, capture_output=True)


def commit(words: str) -> None:
    git("add", ".")
    git("commit", "-q", "-m", words)


def diff(*arguments: str) -> int:
    return main(["diff", *arguments, "--paper", "sample", "--jobs", "1"])


def test_nothing_fell_between_a_version_and_itself(reads_as_it_is, capsys):
    write("a.md", RIGHT)
    assert diff("a.md", "a.md") == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.md -> a.md: 2 same; 0 claims changed",
        "nothing fell; a.md by itself: all as expected",
    ]


def test_what_fell_is_told_with_its_place_and_what_stood_there(reads_as_it_is, capsys):
    assert diff(write("a.md", RIGHT), write("b.md", WRONG)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "b.md:1:11: refuted, was verified",
        "    c=-d",
        "    was c=d",
        "a.md -> b.md: 1 refuted, 1 same; 0 claims changed",
        "1 formula fell",
    ]


def test_the_way_back_is_no_fall(reads_as_it_is, capsys):
    assert diff(write("b.md", WRONG), write("a.md", RIGHT)) == 0
    assert "1 mended" in capsys.readouterr().out


def test_a_wrong_formula_in_both_versions_did_not_fall(reads_as_it_is, capsys):
    assert diff(write("a.md", WRONG), write("b.md", WRONG + r" \[e=f\]")) == 0
    assert "nothing fell; b.md by itself: 1 formula not accepted" in capsys.readouterr().out


def test_folders_hold_one_paper_each(reads_as_it_is, capsys):
    write("old/main.tex", "\\documentclass{article}\\begin{document}\n\\input{part}\n\\end{document}")
    write("old/part.tex", RIGHT)
    shutil.copytree("old", "new")
    write("new/part.tex", WRONG)
    assert diff("old", "new") == 1
    assert f"{Path('new/part.tex')}:1:11: refuted" in capsys.readouterr().out


@WITH_GIT
def test_revisions_are_compared_with_all_their_files(reads_as_it_is, capsys):
    git("init", "-q")
    write("paper/main.tex", "\\documentclass{article}\\begin{document}\n\\input{parts/one}\n\\end{document}")
    write("paper/parts/one.tex", RIGHT + "\n\\input{two}")
    write("paper/parts/two.tex", r"\[e=f\]")
    commit("right")
    write("paper/parts/two.tex", r"\[e=-f\]")
    commit("wrong")
    write("paper/parts/two.tex", r"\[e=f\]")
    assert diff("HEAD~1", "HEAD", "--source", "paper/main.tex") == 1
    assert "HEAD:paper/parts/two.tex:1:3: refuted, was verified" in capsys.readouterr().out
    assert diff("HEAD", "--source", "paper/main.tex") == 0
    assert "paper/parts/two.tex:1:3: mended (verified), was refuted" in capsys.readouterr().out


@WITH_GIT
def test_a_link_in_a_revision_leads_nowhere(tmp_path):
    git("init", "-q")
    (tmp_path / "secret").write_text(RIGHT, encoding="utf-8")
    write("paper.tex", r"\input{part}")
    Path("part.tex").symlink_to(tmp_path / "secret")
    commit("a link")
    main_file = Repository.of(Path("paper.tex")).write_out("HEAD", tmp_path / "out")
    assert main_file == tmp_path / "out" / "paper.tex"
    assert not (tmp_path / "out" / "part.tex").is_symlink()
    assert "a=b" not in (tmp_path / "out" / "part.tex").read_text(encoding="utf-8")


@WITH_GIT
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("HEAD~1", "HEAD", "--source", "a.md"), "no revision HEAD~1 here"),
        (("", "--source", "a.md"), "no revision here"),
        (("--", "--output=x", "HEAD"), "no file or folder --output=x"),
        (("HEAD", "--source", "gone.md"), "gone.md does not exist at HEAD"),
        (("HEAD", "--source", "none/gone.md"), "its folder does not exist"),
        (("HEAD", "HEAD"), "to compare git revisions give --source"),
        (("a.md",), "one version alone"),
        ((".", "a.md"), "should hold one paper"),
        (("a.md", "empty.md"), "an empty file"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(reads_as_it_is, capsys, arguments, said):
    git("init", "-q")
    write("a.md", RIGHT)
    commit("one")
    write("b.md", RIGHT)
    write("empty.md", "")
    head, tail = arguments, ()
    if "--" in arguments:
        head, tail = (), arguments
    assert main(["diff", *head, "--paper", "sample", "--jobs", "1", *tail]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1


def test_revisions_need_a_repository(reads_as_it_is, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    write("a.md", RIGHT)
    assert diff("HEAD", "--source", "a.md") == 2
    assert "in no git repository" in capsys.readouterr().err or shutil.which("git") is None


def test_the_comparison_as_json(reads_as_it_is, capsys):
    diff(write("a.md", RIGHT), write("b.md", WRONG), "--json", "-")
    told = json.loads(capsys.readouterr().out)
    (one,) = told["formulas"]
    assert (one["kind"], one["fell"], one["old"]["status"], one["new"]["status"]) == (
        "refuted",
        True,
        "verified",
        "refuted",
    )


@pytest.fixture
def small(monkeypatch, tmp_path):
    """The small paper as the one that is installed."""
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(papers, "paper", lambda name: small_paper())


def test_edits_of_each_kind_in_one_paper(small, capsys):
    edits = [
        ("f'(x)=a.", "f'(x)=-a."),
        ("h(x)=x^2.", "h(x)=2x^2."),
        ("\\[\nf(x)>0.\n\\]\n", ""),
        ("f(x)=ax.", "f(x)=xa."),
    ]
    text = SOURCE
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    write("a.md", SOURCE)
    write("b.md", text)
    assert main(["diff", "a.md", "b.md", "--paper", "small", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "b.md:10:1: refuted, was verified: small/slope; false at" in out
    assert "b.md:18:1: changed definition, was definition: false at x = 1" in out
    assert "b.md:6:1: equal in another form (definition)\n    f(x)=xa.\n    was f(x)=ax." in out
    assert "a.md:14:1: removed: small/positive" in out
    assert "small/sum: fails, exact (was holds, symbolic)\n    at " in out
    assert "small/positive: stale (was holds, symbolic)" in out


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (r"f'(x)=\frac{2a}{2}.", True),
        (r"\frac{d}{dx}f(x)=a", True),
        ("f'(x)=a+x-x", True),
        ("f'(x)=2a", False),
        ("f'(x)\\ge a", False),
        ("f'(x)=a,\\qquad f'(x)=a", False),
        ("f(x)=ax", False),
        (r"f'(x)=\oops", False),
    ],
)
def test_two_texts_say_the_same_only_if_that_is_proved(other, same):
    texts = [FormulaResult(1, 1, latex, "verified", section="lines") for latex in ("f'(x)=a.", other)]
    assert Sameness(small_paper())(*texts) is same


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (r"h(x)=x^2\quad\Rightarrow\quad h'(x)=2x", r"h(x)=xx\quad\Rightarrow\quad h'(x)=x+x", True),
        (r"h(x)=x^2\quad\Rightarrow\quad h'(x)=2x", r"h(x)=x^2\quad\Rightarrow\quad h'(x)=-2x", False),
        (r"h(x)=x^2\quad\Rightarrow\quad h'(x)=2x", r"h(x)=x^2\quad\Leftrightarrow\quad h'(x)=2x", False),
        (r"h(x)=x^2,\qquad f(x)=ax", r"h(x)=xx,\qquad f(x)=xa", True),
        (r"h(x)=x^2,\qquad f(x)=ax", r"f(x)=ax,\qquad h(x)=x^2", False),
        (r"h(x)=x^2,\qquad f(x)=ax", r"h(x)=x^2", False),
    ],
)
def test_statements_in_a_row_are_compared_one_by_one(old, new, same):
    texts = [FormulaResult(1, 1, latex, "verified", section="parabolas") for latex in (old, new)]
    assert Sameness(small_paper())(*texts) is same


def test_a_comparison_that_goes_on_for_ever_shows_nothing(monkeypatch):
    monkeypatch.setattr("verify.live.same_statement", lambda *_: time.sleep(600))
    texts = [FormulaResult(1, 1, latex, "verified", section="lines") for latex in ("f'(x)=a.", "a=f'(x)")]
    assert Sameness(small_paper(), seconds=0.2)(*texts) is False


@pytest.mark.parametrize(("meaning", "same"), [("a", True), ("2a", False)])
def test_each_version_is_read_in_its_own_macros(meaning, same):
    text = rf"\newcommand{{\slope}}{{{meaning}}}"
    macros = gathered(text, list(definitions(text)), -1)
    texts = [FormulaResult(1, 1, latex, "verified", section="lines") for latex in ("f'(x)=a.", r"f'(x)=\slope.")]
    assert Sameness(small_paper(), {}, macros)(*texts) is same
    assert Sameness(small_paper(), {}, {})(*texts) is False
