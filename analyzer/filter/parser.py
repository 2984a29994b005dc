"""How do the tokens of a filter hang together? Wireshark's grammar, with errors that name characters."""

from __future__ import annotations

import re

from analyzer.filter.errors import FilterError
from analyzer.filter.lexer import END, SIGN, STRING, WORD, Token, tokens
from analyzer.filter.syntax import PRESENT, FieldRef, Literal, Logic, Not, Slice, Span, Syntax, Test

MAX_DEPTH = 64  # brackets and negations inside each other
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "contains", "~")
_LOGIC = ("||", "^^", "&&")  # from the loosest to the tightest
_SLICE = re.compile(r"(-?\d{1,6})(?:(:)(-?\d{1,6})?|-(-?\d{1,6}))?|:(\d{1,6})")


def parse(text: str) -> Syntax:
    """The syntax tree of a filter. Raises :class:`FilterError`."""
    parser = _Parser(tokens(text))
    if parser.here.kind == END:
        raise FilterError("a filter says something", 0, len(text), unfinished=True)
    found = parser.logic(0, 0)
    parser.expect_end()
    return found


class _Parser:
    __slots__ = ("at", "here", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.here = tokens[0]

    def take(self) -> Token:
        token = self.here
        if token.kind != END:
            self.at += 1
            self.here = self.tokens[self.at]
        return token

    def signs(self, *texts: str) -> bool:
        return self.here.kind == SIGN and self.here.text in texts

    def fail(self, text: str, hint: str = "") -> FilterError:
        here = self.here
        return FilterError(text, here.start, max(here.end, here.start + 1), hint, unfinished=here.kind == END)

    def expect_end(self) -> None:
        if self.here.kind == END:
            return
        if self.signs(")"):
            raise self.fail("this bracket closes nothing")
        raise self.fail("&& or || is missing before this")

    # --- expressions ------------------------------------------------------------------------------

    def logic(self, level: int, depth: int) -> Syntax:
        """Parts joined by the operator of ``level``, each of parts joined more tightly."""
        if level == len(_LOGIC):
            return self.unary(depth)
        parts = [self.logic(level + 1, depth)]
        while self.signs(_LOGIC[level]):
            self.take()
            parts.append(self.logic(level + 1, depth))
        return parts[0] if len(parts) == 1 else Logic(_LOGIC[level], tuple(parts))

    def unary(self, depth: int) -> Syntax:
        if depth > MAX_DEPTH:
            raise self.fail(f"brackets nest at most {MAX_DEPTH} deep")
        if self.signs("!"):
            start = self.take().start
            return Not(self.unary(depth + 1), start)
        if self.signs("("):
            self.take()
            inner = self.logic(0, depth + 1)
            if not self.signs(")"):
                raise self.fail("a closing bracket is missing here")
            self.take()
            return inner
        return self.test()

    def test(self) -> Syntax:
        field = self.field()
        begins = self.here.start
        negated = self.signs("!") and self.tokens[self.at + 1][:2] == (SIGN, "in")
        if negated:
            self.take()
        if self.signs("in"):
            sign = (begins, self.take().end)
            return self.members(field, "not in" if negated else "in", sign)
        if not self.signs(*COMPARISONS):
            if self.here.kind in (WORD, STRING):
                raise self.fail("an operator is missing before this")
            return Test(field, PRESENT)
        token = self.take()
        operand = self.literal()
        return Test(field, token.text, (operand,), operand.end, (token.start, token.end))

    def field(self) -> FieldRef:
        if self.here.kind != WORD:
            raise self.fail(
                "a field is missing here" if self.here.kind != STRING else "a field comes first, not a text"
            )
        token = self.take()
        slices: tuple[Slice, ...] = ()
        end = token.end
        if self.signs("["):
            self.take()
            found = [self.slice()]
            while self.signs(","):
                self.take()
                found.append(self.slice())
            if not self.signs("]"):
                raise self.fail("] is missing here")
            end = self.take().end
            slices = tuple(found)
        return FieldRef(token.text, slices, token.start, end)

    def slice(self) -> Slice:
        if self.here.kind != WORD:
            raise self.fail("a slice is [offset:length], [first-last] or [offset]")
        token = self.here
        match = _SLICE.fullmatch(token.text)
        if match is None:
            raise self.fail("a slice is [offset:length], [first-last] or [offset]")
        self.take()
        offset, colon, length, last, head = match.groups()
        stop: int | None
        if head is not None:
            first, stop = 0, int(head)
        elif colon:
            first, stop = int(offset), None if length is None else int(offset) + int(length)
            if length is not None and int(length) <= 0:
                raise FilterError("a slice has a length above 0", token.start, token.end)
        else:
            first = int(offset)
            stop = (int(last) if last is not None else first) + 1
        # A slice that begins before the end and reaches it ends there.
        return Slice(token.text, first, None if first < 0 and stop == 0 else stop, token.start, token.end)

    def literal(self) -> Literal:
        if self.here.kind not in (WORD, STRING):
            raise self.fail("a value is missing here")
        token = self.take()
        return Literal(token.text, token.kind == STRING, token.start, token.end)

    def members(self, field: FieldRef, operator: str, sign: tuple[int, int]) -> Test:
        if not self.signs("{"):
            raise self.fail("a set in braces is missing here: {1, 3, 5..9}")
        self.take()
        found: list[Literal | Span] = [self.member()]
        while not self.signs("}"):
            if self.signs(","):
                self.take()
            elif self.here.kind == END or self.here.kind == SIGN:
                raise self.fail("} is missing here")
            found.append(self.member())
        return Test(field, operator, tuple(found), self.take().end, sign)

    def member(self) -> Literal | Span:
        """One literal or a span of two; ``5..9`` is one word, ``"a" .. "b"`` three tokens."""
        token = self.here
        if token.kind == WORD and ".." in token.text.strip("."):
            self.take()
            low, _, high = token.text.partition("..")
            between = token.start + len(low)
            return Span(Literal(low, False, token.start, between), Literal(high, False, between + 2, token.end))
        low_part = self.literal()
        if self.here.kind == WORD and self.here.text == "..":
            self.take()
            return Span(low_part, self.literal())
        return low_part
