"""A ladder as a list: the steps of a conversation, drawn when they are looked at."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from analyzer.survey.ladder import HIDDEN, MESSAGE, Ladder
from analyzer.survey.ways import counterpart
from analyzer.tui.ladder_lines import Piece, Shape, head_line, line, shape_of
from analyzer.tui.widgets.row_list import RowList
from dissectors.session.association import Association


class LadderList(RowList):
    """Rows are steps; those that are messages can be entered."""

    CONTEXT = "ladder"
    EMPTY = "no messages"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ladder: Ladder | None = None
        self.association: Association | None = None

    def show(self, ladder: Ladder | None, association: Association | None, row: int | None = None) -> None:
        """Show a ladder, the cursor on a row's step."""
        self.ladder, self.association = ladder, association
        self.renew(max(0, ladder.step_of(row)) if ladder is not None and row is not None else 0)

    def row_count(self) -> int:
        return len(self.ladder) if self.ladder is not None else 0

    def row_of(self, step: int) -> int | None:
        """The message that a step is about."""
        return self.ladder.row[step] if self.ladder is not None and 0 <= step < len(self.ladder) else None

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        ladder = self.ladder
        assert ladder is not None
        pieces = line(self.app.document, ladder, i, self._shape(width), self.association)  # type: ignore[attr-defined]
        return list(Strip(self._segments(pieces)).adjust_cell_length(width, base))

    def _draw_head(self, width: int) -> Strip:
        style = self.tokens["header"]
        if not self.row_count() or self.ladder is None:
            return Strip([Segment(" " * width, style)], width)
        pieces = head_line(self.app.document, self.ladder.row[0], self._shape(width - 1))  # type: ignore[attr-defined]
        return Strip([Segment(" ", style), *self._segments(pieces)]).adjust_cell_length(width, style)

    def _shape(self, width: int) -> Shape:
        assert self.ladder is not None
        return shape_of(width, self.ladder.row[-1])

    def _segments(self, pieces: list[Piece]) -> list[Segment]:
        return [Segment(text, self.tokens[token]) for text, token in pieces]

    # --- along the conversation -------------------------------------------------------------------

    def go_to(self, row: int) -> bool:
        """The cursor to the step that shows a row; False where none does."""
        step = self.ladder.step_of(row) if self.ladder is not None else -1
        if self.ladder is None or step < 0 or self.ladder.kind[step] == HIDDEN:
            return False
        self.move(step)
        return True

    def do_next_message(self) -> None:
        self._to_message(1)

    def do_previous_message(self) -> None:
        self._to_message(-1)

    def do_next_in_session(self) -> None:
        self._to_message(1)

    def do_previous_in_session(self) -> None:
        self._to_message(-1)

    def _to_message(self, by: int) -> None:
        if self.ladder is None:
            return
        step = self.cursor + by
        while 0 <= step < len(self.ladder) and self.ladder.kind[step] != MESSAGE:
            step += by
        if 0 <= step < len(self.ladder):
            self.move(step)

    def do_answer(self) -> None:
        row = self.row_of(self.cursor)
        if row is None:
            return
        other = counterpart(self.app.document, row)  # type: ignore[attr-defined]
        if other is not None:
            self.go_to(other)
