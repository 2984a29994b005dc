"""Find: the next message that says something, from where the cursor is, round the end; and what it marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from analyzer.survey.find import Finder
from analyzer.tui.bridge import Job
from analyzer.tui.views.messages import MessagesView

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen

STEP = 256  # rows between two looks at whether the user has had enough


class Search:
    """The text looked for, and the way to its next hit."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self.finder: Finder | None = None
        self.text = ""

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.main.app)

    def begin(self, text: str) -> None:
        """Look for a text from the selected message on, that message included."""
        try:
            self.finder = Finder(text, self.main.marks.note)
        except ValueError as error:
            self.main.status(str(error), "error")
            return
        self.text = text
        self._mark()
        self._go(1, here=True)

    def end(self) -> None:
        self.finder, self.text = None, ""
        self._mark()

    def _mark(self) -> None:
        """Mark the hits in what is shown."""
        view = self.main.views.get(1)
        if isinstance(view, MessagesView):
            view.mark_hits(self.finder)

    def next(self, step: int) -> None:
        if self.finder is None:
            self.main.status("nothing to find yet: ; asks what")
        else:
            self._go(step)

    def _go(self, step: int, here: bool = False) -> None:
        finder, document, rows = self.finder, self.ui.document, self.ui.bridge.shown
        count = len(rows)
        if finder is None or not count:
            return
        view = self.main.view
        row = view.selected_row() if view is not None else None
        start = self.main.place(row) if row is not None else 0

        def work(job: Job) -> tuple[int, bool] | None:
            for moved in range(0 if here else 1, count + (not here)):
                at = start + step * moved
                if finder.matches(document, rows[at % count]):
                    return rows[at % count], not 0 <= at < count
                if moved % STEP == 0:
                    job.progress(moved, count)
                    if job.cancelled:
                        return None
            return None

        def done(found: tuple[int, bool] | None) -> None:
            if found is None:
                self.main.status(f"{self.text}: not found in {count} messages", "warning")
                return
            row, wrapped = found
            self.main.run_worker(self._show(row), exit_on_error=False)
            end = "the end" if step > 0 else "the start"
            self.main.status(f"round {end}; n next, N previous" if wrapped else "n next, N previous")

        self.ui.bridge.run("find", work, done)

    async def _show(self, row: int) -> None:
        view = self.main.view
        if view is not None and view.selected_row() is not None and self.main.number == 1:
            view.select_row(row)
        else:
            await self.main.goto(row)
