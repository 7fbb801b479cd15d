"""The kept certificates as Coq files, compiled where Coq is installed: `python -m proofs.coq_export FOLDER`."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from proofs.certified import PAPERS, folder
from verify.certificates.coq import compiled, exported


def kept() -> Iterator[tuple[str, str]]:
    """A name and the Coq text for each proved statement of both papers' certificates."""
    for paper in PAPERS:
        for path in sorted(folder(paper).glob("*.json")):
            for one in json.loads(path.read_text(encoding="utf-8"))["certificates"]:
                for k, step in enumerate(one["steps"]):
                    if "point" not in step["proof"]:
                        name = re.sub(r"\W+", "_", f"{one['claim']} {one['part']} {k}").strip("_")
                        yield name, exported(step, name)


def main(arguments: list[str] | None = None) -> int:
    """Exit code 1 if Coq refuses one; 0 without Coq, with a line that says so."""
    parser = argparse.ArgumentParser(description="Write the certificates as Coq files and check them with its kernel.")
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    texts = dict(kept())
    for name, text in texts.items():
        (chosen.folder / f"{name}.v").write_text(text, encoding="utf-8")
    print(f"{len(texts)} files in {chosen.folder}")
    try:
        refused = {name: reason for name, text in texts.items() if (reason := compiled(text, chosen.folder))}
    except FileNotFoundError as error:
        print(error)
        return 0
    for name, reason in refused.items():
        print(f"{name}: {reason.splitlines()[-1]}")
    print(f"Coq's kernel accepts {len(texts) - len(refused)} of {len(texts)}")
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
