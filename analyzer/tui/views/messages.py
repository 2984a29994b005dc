"""Messages: the list, and below it the tree and the bytes of the message that the cursor is on."""

from __future__ import annotations

from bisect import bisect_left

from textual.app import ComposeResult

from analyzer import render
from analyzer.tui.views.base import View
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList

READING = (
    Column("no", "No", 6, 4, 100, right=True),
    Column("time", "Time", 11, 8, 80, right=True),
    Column("client", "Client", 6, 3, 60, right=True),
    Column("arrow", "", 1, 0, 65),
    Column("meter", "Meter", 8, 5, 60),
    Column("service", "Service", 24, 12, 90),
    Column("object", "Object", 30, 10, 85, elastic=1),
    Column("value", "Value", 20, 8, 95, elastic=2),
    Column("ms", "ms", 8, 5, 40, right=True),
    Column("status", "St", 2, 0, 99),
)


class MessageList(RowList):
    """The rows that the filter shows, in time order."""

    CONTEXT = "messages"
    COLUMNS = READING

    def __init__(self, view: MessagesView) -> None:
        super().__init__(id="list")
        self._view = view

    def row_count(self) -> int:
        return len(self._view.rows)

    def cells(self, i: int) -> tuple[Cell, ...]:
        document = self._view.document
        return render.list_line(document, self._view.rows[i], document.time(1))


class MessagesView(View):
    NAME = "Messages"

    def compose(self) -> ComposeResult:
        self.list = MessageList(self)
        yield self.list

    def on_batch(self) -> None:
        self.list.grow()

    def on_reset(self) -> None:
        self.list.renew()

    def selected_row(self) -> int | None:
        return self.rows[self.list.cursor] if 0 <= self.list.cursor < len(self.rows) else None

    def select_row(self, row: int) -> None:
        self.list.move(bisect_left(self.rows, row))
