"""What does a message say in a column: one short text per column id, for lists of any kind; and its colour by meaning."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from analyzer import render
from analyzer.document import Document
from analyzer.fields import lookup
from dissectors.core.node import Node, Source, walk
from dissectors.core.reader import decode
from dissectors.profiles.headers import headers
from dissectors.session.findings import severity
from dissectors.spec import catalog, notification, short_name

MUCH = 4096  # bytes of an APDU from which on its value is not read while somebody waits for a line
REFUSED = "access-refused"
_RANK = {"": 0, "note": 1, "warning": 2, "error": 3}
_ASSOCIATION = frozenset(op.name for op in catalog.ACSE.values())
_PUSHES = {
    notification.DATA_NOTIFICATION.name,
    notification.EVENT_NOTIFICATION.name,
    short_name.INFORMATION_REPORT_REQUEST.name,
}

Text = Callable[[Document, int], str]


def much(document: Document, row: int) -> bool:
    """Whether reading the value of a row takes long enough to be noticed: a large APDU, or one joined from many."""
    index = document.index
    return index.length[row - 1] & 0x7FFFFFFF > MUCH or len(index.blocks.get(row, ())) > 3


def worst(document: Document, row: int) -> str:
    """The highest severity among a row's findings, "" where there is none."""
    return max((severity(finding.code) for finding in document.findings(row)), default="", key=_RANK.__getitem__)


def tone(document: Document, row: int) -> str:
    """How a row is coloured: tokens of the theme, the first rule that fits."""
    index = document.index
    at = row - 1
    found = index.findings.get(row)
    if found:
        bad = worst(document, row)
        if bad in ("error", "warning"):
            return bad
    status = index.protections[index.protection[at]].status
    if status == "failed" or (status == "no-key" and document.closed(row)):
        return "closed"
    service = index.services[index.service[at]]
    if service in _ASSOCIATION or not index.length[at]:
        return "assoc"
    if service in _PUSHES:
        return "push"
    return "underline" if found and any(finding.code == REFUSED for finding in found) else ""


# --- columns --------------------------------------------------------------------------------------


def _context(name: str) -> Text:
    def text(document: Document, row: int) -> str:
        value = getattr(document.context(row), name)
        return "" if value is None else str(value)

    return text


def _protection(name: str) -> Text:
    def text(document: Document, row: int) -> str:
        value = getattr(document.protection(row), name)
        return "" if value is None else value.hex().upper() if isinstance(value, bytes) else str(value)

    return text


def _side(which: int) -> Text:
    return lambda document, row: document.flow(row).sides(document.context(row).direction)[which]


def _end(side: str) -> Text:
    """The place and SAP of client or server, whoever sent the row."""

    def text(document: Document, row: int) -> str:
        context = document.context(row)
        sends = context.sender == side or (context.sender is None and side == "client")
        return document.flow(row).sides(context.direction)[0 if sends else 1]

    return text


def _meter(document: Document, row: int) -> str:
    context = document.context(row)
    return render.server_text(context.server, context.physical)


def _service(document: Document, row: int) -> str:
    blocks = document.index.blocks.get(row)
    service = document.service(row)
    return f"{service} {len(blocks)} blocks" if blocks else service


def _objects(document: Document, row: int) -> str:
    return render.objects_text(document.objects(row))


def _info(document: Document, row: int) -> str:
    value = "…" if much(document, row) else render.row_outcome(document, row)[0]
    return "  ".join(part for part in (document.service(row), _objects(document, row), value) if part)


def _key(document: Document, row: int) -> str:
    return document.key_name(document.protection(row).key) or ""


def _status(document: Document, row: int) -> str:
    status = document.protection(row)
    return f"{status.status} {status.reason}" if status.reason else status.status


def _frame(name: str, part: str = "") -> Text:
    """A part of the first frame's header, as its declaration names it."""

    def text(document: Document, row: int) -> str:
        frame = frame_of(document, row)
        node = next((each for each in walk(frame) if each.spec.name == name), None) if frame is not None else None
        if node is None:
            return ""
        return _part(node, part) if part else render.node_value(node)

    return text


def _part(node: Node, name: str) -> str:
    parts = dict(part.rsplit(" ", 1) for part in render.parts_text(node).split("  ") if " " in part)
    return parts.get(name, "")


_last_frame: list[tuple[weakref.ref[Document], int, Node | None]] = []  # for the columns beside each other


def frame_of(document: Document, row: int) -> Node | None:
    """The first link frame of a row, decoded; None where the profile has none of its own."""
    if _last_frame and _last_frame[0][0]() is document and _last_frame[0][1] == row:
        return _last_frame[0][2]
    found: Node | None = None
    frames = document.frames(row)
    if frames:
        data = frames[0][1]
        for op, start, end in headers(document.context(row).profile, data):
            found = decode(op, Source(data), start, end)
            break
    _last_frame[:] = [(weakref.ref(document), row, found)]
    return found


TEXTS: dict[str, Text] = {
    "no": lambda document, row: str(row),
    "client": _context("client"),
    "arrow": lambda document, row: ARROWS[document.context(row).sender],
    "meter": _meter,
    "name": lambda document, row: document.meter(row) or "",
    "service": _service,
    "object": _objects,
    "ms": lambda document, row: render.milliseconds(document.rtt(row)),
    "source": _side(0),
    "destination": _side(1),
    "client_end": _end("client"),
    "meter_end": _end("server"),
    "profile": _context("profile"),
    "length": lambda document, row: str(sum(piece.length for piece in document.index.pieces(row))),
    "info": _info,
    "title": _protection("system_title"),
    "outer": _protection("service"),
    "protection": _status,
    "suite": _protection("suite"),
    "policy": _protection("policy"),
    "counter": _protection("invocation_counter"),
    "key": _key,
    "frames": lambda document, row: ", ".join(map(str, document.records(row)[:3])),
    "control": _frame("control"),
    "ns": _frame("control", "send-sequence-number"),
    "nr": _frame("control", "receive-sequence-number"),
    "pf": _frame("control", "poll-final"),
    "segmentation": _frame("format", "segmentation"),
    "frame_length": _frame("format", "length"),
    "to": _frame("destination-address"),
    "from": _frame("source-address"),
    "hcs": _frame("hcs"),
    "fcs": _frame("fcs"),
}  # fmt: skip


def text_of(name: str) -> Text | None:
    """What stands in the column of an id, or of any filter field; None where there is no such column."""
    if name in TEXTS:
        return TEXTS[name]
    field = lookup(name)
    if field is None:
        return None
    from analyzer.survey.field_cells import text_of_field  # with all of the filters, which lists seldom need

    return text_of_field(field)


ARROWS: dict[Any, str] = {"client": "→", "server": "←", None: "-"}
