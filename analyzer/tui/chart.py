"""A plot laid out in lines of text: title, y axis, picture, x axis, marks, legend; pure, for a size and a stretch of x."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.tui import raster
from analyzer.tui.axes import Axis, Numbers
from analyzer.tui.raster import Series, Span, column_of, draw, values_span
from analyzer.tui.widgets.columns import fit

COLOURS = ("ok", "warning", "push", "assoc", "error")  # tokens of the series
_TICK_EVERY = 12  # columns for a mark of the x axis
_ROWS_PER_TICK = 3
_MARK = "!"
_ONE_LINE = 110  # columns from which on title and cursor share a line

Piece = tuple[str, str]  # text and token


class Content(NamedTuple):
    """What is plotted: ``series`` of one unit over the same ``xs``, what to call the whole, and places with ``marks``.

    ``rows`` are the messages behind the points, ``numbers`` (from 1) which row of theirs each one is.
    """

    series: tuple[Series, ...]
    unit: str
    axis: Axis
    title: str
    marks: tuple[float, ...] = ()
    rows: Sequence[int] = ()
    numbers: Sequence[int] = ()

    @property
    def xs(self) -> Sequence[float]:
        return self.series[0].xs if self.series else ()

    def row(self, index: int) -> int | None:
        """The message behind a point."""
        return (self.rows[index] or None) if 0 <= index < len(self.rows) else None

    def point(self, index: int) -> str:
        """A point in words: its place, its values, where they come from."""
        if not 0 <= index < len(self.xs):
            return ""
        told = " · ".join("—" if each.ys[index] is None else f"{each.ys[index]:.10g}" for each in self.series)
        said = f"{self.axis.text(self.xs[index])}  {told} {self.unit}".rstrip()
        if self.row(index) is None:
            return said
        number = f", row {self.numbers[index]}" if len(self.numbers) else ""
        return f"{said}   message {self.rows[index]}{number}"


EMPTY = Content((), "", Numbers(), "nothing to plot")


class Look(NamedTuple):
    """How a chart is drawn: without braille and lines, and without colour."""

    ascii_only: bool = False
    colourless: bool = False


class Chart:
    """``left`` columns of y axis, then ``width`` columns of picture, ``height`` lines of it under ``top`` others."""

    def __init__(self, content: Content, x: Span, columns: int, lines: int, look: Look) -> None:
        self.content, self.x, self.columns, self.look = content, x, columns, look
        self.top = 1 if columns >= _ONE_LINE else 2
        self.height = max(1, lines - self.top - 1 - (len(content.series) > 1) - bool(content.marks))
        y = values_span(content.series, x) or Span(0, 1)
        ticks = raster.ticks(y, max(2, self.height // _ROWS_PER_TICK))
        labels = {self._line_of(tick, y): raster.number(tick) for tick in ticks}
        wide = max(map(len, labels.values()), default=1)
        self.left = wide + 2
        self.width = max(1, columns - self.left)
        self._picture = draw(content.series, x, y, self.width, self.height, *look)
        tick, bar = ("+", "|") if look.ascii_only else ("┤", "│")
        self._labels = [
            f"{labels[at]:>{wide}} {tick}" if at in labels else f"{'':>{wide}} {bar}" for at in range(self.height)
        ]

    def _line_of(self, value: float, y: Span) -> int:
        """The line of the picture that a value stands in."""
        return self.height - 1 - round((value - y.low) / y.size * (self.height - 1)) if y.size > 0 else 0

    def line(self, at: int, cursor: int, focused: bool) -> list[Piece]:
        """Line ``at`` of the whole; ``cursor`` is the point that is marked, -1 for none."""
        line = at - self.top
        if line < 0:
            return self._title(at, cursor, "title" if focused else "plain")
        if not self.content.series:
            return []
        if line < self.height:
            return [(self._labels[line], "faint"), *self._row(line, cursor)]
        if line == self.height:
            return [(self._axis_line(), "faint")]
        if self.content.marks and line == self.height + 1:
            return [(self._mark_line(), "error")]
        return self._legend()

    def _title(self, at: int, cursor: int, token: str) -> list[Piece]:
        title, said = f" {self.content.title}", self.content.point(cursor)
        if self.top > 1:
            return [(fit(title, self.columns), token)] if at == 0 else [(fit(f" {said}", self.columns), "plain")]
        room = max(0, self.columns - len(said) - 2)
        return [(fit(title, room), token), (fit(f"{said} ", self.columns - room, right=True), "plain")]

    def _row(self, line: int, cursor: int) -> list[Piece]:
        """A line of the picture, in pieces of one series each; the cursor's column is one of its own."""
        text, owner = self._picture.text[line], self._picture.owner[line]
        marked = -1
        if 0 <= cursor < len(self.content.xs) and self.x.low <= self.content.xs[cursor] <= self.x.high:
            marked = column_of(self.x, self.content.xs[cursor], self.width)
        pieces: list[Piece] = []
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or owner[at] != owner[start] or marked in (at, start):
                token = COLOURS[owner[start] % len(COLOURS)] if owner[start] >= 0 else "plain"
                pieces.append((text[start:at], f"{token} cursor" if start == marked else token))
                start = at
        return pieces

    def _axis_line(self) -> str:
        """Marks of the x axis, as many as have room."""
        line = ["-" if self.look.ascii_only else "─"] * self.width
        free = 0
        for tick in self.content.axis.ticks(self.x, max(1, self.width // _TICK_EVERY)):
            at = column_of(self.x, tick.x, self.width)
            if at >= free and at + len(tick.text) <= self.width:
                line[at : at + len(tick.text)] = tick.text
                free = at + len(tick.text) + 1
        return " " * (self.left - 1) + ("+" if self.look.ascii_only else "└") + "".join(line)

    def _mark_line(self) -> str:
        line = [" "] * self.width
        for mark in self.content.marks:
            if self.x.low <= mark <= self.x.high:
                line[column_of(self.x, mark, self.width)] = _MARK
        return " " * self.left + "".join(line)

    def _legend(self) -> list[Piece]:
        pieces: list[Piece] = [(" " * self.left, "plain")]
        for number, each in enumerate(self.content.series):
            pieces.append((f"{self._sign(number)} ", COLOURS[number % len(COLOURS)]))
            pieces.append((f"{each.name}   ", "plain"))
        return pieces

    def _sign(self, number: int) -> str:
        """What tells a series from others."""
        if self.look.ascii_only:
            return raster.PLAIN_SIGNS[number % len(raster.PLAIN_SIGNS)]
        return raster.POINT_SIGNS[number % len(raster.POINT_SIGNS)] if self.look.colourless and number else "──"

    # --- places -----------------------------------------------------------------------------------

    def place(self, column: int) -> float:
        """Where on the axis a column of the picture stands."""
        return self.x.low + self.x.size * min(max(column, 0), self.width - 1) / max(1, self.width - 1)

    def column(self, index: int) -> int:
        """The column of the picture that a point stands in."""
        return column_of(self.x, self.content.xs[index], self.width)
