"""What there is to see of one object, pane by pane: a profile's rows, members, history, access rights."""

from __future__ import annotations

from rich.text import Text

from analyzer.document import Document
from analyzer.render import moment as time_text
from analyzer.render import printable
from analyzer.survey.object_data import History, Line, kind, members, right_text
from analyzer.survey.profile import Profile, filled, is_status, moment, status_bits
from analyzer.survey.seen import Seen
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList
from dissectors.meaning.profiles import Cell as ProfileCell
from dissectors.meaning.readings import is_time

FILLED, MISSING, UNUSUAL = "~", "—", "!"
_NARROWEST, _WIDEST = 7, 22


class ProfileTable(RowList):
    """The rows of a load profile, any number; the first column of marks says what was put back and what is unusual."""

    EMPTY = "no rows were read, or the columns are not known: capture_objects (attribute 3) must be read too"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.profile = Profile()
        self._decimals: list[int] = []

    def show(self, profile: Profile) -> None:
        self.profile = profile
        columns = [Column("marks", "", 2, 0, 200)]
        for at, head in enumerate(profile.heads):
            title = printable(f"{head.name} {head.unit}".strip())
            if is_time(head):
                columns.append(Column(f"c{at}", title, 19, 16, 190 - at))
            elif is_status(head):
                columns.append(Column(f"c{at}", title, 6, 3, 100 - at, right=True))
            else:
                columns.append(
                    Column(f"c{at}", title, min(_WIDEST, max(_NARROWEST, len(title))), _NARROWEST, 150 - at, True, 1)
                )
        self.columns = tuple(columns)
        self._decimals = [_decimals(profile, at) for at in range(len(profile.heads))]
        self.renew(0)

    def head(self, column: Column) -> str:
        """The name, cut where it must be, so that the unit stays."""
        width = next((place.width for place in self.places() if place.column.id == column.id), len(column.title))
        if len(column.title) <= width or column.id == "marks":
            return column.title
        unit = self.profile.heads[int(column.id[1:])].unit
        return f"{column.title[: max(1, width - len(unit) - 2)]}… {unit}" if unit else column.title

    def row_count(self) -> int:
        return len(self.profile.entries)

    def row_of(self, i: int) -> int | None:
        return self.profile.entries[i].origin if 0 <= i < len(self.profile.entries) else None

    def cells(self, i: int) -> tuple[Cell, ...]:
        profile, entry = self.profile, self.profile.entries[i]
        marks = (FILLED if filled(entry) else " ") + (UNUSUAL if status_bits(profile, entry) else " ")
        found: list[Cell] = [Text(marks, self.tokens["warning"])]
        for at in range(len(profile.heads)):
            cell = entry.cell(at)
            text = self._text(at, cell)
            found.append(Text(text, self.tokens["faint"]) if cell is not None and cell.filled else text)
        return tuple(found)

    def text(self, i: int) -> str:
        """A row as text, tabs between its cells."""
        entry = self.profile.entries[i]
        return "\t".join(self._text(at, entry.cell(at)) for at in range(len(self.profile.heads)))

    def _text(self, column: int, cell: ProfileCell | None) -> str:
        """A cell: times as the meter's clock showed them, numbers in the column's unit; what was put back has its mark."""
        if cell is None or cell.value is None:
            return MISSING
        mark = FILLED if cell.filled else ""
        head = self.profile.heads[column]
        value = cell.value
        if is_time(head):
            when = moment(cell)
            text = value if isinstance(value, str) else cell.text or str(value)
            return text[:16].replace("T", " ") + _seconds(text) + mark if when is not None else printable(text) + mark
        if isinstance(value, bool) or not isinstance(value, int | float):
            return printable(cell.text if cell.text is not None else str(value)) + mark
        if head.scale is None and cell.text is not None:
            return printable(cell.text) + mark
        decimals = self._decimals[column]
        return (f"{value:.{decimals}f}" if isinstance(value, float) and abs(value) < 1e15 else str(value)) + mark

    def said(self, i: int) -> str:
        """What the status line says of a row."""
        profile, entry = self.profile, self.profile.entries[i]
        parts = [f"message {entry.origin}, row {entry.number}", *status_bits(profile, entry)]
        back = [
            head.name for at, head in enumerate(profile.heads) if (cell := entry.cell(at)) is not None and cell.filled
        ]
        if back:
            parts.append(f"{FILLED} put back: {', '.join(back)}")
        return " · ".join(map(printable, parts))


def _seconds(text: str) -> str:
    """The seconds of a time where it does not stand on the minute."""
    seconds = text[16:19]
    return "" if seconds == ":00" else seconds


def _decimals(profile: Profile, column: int) -> int:
    """Decimals that a column's scaler gives."""
    scale = profile.heads[column].scale
    return min(9, max(0, -scale[0])) if scale is not None else 6


class MemberList(RowList):
    """Attributes and methods: last value, type, how often and by whom; or, ``rights`` set, what may be done with them."""

    _VALUES = (
        Column("number", "#", 3, 0, 100, right=True),
        Column("name", "Name", 22, 10, 95),
        Column("value", "Last value", 20, 8, 90, elastic=1),
        Column("type", "Type", 14, 6, 40),
        Column("seen", "Seen", 18, 8, 60),
        Column("row", "No", 7, 0, 50, right=True),
    )
    _RIGHTS = (
        Column("number", "#", 3, 0, 100, right=True),
        Column("name", "Name", 22, 10, 95),
        Column("right", "Right", 24, 8, 90, elastic=1),
        Column("seen", "Seen", 20, 8, 80),
        Column("refused", "Refused", 22, 7, 70),
        Column("clients", "Clients", 10, 4, 60),
    )

    def __init__(self, rights: bool = False, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rights = rights
        self.columns = self._RIGHTS if rights else self._VALUES
        self.lines: list[Line] = []

    def show(self, seen: Seen | None, keep: bool = False) -> None:
        self.lines = members(seen) if seen is not None else []
        self.renew(self.cursor if keep else 0)

    def row_count(self) -> int:
        return len(self.lines)

    def row_of(self, i: int) -> int | None:
        if not 0 <= i < len(self.lines):
            return None
        member = self.lines[i].member
        return member.row or (member.rows[-1] if member.rows else None)

    def cells(self, i: int) -> tuple[Cell, ...]:
        line = self.lines[i]
        member = line.member
        number = "" if line.number is None else f"{':' if line.is_method else ''}{line.number}"
        seen = ", ".join(f"{deed} {count}×" for deed, count in member.counts.items())
        if self.rights:
            refused = f"{member.refused}× {member.result}" if member.refused else ""
            clients = ", ".join(map(str, sorted(member.clients)))
            return number, line.name, right_text(member), seen, printable(refused), clients
        value = member.summary if member.summary is not None else ""
        if member.refused and not value:
            value = f"refused: {member.result}"
        row = self.row_of(i)
        return number, line.name, printable(value), kind(member), seen, "" if row is None else str(row)

    def style(self, i: int) -> str:
        member = self.lines[i].member
        if member.refused and not member.counts:
            return "warning"
        return "plain" if member.rows or (self.rights and member.right is not None) else "faint"


class HistoryList(RowList):
    """Every message that speaks of the object, decoded when it is looked at."""

    EMPTY = "no message speaks of it; an object list names it"
    COLUMNS = (
        Column("row", "No", 7, 4, 100, right=True),
        Column("time", "Time", 19, 0, 60),
        Column("deed", "", 8, 6, 80),
        Column("member", "What", 16, 6, 70),
        Column("value", "Value", 20, 8, 95, elastic=1),
        Column("client", "Client", 6, 0, 50, right=True),
    )

    def __init__(self, document: Document, utc: bool, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document, self.utc = document, utc
        self.history: History | None = None

    def show(self, document: Document, history: History | None, keep: bool = False) -> None:
        self.document, self.history = document, history
        self.renew(self.cursor if keep else 0)

    def row_count(self) -> int:
        return len(self.history) if self.history is not None else 0

    def row_of(self, i: int) -> int | None:
        return self.history.rows[i] if self.history is not None and 0 <= i < len(self.history) else None

    def cells(self, i: int) -> tuple[Cell, ...]:
        history = self.history
        assert history is not None
        row = history.rows[i]
        told = history.told(self.document, i)
        number, is_method = history.member(i)
        name = next(
            (each.name for each in members(history.seen) if (each.number, each.is_method) == (number, is_method)), ""
        )
        value: Cell = printable(told.text)
        if told.refused:
            value = Text(printable(told.text), self.tokens["warning"])
        client = "" if told.client is None else str(told.client)
        return str(row), time_text(self.document.time(row), 0, self.utc)[:19], told.deed, name, value, client
