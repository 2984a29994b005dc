"""Which values does a field have in a row? Of the index where they stand there, else of the row itself.

The tables name, for each field that the index knows, the column it hangs on and how its values come from one entry of
that column: filters ask once an entry, columns of a list once a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.document import Document
from analyzer.fields import Field
from analyzer.filter.literals import SEVERITIES
from analyzer.filter.rows import IN_TREES, Row
from analyzer.index import NO_INVOKE_ID, NO_TIME, NOTHING_READABLE, Context
from analyzer.link.flows import Flow, endpoint_host
from dissectors.meaning.names import names_of
from dissectors.outcome import NO_RESULT, RESULTS, SOUND, UNKNOWN
from dissectors.plain import data_type
from dissectors.session.findings import severity
from dissectors.session.message import ObjectRef, Protection

Values = tuple[Any, ...]
NONE: Values = ()


def _one(value: Any) -> Values:
    return NONE if value is None else (value,)


# --- of a context: flow, direction, profile, addresses --------------------------------------------


def _ends(document: Document, context: Context, sender: bool) -> Values:
    flow: Flow = document.engine.flows[context.flow]
    ends = (flow.a, flow.b)
    end = ends[context.direction if sender else 1 - context.direction]
    named = flow.sides(context.direction)[0 if sender else 1]
    return (named,) if end is None else (named, endpoint_host(end))


def _ports(document: Document, context: Context) -> Values:
    flow = document.engine.flows[context.flow]
    return tuple(dict.fromkeys(end[1] for end in (flow.a, flow.b) if end is not None))


CONTEXT: dict[str, Callable[[Document, Context], Values]] = {
    "profile": lambda document, context: (context.profile,),
    "flow": lambda document, context: (document.engine.flows[context.flow].names(context.direction),),
    "source": lambda document, context: _ends(document, context, True),
    "destination": lambda document, context: _ends(document, context, False),
    "port": _ports,
    "direction": lambda document, context: _one(context.sender),
    "client": lambda document, context: _one(context.client),
    "server": lambda document, context: _one(context.server),
    "physical": lambda document, context: _one(context.physical),
}

# --- of a list of objects; a short name is resolved by what the capture taught, so it is asked by row -----


def _names(ref: ObjectRef) -> Values:
    name = names_of(ref).name
    return NONE if name is None else (name,)


OBJECT: dict[str, Callable[[ObjectRef], Values]] = {
    "obis": lambda ref: _one(ref.logical_name),
    "class_id": lambda ref: _one(ref.class_id),
    "attribute": lambda ref: NONE if ref.method else _one(ref.number),
    "method": lambda ref: _one(ref.number) if ref.method else NONE,
    "name": _names,
}


def of_objects(name: str, refs: tuple[ObjectRef, ...]) -> Values:
    get = OBJECT[name]
    if len(refs) == 1:
        return get(refs[0])
    return tuple(dict.fromkeys(value for ref in refs for value in get(ref)))


# --- of a protection ------------------------------------------------------------------------------

PROTECTION: dict[str, Callable[[Document, Protection], Values]] = {
    "protection": lambda document, protection: (protection.status,),
    "protection.reason": lambda document, protection: _one(protection.reason),
    "protection.key": lambda document, protection: _one(document.key_name(protection.key)),
    "policy": lambda document, protection: tuple(protection.policy.split("+")) if protection.policy else NONE,
    "suite": lambda document, protection: _one(protection.suite),
    "system_title": lambda document, protection: _one(protection.system_title),
}

# --- numbers of a row -----------------------------------------------------------------------------


def _relative(document: Document, row: int) -> Values:
    time, start = document.index.time[row - 1], document.index.time[0]
    return NONE if NO_TIME in (time, start) else (time - start,)


def _invoke_id(document: Document, row: int) -> Values:
    number = document.index.invoke_id[row - 1]
    return NONE if number == NO_INVOKE_ID else (number,)


NUMBER: dict[str, Callable[[Document, int], Values]] = {
    "no": lambda document, row: (row,),
    "time": lambda document, row: _one(document.time(row)),
    "time_relative": _relative,
    "frame": lambda document, row: tuple(document.records(row)),
    "length": lambda document, row: (length_of(document, row),),
    "invoke_id": _invoke_id,
    "answers": lambda document, row: (document.index.answers[row - 1],) if document.index.answers[row - 1] else NONE,
    "answered_by": lambda document, row: _one(document.index.answered_by[row - 1] or None),
    "rtt": lambda document, row: _one(document.rtt(row)),
    "session": lambda document, row: _one(document.index.association[row - 1] or None),
    "invocation_counter": lambda document, row: _counter(document.index.counter[row - 1]),
    "meter": lambda document, row: _one(document.meter(row)),
    "service": lambda document, row: (document.service(row),),
}


def _counter(counter: int) -> Values:
    return NONE if counter < 0 else (counter,)


def length_of(document: Document, row: int) -> int:
    return document.index.length[row - 1] & ~NOTHING_READABLE


# --- of readings: what needs the bytes of a row ---------------------------------------------------

READING = ("value", "text", "type", "result", "diagnostic", "pdu", "finding", "finding.severity")


def values_of(field: Field) -> Callable[[Row], Any]:
    """The function that gives the values of a field in a row, in their order."""
    name = field.name
    known = _known(name)
    if known is None:
        return _READINGS.get(name) or (lambda row: row.elements(name))
    if name not in IN_TREES:
        return known
    return lambda row: known(row) or row.doubtful(name)


def _known(name: str) -> Callable[[Row], Values] | None:
    """What the index knows of a field, by its tables; None of fields that are none of its."""
    if name in CONTEXT:
        context = CONTEXT[name]
        return lambda row: context(row.document, row.document.context(row.row))
    if name in OBJECT:
        return lambda row: of_objects(name, row.document.meaning.refs(row.row))
    if name in PROTECTION:
        protection = PROTECTION[name]
        return lambda row: protection(row.document, row.document.protection(row.row))
    if name in NUMBER:
        number = NUMBER[name]
        return lambda row: number(row.document, row.row)
    return None


def _values(row: Row) -> Values:
    reading = row.reading()
    if reading is None or not reading.values:
        return NONE
    meaning = row.document.meaning
    said = row.document.said(row.row, reading)
    return tuple(leaf for item in said.items if item.node is not None for leaf in leaves(meaning.value(row.row, item)))


def _texts(row: Row) -> Values:
    document, meaning = row.document, row.document.meaning
    reading = row.reading()
    if reading is None or not reading.values:
        index = document.index
        if row.quiet or not index.length[row.row - 1] or index.answers[row.row - 1] or document.closed(row.row):
            return NONE
        return _one(meaning.asked(row.row, row.tree()))
    said = document.said(row.row, reading)
    found = [leaf for item in said.items for leaf in leaves(meaning.texts(row.row, item))]
    return tuple(text for text in found if text is not None)


def _types(row: Row) -> Values:
    reading = row.reading()
    if reading is None or not reading.values:
        return NONE
    said = row.document.said(row.row, reading)
    return tuple(dict.fromkeys(data_type(item.node) for item in said.items if item.node is not None))


def _results(row: Row) -> Values:
    seen = RESULTS[row.document.index.outcome[row.row - 1] & ~SOUND]
    if seen != UNKNOWN:
        return (seen,) if seen != NO_RESULT else NONE
    reading = row.reading()
    if reading is None:
        return NONE
    return tuple(dict.fromkeys(str(result) for result in reading.results if result is not None))


def _diagnostic(row: Row) -> Values:
    reading = row.reading()
    return NONE if reading is None else _one(reading.diagnostic)


def _pdu(row: Row) -> Values:
    return _one(row.pdu())


def _findings(row: Row) -> Values:
    return tuple(dict.fromkeys([each.code for each in row.document.findings(row.row)] + row.faults()))


def _severities(row: Row) -> Values:
    return tuple(SEVERITIES.index(severity(code)) for code in _findings(row))


_READINGS: dict[str, Callable[[Row], Values]] = {
    "value": _values,
    "text": _texts,
    "type": _types,
    "result": _results,
    "diagnostic": _diagnostic,
    "pdu": _pdu,
    "finding": _findings,
    "finding.severity": _severities,
}


def leaves(value: Any) -> Iterator[Any]:
    """A plain value's numbers and texts, those inside lists one by one."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, list):
            stack.extend(reversed(each))
        elif isinstance(each, dict):
            stack.extend(reversed(each.values()))
        else:
            yield each
