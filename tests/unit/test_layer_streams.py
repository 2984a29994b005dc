"""TCP streams and ports on the Scapy face: whole PDUs however segments fall, noise told apart, bounded work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scapy.config import conf
from scapy.layers.inet import IP, TCP, UDP
from scapy.packet import Packet, Padding, Raw
from scapy.sendrecv import sniff
from scapy.sessions import TCPSession
from scapy.utils import rdpcap, wrpcap

from dissectors.layers import DLMS, DLMS_HDLC, DLMSWrapper, ports_seen, register
from dissectors.layers.apdus import CLASSES
from dissectors.layers.frame import FramePacket
from dissectors.layers.streams import HDLC, NOISE, WRAPPER, first_unit
from tests.conftest import SHARED

GET = bytes.fromhex("C001C1 0003 0100010800FF 02 00")
PDU = bytes.fromhex("0001 0010 0001 000D") + GET
SNRM = bytes.fromhex("7E A007 03 21 93 0F01 7E")
SHARED_FLAG = SNRM + SNRM[1:]


@pytest.fixture(autouse=True)
def _strict() -> Iterator[None]:
    before, conf.debug_dissector = conf.debug_dissector, True
    yield
    conf.debug_dissector = before


UNITS: list[tuple[bytes, str, int]] = [
    (SNRM, HDLC, 9),
    (SNRM + SNRM, HDLC, 9),
    (SHARED_FLAG, HDLC, 9),
    (SHARED_FLAG[9:], HDLC, 8),
    (b"\x7e" + SNRM, NOISE, 1),
    (SNRM[:1], HDLC, 0),
    (SNRM[:5], HDLC, 0),
    (SNRM[1:5], HDLC, 0),
    (SNRM[:-1], HDLC, 0),
    (SNRM[:-3] + b"\xff\xff\x7e" + SNRM, HDLC, 9),  # wrong FCS: still a frame
    (b"\x7e\x01\x02" + SNRM, NOISE, 3),
    (PDU, WRAPPER, 21),
    (PDU + PDU, WRAPPER, 21),
    (PDU[:1], WRAPPER, 0),
    (PDU[:7], WRAPPER, 0),
    (PDU[:-1], WRAPPER, 0),
    (bytes.fromhex("0001 0010 0001 0000"), WRAPPER, 8),
    (bytes.fromhex("0001 0010 0001 0002 FF"), NOISE, 4),  # no APDU begins with FF: on to the next 0001
    (b"/?!\r\n" + SNRM, NOISE, 5),
    (b"abc" + PDU, NOISE, 3),
    (b"abc\0", NOISE, 3),  # half a version may follow
    (b"a", NOISE, 1),
]


@pytest.mark.parametrize(("data", "kind", "end"), UNITS)
def test_first_unit(data: bytes, kind: str, end: int) -> None:
    assert first_unit(data) == (kind, end)


@pytest.mark.parametrize(("data", "kind", "end"), UNITS)
def test_what_is_whole_stays_what_it_is_when_more_comes(data: bytes, kind: str, end: int) -> None:
    if end and kind != NOISE:
        assert first_unit(data + PDU) == (kind, end)


def reassembled(chunks: list[bytes]) -> tuple[list[Packet], bytes]:
    """What a stream gives when its segments come as ``chunks``, and the bytes that still wait."""
    packets: list[Packet] = []
    waiting = b""
    for chunk in chunks:
        waiting += chunk
        metadata: dict[str, Any] = {"original": None}
        while waiting:
            packet = DLMS.tcp_reassemble(waiting, metadata, {})
            if packet is None:
                break
            metadata = {"chained": metadata.get("chained", 0)}
            padding = packet.getlayer(Padding)
            rest = padding.load if padding is not None else b""
            assert len(rest) < len(waiting), "something is taken"
            assert bytes(packet) == waiting
            if padding is not None:
                padding.underlayer.remove_payload()
            assert bytes(packet) + rest == waiting
            packets.append(packet)
            waiting = rest
    return packets, waiting


STREAMS = [PDU * 3, SNRM * 3, SHARED_FLAG, b"\0" + SNRM + b"noise" + SNRM, PDU + b"noise" + PDU, b"/?!\r\n" + SNRM * 2]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STREAMS), st.lists(st.integers(0, 80), max_size=6))
def test_the_same_frames_however_segments_fall(stream: bytes, cuts: list[int]) -> None:
    def frames(packets: list[Packet]) -> list[tuple[type[Packet], bytes]]:
        return [(type(each), bytes(each).strip(b"\x7e")) for each in packets if isinstance(each, FramePacket)]

    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    packets, waiting = reassembled([stream[low:high] for low, high in pairwise(edges)])
    assert b"".join(bytes(each) for each in packets) + waiting == stream
    assert frames(packets) == frames(reassembled([stream])[0])
    assert len(frames(packets)) == stream.count(PDU) + stream.count(SNRM.strip(b"\x7e"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=30), st.sampled_from([PDU, SNRM, SNRM[1:], PDU[:9], b"\x7e"])), max_size=8)
)
def test_any_bytes_come_out_again_and_nothing_raises(parts: list[bytes]) -> None:
    packets, waiting = reassembled(parts)
    assert b"".join(bytes(each) for each in packets) + waiting == b"".join(parts)
    assert len(waiting) < 2 * 2049 or waiting[:2] == b"\0\1"


def test_at_the_end_of_a_stream_nothing_is_held_back() -> None:
    packet = DLMS.tcp_reassemble(PDU[:-3], {"tcp_end": True}, {})
    assert isinstance(packet, DLMSWrapper) and bytes(packet) == PDU[:-3]
    assert DLMS.tcp_reassemble(b"", {"tcp_end": True}, {}) is None


@pytest.mark.parametrize("unit", [SNRM, PDU, b"\x7e", b"\x7e\x00", b"\0\1", b"\xa0\x07", b"ab"])
def test_a_segment_of_64_kilobytes_of_small_units_is_bounded_work(unit: bytes) -> None:
    segment = (unit * 65_000)[:65_000]
    packets, waiting = reassembled_once(segment)
    assert len(packets) <= 64
    assert b"".join(packets) + waiting == segment


def reassembled_once(segment: bytes) -> tuple[list[bytes], bytes]:
    """One segment as TCPSession takes it: everything that is whole, at once."""
    found: list[bytes] = []
    metadata: dict[str, Any] = {"original": None}
    while segment:
        packet = DLMS.tcp_reassemble(segment, metadata, {})
        if packet is None:
            break
        metadata.pop("original", None)
        padding = packet.getlayer(Padding)
        rest = padding.load if padding is not None else b""
        found.append(segment[: len(segment) - len(rest)])
        segment = rest
    return found, segment


# --- frames chained in one packet, as TCPSession gives them -----------------------------------------


@pytest.mark.parametrize(
    "frames",
    [
        [DLMSWrapper() / CLASSES["GetRequestNormal"](), DLMSWrapper() / CLASSES["GetRequestNext"]()],
        [DLMS_HDLC(control=0x93), DLMS_HDLC(control=0x53), DLMS_HDLC(control=0x93)],
        [DLMS_HDLC(control=0x10) / Raw(b"abc"), DLMS_HDLC(control=0x10) / Raw(b"defg")],
        [DLMSWrapper(), DLMSWrapper() / Raw(b"x")],
    ],
)
def test_frames_chained_by_hand_are_each_of_their_own_length(frames: list[Packet]) -> None:
    expected = b"".join(bytes(each) for each in frames)
    chain = frames[0].copy()
    for each in frames[1:]:
        chain.add_payload(each.copy())
    assert bytes(chain) == expected
    assert bytes(chain) == expected, "building changes nothing"
    assert [bytes(each) for each in chain] == [expected]
    assert len(chain.layers()) == sum(len(each.layers()) for each in frames)


def test_a_long_chain_is_built_in_linear_work() -> None:
    chain: Packet = DLMS_HDLC(control=0x93)
    for _ in range(40):  # twice the work for each frame would never end
        chain.add_payload(DLMS_HDLC(control=0x93))
    assert bytes(chain) == SNRM * 41


# --- captures ---------------------------------------------------------------------------------------

SESSIONS = sorted(path for path in (SHARED / "sessions").glob("*.pcap"))


def sent(packets: list[Packet], ports: set[int]) -> dict[str, bytes]:
    """Bytes that each side sent, as its segments stand in the capture; retransmissions once."""
    by_seq: dict[str, dict[int, bytes]] = {"TX": {}, "RX": {}}
    for packet in packets:
        if TCP in packet and packet[TCP].payload:
            by_seq["TX" if packet.dport in ports else "RX"].setdefault(packet[TCP].seq, packet[TCP].payload.original)
    return {side: b"".join(octets for _, octets in sorted(found.items())) for side, found in by_seq.items()}


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_sniffing_a_session_gives_whole_pdus(path: Path, shared: Path) -> None:
    del shared
    recorded = list(rdpcap(str(path)))
    ports = ports_seen(recorded)
    assert ports == {json.loads(path.with_suffix(".json").read_text())["args"]["port"]}
    register(*ports)
    sides = {"TX": b"", "RX": b""}
    for packet in sniff(offline=str(path), session=TCPSession):
        payload = packet[TCP].payload
        if not payload:
            continue
        assert isinstance(payload, DLMSWrapper | DLMS_HDLC)
        octets = bytes(payload)
        side = "TX" if packet.dport in ports else "RX"
        sides[side] += octets
        payload.clear_cache()
        assert bytes(payload) == octets
        assert Padding not in packet
        if isinstance(payload, DLMSWrapper):
            assert Raw not in packet and not any(layer.undecoded for layer in payload.iterpayloads())
    assert sides == sent(recorded, ports)
    assert sides["TX"] and sides["RX"]


def test_packets_written_to_a_capture_are_those_that_were_built(tmp_path: Path) -> None:
    built = IP(src="10.0.0.1", dst="10.0.0.2") / UDP() / DLMS_HDLC(destination=(1, 17), source=(1, 3), control=0x93)
    wrpcap(str(tmp_path / "one.pcap"), [built])
    read = rdpcap(str(tmp_path / "one.pcap"))
    assert len(read) == 1
    assert bytes(read[0][DLMS_HDLC]) == bytes(built[DLMS_HDLC])
    assert read[0][UDP].dport == 4059


def segments(transport: Any, sport: int, dport: int, *payloads: bytes) -> list[Packet]:
    return [
        IP(bytes(IP(src="10.0.0.1", dst="10.0.0.2") / transport(sport=sport, dport=dport) / Raw(each)))
        for each in payloads
    ]


@pytest.mark.parametrize(
    ("packets", "expected"),
    [
        (segments(TCP, 50001, 7000, PDU, PDU), {7000}),
        (segments(TCP, 50001, 7000, PDU), set()),  # once is too little on a port that is not registered
        (segments(TCP, 50001, 4059, PDU), {4059}),
        (segments(TCP, 1024, 4059, PDU), {4059}),
        (segments(UDP, 50001, 7001, SNRM), {7001}),
        (segments(TCP, 50001, 80, b"GET / HTTP/1.1\r\n\r\n" * 4), set()),
        ([], set()),
    ],
)
def test_ports_are_told_by_what_they_carry(packets: list[Packet], expected: set[int]) -> None:
    assert ports_seen(packets) == expected
