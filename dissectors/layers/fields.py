"""From elements to Scapy fields: one row a kind; scalars of fixed size are native fields, the rest is backed by the core."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
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
    """A decoded element as a field's value: its node, hence its exact bytes; ``plain`` is its plain value.

    ``malformed``: there are notes below the node; only an intact element is promised to encode to the bytes it had.
    """

    __slots__ = ("malformed", "node")

    def __init__(self, node: Node, malformed: bool = False) -> None:
        self.node = node
        self.malformed = malformed

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
    ismutable = True

    def __init__(self, name: str, op: Op) -> None:
        self.op = op
        super().__init__(name, default_of(op), "s")

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        reader = Reader(Source(s))
        node = READ[self.op.kind](self.op, reader, 0, len(s))
        if reader.failed:
            raise ValueError(node.note.reason if node.note else "malformed")
        return s[node.end :], Element(node, reader.noted)

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        if isinstance(val, Element):
            return s + (val.node.data if val.malformed else encode_node(val.node))
        out = bytearray()
        WRITE[self.op.kind](self.op, val, out)
        return s + bytes(out)

    def any2i(self, pkt: Any, x: Any) -> Any:
        return list(x) if isinstance(x, tuple) else x  # Scapy takes a tuple of numbers for a range

    def i2repr(self, pkt: Any, x: Any) -> str:
        return repr(x)

    def i2len(self, pkt: Any, x: Any) -> int:
        return len(self.addfield(pkt, b"", x))

    def do_copy(self, x: Any) -> Any:
        return deepcopy(x) if isinstance(x, dict | list) else x


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


def fields_of(op: Op) -> list[Any]:
    """The Scapy fields of an element; the parts of a sequence stand flat in the packet."""
    return FIELDS[KINDS[op.kind]](op)


def default_of(op: Op) -> Any:
    """The smallest plain value that can be built."""
    return DEFAULTS[KINDS[op.kind]](op)


def _constant(value: Any) -> Callable[[Op], Any]:
    return lambda op: value


def _parts(op: Op) -> dict[str, Any]:
    return {child.name: default_of(child) for child in op.children}


def _unsealed(op: Op) -> dict[str, Any]:
    """Security control 0: no tag follows."""
    return {child.name: default_of(child) for child in op.children[:3]}


def _first_alternative(op: Op) -> Any:
    first = op.table[min(op.table)]
    return {first.name: default_of(first)}


def _inner(op: Op) -> Any:
    return b"" if op.child is None else default_of(op.child)


def _no_members(op: Op) -> dict[str, Any]:
    return {}


def _no_items(op: Op) -> list[Any]:
    return []


def _no_values(op: Op) -> dict[str, Any]:
    return {op.children[0].name: default_of(op.children[0]), "contents": []}


def _frame(op: Op) -> dict[str, Any]:
    return {child.name: default_of(child) for child in op.children if child.kind in (ops.ADDRESS, ops.PATTERN)}


_ZERO = _constant(0)
_NONE = _constant(None)
_TEXT = _constant("")

# kind -> the Scapy fields of an element of that kind
FIELDS: dict[str, Callable[[Op], list[Any]]] = {
    "unsigned": _unsigned,
    "integer": _signed,
    "boolean": _core,
    "enumerated": _unsigned,
    "float": _core,
    "bits": _bits,
    "octets": _octets,
    "octet-string": _core,
    "bit-string": _core,
    "null": _core,
    "rest": _core,
    "sequence": _sequence,
    "choice": _core,
    "sequence-of": _core,
    "optional": _core,
    "default": _core,
    "timestamp": _core,
    "container": _core,
    "ciphered": _core,
    "type-description": _core,
    "compact-array": _core,
    "ber-octets": _core,
    "ber-integer": _core,
    "ber-bits": _core,
    "ber-members": _core,
    "ber-choice": _core,
    "ber-content": _core,
    "address": _core,
    "pattern": _core,
    "check": _core,
    "hdlc-frame": _core,
}

# kind -> the smallest plain value of an element of that kind
DEFAULTS: dict[str, Callable[[Op], Any]] = {
    "unsigned": _ZERO,
    "integer": _ZERO,
    "boolean": _constant(False),
    "enumerated": _ZERO,
    "float": _constant(0.0),
    "bits": _ZERO,
    "octets": lambda op: bytes(op.size),
    "octet-string": lambda op: b"",
    "bit-string": _TEXT,
    "null": _NONE,
    "rest": lambda op: b"",
    "sequence": _parts,
    "choice": _first_alternative,
    "sequence-of": _no_items,
    "optional": _NONE,
    "default": lambda op: op.default,
    "timestamp": lambda op: b"",
    "container": _inner,
    "ciphered": _unsealed,
    "type-description": _constant("null-data"),
    "compact-array": _no_values,
    "ber-octets": lambda op: b"",
    "ber-integer": _ZERO,
    "ber-bits": _TEXT,
    "ber-members": _no_members,
    "ber-choice": _first_alternative,
    "ber-content": _inner,
    "address": _ZERO,
    "pattern": _ZERO,
    "check": _ZERO,
    "hdlc-frame": _frame,
}
