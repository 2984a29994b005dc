"""What do the values of a row say in one short piece? A load profile its size and span, a push its first readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.meaning.access import column_text
from dissectors.meaning.lessons import CAPTURE_OBJECTS, OBJECT_LIST, PUSH_OBJECT_LIST, column_of, columns_of, members
from dissectors.meaning.named import named
from dissectors.meaning.profiles import is_buffer, span_of
from dissectors.meaning.values import Item, declared_attribute
from dissectors.plain import data_type, data_value
from dissectors.reading import Reading

if TYPE_CHECKING:
    from analyzer.document import Document

WIDEST = 60
_FIRST = 3  # values of a list that are shown
_FEW = 4  # fields up to which a structure is spelt out
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:.*)?")


def summary(document: Document, row: int, reading: Reading) -> str | None:
    """The values of a row as a person reads them in a list; None where there are none."""
    if reading.is_list:
        return _listed(document, row, reading) if any(node is not None for node in reading.values) else None
    node = reading.values[0] if reading.values else None
    if node is None:
        return None
    text = document.spoken(row, node)
    if text is not None:
        return text
    if not node.children:
        return value_text(node)
    said = document.said(row, reading)
    if said.is_list:
        return counted(*_readings(document, row, said.items))
    return item_summary(document, row, said.items[0])


def item_summary(document: Document, row: int, item: Item) -> str | None:
    """One value in a short piece: its reading, else what a list or a structure holds, else the bare value."""
    node, ref = item.node, item.ref
    if node is None:
        return None
    text = document.meaning.spoken(row, item)
    if text is not None or not node.children or ref is None:
        return text if text is not None else value_text(node)
    if is_buffer(ref):
        found = _buffer(document, row, item)
        if found is not None:
            return found
    declared = declared_attribute(ref, item.version)
    if declared is not None and declared.teaches in _COLUMNS:
        columns = columns_of(node)
        if columns is not None:
            return counted([column_text(column) for column in columns], len(columns), "column", _MANY)
    if declared is not None and declared.teaches == OBJECT_LIST:
        return counted([], len(members(node)), "object")
    column = column_of(node)
    if column is not None:
        return column_text(column)
    return _structure(document, row, item)


_COLUMNS = (CAPTURE_OBJECTS, PUSH_OBJECT_LIST)
_MANY = 8


def counted(texts: Sequence[str], count: int, what: str = "value", first: int = _FIRST) -> str:
    """``12 values: 280 W, 0 W, 0 var, …``."""
    head = f"{count} {what}{'' if count == 1 else 's'}"
    if not texts:
        return head
    more = ", …" if len(texts) > first or count > len(texts) else ""
    return f"{head}: {', '.join(map(_cut, texts[:first]))}{more}"


def value_text(node: Node | None) -> str:
    """A bare value in one short piece: numbers and texts as they are, lists by their size."""
    if node is None:
        return ""
    value = data_value(node)
    if isinstance(value, list):
        if not value or len(value) > _FEW or any(isinstance(each, list) for each in value):
            return f"{data_type(node)} of {len(value)}"
        return "{" + ", ".join(map(_short, value)) + "}"
    return _short(value)


def _readings(document: Document, row: int, items: Sequence[Item]) -> tuple[list[str], int]:
    """Readings of a list, and how many values it has: those with a unit, else numbers with their names, else what there is."""
    meaning = document.meaning
    measured: list[str] = []
    numbers: list[str] = []
    rest: list[str] = []
    count = 0
    for item in items:
        if item.node is None:
            continue
        count += 1
        text = meaning.spoken(row, item)
        name = meaning.naming(item).name
        if meaning.source(row, item):
            measured.append(value_text(item.node) if text is None else text)
        elif text is None and name is not None and item.node.spec.kind in _NUMBERS:
            numbers.append(f"{name}: {value_text(item.node)}")
        else:
            rest.append(text if text is not None else value_text(item.node))
    return measured or numbers or rest, count


_NUMBERS = (ops.INTEGER, ops.UNSIGNED, ops.FLOAT)


def _listed(document: Document, row: int, reading: Reading) -> str | None:
    items = document.said(row, reading).items
    if not document.index.answers[row - 1]:  # of the data in a request what is null only keeps a place
        items = tuple(item for item in items if item.node is None or item.node.spec.kind != ops.NULL)
    texts = [text for item in items if (text := item_summary(document, row, item)) is not None]
    refused = sum(result not in (None, "success") for result in reading.results)
    return f"{counted(texts, len(texts))}{f', {refused} refused' if refused else ''}" if texts else None


def _buffer(document: Document, row: int, item: Item) -> str | None:
    """``60 rows × 5, 2025-01-01 00:00 … 14:45``."""
    assert item.node is not None and item.ref is not None
    meaning = document.meaning
    found = span_of(item.node, item.ref, document.engine.stage.devices(row), meaning.facts, row, meaning.selection(row))
    if found is None:
        return None
    size = f"{found.rows} row{'' if found.rows == 1 else 's'} × {found.columns}"
    if found.first is None:
        return size
    first = _minute(found.first)
    if found.rows == 1:
        return f"{size}, {first}"
    last = _minute(found.last)
    day = f"{first[:11]}"
    return f"{size}, {first} … {last.removeprefix(day) if day[-1:] == ' ' else last}"


def _minute(text: str | None) -> str:
    """A date-time to the minute, as a list has room for."""
    if text is None:
        return "?"
    match = _MINUTE.fullmatch(text)
    return f"{match[1]} {match[2]}" if match is not None else text


def _structure(document: Document, row: int, item: Item) -> str:
    """A structure of leaves with what its class says of the first of them; lists by their size."""
    assert item.node is not None
    declared = document.meaning.declared(row, item)
    parts = members(item.node)
    if declared is None or any(part.children for part in parts):
        return value_text(item.node)
    texts = [
        part.text if part.text is not None else _short(data_value(part.node))
        for part in named(item.node, declared).parts
    ]
    if not texts:
        return value_text(item.node)
    return "{" + ", ".join([*map(_cut, texts[:_FEW]), *(["…"] if len(texts) > _FEW else [])]) + "}"


def _short(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _cut(str(value)) if value != "" else '""'


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


__all__ = ["counted", "item_summary", "summary", "value_text"]
