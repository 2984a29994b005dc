"""What to look at: a file, something opened before, an interface or serial port, or bytes that are pasted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from analyzer.capture.live.interfaces import interfaces
from analyzer.capture.live.serial_port import ports
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.base import Dialog, Verdict, field
from analyzer.tui.dialogs.choice import Item, ItemList, narrowed
from analyzer.tui.dialogs.paths import PathInput
from analyzer.tui.widgets.row_list import RowList

FILE, INTERFACE, SERIAL, HEX = "file", "interface", "serial", "hex"
JOB = "looking for interfaces"
HEIGHT = 12


class Source(NamedTuple):
    """FILE, INTERFACE, SERIAL or HEX, and its name."""

    kind: str
    name: str


def found(job: Job) -> list[Item]:
    """What can be watched."""
    items = [Item(f"{INTERFACE}:{name}", name, f"interface {note}".rstrip()) for name, note in interfaces()]
    return items + [Item(f"{SERIAL}:{name}", name, f"serial port {note}".rstrip()) for name, note in ports()]


class OpenDialog(Dialog[Source]):
    """Gives back what to look at. A name that is typed narrows the list, and is a file where it names one."""

    HEADLINE = "Open"
    HINT = "type a file name, Tab completes  ↑↓ choose  Enter opens"

    def __init__(self, recent: list[str]) -> None:
        super().__init__()
        self._known = [
            Item(f"{FILE}:{name}", os.path.basename(name), f"opened before, {os.path.dirname(name)}") for name in recent
        ]
        self._known.append(Item(f"{HEX}:", "Paste hex …", "decode a frame, an APDU or Data"))

    def body(self) -> Iterable[Widget]:
        self._verdict = Verdict()
        yield field("File", PathInput(id="path"), self._verdict)
        self._list = ItemList(self._known)
        self._list.styles.height = HEIGHT
        yield self._list

    def on_mount(self) -> None:
        self._list.renew(0)
        self.query_one("#path", Input).focus()
        self.ui.bridge.run(JOB, found, self._more)

    def _more(self, items: list[Item]) -> None:
        if self.is_mounted:
            self._known += items
            self._narrow(self.query_one("#path", Input).value)

    def _narrow(self, text: str) -> None:
        named = [] if "/" in text else narrowed(self._known, text)
        self._list.items = named
        self._list.renew(0)

    def on_input_changed(self, event: Input.Changed) -> None:
        path = os.path.expanduser(event.value)
        if os.path.isfile(path):
            self._verdict.say("✓ file", "ok")
        elif os.path.isdir(path):
            self._verdict.say("folder")
        else:
            self._verdict.say("")
        self._narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = os.path.expanduser(event.value)
        if os.path.isfile(path):
            self.dismiss(Source(FILE, path))
        elif self._list.items:
            self._take()
        else:
            self.hint(f"{event.value}: no such file")

    @on(RowList.Selected, "#items")
    def _take(self) -> None:
        if 0 <= self._list.cursor < len(self._list.items):
            kind, _, name = self._list.items[self._list.cursor].id.partition(":")
            self.dismiss(Source(kind, name))

    def on_key(self, event: events.Key) -> None:
        steps = {"down": 1, "up": -1, "pagedown": HEIGHT, "pageup": -HEIGHT}
        if event.key in steps and isinstance(self.focused, Input):
            event.stop()
            self._list.move(self._list.cursor + steps[event.key])
