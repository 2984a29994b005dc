"""One line on the capture that runs: what is watched, how much came, what was lost, and where it is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.open import Capture
from analyzer.render import printable
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.status_line import grouped

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp

LOOK = 0.5  # seconds between two looks
_UNITS = ("B", "kB", "MB", "GB")


class Part(NamedTuple):
    """A piece of the line; where there is no room, the lowest rank goes first. ``tone`` is a token of the theme."""

    text: str
    rank: int
    tone: str = ""


class View(NamedTuple):
    """How the view stands to the capture: follows the newest, is paused, and how many rows came since."""

    following: bool = False
    paused: bool = False
    new: int = 0


def size_text(size: float) -> str:
    """``81 MB``"""
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size /= 1000
        unit += 1
    return f"{size:.0f} {_UNITS[unit]}" if size >= 10 or not unit else f"{size:.1f} {_UNITS[unit]}"


def parts_of(capture: Capture, rate: float, view: View) -> list[Part]:
    """What there is to say of a capture that runs, ended, or failed; nothing of a file that lies there."""
    if not isinstance(capture, LiveCapture):
        if not capture.growing:
            return []
        name = os.path.basename(capture.name)
        return [*_head(view, f"{name} grows"), Part(f"{rate:.0f}/s", 60), *_tail(view)]
    files = capture.files
    kept = f"→ {os.path.basename(files.paths[-1])} {size_text(files.size)}" if files.paths else "in no file: e saves it"
    if capture.failed:
        return [Part("✗", 100, "error"), Part(capture.state, 99, "error"), Part("E starts another", 50)]
    if capture.ended:
        where = (
            f"{grouped(files.saved)} saved in {files.paths[0]}" if files.paths else f"{grouped(capture.seen)} {kept}"
        )
        more = f"and {len(files.paths) - 1} more" if len(files.paths) > 1 else ""
        tone = "" if files.paths else "warning"
        return [Part("■ STOPPED", 100, "bold"), Part(where, 99, tone), Part(more, 40), *_lost(capture)]
    return [
        *_head(view, capture.name),
        Part(f"{rate:.0f}/s", 60),
        Part(f"seen {grouped(capture.seen)}", 70),
        *_lost(capture),
        Part(f"! {files.trouble}", 98, "error") if files.trouble else Part(kept, 80),
        *_tail(view),
    ]


def _head(view: View, what: str) -> list[Part]:
    if view.paused:
        return [Part("‖ PAUSED view, capture running", 100, "warning"), Part(what, 30)]
    return [Part("● REC", 100, "error"), Part(what, 90)]


def _tail(view: View) -> list[Part]:
    if view.paused:
        return [Part(f"+{grouped(view.new)} new", 95, "bold"), Part("p resumes", 85)]
    return [Part("F following", 50) if view.following else Part("F follows", 20, "faint")]


def _lost(capture: LiveCapture) -> list[Part]:
    """What was lost: by the system, and because nothing could hold it; and what is written but not shown yet."""
    dropped, lost, behind = capture.dropped(), capture.files.lost, capture.behind
    found = [Part(f"dropped {grouped(dropped)} by the system", 97, "warning") if dropped else Part("dropped 0", 25)]
    if lost:
        found.append(Part(f"lost {grouped(lost)}: no room", 97, "error"))
    if behind:
        found.append(Part(f"{size_text(behind)} to show", 35))
    return found


def fitting(parts: list[Part], width: int) -> list[Part]:
    """The parts that fit, two cells between them; those of the lowest rank go first."""
    kept = [part for part in parts if part.text]
    while len(kept) > 1 and sum(cell_len(part.text) + 2 for part in kept) > width:
        kept.remove(min(kept, key=lambda part: part.rank))
    return kept


class LiveBar(Widget):
    """Shows itself while there is something to say."""

    DEFAULT_CSS = "LiveBar { height: 1; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._last = (0.0, 0)
        self._rate = 0.0

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.app)

    def on_mount(self) -> None:
        self.set_interval(LOOK, self.look)
        self.look()

    def look(self) -> None:
        """Take over what the capture says now."""
        ui = self.ui
        capture = ui.document.capture
        now, count = ui.clock.tick(), getattr(capture, "seen", ui.document.count)
        before, had = self._last
        if now > before:
            self._rate = max(0.0, (count - had) / (now - before)) if before else 0.0
            self._last = (now, count)
        following = getattr(ui.main, "following", None)
        view = View(following.on, following.paused, following.new) if following is not None else View()
        parts = parts_of(capture, self._rate, view)
        if parts != self.parts:
            self.parts = parts
            self.display = bool(parts)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        tokens = self.ui.tokens
        bar, width = tokens["bar"], self.size.width
        segments = [Segment(" ", bar)]
        room = width - 1
        for part in fitting(self.parts, width - 1):
            text = printable(part.text)
            if cell_len(text) > room:
                text = fit(text, room)
            segments += [Segment(text, bar + tokens[part.tone]), Segment("  ", bar)]
            room -= cell_len(text) + 2
        return Strip(segments).adjust_cell_length(width, bar)
