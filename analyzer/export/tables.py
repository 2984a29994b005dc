"""Messages, values, findings and load profiles as tables: rows of plain columns, as CSV, Parquet or text."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple

from analyzer.document import Document
from analyzer.export.messages import encode_json, findings_of, message
from analyzer.render import printable
from dissectors.core.forms import show_obis
from dissectors.cosem.units import symbol
from dissectors.meaning.profiles import Head, Table
from dissectors.meaning.values import scale_of
from dissectors.plain import data_type

BATCH = 4096  # rows that are held at a time when a Parquet file is written
FILLED = "filled"  # last column of a profile: names of the columns whose values were put back
_TEXT, _INTEGER, _NUMBER, _TIME = "text", "integer", "number", "time"
_ZONED = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d\d))?([+-]\d\d:\d\d)")
_LONGEST_CELL = 40


class Column(NamedTuple):
    """``kind`` is text, integer, number or time (nanoseconds since the epoch, or text with its offset); any may be None."""

    name: str
    kind: str = _TEXT


class Sheet(NamedTuple):
    """A table whose rows are made as they are asked for."""

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]


# --- what a capture holds ---------------------------------------------------------------------------

_MESSAGE_TEXTS = ("flow", "profile", "from", "physical", "meter", "service")
_MESSAGES = (
    Column("no", _INTEGER),
    Column("time", _TIME),
    *map(Column, _MESSAGE_TEXTS[:3]),
    Column("client", _INTEGER),
    Column("server", _INTEGER),
    *map(Column, _MESSAGE_TEXTS[3:]),
    *(Column(name, _INTEGER) for name in ("session", "invoke_id", "answers", "answered_by")),
    Column("rtt", _NUMBER),
    *map(Column, ("obis", "class", "name", "member", "value", "type", "text", "result", "diagnostic")),
    *map(Column, ("protection", "findings", "pdu")),
)
_VALUES = (
    Column("no", _INTEGER),
    Column("time", _TIME),
    Column("meter"),
    Column("client", _INTEGER),
    Column("server", _INTEGER),
    Column("service"),
    Column("class_id", _INTEGER),
    Column("class"),
    Column("obis"),
    Column("name"),
    Column("attribute", _INTEGER),
    Column("attribute_name"),
    Column("value"),
    Column("type"),
    Column("number", _NUMBER),
    Column("unit"),
    Column("text"),
    Column("source"),
)
_FINDINGS = (
    Column("no", _INTEGER),
    Column("time", _TIME),
    Column("service"),
    *map(Column, ("severity", "code", "text")),
)


def messages(document: Document) -> Sheet:
    """Every message, a row each; lists and structures as JSON."""
    return Sheet(_MESSAGES, _message_rows(document))


def values(document: Document) -> Sheet:
    """Every value that a message says of an object, a row each; ``number`` is scaled to ``unit``."""
    return Sheet(_VALUES, _value_rows(document))


def findings(document: Document) -> Sheet:
    """Every finding, a row each."""
    return Sheet(_FINDINGS, _finding_rows(document))


WHAT: dict[str, Callable[[Document], Sheet]] = {"messages": messages, "values": values, "findings": findings}


def _message_rows(document: Document) -> Iterator[list[Any]]:
    for row in range(1, document.count + 1):
        said = message(document, row)
        shown = msgspec_plain(said["object"])
        objects = shown if isinstance(shown, list) else [shown] if shown is not None else []
        found: dict[str, Any] = {**said, "time": document.time(row)}
        rtt = document.rtt(row)
        found["rtt"] = None if rtt is None else rtt / 1e9
        for key, field in (("obis", "obis"), ("class", "class"), ("name", "name")):
            found[key] = _joined(each.get(field) if each else None for each in objects)
        found["member"] = _joined(
            (each.get("attribute_name") or each.get("method_name")) if each else None for each in objects
        )
        found["protection"] = document.protection(row).status
        found["findings"] = _joined(finding["code"] for finding in said["findings"])
        yield [_cell(found.get(column.name), column.kind) for column in _MESSAGES]


def msgspec_plain(value: Any) -> Any:
    """Finished JSON inside a message, as plain values again."""
    import msgspec

    return msgspec.json.decode(encode_json(value))


def _value_rows(document: Document) -> Iterator[list[Any]]:
    meaning = document.meaning
    for row in range(1, document.count + 1):
        if not document.index.length[row - 1] or document.closed(row):
            continue
        said = document.said(row, document.build(row, False).reading())
        context = document.context(row)
        for item in said.items:
            ref, node = item.ref, item.node
            if ref is None or node is None:
                continue
            names = meaning.naming(item)
            known = scale_of(item, document.engine.stage.devices(row), meaning.facts, row)
            value = meaning.value(row, item)
            number = None
            if isinstance(node.value, int | float) and not isinstance(node.value, bool) and not node.children:
                number = scaled(node.value, known[0] if known is not None else 0)
            yield [
                row,
                document.time(row),
                document.meter(row),
                context.client,
                context.server,
                document.service(row),
                ref.class_id,
                names.interface_class,
                show_obis(ref.logical_name) if ref.logical_name is not None else None,
                names.name,
                ref.number,
                names.member,
                _cell(value, _TEXT),
                data_type(node),
                number,
                symbol(known[1]) if known is not None else None,
                meaning.text(row, item),
                meaning.source(row, item),
            ]


def _finding_rows(document: Document) -> Iterator[list[Any]]:
    for row in range(1, document.count + 1):
        tree = document.build(row, False) if document.index.length[row - 1] else None
        for found in findings_of(document, row, tree):
            yield [row, document.time(row), document.service(row), found["severity"], found["code"], found["text"]]


# --- profiles ---------------------------------------------------------------------------------------


def profile(tables: Sequence[tuple[int, Table]]) -> Sheet:
    """The buffers of one profile as one table: what was read twice stands once, columns as they came first."""
    heads: dict[Head, int] = {}
    for _, table in tables:
        for head in table.heads:
            heads.setdefault(head._replace(scale=_without_row(head.scale)), len(heads))
    columns = [
        Column(name, _TIME if head.is_time else _NUMBER) for name, head in zip(_names(heads), heads, strict=True)
    ]
    rows: dict[tuple[Any, ...], list[Any]] = {}
    for _, table in tables:
        places = [heads[head._replace(scale=_without_row(head.scale))] for head in table.heads]
        for line in table.rows:
            cells: list[Any] = [None] * len(columns)
            filled: list[str] = []
            for place, head, cell in zip(places, table.heads, line, strict=True):
                cells[place] = _profile_cell(head, cell.value, cell.text)
                if cell.filled:
                    filled.append(columns[place].name)
            rows.setdefault(tuple(cells), [*cells, " ".join(filled) or None])
    lines = list(rows.values())
    found = tuple(
        column._replace(kind=_kind_of(column, [line[at] for line in lines])) for at, column in enumerate(columns)
    )
    return Sheet((*found, Column(FILLED)), lines)


def _kind_of(column: Column, cells: list[Any]) -> str:
    """The kind that all cells of a column have."""
    if column.kind == _TIME:
        return _TIME if all(cell is None or _nanoseconds(cell) is not None for cell in cells) else _TEXT
    if all(cell is None or (isinstance(cell, int) and -_INT64 <= cell < _INT64) for cell in cells):
        return _INTEGER
    return _NUMBER if all(cell is None or isinstance(cell, int | float) for cell in cells) else _TEXT


_INT64 = 1 << 63


def _without_row(scale: tuple[int, int, int] | None) -> tuple[int, int, int] | None:
    return None if scale is None else (scale[0], scale[1], 0)


def _names(heads: Iterable[Head]) -> list[str]:
    """A name for each column, with its unit; the code behind it where two would be the same."""
    names = [f"{head.name} [{head.unit}]" if head.unit else head.name for head in heads]
    codes = [show_obis(head.column.ref.logical_name or b"") for head in heads]
    return [name if names.count(name) == 1 else f"{name} {code}" for name, code in zip(names, codes, strict=True)]


def _profile_cell(head: Head, value: Any, text: str | None) -> Any:
    if head.is_time:
        return text.removesuffix(".*") if text is not None else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if value is None or isinstance(value, bool) else _cell(value, _TEXT)
    return scaled(value, head.scale[0] if head.scale is not None else 0)


def scaled(value: int | float, scaler: int) -> int | float:
    """``value`` times ten to the ``scaler``; whole where it is, else the nearest float."""
    if scaler == 0:
        return value
    if scaler > 0:
        return value * 10**scaler if scaler <= _WHOLE else float(value) * 10.0**scaler
    return float(f"{value!r}e{scaler}")


_WHOLE = 18


# --- forms ------------------------------------------------------------------------------------------


def write_csv(sheet: Sheet, out: IO[str]) -> int:
    """The table as CSV with a head line; times as seconds since the epoch. How many rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in sheet.columns])
    times = [at for at, column in enumerate(sheet.columns) if column.kind == _TIME]
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

    types = {_TEXT: pa.string(), _INTEGER: pa.int64(), _NUMBER: pa.float64(), _TIME: pa.timestamp("ns", "UTC")}
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
    if value is None or (kind == _TEXT and isinstance(value, str)):
        return value
    if kind == _TEXT:
        return str(value)
    if kind == _NUMBER:
        return float(value)
    return _nanoseconds(value) if isinstance(value, str) else value


def _nanoseconds(text: str) -> int | None:
    """Nanoseconds since the epoch of a date-time with its offset; None of one with wildcards or without."""
    match = _ZONED.fullmatch(text)
    if match is None:
        return None
    try:
        since = datetime.datetime.fromisoformat(match[1] + match[3]) - _EPOCH
    except (OverflowError, ValueError):
        return None
    return (since.days * 86_400 + since.seconds) * 10**9 + int(match[2] or 0) * 10**7


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def text_lines(sheet: Sheet) -> Iterator[str]:
    """The table for people, columns as wide as they need to be."""
    lines = [[column.name for column in sheet.columns]]
    lines += [["" if cell is None else printable(str(cell)) for cell in line] for line in sheet.rows]
    empty = [at for at in range(len(sheet.columns)) if not any(line[at] for line in lines[1:])]
    keep = [at for at in range(len(sheet.columns)) if at not in empty or sheet.columns[at].name != FILLED]
    widths = {at: min(_LONGEST_CELL, max(len(line[at]) for line in lines)) for at in keep}
    for line in lines:
        cells = [
            line[at].rjust(widths[at]) if sheet.columns[at].kind in (_INTEGER, _NUMBER) else line[at].ljust(widths[at])
            for at in keep
        ]
        yield "  ".join(cells).rstrip()


def csv_text(sheet: Sheet) -> str:
    """The table as one CSV text."""
    out = io.StringIO()
    write_csv(sheet, out)
    return out.getvalue()


def _joined(parts: Iterable[Any]) -> str | None:
    found = [str(part) for part in parts if part is not None]
    return "; ".join(found) or None


def _cell(value: Any, kind: str) -> Any:
    """A value that fits one cell: lists and structures as JSON."""
    if value is None or kind != _TEXT or isinstance(value, str):
        return value
    return encode_json(value).decode()
