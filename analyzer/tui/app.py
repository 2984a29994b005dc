"""The terminal program: a document, a bridge, a theme, and keys that become actions of whatever is focused."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable
from typing import Any

from rich.errors import StyleSyntaxError
from rich.segment import Segments
from rich.text import Text
from textual import events
from textual.app import App
from textual.dom import DOMNode

from analyzer.document import Document
from analyzer.filter import compile_filter
from analyzer.tui import theme
from analyzer.tui.ascii import Ascii
from analyzer.tui.bridge import Bridge, Clock
from analyzer.tui.keymap import Action, Keymap
from analyzer.tui.main_screen import MainScreen
from analyzer.tui.settings import Settings, SettingsError
from analyzer.tui.times import Times
from analyzer.tui.views.message_list import SETS, column_set

LOG_LINES = 500
RELEASE = 0.03  # seconds after a key in which the screen should be painted


class DlmscopeApp(App[int]):
    """One document at a time; ``main`` is the screen that shows it. ``reopen`` opens the same input anew."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []  # noqa: RUF012 - keymap.py holds the keys
    TITLE = "dlmscope"
    CSS = """
    MainScreen { background: $background; color: $foreground; }
    """

    def __init__(
        self,
        document: Document,
        *,
        clock: Clock | None = None,
        settings: Settings | None = None,
        theme_name: str | None = None,
        filter_text: str = "",
        utc: bool = False,
        reopen: Callable[[], Document] | None = None,
        asking: bool = False,
    ) -> None:
        """``asking``: there is nothing to look at yet, so what to open is the first question."""
        self.settings = settings or Settings()
        theme_name = theme_name or (None if os.environ.get("NO_COLOR") else self.settings.theme)
        mono = bool(os.environ.get("NO_COLOR")) and theme_name is None
        super().__init__(ansi_color=True if mono else None)
        self.animation_level = "none"
        self.keymap = Keymap(self.settings.keys)
        self.column_sets = {**SETS, **{name: column_set(names) for name, names in self.settings.columns.items()}}
        self.colours = [(compile_filter(text), style) for text, style in self.settings.colours]
        self.clock = clock or Clock()
        self.utc = utc or self.settings.utc
        self.times = Times(self.utc)
        self.reopen = reopen
        self._asking = asking
        self.tokens = theme.Tokens(theme_name or (theme.MONO if mono else "dark"))
        self.log_lines: deque[str] = deque(maxlen=LOG_LINES)
        self.crashed = False
        self._first_filter = filter_text
        if self.settings.ascii:
            self._filters.append(Ascii())
        for _, style in self.colours:
            self.tokens[style]  # a style that is none is told at the start
        for each in theme.themes():
            self.register_theme(each)
        if self.tokens.name not in theme.NAMES:
            raise ValueError(f"theme: no theme {self.tokens.name!r}; there are {', '.join(theme.NAMES)}")
        self.theme = self.tokens.name
        self._take(document)

    def _take(self, document: Document) -> None:
        self.document = document
        self.bridge = Bridge(document, self.clock, self.failed)
        self.main = MainScreen(self._first_filter)

    async def on_mount(self) -> None:
        await self.push_screen(self.main)  # a default screen could not be switched for another
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, self.exit, 128 + number)
        self.bridge.start()
        if self._asking:
            self.main.run_worker(self.main.opening.do_open(), exit_on_error=False)

    async def on_unmount(self) -> None:
        self.bridge.close()

    def open_document(self, document: Document, filter_text: str = "", row: int | None = None) -> None:
        """Show another document instead of this one, filtered, from a message on."""
        before, old = self.bridge, self.document
        before.close()
        self._first_filter = filter_text
        self._take(document)
        self.main.first_row = row
        self.switch_screen(self.main)
        self.bridge.start()
        if old is not document:
            old.close()

    # --- from keys to actions ---------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            self.bridge.hold()
            self.set_timer(RELEASE, self.bridge.release)
        if isinstance(event, events.Key) and not event.is_forwarded and self._ours() and self.press(event):
            event.stop()
            return
        await super().on_event(event)

    def _ours(self) -> bool:
        """Whether keys are looked up in the table: on the main screen, and in dialogs that name a context."""
        return self.screen is self.main or hasattr(self.screen, "CONTEXT")

    def press(self, event: events.Key) -> bool:
        """Do what a key does where the focus is; False where it does nothing of ours."""
        action = self.keymap.action(self.context(), key_of(event))
        return action is not None and self.act(action)

    def context(self) -> str:
        """The context of the focused widget."""
        node: DOMNode | None = self.focused
        while node is not None:
            found = getattr(node, "CONTEXT", None)
            if found is not None:
                return str(found)
            node = node.parent
        return "page"

    def doer(self, action: Action) -> Callable[[], Any] | None:
        """Who does an action: the focused widget, what it lies in, the view, the screen, the program."""
        name = action.id.replace("-", "_")
        focused = self.focused
        nodes = focused.ancestors_with_self if focused is not None else [*self.main.view_nodes(), self.main, self]
        for node in (*nodes, *(self.main.helpers() if self.screen is self.main else ())):
            method = getattr(node, f"do_{name}", None)
            if method is not None:
                may = getattr(node, f"may_{name}", None)
                return method if may is None or may() else None
        return None

    def act(self, action: Action) -> bool:
        """Do an action; False where nobody can. What takes time goes on as a worker."""
        method = self.doer(action)
        if method is None:
            return False
        self.main.status("")
        try:
            result = method()
        except Exception as error:
            self.failed(action.label, error)
            return True
        if inspect.isawaitable(result):
            self.main.run_worker(self._await(action, result), exit_on_error=False)
        return True

    async def _await(self, action: Action, result: Any) -> None:
        try:
            await result
        except Exception as error:
            self.failed(action.label, error)

    def offered(self) -> list[Action]:
        """What can be done where the focus is."""
        return [
            action for action in self.keymap.offered(self.context()) if action.keys and self.doer(action) is not None
        ]

    # --- what goes wrong --------------------------------------------------------------------------

    def failed(self, what: str, error: Exception) -> None:
        """A worker or an action failed: one line now, the places in the log, never a local variable."""
        self.log_lines.append("".join(traceback.format_tb(error.__traceback__)) + f"{type(error).__name__}: {error}")
        self.main.status(f"{what}: {error or type(error).__name__}", "error")

    def _fatal_error(self) -> None:
        """Textual's report shows local variables, and keys are among them: ours does not."""
        self.crashed = True
        kind, error, trace = sys.exc_info()
        text = "".join(traceback.format_exception(kind, error, trace)) if error is not None else "unknown error"
        self._exit_renderables.append(Segments(self.console.render(Text(text), self.console.options)))
        self._close_messages_no_wait()

    # --- the program's own actions ----------------------------------------------------------------

    def do_quit(self) -> None:
        if self.main.opening.may_leave():
            self.exit(0)

    async def on_paste(self, event: events.Paste) -> None:
        """What is pasted outside a field is taken for bytes."""
        if self.screen is self.main and event.text.strip():
            self.main.run_worker(self.main.tools.decode(event.text), exit_on_error=False)

    def set_theme(self, name: str) -> None:
        self.tokens = theme.Tokens(name)
        self.theme = name
        self.main.recolour()


def key_of(event: events.Key) -> str:
    """The key as the table writes it: the character it types, else its name."""
    if event.character is not None and event.is_printable and event.character != " ":
        return event.character
    return event.key


class Crash(RuntimeError):
    """The UI ended by a fault; the report has been printed."""


def run(
    document: Document,
    *,
    settings: Settings | None = None,
    theme: str | None = None,
    filter_text: str = "",
    utc: bool = False,
    mouse: bool = True,
    reopen: Callable[[], Document] | None = None,
    asking: bool = False,
) -> int:
    """Show a document until the user leaves; the exit status. Raises SettingsError, and Crash where the UI died."""
    try:
        app = DlmscopeApp(
            document,
            settings=settings,
            theme_name=theme,
            filter_text=filter_text,
            utc=utc,
            reopen=reopen,
            asking=asking,
        )
    except (ValueError, StyleSyntaxError) as error:
        raise SettingsError(f"ui.toml: {error}") from error
    code = app.run(mouse=mouse)
    app.bridge.close()
    if app.crashed:
        raise Crash("the UI ended by a fault")
    return code or 0
