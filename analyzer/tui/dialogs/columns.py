"""Which columns, in which order: those that there are, and any field of the filter language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from analyzer.render import printable
from analyzer.tui.dialogs.base import Dialog, Entry
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList

HEIGHT = 14
MOST = 300  # fields listed at a time


class Choice(NamedTuple):
    """A column by its id, and what it is called or means."""

    id: str
    label: str


class ColumnList(RowList):
    """The chosen columns in their order, then the others; space takes, + and - move."""

    CONTEXT = "text"  # its keys are its own
    HEADER = False
    ACTIVE = True
    EMPTY = "no column or field of that name"
    COLUMNS = (Column("id", "", 30, 12, 100), Column("label", "", 40, 8, 80, elastic=1))

    def __init__(self) -> None:
        super().__init__(id="columns")
        self.shown: list[tuple[bool, Choice]] = []

    def row_count(self) -> int:
        return len(self.shown)

    def cells(self, i: int) -> tuple[Cell, ...]:
        chosen, choice = self.shown[i]
        return f"[{'x' if chosen else ' '}] {printable(choice.id)}", printable(choice.label)


class ColumnsDialog(Dialog[list[str]]):
    """Gives back the ids of the columns, in their order."""

    HEADLINE = "Columns"
    HINT = "type to narrow  space takes  + - move  Enter shows them  Esc does not"

    def __init__(self, chosen: Sequence[str], known: Sequence[Choice], fields: Callable[[], Sequence[Choice]]) -> None:
        super().__init__()
        self._chosen = list(chosen)
        self._known = list(known)
        self._fields = fields
        self._all: dict[str, Choice] = {}

    def body(self) -> Iterable[Widget]:
        yield Entry(id="narrow", placeholder="a column, or any field of the filter language")
        self._list = ColumnList()
        self._list.styles.height = HEIGHT
        yield self._list

    def on_mount(self) -> None:
        for choice in (*self._known, *self._fields()):
            self._all.setdefault(choice.id, choice)
        self._show("")
        self.query_one(Input).focus()

    def _show(self, text: str, cursor: int = 0) -> None:
        words = text.lower().split()
        chosen = [self._all.get(name, Choice(name, "")) for name in self._chosen]
        others = [choice for choice in self._all.values() if choice.id not in self._chosen]
        listed = [(True, choice) for choice in chosen] + [(False, choice) for choice in others]
        fits = [each for each in listed if all(word in f"{each[1].id} {each[1].label}".lower() for word in words)]
        if words:  # what is called so stands before what only has it in its name
            fits.sort(key=lambda each: (each[1].id != words[0], not each[1].id.startswith(words[0])))
        self._list.shown = fits[:MOST]
        self._list.renew(max(0, min(cursor, len(self._list.shown) - 1)))

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        if self._chosen:
            self.dismiss(self._chosen)
        else:
            self.hint("take at least one column")

    def on_key(self, event: events.Key) -> None:
        steps = {"down": 1, "up": -1, "pagedown": HEIGHT, "pageup": -HEIGHT}
        in_list = self.focused is self._list
        if event.key in steps or (in_list and event.key in ("j", "k")):
            self._list.move(self._list.cursor + steps.get(event.key, 1 if event.key == "j" else -1))
        elif in_list and event.key == "space":
            self._toggle()
        elif in_list and event.character in ("+", "-"):
            self._move(1 if event.character == "+" else -1)
        elif in_list and event.key == "enter":
            self._take()
        elif event.key == "down" and not in_list:
            self._list.focus()
        else:
            return
        event.stop()

    def _current(self) -> str | None:
        at = self._list.cursor
        return self._list.shown[at][1].id if 0 <= at < len(self._list.shown) else None

    def _toggle(self) -> None:
        name = self._current()
        if name is None:
            return
        if name in self._chosen:
            self._chosen.remove(name)
        else:
            self._chosen.append(name)
        self._show(self.query_one(Input).value, self._list.cursor)

    def _move(self, by: int) -> None:
        name = self._current()
        if name not in self._chosen:
            return
        at = self._chosen.index(name)
        to = max(0, min(at + by, len(self._chosen) - 1))
        self._chosen.insert(to, self._chosen.pop(at))
        self._show(self.query_one(Input).value, self._list.cursor + to - at)
