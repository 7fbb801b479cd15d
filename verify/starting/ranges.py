r"""Which numbers a letter may be: `a prize $V>0$`, `let $\beta\in[0,1)$`, a logarithm that is taken of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify.errors import ReadError
from verify.model import membership, rational
from verify.reading import notation
from verify.reading.notation import NONNEGATIVE, POSITIVE, REAL, Domain, Letter, Notation
from verify.reading.statements import read_formula
from verify.reading.tree import (
    Call,
    Chain,
    Dots,
    Infinity,
    Listing,
    Node,
    Statements,
    Symbol,
)
from verify.sources.formula import Formula, Source
from verify.starting.bounds import bounded, printed_bounds
from verify.starting.first_displays import FirstDisplays
from verify.starting.needed import Range, needed_ranges
from verify.starting.number_words import NumberWords, members_of_unread, number_words, signed_ranges
from verify.starting.occurrences import occurrences
from verify.starting.questions import Question
from verify.starting.table import Table
from verify.starting.words import declares, let_be

SETS = {
    r"\mathbb{R}": REAL,
    r"\mathbb{R}_{+}": NONNEGATIVE,
    r"\mathbb{R}_{++}": POSITIVE,
    r"\mathbb{N}": Domain(1, None, integer=True),
    r"\mathbb{Z}": Domain(integer=True),
}


def tree_of(formula: Formula, table: Notation, source: Source) -> Node | None:
    """The formula as read with the table; None if it cannot be."""
    try:
        return read_formula(
            formula.latex,
            table,
            section=formula.section,
            line=formula.line,
            column=formula.column,
            macros=source.macros,
        )
    except ReadError:
        return None


def with_ranges(table: Table, source: Source) -> Table:
    """The table with the ranges that the source states, then those that its use of a letter needs."""
    stated: dict[str, list[Range]] = {}
    needed: dict[str, Range] = {}
    mentioned: dict[str, list[Range]] = {}
    bounds: dict[str, list[Range]] = {}
    valued: dict[str, dict[str, str]] = {}
    arguments: dict[str, dict[str, str]] = {}
    called: dict[str, NumberWords] = {}
    open_ends: dict[str, str] = {}
    powers: list[tuple[Node, Formula]] = []
    unread_sets: dict[str, Formula] = {}
    displayed = FirstDisplays(source, occurrences(source))
    for formula in source.formulas:
        tree = tree_of(formula, table.notation, source)
        if tree is None:
            unread_sets |= {name: formula for name in members_of_unread(formula) if name not in unread_sets}
            continue
        for one in signed_ranges(tree, formula):
            stated.setdefault(one.name, []).append(one)
        for said in number_words(tree, formula):
            if said.name not in called or said.narrow:
                called[said.name] = said
        open_ends |= dict.fromkeys(lower_ends(tree), formula.place)
        unread_sets |= {name: formula for name in members_of_letters(tree) if name not in unread_sets}
        words = (declares(formula) or let_be(formula)) if not formula.display else ""
        if words:
            for one in stated_ranges(tree, formula, words):
                if not displayed.stand_in_another_section(one.name, formula) and (
                    one.domain.lower is None or one.domain.lower != one.domain.upper
                ):
                    stated.setdefault(one.name, []).append(one)
        for one in stated_ranges(tree, formula, ""):
            mentioned.setdefault(one.name, []).append(one)
        if (name := left_side(tree)) != "":
            valued.setdefault(name, {}).setdefault(formula.section, formula.place)
        for function, name in given_functions(tree):
            arguments.setdefault(name, {}).setdefault(function, formula.place)
        for name, domain in printed_bounds(tree):
            bounds.setdefault(name, []).append(Range(name, domain, formula.place, ""))
        powers.append((tree, formula))
    whole = {row.name for row in table.letters if row.kind == notation.INDEX or row.name in called}
    whole |= {name for name, ranges in stated.items() if all(one.domain.integer for one in ranges)}
    for tree, formula in powers:
        for one in needed_ranges(tree, formula, whole):
            needed.setdefault(one.name, one)
    ranged = Table(places=table.places, questions=list(table.questions))
    for row in table.letters:
        here = [
            one
            for one in stated.get(row.name, [])
            if row.kind == notation.INDEX or not row.scope or one.section in row.scope
        ]
        against = [one for one in mentioned.get(row.name, []) for other in here if apart(one.domain, other.domain)]
        if here and against:
            other = f"{against[0].domain} in {against[0].place}"
            text = f"which range? {here[0].domain} here, {other}; any real number is taken"
            ranged.questions.append(Question(row.name, here[0].place, text))
            here = []
        doubt = _of_unread_set(row, unread_sets) or _of_words(row, called) or _of_end(row, here, needed, open_ends)
        doubt = doubt or _of_needed(row, here, needed, [*mentioned.get(row.name, []), *bounds.get(row.name, [])])
        doubt = doubt or _of_sections(row, here, needed, valued.get(row.name, {}))
        doubt = doubt or _of_sections(row, here, needed, arguments.get(row.name, {}))
        if doubt is not None:
            ranged.questions.append(doubt)
            continue
        settled = _with_range(row, here, needed.get(row.name), ranged)
        ranged.letters.append(_whole(settled, called.get(row.name)))
    return ranged


def _of_unread_set(row: Letter, unread: dict[str, Formula]) -> Question | None:
    """A letter of a set that could not be read, or of which no range is read, may be any thing."""
    formula = unread.get(row.name)
    if formula is None or row.kind != notation.SCALAR:
        return None
    text = f"which numbers? ${' '.join(formula.latex.split())}$ gives no range that could be read"
    return Question(row.spelled, formula.place, text)


def _of_words(row: Letter, called: dict[str, NumberWords]) -> Question | None:
    """Primes, odd and rational numbers are fewer than the numbers of any range."""
    said = called.get(row.name)
    if said is None or not said.narrow or row.kind != notation.SCALAR:
        return None
    return Question(row.spelled, said.place, f"only {said.narrow}? no range says so")


def _of_end(row: Letter, stated: list[Range], needed: dict[str, Range], ends: dict[str, str]) -> Question | None:
    """A letter positive only for its use in one place, which begins an interval of numbers in another."""
    if stated or row.name not in needed or row.name not in ends or row.kind != notation.SCALAR:
        return None
    use = needed[row.name]
    return Question(row.spelled, ends[row.name], f"any number here, and {use.words} in {use.place}: the same letter?")


def _of_needed(row: Letter, stated: list[Range], needed: dict[str, Range], mentioned: list[Range]) -> Question | None:
    r"""A letter positive only for its use, of which `c\in[0,1]` is said elsewhere."""
    if stated or row.name not in needed or row.kind != notation.SCALAR:
        return None
    use = needed[row.name]
    other = next((one for one in mentioned if _reaches_outside(one.domain, use.domain)), None)
    if other is None:
        return None
    text = f"which range? {other.domain} here, and {use.words} in {use.place}"
    return Question(row.spelled, other.place, text)


def _of_sections(row: Letter, stated: list[Range], needed: dict[str, Range], valued: dict[str, str]) -> Question | None:
    """A letter positive only for its use in one section or function, which has another meaning in another."""
    if stated or row.name not in needed or row.kind != notation.SCALAR or len(valued) < 2:
        return None
    use, places = needed[row.name], list(valued.values())
    text = f"the letter of {places[0]}? it may be another one here, and is {use.words} in {use.place}"
    return Question(row.spelled, places[1], text)


def left_side(tree: Node) -> str:
    """The letter that an equation gives a value: the y of `y=a+bx`; empty without."""
    first = tree.parts[0] if isinstance(tree, Statements) else tree
    if not isinstance(first, Chain) or first.relations[0] != "=" or rational(first.operands[1]) is not None:
        return ""
    letter = first.operands[0]
    return letter.name if isinstance(letter, Symbol) else ""


def given_functions(tree: Node) -> Iterator[tuple[str, str]]:
    """The functions that an equation gives a value, with each letter that they are called with there."""
    if isinstance(tree, Chain) and isinstance(tree.operands[0], Call) and tree.relations[0] == "=":
        call = tree.operands[0]
        yield from ((call.function.name, one.name) for one in call.arguments if isinstance(one, Symbol))


def _reaches_outside(said: Domain, needed: Domain) -> bool:
    """Whether a bound that is printed leaves numbers at or below the least that the use needs."""
    if said.lower is None:
        return said.upper is not None and said.upper <= 0
    return not holds(needed, replace(said, upper=None, open_above=False, integer=needed.integer))


def _whole(row: Letter, said: NumberWords | None) -> Letter:
    """The row of a letter that the words call an integer."""
    if said is None or row.kind not in (notation.SCALAR, notation.INDEX) or row.domain.integer:
        return row
    words = f"{said.place}: {said.words}" if row.assumed else row.said
    return replace(row, domain=said.of(row.domain), said=words)


def members_of_letters(tree: Node) -> Iterator[str]:
    r"""The letters that are said to be in a set with a name: the x of `x\in X`."""
    for node in tree.walk():
        if not isinstance(node, Chain) or node.relations[-1] != r"\in":
            continue
        letter, place = node.operands[-2:]
        if isinstance(letter, Symbol) and isinstance(place, Symbol) and not place.name.startswith(r"\mathbb"):
            yield letter.name


def lower_ends(tree: Node) -> Iterator[str]:
    r"""The letters that an interval begins with: the a of `\xi\in(a,b)`."""
    for node in tree.walk():
        if isinstance(node, Chain) and r"\in" in node.relations:
            for place in node.operands[1:]:
                if isinstance(place, Listing) and place.opening in ("(", "[") and isinstance(place.items[0], Symbol):
                    yield place.items[0].name


def apart(one: Domain, other: Domain) -> bool:
    """Whether two ranges have no number in common.

    >>> apart(POSITIVE, Domain(None, 0)), apart(NONNEGATIVE, Domain(None, 0))
    (True, False)
    """
    return _above(one, other) or _above(other, one)


def _above(high: Domain, low: Domain) -> bool:
    if high.lower is None or low.upper is None:
        return False
    touching = high.lower == low.upper and (high.open_below or low.open_above)
    return high.lower > low.upper or touching


def _with_range(row: Letter, stated: list[Range], needed: Range | None, table: Table) -> Letter:
    if row.kind not in (notation.SCALAR, notation.INDEX):
        return row
    if stated:
        chosen = _widest(row, stated, table)
        return replace(row, domain=chosen.domain, said=f"{chosen.place}: {chosen.words}")
    if row.kind == notation.INDEX:
        return row
    if needed is not None:
        return replace(row, domain=needed.domain, said=f"assumed: {needed.words}, {needed.place}")
    return replace(row, said=f"assumed: any real number, no range is printed; first in {row.said}")


def _widest(row: Letter, stated: list[Range], table: Table) -> Range:
    """The range that holds the others; ranges that disagree are a question, and the first one stays."""
    for one in stated:
        if all(holds(one.domain, other.domain) for other in stated):
            if any(other.domain != one.domain for other in stated):
                places = ", ".join(f"{other.domain} in {other.place}" for other in stated)
                table.questions.append(Question(row.name, one.place, f"which range? {places}; the widest is taken"))
            return one
    places = ", ".join(f"{other.domain} in {other.place}" for other in stated)
    table.questions.append(Question(row.name, stated[0].place, f"which range? {places}; any real number is taken"))
    return replace(stated[0], domain=REAL, words="assumed: its ranges disagree")


def holds(wide: Domain, narrow: Domain) -> bool:
    """Whether one range contains the other.

    >>> holds(NONNEGATIVE, POSITIVE), holds(POSITIVE, NONNEGATIVE)
    (True, False)
    """
    below = wide.lower is None or (narrow.lower is not None and _inside_below(wide, narrow))
    above = wide.upper is None or (narrow.upper is not None and _inside_above(wide, narrow))
    return below and above and (narrow.integer or not wide.integer)


def _inside_below(wide: Domain, narrow: Domain) -> bool:
    assert wide.lower is not None
    assert narrow.lower is not None
    return narrow.lower > wide.lower or (narrow.lower == wide.lower and (not wide.open_below or narrow.open_below))


def _inside_above(wide: Domain, narrow: Domain) -> bool:
    assert wide.upper is not None
    assert narrow.upper is not None
    return narrow.upper < wide.upper or (narrow.upper == wide.upper and (not wide.open_above or narrow.open_above))


# --- stated -----------------------------------------------------------------------------------------------------------


def stated_ranges(tree: Node, formula: Formula, words: str) -> Iterator[Range]:
    r"""The ranges of `x>0`, `0<\beta<1`, `a,b>0` and `s\in[0,1]`."""
    place, said = f"{formula.file}:{formula.line}", f"${formula.latex.strip()}$ after {' '.join(words.split()[-6:])!r}"
    members = {one.name for one in tree.walk() if isinstance(one, Symbol) and _is_one_of_many(one)}
    for name, domain in domains_in(tree):
        if name in members:
            continue
        yield Range(name, domain, place, said, formula.section)


def _is_one_of_many(letter: Symbol) -> bool:
    """`m_1` and `a_{T+1}` of the families `m_t` and `a_t`: what is said of it is not said of the others."""
    return any(not isinstance(index, Symbol) for index in letter.indices)


def domains_in(tree: Node | None) -> Iterator[tuple[str, Domain]]:
    """The letters that a statement bounds by numbers, with their ranges."""
    if isinstance(tree, Statements | Listing):
        parts = tree.parts if isinstance(tree, Statements) else tree.items
        leading = [part.name for part in parts[:-1] if isinstance(part, Symbol)]
        if len(leading) == len(parts) - 1 and isinstance(parts[-1], Chain):
            for name, domain in domains_in(parts[-1]):
                yield name, domain
                yield from ((other, domain) for other in leading)
        elif not leading:
            for part in parts:
                yield from domains_in(part)
    elif isinstance(tree, Chain):
        found = _of_chain(tree)
        if found is not None:
            yield found


def _of_chain(chain: Chain) -> tuple[str, Domain] | None:
    if chain.relations == (r"\in",):
        return _of_membership(chain)
    letters = [one for one in chain.operands if isinstance(one, Symbol)]
    value = rational(chain.operands[-1])
    if chain.relations == ("=",) and len(letters) == 1 and value is not None:
        return letters[0].name, Domain(value, value)
    if (
        len(letters) != 1
        or len(chain.operands) > 3
        or isinstance(chain.operands[1], Symbol) != (len(chain.operands) == 3)
    ):
        return _symbol_first(chain, letters)
    return _between(chain, letters[0])


def _symbol_first(chain: Chain, letters: list[Symbol]) -> tuple[str, Domain] | None:
    """`x>0` and `0<x`; with two operands either may be the letter."""
    return _between(chain, letters[0]) if len(chain.operands) == 2 and len(letters) == 1 else None


def _between(chain: Chain, letter: Symbol) -> tuple[str, Domain] | None:
    domain = REAL
    at = chain.operands.index(letter)
    for k, operand in enumerate(chain.operands):
        if k == at:
            continue
        value = rational(operand)
        relation = chain.relations[min(k, at)]
        if isinstance(operand, Infinity) and relation == "<" and k > at:
            continue
        if value is None or relation not in ("<", ">", r"\le", r"\ge"):
            return None
        domain = bounded(domain, value, relation, is_right=k > at)
    return letter.name, domain


def _of_membership(chain: Chain) -> tuple[str, Domain] | None:
    letter, place = chain.operands
    if not isinstance(letter, Symbol):
        return None
    if isinstance(place, Symbol) and place.name in SETS:
        return letter.name, SETS[place.name]
    if isinstance(place, Listing) and place.opening == r"\{":
        return _of_list(letter, place)
    if isinstance(place, Listing) and len(place.items) == 2 and isinstance(place.items[1], Infinity):
        lower = rational(place.items[0])
        return None if lower is None else (letter.name, Domain(lower, None, open_below=place.opening == "("))
    return membership(chain)


def _of_list(letter: Symbol, listed: Listing) -> tuple[str, Domain] | None:
    r"""`\{1,2\}` and `\{1,\ldots,5\}`: whole numbers in a row."""
    values = [rational(item) for item in listed.items if not isinstance(item, Dots)]
    numbers = [int(value) for value in values if value is not None and value.denominator == 1]
    dots = any(isinstance(item, Dots) for item in listed.items)
    if len(numbers) != len(values) or not numbers:
        return None
    in_a_row = dots or numbers == list(range(numbers[0], numbers[-1] + 1))
    return (letter.name, Domain(numbers[0], numbers[-1], integer=True)) if in_a_row else None
