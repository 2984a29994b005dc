"""Which rows of a stretch pass one test, as far as the index alone tells?

Most fields hang on one column of the index, as the tables of ``values`` say; what does not is in ``possible``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from analyzer.document import Document
from analyzer.fields import Field
from analyzer.filter.comparisons import Predicate
from analyzer.filter.possible import FINDINGS, findings, or_in_rows, results, where_possible
from analyzer.filter.rows import IN_TREES
from analyzer.filter.stretches import MAYBE, MOST_REMEMBERED, NO, YES, Judge, Mask, One, Verdicts, by_id, by_value
from analyzer.filter.values import CONTEXT, OBJECT, PROTECTION, of_objects
from analyzer.index import NO_INVOKE_ID, NO_TIME, NOTHING_READABLE


def mask(document: Document, field: Field, passes: Predicate, negated: bool) -> Mask:
    """The verdicts of one test over stretches of rows. ``negated``: passes where the field is there and no value passes."""
    index = document.index

    def judge(values: Iterable[Any]) -> int:
        there = False
        for value in values:
            if passes(value):
                return NO if negated else YES
            there = True
        return YES if negated and there else NO

    name = field.name
    if name in CONTEXT:
        of_context = CONTEXT[name]
        return by_id(index.context, index.contexts, lambda context: judge(of_context(document, context)))
    if name in PROTECTION:
        of_protection = PROTECTION[name]
        known = by_id(index.protection, index.protections, lambda each: judge(of_protection(document, each)))
        if name not in IN_TREES:
            return known
        untold = by_id(index.protection, index.protections, lambda each: not of_protection(document, each))
        return or_in_rows(index, name, known, untold)
    if name == "service":
        return by_id(index.service, index.services, lambda service: judge((service,)))
    if name in OBJECT:

        def objects(refs: Any) -> int:
            short = refs and refs[0].class_id is None and refs[0].short_name is not None
            return MAYBE if short else judge(of_objects(name, refs))

        known = by_id(index.objects, index.object_lists, objects)
        return or_in_rows(index, name, known, by_value(index.objects, lambda number: not number))
    if name in BY_NUMBER:
        column, value_of = BY_NUMBER[name]
        known = by_value(getattr(index, column), lambda number: judge(value_of(number)))
        if name not in IN_TREES:
            return known
        return or_in_rows(index, name, known, by_value(getattr(index, column), lambda number: not value_of(number)))
    if name in _BY_ROW:
        return _BY_ROW[name](document, (lambda value: not passes(value)) if negated else passes, judge)
    if name == "result":
        return results(index, judge)
    if name in FINDINGS:
        return findings(document, name, judge, negated)
    return where_possible(index, name)


def _unless(nothing: int) -> Callable[[int], tuple[int, ...]]:
    return lambda number: () if number == nothing else (number,)


# Fields that are one number of a row: the column, and the values that its numbers stand for.
BY_NUMBER: dict[str, tuple[str, Callable[[int], tuple[int, ...]]]] = {
    "length": ("length", lambda number: (number & ~NOTHING_READABLE,)),
    "invoke_id": ("invoke_id", _unless(NO_INVOKE_ID)),
    "answers": ("answers", _unless(0)),
    "session": ("association", _unless(0)),
    "invocation_counter": ("counter", _unless(-1)),
}


def _no(document: Document, one: One, judge: Judge) -> Mask:
    del document, judge
    return lambda first, last: bytes(map(one, range(first + 1, last + 1)))


def _time(document: Document, one: One, judge: Judge) -> Mask:
    del judge
    column = document.index.time

    def rows(first: int, last: int) -> Verdicts:
        times = column[first:last]
        if NO_TIME in times:
            return bytes([NO if time == NO_TIME else one(time) for time in times])
        return bytes(map(one, times))

    return rows


def _relative(document: Document, one: One, judge: Judge) -> Mask:
    del judge
    column = document.index.time

    def rows(first: int, last: int) -> Verdicts:
        start = column[0]
        return bytes([NO if NO_TIME in (time, start) else one(time - start) for time in column[first:last]])

    return rows


def _rtt(document: Document, one: One, judge: Judge) -> Mask:
    del judge
    times, answers = document.index.time, document.index.answers

    def rows(first: int, last: int) -> Verdicts:
        verdicts = bytearray(last - first)
        for at, (question, answered) in enumerate(zip(answers[first:last], times[first:last], strict=True)):
            if question:
                asked = times[question - 1]
                if asked != NO_TIME and answered != NO_TIME:
                    verdicts[at] = one(answered - asked)
        return verdicts

    return rows


def _answered_by(document: Document, one: One, judge: Judge) -> Mask:
    del judge
    answered = document.index.answered_by

    def rows(first: int, last: int) -> Verdicts:
        return bytes([one(row) if row else NO for row in answered[first:last]])

    return rows


def _frame(document: Document, one: One, judge: Judge) -> Mask:
    index = document.index

    def rows(first: int, last: int) -> Verdicts:
        start = index.pieces_end[first - 1] if first else 0
        records = index.piece_record[start : index.pieces_end[last - 1]]
        if len(records) == last - first:
            return bytes(map(one, records))
        ends = index.pieces_end[first:last]
        verdicts = bytearray(last - first)
        at = 0
        for row, end in enumerate(ends):
            verdicts[row] = judge(records[at : end - start])
            at = end - start
        return verdicts

    return rows


def _meter(document: Document, one: One, judge: Judge) -> Mask:
    """The name of a meter hangs on association, context and protection together."""
    del one
    index = document.index
    memo: dict[tuple[int, int, int], int] = {}

    def rows(first: int, last: int) -> Verdicts:
        verdicts = bytearray(last - first)
        places = zip(
            index.association[first:last], index.context[first:last], index.protection[first:last], strict=True
        )
        for at, place in enumerate(places):
            verdict = memo.get(place)
            if verdict is None:
                name = document.meter(first + at + 1)
                verdict = judge(() if name is None else (name,))
                if len(memo) < MOST_REMEMBERED:
                    memo[place] = verdict
            verdicts[at] = verdict
        return verdicts

    return rows


_BY_ROW: dict[str, Callable[[Document, One, Judge], Mask]] = {
    "no": _no,
    "time": _time,
    "time_relative": _relative,
    "rtt": _rtt,
    "answered_by": _answered_by,
    "frame": _frame,
    "meter": _meter,
}
