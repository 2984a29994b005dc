"""Findings: what went wrong, grouped and explained, and the messages where it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from analyzer import render
from analyzer.render import SEVERITY_SIGNS, printable
from analyzer.survey.finding_groups import BY, Findings, Group
from analyzer.survey.why import Why, why_code
from analyzer.tui.bridge import Job
from analyzer.tui.follow import Follower
from analyzer.tui.views.base import View
from analyzer.tui.widgets.columns import Column
from analyzer.tui.widgets.row_list import Cell, RowList
from analyzer.tui.widgets.status_line import grouped
from analyzer.tui.widgets.why_card import WhyCard
from dissectors.session.findings import CATALOGUE

FAULTS = "looking for faults"
_TONES = {"error": "error", "warning": "warning", "note": ""}
_HEADS = {"code": "Where", "session": "Session", "meter": "Meter", "flat": "Session"}


class GroupList(RowList):
    """A line for each group of findings."""

    CONTEXT = "findings"
    EMPTY = "no findings on what is shown"
    COLUMNS = (
        Column("sev", "Sev", 3, 0, 100),
        Column("code", "Code", 23, 8, 95),
        Column("count", "Count", 7, 5, 90, right=True),
        Column("where", "Where", 14, 6, 80),
        Column("title", "What", 28, 8, 60, elastic=1),
    )

    def __init__(self) -> None:
        super().__init__(id="groups")
        self.groups: Sequence[Group] = ()
        self.by = "code"

    def row_count(self) -> int:
        return len(self.groups)

    def head(self, column: Column) -> str:
        if column.id == "count" and self.by == "flat":
            return "Message"
        return _HEADS[self.by] if column.id == "where" else column.title

    def cells(self, i: int) -> tuple[Cell, ...]:
        group = self.groups[i]
        entry = CATALOGUE.get(group.code)
        number = group.rows[0] if self.by == "flat" else len(group.rows)
        title = entry.title if entry is not None else ""
        return f" {SEVERITY_SIGNS[group.severity]}", group.code, grouped(number), printable(group.where), title

    def style(self, i: int) -> str:
        return _TONES[self.groups[i].severity]


class GroupMessages(RowList):
    """The messages of the group that the cursor is on."""

    CONTEXT = "findings"
    COLUMNS = (
        Column("no", "No", 7, 4, 100, right=True),
        Column("time", "Time", 11, 0, 40, right=True),
        Column("service", "Service", 20, 10, 80),
        Column("text", "What it says", 40, 10, 90, elastic=1),
    )

    def __init__(self, view: FindingsView) -> None:
        super().__init__(id="group-messages")
        self._view = view
        self.group: Group | None = None

    def row_count(self) -> int:
        return len(self.group.rows) if self.group is not None else 0

    def cells(self, i: int) -> tuple[Cell, ...]:
        assert self.group is not None
        document, row = self._view.document, self.group.rows[i]
        text = self._view.findings.text(row, self.group.code)
        return str(row), render.since(document.time(row), document.time(1)), document.service(row), printable(text)


class FindingsView(View):
    """Groups at the left, the explanation and the messages of the group at the right (or below)."""

    NAME = "Findings"
    DEFAULT_CSS = """
    FindingsView > Horizontal { height: 1fr; }
    FindingsView #groups { width: 1fr; height: 1fr; }
    FindingsView #side { width: 1fr; height: 1fr; border-left: solid $secondary; }
    FindingsView #finding-card { height: 45%; }
    FindingsView #group-messages { height: 1fr; }
    FindingsView.-low > Horizontal { layout: vertical; }
    FindingsView.-low #groups { width: 1fr; }
    FindingsView.-low #side { width: 1fr; height: 6; border-left: none; border-top: solid $secondary; }
    FindingsView.-low #finding-card { height: 1fr !important; }
    FindingsView.-low #group-messages { display: none; }
    """

    def compose(self) -> ComposeResult:
        self.findings = Findings(self.document)
        self.by = BY[0]
        self.follower = Follower(self.bridge, "findings", self._groups, self._take)
        self.list = GroupList()
        self.card = WhyCard(id="finding-card")
        self.messages = GroupMessages(self)
        with Horizontal():
            yield self.list
            with Vertical(id="side"):
                yield self.card
                yield self.messages

    def on_mount(self) -> None:
        self.regroup()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 100 or self.size.height < 20, "-low")

    # --- what there is ----------------------------------------------------------------------------

    def on_batch(self) -> None:
        self.follower.batch()
        self._look_for_faults()

    def on_reset(self) -> None:
        self.regroup()

    def regroup(self) -> None:
        """Group again, in a worker."""
        self.follower.look()
        self._look_for_faults()

    def _groups(self) -> Callable[[Job], Sequence[Group]]:
        shown, by = self.rows, self.by
        return lambda job: self.findings.groups(shown, by)

    def _look_for_faults(self) -> None:
        """Decode what was not decoded yet, for what only decoding tells."""
        if FAULTS not in self.bridge.jobs and self.findings.looked < self.document.count:
            self.bridge.run(FAULTS, self._scan, lambda found: self.follower.look() if found else None)

    def _scan(self, job: Job) -> bool:
        before = self.findings.looked
        for row in self.findings.scan():
            if job.cancelled:
                break
            job.progress(row, self.document.count)
        return self.findings.looked > before

    def _take(self, groups: Sequence[Group]) -> None:
        here = self.group
        self.list.groups, self.list.by = groups, self.by
        cursor = 0
        if here is not None and self.list.cursor > 0 and self.by != "flat":
            cursor = next(
                (at for at, each in enumerate(groups) if (each.code, each.where) == (here.code, here.where)), 0
            )
        elif here is not None:
            cursor = self.list.cursor
        self.list.renew(max(0, cursor))
        if not groups:
            self._explain(None)
        self.main.chrome()

    @property
    def group(self) -> Group | None:
        return self.list.groups[self.list.cursor] if 0 <= self.list.cursor < len(self.list.groups) else None

    @on(RowList.Highlighted, "#groups")
    def _highlighted(self) -> None:
        self._explain(self.group)

    def _explain(self, group: Group | None) -> None:
        if group is None:
            self.card.explain(None)
        else:
            text = self.findings.text(group.rows[0], group.code) if len(group.rows) == 1 else ""
            self.card.explain(why_code(group.code, text))
        self.card.styles.height = max(3, min(len(self.card.lines) + 1, self.size.height // 2))
        self.messages.group = group
        self.messages.renew(0)
        self._tell()

    def _tell(self) -> None:
        """What the status line says of the selection."""
        group = self.group
        if self.display:
            many = (
                f"{grouped(len(group.rows))} message{'' if len(group.rows) == 1 else 's'}" if group is not None else ""
            )
            self.main.select_text(f"{group.code} · {group.severity} · {many}" if group is not None else "")

    def focus_first(self) -> None:
        self.list.focus()
        self._tell()

    # --- what can be done -------------------------------------------------------------------------

    @on(RowList.Selected, "#groups")
    async def _enter_group(self) -> None:
        if self.messages.display and self.group is not None and len(self.group.rows) > 1:
            self.messages.focus()
        else:
            await self._go(self.selected_row())

    @on(RowList.Selected, "#group-messages")
    async def _enter_message(self) -> None:
        await self._go(self.selected_row())

    async def _go(self, row: int | None) -> None:
        if row is not None:
            await self.main.goto(row)

    def selected_row(self) -> int | None:
        group = self.group
        if group is None:
            return None
        at = self.messages.cursor if self.messages.group is group else 0
        return group.rows[max(0, min(at, len(group.rows) - 1))]

    def do_other_view(self) -> None:
        """Group by the next thing."""
        self.by = BY[(BY.index(self.by) + 1) % len(BY)]
        self.main.status("one by one" if self.by == "flat" else f"grouped by {self.by}")
        self.regroup()

    def do_next_finding(self) -> None:
        self._step(1)

    def do_previous_finding(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """The next message of the group, then the next group."""
        at = self.messages.cursor + by
        if self.group is not None and self.messages.display and 0 <= at < len(self.group.rows):
            self.messages.move(at)
        else:
            self.list.move(self.list.cursor + by)

    def explanation(self) -> Why | None:
        return self.card.why

    def tab_count(self) -> str:
        return grouped(len(self.list.groups)) if self.list.groups else ""
