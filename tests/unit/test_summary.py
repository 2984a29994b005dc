"""A list shows what values say in a short piece: the span of a load profile, the first readings of a push or a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.export.messages import message
from analyzer.render import list_line
from tests.unit.test_meters import (
    ASK_BUFFER,
    ASK_COLUMNS,
    ASK_PERIOD,
    ASK_SCALER,
    AT,
    BUFFER,
    CLIENT,
    COLUMNS,
    HERE,
    METER,
    PERIOD,
    SCALER,
    capture,
    talk,
)

VALUE_CELL, OBJECT_CELL = 7, 6


def asked(class_id: int, code: str, number: int) -> str:
    return f"C001C1{class_id:04X}{bytes(map(int, code.split('.'))).hex()}{number:02X}00"


CLOCK = "090C07E901010300000000FFC400"
REGISTER = asked(3, "1.0.32.7.0.255", 2)
LIST = "C003C102" + "00030100200700FF0200" + "00080000010000FF0200"
SUMMARIES = [
    ("columns of a profile", [ASK_COLUMNS, COLUMNS], "2 columns: Clock, Voltage L1"),
    (
        "a buffer with times that are left out",
        [ASK_COLUMNS, COLUMNS, ASK_PERIOD, PERIOD, ASK_BUFFER, BUFFER],
        "2 rows × 2, 2025-01-01 00:00 … 00:15",
    ),
    (
        "a last time that the period alone would tell",
        [ASK_COLUMNS, COLUMNS, ASK_BUFFER, BUFFER],
        "2 rows × 2, 2025-01-01 00:00 … ?",
    ),
    (
        "a row of a buffer",
        [ASK_COLUMNS, COLUMNS, ASK_BUFFER, f"C401C1000101 0202{CLOCK}12090B"],
        "1 row × 2, 2025-01-01 00:00",
    ),
    (
        "days apart",
        [ASK_COLUMNS, COLUMNS, ASK_BUFFER, f"C401C10001020202{CLOCK}12090B0202{CLOCK.replace('0103', '0204')}12090B"],
        "2 rows × 2, 2025-01-01 00:00 … 2025-01-02 00:00",
    ),
    ("a buffer whose columns nobody read", [ASK_BUFFER, BUFFER], "2 rows × 2"),
    ("rows of unlike length", [ASK_BUFFER, "C401C1000102 02011101 020211011102"], "array of 2"),
    (
        "a list",
        [ASK_SCALER, SCALER, LIST, f"C403C102 0012090B 00{CLOCK}"],
        "2 values: 231.5 V, 2025-01-01T00:00:00.00+01:00",
    ),
    ("a list with a refusal", [ASK_SCALER, SCALER, LIST, "C403C102 0012090B 0103"], "1 value: 231.5 V, 1 refused"),
    (
        "an object list",
        [asked(15, "0.0.40.0.0.255", 2), "C401C1000101 0204 120003 1100 0906 0100200700FF 0202 0100 0100"],
        "1 object",
    ),
    (
        "a capture object",
        [asked(7, "1.0.99.1.0.255", 6), "C401C100 0204 120008 0906 0000010000FF 0F02 120000"],
        "Clock",
    ),
    (
        "thousands of watt-hours",
        [asked(3, "1.0.1.8.0.255", 3), "C401C100 02020F00161E", asked(3, "1.0.1.8.0.255", 2), "C401C100 0600BC614E"],
        "12345.678 kWh",
    ),
    ("a text", [asked(1, "0.0.42.0.0.255", 2), "C401C100 0905 4142433132"], "ABC12"),
    ("no text", [asked(1, "0.0.96.1.0.255", 2), "C401C100 0900"], '""'),
    ("an empty list", [asked(1, "0.0.96.1.0.255", 2), "C401C100 0100"], "array of 0"),
    (
        "a structure of codes and texts",
        [asked(15, "0.0.40.0.0.255", 11), "C401C100 0202 1101 0900"],
        '{1, ""}',
    ),
    (
        "the first parts of a longer structure",
        [asked(15, "0.0.40.0.0.255", 4), "C401C100 0207 1102 1110 1202F4 1105 1108 1101 1103"],
        "{2, 16, 756, 5, …}",
    ),
    (
        "an object identifier",
        [asked(15, "0.0.40.0.0.255", 4), "C401C100 0907 60857405080103"],
        "2.16.756.5.8.1.3 logical-name-with-ciphering",
    ),
    (
        "an object identifier with its BER header",
        [asked(15, "0.0.40.0.0.255", 6), "C401C100 0909 060760857405080205"],
        "2.16.756.5.8.2.5 high-level-security-gmac",
    ),
    ("octets", [asked(1, "0.0.96.1.0.255", 2), "C401C100 0903 010203"], "010203"),
    ("a structure that no class describes", [asked(1, "0.0.96.1.0.255", 2), "C401C100 0202 1101 1102"], "{1, 2}"),
]  # fmt: skip


@pytest.mark.parametrize("apdus, text", [row[1:] for row in SUMMARIES], ids=[row[0] for row in SUMMARIES])
def test_a_value_in_a_list(apdus: list[str], text: str, tmp_path: Path) -> None:
    document = capture(tmp_path / "meter.pcap", talk(HERE, AT, *apdus))
    assert list_line(document, document.count, None)[VALUE_CELL] == text


def test_files_keep_the_unit_of_the_meter(tmp_path: Path) -> None:
    energy = next(apdus for _, apdus, text in SUMMARIES if text == "12345.678 kWh")
    document = capture(tmp_path / "meter.pcap", talk(HERE, AT, *energy))
    assert message(document, 4)["text"] == "12345678 Wh"


PUSHES = [
    ("readings with units first", "0103" + "0202" + "09060000600100FF" + "0904 4D455431" + "0203" + "09060100200700FF"
     + "12090C" + "02020FFF1623" + "0203" + "09060100010700FF" + "120118" + "02020F00161B", "3 values: 231.6 V, 280 W"),
    ("values without units", "0202" + "09060100200700FF" + "12090C", "1 value: Voltage L1: 2316"),
    ("values without codes", "0205 1101 1102 1103 1104 1105", "structure of 5"),
]  # fmt: skip


@pytest.mark.parametrize("body, text", [row[1:] for row in PUSHES], ids=[row[0] for row in PUSHES])
def test_a_push_in_a_list(body: str, text: str, tmp_path: Path) -> None:
    document = capture(tmp_path / "push.pcap", [((METER, 50000), (CLIENT, 4059), f"0F0000000100{body}", True)])
    assert list_line(document, 1, None)[VALUE_CELL].startswith(text)


OBJECTS = [
    (REGISTER, "1-0:32.7.0 #2 Voltage L1"),
    (ASK_SCALER, "1-0:32.7.0 #3 Voltage L1, scaler_unit"),
    ("C301C1004600006003 0AFF0100", "0-0:96.3.10 :1 Disconnect control, remote_disconnect"),
]


@pytest.mark.parametrize("apdu, text", OBJECTS)
def test_an_object_in_a_list(apdu: str, text: str, tmp_path: Path) -> None:
    assert list_line(capture(tmp_path / "get.pcap", talk(HERE, AT, apdu)), 1, None)[OBJECT_CELL] == text
