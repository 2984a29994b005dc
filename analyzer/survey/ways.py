"""Where can one go from a message: its answer, the next of its session, the next finding; always among the rows shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analyzer.document import Document


def counterpart(document: Document, row: int) -> int | None:
    """The question that a row answers, else the answer it got."""
    return document.index.answers[row - 1] or document.index.answered_by[row - 1] or None


def place(rows: Sequence[int], row: int) -> int:
    """Where a row stands among those shown, or the nearest one does; -1 where none is shown."""
    at = bisect_left(rows, row)
    if at < len(rows) and (rows[at] == row or at == 0 or rows[at] - row <= row - rows[at - 1]):
        return at
    return at - 1 if rows else -1


def in_session(document: Document, rows: Sequence[int], row: int, step: int) -> int | None:
    """The next (``step`` 1) or previous (-1) shown row of the same association; outside one, of the same flow."""
    index = document.index
    number = index.association[row - 1]
    flow = document.context(row).flow
    at = bisect_right(rows, row) if step > 0 else bisect_left(rows, row) - 1
    association, contexts, context = index.association, index.contexts, index.context
    while 0 <= at < len(rows):
        other = rows[at]
        if association[other - 1] == number and (number or contexts[context[other - 1]].flow == flow):
            return other
        at += step
    return None


def session(document: Document, rows: Sequence[int], row: int, step: int) -> int | None:
    """The first shown row of the next or previous association that has one."""
    association = document.index.association
    count = document.count
    number = association[row - 1]
    if not number:
        # Outside of associations the nearest row of one tells where one is.
        at = row - 1
        while 0 <= at < count and not association[at]:
            at += step
        if not 0 <= at < count:
            return None
        number = association[at] - step
    number += step
    while 0 < number <= len(document.associations):
        first = first_of(document, rows, number)
        if first is not None:
            return first
        number += step
    return None


def first_of(document: Document, rows: Sequence[int], number: int) -> int | None:
    """The first shown row of an association."""
    association = document.index.association
    start, count = 0, document.count
    while start < count:
        try:
            start = association.index(number, start, count) + 1
        except ValueError:
            return None
        if start in rows if isinstance(rows, range) else rows[place(rows, start)] == start if rows else False:
            return start
    return None


def finding(document: Document, rows: Sequence[int], row: int, step: int) -> int | None:
    """The next or previous shown row that has a finding."""
    findings = document.index.findings
    at = bisect_right(rows, row) if step > 0 else bisect_left(rows, row) - 1
    while 0 <= at < len(rows):
        if rows[at] in findings:
            return rows[at]
        at += step
    return None
