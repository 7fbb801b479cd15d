"""Papers of a folder: found through its verify.toml, loaded from inside it only; kept answers depend on their code."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify import imports, papers, registered
from verify.errors import UsageError

SMALL = """
from verify.claims import Paper, display
from verify.reading.notation import Letter, Notation
from .letters import LETTERS

def build():
    paper = Paper("small", "Small", Notation(LETTERS))
    paper.section("one", "One").claim("square", display("(x+1)^2=x^2+2x+1"))
    return paper
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one paper."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "letters.py").write_text("from verify.reading.notation import Letter\nLETTERS = (Letter('x'),)\n")
    (folder / "paper.py").write_text(SMALL)
    (tmp_path / registered.FILE).write_text(registered.register("small", "small", tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_registered_paper_is_found_and_is_the_only_one_here(home):
    assert papers.names() == ("small",)
    assert list(papers.paper("small").claims) == ["small/square"]


def test_loading_adds_nothing_to_the_search_path(home):
    import sys

    before = list(sys.path)
    papers.paper("small")
    assert sys.path == before
    assert "small" not in sys.modules


def test_outside_the_folder_the_installed_papers_are_the_papers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "power-game" in papers.names()


@pytest.mark.parametrize("folder", ["../elsewhere", "/tmp", ".", "inner/../../elsewhere"])
def test_a_paper_outside_the_folder_is_refused(home, folder):
    (home / registered.FILE).write_text(f'[papers]\nsmall = "{folder}"\n')
    with pytest.raises(UsageError, match="outside its folder"):
        papers.names()


def test_a_link_that_leads_outside_is_refused(home, tmp_path_factory):
    (home / "link").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    (home / registered.FILE).write_text('[papers]\nsmall = "link"\n')
    with pytest.raises(UsageError, match="outside its folder"):
        papers.names()


@pytest.mark.parametrize("text", ["[papers", "papers = 1", "[papers]\nsmall = 2\n"])
def test_a_file_that_cannot_be_read_is_one_error_that_names_it(home, text):
    (home / registered.FILE).write_text(text)
    with pytest.raises(UsageError, match=r"verify\.toml"):
        papers.names()


def test_code_that_does_not_load_is_one_error_that_names_the_paper(home):
    (home / "small" / "paper.py").write_text("def build(:\n")
    with pytest.raises(UsageError, match=r"small: .* cannot be loaded: SyntaxError"):
        papers.paper("small")


def test_a_paper_answers_to_the_name_it_is_registered_under(home):
    (home / registered.FILE).write_text('[papers]\nother = "small"\n')
    with pytest.raises(UsageError, match="called small; call it other"):
        papers.paper("other")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ours\n",
        '[papers]\nfirst = "first"\n',
        '[other]\nx = 1\n\n[papers] # ours\nfirst = "first"\n[more]\ny = 2\n',
        "[papers]",
    ],
)
def test_registering_adds_one_row_and_keeps_every_line(tmp_path, text):
    (tmp_path / registered.FILE).write_text(text)
    grown = registered.register("small", "small", tmp_path)
    assert all(line in grown.splitlines() for line in text.splitlines())
    (tmp_path / registered.FILE).write_text(grown)
    assert registered.registered(tmp_path)["small"].folder == (tmp_path / "small").resolve()


@pytest.mark.parametrize("text", ['[papers]\nsmall = "x"\n', 'papers = {first = "first"}\n'])
def test_a_name_that_is_taken_and_a_table_that_cannot_grow_are_refused(tmp_path, text):
    (tmp_path / registered.FILE).write_text(text)
    with pytest.raises(UsageError):
        registered.register("small", "small", tmp_path)
    assert (tmp_path / registered.FILE).read_text() == text


def test_the_code_of_a_paper_is_part_of_what_its_legs_rest_on(home):
    build = registered.registered(home)["small"].load()
    before = code_after_a_change(build)
    (home / "small" / "letters.py").write_text("LETTERS = ()\n")
    assert code_after_a_change(build) != before


def code_after_a_change(build):
    imports.code_of.cache_clear()
    return imports.code_of(*imports.package_of(build.__module__))


def test_what_its_own_legs_say_is_kept_by_the_code_of_the_whole_folder(home):
    from verify.imports import package_of

    build = papers.declared()["small"].load()
    inside = package_of(build.__module__)
    assert {name.partition(".")[2] for name in inside} == {"", "letters", "paper"}
