"""Block transfers put together: datablocks of a service, and general block transfer (Green Book 9.4.6.13).

Blocks are remembered by where they lie, not by their bytes' meaning; a whole is only given when every block is there.
"""

from __future__ import annotations

from dissectors.core.node import Node, find
from dissectors.core.ops import Op
from dissectors.session.message import Finding, Join, Piece

LARGEST_WHOLE = 16 << 20
MOST_BLOCKS = 1 << 16


class Transfer:
    """Blocks of one payload in one direction."""

    __slots__ = ("broken", "expected", "parts", "pieces", "rows", "size")

    def __init__(self) -> None:
        self.expected = -1
        self.parts: list[bytes] = []
        self.pieces: list[Piece] = []
        self.rows: list[int] = []
        self.size = 0
        self.broken = False

    def add(self, number: int, piece: Piece, data: bytes) -> Finding | None:
        """The next block, its bytes ``data``. A block that is out of order is told, and the whole is then never given."""
        finding: Finding | None = None
        if self.expected < 0 and number > 1:
            self.broken = True
            finding = Finding("block-missing", f"the transfer begins with block {number}")
        elif self.expected >= 0 and number < self.expected:
            return Finding("block-repeated", f"block {number} was sent before")
        elif 0 <= self.expected < number:
            self.broken = True
            finding = Finding("block-missing", f"block {number} came, {self.expected} was next")
        self.expected = number + 1
        self.rows.append(piece.row)
        self.size += piece.end - piece.start
        if self.size > LARGEST_WHOLE or len(self.pieces) >= MOST_BLOCKS:
            self.broken = True
        else:
            self.pieces.append(piece)
            self.parts.append(data)
        return finding

    def joined(self, element: str) -> Join | None:
        return None if self.broken else Join(tuple(self.pieces), element)


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
    """The block that an APDU carries; None where it carries none (a next, a confirmation, an error)."""
    raw = find(apdu, "raw-data")
    number = find(apdu, "block-number")
    last = find(apdu, "last-block")
    if raw is None or number is None or last is None or not isinstance(raw.value, bytes) or raw.spec.joined is None:
        return None
    return Block(number.value or 0, bool(last.value), raw.end - len(raw.value), raw.end, raw.spec.joined)


class GeneralTransfer:
    """Blocks of general block transfer from one side: by number, for they may come repeated and out of order."""

    __slots__ = ("blocks", "complete", "last", "rows", "size")

    def __init__(self) -> None:
        self.blocks: dict[int, tuple[Piece, bytes]] = {}
        self.rows: list[int] = []
        self.last = 0
        self.size = 0
        self.complete = False

    def begins_anew(self, number: int, data: bytes) -> bool:
        """Whether a block is the first of another transfer and not this one's first block sent again."""
        known = self.blocks.get(number)
        return number == 1 and known is not None and known[1] != data

    def add(self, number: int, last: bool, piece: Piece, data: bytes) -> Finding | None:
        if number in self.blocks:
            return Finding("block-repeated", f"block {number} was sent before")
        if len(self.blocks) >= MOST_BLOCKS or self.size > LARGEST_WHOLE:
            return Finding("transfer-too-large", "the transfer holds more than is kept")
        self.blocks[number] = (piece, data)
        self.rows.append(piece.row)
        self.size += len(data)
        if last:
            self.last = number
        return None

    def joined(self, element: str) -> tuple[Join, bytes] | None:
        """The whole as a step and as bytes, once the last block and every one before it are there."""
        if self.complete or not self.last or len(self.blocks) < self.last:
            return None
        numbers = range(1, self.last + 1)
        if any(number not in self.blocks for number in numbers):
            return None
        self.complete = True
        ordered = [self.blocks[number] for number in numbers]
        return Join(tuple(piece for piece, _ in ordered), element), b"".join(data for _, data in ordered)

    def missing(self) -> list[int]:
        """Numbers of blocks that never came."""
        return [number for number in range(1, max(self.blocks, default=0)) if number not in self.blocks]
