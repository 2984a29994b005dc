"""One name: of a file that is there, or of something new."""

from __future__ import annotations

import os
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input

from analyzer.tui.dialogs.base import Dialog, Entry, Verdict, field
from analyzer.tui.dialogs.paths import PathInput


class NameDialog(Dialog[str]):
    """Gives the name back; with ``existing`` only that of a file that is there."""

    def __init__(self, title: str, placeholder: str, existing: bool = False) -> None:
        super().__init__()
        self._heading, self._placeholder, self._existing = title, placeholder, existing

    def headline(self) -> str:
        return self._heading

    def body(self) -> Iterable[Widget]:
        self._verdict = Verdict()
        kind = PathInput if self._existing else Entry
        yield field("File" if self._existing else "Name", kind(id="name", placeholder=self._placeholder), self._verdict)

    def on_mount(self) -> None:
        self.hint("Tab completes  Enter takes it  Esc does not" if self._existing else "Enter takes it  Esc does not")

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._existing:
            there = os.path.isfile(os.path.expanduser(event.value))
            self._verdict.say("✓ file" if there else "", "ok")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        name = event.value.strip()
        if self._existing:
            name = os.path.expanduser(name)
            if not os.path.isfile(name):
                self.hint(f"{name}: no such file")
                return
        if name:
            self.dismiss(name)
