"""A-XDR scalars (IEC 61334-6): lengths, numbers, octets and bit strings, both directions.

Each kind has a reader ``(op, reader, pos, end) -> Node`` and a writer ``(op, value, out)``; the tables at the end say
which is which. ``end`` is the end of what encloses the element: no byte behind it is touched.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Literal

from dissectors.core import forms
from dissectors.core.errors import EncodeError
from dissectors.core.node import Node
from dissectors.core.ops import (
    BIT_STRING,
    BITS,
    BOOLEAN,
    ENUMERATED,
    FLOAT,
    INTEGER,
    LITTLE_ENDIAN,
    NULL,
    OCTET_STRING,
    OCTETS,
    OPTIONAL_TIME,
    REST,
    TIMESTAMP,
    UNSIGNED,
    WRITE,
    Op,
    ReadFunction,
    WriteFunction,
)

if TYPE_CHECKING:
    from dissectors.core.reader import Reader

FLOATS = {4: struct.Struct(">f"), 8: struct.Struct(">d")}
DATE_TIME = 12  # bytes of a date-time
PRESENT_TIME = "present"  # form of an OPTIONAL date-time that is present and empty
TAGGED_TIME = 0x09  # tag that some meters leave in front of a date-time field
_CENTURY = (0x07, 0x08, 0xFF)  # high byte of the years 1792 to 2303, or of "not specified"


def read_length(data: bytes, pos: int, end: int) -> tuple[int, int, int | None]:
    """Length or count at ``pos``: (number, position behind it, form), number -1 where it is cut short.

    ``form`` is the count of length octets where it is not the shortest that would do, else None.
    """
    if pos >= end:
        return -1, pos, None
    first = data[pos]
    pos += 1
    if first < 0x80:
        return first, pos, None
    size = first & 0x7F
    if size == 0 or size > 8 or pos + size > end:
        return -1, pos, None
    number = int.from_bytes(data[pos : pos + size], "big")
    form = None if number >= 0x80 and (number.bit_length() + 7) // 8 == size else size
    return number, pos + size, form


def write_length(number: int, out: bytearray, form: int | None = None) -> None:
    """Append a length or count; ``form`` forces that many length octets."""
    if number < 0x80 and form is None:
        out.append(number)
        return
    size = form or (number.bit_length() + 7) // 8
    out.append(0x80 | size)
    out += number.to_bytes(size, "big")


def read_unsigned(op: Op, r: Reader, pos: int, end: int) -> Node:
    stop = pos + op.size
    if stop > end:
        return r.short(op, pos, end, op.size)
    return Node(op, r.source, pos, stop, int.from_bytes(r.data[pos:stop], "big"))


def read_integer(op: Op, r: Reader, pos: int, end: int) -> Node:
    stop = pos + op.size
    if stop > end:
        return r.short(op, pos, end, op.size)
    return Node(op, r.source, pos, stop, int.from_bytes(r.data[pos:stop], "big", signed=True))


def write_number(op: Op, v: Any, out: bytearray) -> None:
    number = scalar(v)
    try:
        if op.kind == BITS:
            number = bits_of(op, v)
        elif isinstance(number, str) and op.names:
            number = forms.code_of(op.names, number)
        order: Literal["little", "big"] = "little" if op.flags & LITTLE_ENDIAN else "big"
        out += number.to_bytes(op.size, order, signed=op.kind == INTEGER)
    except (OverflowError, AttributeError, TypeError, ValueError) as error:
        raise EncodeError(op.name, f"{number!r} does not fit {op.size} byte{'s' * (op.size != 1)}") from error


def read_boolean(op: Op, r: Reader, pos: int, end: int) -> Node:
    if pos >= end:
        return r.short(op, pos, end, 1)
    byte = r.data[pos]
    return Node(op, r.source, pos, pos + 1, byte != 0, None, byte if byte > 1 else None)


def write_boolean(op: Op, v: Any, out: bytearray) -> None:
    form = v.form if isinstance(v, Node) else None
    out.append(form if form is not None else int(bool(scalar(v))))


def read_float(op: Op, r: Reader, pos: int, end: int) -> Node:
    stop = pos + op.size
    if stop > end:
        return r.short(op, pos, end, op.size)
    raw = r.data[pos:stop]
    value = FLOATS[op.size].unpack(raw)[0]
    exact = FLOATS[op.size].pack(value) == raw  # a signalling NaN does not survive the conversion
    return Node(op, r.source, pos, stop, value, None, None if exact else raw)


def write_float(op: Op, v: Any, out: bytearray) -> None:
    if isinstance(v, Node) and v.form is not None:
        out += v.form
        return
    try:
        out += FLOATS[op.size].pack(float(scalar(v)))
    except (OverflowError, TypeError, ValueError) as error:
        raise EncodeError(op.name, f"{v!r} is no {op.size}-byte float") from error


def read_octets(op: Op, r: Reader, pos: int, end: int) -> Node:
    stop = pos + op.size
    if stop > end:
        return r.short(op, pos, end, op.size)
    return Node(op, r.source, pos, stop, r.data[pos:stop])


def write_octets(op: Op, v: Any, out: bytearray) -> None:
    raw = octets(op, v)
    if len(raw) != op.size:
        raise EncodeError(op.name, f"{len(raw)} bytes, wants {op.size}")
    out += raw


def read_octet_string(op: Op, r: Reader, pos: int, end: int) -> Node:
    size, at, form = read_length(r.data, pos, end)
    if size < 0 or at + size > end:
        return r.short(op, pos, end, max(size, 1) + at - pos)
    stop = at + size
    return Node(op, r.source, pos, stop, r.data[at:stop], None, form)


def write_octet_string(op: Op, v: Any, out: bytearray) -> None:
    raw = octets(op, v)
    write_length(len(raw), out, v.form if isinstance(v, Node) else None)
    out += raw


def read_bit_string(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Value: text of 0 and 1, first bit first. Form: (length octets, bytes) where either is not canonical."""
    count, at, form = read_length(r.data, pos, end)
    size = (count + 7) // 8
    if count < 0 or at + size > end:
        return r.short(op, pos, end, max(size, 1) + at - pos)
    raw = r.data[at : at + size]
    text = format(int.from_bytes(raw, "big"), f"0{size * 8}b") if size else ""
    padded = "1" in text[count:]
    kept = (form, raw if padded else None) if form is not None or padded else None
    return Node(op, r.source, pos, at + size, text[:count], None, kept)


def write_bit_string(op: Op, v: Any, out: bytearray) -> None:
    text = scalar(v)
    if not isinstance(text, str) or text.strip("01"):
        raise EncodeError(op.name, f"{text!r} is no text of 0 and 1")
    form, raw = (v.form if isinstance(v, Node) else None) or (None, None)
    size = (len(text) + 7) // 8
    write_length(len(text), out, form)
    out += raw if raw is not None else int(text.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")


def read_null(op: Op, r: Reader, pos: int, end: int) -> Node:
    return Node(op, r.source, pos, pos)


def write_null(op: Op, v: Any, out: bytearray) -> None:
    del op, v, out


def read_rest(op: Op, r: Reader, pos: int, end: int) -> Node:
    stop = max(pos, end - op.size)
    return Node(op, r.source, pos, stop, r.data[pos:stop])


def write_rest(op: Op, v: Any, out: bytearray) -> None:
    out += octets(op, v)


def read_timestamp(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Date-time of a notification: value is its bytes, empty where none is given.

    Canonical is ``00`` or length and bytes, with ``01`` in front of the length where the ASN.1 says OPTIONAL.
    Tolerated: that ``01`` missing, and the tag of an octet-string in front (form "bare", "tagged").
    """
    data = r.data
    if pos >= end:
        return r.short(op, pos, end, 1)
    at = pos
    form: str | None = None
    optional = op.flags & OPTIONAL_TIME
    if data[at] == TAGGED_TIME and end - at >= DATE_TIME + 2 and data[at + 1] == DATE_TIME and data[at + 2] in _CENTURY:
        form = "tagged"
        at += 1
    elif optional and data[at] == 1 and at + 1 < end:
        at += 1
        form = PRESENT_TIME
    elif optional and data[at] != 0:
        form = "bare"
    size, at, octet_form = read_length(data, at, end)
    if size < 0 or at + size > end:
        return r.short(op, pos, end, max(size, 1) + at - pos)
    if form == PRESENT_TIME and size:
        form = None
    node = Node(op, r.source, pos, at + size, data[at : at + size], None, form or octet_form)
    if form is not None and (form != PRESENT_TIME or octet_form is not None):
        r.mark(node, "date-time-form", f"{op.name} written in the {form} form", pos)
    return node


def write_timestamp(op: Op, v: Any, out: bytearray) -> None:
    raw = octets(op, v) if v is not None else b""
    form = v.form if isinstance(v, Node) else None
    if form == "tagged":
        out.append(TAGGED_TIME)
    elif op.flags & OPTIONAL_TIME and (raw or form == PRESENT_TIME) and form != "bare":
        out.append(1)
    write_length(len(raw), out, form if isinstance(form, int) else None)
    out += raw


def put(op: Op, v: Any, out: bytearray) -> None:
    """Write one value; a node that could not be read gives its bytes back as they were."""
    if isinstance(v, Node) and v.note is not None and v.value is None and not v.children:
        out += v.data
    else:
        WRITE[op.kind](op, v, out)


def scalar(v: Any) -> Any:
    return v.value if isinstance(v, Node) else v


def octets(op: Op, v: Any) -> bytes:
    """The bytes of an octet value: bytes as they are, text in the element's form or hex."""
    raw = scalar(v)
    if isinstance(raw, bytes | bytearray):
        return bytes(raw)
    try:
        return forms.parse(op.form, raw)
    except (ValueError, TypeError, AttributeError) as error:
        # the value itself may be a key
        raise EncodeError(op.name, f"wants bytes or {op.form or 'hex'}, not this {type(raw).__name__}") from error


def bits_of(op: Op, v: Any) -> int:
    """The number of a ``bits`` value: itself, or put together from a dict of its members."""
    value = scalar(v)
    if not isinstance(value, dict):
        return int(value)
    number = 0
    for member in op.members:
        part = value.get(member.name, 0)
        number |= (forms.code_of(member.names or {}, part) if isinstance(part, str) else int(part)) << member.shift
    return number


READ_TABLE: dict[int, ReadFunction] = {
    UNSIGNED: read_unsigned,
    INTEGER: read_integer,
    BOOLEAN: read_boolean,
    ENUMERATED: read_unsigned,
    FLOAT: read_float,
    BITS: read_unsigned,
    OCTETS: read_octets,
    OCTET_STRING: read_octet_string,
    BIT_STRING: read_bit_string,
    NULL: read_null,
    REST: read_rest,
    TIMESTAMP: read_timestamp,
}
WRITE_TABLE: dict[int, WriteFunction] = {
    UNSIGNED: write_number,
    INTEGER: write_number,
    BOOLEAN: write_boolean,
    ENUMERATED: write_number,
    FLOAT: write_float,
    BITS: write_number,
    OCTETS: write_octets,
    OCTET_STRING: write_octet_string,
    BIT_STRING: write_bit_string,
    NULL: write_null,
    REST: write_rest,
    TIMESTAMP: write_timestamp,
}
