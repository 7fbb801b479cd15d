"""The gate in pytest: one test a claim and leg.

A file called `claims.gate` collects them. It holds one glob of claim ids a line; `#` starts a comment:

    # every claim of the paper
    my-paper/*

Each claim that matches becomes the tests `my-paper/section/name[prove]` and `my-paper/section/name[break]`, and one
for each leg of its own, as in `my-paper/section/name[break:best-reply-jumps]`.
Choose among them with `pytest -k kink`, `pytest "tests/claims.gate::my-paper/section/name[prove]"` or
`pytest -m "not claim"`. A claim is decided once and its legs share the result. A claim passes with its
expected verdict; a recorded erratum passes while its repair holds; an admitted claim is skipped.

    pytest --paper-source my-paper=draft.tex      gate on a live copy instead of the registered text
    pytest --claim-jobs 4                         processes that decide claims

The end of the run has a line a claim (with -q only the unexpected ones). JUnit files carry the claim,
verdict, level and leg of each test as properties. Exit codes are pytest's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from verify import papers
from verify.claims import Claim, Paper
from verify.errors import GateError, UsageError
from verify.explanation import claim_lines
from verify.kernel import Evidence, Verdict
from verify.record import ClaimResult, RunRecord
from verify.terminal import duration, objection_lines, plain

if TYPE_CHECKING:
    from verify.model import Model

GATE_FILE = "claims.gate"
LEGS = ("prove", "break")
ENGINES = ("sympy", "z3-solver", "python-flint", "hypothesis", "mpmath")
SOURCE = "source"


class UnexpectedVerdictError(Exception):
    """A claim or formula that is not as expected; its text is the whole report."""


class Decisions:
    """What has been decided in this session; each claim and each live source is decided once."""

    def __init__(self, sources: dict[str, Path], jobs: int) -> None:
        self.sources, self.jobs = sources, jobs
        self.papers: dict[str, Paper] = {}
        self.models: dict[str, Model] = {}
        self.selected: dict[str, list[str]] = {}
        self.results: dict[str, ClaimResult] = {}
        self.records: dict[str, RunRecord] = {}

    def paper(self, name: str) -> Paper:
        """A registered paper, built once."""
        if name not in self.papers:
            self.papers[name] = papers.paper(name)
        return self.papers[name]

    def legs(self, claim: Claim) -> list[str]:
        """The legs of a claim, those that prove first.

        A kind that it lacks is a test too, which fails; what is to be refuted needs no leg that proves.
        """
        from verify.legs import legs_of
        from verify.model import Model

        if claim.paper not in self.models:
            self.models[claim.paper] = Model(self.paper(claim.paper))
        names = [leg.name for leg in legs_of(claim, self.models[claim.paper])]
        needed = LEGS if claim.expected is not Verdict.FAILS else LEGS[1:]
        lacking = [kind for kind in needed if not any(name.partition(":")[0] == kind for name in names)]
        return sorted(dict.fromkeys(names + lacking), key=lambda name: LEGS.index(name.partition(":")[0]))

    def live(self, name: str) -> RunRecord:
        """The record of a paper's live source."""
        from verify.run import check_source

        if name not in self.records:
            self.records[name] = check_source(self.paper(name), self.sources[name], jobs=self.jobs)
        return self.records[name]

    def result(self, claim: Claim) -> ClaimResult:
        """The result of a claim; several processes decide all selected claims of its paper together."""
        if claim.id not in self.results:
            for one in self._decide(claim).claims:
                self.results[one.id] = one
        if claim.id not in self.results:
            raise UnexpectedVerdictError(f"{claim.id} was not decided; decide it alone with `verify show {claim.id}`")
        return self.results[claim.id]

    def _decide(self, claim: Claim) -> RunRecord:
        from verify.run import decide

        if claim.paper in self.sources:
            return self.live(claim.paper)
        together = self.selected.get(claim.paper, []) if self.jobs > 1 else []
        return decide(self.paper(claim.paper), claims=together or [claim.id], jobs=self.jobs)


DECISIONS = pytest.StashKey[Decisions]()


class GateFile(pytest.File):
    """A file of claim globs."""

    def collect(self) -> Iterator[pytest.Item]:
        """The tests of the chosen claims, in the paper's order, and one test of each live source."""
        decisions = self.config.stash[DECISIONS]
        try:
            globs = gate_globs(self.path)
            known = [decisions.paper(name) for name in papers.names()]
            chosen = papers.choose(known, globs)
        except GateError as error:
            raise self.CollectError(f"{self.path.name}: {error}") from error
        for paper in known:
            for name in chosen[paper.name]:
                for leg in decisions.legs(paper.claims[name]):
                    yield ClaimItem.of(self, paper.claims[name], leg)
            if chosen[paper.name] and paper.name in decisions.sources:
                yield SourceItem.of(self, paper.name)


class GateItem(pytest.Item):
    """A test of the gate."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The explanation alone; a defect of the suite itself keeps its traceback."""
        if isinstance(excinfo.value, UnexpectedVerdictError | GateError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class ClaimItem(GateItem):
    """One leg of one claim."""

    claim: Claim
    leg: str

    @classmethod
    def of(cls, parent: pytest.Collector, claim: Claim, leg: str) -> ClaimItem:
        """The test of a leg; legs of a claim stay together when tests are spread over processes in groups."""
        item: ClaimItem = cls.from_parent(parent, name=f"{claim.id}[{leg}]")
        item.claim, item.leg = claim, leg
        item.add_marker("claim")
        if parent.config.pluginmanager.has_plugin("xdist"):
            item.add_marker(pytest.mark.xdist_group(claim.id))
        return item

    def runtest(self) -> None:
        """Decide the claim, or take the decision that another leg asked for."""
        result = self.config.stash[DECISIONS].result(self.claim)
        mine = leg_evidence(result, self.leg)
        self.user_properties += properties(result, self.leg, mine)
        if not result.as_expected:
            raise UnexpectedVerdictError("\n".join(claim_lines(result)))
        if result.verdict is Verdict.ADMITTED:
            pytest.skip(f"admitted: {plain(result.reason)}")
        if not mine:
            raise UnexpectedVerdictError(
                f"{self.claim.id} has no evidence of the leg {self.leg}; give the claim such a leg"
            )

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands: the gate file."""
        return self.path, 0, self.name


class SourceItem(GateItem):
    """The formulas of a live source that nothing accepts."""

    paper: str

    @classmethod
    def of(cls, parent: pytest.Collector, paper: str) -> SourceItem:
        """The test of a paper's live source."""
        item: SourceItem = cls.from_parent(parent, name=f"{paper}[{SOURCE}]")
        item.paper = paper
        item.add_marker("claim")
        return item

    def runtest(self) -> None:
        """Every formula of the source is verified, a definition or an erratum."""
        objections = self.config.stash[DECISIONS].live(self.paper).objections
        if objections:
            raise UnexpectedVerdictError("\n".join(objection_lines(objections)))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands: the gate file."""
        return self.path, 0, self.name


def gate_globs(path: Path) -> list[str]:
    """The globs of a gate file; raises `UsageError` for a file without any."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("cannot be read as text; write one claim glob a line") from error
    globs = [line.partition("#")[0].strip() for line in lines]
    if not any(globs):
        raise UsageError("no claim glob in it; write one a line, as in my-paper/*")
    return [glob for glob in globs if glob]


def leg_evidence(result: ClaimResult, leg: str) -> list[Evidence]:
    """What a leg returned."""
    return [one for one in result.legs if one.leg == leg]


def properties(result: ClaimResult, leg: str, evidence: Iterable[Evidence]) -> list[tuple[str, object]]:
    """What JUnit files and the summary say of one test."""
    outcomes = ", ".join(dict.fromkeys(one.outcome.value for one in evidence))
    said = {
        "claim": result.id,
        "verdict": result.verdict.value,
        "expected": result.expected.value,
        "level": result.level.value if result.level else "",
        "leg": leg,
        "outcome": outcomes,
        "seconds": round(result.seconds, 3),
        "as_expected": result.as_expected,
    }
    return list(said.items())


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the gate."""
    group = parser.getgroup("verify", "claims of papers")
    group.addoption(
        "--paper-source",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="gate on a live copy of a paper; may be given for several papers",
    )
    group.addoption("--claim-jobs", type=int, default=0, metavar="N", help="processes that decide claims")


def pytest_configure(config: pytest.Config) -> None:
    """Refuses a source that cannot be used before anything runs, with pytest's exit code for wrong use."""
    config.addinivalue_line("markers", "claim: a leg of a claim, collected from claims.gate")
    try:
        sources = dict(_source(text) for text in config.getoption("--paper-source"))
    except GateError as error:
        raise pytest.UsageError(f"--paper-source: {error}") from error
    config.stash[DECISIONS] = Decisions(sources, _jobs(config))


def _source(text: str) -> tuple[str, Path]:
    from verify.command_line.deciding import readable
    from verify.command_line.options import named_source

    name, path = named_source(text)
    papers.paper(name)
    return name, readable(path.resolve())


def _jobs(config: pytest.Config) -> int:
    """As asked for; one where tests are spread over processes already, else a process for each core."""
    from verify.command_line.options import usable_cores

    asked: int = config.getoption("--claim-jobs")
    return asked if asked > 0 else 1 if hasattr(config, "workerinput") else usable_cores()


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Versions, precision and seed: what a verdict depends on besides the claims."""
    from verify.breakers.sampling import BITS, RECHECK_BITS, SEED

    engines = ", ".join(f"{name} {_version(name)}" for name in ENGINES)
    lines = [
        f"verify: theorem-gate {_version('theorem-gate')}, {engines}",
        f"verify: precision {BITS} bits, checked again at {RECHECK_BITS}; seed {SEED}",
    ]
    sources = config.stash[DECISIONS].sources
    return lines + [f"verify: live source of {name}: {path}" for name, path in sources.items()]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Takes the gate files."""
    if file_path.name != GATE_FILE:
        return None
    collector: GateFile = GateFile.from_parent(parent, path=file_path)
    return collector


def pytest_collection_finish(session: pytest.Session) -> None:
    """Notes which claims were selected, so that they can be decided together."""
    selected: dict[str, dict[str, None]] = {}
    for item in session.items:
        if isinstance(item, ClaimItem):
            selected.setdefault(item.claim.paper, {})[item.claim.id] = None
    session.config.stash[DECISIONS].selected = {name: list(claims) for name, claims in selected.items()}


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """A line a claim, read from the reports, which reach this process from the others too."""
    told = _claims_told(terminalreporter)
    quiet = config.get_verbosity() < 0
    shown = [one for one in told if not (quiet and one["as_expected"])]
    if not told or (quiet and not shown):
        return
    terminalreporter.section("claims")
    for one in shown:
        mark = "" if one["as_expected"] else f"  expected {one['expected']}"
        level, took = one["level"] or "-", duration(float(one["seconds"]))
        terminalreporter.line(f"{one['verdict']:<10} {level:<10} {took:>8}  {one['claim']}{mark}")


def _claims_told(terminalreporter: pytest.TerminalReporter) -> list[dict[str, Any]]:
    """The properties of each claim once, in the order in which they were reported."""
    told: dict[str, dict[str, Any]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            said = dict(getattr(report, "user_properties", ()))
            if "claim" in said and getattr(report, "when", "") == "call":
                told.setdefault(said["claim"], said)
    return list(told.values())
