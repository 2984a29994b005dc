"""The tree of a message: lines that open and close, laid out when they are looked at; what was open stays open."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from analyzer.survey.outline import Line, Outline, Path
from analyzer.tui.theme import Tokens
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.divider import Divider
from analyzer.tui.widgets.row_list import RowList
from dissectors.core.node import Node

OPEN, CLOSED, LEAF = "▾ ", "▸ ", "  "
MOST_OPENED = 5_000  # lines that "open all" lays out
_ORIGIN = "  ← "


class NodeTree(RowList, Divider):
    """``show`` takes an outline; the cursor posts ``Highlighted``, a line that leads to a message ``Followed``."""

    CONTEXT = "tree"
    EMPTY = "nothing selected"

    class Followed(Message):
        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title = ""
        self.outline: Outline | None = None
        self.lines: list[Line] = []
        self._opened: set[int] = set()  # identities of lines
        self._wanted: dict[Path, bool] = {}  # what the user opened and closed, by declaration
        self._path: Path = ()  # where the cursor was

    # --- what it shows ----------------------------------------------------------------------------

    def show(self, outline: Outline | None, title: str) -> None:
        """Show another message, opened alike, the cursor where it was in the last one if there is such a place."""
        self.outline, self.title = outline, title
        self._opened.clear()
        self.lines = []
        if outline is not None:
            for line in outline.roots():
                self._lay(line, self.lines)
        at = next((i for i, line in enumerate(self.lines) if self._path and line.path == self._path), None)
        if at is None:
            at = self._main_line()
        self.renew(cursor=at)

    def _main_line(self) -> int:
        """The line of the innermost APDU, else the first."""
        tree = self.outline.tree if self.outline is not None else None
        wanted = (tree.whole or tree.apdu) if tree is not None else None
        return next((i for i, line in enumerate(self.lines) if wanted is not None and line.node is wanted), 0)

    def _lay(self, line: Line, into: list[Line]) -> None:
        """Append a line and what is open below it."""
        outline = self.outline
        assert outline is not None
        into.append(line)
        if line.path and outline.opens(line) and self._wanted.get(line.path, outline.begins_open(line)):
            self._opened.add(id(line))
            for below in outline.below(line):
                self._lay(below, into)

    def row_count(self) -> int:
        return len(self.lines)

    def current(self) -> Line | None:
        return self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None

    def reveal(self, trail: list[Node]) -> None:
        """Open the way to the last node of a trail and put the cursor there, without a word to anybody."""
        at = -1
        for node in trail:
            found = self._find(node, at + 1)
            if found is None:
                break
            at = found
            if node is not trail[-1] and id(self.lines[at]) not in self._opened:
                self._open(at)
        if at >= 0 and at != self.cursor:
            with self.prevent(RowList.Highlighted):
                self.move(at)

    def _find(self, node: Node, start: int) -> int | None:
        """The place of a node's line, laid out where it is in a gap."""
        for i in range(start, len(self.lines)):
            line = self.lines[i]
            if line.node is node and line.path:
                return i
            if line.gap is not None and line.parent is not None and line.parent.node is not None:
                children = line.parent.node.children or []
                number = next((at for at in range(*line.gap) if children[at] is node), None)
                if number is not None:
                    self._fill(i, number)
                    return self._find(node, i)
        return None

    # --- opening and closing ----------------------------------------------------------------------

    def _open(self, i: int) -> None:
        line, outline = self.lines[i], self.outline
        if outline is None:
            return
        if line.gap is not None:
            self._fill(i, line.gap[0])
            return
        if not outline.opens(line) or id(line) in self._opened:
            return
        self._opened.add(id(line))
        self._wanted[line.path] = True
        below: list[Line] = []
        for each in outline.below(line):
            self._lay(each, below)
        end = self._parts_end(i)
        self.lines[end:end] = below
        self._changed()

    def _fill(self, i: int, around: int) -> None:
        """Lay out part of a gap."""
        line, outline = self.lines[i], self.outline
        if line.gap is not None and line.parent is not None and outline is not None:
            self.lines[i : i + 1] = outline.part(line.parent, *line.gap, around)
            self._changed()

    def _close(self, i: int) -> None:
        line = self.lines[i]
        if id(line) not in self._opened:
            return
        self._wanted[line.path] = False
        start = self._parts_end(i)
        end = self._end(i)
        for each in self.lines[i:end]:
            self._opened.discard(id(each))
        del self.lines[start:end]
        self._changed()

    def _parts_end(self, i: int) -> int:
        """The line behind the remarks that belong to line ``i``."""
        end = i + 1
        while end < len(self.lines) and not self.lines[end].path and self.lines[end].node is self.lines[i].node:
            end += 1
        return end

    def _end(self, i: int) -> int:
        """The first line that is not below line ``i``."""
        depth, end = self.lines[i].depth, i + 1
        while end < len(self.lines) and self.lines[end].depth > depth:
            end += 1
        return end

    def _changed(self) -> None:
        with self.prevent(RowList.Highlighted):
            self.renew()

    def do_toggle(self) -> None:
        line = self.current()
        if line is None:
            return
        if line.row:
            self.post_message(self.Followed(line.row))
        elif id(line) in self._opened:
            self._close(self.cursor)
        else:
            self._open(self.cursor)

    def do_enter(self) -> None:
        self.do_toggle()

    def do_open_node(self) -> None:
        line = self.current()
        if line is not None and id(line) in self._opened:
            self.do_down()
        else:
            self._open(self.cursor)

    def do_close_node(self) -> None:
        line = self.current()
        if line is not None and id(line) in self._opened:
            self._close(self.cursor)
        else:
            self.do_parent()

    def do_parent(self) -> None:
        line = self.current()
        if line is not None and line.parent is not None:
            self.move(next((i for i in range(self.cursor, -1, -1) if self.lines[i] is line.parent), self.cursor))

    def do_open_subtree(self) -> None:
        if self.current() is not None:
            self._open_within(self.cursor)

    def do_open_all(self) -> None:
        i = 0
        while i < len(self.lines) and len(self.lines) < MOST_OPENED:
            if self.lines[i].gap is None:
                self._open(i)
            i += 1

    def _open_within(self, at: int) -> None:
        i = at
        while i == at or (i < self._end(at) and len(self.lines) < MOST_OPENED):
            if self.lines[i].gap is None:
                self._open(i)
            i += 1

    def do_close_all(self) -> None:
        for i in range(len(self.lines) - 1, -1, -1):
            if i < len(self.lines):
                self._close(i)

    # --- drawing ----------------------------------------------------------------------------------

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        line, outline = self.lines[i], self.outline
        tokens = self.tokens
        is_open = id(line) in self._opened
        opens = line.path and outline is not None and outline.opens(line)
        sign = OPEN if is_open else CLOSED if opens else LEAF
        segments = [Segment("  " * line.depth + sign, tokens["faint"])]
        if line.tone or not line.path:
            segments.append(Segment(line.text, tokens[line.tone]))
        else:
            segments += _coloured(line.text, tokens)
        if opens and not is_open and outline is not None:
            segments.append(Segment(f"  {outline.brief(line)}", tokens["faint"]))
        strip = Strip(segments)
        if self.sideways:
            strip = strip.crop(self.sideways, self.sideways + width)
        elif strip.cell_length > width:
            strip = Strip([*strip.crop(0, width - 1), Segment("…", tokens["faint"])])
        return list(strip.adjust_cell_length(width, base))

    def _widest(self) -> int:
        return max((cell_len(line.text) + 2 * line.depth + 3 for line in self.lines), default=0)

    def _draw_head(self, width: int) -> Strip:
        style = self.tokens["bar"] + self.tokens["title" if self.has_focus else "faint"]
        return Strip([Segment(fit(f" {self.title}", width), style)], width)

    def on_focus(self) -> None:
        self.refresh()
        super().on_focus()

    def on_blur(self) -> None:
        self.refresh()
        super().on_blur()

    def move(self, i: int, force: bool = False, centre: bool = False) -> None:
        super().move(i, force, centre)
        line = self.current()
        if line is not None and line.path and (self.has_focus or not force):
            self._path = line.path

    def on_click(self, event: events.Click) -> None:
        event.stop()
        i = self.row_at(event.y)
        if i < 0:
            return
        sign = 1 + 2 * self.lines[i].depth - self.sideways
        if event.chain == 2 or sign <= event.x <= sign + 1:
            self.do_toggle()


def _coloured(text: str, tokens: Tokens) -> Iterator[Segment]:
    """Name, value and origin of a line told apart."""
    name, gap, value = text.partition("  ")
    value, arrow, origin = value.partition(_ORIGIN)
    yield Segment(name, tokens["name"])
    yield Segment(gap + value, tokens[""])
    if origin:
        yield Segment(arrow + origin, tokens["faint"])
