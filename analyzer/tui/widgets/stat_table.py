"""Statistics as tables: which columns each has, how their cells read, by which one they are sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rich.text import Text

from analyzer.render import SEVERITY_SIGNS, moment, printable
from analyzer.survey.statistics import Meter, Service, Timing, Trouble
from analyzer.tui.histogram import bar_text
from analyzer.tui.ladder_lines import duration
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList
from analyzer.tui.widgets.status_line import grouped

Line = Service | Meter | Timing | Trouble
Show = Callable[[Any], str]


def _count(value: int) -> str:
    return grouped(value) if value else "·"


def _size(value: int) -> str:
    """Bytes as people read them."""
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000  # type: ignore[assignment]
    return ""


def _time(value: int | None) -> str:
    return "" if value is None else duration(value)


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


class Field(NamedTuple):
    """A column of a table, and how a value of it reads."""

    column: Column
    show: Show = str


def _texts(name: str, title: str, width: int, rank: int, elastic: int = 0) -> Field:
    return Field(Column(name, title, width, min(22, width), rank, False, elastic), printable)


def _counts(name: str, title: str, width: int, rank: int) -> Field:
    return Field(Column(name, title, width, 0, rank, True), _count)


_TIMES = tuple(
    Field(Column(name, title, 9, 0, rank, True), _time)
    for name, title, rank in (("p50", "p50", 70), ("p95", "p95", 65), ("max", "max", 60))
)
_BAR = Field(Column("bar", "", 8, 4, 10, False, 1))
FIELDS: dict[type[Line], tuple[Field, ...]] = {
    Service: (
        _texts("service", "Service", 30, 100),
        _counts("messages", "Count", 9, 95),
        Field(Column("share", "%", 5, 0, 80, True), _percent),
        Field(Column("bytes", "Bytes", 9, 0, 75, True), _size),
        _counts("errors", "Errors", 7, 90),
        _counts("refused", "Refused", 7, 55),
        *_TIMES,
        _BAR,
    ),
    Meter: (
        _texts("meter", "Meter", 28, 100, 1),
        _counts("messages", "Count", 9, 95),
        Field(Column("bytes", "Bytes", 9, 0, 60, True), _size),
        _counts("questions", "Asked", 7, 55),
        _counts("unanswered", "No answer", 9, 85),
        _counts("closed", "Closed", 7, 80),
        _counts("errors", "Errors", 7, 90),
        _counts("refused", "Refused", 7, 50),
        *_TIMES,
        Field(Column("first", "First", 19, 0, 20), lambda value: moment(value, 0)[:19]),
        Field(Column("last", "Last", 19, 0, 15), lambda value: moment(value, 0)[:19]),
    ),
    Timing: (
        _texts("service", "Question", 30, 100),
        _counts("asked", "Asked", 9, 90),
        _counts("answered", "Answered", 9, 95),
        *_TIMES,
        Field(Column("slowest", "slowest", 8, 0, 75, True), lambda value: str(value or "")),
        _BAR,
    ),
    Trouble: (
        Field(Column("severity", "Sev", 3, 0, 100), lambda value: f" {SEVERITY_SIGNS[value]}"),
        _texts("code", "What", 24, 95),
        _texts("title", "Meaning", 30, 60, 1),
        _counts("messages", "Count", 9, 90),
        _texts("kind", "Kind", 10, 40),
        Field(Column("first", "First", 8, 0, 80, True)),
        Field(Column("last", "Last", 8, 0, 70, True)),
    ),
}
_BAR_OF = {Service: "messages", Timing: "max"}


class StatTable(RowList):
    """``show`` takes lines of one kind in their own order; a column chosen sorts them."""

    EMPTY = "nothing to count"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind: type[Line] = Service
        self.lines: list[Line] = []
        self.order = ""  # column that sorts; "" as they came
        self.backwards = False
        self._came: Sequence[Line] = ()

    def show(self, kind: type[Line], lines: Sequence[Line]) -> None:
        """Show these, the cursor on the line of the same filter as before."""
        here = self.here()
        if kind is not self.kind or not self.columns:
            self.order, self.backwards = "", False
        self.kind, self._came = kind, lines
        self.columns = tuple(field.column for field in FIELDS[kind])
        self._arrange(here)

    def sort(self, name: str) -> None:
        """By a column, the largest first; again: the other way round."""
        if name == _BAR.column.id:
            name = _BAR_OF[self.kind]
        self.backwards = not self.backwards if name == self.order else False
        self.order = name
        self._arrange(self.here())

    def _arrange(self, here: Line | None) -> None:
        self.lines = list(self._came)
        if self.order:
            texts = self.lines and isinstance(getattr(self.lines[0], self.order), str)
            self.lines.sort(key=self._key, reverse=bool(texts) is self.backwards)
        at = next((i for i, line in enumerate(self.lines) if here is not None and line.filter == here.filter), 0)
        self.renew(at)

    def _key(self, line: Line) -> tuple[bool, Any]:
        value = getattr(line, self.order)
        return value is not None, 0 if value is None else value

    def here(self) -> Line | None:
        return self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None

    def head(self, column: Column) -> str:
        if column.id != self.order:
            return column.title
        texts = self.lines and isinstance(getattr(self.lines[0], self.order), str)
        return f"{column.title} {'▴' if bool(texts) is not self.backwards else '▾'}"

    def row_count(self) -> int:
        return len(self.lines)

    def cells(self, i: int) -> tuple[Cell, ...]:
        line = self.lines[i]
        found: list[Cell] = []
        for field in FIELDS[self.kind]:
            if field is _BAR:
                found.append(self._bar(line))
            else:
                found.append(field.show(getattr(line, field.column.id)))
        return tuple(found)

    def heads(self) -> str:
        """The heads of the columns, tabs between them."""
        return "\t".join(field.column.title for field in FIELDS[self.kind] if field is not _BAR)

    def text(self, i: int) -> str:
        """A line as text, tabs between its cells."""
        fields = FIELDS[self.kind]
        line = self.lines[i]
        return "\t".join(field.show(getattr(line, field.column.id)).strip() for field in fields if field is not _BAR)

    def _bar(self, line: Line) -> Text:
        name = _BAR_OF[self.kind]
        most = max(getattr(each, name) or 0 for each in self.lines)
        width = next((place.width for place in self.places() if place.column.id == _BAR.column.id), 0)
        share = (getattr(line, name) or 0) / most if most else 0
        return Text(bar_text(share, width), self.tokens["assoc"])

    def style(self, i: int) -> str:
        line = self.lines[i]
        if isinstance(line, Trouble):
            return {"error": "error", "warning": "warning"}.get(line.severity, "plain")
        return "error" if getattr(line, "errors", 0) else "plain"
