"""A table of plain columns, and its forms: CSV, Parquet, text for people."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple

from analyzer.render import printable

BATCH = 4096  # rows that are held at a time when a Parquet file is written
TEXT, INTEGER, NUMBER, BOOLEAN, TIME, LOCAL_TIME = "text", "integer", "number", "boolean", "time", "local time"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d\d))?([+-]\d\d:\d\d)?")
_LONGEST_CELL = 40


class Column(NamedTuple):
    """``kind`` says what its cells are, None aside: texts, whole numbers, numbers, booleans, points in time
    (nanoseconds since the epoch, or text with its offset), or local times (text without an offset)."""

    name: str
    kind: str = TEXT


class Sheet(NamedTuple):
    """A table whose rows are made as they are asked for."""

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]


def write_csv(sheet: Sheet, out: IO[str], head: bool = True) -> int:
    """The table as CSV with a head line; times as seconds since the epoch. How many rows."""
    writer = csv.writer(out, lineterminator="\n")
    if head:
        writer.writerow([column.name for column in sheet.columns])
    times = [at for at, column in enumerate(sheet.columns) if column.kind == TIME]
    count = 0
    for line in sheet.rows:
        cells = list(line)
        for at in times:
            if isinstance(cells[at], int):
                cells[at] = f"{cells[at] // 10**9}.{cells[at] % 10**9:09d}"
        writer.writerow([printable(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in cells])
        count += 1
    return count


def write_parquet(sheet: Sheet, path: str) -> int:
    """The table as a Parquet file. How many rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        TEXT: pa.string(),
        INTEGER: pa.int64(),
        NUMBER: pa.float64(),
        BOOLEAN: pa.bool_(),
        TIME: pa.timestamp("ns", "UTC"),
        LOCAL_TIME: pa.timestamp("ns"),
    }
    schema = pa.schema([pa.field(column.name, types[column.kind]) for column in sheet.columns])
    rows = iter(sheet.rows)
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        while batch := list(islice(rows, BATCH)):
            columns = [
                pa.array([_arrow(line[at], column.kind) for line in batch], types[column.kind])
                for at, column in enumerate(sheet.columns)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(batch)
    return count


def _arrow(value: Any, kind: str) -> Any:
    """A cell as its Parquet column takes it."""
    if value is None or (kind == TEXT and isinstance(value, str)):
        return value
    if kind == TEXT:
        return str(value)
    if kind == NUMBER:
        return float(value)
    if not isinstance(value, str):
        return value
    found = moment(value)
    return found[0] if found is not None else None


def moment(text: str) -> tuple[int, bool] | None:
    """Nanoseconds since the epoch of a date-time, and whether it tells its offset (else they are those of the clock's
    face); None of one with wildcards."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    try:
        since = datetime.datetime.fromisoformat(match[1] + (match[3] or "+00:00")) - _EPOCH
    except (OverflowError, ValueError):
        return None
    nanoseconds = (since.days * 86_400 + since.seconds) * 10**9 + int(match[2] or 0) * 10**7
    return (nanoseconds, match[3] is not None) if -_INT64 <= nanoseconds < _INT64 else None


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_INT64 = 1 << 63


def text_lines(sheet: Sheet) -> Iterator[str]:
    """The table for people, columns as wide as they need to be."""
    lines = [[column.name for column in sheet.columns]]
    lines += [["" if cell is None else printable(str(cell)) for cell in line] for line in sheet.rows]
    last = len(sheet.columns) - 1  # a remark on the row: left out where no row has one
    keep = [at for at in range(len(sheet.columns)) if at < last or any(line[at] for line in lines[1:])]
    widths = {at: min(_LONGEST_CELL, max(len(line[at]) for line in lines)) for at in keep}
    for line in lines:
        cells = [
            line[at].rjust(widths[at]) if sheet.columns[at].kind in (INTEGER, NUMBER) else line[at].ljust(widths[at])
            for at in keep
        ]
        yield "  ".join(cells).rstrip()


def csv_text(sheet: Sheet, head: bool = True) -> str:
    """The table as one CSV text."""
    out = io.StringIO()
    write_csv(sheet, out, head)
    return out.getvalue()
