"""The first line: what is open, and the six views with what they count."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from analyzer.render import printable
from analyzer.tui.theme import Tokens
from analyzer.tui.widgets.columns import fit

SHORT_BELOW = 100  # columns


class TabsBar(Widget):
    """Draws ``(number, name, short name, count)`` of each view; the active one stands out."""

    DEFAULT_CSS = "TabsBar { height: 1; }"

    class Picked(Message):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.tabs: list[tuple[int, str, str, str]] = []
        self.active = 1
        self._spans: list[tuple[int, int, int]] = []

    def show(self, title: str, tabs: list[tuple[int, str, str, str]], active: int) -> None:
        if (title, tabs, active) != (self.title, self.tabs, self.active):
            self.title, self.tabs, self.active = title, tabs, active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        width = self.size.width
        bar = tokens["bar"]
        short = width < SHORT_BELOW
        texts = []
        for number, name, brief, count in self.tabs:
            texts.append((number, f" {number} {brief if short else name}{f' {count}' if count else ''} "))
        wide = sum(cell_len(text) for _, text in texts)
        room = max(0, width - wide)
        title = printable(self.title)
        program = "" if short or room < cell_len(title) + 12 else " dlmscope "
        segments = [Segment(program, bar + tokens["title"])] if program else []
        rest = max(0, room - len(program))
        segments.append(Segment(fit(f" {title}", rest), bar))
        x = room
        self._spans = []
        for number, text in texts:
            style: Style = tokens["tab"] if number == self.active else bar
            segments.append(Segment(text, style))
            self._spans.append((x, x + cell_len(text), number))
            x += cell_len(text)
        return Strip(segments).adjust_cell_length(width, bar)

    def on_click(self, event: events.Click) -> None:
        for start, end, number in self._spans:
            if start <= event.x < end:
                self.post_message(self.Picked(number))
