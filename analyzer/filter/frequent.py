"""Which values does a field have most often in a capture, and how often? By the index where it knows, else by a sample."""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from analyzer.document import Document
from analyzer.fields import Field
from analyzer.filter.masks import BY_NUMBER
from analyzer.filter.rows import Row, Wanted
from analyzer.filter.values import CONTEXT, OBJECT, PROTECTION, of_objects, values_of
from analyzer.index import Index
from analyzer.secrets import MASK

SAMPLE = 300  # rows that are looked at for a field that the index does not know
SAMPLE_TIME = 0.03  # seconds of work that this may take
_GROWN = 1.1  # how much longer a capture is when it is counted again
_MOST = 64
_STRETCH = 16_384  # rows that are counted at once


class Frequent(NamedTuple):
    """``values`` with how many rows have them, the most frequent first; ``exact`` where all rows were counted."""

    values: list[tuple[Any, int]]
    exact: bool


_Counted = dict[str, tuple[Index, int, Frequent]]
_counted: WeakKeyDictionary[Document, _Counted] = WeakKeyDictionary()


def frequent(document: Document, field: Field) -> Frequent:
    """The values of a field, remembered until the capture has grown by a tenth or its keys have changed."""
    known = _counted.setdefault(document, {})
    before = known.get(field.name)
    if before is not None and before[0] is document.index and document.count <= before[1] * _GROWN:
        return before[2]
    count = document.count
    found = _count(document, field)
    known[field.name] = (document.index, count, found)
    return found


def example(document: Document, field: Field) -> Any:
    """A value of a field from the first messages, None where they have none; for fields that the index knows."""
    values, wanted = values_of(field), Wanted(())
    rows = range(1, min(document.count, _FIRST) + 1)
    return next((value for row in rows for value in values(Row(document, row, wanted))), None)


_FIRST = 16  # messages in which an example is looked for
_SEVERAL = ("length", "invoke_id", "session")  # numbers that repeat: of others a sample says as much


def _count(document: Document, field: Field) -> Frequent:
    index, name = document.index, field.name
    if name in CONTEXT:
        return _top(_tally(index.context), lambda at: CONTEXT[name](document, index.contexts[at]))
    if name in OBJECT:
        return _top(_tally(index.objects), lambda at: of_objects(name, index.object_lists[at]))
    if name in PROTECTION:
        return _top(_tally(index.protection), lambda at: PROTECTION[name](document, index.protections[at]))
    if name == "service":
        return _top(_tally(index.service), lambda at: (index.services[at],))
    if name in _SEVERAL:
        column, value_of = BY_NUMBER[name]
        return _top(_tally(getattr(index, column)), value_of)
    if name == "finding":
        return _top(
            Counter(each.code for found in list(index.findings.values()) for each in found), lambda code: (code,)
        )
    return _sampled(document, field)


def _tally(column: array[int]) -> Counter[int]:
    """How often each number stands in a column, counted in stretches: other threads go on meanwhile."""
    found: Counter[int] = Counter()
    for at in range(0, len(column), _STRETCH):
        found.update(column[at : at + _STRETCH])
    return found


def _top(entries: Counter[Any], values_of: Any) -> Frequent:
    totals: Counter[Any] = Counter()
    for entry, count in entries.items():
        for value in values_of(entry):
            totals[value] += count
    return Frequent(totals.most_common(_MOST), True)


def _sampled(document: Document, field: Field) -> Frequent:
    values = values_of(field)
    wanted = Wanted((field,))
    totals: Counter[Any] = Counter()
    stop = time.thread_time() + SAMPLE_TIME
    looked = 0
    for row in _spread(document.count):
        if time.thread_time() > stop:
            break
        found: Iterable[Any] = values(Row(document, row, wanted, hide=True))
        totals.update(value for value in set(found) if value != MASK)
        looked += 1
    return Frequent(totals.most_common(_MOST), looked == document.count)


def _spread(count: int) -> Iterable[int]:
    """Rows from the first to the last, so that those looked at first are far apart."""
    step = max(1, count // SAMPLE)
    rows = range(1, count + 1, step)
    for first in (0, 2, 1, 3):
        yield from rows[first::4]
