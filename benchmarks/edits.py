"""Edits of a paper through the gate: wrong, equal, definitional, renamed letters; what was caught, what was flagged.

Run it with `python -m benchmarks.edits --paper NAME [--source PATH]`. Without a source the registered formulas are
printed as a paper of their own. Edits of different formulas are made in one copy, so that a copy is checked once.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.renamings import counted
from benchmarks.rewrites import rewrites
from benchmarks.tables import print_table
from verify.arrangement import is_rearranged
from verify.claims import Paper, Role, Step
from verify.command_line.options import usable_cores
from verify.errors import GateError
from verify.kernel import Verdict
from verify.model import Model
from verify.mutation import mutants
from verify.papers import paper as registered
from verify.reading.printer import latex
from verify.reading.tree import Node
from verify.record import FormulaResult, RunRecord
from verify.run import check_source
from verify.strength.second_opinion import second_opinion

FINE = frozenset(("verified", "definition", "erratum"))


@dataclass(frozen=True)
class Edit:
    """A formula's new text. `kind` is `wrong`, `equal` or `definition`; `slip` says what was done."""

    kind: str
    slip: str
    step: Step
    text: str


@dataclass(frozen=True)
class Outcome:
    """What the gate made of an edit."""

    edit: Edit
    status: str
    detail: str

    @property
    def as_it_should_be(self) -> bool:
        """A wrong edit is not accepted, an equal one is, a changed definition is told."""
        return (self.status in FINE) == (self.edit.kind == "equal")


def printed(paper: Paper, changed: dict[int, str] | None = None) -> str:
    """The registered formulas as a Markdown paper, some of them changed; headings give the sections."""
    parts, section = ["# " + paper.title], ""
    for step in paper.steps:
        if step.section != section:
            section = step.section
            parts.append("## " + section.replace("-", " "))
        text = (changed or {}).get(id(step), step.latex)
        parts.append(f"\\[\n{text}\n\\]" if step.display else f"Here \\({text}\\) is meant.")
    return "\n\n".join(parts) + "\n"


def edits(paper: Paper, seed: int, *, each: int, definitions: int) -> list[Edit]:
    """A wrong and an equal text of formulas that are decided, at most `each`; other values of some definitions.

    A formula on record as an erratum has no wrong text: a slip in what is false may mend it.
    """
    model, dice = Model(paper), random.Random(seed)
    errata = {id(step) for claim in paper.claims.values() if claim.expected is Verdict.FAILS for step in claim.steps}
    found: dict[str, list[Edit]] = {"wrong": [], "equal": [], "definition": []}
    for step in paper.steps:
        for kind, texts in _texts(step, model).items():
            readable = [one for one in texts if _is_readable(step, one[1], model)]
            if readable and not (kind == "wrong" and id(step) in errata):
                slip, text = dice.choice(readable)
                found[kind].append(Edit(kind, slip, step, text))
    most = {"wrong": each, "equal": each, "definition": definitions}
    return [edit for kind in found for edit in sorted(found[kind], key=lambda _: dice.random())[: most[kind]]]


def _texts(step: Step, model: Model) -> dict[str, list[tuple[str, str]]]:
    if step.role not in (Role.ASSERTION, Role.DEFINITION) or (step.role is Role.ASSERTION and not step.decided_alone):
        return {}
    node = model.tree(step)
    wrong = [(one.kind, latex(one.node)) for one in mutants(node)]
    equal = [(kind, latex(changed)) for kind, changed in rewrites(node) if _reads_back(changed, step, model)]
    if step.role is Role.DEFINITION:
        body = [(kind, text) for kind, text in wrong if kind in ("sign", "factor", "exponent", "constant")]
        kept = [(kind, text) for kind, text in equal if kind not in ("turned",)]
        return {"definition": body, "equal": kept}
    return {"wrong": wrong, "equal": equal}


def _reads_back(changed: Node, step: Step, model: Model) -> bool:
    r"""Whether what is printed says it: a product behind `\log` would be read as one of its logarithm."""
    try:
        return is_rearranged(model.read(latex(changed), step.section), changed, ends=False)
    except GateError:
        return True  # not read at all, which is told apart


def _is_readable(step: Step, text: str, model: Model) -> bool:
    try:
        model.changing(step, text).tree(step)
    except GateError:
        return False
    return text != latex(model.tree(step))


def batches(chosen: Sequence[Edit], size: int) -> Iterator[list[Edit]]:
    """Edits of different formulas together; a changed definition alone, since it moves the truth of others."""
    waiting = [edit for edit in chosen if edit.kind != "definition"]
    while waiting:
        batch: dict[int, Edit] = {}
        for edit in waiting:
            if len(batch) < size:
                batch.setdefault(id(edit.step), edit)
        yield list(batch.values())
        waiting = [edit for edit in waiting if edit not in batch.values()]
    yield from ([edit] for edit in chosen if edit.kind == "definition")


def checked(paper: Paper, batch: Sequence[Edit], source: str, folder: Path, suffix: str, jobs: int) -> list[Outcome]:
    """The statuses of the edited formulas."""
    path = folder / f"edited{suffix}"
    if source:
        text = source
        for edit in batch:
            text = text.replace(edit.step.latex, edit.text, 1)
    else:
        text = printed(paper, {id(edit.step): edit.text for edit in batch})
    path.write_text(text, encoding="utf-8")
    record = check_source(paper, path, jobs=jobs)
    return [_outcome(edit, record, paper) for edit in batch]


def _outcome(edit: Edit, record: RunRecord, paper: Paper) -> Outcome:
    found = _formula(edit, record)
    status, detail = (found.status, found.detail) if found else ("gone", "")
    if edit.kind == "wrong" and status in FINE:
        model = Model(paper)
        claims = [claim for claim in paper.claims.values() if any(one is edit.step for one in claim.steps)]
        others = [one for claim in claims for one in claim.steps]
        true, why = second_opinion(edit.step, model.changing(edit.step, edit.text), model, others)
        if true:
            return Outcome(Edit("equal", edit.slip, edit.step, edit.text), status, why)
    return Outcome(edit, status, detail)


def _formula(edit: Edit, record: RunRecord) -> FormulaResult | None:
    said = edit.text.strip()
    return next((one for one in record.formulas if one.latex == said and one.section == edit.step.section), None)


def run(
    paper: Paper, chosen: Sequence[Edit], *, source: Path | None = None, size: int = 25, jobs: int = 1
) -> list[Outcome]:
    """Every edit with what the gate made of it."""
    text = source.read_text(encoding="utf-8") if source else ""
    if text:
        chosen = [edit for edit in chosen if text.count(edit.step.latex) == 1]
    with tempfile.TemporaryDirectory() as folder:
        suffix = source.suffix if source else ".md"
        return [
            outcome
            for batch in batches(chosen, size)
            for outcome in checked(paper, batch, text, Path(folder), suffix, jobs)
        ]


def show(paper: Paper, outcomes: Iterable[Outcome]) -> None:
    """The table, and under it every edit that was not met as it should be."""
    counted = Counter((one.edit.kind, one.status) for one in outcomes)
    statuses = sorted({status for _, status in counted})
    rows = [
        [kind, *(str(counted[kind, status] or "") for status in statuses)] for kind in ("wrong", "equal", "definition")
    ]
    print_table([paper.name, *statuses], rows)
    for one in outcomes:
        if not one.as_it_should_be:
            print(f"{one.edit.kind} ({one.edit.slip}): {one.edit.text}\n    was {one.edit.step.latex}")
            print(f"    {one.status}: {one.detail}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of one paper."""
    parser = argparse.ArgumentParser(description="Edits of a paper, and what the gate makes of them.")
    parser.add_argument("--paper", required=True)
    parser.add_argument("--source", type=Path, help="the paper's own source; the registered formulas without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="edits of each kind at most")
    parser.add_argument("--definitions", type=int, default=10, help="changed definitions at most")
    parser.add_argument("--renamings", type=int, default=10, help="letters written otherwise, of each kind at most")
    parser.add_argument("--batch", type=int, default=25, help="edits a copy")
    parser.add_argument("--jobs", type=int, default=usable_cores())
    chosen = parser.parse_args(arguments)
    paper = registered(chosen.paper)
    planned = edits(paper, chosen.seed, each=chosen.each, definitions=chosen.definitions)
    show(paper, run(paper, planned, source=chosen.source, size=chosen.batch, jobs=chosen.jobs))
    print_table(["letters", "tried", "met"], counted(paper, printed, chosen.seed, chosen.renamings))


if __name__ == "__main__":
    main()
