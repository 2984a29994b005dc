"""Messages: the list, and below it the tree and the bytes of the message that the cursor is on."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from analyzer.survey import cells, ways
from analyzer.survey.copying import Selected
from analyzer.survey.find import Finder
from analyzer.survey.outline import Outline
from analyzer.trees import Tree
from analyzer.tui.bridge import Job
from analyzer.tui.times import Times
from analyzer.tui.views.base import View
from analyzer.tui.views.frame_list import FrameList
from analyzer.tui.views.message_list import MessageList
from analyzer.tui.views.split import Split
from analyzer.tui.widgets.byte_view import ByteView
from analyzer.tui.widgets.divider import Divided
from analyzer.tui.widgets.node_tree import NodeTree
from analyzer.tui.widgets.row_list import RowList
from dissectors.core.node import Source

SETTLE = 0.03  # seconds that a key must rest before the tree follows


class MessagesView(View):
    NAME = "Messages"

    DEFAULT_CSS = """
    MessagesView { layout: vertical; }
    MessagesView > #lower { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.times = Times()
        self.shown_row: int | None = None  # what tree and bytes show
        self._keep: int | None = None  # the message to stay on while a filter runs
        self._kept_at = -1
        self.raw = False
        self._settle: Timer | None = None
        self._moved = 0.0

    def compose(self) -> ComposeResult:
        self.list = MessageList(self)
        self.frames = FrameList(self)
        self.nodes = NodeTree(id="tree")
        self.hex = ByteView(id="bytes")
        self.lower = Container(self.nodes, self.hex, id="lower")
        yield self.list
        yield self.frames
        yield self.lower

    def on_mount(self) -> None:
        self.times = self.ui.times
        self.split = Split(self, self.list, self.lower, self.nodes, self.hex)
        self._keep = self.main.first_row
        self.frames.display = False
        self.list.grow()

    def focus_first(self) -> None:
        self.upper.focus()

    @property
    def upper(self) -> RowList:
        """The list that is shown: of messages or of frames."""
        return self.split.list

    # --- rows -------------------------------------------------------------------------------------

    def on_batch(self) -> None:
        bridge, keep = self.bridge, self._keep
        # Asked before the list grows: what was looked at until then is in it.
        looked = bridge.looked if bridge.filter is not None else bridge.count
        there = keep is not None and (looked >= keep or bridge.complete)
        following = self.main.following.on
        self.list.grow()
        if keep is not None:
            self.list.move(ways.place(self.rows, keep))
            self._kept_at = self.list.cursor
            if there:
                self._keep = None
        if following:
            self.list.move(self.list.last)

    def on_reset(self) -> None:
        row = self._keep or self.shown_row
        self.list.forget_values()
        self._keep = row if self.bridge.filter is not None else None
        self.list.renew(cursor=max(0, ways.place(self.rows, row)) if row is not None else 0)
        self._kept_at = self.list.cursor
        if self.rows:
            self.show_message(self.selected_row(), again=True)

    def selected_row(self) -> int | None:
        if self.upper is self.frames:
            number, records = self.frames.selected(), self.frames.records
            return records.row(number) if number is not None and records is not None else None
        return self.rows[self.list.cursor] if 0 <= self.list.cursor < len(self.rows) else None

    def selection(self) -> Selected | None:
        row, focused = self.selected_row(), self.app.focused
        if row is None or row != self.shown_row or focused is self.list:
            return Selected(row) if row is not None else None
        line, source = self.nodes.current(), self.hex.source
        node = line.node if line is not None else None
        start, end = self.hex.selected()
        return Selected(row, node, source, start, end, line.text if line is not None else "")

    def select_row(self, row: int) -> None:
        if self.upper is self.frames and self.frames.records is not None:
            self.frames.move(self.frames.records.of(row) - 1, centre=True)
        self.list.move(ways.place(self.rows, row), centre=True)

    def tab_count(self) -> str:
        return ""

    def on_row_list_secondary(self, event: RowList.Secondary) -> None:
        """The other mouse button: what can be done with what is under it."""
        event.stop()
        self.run_worker(self.main.context_menu(), exit_on_error=False)

    # --- the selected message ---------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        if event.source is self.upper:
            if event.source is self.list:
                if event.index not in (-1, 0, self._kept_at):
                    self._keep = None  # the user went elsewhere
                self.main.following.on &= self.list.cursor >= self.list.last  # where it is now: more may have come
            now = self.bridge.clock.tick()
            quick, self._moved = now - self._moved > 2 * SETTLE, now
            if self._settle is not None:
                self._settle.stop()
            if quick:
                self._follow_cursor()
            else:
                self._settle = self.set_timer(SETTLE, self._follow_cursor)
        elif event.source is self.nodes:
            self._mark_node()

    def _follow_cursor(self) -> None:
        row = self.selected_row()
        if row != self.shown_row or self.upper is self.frames:
            self.show_message(row)

    def show_message(self, row: int | None, again: bool = False) -> None:
        """Put a message into tree and bytes; a large one is decoded by a worker while the old one stays."""
        if row is None:
            self.shown_row = None
            self.nodes.show(None, "no message in this frame" if self.upper is self.frames else "")
            self.hex.show(self._frame_source())
            return
        if row == self.shown_row and not again:
            return
        self.shown_row = row
        if cells.much(self.document, row):
            raw = self.raw

            def work(job: Job) -> tuple[int, Tree, Outline]:
                tree = self.document.build(row)
                return row, tree, Outline(self.document, row, tree, raw)

            self.bridge.run("tree", work, lambda found: self._show(*found))
        else:
            self.bridge.cancel("tree")
            tree = self.document.tree(row)
            self._show(row, tree, Outline(self.document, row, tree, self.raw))

    def _show(self, row: int, tree: Tree, outline: Outline) -> None:
        if row != self.shown_row:
            return
        self.hex.show([*self._frame_source(), *tree.sources])
        self.nodes.show(outline, self._title(row))
        self._mark_node()
        self.main.chrome()

    def _frame_source(self) -> list[Source]:
        """The whole record under the cursor of the list of frames, as one more source."""
        number, records = self.frames.selected(), self.frames.records
        if self.upper is not self.frames or number is None or records is None:
            return []
        return [Source(records.data(number), name=f"record {number}")]

    def do_other_view(self) -> None:
        """Messages or frames; the selection stays."""
        if self.upper is self.frames:
            row = self.selected_row()
            self.split.take(self.list)
            if row is not None:
                self.select_row(row)
        else:
            row = self.selected_row()
            self.split.take(self.frames)
            if self.frames.records is None or not self.document.complete:
                self.frames.load(lambda: self._to_frame(row))
            else:
                self._to_frame(row)
        self.upper.focus()
        self.main.status("every frame of the capture" if self.upper is self.frames else "messages")

    def _to_frame(self, row: int | None) -> None:
        if row is not None and self.upper is self.frames:
            self.select_row(row)
            self.show_message(row, again=True)

    def _title(self, row: int) -> str:
        index = self.document.index
        parts = [str(row)]
        question, answer = index.answers[row - 1], index.answered_by[row - 1]
        if question:
            parts.append(f"answers {question}")
        elif answer:
            parts.append(f"answered by {answer}")
        number = index.association[row - 1]
        if number:
            parts.append(f"session {number}")
        records = self.document.records(row)
        if records:
            more = f" and {len(records) - 1} more" if len(records) > 1 else ""
            parts.append(f"frame {records[0]}{more}")
        return " · ".join(parts)

    # --- tree and bytes, linked -------------------------------------------------------------------

    def _mark_node(self) -> None:
        line = self.nodes.current()
        node = line.node if line is not None else None
        if node is None or line is None:
            self.main.select_text("Enter lays out the next ones" if line is not None and line.gap else "")
            return
        above = line.parent.node if line.parent is not None else None
        around = (above.start, above.end) if above is not None and above.source is node.source else (0, 0)
        self.hex.mark(node.source, (node.start, node.end), around)
        size = node.end - node.start
        name = node.spec.abbrev or node.field.abbrev
        last = f"–{node.end - 1}" if size > 1 else ""
        many = "1 byte" if size == 1 else f"{size} bytes"
        where = f"bytes {node.start}{last} of {node.source.name}" if size else f"nothing at byte {node.start}"
        self.main.select_text(f"{where} · {name} · {many}")

    def mark_hits(self, finder: Finder | None) -> None:
        """Mark what a search looks for in list, tree and bytes; None: nothing any more."""
        for pane in (self.list, self.nodes):
            pane.spans = finder.spans if finder is not None else None
            pane.redraw()
        self.hex.find = finder.in_bytes if finder is not None else None
        self.hex.redraw()

    def on_byte_view_moved(self, event: ByteView.Moved) -> None:
        event.stop()
        outline = self.nodes.outline
        if outline is None:
            return
        trail = outline.trail(event.source, event.offset)
        if trail:
            self.nodes.reveal(trail)
            self._mark_node()

    def on_byte_view_entered(self, event: ByteView.Entered) -> None:
        event.stop()
        self.split.show_low(self.nodes)
        self.nodes.focus()

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        if event.source is self.upper:
            self.split.show_low(self.nodes)
            self.nodes.focus()

    def on_node_tree_followed(self, event: NodeTree.Followed) -> None:
        event.stop()
        self.main.going.visit(event.row)

    def do_raw(self) -> None:
        self.raw = not self.raw
        self.show_message(self.shown_row, again=True)
        self.main.status("raw values" if self.raw else "values with their meaning")

    # --- going about ------------------------------------------------------------------------------

    def _step(self, step: int) -> None:
        self.upper.move(self.upper.cursor + step)

    def do_next_message(self) -> None:
        self._step(1)

    def do_previous_message(self) -> None:
        self._step(-1)

    # --- how it is shown --------------------------------------------------------------------------

    def do_time_format(self) -> None:
        self.main.status(f"times: {self.times.next().label}")
        self._times_changed()

    def do_time_reference(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.times.refer(row)
            self.main.status(f"times count from message {row}")
            self._times_changed()

    def _times_changed(self) -> None:
        self.list.times_changed()
        self.frames.redraw()

    def do_column_set(self) -> None:
        names = list(self.ui.column_sets)
        at = names.index(self.list.set_name) if self.list.set_name in names else -1
        self.list.choose(names[(at + 1) % len(names)])
        self.main.status(f"columns: {self.list.set_name}")

    def on_divided(self, event: Divided) -> None:
        event.stop()
        self.split.divide(event.x, event.y, event.corner and event.pane is self.hex)

    def do_zoom(self) -> None:
        self.split.zoom(self.app.focused)

    def do_layout(self) -> None:
        self.main.status(f"layout: {self.split.next_layout()}")

    def do_taller(self) -> None:
        self.split.resize(list_by=1)

    def do_shorter(self) -> None:
        self.split.resize(list_by=-1)

    def do_wider(self) -> None:
        self.split.resize(tree_by=1)

    def do_narrower(self) -> None:
        self.split.resize(tree_by=-1)

    def do_reset_sizes(self) -> None:
        self.split.reset()

    def do_next_pane(self) -> None:
        self.split.next_pane(self.app.focused, 1)

    def do_previous_pane(self) -> None:
        self.split.next_pane(self.app.focused, -1)

    def do_next_source(self) -> None:
        self.hex.do_next_source()

    def do_previous_source(self) -> None:
        self.hex.do_previous_source()

    def do_back(self) -> None:
        """One step back: zoom, then the list, then what the screen does."""
        focused: Widget | None = self.app.focused
        if self.split.zoomed is not None:
            self.split.zoom(None)
        elif focused is not self.upper:
            self.split.show_low(None)
            self.upper.focus()
        else:
            self.main.do_back()

    def do_leave(self) -> None:
        if self.split.zoomed is not None or self.app.focused is not self.upper:
            self.do_back()
        else:
            self.main.do_leave()

    def on_resize(self, event: events.Resize) -> None:
        self.split.arrange()
        if event.size.height and self.split.tiny and self.split.list.row_count():  # hidden, it has no size
            self.main.status("Enter opens the tree; from 80x24 on it stands beside the list")
