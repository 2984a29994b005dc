"""Which tests does a field of a type take, and when does one of its values pass?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analyzer.fields import Field
from analyzer.filter.comparisons import COMPARISONS, Predicate
from analyzer.filter.errors import FilterError
from analyzer.filter.syntax import PRESENT, Literal, Slice, Span, Test

NEGATED = {"!=": "==", "not in": "in"}  # pass when no value passes the other

_EQUAL, _ORDERED = ("==", "!=", "in", "not in"), ("<", "<=", ">", ">=")
_SEARCHED = ("contains", "~")
OPERATORS: dict[str, tuple[str, ...]] = {
    "number": _EQUAL + _ORDERED,
    "signed": _EQUAL + _ORDERED,
    "float": _EQUAL + _ORDERED,
    "duration": _EQUAL + _ORDERED,
    "severity": _EQUAL + _ORDERED,
    "time": _EQUAL + _ORDERED,
    "address": _EQUAL,
    "boolean": _EQUAL,
    "text": (*_EQUAL, *_SEARCHED, *_ORDERED),
    "oid": (*_EQUAL, *_SEARCHED),
    "obis": ("==", "!=", "~", "in", "not in", "contains", *_ORDERED),
    "bytes": (*_EQUAL, *_SEARCHED, *_ORDERED),
    "bits": (*_EQUAL, *_SEARCHED),
    "value": (*_EQUAL, *_ORDERED, *_SEARCHED),
}
SLICED = ("bytes", "text", "bits", "obis", "oid")  # types that a slice can be taken of


def predicate(field: Field, test: Test) -> Predicate:
    """Whether one value passes; of a negated operator, of the one it negates. Raises :class:`FilterError`."""
    kind = field.type
    sign = NEGATED.get(test.operator, test.operator)
    slices = test.field.slices
    if slices and kind not in SLICED:
        raise FilterError(f"{field.name} is of type {kind}: no part can be cut out", slices[0].start, slices[-1].end)
    if sign == PRESENT:
        return _sliced(lambda value: True, slices)
    if test.operator not in OPERATORS[kind]:
        text = f"{field.name} is of type {kind}: {_spelt(test.operator)} does not go with it; {_advice(kind)} do"
        raise FilterError(text, *test.sign)
    as_octets = Field(field.name, "bytes", field.element, None) if slices and kind == "obis" else field
    if sign == "in":
        return _sliced(_any(_member(as_octets, each) for each in test.operands), slices)
    literal = test.operands[0]
    assert isinstance(literal, Literal)
    return _sliced(_comparison(as_octets, sign, literal), slices)


def _spelt(sign: str) -> str:
    return "matches" if sign == "~" else sign


def _advice(kind: str) -> str:
    return " ".join(_spelt(sign) for sign in OPERATORS[kind])


def _any(parts: Iterable[Predicate]) -> Predicate:
    found = list(parts)
    if len(found) == 1:
        return found[0]
    return lambda value: any(part(value) for part in found)


def _member(field: Field, part: Literal | Span) -> Predicate:
    if isinstance(part, Literal):
        return _comparison(field, "==", part)
    if ">=" not in OPERATORS[field.type]:
        raise FilterError(f"{field.name} is of type {field.type}: it has no order", part.start, part.end)
    low, high = _comparison(field, ">=", part.low), _comparison(field, "<=", part.high)
    return lambda value: low(value) and high(value)


def _sliced(inner: Predicate, slices: tuple[Slice, ...]) -> Predicate:
    """``inner`` of parts of a value put together; a value too short to have them does not pass."""
    if not slices:
        return inner
    cuts = [slice(part.first, part.stop) for part in slices]

    def cut(value: Any) -> bool:
        parts = [value[each] for each in cuts]
        return all(parts) and inner(b"".join(parts) if isinstance(value, bytes) else "".join(parts))

    return cut


def _comparison(field: Field, sign: str, literal: Literal) -> Predicate:
    return COMPARISONS[field.type](field, sign, literal)
