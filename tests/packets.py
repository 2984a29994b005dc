"""Packets put together from their parts, and what the link floor makes of them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from analyzer.capture.record import Record
from analyzer.link.flows import Chunk
from analyzer.link.links import Links

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
A, B = (b"\x0a\x00\x00\x01", 40000), (b"\x0a\x00\x00\x05", 4059)
A6, B6 = (b"\xfd" + bytes(14) + b"\x01", 40000), (b"\xfd" + bytes(14) + b"\x05", 4059)
End = tuple[bytes, int]


def ipv4(
    protocol: int,
    payload: bytes,
    source: bytes = A[0],
    destination: bytes = B[0],
    *,
    ident: int = 0,
    fragment: int = 0,
    options: bytes = b"",
    total: int | None = None,
) -> bytes:
    """An IPv4 datagram; ``fragment`` is flags and offset as they stand, ``total`` the total length where it is to lie."""
    size = 20 + len(options)
    total = size + len(payload) if total is None else total
    head = struct.pack(
        ">BBHHHBBH4s4s", 0x40 | size // 4, 0, total, ident, fragment, 64, protocol, 0, source, destination
    )
    return head + options + payload


def ipv6(next_header: int, payload: bytes, source: bytes = A6[0], destination: bytes = B6[0]) -> bytes:
    return struct.pack(">IHBB16s16s", 0x60000000, len(payload), next_header, 64, source, destination) + payload


def ethernet(datagram: bytes, ethertype: int | None = None) -> bytes:
    kind = ethertype if ethertype is not None else 0x86DD if datagram[0] >> 4 == 6 else 0x0800
    return b"\x02" * 6 + b"\x04" * 6 + struct.pack(">H", kind) + datagram


def udp(payload: bytes, source: int = A[1], destination: int = B[1], length: int | None = None) -> bytes:
    return struct.pack(">HHHH", source, destination, 8 + len(payload) if length is None else length, 0) + payload


def tcp(
    sequence: int,
    payload: bytes = b"",
    flags: int = ACK,
    acknowledged: int = 1,
    source: int = A[1],
    destination: int = B[1],
    options: bytes = b"",
) -> bytes:
    offset = (20 + len(options)) // 4 << 4
    head = struct.pack(
        ">HHIIBBHHH", source, destination, sequence & 0xFFFFFFFF, acknowledged & 0xFFFFFFFF, offset, flags, 8192, 0, 0
    )
    return head + options + payload


def segment(
    sequence: int,
    payload: bytes = b"",
    flags: int = ACK,
    acknowledged: int = 1,
    *,
    back: bool = False,
    ends: tuple[End, End] = (A, B),
) -> bytes:
    """A TCP segment in IPv4 in Ethernet, from the first of ``ends`` to the second, or ``back``."""
    source, destination = reversed(ends) if back else ends
    inner = tcp(sequence, payload, flags, acknowledged, source[1], destination[1])
    return ethernet(ipv4(6, inner, source[0], destination[0]))


def feed(links: Links, packets: Iterable[bytes], link_type: int = 1, first: int = 1) -> list[Chunk]:
    """The chunks that packets set free, each checked against the bytes it says it came from."""
    chunks: list[Chunk] = []
    taken = _TAKEN.setdefault(links, {})
    for number, data in enumerate(packets, first):
        taken[number] = data
        found = links.feed(Record(number, number * 10**9, link_type, number * 100_000, data))
        check(found, taken)
        chunks += found
    return chunks


_TAKEN: WeakKeyDictionary[Links, dict[int, bytes]] = WeakKeyDictionary()


def whole(packets: Iterable[bytes], link_type: int = 1) -> list[Chunk]:
    """All chunks of a capture, those at its end included."""
    links = Links()
    chunks = feed(links, packets, link_type)
    rest = links.flush()
    check(rest, _TAKEN[links])
    return chunks + rest


def check(chunks: Iterable[Chunk], packets: Mapping[int, bytes]) -> None:
    """The bytes of chunks are those at the places they tell, in ``packets`` by number."""
    for chunk in chunks:
        pieces = chunk.pieces or ((chunk.record, chunk.offset, len(chunk.data)),)
        assert lying_at(pieces, packets) == chunk.data
        assert chunk.data and chunk.gap >= 0


def lying_at(pieces: Iterable[tuple[Record, int, int]], packets: Mapping[int, bytes]) -> bytes:
    return b"".join(packets[record.no][at : at + size] for record, at, size in pieces)


def stream(chunks: Iterable[Chunk], direction: int = 0) -> tuple[bytes, list[int]]:
    """The bytes of one direction, and the gaps in them."""
    found = [chunk for chunk in chunks if chunk.direction == direction]
    return b"".join(chunk.data for chunk in found), [chunk.gap for chunk in found if chunk.gap]
