"""A pane whose first line is dragged to move the border between it and its neighbour."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widget import Widget


class Divided(Message):
    """The border of ``pane`` was dragged to a place of the screen; ``corner`` where it was taken at its left end."""

    def __init__(self, pane: Widget, x: int, y: int, corner: bool) -> None:
        super().__init__()
        self.pane, self.x, self.y, self.corner = pane, x, y, corner


class Divider(Widget):
    """Beside another base: Textual calls the handlers of each."""

    _taken: int | None = None  # the column where the first line is held

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.y == 0 and event.button == 1:
            self._taken = event.x
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._taken is not None:
            self.post_message(Divided(self, int(event.screen_x), int(event.screen_y), self._taken == 0))

    def on_mouse_up(self) -> None:
        if self._taken is not None:
            self._taken = None
            self.release_mouse()
