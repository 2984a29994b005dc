"""Declarations to Lua: every element as a row of one table, and the fixed runtime behind it; no fact is added here."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from dissectors.core import ops
from dissectors.core.ops import KINDS, Member, Names, Op
from dissectors.spec import APDU, DATA, catalog
from dissectors.spec.link import FRAMES, HDLC_FRAME, REGISTERED_PORT, WRAPPER
from dissectors.spec.model import elements, field_type

RUNTIME = ("runtime.lua", "dissector.lua")
_HEAD = """-- dlmscope: DLMS/COSEM for Wireshark and tshark, version {version}; generated, do not edit.
-- Install: put this file into the personal Lua plugin folder (Help > About > Folders), or use tshark -X lua_script:FILE.
-- As root, Wireshark 4.4 and later skip personal scripts: put it into the global plugin folder.
"""
# Roots that the runtime starts from, by the name it knows them under.
_ROOTS = {"apdu": APDU, "data": DATA, "hdlc": HDLC_FRAME, "wrapper": WRAPPER}


def generate(version: str = "0") -> str:
    """The whole dissector as one Lua file."""
    folder = files("analyzer.export.lua")
    runtime = "\n".join((folder / name).read_text(encoding="utf-8") for name in RUNTIME)
    return _HEAD.format(version=version) + specifications() + "\n" + runtime


def specifications() -> str:
    """The tables alone: NAMES, ELEMENTS, ROOTS, FIELDS, PORT."""
    every = list(elements(*_ROOTS.values(), *FRAMES))
    number = {id(op): at for at, op in enumerate(every, 1)}
    names: dict[int, int] = {}
    tables: list[Names] = []
    for op in every:
        for table in (op.names, *(member.names for member in _members(op))):
            if table and id(table) not in names:
                names[id(table)] = len(names) + 1
                tables.append(table)
    lines = ["local NAMES = {"]
    lines += [f"{_value(dict(table.items()))}," for table in tables]
    lines += ["}", "local ELEMENTS = {"]
    lines += [f"{_value(_row(op, number, names))}," for op in every]
    lines += ["}"]
    lines.append("local ROOTS = " + _value({name: number[id(op)] for name, op in _ROOTS.items()}))
    lines.append("local PROTECTED = " + _value(dict.fromkeys((*catalog.GLO, *catalog.DED), True)))
    lines.append("local FIELDS = {")
    lines += [f"{_value(field)}," for field in _fields(every, names)]
    lines += ["}", f"local PORT = {REGISTERED_PORT}"]
    return "\n".join(lines) + "\n"


def _members(op: Op) -> list[Member]:
    return [*op.members, *(member for _, _, _, members in op.patterns for member in members)]


def _member(member: Member, names: dict[int, int]) -> dict[str, Any]:
    return {
        "name": member.name,
        "field": member.abbrev,
        "shift": member.shift,
        "width": member.width,
        "names": names.get(id(member.names)) if member.names else None,
    }


def _row(op: Op, number: dict[int, int], names: dict[int, int]) -> dict[str, Any]:
    """One element; what is empty is left out."""
    row: dict[str, Any] = {"kind": KINDS[op.kind], "name": op.name, "field": op.abbrev}
    row |= {"size": op.size, "flags": op.flags, "form": op.form, "tags": list(op.tags)}
    row["names"] = names.get(id(op.names)) if op.names else None
    row["child"] = number[id(op.child)] if op.child is not None else None
    row["children"] = [number[id(child)] for child in op.children]
    row["table"] = {tag: number[id(child)] for tag, child in op.table.items()}
    row["members"] = [_member(member, names) for member in op.members]
    row["patterns"] = [
        {"mask": mask, "bits": bits, "name": name, "members": [_member(member, names) for member in members]}
        for mask, bits, name, members in op.patterns
    ]
    if op.kind == ops.DEFAULT:
        row["default"] = op.default
    return {key: value for key, value in row.items() if value not in (None, 0, "", [], {})}


def _fields(every: list[Op], names: dict[int, int]) -> list[dict[str, Any]]:
    """One protocol field an abbreviation: its type, its largest size, and its names for codes."""
    found: dict[str, dict[str, Any]] = {}
    for op in every:
        kind = field_type(op.kind, op.form, op.size)
        if kind != "none":
            field = found.setdefault(op.abbrev, {"field": op.abbrev, "type": kind, "size": 0, "title": op.name})
            field["size"] = max(field["size"], op.size or 4)
        for member in _members(op):
            found.setdefault(member.abbrev, {"field": member.abbrev, "type": "number", "size": 4, "title": member.name})
    return [found[name] for name in sorted(found)]


def _value(value: Any) -> str:
    """A Python value as a Lua literal."""
    if isinstance(value, dict):
        return "{" + ",".join(f"[{_value(key)}]={_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "{" + ",".join(map(_value, value)) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
