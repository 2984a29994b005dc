"""Frame elements: HDLC addresses and control fields, check sequences, and the HDLC frame itself; both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dissectors.core import forms
from dissectors.core.checks import CHECKS
from dissectors.core.errors import EncodeError
from dissectors.core.node import Node
from dissectors.core.ops import (
    ADDRESS,
    HDLC_FRAME,
    PATTERN,
    READ,
    Op,
    ReadFunction,
    WriteFunction,
)
from dissectors.core.scalars import octets, put, scalar

if TYPE_CHECKING:
    from dissectors.core.reader import Reader

FLAG = 0x7E
LENGTH_BITS = 0x07FF  # of the frame format field


def read_address(op: Op, r: Reader, pos: int, end: int) -> Node:
    """HDLC address of 1, 2 or 4 bytes. Value: (upper, lower), lower None where the address is one byte long."""
    at = pos
    while at < end and at - pos < 4 and not r.data[at] & 1:
        at += 1
    size = at - pos + 1
    if at >= end or size > 4:
        return r.stop(op, pos, end, "illegal-address", "address does not end within 4 bytes", pos)
    parts = [byte >> 1 for byte in r.data[pos : pos + size]]
    if size == 4:
        value: tuple[int, int | None] = (parts[0] << 7 | parts[1], parts[2] << 7 | parts[3])
    else:
        value = (parts[0], parts[1] if size > 1 else None)
    node = Node(op, r.source, pos, pos + size, value)
    if size == 4:
        node.form = size
    elif size == 3:
        node.form = r.data[pos : pos + size]
        r.mark(node, "illegal-address", "address of 3 bytes", pos)
    return node


def write_address(op: Op, v: Any, out: bytearray) -> None:
    form = v.form if isinstance(v, Node) else None
    if isinstance(form, bytes):
        out += form
        return
    value = scalar(v)
    if isinstance(value, dict):
        value = (value["upper"], value.get("lower"))
    upper, lower = value if isinstance(value, tuple | list) else (value, None)
    if lower is None and upper < 0x80:
        parts = [upper]
    elif form == 4 or upper >= 0x80 or (lower or 0) >= 0x80:
        lower = lower or 0
        parts = [upper >> 7, upper & 0x7F, lower >> 7, lower & 0x7F]
    else:
        parts = [upper, lower]
    if max(parts) > 0x7F:
        raise EncodeError(op.name, f"{value} does not fit 14 bits")
    out += bytes(part << 1 for part in parts[:-1]) + bytes((parts[-1] << 1 | 1,))


def row_of(op: Op, value: int) -> tuple[int, int, str, tuple[Any, ...]] | None:
    """The row (mask, bits, name, members) that a ``pattern`` value is, or None."""
    for row in op.patterns:
        if value & row[0] == row[1]:
            return row
    return None


def read_pattern(op: Op, r: Reader, pos: int, end: int) -> Node:
    if pos >= end:
        return r.short(op, pos, end, 1)
    node = Node(op, r.source, pos, pos + 1, r.data[pos])
    if row_of(op, node.value) is None:
        r.mark(node, "unknown-code", f"{node.value:02X} is no {op.name}", pos)
    return node


def write_pattern(op: Op, v: Any, out: bytearray) -> None:
    """Plain form: the number, or ``{row name: {member: number}}``."""
    value = scalar(v)
    if isinstance(value, dict):
        name, members = next(iter(value.items()))
        row = next((each for each in op.patterns if each[2] == name), None)
        if row is None:
            raise EncodeError(op.name, f"has no {name!r}")
        value = row[1]
        for member in row[3]:
            part = members.get(member.name, 0)
            value |= (forms.code_of(member.names or {}, part) if isinstance(part, str) else int(part)) << member.shift
    if not isinstance(value, int) or not 0 <= value <= 0xFF:
        raise EncodeError(op.name, f"{value!r} does not fit 1 byte")
    out.append(value)


def read_hdlc_frame(op: Op, r: Reader, pos: int, end: int) -> Node:
    """A frame with or without its flags. Children: format, destination, source, control, [hcs, information], fcs."""
    format_op, destination_op, source_op, control_op, hcs_op, information_op, fcs_op = op.children
    start = pos
    if pos < end and r.data[pos] == FLAG:
        pos += 1
    anchor, r.anchor = r.anchor, pos
    node = Node(op, r.source, start, end, None, [])
    children = node.children = []
    length = READ[format_op.kind](format_op, r, pos, end)
    children.append(length)
    if r.failed:
        return node
    stop = pos + (length.value & LENGTH_BITS)
    if stop > end:
        r.mark(length, "truncated", f"{stop - pos} bytes announced, {end - pos} left", pos)
        stop = end
    at = length.end
    body_end = max(at, stop - CHECKS[fcs_op.form][1])
    for each in (destination_op, source_op, control_op):
        child = READ[each.kind](each, r, at, body_end)
        children.append(child)
        at = child.end
        if r.failed:
            return node
    control = children[-1]
    if at < body_end:
        hcs = READ[hcs_op.kind](hcs_op, r, at, body_end)
        children.append(hcs)
        if not r.failed:
            row = row_of(control_op, control.value)
            chosen = information_op.table.get(row[1], information_op) if row else information_op
            node_op = information_op.child if chosen is information_op else chosen
            assert node_op is not None
            information = READ[node_op.kind](node_op, r, hcs.end, body_end)
            information.field = information_op
            children.append(information)
            r.fill(children, information.end, body_end)
    r.failed = False
    children.append(READ[fcs_op.kind](fcs_op, r, body_end, stop))
    node.end = stop + 1 if stop < end and r.data[stop] == FLAG else stop
    r.anchor = anchor
    return node


def write_hdlc_frame(op: Op, v: Any, out: bytearray) -> None:
    """A node gives its bytes as they came; for plain values, length and checks are computed where left out."""
    if isinstance(v, Node):
        if v.data[:1] == bytes((FLAG,)):
            out.append(FLAG)
        for node in v.children or ():
            put(node.spec, node, out)
        if v.data[-1:] == bytes((FLAG,)) and v.children and v.end > v.children[-1].end:
            out.append(FLAG)
        return
    format_op, destination_op, source_op, control_op, hcs_op, information_op, fcs_op = op.children
    head = bytearray()
    for each in (destination_op, source_op, control_op):
        if each.name not in v:
            raise EncodeError(f"{op.name}.{each.name}", "is missing")
        put(each, v[each.name], head)
    information = _information(information_op, control_op, v.get(information_op.name), head[-1])
    length = 2 + len(head) + (2 + len(information) if information else 0) + 2
    frame = bytearray()
    given = v.get(format_op.name) or {}
    put(format_op, {format_op.members[0].name: 0xA, "length": length, **given}, frame)
    frame += head
    for each, content in ((hcs_op, information), (fcs_op, b"")):
        if each is hcs_op and not information:
            continue
        compute, size, order = CHECKS[each.form]
        given_check = v.get(each.name)
        check = compute(bytes(frame)) if given_check is None else given_check
        frame += check.to_bytes(size, order)  # type: ignore[arg-type]
        frame += content
    out.append(FLAG)
    out += frame
    out.append(FLAG)


def _information(op: Op, control_op: Op, value: Any, control: int) -> bytes:
    if value is None:
        return b""
    row = row_of(control_op, control)
    chosen = op.table.get(row[1]) if row else None
    content = bytearray()
    if chosen is not None and isinstance(value, dict):
        put(chosen, value, content)
    else:
        content += octets(op, value)
    return bytes(content)


READ_TABLE: dict[int, ReadFunction] = {
    ADDRESS: read_address,
    PATTERN: read_pattern,
    HDLC_FRAME: read_hdlc_frame,
}
WRITE_TABLE: dict[int, WriteFunction] = {
    ADDRESS: write_address,
    PATTERN: write_pattern,
    HDLC_FRAME: write_hdlc_frame,
}
