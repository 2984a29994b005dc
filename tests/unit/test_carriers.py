"""APDUs carried by radio, power line and CoAP: found, joined and named, or told to be closed."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import open_document
from dissectors.core.fcs import crc16_mbus, fcs16, fcs16_wpan, fcs24
from dissectors.profiles.pdu import Pdu
from dissectors.profiles.recognise import Recogniser
from dissectors.profiles.stack import PARTS, make

GET = bytes.fromhex("C001C100030100010800FF0200")
PUSH = bytes.fromhex("0F00000001 00 02 02 0906 0100010800FF 06 00BC614E".replace(" ", ""))
WRAPPED = bytes.fromhex("0001 0001 0010".replace(" ", "")) + len(PUSH).to_bytes(2, "big") + PUSH
ADDRESS = bytes.fromhex("2D2C 78563412 01 02".replace(" ", ""))  # KAM, 12345678, version 1, electricity


def crc(block: bytes) -> bytes:
    return block + crc16_mbus(block).to_bytes(2, "big")


def format_a(content: bytes) -> bytes:
    telegram = bytes((9 + len(content), 0x44)) + ADDRESS + content
    parts = [telegram[10 + at : 26 + at] for at in range(0, len(content), 16)]
    return crc(telegram[:10]) + b"".join(map(crc, parts))


def format_b(content: bytes) -> bytes:
    size = 9 + len(content) + (2 if len(content) <= 116 else 4)
    telegram = bytes((size, 0x44)) + ADDRESS + content
    return crc(telegram[:126]) + (crc(telegram[126:]) if telegram[126:] else b"")


def without_crc(content: bytes) -> bytes:
    return bytes((9 + len(content), 0x44)) + ADDRESS + content


def sfsk(payload: bytes, addresses: str = "C00001") -> bytes:
    count = -(-(10 + len(payload)) // 36)
    pad = count * 36 - 10 - len(payload)
    inner = bytes((0b111_111_00,)) + bytes.fromhex(addresses) + bytes((pad,)) + payload + bytes(pad)
    number = (0x6C6C, 0x3A3A, 0x5656, 0x7171, 0x1D1D, 0x4B4B, 0x2727)[count - 1]
    return number.to_bytes(2, "big") + inner + fcs24(inner).to_bytes(3, "big")


def prime(payload: bytes, down: bool = False, arq: bytes = b"", sar: int = 0) -> bytes:
    body = arq + bytes((sar,)) + payload
    head = (5 << 24 | 77 << 10 | len(body)).to_bytes(4, "big")
    return bytes((0, 0x40 if down else 0, 0)) + (9).to_bytes(2, "big") + head + body + bytes(4)


def wpan(payload: bytes, fcs: bool = True, control: int = 0x8841) -> bytes:
    frame = control.to_bytes(2, "little") + b"\x07" + bytes.fromhex("CDAB 0100 0200".replace(" ", "")) + payload
    return frame + (fcs16_wpan(frame).to_bytes(2, "little") if fcs else b"")


IPHC = bytes.fromhex("7E33")  # nothing inline but the next header, which is compressed; both addresses from the MAC
UDP = bytes.fromhex("F0 0FDB 0FDB 0000".replace(" ", ""))
DATAGRAM = IPHC + UDP + WRAPPED


def fragments(first: int) -> list[bytes]:
    size = 48 + len(WRAPPED)
    head = IPHC + UDP + WRAPPED[:first]
    return [
        (0xC000 | size).to_bytes(2, "big") + b"\x12\x34" + head,
        (0xE000 | size).to_bytes(2, "big") + b"\x12\x34" + bytes(((48 + first) // 8,)) + WRAPPED[first:],
    ]


def coap(payload: bytes, code: int = 0x02, options: bytes = b"\xb1a") -> bytes:
    return bytes((0x41, code, 0x12, 0x34)) + b"\x55" + options + b"\xff" + payload


def hdlc(information: bytes, number: int, segmented: bool) -> bytes:
    """An I frame from logical device 1 to client 16."""
    size = len(information) + 9
    head = ((0xA800 if segmented else 0xA000) | size).to_bytes(2, "big") + bytes((0x21, 0x03, 0x10 | number << 1))
    body = head + fcs16(head).to_bytes(2, "little") + information
    return b"\x7e" + body + fcs16(body).to_bytes(2, "little") + b"\x7e"


LSDU = b"\xe6\xe7\x00" + PUSH
COAP_BLOCKS = [coap(PUSH[:16], options=b"\xb1a\xd1\x03\x08"), coap(PUSH[16:], options=b"\xb1a\xd1\x03\x10")]
LLC_UP, LLC_DOWN = b"\x90\x10\x01", b"\x90\x01\x10"  # destination, source
CARRIED = [
    ("wmbus", [format_a(b"\x7d\x01\x00\x00\x00" + PUSH)], PUSH, "server", None, None, 12345678),
    ("wmbus", [format_b(b"\x7d\x01\x00\x00\x00" + PUSH)], PUSH, "server", None, None, 12345678),
    ("wmbus", [without_crc(b"\x7d\x01\x00\x00\x00" + PUSH)], PUSH, "server", None, None, 12345678),
    ("wmbus", [format_a(b"\x8c\x20\x01\x7c" + bytes(8) + b"\x01\x00\x00\x00" + PUSH)], PUSH, "server", None, None, 12345678),
    ("wmbus", [format_a(b"\x10\x01\x67" + PUSH)], PUSH, "server", 0x67, 1, 12345678),
    ("wmbus", [format_a(b"\x00\x01\x67" + PUSH[:9]), format_b(b"\x11\x01\x67" + PUSH[9:])], PUSH, "server", 0x67, 1, 12345678),
    ("wmbus", [b"\x54\x3d\xcd" + format_a(b"\x60" + bytes(12) + GET)], GET, "client", None, None, 12345678),
    ("sfsk", [sfsk(LLC_DOWN + GET)], GET, "client", 16, 1, 1),
    ("sfsk", [bytes.fromhex("AAAA54C7") + sfsk(LLC_UP + PUSH, "001C00")], PUSH, "server", 16, 1, 1),
    ("sfsk", [sfsk(hdlc(LSDU[:9], 0, True), "001C00"), sfsk(hdlc(LSDU[9:], 1, False), "001C00")], PUSH, "server", 16, 1, 1),
    ("prime", [prime(LLC_UP + PUSH)], PUSH, "server", 16, 1, 5 << 14 | 77),
    ("prime", [prime(LLC_DOWN + GET, down=True, arq=b"\x02")], GET, "client", 16, 1, 5 << 14 | 77),
    ("prime", [prime(LLC_UP + PUSH[:5], sar=2), prime(PUSH[5:9], sar=0x41), prime(PUSH[9:], sar=0x82)], PUSH, "server", 16, 1,
     5 << 14 | 77),
    ("g3", [wpan(DATAGRAM)], PUSH, "server", 16, 1, 2),
    ("g3", [wpan(DATAGRAM, fcs=False)], PUSH, "server", 16, 1, 2),
    ("g3", [b"\x00\x00\x00" + wpan(b"\xbf\x01\x00\x02\x00\x01\x50\x01" + DATAGRAM)], PUSH, "server", 16, 1, 2),
    ("g3", [wpan(part) for part in fragments(16)], PUSH, "server", 16, 1, 2),
    ("g3", [wpan(IPHC + UDP + part) for part in COAP_BLOCKS], PUSH, "server", None, None, 2),
    ("coap", [coap(GET)], GET, "client", None, None, None),
    ("coap", [coap(WRAPPED, 0x45, b"")], PUSH, "server", 16, 1, None),
    ("coap", COAP_BLOCKS, PUSH, "server", None, None, None),
    ("mbus", [bytes.fromhex("680000685301") + b"\x7d\x01\x00\x00\x00" + PUSH], PUSH, "server", None, None, 1),
]  # fmt: skip


def mbus(frame: bytes) -> bytes:
    """A wired telegram with its length and checksum."""
    body = frame[4:]
    size = len(body)
    return bytes((0x68, size, size, 0x68)) + body + bytes((sum(body) & 0xFF, 0x16))


def feed(name: str, frames: list[bytes]) -> list[Pdu]:
    profile = make(name)
    found: list[Pdu] = []
    for frame in frames:
        found += profile.feed(0, mbus(frame) if name == "mbus" else frame)
    return found + profile.finish()


@pytest.mark.parametrize("name, frames, apdu, sender, client, server, physical", CARRIED)
def test_an_apdu_is_found_in_what_carries_it(
    name: str,
    frames: list[bytes],
    apdu: bytes,
    sender: str,
    client: int | None,
    server: int | None,
    physical: int | None,
) -> None:
    (pdu,) = feed(name, frames)
    assert (pdu.data, pdu.notes) == (apdu, ())
    assert (pdu.profile, pdu.sender, pdu.client, pdu.server, pdu.physical) == (name, sender, client, server, physical)
    parts = [pdu.frames[number].data[start:end] for number, start, end in pdu.payload]
    assert b"".join(parts) == apdu


@pytest.mark.parametrize("name, frames, apdu, sender, client, server, physical", CARRIED)
def test_a_log_of_such_frames_shows_the_apdu_whole(
    tmp_path: Path,
    name: str,
    frames: list[bytes],
    apdu: bytes,
    sender: str,
    client: int | None,
    server: int | None,
    physical: int | None,
) -> None:
    del sender, client, server, physical
    log = tmp_path / "log.hex"
    log.write_text("".join((mbus(frame) if name == "mbus" else frame).hex() + "\n" for frame in frames))
    document = open_document(str(log), decode_as=lambda flow: name).load()
    assert document.count == 1
    tree = document.build(1)
    assert tree.apdu is not None
    assert tree.apdu.source.data[tree.apdu.start : tree.apdu.end] == apdu == document.captured(1)
    assert tree.roots[0] is not tree.apdu


CLOSED = [
    ("wmbus", format_a(b"\x7d\x01\x00\x10\x05" + PUSH), "wmbus-encrypted", "link-encrypted"),
    ("wmbus", format_a(b"\x8d\x20\x01\x00\x00\x00\x20\x00\x00" + PUSH), "wmbus-encrypted", "link-encrypted"),
    ("g3", wpan(DATAGRAM, control=0x8849), "wpan-encrypted", "link-encrypted"),
    ("sfsk", sfsk(LLC_DOWN + bytes.fromhex("1D640010FF01"), "C00FFF"), "discover-request", None),
    ("wmbus", format_a(b"\x11\x01\x67" + PUSH), "apdu", "segment-missing"),
    ("prime", prime(LLC_UP + PUSH, sar=2), "apdu", "segment-missing"),
    ("coap", coap(PUSH[:16], options=b"\xb1a\xd1\x03\x08"), "apdu", "segment-missing"),
    ("g3", wpan(fragments(16)[0]), "apdu", "frame-truncated"),
    ("sfsk", sfsk(LLC_DOWN + GET)[:-1] + b"\xff", "apdu", "fcs-wrong"),
    ("wmbus", format_a(b"\x7d\x01\x00\x00\x00" + PUSH)[:-1] + b"\xff", "apdu", "checksum-wrong"),
]


@pytest.mark.parametrize("name, frame, kind, code", CLOSED)
def test_what_cannot_be_read_is_told(name: str, frame: bytes, kind: str, code: str | None) -> None:
    (pdu,) = feed(name, [frame])
    assert (pdu.kind, [note.code for note in pdu.notes]) == (kind, [code] if code else [])


def test_ieee_802_15_4_captures_are_read_as_g3(tmp_path: Path) -> None:
    frame = wpan(DATAGRAM)
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 195)
    (tmp_path / "g3.pcap").write_bytes(head + struct.pack("<IIII", 1, 0, len(frame), len(frame)) + frame)
    document = open_document(str(tmp_path / "g3.pcap")).load()
    assert [document.service(1), document.captured(1)] == ["data-notification", PUSH]


FOREIGN = [
    ("wmbus", format_a(b"\x72" + bytes(12) + b"\x04\x13\x00\x00\x00\x00")),  # an M-Bus data telegram
    ("coap", coap(b"{}")),
    ("coap", bytes.fromhex("60001234")),  # an empty acknowledgement
    ("g3", wpan(b"\x40\x01\x00" + bytes(12))),  # routing
    ("prime", bytes.fromhex("200000") + bytes(20)),  # a beacon
]


@pytest.mark.parametrize("name, frame", FOREIGN)
def test_what_carries_no_cosem_gives_no_row(name: str, frame: bytes) -> None:
    assert feed(name, [frame]) == []


def test_frames_with_good_checks_are_recognised() -> None:
    frames = {"wmbus": format_a(b"\x7d\x01\x00\x00\x00" + PUSH), "sfsk": sfsk(LLC_DOWN + GET)}
    for name, frame in frames.items():
        assert [pdu.profile for pdu in feed("auto", [frame])] == [name]


def test_coap_is_recognised_on_any_port_when_seen_twice() -> None:
    recogniser = Recogniser(datagram=True)
    assert recogniser.feed(0, coap(GET)) is None
    assert recogniser.feed(0, coap(GET)) == "coap"
    assert Recogniser(datagram=True).feed(0, coap(b"{}")) is None


@pytest.mark.parametrize("name", PARTS)
@given(frames=st.lists(st.binary(max_size=80), max_size=6))
def test_no_bytes_raise(name: str, frames: list[bytes]) -> None:
    for pdu in feed(name, frames):
        for number, start, end in pdu.payload:
            assert 0 <= start <= end <= len(pdu.frames[number].data)


@pytest.mark.parametrize("name, frames", [(row[0], row[1]) for row in CARRIED])
@given(at=st.integers(0, 60), byte=st.integers(0, 255), size=st.integers(0, 100))
def test_no_damage_raises(name: str, frames: list[bytes], at: int, byte: int, size: int) -> None:
    damaged = bytearray(frames[0])
    damaged[at % len(damaged)] = byte
    feed(name, [bytes(damaged[:size]), *frames[1:]])
