"""Objects: what the meters said, object by object: tables, plots, members, history, access rights."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.timer import Timer

from analyzer.survey.object_data import (
    VALUE,
)
from analyzer.survey.objects import Collector
from analyzer.survey.seen import Seen
from analyzer.tui.bridge import Job
from analyzer.tui.chosen import Chosen
from analyzer.tui.dialogs.name import NameDialog
from analyzer.tui.follow import Follower
from analyzer.tui.object_reading import Data, chosen_of, object_of, read_object, save_csv, size_of
from analyzer.tui.views.base import View
from analyzer.tui.widgets.object_detail import ObjectDetail
from analyzer.tui.widgets.object_side import ObjectSide
from analyzer.tui.widgets.plot import Plot
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.side_panes import SidePanes

BATCH = 128  # rows between two looks at who wants the machine
AT_ONCE = 20_000  # rows after which the list shows what they told
SETTLE = 0.04  # seconds that the cursor must rest before an object is read


class ObjectsView(View):
    NAME = "Objects"

    def __init__(self) -> None:
        super().__init__()
        self.objects: list[Seen] = []
        self.data: Data | None = None
        self._collector: Collector | None = None
        self._taken = 0  # of the rows that are shown
        self._settle: Timer | None = None
        self._reading: Seen | None = None
        self._wanted: int | None = None

    def compose(self) -> ComposeResult:
        self.side = ObjectSide()
        self.list = self.side.list
        self.detail = ObjectDetail(self.document, self.ui.utc)
        self.table, self.plot = self.detail.table, self.detail.plot
        self.sides = SidePanes(self.side, self.detail, 0.45)
        yield self.sides

    def on_mount(self) -> None:
        self._follower = Follower(self.bridge, "objects", self._prepare, self._take)
        self._follower.look()

    def focus_first(self) -> None:
        self.sides.backward(self.list)
        self.list.focus()

    # --- the list ---------------------------------------------------------------------------------

    def on_batch(self) -> None:
        self._follower.batch()

    def on_reset(self) -> None:
        self._collector = None
        self._follower.look()

    def _prepare(self) -> Callable[[Job], list[Seen]]:
        if self._collector is None:
            self._collector, self._taken = Collector(self.document), 0
        collector, rows, first = self._collector, self.rows, self._taken
        step = self.bridge.step
        last = self._taken = min(len(rows), first + AT_ONCE)

        def work(job: Job) -> list[Seen]:
            for start in range(first, last, BATCH):
                if job.cancelled:
                    break
                for row in rows[start : min(start + BATCH, last)]:
                    collector.take(row)
                job.progress(start, len(rows))
                step()
            return collector.inventory().objects

        return work

    def _take(self, objects: list[Seen]) -> None:
        self.objects = objects
        left = len(self.rows) - self._taken if self._collector is not None else 0
        self.side.show(objects, left > 0 or not self.bridge.complete)
        self.main.chrome()
        if self._wanted is not None:
            self.select_row(self._wanted)
        if left >= AT_ONCE or (left and self.bridge.complete):
            self._follower.look()
        else:
            self._look_soon()

    def tab_count(self) -> str:
        return str(len(self.objects) or "")

    def do_find(self) -> None:
        self.sides.backward(self.side.find.words)
        self.side.begin_find()

    async def do_sort(self) -> None:
        await self.side.do_sort()

    # --- the selected object ----------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        if event.source is self.list:
            self._look_soon()
        else:
            self._say()

    def _look_soon(self) -> None:
        if self._settle is not None:
            self._settle.stop()
        self._settle = self.set_timer(SETTLE, self._look)

    def _look(self) -> None:
        """Read what the panes show of the object under the cursor, in a worker; the panes keep the one before until then."""
        seen = self.list.here()
        if seen is None:
            self._show(None)
            return
        if self.data is not None and self.data.seen is seen and self.data.size == size_of(seen):
            return
        if "object" in self.bridge.jobs and self._reading is seen:
            return  # it is being read; what came meanwhile is read with the next look
        self._reading = seen
        document, utc, step = self.document, self.ui.utc, self.bridge.step
        self.bridge.run("object", lambda job: read_object(job, step, document, seen, utc), self._show)

    def _show(self, data: Data | None) -> None:
        self.data = data
        self.detail.show(self.document, data)
        self._say()

    def do_other_view(self) -> None:
        self.detail.turn_on()
        self._say()

    def do_column_set(self) -> None:
        self.detail.next_unit()

    # --- messages ---------------------------------------------------------------------------------

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        if event.source is self.list:
            self.sides.forward(self.detail.pane)
            return
        self._go(self.selected_row())

    def on_plot_moved(self, event: Plot.Moved) -> None:
        event.stop()
        self._say()

    def on_plot_entered(self, event: Plot.Entered) -> None:
        event.stop()
        self._go(self.selected_row())

    def _go(self, row: int | None) -> None:
        if row is not None:
            self.run_worker(self.main.goto(row), exit_on_error=False)

    def selected_row(self) -> int | None:
        """The message behind what the cursor is on: of a pane, else of the object's last value."""
        if not self.list.has_focus and self.data is not None:
            return self.detail.row()
        seen = self.list.here()
        main = seen.attributes.get(VALUE) if seen is not None else None
        return (main.row or None) if main is not None else None

    def _say(self) -> None:
        self.main.select_text(self.detail.said() if self.sides.shows_right else "")

    def chosen(self) -> Chosen | None:
        """The object that the list is on, or the row of its profile."""
        seen = self.list.here()
        if seen is None or not (self.list.has_focus or self.table.has_focus):
            return None
        row = None if self.list.has_focus else self.table.text(self.table.cursor)
        return chosen_of(self.document, seen, row, self.data is not None and self.data.profile is not None)

    async def do_export(self) -> None:
        """Save a profile that is shown as table or plot; else what the program saves anyway."""
        data = self.data
        if data is None or data.profile is None or not (self.table.has_focus or self.plot.has_focus):
            await self.main.talk.do_export()
            return
        name = await self.main.open_dialog(NameDialog("Save the profile as CSV", "load-profile.csv"))
        if name is not None:
            document, seen = self.document, data.seen
            self.bridge.run("saving", lambda job: save_csv(document, seen, name), lambda said: self.main.toast(*said))

    def select_row(self, row: int) -> None:
        """The cursor on the object that a message speaks of; later, where it has not been read yet."""
        found = object_of(self.document, self.objects, row)
        self._wanted = row if found is None and self.side.more else None
        if found is None:
            if self._wanted is None:
                self.main.status(f"message {row} speaks of no object that is shown")
            return
        if found not in self.list.objects:
            self.side.give_up()
        self.list.move(self.list.objects.index(found), centre=True)

    # --- back -------------------------------------------------------------------------------------

    def do_back(self) -> None:
        if not self.sides.step_back():
            if not self.side.give_up():
                self.main.do_back()

    def do_leave(self) -> None:
        if not self.sides.step_back():
            self.main.do_leave()
