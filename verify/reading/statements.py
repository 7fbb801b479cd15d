"""Statements: chains of relations, inferences, lists, sentences; and the entry point of the reader."""

from __future__ import annotations

from collections.abc import Mapping

from verify.reading.binders import BinderParser
from verify.reading.cursor import Cursor
from verify.reading.doubts import require_sure
from verify.reading.echo import require_echo
from verify.reading.expressions import SIGNS
from verify.reading.macros import Macro
from verify.reading.notation import Notation, Scope
from verify.reading.respelling import settled
from verify.reading.rows import without_box, without_layout_environments
from verify.reading.tokens import ROW, Token, spoken, tokenize
from verify.reading.tree import (
    Absolute,
    Call,
    Chain,
    Dots,
    FunctionName,
    Group,
    Inference,
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
    Sentence,
    Sign,
    Statements,
    Sum,
    Symbol,
    Text,
)
from verify.reading.varying import require_fixed

RELATIONS = frozenset(
    r"= < > \le \ge \ne \equiv \to \in \notin \subset \uparrow \downarrow \approx \sim \propto \mapsto "
    r"\coloneqq \triangleq".split()
)
ARROWS = frozenset(r"\Rightarrow \Leftarrow \Leftrightarrow".split())
VALUES = (Number, Infinity, Symbol, Sum, Product, Quotient, Power, Root, Absolute, PositivePart)
GAPS = frozenset((r"\quad", r"\qquad"))
ALIGNMENTS = frozenset(("&",))
LAST = frozenset((".", ",", ";"))
QUALIFIER = "qualifier"
COLONS = frozenset((":", r"\colon"))


class StatementParser(BinderParser):
    """Adds relations and words to the values."""

    def __init__(self, cursor: Cursor, scope: Scope) -> None:
        super().__init__(cursor, scope)
        self.maps = any(token.text == ":" for token in cursor.tokens)

    def formula(self) -> Node:
        """Everything up to the end; leftovers are errors."""
        self._skip_layout()
        if len(self.cursor.tokens) == 1 and self.cursor.peek() in SIGNS:
            return Sign(self.cursor.take().text)
        parts, separators = [self._sentence()], []
        while not self.cursor.done:
            separator = self._separator()
            if separator is None:
                self.cursor.fail(f"left over: {self.cursor.peek()}", "check the formula up to here")
            if self.cursor.done:
                break
            separators.append(separator)
            parts.append(self._sentence())
        return self._joined(parts, separators)

    def _joined(self, parts: list[Node], separators: list[str]) -> Node:
        if len(parts) == 1:
            return parts[0]
        if isinstance(parts[0], Chain) and _is_run(parts[1:]):
            return _ranging(parts[0], parts[1:], separators)
        if not any(isinstance(part, Chain | Inference | Sentence) for part in parts):
            return Listing(tuple(parts), tuple(separators))
        return Statements(tuple(parts), tuple(separators))

    def _separator(self) -> str | None:
        """What was printed between two statements, or the full stop behind the last one."""
        texts: list[str] = []
        while not self.cursor.done and self.cursor.peek() in LAST | GAPS | ALIGNMENTS | {ROW}:
            text = self.cursor.take().text
            if text not in ALIGNMENTS | {ROW}:
                texts.append(text)
            elif text == ROW:
                texts.append(ROW)
        return " ".join(texts) if texts else None

    def _sentence(self) -> Node:
        """One inference, or words with statements between them."""
        parts: list[Node] = []
        while True:
            self._skip_gaps_before_words()
            if self.cursor.kind() == "text":
                parts.append(self._words(self.cursor.take()))
            elif not parts or isinstance(parts[-1], Text):
                if self._at_sentence_end():
                    break
                parts.append(self._inference_or_prose_group())
            else:
                break
        if not parts:
            self.cursor.fail("an empty formula", "print a formula or remove it")
        return parts[0] if len(parts) == 1 else Sentence(tuple(parts))

    def _at_sentence_end(self) -> bool:
        return self.cursor.done or self.cursor.peek() in LAST | {ROW, ")"}

    def _skip_gaps_before_words(self) -> None:
        ahead = 0
        while self.cursor.peek(ahead) in GAPS | LAST | ALIGNMENTS:
            ahead += 1
        if self.cursor.kind(ahead) == "text":
            self.cursor.position += ahead
        elif self.cursor.position and self.cursor.tokens[self.cursor.position - 1].kind == "text":
            while self.cursor.peek() in GAPS:
                self.cursor.take()

    def _inference_or_prose_group(self) -> Node:
        """A parenthesis around words is a sentence of its own."""
        if self.cursor.peek() == "(" and self._words_in_group():
            self.cursor.take()
            inner = self._sentence()
            self.cursor.expect(")")
            return Group("(", inner, ")")
        return self._inference()

    def _words_in_group(self) -> bool:
        depth, ahead = 0, 0
        while token := self.cursor.token(ahead):
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
            if token.kind == "text":
                return True
            if depth == 0:
                return False
            ahead += 1
        return False

    def _kind_of_words(self, token: Token) -> str:
        return self.scope.phrases.get(_phrase(token), "")

    def _words(self, token: Token) -> Node:
        words = _phrase(token)
        if words not in self.scope.phrases:
            self.cursor.position -= 1
            self.cursor.fail(f"undeclared words {words!r} inside a formula", "declare the phrase in the notation table")
        return Text(words)

    def _inference(self) -> Node:
        parts, arrows = [self._qualified()], []
        while True:
            mark = self.cursor.position
            self._skip_layout()
            arrow = self.cursor.accept(*ARROWS)
            if arrow is None:
                self.cursor.position = mark
                break
            self._skip_layout()
            arrows.append(arrow.text)
            parts.append(self._qualified())
            if any(isinstance(part, VALUES) for part in parts[-2:]):
                self.cursor.position = mark
                self.cursor.fail("an arrow beside a value alone", "print what is said of the value")
        return parts[0] if not arrows else Inference(tuple(parts), tuple(arrows))

    def _qualified(self) -> Node:
        r"""A statement with the place that it is said of (`\text{at }x=0`), which is not said of what it implies."""
        statement = self._mapping() or self.statement()
        mark = self.cursor.position
        self._skip_gaps_before_words()
        token = self.cursor.token()
        if token is not None and token.kind == "text" and self._kind_of_words(token) == QUALIFIER:
            words = self._words(self.cursor.take())
            return Sentence((statement, words, self.statement()))
        self.cursor.position = mark
        return statement

    def _mapping(self) -> Node | None:
        r"""`s(\cdot):A\to B` or `s:A\to B`, as a chain of the two relations; None if no mapping is declared here."""
        mark = self.cursor.position
        if not self.maps or not self.letters.starts(self.cursor):
            return None
        name = self.expression()
        if self.cursor.peek(1) == "=":
            self.cursor.position = mark
            return None
        is_function = isinstance(name, FunctionName) or (isinstance(name, Call) and name.arguments == (Placeholder(),))
        if not is_function or self.cursor.accept(":") is None:
            self.cursor.position = mark
            return None
        source = self.expression()
        self.cursor.expect(r"\to")
        return Chain((name, source, self.expression()), (":", r"\to"))

    def case_value(self) -> Node:
        """A value, or a declared phrase in its place."""
        return self._words(self.cursor.take()) if self.cursor.kind() == "text" else self.expression()

    def _skip_layout(self) -> None:
        while self.cursor.peek() in ALIGNMENTS | GAPS | {ROW}:
            self.cursor.take()

    def statement(self) -> Node:
        """A value, or a chain of relations between values."""
        start = self.cursor.position
        operands, relations = [self._operand()], []
        while True:
            mark = self.cursor.position
            while self.cursor.peek() in ALIGNMENTS | {ROW}:
                self.cursor.take()
            relation = self._relation()
            if not relation:
                self.cursor.position = mark
                break
            self._require_continued(start, mark)
            while self.cursor.peek() in ALIGNMENTS:
                self.cursor.take()
            relations.append(relation)
            operands.append(self._operand())
        return operands[0] if not relations else Chain(tuple(operands), tuple(relations))

    def _require_continued(self, start: int, mark: int) -> None:
        """A row that begins with a relation goes on with the first statement of the row before, and no other."""
        tokens = self.cursor.tokens
        if not any(token.text == ROW for token in tokens[mark : self.cursor.position]):
            return
        before = start - 1
        while before >= 0 and tokens[before].text in ALIGNMENTS:
            before -= 1
        if before >= 0 and (tokens[before].kind == "text" or tokens[before].text in LAST | GAPS):
            self.cursor.fail(
                "a row that begins with a relation, behind a row of several statements",
                "print the left side again, or use cases",
            )

    def _relation(self) -> str:
        """The relation at the cursor, with a colon before the equality of a definition; empty if none stands there."""
        cursor = self.cursor
        if cursor.peek() in COLONS and cursor.peek(1) == "=":
            colon = cursor.take().text
            cursor.take()
            return ":=" if colon == ":" else rf"{colon} ="
        relation = cursor.accept(*RELATIONS)
        return relation.text if relation else ""

    def _operand(self) -> Node:
        """A value, or several with commas where a relation follows them (`q_1, q_2 > 0`)."""
        return self.expression()


def _phrase(token: Token) -> str:
    return spoken(token.text)


def _is_run(rest: list[Node]) -> bool:
    r"""Whether values with an ellipsis among them follow: `h=1,\ldots,H` says that h is one of them."""
    return any(isinstance(part, Dots) for part in rest) and not any(isinstance(part, Chain) for part in rest)


def _ranging(first: Chain, rest: list[Node], separators: list[str]) -> Chain:
    values = Listing((first.operands[-1], *rest), tuple(separators))
    return Chain((*first.operands[:-1], values), first.relations)


def read_formula(
    latex: str,
    notation: Notation,
    *,
    section: str = "",
    line: int = 1,
    column: int = 1,
    macros: Mapping[str, Macro] | None = None,
) -> Node:
    r"""The typed tree of one formula; an error with line and column if any of it cannot be read.

    What is returned prints back as the formula; `verify.reading.echo.MisreadError` if it does not,
    and `verify.reading.doubts.DoubtfulError` if a mathematician may read it otherwise.

    `line` and `column` are where the formula starts in its file; `section` picks the scoped rows of the table;
    `macros` are those of the paper.

    >>> from verify.reading.notation import Letter, Notation
    >>> table = Notation((Letter("x"), Letter("f", kind="function")))
    >>> read_formula("f(x)=x", table).relations
    ('=',)
    """
    tokens = without_layout_environments(without_box(tokenize(latex, line, column, macros)))
    scope = notation.in_scope(section)
    parser = StatementParser(Cursor(tokens, line, column), scope)
    if not tokens:
        parser.cursor.fail("an empty formula", "print a formula or remove it")
    tree = parser.formula()
    require_echo(tree, tokens)
    require_sure(tree, scope, tokens[0])
    require_fixed(tree, tokens[0])
    return settled(tree, scope, tokens[0])
