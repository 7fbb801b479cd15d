r"""What each formula of a source does: it defines, assumes, is a case, is a step to decide, or nobody can say.

Every role has the words or the place that it rests on; a formula whose role is open becomes a question, not a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from verify.errors import ReadError, UsageError
from verify.live import asserts
from verify.model import definitions_in
from verify.reading.expressions import DEFINING
from verify.reading.notation import INDEX, Notation
from verify.reading.spelling import join
from verify.reading.statements import read_formula
from verify.reading.tree import (
    Call,
    Chain,
    FunctionName,
    Inference,
    Landau,
    Limit,
    Node,
    Number,
    Symbol,
)
from verify.sources.formula import Formula, Source
from verify.starting.derivatives import without_dependence
from verify.starting.entries import Entry, Kind, names_in
from verify.starting.first_displays import FirstDisplays
from verify.starting.occurrences import occurrences
from verify.starting.ranges import apart, domains_in
from verify.starting.registered_text import registered_text
from verify.starting.sentences import RELATED, definition_scoped_by, range_scoped_by, step_scoped_by
from verify.starting.shapes import (
    ORDERS,
    approaches_in_a_chain,
    defines_anywhere,
    ends_with_range,
    follows_from_a_list,
    is_approach,
    is_distributed,
    is_listed,
    needs_approach,
    recurs,
)
from verify.starting.words import (
    approaches,
    assumes,
    begins_clause,
    clause_before,
    comes_right_after,
    concludes,
    conditions_of,
    declares,
    defines,
    follows_word,
    hinges,
    is_affirmed,
    is_beside_noun,
    is_chosen_for,
    is_condition,
    is_conditional,
    is_equivalence,
    is_exception,
    is_of_some,
    is_plain_condition,
    says_what_it_is,
    supposes,
)

BASE = "any "  # of a family any member counts
LISTS = frozenset(("=", r"\in"))
ITEM = re.compile(r"\\item(?![A-Za-z])|(?:^|\s)(?:[-*+]|\d+[.)])\s")
STARRED = re.compile(r"\^\{?(?:\*|\\(?:ast|star)(?![a-z]))")
SETS = re.compile(r"\b(?:let|set|put|taking|deviates? to)$")
HYPOTHETICAL = frozenset("if iff when whenever unless suppose assume case cases example otherwise".split())
LOOKS_AT = re.compile(r"\b(?:let|set|put|with|while|taking|deviates? to)\b")


def roles(source: Source, notation: Notation) -> list[Entry]:
    """The entries of all formulas, in the order of the source."""
    return _Roles(source, notation).entries()


@dataclass
class _Roles:
    source: Source
    notation: Notation
    found: list[Entry] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    seen_unread: set[str] = field(default_factory=set)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)
    unread_letters: dict[int, set[str]] = field(default_factory=dict)
    displayed: FirstDisplays = field(init=False)

    def __post_init__(self) -> None:
        found = list(occurrences(self.source))
        self.displayed = FirstDisplays(self.source, found)
        for one in found:
            self.unread_letters.setdefault(id(one.formula), set()).update((one.name, BASE + join(one.base)))

    def entries(self) -> list[Entry]:
        for formula in self.source.formulas:
            entry = self._entry(formula)
            self.found.append(entry)
            self._remember(entry)
        return [self._with_later_case(k, entry) for k, entry in enumerate(self.found)]

    def _remember(self, entry: Entry) -> None:
        """The letters that the source has now said something with; naming them is not enough."""
        if entry.kind is Kind.UNREAD:
            self.seen_unread |= self.unread_letters.get(id(entry.formula), set())
        elif entry.tree is not None and (entry.formula.display or asserts(entry.tree)):
            self.seen |= names_in(entry.tree)

    def _entry(self, formula: Formula) -> Entry:
        try:
            tree = read_formula(
                formula.latex,
                self.notation,
                section=formula.section,
                line=formula.line,
                column=formula.column,
                macros=self.source.macros,
            )
        except ReadError as error:
            return Entry(formula, Kind.UNREAD, "", None, f"{error.reason}; {error.step}", error=error)
        if follows_from_a_list(tree):
            because = "does what stands behind the arrow follow from all before it, or from the last of it?"
            return Entry(formula, Kind.UNREAD, "", None, because)
        latex = registered_text(formula, self.source, self.notation)
        if latex is None:
            return Entry(formula, Kind.OPEN, "", tree, "its text cannot be registered without the paper's own commands")
        if not asserts(tree):
            return self._value(formula, latex, tree)
        return self._asserting(formula, latex, tree)

    def _value(self, formula: Formula, latex: str, tree: Node) -> Entry:
        because = "a value alone: what is it said to be? (display(..., equals=...), or a definition)"
        return Entry(formula, Kind.OPEN if formula.display else Kind.VALUE, latex, tree, because)

    def _asserting(self, formula: Formula, latex: str, tree: Node) -> Entry:
        fixed = without_dependence(tree, self.bodies)
        if fixed:
            because = f"what {fixed} is a function of is not said, so that its derivative cannot be taken"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        if is_chosen_for(formula):
            because = "what a letter is chosen for, or something that follows?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        if hinges(formula):
            because = "what something hangs on, or something that follows?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        for decide in (self._approach, self._case, self._definition, self._assumption):
            entry = decide(formula, latex, tree)
            if entry is not None:
                return entry
        if ends_with_range(tree):
            because = "is the last of it the range that the rest is said for?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        sentence = self._sentence(formula)
        given = tuple(one for one in sentence if one.kind in (Kind.CASE, Kind.ASSUMPTION))
        cases = tuple(one for one in given if not is_approach(one.tree) and not is_listed(one.tree))
        if _exclude(cases) or _is_anothers(sentence) or (cases and clause_before(formula) == "or"):
            because = "which of the cases before it is it said of?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        toward = next((one for one in reversed(given) if is_approach(one.tree)), None)
        scope = step_scoped_by(formula) or _unsettled(sentence)
        if scope:
            return Entry(formula, Kind.STEP, latex, tree, "", scope=scope)
        return Entry(formula, Kind.STEP, latex, tree, "", cases, toward if needs_approach(tree) else None)

    # --- what is no step ------------------------------------------------------------------------------------------

    def _approach(self, formula: Formula, latex: str, tree: Node) -> Entry | None:
        if formula.display or not is_approach(tree) or not approaches(formula):
            return None
        return Entry(formula, Kind.CASE, latex, tree, f"an approach, after {clause_before(formula)!r}")

    def _case(self, formula: Formula, latex: str, tree: Node) -> Entry | None:
        """An inline formula that is a case, a range, or the second half of either."""
        if formula.display or not isinstance(tree, Chain):
            return None
        words = clause_before(formula)
        if is_exception(formula):
            return Entry(
                formula, Kind.OPEN, latex, tree, "an exception: of which statement, and what else holds there?"
            )
        if is_condition(formula) and tree.relations[0] in (r"\equiv", *DEFINING):
            return Entry(formula, Kind.OPEN, latex, tree, "a definition, or a case that is looked at here?")
        if isinstance(tree.operands[0], FunctionName | Call) and tree.relations[0] == ":":
            return Entry(formula, Kind.CASE, latex, tree, "what a function maps to what")
        if tree.relations[0] == "=" and isinstance(tree.operands[0], Symbol) and recurs(tree):
            return Entry(formula, Kind.OPEN, latex, tree, "an equation, or a letter that is renamed?")
        if tree.relations[0] == "=" and LOOKS_AT.search(words) and self._is_seen(tree.operands[0]):
            if not SETS.search(words):
                return Entry(
                    formula, Kind.OPEN, latex, tree, "a case that is looked at here, or something that follows?"
                )
            return Entry(formula, Kind.CASE, latex, tree, f"a case, after {words!r}")
        if is_condition(formula) or (words == "and" and self._follows_case(formula)):
            if not is_plain_condition(formula) or begins_clause(formula) or is_affirmed(formula):
                return Entry(formula, Kind.OPEN, latex, tree, f"what is it in this sentence, after {words!r}?")
            return Entry(formula, Kind.CASE, latex, tree, f"a case, after {words!r}")
        return self._range(formula, latex, tree, words)

    def _range(self, formula: Formula, latex: str, tree: Chain, words: str) -> Entry | None:
        """A letter between numbers, and a relation between letters that the words suppose."""
        first = tree.operands[0]
        if isinstance(first, Symbol) and self.notation.named(first.name).kind == INDEX and tree.relations[0] in LISTS:
            if tree.relations[0] == "=" and isinstance(tree.operands[1], Number):
                because = "a case that is looked at here, or something that follows?"
                return Entry(formula, Kind.OPEN, latex, tree, because)
            return Entry(formula, Kind.ASSUMPTION, latex, tree, "the range of an index")
        ranged = [name for name, _ in domains_in(tree)]
        orders = all(relation in ORDERS for relation in tree.relations)
        if any(self.displayed.stand_in_another_section(name, formula) for name in ranged):
            return Entry(formula, Kind.OPEN, latex, tree, f"is this the range of {ranged[0]} in its section alone?")
        if ranged and tree.relations[0] != "=" and declares(formula):
            return Entry(formula, Kind.ASSUMPTION, latex, tree, f"a range, after {words!r}")
        if orders and not ranged and supposes(formula):
            return Entry(formula, Kind.ASSUMPTION, latex, tree, f"a hypothesis, after {words!r}")
        if ranged and not any(name in self.bodies for name in ranged):
            because = f"is this the range of {ranged[0]} in the whole source, or a case that is looked at here?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        if is_of_some(formula) or (orders and is_beside_noun(formula)):
            return Entry(formula, Kind.OPEN, latex, tree, "which of the things before it does it belong to?")
        return None

    def _is_seen(self, letter: Node) -> bool:
        return isinstance(letter, Symbol) and letter.name in self.seen

    def _follows_case(self, formula: Formula) -> bool:
        before = self._sentence(formula)
        return bool(before) and before[-1].kind is Kind.CASE

    def _definition(self, formula: Formula, latex: str, tree: Node) -> Entry | None:
        goes_on = approaches_in_a_chain(tree) or is_distributed(tree)
        if any(isinstance(inner, Inference) for inner in tree.walk()) or goes_on:
            return None
        try:
            made = list(definitions_in(tree))
        except UsageError:
            return None
        if not made or any(self._may_not_define(one.name, one.parameters, one.body, formula) for one in made):
            return None
        letters = {one.name for one in made}
        first = letters.isdisjoint(self.seen) and not any(self._seen_unread(name) for name in letters)
        if formula.display and is_conditional(formula):
            because = "a definition, or a case that is looked at in this sentence?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        words = defines(formula, known=not first)
        only_first = first and not any(isinstance(one.body, Symbol) and not one.parameters for one in made)
        only_first = only_first and not any(STARRED.search(name) for name in letters) and not concludes(formula)
        if not formula.display:
            said = says_what_it_is(formula) or all(one.parameters for one in made)
            only_first = only_first and said and not follows_word(formula)
        defining = isinstance(tree, Chain) and tree.relations[0] in (r"\equiv", *DEFINING)
        if not words and not only_first and not defining:
            return None
        scope = definition_scoped_by(formula)
        if scope and (scope in HYPOTHETICAL or not defines_anywhere(tree, first=first)):
            because = f"a definition, or something that is said under {scope!r}?"
            return Entry(formula, Kind.OPEN, latex, tree, because)
        for one in made:
            self.bodies[one.name] = frozenset(names_in(one.body)) - set(one.parameters)
        because = f"defines, after {words!r}" if words else f"defines: {', '.join(sorted(letters))} stands here first"
        return Entry(formula, Kind.DEFINITION, latex, tree, because)

    def _may_not_define(self, name: str, parameters: tuple[str, ...], body: Node, formula: Formula) -> bool:
        """What has its meaning, as a sine has, a value that is a number, and a definition that runs in a circle."""
        declared = any(row.name == name for row in self.notation.letters)
        if not declared or name in self.bodies or len(set(parameters)) != len(parameters):
            return True
        if not names_in(body) and not (parameters and defines(formula)):
            return True
        ranged = any(
            entry.kind is Kind.ASSUMPTION and name in names_in(entry.tree) for entry in self.found if entry.tree
        )
        if ranged and not defines(formula):
            return True
        return any(isinstance(inner, Landau | Limit) for inner in body.walk()) or self._reaches(name, body, parameters)

    def _reaches(self, name: str, body: Node, parameters: tuple[str, ...]) -> bool:
        waiting, known = set(names_in(body)) - set(parameters), set[str]()
        while waiting:
            letter = waiting.pop()
            if letter == name:
                return True
            if letter not in known:
                known.add(letter)
                waiting |= self.bodies.get(letter, frozenset())
        return False

    def _seen_unread(self, name: str) -> bool:
        row = self.notation.named(name)
        return (BASE + join(row.spelling.base) if row.indices else name) in self.seen_unread

    def _assumption(self, formula: Formula, latex: str, tree: Node) -> Entry | None:
        if formula.display and assumes(formula):
            scope = range_scoped_by(formula)
            if scope:
                return Entry(formula, Kind.OPEN, latex, tree, f"assumed everywhere, or under {scope!r}?")
            return Entry(formula, Kind.ASSUMPTION, latex, tree, "the words before it assume it")
        return None

    # --- cases of a step ------------------------------------------------------------------------------------------

    def _sentence(self, formula: Formula) -> list[Entry]:
        """The entries of the inline formulas that stand before a formula in its sentence."""
        earlier = conditions_of(formula, [one.formula for one in self.found])
        wanted = {id(one) for one in earlier}
        return [one for one in self.found if id(one.formula) in wanted]

    def _with_later_case(self, k: int, entry: Entry) -> Entry:
        """A case printed behind its step: `..., for all $x>0$.`"""
        following = self.found[k + 1] if k + 1 < len(self.found) else None
        if entry.kind is not Kind.STEP or following is None:
            return entry
        if is_exception(following.formula) and not following.formula.display and _is_said_on(entry, following):
            return replace(entry, kind=Kind.OPEN, because="it holds with the exception that is printed behind it")
        hung = is_equivalence(following.formula) or hinges(following.formula)
        if hung and _is_said_on(entry, following):
            return replace(entry, kind=Kind.OPEN, because="it holds where what is printed behind it does")
        if following.kind is not Kind.CASE:
            return entry
        if following.formula.display or entry.formula.latex.rstrip().endswith((".", ";")):
            return entry
        if not _is_said_on(entry, following) or not comes_right_after(following.formula):
            return entry
        if _exclude((*entry.given, following)):
            because = "which of the cases beside it is it said of? they exclude each other"
            return replace(entry, kind=Kind.OPEN, because=because, given=())
        if is_approach(following.tree):
            return replace(entry, toward=following) if needs_approach(entry.tree) else entry
        return replace(entry, given=(*entry.given, following))


def _is_said_on(entry: Entry, following: Entry) -> bool:
    """Whether only words of one sentence stand between two formulas."""
    between = re.split(r"\$|\\[(\[]", entry.formula.after)[0]
    same = following.formula.section == entry.formula.section and not entry.formula.latex.rstrip().endswith(".")
    return same and "." not in between and not between.strip()[:1].isupper() and ITEM.search(between) is None


def _is_anothers(sentence: list[Entry]) -> bool:
    """Whether a case stands right behind another assertion of the sentence: `$f>0$ if $p>0$, and ...`."""
    return any(
        second.kind is Kind.CASE and first.kind in (Kind.STEP, Kind.DEFINITION, Kind.OPEN)
        for first, second in pairwise(sentence)
    )


def _unsettled(sentence: list[Entry]) -> str:
    """A relation of the sentence that is open or unread, and may be what the rest is said under; empty without."""
    for one in sentence:
        related = one.tree is None or asserts(one.tree)
        if one.kind in (Kind.OPEN, Kind.UNREAD) and related and RELATED.search(one.formula.latex):
            return f"${one.formula.latex.strip()}$"
    return ""


def _exclude(cases: tuple[Entry, ...]) -> bool:
    """Whether two cases have no number in common."""
    ranges = [one for case in cases for one in domains_in(case.tree)]
    return any(name == other and apart(one, two) for name, one in ranges for other, two in ranges)
