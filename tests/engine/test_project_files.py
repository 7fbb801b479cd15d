"""The files of a paper: all that it includes, none outside its folder, whatever state they are in."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from verify.sources.project import Project


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    (folder / "sections").mkdir(parents=True)
    main = folder / "main.tex"
    main.write_text("\\usepackage{own}\\input{sections/model}\n\\include{proofs}\n", encoding="utf-8")
    (folder / "sections" / "model.tex").write_text("\\subimport{sections}{deep}\n", encoding="utf-8")
    return main


def names(main: Path) -> set[str]:
    folder = main.resolve().parent
    return {path.relative_to(folder).as_posix() for path in Project(main).files()}


def test_every_file_that_may_be_meant_belongs_to_the_paper(paper):
    assert names(paper) >= {"main.tex", "own.sty", "sections/model.tex", "proofs.tex", "sections/deep.tex"}


def test_the_fingerprint_follows_every_file_and_nothing_else(paper):
    seen = {Project(paper).fingerprint()}
    (paper.parent / "notes.tex").write_text("not included", encoding="utf-8")
    assert Project(paper).fingerprint() in seen
    for name in ("main.tex", "sections/model.tex", "proofs.tex", "own.sty", "sections/deep.tex"):
        path = paper.parent / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(text + "%", encoding="utf-8")
        assert Project(paper).fingerprint() not in seen, name
        seen.add(Project(paper).fingerprint())


def test_files_that_are_included_later_are_followed_from_then_on(paper):
    project = Project(paper)
    seen = [project.fingerprint()]
    model, later = paper.parent / "sections" / "model.tex", paper.parent / "later.tex"
    for path, text in ((later, "x"), (model, r"\input{later}"), (later, "y"), (model, ""), (later, "z")):
        path.write_text(text, encoding="utf-8")
        seen.append(project.fingerprint())
    assert [old != new for old, new in pairwise(seen)] == [False, True, True, True, False]
    assert seen[-1] == Project(paper).fingerprint()


def test_a_flipped_sign_changes_it_whatever_the_times_say(paper):
    import os

    before, times = Project(paper).fingerprint(), paper.stat()
    paper.write_text(paper.read_text(encoding="utf-8").replace("own", "owm"), encoding="utf-8")
    os.utime(paper, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert paper.stat().st_size == times.st_size
    assert Project(paper).fingerprint() != before


def test_a_file_that_is_gone_is_a_state_and_its_return_another(paper):
    text, there = paper.read_text(encoding="utf-8"), Project(paper).fingerprint()
    paper.unlink()
    assert Project(paper).fingerprint() != there
    paper.write_text(text, encoding="utf-8")
    assert Project(paper).fingerprint() == there


@pytest.mark.parametrize(
    "text",
    [
        r"\input{../secret}",
        r"\input{/etc/passwd}",
        r"\input{\jobname}",
        "\\input{a\x00b}",
        r"\input{}",
        r"\input{.}",
        r"\input{main}\input{main.tex}",
        r"\newcommand{\get}[1]{\input{#1}}",
        "\\input{a\nb}",
    ],
)
def test_no_name_leads_out_of_the_folder_or_into_a_circle(paper, text):
    paper.write_text(text, encoding="utf-8")
    folder = paper.resolve().parent
    assert all(path.is_relative_to(folder) and not path.is_dir() for path in Project(paper).files())


def test_a_link_out_of_the_folder_is_not_followed(paper, tmp_path):
    (tmp_path / "secret.tex").write_text("x", encoding="utf-8")
    (paper.parent / "proofs.tex").symlink_to(tmp_path / "secret.tex")
    assert not any("secret" in path.name for path in Project(paper).files())


@pytest.mark.parametrize("name", ["paper.md", "paper.markdown", "paper.html"])
def test_a_paper_in_another_language_is_one_file(tmp_path, name):
    paper = tmp_path / name
    paper.write_text(r"\input{other}", encoding="utf-8")
    assert Project(paper).files() == (paper.resolve(),)
