"""What is done with the selection: copy it in one form or another, and make a filter of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from analyzer.document import Document
from analyzer.filter import as_filter
from analyzer.survey import copying
from analyzer.survey.copying import Selected
from analyzer.tui.bridge import Job
from analyzer.tui.chosen import Chosen, Copy
from analyzer.tui.clipboard import copy
from analyzer.tui.widgets.menu import Item

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen

LONGEST_DETAIL = 40
_SCOPES = (
    ("s", "its session", "session"),
    ("m", "its meter", "meter"),
    ("o", "its object", "obis"),
    ("v", "its service", "service"),
)


class Selection:
    """Actions of the screen on what the visible view has selected."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.main.app)

    def selected(self) -> Selected | None:
        """The message, node and bytes that the cursor is on."""
        view = self.main.view
        found = view.selection() if view is not None else None
        if found is None:
            self.main.status("nothing is selected")
        return found

    def _chosen(self) -> Chosen | None:
        """What the cursor is on where that is no message."""
        return self.main.view.chosen() if self.main.view is not None else None

    # --- copy -------------------------------------------------------------------------------------

    async def do_copy(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            await self._copy_chosen(chosen)
            return
        at = self.selected()
        if at is None:
            return
        items = [Item(kind.key, kind.name) for kind in copying.KINDS]
        key = await self.main.menu("Copy", items)
        for kind in copying.KINDS:
            if kind.key == key:
                self._copy(kind.name, kind.text, at)

    async def _copy_chosen(self, chosen: Chosen) -> None:
        copies = (*chosen.copies, Copy("f", "filter", lambda: chosen.filter))
        key = await self.main.menu("Copy", [Item(each.key, each.name) for each in copies])
        for each in copies:
            if each.key == key:
                self._copy_text(each)

    def _copy_text(self, wanted: Copy) -> None:
        self.ui.bridge.run("copying", lambda job: wanted.text(), lambda found: copy(self.ui, wanted.name, found))

    def do_copy_value(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._copy_text(chosen.copies[0])
            return
        at = self.selected()
        if at is not None:
            self._copy("value", copying.value, at)

    def _copy(self, what: str, text: Callable[[Document, Selected], str], at: Selected) -> None:
        document = self.ui.document

        def done(found: str) -> None:
            if found:
                copy(self.ui, what, found)
            else:
                self.main.status(f"message {at.row} has no {what}", "warning")

        self.ui.bridge.run("copying", lambda job: text(document, at), done)

    # --- filter by --------------------------------------------------------------------------------

    async def do_filter_by(self) -> None:
        """Ask how what is selected joins the filter; the filters are made by a worker, for a tree may be wanted."""
        chosen = self._chosen()
        if chosen is not None:
            await self._ask({"=": chosen.filter})
            return
        at = self.selected()
        if at is None:
            return
        document = self.ui.document

        def work(job: Job) -> dict[str, str]:
            scopes = {key: as_filter(document, at.row, field=field) for key, _, field in _SCOPES}
            return {"=": copying.filter_text(document, at), **scopes}

        def done(texts: dict[str, str]) -> None:
            self.main.run_worker(self._ask(texts), exit_on_error=False)

        self.ui.bridge.run("filter by", work, done)

    async def _ask(self, texts: dict[str, str]) -> None:
        text = texts["="]
        now = self.ui.bridge.filter_text
        items = [
            Item("=", "only this", text),
            Item("!", "not this", f"!({text})"),
            Item("&", "and this", text if now else ""),
            Item("|", "or this", text if now else ""),
            *(Item(key, label, texts[key]) for key, label, _ in _SCOPES if not texts.get(key, "!").startswith("!")),
            Item("p", "prepare, do not apply", text),
        ]
        items = [item._replace(detail=_short(item.detail)) for item in items]
        key = await self.main.menu("Filter", items)
        if key is None:
            return
        if key == "p":
            self.main.prepare_filter(_joined(now, "&&", text))
        elif key in ("&", "|"):
            self.main.apply_filter(_joined(now, key * 2, text))
        else:
            self.main.apply_filter(f"!({text})" if key == "!" else texts[key])


def _joined(now: str, word: str, text: str) -> str:
    """Two filters made one; brackets where the one that stands needs them."""
    if not now:
        return text
    other = "||" if word == "&&" else "&&"
    return (
        f"({now}) {word} {text}" if f" {other} " in now or " or " in now or " and " in now else f"{now} {word} {text}"
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"
