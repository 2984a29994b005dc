"""How does one value of a field compare with one literal? A function of the value, made from the type and the literal."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from math import isnan
from typing import Any

from analyzer.fields import Field
from analyzer.filter import literals
from analyzer.filter.literals import wrong
from analyzer.filter.nearest import nearest
from analyzer.filter.patterns import checked, expression, obis_matcher
from analyzer.filter.syntax import Literal
from dissectors.core.clock import FORMS
from dissectors.core.forms import show_obis
from dissectors.cosem.clock import to_datetime
from dissectors.cosem.obis import Obis

Predicate = Callable[[Any], bool]
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _ordered(parse: Callable[[Field, Literal], Any]) -> Callable[[Field, str, Literal], Predicate]:
    """Types whose literals are one value that compares."""

    def compare(field: Field, sign: str, literal: Literal) -> Predicate:
        operand, compares = parse(field, literal), ORDER[sign]
        return lambda value: compares(value, operand)

    return compare


def _float(field: Field, sign: str, literal: Literal) -> Predicate:
    """As numbers; what is no number equals ``nan``, though no float equals it."""
    operand, compares = literals.floating(field, literal), ORDER[sign]
    if isnan(operand):
        return isnan if sign == "==" else lambda value: False
    return lambda value: compares(value, operand)


def _matching(literal: Literal, text_of: Callable[[Any], str] = str) -> Predicate:
    """``~``: the expression is made ready at the first use, for a check at each keystroke must stay quick."""
    try:
        checked(literal.text)
    except ValueError as error:
        raise wrong(literal, str(error)) from None
    return lambda value: ready(literal)(text_of(value))


def ready(literal: Literal) -> Callable[[str], bool]:
    """The expression that a literal is. Raises :class:`FilterError`."""
    try:
        return expression(literal.text)
    except ValueError as error:
        raise wrong(literal, str(error)) from None


def _text(field: Field, sign: str, literal: Literal) -> Predicate:
    if sign == "~":
        return _matching(literal)
    text = literal.text
    if sign == "contains":
        return lambda value: text in value
    compares = ORDER[sign]
    return lambda value: compares(value, text)


def _oid(field: Field, sign: str, literal: Literal) -> Predicate:
    if sign == "==":
        literals.oid(field, literal)
    return _text(field, sign, literal)


def _bits(field: Field, sign: str, literal: Literal) -> Predicate:
    """Bits as text of 0 and 1; the name of a bit is contained where the bit is set."""
    if sign == "contains" and field.names is not None:
        at = next((number for number, name in field.names.items() if name == literal.text), None)
        if at is not None:
            return lambda value: value[at : at + 1] == "1"
    if sign != "~" and literal.text.strip("01"):
        hint = nearest(literal.text, (field.names or {}).values())
        raise wrong(literal, f"{field.name} is bits: write 0101, or contains and a bit's name", hint)
    return _text(field, sign, literal)


def _bytes(field: Field, sign: str, literal: Literal) -> Predicate:
    if sign == "~":
        return _matching(literal, _latin)
    choices = literals.octets(field, literal)
    if sign == "contains":
        return lambda value: any(each in value for each in choices)
    if sign == "==" and len(choices) > 1:
        return lambda value: value in choices
    operand, compares = choices[0], ORDER[sign]
    return lambda value: compares(value, operand)


def _latin(value: bytes) -> str:
    return value.decode("latin-1")


def _obis(field: Field, sign: str, literal: Literal) -> Predicate:
    if sign == "~":
        try:
            return obis_matcher(literal.text)
        except ValueError as error:
            raise wrong(literal, str(error)) from None
    if sign == "contains":
        text = literal.text
        return lambda value: text in show_obis(value)
    operand, compares = literals.obis(field, literal), ORDER[sign]
    return lambda value: compares(value, operand)


def _address(field: Field, sign: str, literal: Literal) -> Predicate:
    upper, lower = literals.address(field, literal)
    if lower is None:
        return lambda value: value[0] == upper
    return lambda value: value == (upper, lower)


def _time(field: Field, sign: str, literal: Literal) -> Predicate:
    """Times of capture are nanoseconds; those of meters are octets, which may leave parts open."""
    raw = literals.clock_octets(field, literal)
    if raw is not None and sign == "==":
        return lambda value: bool(value == raw)
    interval = literals.moment(field, literal)
    if interval is None:
        if field.name == "time":
            raise wrong(literal, "the time of capture has no open parts")
        if sign != "==":
            raise wrong(literal, "what has open parts has no order: == only")
        wanted = literal.text.strip().replace(" ", "T")
        return lambda value: isinstance(value, bytes) and _clock_text(value).startswith(wanted)
    if field.name == "time":
        return _BOUNDS[sign](interval.low, interval.high)
    bounded_real = _BOUNDS[sign](interval.low, interval.high)
    bounded_wall = _BOUNDS[sign](interval.wall_low, interval.wall_high)

    def passes(value: Any) -> bool:
        read = clock_nanoseconds(value)
        if read is None:
            return False
        real, wall = read
        if interval.zoned and real is not None:
            return bounded_real(real)
        return bounded_wall(wall)

    return passes


# Made with the bounds, for the time of capture is asked of every row.
_BOUNDS: dict[str, Callable[[int, int], Predicate]] = {
    "==": lambda low, high: lambda value: low <= value < high,
    "<": lambda low, high: lambda value: value < low,
    "<=": lambda low, high: lambda value: value < high,
    ">": lambda low, high: lambda value: value >= high,
    ">=": lambda low, high: lambda value: value >= low,
}
_SHOW = {form.size: form.show for form in FORMS.values()}
_DATE_SIZE = FORMS["date"].size
_MIDNIGHT = bytes(4) + b"\x80\0\0"  # time, no deviation, status


def _clock_text(value: bytes) -> str:
    show = _SHOW.get(len(value))
    return show(value) if show is not None else ""


def clock_nanoseconds(value: bytes) -> tuple[int | None, int] | None:
    """A meter's date and time as (nanoseconds since the epoch where its deviation is known, the same of its hands);
    None where a part is open."""
    moment = to_datetime(value + _MIDNIGHT if len(value) == _DATE_SIZE else value)
    if moment is None:
        return None
    wall = literals.nanoseconds(moment.replace(tzinfo=literals.UTC))
    return (literals.nanoseconds(moment) if moment.tzinfo is not None else None), wall


# --- values of Data, and readings of them ---------------------------------------------------------


def _value(field: Field, sign: str, literal: Literal) -> Predicate:
    """A value is of any type: a literal compares with numbers as a number, with texts as a text."""
    text = literal.text
    if sign == "~":
        return _matching(literal, _said)
    if sign == "contains":
        return lambda value: text in _said(value)
    compares = ORDER[sign]
    if _DATE.match(text) and sign != "~":
        return _dated(text.strip().replace(" ", "T"), compares)
    known = None if literal.quoted else _number(text)
    quantity = _quantity(text)
    same = {text.lower(), *_as_code(text)} if sign == "==" else {text}

    def passes(value: Any) -> bool:
        if isinstance(value, bool) or value is None:
            return sign == "==" and text.lower() == _said(value)
        if isinstance(value, int | float):
            return known is not None and compares(value, known)
        if sign == "==" and (value == text or value.lower() in same):
            return True
        if quantity is not None:
            read = _quantity(value)
            return read is not None and (not quantity[1] or quantity[1] == read[1]) and compares(read[0], quantity[0])
        return sign != "==" and compares(value, text)

    return passes


def _dated(text: str, compares: Callable[[Any, Any], bool]) -> Predicate:
    """A date, and perhaps a time, compares with dates only: as a clock shows them, as far as the literal goes."""

    def passes(value: Any) -> bool:
        return isinstance(value, str) and _DATE.match(value) is not None and compares(value[: len(text)], text)

    return passes


_DATE = re.compile(r"\d{4}-\d\d\b")


def _said(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(text: str) -> int | float | None:
    if literals.NUMBER.fullmatch(text) and len(text) <= 64:
        return int(text, 0 if "x" in text.lower() else 10)
    return float(text) if literals.FLOAT.fullmatch(text) else None


def _quantity(text: str) -> tuple[float, str] | None:
    """Number and unit of a reading like ``231.5 V``; None of any other text."""
    number, _, unit = text.strip().partition(" ")
    if not literals.FLOAT.fullmatch(number) or (unit[:1].isdigit()):
        return None
    return float(number), unit.strip()


def _as_code(text: str) -> tuple[str, ...]:
    """An OBIS code as the octets of a logical name show in a value."""
    if ":" not in text:
        return ()
    try:
        return (bytes(Obis.parse(text)).hex(),)
    except ValueError:
        return ()


COMPARISONS: dict[str, Callable[[Field, str, Literal], Predicate]] = {
    "number": _ordered(literals.number),
    "signed": _ordered(literals.number),
    "float": _float,
    "boolean": _ordered(literals.truth),
    "severity": _ordered(literals.severity),
    "duration": _ordered(literals.duration),
    "text": _text,
    "oid": _oid,
    "bits": _bits,
    "bytes": _bytes,
    "obis": _obis,
    "address": _address,
    "time": _time,
    "value": _value,
}
