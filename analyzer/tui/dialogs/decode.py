"""What are these bytes? Hex that was typed or pasted, decoded as what it most likely is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from analyzer.capture.hexlog import parse_line
from analyzer.guess import guess, open_apdus
from analyzer.render import node_lines
from analyzer.secrets import secret_nodes
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.base import Dialog, Entry
from analyzer.tui.dialogs.text import Lines
from dissectors.core.node import DECRYPTED
from dissectors.security.key_ring import KeyRing

MOST_TEXT = 256 << 10  # characters that are looked at
MOST_LINES = 20_000
JOB = "decoding"


def decoded(text: str, ring: KeyRing | None) -> Iterator[str]:
    """Lines of what hex is: the guess, what became of its protection, and its nodes with their bytes."""
    parsed = parse_line(" ".join(text[:MOST_TEXT].split()))
    if parsed is None or not parsed[0]:
        yield "no hex in it"
        return
    data, whole = parsed[0], parsed[3]
    found = guess(data)
    yield f"taken for: {found.what}, {len(data)} bytes"
    if not whole:
        yield "not all of it is hex; the rest is decoded"
    opened = open_apdus(data, found, ring) if ring is not None and ring.entries else []
    for each in opened:
        reason = f", {each.reason}" if each.reason else ""
        yield f"protection: {each.status}{reason}{f', opened by {each.key}' if each.key else ''}"
    for root in (*found.roots, *(root for each in opened for root in each.roots)):
        if root.source.kind == DECRYPTED:
            yield "decrypted:"
        hidden = secret_nodes(root)
        for depth, line, node in node_lines(root, 0, hidden):
            yield f"{node.start:>5}–{node.end:<5} {'  ' * depth}{line}"
    for pdu in found.pdus:
        for note in pdu.notes:
            yield f"{note.code}: {note.text}"


class DecodeDialog(Dialog[None]):
    """Decodes what is in its field, at every change."""

    HEADLINE = "Decode pasted hex"
    HINT = "paste a frame, an APDU or Data  Tab to the tree  Esc closes"
    WIDTH = 100

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = " ".join(text[:MOST_TEXT].split())

    def body(self) -> Iterable[Widget]:
        yield Entry(self._text, id="hex", placeholder="7E A0 07 03 21 93 0F 01 7E")
        self._lines = Lines(id="decoded")
        yield self._lines

    def on_mount(self) -> None:
        self._lines.styles.height = max(3, self.app.size.height - 8)
        if self._text:
            self._decode(self._text)
            self._lines.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._decode(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._lines.focus()

    def _decode(self, text: str) -> None:
        if not text.strip():
            self._lines.show([])
            return
        ring = self.ui.document.ring

        def work(job: Job) -> list[str]:
            lines: list[str] = []
            for line in decoded(text, ring):
                if job.cancelled or len(lines) >= MOST_LINES:
                    break
                lines.append(line)
            return lines

        self.ui.bridge.run(JOB, work, lambda lines: self._lines.show(lines) if self.is_mounted else None)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        entry = self.query_one("#hex", Input)
        entry.value = " ".join(event.text[:MOST_TEXT].split())
