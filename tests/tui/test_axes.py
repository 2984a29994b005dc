"""Axes: round local times, never shifted, whatever clocks do."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analyzer.tui.axes import Numbers, Times
from analyzer.tui.raster import Span

DAY = 86_400
WINTER = 1_735_776_000 - 3600  # 2025-01-02 00:00 at +01:00
AUTUMN = 1_761_436_800  # 2025-10-26 00:00 UTC, an hour before clocks in Europe go back


@pytest.mark.parametrize(
    ("size", "most", "texts"),
    [
        (DAY, 4, ["00:00", "06:00", "12:00", "18:00", "00:00"]),
        (3600, 4, ["00:00", "00:15", "00:30", "00:45", "01:00"]),
        (40, 4, ["00:00:00", "00:00:10", "00:00:20", "00:00:30", "00:00:40"]),
        (1, 4, ["00.000", "00.500", "01.000"]),
        (0.004, 4, ["00.000", "00.001", "00.002", "00.003", "00.004"]),
        (3 * DAY, 6, ["01-02", "12:00", "01-03", "12:00", "01-04", "12:00", "01-05"]),
        (20 * DAY, 4, ["01-02", "01-09", "01-16"]),
        (400 * DAY, 3, ["2025-04-24", "2025-10-23"]),
    ],
)
def test_marks_stand_on_round_local_times(size: float, most: int, texts: list[str]) -> None:
    axis = Times([WINTER], [3600])
    found = axis.ticks(Span(WINTER, WINTER + size), most)
    assert [tick.text for tick in found][: len(texts)] == texts
    assert found[0].x == WINTER or size >= 20 * DAY


def test_midnight_is_midnight_before_and_after_a_clock_changes() -> None:
    change = AUTUMN + 3600
    axis = Times([AUTUMN - DAY, change], [7200, 3600])
    ticks = axis.ticks(Span(AUTUMN - 7200, AUTUMN - 7200 + 25 * 3600), 5)
    assert [tick.text for tick in ticks] == ["00:00", "06:00", "12:00", "18:00", "00:00"]
    steps = [b.x - a.x for a, b in pairwise(ticks)]
    assert steps == [7 * 3600, 6 * 3600, 6 * 3600, 6 * 3600]
    assert axis.text(change - 1800) == "2025-10-26 02:30" and axis.text(change + 1800) == "2025-10-26 02:30"


def test_spans_name_their_days() -> None:
    axis = Times([WINTER], [3600])
    assert axis.span_text(Span(WINTER, WINTER + DAY - 1)) == "2025-01-02"
    assert axis.span_text(Span(WINTER, WINTER + DAY)) == "2025-01-02 to 2025-01-03"


def test_times_outside_the_calendar_are_told_as_such() -> None:
    axis = Times([1e18], [0])
    assert (axis.text(1e18), axis.span_text(Span(1e18, 1e18))) == ("?", "?")
    assert {tick.text for tick in axis.ticks(Span(1e18, 1e18 + 1000), 3)} <= {"?"}


def test_numbers_are_numbers() -> None:
    axis = Numbers()
    assert [tick.text for tick in axis.ticks(Span(1, 9), 4)] == ["2", "4", "6", "8"]
    assert (axis.text(5), axis.span_text(Span(1, 96))) == ("5", "1 to 96")
