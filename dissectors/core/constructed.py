"""A-XDR constructed elements (IEC 61334-6): sequences, choices, optional parts and containers, both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dissectors.core.checks import write_check_of
from dissectors.core.errors import EncodeError
from dissectors.core.node import Node
from dissectors.core.ops import (
    ANCHOR,
    CHECK,
    CHOICE,
    CIPHERED,
    CONTAINER,
    DEFAULT,
    LENGTH_OF_REST,
    NULL,
    OPTIONAL,
    READ,
    SEQUENCE,
    SEQUENCE_OF,
    TIMESTAMP,
    Op,
    ReadFunction,
    WriteFunction,
)
from dissectors.core.scalars import put, read_length, write_length

if TYPE_CHECKING:
    from dissectors.core.reader import Reader

AUTHENTICATED = 0x10  # bit A of the security control: an authentication tag follows the text


def adopt(op: Op, node: Node, start: int) -> Node:
    """``node`` under the name of the element ``op`` that encloses it; a node adopted before is wrapped instead."""
    if node.field is node.spec:
        node.field = op
        node.start = start
        return node
    outer = Node(op, node.source, start, node.end, None, [node])
    outer.spec = node.field
    return outer


def inner(v: Any) -> Any:
    """The value inside an adopted or wrapped node; plain values stand for themselves."""
    return v.children[0] if isinstance(v, Node) and v.spec.kind == CHOICE and v.children else v


def read_sequence(op: Op, r: Reader, pos: int, end: int) -> Node:
    children: list[Node] = []
    at = pos
    for each in op.children:
        node = READ[each.kind](each, r, at, end)
        children.append(node)
        at = node.end
        if r.failed:
            break
        if each.flags == ANCHOR:
            r.anchor = node.start
        elif each.flags == LENGTH_OF_REST:
            announced = at + node.value
            if announced <= end:
                end = announced
            else:
                r.mark(node, "truncated", f"{node.value} bytes announced, {end - at} left", node.start)
    return Node(op, r.source, pos, at, None, children)


def write_sequence(op: Op, v: Any, out: bytearray) -> None:
    if isinstance(v, Node):
        for node in v.children or ():
            put(node.field, node, out)
        return
    if not isinstance(v, dict):
        raise EncodeError(op.name, f"wants a dict of its fields, not {type(v).__name__}")
    unknown = v.keys() - {each.name for each in op.children}
    if unknown:
        raise EncodeError(op.name, f"has no field {min(unknown)!r}")
    length_at = -1
    anchor = 0
    for each in op.children:
        if each.flags & LENGTH_OF_REST and each.name not in v:
            length_at = len(out)
            out += bytes(each.size)
            continue
        if each.flags == ANCHOR:
            anchor = len(out)
        if each.kind == CHECK and v.get(each.name) is None:
            write_check_of(each, bytes(out[anchor:]), out)
            continue
        if each.name not in v and each.kind not in (OPTIONAL, DEFAULT, TIMESTAMP, NULL):
            raise EncodeError(f"{op.name}.{each.name}", "is missing")
        put(each, v.get(each.name, each.default), out)
    if length_at >= 0:
        length_op = next(each for each in op.children if each.flags & LENGTH_OF_REST)
        length = len(out) - length_at - length_op.size
        if length >= 1 << 8 * length_op.size:
            raise EncodeError(f"{op.name}.{length_op.name}", f"{length} bytes are too many")
        out[length_at : length_at + length_op.size] = length.to_bytes(length_op.size, "big")


def read_choice(op: Op, r: Reader, pos: int, end: int) -> Node:
    if pos >= end:
        return r.short(op, pos, end, 1)
    tag = r.data[pos]
    chosen = op.table.get(tag)
    if chosen is None:
        return r.stop(op, pos, end, "unknown-tag", f"{tag:02X} is no alternative of {op.name}", pos)
    node = READ[chosen.kind](chosen, r, pos if chosen.tags else pos + 1, end)
    if node.field is node.spec:
        node.field = op
        node.start = pos
        return node
    outer = Node(op, r.source, pos, node.end, None, [node])
    outer.spec = node.field
    return outer


def write_choice(op: Op, v: Any, out: bytearray) -> None:
    if isinstance(v, Node):
        name, value = v.spec.name, inner(v)
        if v.spec is op and v.field is op:  # decoded here, not adopted: the alternative is unknown
            out += v.data
            return
    elif isinstance(v, dict) and len(v) == 1:
        name, value = next(iter(v.items()))
    else:
        raise EncodeError(op.name, "wants {alternative: value}")
    tag = op.tag_of.get(name)
    if tag is None:
        raise EncodeError(op.name, f"has no alternative {name!r}")
    chosen = op.table[tag]
    if not chosen.tags:  # a BER alternative writes its own
        out.append(tag)
    put(chosen, value, out)


def read_sequence_of(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Value: the announced count. A count that the bytes left cannot hold is noted; what is there is still read."""
    count, at, form = read_length(r.data, pos, end)
    if count < 0:
        return r.short(op, pos, end, 1)
    children: list[Node] = []
    node = Node(op, r.source, pos, at, count, children, form)
    element = op.child
    assert element is not None
    if count > end - at:
        r.mark(node, "count-too-large", f"{count} elements announced, {end - at} bytes left", pos)
    if not r.enter() or r.budget < min(count, end - at):
        r.leave()
        return r.stop(op, pos, end, "too-deep" if r.budget > 0 else "too-many", "nested too deeply or too many", pos)
    read = READ[element.kind]
    for _ in range(count):
        if at >= end:
            r.failed = True
            r.mark(node, node.note.code if node.note else "truncated", f"{len(children)} of {count} elements", pos)
            break
        each = read(element, r, at, end)
        children.append(each)
        at = each.end
        if r.failed:
            break
    r.budget -= len(children)
    r.leave()
    node.end = at
    return node


def write_sequence_of(op: Op, v: Any, out: bytearray) -> None:
    items = (v.children or []) if isinstance(v, Node) else v
    if not isinstance(items, list | tuple):
        raise EncodeError(op.name, "wants a list")
    write_length(len(items), out, v.form if isinstance(v, Node) else None)
    assert op.child is not None
    for item in items:
        put(op.child, item, out)


def read_optional(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Absent: a node whose spec is ``op`` itself and whose value is the default (None for OPTIONAL)."""
    if pos >= end:
        return r.short(op, pos, end, 1)
    flag = r.data[pos]
    if flag == 0:
        return Node(op, r.source, pos, pos + 1, op.default)
    assert op.child is not None
    if flag != 1:
        return r.stop(op, pos, end, "presence-flag", f"{op.name}: {flag:02X} is neither 00 nor 01", pos)
    return adopt(op, READ[op.child.kind](op.child, r, pos + 1, end), pos)


def write_optional(op: Op, v: Any, out: bytearray) -> None:
    absent = v.spec is op if isinstance(v, Node) else v is None or (op.kind == DEFAULT and v == op.default)
    if absent:
        out.append(0)
        return
    assert op.child is not None
    out.append(1)
    put(op.child, inner(v), out)


def read_container(op: Op, r: Reader, pos: int, end: int) -> Node:
    """An octet string whose bytes are an element: children are that element and what is left over, if anything."""
    size, at, form = read_length(r.data, pos, end)
    if size < 0:
        return r.short(op, pos, end, 1)
    assert op.child is not None
    stop = min(at + size, end)
    if not r.enter():
        r.leave()
        return r.stop(op, pos, end, "too-deep", "nested too deeply", pos)
    child = READ[op.child.kind](op.child, r, at, stop)
    r.leave()
    children = [child]
    node = Node(op, r.source, pos, r.fill(children, child.end, stop), None, children, form)
    if at + size > end:
        r.failed = True
        r.mark(node, "truncated", f"{size} bytes announced, {end - at} left", pos)
    return node


def write_container(op: Op, v: Any, out: bytearray) -> None:
    assert op.child is not None
    content = bytearray()
    if isinstance(v, Node):
        for node in v.children or ():
            put(node.field, node, content)
    else:
        put(op.child, v, content)
    write_length(len(content), out, v.form if isinstance(v, Node) else None)
    out += content


def read_ciphered(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Security header and protected part up to ``end``: control, counter, text, and the tag when bit A is set."""
    control_op, counter_op, text_op, tag_op = op.children
    children = [READ[control_op.kind](control_op, r, pos, end)]
    if not r.failed:
        children.append(READ[counter_op.kind](counter_op, r, children[0].end, end))
    if r.failed:
        return Node(op, r.source, pos, children[-1].end, None, children)
    at = children[-1].end
    tag_size = tag_op.size if children[0].value & AUTHENTICATED else 0
    if end - at < tag_size:
        children.append(r.short(tag_op, at, end, tag_size))
        return Node(op, r.source, pos, end, None, children)
    children.append(Node(text_op, r.source, at, end - tag_size, r.data[at : end - tag_size]))
    if tag_size:
        children.append(Node(tag_op, r.source, end - tag_size, end, r.data[end - tag_size : end]))
    return Node(op, r.source, pos, end, None, children)


def write_ciphered(op: Op, v: Any, out: bytearray) -> None:
    if isinstance(v, Node):
        write_sequence(op, v, out)
        return
    if not isinstance(v, dict):
        raise EncodeError(op.name, f"wants a dict of its fields, not {type(v).__name__}")
    for each in op.children[:3] if op.children[3].name not in v else op.children:
        if each.name not in v:
            raise EncodeError(f"{op.name}.{each.name}", "is missing")
        put(each, v[each.name], out)


READ_TABLE: dict[int, ReadFunction] = {
    SEQUENCE: read_sequence,
    CHOICE: read_choice,
    SEQUENCE_OF: read_sequence_of,
    OPTIONAL: read_optional,
    DEFAULT: read_optional,
    CONTAINER: read_container,
    CIPHERED: read_ciphered,
}
WRITE_TABLE: dict[int, WriteFunction] = {
    SEQUENCE: write_sequence,
    CHOICE: write_choice,
    SEQUENCE_OF: write_sequence_of,
    OPTIONAL: write_optional,
    DEFAULT: write_optional,
    CONTAINER: write_container,
    CIPHERED: write_ciphered,
}
