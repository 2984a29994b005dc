"""The buffers of a load profile as one table, ready for pandas: named, scaled columns, times with their own offset.

Times stay as the meter wrote them. Where every one tells its offset they are points in time, where none does local
times; a mixture, or one with wildcards, is text. What clocks say of their own times stands in a column of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from analyzer.export.messages import encode_json
from analyzer.export.sheet import BOOLEAN, INTEGER, LOCAL_TIME, NUMBER, TEXT, TIME, Column, Sheet, moment
from dissectors.core.forms import show_obis
from dissectors.cosem.units import scaled
from dissectors.meaning.profiles import Cell, Head, Table
from dissectors.meaning.values import unix_time

METER = "meter"
FILLED = "filled"  # last column: names of the columns whose values were put back
STATUS = "{} status"  # behind a clock that says something of its times
OFFSET = "{} offset [min]"  # behind points in time, where asked for: local time is the time plus the offset
_INT64 = 1 << 63

Key = tuple[Any, ...]


class _Line(NamedTuple):
    """A row of the table: whose it is, its cells by column (fewer where later readings brought more), which columns were
    put back, and what clocks said by column."""

    meter: str
    cells: list[Any]
    filled: list[int]
    status: dict[int, str]


def profile(tables: Iterable[tuple[str, Table]], offsets: bool = False) -> Sheet:
    """The buffers of one profile, each with the name of its meter, as one table: columns as they came first, and rows
    with a time that were read before stand once.

    The meter is a column where there are several. ``offsets`` adds what a column of points in time alone cannot keep:
    the offset of each from UTC.
    """
    places: dict[Key, int] = {}
    heads: list[Head] = []
    lines: list[_Line] = []
    read: set[Key] = set()  # rows of earlier readings
    for meter, table in tables:
        for head in table.heads:
            if places.setdefault(_key(head), len(heads)) == len(heads):
                heads.append(head)
        order = [places[_key(head)] for head in table.heads]
        timed = any(map(_is_time, table.heads))
        now: list[Key] = []
        for cells in table.rows:
            line = _Line(meter, [None] * len(heads), [], {})
            for place, head, cell in zip(order, table.heads, cells, strict=True):
                line.cells[place] = _cell(head, cell)
                if cell.filled:
                    line.filled.append(place)
                if cell.status:
                    line.status[place] = cell.status
            key = (meter, *((place, value) for place, value in enumerate(line.cells) if value is not None))
            if not timed or key not in read:
                lines.append(line)
                now.append(key)
        if timed:
            read.update(now)
    return _sheet(_names(heads), heads, lines, offsets)


def _sheet(names: list[str], heads: list[Head], lines: list[_Line], offsets: bool) -> Sheet:
    columns: list[Column] = []
    rows: list[list[Any]] = [[] for _ in lines]

    def add(column: Column, cells: Iterable[Any]) -> None:
        columns.append(column)
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)

    if len({line.meter for line in lines}) > 1:
        add(Column(METER), (line.meter for line in lines))
    for at, (name, head) in enumerate(zip(names, heads, strict=True)):
        cells = [line.cells[at] if at < len(line.cells) else None for line in lines]
        kind = _kind_of(cells, _is_time(head))
        add(Column(name, kind), cells)
        if offsets and kind == TIME:
            add(Column(OFFSET.format(name), INTEGER), (None if cell is None else _offset(cell) for cell in cells))
        if any(at in line.status for line in lines):
            add(Column(STATUS.format(name)), (line.status.get(at) for line in lines))
    add(Column(FILLED), (" ".join(names[at] for at in line.filled) or None for line in lines))
    return Sheet(tuple(columns), rows)


def _key(head: Head) -> Key:
    """What makes a column: the same attribute in the same unit, whatever scaler it had at the time."""
    return head.column, head.unit


def _is_time(head: Head) -> bool:
    return head.is_time or unix_time(head.column.ref, 0) is not None


def _kind_of(cells: list[Any], is_time: bool) -> str:
    """The kind that all cells of a column have."""
    present = [cell for cell in cells if cell is not None]
    if is_time:
        moments = [moment(cell) if isinstance(cell, str) else None for cell in present]
        if any(found is None for found in moments):
            return TEXT
        zoned = {found[1] for found in moments if found is not None}
        return TEXT if len(zoned) > 1 else LOCAL_TIME if False in zoned else TIME
    if any(isinstance(cell, bool) for cell in present):
        return BOOLEAN if all(isinstance(cell, bool) for cell in present) else TEXT
    if all(isinstance(cell, int) and -_INT64 <= cell < _INT64 for cell in present):
        return INTEGER
    return NUMBER if all(isinstance(cell, int | float) for cell in present) else TEXT


def _names(heads: Iterable[Head]) -> list[str]:
    """A name for each column, with its unit; its code behind it where two would be the same, and then a number."""
    heads = list(heads)
    names = [f"{head.name} [{head.unit}]" if head.unit else head.name for head in heads]
    codes = [show_obis(head.column.ref.logical_name or b"") for head in heads]
    count = Counter(names)
    coded = [name if count[name] == 1 else f"{name} {code}" for name, code in zip(names, codes, strict=True)]
    count = Counter(coded)
    return [name if count[name] == 1 else f"{name} ({at})" for at, name in enumerate(coded, 1)]


def _cell(head: Head, cell: Cell) -> Any:
    value = cell.value
    if _is_time(head):
        text = value if isinstance(value, str) else cell.text
        if text is not None:
            return text.replace(".*", "")
    if value is None or isinstance(value, bool | str):
        return value
    if not isinstance(value, int | float):
        return encode_json(value).decode()
    return scaled(value, head.scale[0] if head.scale is not None else 0)


def _offset(text: str) -> int:
    """Minutes that the local time of a date-time is ahead of UTC."""
    hours, minutes = text[-5:].split(":")
    return (int(hours) * 60 + int(minutes)) * (-1 if text[-6] == "-" else 1)
