"""Keys as a list: what each opens, then who stays closed and why; and the line over it."""

from __future__ import annotations

from pathlib import Path

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from analyzer.render import STATUS_SIGNS, printable
from analyzer.survey.key_report import REASONS, Closed, Report, Use
from analyzer.tui.widgets.columns import Column, fit
from analyzer.tui.widgets.row_list import Cell, RowList
from analyzer.tui.widgets.status_line import grouped

_NOTHING = Report([], [], 0, 0, 0, 0)


class KeyList(RowList):
    """A line for each key, then one for each sender whose messages stay closed."""

    CONTEXT = "keys"
    EMPTY = "no keys, and nothing that needs one"
    COLUMNS = (
        Column("meter", "Meter", 14, 8, 90),
        Column("title", "Title", 16, 0, 40),
        Column("key", "Key", 12, 6, 95),
        Column("from", "From", 20, 12, 35),
        Column("opens", "Opens", 7, 6, 92, right=True),
        Column("closed", "What stays closed, and why", 40, 34, 100, elastic=1),
    )

    def __init__(self) -> None:
        super().__init__(id="key-list")
        self.report = _NOTHING

    @property
    def entry(self) -> Use | Closed | None:
        """What the cursor is on."""
        listed: list[Use | Closed] = [*self.report.uses, *self.report.closed]
        return listed[self.cursor] if 0 <= self.cursor < len(listed) else None

    def row_count(self) -> int:
        return len(self.report.uses) + len(self.report.closed)

    def cells(self, i: int) -> tuple[Cell, ...]:
        uses = self.report.uses
        if i < len(uses):
            use = uses[i]
            opens = use.verified + use.unverified
            said = f"{STATUS_SIGNS['unverified']} {grouped(use.unverified)} not verified" if use.unverified else ""
            title = use.title.hex().upper() if use.title else ""
            return printable(use.meter), title, use.field, printable(_short(use.origin)), grouped(opens), said
        closed = self.report.closed[i - len(uses)]
        title = closed.title.hex().upper() if closed.title else "unknown"
        reason = REASONS.get(closed.reason, closed.reason or "")
        said = f"{STATUS_SIGNS[closed.status]} {grouped(closed.messages)} {reason}"
        return printable(closed.meter) or "—", title, "none", "", "0", said

    def style(self, i: int) -> str:
        uses = self.report.uses
        if i < len(uses):
            return "warning" if uses[i].unverified else ""
        return "error" if self.report.closed[i - len(uses)].status == "failed" else "closed"


class KeySummary(Widget):
    """One line over the list: how many messages are open, and how far decrypting again is."""

    DEFAULT_CSS = "KeySummary { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.progress = ""

    def render_line(self, y: int) -> Strip:
        tokens = self.app.tokens  # type: ignore[attr-defined]
        width = self.size.width
        right = f"{self.progress} " if self.progress else ""
        left = fit(f" {printable(self.text)}", max(0, width - len(right)))
        return Strip([Segment(left, tokens["title"]), Segment(right, tokens["warning"])], width).apply_style(
            self.rich_style
        )


def _short(origin: str) -> str:
    """Where a key comes from, without the folders."""
    return Path(origin).name if "/" in origin else origin
