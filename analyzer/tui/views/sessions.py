"""Sessions: associations by meter with verdicts, the ladder of one of them, and how long its answers took."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from analyzer.render import moment, printable
from analyzer.survey import ways
from analyzer.survey.conversations import Conversations
from analyzer.survey.ladder import Ladder
from analyzer.survey.session_tree import Summary, as_text, branches, explanation, security, summaries, title, why
from analyzer.survey.why import Why
from analyzer.tui.bridge import Job
from analyzer.tui.chosen import Chosen, Copy
from analyzer.tui.follow import Follower
from analyzer.tui.histogram import Bar, bars, percentile
from analyzer.tui.ladder_lines import duration
from analyzer.tui.shown import Shown
from analyzer.tui.views.base import View
from analyzer.tui.widgets.bar_list import BarList
from analyzer.tui.widgets.ladder import LadderList
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.session_list import SessionList
from analyzer.tui.widgets.side_panes import SidePanes
from analyzer.tui.widgets.strip_tabs import StripTabs
from dissectors.session.findings import CATALOGUE

BATCH = 512  # rows between two looks at who wants the machine
LADDER, TIMES = "Ladder", "Response times"

Read = tuple[Conversations, list[Summary], Shown | None]
Drawn = tuple[Ladder, list[Bar], list[int]]


class SessionsView(View):
    NAME = "Sessions"
    DEFAULT_CSS = """
    SessionsView { layout: vertical; }
    SessionsView > #why { height: auto; max-height: 3; padding: 0 1; }
    SessionsView .side { layout: vertical; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.summaries: list[Summary] = []
        self._conversations: Conversations | None = None
        self._known: dict[tuple[int, int], Summary] = {}
        self._shown: Shown | None = None
        self._drawn: tuple[object, ...] = ()  # what the ladder shows
        self._drawing: tuple[object, ...] = ()  # the conversation of which a worker makes the ladder
        self._times: list[int] = []
        self._wanted: int | None = None  # the message to go to when it can be shown

    def compose(self) -> ComposeResult:
        self.list = SessionList(self.document, id="sessions")
        self.tabs = StripTabs((LADDER, TIMES))
        self.ladder = LadderList(id="ladder")
        self.bars = BarList(id="times")
        self.bars.display = False
        self.panes = SidePanes(self.list, Container(self.tabs, self.ladder, self.bars, classes="side"), 0.38)
        yield self.panes
        self.why = Static("", id="why", markup=False)
        yield self.why

    def on_mount(self) -> None:
        self._follower = Follower(self.bridge, "sessions", self._prepare, self._take)
        self._follower.look()

    def focus_first(self) -> None:
        self.panes.backward()
        self.list.focus()

    # --- conversations ----------------------------------------------------------------------------

    def on_batch(self) -> None:
        self._follower.batch()

    def on_reset(self) -> None:
        if self._conversations is not None and self._conversations.index is not self.document.index:
            self._conversations = None
            self._known = {}
        self._follower.look()

    def _prepare(self) -> Callable[[Job], Read]:
        """Look at rows that came, and say anew what changed."""
        document, known = self.document, self._known
        conversations = self._conversations = self._conversations or Conversations(document)
        count, step = document.count, self.bridge.step
        rows = self.rows if self.bridge.filter is not None else None

        def work(job: Job) -> Read:
            for first in range(conversations.taken + 1, count + 1, BATCH):
                conversations.take(range(first, min(first + BATCH, count + 1)))
                job.progress(first, count)
                step()
            if document.complete:
                conversations.settle()
            shown = Shown(rows, count) if rows is not None else None
            return conversations, list(summaries(document, conversations, shown, known)), shown

        return work

    def _take(self, read: Read) -> None:
        conversations, found, shown = read
        if conversations is self._conversations:
            self.summaries, self._shown = found, shown
            self.list.show(self.document, branches(self.document, found))
            self.main.chrome()
            if self._wanted is not None:
                self.select_row(self._wanted)

    def tab_count(self) -> str:
        every = [each for each in self.summaries if each.association is not None]
        if not every or self.bridge.filter is None:
            return str(len(every) or "")
        return f"{sum(1 for each in every if each.shown)}/{len(every)}"

    # --- the ladder -------------------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        if event.source is self.list:
            self._draw()
        else:
            self._say()

    def _draw(self, row: int | None = None) -> None:
        """Make the ladder of the selected conversation, in a worker; the old one stays until it is there."""
        summary = self.list.summary()
        if summary is None:
            self.why.update("")
            self.ladder.show(None, None)
            return
        wanted = (summary.conversation.key, summary.size, self.document.complete, self._shown, self._conversations)
        if wanted == self._drawn:
            if row is not None:
                self.ladder.go_to(row)
            return
        if row is None and self._drawing == wanted[:1] and "ladder" in self.bridge.jobs:
            return  # what came meanwhile is drawn when this one is done
        same = self._drawn[:1] == wanted[:1]
        self._drawn, self._drawing = wanted, wanted[:1]
        document, shown, step = self.document, self._shown, self.bridge.step
        rows = summary.conversation.rows[: summary.size]

        def work(job: Job) -> Drawn:
            made = Ladder(document, shown)
            answers: list[tuple[int, int]] = []
            for done, each in enumerate(rows):
                made.take(each)
                time = document.rtt(each)
                if time is not None and (shown is None or each in shown):
                    answers.append((time, each))
                if not done % BATCH:
                    if job.cancelled:
                        break
                    job.progress(done, len(rows))
                    step()
            if document.complete:
                made.finish()
            return made, bars(answers), sorted(time for time, _ in answers)

        def done(drawn: Drawn) -> None:
            ladder, found, times = drawn
            at = self.ladder.row_of(self.ladder.cursor) if row is None and same else row
            self.ladder.show(ladder, summary.association, at)
            self.bars.show(found)
            self._head(summary, times)
            self._say()
            self._draw()

        self.bridge.run("ladder", work, done)
        self.why.update(printable(why(summary)))

    def _head(self, summary: Summary, times: list[int]) -> None:
        note = f"{title(self.document, summary)}  {security(summary)}".rstrip()
        if self.bars.display and times:
            shares = [("p50", 0.5), ("p95", 0.95), ("max", 1.0)]
            said = "  ".join(f"{name} {duration(percentile(times, share) or 0)}" for name, share in shares)
            note = f"{len(times)} answers  {said}"
        self._times = times
        self.tabs.show((LADDER, TIMES), TIMES if self.bars.display else LADDER, note)

    def _say(self) -> None:
        """What the status line says of the step that the cursor is on."""
        row = self.selected_row()
        if row is None or not self.panes.shows_right:
            self.main.select_text("")
            return
        parts = [str(row), moment(self.document.time(row), 3, self.ui.utc)]
        for finding in self.document.findings(row):
            known = CATALOGUE.get(finding.code)
            parts.append(f"{known.title if known else finding.code}: {printable(finding.text)}")
        self.main.select_text(" · ".join(parts))

    def on_row_list_selected(self, event: RowList.Selected) -> None:
        event.stop()
        if event.source is self.list:
            self.panes.forward(self._right())
            self._say()
            return
        row = self.selected_row()
        if row is not None:
            self.run_worker(self.main.goto(row), exit_on_error=False)

    def on_strip_tabs_picked(self, event: StripTabs.Picked) -> None:
        event.stop()
        self._turn(event.name == TIMES)

    def do_other_view(self) -> None:
        self._turn(not self.bars.display)

    def _turn(self, to_times: bool) -> None:
        """Ladder, or response times."""
        focused = self.ladder.has_focus or self.bars.has_focus
        self.bars.display, self.ladder.display = to_times, not to_times
        summary = self.list.summary()
        if summary is not None:
            self._head(summary, self._times)
        if focused:
            self._right().focus()

    def _right(self) -> LadderList | BarList:
        return self.bars if self.bars.display else self.ladder

    # --- messages ---------------------------------------------------------------------------------

    def selected_row(self) -> int | None:
        right = self._right()
        return right.row_of(right.cursor)

    def chosen(self) -> Chosen | None:
        summary = self.list.summary()
        if summary is None or summary.association is None or not self.list.has_focus:
            return None
        said = as_text(self.document, summary)
        return Chosen(f"session == {summary.association.number}", (Copy("y", "session", lambda: said),))

    def explanation(self) -> Why | None:
        """Why the association that the cursor is on went as it did."""
        summary = self.list.summary()
        return explanation(self.document, summary) if summary is not None and self.list.has_focus else None

    def select_row(self, row: int) -> None:
        self._wanted = row
        for summary in self.summaries:
            if summary.shown and _holds(summary, row):
                self._wanted = None
                self.list.go_to(summary)
                self._draw(row)
                return
        if self.summaries and self.bridge.complete and not self._follower.busy:
            self._wanted = None
            self.main.status(f"the session of message {row} is not shown: x shows all")

    async def do_to_object(self) -> None:
        row = self.selected_row()
        if row is not None:
            (await self.main.show_view(3)).select_row(row)

    def do_next_finding(self) -> None:
        self._finding(1)

    def do_previous_finding(self) -> None:
        self._finding(-1)

    def _finding(self, step: int) -> None:
        row = self.selected_row()
        found = ways.finding(self.document, self.rows, row, step) if row is not None else None
        if found is None:
            self.main.status(f"no finding {'after' if step > 0 else 'before'} this")
        else:
            self.select_row(found)

    def do_next_session(self) -> None:
        self._session(1)

    def do_previous_session(self) -> None:
        self._session(-1)

    def _session(self, step: int) -> None:
        every = [each for branch in self.list.branches for each in branch.summaries]
        here = self.list.summary()
        at = next((i for i, each in enumerate(every) if here and each.conversation.key == here.conversation.key), -1)
        if 0 <= at + step < len(every):
            self.list.go_to(every[at + step])

    # --- back -------------------------------------------------------------------------------------

    def do_back(self) -> None:
        if not self.panes.step_back():
            self.main.do_back()

    def do_leave(self) -> None:
        if not self.panes.step_back():
            self.main.do_leave()


def _holds(summary: Summary, row: int) -> bool:
    rows = summary.conversation.rows
    at = bisect_left(rows, row)
    return at < len(rows) and rows[at] == row
