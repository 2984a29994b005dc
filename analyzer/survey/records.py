"""The records of a capture as they lie in it, those that carry no DLMS included; and which message each belongs to.

The first pass keeps what messages need; who wants to see every record reads the capture once more, in steps.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from analyzer import render
from analyzer.document import Document
from analyzer.index import NO_TIME
from analyzer.link import network
from analyzer.link.flows import endpoint_name

_KEPT_WHOLE = ("hex", "serial")  # inputs whose records are no slices of the store
_TCP, _UDP = 6, 17
_PROTOCOLS = {1: "ICMP", 2: "IGMP", _TCP: "TCP", _UDP: "UDP", 47: "GRE", 50: "ESP", 58: "ICMPv6", 132: "SCTP"}
_FLAGS = ((0x02, "SYN"), (0x10, "ACK"), (0x08, "PSH"), (0x01, "FIN"), (0x04, "RST"), (0x20, "URG"))
_ETHERTYPES = {0x0806: "ARP", 0x88CC: "LLDP", 0x8863: "PPPoE discovery", 0x88E5: "MACsec"}
_ETHERNET = 1


class Summary(NamedTuple):
    """What a record says of itself, for a line."""

    source: str
    destination: str
    protocol: str
    info: str


class Records:
    """Columns of what was read so far; records count from 1. ``row`` is the first message that a record carries."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.time = array("q")
        self.offset = array("Q")
        self.length = array("I")
        self.original = array("I")
        self.link_type = array("i")
        self.rows = array("I")
        self._data: list[bytes] = []
        self._whole = document.capture.kind in _KEPT_WHOLE

    @property
    def count(self) -> int:
        return len(self.rows)

    def read(self) -> Iterator[int]:
        """Read the capture in steps; yields how many records are there."""
        for batch in self.document.capture.again():
            if not batch and self.document.capture.growing:
                break
            for record in batch:
                self.time.append(NO_TIME if record.time is None else record.time)
                self.offset.append(record.offset)
                self.length.append(len(record.data))
                self.original.append(min(record.original_length, 0xFFFFFFFF))
                self.link_type.append(record.link_type)
                if self._whole:
                    self._data.append(record.data)
            yield len(self.time)
        yield from self._join()

    def _join(self) -> Iterator[int]:
        """Which record carries which message, from the pieces of the messages."""
        index, count = self.document.index, len(self.time)
        rows = array("I", bytes(4 * count))
        first = 0
        for row in range(1, self.document.count + 1):
            end = index.pieces_end[row - 1]
            for number in index.piece_record[first:end]:
                if 0 < number <= count and not rows[number - 1]:
                    rows[number - 1] = row
            first = end
            if not row % 4096:
                yield count
        self.rows = rows
        yield count

    def data(self, number: int) -> bytes:
        """The bytes of a record."""
        if self._whole:
            return self._data[number - 1]
        return self.document.store.read(self.offset[number - 1], self.length[number - 1])

    def row(self, number: int) -> int | None:
        """The message that a record carries, or the first of them."""
        return self.rows[number - 1] or None

    def of(self, row: int) -> int:
        """The record that completes a message."""
        return self.document.index.record[row - 1]

    def summary(self, number: int) -> Summary:
        """Where a record came from and went, and what it carries."""
        row = self.row(number)
        data = self.data(number)
        link = describe(self.link_type[number - 1], data)
        cut = self.original[number - 1] - len(data)
        lost = f"  ({cut} bytes not captured)" if cut > 0 else ""
        if row is None:
            return link._replace(info=link.info + lost)
        document = self.document
        objects = render.objects_text(document.objects(row))
        context = document.context(row)
        parts = (f"message {row}", document.service(row), objects)
        ends = document.flow(row).sides(context.direction)
        info = "  ".join(part for part in parts if part) + lost
        return Summary(link.source or ends[0], link.destination or ends[1], context.profile, info)


def describe(link_type: int, data: bytes) -> Summary:
    """What is seen of a packet from outside: addresses, ports, protocol, size of what it carries."""
    header = network.BY_LINK_TYPE.get(link_type)
    at = header(data) if header is not None else -1
    if at < 0:
        kind = int.from_bytes(data[12:14], "big") if link_type == _ETHERNET and len(data) >= 14 else -1
        if kind >= 0:
            return Summary(data[6:12].hex(":"), data[:6].hex(":"), _ETHERTYPES.get(kind, f"type {kind:04x}"), "")
        return Summary("", "", f"link {link_type}" if link_type >= 0 else "line", f"{len(data)} bytes")
    version = data[at] >> 4 if at < len(data) else 0
    if version == 4 and len(data) >= at + 20:
        protocol, ends, payload = (
            data[at + 9],
            (data[at + 12 : at + 16], data[at + 16 : at + 20]),
            at + 4 * (data[at] & 15),
        )
        end = min(len(data), at + (data[at + 2] << 8 | data[at + 3]))
    elif version == 6 and len(data) >= at + 40:
        protocol, ends, payload = data[at + 6], (data[at + 8 : at + 24], data[at + 24 : at + 40]), at + 40
        end = min(len(data), payload + (data[at + 4] << 8 | data[at + 5]))
    else:
        return Summary("", "", "damaged", f"{len(data)} bytes")
    name = _PROTOCOLS.get(protocol, f"IP protocol {protocol}")
    if protocol not in (_TCP, _UDP) or len(data) < payload + 8:
        return Summary(_host(ends[0]), _host(ends[1]), name, f"{max(0, end - payload)} bytes")
    ports = int.from_bytes(data[payload : payload + 2], "big"), int.from_bytes(data[payload + 2 : payload + 4], "big")
    sides = endpoint_name((ends[0], ports[0])), endpoint_name((ends[1], ports[1]))
    if protocol == _UDP or len(data) < payload + 20:
        return Summary(*sides, name, f"{max(0, end - payload - 8)} bytes")
    flags = ", ".join(text for bit, text in _FLAGS if data[payload + 13] & bit)
    size = max(0, end - payload - 4 * (data[payload + 12] >> 4))
    return Summary(*sides, name, f"[{flags}] {f'{size} bytes' if size else 'no payload'}")


def _host(address: bytes) -> str:
    return endpoint_name((address, 0)).rpartition(":")[0].strip("[]")
