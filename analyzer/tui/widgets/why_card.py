"""An explanation as a card: what, why, what to do; lines that lead to a message are followed with Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from analyzer.render import SEVERITY_SIGNS, printable
from analyzer.survey.why import Why
from analyzer.tui.keymap import Keymap, key_name
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.row_list import RowList

LABEL = 11  # cells of the labels
HEAD = "="  # label of lines that go from edge to edge
_TONES = {"error": "error", "warning": "warning"}


class Line(NamedTuple):
    """A line of the card; ``row`` and ``actions`` are where Enter leads (0, (): nowhere), ``tone`` how it looks."""

    label: str
    text: str
    row: int = 0
    actions: tuple[str, ...] = ()
    tone: str = ""


def wrap(text: str, width: int) -> list[str]:
    """Text in lines of at most ``width`` cells, broken between words where possible."""
    width = max(1, width)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while cell_len(word) > width:
            if line:
                lines.append(line)
                line = ""
            part = set_cell_size(word, width).rstrip(" ") or word[:1]
            lines.append(part)
            word = word[len(part) :]
        joined = f"{line} {word}" if line else word
        if cell_len(joined) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line] if line or not lines else lines


def lines_of(why: Why, width: int, keys: Callable[[tuple[str, ...]], str] = lambda _: "") -> Iterator[Line]:
    """The lines of an explanation; ``keys`` says which keys do actions."""
    sign = SEVERITY_SIGNS[why.severity]
    for text in wrap(printable(f"{sign} {why.title}".strip()), width):
        yield Line(HEAD, text, tone=_TONES.get(why.severity, "bold"))
    for paragraph in why.paragraphs:
        text = printable(paragraph.text)
        hint = keys(paragraph.actions) if not paragraph.row else ""  # Enter goes to a row
        text = f"{text.removesuffix('.')}: {hint}" if hint else text
        tone = "bold" if paragraph.label == "Do" else "link" if paragraph.row else ""
        for number, part in enumerate(wrap(text, width - LABEL)):
            yield Line("" if number else paragraph.label, part, paragraph.row, paragraph.actions, tone)


def hint_of(keymap: Keymap, actions: tuple[str, ...]) -> str:
    """Which keys do the actions, one after the other: ``press 5, then i``."""
    names = [key_name(keymap.actions[each].keys[0]) for each in actions if each in keymap.actions]
    return f"press {', then '.join(names)}" if names else ""


class WhyCard(RowList):
    """Shows one explanation. Enter on a line that leads somewhere posts :class:`Followed`."""

    HEADER = False
    EMPTY = "nothing to explain"

    class Followed(Message):
        """Go to a message (0: none) and do these actions."""

        def __init__(self, row: int, actions: tuple[str, ...]) -> None:
            super().__init__()
            self.row = row
            self.actions = actions

    def __init__(self, why: Why | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.why = why
        self.lines: list[Line] = []

    def explain(self, why: Why | None) -> None:
        """Show another explanation."""
        self.why = why
        self._lay_out()

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        keymap = getattr(self.app, "keymap", None)
        hint = (lambda actions: hint_of(keymap, actions)) if isinstance(keymap, Keymap) else (lambda _: "")
        width = max(LABEL + 8, self.inner_width - 1)
        self.lines = list(lines_of(self.why, width, hint)) if self.why is not None else []
        self.renew(0)

    def row_count(self) -> int:
        return len(self.lines)

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        line = self.lines[i]
        tone = base + self.tokens[line.tone]
        if line.label == HEAD:
            return [Segment(fit(line.text, width), tone)]
        label = Segment(fit(line.label, LABEL), base + self.tokens["faint"])
        return [label, Segment(line.text, tone), Segment(" " * (width - LABEL - cell_len(line.text)), base)]

    def do_enter(self) -> None:
        if 0 <= self.cursor < len(self.lines):
            line = self.lines[self.cursor]
            if line.row or line.actions:
                self.post_message(self.Followed(line.row, line.actions))
