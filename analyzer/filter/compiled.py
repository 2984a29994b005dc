"""A filter ready to run: over stretches of rows by the index, over single rows by what they say."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator
from itertools import compress

from analyzer.document import Document
from analyzer.fields import Field, by_name, lookup, split_prefix
from analyzer.filter.comparisons import Predicate, ready
from analyzer.filter.errors import FilterError
from analyzer.filter.masks import mask
from analyzer.filter.nearest import nearest
from analyzer.filter.parser import parse
from analyzer.filter.predicates import NEGATED, predicate
from analyzer.filter.rows import Row, Wanted
from analyzer.filter.stretches import MAYBE, NO, YES, Mask
from analyzer.filter.syntax import FieldRef, Literal, Not, Syntax, Test, tests_in
from analyzer.filter.values import CONTEXT, NUMBER, OBJECT, PROTECTION, values_of
from analyzer.index import Index

STRETCH = 8192  # rows of one step over the index
PAUSE = 0.002  # seconds that a step over single rows takes at most, as far as one row allows

# What a part says of a stretch of rows: a bit a row (the lowest of its byte), of those that pass for certain, and of
# those that may pass.
_Bits = tuple[int, int]
_Scan = Callable[[int, int], _Bits]
_Ask = Callable[[Row], bool]
_PASSES = bytes(1 if verdict == YES else 0 for verdict in range(256))
_MAY_PASS = bytes(0 if verdict == NO else 1 for verdict in range(256))


class Filter:
    """``text`` as written; ``fields`` that it asks for; ``needs_trees``: whether rows must be decoded for it."""

    __slots__ = ("_ask", "_parts", "_scanned", "fields", "needs_trees", "syntax", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.syntax = parse(text)
        self._parts: dict[int, tuple[Field, Predicate, bool]] = {}
        for test in tests_in(self.syntax):
            self._check(test)
        self.fields = tuple({field.name: field for field, _, _ in self._parts.values()}.values())
        self.needs_trees = any(in_rows(field) for field in self.fields)
        self._ask = self._asked(self.syntax)
        self._scanned: tuple[Document, Index, _Scan] | None = None

    def __repr__(self) -> str:
        return f"<Filter {self.syntax}>"

    def matches(self, document: Document, row: int) -> bool:
        """Whether one row passes."""
        return self._ask(Row(document, row, Wanted(self.fields)))

    def run(self, document: Document, first: int, last: int) -> Iterator[tuple[int, array[int]]]:
        """The rows of ``first`` to ``last`` that pass, in short steps: (last row looked at, hits of this step)."""
        scan = self._scan_of(document)
        wanted = Wanted(self.fields)
        ask = self._ask
        at = max(first, 1) - 1
        last = min(last, document.count)
        while at < last:
            stop = min(at + STRETCH, last)
            size = stop - at
            certain, possible = scan(at, stop)
            if certain == possible:
                yield stop, array("I", compress(range(at + 1, stop + 1), certain.to_bytes(size, "little")))
                at = stop
                continue
            hits = array("I")
            begun = time.perf_counter()
            sure = certain.to_bytes(size, "little")
            for row in compress(range(at + 1, stop + 1), possible.to_bytes(size, "little")):
                if sure[row - at - 1] or ask(Row(document, row, wanted)):
                    hits.append(row)
                if time.perf_counter() - begun > PAUSE:
                    yield row, hits
                    hits = array("I")
                    begun = time.perf_counter()
            yield stop, hits
            at = stop

    def rows(self, document: Document, first: int = 1, last: int | None = None) -> array[int]:
        """All rows that pass, at once."""
        found = array("I")
        for _, hits in self.run(document, first, document.count if last is None else last):
            found.extend(hits)
        return found

    def prepare(self) -> None:
        """Make expressions ready. Raises :class:`FilterError`, and nothing does later."""
        for test in tests_in(self.syntax):
            literal = test.operands[0] if test.operands else None
            if test.operator == "~" and isinstance(literal, Literal) and field_of(test.field).type != "obis":
                ready(literal)

    def to_decode(self, document: Document) -> int:
        """How many rows must be decoded, for the index does not tell whether they pass."""
        if not self.needs_trees:
            return 0
        scan, count, found = self._scan_of(document), document.count, 0
        for at in range(0, count, STRETCH):
            certain, possible = scan(at, min(at + STRETCH, count))
            found += (certain ^ possible).bit_count()
        return found

    # --- from syntax to functions -----------------------------------------------------------------

    def _check(self, test: Test) -> None:
        field = field_of(test.field)
        try:
            passes = predicate(field, test)
        except FilterError as error:
            raise _meant(field, test) or error from None
        self._parts[id(test)] = (field, passes, test.operator in NEGATED)

    def _asked(self, syntax: Syntax) -> _Ask:
        """The part as a question to one row."""
        if isinstance(syntax, Test):
            return _test(*self._parts[id(syntax)])
        if isinstance(syntax, Not):
            inner = self._asked(syntax.inner)
            return lambda row: not inner(row)
        # What the index answers comes first: it may spare decoding the row.
        ordered = sorted(syntax.parts, key=self._costs)
        parts = [self._asked(part) for part in ordered]
        if syntax.operator == "&&":
            return lambda row: all(part(row) for part in parts)
        if syntax.operator == "||":
            return lambda row: any(part(row) for part in parts)
        return lambda row: sum(part(row) for part in parts) % 2 == 1

    def _costs(self, syntax: Syntax) -> int:
        if isinstance(syntax, Test):
            return int(in_rows(self._parts[id(syntax)][0]))
        return self._costs(syntax.inner) if isinstance(syntax, Not) else max(map(self._costs, syntax.parts))

    def _scan_of(self, document: Document) -> _Scan:
        """The filter as a question to the index; what was judged once stays judged while a capture grows."""
        before, index = self._scanned, document.index
        if before is not None and before[0] is document and before[1] is index:
            return before[2]
        scan = self._scan(document, self.syntax)
        self._scanned = (document, index, scan)
        return scan

    def _scan(self, document: Document, syntax: Syntax) -> _Scan:
        """The part as a question to the index."""
        if isinstance(syntax, Test):
            return _bits(mask(document, *self._parts[id(syntax)]))
        if isinstance(syntax, Not):
            inner = self._scan(document, syntax.inner)

            def opposite(first: int, last: int) -> _Bits:
                certain, possible = inner(first, last)
                every = _every(last - first)
                return every ^ possible, every ^ certain

            return opposite
        parts = [self._scan(document, part) for part in syntax.parts]
        join = _JOINS[syntax.operator]

        def joined(first: int, last: int) -> _Bits:
            found = parts[0](first, last)
            for part in parts[1:]:
                found = join(found, part(first, last))
            return found

        return joined


def compile_filter(text: str) -> Filter:
    """The filter that ``text`` says, ready to run. Raises :class:`FilterError`."""
    found = Filter(text)
    found.prepare()
    return found


def field_of(reference: FieldRef) -> Field:
    """The field that a filter names. Raises :class:`FilterError` with the likely one."""
    field = lookup(reference.name)
    if field is None:
        prefix, name = split_prefix(reference.name)
        near = _AS_WIRESHARK.get(reference.name) or nearest(name, by_name())
        hint = prefix + near if near else ""
        raise FilterError("no such field", reference.start, reference.start + len(reference.name), hint, field=True)
    return field


# What is asked for by the name that Wireshark itself has for it.
_AS_WIRESHARK = {
    "frame.number": "frame", "frame.time": "time", "frame.time_relative": "time_relative", "frame.len": "length",
    "ip.src": "source", "ip.dst": "destination", "ip.addr": "source", "ipv6.src": "source", "ipv6.dst": "destination",
    "tcp.port": "port", "udp.port": "port", "tcp.srcport": "port", "tcp.dstport": "port", "tcp.stream": "flow",
}  # fmt: skip


def _meant(field: Field, test: Test) -> FilterError | None:
    """A number asked of codes is an interface class."""
    operand = str(test.operands[0]) if len(test.operands) == 1 else ""
    if field.type != "obis" or not operand.isdigit():
        return None
    hint = f"{by_name()['class_id'].name} {test.operator} {operand}"
    return FilterError(f"{operand} is no OBIS code", test.start, test.end, hint)


def in_rows(field: Field) -> bool:
    """Whether the index alone cannot tell the values of a field."""
    return not any(field.name in table for table in (CONTEXT, NUMBER, OBJECT, PROTECTION))


def _test(field: Field, passes: Predicate, negated: bool) -> _Ask:
    values = values_of(field)
    if negated:

        def none(row: Row) -> bool:
            found = values(row)
            return bool(found) and not any(map(passes, found))

        return none
    return lambda row: any(map(passes, values(row)))


def _bits(verdicts: Mask) -> _Scan:
    def scan(first: int, last: int) -> _Bits:
        found = verdicts(first, last)
        certain = int.from_bytes(found.translate(_PASSES), "little")
        if MAYBE not in found:
            return certain, certain
        return certain, int.from_bytes(found.translate(_MAY_PASS), "little")

    return scan


def _every(size: int) -> int:
    return int.from_bytes(b"\1" * size, "little")


def _both(left: _Bits, right: _Bits) -> _Bits:
    return left[0] & right[0], left[1] & right[1]


def _either(left: _Bits, right: _Bits) -> _Bits:
    return left[0] | right[0], left[1] | right[1]


def _one_of(left: _Bits, right: _Bits) -> _Bits:
    certain = left[0] & ~right[1] | right[0] & ~left[1]
    return certain, left[1] & ~right[0] | right[1] & ~left[0]


_JOINS: dict[str, Callable[[_Bits, _Bits], _Bits]] = {"&&": _both, "||": _either, "^^": _one_of}
