"""A load profile as a table for pandas: kinds of columns, times with their own offset, what clocks say, nothing invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer.export.profile_table import profile
from analyzer.export.sheet import csv_text, text_lines, write_parquet
from dissectors.core.reader import decode
from dissectors.meaning.facts import Fact, Facts
from dissectors.meaning.lessons import Column
from dissectors.meaning.profiles import Table, table_of
from dissectors.session.message import ObjectRef
from dissectors.spec import DATA

METER = ("meter",)
PROFILE = bytes.fromhex("0100630100FF")
BUFFER = ObjectRef(7, PROFILE, 2)
CLOCK = Column(ObjectRef(8, bytes.fromhex("0000010000FF"), 2), 0)
ENERGY = Column(ObjectRef(3, bytes.fromhex("0100010800FF"), 2), 0)
VOLTAGE = Column(ObjectRef(3, bytes.fromhex("0100200700FF"), 2), 0)
SWITCH = Column(ObjectRef(70, bytes.fromhex("000060030AFF"), 2), 0)
UNIX = Column(ObjectRef(1, bytes.fromhex("0000010100FF"), 2), 0)
WINTER, SUMMER, NO_OFFSET = "FFC400", "FF8880", "8000FF"


def at(hour: int, rest: str, day: str = "07E90101 03") -> str:
    return f"090C {day} {hour:02X}000000 {rest}"


def table(columns: tuple[Column, ...], *rows: str, voltage: tuple[int, int] | None = (-1, 35), row: int = 9) -> Table:
    facts = Facts()
    facts.add("meter", 7, PROFILE, "capture_objects", Fact(1, columns))
    facts.add("meter", 7, PROFILE, "capture_period", Fact(1, 3600))
    if voltage is not None:
        facts.add("meter", 3, VOLTAGE.ref.logical_name or b"", "scaler_unit", Fact(1, voltage))
    node = decode(DATA, bytes.fromhex(f"01{len(rows):02X}" + "".join(f"02{len(columns):02X}{each}" for each in rows)))
    found = table_of(node, BUFFER, METER, facts, row)
    assert found is not None
    return found


KINDS: list[tuple[str, tuple[Column, ...], tuple[str, ...], list[tuple[str, str]]]] = [
    ("times with offsets", (CLOCK,), (at(0, WINTER), at(1, SUMMER)), [("Clock", "time"), ("Clock status", "text")]),
    ("times without", (CLOCK,), (at(0, NO_OFFSET), "00"), [("Clock", "local time")]),
    ("both", (CLOCK,), (at(0, NO_OFFSET), at(1, WINTER)), [("Clock", "text")]),
    ("a time with wildcards", (CLOCK,), (at(0, WINTER), at(1, WINTER, "FFFF0101 03")), [("Clock", "text")]),
    ("a time that is none", (CLOCK,), ("1105",), [("Clock", "text")]),
    ("a doubtful time", (CLOCK,), (at(0, "FFC402"),), [("Clock", "time"), ("Clock status", "text")]),
    ("whole numbers", (ENERGY,), ("0600000001", "00"), [("Active energy import (+A) total", "integer")]),
    ("scaled numbers", (VOLTAGE,), ("1208FC", "00"), [("Voltage L1 [V]", "number")]),
    ("truth values", (SWITCH,), ("0301", "0300"), [("Disconnect control", "boolean")]),
    ("texts", (ENERGY,), ("0902ABCD", "0600000001"), [("Active energy import (+A) total", "text")]),
    ("numbers beyond 64 bits", (ENERGY,), ("15FFFFFFFFFFFFFFFF",), [("Active energy import (+A) total", "number")]),
    ("seconds since 1970", (UNIX,), ("0667748580",), [("UNIX clock 0 (seconds)", "time")]),
    ("the same column twice", (ENERGY, ENERGY), ("11011102",), [("Active energy import (+A) total", "integer")]),
]


@pytest.mark.parametrize("columns, rows, kinds", [each[1:] for each in KINDS], ids=[each[0] for each in KINDS])
def test_kinds_of_columns(columns: Any, rows: Any, kinds: Any, tmp_path: Path) -> None:
    sheet = profile([("m", table(columns, *rows))])
    assert [tuple(column) for column in sheet.columns] == [*kinds, ("filled", "text")]
    pytest.importorskip("pyarrow")
    assert write_parquet(profile([("m", table(columns, *rows))], offsets=True), str(tmp_path / "out.parquet")) == len(
        rows
    )


def test_the_offset_of_each_time_is_kept(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = str(tmp_path / "load.parquet")
    write_parquet(profile([("m", table((CLOCK,), at(1, SUMMER), at(2, WINTER), "00"))], offsets=True), out)
    found = parquet.read_table(out)
    assert [str(field.type) for field in found.schema] == ["timestamp[ns, tz=UTC]", "int64", "string", "string"]
    rows = [tuple(str(cell) for cell in row.values()) for row in found.to_pylist()]
    assert rows == [
        ("2024-12-31 23:00:00+00:00", "120", "daylight saving active", "None"),
        ("2025-01-01 01:00:00+00:00", "60", "None", "None"),
        ("2025-01-01 02:00:00+00:00", "60", "None", "Clock"),
    ]


def test_no_zone_is_invented(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = str(tmp_path / "load.parquet")
    sheet = profile([("m", table((CLOCK,), at(1, NO_OFFSET)))], offsets=True)
    assert csv_text(sheet).splitlines()[1] == "2025-01-01T01:00:00.00,"
    write_parquet(sheet, out)
    found = parquet.read_table(out)
    assert str(found.schema.field("Clock").type) == "timestamp[ns]" and found.schema.names == ["Clock", "filled"]


def test_what_was_put_back_is_told() -> None:
    sheet = profile([("m", table((CLOCK, VOLTAGE), f"{at(0, WINTER)}1208FC", "0000", "001208FD"))])
    assert csv_text(sheet).splitlines() == [
        "Clock,Voltage L1 [V],filled",
        "2025-01-01T00:00:00.00+01:00,230.0,",
        "2025-01-01T01:00:00.00+01:00,230.0,Clock Voltage L1 [V]",
        "2025-01-01T02:00:00.00+01:00,230.1,Clock",
    ]


def test_one_column_whatever_scaler_the_meter_had_at_the_time() -> None:
    first, second = f"{at(0, WINTER)}1208FC", f"{at(1, WINTER)}11E6"
    tables = [
        ("m", table((CLOCK, VOLTAGE), first)),
        ("m", table((CLOCK, VOLTAGE), second, voltage=(0, 35))),
        ("m", table((CLOCK, VOLTAGE), second, voltage=(0, 35))),
    ]
    assert csv_text(profile(tables)).splitlines()[1:] == [
        "2025-01-01T00:00:00.00+01:00,230.0,",
        "2025-01-01T01:00:00.00+01:00,230,",
    ]


def test_rows_that_are_alike_stay_where_no_time_tells_them_apart() -> None:
    one = table((ENERGY,), "0600000001", "0600000001")
    assert len([*profile([("m", one), ("m", one)]).rows]) == 4
    timed = table((CLOCK, ENERGY), f"{at(0, WINTER)}0600000001")
    assert len([*profile([("m", timed), ("m", timed)]).rows]) == 1


def test_several_meters_are_told_apart() -> None:
    one = table((CLOCK, ENERGY), f"{at(0, WINTER)}0600000001")
    sheet = profile([("first", one), ("second", one), ("first", one)])
    assert csv_text(sheet).splitlines() == [
        "meter,Clock,Active energy import (+A) total,filled",
        "first,2025-01-01T00:00:00.00+01:00,1,",
        "second,2025-01-01T00:00:00.00+01:00,1,",
    ]


def test_readings_with_other_columns_stand_in_one_table() -> None:
    first = table((CLOCK, ENERGY), f"{at(0, WINTER)}0600000001")
    second = table((CLOCK, VOLTAGE), f"{at(1, WINTER)}1208FC")
    assert csv_text(profile([("m", first), ("m", second)])).splitlines() == [
        "Clock,Active energy import (+A) total,Voltage L1 [V],filled",
        "2025-01-01T00:00:00.00+01:00,1,,",
        "2025-01-01T01:00:00.00+01:00,,230.0,",
    ]


def test_text_leaves_out_an_empty_last_column() -> None:
    assert [*text_lines(profile([("m", table((CLOCK, VOLTAGE), f"{at(0, WINTER)}1208FC"))]))] == [
        "Clock                         Voltage L1 [V]",
        "2025-01-01T00:00:00.00+01:00           230.0",
    ]
