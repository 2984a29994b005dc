"""Buffers of profiles as tables: named and scaled columns, nulls and deltas put back, compact arrays, compact data."""

from __future__ import annotations

from typing import Any

import pytest

from dissectors.core import clock
from dissectors.core.reader import decode
from dissectors.meaning.access import Selection, selection_in, selection_of
from dissectors.meaning.facts import Fact, Facts
from dissectors.meaning.lessons import Column
from dissectors.meaning.profiles import later, table_of
from dissectors.session.message import ObjectRef
from dissectors.spec import APDU, DATA

PROFILE, COMPACT = bytes.fromhex("0100630100FF"), bytes.fromhex("0000420000FF")
CLOCK, ENERGY, VOLTAGE = (bytes.fromhex(code) for code in ("0000010000FF", "0100010800FF", "0100200700FF"))
BUFFER = ObjectRef(7, PROFILE, 2)
METER = ("meter",)
COLUMNS = tuple(Column(ObjectRef(class_id, name, 2), 0) for class_id, name in ((8, CLOCK), (3, ENERGY), (3, VOLTAGE)))
MIDNIGHT = "090C 07E90101 03 00000000 FFC4 00"
FIRST = f"0203 {MIDNIGHT} 06000F4240 1208FC"


def data(octets: str) -> Any:
    return decode(DATA, bytes.fromhex(octets))


def facts(columns: tuple[Column, ...] = COLUMNS, period: int | None = 900) -> Facts:
    known = Facts()
    known.add("meter", 7, PROFILE, "capture_objects", Fact(1, columns))
    known.add("meter", 3, ENERGY, "scaler_unit", Fact(2, (-3, 30)))
    known.add("meter", 3, VOLTAGE, "scaler_unit", Fact(3, (-1, 35)))
    if period is not None:
        known.add("meter", 7, PROFILE, "capture_period", Fact(4, period))
    return known


def texts(octets: str, known: Facts | None = None, ref: ObjectRef = BUFFER, selection: Selection | None = None) -> Any:
    table = table_of(data(octets), ref, METER, facts() if known is None else known, 9, selection)
    return None if table is None else [[(cell.text, cell.filled) for cell in line] for line in table.rows]


def test_columns_have_names_and_units() -> None:
    table = table_of(data(f"0101 {FIRST}"), BUFFER, METER, facts(), 9)
    assert table is not None
    assert [(head.name, head.unit, head.is_time) for head in table.heads] == [
        ("Clock", "", True),
        ("Active energy import (+A) total", "Wh", False),
        ("Voltage L1", "V", False),
    ]
    assert [cell.text for cell in table.rows[0]] == ["2025-01-01T00:00:00.00+01:00", "1000.000 Wh", "230.0 V"]
    assert [cell.value for cell in table.rows[0]] == ["2025-01-01T00:00:00.00+01:00", 1_000_000, 2300]


TIMES = [
    ("07E90101 03 00000000 FFC4 00", "2025-01-01T00:00:00.00+01:00"),
    ("07E9FE01 FF FF0000FF 8000 FF", "2025-dst-begin-01T*:00:00.*"),
    ("FFFF0BFE 07 02000000 012C 00", "*-11-lastT02:00:00.00-05:00"),
]


@pytest.mark.parametrize("octets, text", TIMES)
def test_times_read_as_everywhere_else(octets: str, text: str) -> None:
    table = table_of(data(f"0101 0203 090C {octets} 00 00"), BUFFER, METER, facts(), 9)
    assert table is not None and table.rows[0][0].text == text
    assert table.rows[0][0].text == clock.FORMS["date-time"].show(bytes.fromhex(octets))


def test_null_is_the_period_later_or_the_row_above() -> None:
    rows = texts(f"0103 {FIRST} 0203 00 06000F4241 00 0203 00 00 1208FD")
    assert rows[1] == [("2025-01-01T00:15:00.00+01:00", True), ("1000.001 Wh", False), ("230.0 V", True)]
    assert rows[2] == [("2025-01-01T00:30:00.00+01:00", True), ("1000.001 Wh", True), ("230.1 V", False)]


def test_no_time_is_invented_without_a_period() -> None:
    rows = texts(f"0103 {FIRST} 0203 00 00 00 0203 00 00 00", facts(period=None))
    assert [row[0] for row in rows[1:]] == [(None, False)] * 2
    assert [row[0] for row in texts("0101 0203 00 00 00")] == [(None, False)]


def test_deltas_add_to_the_row_above() -> None:
    rows = texts(f"0103 {FIRST} 0203 00 1F0A 1CFF 0203 00 1F0A 1CFF")
    assert [row[1:] for row in rows[1:]] == [
        [("1000.010 Wh", True), ("229.9 V", True)],
        [("1000.020 Wh", True), ("229.8 V", True)],
    ]


def test_a_compact_array_is_a_buffer_too() -> None:
    octets = "13 0203 09 06 12 26" + (MIDNIGHT.replace(" ", "")[2:] + "000F4240" + "08FC") * 2
    assert [row[1:] for row in texts(octets)] == [[("1000.000 Wh", False), ("230.0 V", False)]] * 2


def test_columns_that_do_not_fit_give_no_table() -> None:
    assert texts("0101 0202 00 00") is None
    assert texts(f"0101 {FIRST}", Facts()) is None
    assert texts("0100") is None
    assert texts("0600000000") is None


def test_an_element_of_an_attribute_is_not_scaled_as_the_whole() -> None:
    columns = (
        Column(ObjectRef(8, CLOCK, 2), 0),
        Column(ObjectRef(3, ENERGY, 2), 0),
        Column(ObjectRef(1, VOLTAGE, 2), 2),
    )
    table = table_of(data(f"0101 {FIRST}"), BUFFER, METER, facts(columns), 9)
    assert table is not None and table.heads[2].name == "Voltage L1 [2]" and table.rows[0][2].text is None


def test_compact_data_reads_by_its_template() -> None:
    known = Facts()
    ref = ObjectRef(62, COMPACT, 2)
    columns = (Column(ObjectRef(62, COMPACT, 4), 0), Column(ObjectRef(3, ENERGY, 2), 0))
    known.add("meter", 62, COMPACT, "capture_objects", Fact(1, columns))
    known.add("meter", 3, ENERGY, "scaler_unit", Fact(2, (0, 30)))
    buffer = "0905 07 000F4240"
    assert texts(buffer, known, ref) is None
    known.add("meter", 62, COMPACT, "template_description", Fact(3, bytes.fromhex("02021106")))
    known.add("meter", 62, COMPACT, "template_id", Fact(4, 7))
    assert texts(buffer, known, ref) == [[(None, False), ("1000000 Wh", False)]]
    assert texts("0905 08 000F4240", known, ref) is None, "another template"
    assert texts("0904 07 000F42", known, ref) is None, "bytes that do not fit"


LATER = [
    ("07E9010103000000 00FFC400", 900, "07E901010300 0F00 00FFC400"),
    ("07E80C1F02173B3B FFFFC400", 1, "07E9010103000000 FFFFC400"),
    ("07E80C1FFF173B3B FFFFC400", 1, "07E90101FF000000 FFFFC400"),
    ("07E8FF1FFF173B3B FFFFC400", 1, None),
    ("270F0C1F05173B3B 00800000", 1, None),
    ("07E8", 1, None),
]


@pytest.mark.parametrize("octets, seconds, expected", LATER)
def test_later(octets: str, seconds: int, expected: str | None) -> None:
    assert later(bytes.fromhex(octets), seconds) == (None if expected is None else bytes.fromhex(expected))


GET = "C001C1 0007 0100630100FF 02"
RANGE = "0204 0204 120008 09060000010000FF 0F02 120000 090C 07E90102FF00000000800000 090C 07E90102FF06000000800000"
WORDS = [
    (f"{GET} 00", None),
    (f"{GET} 01 02 0204 0600000001 060000003C 120001 120000", "entries 1 to 60"),
    (f"{GET} 01 02 0204 0600000001 0600000000 120002 120003", "entries 1 to last, columns 2 to 3"),
    (f"{GET} 01 01 {RANGE} 0100", "from 2025-01-02T00:00:00.00 to 2025-01-02T06:00:00.00"),
    (
        f"{GET} 01 01 {RANGE} 0102 0204 120008 09060000010000FF 0F02 120000 0204 120003 09060100010800FF 0F02 120000",
        "from 2025-01-02T00:00:00.00 to 2025-01-02T06:00:00.00, columns Clock, Active energy import (+A) total",
    ),
    (f"{GET} 01 01 00", None),
    (f"{GET} 01 07 0204 0600000001 060000003C 120001 120000", None),
    ("C001C1 000F 0000280000FF 02 01 01 00", "all objects"),
    ("C001C1 000F 0000280000FF 02 01 02 0102 120003 120008", "objects of class 3, 8"),
    ("C001C1 000F 0000280000FF 02 01 04 0202 120003 09060100010800FF", "objects 1-0:1.8.0*255 (class 3)"),
    ("C001C1 0003 0100010800FF 02 01 01 00", None),
]


@pytest.mark.parametrize("octets, text", WORDS)
def test_selective_access_in_words(octets: str, text: str | None) -> None:
    apdu = decode(APDU, bytes.fromhex(octets))
    raw = bytes.fromhex(octets)
    found = selection_in(apdu, ObjectRef(int.from_bytes(raw[3:5], "big"), raw[5:11], raw[11]))
    assert (found.text if found is not None else None) == text


def test_a_selection_leaves_its_columns() -> None:
    selection = selection_of(BUFFER, 2, data("0204 0600000001 0600000000 120002 120003"))
    assert selection is not None and selection.columns_of(COLUMNS) == COLUMNS[1:]
    assert texts("0101 0202 06000F4240 1208FC", None, BUFFER, selection) == [
        [("1000.000 Wh", False), ("230.0 V", False)]
    ]


def test_a_difference_without_a_row_above_is_no_reading() -> None:
    rows = texts(f"0103 0203 {MIDNIGHT} 1F0A 1208FC 0203 00 1F0A 00 0203 00 06000F4240 00")
    assert [row[1] for row in rows] == [(None, False), (None, False), ("1000.000 Wh", False)]


BILLED = Column(ObjectRef(3, bytes.fromhex("0000000102FF"), 2), 0)
PEAK_AT = Column(ObjectRef(4, bytes.fromhex("0100010600FF"), 5), 0)


@pytest.mark.parametrize("column", [BILLED, PEAK_AT], ids=["named a time stamp", "declared a capture time"])
def test_only_the_clock_runs_on_in_what_is_left_out(column: Column) -> None:
    rows = texts(f"0102 0202 {MIDNIGHT} {MIDNIGHT} 0202 00 00", facts((COLUMNS[0], column)))
    assert rows[1] == [("2025-01-01T00:15:00.00+01:00", True), ("2025-01-01T00:00:00.00+01:00", True)]
