"""Buffers of one profile laid together: columns as they came first, and rows with a time that were read before stand once."""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

from dissectors.cosem.units import scaled
from dissectors.meaning.profiles import Cell, Head, Table
from dissectors.meaning.values import unix_time

Origin = TypeVar("Origin")


class Entry(NamedTuple, Generic[Origin]):
    """A row: where its buffer came from, its number in that buffer (from 1), and a cell for each column there was by then
    (None where that reading lacks the column) whose number is in the column's unit."""

    origin: Origin
    number: int
    cells: tuple[Cell | None, ...]

    def cell(self, column: int) -> Cell | None:
        """The cell of a column; rows before a column came have fewer."""
        return self.cells[column] if column < len(self.cells) else None


class Readings(Generic[Origin]):
    """``heads`` are the columns of all readings, ``entries`` their rows."""

    def __init__(self) -> None:
        self.heads: list[Head] = []
        self.entries: list[Entry[Origin]] = []
        self._places: dict[tuple[Any, ...], int] = {}
        self._read: set[tuple[Any, ...]] = set()  # rows of earlier readings

    def take(self, table: Table, origin: Origin, meter: str = "") -> None:
        """Add a buffer of ``meter``: rows of other meters are other rows."""
        places = [self._place(head) for head in table.heads]
        timed = any(map(is_time, table.heads))
        now: list[tuple[Any, ...]] = []
        for number, cells in enumerate(table.rows, 1):
            placed: list[Cell | None] = [None] * len(self.heads)
            for place, head, cell in zip(places, table.heads, cells, strict=True):
                placed[place] = _in_unit(head, cell)
            key = (meter, *_key(placed)) if timed else ()
            if not timed or key not in self._read:
                self.entries.append(Entry(origin, number, tuple(placed)))
                now.append(key)
        if timed:
            self._read.update(now)

    def _place(self, head: Head) -> int:
        """The place of a column: the same attribute in the same unit, whatever scaler it had at the time."""
        key = (head.column, head.unit)
        if key not in self._places:
            self._places[key] = len(self.heads)
            self.heads.append(head)
        return self._places[key]


def is_time(head: Head) -> bool:
    """Whether a column holds times."""
    return head.is_time or unix_time(head.column.ref, 0) is not None


def _in_unit(head: Head, cell: Cell) -> Cell:
    """The cell with its number scaled: readings before and after a scaler changed stand in one column."""
    if head.scale is None or isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return cell
    return cell._replace(value=scaled(cell.value, head.scale[0]))


def _key(cells: list[Cell | None]) -> list[tuple[int, Any]]:
    """What tells a row from others: its values by column, whatever columns came later."""
    return [
        (place, cell.value if isinstance(cell.value, int | float | str) else str(cell.value))
        for place, cell in enumerate(cells)
        if cell is not None and cell.value is not None
    ]
