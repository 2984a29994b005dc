"""Points to characters: a plot of several series in braille or ASCII, with gaps, pure and without a terminal.

Series are first reduced to the lowest and highest value of each dot column, so a plot costs what its points cost once,
whatever their number. A missing value (None), and a stretch longer than ``stride``, leaves the line open.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

# Dot of a braille cell by (column, row), as Unicode numbers them
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BRAILLE = 0x2800
PLAIN_SIGNS = "*+x"  # of series where there is no braille
POINT_SIGNS = "·•×"  # on the lines of the second and third series, so that they differ without colour
_SIGN_EVERY = 6  # characters
_HUGE = 1e150  # what is beyond has no place on an axis
_TINY = 1e-150  # an axis shorter than this has one place
ACROSS, DOWN = 2, 4  # dots of a cell


class Series(NamedTuple):
    """Points in order of ``xs``; a value of None is missing. ``stride``: points further apart are not joined (0: all are)."""

    xs: Sequence[float]
    ys: Sequence[float | None]
    stride: float = 0
    name: str = ""


class Span(NamedTuple):
    """What of an axis is shown."""

    low: float
    high: float

    @property
    def size(self) -> float:
        return self.high - self.low


class Bin(NamedTuple):
    """Values of one dot column: lowest, highest, first and last; ``joined``: the line comes from the column before."""

    low: float
    high: float
    first: float
    last: float
    joined: bool


class Picture(NamedTuple):
    """``text`` lines of characters, and which series each belongs to (-1: none) in ``owner``."""

    text: list[str]
    owner: list[list[int]]


def window(series: Series, x: Span) -> range:
    """The points of a series that are shown, and one more on either side, to which the line goes on."""
    first, last = bisect_left(series.xs, x.low), bisect_right(series.xs, x.high)
    return range(max(0, first - 1), min(len(series.xs), last + 1))


def values_span(series: Sequence[Series], x: Span) -> Span | None:
    """Lowest and highest value that is shown, some air around them; None where there is no value."""
    known: list[float] = []
    for each in series:
        shown = each.ys[bisect_left(each.xs, x.low) : bisect_right(each.xs, x.high)]
        known += [value for value in shown if value is not None and -_HUGE < value < _HUGE]
    if not known:
        return None
    low, high = min(known), max(known)
    if low == high:
        air = abs(low) * 0.1 or 1.0
        return Span(low - air, high + air)
    if low > 0 and low < high / 2:
        low = 0.0  # a quantity is read against zero where zero is near
    air = (high - low) * 0.04
    return Span(low if low == 0 else low - air, high + air)


def reduce(series: Series, x: Span, columns: int) -> list[Bin | None]:
    """The series by dot column: lowest and highest value of each, None where there is nothing."""
    scale = (columns - 1) / x.size if x.size > _TINY else 0.0
    xs, ys, stride, left = series.xs, series.ys, series.stride, x.low
    bins: list[Bin | None] = [None] * columns
    held, low, high, first, last, joined = -1, 0.0, 0.0, 0.0, 0.0, False  # the column that points fall into now
    before_x = math.nan  # of the point before, NaN where there was none
    for at in window(series, x):
        point_x, value = xs[at], ys[at]
        if value is None or not -_HUGE < value < _HUGE:
            before_x = math.nan
            continue
        follows = point_x - before_x <= stride if stride else before_x == before_x
        before_x = point_x
        column = round((point_x - left) * scale)
        if column == held:
            if value < low:
                low = value
            elif value > high:
                high = value
            last, joined = value, joined and follows
            continue
        if 0 <= held < columns:
            bins[held] = Bin(low, high, first, last, joined)
        held, low, high, first, last, joined = column, value, value, value, value, follows
    if 0 <= held < columns:
        bins[held] = Bin(low, high, first, last, joined)
    return bins


def draw(
    series: Sequence[Series], x: Span, y: Span, width: int, height: int, ascii_only: bool = False, signs: bool = False
) -> Picture:
    """Series in ``width`` by ``height`` characters; where two share a cell the later one has it.

    With ``signs`` all but the first series carry a sign every few characters, for terminals without colour.
    """
    across, down = (1, 1) if ascii_only else (ACROSS, DOWN)
    columns, rows = max(1, width * across), max(1, height * down)
    dots: list[dict[tuple[int, int], None]] = []
    for each in series:
        dots.append(dict.fromkeys(_dots(each, x, y, columns, rows)))
    cells = [[0] * width for _ in range(height)]
    owner = [[-1] * width for _ in range(height)]
    for number, marked in enumerate(dots):
        for column, row in marked:
            line, at = row // down, column // across
            if ascii_only:
                cells[line][at] = ord(PLAIN_SIGNS[number % len(PLAIN_SIGNS)])
            else:
                cells[line][at] |= _BRAILLE | _DOTS[column % across][row % down]
            owner[line][at] = number
        if signs and number and not ascii_only:
            for column, row in marked:
                if (column // across + 2 * number) % _SIGN_EVERY == 0:
                    cells[row // down][column // across] = ord(POINT_SIGNS[number % len(POINT_SIGNS)])
    text = ["".join(chr(cell) if cell else " " for cell in line) for line in cells]
    return Picture(text, owner)


def _dots(series: Series, x: Span, y: Span, columns: int, rows: int) -> list[tuple[int, int]]:
    """Dots from the top left: a column from lowest to highest, and lines between columns that are joined."""
    scale = (rows - 1) / y.size if y.size > _TINY else 0.0

    def row(value: float) -> int:
        return min(rows - 1, max(0, rows - 1 - round((value - y.low) * scale)))

    found: list[tuple[int, int]] = []
    before: tuple[int, float] | None = None
    bins = reduce(series, x, columns)
    edges = _edges(series, x, columns)
    for column, held in [*edges[:1], *((at, each) for at, each in enumerate(bins) if each is not None), *edges[1:]]:
        if held.joined and before is not None:
            found += _line(before[0], row(before[1]), column, row(held.first), columns)
        if 0 <= column < columns:
            found += [(column, each) for each in range(row(held.high), row(held.low) + 1)]
        before = column, held.last
    return found


def _edges(series: Series, x: Span, columns: int) -> list[tuple[int, Bin]]:
    """The points just outside, as columns of their own: lines run off the edge instead of stopping at the last point."""
    shown = window(series, x)
    scale = (columns - 1) / x.size if x.size > _TINY else 0.0
    nothing = (-1, Bin(0, 0, 0, 0, False))
    found = [nothing, nothing]
    if not len(shown):
        return found
    for place, at in enumerate((shown[0], shown[-1])):
        value, outside = series.ys[at], not x.low <= series.xs[at] <= x.high
        if not outside or value is None or not abs(value) < _HUGE:
            continue
        column = round((series.xs[at] - x.low) * scale)
        joined = place == 1 and _joined(series, at)
        if place == 0 or joined:
            found[place] = (column, Bin(value, value, value, value, joined))
    return found if found[1][1].joined else found[:1]


def _joined(series: Series, at: int) -> bool:
    """Whether the line goes from the point before to this one."""
    before = series.ys[at - 1] if at else None
    if before is None or not abs(before) < _HUGE:
        return False
    return not series.stride or series.xs[at] - series.xs[at - 1] <= series.stride


def _line(x0: int, y0: int, x1: int, y1: int, columns: int) -> list[tuple[int, int]]:
    """Dots of a straight line between two dots, those in view only."""
    steps = max(abs(x1 - x0), abs(y1 - y0))
    if steps <= 1:
        return []
    first, last = 1, steps
    if x1 > x0:
        per = steps / (x1 - x0)
        first, last = max(1, math.floor((0 - x0) * per)), min(steps, math.ceil((columns - x0) * per))
    found = []
    for step in range(first, last):
        column = x0 + round((x1 - x0) * step / steps)
        if 0 <= column < columns:
            found.append((column, y0 + round((y1 - y0) * step / steps)))
    return found


# --- axes -----------------------------------------------------------------------------------------


def ticks(span: Span, most: int) -> list[float]:
    """At most that many round numbers in a span: steps of 1, 2 or 5."""
    if most < 1 or span.size <= 0:
        return []
    raw = span.size / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= raw * (1 - 1e-9))
    first, last = math.ceil(span.low / step - 1e-9), math.floor(span.high / step + 1e-9)
    return [each * step for each in range(first, last + 1)]


def number(value: float) -> str:
    """A number as an axis has it: no more digits than it needs."""
    text = f"{value:.6g}"
    return "0" if text in ("-0", "0") else text


def column_of(x: Span, at: float, width: int) -> int:
    """The character column of a place on the axis."""
    return (
        min(width - 1, max(0, round((at - x.low) / x.size * (width * ACROSS - 1)) // ACROSS)) if x.size > _TINY else 0
    )
