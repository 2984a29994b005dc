"""Link headers: the IP datagram is found in every link type, serial lines and the rest are handed on as they are."""

from __future__ import annotations

import struct

import pytest

from analyzer.capture.record import LINK_HEX, LINK_SERIAL, Record
from analyzer.link.links import Links
from analyzer.link.network import BY_LINK_TYPE
from tests.packets import ethernet, feed, ipv4, ipv6, segment, udp, whole

PAYLOAD = b"payload!"
V4, V6 = ipv4(17, udp(PAYLOAD)), ipv6(17, udp(PAYLOAD))
SNRM = bytes.fromhex("7EA0070321930F017E")
MACS = bytes(12)


def tag(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}H", *numbers)


def snap(ethertype: int, datagram: bytes) -> bytes:
    body = b"\xaa\xaa\x03\0\0\0" + tag(ethertype) + datagram
    return MACS + tag(len(body)) + body


def pppoe(protocol: int, datagram: bytes) -> bytes:
    return struct.pack(">BBHHH", 0x11, 0, 1, len(datagram) + 2, protocol) + datagram


@pytest.mark.parametrize(
    ("link_type", "packet"),
    [
        (1, ethernet(V4)),
        (1, ethernet(V6)),
        (1, MACS + tag(0x8100, 5, 0x0800) + V4),
        (1, MACS + tag(0x88A8, 5, 0x8100, 6, 0x86DD) + V6),
        (1, MACS + tag(0x9100, 5, 0x8100, 6, 0x8100, 7, 0x0800) + V4),
        (1, snap(0x0800, V4)),
        (1, snap(0x86DD, V6)),
        (1, MACS + tag(0x8864) + pppoe(0x0021, V4)),
        (1, MACS + tag(0x8100, 5, 0x8864) + pppoe(0x0057, V6)),
        (51, pppoe(0x0021, V4)),
        (0, struct.pack("<I", 2) + V4),
        (0, struct.pack(">I", 2) + V4),
        (0, struct.pack("<I", 30) + V6),
        (108, struct.pack(">I", 24) + V6),
        (9, b"\xff\x03\x00\x21" + V4),
        (9, b"\x00\x57" + V6),
        (9, b"\x21" + V4),
        (50, b"\xff\x03\x00\x21" + V4),
        (204, b"\x01\xff\x03\x00\x21" + V4),
        (12, V4),
        (14, V6),
        (101, V4),
        (101, V6),
        (228, V4),
        (229, V6),
        (113, bytes(14) + tag(0x0800) + V4),
        (113, bytes(14) + tag(0x8100, 5, 0x86DD) + V6),
        (276, tag(0x0800) + bytes(18) + V4),
        (276, tag(0x86DD) + bytes(18) + V6),
    ],
)
def test_the_datagram_is_found(link_type: int, packet: bytes) -> None:
    (chunk,) = whole([packet], link_type)
    assert (chunk.data, chunk.flow.transport) == (PAYLOAD, "udp")


@pytest.mark.parametrize(
    ("link_type", "packet"),
    [
        (1, ethernet(V4, 0x0806)),
        (1, ethernet(b"", 0x0800)),
        (1, MACS + tag(0x8100, 5) * 40),
        (1, MACS + tag(0x8100)),
        (1, snap(0x0806, V4)),
        (1, MACS + tag(4) + b"\x42\x42\x03\x00"),
        (1, MACS + tag(0x8864) + pppoe(0xC021, V4)),
        (0, struct.pack("<I", 99) + V4),
        (9, b"\xff\x03\xc0\x21" + V4),
        (113, bytes(14) + tag(0x0806) + V4),
        *((number, b"") for number in sorted(BY_LINK_TYPE)),
        *((number, b"\x00") for number in sorted(BY_LINK_TYPE)),
    ],
)
def test_what_is_no_ip_is_passed_over(link_type: int, packet: bytes) -> None:
    assert whole([packet], link_type) == []


def test_tcp_over_vlan_is_one_connection_with_tcp_without() -> None:
    plain = segment(100, b"aaaa")
    tagged = plain[:12] + tag(0x8100, 5) + plain[12:]
    answer = segment(1, b"bbbb", back=True)
    first, second, third = whole([plain, answer, tagged[:-4] + b"XXXX"]) + whole([tagged])
    assert first.flow is second.flow
    assert (first.data, second.data, third.data) == (b"aaaa", b"bbbb", b"aaaa")


@pytest.mark.parametrize(
    ("link_type", "name"), [(LINK_HEX, "serial"), (LINK_SERIAL, "serial"), (147, "dlt-147"), (162, "dlt-162")]
)
def test_serial_lines_are_handed_on(link_type: int, name: str) -> None:
    links = Links()
    (sent,) = links.feed(Record(1, None, link_type, 0, SNRM, direction=0))
    (received,) = links.feed(Record(2, None, link_type, 9, SNRM, direction=1))
    (neither,) = links.feed(Record(3, None, link_type, 18, SNRM))
    assert (sent.direction, received.direction, neither.direction) == (0, 1, 0)
    assert sent.flow is received.flow is neither.flow
    assert (sent.flow.transport, sent.flow.names(), sent.data) == ("serial", name, SNRM)
    assert links.feed(Record(4, None, link_type, 27, b"")) == []


def test_every_interface_is_a_line_of_its_own() -> None:
    links = Links()
    for link_type, data in ((147, SNRM), (250, bytes(12) + SNRM), (9999, SNRM)):
        chunks = [links.feed(Record(number, 0, link_type, 0, data, interface=number))[0] for number in (0, 1)]
        assert chunks[0].flow is not chunks[1].flow


@pytest.mark.parametrize(("event", "direction"), [(1, 0), (2, 1), (3, 0), (4, 1), (0, 0)])
def test_rtac_serial(event: int, direction: int) -> None:
    header = struct.pack(">IIBBH", 1_700_000_000, 5, event, 0, 0)
    (chunk,) = whole([header + SNRM], 250)
    assert (chunk.data, chunk.offset, chunk.direction, chunk.flow.transport) == (SNRM, 12, direction, "serial")
    assert whole([header], 250) == whole([header[:5]], 250) == []


def tlv(number: int, value: bytes, padded: bool) -> bytes:
    value += bytes(-len(value) % 4) if padded else b""
    return struct.pack(">HH", number, len(value)) + value + bytes(-len(value) % 4)


@pytest.mark.parametrize("padded", [True, False])
def test_upper_pdu(padded: bool) -> None:
    def packet(source: tuple[bytes, int], destination: tuple[bytes, int]) -> bytes:
        four = len(source[0]) == 4
        return (
            tlv(12, b"dlms_", padded)
            + tlv(20 if four else 22, source[0], padded)
            + tlv(21 if four else 23, destination[0], padded)
            + tlv(24, struct.pack(">I", 2), padded)
            + tlv(25, struct.pack(">I", source[1]), padded)
            + tlv(26, struct.pack(">I", destination[1]), padded)
            + tlv(0, b"", padded)
            + SNRM
        )

    one, two = (b"\x0a\0\0\x01", 40000), (b"\x0a\0\0\x05", 4059)
    links = Links()
    there, back = feed(links, [packet(one, two), packet(two, one)], 252)
    assert there.flow is back.flow
    assert (there.direction, back.direction, there.data, there.datagram) == (0, 1, SNRM, True)
    assert (there.flow.transport, there.flow.hint, there.flow.port_hint) == ("upper-pdu", "dlms_", True)
    assert there.flow.names() == "10.0.0.1:40000 > 10.0.0.5:4059"
    (six,) = whole([packet((bytes(15) + b"\1", 1), (bytes(15) + b"\2", 2))], 252)
    assert six.flow.names() == "[::1]:1 > [::2]:2"


@pytest.mark.parametrize(
    "packet", [b"", b"\0", tlv(12, b"dlms", True), tlv(0, b"", True), struct.pack(">HH", 12, 65535) + b"dlms"]
)
def test_upper_pdus_without_payload(packet: bytes) -> None:
    assert whole([packet], 252) == []


def test_upper_pdu_without_ends_is_named_by_its_dissector() -> None:
    (chunk,) = whole([tlv(12, b"dlms", True) + tlv(0, b"", True) + SNRM], 252)
    assert (chunk.flow.names(), chunk.flow.hint, chunk.data) == ("dlms", "dlms", SNRM)


def usbmon(kind: bytes, endpoint: int, payload: bytes, size: int, transfer: int = 3) -> bytes:
    head = struct.pack("<Q1sBBBH", 1, kind, transfer, endpoint, 7, 2)
    return head + bytes(size - len(head)) + payload


def usbpcap(info: int, endpoint: int, payload: bytes, transfer: int = 3) -> bytes:
    return struct.pack("<HQIHBHHBBI", 27, 1, 0, 9, info, 2, 7, endpoint, transfer, len(payload)) + payload


@pytest.mark.parametrize(
    ("link_type", "sent", "received", "others"),
    [
        *(
            (
                number,
                usbmon(b"S", 2, SNRM, size),
                usbmon(b"C", 0x81, SNRM, size),
                [
                    usbmon(b"C", 2, SNRM, size),
                    usbmon(b"S", 0x81, b"", size),
                    usbmon(b"C", 0x83, b"\1\2", size, transfer=1),
                    b"",
                ],
            )
            for number, size in ((189, 48), (220, 64))
        ),
        (
            249,
            usbpcap(0, 2, SNRM),
            usbpcap(1, 0x81, SNRM),
            [usbpcap(1, 2, b""), usbpcap(0, 0x81, b""), usbpcap(1, 0x83, b"\1\2", transfer=1), b"\x1b", b""],
        ),
    ],
)
def test_serial_adapters_on_usb(link_type: int, sent: bytes, received: bytes, others: list[bytes]) -> None:
    there, back = whole([sent, received], link_type)
    assert there.flow is back.flow
    assert (there.direction, there.data, back.direction, back.data) == (0, SNRM, 1, SNRM)
    assert there.flow.names() == f"dlt-{link_type}"
    assert whole(others, link_type) == []


def test_scapy_finds_ip_in_other_link_types() -> None:
    from scapy.layers.dot11 import Dot11, RadioTap
    from scapy.layers.inet import IP
    from scapy.layers.l2 import LLC, SNAP

    inner = Dot11(type=2, subtype=0) / LLC() / SNAP() / IP(V4)
    for link_type, packet in ((105, inner), (127, RadioTap() / inner)):
        links = Links()
        (chunk,) = feed(links, [bytes(packet)], link_type)
        assert (chunk.data, chunk.flow.transport) == (PAYLOAD, "udp")
        assert not links.stats.unknown_links


@pytest.mark.parametrize(("link_type", "unknown"), [(9999, {9999: 1}), (105, {}), (127, {})])
def test_packets_without_ip_are_handed_on_for_recognition(link_type: int, unknown: dict[int, int]) -> None:
    links = Links()
    (chunk,) = feed(links, [b"\xff" * 3 + SNRM], link_type)
    assert (chunk.flow.transport, chunk.flow.names()) == ("dlt", f"dlt-{link_type}")
    assert links.stats.unknown_links == unknown
