"""What there is to show of one object: its last value in a word, its members, its history, its numbers over time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.document import Document
from analyzer.survey.objects import Collector
from analyzer.survey.seen import Member, Seen, kind_of
from dissectors.cosem.classes import attribute, method
from dissectors.cosem.units import scaled, symbol
from dissectors.meaning.names import description, names_of
from dissectors.meaning.profiles import is_buffer
from dissectors.meaning.values import scale_of
from dissectors.session.message import ObjectRef

VALUE = 2  # the attribute that says what an object is for, in nearly every class
_METHOD = 1 << 31  # bit of a history entry's number
_MOST_MEMBERS = 64


def ref_of(seen: Seen, number: int | None = None, is_method: bool = False) -> ObjectRef:
    return ObjectRef(seen.class_id, seen.logical_name, number, is_method)


def name_of(seen: Seen) -> str:
    """The object's name, else what its code says in general."""
    ref = ref_of(seen)
    known = description(ref)
    return names_of(ref, seen.version).name or (known.text if known is not None else "")


def class_of(seen: Seen) -> str:
    """``Profile generic v1``; the number where the class has no name."""
    if seen.class_id is None:
        return ""
    name = names_of(ref_of(seen), seen.version).interface_class or f"class {seen.class_id}"
    return name if seen.version is None else f"{name} v{seen.version}"


def last_text(seen: Seen) -> str:
    """The value of the attribute that matters, else what was read last, with its name."""
    main = seen.attributes.get(VALUE) or seen.attributes.get(None)
    if main is not None and main.summary is not None:
        return main.summary
    read = [
        (member.row, number, member) for number, member in list(seen.attributes.items()) if member.summary is not None
    ]
    if read:
        _, number, member = max(read, key=lambda each: each[0])
        return f"{member_name(seen, number)} {member.summary}"
    refused = [member for member in list(seen.attributes.values()) if member.refused]
    return f"refused: {refused[0].result}" if refused else ""


def member_name(seen: Seen, number: int | None, is_method: bool = False) -> str:
    return names_of(ref_of(seen, number, is_method), seen.version).member or (
        f"#{number}" if number is not None else ""
    )


def times_seen(seen: Seen) -> str:
    """``read 3×, written 1×``, all members together."""
    counts: dict[str, int] = {}
    refused = 0
    for member in (*list(seen.attributes.values()), *list(seen.methods.values())):
        refused += member.refused
        for deed, count in member.counts.items():
            counts[deed] = counts.get(deed, 0) + count
    said = [f"{deed} {count}×" for deed, count in counts.items()]
    return ", ".join([*said, f"refused {refused}×"] if refused else said)


# --- members --------------------------------------------------------------------------------------


class Line(NamedTuple):
    """An attribute or a method: those that were seen, and those that the class declares."""

    number: int | None
    is_method: bool
    name: str
    member: Member


def members(seen: Seen) -> list[Line]:
    """Attributes, then methods, in their order."""
    found: list[Line] = []
    for is_method, known, declared in ((False, seen.attributes, attribute), (True, seen.methods, method)):
        numbers = set(known)
        if seen.class_id is not None:
            numbers |= {n for n in range(1, _MOST_MEMBERS) if declared(seen.class_id, seen.version, n) is not None}
        for number in sorted(numbers, key=lambda each: -1000 if each is None else each):
            member = known.get(number) or Member()
            found.append(Line(number, is_method, member_name(seen, number, is_method), member))
    return found


def kind(member: Member) -> str:
    return kind_of(member) or ""


def right_text(member: Member) -> str:
    """The access right in words."""
    if isinstance(member.right, list):
        return ", ".join(member.right) or "no access"
    return "" if member.right is None else str(member.right).replace("_", " ")


# --- history --------------------------------------------------------------------------------------


class Told(NamedTuple):
    """What a message says of a member: what was done, by whom, and the value or the refusal."""

    deed: str
    client: int | None
    text: str
    refused: bool


class History:
    """Every message that speaks of an object, in order: ``rows`` and the ``numbers`` of the members."""

    def __init__(self, seen: Seen) -> None:
        pairs = [(row, number or 0) for number, member in list(seen.attributes.items()) for row in list(member.rows)]
        pairs += [
            (row, _METHOD | (number or 0)) for number, member in list(seen.methods.items()) for row in list(member.rows)
        ]
        pairs.sort()
        self.seen = seen
        self.rows = array("I", [row for row, _ in pairs])
        self._numbers = array("I", [number & 0xFFFFFFFF for _, number in pairs])

    def __len__(self) -> int:
        return len(self.rows)

    def member(self, i: int) -> tuple[int | None, bool]:
        """Number of the member that entry ``i`` is about, and whether it is a method."""
        number = self._numbers[i]
        return (number & ~_METHOD) or None, bool(number & _METHOD)

    def told(self, document: Document, i: int) -> Told:
        """What entry ``i`` says, decoded now."""
        number, is_method = self.member(i)
        collector = Collector(document)
        collector.take(self.rows[i])
        collector.read()
        for each in collector.objects.values():
            if each.logical_name != self.seen.logical_name or each.class_id != self.seen.class_id:
                continue
            member = (each.methods if is_method else each.attributes).get(number)
            if member is None or not member.rows:
                continue
            client = next(iter(member.clients), None)
            if member.refused:
                return Told("refused", client, str(member.result), True)
            return Told(next(iter(member.counts), ""), client, member.summary or "", False)
        return Told("", None, "", False)


# --- numbers --------------------------------------------------------------------------------------


class Numbers(NamedTuple):
    """Values of an attribute over the capture's time (nanoseconds), None where a message says no number."""

    rows: list[int]
    times: list[int]
    values: list[float | None]
    unit: str


def has_numbers(seen: Seen) -> bool:
    """Whether the object's value is a number that was told more than once."""
    main = seen.attributes.get(VALUE) or seen.attributes.get(None)
    if main is None or len(main.rows) < 2 or main.item is None or main.item.node is None:
        return False
    value = main.item.node.value
    return isinstance(value, int | float) and not isinstance(value, bool) and not main.item.node.children


def numbers(document: Document, seen: Seen) -> Iterator[tuple[int, Numbers]]:
    """The object's value at every message that tells it; yields how many are done."""
    found = Numbers([], [], [], "")
    main = seen.attributes.get(VALUE) or seen.attributes.get(None)
    rows: Sequence[int] = list(main.rows) if main is not None else []
    for done, row in enumerate(rows, 1):
        time = document.time(row)
        value, unit = _number(document, row, seen)
        if time is not None:
            found.rows.append(row)
            found.times.append(time)
            found.values.append(value)
            found = found._replace(unit=unit or found.unit)
        yield done, found
    if not rows:
        yield 0, found


def _number(document: Document, row: int, seen: Seen) -> tuple[float | None, str]:
    for item in document.said(row, document.build(row, False).reading()).items:
        if item.ref is None or item.ref.logical_name != seen.logical_name or item.ref.number not in (VALUE, None):
            continue
        node = item.node
        if node is None or isinstance(node.value, bool) or not isinstance(node.value, int | float):
            return None, ""
        known = scale_of(item, document.engine.stage.devices(row), document.meaning.facts, row)
        if known is None:
            return float(node.value), ""
        return float(scaled(node.value, known[0])), symbol(known[1])
    return None, ""


def has_buffer(seen: Seen) -> bool:
    """Whether rows of captured values were read."""
    buffer = seen.attributes.get(VALUE)
    return buffer is not None and buffer.item is not None and is_buffer(ref_of(seen, VALUE))
