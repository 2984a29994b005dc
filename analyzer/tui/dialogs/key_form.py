"""Keys of one meter, typed in: judged at every keystroke and tried on the closed messages before they are taken.

What is typed is never drawn; it lives in the fields until the form closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.widget import Widget
from textual.widgets import Input, Static

from analyzer.keys import SYMMETRIC_SIZES, KeysError, entries_from_fields
from analyzer.render import printable
from analyzer.survey.key_report import Trial, trial
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.base import Dialog, Entry, SecretInput, Tick, Verdict, field
from analyzer.tui.widgets.status_line import grouped
from dissectors.security.key_ring import KeyEntry

TRYING = "trying the key"
MOST_TRIED = 20_000  # rows that a trial looks at
PATIENCE = 0.15  # seconds without a keystroke before a trial begins
ORIGIN = "typed in"
TITLE_SIZE = 8
_SECRETS = (
    ("guek", "guek", "encryption key, in hex"),
    ("gak", "gak", "authentication key"),
    ("kek", "kek", "master key"),
    ("dedicated", "dedicated", "normally learnt, not given"),
    ("password_text", "password", "as text"),
)
_SPACE = re.compile(r"[\s:-]")
_HEX = re.compile(r"[0-9A-Fa-f]*")


class Typed(NamedTuple):
    """What the form gives back: entries to take, and the file to save them to, where that was wanted."""

    entries: list[KeyEntry]
    fields: dict[str, str]
    save: Path | None

    def __repr__(self) -> str:
        return f"<Typed {', '.join(self.fields)}>"


def judge(name: str, text: str) -> tuple[str, str]:
    """What there is to say of a field as typed so far, and its tone ("ok", "error", "" while unfinished)."""
    if not text:
        return "", ""
    if name in ("meter", "password_text"):
        return ("", "") if name == "meter" else (f"{len(text.encode())} bytes", "ok")
    digits = _SPACE.sub("", text)
    if not _HEX.fullmatch(digits):
        return "✗ not hex", "error"
    size = len(digits) / 2
    wanted = (TITLE_SIZE,) if name == "system_title" else SYMMETRIC_SIZES
    if size in wanted:
        return f"{int(size)} bytes ✓", "ok"
    if size > wanted[-1]:
        return f"✗ {size:g} bytes, wants {' or '.join(map(str, wanted))}", "error"
    return f"… {size:g} of {next(each for each in wanted if each > size)} bytes", ""


class KeyForm(Dialog[Typed]):
    """Gives back what to take. Enter takes keys that open something; those that open nothing want it twice."""

    HINT = "Tab next field  Enter takes the keys  Esc forgets them"

    def __init__(self, meter: str = "", title: bytes | None = None, file: Path | None = None) -> None:
        super().__init__()
        self._meter, self._title, self._file = meter, title, file
        self._trial: Trial | None = None
        self._entries: list[KeyEntry] = []
        self._sure = False

    def headline(self) -> str:
        return "Add keys"

    def body(self) -> Iterable[Widget]:
        self._verdicts = {name: Verdict() for name in ("meter", "system_title", *(each[0] for each in _SECRETS))}
        yield field("Meter", Entry(self._meter, id="meter", placeholder="a name of your own"), self._verdicts["meter"])
        title = Input(self._title.hex().upper() if self._title else "", id="system_title", placeholder="8 bytes in hex")
        yield field("System title", title, self._verdicts["system_title"])
        for name, label, words in _SECRETS:
            yield field(label, SecretInput(id=name, placeholder=words), self._verdicts[name])
        if self._file is not None:
            yield Tick(f"save to {self._file} (readable by you alone)", id="save")
        self._outcome = Static("", id="outcome", markup=False)
        yield self._outcome

    def on_mount(self) -> None:
        self._timer = self.set_timer(PATIENCE, self._try, pause=True)
        self.query_one("#guek", Input).focus()
        for each in self.query(Input):
            self._judge(each)

    def _judge(self, entry: Input) -> None:
        if entry.id is not None:
            self._verdicts[entry.id].say(*judge(entry.id, entry.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        self._judge(event.input)
        self._trial, self._sure = None, False
        self.ui.bridge.cancel(TRYING)
        self._timer.stop()
        self._timer = self.set_timer(PATIENCE, self._try)

    # --- trying -----------------------------------------------------------------------------------

    def _fields(self) -> dict[str, str]:
        """What is typed, as a key file has it."""
        names = {"meter": "name"}
        return {
            names.get(each.id or "", each.id or ""): each.value.strip()
            for each in self.query(Input)
            if each.value.strip()
        }

    def _try(self) -> None:
        """Try what is typed in a worker; say what it opens."""
        fields = self._fields()
        if not any(name in fields for name, _, _ in _SECRETS):
            self._say("")
            return
        if any(judge(name, value)[1] != "ok" for name, value in fields.items() if name != "name"):
            self._say("")
            return
        try:
            self._entries = entries_from_fields(fields, ORIGIN)
        except KeysError as error:
            self._say(f"✗ {error}", "error")
            return
        entry, document = self._entries[0], self.ui.document
        self._say("trying …", "faint")

        def work(job: Job) -> Trial:
            found = Trial(0, 0, 0, 0)
            for found in trial(document, entry, MOST_TRIED):
                job.progress(found.rows, min(document.count, MOST_TRIED))
                if job.cancelled:
                    break
            return found

        self.ui.bridge.run(TRYING, work, self._tried)

    def _tried(self, found: Trial) -> None:
        if not self.is_mounted:
            return
        self._trial = found
        part = f" of the first {grouped(found.rows)} messages" if found.rows < self.ui.document.count else ""
        if not found.closed:
            self._say(f"nothing is closed{part}: there is nothing to try them on", "warning")
        elif not found.opens:
            self._say(f"✗ opens none of {grouped(found.closed)} closed messages{part}", "error")
        else:
            proved = "all verified"
            if found.unverified:
                count = grouped(found.verified) if found.verified else "none"
                proved = f"{count} verified ({'another' if 'gak' in self._fields() else 'no'} gak)"
            tone = "ok" if not found.unverified else "warning"
            self._say(
                f"✓ opens {grouped(found.opens)} of {grouped(found.closed)} closed messages{part}, {proved}", tone
            )

    def _say(self, text: str, tone: str = "") -> None:
        self._outcome.update(Text(printable(text), style=self.ui.tokens[tone]))

    # --- taking -----------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        fields = self._fields()
        wrong = next((name for name, value in fields.items() if name != "name" and judge(name, value)[1] != "ok"), None)
        if wrong is not None:
            self.hint(f"{wrong} is not complete")
            self.query_one(f"#{wrong}", Input).focus()
            return
        if not any(name in fields for name, _, _ in _SECRETS):
            self.hint("type a key, or Esc")
            return
        if self._trial is None:
            self.hint("being tried: Enter again takes the keys all the same" if not self._sure else "")
        elif self._trial.closed and not self._trial.opens:
            self.hint("opens nothing: Enter again takes the keys all the same")
        else:
            self._sure = True
        if not self._sure:
            self._sure = True
            return
        self._take(fields)

    def _take(self, fields: dict[str, str]) -> None:
        try:
            entries = entries_from_fields(fields, ORIGIN)
        except KeysError as error:
            self._say(f"✗ {error}", "error")
            return
        wanted = self._file is not None and self.query_one("#save", Tick).value
        self._forget()
        self.dismiss(Typed(entries, fields, self._file if wanted else None))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            self._forget()

    def _forget(self) -> None:
        self.ui.bridge.cancel(TRYING)
        self._timer.stop()
        self._entries = []
        for each in self.query(SecretInput):
            with each.prevent(Input.Changed):
                each.value = ""
