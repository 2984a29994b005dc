"""How columns share the width: one pure function. Elastic ones shrink first, then the lowest rank goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

GAP = 1
ELLIPSIS = "…"


class Column(NamedTuple):
    """A column: wanted ``width`` in cells, ``minimum`` it may shrink to, ``rank`` (the lowest is dropped first),
    ``elastic`` share of what is left over."""

    id: str
    title: str
    width: int
    minimum: int = 0  # 0: does not shrink
    rank: int = 50
    right: bool = False
    elastic: int = 0


class Place(NamedTuple):
    """A column where it is drawn: ``at`` is its number among the cells, ``x`` and ``width`` are in cells."""

    at: int
    column: Column
    x: int
    width: int


def layout(columns: Sequence[Column], width: int, own: dict[str, int] | None = None) -> list[Place]:
    """Columns in ``width`` cells. ``own`` are widths that the user chose, by id; those stay as long as they fit."""
    own = own or {}
    kept = list(range(len(columns)))

    def least(at: int) -> int:
        column = columns[at]
        return own.get(column.id) or column.minimum or column.width

    while len(kept) > 1 and sum(map(least, kept)) + GAP * (len(kept) - 1) > width:
        kept.remove(min(kept, key=lambda at: (columns[at].rank, -at)))
    widths = {at: own.get(columns[at].id) or columns[at].width for at in kept}
    over = sum(widths.values()) + GAP * (len(kept) - 1) - width
    if over > 0:
        _shrink(columns, widths, own, over)
    elif over < 0:
        _grow(columns, widths, own, -over)
    places, x = [], 0
    for at in kept:
        places.append(Place(at, columns[at], x, widths[at]))
        x += widths[at] + GAP
    return places


def natural(columns: Sequence[Column], own: dict[str, int] | None = None) -> list[Place]:
    """All columns at the width they want, for scrolling sideways."""
    places, x = [], 0
    for at, column in enumerate(columns):
        width = (own or {}).get(column.id) or max(column.width, 48 if column.elastic else 0)
        places.append(Place(at, column, x, width))
        x += width + GAP
    return places


def _shrink(columns: Sequence[Column], widths: dict[int, int], own: dict[str, int], over: int) -> None:
    """Take ``over`` cells where there is the most to spare."""
    while over > 0:
        spare = {
            at: width - (columns[at].minimum or width) for at, width in widths.items() if columns[at].id not in own
        }
        at = max(spare, key=lambda at: (spare[at], at), default=-1)
        if at < 0 or spare[at] <= 0:
            break
        widths[at] -= 1
        over -= 1
    last = max(widths)
    widths[last] = max(1, widths[last] - max(0, over))


def _grow(columns: Sequence[Column], widths: dict[int, int], own: dict[str, int], room: int) -> None:
    shares = [at for at in widths if columns[at].elastic and columns[at].id not in own]
    total = sum(columns[at].elastic for at in shares)
    for at in shares:
        part = room * columns[at].elastic // total
        widths[at] += part
        room -= part
        total -= columns[at].elastic


def fit(text: str, width: int, right: bool = False) -> str:
    """A text in exactly ``width`` cells, cut with an ellipsis."""
    if text.isascii():
        length = len(text)
        if length <= width:
            return text.rjust(width) if right else text.ljust(width)
        return text[: width - 1] + ELLIPSIS if width > 0 else ""
    length = cell_len(text)
    if length <= width:
        return " " * (width - length) + text if right else text + " " * (width - length)
    return set_cell_size(text, width - 1) + ELLIPSIS if width > 0 else ""
