"""What do the rows of a profile's buffer say? Named and scaled columns, with the values that meters leave out put back.

In a buffer null-data means "as in the row above"; in a clock's column it means "one capture period later". A delta type
holds the difference to the row above. What was put back is marked, and the Data stays as it was sent.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from dissectors.core import clock, ops
from dissectors.core.node import Node, Source
from dissectors.core.reader import read
from dissectors.core.scalars import write_length
from dissectors.cosem.clock import to_datetime
from dissectors.cosem.types import ANY, resolve
from dissectors.cosem.units import shower, symbol
from dissectors.meaning.access import Selection
from dissectors.meaning.facts import Devices, Fact, Facts
from dissectors.meaning.lessons import (
    CAPTURE_OBJECTS,
    CAPTURE_PERIOD,
    TEMPLATE_DESCRIPTION,
    TEMPLATE_ID,
    Column,
    members,
)
from dissectors.meaning.names import holds_moment, names_of, packs_in_use
from dissectors.meaning.values import Item, declared_type, item_text, scale_of, unix_time, value_of
from dissectors.session.message import ObjectRef
from dissectors.spec.data import DATA

PROFILE, COMPACT_DATA, CLOCK = 7, 62, 8
BUFFER = 2  # of a profile; and of a clock its time
_COMPACT_ARRAY_TAG = b"\x13"
_DELTA = "delta-"
_DATE_TIME = clock.FORMS["date-time"]


class Head(NamedTuple):
    """A column: what it captures, its name, and the scaler and unit of its values with the row that told them."""

    column: Column
    name: str
    scale: tuple[int, int, int] | None
    is_time: bool

    @property
    def is_clock(self) -> bool:
        """Whether it captures the time of the clock: what is left out of it is one period later."""
        return self.column.ref.class_id == CLOCK and self.column.ref.number == BUFFER and not self.column.data_index

    @property
    def unit(self) -> str:
        return symbol(self.scale[1]) if self.scale is not None else ""


class Cell(NamedTuple):
    """``value`` plain and not scaled, with what was left out put back; ``text`` its reading; ``filled`` if it was put back;
    ``status`` what a clock says of its time."""

    value: Any
    text: str | None
    filled: bool
    status: str = ""


class Table(NamedTuple):
    """A buffer with its columns, and the period in seconds that times were filled in with (None: not known).

    The rows of the capture that told columns and period come last (0: from before the capture).
    """

    heads: tuple[Head, ...]
    rows: list[list[Cell]]
    period: int | None
    columns_row: int = 0
    period_row: int = 0


class Span(NamedTuple):
    """How many rows and columns a buffer has, and the times of its first and last row (None: not known)."""

    rows: int
    columns: int
    first: str | None
    last: str | None


def is_buffer(ref: ObjectRef | None) -> bool:
    """Whether an attribute holds rows of captured values."""
    return ref is not None and ref.number == BUFFER and not ref.method and ref.class_id in (PROFILE, COMPACT_DATA)


def table_of(
    node: Node, ref: ObjectRef, devices: Devices, facts: Facts, row: int, selection: Selection | None = None
) -> Table | None:
    """The buffer as a table; None where its columns are not known or are not as many as its rows have."""
    found = _laid_out(node, ref, devices, facts, row, selection)
    if found is None:
        return None
    columns, heads, known, fact, period = found
    cells = [_cells(nodes, head, period, devices, facts, row) for nodes, head in zip(columns, heads, strict=True)]
    rows = [list(line) for line in zip(*cells, strict=True)]
    return Table(heads, rows, period, known.row, fact.row if fact is not None else 0)


def texts_of(
    node: Node, ref: ObjectRef, devices: Devices, facts: Facts, row: int, selection: Selection | None = None
) -> list[list[str | None]] | None:
    """The readings of :func:`table_of` alone, as :func:`cell_text` gives them; without a cell for each, which costs."""
    found = _laid_out(node, ref, devices, facts, row, selection)
    if found is None:
        return None
    columns, heads, _, _, period = found
    texts: list[list[str | None]] = []
    for nodes, head in zip(columns, heads, strict=True):
        values = _numbers(nodes, head)
        if values is not None:
            texts.append([*map(_shower(head) or str, values)])
        else:
            cells = _cells(nodes, head, period, devices, facts, row)
            texts.append([cell_text(value, text, filled) for value, text, filled, _ in cells])
    return [list(line) for line in zip(*texts, strict=True)]


FILLED = " (filled)"


def cell_text(value: Any, text: str | None, filled: bool) -> str | None:
    """The reading of a buffer's cell; what was put back is marked."""
    shown = text if text is not None else None if value is None else str(value)
    return f"{shown}{FILLED}" if filled and shown is not None else shown


def _laid_out(
    node: Node, ref: ObjectRef, devices: Devices, facts: Facts, row: int, selection: Selection | None
) -> tuple[list[list[Node]], tuple[Head, ...], Fact, Fact | None, int | None] | None:
    """The nodes of a buffer by column, the columns, the facts that told columns and period, and the period."""
    rows = entries(node, ref, devices, facts, row)
    known = facts.find(devices, ref, CAPTURE_OBJECTS, row) if rows else None
    columns = _columns(known, selection, rows)
    if known is None or not columns:
        return None
    heads = tuple(head_of(column, devices, facts, row) for column in columns)
    fact = facts.find(devices, ref, CAPTURE_PERIOD, row)
    nodes = [list(each) for each in zip(*rows, strict=True)]
    return nodes, heads, known, fact, fact.value if fact is not None and fact.value else None


def span_of(
    node: Node, ref: ObjectRef, devices: Devices, facts: Facts, row: int, selection: Selection | None = None
) -> Span | None:
    """Size and span of a buffer without laying out all of it; None where it has no rows, or rows that differ in length."""
    rows = entries(node, ref, devices, facts, row)
    if not rows or any(len(each) != len(rows[0]) for each in rows):
        return None
    columns = _columns(facts.find(devices, ref, CAPTURE_OBJECTS, row), selection, rows)
    at = next((at for at, each in enumerate(columns) if each.ref.class_id == CLOCK and each.ref.number == BUFFER), None)
    if at is None:
        return Span(len(rows), len(rows[0]), None, None)
    first = rows[0][at].value
    behind = next((behind for behind, line in enumerate(reversed(rows)) if line[at].value is not None), 0)
    last = rows[-1 - behind][at].value
    if behind and isinstance(last, bytes):
        fact = facts.find(devices, ref, CAPTURE_PERIOD, row)
        last = later(last, behind * fact.value) if fact is not None and fact.value else None
    return Span(len(rows), len(columns), _moment(first), _moment(last))


def _moment(value: Any) -> str | None:
    return _DATE_TIME.show(value) if isinstance(value, bytes) and len(value) == _DATE_TIME.size else None


def _columns(known: Fact | None, selection: Selection | None, rows: list[list[Node]]) -> tuple[Column, ...]:
    """The columns of rows; none where they are not known, or not as many as every row has."""
    columns: tuple[Column, ...] = known.value if known is not None else ()
    if selection is not None and columns:
        columns = selection.columns_of(columns)
    return columns if all(len(each) == len(columns) for each in rows) else ()


def entries(node: Node, ref: ObjectRef, devices: Devices, facts: Facts, row: int) -> list[list[Node]]:
    """The rows of a buffer, each as its values; empty where the value is none."""
    if ref.class_id == COMPACT_DATA:
        found = _compact(node, ref, devices, facts, row)
        if found is None:
            return []
        node = found
    lines = members(node)
    if any(line.spec.name != "structure" for line in lines):
        return [[line] for line in lines] if lines and not any(members(line) for line in lines) else []
    return [members(line) for line in lines]


def head_of(column: Column, devices: Devices, facts: Facts, row: int) -> Head:
    """Name and scaler of a column."""
    version = facts.version(devices, column.ref)
    name, is_time = _column(column, version, packs_in_use())
    return Head(column, name, scale_of(Item(column.ref, None, version), devices, facts, row), is_time)


@lru_cache(maxsize=4096)
def _column(column: Column, version: int | None, packs: tuple[str, ...]) -> tuple[str, bool]:
    """The name of a column, and whether it holds times."""
    del packs  # but they decide on the name
    ref = column.ref
    names = names_of(ref, version)
    name = names.name or (names_text(ref) if ref.logical_name is not None else "?")
    if ref.number is not None and ref.number != BUFFER and names.member:
        name = f"{name}, {names.member}"
    if column.data_index:
        name = f"{name} [{column.data_index}]"
    return name, not column.data_index and (_is_time(ref, version) or holds_moment(ref))


def _is_time(ref: ObjectRef, version: int | None) -> bool:
    declared = declared_type(ref, version)
    kind = resolve(declared, "octet-string", _DATE_TIME.size) if declared is not None else None
    return kind is not None and kind.meaning == "date-time"


def names_text(ref: ObjectRef) -> str:
    """The code of an object that has no name."""
    return "{}-{}:{}.{}.{}*{}".format(*ref.logical_name) if ref.logical_name and len(ref.logical_name) == 6 else "?"


def later(octets: bytes, seconds: int) -> bytes | None:
    """A date-time that many seconds later, with the same deviation and clock status; None where a part is missing."""
    moment = to_datetime(octets)
    if moment is None:
        return None
    try:
        moment += datetime.timedelta(seconds=seconds)
    except OverflowError:
        return None
    hundredths = octets[8] if octets[8] == 0xFF else moment.microsecond // 10_000
    day_of_week = octets[4] if octets[4] == 0xFF else moment.isoweekday()
    head = moment.year.to_bytes(2, "big") + bytes((moment.month, moment.day, day_of_week))
    return head + bytes((moment.hour, moment.minute, moment.second, hundredths)) + octets[9:]


def _shower(head: Head) -> Callable[[int | float], str] | None:
    return shower(head.scale[0], head.scale[1]) if head.scale is not None else None


def _numbers(nodes: list[Node], head: Head) -> list[Any] | None:
    """The values of the usual column, numbers and nothing left out; None of any other."""
    if head.scale is None and not _is_plain(head.column):
        return None
    if any(spec.kind not in _NUMBERS or spec.name[: len(_DELTA)] == _DELTA for spec in {node.spec for node in nodes}):
        return None
    values = [node.value for node in nodes]
    return values if None not in values else None


def _cells(nodes: list[Node], head: Head, period: int | None, devices: Devices, facts: Facts, row: int) -> list[Cell]:
    ref = head.column.ref if not head.column.data_index else None
    show = _shower(head)
    values = _numbers(nodes, head)
    if values is not None:
        return [_new(Cell, (value, show(value) if show is not None else None, False, "")) for value in values]
    numbers = _NUMBERS if show is not None or _is_plain(head.column) else ()
    above: Any = None  # octets of a time, else plain value
    text: str | None = None
    cells: list[Cell] = []
    for node in nodes:
        kind = node.spec.kind
        value: Any = node.value
        if kind in numbers and value is not None:
            filled = node.spec.name[: len(_DELTA)] == _DELTA
            if filled:
                if not isinstance(above, int):  # no row above that it could be added to
                    cells.append(Cell(value, None, False))
                    continue
                value += above
            text = show(value) if show is not None else None
            above = value
            cells.append(_new(Cell, (value, text, filled, "")))
        elif kind == ops.NULL:
            above, text, filled = _left_out(head, above, text, period)
            cells.append(Cell(text if isinstance(above, bytes) else above, text, filled))
        elif head.is_time and isinstance(value, bytes) and len(value) == _DATE_TIME.size:
            above = value
            text = f"{_day(value[:5])}T{_time(value[5:9])}{_offset(value[9:11])}"
            status = _status(value[11]) if value[11] else ""
            cells.append(Cell(text, text if status in _NO_REMARK else f"{text} ({status})", False, status))
        else:
            above = value_of(node, ref)
            text = item_text(Item(ref, node), devices, facts, row)
            cells.append(Cell(above, text, False))
    return cells


_new = tuple.__new__  # a load profile has thousands of cells


# Rows of a load profile share their days, times of day and offsets.
_day = lru_cache(maxsize=1024)(clock.show_date)
_time = lru_cache(maxsize=4096)(clock.show_time)


@lru_cache(maxsize=256)
def _offset(deviation: bytes) -> str:
    """The offset that ends the text of a date-time."""
    return _DATE_TIME.show(bytes(9) + deviation + b"\0").removeprefix(_DATE_TIME.show(_NO_OFFSET))


_NO_OFFSET = bytes(9) + clock.NO_DEVIATION.to_bytes(2, "big", signed=True) + b"\0"


@lru_cache(maxsize=256)
def _status(status: int) -> str:
    return ", ".join(clock.status_words(status)) if status != clock.NOT_SPECIFIED else ""


_NO_REMARK = ("", *clock.status_words(clock.SUMMER_TIME))  # the offset says as much


@lru_cache(maxsize=4096)
def _is_plain(column: Column) -> bool:
    """Whether numbers of a column have no names, no unit and no time of their own."""
    declared = declared_type(column.ref) if not column.data_index else None
    if unix_time(column.ref, 0) is not None:
        return False
    return declared is None or declared is ANY


_NUMBERS = (ops.UNSIGNED, ops.INTEGER)


def _left_out(head: Head, above: Any, text: str | None, period: int | None) -> tuple[Any, str | None, bool]:
    """What null-data stands for: the time one period later, else what stands above; null where nothing does."""
    if head.is_clock and isinstance(above, bytes):
        octets = later(above, period) if period is not None else None
        return (octets, _DATE_TIME.show(octets), True) if octets is not None else (None, None, False)
    return above, text, above is not None


def _compact(node: Node, ref: ObjectRef, devices: Devices, facts: Facts, row: int) -> Node | None:
    """The contents of a compact buffer by the template that was read; None where it is not known, or another."""
    template = facts.find(devices, ref, TEMPLATE_DESCRIPTION, row)
    raw = node.value
    if template is None or not isinstance(raw, bytes) or not raw or not template.value:
        return None
    number = facts.find(devices, ref, TEMPLATE_ID, row)
    if number is not None and raw[0] != number.value:
        return None
    data = bytearray(
        template.value if template.value[:1] == _COMPACT_ARRAY_TAG else _COMPACT_ARRAY_TAG + template.value
    )
    write_length(len(raw), data, None)
    found, clean = read(DATA, Source(bytes(data) + raw, name="compact buffer"), 0, len(data) + len(raw))
    return found if clean else None
