"""Two panes side by side with a divider to drag; where the screen is narrow, one of them at a time."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.strip import Strip
from textual.widget import Widget

NARROW = 100  # columns below which a pane has the whole width
STEP = 4  # columns that a key moves the divider
LEAST = 20  # columns of a pane


class Divider(Widget):
    """A line between panes; dragged, it moves."""

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; }"

    def __init__(self, panes: SidePanes) -> None:
        super().__init__()
        self._panes = panes
        self._dragged = False

    def render_line(self, y: int) -> Strip:
        tokens = self.app.tokens  # type: ignore[attr-defined]
        return Strip([Segment("│", tokens["ground"] + tokens["faint"])], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        self._dragged = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._panes.place(event.screen_x - self._panes.region.x)

    def on_mouse_up(self) -> None:
        self._dragged = False
        self.release_mouse()


class SidePanes(Container):
    """``left`` and ``right``; ``share`` of the width is the left pane's. ``forward`` and ``backward`` go between them."""

    DEFAULT_CSS = "SidePanes { layout: horizontal; height: 1fr; }"

    def __init__(self, left: Widget, right: Widget, share: float = 0.42) -> None:
        super().__init__()
        self.left, self.right = left, right
        self.divider = Divider(self)
        self._usual = share
        self._share = share
        self._zoomed = False
        self._on_right = False
        self._focused: dict[bool, Widget] = {}  # who had the focus last on either side

    def compose(self) -> ComposeResult:
        yield self.left
        yield self.divider
        yield self.right

    @property
    def is_single(self) -> bool:
        """Whether one pane has the whole width."""
        return self._zoomed or self.size.width < NARROW

    @property
    def shows_right(self) -> bool:
        return self._on_right or not self.is_single

    def forward(self, focus: Widget | None = None) -> None:
        """To the right pane; ``focus`` there."""
        self._to(True, focus or self._last(True))

    def backward(self, focus: Widget | None = None) -> bool:
        """To the left pane; False where that had the focus already."""
        if not self._on_right:
            return False
        self._to(False, focus or self._last(False))
        return True

    def _to(self, right: bool, focus: Widget) -> None:
        self._on_right = right
        self._arrange()
        focus.focus()

    def _last(self, right: bool) -> Widget:
        """The widget of a side that had the focus last, else its first that can have it."""
        pane = self.right if right else self.left
        known = self._focused.get(right)
        if known is not None and _shown(known, pane):
            return known
        return next((each for each in (pane, *pane.query(Widget)) if each.focusable and _shown(each, pane)), pane)

    def place(self, width: int) -> None:
        """Put the divider after that many columns."""
        whole = max(1, self.size.width)
        self._share = min(max(width, LEAST), max(LEAST, whole - LEAST - 1)) / whole
        self._arrange()

    def on_resize(self) -> None:
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        on_right = self.right in event.widget.ancestors_with_self
        self._focused[on_right] = event.widget
        if on_right != self._on_right:
            self._on_right = on_right
            self._arrange()

    def _arrange(self) -> None:
        single = self.is_single
        self.left.display = not single or not self._on_right
        self.right.display = not single or self._on_right
        self.divider.display = not single
        self.left.styles.width = "1fr" if single else max(LEAST, round(self.size.width * self._share))
        self.right.styles.width = "1fr"

    def do_zoom(self) -> None:
        self._zoomed = not self._zoomed
        self._arrange()

    def do_narrower(self) -> None:
        self.place(round(self.size.width * self._share) - STEP)

    def do_wider(self) -> None:
        self.place(round(self.size.width * self._share) + STEP)

    def do_reset_sizes(self) -> None:
        self._share, self._zoomed = self._usual, False
        self._arrange()

    def do_next_pane(self) -> None:
        self._pane(1)

    def do_previous_pane(self) -> None:
        self._pane(-1)

    def _pane(self, step: int) -> None:
        """To the next of the widgets that take keys, in the pane that is hidden too."""
        found = [
            widget
            for pane in (self.left, self.right)
            for widget in (pane, *pane.query(Widget))
            if widget.focusable and _shown(widget, pane)
        ]
        focused = self.screen.focused
        at = found.index(focused) if focused in found else -step
        if found:
            target = found[(at + step) % len(found)]
            self._to(self.right in target.ancestors_with_self, target)

    def step_back(self) -> bool:
        """Un-zoom, or go from the right pane to the left one; False where there is nothing to go back from."""
        if self._zoomed:
            self._zoomed = False
            self._arrange()
            return True
        return self.backward()


def _shown(widget: Widget, pane: Widget) -> bool:
    """Whether a widget is shown where its pane is."""
    node = widget
    while node is not pane:
        if not node.display:
            return False
        parent = node.parent
        if not isinstance(parent, Widget):
            return False
        node = parent
    return True
