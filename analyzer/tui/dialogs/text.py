"""Lines to read: the log, what pasted bytes are, what the program is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget

from analyzer.render import printable
from analyzer.tui.dialogs.base import Dialog
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.row_list import RowList


class Lines(RowList):
    """Lines of text; h and l show what is further right."""

    HEADER = False
    EMPTY = "nothing"

    def __init__(self, lines: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines = list(lines)

    def show(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self.renew(0)

    def row_count(self) -> int:
        return len(self.lines)

    def _widest(self) -> int:
        return max((len(line) for line in self.lines), default=0) + 1

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        return [Segment(fit(printable(self.lines[i])[self.sideways :], width), base)]


class TextDialog(Dialog[None]):
    """Shows lines until it is left."""

    HINT = "j k PgUp PgDn move  h l sideways  Esc closes"
    WIDTH = 100

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = Lines(lines)

    def headline(self) -> str:
        return self._title

    def body(self) -> Iterable[Widget]:
        yield self._lines

    def on_mount(self) -> None:
        self._lines.styles.height = max(1, min(len(self._lines.lines), self.app.size.height - 5))
        self._lines.renew(0)
        self._lines.focus()
