"""Packets made for bytes that a tap passed on: what the link floor makes of them again, and what Scapy says of their sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether

from analyzer.capture.live.packets import SEGMENT, Endpoint, TcpPackets, UdpPackets, checksum
from tests.packets import stream, whole

ENDS: list[tuple[Endpoint, Endpoint]] = [
    (("10.0.0.1", 40000), ("10.0.0.5", 5059)),
    (("fd00::1", 40000), ("fd00::5", 5059)),
    (("10.0.0.1", 40000), ("fd00::5", 5059)),  # of two families: mapped
    (("fe80::1%eth0", 40000), ("fe80::2", 5059)),
]
STEPS = st.lists(st.tuples(st.integers(0, 1), st.binary(min_size=1, max_size=300)), max_size=10)


def sums_are_right(packet: bytes) -> bool:
    """Whether Scapy, asked to fill in the sums and lengths, gives the same packet."""
    layers = Ether(packet)
    for layer, fields in ((IP, ("len", "chksum")), (IPv6, ("plen",)), (TCP, ("chksum",)), (UDP, ("len", "chksum"))):
        if layer in layers:
            for field in fields:
                delattr(layers[layer], field)
    return bytes(layers) == packet


@given(st.sampled_from(ENDS), STEPS)
def test_a_connection_reads_back_as_what_was_said(
    ends: tuple[Endpoint, Endpoint], said: list[tuple[int, bytes]]
) -> None:
    made = TcpPackets(*ends)
    packets = made.opening()
    for direction, data in said:
        packets += made.data(direction, data)
    packets += made.closing(0) + made.closing(1)
    chunks = whole(packets)
    for direction in (0, 1):
        assert stream(chunks, direction) == (b"".join(data for each, data in said if each == direction), [])
    assert all(sums_are_right(packet) for packet in packets)
    assert made.closing(0) == made.closing(1, broken=True) == []  # once is enough


@pytest.mark.parametrize("size", [SEGMENT - 1, SEGMENT, SEGMENT + 1, 200_000])
def test_much_at_once_becomes_several_packets(size: int) -> None:
    made = TcpPackets(*ENDS[0])
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    packets = made.opening() + made.data(1, data)
    assert len(packets) == 3 + -(-size // SEGMENT)
    assert stream(whole(packets), 1) == (data, [])


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("data", [b"x", bytes(1500), bytes(range(256)) * 250])
def test_datagrams(ends: tuple[Endpoint, Endpoint], data: bytes) -> None:
    made = UdpPackets(*ends)
    packets = [made.data(0, data), made.data(1, data[::-1])]
    assert all(sums_are_right(packet) for packet in packets)
    assert [(chunk.direction, chunk.data) for chunk in whole(packets)] == [(0, data), (1, data[::-1])]


def test_a_refused_connection_has_no_data() -> None:
    packets = TcpPackets(*ENDS[0]).refused()
    assert [str(Ether(packet)[TCP].flags) for packet in packets] == ["S", "RA"]
    assert whole(packets) == []


@given(st.binary(max_size=99))
def test_the_checksum_is_the_ones_complement_sum(data: bytes) -> None:
    padded = data + b"\0" * (len(data) % 2)
    total = sum(padded[at] << 8 | padded[at + 1] for at in range(0, len(padded), 2))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    assert checksum(data) == ~total & 0xFFFF
