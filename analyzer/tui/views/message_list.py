"""The list of messages: its column sets, its cells, and values that take long, read by a worker."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer import render
from analyzer.survey import cells
from analyzer.survey.cells import Text as CellText
from analyzer.tui.bridge import Job
from analyzer.tui.times import MODES
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList

if TYPE_CHECKING:
    from analyzer.tui.views.messages import MessagesView

VALUES_KEPT = 4096
PENDING = "…"
MARK = "*"  # before the number of a marked message

_NO = Column("no", "No", 5, 3, 100, right=True)
_TIME = Column("time", "Time +", 10, 8, 80, right=True)
_SERVICE = Column("service", "Service", 21, 19, 90)
_STATUS = Column("status", "St", 2, 0, 99)
_MS = Column("ms", "ms", 6, 5, 40, right=True)

# Rank tells what goes first where there is no room: the lowest.
SETS: dict[str, tuple[Column, ...]] = {
    "Reading": (
        _NO,
        _TIME,
        Column("client_end", "Client at", 17, 9, 10),
        Column("client", "Client", 6, 0, 59, right=True),
        Column("arrow", "", 1, 0, 65),
        Column("meter", "Meter", 6, 5, 58),
        Column("meter_end", "Meter at", 17, 9, 10),
        _SERVICE,
        Column("object", "Object", 34, 14, 85, elastic=1),
        Column("value", "Value", 24, 16, 95, elastic=1),
        _MS,
        _STATUS,
    ),
    "Network": (
        _NO,
        _TIME,
        Column("source", "Source", 21, 12, 70),
        Column("destination", "Destination", 21, 12, 70),
        Column("profile", "Profile", 8, 4, 50),
        Column("length", "Length", 6, 5, 55, right=True),
        Column("info", "Info", 40, 16, 90, elastic=1),
        _STATUS,
    ),
    "Security": (
        _NO,
        _TIME,
        Column("arrow", "", 1, 0, 65),
        Column("title", "Title", 16, 6, 60),
        _SERVICE,
        Column("outer", "Carried by", 24, 10, 45),
        Column("protection", "Protection", 20, 8, 85, elastic=1),
        Column("suite", "Suite", 5, 0, 50, right=True),
        Column("policy", "Policy", 24, 8, 55),
        Column("counter", "IC", 10, 5, 80, right=True),
        Column("key", "Key", 20, 6, 70, elastic=1),
        _STATUS,
    ),
    "Link": (
        _NO,
        _TIME,
        Column("frames", "Frames", 10, 4, 50),
        Column("from", "From", 20, 8, 60),
        Column("to", "To", 20, 8, 60),
        Column("control", "Control", 8, 5, 80),
        Column("ns", "N(S)", 4, 0, 75, right=True),
        Column("nr", "N(R)", 4, 0, 75, right=True),
        Column("pf", "P/F", 3, 0, 40, right=True),
        Column("segmentation", "S", 1, 0, 55, right=True),
        Column("frame_length", "Length", 6, 0, 55, right=True),
        Column("hcs", "HCS", 6, 0, 30, right=True),
        Column("fcs", "FCS", 6, 0, 30, right=True),
        Column("service", "Service", 24, 12, 70, elastic=1),
        _STATUS,
    ),
}
_KNOWN = {column.id: column for columns in SETS.values() for column in columns}
_OWN_WIDTH, _OWN_LEAST, _OWN_RANK = 16, 6, 62
SIDES_FROM = 140  # width from which the ends of the connection are shown


def column_set(names: Sequence[str]) -> tuple[Column, ...]:
    """Columns by id, or by the name of any filter field. Raises ValueError for a name that is neither."""
    found = []
    for name in names:
        if cells.text_of(name) is None and name not in _KNOWN:
            raise ValueError(f"no column {name!r}: there are {', '.join(_KNOWN)}, and every field of `dlmscope fields`")
        own = Column(name, name, max(_OWN_WIDTH, len(name)), _OWN_LEAST, _OWN_RANK, elastic=1)
        found.append(_KNOWN.get(name, own))
    return tuple(found)


class MessageList(RowList):
    """The rows that the filter shows, in time order."""

    CONTEXT = "messages"

    def __init__(self, view: MessagesView) -> None:
        super().__init__(id="list")
        self._view = view
        self.set_name = "Reading"
        self._texts: dict[str, CellText] = {}
        self._values: OrderedDict[int, tuple[str, str]] = OrderedDict()  # of rows that take long
        self._asked: set[int] = set()
        self.columns = SETS[self.set_name]

    # --- what it shows ----------------------------------------------------------------------------

    def row_count(self) -> int:
        return len(self._view.rows)

    def empty(self) -> str:
        """Why there are no rows, and what to do."""
        view = self._view
        bridge, stats = view.bridge, view.document.engine.links.stats
        if bridge.filter is not None and bridge.count:
            if not bridge.complete:
                return "looking for messages that pass the filter …"
            return view.main.filtering.nothing or "no message passes the filter; x shows all"
        if bridge.first > 1:
            return "the list was cleared; R shows again what came before"
        if not bridge.complete:
            return "reading …"
        if not stats.records:
            return "nothing is open: O opens a file, an interface or hex"
        return (
            f"no DLMS/COSEM found in {stats.records} records ({stats.tcp} TCP, {stats.udp} UDP): v shows the frames, "
            "d names a profile where one is not recognised"
        )

    def choose(self, name: str) -> None:
        """Take another column set."""
        self.set_name = name
        self._fit_columns(force=True)

    def _fit_columns(self, force: bool = False) -> None:
        """The set, without the ends of the connection where there is no room for them, and with the width of times."""
        mode = MODES[self._view.times.mode]
        wide = self.size.width >= SIDES_FROM
        own = {
            "time": {"title": mode.title, "width": mode.width, "minimum": mode.minimum},
            "no": {"width": max(4, len(str(self._view.document.count)) + 1)},
        }
        chosen = tuple(
            column._replace(**own.get(column.id, {}))  # type: ignore[arg-type]
            for column in self._view.ui.column_sets.get(self.set_name, self.columns)
            if wide or column.rank > 10
        )
        if chosen != self.columns or force:
            self.set_columns(chosen)

    def times_changed(self) -> None:
        self._fit_columns(force=True)

    def cells(self, i: int) -> tuple[Cell, ...]:
        view = self._view
        document, row = view.document, view.rows[i]
        before = view.rows[i - 1] if i else None
        outcome: tuple[str, str] | None = None
        shown: list[Cell] = []
        for column in self.columns:
            name = column.id
            if name == "no":
                shown.append(f"{MARK}{row}" if row in view.main.marks else str(row))
            elif name == "time":
                shown.append(view.times.text(document, row, before))
            elif name in ("value", "status"):
                outcome = outcome or self._outcome(row)
                shown.append(outcome[0] if name == "value" else render.status_text(document, row, outcome[1]))
            else:
                shown.append(self._text(name)(document, row))
        return tuple(shown)

    def _text(self, name: str) -> CellText:
        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = cells.text_of(name) or (lambda document, row: "")
        return text

    def style(self, i: int) -> str:
        document, row = self._view.document, self._view.rows[i]
        for passing, style in self._view.ui.colours:
            if passing.matches(document, row):
                return style
        return cells.tone(document, row)

    def _outcome(self, row: int) -> tuple[str, str]:
        """Value and fault of a row; of one that takes long what a worker found, "…" until it has."""
        document = self._view.document
        if not cells.much(document, row):
            return render.row_outcome(document, row)
        known = self._values.get(row)
        if known is None:
            self._asked.add(row)
            self.call_after_refresh(self._ask)
            return PENDING, ""
        return known

    def _ask(self) -> None:
        wanted, self._asked = self._asked, set()
        if not wanted or "values" in self._view.bridge.jobs:
            self._asked = wanted
            return
        document = self._view.document

        def work(job: Job) -> dict[int, tuple[str, str]]:
            found = {}
            for row in sorted(wanted):
                if job.cancelled:
                    break
                found[row] = render.row_outcome(document, row)
            return found

        def done(found: dict[int, tuple[str, str]]) -> None:
            self._values.update(found)
            while len(self._values) > VALUES_KEPT:
                self._values.popitem(last=False)
            self.redraw()
            self._ask()

        self._view.bridge.run("values", work, done)

    def forget_values(self) -> None:
        """Keys have changed: what was read may read otherwise."""
        self._values.clear()

    def grow(self) -> None:
        super().grow()
        self._fit_columns()  # numbers get longer

    def on_resize(self) -> None:
        super().on_resize()
        self._fit_columns()
