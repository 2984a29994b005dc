"""A row as the JSON object of the contract: every key always present, the standard's names, no invented value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from analyzer.document import Document, Tree, fault_code
from analyzer.render import seconds
from analyzer.secrets import SPEAK_SECRETS, mask
from dissectors.core.forms import show_obis
from dissectors.core.node import notes
from dissectors.meaning.names import names_of
from dissectors.plain import data_type, plain, ranged
from dissectors.reading import Reading
from dissectors.session.findings import severity
from dissectors.session.message import NOT_PROTECTED, ObjectRef, Protection

encode_json = msgspec.json.Encoder().encode


def message(document: Document, row: int, *, ranges: bool = False, show_secrets: bool = False) -> dict[str, Any]:
    """One row, ready for the encoder. With ``ranges`` every node of ``apdu`` carries source, start and end."""
    context = document.context(row)
    flow = document.flow(row)
    index = document.index
    time = document.time(row)
    readable = index.length[row - 1] > 0
    tree = document.build(row, False) if readable else None
    reading = tree.reading() if tree is not None else None
    protection = document.protection(row)
    shut = document.closed(row)
    apdu = tree.apdu if tree is not None and not shut else None
    question = index.answers[row - 1]
    rtt = document.rtt(row)
    value, kind, text = _value(document, row, reading) if not shut else (None, None, None)
    return {
        "no": row,
        "time": msgspec.Raw(seconds(time, document.capture.resolution).encode()) if time is not None else None,
        "frames": document.records(row),
        "flow": flow.names(context.direction),
        "profile": context.profile,
        "from": context.sender,
        "client": context.client,
        "server": context.server,
        "physical": context.physical if context.gateway is None else context.gateway[1].hex(),
        "meter": None,
        "session": index.association[row - 1] or None,
        "service": document.service(row),
        "invoke_id": document.invoke_id(row),
        "answers": question or None,
        "answered_by": index.answered_by.get(row),
        "rtt": None
        if rtt is None
        else msgspec.Raw(seconds(rtt, document.capture.resolution).encode())
        if rtt >= 0
        else rtt / 1e9,
        "object": _objects(document.objects(row)) if index.objects[row - 1] else None,
        "value": value,
        "type": kind,
        "text": text,
        "result": _result(reading) if not shut else None,
        "diagnostic": reading.diagnostic if reading is not None and not shut else None,
        "protection": _NO_PROTECTION if protection is NOT_PROTECTED else _protection(document, protection),
        "findings": list(_findings(document, row, tree)),
        "blocks": list(index.blocks[row]) if row in index.blocks else None,
        "pdu": apdu.source.data[apdu.start : apdu.end].hex() if apdu is not None else None,
        "apdu": _apdu(apdu, tree, ranges, show_secrets),
    }


def json_lines(document: Document, rows: Iterator[int] | range, **options: bool) -> Iterator[bytes]:
    """Rows as JSON, a line each (without the line's end)."""
    for row in rows:
        yield encode_json(message(document, row, **options))


def object_of(ref: ObjectRef) -> dict[str, Any]:
    names = names_of(ref)
    shown: dict[str, Any] = {
        "class_id": ref.class_id,
        "class": names.interface_class,
        "version": None,
        "obis": show_obis(ref.logical_name) if ref.logical_name is not None else None,
        "name": names.name,
    }
    kind = "method" if ref.method else "attribute"
    shown[kind] = ref.number
    shown[f"{kind}_name"] = names.member
    if ref.short_name is not None:
        shown["short_name"] = ref.short_name
    return shown


@lru_cache(maxsize=4096)
def _objects(refs: tuple[ObjectRef, ...]) -> msgspec.Raw:
    """The objects as finished JSON: a conversation names the same ones over and over."""
    return msgspec.Raw(encode_json(object_of(refs[0]) if len(refs) == 1 else [object_of(ref) for ref in refs]))


def _value(document: Document, row: int, reading: Reading | None) -> tuple[Any, Any, Any]:
    """Value, name of its type, and physical reading; lists of them for lists."""
    if reading is None or not reading.values:
        return None, None, None
    if reading.is_list:
        items = list(enumerate(reading.values))
        return (
            [None if node is None else document.value(row, node, item) for item, node in items],
            [None if node is None else data_type(node) for node in reading.values],
            [None if node is None else document.text(row, node, item) for item, node in items],
        )
    node = reading.values[0]
    if node is None:
        return None, None, None
    return document.value(row, node), data_type(node), document.text(row, node)


def _result(reading: Reading | None) -> Any:
    if reading is None or not reading.results:
        return None
    return reading.results if reading.is_list else reading.results[0]


def _protection(document: Document, protection: Protection) -> dict[str, Any]:
    return {
        "status": protection.status,
        "reason": protection.reason,
        "service": protection.service,
        "suite": protection.suite,
        "policy": protection.policy,
        "system_title": protection.system_title.hex() if protection.system_title else None,
        "invocation_counter": protection.invocation_counter,
        "key": document.key_name(protection.key),
    }


_NO_PROTECTION = msgspec.Raw(
    encode_json({key: "none" if key == "status" else None for key in
                 ("status", "reason", "service", "suite", "policy", "system_title", "invocation_counter", "key")})
)  # fmt: skip


def _findings(document: Document, row: int, tree: Tree | None) -> Iterator[dict[str, str]]:
    for finding in document.findings(row):
        yield {"severity": severity(finding.code), "code": finding.code, "text": finding.text}
    if tree is None or tree.apdu is None or tree.clean:
        return
    for _, note in notes(tree.apdu):
        code = fault_code(note)
        yield {"severity": severity(code), "code": code, "text": f"{note.reason} (byte {note.offset})"}


def _apdu(apdu: Any, tree: Tree | None, ranges: bool, show_secrets: bool) -> Any:
    if apdu is None:
        return None
    if ranges:
        return ranged(apdu)
    shown = plain(apdu)
    return shown if show_secrets or apdu.spec.name not in SPEAK_SECRETS else mask(shown)
