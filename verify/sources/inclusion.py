r"""A LaTeX paper with the files that it includes, as one text; none outside its folder is opened."""

from __future__ import annotations

import re
from pathlib import Path

from verify.errors import ReadError
from verify.reading.macros import definitions
from verify.sources.file_names import literal_name
from verify.sources.files import decoded, read_text
from verify.sources.latex_text import Flags, printed_text
from verify.sources.places import FileText, PaperText

INCLUDING = re.compile(
    r"\\(?P<command>input|include|subfile|subfileinclude|import|subimport|includefrom|inputfrom|subincludefrom"
    r"|subinputfrom|InputIfFileExists|usepackage|RequirePackage|documentclass)(?![A-Za-z@])\*?\s*(?:\[[^\]]*\]\s*)?"
    r"(?:\{(?P<name>[^{}]*)\}(?:\s*\{(?P<second>[^{}]*)\})?|(?P<bare>[^\s{}\\\[]+))"
)
PACKAGES = {"usepackage": ".sty", "RequirePackage": ".sty", "documentclass": ".cls"}
TWO_PARTS = frozenset({"import", "subimport", "includefrom", "inputfrom", "subincludefrom", "subinputfrom"})
BODY = re.compile(r"\\begin\s*\{document\}")
BODY_END = re.compile(r"\\end\s*\{document\}")
MOST_FILES = 500


class Inclusion:
    """Reads the main file and follows its inclusions in the order of the document."""

    def __init__(self, main: Path) -> None:
        self.main, self.folder = main, main.resolve().parent
        self.paper, self.flags = PaperText(), Flags()
        self.data: list[bytes] = []
        self.open: list[Path] = []
        self.in_body = False

    def read(self) -> PaperText:
        text, data = read_text(self.main)
        self.data.append(data)
        source = FileText(str(self.main), text)
        printed = printed_text(source, self.flags)
        self.in_body = BODY.search(printed) is None
        self._add(source, printed, self.main.resolve(), 0, len(printed))
        self.paper.join()
        return self.paper

    def _add(self, source: FileText, printed: str, path: Path, start: int, end: int) -> None:
        self.open.append(path)
        position = start
        for match in INCLUDING.finditer(printed, start, end):
            if BODY.search(printed, position, match.start()):
                self.in_body = True
            self.paper.append(source, printed, position, match.start())
            position = match.start()
            if self._follow(source, match, path):
                position = match.end()
        self.in_body = self.in_body or BODY.search(printed, position, end) is not None
        self.paper.append(source, printed, position, end)
        self.open.pop()

    def _follow(self, source: FileText, match: re.Match[str], path: Path) -> bool:
        """Whether the command was replaced by the text of its files."""
        command, name = match["command"], (match["name"] or match["bare"] or "").strip()
        if command in PACKAGES:
            for package in name.split(","):
                self._package(package.strip() + PACKAGES[command])
            return False
        if command in TWO_PARTS:
            name = f"{name}/{(match['second'] or '').strip()}"
        if "#" in name or not name:
            return False
        if "\\" in name:
            literal = literal_name(name, "".join(self.paper.pieces))
            if literal is None and self.in_body:
                source.fail(match.start(), "a file name that a macro makes", "write the name of the file")
            if literal is None:
                return False
            name = literal
        included = self._found(name.strip('"'), path.parent)
        if included is None:
            if self.in_body and command != "InputIfFileExists":
                source.fail(match.start(), f"the included file {name} is missing", "put it into the paper's folder")
            return False
        self._include(source, match.start(), included)
        return True

    def _found(self, name: str, here: Path) -> Path | None:
        """The file of that name, first beside the main file, then beside the including one."""
        for folder in (self.folder, here):
            for candidate in (folder / name, folder / f"{name}.tex"):
                if _is_file(candidate):
                    return candidate
        return None

    def _include(self, source: FileText, place: int, file: Path) -> None:
        path = file.resolve()
        if not path.is_relative_to(self.folder):
            source.fail(place, f"{file.name} lies outside the paper's folder", "move it into the folder")
        if path in self.open:
            source.fail(place, f"{file.name} includes itself", "remove one of the inclusions")
        if len(self.data) >= MOST_FILES:
            source.fail(place, f"more than {MOST_FILES} included files", "include fewer files")
        data = path.read_bytes()
        self.data.append(data)
        if not data.strip():
            return
        included = FileText(self._shown(path), decoded(data, self._shown(path)))
        printed = printed_text(included, self.flags)
        body = BODY.search(printed)
        body_end = BODY_END.search(printed)
        start, end = (body.end(), body_end.start() if body_end else len(printed)) if body else (0, len(printed))
        self._add(included, printed, path, start, end)

    def _package(self, name: str) -> None:
        """A package or class of the paper's own; one that cannot be read defines nothing."""
        if not _is_file(self.folder / name):
            return
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder) or path in self.open:
            return
        if len(self.data) >= MOST_FILES:
            return
        data = path.read_bytes()
        self.data.append(data)
        try:
            included = FileText(self._shown(path), data.decode("utf-8", "replace").replace("\r\n", "\n"))
            printed = printed_text(included, Flags(dict(self.flags.known)))
            list(definitions(printed))
        except ReadError:
            return
        self.paper.append(included, printed, 0, len(printed))

    def _shown(self, path: Path) -> str:
        return str(self.main.parent / path.relative_to(self.folder))


def _is_file(path: Path) -> bool:
    """Whether a file of that name is there; a name that no file can have is the name of none."""
    try:
        return path.is_file()
    except OSError:
        return False
