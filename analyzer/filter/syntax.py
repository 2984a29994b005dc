"""What a filter says, before fields and literals have types: its syntax tree, and the tree as text again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from analyzer.filter.lexer import quoted

PRESENT = "present"
_BINDS = {"||": 1, "^^": 2, "&&": 3}


class Part:
    """``start:end`` are its characters in the filter; they do not count when two parts are compared."""

    __slots__ = ("end", "start")
    said: ClassVar[tuple[str, ...]] = ()

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, each) == getattr(other, each) for each in self.said)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, each) for each in self.said))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


class Literal(Part):
    """A value as written; ``quoted`` when it stood in quotes."""

    __slots__ = ("quoted", "text")
    said = ("text", "quoted")

    def __init__(self, text: str, quoted: bool, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.text = text
        self.quoted = quoted

    def __str__(self) -> str:
        return quoted(self.text) if self.quoted else self.text


class Span(Part):
    """``low..high`` in a set, both included."""

    __slots__ = ("high", "low")
    said = ("low", "high")

    def __init__(self, low: Literal, high: Literal) -> None:
        super().__init__(low.start, high.end)
        self.low = low
        self.high = high

    def __str__(self) -> str:
        return f"{self.low} .. {self.high}"


class Slice(Part):
    """Bytes or characters of a value, as Python counts them (``stop`` None: to the end); ``text`` as written."""

    __slots__ = ("first", "stop", "text")
    said = ("text",)

    def __init__(self, text: str, first: int, stop: int | None, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.text = text
        self.first = first
        self.stop = stop

    def __str__(self) -> str:
        return self.text


class FieldRef(Part):
    __slots__ = ("name", "slices")
    said = ("name", "slices")

    def __init__(self, name: str, slices: tuple[Slice, ...] = (), start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.name = name
        self.slices = slices

    def __str__(self) -> str:
        return self.name + (f"[{','.join(map(str, self.slices))}]" if self.slices else "")


class Test(Part):
    """A field on its own (``present``) or against one operand; sets have any number, ``not in`` is one operator.
    ``sign`` are the characters of the operator."""

    __slots__ = ("field", "operands", "operator", "sign")
    said = ("field", "operator", "operands")
    __test__ = False  # its name means something to a test runner

    def __init__(
        self,
        field: FieldRef,
        operator: str,
        operands: tuple[Literal | Span, ...] = (),
        end: int | None = None,
        sign: tuple[int, int] = (0, 0),
    ) -> None:
        super().__init__(field.start, field.end if end is None else end)
        self.sign = sign
        self.field = field
        self.operator = operator
        self.operands = operands

    def __str__(self) -> str:
        if self.operator == PRESENT:
            return str(self.field)
        if self.operator in ("in", "not in"):
            return f"{self.field} {self.operator} {{{', '.join(map(str, self.operands))}}}"
        return f"{self.field} {self.operator} {self.operands[0]}"


class Not(Part):
    __slots__ = ("inner",)
    said = ("inner",)

    def __init__(self, inner: Syntax, start: int = 0) -> None:
        super().__init__(start, inner.end)
        self.inner = inner

    def __str__(self) -> str:
        return f"!({self.inner})" if isinstance(self.inner, Logic | Test) else f"!{self.inner}"


class Logic(Part):
    """Two or more parts joined by one of ``&& || ^^``; parts in brackets stay parts."""

    __slots__ = ("operator", "parts")
    said = ("operator", "parts")

    def __init__(self, operator: str, parts: tuple[Syntax, ...]) -> None:
        super().__init__(parts[0].start, parts[-1].end)
        self.operator = operator
        self.parts = parts

    def __str__(self) -> str:
        return f" {self.operator} ".join(map(self._part, self.parts))

    def _part(self, part: Any) -> str:
        loose = isinstance(part, Logic) and _BINDS[part.operator] <= _BINDS[self.operator]
        return f"({part})" if loose else str(part)


Syntax = Test | Not | Logic


def tests_in(syntax: Syntax) -> Iterator[Test]:
    """The tests of a filter, as they stand in it."""
    if isinstance(syntax, Test):
        yield syntax
    else:
        for part in (syntax.inner,) if isinstance(syntax, Not) else syntax.parts:
            yield from tests_in(part)
