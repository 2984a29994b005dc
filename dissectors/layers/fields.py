"""From elements to Scapy fields: one row a kind; scalars of fixed size are native fields, the rest is backed by the core."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scapy.fields import (
    BitEnumField,
    BitField,
    ByteEnumField,
    ByteField,
    Field,
    IntField,
    LongField,
    ShortEnumField,
    ShortField,
    SignedByteField,
    SignedIntField,
    SignedLongField,
    SignedShortField,
)

from dissectors.core import ops
from dissectors.core.forms import parse, show
from dissectors.core.node import Node, Source
from dissectors.core.ops import KINDS, READ, WRITE, Op
from dissectors.core.reader import Reader
from dissectors.core.writer import encode_node
from dissectors.plain import plain


def field_name(op: Op) -> str:
    """The attribute's name in Python: the standard's, with underscores."""
    return op.name.replace("-", "_").lower()


class Element:
    """A decoded element as a field's value: its node, hence its exact bytes; ``plain`` is its plain value."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    @property
    def plain(self) -> Any:
        return plain(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.node.data == other.node.data

    def __hash__(self) -> int:
        return hash(self.node.data)

    def __repr__(self) -> str:
        return repr(self.plain)


class CoreField(Field[Any, bytes]):
    """Any element. Dissected, its value is an :class:`Element`; set by hand, it is a plain value."""

    __slots__ = ("op",)
    islist = 1  # a list or tuple is one value, not a set of packets

    def __init__(self, name: str, op: Op) -> None:
        self.op = op
        super().__init__(name, default_of(op), "s")

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        reader = Reader(Source(s))
        node = READ[self.op.kind](self.op, reader, 0, len(s))
        if reader.failed:
            raise ValueError(node.note.reason if node.note else "malformed")
        return s[node.end :], Element(node)

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        if isinstance(val, Element):
            return s + encode_node(val.node)
        out = bytearray()
        WRITE[self.op.kind](self.op, val, out)
        return s + bytes(out)

    def any2i(self, pkt: Any, x: Any) -> Any:
        return x

    def i2repr(self, pkt: Any, x: Any) -> str:
        return repr(x)

    def i2len(self, pkt: Any, x: Any) -> int:
        return len(self.addfield(pkt, b"", x))

    def do_copy(self, x: Any) -> Any:
        return x


class OctetsField(Field[Any, bytes]):
    """Octets of a fixed number, shown and set in their form (an OBIS code, hex)."""

    __slots__ = ("op",)

    def __init__(self, name: str, op: Op) -> None:
        self.op = op
        super().__init__(name, bytes(op.size), f"{op.size}s")

    def any2i(self, pkt: Any, x: Any) -> Any:
        return parse(self.op.form, x) if isinstance(x, str) else x

    def i2repr(self, pkt: Any, x: Any) -> str:
        return show(self.op.form, x) if isinstance(x, bytes) else repr(x)


_UNSIGNED = {1: ByteField, 2: ShortField, 4: IntField, 8: LongField}
_SIGNED = {1: SignedByteField, 2: SignedShortField, 4: SignedIntField, 8: SignedLongField}
_NAMED = {1: ByteEnumField, 2: ShortEnumField}


def _unsigned(op: Op) -> list[Any]:
    if op.names and op.size in _NAMED:
        return [_NAMED[op.size](field_name(op), 0, dict(op.names))]
    return [_UNSIGNED[op.size](field_name(op), 0)]


def _signed(op: Op) -> list[Any]:
    return [_SIGNED[op.size](field_name(op), 0)]


def _bits(op: Op) -> list[Any]:
    """The members from the highest bit down, gaps as reserved bits."""
    fields: list[Any] = []
    at = op.size * 8
    for member in sorted(op.members, key=lambda each: -each.shift):
        top = member.shift + member.width
        if top < at:
            fields.append(BitField(f"reserved_{top}", 0, at - top))
        name = member.name.replace("-", "_")
        if member.names:
            fields.append(BitEnumField(name, 0, member.width, dict(member.names)))
        else:
            fields.append(BitField(name, 0, member.width))
        at = member.shift
    if at:
        fields.append(BitField("reserved_0", 0, at))
    return fields


def _octets(op: Op) -> list[Any]:
    return [OctetsField(field_name(op), op)]


def _sequence(op: Op) -> list[Any]:
    return [field for child in op.children for field in fields_of(child)]


def _core(op: Op) -> list[Any]:
    return [CoreField(field_name(op), op)]


# kind -> the Scapy fields of an element of that kind
FIELDS: dict[str, Callable[[Op], list[Any]]] = {
    **dict.fromkeys(KINDS, _core),
    "unsigned": _unsigned,
    "integer": _signed,
    "enumerated": _unsigned,
    "bits": _bits,
    "octets": _octets,
    "sequence": _sequence,
}


def fields_of(op: Op) -> list[Any]:
    """The Scapy fields of an element; the parts of a sequence stand flat in the packet."""
    return FIELDS[KINDS[op.kind]](op)


def default_of(op: Op) -> Any:
    """The smallest plain value that can be built."""
    kind = op.kind
    if kind in (ops.OPTIONAL, ops.NULL):
        return None
    if kind == ops.DEFAULT:
        return op.default
    if kind == ops.BOOLEAN:
        return False
    if kind in (ops.UNSIGNED, ops.INTEGER, ops.ENUMERATED, ops.BITS, ops.BER_INTEGER, ops.PATTERN, ops.CHECK):
        return 0
    if kind == ops.FLOAT:
        return 0.0
    if kind in (ops.BIT_STRING, ops.BER_BITS):
        return ""
    if kind == ops.SEQUENCE_OF:
        return []
    if kind in (ops.SEQUENCE, ops.CIPHERED):
        return {child.name: default_of(child) for child in op.children[:3] if kind == ops.CIPHERED} or {
            child.name: default_of(child) for child in op.children
        }
    if kind in (ops.CHOICE, ops.BER_CHOICE) and op.table:
        first = op.table[min(op.table)]
        return {first.name: default_of(first)}
    if kind == ops.BER_MEMBERS:
        return {}
    if kind == ops.CONTAINER and op.child is not None:
        return default_of(op.child)
    return bytes(op.size)
