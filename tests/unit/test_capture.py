"""Inputs: pcap and pcapng in all their forms, and hex logs in the shapes people paste."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analyzer.capture.hexlog import parse_line
from analyzer.capture.open import CaptureError, open_capture
from analyzer.capture.record import Record
from analyzer.document import open_document

PACKET = b"\x01\x02\x03\x04\x05"


def records(path: Path) -> list[Record]:
    return [record for batch in open_capture(str(path)).batches() for record in batch]


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(("magic", "unit"), [(0xA1B2C3D4, 1000), (0xA1B23C4D, 1)])
def test_pcap_byte_orders_and_resolutions(tmp_path: Path, order: str, magic: int, unit: int) -> None:
    file = tmp_path / "a"
    file.write_bytes(
        struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 65535, 147)
        + struct.pack(order + "IIII", 1_700_000_000, 5, len(PACKET), 99) + PACKET
    )  # fmt: skip
    (record,) = records(file)
    assert (record.time, record.data, record.original_length) == (1_700_000_000 * 10**9 + 5 * unit, PACKET, 99)
    assert record.link_type == 147
    assert open_capture(str(file)).store.read(record.offset, len(record.data)) == PACKET


def block(kind: int, body: bytes, order: str = "<") -> bytes:
    body += bytes(-len(body) % 4)
    return struct.pack(order + "II", kind, len(body) + 12) + body + struct.pack(order + "I", len(body) + 12)


def option(code: int, value: bytes, order: str = "<") -> bytes:
    return struct.pack(order + "HH", code, len(value)) + value + bytes(-len(value) % 4)


def section(order: str = "<") -> bytes:
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)


@pytest.mark.parametrize("order", "<>")
def test_pcapng_interfaces_options_and_secrets(tmp_path: Path, order: str) -> None:
    nanoseconds = option(9, b"\x09", order) + option(0, b"", order)
    comment = option(1, b"look here", order) + option(2, struct.pack(order + "I", 1), order) + option(0, b"", order)
    ticks = 1_700_000_000 * 10**9 + 7
    content = (
        section(order)
        + block(1, struct.pack(order + "HHI", 1, 0, 0), order)
        + block(1, struct.pack(order + "HHI", 147, 0, 0) + nanoseconds, order)
        + block(10, struct.pack(order + "II", 0x444C4D53, 3) + b"key", order)
        + block(0x0BAD, b"what is this", order)
        + block(
            6, struct.pack(order + "5I", 1, ticks >> 32, ticks & 0xFFFFFFFF, 5, 5) + PACKET + bytes(3) + comment, order
        )
        + block(3, struct.pack(order + "I", 5) + PACKET, order)
    )
    file = tmp_path / "a"
    file.write_bytes(content + section(order) + content)
    capture = open_capture(str(file))
    found = [record for batch in capture.batches() for record in batch]
    assert [record.no for record in found] == [1, 2, 3, 4]
    first, second = found[:2]
    assert (first.time, first.link_type, first.direction, first.comment) == (ticks, 147, 1, "look here")
    assert (second.time, second.link_type, second.data) == (None, 1, PACKET)
    assert capture.secrets[0] == (0x444C4D53, b"key")
    assert not capture.notes


@pytest.mark.parametrize("cut", [1, 10, 30, 50])
def test_a_cut_file_says_where(tmp_path: Path, cut: int) -> None:
    whole = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    for _ in range(3):
        whole += struct.pack("<IIII", 1, 1, 40, 40) + bytes(40)
    file = tmp_path / "a"
    file.write_bytes(whole[:-cut])
    capture = open_capture(str(file))
    assert len([record for batch in capture.batches() for record in batch]) == 2
    assert "cut short at byte 136" in capture.notes[0]


@pytest.mark.parametrize(
    ("line", "octets", "direction"),
    [
        ("7EA0070321930F017E", "7EA0070321930F017E", None),
        ("7e a0 07 03 21 93 0f 01 7e", "7EA0070321930F017E", None),
        ("7E:A0:07:03:21:93:0F:01:7E", "7EA0070321930F017E", None),
        ("0x7E, 0xA0, 0x07, 0x03", "7EA00703", None),
        ("TX: 7E A0 07 03", "7EA00703", 0),
        ("RX: 7E A0 07 03", "7EA00703", 1),
        ("12:30:05.123 TX: 7E A0 07 03", "7EA00703", 0),
        ("2025-03-30 12:30:05,123 <- 7E A0 07 03", "7EA00703", 1),
        ("[12:30:05] Received: 7EA00703", "7EA00703", 1),
        ("-> 7EA00703", "7EA00703", 0),
        ("0000  7e a0 07 03 21 93 0f 01  7e                       |~..!....~|", "7EA0070321930F017E", None),
        ("7EA00703   # the start of an SNRM", "7EA00703", None),
        ("# nothing", None, None),
        ("", None, None),
        ("hello world", None, None),
    ],
)
def test_hex_lines(line: str, octets: str | None, direction: int | None) -> None:
    found = parse_line(line)
    if octets is None:
        assert found is None or not found[0]
    else:
        assert found is not None
        assert (found[0].hex().upper(), found[1], found[3]) == (octets, direction, True)


def test_a_folder_is_no_capture(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="folder"):
        open_capture(str(tmp_path))


def test_bare_frames_behind_flagged_ones_lie_where_they_are_told_to(tmp_path: Path) -> None:
    bare = "A00C0102011027A00201E7DE"
    log = tmp_path / "log.hex"
    log.write_text(f"7E{bare}7E\n{bare}\n7E{bare}7E\n{bare}\n{bare}\n")
    document = open_document(str(log)).load()
    assert [document.captured(row) for row in range(1, document.count + 1)] == [b"\x02\x01"] * 5
    assert [data.strip(b"\x7e").hex().upper() for row in range(1, 6) for _, data in document.frames(row)] == [bare] * 5
