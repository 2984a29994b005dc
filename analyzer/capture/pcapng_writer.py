"""The blocks of a pcapng file, as bytes: sections, interfaces, packets, secrets, statistics."""

from __future__ import annotations

import struct
import time as clock

from analyzer.capture.pcapng import ENHANCED, INTERFACE, MAGIC, SECRETS, SIMPLE

STATISTICS = 5
PACKET_DATA = 28  # where a packet's bytes begin in its block
_ORDER = 0x1A2B3C4D
_COMMENT, _NAME, _RESOLUTION, _FLAGS, _APPLICATION = 1, 2, 9, 2, 4
_RECEIVED, _DROPPED, _OS_DROPPED = 4, 5, 7
_FLOW = {0: 2, 1: 1}  # bits of epb_flags: outbound, inbound
_PACKET = struct.Struct("<8I")
_PADDING = (b"", b"\0\0\0", b"\0\0", b"\0")


def now(time: int | None) -> int:
    """A time in nanoseconds since the epoch; the present one for None."""
    return clock.time_ns() if time is None else time


def section(application: str = "dlmscope") -> bytes:
    """The block that begins a file, little-endian, of unknown length."""
    body = struct.pack("<IHHq", _ORDER, 1, 0, -1) + _options((_APPLICATION, application.encode()))
    return _block(int.from_bytes(MAGIC, "little"), body)


def interface(link_type: int, name: str = "", resolution: int = 6) -> bytes:
    """An interface; ``resolution`` is the digits of a second that its times have. They are numbered from 0 a section."""
    options = [(_NAME, name.encode())] if name else []
    return _block(
        INTERFACE, struct.pack("<HHI", link_type, 0, 0) + _options(*options, (_RESOLUTION, bytes((resolution,))))
    )


def packet(
    number: int, ticks: int, data: bytes, original_length: int = 0, direction: int | None = None, comment: str = ""
) -> bytes:
    """A packet of interface ``number``; ``ticks`` since the epoch in its resolution; ``direction`` as a Record has it."""
    captured = len(data)
    padding = _PADDING[captured & 3]
    options = b""
    if direction is not None or comment:
        wanted = [(_COMMENT, comment.encode("utf-8", "replace"))] if comment else []
        if direction is not None:
            wanted.append((_FLAGS, struct.pack("<I", _FLOW[direction])))
        options = _options(*wanted)
    length = 32 + captured + len(padding) + len(options)
    head = _PACKET.pack(
        ENHANCED, length, number, ticks >> 32, ticks & 0xFFFFFFFF, captured, original_length or captured, length
    )
    return b"".join((head[:28], data, padding, options, head[28:]))


def timeless(data: bytes, original_length: int = 0) -> bytes:
    """A packet of interface 0 of which no time is known."""
    return _block(SIMPLE, struct.pack("<I", original_length or len(data)) + data + _PADDING[len(data) & 3])


def secrets(kind: int, data: bytes) -> bytes:
    """Decryption secrets, as another capture held them."""
    return _block(SECRETS, struct.pack("<II", kind, len(data)) + data + _PADDING[len(data) & 3])


def statistics(number: int, ticks: int, received: int, dropped: int) -> bytes:
    """What an interface received, and what was dropped before it could be written."""
    counts = ((_RECEIVED, received), (_DROPPED, dropped), (_OS_DROPPED, dropped))
    body = struct.pack("<III", number, ticks >> 32, ticks & 0xFFFFFFFF)
    return _block(STATISTICS, body + _options(*((code, struct.pack("<Q", count)) for code, count in counts)))


def _block(kind: int, body: bytes) -> bytes:
    length = len(body) + 12
    return struct.pack("<II", kind, length) + body + struct.pack("<I", length)


def _options(*options: tuple[int, bytes]) -> bytes:
    parts = []
    for code, value in options:
        value = value[:0xFFFF]
        parts.append(struct.pack("<HH", code, len(value)) + value + _PADDING[len(value) & 3])
    return b"".join(parts) + b"\0\0\0\0"
