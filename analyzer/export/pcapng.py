"""A capture as pcapng: as it was captured, or its APDUs decrypted; with notes as packet comments, with keys if wanted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from struct import pack

from analyzer.capture import pcapng_writer
from analyzer.document import Document
from analyzer.key_text import KIND
from analyzer.link.flows import Flow
from analyzer.link.links import UPPER_PDU, USER0
from dissectors.session.findings import severity

DISSECTOR = "dlms"  # Wireshark 4.6 has one of this name, our exported dissector stands in for it elsewhere
BLOCK = 1 << 16  # bytes that are given out together
_NAME, _IP4, _IP6, _PORT_TYPE, _PORTS, _ORIGINAL, _DIRECTION = 12, (20, 21), (22, 23), 24, (25, 26), 30, 35
_PORT_TYPES = {"tcp": 2, "udp": 3}


def write_pcapng(
    document: Document,
    rows: Iterable[int] | None,
    path: str | os.PathLike[str],
    *,
    decrypted: bool = False,
    notes: Mapping[int, str] | None = None,
    keys: str = "",
) -> int:
    """Write a pcapng file; how many bytes. Raises OSError."""
    size = 0
    with open(path, "wb") as out:
        for piece in pieces(document, rows, decrypted=decrypted, notes=notes, keys=keys):
            size += out.write(piece)
    return size


def pieces(
    document: Document,
    rows: Iterable[int] | None = None,
    *,
    decrypted: bool = False,
    notes: Mapping[int, str] | None = None,
    keys: str = "",
) -> Iterator[bytes]:
    """The bytes of a pcapng file, piece by piece: the records that carry ``rows``, in order, or all records.

    ``decrypted``: instead of the records a packet for each row that has an APDU, the innermost that can be read, with the
    addresses of its sender and receiver. ``notes`` are comments by row, beside those that the capture has. ``keys`` is
    the text of a key file; whoever reads the file has the keys then.
    """
    texts = dict(document.capture.comments)
    for row, text in (notes or {}).items():
        record = document.index.record[row - 1]
        texts[record] = joined(texts.get(record, ""), text)
    packets = _decrypted(document, rows, texts) if decrypted else _captured(document, rows, texts)
    waiting = [pcapng_writer.section()]
    if keys:
        waiting.append(pcapng_writer.secrets(KIND, keys.encode()))
    size = 0
    for block in packets:
        waiting.append(block)
        size += len(block)
        if size >= BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def joined(before: str, text: str) -> str:
    """Two notes as one; a note that was there already is not said twice."""
    return text if not before else before if text in before else f"{before}\n{text}"


def finding_notes(document: Document, rows: Iterable[int]) -> dict[int, str]:
    """The findings of rows as notes."""
    return {
        row: "\n".join(f"message {row}: {severity(each.code)}: {each.code}: {each.text}" for each in found)
        for row in rows
        if (found := document.findings(row))
    }


def _captured(document: Document, rows: Iterable[int] | None, texts: Mapping[int, str]) -> Iterator[bytes]:
    """The records as they were captured. Lines of hex logs become packets of a serial line."""
    wanted = None if rows is None else {record for row in rows for record in document.records(row)}
    resolution = document.capture.resolution
    unit = 10 ** (9 - resolution)
    interfaces: dict[tuple[int, int], int] = {}
    for batch in document.capture.again():
        for record in batch:
            if wanted is not None and record.no not in wanted:
                continue
            link_type = record.link_type if record.link_type >= 0 else USER0
            number = interfaces.get((record.interface, link_type))
            if number is None:
                number = interfaces[record.interface, link_type] = len(interfaces)
                name = document.capture.names.get((record.interface, record.link_type), "")
                yield pcapng_writer.interface(link_type, name, resolution)
            text = texts.get(record.no, "")
            if record.time is None and not (number or text or record.direction is not None):
                yield pcapng_writer.timeless(record.data, record.original_length)
            else:
                ticks = (record.time or 0) // unit
                yield pcapng_writer.packet(number, ticks, record.data, record.original_length, record.direction, text)


def _decrypted(document: Document, rows: Iterable[int] | None, texts: Mapping[int, str]) -> Iterator[bytes]:
    """A packet a row, of the link type for PDUs of upper layers."""
    resolution = document.capture.resolution
    unit = 10 ** (9 - resolution)
    yield pcapng_writer.interface(UPPER_PDU, "", resolution)
    for row in rows if rows is not None else range(1, document.count + 1):
        data = readable(document, row)
        if not data:
            continue
        record = document.index.record[row - 1]
        head = _head(document.flow(row), document.context(row).direction, record)
        text = "\n".join(filter(None, (_about(document, row), texts.get(record))))
        yield pcapng_writer.packet(0, (document.time(row) or 0) // unit, head + data, 0, None, text)


def readable(document: Document, row: int) -> bytes:
    """The innermost APDU of a row that can be read; as the link carried it where it stays closed; empty without one."""
    captured = document.captured(row)
    if not captured or not document.index.opening[row - 1] or document.closed(row):
        return captured  # nothing lies inside it, or nothing that can be read
    apdu = document.build(row, False).apdu
    return apdu.source.data[apdu.start : apdu.end] if apdu is not None else captured


def _about(document: Document, row: int) -> str:
    """Who speaks: the SAPs, which the APDU alone does not tell, and how it was protected."""
    context, protection = document.context(row), document.protection(row)
    client, server = context.client, context.server
    arrow = {"client": "→", "server": "←"}.get(context.sender or "", "–")
    text = f"client {client} {arrow} server {server}" if client is not None else ""
    if protection.status != "none":
        key = document.key_name(protection.key)
        how = protection.reason if protection.status in ("failed", "no-key") else key and f"key {key}"
        text = f"{text}, {protection.status}" + (f" ({how})" if how else "")
    return text


def _head(flow: Flow, direction: int, record: int) -> bytes:
    """The tags in front of an upper-layer PDU: who is to dissect it, who sent it to whom."""
    tags = [(_NAME, DISSECTOR.encode())]
    if flow.a is not None and flow.b is not None:
        ends = (flow.a, flow.b) if direction == 0 else (flow.b, flow.a)
        for side, (address, port) in enumerate(ends):
            if len(address) in (4, 16):
                tags.append(((_IP4 if len(address) == 4 else _IP6)[side], address))
            tags.append((_PORTS[side], pack(">I", port)))
        tags.append((_PORT_TYPE, pack(">I", _PORT_TYPES.get(flow.transport, 0))))
    else:
        tags.append((_DIRECTION, pack(">I", direction)))
    tags.append((_ORIGINAL, pack(">I", record)))
    return b"".join(
        pack(">HH", tag, len(value) + 3 & ~3) + value + bytes(-len(value) % 4) for tag, value in tags
    ) + bytes(4)
