"""Our decode against tshark with our Lua dissector: the same messages, fields, values and bytes, or what differs.

Both sides are brought to the same shape: a message is what is said of it and, for each of its buffers (the APDU as
captured, then each decrypted or joined one), the fields in it with value, bytes and place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from analyzer.document import Document
from analyzer.export.messages import findings_of
from analyzer.trees import Tree, fault_code
from dissectors.core import ops
from dissectors.core.forms import show
from dissectors.core.framing import row_of
from dissectors.core.node import Node, notes, walk
from dissectors.meaning.names import names_of
from dissectors.plain import data_type
from dissectors.spec.model import field_type

# Findings that both sides have. dlmscope has more: what needs curves or proofs, supervises the link, or looks over a session.
SHARED_FINDINGS = frozenset(
    (
        *("fcs-wrong", "hcs-wrong", "illegal-address", "unknown-apdu", "malformed", "tolerated-form"),
        *("answer-without-question", "invoke-id-mismatch", "slow-answer", "access-refused", "ic-expected"),
        *("not-negotiated", "pdu-too-large", "weak-mechanism", "password-in-clear", "password-differs"),
        *("ic-replay", "ic-regress", "ic-jump", "ic-reset", "tag-failed", "key-transferred", "key-transferred-unseen"),
        *("block-repeated", "block-missing", "transfer-too-large"),
    )
)


class Placed(NamedTuple):
    """A field in a buffer: where it lies from the buffer's first field on, its name, value and bytes in hex."""

    start: int
    length: int
    name: str
    value: str
    octets: str


Buffer = tuple[Placed, ...]


class Shown(NamedTuple):
    """A message as one side shows it. ``record`` is the packet that completes it; ``said`` is what is told of it."""

    label: str
    record: int
    said: dict[str, Any]
    buffers: tuple[Buffer, ...]
    closed_in_lua: bool = False
    unfinished: bool = False


class Report(NamedTuple):
    """How many messages and fields were compared, how many messages Lua cannot open by nature, how many lack their last
    segments (Wireshark, which never knows that a capture has ended, shows segments), and what differs."""

    messages: int
    fields: int
    closed_in_lua: int
    unfinished: int
    differences: list[str]


def compare(document: Document, packets: Iterator[tuple[int, list[Shown], list[Buffer]]]) -> Report:
    """Compare all rows of a document with what tshark shows of each packet (:func:`analyzer.export.packets.packets`)."""
    ours: dict[int, list[Shown]] = {}
    frames: Counter[Buffer] = Counter()
    unfinished = 0
    for row in range(1, document.count + 1):
        message = shown(document, row)
        if message.unfinished:
            unfinished += 1
            continue
        ours.setdefault(message.record, []).append(message)
        frames.update(frames_of(document, row))
    differences: list[str] = []
    count = fields = closed = 0
    for record, theirs, their_frames in packets:
        for frame in their_frames:
            frames[frame] -= 1
        mine = ours.pop(record, [])
        for one, other in zip(mine, theirs, strict=False):
            count += 1
            fields += sum(map(len, one.buffers))
            closed += one.closed_in_lua
            differences += differ(one, other)
        for one in mine[len(theirs) :]:
            differences.append(f"{one.label}: tshark shows no such message in packet {record}")
        for other in theirs[len(mine) :]:
            differences.append(f"packet {record}: tshark shows {other.said['service']}, we show nothing")
    for messages in ours.values():
        differences += [f"{one.label}: tshark shows no message in packet {one.record}" for one in messages]
    for frame, number in frames.items():
        if number > 0 and frame:
            differences.append(
                f"a frame beginning {frame[0].name} = {frame[0].value}: tshark shows it otherwise or not at all"
            )
    return Report(count, fields, closed, unfinished, differences)


def differ(one: Shown, other: Shown) -> Iterator[str]:
    """What is not the same in two showings of a message, a line each."""
    for key in _OF_SINGLE_VALUES:
        theirs = other.said[key]
        if theirs is not None and one.said[key] != theirs:
            yield f"{one.label}: {key}: ours {one.said[key]!r}, tshark's {theirs!r}"
    for key, value in one.said.items():
        if key not in _OF_SINGLE_VALUES and other.said.get(key) != value:
            if not (one.closed_in_lua and key in _OF_OPENING):
                yield f"{one.label}: {key}: ours {value!r}, tshark's {other.said.get(key)!r}"
    if one.closed_in_lua:
        return
    if len(one.buffers) != len(other.buffers):
        yield f"{one.label}: ours has {len(one.buffers)} buffers, tshark's {len(other.buffers)}"
    for number, (mine, theirs) in enumerate(zip(one.buffers, other.buffers, strict=False)):
        left, right = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
        for each in sorted(left):
            yield f"{one.label}: buffer {number}: ours alone has {_text(each)}"
        for each in sorted(right):
            yield f"{one.label}: buffer {number}: tshark's alone has {_text(each)}"


_OF_OPENING = (
    "names",
    "service",
    "status",
    "reason",
    "objects",
    "answers",
    "key",
    "findings",
    "policy",
    "title",
    "counter",
    "suite",
)


_OF_SINGLE_VALUES = ("text", "result", "type")  # lists of them are told by dlmscope alone


def _text(each: Placed) -> str:
    return f"{each.name} = {each.value} at {each.start}, {each.length} bytes {each.octets[:32]}"


# --- our side -------------------------------------------------------------------------------------


def shown(document: Document, row: int) -> Shown:
    """A row as we show it."""
    service = document.service(row)
    records = document.records(row)
    tree = document.build(row, False)
    protection = document.protection(row)
    answered = document.index.answers[row - 1]
    objects = [ref for ref in document.objects(row) if ref.logical_name is not None and ref.class_id is not None]
    key = protection.key
    context, reading = document.context(row), tree.reading()
    said = {
        "service": service,
        "answers": document.records(answered)[-1] if answered else None,
        "status": protection.status,
        "reason": protection.reason,
        "counter": protection.invocation_counter,
        "suite": protection.suite,
        "policy": protection.policy,
        "title": protection.system_title.hex() if protection.system_title else None,
        "text": _text_of(document, row, tree),
        "result": reading.results[0] if reading is not None and len(reading.results) == 1 else None,
        "type": data_type(reading.value) if reading is not None and reading.value is not None else None,
        "client": context.client,
        "server": context.server,
        "physical": context.physical,
        "objects": [(ref.class_id, show("obis", ref.logical_name or b""), ref.number) for ref in objects],
        "names": [name for ref in objects if (name := names_of(ref).name) is not None],
        "findings": sorted(_codes(document, row, tree) & SHARED_FINDINGS),
    }
    roots = [root for root in tree.roots if root.field.name not in _HEADERS and root.source.name != "unwrapped"]
    closed = (key is not None and key.origin == "agreed") or protection.policy == "signed"
    unfinished = any(finding.code == "segment-missing" for finding in document.findings(row))
    return Shown(f"{row} {service}", records[-1], said, tuple(map(buffer_of, roots)), closed, unfinished)


_HEADERS = ("llc", "gateway-prefix")


def _text_of(document: Document, row: int, tree: Tree) -> str | None:
    """The reading of the one value that a row carries."""
    reading = tree.reading()
    if reading is None or reading.is_list or reading.value is None or document.closed(row):
        return None
    return document.text(row, reading.value)


def _codes(document: Document, row: int, tree: Tree) -> set[str]:
    """Codes of the findings of a row, those that the encoding of any of its buffers gives included."""
    found = {finding["code"] for finding in findings_of(document, row, tree)}
    return found | {fault_code(note) for root in tree.roots for _, note in notes(root)}


def frames_of(document: Document, row: int) -> Iterator[Buffer]:
    """The frames of a row."""
    for root in document.build(row).roots:
        if root.field.kind == ops.HDLC_FRAME or root.field.name == "wrapper":
            yield buffer_of(root)


def buffer_of(root: Node) -> Buffer:
    """The fields at or below a node, places counted from the first of them."""
    found = [placed for node in walk(root) for placed in _placed(node)]
    return settled(found)


def settled(found: list[Placed]) -> Buffer:
    """Fields in order, places counted from the first."""
    first = min((each.start for each in found), default=0)
    return tuple(sorted(each._replace(start=each.start - first) for each in found))


def _placed(node: Node) -> Iterator[Placed]:
    spec, value = node.spec, node.value
    kind = field_type(spec.kind, spec.form, spec.size)
    if spec.kind == ops.DEFAULT and value is not None:
        kind = "boolean"
    start, data = node.start, node.source.data
    if node.children is None and value is not None and kind != "none" and not (kind == "time" and not value):
        if kind == "bytes":
            start = node.end - len(value)
        if start == node.end:
            return  # tshark tells no place of what has no bytes
        yield Placed(start, node.end - start, spec.abbrev, _value(kind, spec.form, value), data[start : node.end].hex())
    row = row_of(spec, value) if spec.kind == ops.PATTERN and value is not None else None
    for member in row[3] if row is not None else spec.members if value is not None else ():
        yield Placed(
            node.start, node.end - node.start, member.abbrev, str(member.of(value)), data[node.start : node.end].hex()
        )


def _value(kind: str, form: str, value: Any) -> str:
    if kind == "boolean":
        return str(int(value))
    if kind == "float":
        return repr(float(value))
    if kind == "bytes":
        return str(value.hex())
    if kind == "address":
        upper, lower = value
        return str(upper) if lower is None else f"{upper}/{lower}"
    if isinstance(value, bytes):
        return show(form, value)
    return str(value)
