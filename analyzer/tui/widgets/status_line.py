"""The line over the footer: what is selected, what went wrong, and how far the work in the background is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from analyzer.render import printable
from analyzer.tui.theme import Tokens
from analyzer.tui.widgets.columns import fit

BAR = 10
FULL, EMPTY = "█", "░"
_TONES = {"note": "", "warning": "warning", "error": "error"}


class StatusLine(Widget):
    """``said`` stands until it is replaced; ``progress`` is kept at the right."""

    DEFAULT_CSS = "StatusLine { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.severity = ""
        self.selection = ""
        self.progress = ""

    def say(self, text: str, severity: str = "note") -> None:
        """Show a line; an empty one brings the selection back."""
        self.said, self.severity = text, severity
        self.refresh()

    def select(self, text: str) -> None:
        if text != self.selection:
            self.selection = text
            self.refresh()

    def advance(self, text: str) -> None:
        if text != self.progress:
            self.progress = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        width = self.size.width
        bar = tokens["bar"]
        right = f" {printable(self.progress)} " if self.progress else ""
        right = right if cell_len(right) < width else ""
        text = printable(self.said or self.selection)
        tone = tokens[_TONES.get(self.severity, "")] if self.said else tokens[""]
        left = fit(f" {text}", width - cell_len(right))
        return Strip([Segment(left, bar + tone), Segment(right, bar + tokens["faint"])], width)


def progress_bar(done: int, total: int, width: int = BAR) -> str:
    """``████░░ 41 %``"""
    part = min(1.0, done / total) if total else 0.0
    full = int(part * width)
    return f"{FULL * full}{EMPTY * (width - full)} {int(part * 100)} %"


def grouped(number: int) -> str:
    """A number with thin groups of three: ``52 310``."""
    return f"{number:,}".replace(",", " ")


def duration(seconds: float) -> str:
    """About how long: ``12 s``, ``3 min``."""
    return f"{int(seconds)} s" if seconds < 100 else f"{int(seconds / 60)} min"
