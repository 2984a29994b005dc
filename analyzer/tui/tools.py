"""The palette, columns and times by name, loading what is known, and pages to read."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from textual import __version__ as textual_version

from analyzer import known
from analyzer.fields import fields
from analyzer.survey.key_report import Report, report
from analyzer.survey.why import ADD_KEY
from analyzer.tui import settings
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.columns import Choice, ColumnsDialog
from analyzer.tui.dialogs.decode import DecodeDialog
from analyzer.tui.dialogs.name import NameDialog
from analyzer.tui.dialogs.text import TextDialog
from analyzer.tui.palette import Palette
from analyzer.tui.state import holds_key
from analyzer.tui.views.keys import KeysView
from analyzer.tui.views.message_list import MessageList, column_set
from analyzer.tui.widgets.status_line import grouped
from analyzer.tui.widgets.why_card import hint_of

if TYPE_CHECKING:
    from analyzer.tui.main_screen import MainScreen

OWN_COLUMNS = "Own"  # the set that is put together in the program


class Tools:
    """Its ``do_…`` methods are actions of the screen; the others are commands of the palette."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self._complete = False

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
