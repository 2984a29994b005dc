"""The buffers of a load profile as one table, ready for pandas: named, scaled columns, times with their own offset.

Times stay as the meter wrote them. Where every one tells its offset they are points in time, where none does local
times; a mixture, or one with wildcards, is text. What clocks say of their own times stands in a column of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from analyzer.export.messages import encode_json
from analyzer.export.sheet import BOOLEAN, INTEGER, LOCAL_TIME, NUMBER, TEXT, TIME, Column, Sheet, moment
from dissectors.core.forms import show_obis
from dissectors.meaning.profiles import Cell, Head, Table
from dissectors.meaning.readings import Entry, Readings, is_time

METER = "meter"
FILLED = "filled"  # last column: names of the columns whose values were put back
STATUS = "{} status"  # behind a clock that says something of its times
OFFSET = "{} offset [min]"  # behind points in time, where asked for: local time is the time plus the offset
_INT64 = 1 << 63


def profile(tables: Iterable[tuple[str, Table]], offsets: bool = False) -> Sheet:
    """The buffers of one profile, each with the name of its meter, as one table.

    The meter is a column where there are several. ``offsets`` adds what a column of points in time alone cannot keep:
    the offset of each from UTC.
    """
    readings: Readings[str] = Readings()
    for meter, table in tables:
        readings.take(table, meter, meter)
    return _sheet(readings, _names(readings.heads), offsets)


def _sheet(readings: Readings[str], names: list[str], offsets: bool) -> Sheet:
    entries = readings.entries
    columns: list[Column] = []
    rows: list[list[Any]] = [[] for _ in entries]

    def add(column: Column, cells: Iterable[Any]) -> None:
        columns.append(column)
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)

    if len({entry.origin for entry in entries}) > 1:
        add(Column(METER), (entry.origin for entry in entries))
    for at, (name, head) in enumerate(zip(names, readings.heads, strict=True)):
        column = [entry.cell(at) for entry in entries]
        cells = [None if cell is None else _value(head, cell) for cell in column]
        kind = _kind_of(cells, is_time(head))
        add(Column(name, kind), cells)
        if offsets and kind == TIME:
            add(Column(OFFSET.format(name), INTEGER), (None if cell is None else _offset(cell) for cell in cells))
        if any(cell is not None and cell.status for cell in column):
            add(Column(STATUS.format(name)), (None if cell is None else cell.status or None for cell in column))
    add(Column(FILLED), (_filled(entry, names) for entry in entries))
    return Sheet(tuple(columns), rows)


def _filled(entry: Entry[str], names: list[str]) -> str | None:
    """The columns of a row whose values were put back."""
    put_back = [name for name, cell in zip(names, entry.cells, strict=False) if cell is not None and cell.filled]
    return " ".join(put_back) or None


def _kind_of(cells: list[Any], times: bool) -> str:
    """The kind that all cells of a column have."""
    present = [cell for cell in cells if cell is not None]
    if times:
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


def _value(head: Head, cell: Cell) -> Any:
    value = cell.value
    if is_time(head):
        text = value if isinstance(value, str) else cell.text
        if text is not None:
            return text.replace(".*", "")
    return value if value is None or isinstance(value, bool | str | int | float) else encode_json(value).decode()


def _offset(text: str) -> int:
    """Minutes that the local time of a date-time is ahead of UTC."""
    hours, minutes = text[-5:].split(":")
    return (int(hours) * 60 + int(minutes)) * (-1 if text[-6] == "-" else 1)
