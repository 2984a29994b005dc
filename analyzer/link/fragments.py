"""IP fragments put together: bounded in number, size and age; overlapping bytes taken from the first that came."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict

from analyzer.capture.record import Record

WAITING_DATAGRAMS = 64
LARGEST_DATAGRAM = 1 << 16
LONGEST_WAIT = 60_000_000_000  # ns from the first fragment on, RFC 8200 clause 4.5: identifications are used again

Pieces = tuple[tuple[Record, int, int], ...]  # where bytes lie: (record, offset in its data, length), in order
_Part = tuple[int, bytes, Record, int]  # (start in the datagram, bytes, record, offset in the record's data)


class _Datagram:
    """What there is of a datagram: parts in order that do not overlap."""

    __slots__ = ("parts", "present", "since", "size")

    def __init__(self, since: int | None) -> None:
        self.parts: list[_Part] = []
        self.present = 0
        self.size = -1  # known from the last fragment on
        self.since = since


class Fragments:
    """Datagrams that wait for fragments, by whatever key the caller says identifies one."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[bytes, _Datagram] = OrderedDict()

    def add(
        self, key: bytes, start: int, more: bool, data: bytes, record: Record, offset: int
    ) -> tuple[bytes, Pieces] | None:
        """Add a fragment; the whole payload and where its bytes lie, once all of it is there."""
        if start + len(data) > LARGEST_DATAGRAM:
            return None
        datagram = self._waiting.get(key)
        if datagram is None or _too_old(datagram.since, record.time):
            datagram = self._waiting[key] = _Datagram(record.time)
            if len(self._waiting) > WAITING_DATAGRAMS:
                self._waiting.popitem(last=False)
        if not more and datagram.size < 0:
            datagram.size = start + len(data)
        _insert(datagram, start, data, record.bare(), offset)
        if datagram.size < 0 or datagram.present < datagram.size:
            return None
        parts = datagram.parts
        if not parts or parts[0][0] or parts[-1][0] + len(parts[-1][1]) != datagram.size:
            return None  # bytes behind the end that the last fragment gave: it was none of this datagram
        del self._waiting[key]
        return b"".join(part[1] for part in parts), tuple((part[2], part[3], len(part[1])) for part in parts)


def covering(pieces: Pieces, start: int, length: int) -> Pieces:
    """The part of ``pieces`` that covers ``start:start+length`` of what they make up."""
    found: list[tuple[Record, int, int]] = []
    at = 0
    for record, offset, size in pieces:
        low, high = max(start, at), min(start + length, at + size)
        if low < high:
            found.append((record, offset + low - at, high - low))
        at += size
    return tuple(found)


def _insert(datagram: _Datagram, start: int, data: bytes, record: Record, offset: int) -> None:
    """Add the bytes of a fragment that are not there yet."""
    parts = datagram.parts
    at, end = start, start + len(data)
    index = bisect_right(parts, start, key=_begin)
    if index:
        low, held, _, _ = parts[index - 1]
        at = max(at, low + len(held))
    while at < end:
        stop = min(end, parts[index][0]) if index < len(parts) else end
        if at < stop:
            parts.insert(index, (at, data[at - start : stop - start], record, offset + at - start))
            datagram.present += stop - at
            index += 1
        if index == len(parts):
            return
        at = parts[index][0] + len(parts[index][1])
        index += 1


def _begin(part: _Part) -> int:
    return part[0]


def _too_old(since: int | None, now: int | None) -> bool:
    return since is not None and now is not None and now - since > LONGEST_WAIT
