"""What a value means: a physical quantity, a date, the name of a code; by what its class declares and the capture taught."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec.structs import replace

from dissectors.core import ops
from dissectors.core.clock import FORMS
from dissectors.core.node import Node
from dissectors.cosem.classes import attribute, method
from dissectors.cosem.clock import plausible
from dissectors.cosem.types import SECRET, Attribute, Type, resolve
from dissectors.cosem.units import shower, symbol
from dissectors.meaning.facts import Devices, Facts
from dissectors.meaning.lessons import SCALER_UNIT, scaler_unit_of
from dissectors.meaning.named import MASK, date_text, leaf_text, named, walk
from dissectors.meaning.names import holds_moment
from dissectors.plain import data_value
from dissectors.session.message import ObjectRef

_NUMBERS = (ops.INTEGER, ops.UNSIGNED, ops.FLOAT)
_LEAVES = (ops.OCTET_STRING, ops.OCTETS, ops.BIT_STRING, ops.ENUMERATED, *_NUMBERS)
_MEASURED = (3, 4, 5)  # classes whose scaler a value without a class may have
_LEAST_TEXT = 2
TELEGRAM_FORM = "telegram"  # of values that stand as text in a P1 telegram
BEFORE, BESIDE, BY_LIST = 0, -1, -2  # in place of a row: known before the capture, in the message, by the list's name


class Item(NamedTuple):
    """One value of a message and what it is a value of.

    ``version`` is that of the object's class, None where no object list told it. ``scale`` is the scaler and unit that
    stand beside the value in the message (``scale_row`` BESIDE) or that the named list fixes (BY_LIST). ``form``
    ("date-time", "telegram") says what octets are, where the message's own shape does; ``label`` names a value that has no object;
    ``named_by`` says what gave the object to the value, where neither the request nor a code beside it did.
    """

    ref: ObjectRef | None
    node: Node | None
    version: int | None = None
    scale: tuple[int, int] | None = None
    form: str = ""
    label: str = ""
    scale_row: int = -1
    named_by: str = ""


@lru_cache(maxsize=65_536)
def declared_attribute(ref: ObjectRef, version: int | None = None) -> Attribute | None:
    """The attribute that a reference names; without a version where every version of its class agrees on it."""
    if ref.method or ref.class_id is None or ref.number is None:
        return None
    return attribute(ref.class_id, version, ref.number)


@lru_cache(maxsize=65_536)
def declared_type(ref: ObjectRef, version: int | None = None, answer: bool = False) -> Type | None:
    """The type of an attribute's value or of a method's parameter; what a method returns is not declared."""
    if ref.class_id is None or ref.number is None or ref.number < 1:
        return None
    if ref.method:
        call = None if answer else method(ref.class_id, version, ref.number)
        return call.parameter if call is not None else None
    declared = attribute(ref.class_id, version, ref.number)
    return declared.type if declared is not None else None


def value_of(node: Node, ref: ObjectRef | None, version: int | None = None, form: str = "") -> Any:
    """The plain value, octets as a date only where the attribute's declared type says so."""
    if node.spec.kind == ops.OCTET_STRING and node.value:
        date = _date(node, ref, version, form)
        if date is not None:
            return date
    return data_value(node)


@lru_cache(maxsize=4096)
def holds_secret(declared: Type) -> bool:
    """Whether a password or a key is declared in the type, at its top or below."""
    if declared.meaning == SECRET:
        return True
    below = [*(declared.fields or {}).values(), *(declared.options or {}).values()]
    return any(map(holds_secret, below if declared.of is None else [*below, declared.of]))


def secrets_in(node: Node, ref: ObjectRef | None, version: int | None = None, answer: bool = False) -> tuple[Node, ...]:
    """The nodes of a value that are passwords or keys, by what its attribute or method declares."""
    declared = declared_type(ref, version, answer) if ref is not None else None
    if declared is None or not holds_secret(declared):
        return ()
    return tuple(part.node for part in walk(named(node, declared)) if part.text == MASK and part.node.value)


def masked(value: Any, secrets: Sequence[Node]) -> Any:
    """A plain value with ``***`` in place of the octets of secrets, wherever they stand in it."""
    return _masked(value, {data_value(node) for node in secrets})


def _masked(value: Any, texts: set[Any]) -> Any:
    if isinstance(value, dict):
        return {key: _masked(inner, texts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, texts) for inner in value]
    return MASK if isinstance(value, str) and value in texts else value


def scale_of(item: Item, devices: Devices, facts: Facts, row: int) -> tuple[int, int, int] | None:
    """Scaler, unit, and the row that told them, or one of BEFORE, BESIDE, BY_LIST."""
    if item.scale is not None:
        return (*item.scale, item.scale_row)
    ref = item.ref
    if ref is None or ref.logical_name is None:
        return None
    if ref.class_id is None:
        for class_id in _MEASURED if len(facts) else ():
            fact = facts.find(devices, replace(ref, class_id=class_id), SCALER_UNIT, row)
            if fact is not None:
                return (*fact.value, fact.row)
        return None
    declared = declared_attribute(ref, item.version)
    if declared is None or not declared.scaled_by:
        return None
    fact = facts.find(devices, ref, SCALER_UNIT, row)
    return (*fact.value, fact.row) if fact is not None else None


def text_of(
    node: Node,
    ref: ObjectRef | None,
    devices: Devices,
    facts: Facts,
    row: int,
    version: int | None = None,
    answer: bool = True,
) -> str | None:
    """The reading an engineer would give: ``231.5 V``, a date, a code's name; None where the bare value is all there is."""
    return item_text(Item(ref, node, version), devices, facts, row, answer)


def item_text(item: Item, devices: Devices, facts: Facts, row: int, answer: bool = True) -> str | None:
    """As :func:`text_of`, for a value that may have brought its scaler and unit."""
    node, ref = item.node, item.ref
    if node is None:
        return None
    if item.form == TELEGRAM_FORM:
        return telegram_text(item)
    kind = node.spec.kind
    if kind in _NUMBERS and node.value is not None:
        known = scale_of(item, devices, facts, row)
        if known is not None:
            return shower(known[0], known[1])(node.value)
        if ref is not None and kind == ops.UNSIGNED:
            moment = unix_time(ref, node.value)
            if moment is not None:
                return moment
    if kind not in _LEAVES:
        scaler_unit = scaler_unit_of(node)
        if scaler_unit is not None and ref is not None and _is_scaler_unit(ref, item.version):
            return f"10^{scaler_unit[0]} {symbol(scaler_unit[1])}".rstrip()
        return None
    declared = declared_type(ref, item.version, answer) if ref is not None else None
    if declared is not None:
        size = len(node.value) if isinstance(node.value, bytes | str) else -1
        resolved = resolve(declared, node.spec.name, size)
        text = leaf_text(node, resolved) if resolved is not None else None
        if text is not None:
            return text
        if resolved is not None and resolved.meaning:
            return None
    if kind == ops.OCTET_STRING and node.spec.form != "text":
        return _date(node, ref, item.version, item.form) or _moment(node.value, ref) or characters(node.value)
    if node.spec.form == "text" and isinstance(node.value, bytes) and node.value[-1:] == b"\0":
        return characters(node.value)
    return None


def unix_time(ref: ObjectRef, value: int) -> str | None:
    """The time that a UNIX clock or a high resolution clock says, in UTC; None of any other object."""
    name = ref.logical_name
    per_second = _UNIX_CLOCKS.get((name[0], name[2], name[3])) if name is not None and len(name) == 6 else None
    if per_second is None or ref.number not in (None, 2) or ref.method:
        return None
    try:
        moment = _EPOCH + datetime.timedelta(seconds=value // per_second)
    except OverflowError:
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{value % per_second * 100 // per_second:02d}+00:00"


# Objects 0-b:1.1.e and 0-b:1.2.e count from 1970 in seconds and in milliseconds (Blue Book 6.2.4)
_UNIX_CLOCKS = {(0, 1, 1): 1, (0, 1, 2): 1000}
_EPOCH = datetime.datetime(1970, 1, 1)


def telegram_text(item: Item) -> str | None:
    """The reading of a value in a P1 telegram: a quantity, or a time; None where the text is all there is."""
    quantity = quantity_of(item)
    if quantity is not None:
        return f"{quantity[0]} {quantity[1]}"
    value = item.node.value if item.node is not None else None
    match = _TELEGRAM_TIME.fullmatch(value) if isinstance(value, bytes) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (part.decode() for part in match.groups()[:6])
    summer = " (daylight saving active)" if match[7] == b"S" else ""
    return f"20{year}-{month}-{day}T{hour}:{minute}:{second}.*{summer}"


def quantity_of(item: Item) -> tuple[str, str] | None:
    """Number and unit of ``006545766*Wh`` in a telegram, without leading zeros; None of anything else."""
    value = item.node.value if item.node is not None and item.form == TELEGRAM_FORM else None
    match = _QUANTITY.fullmatch(value) if isinstance(value, bytes) else None
    if match is None:
        return None
    sign, whole, fraction, unit = (part.decode() for part in match.groups())
    return f"{sign}{whole.lstrip('0') or '0'}{fraction}", _TELEGRAM_UNITS.get(unit, unit)


_QUANTITY = re.compile(rb"(-?)([0-9]{1,20})((?:\.[0-9]{1,10})?)\*([A-Za-z0-9%/]{1,8})")
_TELEGRAM_TIME = re.compile(rb"([0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])([0-2][0-9])([0-5][0-9])([0-5][0-9])([SW])")
_TELEGRAM_UNITS = {"m3": "m³"}


def characters(value: Any) -> str | None:
    """Octets that are nothing but printable characters (and NULs behind them), as these characters."""
    if not isinstance(value, bytes):
        return None
    text = value.rstrip(b"\0")
    if len(text) < _LEAST_TEXT or not text.isascii() or not text.decode().isprintable():
        return None
    return text.decode()


@lru_cache(maxsize=4096)
def _is_scaler_unit(ref: ObjectRef, version: int | None) -> bool:
    declared = declared_attribute(ref, version)
    return declared is not None and declared.teaches == SCALER_UNIT


def _moment(value: Any, ref: ObjectRef | None) -> str | None:
    """A date or time under a name that says so, though the class declares no type."""
    if ref is None or not isinstance(value, bytes) or not plausible(value) or not holds_moment(ref):
        return None
    return _FORM_OF[len(value)].show(value)


_FORM_OF = {form.size: form for form in FORMS.values()}


def _date(node: Node, ref: ObjectRef | None, version: int | None, form: str) -> str | None:
    """Text of a date in octets, where the attribute is declared to be one."""
    value = node.value
    if not isinstance(value, bytes) or not value:
        return None
    if not form:
        declared = declared_type(ref, version) if ref is not None else None
        kind = resolve(declared, node.spec.name, len(value)) if declared is not None else None
        form = kind.meaning if kind is not None else ""
    shape = FORMS.get(form)
    return date_text(form, value) if shape is not None and shape.size == len(value) else None


__all__ = [
    "BEFORE",
    "BESIDE",
    "BY_LIST",
    "MASK",
    "TELEGRAM_FORM",
    "Item",
    "characters",
    "declared_attribute",
    "declared_type",
    "holds_secret",
    "item_text",
    "masked",
    "quantity_of",
    "scale_of",
    "secrets_in",
    "text_of",
    "unix_time",
    "value_of",
]
