"""What the screen asks and tells about what is shown: explanations, marks and notes, saving, help."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.export.save import WITH_KEYS, Cancelled, Refused, save
from analyzer.render import objects_text
from analyzer.survey.key_report import key_files
from analyzer.survey.why import Why, why, why_node
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.card import CardDialog
from analyzer.tui.dialogs.choice import ChoiceDialog, Item
from analyzer.tui.dialogs.confirm import Confirm
from analyzer.tui.dialogs.export import ALL, MARKED, SCREEN, SHOWN, ExportDialog, Wanted
from analyzer.tui.dialogs.goto import GotoDialog
from analyzer.tui.dialogs.help import HelpDialog
from analyzer.tui.dialogs.note import NoteDialog
from analyzer.tui.keymap import BY_ID
from analyzer.tui.widgets.node_tree import NodeTree
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.status_line import grouped

if TYPE_CHECKING:
    from analyzer.tui.main_screen import MainScreen


class Talk:
    """Actions of the main screen that ask something or tell something."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main

    @property
    def _row(self) -> int | None:
        """The message that the view's cursor is on."""
        view = self.main.view
        return view.selected_row() if view is not None else None

    # --- why --------------------------------------------------------------------------------------

    def do_why(self) -> None:
        """Explain what the cursor is on."""
        main = self.main
        told: Why | None = getattr(main.view, "explanation", lambda: None)()
        row, document = self._row, main.ui.document
        tree = main.focused
        line = tree.current() if isinstance(tree, NodeTree) else None
        if told is None and line is not None and line.node is not None and row is not None:
            told = why_node(document, row, line.node)
        if told is not None:
            self._show_why(told)
        elif row is not None:
            main.ui.bridge.run("why", lambda job: why(document, row), self._show_why)
        else:
            main.status("nothing is selected")

    def _show_why(self, told: Why) -> None:
        self.main.run_worker(self._ask_why(told), exit_on_error=False)

    async def _ask_why(self, told: Why) -> None:
        where = await self.main.open_dialog(CardDialog(told))
        if where is not None:
            row, actions = where
            await self.follow(row, actions)

    async def follow(self, row: int, actions: tuple[str, ...]) -> None:
        """Go where an explanation leads."""
        main = self.main
        if row:
            await main.goto(row)
        elif actions:
            for name in actions:
                result: Any = None
                method = main.ui.doer(BY_ID[name])
                if method is not None:
                    result = method()
                if hasattr(result, "__await__"):
                    await result

    # --- going about ------------------------------------------------------------------------------

    async def do_goto(self) -> None:
        row = await self.main.open_dialog(GotoDialog(self._row or 1))
        if row is not None:
            await self.main.goto(row)

    # --- marks and notes --------------------------------------------------------------------------

    def do_mark(self) -> None:
        row, main = self._row, self.main
        if row is None:
            return
        marked = main.marks.toggle(row)
        main.status(f"message {row} {'marked' if marked else 'no longer marked'}")
        self.marks_changed()

    async def do_note(self) -> None:
        row, main = self._row, self.main
        if row is None:
            return
        marks = main.marks
        text: str | None = await main.open_dialog(NoteDialog(row, marks.note(row)))
        if text is not None:
            marks.write_note(row, text)
            main.status(f"note to message {row} kept" if text.strip() else f"message {row} has no note now")
            self.marks_changed()

    async def do_marks(self) -> None:
        """Choose one of the marked messages and go there."""
        main = self.main
        document, marks = main.ui.document, main.marks
        if not marks.rows:
            main.status("no message is marked; m marks one")
            return
        items = [
            Item(str(row), f"{row}  {document.service(row)}  {objects_text(document.objects(row))}", marks.note(row))
            for row in marks.rows
        ]
        row = await main.open_dialog(ChoiceDialog("Marked messages", items))
        if row is not None:
            await main.goto(int(row))

    def marks_changed(self) -> None:
        """Rows show their marks otherwise now."""
        for each in self.main.query(RowList):
            each.redraw()

    # --- saving -----------------------------------------------------------------------------------

    async def do_export(self) -> None:
        """Ask what to save where, and save it in a worker."""
        main = self.main
        document, marks = main.ui.document, main.marks
        shown, files = main.ui.bridge.shown, key_files(document)
        dialog = ExportDialog(len(shown), len(marks.rows), document.count, document.capture.name, bool(files))
        wanted: Wanted | None = await main.open_dialog(dialog)
        if wanted is None:
            return
        if wanted.form == SCREEN:
            main.call_after_refresh(self._picture, wanted.path)
            return
        keys = ""
        if wanted.form == WITH_KEYS:
            question = f"Whoever gets the file has the keys of {', '.join(map(str, files))}."
            if not await main.open_dialog(Confirm("Embed the keys?", question, "yes")):
                return
            keys = "\n".join(path.read_text(encoding="utf-8") for path in files)
        rows = {SHOWN: shown, MARKED: marks.rows, ALL: range(1, document.count + 1)}[wanted.what]
        self._save(wanted, rows, keys)

    def _save(self, wanted: Wanted, rows: Sequence[int], keys: str) -> None:
        main = self.main
        document, notes = main.ui.document, main.marks.noted()

        def work(job: Job) -> tuple[bool, str]:
            def progress(done: int) -> bool:
                job.progress(done, len(rows))
                return not job.cancelled

            try:
                count = save(
                    document, rows, wanted.form, wanted.path,
                    force=wanted.force, notes=notes, keys=keys, progress=progress,
                )  # fmt: skip
            except Cancelled:
                return False, "cancelled: no file was left"
            except Refused as refused:
                return False, str(refused)
            return True, f"{grouped(count)} messages saved in {wanted.path}"

        def done(result: tuple[bool, str]) -> None:
            good, text = result
            main.toast(text, "note" if good else "error")
            if good and main.ui.is_web:  # the browser is elsewhere: it gets the file, too
                main.ui.deliver_binary(wanted.path, save_filename=wanted.path.name)

        main.ui.bridge.run("saving", work, done)

    def _picture(self, path: Path) -> None:
        try:
            path.write_text(self.main.ui.export_screenshot(title="dlmscope"), encoding="utf-8")
        except OSError as error:
            self.main.status(f"{path}: cannot be written: {error.strerror or error}", "error")
        else:
            self.main.toast(f"picture saved in {path}")

    # --- help -------------------------------------------------------------------------------------

    async def do_help(self) -> None:
        ui = self.main.ui
        await self.main.open_dialog(HelpDialog(ui.keymap, ui.context(), {action.id for action in ui.offered()}))
