"""The list of frames: one row per record of the capture, those without DLMS too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analyzer.index import NO_TIME
from analyzer.render import moment, printable, since
from analyzer.survey.records import Records
from analyzer.tui.bridge import Job
from analyzer.tui.times import LOCAL, MODES, REFERENCE, UTC
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList

if TYPE_CHECKING:
    from analyzer.tui.views.messages import MessagesView


class FrameList(RowList):
    """Records, read once more by a worker when the list is first shown."""

    CONTEXT = "messages"
    EMPTY = "reading the frames …"
    COLUMNS = (
        Column("no", "Frame", 6, 4, 100, right=True),
        Column("time", "Time +", 11, 8, 80, right=True),
        Column("source", "Source", 21, 12, 60),
        Column("destination", "Destination", 21, 12, 60),
        Column("protocol", "Protocol", 9, 5, 70),
        Column("length", "Length", 6, 5, 50, right=True),
        Column("info", "Info", 40, 20, 90, elastic=1),
    )

    def __init__(self, view: MessagesView) -> None:
        super().__init__(id="frames")
        self._view = view
        self.records: Records | None = None

    def load(self, done: Callable[[], None]) -> None:
        """Read the records, or those that came since; ``done`` is called when they are there."""
        records = Records(self._view.document)

        def work(job: Job) -> Records:
            total = self._view.document.engine.links.stats.records
            for count in records.read():
                job.progress(count, max(total, count))
                if job.cancelled:
                    break
            return records

        def finished(found: Records) -> None:
            self.records = found
            self.renew(cursor=max(0, self.cursor))
            done()

        self._view.bridge.run("reading frames", work, finished)

    def row_count(self) -> int:
        return self.records.count if self.records is not None else 0

    def cells(self, i: int) -> tuple[Cell, ...]:
        records = self.records
        assert records is not None
        said = records.summary(i + 1)
        return (
            str(i + 1),
            self._time(records, i),
            printable(said.source),
            printable(said.destination),
            said.protocol,
            str(records.original[i]),
            printable(said.info),
        )

    def style(self, i: int) -> str:
        return "" if self.records is not None and self.records.row(i + 1) else "faint"

    def head(self, column: Column) -> str:
        mode = self._view.times.mode
        return MODES[mode].title if column.id == "time" and mode in (LOCAL, UTC) else column.title

    def _time(self, records: Records, i: int) -> str:
        time = records.time[i]
        if time == NO_TIME:
            return "-"
        times, document = self._view.times, self._view.document
        if times.mode in (LOCAL, UTC):
            text = moment(time, document.capture.resolution, times.mode == UTC)
            return text.partition(" ")[2]
        start = document.time(times.reference if times.mode == REFERENCE else 1) if document.count else None
        return since(time, start if start is not None else records.time[0])

    def selected(self) -> int | None:
        """The number of the record that the cursor is on."""
        return self.cursor + 1 if 0 <= self.cursor < self.row_count() else None
