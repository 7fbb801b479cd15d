"""The file of the signatures, beside the paper: one line a signature, sorted, so that a change is a small diff."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from verify.errors import UsageError
from verify.signoffs.agreement import Agreement, Marks, Standing
from verify.writing import write_whole

FILE = "signoffs.toml"
SCHEMA = 1
HEADER = "# Who agreed to what, written by `verify review`; a claim that changed is asked about again.\n"
PARTS = ("printed", "read", "decided")


@dataclass(frozen=True)
class Signature:
    """What was signed, and the day if the signer gave one."""

    marks: Marks
    day: str = ""


@dataclass(frozen=True)
class Book:
    """Signatures by claim and name."""

    signed: Mapping[str, Mapping[str, Signature]] = field(default_factory=dict)

    def with_signature(self, claim: str, name: str, signature: Signature) -> Book:
        """The book with one more signature, in the place of an earlier one of the same person."""
        return Book({**self.signed, claim: {**self.signed.get(claim, {}), name: signature}})

    def standing(self, agreement: Agreement) -> Standing:
        """Who has signed a claim as it is now."""
        marks, known = agreement.marks, sorted(self.signed.get(agreement.claim, {}).items())
        current = tuple(name for name, signature in known if signature.marks == marks)
        changed = {name: one.marks.changed_to(marks) for name, one in known if one.marks != marks}
        return Standing(current, changed)

    def toml(self) -> str:
        """The text of the file."""
        parts = [f"{HEADER}schema = {SCHEMA}\n"]
        for claim, signatures in sorted(self.signed.items()):
            lines = [f"{_quoted(name)} = {_inline(one)}\n" for name, one in sorted(signatures.items())]
            parts.append(f"\n[signed.{_quoted(claim)}]\n" + "".join(lines))
        return "".join(parts)


def _inline(signature: Signature) -> str:
    said = [f"{part} = {_quoted(getattr(signature.marks, part))}" for part in PARTS]
    said += [f"date = {_quoted(signature.day)}"] if signature.day else []
    return "{ " + ", ".join(said) + " }"


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def beside(source: Path) -> Path:
    """Where the signatures of a source are kept."""
    return source.parent / FILE


def read_book(path: Path) -> Book:
    """The signatures in a file, none without one; raises `UsageError` for a file that is not of this form."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Book()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as text; restore it from the paper's history") from error
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: no TOML: {error}; settle a merge conflict, or restore the file") from error
    _refuse_comments(text, path)
    return Book(_signed(content, path))


def write_book(path: Path, book: Book) -> None:
    """Written whole or not at all."""
    write_whole(path, book.toml())


def _refuse_comments(text: str, path: Path) -> None:
    """A comment that somebody wrote would be lost when the file is written again."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#") and line.strip() != HEADER.strip():
            raise UsageError(f"{path}: line {number}: a comment, which would be lost; move it to another file")


def _signed(content: Mapping[str, Any], path: Path) -> dict[str, dict[str, Signature]]:
    tables = content.get("signed", {})
    known = set(content) <= {"schema", "signed"} and content.get("schema") == SCHEMA and type(content["schema"]) is int
    if not known or not isinstance(tables, dict):
        raise UsageError(f"{path}: no file of `verify review` of schema {SCHEMA}; give another with --signoffs")
    return {claim: _signatures(table, claim, path) for claim, table in tables.items()}


def _signatures(table: object, claim: str, path: Path) -> dict[str, Signature]:
    if not isinstance(table, dict):
        raise UsageError(f"{path}: {claim} holds no table of signatures; restore the file")
    return {name: _signature(one, f"{path}: {claim}, {name}") for name, one in table.items()}


def _signature(said: object, place: str) -> Signature:
    allowed = {*PARTS, "date"}
    if not isinstance(said, dict) or not set(PARTS) <= set(said) <= allowed:
        raise UsageError(f"{place}: a signature has {', '.join(PARTS)}, and a date if one likes; restore the line")
    if not all(isinstance(value, str) for value in said.values()):
        raise UsageError(f"{place}: a signature has texts in quotes; restore the line")
    return Signature(Marks(*(said[part] for part in PARTS)), day_of(said["date"], place) if "date" in said else "")


def day_of(text: str, place: str) -> str:
    """`text`, if it is a day; raises `UsageError`.

    >>> day_of("2026-01-31", "--date")
    '2026-01-31'
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{place}: {text!r} is no day; write it as in 2026-01-31") from error
