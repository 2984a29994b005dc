"""Records to payload: every link type, fragments, and TCP however its segments come."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scapy.layers.inet import IP, TCP, UDP, fragment
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import CookedLinux, CookedLinuxV2, Dot1Q, Ether, Loopback
from scapy.layers.ppp import PPP
from scapy.packet import Raw

from analyzer.capture.record import LINK_HEX, Record
from analyzer.link.links import Links
from tests.packets import check

REQUEST = bytes.fromhex("000100100001000DC001C100030100010800FF0200")
V4 = IP(src="10.0.0.1", dst="10.0.0.5") / UDP(sport=4059, dport=5000) / Raw(REQUEST)
V6 = IPv6(src="fd00::1", dst="fd00::5") / UDP(sport=4059, dport=5000) / Raw(REQUEST)


def payloads(*packets: bytes, link_type: int = 1) -> list[tuple[int, bytes, int]]:
    """(direction, payload, gap) of every chunk that packets give, those at the end of the capture included."""
    links = Links()
    chunks = [
        chunk for number, data in enumerate(packets, 1) for chunk in links.feed(Record(number, 0, link_type, 0, data))
    ]
    chunks += links.flush()
    check(chunks, dict(enumerate(packets, 1)))
    return [(chunk.direction, chunk.data, chunk.gap) for chunk in chunks]


@pytest.mark.parametrize(
    ("link_type", "packet"),
    [
        (1, Ether() / V4),
        (1, Ether() / V6),
        (1, Ether() / Dot1Q(vlan=5) / V4),
        (1, Ether() / Dot1Q(vlan=5) / Dot1Q(vlan=6) / V6),
        (1, Ether() / V4 / Raw(b"")),
        (113, CookedLinux() / V4),
        (276, CookedLinuxV2(proto=0x0800) / V4),
        (101, V4),
        (228, V4),
        (229, V6),
        (0, Loopback(type=2) / V4),
        (9, PPP(proto=0x21) / V4),
    ],
    ids=lambda value: value.summary()[:40] if hasattr(value, "summary") else str(value),
)
def test_udp_payload_over_every_link_type(link_type: int, packet: Any) -> None:
    assert payloads(bytes(packet), link_type=link_type) == [(0, REQUEST, 0)]


def test_padding_of_short_ethernet_frames_is_no_payload() -> None:
    packet = bytes(Ether() / IP() / UDP(sport=1, dport=2) / Raw(b"ab")) + bytes(20)
    assert payloads(packet) == [(0, b"ab", 0)]


def test_fragments_are_put_together_in_any_order() -> None:
    data = bytes(range(256)) * 10
    parts = [bytes(Ether() / part) for part in fragment(IP(id=7) / UDP(sport=1, dport=2) / Raw(data), 500)]
    assert len(parts) > 4
    assert payloads(*parts) == [(0, data, 0)]
    assert payloads(*reversed(parts)) == [(0, data, 0)]
    assert payloads(*parts[1:]) == []


def test_serial_link_types_hand_their_bytes_on() -> None:
    for link_type in (LINK_HEX, 147, 162):
        assert payloads(b"\x7e\xa0", link_type=link_type) == [(0, b"\x7e\xa0", 0)]


def test_unknown_link_types_are_counted() -> None:
    links = Links()
    (chunk,) = links.feed(Record(1, 0, 9999, 0, b"abc"))
    assert (chunk.flow.transport, chunk.flow.names(), chunk.data) == ("dlt", "dlt-9999", b"abc")
    assert links.stats.unknown_links == {9999: 1}


def segment(sequence: int, data: bytes = b"", flags: str = "A", back: bool = False, ack: int = 1) -> bytes:
    ends = ("10.0.0.5", "10.0.0.1") if back else ("10.0.0.1", "10.0.0.5")
    ports = (4059, 40000) if back else (40000, 4059)
    packet = (
        Ether() / IP(src=ends[0], dst=ends[1]) / TCP(sport=ports[0], dport=ports[1], seq=sequence, ack=ack, flags=flags)
    )
    return bytes(packet / Raw(data))


def stream(*segments: bytes) -> tuple[bytes, list[int]]:
    """What one direction carried, and the gaps in it."""
    found = [each for each in payloads(*segments) if each[0] == 0]
    return b"".join(data for _, data, _ in found), [gap for _, _, gap in found if gap]


A, B, C, D = b"aaaa", b"bbbb", b"cccc", b"dddd"


@pytest.mark.parametrize(
    ("segments", "expected", "gaps"),
    [
        ([segment(99, flags="S"), segment(100, A), segment(104, B)], A + B, []),
        ([segment(100, A), segment(104, B)], A + B, []),  # begins mid-stream
        ([segment(100, A), segment(100, A), segment(104, B), segment(100, A)], A + B, []),  # retransmitted
        ([segment(100, A), segment(108, C), segment(104, B), segment(112, D)], A + B + C + D, []),  # reordered
        ([segment(100, A), segment(102, A[2:] + B), segment(104, B + C)], A + B + C, []),  # overlapping
        ([segment(100, A), segment(108, C)], A + C, [4]),  # lost for good: known at the end
        (
            [segment(100, A), segment(108, C), segment(1, back=True, ack=112), segment(112, D)],
            A + C + D,
            [4],
        ),  # acknowledged
        ([segment(100, A), segment(103, b"\0"), segment(104, B)], A + B, []),  # keep-alive
        ([segment(0xFFFFFFFE, A), segment(2, B)], A + B, []),  # wraps around
        ([segment(100, A), segment(108, C), segment(116, D), segment(104, B), segment(112, D)], A + B + C + D + D, []),
    ],
)
def test_tcp_stream(segments: list[bytes], expected: bytes, gaps: list[int]) -> None:
    assert stream(*segments) == (expected, gaps)


def test_a_hole_is_given_up_when_too_much_waits() -> None:
    waiting = [segment(200 + 4 * number, A) for number in range(70)]
    data, gaps = stream(segment(100, A), *waiting)
    assert data == A + A * 70 and gaps == [96]


def test_a_reused_port_is_another_flow() -> None:
    links = Links()
    packets = [
        segment(99, flags="S"),
        segment(100, A),
        segment(104, flags="FA"),
        segment(5000, flags="S"),
        segment(5001, B),
    ]
    chunks = [chunk for number, data in enumerate(packets, 1) for chunk in links.feed(Record(number, 0, 1, 0, data))]
    assert [chunk.data for chunk in chunks] == [A, B]
    assert chunks[0].flow is not chunks[1].flow


def test_names_of_flows() -> None:
    links = Links()
    flow4 = links.feed(Record(1, 0, 1, 0, bytes(Ether() / V4)))[0].flow
    flow6 = links.feed(Record(2, 0, 1, 0, bytes(Ether() / V6)))[0].flow
    assert flow4.names() == "10.0.0.1:4059 > 10.0.0.5:5000"
    assert flow4.names(1) == "10.0.0.5:5000 > 10.0.0.1:4059"
    assert flow6.names() == "[fd00::1]:4059 > [fd00::5]:5000"
    assert flow4.port_hint


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_segments_in_any_order_and_twice_give_the_stream(data: st.DataObject) -> None:
    whole = bytes(range(200))
    cuts = sorted({0, 200, *data.draw(st.lists(st.integers(1, 199), max_size=15))})
    parts = [(start, whole[start:end]) for start, end in itertools.pairwise(cuts)]
    shuffled = data.draw(st.permutations(parts + data.draw(st.lists(st.sampled_from(parts), max_size=5))))
    packets = [segment(999, flags="S"), *(segment(1000 + start, part) for start, part in shuffled)]
    assert stream(*packets) == (whole, [])
