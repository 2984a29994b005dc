"""What stands along the x axis of a plot: local times that are never shifted, or plain numbers; pure.

A time axis counts seconds; ``offsets`` say how far local time is ahead of them, place by place. Marks stand on round
local times, so midnight is midnight before and after a clock changes.
"""

from __future__ import annotations

import datetime
import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.tui import raster
from analyzer.tui.raster import Span

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_STEPS: tuple[float, ...] = (
    *(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
    *(1, 2, 5, 10, 15, 30),
    *(each * _MINUTE for each in (1, 2, 5, 10, 15, 30)),
    *(each * _HOUR for each in (1, 2, 3, 6, 12)),
    *(each * _DAY for each in (1, 2, 7, 14, 28, 56, 182, 364, 1820, 3640)),
)
_EPOCH = datetime.datetime(1970, 1, 1)


class Tick(NamedTuple):
    x: float
    text: str


class Numbers:
    """An axis of numbers."""

    def ticks(self, span: Span, most: int) -> list[Tick]:
        return [Tick(each, raster.number(each)) for each in raster.ticks(span, most)]

    def text(self, x: float) -> str:
        return raster.number(x)

    def span_text(self, span: Span) -> str:
        return f"{raster.number(span.low)} to {raster.number(span.high)}"


class Times:
    """An axis of times: ``xs`` ascending, and the offset of local time at each of them."""

    def __init__(self, xs: Sequence[float], offsets: Sequence[int]) -> None:
        self._starts: list[float] = []
        self._offsets: list[int] = []
        for x, offset in zip(xs, offsets, strict=True):
            if not self._offsets or self._offsets[-1] != offset:
                self._starts.append(x)
                self._offsets.append(offset)

    def local(self, x: float) -> datetime.datetime | None:
        """The local time at a place; None outside the calendar."""
        try:
            return _EPOCH + datetime.timedelta(seconds=x + self._offset(x))
        except OverflowError:
            return None

    def text(self, x: float) -> str:
        """Date and time of day, seconds where there are any."""
        local = self.local(x)
        if local is None:
            return "?"
        return (
            f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00") if not local.microsecond else f"{local:%Y-%m-%d %H:%M:%S}"
        )

    def span_text(self, span: Span) -> str:
        """The days that are shown, else the times of one day."""
        first, last = self.local(span.low), self.local(span.high)
        if first is None or last is None:
            return "?"
        if first.date() == last.date():
            return f"{first:%Y-%m-%d}"
        return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"

    def ticks(self, span: Span, most: int) -> list[Tick]:
        """Round local times, at most about that many."""
        if most < 1 or span.size <= 0:
            return []
        step = next((each for each in _STEPS if each * most >= span.size), _STEPS[-1])
        found: list[Tick] = []
        starts = [span.low, *(start for start in self._starts if span.low < start <= span.high)]
        for start, end in zip(starts, [*starts[1:], span.high], strict=True):
            offset = self._offset(start)
            x = math.ceil((start + offset) / step - 1e-9) * step - offset
            while x <= end and len(found) <= 4 * most:
                if not found or x > found[-1].x:
                    found.append(Tick(x, self._label(x, step, span)))
                x += step
        return found

    def _label(self, x: float, step: float, span: Span) -> str:
        local = self.local(x)
        if local is None:
            return "?"
        if step >= _DAY:
            return f"{local:%Y-%m-%d}" if span.size > 300 * _DAY else f"{local:%m-%d}"
        if span.size > 1.5 * _DAY and not (local.hour or local.minute or local.second):
            return f"{local:%m-%d}"
        if step < 1:
            return f"{local + datetime.timedelta(microseconds=500):%S.%f}"[:6]
        return f"{local:%H:%M}" if step >= _MINUTE else f"{local:%H:%M:%S}"

    def _offset(self, x: float) -> int:
        at = bisect_right(self._starts, x) - 1
        return self._offsets[max(0, at)] if self._offsets else 0


Axis = Numbers | Times
