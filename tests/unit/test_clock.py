"""Clocks: text both ways, points in time, status phrases, plausibility."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissectors.cosem import clock

TEXTS = [
    ("07E9 03 1E 07 07 0F 00 00 FF88 80", "2025-03-30T07:15:00.00+02:00"),
    ("07E9 03 1E 07 07 0F 00 FF 8000 FF", "2025-03-30T07:15:00.*"),
    ("07E6 07 0B 01 0C 1E 00 00 003C 00", "2022-07-11T12:30:00.00-01:00"),
    ("07E6 07 0B 01 0C 1E 00 00 0000 00", "2022-07-11T12:30:00.00+00:00"),
    ("FFFF 03 FE 07 02 00 00 00 8000 00", "*-03-lastT02:00:00.00"),
    ("FFFF FE FD FF 02 FF FF FF 8000 00", "*-dst-begin-last-1T02:*:*.*"),
    ("FFFF FD FF FF FF FF FF FF 8000 FF", "*-dst-end-*T*:*:*.*"),
    ("FFFF 0A FE 07", "*-10-last"),
    ("07E9 0C 1F 03", "2025-12-31"),
    ("17 3B 00 FF", "23:59:00.*"),
    ("FF 00 00 00", "*:00:00.00"),
    ("0102", "0102"),
]


@pytest.mark.parametrize(("octets", "text"), TEXTS)
def test_format(octets: str, text: str) -> None:
    assert clock.format_clock(bytes.fromhex(octets)) == text


@pytest.mark.parametrize(("octets", "text"), TEXTS[:-1])
def test_parse(octets: str, text: str) -> None:
    raw = bytes.fromhex(octets)
    parsed = {
        12: lambda: clock.parse_date_time(text, raw[4], raw[11]),
        5: lambda: clock.parse_date(text, raw[4]),
        4: lambda: clock.parse_time(text),
    }[len(raw)]()
    assert parsed == raw


def test_day_of_week_is_that_of_the_date_where_it_is_not_given() -> None:
    assert clock.parse_date_time("2025-03-30T07:15:00.00+02:00")[4] == 7
    assert clock.parse_date("*-03-30")[4] == 0xFF


@pytest.mark.parametrize(
    "text", ["", "2025-03-30", "2025-03-30T", "x-03-30T07:15:00", "99999-01-01T00:00:00", "2025-300-01T00:00:00", "T"]
)
def test_what_is_no_date_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        clock.parse_date_time(text)


PART = st.integers(0, 255)


@given(st.tuples(*[PART] * 9), st.integers(-720, 840) | st.just(-0x8000), PART)
def test_date_times_survive_text(parts: tuple[int, ...], deviation: int, status: int) -> None:
    raw = bytes(parts) + deviation.to_bytes(2, "big", signed=True) + bytes((status,))
    assert clock.parse_date_time(clock.format_clock(raw), raw[4], status) == raw


@given(st.binary(min_size=4, max_size=5))
def test_dates_and_times_survive_text(raw: bytes) -> None:
    text = clock.format_clock(raw)
    assert (clock.parse_time(text) if len(raw) == 4 else clock.parse_date(text, raw[4])) == raw


@given(st.binary(max_size=14))
def test_nothing_raises_on_octets(raw: bytes) -> None:
    clock.format_clock(raw)
    moment = clock.to_datetime(raw)
    assert moment is None or len(raw) == 12
    assert clock.plausible(raw) in (True, False)


MOMENTS = [
    ("07E9 03 1E 07 07 0F 00 00 FF88 80", "2025-03-30T07:15:00+02:00"),
    ("07E9 03 1E 07 07 0F 00 32 003C 00", "2025-03-30T07:15:00.500000-01:00"),
    ("07E9 03 1E FF 07 0F 00 FF 8000 FF", "2025-03-30T07:15:00"),
    ("FFFF 03 1E FF 07 0F 00 FF 8000 FF", None),
    ("07E9 03 FE FF 07 0F 00 FF 8000 FF", None),
    ("07E9 03 1E FF 07 0F FF FF 8000 FF", None),
    ("07E9 02 1E FF 07 0F 00 FF 8000 FF", None),
    ("07E9 03 1E FF 07 0F 00 FF 7FFF FF", None),
    ("07E9 03 1E 07", None),
]


@pytest.mark.parametrize(("octets", "expected"), MOMENTS)
def test_points_in_time(octets: str, expected: str | None) -> None:
    moment = clock.to_datetime(bytes.fromhex(octets))
    assert moment == (None if expected is None else datetime.datetime.fromisoformat(expected))


STATUS = [
    (0x00, []),
    (0x80, ["daylight saving active"]),
    (0x03, ["invalid value", "doubtful value"]),
    (0x0C, ["different clock base", "invalid clock status"]),
    (0xFF, ["not specified"]),
]


@pytest.mark.parametrize(("status", "words"), STATUS)
def test_clock_status(status: int, words: list[str]) -> None:
    assert clock.clock_status(status) == words


PLAUSIBLE = [
    ("07E9 03 1E 07 07 0F 00 00 FF88 80", True),
    ("FFFF FF FF FF FF FF FF FF 8000 FF", True),
    ("FFFF FE FE 07 02 00 00 00 8000 00", True),
    ("07E9 0D 1E 07 07 0F 00 00 FF88 80", False),  # month 13
    ("07E9 02 1E 07 07 0F 00 00 FF88 80", False),  # 30 February
    ("07E9 00 01 07 07 0F 00 00 FF88 80", False),  # month 0
    ("07E9 03 1E 08 07 0F 00 00 FF88 80", False),  # eighth day of the week
    ("07E9 03 1E 07 18 0F 00 00 FF88 80", False),  # hour 24
    ("07E9 03 1E 07 07 0F 00 64 FF88 80", False),  # 100 hundredths
    ("07E9 03 1E 07 07 0F 00 00 0349 80", False),  # deviation 841
    ("07E9 03 1E 07 07 0F 00 00 FF88 10", False),  # reserved bit of the status
    ("4142434445464748494A4B4C", False),  # letters
    ("07E9 0C 1F 03", True),
    ("07E9 0C 20 03", False),
    ("17 3B 3B 63", True),
    ("17 3C 00 00", False),
    ("", False),
]


@pytest.mark.parametrize(("octets", "expected"), PLAUSIBLE)
def test_plausible(octets: str, expected: bool) -> None:
    assert clock.plausible(bytes.fromhex(octets)) is expected
