"""What the index does not have: which rows can have it at all, by what is declared and seen at first sight?"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import mul
from typing import Any

from analyzer.document import Document
from analyzer.fields import declared, only_in_frames
from analyzer.filter.literals import SEVERITIES
from analyzer.filter.stretches import MAYBE, NO, YES, Judge, Mask, Verdicts, by_id, by_value
from analyzer.filter.values import READING
from analyzer.index import NOTHING_READABLE, Index
from analyzer.trees import TOLERATED
from dissectors.core.ops import Op
from dissectors.outcome import NO_RESULT, QUIET, RESULTS, SOUND, UNKNOWN
from dissectors.session.findings import severity
from dissectors.spec.facts import PLANS, Plan

# --- findings -------------------------------------------------------------------------------------

_FAULTS = ("malformed", TOLERATED)  # codes that the encoding of a row gives: the index knows none of them


def findings(document: Document, name: str, judge: Judge, negated: bool) -> Mask:
    """The index knows what the session found; what the encoding gives only the row itself tells."""
    index, value_of = document.index, FINDINGS[name]
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


FINDINGS: dict[str, Callable[[str], Any]] = {
    "finding": str,
    "finding.severity": lambda code: SEVERITIES.index(severity(code)),
}

# --- results: most of them stand at a fixed place, and the index has them --------------------------


def results(index: Index, judge: Judge) -> Mask:
    def seen(number: int) -> int:
        result = RESULTS[number & ~SOUND]
        return MAYBE if result == UNKNOWN else judge((result,) if result != NO_RESULT else ())

    first_sight, possible = by_value(index.outcome, seen), where_possible(index, "result")

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


def where_possible(index: Index, name: str) -> Mask:
    """MAYBE for the rows whose service can have the field, by what is declared; NO for the others."""
    if name in only_in_frames():
        return lambda first, last: bytes((MAYBE,)) * (last - first)
    spoken = by_id(index.service, index.services, lambda service: MAYBE if _can_have(service, name) else NO)
    if name in ("value", "type", "text") or (name not in READING and name not in _names_of_plain_questions()):
        spoken = _unless_quiet(index, spoken)
    if name in READING:
        return spoken
    opened = by_value(index.opening, bool)

    def rows(first: int, last: int) -> Verdicts:
        inner = opened(first, last)
        if YES not in inner:
            return spoken(first, last)
        return bytes([MAYBE if more else verdict for more, verdict in zip(inner, spoken(first, last), strict=True)])

    return rows


def or_in_rows(index: Index, name: str, known: Mask, missing: Callable[[int, int], Verdicts]) -> Mask:
    """``known``, and MAYBE for rows of which the index has nothing (``missing``) while their encoding is in doubt: what
    the session did not read there, the tree may show."""
    possible = by_id(index.service, index.services, lambda service: MAYBE if _can_have(service, name) else NO)
    doubtful = by_value(index.outcome, lambda outcome: NO if outcome & SOUND else YES)

    def rows(first: int, last: int) -> Verdicts:
        found, doubts = known(first, last), doubtful(first, last)
        if YES not in doubts:
            return found
        lacking = bytes(map(mul, missing(first, last), doubts))
        if YES not in lacking:
            return found
        return bytes(map(max, found, map(mul, lacking, possible(first, last))))

    return rows


def _unless_quiet(index: Index, spoken: Mask) -> Mask:
    says = by_value(index.outcome, lambda outcome: outcome != QUIET)
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
