"""Date-time, date and time octets as text and back (Blue Book 4.1.6.1): wildcards and special days stay visible.

Text is ISO-like: ``2025-03-30T07:15:00.00+02:00``. An unspecified part is ``*``; month FD/FE is ``dst-end``/``dst-begin``,
day FD/FE ``last-1``/``last``. The offset is minus the deviation and is left out where the deviation is not specified.
Day of week and clock status have no place in that text; the octets keep them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

NOT_SPECIFIED = 0xFF
NO_YEAR = 0xFFFF
NO_DEVIATION = -0x8000
_MONTHS = {0xFD: "dst-end", 0xFE: "dst-begin"}
_DAYS = {0xFD: "last-1", 0xFE: "last"}
_CODES = {"dst-end": 0xFD, "dst-begin": 0xFE, "last-1": 0xFD, "last": 0xFE, "*": NOT_SPECIFIED}
SUMMER_TIME = 0x80
STATUS_BITS = {
    0x01: "invalid value",
    0x02: "doubtful value",
    0x04: "different clock base",
    0x08: "invalid clock status",
    SUMMER_TIME: "daylight saving active",
}


class Form(NamedTuple):
    """One of the three layouts: how many bytes, to text, from text."""

    size: int
    show: Callable[[bytes], str]
    parse: Callable[[str], bytes]


def _two(value: int, special: dict[int, str] | None = None) -> str:
    if value == NOT_SPECIFIED:
        return "*"
    return (special or {}).get(value) or f"{value:02d}"


def _number(text: str) -> int:
    return _CODES[text] if text in _CODES else int(text)


def show_date(raw: bytes) -> str:
    """Text of year, month and day (of the 5 bytes that end with the day of week)."""
    year = int.from_bytes(raw[:2], "big")
    return f"{'*' if year == NO_YEAR else f'{year:04d}'}-{_two(raw[2], _MONTHS)}-{_two(raw[3], _DAYS)}"


def show_time(raw: bytes) -> str:
    """Text of hour, minute, second and hundredths (4 bytes)."""
    return f"{_two(raw[0])}:{_two(raw[1])}:{_two(raw[2])}.{_two(raw[3])}"


def show_date_time(raw: bytes) -> str:
    """Text of all 12 bytes but the day of week and the clock status."""
    deviation = int.from_bytes(raw[9:11], "big", signed=True)
    offset = ""
    if deviation != NO_DEVIATION:
        hours, minutes = divmod(abs(deviation), 60)
        offset = f"{'-' if deviation > 0 else '+'}{hours:02d}:{minutes:02d}"
    return f"{show_date(raw[:5])}T{show_time(raw[5:9])}{offset}"


def status_words(status: int) -> list[str]:
    """What a clock status byte says, a phrase a bit; ``["not specified"]`` for FF."""
    if status == NOT_SPECIFIED:
        return ["not specified"]
    return [words for bit, words in STATUS_BITS.items() if status & bit]


_DATE = re.compile(r"(\*|\d+)-(\*|dst-end|dst-begin|\d+)-(\*|last-1|last|\d+)")
_TIME = re.compile(r"(\*|\d+):(\*|\d+):(\*|\d+)(?:\.(\*|\d+))?")
_REST = re.compile(r"(?:([+-])(\d\d):(\d\d))?")


def parse_date(text: str) -> bytes:
    """The 5 bytes of a date text; the day of week is that of a full date, else not specified."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date")
    year = NO_YEAR if match[1] == "*" else int(match[1])
    month, day = _number(match[2]), _number(match[3])
    return year.to_bytes(2, "big") + bytes((month, day, _weekday_of(year, month, day)))


def parse_time(text: str) -> bytes:
    """The 4 bytes of a time text; hundredths are not specified where they are left out."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no time")
    return bytes(_number(part or "*") for part in match.groups())


def parse_date_time(text: str) -> bytes:
    """The 12 bytes of a date-time text; the clock status is zero."""
    date, _, rest = text.partition("T")
    match = _TIME.match(rest)
    if match is None:
        raise ValueError(f"{text!r} is no date-time")
    tail = _REST.fullmatch(rest[match.end() :])
    if tail is None:
        raise ValueError(f"{text!r} is no date-time")
    deviation = NO_DEVIATION
    if tail[1] is not None:
        deviation = (int(tail[2]) * 60 + int(tail[3])) * (1 if tail[1] == "-" else -1)
    return parse_date(date) + parse_time(match[0]) + deviation.to_bytes(2, "big", signed=True) + b"\0"


def _weekday_of(year: int, month: int, day: int) -> int:
    """Day of week of a full date, else not specified."""
    try:
        return datetime.date(year, month, day).isoweekday()
    except ValueError:
        return NOT_SPECIFIED


FORMS: dict[str, Form] = {
    "date-time": Form(12, show_date_time, parse_date_time),
    "date": Form(5, show_date, parse_date),
    "time": Form(4, show_time, parse_time),
}
