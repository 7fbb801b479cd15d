"""What each formula of a live source is: verified, a definition, refuted, changed, on record, unlinked or unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from verify.arrangement import is_rearranged
from verify.claims import Paper, Role, Step
from verify.errors import ReadError, UsageError
from verify.kernel import Evidence, Outcome, Verdict, rule
from verify.matching import Match, match
from verify.model import Definition, Model, definitions_in
from verify.obligations import Obligation
from verify.reading.printer import canonical
from verify.reading.statements import read_formula
from verify.reading.tree import Chain, Inference, Node, Sentence, Statements
from verify.record import FormulaResult
from verify.renaming import Respelling, left_over, respellings
from verify.rewriting import equalities
from verify.sources.formula import Formula, Source


@dataclass
class LiveText:
    """A source matched to its paper: which steps have a new text, which cannot be read, which are gone."""

    paper: Paper
    source: Source
    matched: Match
    texts: dict[Step, str] = field(default_factory=dict)
    unread: dict[Step, ReadError] = field(default_factory=dict)
    respelled: tuple[Respelling, ...] = ()
    refused: dict[int, ReadError] = field(default_factory=dict)
    """What is said of formulas, by identity, that print a letter otherwise than the table or the text around them."""

    @cached_property
    def before(self) -> Model:
        """The paper as registered."""
        return Model(self.paper)

    @cached_property
    def changed(self) -> dict[Step, str]:
        """What every definition with a new text defines otherwise; empty where its value is the registered one."""
        printed = Model(self.paper, self.texts, macros=self.source.macros)
        texts = (step for step in self.texts if step.role is Role.DEFINITION)
        return {step: definition_changed(step, self.before, printed) for step in texts}

    @cached_property
    def model(self) -> Model:
        """The paper under its live text, unread formulas as registered."""
        rewritten = frozenset(step for step, change in self.changed.items() if not change)
        return Model(self.paper, self.texts, macros=self.source.macros, rewritten=rewritten)


def read_live(paper: Paper, source: Source) -> LiveText:
    """Match every formula and keep the text of those that changed."""
    live = LiveText(paper, source, match(source, paper))
    for formula, step in live.matched.pairs:
        if _same_text(formula, step, source):
            continue
        error = reading_error(formula, paper, source) or _no_definition(formula, step, paper, source)
        if error is not None:
            live.unread[step] = error
        elif not _only_arranged(formula, step, paper, source):
            live.texts[step] = formula.latex
    _look_for_other_spellings(live)
    return live


def _look_for_other_spellings(live: LiveText) -> None:
    """Letters that are written otherwise: told as such at every place, and never taken as read."""
    live.refused = left_over(live.paper, live.source)
    unread = [(formula, step) for formula, step in live.matched.pairs if step in live.unread]
    others = (*(formula for formula, _ in unread), *live.matched.unregistered)
    live.respelled = respellings(unread, others, live.paper, live.source) if unread else ()
    for one in live.respelled:
        for formula in one.formulas:
            live.refused.setdefault(id(formula), one.error(formula))
    for formula, step in live.matched.pairs:
        if id(formula) in live.refused:
            live.unread[step] = live.refused[id(formula)]
            live.texts.pop(step, None)


def _same_text(formula: Formula, step: Step, source: Source) -> bool:
    try:
        return canonical(formula.latex, source.macros) == canonical(step.latex)
    except ReadError:
        return False


def _only_arranged(formula: Formula, step: Step, paper: Paper, source: Source) -> bool:
    """Whether terms and factors were moved and no more; a definition may not be turned around."""
    try:
        old = read_formula(step.latex, paper.notation, section=step.section)
        new = read_formula(formula.latex, paper.notation, section=formula.section, macros=source.macros)
    except ReadError:
        return False
    return old == new or is_rearranged(old, new, ends=step.role is not Role.DEFINITION)


def reading_error(formula: Formula, paper: Paper, source: Source) -> ReadError | None:
    """Why a formula cannot be read, if it cannot."""
    try:
        read_formula(
            formula.latex,
            paper.notation,
            section=formula.section,
            line=formula.line,
            column=formula.column,
            macros=source.macros,
        )
    except ReadError as error:
        return error
    return None


def _no_definition(formula: Formula, step: Step, paper: Paper, source: Source) -> ReadError | None:
    """Why what stood as a definition is none any more, if so."""
    if step.role is not Role.DEFINITION or step.defines:
        return None
    tree = read_formula(formula.latex, paper.notation, section=formula.section, macros=source.macros)
    try:
        if any(definitions_in(tree)):
            return None
        reason = "this defines nothing"
    except UsageError as error:
        reason = str(error)
    return ReadError(reason, line=formula.line, column=formula.column, step=f"it stood for {step.latex}")


def asserts(tree: Node) -> bool:
    """Whether a formula says something, other than naming a value."""
    return isinstance(tree, Chain | Inference | Statements | Sentence)


# --- definitions ----------------------------------------------------------------------------------------------------


def definition_changed(step: Step, before: Model, after: Model) -> str:
    """Empty if the live text defines the same values as the registered one, else what differs."""
    old, new = (
        {(one.name, one.indices): one for one in definitions_in(model.defining(step), step)}
        for model in (before, after)
    )
    if old.keys() != new.keys():
        return "it defines another letter"
    for key, definition in old.items():
        difference = _differ(definition, new[key], before, step)
        if difference:
            return difference
    return ""


def _differ(old: Definition, new: Definition, model: Model, step: Step) -> str:
    from verify.breakers.sampling import search
    from verify.symbolic.prove import prove

    if old.parameters != new.parameters:
        return "it takes other arguments"
    if is_rearranged(old.body, new.body):
        return ""
    asked = Obligation("relation", old.body, "=", new.body, step.section)
    found = search(asked, model)
    if prove(asked, model).outcome is Outcome.PROVED and found.outcome is not Outcome.REFUTED:
        return ""
    return found.detail or "the two values are not proved equal"


def assumption_changed(step: Step, before: Model, after: Model) -> str:
    """Empty if the live hypothesis says what the registered one says."""
    return "" if same_statement(step, before, after) else f"the hypothesis was {step.latex}"


def same_statement(step: Step, before: Model, after: Model) -> bool:
    """Whether the live text says the same as the registered one: equal relations between equal values."""
    from verify.symbolic.prove import prove

    asked = equalities(step, before.tree(step), after.tree(step))
    return asked is not None and all(prove(one, before).outcome is Outcome.PROVED for one in asked)


# --- statuses -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepAnswers:
    """What the engine's legs said of one step."""

    evidence: tuple[Evidence, ...]

    @property
    def verdict(self) -> Verdict:
        return rule(self.evidence).verdict

    @property
    def detail(self) -> str:
        against = [one for one in self.evidence if one.outcome is Outcome.REFUTED]
        return (against or list(self.evidence))[0].detail if self.evidence else ""


def assertion_status(step: Step, answers: StepAnswers, on_record: bool, before: Model, after: Model) -> tuple[str, str]:
    """`verified`, `erratum`, `refuted` or `unlinked`, with the reason."""
    verdict = answers.verdict
    if verdict is Verdict.HOLDS:
        return "verified", answers.detail
    if on_record and (before is after or step not in after.live or same_statement(step, before, after)):
        return "erratum", answers.detail
    if verdict in (Verdict.FAILS, Verdict.DISPUTED):
        return "refuted", answers.detail
    return "unlinked", f"not decided: {answers.detail}"


def result(formula: Formula, status: str, claims: Sequence[str], detail: str) -> FormulaResult:
    """One formula of the record."""
    return FormulaResult(
        line=formula.start_line,
        end_line=formula.end_line,
        latex=formula.latex.strip(),
        status=status,
        claims=tuple(claims),
        detail=detail,
        file=formula.file,
        column=formula.column,
        section=formula.section,
        label=formula.label,
        display=formula.display,
    )
