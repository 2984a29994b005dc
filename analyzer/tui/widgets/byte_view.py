"""The bytes of a message: one tab per source, a byte cursor, and ranges marked in them."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from analyzer.tui.widgets.divider import Divider
from analyzer.tui.widgets.row_list import RowList
from dissectors.core.node import Source

Range = tuple[int, int]
NOTATIONS = ("hex", "bits", "decimal")
_CELLS = {"hex": 2, "bits": 8, "decimal": 3}
_SIZES = (16, 8, 4, 2, 1)
OFFSET = 6  # cells of the offset and the blanks behind it


class ByteView(RowList, Divider):
    """Lines of bytes of one of ``sources``. ``marked`` is what the tree points at, ``around`` what encloses it."""

    CONTEXT = "bytes"
    EMPTY = "no bytes"

    class Moved(Message):
        """The byte cursor is on another byte, by the user's hand."""

        def __init__(self, source: Source, offset: int) -> None:
            super().__init__()
            self.source = source
            self.offset = offset

    class Entered(Moved):
        """Enter on a byte."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sources: list[Source] = []
        self.number = 0
        self.at_byte = 0
        self.begun: int | None = None  # where the selection began
        self.marked: Range = (0, 0)
        self.around: Range = (0, 0)
        self.find: Callable[[bytes], list[Range]] | None = None  # where bytes hold what is looked for
        self._hits: tuple[object, list[Range]] = (None, [])
        self.notation = "hex"
        self._tabs: list[tuple[int, int, int]] = []

    # --- what it shows ----------------------------------------------------------------------------

    def show(self, sources: list[Source]) -> None:
        """Show the sources of another message, the innermost first seen."""
        self.sources = sources
        self.number = len(sources) - 1
        self.at_byte, self.begun = 0, None
        self.marked = self.around = (0, 0)
        self._again()

    @property
    def source(self) -> Source | None:
        return self.sources[self.number] if 0 <= self.number < len(self.sources) else None

    def mark(self, source: Source, marked: Range, around: Range) -> None:
        """Mark a range, the tab of its source in front."""
        number = next((at for at, each in enumerate(self.sources) if each is source), None)
        if number is None:
            self.marked = self.around = (0, 0)
            self.redraw()
            return
        changed = number != self.number
        self.number, self.marked, self.around = number, marked, around
        if not marked[0] <= self.at_byte < marked[1] or changed:
            self.at_byte, self.begun = marked[0], None
        if changed:
            self._again()
        else:
            self.redraw()
            self.cursor = self.at_byte // self.size_of_line
            self._show(self.cursor)

    def selected(self) -> Range:
        """The bytes that the user selected, else those marked, else the one at the cursor."""
        if self.begun is not None:
            return min(self.begun, self.at_byte), max(self.begun, self.at_byte) + 1
        return self.marked if self.marked[0] < self.marked[1] else (self.at_byte, self.at_byte + 1)

    def _again(self) -> None:
        with self.prevent(RowList.Highlighted):
            self.renew(cursor=self.at_byte // self.size_of_line)

    @property
    def size_of_line(self) -> int:
        """Bytes on a line: as many as the width has room for."""
        room = self.inner_width - 1 - OFFSET
        cells = _CELLS[self.notation] + 2  # a blank, and the character at the right
        return next((size for size in _SIZES if size * cells + 2 <= room), 1)

    def row_count(self) -> int:
        source = self.source
        return -(-len(source.data) // self.size_of_line) if source is not None else 0

    # --- moving -----------------------------------------------------------------------------------

    def move(self, i: int, force: bool = False, centre: bool = False) -> None:
        """Lines move the byte cursor within its column."""
        source, size = self.source, self.size_of_line
        before = self.cursor
        super().move(i, force, centre)
        if source is not None and self.cursor >= 0 and self.cursor != before and before >= 0 and not force:
            self._to(self.cursor * size + self.at_byte % size)

    def _to(self, offset: int, select: bool = False) -> None:
        source = self.source
        if source is None or not source.data:
            return
        offset = max(0, min(offset, len(source.data) - 1))
        self.begun = (self.at_byte if self.begun is None else self.begun) if select else None
        self.at_byte = offset
        self.cursor = offset // self.size_of_line
        self._show(self.cursor)
        self.redraw()
        self.post_message(self.Moved(source, offset))

    def do_byte_left(self) -> None:
        self._to(self.at_byte - 1)

    def do_byte_right(self) -> None:
        self._to(self.at_byte + 1)

    def do_select_left(self) -> None:
        self._to(self.at_byte - 1, select=True)

    def do_select_right(self) -> None:
        self._to(self.at_byte + 1, select=True)

    def do_first(self) -> None:
        self._to(0)

    def do_last(self) -> None:
        self._to(1 << 40)

    def do_to_node(self) -> None:
        if self.source is not None:
            self.post_message(self.Entered(self.source, self.at_byte))

    def do_notation(self) -> None:
        self.notation = NOTATIONS[(NOTATIONS.index(self.notation) + 1) % len(NOTATIONS)]
        self._again()

    def do_next_source(self) -> None:
        self._tab(self.number + 1)

    def do_previous_source(self) -> None:
        self._tab(self.number - 1)

    def _tab(self, number: int) -> None:
        if not self.sources:
            return
        self.number = number % len(self.sources)
        self.at_byte, self.begun = 0, None
        self.marked = self.around = (0, 0)
        self._again()
        self._to(0)

    # --- drawing ----------------------------------------------------------------------------------

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        source = self.source
        assert source is not None
        size, tokens = self.size_of_line, self.tokens
        start = i * size
        data = source.data[start : start + size]
        styles = [self._style_of(start + at) for at in range(len(data))]
        segments = [Segment(f"{start:04x}  ", tokens["faint"])]
        wide = _CELLS[self.notation]
        for at, byte in enumerate(data):
            after = at + 1 < len(data) and styles[at] == styles[at + 1]
            gap = "  " if at == 7 and size == 16 else " "
            segments.append(Segment(_number(byte, self.notation), styles[at]))
            segments.append(Segment(gap, styles[at] if after and styles[at] else base))
        blank = (size - len(data)) * (wide + 1) + (1 if len(data) <= 7 and size == 16 else 0)
        segments.append(Segment(" " * (blank + 1), base))
        for at, byte in enumerate(data):
            segments.append(Segment(chr(byte) if 0x20 <= byte < 0x7F else "·", styles[at] or tokens["faint"]))
        return list(Strip(segments).adjust_cell_length(width, base))

    def _style_of(self, offset: int) -> Style:
        tokens = self.tokens
        if offset == self.at_byte and self.has_focus:
            return tokens["hit"]
        if self.begun is not None:
            low, high = self.selected()
            if low <= offset < high:
                return tokens["mark"]
        if self.find is not None and any(low <= offset < high for low, high in self._found(self.find)):
            return tokens["hit"]
        if self.marked[0] <= offset < self.marked[1]:
            return tokens["mark"]
        return tokens["mark-around"] if self.around[0] <= offset < self.around[1] else tokens[""]

    def _found(self, find: Callable[[bytes], list[Range]]) -> list[Range]:
        """The hits in the source shown, looked for once."""
        source = self.source
        if source is None:
            return []
        asked = (find, source)
        if self._hits[0] != asked:
            self._hits = (asked, find(source.data))
        return self._hits[1]

    def _draw(self, i: int, width: int, at_cursor: bool) -> Strip:
        return super()._draw(i, width, False)  # the cursor is a byte, not a line

    def _draw_head(self, width: int) -> Strip:
        tokens = self.tokens
        bar = tokens["bar"] + tokens["title" if self.has_focus else "faint"]
        segments = [Segment(" ", bar)]
        x, self._tabs = 1, []
        right = f" {self.notation} "
        first = max(0, self.number - 2) if len(self.sources) > 4 else 0
        for number in range(first, len(self.sources)):
            source = self.sources[number]
            text = f" {source.name} ({len(source.data)} B) "
            if x + cell_len(text) > width - len(right):
                segments.append(Segment("…", bar))
                x += 1
                break
            segments.append(Segment(text, tokens["tab"] if number == self.number else bar))
            self._tabs.append((x, x + cell_len(text), number))
            x += cell_len(text)
        segments.append(Segment(" " * max(0, width - x - len(right)) + right, bar))
        return Strip(segments).adjust_cell_length(width, bar)

    # --- mouse ------------------------------------------------------------------------------------

    def byte_at(self, x: int, y: int) -> int | None:
        """The byte drawn at a place of the widget."""
        i, source, size = self.row_at(y), self.source, self.size_of_line
        if i < 0 or source is None:
            return None
        x -= 1 + OFFSET
        wide = _CELLS[self.notation] + 1
        split = 8 * wide if size == 16 else size * wide
        at = x // wide if x < split else (x - 1) // wide
        text = size * wide + (1 if size == 16 else 0) + 1
        if x >= text:
            at = x - text
        offset = i * size + at
        return offset if 0 <= at < size and offset < len(source.data) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        offset = self.byte_at(event.x, event.y)
        if offset is not None:
            self._to(offset, select=event.shift)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.y == 0:
            number = next((number for start, end, number in self._tabs if start <= event.x < end), None)
            if number is not None:
                self._tab(number)
        elif event.chain == 2:
            self.do_to_node()

    def on_resize(self) -> None:
        super().on_resize()
        self._again()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()


def _number(byte: int, notation: str) -> str:
    return f"{byte:02x}" if notation == "hex" else f"{byte:08b}" if notation == "bits" else f"{byte:3d}"
