"""How list, tree and bytes share the view: by size, by the user's layout and sizes, and zoomed."""

from __future__ import annotations

from textual.containers import Container
from textual.widget import Widget

from analyzer.tui.widgets.row_list import RowList

NARROW, LOW = 100, 24  # below: one lower pane; the chrome has taken its lines already
TINY_WIDTH, TINY_HEIGHT = 80, 18
STACKED, COLUMNS, LIST = "list over tree and bytes", "side by side", "list alone"
LAYOUTS = (STACKED, COLUMNS, LIST)
WIDE = 140
STEP = 0.05
LEAST, MOST = 0.15, 0.85
LIST_SHARE, TREE_SHARE = 0.5, 0.5


class Split:
    """Arranges the panes of ``view``: ``list`` and ``lower`` (which holds ``tree`` and ``bytes``)."""

    def __init__(self, view: Container, upper: RowList, lower: Container, tree: Widget, bytes_: Widget) -> None:
        self.view, self.list, self.lower, self.tree, self.bytes = view, upper, lower, tree, bytes_
        self.layout = STACKED
        self.list_share, self.tree_share = LIST_SHARE, TREE_SHARE
        self.zoomed: Widget | None = None
        self.low: Widget = tree  # what the one lower pane shows where there is room for one only
        self.low_open = False  # whether it is shown where there is room for the list or it

    @property
    def single(self) -> bool:
        """Whether there is room for one lower pane only."""
        size = self.view.size
        return size.width < NARROW or size.height < LOW

    @property
    def tiny(self) -> bool:
        size = self.view.size
        return size.width < TINY_WIDTH or size.height < TINY_HEIGHT

    def arrange(self) -> None:
        """Give every pane its place."""
        if self.zoomed is not None:
            self._only(self.zoomed)
        elif self.tiny or (self.layout == LIST):
            self._only(self.low if self.low_open else self.list)
        elif self.single:
            self._stack(self.low)
        elif self.layout == COLUMNS and self.view.size.width >= WIDE:
            self._beside()
        else:
            self._stack(None)

    def _only(self, pane: Widget) -> None:
        self.view.styles.layout = "vertical"
        self.list.display = pane is self.list
        self.lower.display = pane is not self.list
        for each in (self.tree, self.bytes):
            each.display = pane is each
            each.styles.width = "1fr"
        self.list.styles.height = self.lower.styles.height = "1fr"
        self.list.styles.width = self.lower.styles.width = "1fr"

    def _stack(self, low: Widget | None) -> None:
        """The list over the lower pane: ``low`` alone, or tree and bytes beside each other."""
        self.view.styles.layout = "vertical"
        self.lower.styles.layout = "horizontal"
        self.list.display = self.lower.display = True
        self.list.styles.width = self.lower.styles.width = "1fr"
        share = self.list_share if low is None or self.list_share != LIST_SHARE else 0.6
        self.list.styles.height = f"{share * 100:.0f}fr"
        self.lower.styles.height = f"{(1 - share) * 100:.0f}fr"
        for each, part in ((self.tree, self.tree_share), (self.bytes, 1 - self.tree_share)):
            each.display = low is None or low is each
            each.styles.width = f"{part * 100:.0f}fr"
            each.styles.height = "1fr"

    def _beside(self) -> None:
        """The list at the left, tree over bytes at the right."""
        self.view.styles.layout = "horizontal"
        self.lower.styles.layout = "vertical"
        self.list.display = self.lower.display = self.tree.display = self.bytes.display = True
        self.list.styles.height = self.lower.styles.height = "1fr"
        self.list.styles.width = f"{self.list_share * 100:.0f}fr"
        self.lower.styles.width = f"{(1 - self.list_share) * 100:.0f}fr"
        for each, part in ((self.tree, self.tree_share), (self.bytes, 1 - self.tree_share)):
            each.styles.width = "1fr"
            each.styles.height = f"{part * 100:.0f}fr"

    def take(self, upper: RowList) -> None:
        """Another list takes the place of the list."""
        self.list.display = False
        if self.zoomed is self.list:
            self.zoomed = upper
        self.list = upper
        self.arrange()

    # --- what the user does -----------------------------------------------------------------------

    def next_layout(self) -> str:
        """Take the next layout that there is room for; its name."""
        layouts = [each for each in LAYOUTS if each != COLUMNS or self.view.size.width >= WIDE]
        at = layouts.index(self.layout) if self.layout in layouts else 0
        self.layout = layouts[(at + 1) % len(layouts)]
        self.low_open = False
        self.zoomed = None
        self.arrange()
        return self.layout

    def resize(self, list_by: int = 0, tree_by: int = 0) -> None:
        self.list_share = min(MOST, max(LEAST, self.list_share + STEP * list_by))
        self.tree_share = min(MOST, max(LEAST, self.tree_share + STEP * tree_by))
        self.arrange()

    def divide(self, x: int, y: int, beside: bool) -> None:
        """A border was dragged to a place of the screen: that between tree and bytes, or that below the list."""
        view = self.view.region
        if self.layout == COLUMNS and view.width >= WIDE:
            lower = self.lower.region
            self.tree_share = _share(y - lower.y, lower.height)
        elif beside:
            self.tree_share = _share(x - view.x, view.width)
        else:
            self.list_share = _share(y - view.y, view.height)
        self.arrange()

    def reset(self) -> None:
        self.list_share, self.tree_share = LIST_SHARE, TREE_SHARE
        self.layout, self.zoomed = STACKED, None
        self.arrange()

    def zoom(self, pane: Widget | None) -> None:
        """Give the whole view to one pane, and back."""
        self.zoomed = pane if self.zoomed is None and pane in (self.list, self.tree, self.bytes) else None
        self.arrange()

    def show_low(self, pane: Widget | None) -> None:
        """Bring a lower pane where it can be seen; None: the list."""
        if pane is not None:
            self.low = pane
        self.low_open = pane is not None
        if self.zoomed is not None:
            self.zoomed = pane if pane is not None else self.list
        self.arrange()

    def next_pane(self, focused: Widget | None, step: int) -> None:
        """Focus the next pane; where there is one lower pane only, it shows tree and bytes in turn."""
        panes = [self.list, self.tree, self.bytes]
        at = panes.index(focused) if focused in panes else 0
        pane = panes[(at + step) % len(panes)]
        self.show_low(None if pane is self.list else pane)
        pane.focus()


def _share(part: int, whole: int) -> float:
    return min(MOST, max(LEAST, part / max(1, whole)))
