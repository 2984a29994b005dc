"""What are the parts of a structured value called, and what does each say? The declaration laid over the decoded Data.

The names come from the type trees of the interface classes. Where a value does not fit what is declared, that part and
what is below it stays without names: a wrong reading is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dissectors.core import ops
from dissectors.core.clock import FORMS
from dissectors.core.forms import show_obis, show_oid
from dissectors.core.node import Node
from dissectors.cosem import mbus
from dissectors.cosem.clock import clock_status
from dissectors.cosem.types import SECRET, Type, resolve
from dissectors.meaning.lessons import members
from dissectors.meaning.names import names_of
from dissectors.session.message import ObjectRef
from dissectors.spec import codes

MASK = "***"
MOST_DEPTH = 64
_CLOCK_STATUS = 11  # octet of a date-time


class Named(NamedTuple):
    """A part of a value: its declared name ("" for elements of an array), its node, what it says, and its own parts."""

    name: str
    node: Node
    text: str | None
    parts: tuple[Named, ...] = ()


def named(node: Node, declared: Type, name: str = "", selection: int | None = None, depth: int = 0) -> Named:
    """A value with the names of its parts; without parts where the value is no structure or does not fit."""
    parts = members(node)
    size = len(parts) if node.spec.kind in _LISTS else _size(node)
    kind = resolve(declared, node.spec.name, size, selection)
    if kind is None:
        return Named(name, node, None)
    if node.spec.kind not in _LISTS or depth > MOST_DEPTH:
        return Named(name, node, _with_status(node, kind, leaf_text(node, kind)))
    if kind.fields is not None:
        return Named(name, node, None, _fields(parts, kind.fields, depth))
    if kind.of is not None:
        of = kind.of
        return Named(name, node, None, tuple([named(part, of, "", None, depth + 1) for part in parts]))
    return Named(name, node, None)


def walk(tree: Named) -> Iterator[Named]:
    """The value and every part of it, in order."""
    stack = [tree]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(current.parts))


def overlay(tree: Named) -> dict[int, tuple[str, str | None]]:
    """Name and text by the identity of the node they belong to."""
    return {id(each.node): (each.name, each.text) for each in walk(tree) if each.name or each.text is not None}


def leaf_text(node: Node, kind: Type) -> str | None:
    """What a leaf says by its declaration: the name of a code, of bits, a date, a logical name, a quantity."""
    value = node.value
    if value is None:
        return None
    if kind.meaning == SECRET:
        return MASK
    if kind.names is not None:
        return _bit_text(value, kind.names) if kind.bits else kind.names.get(value) if isinstance(value, int) else None
    show = _MEANINGS.get(kind.meaning)
    if show is not None:
        return show(value)
    return f"{value} {kind.unit}" if kind.unit and not isinstance(value, bytes) else None


def _fields(parts: list[Node], fields: object, depth: int) -> tuple[Named, ...]:
    assert isinstance(fields, dict)
    numbers: dict[str, int] = {}
    found: list[Named] = []
    for part, (field, declared) in zip(parts, fields.items(), strict=True):
        if isinstance(part.value, int):
            numbers[field] = part.value
        found.append(named(part, declared, field, numbers.get(declared.selector), depth + 1))
    return tuple(found)


_LISTS = (ops.SEQUENCE_OF, ops.COMPACT_ARRAY)


def _size(node: Node) -> int:
    return len(node.value) if isinstance(node.value, bytes | str) else -1


def _bit_text(value: object, names: dict[int, str]) -> str | None:
    """Names of the bits that are set: of an octet from the lowest, of a bit-string from the first."""
    if isinstance(value, str):
        on = [index for index, bit in enumerate(value) if bit == "1"]
    elif isinstance(value, int):
        on = [index for index in range(value.bit_length()) if value >> index & 1]
    else:
        return None
    return ", ".join(names.get(index, f"bit {index}") for index in on) or "none"


@lru_cache(maxsize=1024)
def date_text(form: str, octets: bytes) -> str:
    """The text of the octets of a date-time, date or time; asked for as a value, and again as a reading."""
    return FORMS[form].show(octets)


def _date(form: str) -> Callable[[object], str | None]:
    size = FORMS[form].size

    def show(value: object) -> str | None:
        return date_text(form, value) if isinstance(value, bytes) and len(value) == size else None

    return show


def _with_status(node: Node, kind: Type, text: str | None) -> str | None:
    """A date-time with what its clock status says, where it says anything."""
    value = node.value
    if text is None or kind.meaning != "date-time" or not isinstance(value, bytes) or len(value) <= _CLOCK_STATUS:
        return text
    status = value[_CLOCK_STATUS]
    return text if status in (0, 0xFF) else f"{text} ({', '.join(clock_status(status))})"


def _obis(value: object) -> str | None:
    if not isinstance(value, bytes) or len(value) != 6:
        return None
    name = names_of(ObjectRef(None, value, None)).name
    return f"{show_obis(value)} {name}" if name is not None else show_obis(value)


def _title(value: object) -> str | None:
    if not isinstance(value, bytes) or len(value) != 8:
        return None
    maker = value[:3]
    return f"{maker.decode()} {value[3:].hex()}" if maker.isalpha() and maker.isascii() else value.hex()


def _base_name(value: object) -> str | None:
    return f"{value & 0xFFFF:04X}" if isinstance(value, int) else None


def _conformance(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    names = codes.CONFORMANCE
    return ", ".join(names[index] for index, bit in enumerate(value) if bit == "1" and index in names) or "none"


def _mac(value: object) -> str | None:
    return value.hex(":") if isinstance(value, bytes) and value else None


def _oid(value: object) -> str | None:
    """An object identifier with its name; some meters leave its BER tag and length in front."""
    if not isinstance(value, bytes):
        return None
    headed = value[:1] == _OID_TAG and len(value) == value[1] + 2 if len(value) > 2 else False
    oid = show_oid(value[2:] if headed else value)
    name = codes.APPLICATION_CONTEXT.get(oid) or codes.MECHANISM.get(oid)
    return f"{oid} {name}" if name is not None else oid


_OID_TAG = b"\x06"


def _manufacturer(value: object) -> str | None:
    return mbus.manufacturer(value) if isinstance(value, int) else None


def _identification(value: object) -> str | None:
    return mbus.identification_number(value) if isinstance(value, int) else None


def _device_type(value: object) -> str | None:
    return mbus.DEVICE_TYPES.get(value) if isinstance(value, int) else None


_MEANINGS: dict[str, Callable[[object], str | None]] = {
    "date-time": _date("date-time"),
    "date": _date("date"),
    "time": _date("time"),
    "obis": _obis,
    "system-title": _title,
    "base-name": _base_name,
    "conformance": _conformance,
    "mac": _mac,
    "oid": _oid,
    "mbus-manufacturer": _manufacturer,
    "mbus-identification-number": _identification,
    "mbus-device-type": _device_type,
}
