"""A kept registry says what the built one says, and no function of it is ever taken for an answer."""

from __future__ import annotations

import io
import logging
import pickle
from pathlib import Path

import pytest

from verify import imports, kept_papers, papers
from verify.command_line import main
from verify.dependencies import Dependencies
from verify.errors import UnbuiltError
from verify.kept_papers import Unbuilt
from verify.legs import legs_of
from verify.model import Model

CODE = "0" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", papers.names())
def test_every_question_to_a_kept_paper_is_the_question_to_the_built_one(name: str) -> None:
    built = papers.paper(name)
    kept_papers.keep(built, CODE)
    kept = kept_papers.load(name, CODE)
    assert kept is not None
    assert kept.kept
    assert not built.kept
    keys = []
    for paper in (built, kept):
        model = Model(paper)
        asked = Dependencies(model)
        keys.append([asked.key(leg) for claim in paper.claims.values() for leg in legs_of(claim, model)])
    assert keys[0] == keys[1]


def test_a_function_of_a_kept_paper_answers_nothing() -> None:
    kept_papers.keep(papers.paper("power-game"), CODE)
    kept = kept_papers.load("power-game", CODE)
    assert kept is not None
    legs = [leg for claim in kept.claims.values() for leg in (*claim.provers, *claim.breakers)]
    assert legs
    for leg in legs:
        assert isinstance(leg, Unbuilt)
        with pytest.raises(UnbuiltError):
            leg(Model(kept))


class Planted:
    """What a foreign file would have made when it is read."""

    made = False

    def __reduce__(self) -> tuple[object, ...]:
        return (plant, ())


def plant() -> None:
    Planted.made = True


IMPORTED = b"\x80\x04\x8c\x17verify.certificates.coq\x8c\x10subprocess.Popen\x93)R."
"""A class that a module of the engine imports, called without arguments."""


@pytest.mark.parametrize("content", [b"", b"half a f", pickle.dumps({"a": 1}), pickle.dumps(Planted()), IMPORTED])
def test_a_foreign_file_is_ignored_with_one_line(content: bytes, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    (cache / "papers").mkdir()
    (cache / "papers" / f"power-game.{CODE}.kept").write_bytes(content)
    with caplog.at_level(logging.WARNING, logger="verify"):
        assert kept_papers.load("power-game", CODE) is None
    assert len(caplog.records) == 1
    assert not Planted.made


def test_what_a_module_of_the_engine_imports_is_not_the_engine_s() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no class of the engine"):
        kept_papers._Reader(io.BytesIO(IMPORTED)).load()


def test_the_command_says_the_same_from_a_kept_paper_as_from_a_built_one(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["run", "power-game/composition/*", "--jobs", "1", "--json", "-"]
    said = []
    for _ in range(3):  # built and decided; kept and decided; kept, with all decisions
        code = main(chosen)
        said.append((code, *(line for line in capsys.readouterr().out.splitlines() if "seconds" not in line)))
    assert said[0] == said[1] == said[2]


def test_a_folder_s_papers_are_built_anew_when_a_file_of_theirs_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (tmp_path / "verify.toml").write_text('[papers]\nsmall = "small"\n')
    monkeypatch.chdir(tmp_path)
    text = (
        "from verify.claims import Paper, display\nfrom verify.reading.notation import Letter, Notation\n\n\n"
        "def build():\n    paper = Paper('small', 'A title', Notation((Letter('x'),)))\n"
        "    paper.section('one', 'One').claim('square', display('(x)^2=x^2'))\n    return paper\n"
    )
    (folder / "paper.py").write_text(text)
    assert not papers.kept("small").kept
    assert papers.kept("small").kept
    (folder / "paper.py").write_text(text.replace("square", "sphere"))
    imports.code_of.cache_clear()  # it is asked once a process
    assert not papers.kept("small").kept
