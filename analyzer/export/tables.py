"""What a capture holds as tables: messages, values and findings, a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from analyzer.document import Document
from analyzer.export.messages import encode_json, findings_of, message
from analyzer.export.sheet import INTEGER, NUMBER, TEXT, TIME, Column, Sheet
from dissectors.core.forms import show_obis
from dissectors.cosem.units import scaled, symbol
from dissectors.meaning.values import quantity_of, scale_of
from dissectors.plain import data_type

_MESSAGE_TEXTS = ("flow", "profile", "from", "physical", "meter", "service")
_MESSAGES = (
    Column("no", INTEGER),
    Column("time", TIME),
    *map(Column, _MESSAGE_TEXTS[:3]),
    Column("client", INTEGER),
    Column("server", INTEGER),
    *map(Column, _MESSAGE_TEXTS[3:]),
    *(Column(name, INTEGER) for name in ("session", "invoke_id", "answers", "answered_by")),
    Column("rtt", NUMBER),
    *map(Column, ("obis", "class", "name", "member", "value", "type", "text", "result", "diagnostic")),
    *map(Column, ("protection", "findings", "pdu")),
)
_VALUES = (
    Column("no", INTEGER),
    Column("time", TIME),
    Column("meter"),
    Column("client", INTEGER),
    Column("server", INTEGER),
    Column("service"),
    Column("class_id", INTEGER),
    Column("class"),
    Column("obis"),
    Column("name"),
    Column("attribute", INTEGER),
    Column("attribute_name"),
    Column("value"),
    Column("type"),
    Column("number", NUMBER),
    Column("unit"),
    Column("text"),
    Column("source"),
)
_FINDINGS = (
    Column("no", INTEGER),
    Column("time", TIME),
    Column("service"),
    *map(Column, ("severity", "code", "text")),
)


def messages(document: Document, rows: Iterable[int] | None = None) -> Sheet:
    """Every message, a row each; lists and structures as JSON."""
    return Sheet(_MESSAGES, _message_rows(document, _all(document) if rows is None else rows))


def values(document: Document, rows: Iterable[int] | None = None) -> Sheet:
    """Every value that a message says of an object, a row each; ``number`` is scaled to ``unit``."""
    return Sheet(_VALUES, _value_rows(document, _all(document) if rows is None else rows))


def findings(document: Document, rows: Iterable[int] | None = None) -> Sheet:
    """Every finding, a row each."""
    return Sheet(_FINDINGS, _finding_rows(document, _all(document) if rows is None else rows))


# Each takes the rows it speaks of, all of them without.
WHAT: dict[str, Callable[..., Sheet]] = {"messages": messages, "values": values, "findings": findings}


def _all(document: Document) -> range:
    return range(1, document.count + 1)


def _message_rows(document: Document, rows: Iterable[int]) -> Iterator[list[Any]]:
    for row in rows:
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
    return msgspec.json.decode(encode_json(value))


def _value_rows(document: Document, rows: Iterable[int]) -> Iterator[list[Any]]:
    meaning = document.meaning
    for row in rows:
        if not document.index.length[row - 1] or document.only_asks(row) or document.closed(row):
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
            said_so = quantity_of(item)
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
                _cell(value, TEXT),
                data_type(node),
                number if said_so is None else float(said_so[0]),
                symbol(known[1]) if known is not None else said_so[1] if said_so is not None else None,
                meaning.text(row, item),
                meaning.source(row, item),
            ]


def _finding_rows(document: Document, rows: Iterable[int]) -> Iterator[list[Any]]:
    for row in rows:
        tree = document.build(row, False) if document.index.length[row - 1] else None
        for found in findings_of(document, row, tree):
            yield [row, document.time(row), document.service(row), found["severity"], found["code"], found["text"]]


def _joined(parts: Iterable[Any]) -> str | None:
    found = [str(part) for part in parts if part is not None]
    return "; ".join(found) or None


def _cell(value: Any, kind: str) -> Any:
    """A value that fits one cell: lists and structures as JSON."""
    if value is None or kind != TEXT or isinstance(value, str):
        return value
    return encode_json(value).decode()
