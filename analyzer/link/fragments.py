"""IP fragments put together: bounded in number and size, overlapping bytes taken from the first that came."""

from __future__ import annotations

from collections import OrderedDict

from analyzer.capture.record import Record

WAITING_DATAGRAMS = 64
LARGEST_DATAGRAM = 1 << 16

# A fragment: (offset in the datagram, bytes, record, offset in the record's data)
_Fragment = tuple[int, bytes, Record, int]
Pieces = tuple[tuple[Record, int, int], ...]


class Fragments:
    """Datagrams that wait for fragments, by whatever key the caller says identifies one."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[bytes, list[_Fragment]] = OrderedDict()
        self._sizes: dict[bytes, int] = {}

    def add(
        self, key: bytes, start: int, more: bool, data: bytes, record: Record, offset: int
    ) -> tuple[bytes, Pieces] | None:
        """Add a fragment; the whole payload and where its bytes lie, once all of it is there."""
        if start + len(data) > LARGEST_DATAGRAM:
            return None
        parts = self._waiting.get(key)
        if parts is None:
            parts = self._waiting[key] = []
            if len(self._waiting) > WAITING_DATAGRAMS:
                dropped, _ = self._waiting.popitem(last=False)
                self._sizes.pop(dropped, None)
        if len(parts) < 4096:
            parts.append((start, data, record, offset))
        if not more:
            self._sizes[key] = start + len(data)
        size = self._sizes.get(key)
        if size is None or sum(len(part[1]) for part in parts) < size:
            return None
        whole, pieces = _assemble(parts)
        if len(whole) < size:
            return None
        del self._waiting[key]
        del self._sizes[key]
        return whole[:size], pieces


def _assemble(parts: list[_Fragment]) -> tuple[bytes, Pieces]:
    whole = bytearray()
    pieces: list[tuple[Record, int, int]] = []
    for start, data, record, offset in sorted(parts, key=lambda part: part[0]):
        known = len(whole) - start
        if known < 0:
            break
        if known < len(data):
            whole += data[known:]
            pieces.append((record, offset + known, len(data) - known))
    return bytes(whole), tuple(pieces)
