"""A plot with a cursor: series over time, zoomed and moved by key and mouse; braille, or ASCII where that is missing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from analyzer.tui import raster
from analyzer.tui.axes import Axis, Numbers
from analyzer.tui.raster import Picture, Series, Span, column_of, draw, values_span
from analyzer.tui.theme import MONO, Tokens
from analyzer.tui.widgets.columns import fit

COLOURS = ("ok", "warning", "push", "assoc", "error")
_TICK_EVERY = 12  # columns for a mark of the x axis
_ROWS_PER_TICK = 3
_LEAST_POINTS = 4  # between the edges of the closest zoom
_MARK = "!"
_ONE_LINE = 110  # columns from which on title and cursor share a line


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


class Plot(Widget, can_focus=True):
    """The cursor is on a point: its number among ``xs``."""

    CONTEXT = "plot"
    DEFAULT_CSS = "Plot { height: 1fr; }"

    class Moved(Message):
        """The cursor is on another point (-1: there is none)."""

        def __init__(self, source: Plot, index: int) -> None:
            super().__init__()
            self.source = source
            self.index = index

    class Entered(Moved):
        """Enter, or a double click, on a point."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.content = EMPTY
        self.cursor = -1
        self.x = Span(0, 1)
        self._picture: tuple[object, Picture, Span] | None = None
        self._from: int | None = None  # where a drag began

    def show(self, content: Content, keep: bool = False) -> None:
        """Plot something else; ``keep`` cursor and zoom, for it is the same over the same axis."""
        self.content = content
        self._picture = None
        if not keep or not len(content.xs) or self.cursor >= len(content.xs):
            self.x = self._whole()
            self.cursor = -1
            self._to(len(content.xs) - 1 if len(content.xs) else -1)
        self.refresh()

    def _whole(self) -> Span:
        xs = self.content.xs
        if not len(xs):
            return Span(0, 1)
        return Span(xs[0], xs[-1]) if xs[-1] > xs[0] else Span(xs[0] - 1, xs[0] + 1)

    # --- cursor and zoom --------------------------------------------------------------------------

    def _to(self, index: int) -> None:
        """The cursor to a point, the view after it."""
        xs = self.content.xs
        index = max(0, min(index, len(xs) - 1)) if len(xs) else -1
        if index >= 0 and not self.x.low <= xs[index] <= self.x.high:
            middle = xs[index]
            self._frame(middle - self.x.size / 2, middle + self.x.size / 2)
        changed, self.cursor = index != self.cursor, index
        if changed:
            self.post_message(self.Moved(self, index))
        self.refresh()

    def _frame(self, low: float, high: float) -> None:
        """Show a stretch of the axis, no more than there is."""
        whole = self._whole()
        size = min(high - low, whole.size)
        low = min(max(low, whole.low), whole.high - size)
        self.x = Span(low, low + size)
        self._picture = None
        self.refresh()

    def do_plot_left(self) -> None:
        self._step(-1)

    def do_plot_right(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """To the next point that stands in another column."""
        xs, width = self.content.xs, self._width
        if self.cursor < 0:
            return
        at, here = self.cursor + by, column_of(self.x, xs[self.cursor], width)
        while 0 < at < len(xs) - 1 and self.x.low <= xs[at] <= self.x.high and column_of(self.x, xs[at], width) == here:
            at += by
        self._to(at)

    def do_zoom_in(self) -> None:
        self._zoom(0.5)

    def do_zoom_out(self) -> None:
        self._zoom(2)

    def do_zoom_all(self) -> None:
        self.x = self._whole()
        self._picture = None
        self.refresh()

    def _zoom(self, factor: float, around: float | None = None) -> None:
        xs = self.content.xs
        if self.cursor < 0:
            return
        centre = xs[self.cursor] if around is None else around
        share = (centre - self.x.low) / self.x.size if self.x.size > 0 else 0.5
        least = self._whole().size / max(1, len(xs) - 1) * _LEAST_POINTS
        size = max(self.x.size * factor, min(least, self._whole().size))
        self._frame(centre - size * share, centre + size * (1 - share))

    def do_plot_enter(self) -> None:
        if self.cursor >= 0:
            self.post_message(self.Entered(self, self.cursor))

    # --- mouse ------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        at = event.x - self._left
        if self.content.series and 0 <= at < self._width:
            self._from = at
            self.capture_mouse()
            self._to(self._nearest(at))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._from is not None:
            self._to(self._nearest(event.x - self._left))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._from is None:
            return
        self.release_mouse()
        at, self._from = self._from, None
        end = min(max(event.x - self._left, 0), self._width - 1)
        if abs(end - at) > 1:
            low, high = sorted((self._place(at), self._place(end)))
            self._frame(low, high)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.chain == 2:
            self.do_plot_enter()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._zoom(0.5, self._place(event.x - self._left))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._zoom(2, self._place(event.x - self._left))

    def _place(self, column: int) -> float:
        return self.x.low + self.x.size * min(max(column, 0), self._width - 1) / max(1, self._width - 1)

    def _nearest(self, column: int) -> int:
        xs, x = self.content.xs, self._place(column)
        at = bisect_left(xs, x)
        if at and (at == len(xs) or x - xs[at - 1] < xs[at] - x):
            at -= 1
        return at

    # --- drawing ----------------------------------------------------------------------------------

    @property
    def _height(self) -> int:
        """Lines of the picture itself."""
        return max(1, self.size.height - self._top - 1 - (len(self.content.series) > 1) - bool(self.content.marks))

    @property
    def _top(self) -> int:
        """Lines over the picture."""
        return 1 if self.size.width >= _ONE_LINE else 2

    @property
    def _left(self) -> int:
        """Columns before the picture: the y axis."""
        return self._label_width + 2

    @property
    def _label_width(self) -> int:
        y = self._drawn()[1] if self.content.series else Span(0, 1)
        return max((len(raster.number(each)) for each in raster.ticks(y, self._y_ticks)), default=1)

    @property
    def _width(self) -> int:
        return max(1, self.size.width - self._left)

    @property
    def _y_ticks(self) -> int:
        return max(2, self._height // _ROWS_PER_TICK)

    def _drawn(self) -> tuple[Picture, Span]:
        """The picture and its values' span, made once for what is shown."""
        plain = getattr(self.app, "ascii_only", False)
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        height = self._height
        key = (self.x, self.size, height, plain, tokens.name)
        if self._picture is None or self._picture[0] != key:
            series = self.content.series
            y = values_span(series, self.x) or Span(0, 1)
            labels = max((len(raster.number(each)) for each in raster.ticks(y, self._y_ticks)), default=1)
            width = max(1, self.size.width - labels - 2)
            self._picture = key, draw(series, self.x, y, width, height, plain, tokens.name == MONO), y
        return self._picture[1], self._picture[2]

    def render_line(self, y: int) -> Strip:
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        width = self.size.width
        line = y - self._top
        if line < 0:
            segments = self._title(tokens, width, y)
        elif not self.content.series:
            segments = []
        elif line < self._height:
            segments = self._line(tokens, line)
        elif line == self._height:
            segments = [Segment(self._axis_line(), tokens["faint"])]
        elif self.content.marks and line == self._height + 1:
            segments = [Segment(self._mark_line(), tokens["error"])]
        else:
            segments = self._legend(tokens)
        return Strip(segments).adjust_cell_length(width).apply_style(tokens["ground"])

    def _title(self, tokens: Tokens, width: int, line: int) -> list[Segment]:
        title = tokens["title" if self.has_focus else "plain"]
        said = self.content.point(self.cursor)
        if self._top > 1:
            return [
                Segment(
                    fit(f" {self.content.title}" if line == 0 else f" {said}", width), title if line == 0 else Style()
                )
            ]
        room = max(0, width - len(said) - 2)
        return [
            Segment(fit(f" {self.content.title}", room), title),
            Segment(fit(f"{said} ", width - room, right=True), Style()),
        ]

    def _line(self, tokens: Tokens, line: int) -> list[Segment]:
        picture, y = self._drawn()
        text, owner = picture.text[line], picture.owner[line]
        cursor = column_of(self.x, self.content.xs[self.cursor], self._width) if self._cursor_shows else -1
        segments = [Segment(self._label(y, line), tokens["faint"])]
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or owner[at] != owner[start] or at == cursor or start == cursor:
                style = tokens[COLOURS[owner[start] % len(COLOURS)]] if owner[start] >= 0 else tokens["plain"]
                if start == cursor:
                    style += tokens["cursor"]
                segments.append(Segment(text[start:at], style))
                start = at
        return segments

    @property
    def _cursor_shows(self) -> bool:
        return self.cursor >= 0 and self.x.low <= self.content.xs[self.cursor] <= self.x.high

    def _label(self, y: Span, line: int) -> str:
        """What stands at the y axis beside a line."""
        height, width = self._height, self._label_width
        for tick in raster.ticks(y, self._y_ticks):
            at = height - 1 - round((tick - y.low) / y.size * (height - 1)) if height > 1 else 0
            if at == line:
                return f"{raster.number(tick):>{width}} ┤" if self._lines else f"{raster.number(tick):>{width}} +"
        return " " * width + (" │" if self._lines else " |")

    @property
    def _lines(self) -> bool:
        return not getattr(self.app, "ascii_only", False)

    def _axis_line(self) -> str:
        """Marks of the x axis, as many as have room."""
        width = self._width
        line = ["─" if self._lines else "-"] * width
        free = 0
        for tick in self.content.axis.ticks(self.x, max(1, width // _TICK_EVERY)):
            at = column_of(self.x, tick.x, width)
            if at >= free and at + len(tick.text) <= width:
                line[at : at + len(tick.text)] = tick.text
                free = at + len(tick.text) + 1
        return " " * (self._label_width + 1) + ("└" if self._lines else "+") + "".join(line)

    def _mark_line(self) -> str:
        width = self._width
        line = [" "] * width
        for mark in self.content.marks:
            if self.x.low <= mark <= self.x.high:
                line[column_of(self.x, mark, width)] = _MARK
        return " " * self._left + "".join(line)

    def _legend(self, tokens: Tokens) -> list[Segment]:
        segments = [Segment(" " * self._left, tokens["plain"])]
        for number, each in enumerate(self.content.series):
            if tokens.name == MONO or not self._lines:
                signs = raster.POINT_SIGNS if self._lines else raster.PLAIN_SIGNS
                sign = signs[number % len(signs)] if number or not self._lines else "─"
            else:
                sign = "──"
            segments.append(Segment(f"{sign} ", tokens[COLOURS[number % len(COLOURS)]]))
            segments.append(Segment(f"{each.name}   ", tokens["plain"]))
        return segments
