"""One object, pane by pane: its profile as table and plot, its members, its history, its access rights."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container

from analyzer.document import Document
from analyzer.render import moment, printable
from analyzer.survey.object_data import class_of, name_of, times_seen
from analyzer.survey.profile import Profile
from analyzer.tui.chart import EMPTY
from analyzer.tui.object_reading import Data
from analyzer.tui.widgets.object_list import same
from analyzer.tui.widgets.object_panes import HistoryList, MemberList, ProfileTable
from analyzer.tui.widgets.plot import Plot
from analyzer.tui.widgets.strip_tabs import StripTabs
from dissectors.core.forms import show_obis

TABLE, PLOT, ATTRIBUTES, HISTORY, ACCESS = "Table", "Plot", "Attributes", "History", "Access"
Pane = ProfileTable | Plot | MemberList | HistoryList


class ObjectDetail(Container):
    """``show`` takes what was read of an object. The pane that the user chose stays for the next object that has it."""

    DEFAULT_CSS = "ObjectDetail { layout: vertical; }"

    def __init__(self, document: Document, utc: bool) -> None:
        super().__init__()
        self.document, self.utc = document, utc
        self.data: Data | None = None
        self.wanted = TABLE
        self.heading = StripTabs()
        self.tabs = StripTabs()
        self.table = ProfileTable(id="profile")
        self.plot = Plot(id="profile-plot")
        self.attributes = MemberList(id="attributes")
        self.history = HistoryList(document, utc, id="history")
        self.access = MemberList(True, id="access")
        self.panes: dict[str, Pane] = {
            TABLE: self.table,
            PLOT: self.plot,
            ATTRIBUTES: self.attributes,
            HISTORY: self.history,
            ACCESS: self.access,
        }
        for each in self.panes.values():
            each.display = False
        self._unit = 0  # which of the units is plotted

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.tabs
        yield from self.panes.values()

    def show(self, document: Document, data: Data | None) -> None:
        """Show an object; the cursors stay where it is the one from before."""
        keep = data is not None and self.data is not None and same(data.seen, self.data.seen)
        self.document, self.data = document, data
        seen = data.seen if data is not None else None
        self.attributes.show(seen, keep)
        self.access.show(seen, keep)
        self.history.show(document, data.history if data is not None else None, keep)
        self.table.show(data.profile if data is not None and data.profile is not None else Profile())
        if not keep:
            self._unit = 0
        self._plot(keep)
        self._arrange()

    def _plot(self, keep: bool) -> None:
        plots = self.data.plots if self.data is not None else ()
        self.plot.show(plots[self._unit % len(plots)] if plots else EMPTY, keep)

    # --- which pane -------------------------------------------------------------------------------

    def names(self) -> Sequence[str]:
        """The panes that the object has."""
        data = self.data
        has_table, has_plot = data is not None and data.profile is not None, data is not None and bool(data.plots)
        return [*[TABLE] * has_table, *[PLOT] * has_plot, ATTRIBUTES, HISTORY, ACCESS]

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self.panes.get(self.tabs.active, self.attributes)

    def turn(self, name: str) -> None:
        """Show a pane, of this object and of those to come."""
        self.wanted = name
        self._arrange()

    def turn_on(self) -> None:
        """Show the next pane."""
        self.turn(self.tabs.after())

    def next_unit(self) -> None:
        """The plot of the next unit."""
        if self.data is not None and self.data.plots:
            self._unit = (self._unit + 1) % len(self.data.plots)
            self._plot(keep=True)

    def _arrange(self) -> None:
        """Show the pane that is wanted; where the object has it not, the one that says most."""
        names, data = self.names(), self.data
        shown = self.wanted if self.wanted in names else names[0] if names[0] == TABLE else ATTRIBUTES
        focused = any(pane.has_focus for pane in self.panes.values())
        for each, pane in self.panes.items():
            pane.display = each == shown and data is not None
        if data is not None:
            head = printable(f"{show_obis(data.seen.logical_name)}  {name_of(data.seen)}")
            self.heading.show([head], "", f"{class_of(data.seen)}   {times_seen(data.seen)}")
            several = shown == PLOT and len(data.plots) > 1
            self.tabs.show(names, shown, "c: next unit" if several else "")
        else:
            self.heading.show([], "")
            self.tabs.show([], shown)
        if focused:
            self.panes[shown].focus()

    def on_strip_tabs_picked(self, event: StripTabs.Picked) -> None:
        event.stop()
        if event.source is self.tabs:
            self.turn(event.name)

    # --- where the cursor is ----------------------------------------------------------------------

    def row(self) -> int | None:
        """The message behind what the cursor of the pane is on."""
        pane = self.pane
        if isinstance(pane, Plot):
            return pane.content.row(pane.cursor)
        return pane.row_of(pane.cursor)

    def said(self) -> str:
        """What the status line says of it."""
        pane = self.pane
        if isinstance(pane, ProfileTable) and 0 <= pane.cursor < pane.row_count():
            return pane.said(pane.cursor)
        row = self.row()
        return "" if row is None else f"message {row} · {moment(self.document.time(row), 3, self.utc)}"
