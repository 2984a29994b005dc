"""TCP reassembly: what one direction carried, however its segments come, and that nothing captured is lost."""

from __future__ import annotations

import itertools
import tracemalloc

import pytest

from analyzer.capture.record import Record
from analyzer.link.links import Links
from tests.packets import ACK, FIN, PSH, RST, SYN, A, B, ethernet, feed, ipv4, segment, stream, tcp, whole

A4, B4, C4, D4 = b"aaaa", b"bbbb", b"cccc", b"dddd"
ACKS = {"back": True, "sequence": 1}


@pytest.mark.parametrize(
    ("segments", "expected", "gaps"),
    [
        pytest.param(
            [segment(100, A4), segment(99, b"", SYN), segment(104, B4), segment(1, back=True, acknowledged=108)],
            A4 + B4, [], id="a SYN that comes after the first data",
        ),
        pytest.param(
            [segment(99, b"", SYN), segment(100, A4), segment(99, b"", SYN), segment(100, A4), segment(104, B4)],
            A4 + B4, [], id="a SYN sent again",
        ),
        pytest.param([segment(99, A4, SYN), segment(104, B4)], A4 + B4, [], id="data in the SYN"),
        pytest.param(
            [segment(100, A4), segment(108, B4), segment(116, C4), segment(1, back=True, acknowledged=120)],
            A4 + B4 + C4, [4, 4], id="one acknowledgement past two holes",
        ),
        pytest.param(
            [segment(100, A4), segment(112, D4), segment(1, back=True, acknowledged=108), segment(108, C4)],
            A4 + C4 + D4, [4], id="acknowledged up to data that is still on its way",
        ),
        pytest.param(
            [segment(100, A4), segment(900_000_000, D4), segment(104, B4), segment(108, C4)],
            A4 + B4 + C4 + D4, [900_000_000 - 112], id="one segment far off its stream",
        ),
        pytest.param(
            [segment(3_000_000_000, A4), segment(100, B4), segment(104, C4)],
            A4 + B4 + C4, [100 - 3_000_000_004 & 0xFFFFFFFF], id="numbers begin again lower, the SYN not captured",
        ),
        pytest.param(
            [segment(100, b"\0"), segment(101, A4), segment(105, B4)], A4 + B4, [], id="begins with a keep-alive",
        ),
        pytest.param(
            [segment(100, b"\0", PSH | ACK), segment(101, A4)], b"\0" + A4, [], id="begins with a byte that is data",
        ),
        pytest.param(
            [segment(0xFFFFFFFE, A4), segment(6, C4), segment(2, B4)], A4 + B4 + C4, [], id="reordered at the wrap",
        ),
        pytest.param(
            [segment(0xFFFFFFF8, A4), segment(2, C4), segment(1, back=True, acknowledged=6)],
            A4 + C4, [6], id="a hole at the wrap",
        ),
        pytest.param(
            [segment(100, A4), segment(106, B4), segment(104, b"xxyy"), segment(110, C4)],
            A4 + b"xx" + b"bbbb" + C4, [], id="a late segment overlaps what waits: the first that came counts",
        ),
        pytest.param(
            [segment(100, A4), segment(108, C4), segment(104, B4 + b"XXXX")], A4 + B4 + C4, [], id="covers what waits",
        ),
        pytest.param(
            [segment(100, A4), segment(104, b"", FIN | ACK), segment(104, b"", FIN | ACK)], A4, [], id="closed",
        ),
    ],
)  # fmt: skip
def test_what_one_direction_carried(segments: list[bytes], expected: bytes, gaps: list[int]) -> None:
    assert stream(whole(segments)) == (expected, gaps)


def test_a_hole_stays_open_until_it_is_acknowledged() -> None:
    links = Links()
    assert [chunk.data for chunk in feed(links, [segment(100, A4), segment(108, C4)])] == [A4]
    assert not feed(links, [segment(1, back=True, acknowledged=104)], first=3)
    (chunk,) = feed(links, [segment(1, back=True, acknowledged=112)], first=4)
    assert (chunk.data, chunk.gap, chunk.record.no) == (C4, 4, 2)


@pytest.mark.parametrize(("size", "count"), [(4, 64), (16_000, 16)])
def test_a_hole_is_given_up_when_so_much_waits(size: int, count: int) -> None:
    links = Links()
    feed(links, [segment(100, A4)])
    for number in range(count):
        assert not feed(links, [segment(200 + number * size, bytes(size))], first=2 + number)
    found = feed(links, [segment(200 + count * size, bytes(size))], first=99)
    assert [chunk.gap for chunk in found] == [96] + [0] * count


@pytest.mark.parametrize("end", [[segment(104, b"", FIN | ACK)], [segment(104, b"", RST)],
                                 [segment(1, b"", RST, back=True)], []])  # fmt: skip
def test_a_new_syn_is_a_new_flow(end: list[bytes]) -> None:
    packets = [segment(99, b"", SYN), segment(100, A4), *end, segment(500_000_000, b"", SYN), segment(500_000_001, B4)]
    first, second = whole(packets)
    assert (first.data, second.data, second.gap) == (A4, B4, 0)
    assert first.flow is not second.flow
    assert first.flow.id != second.flow.id


def test_what_waits_is_given_out_when_the_ports_are_used_again() -> None:
    packets = [
        segment(100, A4),
        segment(108, C4),
        segment(112, b"", FIN | ACK),
        segment(5000, b"", SYN),
        segment(5001, D4),
    ]
    assert [(chunk.data, chunk.gap) for chunk in whole(packets)] == [(A4, 0), (C4, 4), (D4, 0)]


@pytest.mark.parametrize(
    ("packets", "speaker"),
    [
        ([segment(99, b"", SYN), segment(100, A4)], A),
        ([segment(500, A4, back=True)], A),  # whose port was chosen by its system
        ([segment(500, A4, back=True, ends=((A[0], 4059), B))], B),  # ports tell nothing
        ([segment(99, b"", SYN), segment(500, A4, back=True)], A),  # the server speaks first
        ([segment(499, b"", SYN | ACK, 100, back=True), segment(500, A4, back=True)], A),
        ([segment(499, b"", SYN | ACK, 100, back=True), segment(100, A4)], A),
    ],
)
def test_a_is_who_opened_the_connection_as_far_as_syn_or_ports_tell_else_who_spoke_first(
    packets: list[bytes], speaker: tuple[bytes, int]
) -> None:
    (chunk,) = whole(packets)
    assert chunk.flow.a == speaker


def test_a_segment_put_together_from_fragments_keeps_its_place_while_it_waits() -> None:
    datagram = tcp(108, bytes(range(200)))
    fragments = [
        ethernet(ipv4(6, datagram[:104], ident=7, fragment=0x2000)),
        ethernet(ipv4(6, datagram[104:], ident=7, fragment=13)),
    ]
    chunks = whole([segment(100, A4), *fragments, segment(104, B4)])
    assert stream(chunks) == (A4 + B4 + bytes(range(200)), [])
    pieces = chunks[2].pieces
    assert pieces is not None
    assert [(record.no, size) for record, _, size in pieces] == [(2, 84), (3, 116)]


@pytest.mark.parametrize("offset", [0, 1, 4])
def test_a_header_shorter_than_a_header_is_no_segment(offset: int) -> None:
    broken = bytearray(tcp(100, A4))
    broken[12] = offset << 4
    assert whole([ethernet(ipv4(6, bytes(broken)))]) == []


def test_options_are_no_payload() -> None:
    assert stream(whole([ethernet(ipv4(6, tcp(100, A4, options=bytes(12))))])) == (A4, [])


def test_a_flood_of_connections_without_data_costs_little_memory() -> None:
    links = Links()
    syns = [segment(1, b"", SYN, ends=((number.to_bytes(4, "big"), 1), B)) for number in range(30_000)]
    tracemalloc.start()
    for number, data in enumerate(syns):
        links.feed(Record(number, 0, 1, 0, data))
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 3_000_000
    assert not links._streams


def test_many_flows_with_holes_do_not_all_wait() -> None:
    links = Links()
    lines: list[bytes] = []
    for number in range(600):
        ends = ((number.to_bytes(4, "big"), 1), B)
        lines += [segment(100, A4, ends=ends), segment(108, C4, ends=ends)]
    given = feed(links, lines)
    waited = sum(chunk.data == C4 for chunk in given)
    assert 300 <= waited < 600
    assert sum(chunk.data == C4 for chunk in links.flush()) == 600 - waited


def test_reversed_window_of_segments() -> None:
    data = bytes(range(240))
    parts = [segment(100 + at, data[at : at + 4]) for at in range(0, 240, 4)]
    for window in (2, 7, 60):
        packets = itertools.chain.from_iterable(
            reversed(parts[at : at + window]) for at in range(0, len(parts), window)
        )
        assert stream(whole([segment(99, b"", SYN), *packets])) == (data, [])
