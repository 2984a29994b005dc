"""General block transfer: blocks by number, windows, acknowledgements, recovery, abort (Green Book 9.4.6.13)."""

from __future__ import annotations

from typing import NamedTuple

from dissectors.session.blocks import LARGEST_WHOLE, MOST_BLOCKS, MOST_TOLD
from dissectors.session.message import Finding, Join, Piece
from dissectors.spec import block, catalog

TAG = next(tag for tag, op in catalog.GENERAL.items() if op is block.GENERAL_BLOCK_TRANSFER)
_CONTROL = {member.name: member for member in block.GENERAL_BLOCK_TRANSFER.children[0].members}
_LAST, _WINDOW = _CONTROL["last-block"], _CONTROL["window"]


class GeneralTransfer:
    """Blocks from one side: by number, for they may come repeated and out of order."""

    __slots__ = ("blocks", "complete", "data", "highest", "last", "rows", "size")

    def __init__(self) -> None:
        self.blocks: dict[int, tuple[Piece, int]] = {}  # by number: where it lies, and a mark of its bytes
        self.data: dict[int, bytes] = {}
        self.rows: list[int] = []
        self.last = 0
        self.highest = 0
        self.size = 0
        self.complete = False

    def begins_anew(self, number: int, data: bytes) -> bool:
        """Whether a block is the first of another transfer and not this one's first block sent again."""
        known = self.blocks.get(number)
        return number == 1 and known is not None and known[1] != hash(data)

    def add(self, number: int, last: bool, piece: Piece, data: bytes) -> Finding | None:
        """Take a block; a finding where it is not taken."""
        if number in self.blocks:
            return Finding("block-repeated", f"block {number} was sent before")
        if len(self.blocks) >= MOST_BLOCKS or self.size > LARGEST_WHOLE:
            return Finding("transfer-too-large", "the transfer holds more than is kept")
        self.blocks[number] = (piece, hash(data))
        self.data[number] = data
        self.rows.append(piece.row)
        self.size += len(data)
        self.highest = max(self.highest, number)
        if last:
            self.last = number
        return None

    def give_up(self) -> None:
        """Its bytes are no longer held, and it will not be completed."""
        self.blocks, self.data = {}, {}
        self.size = 0
        self.last = 0

    @property
    def last_row(self) -> int:
        return self.rows[-1]

    def joined(self, element: str) -> tuple[Join, bytes] | None:
        """The whole as a step and as bytes, once the last block and every one before it are there."""
        if self.complete or not self.last or len(self.blocks) < self.last:
            return None
        numbers = range(1, self.last + 1)
        if any(number not in self.blocks for number in numbers):
            return None
        self.complete = True
        whole = b"".join(self.data[number] for number in numbers)
        self.data, self.size = {}, 0
        return Join(tuple(self.blocks[number][0] for number in numbers), element), whole

    def before_the_hole(self, element: str) -> Join | None:
        """What stands before the first missing block of a transfer that will not be completed."""
        pieces: list[Piece] = []
        while len(pieces) + 1 in self.blocks:
            pieces.append(self.blocks[len(pieces) + 1][0])
        return Join(tuple(pieces), element, self.missing() or (len(pieces) + 1,)) if pieces else None

    def missing(self) -> tuple[int, ...]:
        """Numbers of the first blocks that never came, below the highest that did."""
        return tuple(number for number in range(1, self.highest) if number not in self.blocks)[:MOST_TOLD]


class Control(NamedTuple):
    """What the fields in front of a block say."""

    last: bool
    window: int  # blocks that the sender takes at once; 0: unconfirmed
    number: int
    acknowledged: int
    size: int  # of the block's data

    @property
    def aborts(self) -> bool:
        return self.last and not self.number and not self.acknowledged and not self.size


def control_of(octet: int, number: int, acknowledged: int, size: int) -> Control:
    return Control(bool(_LAST.of(octet)), _WINDOW.of(octet), number, acknowledged, size)


_OTHER = {"client": "server", "server": "client", "0": "1", "1": "0"}


class Dialogue:
    """Both sides' transfers, and how they keep to each other's windows. Sides are named as :attr:`Message.side` is."""

    __slots__ = ("_acknowledged", "_takes", "transfers")

    def __init__(self) -> None:
        self.transfers: dict[str, GeneralTransfer] = {}
        self._takes: dict[str, int] = {}  # window that a side announced
        self._acknowledged: dict[str, int] = {}  # last block of a side's running transfer that the other acknowledged

    def judge(self, sender: str, control: Control) -> list[Finding]:
        """Findings on window and acknowledgement of what one side sends. Window 0 wants no acknowledgement."""
        found: list[Finding] = []
        other = _OTHER[sender]
        number, takes = control.number, self._takes.get(other, 0)
        if control.size:
            if number == 1:
                self._acknowledged[sender] = 0
            ahead = number - self._acknowledged.get(sender, number)
            if takes and ahead > takes:
                found.append(Finding("gbt-window-exceeded", f"{ahead} blocks ahead; the other side takes {takes}"))
        self._takes[sender] = control.window
        theirs, acknowledged = self.transfers.get(other), control.acknowledged
        if theirs is None or not control.window or (number == 1 and control.size):
            return found
        if acknowledged > theirs.highest:
            text = f"block {acknowledged} is acknowledged; {theirs.highest} is the last one seen"
            found.append(Finding("gbt-acknowledge-wrong", text))
        elif acknowledged < theirs.highest:
            text = f"blocks behind {acknowledged} are wanted again, up to {theirs.highest}"
            found.append(Finding("gbt-recovery", text))
        self._acknowledged[other] = acknowledged
        return found

    def speaks(self, sender: str, over: bool = False) -> list[GeneralTransfer]:
        """One side sends something of its own: what the other had transferred is done with. Where that tells that its
        transfer is ``over``, complete or not, those that are given up."""
        others = [side for side, transfer in self.transfers.items() if side != sender and (over or transfer.complete)]
        given_up = [self.transfers.pop(side) for side in others]
        return [transfer for transfer in given_up if not transfer.complete]

    def clear(self) -> None:
        self.transfers.clear()
        self._takes.clear()
        self._acknowledged.clear()
