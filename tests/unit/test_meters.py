"""Facts belong to the meter: they survive a new connection, follow its title, and stay with one of several on a host."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from dissectors.security.key_ring import KeyRing
from tests.packets import End, ethernet, ipv4, udp

CLIENT, OTHER = b"\x0a\x00\x00\x01", b"\x0a\x00\x00\x02"
METER, SECOND = b"\x0a\x00\x00\x05", b"\x0a\x00\x00\x06"
ASK_SCALER, SCALER = "C001C100030100200700FF0300", "C401C10002020FFF1623"
ASK_VALUE, VALUE = "C001C100030100200700FF0200", "C401C10012090B"
PUSH = "0F00000001000202" + "09060100200700FF" + "12090C"

Packet = tuple[End, End, str, bool]  # from, to, APDU, whether the meter sends it


def talk(client: End, meter: End, *apdus: str) -> list[Packet]:
    """Questions and answers in turn."""
    return [
        (meter, client, apdu, True) if number % 2 else (client, meter, apdu, False) for number, apdu in enumerate(apdus)
    ]


def capture(path: Path, packets: list[Packet]) -> Document:
    """A capture of wrapper datagrams, read."""
    with path.open("wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for number, (source, destination, apdu, from_meter) in enumerate(packets):
            raw = bytes.fromhex(apdu)
            payload = struct.pack(">HHHH", 1, *((1, 16) if from_meter else (16, 1)), len(raw)) + raw
            data = ethernet(ipv4(17, udp(payload, source[1], destination[1]), source[0], destination[0]))
            out.write(struct.pack("<IIII", number, 0, len(data), len(data)) + data)
    return open_document(str(path), KeyRing()).load()


def texts(document: Document) -> list[str | None]:
    """The readings of every row that has a value."""
    found: list[str | None] = []
    for row in range(1, document.count + 1):
        said = document.said(row, document.build(row).reading())
        found += [document.meaning.text(row, item) for item in said.items if item.node is not None]
    return found


HERE, LATER = (CLIENT, 40000), (CLIENT, 40001)
AT = (METER, 4059)

CASES = [
    ("another connection", [*talk(HERE, AT, ASK_SCALER, SCALER), *talk(LATER, AT, ASK_VALUE, VALUE)], "231.5 V"),
    ("another client", [*talk(HERE, AT, ASK_SCALER, SCALER), *talk((OTHER, 40000), AT, ASK_VALUE, VALUE)], "231.5 V"),
    ("before the scaler", [*talk(HERE, AT, ASK_VALUE, VALUE), *talk(LATER, AT, ASK_SCALER, SCALER)], "231.5 V"),
    ("another meter", [*talk(HERE, AT, ASK_SCALER, SCALER), *talk(HERE, (SECOND, 4059), ASK_VALUE, VALUE)], None),
    (
        "another port of the host",
        [*talk(HERE, AT, ASK_SCALER, SCALER), *talk(HERE, (METER, 4060), ASK_VALUE, VALUE)],
        None,
    ),
    (
        "a push from a port of its own",
        [*talk(HERE, AT, ASK_SCALER, SCALER), ((METER, 50000), (CLIENT, 4059), PUSH, True)],
        "231.6 V",
    ),
    (
        "a meter that calls from ports of its own",
        [
            *talk((CLIENT, 4059), (METER, 50000), ASK_SCALER, SCALER),
            *talk((CLIENT, 4059), (METER, 50001), ASK_VALUE, VALUE),
        ],
        "231.5 V",
    ),
    (
        "a push from a host of two meters",
        [
            *talk(HERE, AT, ASK_SCALER, SCALER),
            *talk(HERE, (METER, 4060), ASK_VALUE, VALUE),
            ((METER, 50000), (CLIENT, 4059), PUSH, True),
        ],
        None,
    ),
]


@pytest.mark.parametrize("packets, expected", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_a_scaler_holds(packets: list[Packet], expected: str | None, tmp_path: Path) -> None:
    document = capture(tmp_path / "meters.pcap", packets)
    assert document.count == len(packets)
    found = [text for text in texts(document) if text != "10^-1 V"]
    assert found[-1] == expected


def test_where_a_reading_comes_from(tmp_path: Path) -> None:
    document = capture(tmp_path / "meters.pcap", [*talk(HERE, AT, ASK_SCALER, SCALER, ASK_VALUE, VALUE)])
    item = document.said(4, document.build(4).reading()).items[0]
    assert document.meaning.source(4, item) == "scaler from message 2"
    assert document.meaning.source(2, document.said(2, document.build(2).reading()).items[0]) is None


def test_facts_are_learnt_again_when_the_session_stage_runs_again(tmp_path: Path) -> None:
    document = capture(tmp_path / "meters.pcap", [*talk(HERE, AT, ASK_SCALER, SCALER, ASK_VALUE, VALUE)])
    for _ in document.add_keys([]):
        pass
    assert texts(document)[-1] == "231.5 V"


def test_parts_of_a_value_have_names(tmp_path: Path) -> None:
    document = capture(tmp_path / "meters.pcap", talk(HERE, AT, ASK_SCALER, SCALER))
    tree = document.build(2)
    node = tree.reading()
    assert node is not None and node.value is not None
    names = document.names(2, tree)
    assert [names[id(part)] for part in node.value.children or ()] == [("scaler", None, ""), ("unit", "V", "")]


COLUMNS = "C401C1000102" + "020412000809060000010000FF0F02120000" + "020412000309060100200700FF0F02120000"
ASK_COLUMNS, ASK_PERIOD, ASK_BUFFER = (f"C001C100070100630100FF0{number}00" for number in (3, 4, 2))
PERIOD = "C401C1000600000384"
BUFFER = "C401C1000102" + "0202090C07E901010300000000FFC40012090B" + "020200" + "12090C"


def test_a_buffer_has_names_and_marks_what_was_put_back(tmp_path: Path) -> None:
    apdus = (ASK_SCALER, SCALER, ASK_COLUMNS, COLUMNS, ASK_PERIOD, PERIOD, ASK_BUFFER, BUFFER)
    document = capture(tmp_path / "meters.pcap", talk(HERE, AT, *apdus))
    item = document.said(8, document.build(8).reading()).items[0]
    first, second = "2025-01-01T00:00:00.00+01:00", "2025-01-01T00:15:00.00+01:00 (filled)"
    assert document.meaning.texts(8, item) == [[first, "231.5 V"], [second, "231.6 V"]]
    tree = document.build(8)
    names = document.names(8, tree)
    reading = tree.reading()
    assert reading is not None and reading.value is not None
    row = (reading.value.children or [])[1].children or []
    assert [names[id(part)] for part in row] == [
        ("Clock", second, ""),
        ("Voltage L1", "231.6 V", "scaler from message 2"),
    ]
    assert names[id(reading.value)].origin == "columns from message 4, period from message 6"


def test_a_push_has_names(tmp_path: Path) -> None:
    document = capture(tmp_path / "meters.pcap", [((METER, 50000), (CLIENT, 4059), PUSH, True)])
    tree = document.build(1)
    assert ("Voltage L1", None, "") in document.names(1, tree).values()


def test_what_comes_later_is_known_from_then_on_and_told(tmp_path: Path) -> None:
    path = tmp_path / "meters.pcap"
    capture(path, talk(HERE, AT, ASK_VALUE, VALUE, ASK_SCALER, SCALER, ASK_VALUE, VALUE))
    document = open_document(str(path), KeyRing(), batch=1)
    while document.count < 2:
        assert document.advance()
    assert texts(document) == [None]
    known = document.meaning.facts.changes
    document.load()
    assert texts(document) == ["231.5 V", "10^-1 V", "231.5 V"]
    assert document.meaning.facts.changes > known, "views see that readings changed"
