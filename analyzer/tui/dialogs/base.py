"""What dialogs share: a box over the screen, fields with a word on what is typed in them, and Esc to leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar, cast

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from analyzer.render import printable

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp

T = TypeVar("T")
HIDDEN = "�"


class Dialog(ModalScreen[T | None]):
    """A box with a title, a body and a line that says which keys do what. Esc gives None back."""

    CONTEXT = "text"  # in fields; lists inside have their own
    HEADLINE = ""
    HINT = "Esc closes"
    WIDTH = 76

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #box { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $panel;
        border: round $secondary; border-title-style: bold; border-title-color: $foreground; }
    Dialog #body { height: auto; }
    Dialog #hint { height: 1; color: $secondary; }
    Dialog Input { height: 1; border: none; padding: 0 1; background: $background; }
    Dialog Input:focus { border: none; background-tint: $foreground 0%; }
    Dialog RowList { background: $panel; }
    Dialog .row { height: 1; }
    Dialog .label { width: 16; }
    Dialog .verdict { width: 18; padding: 0 1; }
    Dialog .row Input { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        box = Vertical(id="box")
        box.border_title = Text(printable(self.headline()))
        box.styles.width = self.WIDTH
        with box:
            with Vertical(id="body"):
                yield from self.body()
            yield Static(self.HINT, id="hint", markup=False)

    def headline(self) -> str:
        return self.HEADLINE

    def body(self) -> Iterable[Widget]:
        """What stands between title and hint."""
        return ()

    @property
    def ui(self) -> DlmscopeApp:
        return cast("DlmscopeApp", self.app)

    def hint(self, text: str) -> None:
        """Say in the last line what keys do now."""
        self.query_one("#hint", Static).update(Text(printable(text)))

    def on_key(self, event: events.Key) -> None:
        """Esc leaves. Textual calls this after a subclass's own ``on_key``."""
        if event.key == "escape":
            event.stop()
            self.do_back()

    def do_back(self) -> None:
        self.dismiss(None)

    def do_leave(self) -> None:
        self.do_back()


class Verdict(Static):
    """A word on what is typed: ✓ good, ✗ wrong, … not yet."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, classes="verdict", markup=False)

    def say(self, text: str, tone: str = "") -> None:
        self.update(Text(printable(text), style=self.app.tokens[tone]))  # type: ignore[attr-defined]


def field(label: str, entry: Widget, verdict: Verdict | None = None) -> Horizontal:
    """A label, what is typed, and a word on it, in one line."""
    parts: list[Widget] = [Static(label, classes="label", markup=False), entry]
    return Horizontal(*parts, *([verdict] if verdict is not None else []), classes="row")


class Visible(Highlighter):
    """Draws characters that would steer a terminal as one that does not; the text itself stays as it is."""

    def __call__(self, text: str | Text) -> Text:
        plain = text if isinstance(text, str) else text.plain
        shown = "".join(char if printable(char) == char else HIDDEN for char in plain)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing: ``__call__`` does it all."""


class Entry(Input):
    """A field whose text may come from elsewhere: a file's name, a packet's comment."""

    def __init__(self, value: str = "", *, id: str | None = None, placeholder: str = "", max_length: int = 0) -> None:
        super().__init__(value, id=id, placeholder=placeholder, max_length=max_length, highlighter=Visible())


class SecretInput(Input):
    """A field whose content is neither drawn nor copied."""

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:
        super().__init__(id=id, placeholder=placeholder, password=True)

    def __repr__(self) -> str:
        return f"<SecretInput {self.id}>"

    def action_copy(self) -> None:
        """Nothing: a key does not leave the field."""

    def action_cut(self) -> None:
        """Nothing, as for copying."""


class Tick(Static, can_focus=True):
    """A choice that is on or off: space or a click turns it."""

    DEFAULT_CSS = "Tick { height: 1; } Tick:focus { text-style: bold reverse; }"

    def __init__(self, label: str, on: bool = False, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._label = label
        self.value = on
        self._show()

    def _show(self) -> None:
        self.update(Text(printable(f"[{'x' if self.value else ' '}] {self._label}")))

    def toggle(self) -> None:
        self.value = not self.value
        self._show()

    def on_click(self) -> None:
        self.toggle()

    def on_key(self, event: events.Key) -> None:
        if event.key == "space":
            event.stop()
            self.toggle()
