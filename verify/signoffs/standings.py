"""Who has signed the claims of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from verify.claims import Paper
from verify.errors import UsageError
from verify.live import read_live
from verify.model import Model
from verify.record import RunRecord
from verify.signoffs.agreement import Standing, agreements
from verify.signoffs.book import beside, read_book
from verify.sources.read import read_source


def decided_model(paper: Paper, source: Path | None) -> Model:
    """The model that a run decides under: that of the live source, or of the registered text."""
    return read_live(paper, read_source(source)).model if source is not None else Model(paper)


def standings(
    papers: Sequence[Paper], record: RunRecord, sources: Mapping[str, Path], given: Path | None
) -> dict[str, Standing] | None:
    """Who has signed each claim, by its id; None where no paper has a file of signatures.

    `given` holds those of all papers; without it each live source is looked at for a file beside it.
    Raises `UsageError` for a file that was named and is not there.
    """
    if given is not None and not given.exists():
        raise UsageError(f"no file {given}; `verify review` writes one, and --signoffs names it")
    found: dict[str, Standing] = {}
    known = False
    for paper in papers:
        source = sources.get(paper.name)
        path = given or (beside(source) if source is not None else None)
        if path is not None and path.exists():
            known, book = True, read_book(path)
            asked = agreements(paper, decided_model(paper, source), record)
            found.update({name: book.standing(agreement) for name, agreement in asked.items()})
    return found if known else None
