"""A load profile as it was read, buffer by buffer: one table whose rows know their message, and its columns as series.

Times are the meter's own. Rows are placed on the axis by instants where every time tells its offset, and named by the
local time that the meter wrote, so the hour that a clock repeats in autumn stands twice and in order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from analyzer.document import Document
from dissectors.core.clock import SUMMER_TIME, status_words
from dissectors.meaning.profiles import Cell, Head
from dissectors.meaning.readings import Entry, Readings, is_time
from dissectors.session.message import ObjectRef

_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d\d|\*))?([+-]\d\d:\d\d)?")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_NO_REMARK = ("", *status_words(SUMMER_TIME))  # the offset says as much
_HUGE = 1e300  # what is beyond is no quantity
_STATUS = re.compile(r"\bstatus\b", re.IGNORECASE)


class Profile(Readings[int]):
    """``origin`` of an entry is the message that gave it. ``unreadable`` counts readings whose columns are not known."""

    def __init__(self) -> None:
        super().__init__()
        self.period: int | None = None
        self.unreadable = 0

    def read(self, document: Document, row: int, ref: ObjectRef) -> None:
        """Read the buffer of a profile that an answer gives."""
        for item in document.said(row, document.build(row, False).reading()).items:
            if item.ref is None or item.node is None:
                continue
            if item.ref.logical_name == ref.logical_name and item.ref.number == ref.number:
                table = document.meaning.table(row, item)
                if table is None:
                    self.unreadable += 1
                else:
                    self.period = table.period or self.period
                    self.take(table, row)


def read_profile(document: Document, ref: ObjectRef, rows: Sequence[int]) -> Iterator[tuple[int, Profile]]:
    """The profile that buffers in ``rows`` give; yields how many are read, and the profile as far as it is."""
    profile = Profile()
    for done, row in enumerate(rows, 1):
        profile.read(document, row, ref)
        yield done, profile
    if not rows:
        yield 0, profile


# --- what a row says ------------------------------------------------------------------------------


def is_status(head: Head) -> bool:
    """Whether a column holds status bits, by the name of its object."""
    return head.scale is None and not is_time(head) and bool(_STATUS.search(head.name))


def status_bits(profile: Profile, entry: Entry[int]) -> list[str]:
    """What is unusual about a row: bits of its status columns by number, for their meaning is the meter's own, and what
    its clock says of the time."""
    found: list[str] = []
    for column, head in enumerate(profile.heads):
        cell = entry.cell(column)
        if cell is None:
            continue
        found += [f"{head.name}: {words}" for words in cell.status.split(", ") if words not in _NO_REMARK]
        if not is_status(head):
            continue
        bits = _bits(cell.value)
        if bits:
            several = "s" if len(bits) > 1 else ""
            found.append(f"{head.name} = {cell.value}: bit{several} {', '.join(map(str, bits))} set")
    return found


def _bits(value: Any) -> list[int]:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return []
    if isinstance(value, str):  # a bit string, the first bit first
        return [at for at, bit in enumerate(value) if bit == "1"] if set(value) <= {"0", "1"} else []
    return [at for at in range(min(value.bit_length(), 64)) if value >> at & 1] if value > 0 else []


def filled(entry: Entry[int]) -> bool:
    """Whether something the meter left out was put back."""
    return any(cell is not None and cell.filled for cell in entry.cells)


def quantity(cell: Cell | None) -> float | None:
    """The number of a cell; None where it is none."""
    if cell is None or isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return None
    return float(cell.value) if abs(cell.value) < _HUGE else None


# --- series ---------------------------------------------------------------------------------------


class Axis(NamedTuple):
    """``xs`` ascending; ``order`` are the entries behind them. Of times ``xs`` are seconds and ``offsets`` what local
    time is ahead of them; without times they are row numbers. ``untimed`` rows have no place."""

    xs: list[float]
    order: list[int]
    offsets: list[int]
    is_time: bool
    untimed: int


def axis_of(profile: Profile) -> Axis:
    """Where the rows stand: by the first column of times, by number where there is none."""
    column = next((at for at, head in enumerate(profile.heads) if is_time(head)), None)
    count = len(profile.entries)
    if column is not None:
        moments = [moment(entry.cell(column)) for entry in profile.entries]
        timed = [(at, each) for at, each in enumerate(moments) if each is not None]
        zoned = all(each[1] is not None for _, each in timed)
        if timed:
            placed = sorted((each[0] - (each[1] or 0) if zoned else each[0], at, each[1] or 0) for at, each in timed)
            return Axis(
                [each[0] for each in placed],
                [each[1] for each in placed],
                [each[2] if zoned else 0 for each in placed],
                True,
                count - len(timed),
            )
    return Axis([float(each) for each in range(1, count + 1)], list(range(count)), [0] * count, False, 0)


def moment(cell: Cell | None) -> tuple[float, int | None] | None:
    """Local time of a cell in seconds since 1970-01-01 00:00 on the meter's clock, and its offset from UTC in seconds."""
    text = None if cell is None else cell.value if isinstance(cell.value, str) else cell.text
    match = _TIME.fullmatch(text) if text is not None else None
    if match is None:
        return None
    try:
        local = datetime.datetime.fromisoformat(match[1] + "+00:00") - _EPOCH
    except ValueError:
        return None
    seconds = local.days * 86_400 + local.seconds + (int(match[2]) / 100 if match[2] and match[2] != "*" else 0)
    if match[3] is None:
        return seconds, None
    hours, minutes = match[3][1:].split(":")
    offset = int(hours) * 3600 + int(minutes) * 60
    return seconds, -offset if match[3][0] == "-" else offset


def plottable(profile: Profile) -> list[int]:
    """Columns of numbers that are no times and no status."""
    found = []
    for column, head in enumerate(profile.heads):
        if is_time(head) or is_status(head):
            continue
        if any(quantity(entry.cell(column)) is not None for entry in profile.entries[:_LOOKED]):
            found.append(column)
    return found


_LOOKED = 1000


def values(profile: Profile, axis: Axis, column: int) -> list[float | None]:
    """The values of a column along the axis; None where the meter gave none."""
    return [quantity(profile.entries[at].cell(column)) for at in axis.order]


def stride(profile: Profile, axis: Axis) -> float:
    """The longest step between two rows that follow each other: half as long again as the period, 0 if unknown."""
    if not axis.is_time:
        return 1.5
    if profile.period:
        return profile.period * 1.5
    steps = sorted(b - a for a, b in zip(axis.xs, axis.xs[1:], strict=False) if b > a)
    return steps[len(steps) // 2] * 1.5 if steps else 0


def absent(profile: Profile, axis: Axis) -> int:
    """How many rows the period says should stand between those that were read."""
    if not axis.is_time or not profile.period:
        return 0
    return sum(max(0, round((b - a) / profile.period) - 1) for a, b in zip(axis.xs, axis.xs[1:], strict=False))
