"""Is this meant? One question; where the answer cannot be taken back, a word has to be typed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual import events
from textual.widget import Widget
from textual.widgets import Input, Static

from analyzer.render import printable
from analyzer.tui.dialogs.base import Dialog, Entry


class Confirm(Dialog[bool]):
    """Gives True back for ``y``, or for the word where one is asked for."""

    def __init__(self, title: str, question: str, word: str = "") -> None:
        super().__init__()
        self._title, self._question, self._word = title, question, word

    def headline(self) -> str:
        return self._title

    def body(self) -> Iterable[Widget]:
        yield Static(Text(printable(self._question)))
        if self._word:
            yield Static(Text(f"Type {self._word} to go on:"))
            yield Entry(id="word")

    def on_mount(self) -> None:
        self.hint("Enter goes on  Esc does not" if self._word else "y does it  n or Esc does not")

    def on_key(self, event: events.Key) -> None:
        if not self._word and event.key in ("y", "n", "enter"):
            event.stop()
            self.dismiss(event.key == "y")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip() == self._word:
            self.dismiss(True)
        else:
            self.hint(f"that is not {self._word}; Esc leaves everything as it is")
