"""`verify report`: decide the claims and write what coauthors read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from verify import baseline, terminal
from verify.command_line import deciding, options
from verify.writing import STANDARD_OUTPUT, json_text, write_whole

if TYPE_CHECKING:
    from verify.report.material import Material

DEFAULTS = {
    "html": Path("reports/report.html"),
    "tex": Path("reports/appendix.tex"),
    "md": Path("reports/report.md"),
    "json": Path("reports/run.json"),
    "junit": Path("reports/junit.xml"),
}
FORMS = {
    "html": "one page that opens offline",
    "tex": "an appendix for the paper, with the style verified.sty beside it",
    "md": "a comment for a pull request",
    "json": "the record of the run",
    "junit": "a result file for CI",
}


def add_to(subparsers: options.Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "report",
        help="write the report",
        description="Decide every claim and write the report: the named files, or all forms into reports/.",
    )
    for form, meaning in FORMS.items():
        parser.add_argument(f"--{form}", type=Path, metavar="FILE", help=meaning)
    options.add_paper(parser)
    options.add_running(parser)
    parser.add_argument("--source", action="append", default=[], metavar="NAME=PATH", help="decide under a live source")
    parser.add_argument(
        "--signoffs", type=Path, metavar="FILE", help="say who has signed (default: signoffs.toml by a live source)"
    )
    parser.add_argument("--accept", action="store_true", help=f"take the verdicts as accepted ({baseline.DEFAULT})")
    parser.set_defaults(action=action)


def action(chosen: argparse.Namespace) -> int:
    """Exit code 0 if every verdict is the expected one; the report is written either way."""
    from verify.report.figures import declared_figures
    from verify.report.material import Material
    from verify.signoffs.standings import standings
    from verify.strength import record as strength

    sources = dict(options.named_source(text) for text in chosen.source)
    papers = options.chosen_papers(chosen.paper)
    options.refuse_unknown(sources, papers)
    progress = terminal.Progress(sys.stderr)
    record = deciding.decide_papers(
        papers, [], sources=sources, jobs=chosen.jobs, fresh=chosen.fresh, progress=progress
    )
    whole = [paper.name for paper in papers]
    accepted = baseline.read()
    changed = baseline.changes(accepted, record, whole=whole) if accepted else []
    files = wanted(chosen)
    figures = declared_figures(whole) if "html" in files else ()
    signed = standings(papers, record, sources, chosen.signoffs)
    tried = strength.current(strength.read(), [claim for paper in papers for claim in paper.claims.values()])
    material = Material.of(record, papers, changed, figures, signed, tried)
    for form, path in files.items():
        write_form(form, path, material)
    if chosen.accept:
        baseline.accept(record)
    stream = deciding.reporting_stream(*files.values())
    if chosen.paper is None:
        deciding.say_unwritten(stream)
    stream.write("".join(f"wrote {path}\n" for path in files.values()))
    deciding.say(record, stream, first_failure=progress.first_failure, whole=whole, table=False, then=_then(files))
    return 0 if record.passed else 1


def _then(files: dict[str, Path]) -> str:
    """What to do with what was written."""
    return f"open {files['html']}" if "html" in files else terminal.THEN


def wanted(chosen: argparse.Namespace) -> dict[str, Path]:
    """The files that were asked for; all of them in `reports/` if none was."""
    named = {form: getattr(chosen, form) for form in FORMS if getattr(chosen, form) is not None}
    return named or DEFAULTS


def write_form(form: str, path: Path, material: Material) -> None:
    """Write one form of the report, with the files that belong beside it."""
    WRITERS[form](path, material)


def _write_html(path: Path, material: Material) -> None:
    from verify.report.figures import write_figures
    from verify.report.html import html_page

    write_whole(path, html_page(material))
    if path != STANDARD_OUTPUT:
        write_figures(path.parent / "figures", material.figures)


def _write_markdown(path: Path, material: Material) -> None:
    from verify.report.markdown import markdown_comment

    write_whole(path, markdown_comment(material))


def _write_tex(path: Path, material: Material) -> None:
    from verify.report.tex import write_appendix

    write_appendix(path, material)


def _write_json(path: Path, material: Material) -> None:
    write_whole(path, json_text(material.record.as_json()))


def _write_junit(path: Path, material: Material) -> None:
    from verify.junit import junit_xml

    write_whole(path, junit_xml(material.record))


WRITERS: dict[str, Callable[[Path, Material], None]] = {
    "html": _write_html,
    "tex": _write_tex,
    "md": _write_markdown,
    "json": _write_json,
    "junit": _write_junit,
}
