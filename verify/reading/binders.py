"""Values with a bound letter or a syntax of their own: integrals, sums, optima, limits, expectations, cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verify.reading.expressions import CLOSING, ExpressionParser
from verify.reading.tokens import NULL, ROW, Token
from verify.reading.tree import (
    Call,
    Cases,
    Chain,
    Derivative,
    Differential,
    Expectation,
    Extremum,
    Indicator,
    Integral,
    Landau,
    Limit,
    Listing,
    Node,
    Number,
    Optimum,
    Series,
    SetBuilder,
    Summation,
    Symbol,
)

SERIES = {r"\sum": "sum", r"\prod": "prod"}
OPTIMA = {r"\max": "max", r"\min": "min", r"\sup": "sup", r"\inf": "inf"}
BLACKBOARD = (r"\mathbb", r"\mathbf", r"\bm", r"\mathrm", r"\mathsf")
CASE_LAYOUTS = ("aligned", "cases", "array")


class BinderParser(ExpressionParser):
    """Adds the binders to the values."""

    def statement(self) -> Node:  # pragma: no cover - the statements module supplies it
        raise NotImplementedError

    def special(self, token: Token) -> Node | None:
        cursor = self.cursor
        if token.text in OPTIMA:
            return self._optimum()
        if token.text == r"\int":
            return self._integral()
        if token.text in SERIES:
            return self._series(SERIES[token.text])
        if token.text == r"\lim":
            return self._limit()
        if token.text in BLACKBOARD:
            found = self._blackboard(cursor.peek(1))
            if found is not None:
                return found
        if token.text in ("O", "o") and (token.text,) not in self.scope.by_base and cursor.peek(1) == "(":
            return self._landau()
        if token.text == r"\{" and cursor.peek(1) == r"\begin":
            return self._cases()
        if token.text == r"\begin":
            return self._cases()
        if self.scope.differentials and self.is_plain_differential(0):
            return self._differential()
        return super().special(token)

    # --- bound letters ----------------------------------------------------------------------------------------

    def _bind(self, binder: Callable[[], Node], body: Callable[[], Node]) -> tuple[Node, Node]:
        """The binder's condition and the body, in which the first letter of the condition is a plain variable."""
        name = self._binder_letter()
        self.letters.bound.append(name)
        try:
            return binder(), body()
        finally:
            self.letters.bound.pop()

    def _binder_letter(self) -> str:
        """The name of the letter that the coming `_{...}` binds."""
        token = self.cursor.token(1)
        if self.cursor.peek() != "_" or token is None or token.kind != "braced":
            self.cursor.fail("an operator without the letter that it binds", "print it below, as in \\max_{n>0}")
        probe = type(self)(type(self.cursor)(token.inside, token.line, token.column), self.scope)
        if probe.cursor.done or not probe.letters.starts(probe.cursor):
            self.cursor.fail("a binder that begins with no declared letter", "declare it in the notation table")
        probe.letters.parse_index = lambda part: Number("0")  # the name is that of all indices
        name = probe.letters.read(probe.cursor).name
        if not probe.cursor.done and probe.letters.starts(probe.cursor):
            self.cursor.fail("letters side by side below an operator", "print a comma between indices, or a relation")
        return name

    def _below(self) -> Node:
        """The statement printed below an operator."""
        self.cursor.expect("_")
        braced = self.cursor.braced("_")
        return self.statement_within(braced)

    def statement_within(self, braced: Token) -> Node:
        outer, self.cursor = self.cursor, type(self.cursor)(braced.inside, braced.line, braced.column)
        try:
            value = self.statement()
            if not self.cursor.done:
                self.cursor.fail(f"left over: {self.cursor.peek()}", "check what stands below the operator")
            return value
        finally:
            self.cursor = outer

    def _optimum(self) -> Node:
        kind = OPTIMA[self.cursor.take().text]
        if self.cursor.peek() == "_":
            binder, body = self._bind(self._below, self._body)
            return Optimum(kind, binder, body)
        opening = self.cursor.peek()
        if opening not in CLOSING:
            self.cursor.fail(f"\\{kind} without a range or a list", "print \\max_{n>0} or \\max\\{a, b\\}")
        return self._extremum(kind, opening)

    def _extremum(self, kind: str, opening: str) -> Node:
        self.cursor.take()
        first = self.statement()
        if self.cursor.accept(":", r"\mid", "|"):
            items: tuple[Node, ...] = (SetBuilder(first, self.statement()),)
        else:
            listed = [first]
            while self.cursor.accept(","):
                listed.append(self.expression())
            items = tuple(listed)
        self.cursor.expect(CLOSING[opening][0])
        return Extremum(kind, items, opening)

    def _body(self) -> Node:
        """One bracketed group, or the whole product that follows."""
        if self.cursor.peek() in CLOSING:
            group = self.factor()
            if not self.at_end_of_product():
                self.cursor.fail("a factor after the bracketed body of an operator", "bracket the whole body")
            return group
        return self.product()

    def _series(self, kind: str) -> Node:
        r"""`\sum_{i=1}^{n}`, its two ends in any order, or a sum over what the binder alone states."""
        self.cursor.take()
        ends = [self._bound("^")]

        def below() -> Node:
            binder = self._below()
            ends.append(self._bound("^"))
            return binder

        binder, body = self._bind(below, self._body)
        upper = ends[0] or ends[1]
        counts = isinstance(binder, Chain) and "=" in binder.relations
        single = not isinstance(binder, Chain) or len(binder.relations) == 1
        if all(ends) or counts != (upper is not None) or not (single or not counts):
            self.cursor.fail("one end of a range without the other", "print both, as in \\sum_{i=1}^{n}")
        return Summation(binder, body) if kind == "sum" and upper is None else Series(kind, binder, upper, body)

    def _limit(self) -> Node:
        self.cursor.take()
        return Limit(self._below(), self._body())

    # --- integrals and differentials --------------------------------------------------------------------------

    def _integral(self) -> Node:
        self.cursor.take()
        lower, upper = self._bound("_"), self._bound("^")
        self.integrals += 1
        bare = self.at_differential()
        body = Number("1") if bare else self.expression()
        self.integrals -= 1
        return replace(self._against(body, lower, upper), bare=bare)

    def _bound(self, mark: str) -> Node | None:
        if self.cursor.peek() != mark:
            return None
        self.cursor.take()
        return self.inside(self.cursor.braced(mark))

    def _against(self, body: Node, lower: Node | None, upper: Node | None) -> Integral:
        cursor = self.cursor
        if self.is_plain_differential(0):
            cursor.take()
            variable = self.letter()
            if cursor.accept("("):
                inner = self.expression()
                cursor.expect(")")
                return Integral(body, inner, variable, lower, upper, "stieltjes")
            if not isinstance(variable, Symbol):
                if isinstance(variable, Call) and len(variable.arguments) == 1:
                    return Integral(body, variable.arguments[0], variable.function, lower, upper, "stieltjes")
                cursor.fail("an integral over what is no letter", "integrate over a declared letter")
            return Integral(body, variable, None, lower, upper, "plain")
        if not self.is_measure():
            cursor.fail("an integral without its differential", "end it with dn or v(dn)")
        measure = self.letters.read(cursor)
        cursor.expect("(")
        cursor.take()
        variable = self.letter()
        cursor.expect(")")
        return Integral(body, variable, measure, lower, upper, "measure")

    def _differential(self) -> Node:
        self.cursor.take()
        return Differential(self.letter())

    def fraction(self) -> Node:
        r"""`\frac{d}{dq}` and `\frac{dC}{dq}` are derivatives where `d` is no letter of its own."""
        above, below = self.cursor.token(1), self.cursor.token(2)
        if above and below and self._is_derivative(above, below):
            self.cursor.position += 3
            variable = self.within(below.inside[1:], (below.line, below.column))
            inside = above.inside[1:]
            self.letters.bound.append(getattr(variable, "name", ""))
            body = self.within(inside, (above.line, above.column)) if inside else self.product()
            self.letters.bound.pop()
            return Derivative(variable, body, bool(inside), above.inside[0].text)
        return super().fraction()

    def _is_derivative(self, above: Token, below: Token) -> bool:
        if not above.inside or len(below.inside) < 2 or below.inside[0].text != above.inside[0].text:
            return False
        mark = above.inside[0].text
        if mark == "d" and ("d",) in self.scope.by_base:
            self.cursor.fail("d is a letter here, so this fraction can be read in two ways", r"print \partial or \cdot")
        return mark in ("d", r"\partial")

    # --- operators with a syntax of their own -----------------------------------------------------------------

    def _landau(self) -> Node:
        order = self.cursor.take().text
        self.cursor.expect("(")
        scale = self.expression()
        self.cursor.expect(")")
        return Landau(order, scale)

    def _blackboard(self, inside: str) -> Node | None:
        """Expectation, probability and indicator; `None` for a letter in that type."""
        if inside in ("{E}", "{P}"):
            return self._expectation(r"\mathbb{" + inside[1] + "}")
        if inside == "{1}":
            mark = self.cursor.take().text + self.cursor.take().text
            opening = self.cursor.expect("(", r"\{").text
            condition = self.conjunction()
            self.cursor.expect(CLOSING[opening][0])
            return Indicator(mark, condition, opening)
        return None

    def conjunction(self) -> Node:
        r"""Statements joined by `\&` or a comma."""
        parts, separators = [self.statement()], []
        while joint := self.cursor.accept(r"\&", ",", r"\land"):
            separators.append(joint.text)
            parts.append(self.statement())
        return parts[0] if len(parts) == 1 else Listing(tuple(parts), tuple(separators))

    def _expectation(self, operator: str) -> Node:
        cursor = self.cursor
        cursor.position += 2
        law: Node | None = None
        if cursor.accept("_"):
            law = self._listing_within(cursor.braced("_"))
        opening = cursor.expect(*CLOSING).text
        bars, self.bars = self.bars, 1
        body = self.conjunction()
        condition = self.conjunction() if cursor.accept("|", r"\mid") else None
        self.bars = bars
        cursor.expect(CLOSING[opening][0])
        return Expectation(operator, body, law, condition, opening)

    def _listing_within(self, braced: Token) -> Node:
        outer, self.cursor = self.cursor, type(self.cursor)(braced.inside, braced.line, braced.column)
        items, separators = [self.expression()], []
        while separator := self.cursor.accept(","):
            separators.append(separator.text)
            items.append(self.expression())
        if not self.cursor.done:
            self.cursor.fail(f"left over: {self.cursor.peek()}", "check the law of the expectation")
        self.cursor = outer
        return items[0] if not separators else Listing(tuple(items), tuple(separators))

    def _cases(self) -> Node:
        r"""`\left\{\begin{aligned}...\end{aligned}\right.` and `\begin{cases}...\end{cases}`."""
        cursor = self.cursor
        braced_open = cursor.accept(r"\{") is not None
        cursor.expect(r"\begin")
        layout = cursor.braced(r"\begin").text[1:-1]
        if layout not in CASE_LAYOUTS or (layout == "cases") == braced_open:
            cursor.fail(f"environment {layout} inside a formula", "use cases, or aligned after \\left\\{")
        outer, self.in_cases = self.in_cases, True
        values, conditions = self._rows()
        self.in_cases = outer
        cursor.expect(r"\end")
        if cursor.braced(r"\end").text[1:-1] != layout:
            cursor.fail(f"{layout} ended by another environment", f"end it with \\end{{{layout}}}")
        if braced_open:
            cursor.expect(NULL)
        return Cases(tuple(values), tuple(conditions), layout)

    def _rows(self) -> tuple[list[Node], list[Node]]:
        cursor, values, conditions = self.cursor, [], []
        while cursor.peek() != r"\end":
            cursor.accept("&")
            values.append(self.case_value())
            cursor.accept(",")
            cursor.expect("&")
            cursor.accept("&")
            conditions.append(self.statement())
            cursor.accept(",", ".", ";")
            if not cursor.accept(ROW) and cursor.peek() != r"\end":
                cursor.fail("a case without the end of its row", "end the row with \\\\")
        return values, conditions

    def case_value(self) -> Node:
        return self.expression()
