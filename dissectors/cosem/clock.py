"""What do the octets of a date-time, a date or a time say, and are they plausible?

The text form and its wildcards are those of :mod:`dissectors.core.clock`; here are the parts that text leaves out (day
of week and clock status), points in time, and plausibility (Blue Book 4.1.6.1).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from dissectors.core import clock

DATE_TIME_SIZE, DATE_SIZE, TIME_SIZE = 12, 5, 4
_SHOW = {form.size: form.show for form in clock.FORMS.values()}
_NOT_SPECIFIED = clock.NOT_SPECIFIED
_DEVIATIONS = range(-720, 841)
_RESERVED_STATUS = 0x70
_SPECIAL_MONTHS, _SPECIAL_DAYS = (0xFD, 0xFE), (0xFD, 0xFE)


def format_clock(raw: bytes) -> str:
    """The text of 12 (date-time), 5 (date) or 4 (time) octets; hex for any other number of them."""
    show = _SHOW.get(len(raw))
    return raw.hex() if show is None else show(raw)


def parse_date_time(text: str, day_of_week: int | None = None, status: int = 0) -> bytes:
    """The 12 octets of ``2025-03-30T07:15:00.00+02:00``. Raises ValueError.

    The text has no place for the day of week and the clock status: by default the day of week is that of the date.
    """
    raw = bytearray(_guard(clock.parse_date_time, text))
    if day_of_week is not None:
        raw[4] = day_of_week
    raw[11] = status
    return bytes(raw)


def parse_date(text: str, day_of_week: int | None = None) -> bytes:
    """The 5 octets of ``2025-03-30``. Raises ValueError."""
    raw = _guard(clock.parse_date, text)
    return raw if day_of_week is None else raw[:4] + bytes((day_of_week,))


def parse_time(text: str) -> bytes:
    """The 4 octets of ``07:15:00.00``. Raises ValueError."""
    return _guard(clock.parse_time, text)


def clock_status(status: int) -> list[str]:
    """The phrases of the bits that are set in a clock status; ``["not specified"]`` for FF."""
    return clock.status_words(status)


def to_datetime(raw: bytes) -> datetime.datetime | None:
    """The point in time of 12 octets, aware only where the deviation is given; None where a part is not specified.

    Unspecified hundredths count as zero: clocks without them are the rule.
    """
    if len(raw) != DATE_TIME_SIZE:
        return None
    hundredths = 0 if raw[8] == _NOT_SPECIFIED else raw[8]
    deviation = int.from_bytes(raw[9:11], "big", signed=True)
    try:
        zone = None if deviation == clock.NO_DEVIATION else datetime.timezone(datetime.timedelta(minutes=-deviation))
        year = int.from_bytes(raw[:2], "big")
        return datetime.datetime(year, raw[2], raw[3], raw[5], raw[6], raw[7], hundredths * 10_000, zone)
    except ValueError:
        return None


def plausible(raw: bytes) -> bool:
    """Whether 12, 5 or 4 octets can be a date-time, a date or a time: every part in its range or unspecified."""
    if len(raw) == DATE_TIME_SIZE:
        deviation = int.from_bytes(raw[9:11], "big", signed=True)
        status = raw[11]
        return (
            _date_plausible(raw[:5])
            and _time_plausible(raw[5:9])
            and (deviation in _DEVIATIONS or deviation == clock.NO_DEVIATION)
            and (status == _NOT_SPECIFIED or not status & _RESERVED_STATUS)
        )
    if len(raw) == DATE_SIZE:
        return _date_plausible(raw)
    return len(raw) == TIME_SIZE and _time_plausible(raw)


def _date_plausible(raw: bytes) -> bool:
    year = int.from_bytes(raw[:2], "big")
    month, day, day_of_week = raw[2], raw[3], raw[4]
    if (year > 9999 and year != clock.NO_YEAR) or not (1 <= day_of_week <= 7 or day_of_week == _NOT_SPECIFIED):
        return False
    if not (1 <= month <= 12 or month == _NOT_SPECIFIED or month in _SPECIAL_MONTHS):
        return False
    if day == _NOT_SPECIFIED or day in _SPECIAL_DAYS:
        return True
    return 1 <= day <= (_DAYS[month - 1] if month <= 12 else 31)


_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _time_plausible(raw: bytes) -> bool:
    return all(part < limit or part == _NOT_SPECIFIED for part, limit in zip(raw, (24, 60, 60, 100), strict=True))


def _guard(parse: Callable[[str], bytes], text: str) -> bytes:
    """Call a parser of the core; a number that does not fit its octets is a ValueError like any other bad text."""
    try:
        return parse(text)
    except (OverflowError, ValueError) as error:
        raise ValueError(f"{text!r} is no date or time: {error}") from None
