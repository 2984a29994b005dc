"""Rows without a widget each: a list of any length of which only the visible lines are ever drawn.

Used by every table, the tree and the bytes. A subclass says how many rows there are and what one says; cursor, paging,
mouse, header and sideways scrolling are here. What a row raises is drawn as an error row.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from analyzer.render import printable
from analyzer.tui.theme import Tokens
from analyzer.tui.widgets.columns import GAP, Column, Place, fit, layout, natural
from analyzer.tui.widgets.segments import Spans, marked, text_segments

STRIPS_KEPT = 512
SIDEWAYS = 8
MARKER, MARKER_ASCII = "▌", ">"
Cell = str | Text


class RowList(ScrollView, can_focus=True):
    """Virtual rows with a cursor. Override ``row_count`` and ``cells``; ``style`` names tokens of the theme."""

    CONTEXT = "list"
    COLUMNS: tuple[Column, ...] = ()
    HEADER = True
    EMPTY = ""  # said where there are no rows
    ACTIVE = False  # the cursor shows as if focused: keys come by way of a field

    DEFAULT_CSS = (
        "RowList { height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; overflow-x: hidden; }"
    )

    class Highlighted(Message):
        """The cursor moved to a row (from 0; -1 where there is none)."""

        def __init__(self, source: RowList, index: int) -> None:
            super().__init__()
            self.source = source
            self.index = index

        @property
        def control(self) -> RowList:
            return self.source

    class Selected(Highlighted):
        """Enter, or a double click, on a row."""

    class Secondary(Highlighted):
        """The other mouse button on a row, which the cursor is on now."""

    class Sorted(Highlighted):
        """A click on the head of column ``index``."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.columns: tuple[Column, ...] = self.COLUMNS
        self.cursor = -1
        self.sideways = 0
        self.widths: dict[str, int] = {}  # that the user chose
        self.spans: Spans | None = None  # what is marked in a drawn line: the hits of a search
        self._places: list[Place] = []
        self._placed_for = -1
        self._strips: OrderedDict[tuple[int, bool], Strip] = OrderedDict()
        self._count = 0
        self._dragged: Place | None = None

    # --- what a subclass says ---------------------------------------------------------------------

    def row_count(self) -> int:
        """How many rows there are."""
        return 0

    def cells(self, i: int) -> tuple[Cell, ...]:
        """What row ``i`` (from 0) says in each of ``columns``."""
        raise LookupError(i)

    def style(self, i: int) -> str:
        """Tokens of row ``i``, as "error underline"."""
        return ""

    def empty(self) -> str:
        """What is said where there are no rows."""
        return self.EMPTY

    def head(self, column: Column) -> str:
        """What stands over a column."""
        return column.title

    # --- the rows changed -------------------------------------------------------------------------

    def grow(self) -> None:
        """There may be more rows; those drawn before say the same."""
        count = self.row_count()
        if count == self._count:
            return
        before, self._count = self._count, count
        self._resize_virtual()
        if self.cursor < 0 < count:
            self.move(0)
        elif self.cursor >= count:
            self.move(count - 1)
        if before <= self._bottom() + 1:
            self.refresh()

    def renew(self, cursor: int | None = None) -> None:
        """Rows are others now, or say other things."""
        self._strips.clear()
        self._count = self.row_count()
        self._places = []
        self._resize_virtual()
        if cursor is not None:
            self.cursor = -2
        self.move(min(self.cursor if cursor is None else cursor, self._count - 1), force=True)
        self.refresh()

    def redraw(self, i: int | None = None) -> None:
        """Row ``i`` says something else now; None: all of them."""
        if i is None:
            self._strips.clear()
            self.refresh()
            return
        self._forget(i)
        self.refresh_line(i + self._head)

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.sideways = 0
        self.renew()

    # --- the cursor -------------------------------------------------------------------------------

    def move(self, i: int, force: bool = False, centre: bool = False) -> None:
        """Put the cursor on row ``i``, as near as there is one, and show it."""
        count = self._count
        i = max(0, min(i, count - 1)) if count else -1
        before, self.cursor = self.cursor, i
        if i == before and not force:
            return
        if i >= 0:
            self._show(i, centre)
        for row in (before, i):
            if row >= 0:
                self._forget(row)
                self.refresh_line(row + self._head)
        self.post_message(self.Highlighted(self, i))

    def _show(self, i: int, centre: bool = False) -> None:
        height = self._height
        top = round(self.scroll_offset.y)
        if top <= i < top + height:
            return
        far = centre or not top - height <= i < top + 2 * height
        at = i - height // 2 if far else i if i < top else i - height + 1
        self.scroll_to(y=max(0, at), animate=False, force=True)

    @property
    def inner_width(self) -> int:
        """Cells of a line, the scrollbar's left out."""
        return self.scrollable_content_region.width

    @property
    def last(self) -> int:
        """The last row that is drawn, though there may be more by now."""
        return self._count - 1

    @property
    def _head(self) -> int:
        return 1 if self.HEADER else 0

    @property
    def _height(self) -> int:
        return max(1, self.size.height - self._head)

    def _bottom(self) -> int:
        return round(self.scroll_offset.y) + self._height

    def _resize_virtual(self) -> None:
        size = Size(self.inner_width, self._count + self._head)
        if self.virtual_size != size:
            self.virtual_size = size

    def do_down(self) -> None:
        self.move(self.cursor + 1)

    def do_up(self) -> None:
        self.move(self.cursor - 1)

    def do_page_down(self) -> None:
        self.move(self.cursor + self._height)

    def do_page_up(self) -> None:
        self.move(self.cursor - self._height)

    def do_half_down(self) -> None:
        self.move(self.cursor + self._height // 2)

    def do_half_up(self) -> None:
        self.move(self.cursor - self._height // 2)

    def do_first(self) -> None:
        self.move(0)

    def do_last(self) -> None:
        self.move(self._count - 1)

    def do_left(self) -> None:
        self._slide(-SIDEWAYS)

    def do_right(self) -> None:
        self._slide(SIDEWAYS)

    def do_enter(self) -> None:
        if self.cursor >= 0:
            self.post_message(self.Selected(self, self.cursor))

    def _slide(self, by: int) -> None:
        widest = max(0, self._widest() - self.inner_width)
        self.sideways = max(0, min(self.sideways + by, widest))
        self._places = []
        self.redraw()

    def _widest(self) -> int:
        places = natural(self.columns, self.widths)
        return places[-1].x + places[-1].width + 1 if places else 0

    # --- drawing ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.inner_width
        if self.HEADER and y == 0:
            return self._draw_head(width).apply_style(self.tokens["ground"])
        i = round(self.scroll_offset.y) + y - self._head
        if not 0 <= i < self._count:
            text = self.empty() if self._count == 0 and y == self._head else ""
            return Strip([Segment(fit(f" {text}", width), self.tokens["ground"] + self.tokens["faint"])], width)
        at_cursor = i == self.cursor
        strip = self._strips.get((i, at_cursor))
        if strip is None or strip.cell_length != width:
            strip = self._draw(i, width, at_cursor).apply_style(self.tokens["ground"])
            self._strips[i, at_cursor] = strip
            if len(self._strips) > STRIPS_KEPT:
                self._strips.popitem(last=False)
        return strip

    def _draw(self, i: int, width: int, at_cursor: bool) -> Strip:
        tokens = self.tokens
        try:
            base = tokens[self.style(i)]
            segments = self.line(i, width - 1, base)
            if self.spans is not None:
                segments = marked(segments, self.spans, tokens["hit"])
        except Exception as error:  # a row that cannot be shown says so; the others go on
            base = tokens["error"]
            segments = [
                Segment(fit(f"cannot show this: {printable(f'{type(error).__name__}: {error}')}", width - 1), base)
            ]
        if not at_cursor:
            return Strip([Segment(" ", base), *segments], width)
        active = self.has_focus or self.ACTIVE
        mark = Segment(MARKER if active else " ", tokens["key"])
        line = Strip([mark, *segments], width)
        over = tokens["cursor" if active else "cursor-away"]
        return Strip([Segment(text, (style or Style()) + over) for text, style, _ in line], width)

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        """Row ``i`` in exactly ``width`` cells; override where rows are no cells in columns."""
        cells = self.cells(i)
        segments: list[Segment] = []
        x = 0
        for place in self.places():
            if place.at >= len(cells):
                continue
            if place.x > x:
                segments.append(Segment(" " * (place.x - x), base))
            cell = cells[place.at]
            if isinstance(cell, str):
                segments.append(Segment(fit(cell, place.width, place.column.right), base))
            else:
                segments += text_segments(cell, place.width, base, place.column.right)
            x = place.x + place.width
        strip = Strip(segments)
        if self.sideways:
            strip = strip.crop(self.sideways, self.sideways + width)
        return list(strip.adjust_cell_length(width, base))

    def _draw_head(self, width: int) -> Strip:
        style = self.tokens["header"]
        text, x = " ", 0
        for place in self.places():
            text += " " * (place.x - x) + fit(self.head(place.column), place.width, place.column.right)
            x = place.x + place.width
        return Strip([Segment(fit(text[:1] + text[1 + self.sideways :], width), style)], width)

    def places(self) -> list[Place]:
        """Where the columns are drawn, from the cell after the marker."""
        width = self.inner_width
        if not self._places or width != self._placed_for:
            self._placed_for = width
            fitted = not self.sideways
            self._places = (
                layout(self.columns, self.inner_width - 1, self.widths)
                if fitted
                else natural(self.columns, self.widths)
            )
        return self._places

    @property
    def tokens(self) -> Tokens:
        return self.app.tokens  # type: ignore[attr-defined, no-any-return]

    def _forget(self, i: int) -> None:
        self._strips.pop((i, True), None)
        self._strips.pop((i, False), None)

    # --- what happens to it -----------------------------------------------------------------------

    def on_resize(self) -> None:
        self._places = []
        self._strips.clear()
        self._resize_virtual()
        if self.cursor >= 0:
            self._show(self.cursor)

    def on_focus(self) -> None:
        self.redraw(self.cursor if self.cursor >= 0 else None)

    def on_blur(self) -> None:
        self.redraw(self.cursor if self.cursor >= 0 else None)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def row_at(self, y: int) -> int:
        """The row at line ``y`` of the widget, -1 where there is none."""
        i = round(self.scroll_offset.y) + y - self._head
        return i if self._head <= y and 0 <= i < self._count else -1

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        if self.HEADER and event.y == 0:
            self._dragged = self._edge(event.x)
            if self._dragged is not None:
                self.capture_mouse()
            return
        i = self.row_at(event.y)
        if i >= 0:
            self.move(i)
            if event.button == 3:
                self.post_message(self.Secondary(self, i))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged is not None:
            self.widths[self._dragged.column.id] = max(2, event.x - 1 - self._dragged.x + self.sideways)
            self._places = []
            self.redraw()

    def on_mouse_up(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if self.HEADER and event.y == 0:
            place = next(
                (each for each in self.places() if each.x <= event.x - 1 + self.sideways < each.x + each.width), None
            )
            if place is not None:
                self.post_message(self.Sorted(self, place.at))
        elif event.chain == 2 and self.row_at(event.y) >= 0:
            self.do_enter()

    def _edge(self, x: int) -> Place | None:
        """The column whose right edge is at ``x``."""
        x += self.sideways - 1
        return next(
            (place for place in self.places() if place.x + place.width <= x <= place.x + place.width + GAP - 1), None
        )

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self._slide(SIDEWAYS)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self._slide(-SIDEWAYS)

    def refresh_line(self, y: int) -> None:
        """Refresh one line of the content; the header stays where it is."""
        at = y - round(self.scroll_offset.y)
        if self._head <= at < self.size.height:
            self.refresh(Region(0, at, self.inner_width, 1))
