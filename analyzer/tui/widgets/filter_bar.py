"""The filter bar: what is typed, whether it is a filter, what could be meant, and how many rows it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from analyzer.tui.theme import Tokens
from analyzer.tui.widgets.completion import Choice, Completion, caret_line

SIGNS = {"empty": " ", "unfinished": "…", "valid": "✓", "doubtful": "!", "wrong": "✗"}
TONES = {"empty": "", "unfinished": "faint", "valid": "ok", "doubtful": "warning", "wrong": "error"}
FILTER, FIND = "filter", "find"
HINTS = {
    FILTER: 'display filter: obis ~ "1-0:99" && finding',
    FIND: "text, or hex: re: obis: note:",
}


class Verdict(Protocol):
    """What is said of a text: see analyzer.filter.check."""

    @property
    def state(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def message(self) -> str: ...
    @property
    def repair(self) -> str: ...


class BarInput(Input):
    """The line itself; keys of the bar come from the key table."""

    CONTEXT = "bar"


class _Wrong(Highlighter):
    """Underlines the characters that the verdict speaks of."""

    def __init__(self, bar: FilterBar) -> None:
        self.bar = bar

    def highlight(self, text: Text) -> None:
        verdict = self.bar.verdict
        if verdict is not None and verdict.state in ("wrong", "doubtful"):
            text.stylize("underline", verdict.start, max(verdict.end, verdict.start + 1))


class FilterBar(Container):
    """One line, with a second for an error while it has the focus. ``check`` judges a text."""

    DEFAULT_CSS = """
    FilterBar { height: auto; background: $panel; }
    FilterBar > Horizontal { height: 1; }
    FilterBar #prompt { width: auto; padding: 0 1; background: $panel; }
    FilterBar BarInput { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    FilterBar BarInput:focus { border: none; background: $background; background-tint: $foreground 0%; }
    FilterBar #found { width: auto; padding: 0 1; background: $panel; }
    FilterBar #caret { height: 1; display: none; background: $background; }
    """

    class Applied(Message):
        """Enter on a text that can be used."""

        def __init__(self, mode: str, text: str) -> None:
            super().__init__()
            self.mode = mode
            self.text = text

    class Typed(Message):
        """The text changed: candidates are wanted."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    class Left(Message):
        """Escape: back to the view."""

    def __init__(self, check: Callable[[str], Verdict], older: Callable[[str, str], Sequence[str]]) -> None:
        """``older`` gives lines typed before for a mode, those that match a text first."""
        super().__init__()
        self.mode = FILTER
        self.verdict: Verdict | None = None
        self.applied = ""
        self._check = check
        self._older = older
        self._texts = {FILTER: "", FIND: ""}
        self._found = Text()
        self._browsed: list[str] = []
        self._browsing = -1
        self._silent = False

    def compose(self) -> ComposeResult:
        self.input = BarInput(compact=True, select_on_focus=False, highlighter=_Wrong(self), placeholder=HINTS[FILTER])
        self.prompt = Static("/", id="prompt", markup=False)
        self.found = Static("", id="found", markup=False)
        self.caret = Static("", id="caret", markup=False)
        with Horizontal():
            yield self.prompt
            yield self.input
            yield self.found
        yield self.caret

    @property
    def popup(self) -> Completion:
        return self.screen.query_one(Completion)

    @property
    def tokens(self) -> Tokens:
        return self.app.tokens  # type: ignore[attr-defined, no-any-return]

    # --- from outside -----------------------------------------------------------------------------

    def open(self, mode: str, text: str | None = None) -> None:
        """Take the focus, with a text or the one left there."""
        if mode != self.mode:
            self._texts[self.mode] = self.input.value
            self.mode = mode
            self.prompt.update("/" if mode == FILTER else "find")
            self.input.placeholder = HINTS[mode]
            self.input.value = self._texts[mode] if text is None else text
        elif text is not None:
            self.input.value = text
        self.input.focus()
        self.input.cursor_position = len(self.input.value)
        self._judge()

    def rest(self) -> None:
        """Show the filter again, whatever was looked for."""
        if self.mode == FIND:
            applied = self.applied
            self._texts[FIND] = self.input.value
            self.put(self._texts[FILTER])
            self.applied = applied
            self._judge()

    def put(self, text: str) -> None:
        """Show a filter that was applied elsewhere."""
        self.mode = FILTER
        self.prompt.update("/")
        self.input.placeholder = HINTS[FILTER]
        self._silent = True
        self.input.value = text
        self.applied = text
        self._judge()

    def say_found(self, text: str, tone: str = "") -> None:
        """What stands at the right: how many rows are shown."""
        self._found = Text(text, self.tokens[tone])
        self._draw_right()

    # --- while typing -----------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._judge()
        if self._silent:
            self._silent = False
            return
        self._browsing = -1
        self.post_message(self.Typed(self.input.value, self.input.cursor_position))

    def _judge(self) -> None:
        self.verdict = self._check(self.input.value) if self.mode == FILTER else None
        self._draw_right()
        verdict = self.verdict
        shown = self.has_focus_within and verdict is not None and verdict.state in ("wrong", "doubtful")
        self.caret.display = shown
        if shown and verdict is not None:
            indent = self.input.region.x - self.region.x
            text = caret_line(
                verdict.start + indent, verdict.end + indent, verdict.message, bool(verdict.repair), self.size.width
            )
            text.stylize(self.tokens[TONES[verdict.state]])
            self.caret.update(text)

    def _draw_right(self) -> None:
        verdict = self.verdict
        if verdict is not None and (self.has_focus_within or verdict.state != "valid"):
            sign = Text(SIGNS[verdict.state], self.tokens[TONES[verdict.state]])
        else:
            sign = Text(SIGNS["valid"], self.tokens["ok"]) if self.applied else Text("")
        self.found.update(Text(" ").join(part for part in (sign, self._found) if part.plain))

    def on_descendant_focus(self) -> None:
        self._judge()

    def on_descendant_blur(self) -> None:
        self.popup.offer([])
        self._judge()

    def offer(self, text: str, choices: Sequence[Choice]) -> None:
        """Candidates for a text, if it is still the one."""
        if text == self.input.value and self.has_focus_within:
            column = self.input.region.x + (choices[0].start if choices else 0) - 1
            self.popup.offer(choices, column, 3 if self.caret.display else 2)

    # --- keys -------------------------------------------------------------------------------------

    def do_bar_apply(self) -> None:
        choice = self.popup.chosen()
        if choice is not None:
            self.take(choice)
            return
        text, verdict = self.input.value.strip(), self.verdict
        if verdict is not None and verdict.state in ("wrong", "unfinished"):
            self.caret.display = True
            message = verdict.message or "not finished yet"
            self.caret.update(Text(f" {message}", self.tokens["error"]))
            return
        self.popup.offer([])
        self.post_message(self.Applied(self.mode, text))

    def do_bar_complete(self) -> None:
        verdict = self.verdict
        choice = self.popup.chosen() or (self.popup.choices[0] if self.popup.display else None)
        if verdict is not None and verdict.repair and verdict.state in ("wrong", "doubtful") and choice is None:
            choice = Choice(verdict.repair, verdict.start, verdict.end, verdict.repair)
        if choice is not None:
            self.take(choice)

    def take(self, choice: Choice) -> None:
        """Put a candidate where it belongs."""
        if choice.kind == FIND:
            self.post_message(self.Applied(FIND, choice.text))
            return
        value = self.input.value
        self.input.value = value[: choice.start] + choice.text + value[choice.end :]
        self.input.cursor_position = choice.start + len(choice.text)
        self.input.focus()

    def do_bar_up(self) -> None:
        if self.popup.display and self.popup.cursor >= 0:
            self.popup.step(-1)
        else:
            self._browse(1)

    def do_bar_down(self) -> None:
        if self.popup.display:
            self.popup.step(1)
        else:
            self._browse(-1)

    def _browse(self, step: int) -> None:
        """Older and newer lines that match what was typed."""
        if self._browsing < 0:
            self._browsed = [self.input.value, *self._older(self.mode, self.input.value)]
            self._browsing = 0
        at = self._browsing + step
        if 0 <= at < len(self._browsed):
            self.popup.offer([])
            self._silent = self._browsed[at] != self.input.value
            self._browsing = at
            self.input.value = self._browsed[at]
            self.input.cursor_position = len(self.input.value)

    def do_bar_search(self) -> None:
        """The lines typed before, to choose from."""
        text = self.input.value
        lines = self._older(self.mode, text)
        self.offer(text, [Choice(line, 0, len(text), line, "typed before") for line in lines if line != text])

    def do_bar_offer(self) -> None:
        self.post_message(self.Typed(self.input.value, self.input.cursor_position))

    def do_bar_clear(self) -> None:
        self.input.value = ""

    def do_bar_find(self) -> None:
        self.open(FIND if self.mode == FILTER else FILTER)

    def do_bar_leave(self) -> None:
        if self.popup.display:
            self.popup.offer([])
        else:
            self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        self.input.focus()
