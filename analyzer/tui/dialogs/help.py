"""Which key does what: those of the focused pane first, then all others, made from the key table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget

from analyzer.tui.dialogs.base import Dialog
from analyzer.tui.keymap import CHAINS, Action, Keymap, key_name
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.row_list import RowList

KEYS_WIDTH = 22
_WORDS = {
    "everywhere": "Everywhere",
    "moves": "Moving about",
    "lists": "Lists",
    "messages": "Messages, ladder, findings",
    "tree": "Tree",
    "bytes": "Bytes",
    "plot": "Plot",
    "keys": "Keys",
    "bar": "Filter bar",
}


class Line(NamedTuple):
    """A heading, or keys and what they do; ``offered`` tells whether that can be done now."""

    keys: str
    text: str
    heading: bool = False
    offered: bool = True


def help_lines(keymap: Keymap, context: str, offered: set[str]) -> Iterator[Line]:
    """The keys of the context, nearest group first, then those of the other groups."""
    groups = list(dict.fromkeys((*CHAINS.get(context, CHAINS["page"]), *_WORDS)))
    for group in groups:
        actions = [action for action in keymap.actions.values() if action.group == group and action.keys]
        if not actions:
            continue
        here = group in CHAINS.get(context, CHAINS["page"])
        yield Line("", _WORDS.get(group, group.capitalize()), heading=True)
        for action in actions:
            yield Line(_keys(action), action.label, offered=here and action.id in offered)


def _keys(action: Action) -> str:
    return "  ".join(key_name(key) for key in action.keys)


class HelpList(RowList):
    HEADER = False

    def __init__(self, lines: list[Line]) -> None:
        super().__init__(id="help")
        self.lines = lines

    def row_count(self) -> int:
        return len(self.lines)

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        line = self.lines[i]
        if line.heading:
            return [Segment(fit(line.text, width), base + self.tokens["header"])]
        keys = fit(f"  {line.keys}", KEYS_WIDTH)
        tone = self.tokens["" if line.offered else "faint"]
        return [Segment(keys, base + self.tokens["key" if line.offered else "faint"]),
                Segment(fit(line.text, width - KEYS_WIDTH), base + tone)]  # fmt: skip


class HelpDialog(Dialog[None]):
    """Shows the keys until it is left."""

    HINT = "faint: not here, or not now  : finds an action by name  Esc closes"

    def __init__(self, keymap: Keymap, context: str, offered: set[str]) -> None:
        super().__init__()
        self._pane = context
        self._list = HelpList(list(help_lines(keymap, context, offered)))

    def headline(self) -> str:
        return f"Keys in {_WORDS.get(self._pane, 'this pane').lower()}" if self._pane in _WORDS else "Keys"

    def body(self) -> Iterable[Widget]:
        yield self._list

    def on_mount(self) -> None:
        self._list.styles.height = max(3, min(len(self._list.lines), self.app.size.height - 5))
        self._list.renew(0)
        self._list.focus()

    def do_help(self) -> None:
        self.dismiss(None)
