"""Scapy packets of frames and APDUs: built, dissected, rebuilt, answered; malformed bytes kept."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scapy.config import conf
from scapy.layers.inet import IP, TCP, UDP
from scapy.packet import Packet, Padding, Raw

from dissectors import layers
from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.core.reader import decode
from dissectors.layers import DLMS, DLMS_HDLC, HDLC, LLC, LLC_432, DLMSWrapper, GatewayPrefix, MBusLong, MBusShort
from dissectors.layers.apdus import CLASSES, ApduPacket, DlmsPacket
from dissectors.layers.fields import Element
from dissectors.plain import plain
from dissectors.reading import service_node
from dissectors.spec import APDU
from dissectors.spec.link import HDLC_FRAME, WRAPPER
from tests.conftest import SHARED

GET = "C001C1 0003 0100010800FF 02 00"
L = CLASSES  # APDU classes by name


@pytest.fixture(autouse=True)
def _strict() -> Iterator[None]:
    """Scapy swallows exceptions of dissectors unless it is told not to."""
    before, conf.debug_dissector = conf.debug_dissector, True
    yield
    conf.debug_dissector = before


def hexed(text: str) -> bytes:
    return bytes.fromhex(text)


def rebuilt(packet: Packet) -> bytes:
    packet.clear_cache()
    return bytes(packet)


CONFIRMED = {"invoke_id": 1, "service_class": 1, "priority": 1}
TOTAL = {"class_id": 3, "instance_id": "1-0:1.8.0*255", "attribute_id": 2}
BUILT: list[tuple[str, Packet, str]] = [
    ("get", L["GetRequestNormal"](**CONFIRMED, **TOTAL), GET),
    ("next", L["GetRequestNext"](**CONFIRMED, block_number=2), "C002C1 00000002"),
    (
        "selection",
        L["GetRequestNormal"](
            **CONFIRMED,
            class_id=7,
            instance_id="1-0:99.1.0*255",
            attribute_id=2,
            access_selection={
                "access-selector": 2,
                "access-parameters": {"structure": [{"double-long-unsigned": 1}, {"long-unsigned": 0}]},
            },
        ),
        "C001C1 0007 0100630100FF 02 01 02 0202 0600000001 120000",
    ),
    ("value", L["GetResponseNormal"](**CONFIRMED, result={"data": {"long-unsigned": 5}}), "C401C1 00 120005"),
    (
        "refused",
        L["GetResponseNormal"](**CONFIRMED, result={"data-access-result": "read-write-denied"}),
        "C401C1 01 03",
    ),
    ("set", L["SetRequestNormal"](**CONFIRMED, **TOTAL, value={"enum": 1}), "C101C1 0003 0100010800FF 02 00 1601"),
    (
        "list",
        L["ReadRequest"](variable_access_specification_list=[{"variable-name": 8}, {"variable-name": 16}]),
        "05 02 020008 020010",
    ),
    (
        "aarq",
        L["AARQ"](application_context_name="2.16.756.5.8.1.1", mechanism_name="2.16.756.5.8.2.1"),
        "60 14 A109 0607 60857405080101 8B07 60857405080201",
    ),
    ("exception", L["ExceptionResponse"](state_error=1, service_error={"other-reason": None}), "D8 01 03"),
    (
        "wrapper",
        DLMSWrapper(source_wport=16, destination_wport=1) / L["GetRequestNormal"](**CONFIRMED, **TOTAL),
        "0001 0010 0001 000D" + GET,
    ),
    ("keep-alive", DLMSWrapper(), "0001 0010 0001 0000"),
    (
        "snrm",
        DLMS_HDLC(destination=1, source=16, control={"snrm": {"poll-final": 1}}),
        "7E A007 03 21 93 0F01 7E",
    ),
    (
        "hdlc",
        DLMS_HDLC(destination=(1, 17), source=16, control=0x10) / LLC() / L["GetRequestNormal"](**CONFIRMED, **TOTAL),
        "7E A01A 0223 21 10 E670 E6E600" + GET + "3268 7E",
    ),
    ("four-byte address", DLMS_HDLC(destination=(1, 17, 4), source=16, control=0x93), "7E A00A 00020023 21 93 1871 7E"),
    ("no flags", DLMS_HDLC(flag=None, closing_flag=None, control=0x93), "A007 03 21 93 0F01"),
    ("gateway", GatewayPrefix(physical_device_address=b"\xab") / L["GetRequestNext"](), "E6 00 01 AB C00200 00000000"),
    ("llc-432", LLC_432() / L["GetRequestNext"](), "90 01 01 C00200 00000000"),
    ("m-bus", MBusLong(a_field=1) / Raw(b"\x01\x10\x0f"), "68 0606 68 53 01 10 01100F 84 16"),
    ("m-bus short", MBusShort(a_field=1), "10 40 01 41 16"),
]


@pytest.mark.parametrize(("packet", "octets"), [row[1:] for row in BUILT], ids=[row[0] for row in BUILT])
def test_builds(packet: Packet, octets: str) -> None:
    assert bytes(packet).hex() == hexed(octets).hex()
    assert [bytes(each).hex() for each in packet] == [hexed(octets).hex()], "one packet is sent, these bytes"
    again = type(packet)(hexed(octets))
    assert rebuilt(again) == hexed(octets)
    assert again.layers()[: len(packet.layers()) - 1] == packet.layers()[:-1]
    packet.show(dump=True)
    assert again.summary()


def test_names_of_the_contract() -> None:
    assert HDLC is DLMS_HDLC
    for name in ("AARQ", "AARE", "RLRQ", "RLRE", "GetRequestNormal", "GloGetRequest", "GeneralBlockTransfer", "DLMS"):
        assert name in layers.__all__ and issubclass(getattr(layers, name), Packet)


def test_show_tells_names_and_values() -> None:
    text = DLMSWrapper(hexed("0001 0010 0001 000D" + GET)).show(dump=True)
    for shown in ("priority  = high", "service_class= confirmed", "instance_id= 1-0:1.8.0*255", "class_id  = 3"):
        assert shown in text
    assert DLMSWrapper(hexed("0001 0010 0001 000D" + GET)).summary() == "DLMSWrapper / get-request-normal"


def test_a_length_or_check_sequence_given_is_kept() -> None:
    assert bytes(DLMSWrapper(length=7)).hex() == "0001001000010007"
    frame = DLMS_HDLC(control=0x93, fcs=0xBEEF)
    assert bytes(frame).endswith(b"\xef\xbe\x7e")
    assert frame.note is None or frame.note.code == "fcs-wrong"
    assert DLMS_HDLC(bytes(frame)).note.code == "fcs-wrong"


def test_changing_a_field_changes_the_bytes() -> None:
    packet = DLMS_HDLC(hexed("7E A01A 0223 21 10 E670 E6E600" + GET + "3268 7E"))
    packet[L["GetRequestNormal"]].attribute_id = 3
    packet.hcs = packet.fcs = None
    built = bytes(packet)
    assert built[-5:-3] == b"\x03\x00"
    assert DLMS_HDLC(built).note is None


def test_ber_members_are_attributes() -> None:
    packet = L["AARQ"](hexed("601D A109060760857405080101 BE10 040E01000000065F1F0400401E5DFFFF"))
    assert packet.application_context_name == "2.16.756.5.8.1.1"
    assert packet.user_information["initiate-request"]["client-max-receive-pdu-size"] == 0xFFFF
    assert packet.mechanism_name is None
    packet.mechanism_name = "2.16.756.5.8.2.5"
    assert bytes(packet)[:2] == hexed("6026") and hexed("8B07 60857405080205") in bytes(packet)
    with pytest.raises(AttributeError):
        _ = packet.no_such_member


def test_packets_do_not_share_what_is_set_in_a_default() -> None:
    first, second = L["ReadRequest"](), L["ReadRequest"]()
    first.variable_access_specification_list.append({"variable-name": 8})
    assert bytes(second).hex() == "0500"
    third = first.copy()
    third.variable_access_specification_list.append({"variable-name": 16})
    assert bytes(first).hex() == "0501020008"


def test_a_frame_too_long_for_its_length_field_is_refused() -> None:
    with pytest.raises(ValueError, match="more than a frame can have"):
        bytes(DLMS_HDLC(control=0x10) / Raw(bytes(2048)))


# --- by bytes -------------------------------------------------------------------------------------

RECOGNISED: list[tuple[str, list[type[Packet]]]] = [
    ("7EA007032193 0F01 7E", [DLMS_HDLC]),
    ("A007032193 0F01", [DLMS_HDLC]),
    ("0001 0010 0001 000D" + GET, [DLMSWrapper, L["GetRequestNormal"]]),
    ("0001 0010 0001 0002 FFFF", [DLMSWrapper, Raw]),
    ("0001 0010 0001 0000", [DLMSWrapper]),
    ("0001 0010 0001 000D" + GET + "0001 0010 0001 0000", [DLMSWrapper, L["GetRequestNormal"], Padding]),
    ("E6E600" + GET, [LLC, L["GetRequestNormal"]]),
    ("E6E600 E600 01 AB" + GET, [LLC, GatewayPrefix, L["GetRequestNormal"]]),
    ("0001 0010 0001 0011 E60001AB" + GET, [DLMSWrapper, GatewayPrefix, L["GetRequestNormal"]]),
    ("90 0101" + GET, [LLC_432, L["GetRequestNormal"]]),
    (GET, [L["GetRequestNormal"]]),
    (GET + "00", [L["GetRequestNormal"], Raw]),
    ("68 1212 68 53 01 10 01 10" + GET + "00 16", [MBusLong, layers.MBusTsaps, L["GetRequestNormal"]]),
    ("10 40 01 41 16", [MBusShort]),
    ("7E A00C 03 21 97 3E87 83 10 08 2635 7E", [DLMS_HDLC, layers.HdlcFrameReject]),
    ("FFFF", [Raw]),
]


def _with_checks(octets: bytes) -> bytes:
    """The right checksum instead of the zeros that stand in the table."""
    if octets[0] == 0x68:
        return octets[:-2] + bytes((sum(octets[4:-2]) & 0xFF,)) + octets[-1:]
    return octets


@pytest.mark.parametrize(("octets", "expected"), RECOGNISED)
def test_is_recognised_by_its_bytes(octets: str, expected: list[type[Packet]]) -> None:
    data = _with_checks(hexed(octets))
    packet = DLMS(data)
    assert packet.layers() == expected
    assert rebuilt(packet) == data
    assert bytes(packet.copy()) == data


@pytest.mark.parametrize("transport", [TCP, UDP])
@pytest.mark.parametrize("ports", [{"sport": 50000, "dport": 4059}, {"sport": 4059, "dport": 50000}])
def test_the_registered_port_is_bound(transport: Any, ports: dict[str, int]) -> None:
    data = bytes(IP(src="10.0.0.1", dst="10.0.0.2") / transport(**ports) / Raw(hexed("0001 0010 0001 000D" + GET)))
    assert L["GetRequestNormal"] in IP(data)


def test_frames_put_on_tcp_go_to_the_registered_port() -> None:
    packet = IP(bytes(IP() / TCP() / DLMSWrapper() / L["GetRequestNormal"]()))
    assert packet[TCP].dport == 4059 and L["GetRequestNormal"] in packet


# --- malformed ------------------------------------------------------------------------------------

MALFORMED = [
    ("C001C1", L["GetRequestNormal"], "truncated"),
    ("C401C100 0B", L["GetResponseNormal"], "unknown-tag"),
    ("C8 05 3000", L["GloGetRequest"], "truncated"),
    ("0001 0010", DLMSWrapper, "truncated"),
    ("7E A007 03 21", DLMS_HDLC, "truncated"),
    ("7E A008 0321 93 00 0F01 7E", DLMS_HDLC, "truncated"),  # one byte is no HCS
    ("68 0303 68 53", MBusLong, "truncated"),
]


@pytest.mark.parametrize(("octets", "packet_class", "code"), MALFORMED)
def test_malformed_bytes_are_kept_and_the_reason_told(octets: str, packet_class: type[DlmsPacket], code: str) -> None:
    data = hexed(octets)
    packet = packet_class(data)
    assert packet.undecoded
    assert packet.layers() == [packet_class, Raw]
    assert packet.note is not None and packet.note.code == code
    for same in (packet, packet.copy(), next(iter(packet)), pickle.loads(pickle.dumps(packet))):
        assert rebuilt(same) == data
        assert same.undecoded
    assert not packet.answers(packet_class(data)) and not packet_class().answers(packet)
    assert "undecoded" in packet.summary() or packet_class in (DLMSWrapper, MBusLong)
    for field in packet_class.fields_desc:
        assert not hasattr(packet, field.name) or field.name in ("load", "length"), "no value is invented"


# HDLC frames that real senders got wrong, or that only hostile ones send
ODD_FRAMES = [
    "7E A009 0321 13 AABB CCDD 7E",  # HCS, but no information behind it
    "7E A009 02 04 07 21 13 0000 7E",  # an address of three bytes
    "7E A007 03 21 93 0F01 00",  # no closing flag
    "7E A007 03 21 93 0F01 7E 7E A007 03 21 93 0F01 7E",  # two frames
    "7E A007 03 21 93 0F01 7E A007 03 21 93 0F01 7E",  # two frames and a flag between them
    "7E A01C 0223 21 10 E670 E6E600" + GET + "FFFF 3268 7E",  # bytes behind the APDU
]


@pytest.mark.parametrize("octets", ODD_FRAMES)
def test_odd_frames_are_rebuilt_byte_for_byte(octets: str) -> None:
    packet = DLMS(hexed(octets))
    assert isinstance(packet, DLMS_HDLC) and not packet.undecoded
    assert rebuilt(packet) == hexed(octets)
    assert bytes(packet.copy()) == hexed(octets)


@pytest.mark.parametrize("octets", ["601D A119060760857405080101 BE10 040E01000000065F1F0400401E5DFFFF"])
def test_an_apdu_with_a_note_keeps_its_bytes(octets: str) -> None:
    packet = L["AARQ"](hexed(octets))
    assert not packet.undecoded and packet.note is not None
    assert rebuilt(packet) == hexed(octets)


# --- answers --------------------------------------------------------------------------------------

ONE, TWO = {"invoke_id": 1}, {"invoke_id": 2}
ANSWERS: list[tuple[Packet, Packet, bool]] = [
    (L["GetRequestNormal"](**ONE), L["GetResponseNormal"](**ONE), True),
    (L["GetRequestNormal"](**ONE), L["GetResponseNormal"](**TWO), False),
    (L["GetRequestNormal"](**ONE), L["SetResponseNormal"](**ONE), False),
    (L["GetRequestNormal"](**ONE), L["GetResponseWithDatablock"](**ONE), True),
    (L["GetRequestNormal"](**ONE), L["GetRequestNormal"](**ONE), False),
    (L["AccessRequest"](long_invoke_id=1), L["AccessResponse"](long_invoke_id=1), True),
    (L["AccessRequest"](long_invoke_id=1), L["AccessResponse"](long_invoke_id=2), False),
    (L["DataNotification"](long_invoke_id=1), L["DataNotificationConfirm"](long_invoke_id=1), True),
    (L["AARQ"](), L["AARE"](), True),
    (L["RLRQ"](), L["RLRE"](), True),
    (L["AARQ"](), L["RLRE"](), False),
    (L["ReadRequest"](), L["ReadResponse"](), True),
    (L["GloGetRequest"](), L["GloGetResponse"](), True),
    (L["GloGetRequest"](), L["DedGetResponse"](), False),
    (L["GloGetRequest"](), L["GloSetResponse"](), False),
    (L["GetRequestNormal"](), L["GloGetResponse"](), False),
    (L["GetRequestNormal"](), L["ExceptionResponse"](), True),
    (L["GetResponseNormal"](), L["ExceptionResponse"](), False),
    (L["AARQ"](), L["ConfirmedServiceError"](), True),
    (L["GeneralGloCiphering"](system_title=b"AAAAAAAA"), L["GeneralGloCiphering"](system_title=b"BBBBBBBB"), True),
    (L["GeneralGloCiphering"](system_title=b"AAAAAAAA"), L["GeneralGloCiphering"](system_title=b"AAAAAAAA"), False),
    (DLMSWrapper(source_wport=16, destination_wport=1), DLMSWrapper(source_wport=1, destination_wport=16), True),
    (DLMSWrapper(source_wport=16, destination_wport=1), DLMSWrapper(source_wport=2, destination_wport=16), False),
    (DLMS_HDLC(destination=(1, 17), source=16), DLMS_HDLC(destination=16, source=(1, 17)), True),
    (DLMS_HDLC(destination=(1, 17), source=16), DLMS_HDLC(destination=16, source=(1, 18)), False),
    (LLC() / L["GetRequestNormal"](**ONE), LLC() / L["GetResponseNormal"](**ONE), True),
    (LLC() / L["GetRequestNormal"](**ONE), LLC() / L["GetResponseNormal"](**TWO), False),
]


@pytest.mark.parametrize(("question", "answer", "expected"), ANSWERS)
def test_answers(question: Packet, answer: Packet, expected: bool) -> None:
    assert bool(answer.answers(question)) is expected
    dissected = type(answer)(bytes(answer)), type(question)(bytes(question))
    assert bool(dissected[0].answers(dissected[1])) is expected


# --- recorded sessions ----------------------------------------------------------------------------

TRANSCRIPTS = sorted(
    path.stem
    for path in (SHARED / "sessions").glob("*.json")
    if not path.name.endswith(".keys.json") and (SHARED / "sessions" / f"{path.stem}.pcap").exists()
)


def frames_of(path: Path) -> list[tuple[str, bytes]]:
    return [(frame["dir"], bytes.fromhex(frame["hex"])) for frame in json.loads(path.read_text())["frames"]]


def flat(node: Node) -> list[tuple[str, Any]]:
    """Names and values of an element as the core reads it, in the order in which Scapy has them."""
    op = node.field
    if op.kind == ops.SEQUENCE:
        return [each for child in node.children or () for each in flat(child)]
    if op.kind == ops.BITS:
        members = sorted((each for each in op.members if each.name != "reserved"), key=lambda each: -each.shift)
        return [(each.name, each.of(node.value)) for each in members]
    native = op.kind in (ops.UNSIGNED, ops.INTEGER, ops.ENUMERATED, ops.OCTETS)
    return [(op.name, node.value if native else plain(node))]


def scapy_values(packet: Packet) -> list[tuple[str, Any]]:
    values = [(field.name, packet.getfieldval(field.name)) for field in packet.fields_desc]
    return [
        (name, value.plain if isinstance(value, Element) else value)
        for name, value in values
        if name not in ("tag", "choice") and not name.startswith("reserved")
    ]


def assert_agrees(packet: ApduPacket) -> None:
    node = decode(APDU, bytes(packet))
    assert not packet.undecoded
    service = service_node(node)
    assert packet.op.name == service.spec.name
    if packet.op.tags:  # BER: one field holds it
        expected_members = plain(service)[packet.op.name]
        assert packet.content.plain == expected_members
        for name, value in expected_members.items():
            assert getattr(packet, name.lower().replace("-", "_")) == value
        return
    if service.spec.kind == ops.SEQUENCE:
        expected = [each for child in service.children or () for each in flat(child)]
    else:
        expected = [(service.spec.name, plain(service.children[0]))]  # type: ignore[index]
    found = scapy_values(packet)
    assert [value for _, value in found] == [value for _, value in expected]
    assert [name for name, _ in found] == [name.lower().replace("-", "_") for name, _ in expected]


def assert_frame_agrees(packet: Packet, data: bytes) -> None:
    if isinstance(packet, DLMSWrapper):
        node = decode(WRAPPER, data)
        assert scapy_values(packet) == [
            (name.replace("-", "_"), value) for child in (node.children or [])[:4] for name, value in flat(child)
        ]
    elif isinstance(packet, DLMS_HDLC):
        parts = {child.field.name: child for child in decode(HDLC_FRAME, data).children or ()}
        length = dict(flat(parts["format"]))
        assert (packet.format_type, packet.segmentation, packet.length) == (
            length["format-type"], length["segmentation"], length["length"],
        )  # fmt: skip
        for name, address in (("destination-address", packet.destination), ("source-address", packet.source)):
            assert (address.upper, address.lower) == parts[name].value
        assert packet.control.node.value == parts["control"].value
        assert packet.fcs == parts["fcs"].value
        assert packet.hcs == (parts["hcs"].value if "hcs" in parts else None)


@pytest.mark.parametrize("name", [name for name in TRANSCRIPTS if "split" not in name])
def test_every_frame_of_a_session_agrees_with_the_core(name: str, shared: Path) -> None:
    frames = frames_of(shared / "sessions" / f"{name}.json")
    assert frames
    for _, data in frames:
        packet = DLMS(data)
        assert isinstance(packet, DLMS_HDLC | DLMSWrapper)
        assert_frame_agrees(packet, data)
        whole = packet[DLMSWrapper].length if DLMSWrapper in packet else None
        for layer in packet.iterpayloads():
            if isinstance(layer, ApduPacket) and not (whole and 8 + whole > len(data)):
                alone = layer.copy()
                alone.remove_payload()
                assert_agrees(alone)
        assert packet.summary() and packet.show(dump=True)
        packet.clear_cache()
        assert bytes(packet) == data
        assert bytes(packet.copy()) == data


@pytest.mark.parametrize("name", [name for name in TRANSCRIPTS if "plain" in name and "gbt" not in name])
def test_every_answer_of_a_session_answers(name: str, shared: Path) -> None:
    asked: Packet | None = None
    answered = 0
    for direction, data in frames_of(shared / "sessions" / f"{name}.json"):
        packet = DLMS(data)
        if direction == "TX":
            asked = packet
        elif asked is not None and "notification" not in packet.summary():
            assert packet.answers(asked), f"{packet.summary()} after {asked.summary()}"
            answered += 1
            asked = None
    assert answered or "push" in name
