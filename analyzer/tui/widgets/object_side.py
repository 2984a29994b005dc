"""The objects to choose from: how many, found by words, sorted by a column."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container

from analyzer.survey.seen import Seen, found_by
from analyzer.tui.widgets.find_line import FindLine
from analyzer.tui.widgets.menu import Item, Menu
from analyzer.tui.widgets.object_list import SORTS, ObjectList
from analyzer.tui.widgets.row_list import RowList


class ObjectSide(Container):
    """``show`` takes all objects; ``list`` holds those that the words find."""

    DEFAULT_CSS = "ObjectSide { layout: vertical; }"

    def __init__(self) -> None:
        super().__init__()
        self.find = FindLine()
        self.list = ObjectList(id="objects")
        self.objects: Sequence[Seen] = ()
        self.words = ""
        self.more = True

    def compose(self) -> ComposeResult:
        yield self.find
        yield self.list

    def show(self, objects: Sequence[Seen], more: bool = False) -> None:
        """Show these; ``more`` are still to come."""
        self.objects, self.more = objects, more
        self._narrow()

    def _narrow(self) -> None:
        found = found_by(self.objects, self.words) if self.words.strip() else self.objects
        self.list.show(found, len({(each.meter, each.server) for each in self.objects}) > 1)
        count = f"{len(self.objects)} object{'' if len(self.objects) == 1 else 's'}{' so far' if self.more else ''}"
        self.find.say(f"{len(found)} of {count}" if self.words.strip() else count)

    def begin_find(self) -> None:
        self.find.begin()
        self._narrow()

    def give_up(self) -> bool:
        """Forget the words; False where there were none."""
        had = bool(self.words)
        self.find.clear()
        self.words = ""
        self._narrow()
        return had

    def on_find_line_changed(self, event: FindLine.Changed) -> None:
        event.stop()
        self.words = event.words
        self._narrow()

    def on_find_line_left(self, event: FindLine.Left) -> None:
        event.stop()
        if event.given_up or not self.words.strip():
            self.give_up()
        self.list.focus()

    async def do_sort(self) -> None:
        items = [Item(key, f"by {name}") for key, name in SORTS.items()]
        key = await self.app.main.open_dialog(Menu("sort", items))  # type: ignore[attr-defined]
        if key is not None:
            self.list.sort(SORTS[key])

    def on_row_list_sorted(self, event: RowList.Sorted) -> None:
        event.stop()
        self.list.sort(self.list.columns[event.index].id)
