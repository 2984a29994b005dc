"""Compact array: one type description, then values without tags; both directions.

Every element of the contents becomes the same node it would be as a tagged Data, so readers of values need not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dissectors.core.errors import EncodeError
from dissectors.core.node import Node
from dissectors.core.ops import (
    CHOICE,
    COMPACT_ARRAY,
    READ,
    REST,
    SEQUENCE_OF,
    TYPE_DESCRIPTION,
    WRITE,
    Op,
    ReadFunction,
    WriteFunction,
)
from dissectors.core.scalars import octets, put, read_length, write_length

if TYPE_CHECKING:
    from dissectors.core.reader import Reader

ARRAY, STRUCTURE = "array", "structure"  # names of the two descriptions that hold others
CONTENTS = Op(SEQUENCE_OF, "contents")
COUNT = 2  # bytes of the number of elements of an array description


def read_description(op: Op, r: Reader, pos: int, end: int) -> Node:
    """A type description; ``op.child`` is the Data CHOICE. Value: None, or the number of elements of an array."""
    if pos >= end:
        return r.short(op, pos, end, 1)
    assert op.child is not None
    chosen = op.child.table.get(r.data[pos])
    if chosen is None or chosen.kind == COMPACT_ARRAY:
        return r.stop(op, pos, end, "unknown-tag", f"{r.data[pos]:02X} describes no type", pos)
    at = pos + 1
    value: int | None = None
    form: int | None = None
    children: list[Node] | None = None
    if chosen.name == ARRAY:
        if at + COUNT > end:
            return r.short(op, pos, end, 1 + COUNT)
        value = int.from_bytes(r.data[at : at + COUNT], "big")
        at += COUNT
    elif chosen.name == STRUCTURE:
        value, at, form = read_length(r.data, at, end)
        if value < 0 or value > end - at:
            return r.stop(op, pos, end, "count-too-large", f"structure of {value} types in {end - at} bytes", pos)
    node = Node(op, r.source, pos, at, value, children, form)
    node.spec = chosen
    if value is None:
        return node
    children = node.children = []
    if not r.enter():
        r.leave()
        return r.stop(op, pos, end, "too-deep", "type description nested too deeply", pos)
    for _ in range(value if chosen.name == STRUCTURE else 1):
        each = read_description(op, r, at, end)
        children.append(each)
        at = each.end
        if r.failed:
            break
    r.leave()
    node.end = at
    return node


def write_description(op: Op, v: Any, out: bytearray) -> None:
    """Plain form: a type name, ``{"array": [count, description]}`` or ``{"structure": [description, ...]}``."""
    assert op.child is not None
    form: Any = None
    count: Any = None
    inner: list[Any] = []
    if isinstance(v, Node):
        name, count, form = v.spec.name, v.value, v.form
        inner = list(v.children or ())
    elif isinstance(v, str):
        name = v
    elif isinstance(v, dict) and len(v) == 1:
        name, value = next(iter(v.items()))
        if not isinstance(value, list | tuple) or (name == ARRAY and len(value) != 2):
            raise EncodeError(op.name, f"{name!r} wants a list: of types, or of a count and a type")
        count, inner = (value[0], list(value[1:])) if name == ARRAY else (len(value), list(value))
    else:
        raise EncodeError(op.name, "wants the name of a type, or {array or structure: [...]}")
    tag = op.child.tag_of.get(name)
    if tag is None:
        raise EncodeError(op.name, f"{name!r} is no type")
    out.append(tag)
    if name == ARRAY:
        out += int(count).to_bytes(COUNT, "big")
    elif name == STRUCTURE:
        write_length(len(inner), out, form)
    for each in inner:
        write_description(op, each, out)


def read_compact_array(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Children: type description and contents. The number of elements is not sent: it follows from the bytes."""
    description_op = op.children[0]
    description = read_description(description_op, r, pos, end)
    if r.failed:
        return Node(op, r.source, pos, description.end, None, [description])
    size, at, form = read_length(r.data, description.end, end)
    if size < 0:
        r.failed = True
        node = Node(op, r.source, pos, end, None, [description])
        return r.mark(node, "truncated", "contents length missing", description.end)
    stop = min(at + size, end)
    items: list[Node] = []
    contents = Node(CONTENTS, r.source, description.end, stop, None, items, form)
    cursor = at
    while cursor < stop:
        each = _read_value(description, r, cursor, stop)
        items.append(each)
        if r.failed or each.end == cursor:
            break
        cursor = each.end
    children = [description, contents]
    if r.failed:
        r.failed = False  # the contents' length says where to go on
        r.mark(contents, "compact-array", f"contents end inside element {len(items)}", cursor)
    elif cursor < stop:
        items.pop()
        trailing = Node(_LEFT_OVER, r.source, cursor, stop, r.data[cursor:stop])
        r.mark(trailing, "compact-array", "elements of no size cannot fill these bytes", cursor)
        items.append(trailing)
    node = Node(op, r.source, pos, stop, None, children)
    if at + size > end:
        r.failed = True
        r.mark(node, "truncated", f"{size} bytes announced, {end - at} left", description.end)
    return node


_LEFT_OVER = Op(REST, "left-over")


def _read_value(description: Node, r: Reader, pos: int, end: int) -> Node:
    """One value of the described type. Each costs one of the run's node budget, so types of no width stay bounded."""
    field = description.field.child
    assert field is not None
    chosen = description.spec
    r.budget -= 1
    if r.budget < 0:
        return r.stop(field, pos, end, "too-many", "too many elements in one message", pos)
    if description.children is None:
        node = READ[chosen.kind](chosen, r, pos, end)
        node.field = field
        return node
    children: list[Node] = []
    node = Node(field, r.source, pos, pos, description.value, children)
    node.spec = chosen
    at = pos
    count = description.value if chosen.name == ARRAY else 1
    for _ in range(count):
        for inner in description.children:
            each = _read_value(inner, r, at, end)
            children.append(each)
            at = each.end
            if r.failed:
                node.end = at
                return node
    node.end = at
    return node


def write_compact_array(op: Op, v: Any, out: bytearray) -> None:
    """Plain form: ``{"type-description": …, "contents": [value, …]}``."""
    if isinstance(v, Node):
        nodes = v.children or []
        description: Any = nodes[0]
        items: Any = nodes[1].children or []
        form = nodes[1].form
    elif isinstance(v, dict) and v.keys() == {"type-description", "contents"}:
        description, items, form = v["type-description"], v["contents"], None
    else:
        raise EncodeError(op.name, "wants a dict of type-description and contents")
    write_description(op.children[0], description, out)
    content = bytearray()
    for item in items:
        _write_value(op.children[0], item, content)
    write_length(len(content), out, form)
    out += content


def _write_value(description_op: Op, v: Any, out: bytearray) -> None:
    data = description_op.child
    assert data is not None
    if isinstance(v, Node):
        if v.spec.kind == SEQUENCE_OF and v.field.kind == CHOICE:
            for each in v.children or ():
                _write_value(description_op, each, out)
        elif v.note is not None and v.value is None:
            out += v.data
        elif v.field is _LEFT_OVER:
            out += octets(v.field, v)
        else:
            WRITE[v.spec.kind](v.spec, v, out)
        return
    if not isinstance(v, dict) or len(v) != 1:
        raise EncodeError("contents", "wants {type: value}")
    name, value = next(iter(v.items()))
    if name not in data.tag_of:
        raise EncodeError("contents", f"{name!r} is no type")
    if name in (ARRAY, STRUCTURE):
        for item in value:
            _write_value(description_op, item, out)
    else:
        put(data.table[data.tag_of[name]], value, out)


READ_TABLE: dict[int, ReadFunction] = {TYPE_DESCRIPTION: read_description, COMPACT_ARRAY: read_compact_array}
WRITE_TABLE: dict[int, WriteFunction] = {TYPE_DESCRIPTION: write_description, COMPACT_ARRAY: write_compact_array}
