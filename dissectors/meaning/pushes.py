"""Which objects do the values of a push belong to? The list-like shapes that meters send, one row a shape.

A push (DataNotification) names no object outside its body. Meters put codes beside the values, or the list of objects
before them, or leave both to the push setup that the client wrote. A body that fits no row has no objects: position
alone never names a value unless the meter's own push setup, or the name of the list, says what stands where.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.cosem.clock import plausible
from dissectors.meaning.deviations import read_anyway
from dissectors.meaning.facts import Devices, Fact, Facts
from dissectors.meaning.lessons import PUSH_OBJECT_LIST, Column, columns_of, members, scaler_unit_of
from dissectors.meaning.values import BY_LIST, Item
from dissectors.session.message import ObjectRef

PUSH_SETUP = 40
MOST_SETUPS = 64  # push setups of one meter that are looked through
CLOCK, SERIAL_NUMBER = bytes((0, 0, 1, 0, 0, 255)), bytes((0, 0, 96, 1, 0, 255))
_LIST_IDENTIFIER, _LIST_OF_OBJECTS = "list identifier", "list of objects"


class Loose(NamedTuple):
    """A value that stands alone before or behind the coded ones; ``code`` is what the manufacturer's list says it is."""

    kind: str  # "time", "text" or "octets"
    code: bytes | None = None
    label: str = ""


class Shape(NamedTuple):
    """A body of codes and values.

    ``nested`` says whether each code has a structure of its own. ``entry`` lists what may follow a code: ``v`` a value,
    ``u`` its scaler and unit, ``w`` a structure of both; the first that fits is taken. ``head`` and ``tail`` are values
    without a code; they are optional.
    """

    name: str
    nested: bool
    entry: tuple[str, ...]
    head: tuple[Loose, ...] = ()
    tail: tuple[Loose, ...] = ()


# In the order in which they are tried.
SHAPES = (
    Shape("an array or structure of code, value and perhaps unit (Aidon, Iskra, Salzburg)", True, ("w", "vu", "v")),
    Shape(
        "time, then codes, values and units one after another, the meter's number last (EVN)",
        False,
        ("vu",),
        head=(Loose("time", CLOCK),),
        tail=(Loose("octets", SERIAL_NUMBER),),
    ),
    Shape("codes and values one after another, units inside (Sagemcom)", False, ("w", "vu", "v")),
    Shape("time, then codes and values (Landis+Gyr)", False, ("w", "vu", "v"), head=(Loose("time"),)),
    Shape(
        "name of the list, then codes and values, null where a phase is missing (Kamstrup)",
        False,
        ("w", "vu", "v"),
        head=(Loose("text", None, _LIST_IDENTIFIER),),
    ),
)


class NamedList(NamedTuple):
    """A list that its first value names: the codes by position for each length, and scalers by value groups C and D."""

    positions: dict[int, tuple[str, ...]]
    scalers: dict[tuple[int, int], tuple[int, int]]


_HEAD = ("1.0.0.2.129.255", "0.0.96.1.0.255", "0.0.96.1.7.255")
_POWERS = tuple(f"1.0.{c}.7.0.255" for c in (1, 2, 3, 4))
_ONE_PHASE = tuple(f"1.0.{c}.7.0.255" for c in (31, 32))
_THREE_PHASES = tuple(f"1.0.{c}.7.0.255" for c in (31, 51, 71, 32, 52, 72))
_HOURLY = ("0.0.1.0.0.255", *(f"1.0.{c}.8.0.255" for c in (1, 2, 3, 4)))
_W, _VAR, _WH, _VARH, _A, _V = 27, 29, 30, 32, 33, 35
NAMED_LISTS = {
    b"KFM_001": NamedList(
        {
            9: (*_HEAD, *_POWERS, *_ONE_PHASE),
            13: (*_HEAD, *_POWERS, *_THREE_PHASES),
            14: (*_HEAD, *_POWERS, *_ONE_PHASE, *_HOURLY),
            18: (*_HEAD, *_POWERS, *_THREE_PHASES, *_HOURLY),
        },
        {
            **dict.fromkeys(((1, 7), (2, 7)), (0, _W)),
            **dict.fromkeys(((3, 7), (4, 7)), (0, _VAR)),
            **dict.fromkeys(((1, 8), (2, 8)), (0, _WH)),
            **dict.fromkeys(((3, 8), (4, 8)), (0, _VARH)),
            **dict.fromkeys(((31, 7), (51, 7), (71, 7)), (-3, _A)),
            **dict.fromkeys(((32, 7), (52, 7), (72, 7)), (-1, _V)),
        },
    ),
}


def items_of(body: Node, devices: Devices = (), facts: Facts | None = None, row: int = 0) -> tuple[Item, ...]:
    """The values of a push with their objects, in order; empty where no shape fits."""
    parts = members(body)
    if not parts:
        return ()
    found = _by_columns(parts, _own_list(parts), devices, facts, "object list in the push") or _named(parts)
    for shape in SHAPES if not found else ():
        found = _coded(parts, shape)
        if found:
            break
    taught = _taught(parts, devices, facts, row) if not found and facts is not None else None
    if taught is not None:
        columns: tuple[Column, ...] = taught.value
        told = f"message {taught.row}" if taught.row else "before the capture"
        found = _by_columns(parts, columns, devices, facts, f"push object list from {told}")
    return tuple(_scaled_by_list(found, parts)) if found else ()


def deviant_items(body: Node, end: int) -> tuple[str, tuple[Item, ...]]:
    """As :func:`items_of` for a body that is no proper Data: what deviates, and the values; "" where that fails too.

    ``end`` is where the body's bytes end in its source.
    """
    deviation, entries = read_anyway(body.source, body.start, end)
    return deviation, tuple(
        Item(entry.ref, entry.value, None, entry.scale, _form(entry.ref, entry.value)) for entry in entries
    )


# --- the object list, in the push or known ----------------------------------------------------------


def _own_list(parts: list[Node]) -> tuple[Column | None, ...] | None:
    """The list of objects that the push itself carries.

    Where it names itself it has as many objects as the push has elements; else it stands before them.
    """
    for at, part in enumerate(parts[:2]):
        columns = columns_of(part)
        if columns is None:
            continue
        if len(columns) == len(parts):
            return columns
        if at == 0 and len(columns) == len(parts) - 1:
            return (None, *columns)
    return None


def _taught(parts: list[Node], devices: Devices, facts: Facts, row: int) -> Fact | None:
    """The one push object list of the meter that has as many objects; None where there is none, or several differ."""
    known = islice(facts.every(devices, PUSH_SETUP, PUSH_OBJECT_LIST, row), MOST_SETUPS)
    fitting = {fact.value: fact for _, fact in known if len(fact.value) == len(parts)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _by_columns(
    parts: list[Node],
    columns: tuple[Column | None, ...] | None,
    devices: Devices,
    facts: Facts | None,
    named_by: str,
) -> list[Item]:
    if columns is None:
        return []
    return [
        Item(column.ref, part, facts.version(devices, column.ref) if facts is not None else None, named_by=named_by)
        if column is not None
        else Item(None, part, None, None, "", _LIST_OF_OBJECTS)
        for column, part in zip(columns, parts, strict=True)
    ]


# --- codes beside the values ------------------------------------------------------------------------


def _coded(parts: list[Node], shape: Shape) -> list[Item]:
    return _entries(parts, shape) if shape.nested else _flat(parts, shape)


def _entries(parts: list[Node], shape: Shape) -> list[Item]:
    """Every part is a structure of a code and what follows it."""
    found: list[Item] = []
    for part in parts:
        inside = members(part)
        name = _code(inside[0]) if inside else None
        if name is None:
            # The time or the name of the list may stand among them: a code alone before a value of its own.
            return _mixed(parts, shape)
        item, at = _entry(inside, 1, name, shape)
        if item is None or at != len(inside):
            return []
        found.append(item)
    return found


def _mixed(parts: list[Node], shape: Shape) -> list[Item]:
    """Structures of code and value among which a code and its value stand flat (the clock of the Salzburg list)."""
    found: list[Item] = []
    at = 0
    while at < len(parts):
        inside = members(parts[at])
        name = _code(inside[0]) if inside else _code(parts[at])
        if name is None:
            return []
        if inside:
            item, stop = _entry(inside, 1, name, shape)
            if item is None or stop != len(inside):
                return []
            at += 1
        else:
            item, at = _entry(parts, at + 1, name, shape)
            if item is None:
                return []
        found.append(item)
    return found


def _flat(parts: list[Node], shape: Shape) -> list[Item]:
    """Codes and values one after another, with values of their own before and behind."""
    found: list[Item] = []
    at = 0
    for loose in shape.head:
        if at < len(parts) and _is_loose(parts[at], loose):
            found.append(_loose(parts[at], loose))
            at += 1
        else:
            return []
    coded = 0
    while at < len(parts):
        name = _code(parts[at])
        if name is None:
            if parts[at].spec.kind == ops.NULL:
                at += 1
                continue
            break
        item, at = _entry(parts, at + 1, name, shape)
        if item is None:
            return []
        found.append(item)
        coded += 1
    for loose in shape.tail:
        if at < len(parts) and _is_loose(parts[at], loose):
            found.append(_loose(parts[at], loose))
            at += 1
    return found if coded and at == len(parts) else []


def _entry(parts: list[Node], at: int, name: bytes, shape: Shape) -> tuple[Item | None, int]:
    """The value after a code, and where the next code may stand."""
    if at >= len(parts):
        return None, at
    ref = ObjectRef(None, name, None)
    value = parts[at]
    inside = members(value)
    for form in shape.entry:
        if form == "vu":
            scale = scaler_unit_of(parts[at + 1]) if not inside and at + 1 < len(parts) else None
            if scale is not None:
                return Item(ref, value, None, scale), at + 2
        elif form == "w":
            scale = scaler_unit_of(inside[1]) if len(inside) == 2 else None
            if scale is not None and not members(inside[0]):
                return Item(ref, inside[0], None, scale), at + 1
        elif form == "v":
            return Item(ref, value, None, None, _form(ref, value)), at + 1
    return None, at


def _code(node: Node) -> bytes | None:
    value = node.value
    return value if node.spec.kind == ops.OCTET_STRING and isinstance(value, bytes) and len(value) == 6 else None


def _form(ref: ObjectRef, value: Node) -> str:
    """Octets under a clock's code are a date-time, if they can be one."""
    name = ref.logical_name
    if ref.class_id is not None or name is None or name[0] or name[2:] != CLOCK[2:]:
        return ""
    octets = value.value
    return "date-time" if isinstance(octets, bytes) and len(octets) == 12 and plausible(octets) else ""


def _is_loose(node: Node, loose: Loose) -> bool:
    value = node.value
    if loose.kind == "time":
        return isinstance(value, bytes) and len(value) == 12 and plausible(value)
    if loose.kind == "text":
        return node.spec.form == "text"
    return node.spec.kind == ops.OCTET_STRING and _code(node) is None


def _loose(node: Node, loose: Loose) -> Item:
    ref = ObjectRef(None, loose.code, None) if loose.code is not None else None
    return Item(ref, node, None, None, "date-time" if loose.kind == "time" else "", loose.label)


# --- lists that their first value names -------------------------------------------------------------


def _list_of(parts: list[Node]) -> NamedList | None:
    """The list whose name is one of the first two values."""
    for part in parts[:2]:
        if isinstance(part.value, bytes) and part.value in NAMED_LISTS:
            return NAMED_LISTS[part.value]
    return None


def _named(parts: list[Node]) -> list[Item]:
    known = _list_of(parts)
    codes = known.positions.get(len(parts)) if known is not None else None
    if codes is None:
        return []
    items: list[Item] = []
    for part, code in zip(parts, codes, strict=True):
        if members(part):
            return []
        ref = ObjectRef(None, bytes(map(int, code.split("."))), None)
        items.append(Item(ref, part, None, None, _form(ref, part), named_by="name of the list"))
    return items


def _scaled_by_list(items: list[Item], parts: list[Node]) -> list[Item]:
    """Scalers that the named list fixes, where the push brought none."""
    known = _list_of(parts)
    if known is None:
        return items
    found: list[Item] = []
    for item in items:
        name = item.ref.logical_name if item.ref is not None else None
        scale = known.scalers.get((name[2], name[3])) if name is not None and name[0] == 1 else None
        fixed = item.scale is None and scale is not None
        found.append(item._replace(scale=scale, scale_row=BY_LIST) if fixed else item)
    return found
