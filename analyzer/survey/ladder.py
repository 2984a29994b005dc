"""What happens between client and meter, step by step: messages with retries, and the waits and gaps between them.

Steps are columns of numbers made from the index alone, a few bytes each, so a conversation of any length has a ladder;
:mod:`analyzer.ladder_lines` gives the text of a step when it is looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Container

from analyzer.document import Document
from analyzer.survey.conversations import APDU

MESSAGE, PAUSE, LOST, GAP, HIDDEN, SILENCE = range(6)
LONG = 1_000_000_000  # nanoseconds without a message that get a line of their own

_SUPERVISION = ("rr",)  # acknowledgements: many in a row stand on one line
_REPLIES = {"snrm": ("ua", "dm"), "disc": ("ua", "dm")}
_BEFORE = ("sequence-gap", "block-missing")  # findings that say: something is missing before this row
_BEHIND = ("segment-missing", "frame-truncated")  # ... and: behind what is there of it
GAPS = (*_BEFORE, *_BEHIND)
_NO_ANSWER = "no-answer"
_AGAIN = ("retry", "retransmission")


class Ladder:
    """Takes the rows of a conversation in order. Of each step ``kind``, ``row`` that it is about, and ``count``:

    MESSAGE: how many messages stand on the line. PAUSE, LOST: the row since which nobody spoke; after LOST that question
    has no answer. GAP: something is missing. HIDDEN: how many rows ``shown`` lacks. SILENCE: the answer to the last
    question is missing.
    """

    def __init__(self, document: Document, shown: Container[int] | None = None) -> None:
        self.kind = array("B")
        self.row = array("I")
        self.count = array("I")
        self.retries: dict[int, int] = {}  # row -> which retry it is, where it is one
        self._document = document
        self._shown = shown
        self._before = 0  # the row before
        self._said = 0  # the last row that was no supervision
        self._asked: dict[bool, int] = {}  # the last question of each side

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, row: int) -> None:
        if self._shown is not None and row not in self._shown:
            self._fold(HIDDEN, row)
        else:
            self._visible(row)
        self._before = row
        if not self._supervises(row):
            self._said = row

    def finish(self) -> None:
        """The conversation ends here."""
        if self._said and self._unanswered(self._said, 0) and (self._shown is None or self._said in self._shown):
            self._add(SILENCE, self._said)

    def step_of(self, row: int) -> int:
        """The step that shows a row, else the last message before it; -1 where there is none."""
        at = bisect_right(self.row, row) - 1
        while at >= 0 and self.kind[at] not in (MESSAGE, HIDDEN):
            at -= 1
        return at

    def _visible(self, row: int) -> None:
        document = self._document
        codes = [finding.code for finding in document.index.findings.get(row, ())]
        if self._said and self._before:
            lost = self._lost(row, codes)
            if lost:
                self._add(LOST, row, lost)
            elif self._pauses(self._before, row):
                self._add(PAUSE, row, self._before)
        if any(code in _BEFORE for code in codes):
            self._add(GAP, row)
        if self._supervises(row) and self._before and document.context(row) == document.context(self._before):
            self._fold(MESSAGE, row)
        else:
            self._note_question(row, codes)
            self._add(MESSAGE, row, 1)
        if any(code in _BEHIND for code in codes):
            self._add(GAP, row)

    def _lost(self, row: int, codes: list[str]) -> int:
        """The question that has waited for its answer until this row, if its wait deserves a line; else 0."""
        question = self._asked.get(self._side(row), 0)
        if question and self._repeats(row, question, codes):
            return question
        waited = not self._supervises(row) and self._pauses(self._said, row)
        return self._said if waited and self._unanswered(self._said, row) else 0

    def _note_question(self, row: int, codes: list[str]) -> None:
        if self._document.index.answers[row - 1] or self._supervises(row):
            return
        side = self._side(row)
        question = self._asked.get(side, 0)
        if question and self._repeats(row, question, codes):
            self.retries[row] = self.retries.get(question, 0) + 1
        self._asked[side] = row

    def _side(self, row: int) -> bool:
        """Which side speaks: False the client's."""
        context = self._document.context(row)
        return context.sender == "server" if context.sender is not None else bool(context.direction)

    def _add(self, kind: int, row: int, count: int = 0) -> None:
        self.row.append(row)
        self.count.append(count)
        self.kind.append(kind)

    def _fold(self, kind: int, row: int) -> None:
        """One more row of a kind on the line before, if it is of that kind."""
        if self.kind and self.kind[-1] == kind:
            self.count[-1] += 1
        else:
            self._add(kind, row, 1)

    def _supervises(self, row: int) -> bool:
        return self._document.context(row).kind in _SUPERVISION

    def _pauses(self, before: int, row: int) -> bool:
        then, now = self._document.time(before), self._document.time(row)
        return then is not None and now is not None and now - then >= LONG

    def _unanswered(self, row: int, following: int) -> bool:
        """Whether a row is a question to which no answer came; ``following`` is what was said next, 0 at the end."""
        if any(finding.code == _NO_ANSWER for finding in self._document.findings(row)):
            return True
        replies = _REPLIES.get(self._document.context(row).kind)
        return replies is not None and (not following or self._document.context(following).kind not in replies)

    def _repeats(self, row: int, question: int, codes: list[str]) -> bool:
        """Whether a row asks again what got no answer."""
        index = self._document.index
        if index.answers[row - 1] or index.answered_by[question - 1]:
            return False
        if self._document.context(row).kind == APDU:
            return any(code in _AGAIN for code in codes)
        return index.service[row - 1] == index.service[question - 1] and self._unanswered(question, row)
