"""What does the value of a teaching attribute say? One reader for each kind of lesson; None where the shape is another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.session.message import ObjectRef

SCALER_UNIT = "scaler_unit"
CAPTURE_OBJECTS = "capture_objects"
CAPTURE_PERIOD = "capture_period"
OBJECT_LIST = "object_list"
PUSH_OBJECT_LIST = "push_object_list"
TEMPLATE_DESCRIPTION = "template_description"
TEMPLATE_ID = "template_id"
_MASK_16 = 0xFFFF


class Listed(NamedTuple):
    """An object of an object list; rights are (attribute or method id, access mode) as sent."""

    class_id: int
    version: int
    logical_name: bytes
    base_name: int | None
    attributes: tuple[tuple[int, int], ...]
    methods: tuple[tuple[int, int], ...]


class Column(NamedTuple):
    """An attribute that a profile or a push captures; ``data_index`` 0 is the whole of it."""

    ref: ObjectRef
    data_index: int


def members(node: Node) -> list[Node]:
    """The elements of an array, structure or compact array; empty for anything else."""
    if node.spec.kind == ops.COMPACT_ARRAY:
        parts = node.children or []
        return parts[1].children or [] if len(parts) > 1 else []
    return (node.children or []) if node.spec.kind == ops.SEQUENCE_OF else []


def column_of(node: Node) -> Column | None:
    """A capture object: class id, logical name, attribute, data index; what later versions add is passed over."""
    parts = members(node)
    if len(parts) not in _COLUMN_SIZES or node.spec.name != "structure":
        return None
    class_id, name, number = _number(parts[0]), parts[1].value, _number(parts[2])
    index = _number(parts[3]) if len(parts) > 3 else 0
    if class_id is None or not isinstance(name, bytes) or len(name) != 6 or number is None or index is None:
        return None
    return Column(ObjectRef(class_id, name, number), index)


def columns_of(node: Node) -> tuple[Column, ...] | None:
    """The columns of a list of capture objects; None where an element is none."""
    if node.spec.name not in ("array", "compact-array"):
        return None
    found = tuple(column_of(each) for each in members(node))
    columns = tuple(each for each in found if each is not None)
    return columns if columns and len(columns) == len(found) else None


def scaler_unit_of(node: Node) -> tuple[int, int] | None:
    """(scaler, unit) of a structure of an integer and an enum."""
    parts = node.children or []
    if len(parts) != 2 or node.spec.name != "structure" or parts[0].spec.kind not in _WHOLE:
        return None
    scaler, unit = _number(parts[0]), _number(parts[1])
    return (scaler, unit) if scaler is not None and unit is not None else None


_WHOLE = (ops.INTEGER, ops.UNSIGNED)
_NUMBERS = (*_WHOLE, ops.ENUMERATED)
_COLUMN_SIZES = (3, 4, 5, 6)


def _number(node: Node) -> int | None:
    return node.value if node.spec.kind in _NUMBERS and isinstance(node.value, int) else None


def _octets(node: Node) -> bytes | None:
    return node.value if node.spec.kind == ops.OCTET_STRING and isinstance(node.value, bytes) else None


def _object_list(node: Node) -> tuple[Listed, ...] | None:
    """Elements of either object list; those of another shape are left out."""
    if node.spec.name not in ("array", "compact-array"):
        return None
    found: list[Listed] = []
    for each in members(node):
        parts = members(each)
        if len(parts) != 4:
            continue
        by_name = parts[2].spec.kind == ops.OCTET_STRING
        head = [_number(part) for part in ((parts[0], parts[1]) if by_name else parts[:3])]
        name = _octets(parts[2 if by_name else 3])
        if None in head or name is None or len(name) != 6:
            continue
        base = None if by_name else (head[0] or 0) & _MASK_16
        class_id, version = head[-2:]
        rights = members(parts[3]) if by_name else []
        attributes, methods = (_rights(part) for part in rights) if len(rights) == 2 else ((), ())
        found.append(Listed(class_id or 0, version or 0, name, base, attributes, methods))
    return tuple(found) or None


def _rights(node: Node) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for each in members(node):
        parts = members(each)
        number = _number(parts[0]) if len(parts) >= 2 else None
        mode = parts[1].value if len(parts) >= 2 else None
        if number is not None and isinstance(mode, int):
            found.append((number, int(mode)))
    return tuple(found)


def elements_of(value: Any) -> int:
    """How much a fact holds: objects with their rights, columns; 0 of a single value."""
    if not isinstance(value, tuple) or not isinstance(value[0], Listed | Column):
        return 0
    return sum(1 + len(each.attributes) + len(each.methods) if isinstance(each, Listed) else 1 for each in value)


SHAPES: dict[str, Callable[[Node], Any]] = {
    SCALER_UNIT: scaler_unit_of,
    CAPTURE_OBJECTS: columns_of,
    CAPTURE_PERIOD: _number,
    OBJECT_LIST: _object_list,
    PUSH_OBJECT_LIST: columns_of,
    TEMPLATE_DESCRIPTION: _octets,
    TEMPLATE_ID: _number,
}
