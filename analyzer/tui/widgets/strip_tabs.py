"""One line of names of which one is active: panes that share a place."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from analyzer.tui.widgets.columns import fit


class StripTabs(Widget):
    """Draws ``[Active]  Other  Third`` and, at the right, ``note``. A click picks."""

    DEFAULT_CSS = "StripTabs { height: 1; }"

    class Picked(Message):
        def __init__(self, source: StripTabs, name: str) -> None:
            super().__init__()
            self.source = source
            self.name = name

        @property
        def control(self) -> StripTabs:
            return self.source

    def __init__(self, names: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.names = tuple(names)
        self.active = self.names[0] if names else ""
        self.note = ""
        self._spans: list[tuple[int, int, str]] = []

    def show(self, names: Sequence[str], active: str, note: str = "") -> None:
        self.names, self.active, self.note = tuple(names), active, note
        self.refresh()

    def render_line(self, y: int) -> Strip:
        tokens = self.app.tokens  # type: ignore[attr-defined]
        segments = [Segment(" ", tokens["plain"])]
        self._spans = []
        x = 1
        for name in self.names:
            text = f"[{name}]" if name == self.active else f" {name} "
            segments.append(Segment(text, tokens["title" if name == self.active else "faint"]))
            self._spans.append((x, x + cell_len(text), name))
            x += cell_len(text)
            segments.append(Segment(" ", tokens["plain"]))
            x += 1
        room = self.size.width - x - 1
        if room > 0:
            segments.append(Segment(fit(self.note, room, right=True) + " ", tokens["faint"]))
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(tokens["ground"])

    def on_click(self, event: events.Click) -> None:
        event.stop()
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.post_message(self.Picked(self, name))

    def after(self, step: int = 1) -> str:
        """The name after the active one, around."""
        at = self.names.index(self.active) if self.active in self.names else -1
        return self.names[(at + step) % len(self.names)] if self.names else ""
