"""A popup that takes one more key: filter by, copy, sort, view. Arrows, Enter and the mouse work too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import ModalScreen
from textual.strip import Strip

from analyzer.render import printable
from analyzer.tui.keymap import key_name
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.row_list import RowList

WIDEST = 72


class Item(NamedTuple):
    """A choice: its key, what it does, and what it is about (shown faint)."""

    key: str
    label: str
    detail: str = ""


class _Items(RowList):
    HEADER = False
    CONTEXT = "list"

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.items = items

    def row_count(self) -> int:
        return len(self.items)

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        item, tokens = self.items[i], self.tokens
        label = max(len(each.label) for each in self.items)
        text = [Segment(f" {key_name(item.key)}  ", tokens["key"]), Segment(item.label.ljust(label), tokens[""])]
        text.append(Segment(f"  {printable(item.detail)}", tokens["faint"]))
        strip = Strip(text)
        if strip.cell_length > width:
            return [*strip.crop(0, width - 1), Segment("…", tokens["faint"])]
        return list(strip.adjust_cell_length(width, base))


class Menu(ModalScreen[str | None]):
    """``await`` gives the key of what was chosen, None for Esc."""

    DEFAULT_CSS = """
    Menu { align: center middle; background: $background 0%; }
    Menu > Container { height: auto; max-height: 80%; background: $panel; border: round $secondary; }
    Menu _Items { height: auto; background: $panel; }
    """

    def __init__(self, title: str, items: Sequence[Item]) -> None:
        super().__init__()
        self.heading = title
        self.items = items

    def compose(self) -> ComposeResult:
        wide = max(len(item.label) for item in self.items) + 8
        wide += max(len(item.detail) for item in self.items)
        box = Container(_Items(self.items))
        box.border_title = fit(printable(self.heading), min(len(self.heading), WIDEST - 6))
        box.styles.width = max(28, min(wide, WIDEST))
        yield box

    def on_mount(self) -> None:
        rows = self.query_one(_Items)
        rows.styles.height = len(self.items)
        rows.renew(cursor=0)
        rows.focus()

    def on_key(self, event: events.Key) -> None:
        rows = self.query_one(_Items)
        key = event.character if event.is_printable and event.character not in (None, " ") else event.key
        event.stop()
        if any(item.key == key for item in self.items):
            self.dismiss(key)
        elif key in ("down", "tab"):
            rows.move(rows.cursor + 1)
        elif key in ("up", "shift+tab"):
            rows.move(rows.cursor - 1)
        elif key == "enter":
            rows.do_enter()
        elif key in ("escape", "q"):
            self.dismiss(None)

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        self.dismiss(self.items[event.index].key)

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves; one on a line takes it."""
        rows = self.query_one(_Items)
        if not rows.region.contains(event.screen_x, event.screen_y):
            self.dismiss(None)
            return
        i = rows.row_at(event.screen_y - rows.region.y)
        if i >= 0:
            self.dismiss(self.items[i].key)
