"""Capture options: what to watch, which packets of it, and the file that they go to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Input, Static

from analyzer.tui.dialogs.base import Dialog, Entry, Verdict, field
from analyzer.tui.dialogs.choice import Item, ItemList
from analyzer.tui.dialogs.open import JOB, found
from analyzer.tui.dialogs.paths import PathInput
from analyzer.tui.widgets.row_list import RowList


class Options(NamedTuple):
    """An interface or serial port (``interface:eth0``, ``serial:/dev/ttyUSB0``), a BPF filter, a file or ""."""

    source: str
    capture_filter: str
    path: str


class CaptureDialog(Dialog[Options]):
    """Gives back what to capture. The file must be new: a capture is never written over another."""

    HEADLINE = "Capture"
    HINT = "↑↓ choose  Tab next field  Enter starts  Esc does not"

    def body(self) -> Iterable[Widget]:
        self._list = ItemList([])
        self._list.EMPTY = "looking for interfaces …"
        self._list.styles.height = 10
        yield self._list
        yield Static("", markup=False)
        yield field("Capture filter", Entry(id="filter", placeholder="tcp port 4059"), Verdict())
        self._verdict = Verdict()
        yield field("File", PathInput(id="path", placeholder="run.pcapng; none: kept until it is saved"), self._verdict)

    def on_mount(self) -> None:
        self._list.renew(0)
        self._list.focus()
        self.ui.bridge.run(JOB, found, self._more)

    def _more(self, items: list[Item]) -> None:
        if self.is_mounted:
            self._list.items = items
            self._list.EMPTY = "nothing can be watched: install dumpcap (apt install wireshark-common)"
            self._list.renew(0)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "path":
            exists = os.path.exists(os.path.expanduser(event.value)) and bool(event.value)
            self._verdict.say("✗ exists" if exists else "", "error")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._start()

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        self._start()

    def _start(self) -> None:
        path = os.path.expanduser(self.query_one("#path", Input).value.strip())
        if not 0 <= self._list.cursor < len(self._list.items):
            self.hint("choose what to watch")
        elif path and os.path.exists(path):
            self.hint(f"{path} exists: name another file")
        else:
            source = self._list.items[self._list.cursor].id
            self.dismiss(Options(source, self.query_one("#filter", Input).value.strip(), path))
