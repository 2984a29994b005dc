"""Opening something else, capturing, loading what is known, and the palette: actions that change what is looked at."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from textual import __version__ as textual_version

from analyzer import known
from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.interfaces import source_for
from analyzer.capture.live.serial_port import DEFAULT, SerialSource
from analyzer.capture.live.source import LiveError
from analyzer.capture.open import CaptureError, open_capture
from analyzer.document import Document
from analyzer.fields import fields
from analyzer.key_report import Report, report
from analyzer.keys import KeysError, discover, load_keys
from analyzer.tui import settings
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.capture import CaptureDialog, Options
from analyzer.tui.dialogs.choice import ChoiceDialog, Item
from analyzer.tui.dialogs.columns import Choice, ColumnsDialog
from analyzer.tui.dialogs.decode import DecodeDialog
from analyzer.tui.dialogs.name import NameDialog
from analyzer.tui.dialogs.open import FILE, HEX, SERIAL, OpenDialog
from analyzer.tui.dialogs.open import Source as Chosen
from analyzer.tui.dialogs.text import TextDialog
from analyzer.tui.palette import Palette
from analyzer.tui.state import holds_key, recent
from analyzer.tui.views.keys import KeysView
from analyzer.tui.views.message_list import MessageList, column_set
from analyzer.tui.widgets.status_line import grouped
from analyzer.tui.widgets.why_card import hint_of
from analyzer.why import ADD_KEY
from dissectors.profiles.stack import AUTO, PARTS
from dissectors.security.key_ring import KeyEntry, KeyRing

if TYPE_CHECKING:
    from analyzer.tui.main_screen import MainScreen

OWN_COLUMNS = "Own"  # the set that is put together in the program


class Tools:
    """Its ``do_…`` methods are actions of the screen; the others are commands of the palette."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self._complete = False
        self._warned = False  # that leaving loses the capture

    def begin(self) -> None:
        """A document is shown: a file is remembered as opened."""
        path = self.main.ui.document.capture.name
        if os.path.isfile(path):
            recent().add(os.path.abspath(path))

    def complete(self) -> None:
        """Everything is read: where messages stay closed, say so once, with the way out."""
        if self._complete:
            return
        self._complete = True
        document = self.main.ui.document

        def say(found: Report) -> None:
            closed = found.failed + found.no_key
            if closed:
                many = closed + found.verified + found.unverified
                keys = hint_of(self.main.ui.keymap, ADD_KEY)
                self.main.status(
                    f"{grouped(closed)} of {grouped(many)} protected messages stay closed: {keys}", "warning"
                )

        self.main.ui.bridge.run("looking for closed messages", lambda job: report(document), say)

    # --- everything by name -----------------------------------------------------------------------

    async def do_palette(self) -> None:
        palette = Palette(self.main)
        number = await self.main.open_dialog(palette)
        if number is not None:
            result: Any = palette.command(number).run()
            if hasattr(result, "__await__"):
                await result

    async def show(self, number: int, row: int) -> None:
        """A message in one of the views."""
        view = await self.main.show_view(number)
        view.select_row(row)

    async def show_object(self, number: int) -> None:
        """The object of the ``number``-th list of objects, where it is first spoken of."""
        index = self.main.ui.document.index
        await self.show(3, index.objects.index(number) + 1)

    def columns(self, name: str) -> None:
        for each in self.main.query(MessageList):
            each.choose(name)

    def times(self, number: int) -> None:
        self.main.ui.times.mode = number
        for each in self.main.query(MessageList):
            each.times_changed()

    async def do_choose_columns(self) -> None:
        """Ask which columns, and show them as a set of their own."""
        main = self.main
        shown = next(iter(main.query(MessageList)), None)
        if shown is None:
            return
        sets = main.ui.column_sets
        known = {column.id: Choice(column.id, column.title) for columns in sets.values() for column in columns}
        chosen = [column.id for column in sets.get(shown.set_name, shown.columns)]
        dialog = ColumnsDialog(chosen, list(known.values()), lambda: [Choice(e.name, e.element) for e in fields()])
        names: list[str] | None = await main.open_dialog(dialog)
        if names is not None:
            sets[OWN_COLUMNS] = column_set(names)
            self.columns(OWN_COLUMNS)

    # --- something else ---------------------------------------------------------------------------

    async def do_open(self) -> None:
        """Ask what to look at, and show it."""
        chosen: Chosen | None = await self.main.open_dialog(OpenDialog(recent().lines[::-1]))
        if chosen is None:
            return
        if chosen.kind == FILE:
            self.open_file(chosen.name)
        elif chosen.kind == HEX:
            await self.decode()
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

    # --- what is known ----------------------------------------------------------------------------

    async def add_key(self) -> None:
        view = await self.main.show_view(5)
        if isinstance(view, KeysView):
            await view.do_add_key()

    async def load_keys(self) -> None:
        path = await self.main.open_dialog(NameDialog("Load keys file", "keys.toml", existing=True))
        view = await self.main.show_view(5) if path else None
        if isinstance(view, KeysView):
            view.load(path)

    async def load_objects(self) -> None:
        path = await self.main.open_dialog(NameDialog("Load objects file", "objects.json", existing=True))
        if not path:
            return
        try:
            count = known.load(self.main.ui.document.engine.stage.facts, path)
        except known.KnownError as error:
            self.main.status(str(error), "error")
            return
        self.main.ui.document.forget_trees()
        self.main.reset_views()
        self.main.toast(f"{count} objects of {path}")

    async def save_filter(self) -> None:
        text, ui = self.main.ui.bridge.filter_text, self.main.ui
        if not text:
            self.main.status("there is no filter to save")
            return
        if holds_key(text, ui.document.ring):
            self.main.status("that filter holds a key: it is not saved", "warning")
            return
        name = await self.main.open_dialog(NameDialog("Save this filter as", "a name"))
        if not name:
            return
        try:
            settings.save_filter(name, text)
        except (OSError, settings.SettingsError) as error:
            self.main.status(str(error), "error")
            return
        ui.settings.filters[name] = text
        self.main.toast(f"filter {name} saved")

    # --- to read ----------------------------------------------------------------------------------

    async def decode(self, text: str = "") -> None:
        """Decode hex that is typed or was pasted."""
        await self.main.open_dialog(DecodeDialog(text))

    async def log(self) -> None:
        lines = [line for entry in self.main.ui.log_lines for line in entry.splitlines()]
        await self.main.open_dialog(TextDialog("Log", lines or ["nothing went wrong"]))

    def doctor(self) -> None:
        """Is everything there that dlmscope can use? Looked up in a worker: programs are asked."""
        from analyzer.doctor import checks

        def lines(job: Job) -> list[str]:
            found = []
            for check in checks():
                found.append(f"{check.state:<8} {check.name}: {check.text}")
                found += [f"         {check.advice}"] if check.advice else []
            return found

        def show(found: list[str]) -> None:
            self.main.run_worker(self._read("Doctor", found), exit_on_error=False)

        self.main.status("looking …")
        self.main.ui.bridge.run("doctor", lines, show)

    async def _read(self, title: str, lines: list[str]) -> None:
        await self.main.open_dialog(TextDialog(title, lines))

    async def about(self) -> None:
        try:
            own = version("dlmscope")
        except PackageNotFoundError:
            own = "unknown"
        lines = [
            f"dlmscope {own}",
            "See what smart meters say: an analyzer for DLMS/COSEM.",
            "",
            "GPL-2.0-or-later; without any warranty.",
            f"Textual {textual_version}",
            "",
            f"settings  {settings.config_folder()}",
        ]
        await self.main.open_dialog(TextDialog("About", lines))
