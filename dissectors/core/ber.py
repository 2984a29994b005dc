"""BER elements (ISO/IEC 8825-1) as ACSE uses them: definite lengths, headers around a content, both directions.

An element's ``tags`` are the headers around its content, outermost first: ``A1 06`` is an object identifier in [1]. A
node covers headers and content; its ``form`` holds the counts of length octets where one is not the shortest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dissectors.core.errors import EncodeError
from dissectors.core.node import Node
from dissectors.core.ops import (
    BER_BITS,
    BER_CHOICE,
    BER_CONTENT,
    BER_INTEGER,
    BER_MEMBERS,
    BER_OCTETS,
    READ,
    REST,
    SIGNED_CONTENT,
    WRITE,
    Op,
    ReadFunction,
    WriteFunction,
)
from dissectors.core.scalars import octets, put, read_length, scalar, write_length

if TYPE_CHECKING:
    from dissectors.core.reader import Reader

LONG_TAG = 0x1F  # low bits of an identifier octet: the tag number follows in an octet of its own
SHORT_TAG = "short-tag"  # form of such a header whose second octet is missing (old meters)
UNKNOWN_MEMBER = Op(REST, "unknown-member")


def read_headers(op: Op, r: Reader, pos: int, end: int) -> tuple[int, int, Any, str]:
    """Walk the headers of ``op``: (start of content, its end, form, fault); start -1 where they do not fit.

    A content that would run past ``end`` is cut there, so that what is present is still read; ``fault`` says so, and
    also where a header announces more than the one inside it fills.
    """
    forms: list[int | str | None] = []
    data, tags = r.data, op.tags
    stop = end
    fault = ""
    at = 0
    while at < len(tags):
        if pos >= stop or data[pos] != tags[at]:
            return -1, pos, None, ""
        pos += 1
        at += 1
        short = False
        if tags[at - 1] & LONG_TAG == LONG_TAG:
            at += 1
            short = pos >= stop or data[pos] != tags[at - 1]
            pos += not short
        size, pos, form = read_length(data, pos, stop)
        if size < 0:
            return -1, pos, None, ""
        if short and form is not None:
            return -1, pos, None, ""
        forms.append(SHORT_TAG if short else form)
        if pos + size > stop:
            fault = fault or f"{op.name}: {size} bytes announced, {stop - pos} left"
        else:
            if len(forms) > 1 and pos + size < stop:
                fault = fault or f"{op.name}: {stop - pos} bytes announced, {size} filled"
            stop = pos + size
    return pos, stop, tuple(forms) if any(forms) else None, fault


def _open(op: Op, r: Reader, pos: int, end: int) -> tuple[int, int, Any, str, Node | None]:
    """Headers as above; the last item is the node to return at once where they cannot be read."""
    at, stop, form, fault = read_headers(op, r, pos, end) if op.tags else (pos, end, None, "")
    if at < 0:
        expected = " ".join(f"{tag:02X}" for tag in op.tags)
        bad = r.stop(op, pos, end, "ber-header", f"{op.name} does not start with {expected} and a length", pos)
        return at, stop, form, fault, bad
    return at, stop, form, fault, None


def _whole(r: Reader, node: Node, fault: str) -> Node:
    """Note a length that announces more than there is: what follows cannot be trusted."""
    if fault:
        r.mark(node, "truncated", fault, node.start)
        r.failed = True
    return node


def write_headers(op: Op, content: bytes | bytearray, form: Any, out: bytearray) -> None:
    layers = bytes(content)
    headers = _identifiers(op.tags)
    for identifier, octet_count in zip(reversed(headers), reversed(form or (None,) * len(headers)), strict=True):
        head = bytearray(identifier[:1] if octet_count == SHORT_TAG else identifier)
        write_length(len(layers), head, None if octet_count == SHORT_TAG else octet_count)
        layers = bytes(head) + layers
    out += layers


def _identifiers(tags: bytes) -> list[bytes]:
    """The identifier octets of each header: two where the first says that the tag number follows."""
    found: list[bytes] = []
    at = 0
    while at < len(tags):
        size = 2 if tags[at] & LONG_TAG == LONG_TAG else 1
        found.append(tags[at : at + size])
        at += size
    return found


def _form(v: Any) -> Any:
    return v.form if isinstance(v, Node) else None


# --- primitive contents ---------------------------------------------------------------------------


def read_octets(op: Op, r: Reader, pos: int, end: int) -> Node:
    at, stop, form, fault, bad = _open(op, r, pos, end)
    if bad:
        return bad
    return _whole(r, Node(op, r.source, pos, stop, r.data[at:stop], None, form), fault)


def write_octets(op: Op, v: Any, out: bytearray) -> None:
    write_headers(op, octets(op, v), _form(v), out)


def read_integer(op: Op, r: Reader, pos: int, end: int) -> Node:
    """An INTEGER or ENUMERATED. Form: (header forms, content octets) where the content is not the shortest."""
    at, stop, form, fault, bad = _open(op, r, pos, end)
    if bad:
        return bad
    raw = r.data[at:stop]
    value = int.from_bytes(raw, "big", signed=bool(op.flags & SIGNED_CONTENT))
    kept = (form, raw) if form is not None or raw != _shortest(op, value) else None
    return _whole(r, Node(op, r.source, pos, stop, value, None, kept), fault)


def _shortest(op: Op, value: int) -> bytes:
    signed = bool(op.flags & SIGNED_CONTENT)
    bits = (value + (value < 0)).bit_length() + signed
    return value.to_bytes(max(1, (bits + 7) // 8), "big", signed=signed)


def write_integer(op: Op, v: Any, out: bytearray) -> None:
    header_form, raw = _form(v) or (None, None)
    value = scalar(v)
    if isinstance(value, str) and op.names:
        value = next((code for code, name in op.names.items() if name == value), value)
    if raw is None:
        try:
            raw = _shortest(op, value)
        except (OverflowError, TypeError, AttributeError) as error:
            raise EncodeError(op.name, f"{value!r} is no whole number that fits") from error
    write_headers(op, raw, header_form, out)


def read_bits(op: Op, r: Reader, pos: int, end: int) -> Node:
    """A BIT STRING: value is text of 0 and 1. Form as for an integer, where unused bits are not zero."""
    at, stop, form, fault, bad = _open(op, r, pos, end)
    if bad:
        return bad
    raw = r.data[at:stop]
    unused = raw[0] if raw else 0
    size = 8 * (len(raw) - 1)
    if not raw or unused > 7 or unused > size:
        return r.stop(op, pos, stop, "bit-string", f"{op.name}: {unused} unused bits in {len(raw)} bytes", at)
    text = format(int.from_bytes(raw[1:], "big"), f"0{size}b") if size else ""
    value = text[: size - unused]
    kept = (form, raw) if form is not None or "1" in text[size - unused :] else None
    return _whole(r, Node(op, r.source, pos, stop, value, None, kept), fault)


def write_bits(op: Op, v: Any, out: bytearray) -> None:
    header_form, raw = _form(v) or (None, None)
    text = scalar(v)
    if isinstance(text, list | tuple):
        text = "".join(str(int(name in text)) for name in (op.names or {}).values())
    if not isinstance(text, str) or text.strip("01"):
        raise EncodeError(op.name, f"{text!r} is no text of 0 and 1")
    if raw is None:
        size = (len(text) + 7) // 8
        raw = bytes((size * 8 - len(text),)) + int(text.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")
    write_headers(op, raw, header_form, out)


# --- constructed contents -------------------------------------------------------------------------


def read_members(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Members by tag in any order; an unknown one is skipped and noted. No header where `tags` is empty."""
    at, stop, form, fault, bad = _open(op, r, pos, end)
    if bad:
        return bad
    children: list[Node] = []
    node = Node(op, r.source, pos, stop, None, children, form)
    while at < stop:
        member = op.table.get(r.data[at])
        if member is not None:
            child = READ[member.kind](member, r, at, stop)
            if r.failed and child.end < stop:
                r.failed = False
        else:
            size, behind, _ = read_length(r.data, at + 1, stop)
            next_at = behind + size if size >= 0 and behind + size <= stop else stop
            child = Node(UNKNOWN_MEMBER, r.source, at, next_at, r.data[at:next_at])
            r.mark(child, "unknown-member", f"{op.name} has no member {r.data[at]:02X}", at)
        children.append(child)
        at = max(child.end, at + 1)
    return _whole(r, node, fault)


def write_members(op: Op, v: Any, out: bytearray) -> None:
    content = bytearray()
    if isinstance(v, Node):
        for node in v.children or ():
            put(node.field, node, content)
    elif not isinstance(v, dict):
        raise EncodeError(op.name, f"wants a dict of its members, not {type(v).__name__}")
    else:
        by_name = {member.name: member for member in op.table.values()}
        for name in v:
            if name not in by_name:
                raise EncodeError(op.name, f"has no member {name!r}")
        for name, member in by_name.items():
            if v.get(name) is not None:
                put(member, v[name], content)
    write_headers(op, content, _form(v), out)


def read_choice(op: Op, r: Reader, pos: int, end: int) -> Node:
    at, stop, form, fault, bad = _open(op, r, pos, end)
    if bad:
        return bad
    chosen = op.table.get(r.data[at]) if at < stop else None
    if chosen is None:
        return r.stop(op, pos, stop, "unknown-tag", f"{op.name}: no known alternative", at)
    children = [READ[chosen.kind](chosen, r, at, stop)]
    node = Node(op, r.source, pos, r.fill(children, children[0].end, stop), None, children, form)
    return _whole(r, node, fault)


def write_choice(op: Op, v: Any, out: bytearray) -> None:
    content = bytearray()
    if isinstance(v, Node):
        for node in v.children or ():
            put(node.field, node, content)
    elif not isinstance(v, dict) or len(v) != 1:
        raise EncodeError(op.name, "wants {alternative: value}")
    else:
        name, value = next(iter(v.items()))
        chosen = next((each for each in op.table.values() if each.name == name), None)
        if chosen is None:
            raise EncodeError(op.name, f"has no alternative {name!r}")
        put(chosen, value, content)
    write_headers(op, content, _form(v), out)


def read_content(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Content octets that hold another element: children are that element and what it leaves over, if anything."""
    at, stop, form, fault, bad = _open(op, r, pos, end)
    if bad:
        return bad
    assert op.child is not None
    if not r.enter():
        r.leave()
        return r.stop(op, pos, stop, "too-deep", "nested too deeply", pos)
    children = [READ[op.child.kind](op.child, r, at, stop)]
    r.leave()
    node = Node(op, r.source, pos, r.fill(children, children[0].end, stop), None, children, form)
    return _whole(r, node, fault)


def write_content(op: Op, v: Any, out: bytearray) -> None:
    assert op.child is not None
    content = bytearray()
    if isinstance(v, Node):
        for node in v.children or ():
            put(node.field, node, content)
    else:
        WRITE[op.child.kind](op.child, v, content)
    write_headers(op, content, _form(v), out)


READ_TABLE: dict[int, ReadFunction] = {
    BER_OCTETS: read_octets,
    BER_INTEGER: read_integer,
    BER_BITS: read_bits,
    BER_MEMBERS: read_members,
    BER_CHOICE: read_choice,
    BER_CONTENT: read_content,
}
WRITE_TABLE: dict[int, WriteFunction] = {
    BER_OCTETS: write_octets,
    BER_INTEGER: write_integer,
    BER_BITS: write_bits,
    BER_MEMBERS: write_members,
    BER_CHOICE: write_choice,
    BER_CONTENT: write_content,
}
