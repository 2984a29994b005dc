"""The tree of conversations: meters, their associations with verdicts, what was agreed."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from analyzer.document import Document
from analyzer.render import printable
from analyzer.survey.session_tree import Branch, Summary, detail_lines, security, times, title, verdict
from analyzer.tui.widgets.columns import fit
from analyzer.tui.widgets.row_list import RowList

OPEN, CLOSED = "▾ ", "▸ "
_TIMES, _VERDICT, _NAME = 13, 16, 24
_SECURITY_FROM = 66  # columns from which on mechanism and suite stand in a line
_FEW = 3  # conversations that are shown with their details at first


class Line(NamedTuple):
    """A line of the tree: of a branch, of a summary in it, or of a text below a summary."""

    branch: Branch
    summary: Summary | None = None
    text: str = ""

    @property
    def is_branch(self) -> bool:
        return self.summary is None


class SessionList(RowList):
    """``show`` takes branches; which are open is remembered."""

    CONTEXT = "tree"
    EMPTY = "no conversation yet"

    def __init__(self, document: Document, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document = document
        self.branches: list[Branch] = []
        self.lines: list[Line] = []
        self._shut: set[tuple[str, str]] = set()
        self._detailed: set[tuple[int, int]] = set()  # keys of conversations whose details show

    def show(self, document: Document, branches: list[Branch]) -> None:
        """Show these, the cursor where it was."""
        here = self.here()
        every = [summary for branch in branches for summary in branch.summaries]
        if not self.branches and len(every) <= _FEW:
            self._detailed = {summary.conversation.key for summary in every}
        self.document, self.branches = document, branches
        self._lay(here)

    def _lay(self, here: Line | None) -> None:
        self.lines = []
        for branch in self.branches:
            self.lines.append(Line(branch))
            if (branch.place, branch.profile) in self._shut:
                continue
            for summary in branch.summaries:
                self.lines.append(Line(branch, summary))
                if summary.conversation.key in self._detailed:
                    self.lines += [Line(branch, summary, text) for text in detail_lines(summary)]
        self.renew(self._place(here))

    def _place(self, here: Line | None) -> int:
        """Where a line of before stands now; at first the first association."""
        if here is not None:
            for at, line in enumerate(self.lines):
                if _same(line, here) and line.text == here.text:
                    return at
            for at, line in enumerate(self.lines):
                if _same(line, here):
                    return at
        return next((at for at, line in enumerate(self.lines) if not line.is_branch), 0)

    def here(self) -> Line | None:
        return self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None

    def summary(self) -> Summary | None:
        """The conversation that the cursor is on; on a meter its first."""
        line = self.here()
        if line is None:
            return None
        return line.summary if line.summary is not None else line.branch.summaries[0]

    def go_to(self, summary: Summary) -> None:
        for branch in self.branches:
            if any(each.conversation.key == summary.conversation.key for each in branch.summaries):
                self._shut.discard((branch.place, branch.profile))
                self._lay(Line(branch, summary))

    # --- drawing ----------------------------------------------------------------------------------

    def row_count(self) -> int:
        return len(self.lines)

    def line(self, i: int, width: int, base: Style) -> list[Segment]:
        line, tokens = self.lines[i], self.tokens
        if line.summary is None:
            branch = line.branch
            mark = CLOSED if (branch.place, branch.profile) in self._shut else OPEN
            name = f"  {branch.meter}" if branch.meter else ""
            return [Segment(fit(printable(f"{mark}{branch.place}  {branch.profile}{name}"), width), tokens["title"])]
        if line.text:
            return [Segment(fit(printable(f"      {line.text}"), width), tokens[_token(line.text)])]
        summary = line.summary
        said, token = verdict(summary)
        mark = "  "
        if summary.association is not None:
            mark = OPEN if summary.conversation.key in self._detailed else CLOSED
        room = max(8, width - _TIMES - 1)
        wide = min(_NAME, max(8, room - _VERDICT))
        segments = [Segment(fit(f"  {mark}{title(self.document, summary)}", wide), base)]
        left = room - wide
        if width >= _SECURITY_FROM:
            segments.append(Segment(fit(security(summary), left - _VERDICT), tokens["faint"]))
            left = _VERDICT
        segments.append(Segment(fit(said, left), tokens[token]))
        segments.append(Segment(fit(times(summary), _TIMES, right=True) + " ", base))
        return segments

    def _draw_head(self, width: int):  # type: ignore[no-untyped-def]
        from textual.strip import Strip

        name = " Associations"
        behind = "ms p50 / p95 "
        gap = max(1, width - cell_len(name) - cell_len(behind))
        return Strip([Segment(fit(name + " " * gap + behind, width), self.tokens["header"])], width)

    # --- opening ----------------------------------------------------------------------------------

    def do_toggle(self) -> None:
        """Enter: a meter opens and closes; of an association the view shows the ladder."""
        line = self.here()
        if line is not None and line.is_branch:
            self._set(line, not self._is_open(line))
        else:
            self.do_enter()

    def do_open_node(self) -> None:
        line = self.here()
        if line is not None and not self._is_open(line):
            self._set(line, True)

    def do_close_node(self) -> None:
        line = self.here()
        if line is None:
            return
        if line.text or not self._is_open(line):
            self.do_parent()
        else:
            self._set(line, False)

    def do_parent(self) -> None:
        line = self.here()
        if line is None or line.is_branch:
            return
        wanted = Line(line.branch, line.summary if line.text else None)
        self.move(next(at for at, each in enumerate(self.lines) if _same(each, wanted) and not each.text))

    def do_open_all(self) -> None:
        self._shut.clear()
        self._detailed = {each.conversation.key for branch in self.branches for each in branch.summaries}
        self._lay(self.here())

    def do_close_all(self) -> None:
        self._detailed.clear()
        self._lay(self.here())

    def _is_open(self, line: Line) -> bool:
        if line.summary is None:
            return (line.branch.place, line.branch.profile) not in self._shut
        return line.summary.conversation.key in self._detailed

    def _set(self, line: Line, opened: bool) -> None:
        if line.summary is None:
            (self._shut.discard if opened else self._shut.add)((line.branch.place, line.branch.profile))
        else:
            (self._detailed.add if opened else self._detailed.discard)(line.summary.conversation.key)
        self._lay(Line(line.branch, line.summary))


def _same(a: Line, b: Line) -> bool:
    if a.summary is None or b.summary is None:
        return a.summary is b.summary and (a.branch.place, a.branch.profile) == (b.branch.place, b.branch.profile)
    return a.summary.conversation.key == b.summary.conversation.key


def _token(text: str) -> str:
    for severity in ("error", "warning"):
        if text.startswith(f"{severity}:"):
            return severity
    return "faint"
