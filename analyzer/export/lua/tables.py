"""Declarations as Lua tables: every element as a row of ELEMENTS, the fields of Wireshark as FIELDS, the names of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.fields import MESSAGE_FIELDS
from dissectors.core import ops
from dissectors.core.ops import KINDS, Member, Names, Op
from dissectors.session.replay import ELEMENTS
from dissectors.spec import APDU, DATA, link
from dissectors.spec.model import elements, field_type

# Roots that the runtime starts from, by the name it knows them under; whole payloads of block transfers among them.
ROOTS: dict[str, Op] = {
    **ELEMENTS,
    "apdu": APDU,
    "data": DATA,
    "hdlc": link.HDLC_FRAME,
    "wrapper": link.WRAPPER,
    "llc": link.LLC,
    "llc_432": link.LLC_432,
    "gateway": link.GATEWAY_PREFIX,
}


class Lowered:
    """Every element by number, every table of names by number: what rows refer to."""

    def __init__(self) -> None:
        self.every = list(elements(*ROOTS.values(), *link.FRAMES))
        self.number = {id(op): at for at, op in enumerate(self.every, 1)}
        self.tables: list[Names] = []
        self._names: dict[int, int] = {}
        for op in self.every:
            for table in (op.names, *(member.names for member in members(op))):
                self.names(table)

    def names(self, table: Names | None) -> int | None:
        """The number of a table of names; None for no table."""
        if not table:
            return None
        number = self._names.get(id(table))
        if number is None:
            self.tables.append(table)
            number = self._names[id(table)] = len(self.tables)
        return number


def members(op: Op) -> list[Member]:
    """The bit fields of an element, whichever pattern they belong to."""
    return [*op.members, *(member for _, _, _, members in op.patterns for member in members)]


def elements_of(lowered: Lowered) -> list[dict[str, Any]]:
    """One row an element; what is empty is left out."""
    return [_row(op, lowered) for op in lowered.every]


def _member(member: Member, lowered: Lowered) -> dict[str, Any]:
    row = {"name": member.name, "field": member.abbrev, "shift": member.shift, "width": member.width}
    names = lowered.names(member.names)
    return row if names is None else row | {"names": names}


def _row(op: Op, lowered: Lowered) -> dict[str, Any]:
    number = lowered.number
    row: dict[str, Any] = {"kind": KINDS[op.kind], "name": op.name, "field": op.abbrev}
    row |= {"size": op.size, "flags": op.flags, "form": op.form, "tags": list(op.tags)}
    row["names"] = lowered.names(op.names)
    row["child"] = number[id(op.child)] if op.child is not None else None
    row["children"] = [number[id(child)] for child in op.children]
    row["table"] = {tag: number[id(child)] for tag, child in op.table.items()}
    row["members"] = [_member(member, lowered) for member in op.members]
    row["patterns"] = [
        {"mask": mask, "bits": bits, "name": name, "members": [_member(member, lowered) for member in members]}
        for mask, bits, name, members in op.patterns
    ]
    row["joined"] = op.joined.name if op.joined is not None else None
    if op.kind == ops.DEFAULT:
        row["default"] = op.default
    return {key: value for key, value in row.items() if value not in (None, 0, "", [], {})}


def fields_of(lowered: Lowered) -> list[dict[str, Any]]:
    """One protocol field an abbreviation: type, largest size, title, and whether its number is one of bits (hex)."""
    found: dict[str, dict[str, Any]] = {}
    for op in lowered.every:
        kind = field_type(op.kind, op.form, op.size)
        if kind != "none":
            field = _field(found, op.abbrev, kind, op.name, op.size or 4)
            if op.kind in _HEX:
                field["hex"] = True
        for member in members(op):
            _field(found, member.abbrev, "number", member.name, 4)
    for said in MESSAGE_FIELDS:
        if said.name in _OF_MESSAGES and said.name not in found:
            title = _TITLES.get(said.name) or said.name.replace(".", " ").replace("_", " ").capitalize()
            _field(found, said.name, _FRAME_NUMBERS.get(said.name, said.type), title, 4)
    for name, kind, title in _OF_WIRESHARK:
        _field(found, name, kind, title, 4)
    return [found[name] for name in sorted(found)]


def _field(found: dict[str, dict[str, Any]], name: str, kind: str, title: str, size: int) -> dict[str, Any]:
    """The field of that name, made where there is none; of several titles the shortest."""
    field = found.setdefault(name, {"field": name, "type": kind, "size": 0, "title": title})
    field["size"] = max(field["size"], size)
    field["title"] = min(field["title"], title, key=len)
    return field


_HEX = (ops.BITS, ops.PATTERN, ops.CHECK)
_TITLES = {"answers": "Request in", "answered_by": "Response in", "rtt": "Response time", "text": "Reading"}
# What is known of a message besides its bytes, and shown in Wireshark under the same name.
_OF_MESSAGES = {
    *("service", "answers", "answered_by", "rtt", "obis", "class_id", "attribute", "method", "name", "text"),
    *("protection", "protection.reason", "protection.key", "policy", "suite", "system_title", "invocation_counter"),
    *("finding", "meter", "direction", "client", "server", "physical", "result", "type"),
}
_FRAME_NUMBERS = {"answers": "frame", "answered_by": "frame"}  # Wireshark goes by packets, we go by messages
# What the reader calls bytes that no declaration expects.
UNDECLARED = ("trailing_bytes", "unknown_member", "left_over")
_OF_WIRESHARK = (
    ("reassembled_in", "frame", "Reassembled in"),
    ("block_frame", "frame", "Block in"),
    ("class_name", "text", "Interface class"),
    ("member_name", "text", "Attribute or method"),
    ("p1_telegram", "text", "P1 telegram"),
    *((name, "bytes", name.replace("_", " ")) for name in UNDECLARED),
)


def table_text(name: str, rows: Iterable[Any]) -> str:
    """``local NAME = { row, … }``, a row a line."""
    return "\n".join([f"local {name} = {{", *(f"{literal(row)}," for row in rows), "}"])


def value_text(name: str, value: Any) -> str:
    """``local NAME = value`` in one line."""
    return f"local {name} = {literal(value)}"


def literal(value: Any) -> str:
    """A Python value as a Lua literal."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_key(key)}={literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "{" + ",".join(map(literal, value)) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, bytes):
        return '"' + "".join(f"\\{octet:03d}" for octet in value) + '"'
    return "nil" if value is None else str(value)


def _key(key: Any) -> str:
    plain = isinstance(key, str) and key.isidentifier() and key.isascii() and key not in _KEYWORDS
    return key if plain else f"[{literal(key)}]"


_KEYWORDS = frozenset(
    """and break do else elseif end false for function goto if in local nil not or repeat return then true until
    while""".split()  # noqa: SIM905
)
