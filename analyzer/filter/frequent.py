"""Which values does a field have most often in a capture, and how often? By the index where it knows, else by a sample."""

from __future__ import annotations

import time
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
SAMPLE_TIME = 0.03  # seconds that this may take
_GROWN = 1.1  # how much longer a capture is when it is counted again
_MOST = 64


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


def _count(document: Document, field: Field) -> Frequent:
    index, name = document.index, field.name
    if name in CONTEXT:
        entries = Counter(index.context)
        return _top(entries, lambda at: CONTEXT[name](document, index.contexts[at]))
    if name in OBJECT:
        return _top(Counter(index.objects), lambda at: of_objects(name, index.object_lists[at]))
    if name in PROTECTION:
        return _top(Counter(index.protection), lambda at: PROTECTION[name](document, index.protections[at]))
    if name == "service":
        return _top(Counter(index.service), lambda at: (index.services[at],))
    if name in BY_NUMBER:
        column, value_of = BY_NUMBER[name]
        return _top(Counter(getattr(index, column)), value_of)
    if name == "finding":
        return _top(
            Counter(each.code for found in list(index.findings.values()) for each in found), lambda code: (code,)
        )
    return _sampled(document, field)


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
    stop = time.perf_counter() + SAMPLE_TIME
    for row in _spread(document.count):
        found: Iterable[Any] = values(Row(document, row, wanted, hide=True))
        totals.update(value for value in set(found) if value != MASK)
        if time.perf_counter() > stop:
            break
    return Frequent(totals.most_common(_MOST), document.count <= SAMPLE)


def _spread(count: int) -> Iterable[int]:
    """Rows from the first to the last, so that those looked at first are far apart."""
    step = max(1, count // SAMPLE)
    rows = range(1, count + 1, step)
    for first in (0, 2, 1, 3):
        yield from rows[first::4]
