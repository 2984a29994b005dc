"""How times are shown: since the start, since a reference, by the clock, or since something before."""

from __future__ import annotations

from typing import NamedTuple

from analyzer import render
from analyzer.document import Document

START, REFERENCE, LOCAL, UTC, SHOWN, PREVIOUS, QUESTION = range(7)


class Mode(NamedTuple):
    title: str  # over the column
    label: str
    width: int
    minimum: int


MODES = (
    Mode("Time +", "seconds since the first message", 10, 8),
    Mode("Time ref", "seconds since the reference", 10, 8),
    Mode("Time", "local time", 26, 12),
    Mode("Time UTC", "UTC", 26, 12),
    Mode("Δ shown", "seconds since the message shown before", 10, 8),
    Mode("Δ time", "seconds since the message before", 10, 8),
    Mode("Δ question", "seconds since the question", 10, 8),
)


class Times:
    """The mode in force, and the row that T chose."""

    def __init__(self, utc: bool = False) -> None:
        self.mode = UTC if utc else START
        self.reference = 1

    def next(self) -> Mode:
        """Take the next mode."""
        self.mode = (self.mode + 1) % len(MODES)
        return MODES[self.mode]

    def refer(self, row: int) -> None:
        """Count from a row."""
        self.mode, self.reference = REFERENCE, row

    def text(self, document: Document, row: int, shown_before: int | None) -> str:
        """The time of a row; ``shown_before`` is the row above it."""
        time = document.time(row)
        mode = self.mode
        if time is None:
            return "-"
        if mode in (LOCAL, UTC):
            return render.moment(time, document.capture.resolution, mode == UTC)
        base = {
            START: 1,
            REFERENCE: self.reference,
            SHOWN: shown_before,
            PREVIOUS: row - 1 or None,
            QUESTION: document.index.answers[row - 1] or None,
        }[mode]
        if base is None:
            return ""
        since = render.since(time, document.time(base))
        return f"*{since}" if mode == REFERENCE and row == self.reference else since
