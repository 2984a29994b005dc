"""One line that says how many there are, and takes words to look for among them."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class _Words(Input):
    CONTEXT = "text"

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "down"):
            event.stop()
            event.prevent_default()
            self.post_message(FindLine.Left(event.key == "escape"))


class FindLine(Horizontal):
    """``84 objects  find: …``; posts ``Changed`` as words are typed and ``Left`` when the list is to have the keys."""

    DEFAULT_CSS = """
    FindLine { height: 1; background: $panel; }
    FindLine Static { width: auto; height: 1; padding: 0 1; background: $panel; }
    FindLine Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    FindLine Input:focus { border: none; }
    """

    class Changed(Message):
        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """``given_up``: Escape, the words go."""

        def __init__(self, given_up: bool) -> None:
            super().__init__()
            self.given_up = given_up

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = Static("", markup=False)
        self.words = _Words(placeholder="", select_on_focus=False, compact=True)
        self.words.display = False

    def compose(self) -> ComposeResult:
        yield self.label
        yield self.words

    def say(self, text: str) -> None:
        self.label.update(f"{text}{'   find:' if self.words.display else ''}")

    def begin(self) -> None:
        """Take words."""
        self.words.display = True
        self.words.focus()

    def clear(self) -> None:
        self.words.value = ""
        self.words.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left(False))
