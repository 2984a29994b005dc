"""Which rows of a stretch pass one test, as far as the index alone tells?

A verdict is a byte a row: NO, YES, or MAYBE where the row itself must be asked. A column of interned ids is asked once
an id, and then a row costs one look-up.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import mul
from typing import Any

from analyzer.document import TOLERATED, Document
from analyzer.fields import Field, declared, only_in_frames
from analyzer.filter.literals import SEVERITIES
from analyzer.filter.predicates import Predicate
from analyzer.filter.values import CONTEXT, OBJECT, PROTECTION, READING, of_objects
from analyzer.index import NO_INVOKE_ID, NO_TIME, NOTHING_READABLE, Index
from dissectors.core.ops import Op
from dissectors.outcome import ASKS, NO_RESULT, RESULTS, SOUND, UNKNOWN
from dissectors.session.findings import severity
from dissectors.spec.facts import PLANS, Plan

NO, YES, MAYBE = 0, 1, 2
Verdicts = bytes | bytearray
Mask = Callable[[int, int], Verdicts]  # of the rows first + 1 .. last


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
        return _by_id(index.context, index.contexts.values, lambda context: judge(of_context(document, context)))
    if name in PROTECTION:
        of_protection = PROTECTION[name]
        return _by_id(index.protection, index.protections.values, lambda each: judge(of_protection(document, each)))
    if name == "service":
        return _by_id(index.service, index.services.values, lambda service: judge((service,)))
    if name in OBJECT:

        def objects(refs: Any) -> int:
            short = refs and refs[0].class_id is None and refs[0].short_name is not None
            return MAYBE if short else judge(of_objects(name, refs))

        return _by_id(index.objects, index.object_lists.values, objects)
    if name in BY_NUMBER:
        column, value_of = BY_NUMBER[name]
        return _by_value(getattr(index, column), lambda number: judge(value_of(number)))
    if name in _BY_ROW:
        return _BY_ROW[name](document, (lambda value: not passes(value)) if negated else passes, judge)
    if name == "result":
        return _results(index, judge)
    if name in _FINDINGS:
        return _findings(document, judge, negated, _FINDINGS[name])
    return _where_possible(index, name)


def _by_id(column: array[int], table: list[Any], judge: Callable[[Any], int]) -> Mask:
    verdicts = bytearray()

    def rows(first: int, last: int) -> Verdicts:
        for entry in range(len(verdicts), len(table)):
            verdicts.append(judge(table[entry]))
        return bytes(map(verdicts.__getitem__, column[first:last]))

    return rows


class _Memo(dict[int, int]):
    """Verdicts by number, each judged once; a column of nothing but different numbers does not fill it endlessly."""

    __slots__ = ("judge",)

    def __init__(self, judge: Callable[[int], int]) -> None:
        super().__init__()
        self.judge = judge

    def __missing__(self, number: int) -> int:
        verdict = self.judge(number)
        if len(self) < _MOST_REMEMBERED:
            self[number] = verdict
        return verdict


_MOST_REMEMBERED = 1 << 16


def _by_value(column: array[int], judge: Callable[[int], int]) -> Mask:
    memo = _Memo(judge)
    return lambda first, last: bytes(map(memo.__getitem__, column[first:last]))


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

Judge = Callable[[Iterable[Any]], int]  # the verdict on all values of a row
One = Callable[[Any], int]  # the verdict on a row with one value


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
        found = map(answered.get, range(first + 1, last + 1))
        return bytes([one(row) if row else NO for row in found])

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
                if len(memo) < _MOST_REMEMBERED:
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


# --- findings -------------------------------------------------------------------------------------

_FAULTS = ("malformed", TOLERATED)  # codes that the encoding of a row gives: the index knows none of them


def _findings(document: Document, judge: Judge, negated: bool, value_of: Callable[[str], Any]) -> Mask:
    """The index knows what the session found; what the encoding gives only the row itself tells."""
    index = document.index
    counts = any(judge((value_of(code),)) == (NO if negated else YES) for code in _FAULTS)
    unknown = MAYBE if counts or negated else NO  # of a row of which the index has no finding

    def rows(first: int, last: int) -> Verdicts:
        verdicts = bytearray(last - first)
        if unknown:
            lengths, outcomes = index.length[first:last], index.outcome[first:last]
            verdicts[:] = [
                NO if seen & SOUND or not length or length & NOTHING_READABLE else unknown
                for seen, length in zip(outcomes, lengths, strict=True)
            ]
        for at, found in enumerate(map(index.findings.get, range(first + 1, last + 1))):
            if found is not None:
                verdict = judge([value_of(finding.code) for finding in found])
                final = verdict == (NO if negated else YES)
                verdicts[at] = verdict if final or not counts else MAYBE if verdicts[at] else verdict
        return verdicts

    return rows


_FINDINGS: dict[str, Callable[[str], Any]] = {
    "finding": str,
    "finding.severity": lambda code: SEVERITIES.index(severity(code)),
}

# --- results: most of them stand at a fixed place, and the index has them --------------------------


def _results(index: Index, judge: Judge) -> Mask:
    def seen(number: int) -> int:
        result = RESULTS[number & ~SOUND]
        return MAYBE if result == UNKNOWN else judge((result,) if result != NO_RESULT else ())

    first_sight, possible = _by_value(index.outcome, seen), _where_possible(index, "result")

    def rows(first: int, last: int) -> Verdicts:
        found = first_sight(first, last)
        if MAYBE not in found:
            return found
        return bytes([
            verdict if verdict != MAYBE else may
            for verdict, may in zip(found, possible(first, last), strict=True)
        ])  # fmt: skip

    return rows


# --- what only the bytes of a row tell ------------------------------------------------------------


def _where_possible(index: Index, name: str) -> Mask:
    """MAYBE for the rows whose service can have the field, by what is declared; NO for the others."""
    if name in only_in_frames():
        return lambda first, last: bytes((MAYBE,)) * (last - first)
    spoken = _by_id(index.service, index.services.values, lambda service: MAYBE if _can_have(service, name) else NO)
    if name in ("value", "type", "text") or (name not in READING and name not in _names_of_plain_questions()):
        spoken = _unless_it_only_asks(index, spoken)
    if name in READING:
        return spoken
    opened = _by_value(index.opening, bool)

    def rows(first: int, last: int) -> Verdicts:
        inner = opened(first, last)
        if YES not in inner:
            return spoken(first, last)
        return bytes([MAYBE if more else verdict for more, verdict in zip(inner, spoken(first, last), strict=True)])

    return rows


def _unless_it_only_asks(index: Index, spoken: Mask) -> Mask:
    says = _by_value(index.outcome, lambda outcome: outcome != ASKS)
    return lambda first, last: bytes(map(mul, says(first, last), spoken(first, last)))


@lru_cache(maxsize=1)
def _names_of_plain_questions() -> frozenset[str]:
    """The fields of the fixed part, which is all that a plain question has."""
    return frozenset(declared((), *(span.op for plan in PLANS if plan.asks_only for span in plan.spans.values())))


@lru_cache(maxsize=1)
def _plans() -> dict[str, Plan]:
    return {plan.name: plan for plan in PLANS}


@lru_cache(maxsize=4096)
def _can_have(service: str, name: str) -> bool:
    """Whether an APDU of that service can have the field. A service that is not declared may have any."""
    plan = _plans().get(service)
    if plan is None:
        return True
    if name in ("value", "type"):
        return not plan.asks_only
    if name in ("result", "diagnostic"):
        return not plan.asks
    if name in READING:
        return True
    return name in _names_below(plan.op)


@lru_cache(maxsize=256)
def _names_below(op: Op) -> frozenset[str]:
    return frozenset(declared((), op))
