"""A note to a message: one line that is kept with the mark and exported as a packet comment."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input

from analyzer.tui.dialogs.base import Dialog, Entry
from analyzer.tui.state import MOST_NOTE


class NoteDialog(Dialog[str]):
    """Gives the text back; an empty one takes the note away."""

    HINT = "Enter keeps the note (an empty one takes it away)  Esc leaves it as it was"

    def __init__(self, row: int, text: str) -> None:
        super().__init__()
        self._row, self._text = row, text

    def headline(self) -> str:
        return f"Note to message {self._row}"

    def body(self) -> Iterable[Widget]:
        yield Entry(self._text, id="note", max_length=MOST_NOTE, placeholder="what you saw here")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
