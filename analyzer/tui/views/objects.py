"""Objects: what the meters said, object by object: tables, plots, members, history, access rights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from analyzer.object_data import (
    VALUE,
    class_of,
    name_of,
    times_seen,
)
from analyzer.objects import Collector
from analyzer.profile import Profile
from analyzer.render import moment, printable
from analyzer.seen import Seen
from analyzer.tui.bridge import Job
from analyzer.tui.chart import EMPTY
from analyzer.tui.chosen import Chosen
from analyzer.tui.dialogs.name import NameDialog
from analyzer.tui.follow import Follower
from analyzer.tui.object_reading import Data, chosen_of, object_of, read_object, save_csv, size_of
from analyzer.tui.views.base import View
from analyzer.tui.widgets.object_list import same
from analyzer.tui.widgets.object_panes import HistoryList, MemberList, ProfileTable
from analyzer.tui.widgets.object_side import ObjectSide
from analyzer.tui.widgets.plot import Plot
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.side_panes import SidePanes
from analyzer.tui.widgets.strip_tabs import StripTabs
from dissectors.core.forms import show_obis

TABLE, PLOT, ATTRIBUTES, HISTORY, ACCESS = "Table", "Plot", "Attributes", "History", "Access"
BATCH = 128  # rows between two looks at who wants the machine
AT_ONCE = 20_000  # rows after which the list shows what they told
T = TypeVar("T")
SETTLE = 0.04  # seconds that the cursor must rest before an object is read


class ObjectsView(View):
    NAME = "Objects"
    DEFAULT_CSS = """
    ObjectsView .side { layout: vertical; }
    ObjectsView #object-name { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.objects: list[Seen] = []
        self.data: Data | None = None
        self.pane = TABLE
        self._collector: Collector | None = None
        self._index: object = None  # of which the collector has taken rows
        self._taken = 0  # of the rows that are shown
        self._unit = 0  # which of the units is plotted
        self._settle: Timer | None = None
        self._reading: Seen | None = None
        self._wanted: int | None = None

    def compose(self) -> ComposeResult:
        self.side = ObjectSide()
        self.list = self.side.list
        self.heading = StripTabs(id="object-name")
        self.tabs = StripTabs()
        self.table = ProfileTable(id="profile")
        self.plot = Plot(id="profile-plot")
        self.attributes = MemberList(id="attributes")
        self.history = HistoryList(self.document, self.ui.utc, id="history")
        self.access = MemberList(True, id="access")
        self.panes: dict[str, Widget] = {
            TABLE: self.table,
            PLOT: self.plot,
            ATTRIBUTES: self.attributes,
            HISTORY: self.history,
            ACCESS: self.access,
        }
        for each in self.panes.values():
            each.display = False
        right = Container(self.heading, self.tabs, *self.panes.values(), classes="side")
        self.sides = SidePanes(self.side, right, 0.45)
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
        keep = data is not None and self.data is not None and same(data.seen, self.data.seen)
        self.data = data
        seen = data.seen if data is not None else None
        self.attributes.show(seen, keep)
        self.access.show(seen, keep)
        self.history.show(self.document, data.history if data is not None else None, keep)
        self.table.show(data.profile if data is not None and data.profile is not None else Profile())
        if not keep:
            self._unit = 0
        self._plot(keep)
        self._turn(self.pane)

    def _plot(self, keep: bool = False) -> None:
        plots = self.data.plots if self.data is not None else ()
        self.plot.show(plots[self._unit % len(plots)] if plots else EMPTY, keep)
        self._say()

    def names(self) -> Sequence[str]:
        """The panes that the object has."""
        data = self.data
        has_table, has_plot = data is not None and data.profile is not None, data is not None and bool(data.plots)
        return [*[TABLE] * has_table, *[PLOT] * has_plot, ATTRIBUTES, HISTORY, ACCESS]

    def _turn(self, name: str) -> None:
        """Show a pane; where the object has it not, the one that says most."""
        names = self.names()
        shown = name if name in names else names[0] if names[0] == TABLE else ATTRIBUTES
        focused = any(pane.has_focus for pane in self.panes.values())
        for each, pane in self.panes.items():
            pane.display = each == shown and self.data is not None
        seen = self.data.seen if self.data is not None else None
        if seen is not None:
            head = printable(f"{show_obis(seen.logical_name)}  {name_of(seen)}")
            self.heading.show([head], "", f"{class_of(seen)}   {times_seen(seen)}")
        else:
            self.heading.show([], "")
        several = shown == PLOT and self.data is not None and len(self.data.plots) > 1
        self.tabs.show(names if seen is not None else [], shown, "c: next unit" if several else "")
        if focused:
            self.panes[shown].focus()
        self._say()

    def shown_pane(self) -> Widget:
        return self.panes.get(self.tabs.active, self.attributes)

    def on_strip_tabs_picked(self, event: StripTabs.Picked) -> None:
        event.stop()
        if event.source is self.tabs:
            self.pane = event.name
            self._turn(event.name)

    def do_other_view(self) -> None:
        self.pane = self.tabs.after()
        self._turn(self.pane)

    def do_column_set(self) -> None:
        """The plot of the next unit."""
        if self.data is not None and self.data.plots:
            self._unit = (self._unit + 1) % len(self.data.plots)
            self._plot(keep=True)

    # --- messages ---------------------------------------------------------------------------------

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        if event.source is self.list:
            self.sides.forward(self.shown_pane())
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
        pane = self.shown_pane()
        if self.list.has_focus or self.data is None:
            seen = self.list.here()
            main = seen.attributes.get(VALUE) if seen is not None else None
            return (main.row or None) if main is not None else None
        if isinstance(pane, Plot):
            return self.plot.content.row(self.plot.cursor)
        assert isinstance(pane, ProfileTable | MemberList | HistoryList)
        return pane.row_of(pane.cursor)

    def _say(self) -> None:
        pane = self.shown_pane()
        if not self.sides.shows_right:
            self.main.select_text("")
        elif isinstance(pane, ProfileTable) and 0 <= pane.cursor < pane.row_count():
            self.main.select_text(pane.said(pane.cursor))
        else:
            row = self.selected_row()
            self.main.select_text(
                "" if row is None else f"message {row} · {moment(self.document.time(row), 3, self.ui.utc)}"
            )

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
        if (
            data is None
            or data.profile is None
            or self.list.has_focus
            or self.shown_pane() not in (self.table, self.plot)
        ):
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
