"""A paper's source as it stood at a git revision, written out with the files that it includes."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from verify.errors import UsageError
from verify.sources.project import Project


@dataclass(frozen=True)
class Repository:
    """The git repository of a source; `main` is the source's path inside it."""

    root: Path
    main: PurePosixPath

    @classmethod
    def of(cls, source: Path) -> Repository:
        """The repository that the source's folder lies in; raises `UsageError` if there is none."""
        main = source.resolve()
        folder = main.parent
        if not folder.is_dir():
            raise UsageError(f"{source}: its folder does not exist; give the source's path as it is now")
        asked = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
        if asked is None:
            raise UsageError(f"{source} lies in no git repository; give two files or folders instead of revisions")
        root, _, prefix = asked.decode("utf-8", "surrogateescape").partition("\n")
        return cls(Path(root), PurePosixPath(prefix.strip("\n")) / main.name)

    def commit(self, revision: str) -> str:
        """The hash of the commit that a revision names; raises `UsageError` for one that names none."""
        found = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if not found:
            raise UsageError(f"no revision {revision} here; git log shows them, and a shallow clone lacks old ones")
        return found.decode("ascii").strip()

    def write_out(self, revision: str, folder: Path) -> Path:
        """Write the source at a revision, and all files that it names, below `folder`; returns the main file.

        Links are written as files that hold their target's name: nothing outside the repository is read.
        """
        commit = self.commit(revision)
        main = folder / self.main
        if not self._write(commit, self.main, folder):
            raise UsageError(f"{self.main} does not exist at {revision}; give the path that it had then")
        listed = self._files(commit)
        tried = {main.resolve()}
        while missing := [path for path in Project(main).files() if path not in tried]:
            for path in missing:
                tried.add(path)
                inside = PurePosixPath(path.relative_to(folder.resolve()).as_posix())
                if str(inside) in listed:
                    self._write(commit, inside, folder)
        return main

    def _files(self, commit: str) -> frozenset[str]:
        names = _git(self.root, "ls-tree", "-r", "-z", "--name-only", commit) or b""
        return frozenset(name.decode("utf-8", "surrogateescape") for name in names.split(b"\0"))

    def _write(self, commit: str, inside: PurePosixPath, folder: Path) -> bool:
        content = _git(self.root, "cat-file", "blob", f"{commit}:{inside}")
        if content is None:
            return False
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return True


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git answers, None if it refuses; raises `UsageError` without git."""
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("git is not installed; give two files or folders instead of revisions") from error
    return done.stdout if done.returncode == 0 else None
