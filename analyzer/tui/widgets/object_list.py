"""The objects of a capture as a list: class, code, name and what was last said."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.render import printable
from analyzer.survey.object_data import last_text, name_of
from analyzer.survey.seen import Seen
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList
from dissectors.core.forms import show_obis

_BASE = (
    Column("class", "Cl", 3, 0, 60, right=True),
    Column("code", "OBIS", 16, 8, 100),
    Column("name", "Name", 20, 8, 90, elastic=2),
    Column("last", "Last", 14, 8, 95, elastic=1),
)
_METER = Column("meter", "Meter", 16, 8, 50)
SORTS = {"o": "code", "c": "class", "n": "name", "l": "last", "m": "meter"}


class ObjectList(RowList):
    """``show`` takes objects in any order; they stay sorted as the user wants them."""

    EMPTY = "reading objects…"
    COLUMNS = _BASE

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.objects: list[Seen] = []
        self.order = "code"
        self.backwards = False

    def show(self, objects: Sequence[Seen], many_meters: bool) -> None:
        """Show these, the cursor on the object where it was."""
        here = self.here()
        self.EMPTY = "no objects"
        self.columns = (*_BASE, _METER) if many_meters else _BASE
        self.objects = sorted(objects, key=self._key, reverse=self.backwards)
        self.renew(next((at for at, each in enumerate(self.objects) if here and same(each, here)), 0))

    def sort(self, order: str) -> None:
        """By another column; by the same one again: the other way round."""
        self.backwards = order == self.order and not self.backwards
        self.order = order
        self.show(self.objects, self.columns != _BASE)

    def here(self) -> Seen | None:
        return self.objects[self.cursor] if 0 <= self.cursor < len(self.objects) else None

    def _key(self, seen: Seen) -> tuple[object, ...]:
        by = {"class": seen.class_id or 0, "name": name_of(seen).lower(), "last": last_text(seen)}
        first = by.get(self.order)
        rest = (seen.meter, seen.logical_name, seen.class_id or 0)
        return rest if first is None else (first, *rest)

    def row_count(self) -> int:
        return len(self.objects)

    def head(self, column: Column) -> str:
        if column.id != self.order:
            return column.title
        return (
            f"{column.title} {'▾' if self.backwards else '▴'}"
            if len(column.title) + 2 <= column.width
            else column.title
        )

    def cells(self, i: int) -> tuple[Cell, ...]:
        seen = self.objects[i]
        return (
            "" if seen.class_id is None else str(seen.class_id),
            show_obis(seen.logical_name),
            printable(name_of(seen)),
            printable(last_text(seen)),
            printable(seen.meter),
        )

    def style(self, i: int) -> str:
        seen = self.objects[i]
        return "plain" if any(each.rows for each in list(seen.attributes.values())) or seen.methods else "faint"


def same(a: Seen, b: Seen) -> bool:
    """Whether two are the same object, as two looks at the capture saw it."""
    return (a.meter, a.server, a.class_id, a.logical_name) == (b.meter, b.server, b.class_id, b.logical_name)
