"""Go to a message: by number, by time of day or date, or so many further on."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from textual.widget import Widget
from textual.widgets import Input

from analyzer.document import Document
from analyzer.tui.dialogs.base import Dialog, Entry, Verdict, field

_TIME = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?")
_SINCE = re.compile(r"(\d+(?:\.\d+)?)\s*s")


class NoSuchPlace(ValueError):
    """There is no such message; the text says what there is."""


def target(document: Document, shown: Sequence[int], current: int, text: str, utc: bool = False) -> int:
    """The row that a text means: ``104``, ``+100``, ``-20``, ``12:30:05``, ``2025-01-02 06:00``, ``3.5s`` from the start.

    Steps count among the rows shown; times mean the first message then or later. Raises NoSuchPlace.
    """
    text = text.strip()
    count = document.count
    if not count:
        raise NoSuchPlace("there are no messages")
    if text.isdigit():
        row = int(text)
        if not 1 <= row <= count:
            raise NoSuchPlace(f"there are messages 1 to {count}")
        return row
    if re.fullmatch(r"[+-]\d{1,9}", text):
        if not shown:
            raise NoSuchPlace("no message is shown")
        at = bisect_left(shown, current) + int(text)
        return shown[max(0, min(at, len(shown) - 1))]
    since = _SINCE.fullmatch(text)
    if since is not None:
        start = document.time(1)
        if start is None:
            raise NoSuchPlace("this capture has no times")
        return _at(document, start + int(float(since[1]) * 1e9))
    match = _TIME.fullmatch(text)
    if match is None:
        raise NoSuchPlace("want a number, +100, 12:30:05, 2025-01-02 06:00 or 3.5s")
    return _at(document, _moment(document, match, utc))


def _moment(document: Document, match: re.Match[str], utc: bool) -> int:
    """Nanoseconds since the epoch of a time as the list shows times; without a date, on the first message's day or later."""
    start = document.time(1)
    if start is None:
        raise NoSuchPlace("this capture has no times")
    zone = datetime.UTC if utc else None
    first = datetime.datetime.fromtimestamp(start // 1_000_000_000, datetime.UTC).astimezone(zone)
    try:
        day = datetime.date.fromisoformat(match[1]) if match[1] else first.date()
        clock = datetime.time(int(match[2]), int(match[3]), int(match[4] or 0))
        moment = datetime.datetime.combine(day, clock, first.tzinfo if utc else None).astimezone()
        nanoseconds = int(moment.timestamp()) * 1_000_000_000 + int((match[5] or ".")[1:].ljust(9, "0"))
        tomorrow = nanoseconds + 86_400 * 1_000_000_000
        if not match[1] and nanoseconds < start and tomorrow <= (document.time(document.count) or 0):
            nanoseconds = tomorrow  # in a capture over midnight
    except (ValueError, OverflowError) as error:
        raise NoSuchPlace(f"no such time: {error}") from error
    return nanoseconds


def _at(document: Document, time: int) -> int:
    """The first row of that time or later. Rows stand in the order of the records, so times nearly always grow."""
    last = document.count
    row = bisect_left(document.index.time, time, 0, last) + 1
    if row > last:
        raise NoSuchPlace("the capture ends before that")
    return row


class GotoDialog(Dialog[int]):
    """Gives the row back. What is typed is judged at once."""

    HEADLINE = "Go to"
    HINT = "104 number  +100 on  12:30:05 time  3.5s from the start   Enter goes  Esc does not"

    def __init__(self, current: int) -> None:
        super().__init__()
        self._current = current

    def body(self) -> Iterable[Widget]:
        self._verdict = Verdict()
        self._verdict.styles.width = 36
        yield field("Message", Entry(id="place"), self._verdict)

    def _row(self, text: str) -> int:
        ui = self.ui
        return target(ui.document, ui.bridge.shown, self._current, text, ui.utc)

    def on_input_changed(self, event: Input.Changed) -> None:
        if not event.value.strip():
            self._verdict.say("")
            return
        try:
            row = self._row(event.value)
        except NoSuchPlace as error:
            self._verdict.say(f"✗ {error}", "error")
        else:
            self._verdict.say(f"✓ message {row}", "ok")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(self._row(event.value))
        except NoSuchPlace as error:
            self.hint(str(error))
