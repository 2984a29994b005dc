"""Opening something else: a file, an interface, the same file as another profile; and leaving without losing a capture."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.interfaces import source_for
from analyzer.capture.live.serial_port import DEFAULT, SerialSource
from analyzer.capture.live.source import LiveError
from analyzer.capture.open import CaptureError, open_capture
from analyzer.document import Document
from analyzer.keys import KeysError, discover, load_keys
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.capture import CaptureDialog, Options
from analyzer.tui.dialogs.choice import ChoiceDialog, Item
from analyzer.tui.dialogs.open import FILE, HEX, SERIAL, OpenDialog
from analyzer.tui.dialogs.open import Source as Chosen
from analyzer.tui.state import recent
from dissectors.profiles.stack import AUTO, PARTS
from dissectors.security.key_ring import KeyEntry, KeyRing

if TYPE_CHECKING:
    from analyzer.tui.main_screen import MainScreen


class Opening:
    """Its ``do_…`` methods are actions of the screen."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self._warned = False  # that leaving loses the capture

    def begin(self) -> None:
        """A document is shown: a file is remembered as opened."""
        path = self.main.ui.document.capture.name
        if os.path.isfile(path):
            recent().add(os.path.abspath(path))

    # --- something else ---------------------------------------------------------------------------

    async def do_open(self) -> None:
        """Ask what to look at, and show it."""
        chosen: Chosen | None = await self.main.open_dialog(OpenDialog(recent().lines[::-1]))
        if chosen is None:
            return
        if chosen.kind == FILE:
            self.open_file(chosen.name)
        elif chosen.kind == HEX:
            await self.main.tools.decode()
        else:
            self._capture(Options(f"{chosen.kind}:{chosen.name}", "", ""))

    def open_file(self, path: str, decode_as: str | None = None) -> None:
        """Show a file instead of what is shown; keys that were given stay, those beside the file join them."""
        entries = self._entries(path)

        def reopen() -> Document:
            return Document(open_capture(path), KeyRing(entries), (lambda flow: decode_as) if decode_as else None)

        self._show("opening", reopen, reopen)

    def _show(self, name: str, make: Callable[[], Document], reopen: Callable[[], Document] | None) -> None:
        ui = self.main.ui

        def work(job: Job) -> Document | str:
            try:
                return make()
            except (CaptureError, LiveError, OSError) as error:
                return str(error)

        def done(found: Document | str) -> None:
            if isinstance(found, str):
                self.main.status(found, "error")
            else:
                ui.reopen = reopen
                ui.open_document(found)

        ui.bridge.run(name, work, done)

    def _entries(self, path: str) -> list[KeyEntry]:
        """The keys that were given, and those of the key file beside a capture."""
        ring = self.main.ui.document.ring
        entries = list(ring.entries) if ring is not None else []
        origins = {entry.origin for entry in entries}
        try:
            for name in discover(path, ()):
                entries += [entry for entry in load_keys(name) if entry.origin not in origins]
        except KeysError as error:
            self.main.toast(str(error), "warning")
        return entries

    async def do_decode_as(self) -> None:
        """Read the file again, taking its traffic as one profile."""
        path = self.main.ui.document.capture.name
        if not os.path.isfile(path):
            self.main.status("only a file can be read again as something else", "warning")
            return
        items = [Item("", "by its bytes", "as without a choice"), *(Item(name, name) for name in (*PARTS, AUTO))]
        name = await self.main.open_dialog(ChoiceDialog("Decode as", items))
        if name is not None:
            self.open_file(path, name or None)

    # --- capturing --------------------------------------------------------------------------------

    async def do_capture(self) -> None:
        """Stop the capture that runs, or ask what to capture."""
        capture = self.main.ui.document.capture
        if isinstance(capture, LiveCapture) and not capture.ended:
            capture.stop()
            self.main.status("the capture is stopped")
            return
        options: Options | None = await self.main.open_dialog(CaptureDialog())
        if options is not None:
            self._capture(options)

    def _capture(self, options: Options) -> None:
        kind, _, name = options.source.partition(":")
        entries = self._entries(options.path or "-")

        def make() -> Document:
            source = SerialSource([name], DEFAULT) if kind == SERIAL else source_for(name, options.capture_filter)
            capture = LiveCapture(source, Files(options.path or None))
            capture.start()
            return Document(capture, KeyRing(entries))

        self._show("starting the capture", make, None)

    def may_leave(self) -> bool:
        """Whether the program may end: a live capture that no file holds is spoken of first, and lost the second time."""
        capture = self.main.ui.document.capture
        unsaved = isinstance(capture, LiveCapture) and not capture.files.paths and capture.seen > 0
        if not unsaved or self._warned:
            return True
        self._warned = True
        self.main.status("this capture is in no file: e saves it; once more ends without it", "warning")
        return False
