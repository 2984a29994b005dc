"""From values to plots: which series share one, what it is called, and what a point of it says."""

from __future__ import annotations

import datetime
from array import array

from analyzer.survey.object_data import Numbers
from analyzer.survey.profile import Axis, Profile, absent, axis_of, plottable, stride, values
from analyzer.tui import axes
from analyzer.tui.chart import Content
from analyzer.tui.raster import Series, Span

_SECOND = 1_000_000_000
_MOST_TOGETHER = 3  # series of one unit in one plot


def units(profile: Profile) -> list[list[int]]:
    """Columns that are plotted together: those of one unit, a few at a time."""
    groups: dict[str, list[list[int]]] = {}
    for column in plottable(profile):
        unit = profile.heads[column].unit
        parts = groups.setdefault(unit or f"column {column}", [[]])
        if len(parts[-1]) >= _MOST_TOGETHER:
            parts.append([])
        parts[-1].append(column)
    return [part for parts in groups.values() for part in parts]


def of_profile(profile: Profile) -> list[Content]:
    """A plot for each unit; none where there are no numbers."""
    axis = axis_of(profile)
    return [_of_columns(profile, axis, columns) for columns in units(profile)]


def _of_columns(profile: Profile, axis: Axis, columns: list[int]) -> Content:
    step = stride(profile, axis)
    series = tuple(
        Series(axis.xs, values(profile, axis, column), step, profile.heads[column].name) for column in columns
    )
    head = profile.heads[columns[0]]
    names = head.name if len(columns) == 1 else f"{len(columns)} columns"
    parts = [f"{head.unit}  {names}".strip()]
    shown = axes.Times(axis.xs, axis.offsets) if axis.is_time else axes.Numbers()
    if len(axis.xs) and isinstance(shown, axes.Times):
        parts.append(shown.span_text(Span(axis.xs[0], axis.xs[-1])))
    if profile.period:
        parts.append(period_text(profile.period))
    parts += _lacking(profile, axis, series)
    behind = [profile.entries[at] for at in axis.order]
    rows, numbers = array("I", [each.origin for each in behind]), array("I", [each.number for each in behind])
    return Content(series, head.unit, shown, ", ".join(parts), (), rows, numbers)


def _lacking(profile: Profile, axis: Axis, series: tuple[Series, ...]) -> list[str]:
    """What the plot does not show, in words."""
    empty = sum(value is None for each in series for value in each.ys)
    found = [f"{empty} values missing"] if empty else []
    rows = absent(profile, axis)
    if rows:
        found.append(f"{rows} rows not read")
    if axis.untimed:
        found.append(f"{axis.untimed} rows without a time left out")
    return found


def of_numbers(numbers: Numbers, name: str, utc: bool) -> Content:
    """The plot of an object's value over the capture's time."""
    order = sorted(range(len(numbers.times)), key=numbers.times.__getitem__)
    xs = [numbers.times[at] / _SECOND for at in order]
    offsets = [0 if utc else local_offset(x) for x in xs]
    series = Series(xs, [numbers.values[at] for at in order], 0, name)
    title = f"{numbers.unit}  {name}, by capture time".strip()
    rows = array("I", [numbers.rows[at] for at in order])
    return Content((series,), numbers.unit, axes.Times(xs, offsets), title, (), rows)


def local_offset(x: float) -> int:
    """Seconds that this machine's local time is ahead of UTC at a moment."""
    offset = datetime.datetime.fromtimestamp(x, datetime.UTC).astimezone().utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0


def period_text(seconds: int) -> str:
    return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"
