"""Why is this so? The card of explanation over the screen; Enter follows a line that leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from analyzer.survey.why import Why
from analyzer.tui.dialogs.base import Dialog
from analyzer.tui.widgets.why_card import WhyCard


class CardDialog(Dialog[tuple[int, tuple[str, ...]]]):
    """Gives back where to go: a message (0: none) and actions to do there."""

    HINT = "Enter goes where a line leads  Esc closes"
    HEADLINE = "Why"

    def __init__(self, why: Why) -> None:
        super().__init__()
        self._why = why

    def body(self) -> Iterable[Widget]:
        self._card = WhyCard(self._why)
        yield self._card

    def on_mount(self) -> None:
        self._card.styles.height = self._height()
        self._card.focus()
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._card.styles.height = self._height()

    def _height(self) -> int:
        return max(3, min(len(self._card.lines) or 12, self.app.size.height - 4))

    @on(WhyCard.Followed)
    def _followed(self, event: WhyCard.Followed) -> None:
        event.stop()
        self.dismiss((event.row, event.actions))

    def do_why(self) -> None:
        self.dismiss(None)
