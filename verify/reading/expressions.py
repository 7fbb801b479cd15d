"""Values: sums, products, quotients, powers, calls. A Pratt parser that asks the notation table."""

from __future__ import annotations

from verify.reading.cursor import Cursor
from verify.reading.letters import LetterReader
from verify.reading.notation import FUNCTION, MEASURE, Scope
from verify.reading.tokens import ACCENTS, DEEPEST, NULL, ROW, Token
from verify.reading.tree import (
    Absolute,
    Call,
    Dots,
    FunctionName,
    Group,
    ImpliedCall,
    Infinity,
    Listing,
    Node,
    Number,
    Placeholder,
    PositivePart,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
)

KNOWN_FUNCTIONS = frozenset(r"\log \ln \exp \sinh \cosh \tanh \coth \sin \cos \tan \arctan \sgn".split())
CLOSING = {"(": (")", "]"), "[": ("]", ")"), r"\{": (r"\}",), r"\langle": (r"\rangle",)}
CLOSED = frozenset((")", "]", r"\}", r"\rangle"))
LAYOUT = frozenset(("&", r"\quad", r"\qquad", ROW))
DEFINING = frozenset((":=", r"\colon =", r"\coloneqq", r"\triangleq"))
RELATING = frozenset(
    r"= < > \le \ge \ne \equiv \to \in \notin \subset \uparrow \downarrow \approx \sim \propto \mapsto : \colon "
    r"\Rightarrow \Leftarrow \Leftrightarrow \coloneqq \triangleq".split()
)
SIGNS = ("+", "-", r"\pm", r"\mp")
JOINTS = (r"\cdot", r"\times", "/")
ENDS = frozenset(
    r"= < > \le \ge \ne \equiv \to \in \notin \subset \uparrow \downarrow \approx \sim \propto \mapsto : , ; . & \\ "
    r"\coloneqq \triangleq "
    r"\Rightarrow \Leftarrow \Leftrightarrow \qquad \quad \mid | ) ] \} \rangle \& \land \lor "
    r"\mathrm{iff} \colon \end".split()
) | {NULL}


class ExpressionParser:
    """Reads values from a cursor. `binders` and `statements` extend it."""

    def __init__(self, cursor: Cursor, scope: Scope) -> None:
        self.cursor, self.scope = cursor, scope
        self.letters = LetterReader(scope, self.parse_index)
        self.integrals = 0
        self.bars = 0
        self.depth = 0
        self.in_cases = False

    # --- sums and products ------------------------------------------------------------------------------------

    def expression(self) -> Node:
        """A signed sum of products."""
        cursor = self.cursor
        sign = cursor.accept(*SIGNS)
        signs = [sign.text if sign else ""]
        terms = [self.product()]
        while not self.at_differential() and (sign := cursor.accept(*SIGNS) or self._sign_of_next_row()):
            signs.append(sign.text)
            self._skip_row_end()
            terms.append(self.product())
        if signs == [""]:
            return terms[0]
        self._require_values(terms)
        return Sum(tuple(signs), tuple(terms))

    def _sign_of_next_row(self) -> Token | None:
        """The sign with which a value goes on in the next row: one left of which nothing stands, and without relation.

        A row that begins with a sign in its first column, or that has a relation, may be a formula of its own; where
        there are more columns than one, the row goes on in each of them.
        """
        cursor = self.cursor
        if self.in_cases or cursor.peek() != ROW or cursor.peek(1) != "&" or self._columns_before() > 1:
            return None
        ahead = 2
        while cursor.peek(ahead) in LAYOUT:
            ahead += 1
        if cursor.peek(ahead) not in ("+", "-") or self._relation_in_row(ahead + 1):
            return None
        cursor.position += ahead
        return cursor.take()

    def _columns_before(self) -> int:
        """How many column marks the row before the cursor has."""
        texts = [token.text for token in self.cursor.tokens[: self.cursor.position]]
        row = texts[len(texts) - texts[::-1].index(ROW) :] if ROW in texts else texts
        return row.count("&")

    def _relation_in_row(self, ahead: int) -> bool:
        """Whether a relation, or a further column, follows in the row."""
        depth = 0
        while (text := self.cursor.peek(ahead)) and not (text == ROW and depth == 0):
            depth += (text in CLOSING) - (text in CLOSED)
            if (depth == 0 and text in RELATING) or text == "&":
                return True
            ahead += 1
        return False

    def _skip_row_end(self) -> None:
        """A row that ends with a sign goes on in the next one."""
        if self.cursor.peek() == ROW and not self.in_cases:
            while self.cursor.peek() in LAYOUT:
                self.cursor.take()

    def product(self) -> Node:
        """Juxtaposed or dotted factors; a slash takes what stands before it and the one factor behind it."""
        cursor = self.cursor
        factors: list[Node] = [self.factor()]
        joints: list[str] = []
        slashes = 0
        while not self.at_end_of_product():
            joint = cursor.accept(*JOINTS)
            if joint and joint.text == "/":
                slashes += 1
                if slashes > DEEPEST:
                    cursor.fail(f"more than {DEEPEST} slashes in a row", "use \\frac")
                factors, joints = [self._slash(factors, joints)], []
                continue
            if cursor.kind() == "number" and joint is None:
                cursor.fail("a number after a factor", "print the product with \\cdot")
            joints.append(joint.text if joint else "")
            factors.append(self.factor())
        if len(factors) == 1:
            return factors[0]
        self._require_values(factors)
        return Product(tuple(factors), tuple(joints))

    def _require_values(self, nodes: list[Node]) -> None:
        """The dot that holds the place of an argument stands for no value that could be added or multiplied."""
        if any(isinstance(node, Placeholder) for node in nodes):
            self.cursor.fail(
                r"a \cdot that joins no factors", "print the second factor, or the argument that it is for"
            )

    def _slash(self, factors: list[Node], joints: list[str]) -> Node:
        above = factors[0] if len(factors) == 1 else Product(tuple(factors), tuple(joints))
        below = self.factor()
        if not self.at_end_of_product() and self.cursor.peek() not in JOINTS and not self.at_differential():
            self.cursor.fail("a factor after a slash, which can be read in two ways", "use \\frac or parentheses")
        return Quotient(above, below, "slash")

    def at_end_of_product(self) -> bool:
        cursor = self.cursor
        if cursor.done or cursor.peek() in ENDS or cursor.peek() in SIGNS or cursor.kind() == "text":
            return not (self.opens_absolute())
        return self.at_differential()

    def opens_absolute(self) -> bool:
        return self.cursor.peek() == "|" and self.bars == 0 and self.cursor.kind() == "mark" and self._bar_matches()

    def _bar_matches(self) -> bool:
        """A bar opens an absolute value if another bar follows before the enclosing delimiter ends."""
        depth, ahead = 0, 1
        while text := self.cursor.peek(ahead):
            if text == "|" and depth == 0:
                return True
            depth += {"(": 1, "[": 1, r"\{": 1, ")": -1, "]": -1, r"\}": -1}.get(text, 0)
            if depth < 0:
                return False
            ahead += 1
        return False

    def at_differential(self) -> bool:
        """Inside an integral: whether `dn`, `v(dn)` or `dF(x)` stands here."""
        return self.integrals > 0 and (self.is_plain_differential(0) or self.is_measure())

    def is_plain_differential(self, ahead: int) -> bool:
        cursor = self.cursor
        if cursor.peek(ahead) != "d" or ("d",) in self.scope.by_base:
            return False
        probe = Cursor(cursor.tokens, *cursor.start)
        probe.position = cursor.position + ahead + 1
        return not probe.done and self.letters.starts(probe)

    def is_measure(self) -> bool:
        base = self.letters.base_at(self.cursor)
        rows = self.scope.by_base[base] if base else ()
        if not any(row.kind == MEASURE for row in rows):
            return False
        width = self.letters.token_count(self.cursor, base) if base else 0
        return self.cursor.peek(width) == "(" and self.is_plain_differential(width + 1)

    # --- factors ----------------------------------------------------------------------------------------------

    def factor(self) -> Node:
        """An atom with its exponent."""
        atom = self.atom()
        while self.cursor.peek() == "^":
            atom = self._raised(atom)
        if self.cursor.peek() in ("_", "'"):
            self.cursor.fail(f"{self.cursor.peek()} on what is no letter", "declare the decorated letter")
        return atom

    def _raised(self, base: Node) -> Node:
        cursor = self.cursor
        cursor.take()
        argument = cursor.braced("^")
        if argument.text == "{+}":
            return PositivePart(base)
        if isinstance(base, Call) and base.function.name in KNOWN_FUNCTIONS:
            cursor.fail(
                f"an exponent after {base.function.name}(...), which can be read in two ways",
                f"print {base.function.name}^{{...}} or bracket the whole call",
            )
        if isinstance(base, Power | PositivePart):
            cursor.fail("a second exponent", "bracket the base")
        if isinstance(base, FunctionName):
            cursor.fail(f"an exponent on the function {base.name}", "print its argument first")
        return Power(base, self.inside(argument))

    def inside(self, braced: Token) -> Node:
        """The value in a braced argument."""
        return self.within(braced.inside, (braced.line, braced.column))

    def within(self, tokens: tuple[Token, ...], place: tuple[int, int]) -> Node:
        outer, self.cursor = self.cursor, Cursor(tokens, *place)
        integrals, self.integrals = self.integrals, 0
        try:
            value = self.expression()
            if not self.cursor.done:
                self.cursor.fail(f"left over: {self.cursor.peek()}", "check the formula up to here")
            return value
        finally:
            self.cursor, self.integrals = outer, integrals

    def parse_index(self, tokens: tuple[Token, ...]) -> Node:
        """One index of a family, itself a value."""
        return self.within(tokens, self.cursor.place)

    def atom(self) -> Node:
        """One unit; nesting beyond what any reader follows is refused before it exhausts the stack."""
        if self.depth >= DEEPEST:
            self.cursor.fail(f"values nested deeper than {DEEPEST}", "name the inner ones")
        self.depth += 1
        try:
            return self._atom()
        finally:
            self.depth -= 1

    def _atom(self) -> Node:
        cursor = self.cursor
        token = cursor.token()
        if token is None:
            cursor.fail("the formula ends too early", "complete it")
        if token.kind == "number":
            return Number(cursor.take().text)
        special = self.special(token)
        if special is not None:
            return special
        if token.text in CLOSING:
            return self.bracketed()
        if token.text == "|":
            return self._absolute()
        if self.letters.starts(cursor):
            return self.letter()
        cursor.fail(f"undeclared letter or unknown command {token.text}", self._next_step(token))

    def _next_step(self, token: Token) -> str:
        if token.kind == "letter" or token.text in ACCENTS or token.text[1:].isalpha():
            return "declare it in the notation table"
        return "check what stands before it"

    def special(self, token: Token) -> Node | None:
        """Atoms with a syntax of their own; extended by the binders."""
        cursor = self.cursor
        if token.text == r"\frac":
            return self.fraction()
        if token.text == r"\sqrt":
            return self._root()
        if token.text in KNOWN_FUNCTIONS:
            return self._known_function()
        if token.text == r"\infty":
            cursor.take()
            return Infinity()
        if token.text in (r"\ldots", r"\cdots"):
            return Dots(cursor.take().text)
        if token.text == r"\cdot":
            cursor.take()
            return Placeholder()
        return None

    def fraction(self) -> Node:
        self.cursor.take()
        above, below = self.cursor.braced(r"\frac"), self.cursor.braced(r"\frac")
        return Quotient(self.inside(above), self.inside(below), "frac")

    def _root(self) -> Node:
        self.cursor.take()
        degree: Node | None = None
        if self.cursor.accept("["):
            degree = self.expression()
            self.cursor.expect("]")
        return Root(self.inside(self.cursor.braced(r"\sqrt")), degree)

    def _known_function(self) -> Node:
        r"""`\log n`, `\sinh(x)`, `\tanh^2(x)`; without parentheses the argument is one factor."""
        cursor = self.cursor
        name = FunctionName(cursor.take().text)
        exponent: Node | None = None
        if cursor.peek() == "^":
            cursor.take()
            exponent = self.inside(cursor.braced("^"))
        if cursor.peek() in ("(", "[", r"\{"):
            opening = cursor.peek()
            group = self.bracketed()
            if not isinstance(group, Group):
                cursor.fail(f"{name.name} of several values", "print one argument")
            call = Call(name, (group.body,), opening)
        else:
            call = Call(name, (self._bare_argument(name.name),), "")
        return call if exponent is None else Power(call, exponent)

    def _bare_argument(self, name: str) -> Node:
        argument = self.factor()
        if not self.at_end_of_product() and not self.at_differential():
            self.cursor.fail(f"{name} of an unbracketed product, which can be read in two ways", f"print {name}(...)")
        return argument

    def _absolute(self) -> Node:
        self.cursor.expect("|")
        self.bars += 1
        body = self.expression()
        self.bars -= 1
        self.cursor.expect("|")
        return Absolute(body)

    def bracketed(self) -> Node:
        """Delimiters around one value, or around several with commas between them."""
        cursor = self.cursor
        opening = cursor.take().text
        bars, self.bars = self.bars, 0
        integrals, self.integrals = self.integrals, 0
        items, separators = [self.expression()], []
        while separator := cursor.accept(",", ";"):
            separators.append(separator.text)
            items.append(self.expression())
        self.bars, self.integrals = bars, integrals
        closing = cursor.expect(*CLOSING[opening]).text
        if separators:
            return Listing(tuple(items), tuple(separators), opening, closing)
        if closing != CLOSING[opening][0]:
            cursor.fail(f"{opening} closed by {closing}", "check the delimiters")
        return Group(opening, items[0], closing)

    # --- letters and calls ------------------------------------------------------------------------------------

    def letter(self) -> Node:
        """A letter: a call if the table says function and an argument follows, else a value."""
        node = self.letters.read(self.cursor)
        if isinstance(node, Symbol):
            return node
        declared = self.scope.by_name[node.name]
        if self.cursor.peek() == "(" and declared.kind == FUNCTION:
            return self._call(node, declared.arity)
        if declared.argument is not None:
            return ImpliedCall(node, self._implied(declared.argument))
        return node

    def _implied(self, argument: str) -> Node:
        return Symbol(argument)

    def _call(self, function: FunctionName, arity: int) -> Node:
        cursor = self.cursor
        place = cursor.position
        cursor.expect("(")
        arguments, separators = [self._argument()], []
        while separator := cursor.accept(",", ";", r"\mid", "|"):
            separators.append(separator.text)
            arguments.append(self._argument())
        cursor.expect(")")
        if len(arguments) != arity:
            cursor.position = place
            cursor.fail(f"{function.name} takes {arity} arguments, found {len(arguments)}", "check the call")
        return Call(function, tuple(arguments), "(", tuple(separators))

    def _argument(self) -> Node:
        """An argument; `0+` and `0-` stand for one-sided values."""
        integrals, self.integrals = self.integrals, 0
        bars, self.bars = self.bars, 1
        if self.cursor.kind() == "number" and self.cursor.peek(1) in ("+", "-") and self.cursor.peek(2) in (")", ","):
            point = Number(self.cursor.take().text)
            value: Node = Sum(("", self.cursor.take().text), (point, Placeholder()))
        else:
            value = self.expression()
        self.integrals, self.bars = integrals, bars
        return value
