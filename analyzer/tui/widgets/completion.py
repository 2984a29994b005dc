"""The popup of candidates under the filter bar, and the one that waits for one more key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.strip import Strip

from analyzer.render import printable
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.row_list import RowList

MOST_LINES = 10
WIDEST = 90


class Choice(NamedTuple):
    """``text`` stands for characters ``start:end`` of the bar when it is taken; ``kind`` says what taking it does."""

    text: str
    start: int
    end: int
    label: str
    meaning: str = ""
    kind: str = "text"


class Completion(RowList, can_focus=False):
    """Candidates under the bar. The bar keeps the focus and moves the cursor; -1 is none chosen."""

    HEADER = False
    DEFAULT_CSS = """
    Completion { layer: popup; dock: top; height: 1; width: 60; margin: 2 0 0 1; display: none; overflow: hidden; }
    """

    class Taken(Message):
        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []
        self._wide = 0

    def offer(self, choices: Sequence[Choice], column: int = 0, line: int = 2) -> None:
        """Show candidates from a line of the screen on, under a column of the bar; none hides the popup."""
        self.choices = list(choices)
        self.display = bool(self.choices)
        if not self.choices:
            return
        room = self.screen.size.width
        self._wide = max(cell_len(each.label) for each in self.choices)
        widest = max(self._wide + cell_len(each.meaning) + 5 for each in self.choices)
        width = max(24, min(widest, WIDEST, room - 2))
        self.styles.width = width
        self.styles.height = min(len(self.choices), MOST_LINES)
        self.styles.margin = (line, 0, 0, max(0, min(column, room - width - 1)))
        self.cursor = -1
        with self.prevent(RowList.Highlighted):
            self.renew()
            self.cursor = -1
        self.redraw()

    def chosen(self) -> Choice | None:
        return self.choices[self.cursor] if self.display and 0 <= self.cursor < len(self.choices) else None

    def step(self, by: int) -> None:
        """Move the cursor; from the first one up leaves it above the list."""
        if by < 0 and self.cursor <= 0:
            self.cursor = -1
            self.redraw()
        else:
            self.move(self.cursor + by)

    def row_count(self) -> int:
        return len(self.choices)

    def move(self, i: int, force: bool = False, centre: bool = False) -> None:
        if force and self.cursor < 0:
            return
        super().move(i, force, centre)
        self.redraw()

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        choice, tokens = self.choices[i], self.tokens
        room = min(self._wide, max(8, width * 2 // 3))
        label = fit(printable(choice.label), room)
        meaning = fit(f"  {printable(choice.meaning)}", max(0, width - room))
        return [Segment(label, tokens["bold"]), Segment(meaning, tokens["faint"])]

    def _draw(self, i: int, width: int, at_cursor: bool) -> Strip:
        segments = self.line(i, width - 1, Style())
        over = self.tokens["tab"] if at_cursor else self.tokens["bar"]
        strip = Strip([Segment(text, over + (style or Style())) for text, style, _ in [Segment(" "), *segments]])
        return strip.adjust_cell_length(width, over)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        i = self.row_at(event.y)
        if i >= 0:
            self.post_message(self.Taken(self.choices[i]))


def caret_line(start: int, end: int, message: str, repair: bool, width: int) -> Text:
    """``^^^^^^^ no such field. Did you mean dlms.class_id?  Tab takes it`` under the place it speaks of."""
    text = f"{message}  Tab takes it" if repair else message
    mark = "^" * max(1, min(end - start, 24))
    at = start
    if at + len(mark) + 1 + cell_len(text) > width:
        at = max(0, width - len(mark) - 1 - cell_len(text))
    return Text(fit(f"{' ' * at}{mark} {printable(text)}", width).rstrip())
