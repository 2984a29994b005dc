"""The last line: what can be done here, the most useful first, as many as fit; Help always."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from analyzer.tui.keymap import Action, key_name
from analyzer.tui.theme import Tokens


class FooterLine(Widget):
    """Draws actions as ``key Word``; a click does the action."""

    DEFAULT_CSS = "FooterLine { height: 1; }"

    class Picked(Message):
        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self.actions: list[Action] = []
        self._spans: list[tuple[int, int, Action]] = []

    def show(self, actions: list[Action]) -> None:
        if actions != self.actions:
            self.actions = actions
            self.refresh()

    def render_line(self, y: int) -> Strip:
        tokens: Tokens = self.app.tokens  # type: ignore[attr-defined]
        bar, key_style = tokens["bar"], tokens["bar"] + tokens["key"]
        width = self.size.width
        chosen = fitting(self.actions, width)
        segments: list[Segment] = []
        self._spans = []
        x = 0
        for action in chosen:
            key, word = key_name(action.keys[0]), action.short or action.label
            segments += [Segment(f" {key}", key_style), Segment(f" {word} ", bar)]
            length = cell_len(key) + cell_len(word) + 3
            self._spans.append((x, x + length, action))
            x += length
        return Strip(segments).adjust_cell_length(width, bar)

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._spans:
            if start <= event.x < end:
                self.post_message(self.Picked(action))


def fitting(actions: list[Action], width: int) -> list[Action]:
    """Those of the highest rank that fit into ``width`` cells, Help last."""
    ranked = sorted((action for action in actions if action.rank), key=lambda action: -action.rank)
    chosen: list[Action] = []
    for action in ranked:
        length = cell_len(key_name(action.keys[0])) + cell_len(action.short or action.label) + 3
        if length <= width:
            chosen.append(action)
            width -= length
    helps = [action for action in chosen if action.id == "help"]
    return [action for action in chosen if action.id != "help"] + helps
