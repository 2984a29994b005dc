"""What the filter bar does: check, complete, apply and remember filters, and find what is no filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from analyzer.filter import Candidate, Filter, FilterError, check, compile_filter, complete, why_nothing
from analyzer.tui.bridge import Job
from analyzer.tui.finding import Search
from analyzer.tui.state import History
from analyzer.tui.views.base import View
from analyzer.tui.widgets.completion import Choice, Completion
from analyzer.tui.widgets.filter_bar import FILTER, FIND, FilterBar
from analyzer.tui.widgets.status_line import duration, grouped

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen

LONG = 20_000  # rows to decode from which on the user is told first how long it will take
ROWS_A_SECOND = 50_000  # decoded by one core, as far as a filter asks, about


class Filtering:
    """Actions of the bar; ``main`` holds it. Its ``do_…`` methods are actions of the screen."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self.bar = FilterBar(check, self._older)
        self.popup = Completion()
        self.search = Search(main)
        self.off = ""  # the filter that x put aside
        self.nothing = ""  # why no message passes
        self.explained = False  # whether it was told why the filter shows nothing
        self._histories = {FILTER: History("filters"), FIND: History("finds")}

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.main.app)

    def _older(self, mode: str, text: str) -> Sequence[str]:
        return [line for line in self._histories[mode].matching(text) if line != text]

    # --- actions ----------------------------------------------------------------------------------

    def do_filter(self) -> None:
        self.bar.open(FILTER)

    def do_find(self) -> None:
        self.bar.open(FIND)

    def do_next_hit(self) -> None:
        self.search.next(1)

    def do_previous_hit(self) -> None:
        self.search.next(-1)

    def do_toggle_filter(self) -> None:
        text = self.ui.bridge.filter_text
        if text:
            self.off = text
            self.apply("")
        elif self.off:
            self.apply(self.off)
        else:
            self.main.status("no filter to put on again; / types one")

    # --- filters ----------------------------------------------------------------------------------

    def apply(self, text: str) -> bool:
        """Show what a filter lets through; an empty one shows all. False where the text is no filter."""
        text = text.strip()
        try:
            compiled = compile_filter(text) if text else None
        except FilterError as error:
            self.main.status(error.advice(), "error")
            self.prepare(text)
            return False
        bridge = self.ui.bridge
        if text:
            self._histories[FILTER].add(text, self.ui.document.ring)
        self.bar.put(text)
        self.nothing = ""
        bridge.set_filter(text, compiled)
        self.explained = False
        if compiled is not None and compiled.needs_trees and bridge.count > LONG:
            self._say_how_long(compiled)
        self.main.reset_views()
        self.say()
        return True

    def prepare(self, text: str) -> None:
        """Put a filter into the bar without applying it."""
        self.bar.open(FILTER, text)

    def say(self) -> None:
        """How many rows are shown, at the right of the bar."""
        bridge = self.ui.bridge
        if bridge.filter is None:
            hint = f"x {self.off}" if self.off else ""
            self.bar.say_found(hint[:40], "faint")
            return
        shown, count = len(bridge.shown), bridge.count
        nothing = not shown and bridge.looked >= count
        self.bar.say_found(f"{grouped(shown)} of {grouped(count)}   x shows all", "warning" if nothing else "")
        if nothing and count and bridge.complete and not self.explained:
            self.explained = True
            self._say_why_nothing()

    def _say_how_long(self, compiled: Filter) -> None:
        """What the index leaves open must be decoded: how many messages that are."""
        document = self.ui.document

        def done(rows: int) -> None:
            if rows > LONG and self.ui.bridge.filter is compiled:
                about = duration(rows / ROWS_A_SECOND)
                self.main.status(f"decodes {grouped(rows)} messages, about {about}; Esc stops", "note")

        self.ui.bridge.run("filter cost", lambda job: compiled.to_decode(document), done)

    def _say_why_nothing(self) -> None:
        """Which part of a filter that shows nothing is to blame, and what the capture has instead."""
        document, text = self.ui.document, self.ui.bridge.filter_text

        def done(why: str) -> None:
            if why and self.ui.bridge.filter_text == text:
                self.nothing = why
                self.main.status(self.nothing, "warning")
                self.main.redraw()

        self.ui.bridge.run("why nothing", lambda job: why_nothing(document, compile_filter(text)), done)

    # --- the bar ----------------------------------------------------------------------------------

    def typed(self, event: FilterBar.Typed) -> None:
        """Look for candidates, in a worker: the frequent values of a capture are counted."""
        if self.bar.mode == FIND:
            self.popup.offer([])
            return
        text, cursor, document = event.text, event.cursor, self.ui.document

        def work(job: Job) -> list[Candidate]:
            return complete(text, cursor, document)

        def done(found: list[Candidate]) -> None:
            self.bar.offer(text, [Choice(*each) for each in found])

        self.ui.bridge.run("complete", work, done)

    def applied(self, event: FilterBar.Applied) -> None:
        view = self.main.view
        if event.mode == FILTER:
            if self.apply(event.text):
                self._leave(view)
        elif event.text:
            self._histories[FIND].add(event.text, self.ui.document.ring)
            self._leave(view)
            self.search.begin(event.text)
        else:
            self.search.end()
            self._leave(view)

    def left(self) -> None:
        self._leave(self.main.view)

    def _leave(self, view: View | None) -> None:
        self.popup.offer([])
        self.bar.rest()
        if view is not None:
            view.focus_first()
