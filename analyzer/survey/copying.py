"""What is copied from a message: its line, value, tree, bytes, JSON, or the command that decodes it elsewhere.

Secrets that the traffic shows are masked as everywhere; bytes stay the captured bytes.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import NamedTuple

from analyzer import render
from analyzer.document import Document
from analyzer.export.messages import encode_json, message
from analyzer.filter import as_filter
from dissectors.core.forms import show_obis
from dissectors.core.node import Node, Source


class Selected(NamedTuple):
    """A message, and where the cursor is in it: a node, and the bytes ``start:end`` of a source."""

    row: int
    node: Node | None = None
    source: Source | None = None
    start: int = 0
    end: int = 0
    label: str = ""  # the line of the node, as it is shown


def line(document: Document, at: Selected) -> str:
    return "  ".join(cell for cell in render.list_line(document, at.row, document.time(1)) if cell.strip())


def value(document: Document, at: Selected) -> str:
    """What the node says, else what the message says."""
    if at.label:
        return at.label.partition("  ")[2].partition("  ← ")[0].rpartition("→ ")[2] or at.label
    return render.row_outcome(document, at.row)[0]


def name_and_value(document: Document, at: Selected) -> str:
    if at.label:
        return at.label.partition("  ← ")[0]
    objects = render.objects_text(document.objects(at.row)) or document.service(at.row)
    return f"{objects}  {render.row_outcome(document, at.row)[0]}".rstrip()


def tree(document: Document, at: Selected) -> str:
    found = document.build(at.row)
    lines = render.tree_lines(found, document.names(at.row, found))
    return "\n".join(f"{'  ' * depth}{text}" for depth, text, _ in lines)


def data(document: Document, at: Selected) -> bytes:
    """The bytes selected, else the APDU as captured."""
    if at.source is not None and at.start < at.end:
        return at.source.data[at.start : at.end]
    return document.captured(at.row) or b"".join(frame for _, frame in document.frames(at.row))


def hexadecimal(document: Document, at: Selected) -> str:
    return data(document, at).hex()


def dump(document: Document, at: Selected) -> str:
    source = at.source
    return "\n".join(render.hex_dump(source.data if source is not None else data(document, at)))


def json(document: Document, at: Selected) -> str:
    return encode_json(message(document, at.row)).decode()


def decode_readable(document: Document, at: Selected) -> str:
    """The command that decodes the innermost readable APDU."""
    apdu = document.build(at.row).apdu
    if apdu is None or document.closed(at.row):
        return decode_captured(document, at)
    return f"dlmscope decode {apdu.data.hex().upper()}"


def decode_captured(document: Document, at: Selected) -> str:
    """The command that decodes the message as it was captured, with the key file where there is one."""
    names = [entry.origin.partition(":")[0] for entry in document.ring.entries] if document.ring is not None else []
    file = next((name for name in names if name.endswith(".toml")), "keys.toml" if names else "")
    keys = f" -k {shlex.quote(file)}" if file else ""
    return f"dlmscope decode {data(document, Selected(at.row)).hex().upper()}{keys}"


def filter_text(document: Document, at: Selected) -> str:
    if at.node is not None:
        return as_filter(document, at.row, at.node)
    return as_filter(document, at.row, field="obis" if document.objects(at.row) else "service")


def obis(document: Document, at: Selected) -> str:
    codes = [show_obis(ref.logical_name) for ref in document.objects(at.row) if ref.logical_name is not None]
    return "\n".join(dict.fromkeys(codes))


class Kind(NamedTuple):
    key: str
    name: str
    text: Callable[[Document, Selected], str]


KINDS = (
    Kind("y", "row", line),
    Kind("v", "value", value),
    Kind("n", "name and value", name_and_value),
    Kind("t", "tree", tree),
    Kind("h", "hex", hexadecimal),
    Kind("x", "hex dump", dump),
    Kind("j", "JSON line", json),
    Kind("d", "dlmscope decode line", decode_readable),
    Kind("D", "dlmscope decode line, as captured", decode_captured),
    Kind("f", "filter", filter_text),
    Kind("o", "OBIS code", obis),
)
