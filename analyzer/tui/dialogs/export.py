"""Save what is shown, what is marked, or all, in any form, to a file that is not overwritten unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.widget import Widget
from textual.widgets import Input, Static

from analyzer.export.save import FORMS, WITH_KEYS
from analyzer.tui.dialogs.base import Dialog, Verdict, field
from analyzer.tui.dialogs.paths import PathInput, complete_path
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList
from analyzer.tui.widgets.status_line import grouped

SHOWN, MARKED, ALL = "shown", "marked", "all"
SCREEN = "svg"
_ODD = re.compile(r"[^\w.+-]+")


class Wanted(NamedTuple):
    """What to save: SHOWN, MARKED or ALL; the name of a form (or SCREEN); where; over what is there."""

    what: str
    form: str
    path: Path
    force: bool


class Choices(RowList):
    """A short list of which one line is chosen; arrows choose."""

    HEADER = False
    ACTIVE = True
    COLUMNS = (Column("name", "", 12, 6, 100), Column("label", "", 48, 10, 90, elastic=1))

    def __init__(self, choices: list[tuple[str, str]], id: str) -> None:
        super().__init__(id=id)
        self.choices = choices

    @property
    def chosen(self) -> str:
        return self.choices[max(0, self.cursor)][0]

    def row_count(self) -> int:
        return len(self.choices)

    def cells(self, i: int) -> tuple[Cell, ...]:
        return self.choices[i]


class ExportDialog(Dialog[Wanted]):
    """Gives back what to save. A file that is there is only replaced after Enter was pressed twice."""

    HEADLINE = "Save"
    HINT = "↑↓ choose  Tab next, and completes names  Enter saves  Esc does not"

    def __init__(self, shown: int, marked: int, count: int, capture: str, keyed: bool) -> None:
        """``keyed`` tells whether there is a key file that could be embedded."""
        super().__init__()
        self._keyed = keyed
        self._counts = {SHOWN: shown, MARKED: marked, ALL: count}
        self._capture = Path(capture)
        self._sure = ""

    def body(self) -> Iterable[Widget]:
        what = [(name, f"{grouped(count)} messages") for name, count in self._counts.items() if count or name == SHOWN]
        self._what = Choices(what, "what")
        self._what.styles.height = len(what)
        forms = [(form.name, form.label) for form in FORMS.values() if self._keyed or form.name != WITH_KEYS]
        self._form = Choices([*forms, (SCREEN, "a picture of this screen")], "form")
        self._form.styles.height = len(forms) + 1
        self._verdict = Verdict()
        yield self._what
        yield Static("─" * 72, markup=False)
        yield self._form
        yield Static("─" * 72, markup=False)
        yield field("File", PathInput(self._suggested("pcapng"), id="path"), self._verdict)

    def on_mount(self) -> None:
        for each in (self._what, self._form):
            each.renew(0)
        self._form.focus()
        self._judge(self.query_one("#path", Input).value)

    def _suggested(self, form: str) -> str:
        ending = FORMS[form].ending if form in FORMS else ".svg"
        stem = _ODD.sub("_", self._capture.name.rpartition(".")[0] or self._capture.name) or "capture"
        return f"{stem}-{form if form in ('values', 'decrypted', WITH_KEYS) else 'saved'}{ending}"

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        if event.source is self._form:
            entry = self.query_one("#path", Input)
            folder, slash, _ = entry.value.rpartition("/")
            entry.value = f"{folder}{slash}{self._suggested(self._form.chosen)}"

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        self.query_one("#path", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._sure = ""
        self._judge(event.value)

    def _judge(self, text: str) -> None:
        path = Path(text).expanduser()
        if not text:
            self._verdict.say("")
        elif path.is_dir():
            _, names = complete_path(text if text.endswith("/") else text + "/")
            self._verdict.say(f"folder, {len(names)} names")
        elif not path.parent.is_dir():
            self._verdict.say("✗ no such folder", "error")
        elif path.exists():
            self._verdict.say("! exists", "warning")
        else:
            self._verdict.say("✓ new file", "ok")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = Path(event.value).expanduser()
        if not event.value or path.is_dir() or not path.parent.is_dir():
            self.hint("name a file in a folder that exists")
        elif path.exists() and self._sure != event.value:
            self._sure = event.value
            self.hint(f"{path.name} exists: Enter again replaces it")
        else:
            self.dismiss(Wanted(self._what.chosen, self._form.chosen, path, path.exists()))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down") and isinstance(self.focused, Input):
            event.stop()
            self._form.move(self._form.cursor + (1 if event.key == "down" else -1))
