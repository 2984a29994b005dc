"""A plot with a cursor: series over time, zoomed and moved by key and mouse; braille, or ASCII where that is missing."""

from __future__ import annotations

from bisect import bisect_left

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from analyzer.tui.chart import EMPTY, Chart, Content, Look
from analyzer.tui.raster import Span
from analyzer.tui.theme import MONO, Tokens

_LEAST_POINTS = 4  # between the edges of the closest zoom


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
        self._chart: tuple[object, Chart] | None = None
        self._from: int | None = None  # where a drag began

    def show(self, content: Content, keep: bool = False) -> None:
        """Plot something else; ``keep`` cursor and zoom, for it is the same over the same axis: what grew, or another unit."""
        whole = self.x == self._whole()
        self.content = content
        self._chart = None
        if not keep or self.cursor < 0 or self.cursor >= len(content.xs):
            self.x = self._whole()
            self.cursor = -1
            self._to(len(content.xs) - 1)
        elif whole:
            self.x = self._whole()
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
        self._chart = None
        self.refresh()

    def do_plot_left(self) -> None:
        self._step(-1)

    def do_plot_right(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """To the next point that stands in another column."""
        xs, chart = self.content.xs, self.chart
        if self.cursor < 0:
            return
        at, here = self.cursor + by, chart.column(self.cursor)
        while 0 < at < len(xs) - 1 and self.x.low <= xs[at] <= self.x.high and chart.column(at) == here:
            at += by
        self._to(at)

    def do_zoom_in(self) -> None:
        self._zoom(0.5)

    def do_zoom_out(self) -> None:
        self._zoom(2)

    def do_zoom_all(self) -> None:
        self.x = self._whole()
        self._chart = None
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
        at = event.x - self.chart.left
        if self.content.series and 0 <= at < self.chart.width:
            self._from = at
            self.capture_mouse()
            self._to(self._nearest(at))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._from is not None:
            self._to(self._nearest(event.x - self.chart.left))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._from is None:
            return
        self.release_mouse()
        at, self._from = self._from, None
        end = min(max(event.x - self.chart.left, 0), self.chart.width - 1)
        if abs(end - at) > 1:
            low, high = sorted((self.chart.place(at), self.chart.place(end)))
            self._frame(low, high)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.chain == 2:
            self.do_plot_enter()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._zoom(0.5, self.chart.place(event.x - self.chart.left))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._zoom(2, self.chart.place(event.x - self.chart.left))

    def _nearest(self, column: int) -> int:
        xs, x = self.content.xs, self.chart.place(column)
        at = bisect_left(xs, x)
        if at and (at == len(xs) or x - xs[at - 1] < xs[at] - x):
            at -= 1
        return at

    # --- drawing ----------------------------------------------------------------------------------

    @property
    def chart(self) -> Chart:
        """What is shown, laid out once for its size."""
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        look = Look(self.app.settings.ascii, tokens.name == MONO)  # type: ignore[attr-defined]
        key = (self.x, self.size, look)
        if self._chart is None or self._chart[0] != key:
            self._chart = key, Chart(self.content, self.x, self.size.width, self.size.height, look)
        return self._chart[1]

    def render_line(self, y: int) -> Strip:
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        pieces = self.chart.line(y, self.cursor, self.has_focus)
        strip = Strip([Segment(text, tokens[token]) for text, token in pieces])
        return strip.adjust_cell_length(self.size.width).apply_style(tokens["ground"])
