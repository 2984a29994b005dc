"""Nodes as plain values: what JSON shows and scripts use, and the reverse, which the encoder takes.

Sequences are dicts by field name, lists are lists, a CHOICE is ``{alternative: value}``, enumerations show their names
(unassigned codes their numbers), octets show as hex or in their form, bit fields as dicts of their members.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dissectors.core import ops
from dissectors.core.forms import show
from dissectors.core.framing import row_of
from dissectors.core.node import Node
from dissectors.core.ops import KINDS, Member

Plain = Any
UNDECODED = "undecoded"  # key of the hex of an alternative that could not be read


def plain(node: Node) -> Plain:
    """The plain value of a node under the standard's field names; ``encode(node.field, plain(node))`` reads it back.

    A leaf that could not be read is None, an unknown alternative ``{"undecoded": hex}``.
    """
    if node.field.kind == ops.TYPE_DESCRIPTION:
        return _description(node)
    content = _PLAIN[node.spec.kind](node)
    if node.field.kind == ops.CHOICE and node.field is not node.spec:
        return {node.spec.name: content}
    return content


def ranged(node: Node) -> dict[str, Any]:
    """As :func:`plain`, every node with its source and range: ``{name, source, start, end, value | children}``."""
    shown: dict[str, Any] = {"name": node.field.name}
    if node.spec is not node.field:
        shown["type"] = node.spec.name
    shown |= {"source": node.source.name, "start": node.start, "end": node.end}
    if node.children is None:
        shown["value"] = plain(node) if node.field.kind != ops.CHOICE else _PLAIN[node.spec.kind](node)
    else:
        shown["children"] = [ranged(child) for child in node.children]
    if node.note is not None:
        shown["note"] = {"code": node.note.code, "reason": node.note.reason, "offset": node.note.offset}
    return shown


def data_value(node: Node) -> Plain:
    """The bare value of a Data node: numbers, texts, hex, lists; no type names."""
    spec = node.spec
    if spec.kind == ops.SEQUENCE_OF:
        return [data_value(child) for child in node.children or ()]
    if spec.kind == ops.CHOICE:
        return data_value(node.children[0]) if node.children else None
    if spec.kind == ops.COMPACT_ARRAY:
        contents = (node.children or [])[1:]
        return [data_value(child) for child in (contents[0].children or ())] if contents else None
    if spec.kind == ops.ENUMERATED:
        return node.value
    return _PLAIN[spec.kind](node)


def data_type(node: Node) -> str:
    """The name of a Data node's type."""
    while node.spec.kind == ops.CHOICE and node.children:
        node = node.children[0]
    return node.spec.name


def members_of(members: tuple[Member, ...], value: int) -> dict[str, Plain]:
    """The members of a bit field by name; reserved bits only where they are set."""
    shown: dict[str, Plain] = {}
    for member in members:
        part = member.of(value)
        if part or member.name != "reserved":
            shown[member.name] = member.names.get(part, part) if member.names else part
    return shown


def _number(node: Node) -> Plain:
    names = node.spec.names
    return node.value if names is None else names.get(node.value, node.value)


def _value(node: Node) -> Plain:
    return node.value


def _float(node: Node) -> Plain:
    value = node.value
    return value if value is None or value - value == 0 else str(value)  # NaN and infinities are no JSON numbers


def _octets(node: Node) -> Plain:
    return None if node.value is None else show(node.spec.form, node.value)


def _timestamp(node: Node) -> Plain:
    return show(node.spec.form, node.value) if node.value else None


def _bits(node: Node) -> Plain:
    return node.value if node.value is None else members_of(node.spec.members, node.value)


def _bit_names(node: Node) -> Plain:
    names, text = node.spec.names, node.value
    if names is None or text is None or len(text) != len(names):
        return text
    return [names[index] for index, bit in enumerate(text) if bit == "1"]


def _pattern(node: Node) -> Plain:
    row = row_of(node.spec, node.value) if node.value is not None else None
    return node.value if row is None else {row[2]: members_of(row[3], node.value)}


def _address(node: Node) -> Plain:
    if node.value is None:
        return None
    upper, lower = node.value
    return {"upper": upper} if lower is None else {"upper": upper, "lower": lower}


def _fields(node: Node) -> Plain:
    return {child.field.name: plain(child) for child in node.children or ()}


def _items(node: Node) -> Plain:
    return [plain(child) for child in node.children or ()]


def _choice(node: Node) -> Plain:
    return plain(node.children[0]) if node.children else {UNDECODED: node.data.hex()}


def _absent(node: Node) -> Plain:
    return node.value


def _content(node: Node) -> Plain:
    children = node.children or []
    if len(children) == 1:
        return plain(children[0])
    return {"content" if index == 0 else child.field.name: plain(child) for index, child in enumerate(children)}


def _description(node: Node) -> Plain:
    name = node.spec.name
    inner = [plain(child) for child in node.children or ()]
    if node.children is None:
        return name
    return {name: [node.value, *inner] if name == "array" else inner}


_BY_NAME: dict[str, Callable[[Node], Plain]] = {
    "unsigned": _number,
    "integer": _value,
    "boolean": _value,
    "enumerated": _number,
    "float": _float,
    "bits": _bits,
    "octets": _octets,
    "octet-string": _octets,
    "bit-string": _value,
    "null": _value,
    "rest": _octets,
    "sequence": _fields,
    "choice": _choice,
    "sequence-of": _items,
    "optional": _absent,
    "default": _absent,
    "timestamp": _timestamp,
    "container": _content,
    "ciphered": _fields,
    "type-description": _octets,
    "compact-array": _fields,
    "ber-octets": _octets,
    "ber-integer": _number,
    "ber-bits": _bit_names,
    "ber-members": _fields,
    "ber-choice": _fields,
    "ber-content": _content,
    "address": _address,
    "pattern": _pattern,
    "check": _value,
    "hdlc-frame": _fields,
}
_PLAIN = [_BY_NAME[kind] for kind in KINDS]
