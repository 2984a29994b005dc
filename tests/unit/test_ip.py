"""IP: headers with options and extensions, padding, truncation, and fragments however they come."""

from __future__ import annotations

import struct

import pytest

from analyzer.capture.record import Record
from analyzer.link.fragments import LARGEST_DATAGRAM, WAITING_DATAGRAMS, Fragments, covering
from analyzer.link.links import Links
from tests.packets import ethernet, ipv4, ipv6, lying_at, tcp, udp, whole
from tests.timing import least

REQUEST = bytes.fromhex("0001 0010 0001 000D C001C100030100010800FF0200")
UDP, TCP, HOP_BY_HOP, ROUTING, FRAGMENT, OPTIONS = 17, 6, 0, 43, 44, 60


def extension(following: int, units: int = 0) -> bytes:
    return bytes((following, units)) + bytes(6 + 8 * units)


@pytest.mark.parametrize(
    "datagram",
    [
        ipv4(UDP, udp(REQUEST)),
        ipv4(UDP, udp(REQUEST), options=bytes(4)),
        ipv4(UDP, udp(REQUEST), options=bytes(40)),
        ipv4(UDP, udp(REQUEST), fragment=0x4000),  # do not fragment
        ipv4(UDP, udp(REQUEST)) + bytes(9),  # padded by Ethernet
        ipv4(UDP, udp(REQUEST), total=0),  # segmentation was left to the network card
        ipv4(UDP, udp(REQUEST, length=0)),  # likewise
        ipv4(UDP, udp(REQUEST) + b"behind", total=None),  # the UDP length counts
        ipv6(UDP, udp(REQUEST)),
        ipv6(UDP, udp(REQUEST)) + bytes(5),
        ipv6(HOP_BY_HOP, extension(ROUTING) + extension(OPTIONS, 2) + extension(UDP) + udp(REQUEST)),
        ipv6(FRAGMENT, struct.pack(">BBHI", UDP, 0, 0, 1) + udp(REQUEST)),  # an atomic fragment, RFC 6946
    ],
)
def test_the_payload_of_a_datagram(datagram: bytes) -> None:
    (chunk,) = whole([ethernet(datagram)])
    assert (chunk.data, chunk.datagram, chunk.direction, chunk.gap) == (REQUEST, True, 0, 0)


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"\x45",
        ipv4(UDP, b"")[:19],
        ipv4(UDP, udp(b"")),
        ipv4(UDP, udp(b"")[:7]),
        ipv4(TCP, tcp(1)[:19]),
        ipv4(1, b"\x08\x00ping"),
        b"\x40" + ipv4(UDP, udp(REQUEST))[1:],  # a header of no bytes
        b"\x44" + ipv4(UDP, udp(REQUEST))[1:],
        b"\x75" + ipv4(UDP, udp(REQUEST))[1:],  # version 7
        ipv6(UDP, udp(REQUEST))[:30],
        ipv6(59, REQUEST),  # no next header
        ipv6(ROUTING, extension(UDP)[:4]),
    ],
)
def test_what_carries_no_payload(datagram: bytes) -> None:
    assert whole([ethernet(datagram, 0x86DD if datagram[:1] == b"\x60" else 0x0800)]) == []


def test_a_packet_cut_by_the_snap_length_gives_what_is_there() -> None:
    (chunk,) = whole([ethernet(ipv4(UDP, udp(REQUEST)))[:50]])
    assert chunk.data == REQUEST[:8]


def fragments(payload: bytes, size: int, ident: int = 7) -> list[bytes]:
    return [
        ethernet(
            ipv4(
                UDP,
                payload[at : at + size],
                ident=ident,
                fragment=(0x2000 if at + size < len(payload) else 0) | at // 8,
            )
        )
        for at in range(0, len(payload), size)
    ]


def test_fragments_of_several_datagrams_at_once() -> None:
    first, second = bytes(range(200)), bytes(range(50, 250))
    pairs = zip(fragments(udp(first), 64), fragments(udp(second), 64, 8), strict=True)
    assert [chunk.data for chunk in whole([part for pair in pairs for part in pair])] == [first, second]


def test_ipv6_fragments() -> None:
    payload = udp(bytes(range(200)))
    parts = [
        ethernet(ipv6(FRAGMENT, struct.pack(">BBHI", UDP, 0, at | (at + 64 < len(payload)), 9) + payload[at : at + 64]))
        for at in range(0, len(payload), 64)
    ]
    (chunk,) = whole(reversed(parts))
    assert chunk.data == bytes(range(200))
    assert chunk.pieces is not None and len(chunk.pieces) == len(parts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(0, b"AAAAAAAAaaaaaaaa", True), (8, b"BBBBBBBBbbbb", False)], b"AAAAAAAAaaaaaaaabbbb"),
        ([(8, b"BBBBBBBBbbbb", False), (0, b"AAAAAAAAaaaaaaaa", True)], b"AAAAAAAABBBBBBBBbbbb"),  # the first counts
        ([(0, b"AAAAAAAA", True), (0, b"XXXXXXXX", True), (8, b"BB", False)], b"AAAAAAAABB"),
        ([(8, b"BBBBBBBB", True), (0, b"XXXXXXXXXXXXXXXXXXXXXXXX", True), (24, b"C", False)], b"XXXXXXXXBBBBBBBBXXXXXXXXC"),
        ([(0, b"AAAAAAAA", False)], b"AAAAAAAA"),
        ([(0, b"", False)], None),
        ([(8, b"BB", False)], None),
        ([(0, b"AAAAAAAA", True), (16, b"CC", False)], None),
        ([(0, b"A" * 64, True), (8, b"BB", False)], None),  # ends before bytes that are there
        ([(65528, b"B" * 16, False)], None),
    ],
)  # fmt: skip
def test_fragments_put_together(parts: list[tuple[int, bytes, bool]], expected: bytes | None) -> None:
    waiting = Fragments()
    found = None
    for number, (start, data, more) in enumerate(parts, 1):
        assert found is None
        found = waiting.add(b"key", start, more, data, Record(number, 0, 1, 0, b"head" + data), 4)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        whole_payload, pieces = found
        assert whole_payload == expected
        packets = {number: b"head" + data for number, (_, data, _) in enumerate(parts, 1)}
        assert lying_at(pieces, packets) == expected


def test_fragments_a_long_time_apart_are_no_datagram() -> None:
    waiting = Fragments()
    late = Record(2, 100 * 10**9, 1, 0, b"")
    assert waiting.add(b"key", 0, True, b"AAAAAAAA", Record(1, 0, 1, 0, b""), 0) is None
    assert waiting.add(b"key", 8, False, b"BB", late, 0) is None
    found = waiting.add(b"key", 0, True, b"CCCCCCCC", late, 0)
    assert found is not None and found[0] == b"CCCCCCCCBB"


def test_datagrams_that_wait_are_bounded() -> None:
    waiting = Fragments()
    record = Record(1, 0, 1, 0, b"")
    for number in range(WAITING_DATAGRAMS + 1):
        waiting.add(number.to_bytes(4, "big"), 0, True, b"AAAAAAAA", record, 0)
    assert waiting.add((0).to_bytes(4, "big"), 8, False, b"BB", record, 0) is None  # the oldest was dropped
    assert waiting.add((9).to_bytes(4, "big"), 8, False, b"BB", record, 0) is not None


@pytest.mark.parametrize("order", [range(0, LARGEST_DATAGRAM, 8), range(LARGEST_DATAGRAM - 8, -8, -8), [0] * 9000])
def test_hostile_fragments_take_time_in_proportion(order: list[int]) -> None:
    record = Record(1, 0, 1, 0, b"")

    def take_them() -> None:
        waiting = Fragments()
        for start in order:
            waiting.add(b"key", start, True, b"AAAAAAAA", record, 0)

    assert least(take_them) < 0.5


def test_fragments_are_counted() -> None:
    links = Links()
    for number, data in enumerate(fragments(udp(bytes(100)), 40), 1):
        links.feed(Record(number, 0, 1, 0, data))
    assert (links.stats.records, links.stats.fragments, links.stats.udp) == (3, 3, 1)


def test_covering() -> None:
    one, two = Record(1, 0, 1, 0, b""), Record(2, 0, 1, 0, b"")
    pieces = ((one, 100, 10), (two, 50, 10))
    assert covering(pieces, 0, 20) == pieces
    assert covering(pieces, 8, 4) == ((one, 108, 2), (two, 50, 2))
    assert covering(pieces, 12, 3) == ((two, 52, 3),)
