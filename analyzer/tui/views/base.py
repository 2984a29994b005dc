"""What a view is to the screen around it: rows that grow, a selection, and being told when either changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.containers import Container

from analyzer.document import Document
from analyzer.survey.copying import Selected
from analyzer.tui.bridge import Bridge
from analyzer.tui.chosen import Chosen

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen


class View(Container):
    """A page of the main screen. ``do_…`` methods are its actions; widgets inside may have more."""

    NAME = ""
    DEFAULT_CSS = "View { height: 1fr; }"

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.app)

    @property
    def main(self) -> MainScreen:
        """The screen that the view is part of, whatever lies over it."""
        return self.ui.main

    @property
    def document(self) -> Document:
        return self.ui.document

    @property
    def bridge(self) -> Bridge:
        return self.ui.bridge

    @property
    def rows(self) -> Sequence[int]:
        """Numbers of the rows that the filter shows."""
        return self.ui.bridge.shown

    def on_batch(self) -> None:
        """The document grew, or the filter found more: at most 15 times a second, only while the view is visible."""

    def on_reset(self) -> None:
        """The filter or the keys changed: everything anew."""

    def selected_row(self) -> int | None:
        """The message that the cursor is on."""
        return None

    def selection(self) -> Selected | None:
        """The message, and in it the node and bytes, that the cursor is on."""
        row = self.selected_row()
        return Selected(row) if row is not None else None

    def chosen(self) -> Chosen | None:
        """What the cursor is on where that is no message; None where it is one."""
        return None

    def select_row(self, row: int) -> None:
        """Put the cursor on a message, or where it is spoken of."""

    def focus_first(self) -> None:
        """Focus the pane that keys should go to when the view is shown."""
        first = next((widget for widget in self.query("*") if widget.focusable), None)
        if first is not None:
            first.focus()

    def tab_count(self) -> str:
        """What the tab says beside the view's name."""
        return ""
