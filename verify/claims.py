"""What a paper asserts: printed statements, definitions, assumptions, and the claims that are made of them.

A claim whose statement is an identity, a limit, a derivative, an expansion or an inequality is data: the engine's own
legs decide it. A claim about equilibria brings legs of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from verify.errors import UsageError
from verify.kernel import Evidence, Verdict
from verify.reading.notation import Notation

if TYPE_CHECKING:
    from verify.model import Model

REPAIR = "#repair"
CustomLeg = Callable[["Model"], Evidence]
StepLeg = Callable[["Model", "Step"], Evidence]


class Role(Enum):
    """What a printed formula does in the paper."""

    DEFINITION = "definition"
    ASSUMPTION = "assumption"
    ASSERTION = "assertion"
    MENTION = "mention"


@dataclass(eq=False)
class Step:
    """One printed formula with what the engine needs to decide it.

    `given` are hypotheses (earlier steps or LaTeX), `toward` the approach of a limit or expansion (`q\\to\\infty`),
    `equals` the value that a formula without a relation is said to be, `equivalent_to` the statements that it is said
    to amount to, `follows` the equation that this one is rewritten from, `premises` how many leading parts of a list
    are hypotheses for the rest, `printed` whether it stands in the paper, `engine` whether the engine's own legs
    decide it (else the claim's do), `label` the source's name for it. `prover` and `breaker` take the place of the
    engine's legs for this one formula and read its live text, so that the formula has a status of its own.
    """

    latex: str
    role: Role
    display: bool
    section: str = ""
    given: tuple[Step | str, ...] = ()
    toward: Step | str = ""
    equals: str = ""
    equivalent_to: str = ""
    follows: Step | str | None = None
    premises: int = 0
    defines: str = ""
    renames: tuple[tuple[str, str], ...] = ()
    printed: bool = True
    engine: bool = True
    prover: StepLeg | None = None
    breaker: StepLeg | None = None
    label: str = ""

    @property
    def decided_alone(self) -> bool:
        """Whether legs answer for this formula by itself: the engine's, or its own."""
        return self.engine or self.prover is not None or self.breaker is not None


def display(latex: str, **options: object) -> Step:
    """A displayed assertion."""
    return Step(latex, Role.ASSERTION, True, **_tupled(options))  # type: ignore[arg-type]


def inline(latex: str, **options: object) -> Step:
    """An asserting inline formula."""
    return Step(latex, Role.ASSERTION, False, **_tupled(options))  # type: ignore[arg-type]


def unprinted(latex: str, **options: object) -> Step:
    """What the paper's words say, or a repair: a statement that does not stand in the source as a formula."""
    return Step(latex, Role.ASSERTION, True, printed=False, **_tupled(options))  # type: ignore[arg-type]


def _tupled(options: dict[str, object]) -> dict[str, object]:
    given = options.get("given", ())
    options["given"] = given if isinstance(given, tuple) else (given,)
    return options


@dataclass(frozen=True)
class Repair:
    """A corrected statement or a missing hypothesis; `kind` is `typo`, `assumption` or `formula`."""

    kind: str
    words: str
    steps: tuple[Step, ...] = ()
    legs: tuple[CustomLeg, ...] = ()
    breakers: tuple[CustomLeg, ...] = ()
    obstacle: str = ""

    @property
    def statement(self) -> str:
        return r" \quad ".join(step.latex for step in self.steps) or self.words


@dataclass
class Claim:
    """An assertion to decide, under its stable id.

    `for_registered_text` names legs, as in `prove:certificate`, that say nothing of an edited paper and are not asked.
    """

    id: str
    paper: str
    where: str
    steps: tuple[Step, ...]
    uses: tuple[str, ...] = ()
    trusts: tuple[str, ...] = ()
    obstacle: str = ""
    admitted: str = ""
    repair: Repair | None = None
    expected: Verdict = Verdict.HOLDS
    remark: str = ""
    provers: list[CustomLeg] = field(default_factory=list)
    breakers: list[CustomLeg] = field(default_factory=list)
    seconds: float = 60.0
    for_registered_text: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """The printed statement, in LaTeX."""
        return r" \quad ".join(step.latex for step in self.steps)

    @property
    def mended(self) -> Claim | None:
        """The repair as a claim of its own, in the section of what it mends."""
        if self.repair is None:
            return None
        for step in self.repair.steps:
            step.section = step.section or self.steps[0].section
        return replace(
            self,
            id=self.id + REPAIR,
            steps=self.repair.steps,
            provers=list(self.repair.legs),
            breakers=list(self.repair.breakers),
            for_registered_text=(),
        )

    def prover(self, leg: CustomLeg) -> CustomLeg:
        """Register a proving leg of the claim's own."""
        self.provers.append(leg)
        return leg

    def breaker(self, leg: CustomLeg) -> CustomLeg:
        """Register a leg that tries to break the claim."""
        self.breakers.append(leg)
        return leg


@dataclass
class Paper:
    """A paper: its notation, its printed formulas in order, its claims.

    Where its functions are known by their names only, `kept` is the hash of the code that it was built from
    (`verify.kept_papers`).
    """

    name: str
    title: str
    notation: Notation
    steps: list[Step] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    background: list[Step] = field(default_factory=list)
    kept: str = ""

    def section(self, slug: str, title: str) -> Section:
        """A section to which formulas are added in the order of the paper."""
        return Section(self, slug, title)

    @property
    def every_step(self) -> tuple[Step, ...]:
        """All formulas of the registry, those of repairs included, each once and in an order that a build repeats."""
        repairs = (claim.mended for claim in self.claims.values())
        owners = (*self.claims.values(), *(repair for repair in repairs if repair is not None))
        steps = (*self.steps, *self.background, *(step for owner in owners for step in owner.steps))
        return tuple({id(step): step for step in steps}.values())

    def assertions(self) -> Iterator[tuple[Claim, Step]]:
        """Every printed step with the claim that it belongs to."""
        for claim in self.claims.values():
            for step in claim.steps:
                yield claim, step


@dataclass
class Section:
    """Adds formulas and claims of one section to its paper."""

    paper: Paper
    slug: str
    title: str

    def define(self, latex: str, *, inline: bool = False, printed: bool = True, **options: object) -> Step:
        """A definition: the first relation gives the symbol its meaning, further ones are decided."""
        step = Step(latex, Role.DEFINITION, not inline, self.slug, printed=printed, **_tupled(options))  # type: ignore[arg-type]
        return self._record(step)

    def assume(self, latex: str, *, inline: bool = True, **options: object) -> Step:
        """A hypothesis that the paper states here."""
        return self._record(Step(latex, Role.ASSUMPTION, not inline, self.slug, **_tupled(options)))  # type: ignore[arg-type]

    def mention(self, latex: str) -> Step:
        """An inline formula that asserts nothing."""
        return self._record(Step(latex, Role.MENTION, False, self.slug))

    def claim(self, name: str, *steps: Step, **options: object) -> Claim:
        """A claim of this section; its steps are recorded in the order given."""
        identity = f"{self.paper.name}/{name}"
        if identity in self.paper.claims:
            raise UsageError(f"two claims are called {identity}; rename one")
        placed = tuple(self._record(_placed(step, self.slug)) for step in steps)
        claim = Claim(identity, self.paper.name, self.title, placed, **options)  # type: ignore[arg-type]
        self.paper.claims[identity] = claim
        return claim

    def _record(self, step: Step) -> Step:
        kept = self.paper.steps if step.printed else self.paper.background
        if not any(known is step for known in kept):
            kept.append(step)
        return step

    def state(self, step: Step) -> Step:
        """Record a formula where it is printed, for a claim that is made further down."""
        return self._record(_placed(step, self.slug))


def _placed(step: Step, slug: str) -> Step:
    """The step itself, now with its section; other steps refer to it by identity."""
    step.section = step.section or slug
    return step
