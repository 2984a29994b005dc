"""Going from the selected message to another: its answer, the next of its session, the next finding, back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from analyzer.survey import ways
from analyzer.tui.state import Visits

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen


class Going:
    """Actions of the screen for whichever view has a message selected; a view that knows better has its own."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self.visits = Visits()

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.main.app)

    @property
    def row(self) -> int | None:
        """The selected message."""
        view = self.main.view
        return view.selected_row() if view is not None else None

    def visit(self, row: int | None, nowhere: str = "nothing there") -> None:
        """Go to a message and remember where one came from."""
        if row is None:
            self.main.status(nowhere)
            return
        for each in (self.row, row):
            if each is not None:
                self.visits.visit(each)
        self._show(row)

    def _show(self, row: int) -> None:
        rows = self.ui.bridge.shown
        if not rows or rows[ways.place(rows, row)] != row:
            self.main.status(f"message {row} is hidden by the filter; x shows all", "warning")
        if self.main.number == 1 and self.main.view is not None:
            self.main.view.select_row(row)
        else:
            self.main.run_worker(self.main.goto(row, remember=False), exit_on_error=False)

    # --- actions ----------------------------------------------------------------------------------

    def do_answer(self) -> None:
        row = self.row
        if row is not None:
            found = ways.counterpart(self.ui.document, row)
            self.visit(found, "neither question nor answer of this is in the capture")

    def do_next_in_session(self) -> None:
        self._in_session(1, "the last one of this session")

    def do_previous_in_session(self) -> None:
        self._in_session(-1, "the first one of this session")

    def _in_session(self, step: int, nowhere: str) -> None:
        row = self.row
        if row is not None:
            self.visit(ways.in_session(self.ui.document, self.ui.bridge.shown, row, step), nowhere)

    def do_next_session(self) -> None:
        self._session(1, "no session after this")

    def do_previous_session(self) -> None:
        self._session(-1, "no session before this")

    def _session(self, step: int, nowhere: str) -> None:
        row = self.row
        if row is not None:
            self.visit(ways.session(self.ui.document, self.ui.bridge.shown, row, step), nowhere)

    def do_next_finding(self) -> None:
        self._finding(1, "no finding after this")

    def do_previous_finding(self) -> None:
        self._finding(-1, "no finding before this")

    def _finding(self, step: int, nowhere: str) -> None:
        row = self.row
        if row is not None:
            self.visit(ways.finding(self.ui.document, self.ui.bridge.shown, row, step), nowhere)

    async def do_to_session(self) -> None:
        await self._elsewhere(2)

    async def do_to_object(self) -> None:
        await self._elsewhere(3)

    async def _elsewhere(self, number: int) -> None:
        """The view that tells more of the selected message, at its place there."""
        row = self.row
        if row is not None:
            (await self.main.show_view(number)).select_row(row)

    def do_history_back(self) -> None:
        self._revisit(self.visits.back(), "no message visited before this")

    def do_history_forward(self) -> None:
        self._revisit(self.visits.forward(), "no message visited after this")

    def _revisit(self, row: int | None, nowhere: str) -> None:
        if row is None:
            self.main.status(nowhere)
        else:
            self._show(row)
