"""How are bodies of pushes read that are not proper Data? The ways in which meters write codes wrongly, one row each.

Structures announce their number of elements as usual; the first element is a code that is written in another way. A
body is taken for one of these only if every byte of it fits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dissectors.core.node import Node, Source, notes
from dissectors.core.reader import read
from dissectors.meaning.lessons import scaler_unit_of
from dissectors.session.message import ObjectRef
from dissectors.spec.data import DATA

MOST_ENTRIES = 4096
_ARRAY, _STRUCTURE = 1, 2
_MOST_DEPTH = 4
_LONG_LENGTH = 0x80
_TRAILING = "trailing-bytes"


class Entry(NamedTuple):
    """One value with its object, and the scaler and unit beside it."""

    ref: ObjectRef
    value: Node
    scale: tuple[int, int] | None


class Way(NamedTuple):
    """``read`` gives the object of a code and how many bytes it takes, or None where the bytes are not written so."""

    name: str
    read: Callable[[bytes, int], tuple[ObjectRef, int] | None]


def read_anyway(source: Source, start: int, end: int) -> tuple[str, tuple[Entry, ...]]:
    """What deviates in ``start:end`` ("" where nothing is made of it), and the values with their objects."""
    seen: set[str] = set()
    entries: list[Entry] = []
    stop = _container(source, start, end, entries, seen, 0)
    if stop != end or not entries or not seen:
        return "", ()
    return ", ".join(sorted(seen)), tuple(entries)


def _container(source: Source, pos: int, end: int, entries: list[Entry], seen: set[str], depth: int) -> int:
    """Read an array or structure of entries, or a structure whose last element is one; where it ends, -1 if it is none."""
    data = source.data
    if pos + 2 > end or data[pos] not in (_ARRAY, _STRUCTURE) or data[pos + 1] >= _LONG_LENGTH or depth > _MOST_DEPTH:
        return -1
    count, at = data[pos + 1], pos + 2
    before = len(entries)
    for _ in range(count):
        at = _entry(source, at, end, entries, seen)
        if at < 0:
            break
    else:
        return at
    del entries[before:]
    if data[pos] != _STRUCTURE or not count:
        return -1
    at = pos + 2
    for _ in range(count - 1):
        node = _data(source, at, end)
        if node is None or node.children:
            return -1
        at = node.end
    return _container(source, at, end, entries, seen, depth + 1)


def _entry(source: Source, pos: int, end: int, entries: list[Entry], seen: set[str]) -> int:
    """Read a structure of a code, a value and perhaps its scaler and unit; where it ends, -1 if it is none."""
    data = source.data
    if pos + 2 > end or data[pos] != _STRUCTURE or data[pos + 1] not in (2, 3) or len(entries) >= MOST_ENTRIES:
        return -1
    for way in WAYS:
        found = way.read(data, pos + 2)
        if found is None:
            continue
        ref, size = found
        at = pos + 2 + size
        parts: list[Node] = []
        for _ in range(data[pos + 1] - 1):
            node = _data(source, at, end)
            if node is None:
                break
            parts.append(node)
            at = node.end
        else:
            scale = scaler_unit_of(parts[1]) if len(parts) == 2 else None
            if len(parts) == 2 and scale is None:
                continue
            entries.append(Entry(ref, parts[0], scale))
            if way.name:
                seen.add(way.name)
            return at
    return -1


def _data(source: Source, at: int, end: int) -> Node | None:
    """A Data that is proper down to its leaves, whatever follows it."""
    if at >= end:
        return None
    node, clean = read(DATA, source, at, end)
    if clean:
        return node
    remarks = notes(node)
    if len(remarks) != 1 or node.note is None or node.note.code != _TRAILING:
        return None
    node.note = None
    return node


def _proper(data: bytes, at: int) -> tuple[ObjectRef, int] | None:
    return (ObjectRef(None, data[at + 2 : at + 8], None), 8) if data[at : at + 2] == b"\x09\x06" else None


def _swapped(data: bytes, at: int) -> tuple[ObjectRef, int] | None:
    return (ObjectRef(None, data[at + 2 : at + 8], None), 8) if data[at : at + 2] == b"\x06\x09" else None


def _untagged(data: bytes, at: int) -> tuple[ObjectRef, int] | None:
    raw = data[at : at + 9]
    if len(raw) < 9 or not 0 < raw[8] < 0x80:
        return None
    return ObjectRef(raw[0] << 8 | raw[1], raw[2:8], raw[8]), 9


WAYS = (
    Way("", _proper),
    Way("tag and length of a code are swapped", _swapped),
    Way("attribute descriptors stand without tags", _untagged),
)
