"""Whatever the bytes: Scapy packets hold them, give them back from their fields, and agree with the core on what is broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scapy.config import conf
from scapy.packet import Packet

from dissectors.core.node import notes
from dissectors.core.reader import decode
from dissectors.core.writer import encode_node
from dissectors.layers import DLMS, DLMS_HDLC, LLC, DLMSWrapper, GatewayPrefix, MBusLong, MBusShort
from dissectors.layers.apdus import CLASSES, DlmsPacket
from dissectors.spec import APDU

SAMPLES = [
    bytes.fromhex(text)
    for text in (
        "7EA0070321930F017E",
        "7EA01A02232110E670E6E600C001C100030100010800FF020032687E",
        "7EA0210321730000818014050200800602008007040000000108040000000100007E",
        "000100100001000DC001C100030100010800FF0200",
        "00010010000100 11E60001ABC001C100030100010800FF0200",
        "E6E7000F40000000000204120001090CFFFFFFFFFFFFFFFFFF800000020302060000000112000216011100",
        "6033A1090607608574050801018A0207808B0760857405080201AC0780054775727578BE10040E01000000065F1F0400401E5DFFFF",
        "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040040105D04000007",
        "C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B",
        "E0C00001000003C00102",
        "C2010C07E9031E07030F0000FF888000010000600100FF020905 0102030405",
        "D9400000010001010003010001 0800FF020100",
        "6809096853011001100F0102034C16",
        "1040014116",
    )
]


@pytest.fixture(autouse=True, scope="module")
def _strict() -> Iterator[None]:
    before, conf.debug_dissector = conf.debug_dissector, True
    yield
    conf.debug_dissector = before


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample cut anywhere, with bytes changed, put in and doubled; or any bytes at all."""
    octets = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(octets) - 1))
        octets[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=2))
        octets = octets or bytearray(b"\x7e")
    return bytes(octets[: draw(st.integers(1, len(octets)))]) * draw(st.integers(1, 2))


BYTES = st.one_of(damaged(), st.sampled_from(SAMPLES), st.binary(min_size=1, max_size=60))


def assert_kept(packet: Packet, octets: bytes) -> None:
    assert bytes(packet) == octets
    packet.clear_cache()
    assert bytes(packet) == octets
    assert bytes(packet.copy()) == octets
    assert [bytes(each) for each in packet] == [octets]
    packet.show(dump=True)
    packet.summary()


@settings(max_examples=400, deadline=None)
@given(BYTES)
def test_any_bytes_are_held_and_rebuilt(octets: bytes) -> None:
    assert_kept(DLMS(octets), octets)


LAYERS = [DLMS_HDLC, DLMSWrapper, LLC, GatewayPrefix, MBusLong, MBusShort, *CLASSES.values()]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LAYERS), BYTES)
def test_any_layer_holds_any_bytes(layer: type[DlmsPacket], octets: bytes) -> None:
    packet = layer(octets)
    assert_kept(packet, octets)
    assert packet.note is None or packet.note.reason


@settings(max_examples=300, deadline=None)
@given(BYTES)
def test_an_apdu_is_undecoded_where_the_core_stops(octets: bytes) -> None:
    packet = DLMS(octets)
    if type(packet) not in CLASSES.values():
        return
    tree = decode(APDU, octets)
    remarks = [note for node, note in notes(tree) if node is not tree or note.code != "trailing-bytes"]
    if not remarks:
        assert not packet.undecoded
        assert encode_node(tree) == tree.data
        assert octets[tree.end :] == bytes(packet.payload)
    if packet.undecoded:
        assert packet.note is not None
