"""A file's bytes as text, refused when they are none."""

from __future__ import annotations

import hashlib
from pathlib import Path

from verify.errors import UsageError


def read_text(path: Path) -> tuple[str, bytes]:
    """The file as text with `\\n` at the end of each line, and its bytes.

    Raises `UsageError` for a missing or empty file, for bytes that are no UTF-8 and for NUL bytes.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened ({error.strerror}); check the path") from error
    return decoded(data, str(path)), data


def decoded(data: bytes, name: str) -> str:
    """`data` as text; see `read_text`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: {_place(data, error.start)}: no UTF-8; save the file as UTF-8") from None
    if "\x00" in text:
        raise UsageError(f"{name}: {_place(data, data.index(0))}: a NUL byte; remove it or give the text file")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UsageError(f"{name}: line 1, column 1: an empty file; give the paper's source")
    return text


def _place(data: bytes, offset: int) -> str:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    line = before.count(b"\n") + 1
    return f"line {line}, column {column}"


def digest(*data: bytes) -> str:
    """The SHA-256 of all parts, one after the other, in hexadecimal."""
    total = hashlib.sha256()
    for part in data:
        total.update(part)
    return total.hexdigest()
