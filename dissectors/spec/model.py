"""The vocabulary of declarations: one function per element kind, each giving an :class:`~dissectors.core.ops.Op`.

A declaration reads like the standard's ASN.1; what it says is data, never code. ``validate`` refuses what contradicts
itself. Recursive elements are declared empty and filled with ``alternatives`` once their parts exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dissectors.core import ops
from dissectors.core.ops import Member, Names, Op

# --- numbers and octets ---------------------------------------------------------------------------


def unsigned(name: str, size: int, *, names: Names | None = None, abbrev: str = "", flags: int = 0) -> Op:
    op = Op(ops.UNSIGNED, name, abbrev)
    op.size, op.names, op.flags = size, names, flags
    return op


def integer(name: str, size: int, *, abbrev: str = "") -> Op:
    op = Op(ops.INTEGER, name, abbrev)
    op.size = size
    return op


def boolean(name: str, *, abbrev: str = "") -> Op:
    op = Op(ops.BOOLEAN, name, abbrev)
    op.size = 1
    return op


def enumerated(name: str, names: Names | None = None, *, abbrev: str = "") -> Op:
    """One byte; ``names`` may lack codes: an unassigned one shows as its number and is kept."""
    op = Op(ops.ENUMERATED, name, abbrev)
    op.size, op.names = 1, names
    return op


def floating(name: str, size: int) -> Op:
    op = Op(ops.FLOAT, name)
    op.size = size
    return op


def bits(name: str, size: int, *members: Member, abbrev: str = "") -> Op:
    op = Op(ops.BITS, name, abbrev)
    op.size, op.members = size, members
    return op


def octets(name: str, size: int, *, form: str = "", abbrev: str = "") -> Op:
    """Bytes of a fixed number without length; ``form`` names the text they show as (obis, date-time, …)."""
    op = Op(ops.OCTETS, name, abbrev)
    op.size, op.form = size, form
    return op


def octet_string(name: str, *, form: str = "", abbrev: str = "") -> Op:
    op = Op(ops.OCTET_STRING, name, abbrev)
    op.form = form
    return op


def bit_string(name: str) -> Op:
    return Op(ops.BIT_STRING, name)


def null(name: str) -> Op:
    return Op(ops.NULL, name)


def rest(name: str, *, form: str = "", abbrev: str = "") -> Op:
    op = Op(ops.REST, name, abbrev)
    op.form = form
    return op


def timestamp(name: str, *, optional: bool = False, abbrev: str = "") -> Op:
    op = Op(ops.TIMESTAMP, name, abbrev)
    op.form = "date-time"
    op.flags = ops.OPTIONAL_TIME if optional else 0
    op.default = b""
    return op


# --- constructed ----------------------------------------------------------------------------------


def sequence(name: str, *children: Op) -> Op:
    op = Op(ops.SEQUENCE, name)
    op.children = children
    return op


def choice(name: str, table: Mapping[int, Op] | None = None, *, sender: str = "", abbrev: str = "") -> Op:
    op = Op(ops.CHOICE, name, abbrev)
    op.sender = sender
    return alternatives(op, table or {})


def alternatives(op: Op, table: Mapping[int, Op]) -> Op:
    """Add alternatives to a CHOICE (in place: every element that uses it, under any name, gets them)."""
    for tag, alternative in table.items():
        op.table[tag] = alternative
        op.tag_of[alternative.name] = tag
    return op


def sequence_of(name: str, child: Op) -> Op:
    op = Op(ops.SEQUENCE_OF, name)
    op.child = child
    return op


def optional(name: str, child: Op) -> Op:
    op = Op(ops.OPTIONAL, name)
    op.child = child
    return op


def default(child: Op, value: Any) -> Op:
    op = Op(ops.DEFAULT, child.name, child.abbrev)
    op.child, op.default = child, value
    return op


def container(name: str, child: Op) -> Op:
    op = Op(ops.CONTAINER, name)
    op.child = child
    return op


def sent_by(sender: str, op: Op) -> Op:
    op.sender = sender
    return op


def payload(name: str, joined: Op) -> Op:
    """The raw data of a block: joined with the other blocks it decodes as ``joined``."""
    op = octet_string(name, abbrev="block.raw_data")
    op.joined = joined
    return op


# --- BER ------------------------------------------------------------------------------------------


def ber(kind: int, name: str, tags: str, **slots: Any) -> Op:
    """An ACSE element: ``tags`` in hex are the headers around its content, outermost first."""
    op = Op(kind, name, slots.pop("abbrev", ""))
    op.tags = bytes.fromhex(tags)
    for slot, value in slots.items():
        setattr(op, slot, value)
    return op


def ber_octets(name: str, tags: str, **slots: Any) -> Op:
    return ber(ops.BER_OCTETS, name, tags, **slots)


def ber_integer(name: str, tags: str, **slots: Any) -> Op:
    return ber(ops.BER_INTEGER, name, tags, **slots)


def ber_bits(name: str, tags: str, **slots: Any) -> Op:
    return ber(ops.BER_BITS, name, tags, **slots)


def ber_content(name: str, tags: str, child: Op) -> Op:
    return ber(ops.BER_CONTENT, name, tags, child=child)


def _by_tag(children: Iterable[Op]) -> dict[int, Op]:
    return {child.tags[0]: child for child in children}


def ber_members(name: str, tags: str, *children: Op) -> Op:
    return ber(ops.BER_MEMBERS, name, tags, table=_by_tag(children))


def ber_choice(name: str, tags: str, *children: Op) -> Op:
    return ber(ops.BER_CHOICE, name, tags, table=_by_tag(children))


# --- whole declarations ---------------------------------------------------------------------------


def elements(*roots: Op) -> Iterator[Op]:
    """Every element reachable from ``roots``, each once."""
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        op = stack.pop()
        if id(op) in seen:
            continue
        seen.add(id(op))
        yield op
        below = [*op.children, *op.table.values(), op.child, op.joined]
        stack.extend(each for each in below if each is not None)


def field_type(kind: int, form: str, size: int) -> str:
    """The filter type of an element: number, signed, float, boolean, bytes, text, bits, obis, time, or none."""
    if form in ("obis", "text", "oid"):
        return form
    if form in ("date-time", "date", "time"):
        return "time"
    return _TYPES.get(kind, "none")


_TYPES = {
    ops.UNSIGNED: "number",
    ops.ENUMERATED: "number",
    ops.BITS: "number",
    ops.PATTERN: "number",
    ops.CHECK: "number",
    ops.INTEGER: "signed",
    ops.BER_INTEGER: "signed",
    ops.BOOLEAN: "boolean",
    ops.FLOAT: "float",
    ops.OCTETS: "bytes",
    ops.OCTET_STRING: "bytes",
    ops.BER_OCTETS: "bytes",
    ops.REST: "bytes",
    ops.BIT_STRING: "bits",
    ops.BER_BITS: "bits",
    ops.ADDRESS: "address",
}


def validate(*roots: Op) -> list[str]:
    """What contradicts itself: one abbreviation with two types, a CHOICE with two alternatives of one name."""
    faults: list[str] = []
    types: dict[str, tuple[str, str]] = {}
    for op in elements(*roots):
        kind = field_type(op.kind, op.form, op.size)
        if kind != "none":
            known = types.setdefault(op.abbrev, (kind, op.name))
            if known[0] != kind:
                faults.append(f"{op.abbrev}: {kind} in {op.name}, {known[0]} in {known[1]}")
        names = [alternative.name for alternative in op.table.values()]
        if op.kind == ops.CHOICE and len(names) != len(set(names)):
            faults.append(f"{op.name}: two alternatives of one name")
        if op.kind in (ops.SEQUENCE_OF, ops.OPTIONAL, ops.DEFAULT, ops.CONTAINER, ops.BER_CONTENT) and op.child is None:
            faults.append(f"{op.name}: has no child")
    return faults
