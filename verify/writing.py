"""Files are written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from verify.errors import UsageError

STANDARD_OUTPUT = Path("-")


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8: the file has all of it, or stays as it was.

    `-` is standard output. Raises `UsageError` when the file cannot be written, a full disk included.
    """
    if path == STANDARD_OUTPUT:
        sys.stdout.write(text)
        return
    try:
        _write(Path(os.path.realpath(path)), text.encode("utf-8", "replace"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"cannot write {path}: {reason}; choose another place or make room") from error


def write_json(path: Path, value: object) -> None:
    """Write `value` as JSON, readable and with a final newline."""
    write_whole(path, json_text(value))


def json_text(value: Any) -> str:
    """The JSON that is written to files; refuses NaN, which JSON has no word for."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def keep_whole(path: Path, content: bytes) -> bool:
    """Write a file of a cache and say whether that was possible; nobody waits until it is safe on the disk."""
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        _write_to_device(path, content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _write_to_device(path: Path, content: bytes) -> None:
    """A pipe or a device keeps its place in the file system: it is written to, never replaced."""
    with path.open("wb") as stream:
        stream.write(content)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of a new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
