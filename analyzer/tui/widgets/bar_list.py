"""Response times as bars, one line a step of time."""

from __future__ import annotations

from rich.text import Text

from analyzer.tui.histogram import Bar, bar_text
from analyzer.tui.ladder_lines import duration
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList


class BarList(RowList):
    """Rows are bars; entering one goes to its slowest answer."""

    CONTEXT = "ladder"
    COLUMNS = (
        Column("from", "from", 9, 0, 90, right=True),
        Column("to", "to below", 9, 0, 80, right=True),
        Column("count", "Answers", 8, 0, 100, right=True),
        Column("share", "%", 6, 0, 70, right=True),
        Column("bar", "", 10, 4, 60, elastic=1),
        Column("row", "slowest", 8, 0, 75, right=True),
    )
    EMPTY = "no answer with a time in this conversation"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.bars: list[Bar] = []

    def show(self, bars: list[Bar]) -> None:
        self.bars = bars
        self.renew(0)

    def row_count(self) -> int:
        return len(self.bars)

    def row_of(self, i: int) -> int | None:
        return (self.bars[i].row or None) if 0 <= i < len(self.bars) else None

    def cells(self, i: int) -> tuple[Cell, ...]:
        bar = self.bars[i]
        total = sum(each.answers for each in self.bars)
        most = max(each.answers for each in self.bars)
        width = next((place.width for place in self.places() if place.column.id == "bar"), 0)
        return (
            duration(bar.low) if bar.low else "0",
            duration(bar.high) if bar.high < 1 << 60 else "",
            str(bar.answers),
            f"{100 * bar.answers / total:.1f}",
            Text(bar_text(bar.answers / most, width), self.tokens["assoc"]),
            str(bar.row) if bar.row else "",
        )

    def style(self, i: int) -> str:
        return "plain" if self.bars[i].answers else "faint"
