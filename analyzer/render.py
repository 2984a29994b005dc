"""Rows and nodes as text, in one place: times, list lines, trees, hex dumps; nothing hostile reaches a terminal."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from analyzer.document import Document
from analyzer.index import NO_TIME, Index
from analyzer.overlay import Meant, Overlay
from analyzer.secrets import MASK, secret_nodes
from analyzer.stage import TOGETHER
from analyzer.summary import summary
from analyzer.trees import Tree
from dissectors.core import ops
from dissectors.core.forms import show_obis
from dissectors.core.framing import row_of
from dissectors.core.node import Node, Note, walk
from dissectors.meaning.names import names_of
from dissectors.outcome import QUIET
from dissectors.plain import members_of, plain
from dissectors.reading import Reading, headline, is_data
from dissectors.session.findings import severity
from dissectors.session.message import ObjectRef
from dissectors.spec.facts import plan_of

STATUS_SIGNS = {"none": "·", "ok": "✓", "unverified": "~", "failed": "✗", "no-key": "?"}
SEVERITY_SIGNS = {"": " ", "note": "i", "warning": "!", "error": "E"}
_SAFE = re.compile(r"[\x20-\x7e]*")
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def printable(text: str) -> str:
    """Text from a capture with control, escape, bidirectional and zero-width characters made visible."""
    if _SAFE.fullmatch(text):
        return text
    return "".join(f"\\u{ord(char):04x}" if unicodedata.category(char) in _HIDDEN_CATEGORIES else char for char in text)


# --- time -----------------------------------------------------------------------------------------


def seconds(time: int, digits: int) -> str:
    """Decimal seconds of integer nanoseconds, in the capture's resolution."""
    whole, fraction = divmod(time, 1_000_000_000)
    return f"{whole}.{fraction:09d}"[: len(str(whole)) + 1 + digits] if digits else str(whole)


def moment(time: int | None, digits: int = 6, utc: bool = False) -> str:
    """Date and time of day with the offset from UTC; a dash where the input has no times."""
    if time is None:
        return "-"
    whole, fraction = divmod(time, 1_000_000_000)
    zone = datetime.UTC if utc else None
    stamp = datetime.datetime.fromtimestamp(whole, datetime.UTC).astimezone(zone)
    return f"{stamp:%Y-%m-%d %H:%M:%S}.{fraction:09d}"[: 20 + digits] + f"{stamp:%z}"


def since(time: int | None, start: int | None) -> str:
    """Seconds since the start of the capture."""
    if time is None or start is None:
        return "-"
    return f"{(time - start) / 1e9:.6f}"


def milliseconds(nanoseconds: int | None) -> str:
    return "" if nanoseconds is None else f"{nanoseconds / 1e6:.1f}"


# --- what a row is about --------------------------------------------------------------------------


def object_text(ref: ObjectRef) -> str:
    """``1-0:1.8.0 #2 Active energy import (+A) total``: code, attribute (``:1`` for a method), name, and the name of
    the attribute where it is not the usual one; the short name where there is no code."""
    if ref.logical_name is None:
        return f"sn {ref.short_name:04X}" if ref.short_name is not None else "?"
    return _named(ref)


@lru_cache(maxsize=65_536)
def _named(ref: ObjectRef) -> str:
    names = names_of(ref)
    code = show_obis(ref.logical_name or b"").removesuffix("*255")
    member = f"{':' if ref.method else '#'}{ref.number}"
    named = names.name
    if names.member is not None and names.member not in _USUAL:
        named = f"{named}, {names.member}" if named is not None else names.member
    return " ".join(part for part in (code, member, named) if part)


_USUAL = ("value", "time", "buffer")  # attributes that objects are mostly read for


def objects_text(refs: tuple[ObjectRef, ...]) -> str:
    if not refs:
        return ""
    first = object_text(refs[0])
    return first if len(refs) == 1 else f"{first} +{len(refs) - 1}"


def outcome_text(reading: Reading | None) -> str:
    """Value or result of a row, as a person reads it."""
    if reading is None:
        return ""
    failures = [str(result) for result in reading.results if result not in (None, "success", "accepted")]
    if reading.diagnostic not in (None, "null") and reading.results:
        return f"{reading.results[0]}, {reading.diagnostic}"
    if failures and not reading.is_list:
        return failures[0]
    if reading.is_list and (reading.values or reading.results):
        count = max(len(reading.values), len(reading.results))
        bad = f", {len(failures)} refused" if failures else ""
        return f"{count} item{'' if count == 1 else 's'}{bad}"
    return str(reading.results[0]) if reading.results else ""


def status_text(document: Document, row: int, fault: str = "") -> str:
    """Two cells: what became of the protection, and the worst finding (``fault`` is one more code)."""
    index = document.index
    worst = ""
    if fault or row in index.findings:
        codes = [finding.code for finding in document.findings(row)] + ([fault] if fault else [])
        worst = max(map(severity, codes), default="", key=_RANK.__getitem__)
    return STATUS_SIGNS[index.protections[index.protection[row - 1]].status] + SEVERITY_SIGNS[worst]


_RANK = {"": 0, "note": 1, "warning": 2, "error": 3}


def meant_text(document: Document, row: int, reading: Reading | None) -> str:
    """The readings of a row's values in one short piece where it has any, else its outcome."""
    text = summary(document, row, reading) if reading is not None else None
    return printable(text) if text is not None else outcome_text(reading)


def row_outcome(document: Document, row: int) -> tuple[str, str]:
    """Value or result of a row in one short piece, and the code of what is wrong with its encoding, if anything.

    Taken from fixed offsets where they suffice, else from the tree.
    """
    return _outcome(document, row, _readable(document, row))


def _readable(document: Document, row: int) -> bytes | None:
    """The innermost APDU of a row that may have something to tell, where it is made without a tree."""
    index = document.index
    if not index.length[row - 1] or index.outcome[row - 1] == QUIET:
        return None
    return document.opened(row) if index.opening[row - 1] else document.captured(row)


def _outcome(document: Document, row: int, apdu: bytes | None) -> tuple[str, str]:
    index = document.index
    if apdu is None and (not index.length[row - 1] or index.outcome[row - 1] == QUIET):
        return _NO_OUTCOME
    if apdu is not None:
        plan = plan_of(apdu)
        reading = headline(apdu, plan) if plan is not None else None
        if reading is not None and (index.opening[row - 1] or not index.protection[row - 1]):
            return meant_text(document, row, reading), ""
    if index.protection[row - 1] and document.closed(row):
        return f"closed: {document.protection(row).reason}", ""
    tree = document.build(row)
    return meant_text(document, row, tree.reading()), max(
        tree.faults(), key=lambda code: _RANK[severity(code)], default=""
    )


_NO_OUTCOME = ("", "")


def list_line(document: Document, row: int, start: int | None) -> tuple[str, ...]:
    """No, time, client, arrow, server, service, object, value, response time, status."""
    return next(list_lines(document, (row,), start))


def list_lines(document: Document, rows: Sequence[int], start: int | None) -> Iterator[tuple[str, ...]]:
    """The list line of each row. Rows take each step together, which costs three quarters of one row after the other."""
    index = document.index
    findings = index.findings
    repeated: dict[tuple[int, int, int, int], tuple[tuple[str, ...], str]] = {}
    for first in range(0, len(rows), TOGETHER):
        part = rows[first : first + TOGETHER]
        apdus = [_readable(document, row) for row in part]
        outcomes = [_outcome(document, row, apdu) for row, apdu in zip(part, apdus, strict=True)]
        if len(repeated) > _MOST_REPEATED:
            repeated.clear()
        for row, (outcome, fault) in zip(part, outcomes, strict=True):
            at = row - 1
            place = (index.context[at], index.service[at], index.objects[at], index.protection[at])
            shared = repeated.get(place)
            if shared is None:
                shared = repeated[place] = _repeated(index, *place)
            cells, status = shared
            if fault or row in findings:
                status = status_text(document, row, fault)
            time = index.time[at]
            yield (
                str(row),
                since(None if time == NO_TIME else time, start),
                *cells,
                outcome,
                milliseconds(document.rtt(row)) if index.answers[at] else "",
                status,
            )


def _repeated(
    index: Index, context_number: int, service: int, objects: int, protection: int
) -> tuple[tuple[str, ...], str]:
    """What many rows share: client, arrow, server, service and object; and the status of those without findings."""
    context = index.contexts[context_number]
    cells = (
        "" if context.client is None else str(context.client),
        _ARROWS[context.sender],
        server_text(context.server, context.physical),
        index.services[service],
        objects_text(index.object_lists[objects]) if objects else "",
    )
    return cells, STATUS_SIGNS[index.protections[protection].status] + SEVERITY_SIGNS[""]


_MOST_REPEATED = 4096
_ARROWS = {"client": "→", "server": "←", None: "-"}


def server_text(server: int | None, physical: int | None) -> str:
    if server is None:
        return ""
    return str(server) if physical is None else f"{server}/{physical}"


# --- trees ----------------------------------------------------------------------------------------


def node_value(node: Node) -> str:
    """The value of a leaf, as text with its name where it is a code."""
    if node.value is None and node.spec.kind not in (ops.NULL, ops.OPTIONAL):
        return ""
    if node.spec.kind == ops.BITS:
        return f"{node.value:0{2 * node.spec.size}x}"
    if node.spec.kind == ops.PATTERN:
        row = row_of(node.spec, node.value)
        return row[2] if row is not None else f"{node.value:02x}"
    if node.spec.names is not None and isinstance(node.value, int):
        return f"{node.value} ({node.spec.names.get(node.value, 'unassigned')})"
    shown = plain(node)
    if isinstance(shown, dict) and len(shown) == 1 and is_data(node):
        shown = next(iter(shown.values()))
    if isinstance(shown, dict):
        return ", ".join(f"{name} {value}" for name, value in shown.items())
    if isinstance(shown, list):
        return ", ".join(map(str, shown))
    if shown is None:
        return "" if node.spec.kind == ops.NULL else "absent" if node.spec is node.field else ""
    return printable(str(shown))


def tree_lines(tree: Tree, meant: Overlay | None = None) -> Iterator[tuple[int, str, Node]]:
    """(depth, text, node) of every node of a row, from the frame inwards; with what its nodes mean where given."""
    hidden = hidden_nodes(tree, meant)
    for root in tree.roots:
        yield from node_lines(root, 0, hidden, meant)


def hidden_nodes(tree: Tree, meant: Overlay | None = None, more: Iterable[Node] = ()) -> set[int]:
    """Identities of the nodes whose value no text shows: secrets, ``more`` of them, and the frame contents that carry them."""
    hidden = {id(node) for each in more for node in walk(each)}
    for root in tree.roots:
        hidden |= secret_nodes(root)
    if hidden or (meant is not None and any(each.text == MASK for each in meant.values())):
        hidden.update(id(node) for root in tree.roots for node in root.children or () if node.spec.kind == ops.REST)
    return hidden


def meant_line(label: str, value: str, meant: Meant | None) -> str:
    """``value: long-unsigned  2315 → 231.5 V  ← scaler from message 10``: name, kind, value, reading, and its origin."""
    if meant is None:
        return f"{label}  {value}".rstrip()
    shown, text = value, printable(meant.text) if meant.text is not None else None
    if text == MASK:
        shown = MASK
    elif text is not None and text != value:
        shown = f"{value} → {text}" if value else f"→ {text}"
    name = f"{printable(meant.name)}: {label}" if meant.name and not label.startswith(f"{meant.name}:") else label
    return f"{name}  {shown}{f'  ← {meant.origin}' if meant.origin else ''}".rstrip()


def node_lines(
    node: Node, depth: int, hidden: set[int], meant: Overlay | None = None
) -> Iterator[tuple[int, str, Node]]:
    yield depth, node_text(node, hidden, meant), node
    parts = parts_text(node)
    if parts:
        yield depth + 1, parts, node
    for child in node.children or ():
        yield from node_lines(child, depth + 1, hidden, meant)
    if node.note is not None:
        yield depth + 1, note_text(node.note), node


def node_text(node: Node, hidden: set[int], meant: Overlay | None = None) -> str:
    """The line of one node: its name, two blanks, its value. ``hidden`` are identities of nodes that show none."""
    name = node.field.name if node.spec is node.field else f"{node.field.name}: {node.spec.name}"
    if node.field.kind == ops.CHOICE and node.spec.kind != ops.CHOICE and node.field.name in ("apdu", "data"):
        name = node.spec.name
    value = "" if node.children is not None else MASK if id(node) in hidden else node_value(node)
    return meant_line(name, value, meant.get(id(node)) if meant is not None else None)


def parts_text(node: Node) -> str:
    """The parts that the bits of a leaf have, in one line; empty where they have none."""
    if node.children is not None or node.value is None:
        return ""
    row = row_of(node.spec, node.value) if node.spec.kind == ops.PATTERN else None
    members = row[3] if row is not None else node.spec.members
    return "  ".join(f"{part} {value}" for part, value in members_of(members, node.value).items()) if members else ""


def note_text(note: Note) -> str:
    return f"! {note.reason} (byte {note.offset})"


def hex_dump(data: bytes, indent: str = "") -> Iterator[str]:
    """Lines of 16 bytes: offset, hex, characters."""
    for at in range(0, len(data), 16):
        part = data[at : at + 16]
        text = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in part)
        yield f"{indent}{at:04x}  {part[:8].hex(' '):<23}  {part[8:].hex(' '):<23}  {text}"
