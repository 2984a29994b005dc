"""Which columns does a list have, and what stands in them? Those of the list line, and any filter field."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from analyzer import render
from analyzer.cli.common import fail
from analyzer.document import Document
from analyzer.fields import PREFIXES, Field, by_name, lookup


class Column(NamedTuple):
    """``at`` is its place in the list line, or ``field`` what it shows; ``cut``: what is wider than it is cut."""

    head: str
    width: int
    right: bool = False
    at: int = -1
    field: Field | None = None
    cut: bool = False


# The columns of the list line, by name; the order is that of the line.
USUAL: dict[str, Column] = {
    name: Column(head, width, right, at)
    for at, (name, head, width, right) in enumerate(
        (
            ("no", "No", 6, True),
            ("time", "Time", 12, True),
            ("client", "Client", 6, True),
            ("arrow", "", 1, False),
            ("server", "Server", 8, False),
            ("service", "Service", 28, False),
            ("object", "Object", 40, False),
            ("value", "Value", 32, False),
            ("ms", "ms", 8, True),
            ("status", "St", 2, False),
        )
    )
}
_NARROW = 13  # columns up to this width keep it in a terminal
_WIDTHS = {"number": 8, "signed": 8, "boolean": 7, "duration": 12, "time": 31, "obis": 18, "bytes": 24, "value": 24}


def columns(text: str | None) -> list[Column]:
    """The columns that `--columns` names; those of the list line without it."""
    if text is None:
        return list(USUAL.values())
    return [_column(name.strip()) for name in text.split(",") if name.strip()] or fail("--columns: names none")


def _column(name: str) -> Column:
    usual = USUAL.get(name.lower())
    if usual is not None:
        return usual
    field = lookup(name)
    if field is None:
        from analyzer.filter.nearest import nearest

        near = nearest(name, [*USUAL, *by_name()])
        hint = f" Did you mean {near}?" if near else " `--columns help` lists them."
        fail(f"--columns: no column {name}.{hint}")
    width = max(_WIDTHS.get(field.type, 16), len(name))
    return Column(name, width, field.type in ("number", "signed", "duration"), field=field)


def fitted(chosen: list[Column], width: int) -> list[Column]:
    """The columns in a terminal ``width`` characters wide: the wide ones share what the narrow ones leave."""
    elastic = [each.width > _NARROW for each in chosen]
    fixed = sum(each.width for each, wide in zip(chosen, elastic, strict=True) if not wide) + len(chosen) - 1
    wanted = sum(each.width for each, wide in zip(chosen, elastic, strict=True) if wide)
    left = max(width - fixed, _NARROW * sum(elastic))
    return [
        each._replace(width=each.width * left // wanted if wide else each.width, cut=True)
        for each, wide in zip(chosen, elastic, strict=True)
    ]


def for_output(chosen: list[Column]) -> list[Column]:
    """The columns as standard output takes them: a terminal has a width, a pipe wants every cell whole."""
    return fitted(chosen, shutil.get_terminal_size().columns) if sys.stdout.isatty() else chosen


def head_line(chosen: list[Column]) -> str:
    return aligned(chosen, [column.head for column in chosen])


def aligned(chosen: list[Column], cells: Sequence[str]) -> str:
    """Cells side by side; wider ones as they are, or cut where the column says so."""
    parts = []
    for column, cell in zip(chosen, cells, strict=True):
        if column.cut and len(cell) > column.width:
            cell = cell[: column.width - 1] + "…"
        parts.append(f"{cell:>{column.width}}" if column.right else f"{cell:<{column.width}}")
    return " ".join(parts).rstrip()


def lines_of(document: Document, rows: Sequence[int], chosen: list[Column], utc: bool) -> Iterator[str]:
    """The line of each row."""
    start = document.time(1) if document.count else None
    if chosen == list(USUAL.values()):
        template = " ".join(f"{{:{'>' if each.right else '<'}{each.width}}}" for each in chosen).format
        for cells in render.list_lines(document, rows, start):
            yield template(*cells).rstrip()
        return
    from analyzer.filter.rows import Row, Wanted
    from analyzer.filter.values import values_of
    from analyzer.survey.field_cells import joined

    wanted = Wanted(tuple(column.field for column in chosen if column.field is not None))
    getters = [values_of(column.field) if column.field is not None else None for column in chosen]
    usual = any(column.field is None for column in chosen)
    lines = render.list_lines(document, rows, start) if usual else repeat(())
    for row, cells in zip(rows, lines, strict=False):
        asked = Row(document, row, wanted, hide=True)
        found: list[str] = []
        for column, values in zip(chosen, getters, strict=True):
            if column.field is None or values is None:
                found.append(cells[column.at])
            else:
                found.append(joined(document, column.field, values(asked), utc))
        yield aligned(chosen, found)


def help_lines() -> Iterator[str]:
    """What `--columns help` prints."""
    yield f"columns of the list: {', '.join(USUAL)}"
    yield f"and every filter field, with or without {' or '.join(PREFIXES)} in front:"
    width = max(map(len, by_name()))
    for name, field in sorted(by_name().items()):
        if name not in USUAL:
            yield f"  {name:<{width}}  {field.element}"
