"""A capture that grows or changes: follow, pause, clear, reload; and a word when the file is no longer the one opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen

LOOK = 2.0  # seconds between two looks at the file


class Following:
    """``on``: the cursor stays at the newest message; ``paused``: the view stays as it is while rows come."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self.on = False
        self.paused = False
        self.new = 0  # rows that came since the pause
        self._looked = 0.0
        self._told = False

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.main.app)

    def begin(self) -> None:
        """The document has been opened: a live one is followed from the start."""
        self.on = self.live

    @property
    def live(self) -> bool:
        """Whether more may come as long as nobody ends it."""
        return self.ui.document.capture.growing

    # --- actions ----------------------------------------------------------------------------------

    def do_follow(self) -> None:
        self.on = not self.on
        if self.on:
            if self.paused:
                self.do_pause()
            self.main.to_newest()
        self.main.status("following the newest; F or any way up ends it" if self.on else "no longer following")

    def do_pause(self) -> None:
        """Hold the view; what is captured or read goes on."""
        self.paused = not self.paused
        self.new = 0
        if self.paused:
            self.main.status("the view is paused; p goes on", "warning")
        else:
            self.main.catch_up()

    def may_clear(self) -> bool:
        return self.ui.bridge.count >= self.ui.bridge.first

    def do_clear(self) -> None:
        """Hide what is there now; the capture keeps it."""
        bridge = self.ui.bridge
        hidden = bridge.count
        bridge.clear()
        self.main.reset_views()
        self.main.status(f"messages up to {hidden} are hidden; the capture keeps them, R brings them back")

    def may_reload(self) -> bool:
        return self.ui.reopen is not None or self.ui.bridge.first > 1

    def do_reload(self) -> None:
        """Read the file again; filter and message stay. Of a live capture: show again what was cleared."""
        ui = self.ui
        if ui.bridge.first > 1:
            ui.bridge.clear(0)
            self.main.reset_views()
        if ui.reopen is None:
            return
        view = self.main.view
        row = view.selected_row() if view is not None else None
        text = ui.bridge.filter_text

        def done(document: object) -> None:
            ui.open_document(document, text, row)  # type: ignore[arg-type]

        ui.bridge.run("opening again", lambda job, reopen=ui.reopen: reopen(), done)  # type: ignore[misc]

    def may_suspend(self) -> bool:
        return not self.live

    def do_suspend(self) -> None:
        self.ui.action_suspend_process()

    # --- the file ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Say once when the file is another one now, or has grown. Called often, looks now and then."""
        now, capture = self.ui.clock.tick(), self.ui.document.capture
        if self.live or self._told or now - self._looked < LOOK:
            return
        self._looked = now
        what = capture.changed()
        if not what:
            return
        self._told = True
        name = os.path.basename(capture.name)
        more = f", `dlmscope live {name}` follows it" if what == "grown" else ""
        self.main.status(
            f"{name} {'has' if what == 'grown' else 'was'} {what}; what is shown was read before. R reads it again{more}",
            "warning",
        )
