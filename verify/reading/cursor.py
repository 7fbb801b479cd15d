"""A position in a row of tokens, and errors that know where they are."""

from __future__ import annotations

from typing import NoReturn

from verify.errors import ReadError
from verify.reading.tokens import Token


class Cursor:
    """Reads tokens one at a time; never past the end.

    >>> from verify.reading.tokens import tokenize
    >>> cursor = Cursor(tokenize("a+b"), 1, 1)
    >>> cursor.take().text, cursor.peek()
    ('a', '+')
    """

    def __init__(self, tokens: tuple[Token, ...], line: int, column: int) -> None:
        self.tokens, self.position = tokens, 0
        self.start = (line, column)

    def peek(self, ahead: int = 0) -> str:
        """The text of the token `ahead`, empty at the end."""
        index = self.position + ahead
        return self.tokens[index].text if index < len(self.tokens) else ""

    def token(self, ahead: int = 0) -> Token | None:
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else None

    def kind(self, ahead: int = 0) -> str:
        token = self.token(ahead)
        return token.kind if token else ""

    def take(self) -> Token:
        token = self.token()
        if token is None:
            self.fail("the formula ends too early", "complete it")
        self.position += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        """The next token if its text is one of `texts`."""
        token = self.token()
        if token is None or token.text not in texts or token.kind == "text":
            return None
        self.position += 1
        return token

    def expect(self, *texts: str) -> Token:
        token = self.accept(*texts)
        if token is None:
            found = self.peek() or "the end"
            self.fail(f"expected {' or '.join(texts)}, found {found}", "check the delimiters")
        return token

    def braced(self, owner: str) -> Token:
        """The braced argument that `owner` needs."""
        if self.kind() != "braced":
            self.fail(f"{owner} without its argument", "add the braces")
        return self.take()

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the next token, or of the last one at the end."""
        token = self.token() or (self.tokens[-1] if self.tokens else None)
        return (token.line, token.column) if token else self.start

    @property
    def done(self) -> bool:
        return self.position >= len(self.tokens)

    def fail(self, reason: str, step: str) -> NoReturn:
        line, column = self.place
        raise ReadError(reason, line=line, column=column, step=step)
