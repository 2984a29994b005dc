"""Datablocks of GET, SET, ACTION and short-name services put together (Green Book 9.4.6.3 to 9.4.6.5).

Blocks are remembered by where they lie, not by their bytes' meaning. Where one is missing, the whole ends before the hole.
"""

from __future__ import annotations

from typing import Protocol

from dissectors.core.node import Node, find
from dissectors.core.ops import Op
from dissectors.session.message import Finding, Join, Piece
from dissectors.spec.short_name import WRITE_REQUEST

LARGEST_WHOLE = 16 << 20
MOST_BLOCKS = 1 << 16
LARGEST_HELD = 64 << 20  # bytes of unfinished transfers over all conversations
MOST_HELD = 1 << 16  # unfinished transfers


class Holding(Protocol):
    """A transfer whose bytes are held until it is complete."""

    size: int

    def give_up(self) -> None: ...

    @property
    def last_row(self) -> int: ...


class Held:
    """The unfinished transfers of a tracker: bounded, whatever a capture leaves open; the oldest gives way."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Holding, int]] = {}
        self._size = 0

    def grown(self, transfer: Holding) -> list[int]:
        """A transfer has taken a block. The last rows of those that were given up for it."""
        key = id(transfer)
        _, before = self._open.pop(key, (transfer, 0))
        self._open[key] = (transfer, transfer.size)
        self._size += transfer.size - before
        rows: list[int] = []
        while self._size > LARGEST_HELD or len(self._open) > MOST_HELD:
            oldest, size = self._open.pop(next(iter(self._open)))
            self._size -= size
            rows.append(oldest.last_row)
            oldest.give_up()
        return rows

    def done(self, transfer: Holding) -> None:
        """A transfer is complete or abandoned."""
        _, size = self._open.pop(id(transfer), (transfer, 0))
        self._size -= size

    def __len__(self) -> int:
        return len(self._open)


class Transfer:
    """Blocks of one payload in one direction."""

    __slots__ = ("expected", "hole", "missing", "parts", "pieces", "rows", "size")

    def __init__(self) -> None:
        self.expected = -1
        self.parts: list[bytes] = []
        self.pieces: list[Piece] = []
        self.rows: list[int] = []
        self.size = 0
        self.hole = -1  # how many pieces stand before the first hole, -1: there is none
        self.missing: tuple[int, ...] = ()  # numbers of the first blocks that are not there

    def add(self, number: int, piece: Piece, data: bytes) -> Finding | None:
        """The next block, its bytes ``data``; a finding where it is not the next. Nothing behind a hole is kept."""
        finding: Finding | None = None
        if self.expected < 0 and number > 1:
            self._open(range(1, number))
            finding = Finding("block-missing", f"the transfer begins with block {number}")
        elif self.expected >= 0 and number < self.expected:
            return Finding("block-repeated", f"block {number} was sent before")
        elif 0 <= self.expected < number:
            self._open(range(self.expected, number))
            finding = Finding("block-missing", f"block {number} came, {self.expected} was next")
        self.expected = number + 1
        self.rows.append(piece.row)
        if self.hole >= 0:
            return finding
        if self.size + len(data) > LARGEST_WHOLE or len(self.pieces) >= MOST_BLOCKS:
            self._open(range(number, number + 1))
            return Finding("transfer-too-large", "the transfer holds more than is kept")
        self.size += len(data)
        self.pieces.append(piece)
        self.parts.append(data)
        return finding

    def _open(self, missing: range) -> None:
        if self.hole < 0:
            self.hole = len(self.pieces)
            self.missing = tuple(missing[:MOST_TOLD])

    def give_up(self) -> None:
        """Its bytes are no longer held."""
        self._open(range(self.expected, self.expected + 1))
        self.hole = 0
        self.pieces, self.parts, self.size = [], [], 0

    @property
    def last_row(self) -> int:
        return self.rows[-1]

    def joined(self, element: str) -> Join | None:
        """The whole, up to the first hole; None where nothing stands before it."""
        return Join(tuple(self.pieces), element, self.missing) if self.pieces else None


MOST_TOLD = 5  # missing blocks that are named


class Block:
    """A block as its APDU carries it."""

    __slots__ = ("end", "joined", "last", "number", "start")

    def __init__(self, number: int, last: bool, start: int, end: int, joined: Op) -> None:
        self.number = number
        self.last = last
        self.start = start
        self.end = end
        self.joined = joined


def block_in(apdu: Node) -> Block | None:
    """The block that an APDU carries; None where it carries none (a next, a confirmation, an error).

    A write with short names carries it as the octet-string that it writes (Green Book 9.3.15).
    """
    raw = find(apdu, "raw-data")
    number = find(apdu, "block-number")
    last = find(apdu, "last-block")
    written = find(apdu, "write-data-block-access")
    if written is not None and number is not None and last is not None:
        values = find(apdu, "list-of-data")
        value = values.children[0] if values is not None and values.children else None
        if value is None or value.spec.name != "octet-string" or not isinstance(value.value, bytes):
            return None
        return Block(number.value or 0, bool(last.value), value.end - len(value.value), value.end, WRITE_REQUEST)
    if raw is None or number is None or last is None or not isinstance(raw.value, bytes) or raw.spec.joined is None:
        return None
    return Block(number.value or 0, bool(last.value), raw.end - len(raw.value), raw.end, raw.spec.joined)
