"""Files: no text is refused, inclusions are followed inside the paper's folder only, time is linear."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from verify.errors import ReadError, UsageError
from verify.sources.read import read_source

ENDINGS = ["a.md", "a.markdown", "a.tex", "a.html", "a.htm", "A.TEX"]


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n", "empty file"),
        (b"good\nb\xc3\xa9 \xff", "line 2, column 4: no UTF-8"),
        ("naïve".encode("utf-16"), "no UTF-8"),
        (b"good\r\nab\x00c", "line 2, column 3: a NUL byte"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=reason):
        read_source(tmp_path / name)


def test_other_endings_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no source that can be read"):
        read_source(tmp_path / "paper.docx")
    with pytest.raises(UsageError, match="cannot be opened"):
        read_source(tmp_path / "paper.md")
    (tmp_path / "folder.tex").mkdir()
    with pytest.raises(UsageError, match="cannot be opened"):
        read_source(tmp_path / "folder.tex")


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_at_any_line_break(tmp_path: Path, newline: bytes) -> None:
    path = tmp_path / "a.md"
    data = b"\xef\xbb\xbfone" + newline + b"two $x$" + newline + newline + b"\\[" + newline + b"y\\]"
    path.write_bytes(data)
    source = read_source(path)
    assert [(found.line, found.column, found.start_line) for found in source.formulas] == [
        (2, 6, 2),
        (5, 1, 4),
    ]
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder / "main.tex"


MAIN = "\\documentclass{article}\\begin{document}\n%s\n\\end{document}"


def test_included_files_are_read_in_their_place(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_tex="\\input{macros}\n" + MAIN % "$a$ \\input{parts/one} \\include{two} % \\input{no}\n$e$",
        macros_tex="\\newcommand{\\E}{\\mathbb{E}}\n\\newtheorem{lemma}{Lemma}\n",
        parts__one_tex="\n\\begin{lemma} $b$ \\input parts/deep \\end{lemma}\n\\endinput $no$",
        parts__deep_tex="% deep\n $c$",
        two_tex="\\begin{equation}d\\end{equation}",
    )
    source = read_source(main)
    places = [(found.latex, Path(found.file).name, found.line, found.column) for found in source.formulas]
    assert places == [
        ("a", "main.tex", 3, 2),
        ("b", "one.tex", 2, 16),
        ("c", "deep.tex", 2, 3),
        ("d", "two.tex", 1, 17),
        ("e", "main.tex", 4, 2),
    ]
    assert [found.within for found in source.formulas] == ["", "lemma 1", "lemma 1", "", ""]
    assert source.formulas[1].file == str(tmp_path / "parts" / "one.tex")
    assert source.macros[r"\E"].body == r"\mathbb{E}"


def test_of_a_subfile_only_the_body_is_included(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_tex=MAIN % "\\subfile{part} $b$",
        part_tex="\\documentclass[main]{subfiles}\n\\title{$no$}\n\\begin{document}\n$a$\n\\end{document} $no$",
    )
    assert [(found.latex, found.line) for found in read_source(main).formulas] == [("a", 4), ("b", 2)]


def test_a_package_in_the_folder_gives_macros(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_tex="\\usepackage{amsmath,own}\n" + MAIN % "$a$",
        own_sty="\\newcommand{\\R}{\\mathbb{R}}$no$",
    )
    source = read_source(main)
    assert r"\R" in source.macros
    assert [found.latex for found in source.formulas] == ["a"]


@pytest.mark.parametrize(
    ("files", "reason", "line"),
    [
        ({"main_tex": MAIN % "\\input{main}"}, "includes itself", 2),
        (
            {"main_tex": MAIN % "\\input{a}", "a_tex": "x\n\n\\input{b}", "b_tex": "\\include{a}"},
            "includes itself",
            1,
        ),
        ({"main_tex": MAIN % "x\n\\input{gone}"}, "gone is missing", 3),
        ({"main_tex": MAIN % "\\input{../outside}"}, "outside the paper's folder", 2),
        ({"main_tex": MAIN % "\\input{\\x}"}, "a file name that a macro makes", 2),
        ({"main_tex": MAIN % "\\def\\x#1{a}\\input{\\x}"}, "a file name that a macro makes", 2),
        ({"main_tex": MAIN % "\\def\\x{\\x}\\input{\\x}"}, "a file name that a macro makes", 2),
        ({"main_tex": MAIN % "\\def\\x{gone}\\input{\\x}"}, "gone is missing", 2),
        ({"main_tex": MAIN % "\\def\\x{..}\\input{\\x/outside}"}, "outside the paper's folder", 2),
        ({"main_tex": MAIN % "\\[a\n\\input{a}\\]", "a_tex": "+b"}, "over several files", 2),
        ({"main_tex": MAIN % "\\input{a}", "a_tex": "x\n$b"}, "not closed .* in .*a.tex", 2),
    ],
)
def test_inclusions_that_cannot_be_followed_are_refused(
    tmp_path: Path, files: dict[str, str], reason: str, line: int
) -> None:
    (tmp_path / "outside.tex").write_text("$x$")
    folder = tmp_path / "paper"
    folder.mkdir()
    with pytest.raises(ReadError, match=reason) as refusal:
        read_source(write(folder, **files))
    assert refusal.value.line == line


def test_a_file_is_found_under_the_name_that_macros_print(tmp_path: Path) -> None:
    main = "\\newcommand{\\Parts}{parts}\n" + MAIN % "\\def\\here{\\Parts}\\input{\\here/a}"
    (tmp_path / "parts").mkdir()
    source = read_source(write(tmp_path, main_tex=main, parts__a_tex="\n\\[x=y\\]"))
    assert [(Path(found.file).name, found.line) for found in source.displays] == [("a.tex", 2)]


def test_what_is_written_to_a_file_is_printed_where_that_file_is_included(tmp_path: Path) -> None:
    text = "\\begin{verbatimwrite}{a.tex}\n\\[x=y\\]\n\\end{verbatimwrite}\n\\input{a}"
    with pytest.raises(ReadError, match="a is missing"):
        read_source(write(tmp_path, main_tex=MAIN % text))
    source = read_source(write(tmp_path, main_tex=MAIN % text, a_tex="\\[x=y\\]"))
    assert [Path(found.file).name for found in source.displays] == ["a.tex"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.tex").write_text("$x$")
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "inside.tex").symlink_to(tmp_path / "outside.tex")
    with pytest.raises(ReadError, match="outside the paper's folder"):
        read_source(write(folder, main_tex=MAIN % "\\input{inside}"))


def test_inclusions_that_multiply_are_refused(tmp_path: Path) -> None:
    files = {f"f{index}_tex": f"\\input{{f{index + 1}}}" * 2 for index in range(12)}
    with pytest.raises(ReadError, match="included files"):
        read_source(write(tmp_path, main_tex=MAIN % "\\input{f0}", f12_tex="$x$", **files))


def calls(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes, a measure of its length that no clock disturbs."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("a.md", "Let $x$ and `code` be \\(y\\).\n\\[\nz=\\frac{a}{b}\n\\]\n"),
        ("a.md", "`a` $x$ $5 "),
        (
            "a.tex",
            "\\section{On $x$} % no $y$\n\\begin{align}a&=b\\label{x}\\\\&=\\text{if $c$}\\end{align}\n",
        ),
        ("a.tex", "\\begin{center}\\iffalse x\\fi $y$ \\verb|z| {\\em w}\\end{center}"),
        ("a.html", '<p><math alttext="x&gt;0" display="block"><mi>x</mi></math><span>y</span>'),
    ],
)
def test_twice_the_paper_takes_twice_the_steps(tmp_path: Path, name: str, unit: str) -> None:
    path = tmp_path / name
    steps = []
    for size in (60, 120, 240):
        path.write_text(unit * size)
        steps.append(calls(lambda: read_source(path)))
    assert steps[2] - steps[1] <= 2.2 * (steps[1] - steps[0])
