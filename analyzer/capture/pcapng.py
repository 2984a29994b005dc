"""The pcapng format: sections, interfaces, packets, comments and decryption secrets; unknown blocks are skipped."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from analyzer.capture.record import Record
from analyzer.capture.stream import Input

MAGIC = b"\x0a\x0d\x0d\x0a"
BYTE_ORDERS = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}
SECTION, INTERFACE, PACKET, SIMPLE, ENHANCED, SECRETS = 0x0A0D0D0A, 1, 2, 3, 6, 10
PACKETS = (PACKET, SIMPLE, ENHANCED)
_OPT_COMMENT, _EPB_FLAGS, _IF_NAME, _IF_TSRESOL, _IF_TSOFFSET = 1, 2, 2, 9, 14
_OUTBOUND, _INBOUND = 2, 1  # direction bits of epb_flags
LARGEST_BLOCK = 1 << 26
MOST_COMMENTS = 1 << 16
MOST_NAMES, LONGEST_NAME = 1024, 64
MOST_SECRETS = 16 << 20  # bytes of decryption secrets that are kept


class _Interface(NamedTuple):
    link_type: int
    snap_length: int
    numerator: int  # nanoseconds = ticks * numerator // denominator + offset
    denominator: int
    offset: int


class PcapngReader:
    """Records of a pcapng file; ``secrets`` are its decryption secrets blocks (type, bytes), ``comments`` those of
    packets, by the number of the record, ``names`` those of interfaces, by (number, link type)."""

    kind = "pcapng"

    def __init__(self, data: Input) -> None:
        self.notes: list[str] = []
        self.secrets: list[tuple[int, bytes]] = []
        self.comments: dict[int, str] = {}
        self.names: dict[tuple[int, int], str] = {}
        self.position = 0
        self.resolution = 6
        self._data = data
        self._order = "<"
        self._interfaces: list[_Interface] = []
        self._no = 0
        self._secret_size = 0

    def batches(self, size: int) -> Iterator[list[Record]]:
        """Lists of records, about ``size`` bytes of file each."""
        while True:
            ended = self._data.ended  # asked first: what came before it is read now
            block = self._data.read(self.position, size)
            records: list[Record] = []
            at = 0
            wanted = 12
            while at + 12 <= len(block):
                kind = block[at : at + 4]
                if kind == MAGIC:
                    order = BYTE_ORDERS.get(block[at + 8 : at + 12])
                    if order is None:
                        self.notes.append(f"damaged at byte {self.position + at}: a section of unknown byte order")
                        if records:
                            yield records
                        return
                    self._order = order
                    self._interfaces = []
                code, length = struct.unpack_from(self._order + "II", block, at)
                if length < 12 or length % 4 or length > LARGEST_BLOCK:
                    self.notes.append(f"damaged at byte {self.position + at}: a block of {length} bytes")
                    if records:
                        yield records
                    return
                if at + length > len(block):
                    wanted = length
                    break
                self._block(code, block[at + 8 : at + length - 4], self.position + at + 8, records)
                at += length
            self.position += at
            if records:
                yield records
            elif not at and not self._data.reaches(self.position + wanted):
                if not ended:
                    if not self._data.ended:
                        yield records
                    continue
                left = len(self._data.read(self.position, wanted))
                if left:
                    self.notes.append(f"cut short at byte {self.position}: a block wants {wanted} bytes, {left} left")
                return
            size = max(size, wanted)

    def _block(self, code: int, body: bytes, offset: int, records: list[Record]) -> None:
        order = self._order
        if code == ENHANCED and len(body) >= 20:
            number, high, low, captured, original = struct.unpack_from(order + "5I", body)
            self._packet(number, high << 32 | low, body, 20, captured, original, offset, records)
        elif code == PACKET and len(body) >= 20:
            number, _, high, low, captured, original = struct.unpack_from(order + "HH4I", body)
            self._packet(number, high << 32 | low, body, 20, captured, original, offset, records)
        elif code == SIMPLE and len(body) >= 4 and self._interfaces:
            original = struct.unpack_from(order + "I", body)[0]
            interface = self._interfaces[0]
            limit = interface.snap_length or original
            self._no += 1
            data = body[4 : 4 + min(original, limit)]
            records.append(Record(self._no, None, interface.link_type, offset + 4, data, original))
        elif code == INTERFACE and len(body) >= 8:
            self._interfaces.append(self._interface(body))
        elif code == SECRETS and len(body) >= 8:
            kind, length = struct.unpack_from(order + "II", body)
            if self._secret_size + length <= MOST_SECRETS:
                self._secret_size += length
                self.secrets.append((kind, body[8 : 8 + length]))

    def _packet(
        self,
        number: int,
        ticks: int,
        body: bytes,
        start: int,
        captured: int,
        original: int,
        offset: int,
        records: list[Record],
    ) -> None:
        self._no += 1
        if number >= len(self._interfaces):
            self.notes.append(f"record {self._no}: no interface {number}")
            return
        interface = self._interfaces[number]
        time = ticks * interface.numerator // interface.denominator + interface.offset
        data = body[start : start + captured]
        record = Record(self._no, time, interface.link_type, offset + start, data, original, number)
        behind = start + (captured + 3 & ~3)
        if behind < len(body):
            for option, value in _options(body, behind, self._order):
                if option == _OPT_COMMENT:
                    comment = value.decode("utf-8", "replace")
                    record.comment = f"{record.comment}\n{comment}" if record.comment else comment
                    if len(self.comments) < MOST_COMMENTS:
                        self.comments[self._no] = record.comment
                elif option == _EPB_FLAGS and len(value) == 4:
                    flow = struct.unpack(self._order + "I", value)[0] & 3
                    record.direction = {_OUTBOUND: 0, _INBOUND: 1}.get(flow)
        records.append(record)

    def _interface(self, body: bytes) -> _Interface:
        link_type, _, snap_length = struct.unpack_from(self._order + "HHI", body)
        numerator, denominator, offset = 1000, 1, 0
        for option, value in _options(body, 8, self._order):
            if option == _IF_TSRESOL and len(value) >= 1:
                exponent = value[0] & 0x7F
                denominator = 1 << exponent if value[0] & 0x80 else 10 ** min(exponent, 30)
                numerator = 1_000_000_000
                self.resolution = max(self.resolution, 9 if value[0] & 0x80 else min(exponent, 9))
            elif option == _IF_TSOFFSET and len(value) == 8:
                offset = int(struct.unpack(self._order + "q", value)[0]) * 1_000_000_000
            elif option == _IF_NAME and len(self.names) < MOST_NAMES:
                name = value.decode("utf-8", "replace")[:LONGEST_NAME]
                self.names[len(self._interfaces), link_type] = "".join(
                    char if char.isprintable() else "\ufffd" for char in name
                )
        return _Interface(link_type, snap_length, numerator, denominator, offset)


def _options(body: bytes, at: int, order: str) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(body):
        code, length = struct.unpack_from(order + "HH", body, at)
        if code == 0:
            return
        yield code, body[at + 4 : at + 4 + length]
        at += 4 + (length + 3 & ~3)
