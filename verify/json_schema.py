"""The published schema of the record that `--json` writes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

NAME = "schema/run.schema.json"


def run_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a run's record, as the package ships it.

    >>> run_schema()["properties"]["schema"]["const"]
    1
    """
    schema: dict[str, Any] = json.loads(files("verify").joinpath(NAME).read_text(encoding="utf-8"))
    return schema
