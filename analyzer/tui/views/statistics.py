"""Statistics: services, meters, timing and errors as tables, messages and bytes over time as a plot."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult

from analyzer.document import Document
from analyzer.index import NO_TIME
from analyzer.survey import statistics
from analyzer.survey.statistics import Bucket, Meter, Service, Steps, Timing, Trouble
from analyzer.tui import axes
from analyzer.tui.bridge import Job
from analyzer.tui.chart import EMPTY, Content
from analyzer.tui.chosen import Chosen, Copy
from analyzer.tui.follow import Follower
from analyzer.tui.ladder_lines import duration
from analyzer.tui.plots import local_offset
from analyzer.tui.raster import Series
from analyzer.tui.views.base import View
from analyzer.tui.widgets.menu import Item, Menu
from analyzer.tui.widgets.plot import Plot
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.stat_table import FIELDS, Line, StatTable
from analyzer.tui.widgets.status_line import grouped
from analyzer.tui.widgets.strip_tabs import StripTabs

IO = "I/O"
BUCKETS = 400
_SECOND = 1_000_000_000


class Table(NamedTuple):
    """A statistic that is a table: what its lines are, and who makes them."""

    kind: type[Line]
    make: Callable[[Document, Sequence[int]], Steps[Line]]


TABLES: dict[str, Table] = {
    "Services": Table(Service, statistics.services),  # type: ignore[arg-type]
    "Meters": Table(Meter, statistics.meters),  # type: ignore[arg-type]
    "Timing": Table(Timing, statistics.timing),  # type: ignore[arg-type]
    "Errors": Table(Trouble, statistics.errors),  # type: ignore[arg-type]
}


class Found(NamedTuple):
    """What a worker counted: the statistic, of how many rows, its lines or its plots (messages, bytes)."""

    name: str
    counted: int
    lines: Sequence[Line]
    plots: Sequence[Content]


class StatisticsView(View):
    NAME = "Statistics"
    DEFAULT_CSS = "StatisticsView { layout: vertical; }"

    def __init__(self) -> None:
        super().__init__()
        self.found: Found | None = None
        self.name_shown = next(iter(TABLES))
        self._plot = 0  # messages, or bytes

    def compose(self) -> ComposeResult:
        self.tabs = StripTabs((*TABLES, IO))
        self.table = StatTable(id="statistics")
        self.plot = Plot(id="io")
        self.plot.display = False
        yield self.tabs
        yield self.table
        yield self.plot

    def on_mount(self) -> None:
        self._follower = Follower(self.bridge, "statistics", self._prepare, self._take)
        self._follower.look()

    def focus_first(self) -> None:
        self._pane().focus()

    def _pane(self) -> StatTable | Plot:
        return self.plot if self.name_shown == IO else self.table

    # --- counting ---------------------------------------------------------------------------------

    def on_batch(self) -> None:
        self._follower.batch()

    def on_reset(self) -> None:
        self._follower.look()

    def _prepare(self) -> Callable[[Job], Found]:
        document, name, utc = self.document, self.name_shown, self.ui.utc
        rows, step = self.rows[: len(self.rows)], self.bridge.step

        def work(job: Job) -> Found:
            if name == IO:
                buckets = _run(job, step, statistics.io(document, rows, BUCKETS), len(rows))
                return Found(name, len(rows), (), plots_of(document, rows, buckets, utc))
            lines = _run(job, step, TABLES[name].make(document, rows), len(rows))
            return Found(name, len(rows), lines, ())

        return work

    def _take(self, found: Found) -> None:
        if found.name != self.name_shown:
            self._follower.look()
            return
        self.found = found
        if found.name == IO:
            self._draw(keep=False)
        else:
            self.table.show(TABLES[found.name].kind, found.lines)
        self._head()

    def _draw(self, keep: bool) -> None:
        plots = self.found.plots if self.found is not None else ()
        self.plot.show(plots[self._plot % len(plots)] if plots else EMPTY, keep)

    def _head(self) -> None:
        counted = self.found.counted if self.found is not None else 0
        note = f"of {grouped(counted)} shown / {grouped(self.document.count)}"
        hint = (
            "c: bytes" if self.name_shown == IO and not self._plot else "c: messages" if self.name_shown == IO else ""
        )
        self.tabs.show((*TABLES, IO), self.name_shown, f"{hint}   {note}")

    # --- which one --------------------------------------------------------------------------------

    def on_strip_tabs_picked(self, event: StripTabs.Picked) -> None:
        event.stop()
        self._turn(event.name)

    def do_other_view(self) -> None:
        self._turn(self.tabs.after())

    def do_next_pane(self) -> None:
        self._turn(self.tabs.after())

    def do_previous_pane(self) -> None:
        self._turn(self.tabs.after(-1))

    def _turn(self, name: str) -> None:
        if name == self.name_shown:
            return
        self.name_shown = name
        self.table.display, self.plot.display = name != IO, name == IO
        if name != IO:
            self.table.show(TABLES[name].kind, ())
        self._pane().focus()
        self._head()
        self._follower.look()

    def do_column_set(self) -> None:
        """Messages or bytes over time."""
        if self.name_shown == IO:
            self._plot = 1 - self._plot
            self._draw(keep=True)
            self._head()

    async def do_sort(self) -> None:
        if self.name_shown == IO:
            return
        columns = [field.column for field in FIELDS[self.table.kind] if field.column.title]
        items = [Item("1234567890abcdef"[at], f"by {column.title}") for at, column in enumerate(columns)]
        key = await self.main.open_dialog(Menu("sort", items))
        if key is not None:
            self.table.sort(columns[[item.key for item in items].index(key)].id)

    def on_row_list_sorted(self, event: RowList.Sorted) -> None:
        event.stop()
        self.table.sort(self.table.columns[event.index].id)

    # --- to the messages --------------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        line = self.table.here()
        self.main.select_text(f"Enter filters: {line.filter}" if line is not None else "")

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        line = self.table.here()
        if line is not None:
            self.run_worker(self._filter(line.filter), exit_on_error=False)

    async def _filter(self, text: str) -> None:
        """Show the messages that a line counts."""
        before = self.bridge.filter_text
        if self.main.apply_filter(f"({before}) && {text}" if before else text):
            await self.main.show_view(1)

    def on_plot_moved(self, event: Plot.Moved) -> None:
        event.stop()
        self.main.select_text("Enter goes to the first message of this stretch" if event.index >= 0 else "")

    def on_plot_entered(self, event: Plot.Entered) -> None:
        event.stop()
        row = self.plot.content.row(event.index)
        if row is not None:
            self.run_worker(self.main.goto(row), exit_on_error=False)

    def chosen(self) -> Chosen | None:
        line = self.table.here() if self.name_shown != IO else None
        if line is None:
            return None
        table = self.table
        here = table.text(table.cursor)
        every = "\n".join([table.heads(), *map(table.text, range(table.row_count()))])
        return Chosen(line.filter, (Copy("y", "line", lambda: here), Copy("t", "table", lambda: every)))

    def selected_row(self) -> int | None:
        if self.name_shown == IO:
            return self.plot.content.row(self.plot.cursor)
        line = self.table.here()
        if isinstance(line, Trouble):
            return line.first
        return (line.slowest or None) if isinstance(line, Timing) else None


def _run(job: Job, step: Callable[[], None], steps: Steps[Line] | Steps[Bucket], total: int) -> list:  # type: ignore[type-arg]
    """A statistic to its end, or until nobody wants it."""
    while not job.cancelled:
        try:
            job.progress(next(steps), total)
            step()
        except StopIteration as finished:
            return list(finished.value)
    return []


def plots_of(document: Document, rows: Sequence[int], buckets: Sequence[Bucket], utc: bool) -> list[Content]:
    """Messages and bytes a second over time, errors marked."""
    if not buckets:
        return []
    width = buckets[0].end - buckets[0].start
    seconds = width / _SECOND
    xs = [each.start // _SECOND if width >= _SECOND else each.start / _SECOND for each in buckets]
    axis = axes.Times(xs, [0 if utc else local_offset(x) for x in xs])
    first = array("I", [0]) * len(buckets)
    starts = [each.start for each in buckets]
    for row in rows:
        time = document.index.time[row - 1]
        if time != NO_TIME:
            at = bisect_right(starts, time) - 1
            if 0 <= at < len(buckets) and not first[at]:
                first[at] = row
    marks = tuple(x for x, each in zip(xs, buckets, strict=True) if each.errors)
    wrong = sum(each.errors for each in buckets)
    told = f", {grouped(wrong)} with errors (!)" if wrong else ""
    found = []
    for unit, values in (
        ("messages/s", [round(each.messages / seconds, 1) for each in buckets]),
        ("bytes/s", [round(each.bytes / seconds, 1) for each in buckets]),
    ):
        title = f"{unit}, each point {duration(width)}{told}"
        found.append(Content((Series(xs, values, 0, unit),), unit, axis, title, marks, first))
    return found
