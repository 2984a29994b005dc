"""One of many: a list that narrows as one types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from analyzer.render import printable
from analyzer.tui.dialogs.base import Dialog, Entry
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList

HEIGHT = 14


class Item(NamedTuple):
    """Something to choose: what it gives back, its name, and a word on it."""

    id: str
    name: str
    note: str = ""


class ItemList(RowList):
    """The items that fit what is typed."""

    HEADER = False
    ACTIVE = True
    EMPTY = "nothing of that name"
    COLUMNS = (Column("name", "", 48, 16, 100, elastic=3), Column("note", "", 22, 8, 50, elastic=1))

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(id="items")
        self.items = list(items)

    def row_count(self) -> int:
        return len(self.items)

    def cells(self, i: int) -> tuple[Cell, ...]:
        return printable(self.items[i].name), printable(self.items[i].note)


class ChoiceDialog(Dialog[str]):
    """Gives the id of the item back."""

    HINT = "type to narrow  ↑↓ choose  Enter takes it  Esc does not"

    def __init__(self, title: str, items: Sequence[Item]) -> None:
        super().__init__()
        self._title, self._all = title, list(items)

    def headline(self) -> str:
        return self._title

    def body(self) -> Iterable[Widget]:
        yield Entry(id="narrow", placeholder="type to narrow")
        self._list = ItemList(self._all)
        yield self._list

    def on_mount(self) -> None:
        self._list.styles.height = min(max(1, len(self._all)), HEIGHT)
        self._list.renew(0)
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._list.items = self.items_for(event.value)
        self._list.renew(0)

    def items_for(self, text: str) -> list[Item]:
        """The items that fit what is typed."""
        return narrowed(self._all, text)

    def on_key(self, event: events.Key) -> None:
        steps = {"down": 1, "up": -1, "pagedown": HEIGHT, "pageup": -HEIGHT}
        if event.key in steps:
            event.stop()
            self._list.move(self._list.cursor + steps[event.key])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    @on(RowList.Selected, "#items")
    def _take(self) -> None:
        if 0 <= self._list.cursor < len(self._list.items):
            self.dismiss(self._list.items[self._list.cursor].id)


def narrowed(items: Sequence[Item], text: str) -> list[Item]:
    """The items that hold every word typed; those whose name begins with the text first."""
    words = text.lower().split()
    found = [item for item in items if all(word in f"{item.name} {item.note}".lower() for word in words)]
    return sorted(found, key=lambda item: not item.name.lower().startswith(text.lower().strip()))
