"""The one screen: chrome around six views, and the actions that belong to none of them."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from analyzer.survey import ways
from analyzer.tui.bridge import DRAIN
from analyzer.tui.chrome import Counts, progress_text
from analyzer.tui.filtering import Filtering
from analyzer.tui.following import Following
from analyzer.tui.going import Going
from analyzer.tui.opening import Opening
from analyzer.tui.selection import Selection
from analyzer.tui.state import Marks
from analyzer.tui.talk import Talk
from analyzer.tui.tools import Tools
from analyzer.tui.views.base import View
from analyzer.tui.widgets.completion import Completion
from analyzer.tui.widgets.filter_bar import FilterBar
from analyzer.tui.widgets.footer import FooterLine
from analyzer.tui.widgets.live_bar import LiveBar
from analyzer.tui.widgets.menu import Item, Menu
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.status_line import StatusLine
from analyzer.tui.widgets.tabs_bar import TabsBar

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp


class Page(NamedTuple):
    """A view: where it is found, and what its tab says."""

    name: str
    short: str
    module: str
    type: str


VIEWS = (
    Page("Messages", "Msg", "messages", "MessagesView"),
    Page("Sessions", "Ses", "sessions", "SessionsView"),
    Page("Objects", "Obj", "objects", "ObjectsView"),
    Page("Findings", "Fnd", "findings", "FindingsView"),
    Page("Keys", "Key", "keys", "KeysView"),
    Page("Statistics", "Sta", "statistics", "StatisticsView"),
)
NARROW, WIDE, LOW = 100, 140, 30  # where the layout changes: columns, columns, lines


class MainScreen(Screen[None]):
    """Tabs, filter bar, the visible view, status line and footer."""

    BINDINGS = []  # noqa: RUF012 - keymap.py holds the keys
    DEFAULT_CSS = """
    MainScreen { layout: vertical; overflow: hidden; layers: base popup; }
    MainScreen > ContentSwitcher { height: 1fr; }
    """

    def __init__(self, filter_text: str = "") -> None:
        super().__init__()
        self.number = 1
        self.views: dict[int, View] = {}
        self.filtering = Filtering(self)
        self.talk = Talk(self)
        self.tools = Tools(self)
        self.opening = Opening(self)
        self.selection = Selection(self)
        self.following = Following(self)
        self.going = Going(self)
        self._first_filter = filter_text
        self.first_row: int | None = None  # to begin at
        self._seen: tuple[int, int, bool] = (-1, -1, False)
        self._counts = Counts(self)
        self._stale: set[int] = set()  # views that grew while they were hidden
        self._reset: set[int] = set()  # views that have to begin anew when they are shown

    def compose(self) -> ComposeResult:
        yield TabsBar()
        yield self.filtering.bar
        yield ContentSwitcher(id="views")
        yield StatusLine()
        yield LiveBar()
        yield FooterLine()
        yield self.filtering.popup

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.app)

    async def on_mount(self) -> None:
        self.marks = Marks(self.ui.document)
        await self.show_view(1)
        if self._first_filter:
            self.filtering.apply(self._first_filter)
        self.following.begin()
        self.opening.begin()
        self.set_interval(DRAIN, lambda: self._guard(self.drain))

    # --- views ------------------------------------------------------------------------------------

    @property
    def view(self) -> View | None:
        """The visible view."""
        return self.views.get(self.number)

    def view_nodes(self) -> Iterable[DOMNode]:
        return [self.view] if self.view is not None else []

    def helpers(self) -> Iterable[object]:
        """Objects beside the widgets that do actions."""
        return (self.filtering, self.talk, self.tools, self.opening, self.selection, self.following, self.going)

    async def show_view(self, number: int) -> View:
        """Show a view, made when it is first asked for."""
        switcher = self.query_one(ContentSwitcher)
        view = self.views.get(number)
        if view is None:
            view = self.views[number] = _make(VIEWS[number - 1])
            view.id = f"view-{number}"
            await switcher.mount(view)
            view.display = False
        self.number = number
        switcher.current = view.id
        if number in self._reset:
            view.on_reset()
        elif number in self._stale:
            view.on_batch()
        self._reset.discard(number)
        self._stale.discard(number)
        view.focus_first()
        self.chrome()
        return view

    async def do_view_1(self) -> None:
        await self.show_view(1)

    async def do_view_2(self) -> None:
        await self.show_view(2)

    async def do_view_3(self) -> None:
        await self.show_view(3)

    async def do_view_4(self) -> None:
        await self.show_view(4)

    async def do_view_5(self) -> None:
        await self.show_view(5)

    async def do_view_6(self) -> None:
        await self.show_view(6)

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        self.filtering.typed(event)

    def on_filter_bar_applied(self, event: FilterBar.Applied) -> None:
        self.filtering.applied(event)

    def on_filter_bar_left(self) -> None:
        self.filtering.left()

    def on_completion_taken(self, event: Completion.Taken) -> None:
        self.filtering.bar.take(event.choice)

    async def on_tabs_bar_picked(self, event: TabsBar.Picked) -> None:
        await self.show_view(event.number)

    def on_footer_line_picked(self, event: FooterLine.Picked) -> None:
        self.ui.act(event.action)

    # --- what grew --------------------------------------------------------------------------------

    def drain(self) -> None:
        """Take over what workers brought since the last look."""
        bridge, following = self.ui.bridge, self.following
        seen = (bridge.count, len(bridge.shown), bridge.complete)
        if seen != self._seen:
            if following.paused and self._seen[0] >= 0:
                following.new = len(bridge.shown) - self._seen[1]
            else:
                self.catch_up()
            self.chrome()
        following.look()
        self.query_one(StatusLine).advance(progress_text(self.ui.bridge))

    def catch_up(self) -> None:
        """Show what has come."""
        bridge = self.ui.bridge
        self._seen = (bridge.count, len(bridge.shown), bridge.complete)
        for number, view in self.views.items():
            if number == self.number:
                self._guard(view.on_batch)
            else:
                self._stale.add(number)
        self.filtering.say()
        if self.ui.document.complete:
            self.tools.complete()

    def to_newest(self) -> None:
        """Put the cursor of the messages on the newest."""
        view = self.views.get(1)
        if view is not None and self.ui.bridge.shown:
            view.select_row(self.ui.bridge.shown[-1])

    def reset_views(self) -> None:
        """The filter or the keys changed."""
        self._reset = set(self.views) - {self.number}
        if self.view is not None:
            self._guard(self.view.on_reset)
        self.chrome()

    def _guard(self, call: Any) -> None:
        try:
            call()
        except Exception as error:  # one view's fault leaves the others
            self.ui.failed("cannot show this view", error)

    # --- chrome -----------------------------------------------------------------------------------

    def chrome(self) -> None:
        """Tabs and footer say what holds now."""
        if not self.is_mounted:
            return
        tabs = []
        for number, page in enumerate(VIEWS, 1):
            view = self.views.get(number)
            ready = view is not None and view.is_mounted  # not while it is being put together
            count = view.tab_count() if view is not None and ready else self._counts.of(page.name)
            tabs.append((number, page.name, page.short, count))
        name = os.path.basename(self.ui.document.capture.name)
        self.query_one(TabsBar).show(name, tabs, self.number)
        self.query_one(FooterLine).show(self.ui.offered())

    def redraw(self) -> None:
        """Rows of the visible view say something else."""
        if self.view is not None:
            for rows in self.view.query(RowList):
                rows.redraw()

    def recolour(self) -> None:
        for widget in self.query(Widget):
            widget.notify_style_update()
            widget.refresh()

    def on_descendant_focus(self) -> None:
        self.chrome()

    def status(self, text: str, severity: str = "note") -> None:
        """Say something in the status line, until the next action."""
        if self.is_mounted:
            self.query_one(StatusLine).say(text, severity)

    def select_text(self, text: str) -> None:
        """What the status line says of the selection."""
        self.query_one(StatusLine).select(text)

    def toast(self, text: str, severity: str = "note") -> None:
        """A message that goes by itself."""
        kinds = {"note": "information", "warning": "warning", "error": "error"}
        self.ui.notify(text, severity=kinds[severity], markup=False)  # type: ignore[arg-type]

    def open_dialog(self, dialog: Screen[Any]) -> Any:
        """Show a dialog; awaitable for what it gives back."""
        return self.ui.push_screen_wait(dialog)

    async def menu(self, title: str, items: Sequence[Item]) -> str | None:
        """Ask for one more key; None where the user leaves."""
        return await self.ui.push_screen_wait(Menu(title, items))

    async def context_menu(self) -> None:
        """What can be done with what is selected, for the mouse."""
        actions = [self.ui.keymap.actions[name] for name in ("filter-by", "copy", "why", "mark", "answer")]
        items = [Item(action.keys[0], action.label) for action in actions if self.ui.doer(action) is not None]
        key = await self.menu("Message", items)
        for action in actions:
            if key is not None and key in action.keys:
                self.ui.act(action)

    def apply_filter(self, text: str) -> bool:
        """Show what a filter lets through; False where the text is none."""
        return self.filtering.apply(text)

    def prepare_filter(self, text: str) -> None:
        """Put a filter into the bar."""
        self.filtering.prepare(text)

    # --- messages, from any view ------------------------------------------------------------------

    async def goto(self, row: int, remember: bool = True) -> None:
        """Show a message in the Messages view."""
        if remember:
            here = self.views[1].selected_row() if 1 in self.views else None
            for each in (here, row):
                if each is not None:
                    self.going.visits.visit(each)
        view = await self.show_view(1)
        view.select_row(row)

    def place(self, row: int) -> int:
        """Where a row stands among those shown, or the nearest does; -1 where none is shown."""
        return ways.place(self.ui.bridge.shown, row)

    # --- panes ------------------------------------------------------------------------------------

    def do_next_pane(self) -> None:
        self._pane(1)

    def do_previous_pane(self) -> None:
        self._pane(-1)

    def _pane(self, step: int) -> None:
        if self.view is None:
            return
        panes = [widget for widget in self.view.query(Widget) if widget.focusable]
        if panes:
            at = panes.index(self.focused) if self.focused in panes else -step
            panes[(at + step) % len(panes)].focus()

    def do_back(self) -> None:
        bridge = self.ui.bridge
        if "filter" in bridge.jobs and not bridge.complete:
            bridge.cancel("filter")
        elif not bridge.complete and bridge.progress[1]:
            bridge.stop()
            self.status("stopped here; R reads the file again", "warning")
        elif self.view is not None:
            self.view.focus_first()

    def do_leave(self) -> None:
        if self.number != 1:
            self.run_worker(self.show_view(1), exit_on_error=False)
        else:
            self.ui.do_quit()


def _make(page: Page) -> View:
    name = f"analyzer.tui.views.{page.module}"
    if importlib.util.find_spec(name) is None:
        return View()
    made = getattr(importlib.import_module(name), page.type)()
    assert isinstance(made, View)
    return made
