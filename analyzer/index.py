"""What is kept of every row: append-only columns of numbers, and tables of what repeats.

A row is a PDU and its number (from 1) is final. At most 100 bytes a row: flows, objects, services and openings are ids
into tables; the bytes of a row are slices of the store, held in the piece columns. The row count is published last, so
a reader in another thread sees whole rows only.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator
from typing import Generic, NamedTuple, TypeVar

from dissectors.outcome import QUIET, UNREAD, outcome
from dissectors.session.message import NOT_PROTECTED, Finding, Message, ObjectRef, Protection, Step

T = TypeVar("T", bound=Hashable)

NO_TIME = -(1 << 63)
NO_INVOKE_ID = -1
MOST_OBJECTS = 4096  # protections and openings that are known by identity
FRAME_START = 1 << 31  # bit of a piece's length: a frame begins here
NOTHING_READABLE = 1 << 31  # bit of a row's payload length: no APDU lies in it
SCATTERED = 1 << 31  # bit of a row's payload offset: the APDU lies in several pieces of one frame


class Table(Generic[T]):
    """Values that repeat, each once, by number."""

    __slots__ = ("_numbers", "values")

    def __init__(self, *first: T) -> None:
        self.values: list[T] = list(first)
        self._numbers: dict[T, int] = {value: number for number, value in enumerate(first)}

    def number(self, value: T) -> int:
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number

    def __getitem__(self, number: int) -> T:
        return self.values[number]

    def __len__(self) -> int:
        return len(self.values)


class Context(NamedTuple):
    """Where a row was seen: interned, for a conversation repeats a handful of them."""

    flow: int
    direction: int
    profile: str
    kind: str
    sender: str | None
    client: int | None
    server: int | None
    physical: int | None
    gateway: tuple[int, bytes] | None


class Piece(NamedTuple):
    """Bytes of a row: ``length`` bytes at ``offset`` of the store, in capture record ``record``."""

    record: int
    offset: int
    length: int
    frame_start: bool


_LINK_PART = (
    "time",
    "record",
    "context",
    "payload",
    "length",
    "pieces_end",
    "piece_record",
    "piece_offset",
    "piece_length",
    "contexts",
)


def _outcome(message: Message, length: int) -> int:
    """What the first bytes of a row's APDU tell of its result; a joined whole has its own, a link frame none."""
    apdu = message.apdu
    if message.value_from >= 0:
        return UNREAD
    return outcome(apdu) if apdu is not None else UNREAD if length else QUIET


class Index:
    """The columns. ``count`` rows are complete; row numbers are from 1."""

    def __init__(self) -> None:
        self.count = 0
        self.time = array("q")
        self.record = array("I")
        self.context = array("I")
        self.payload = array("I")  # offset of the APDU in the first frame, SCATTERED where it is not in one piece
        self.length = array("I")  # of the APDU as the link carried it
        self.pieces_end = array("I")
        self.piece_record = array("I")
        self.piece_offset = array("Q")
        self.piece_length = array("I")

        self.service = array("H")
        self.objects = array("I")
        self.invoke_id = array("i")
        self.answers = array("I")
        self.association = array("I")
        self.protection = array("I")
        self.counter = array("q")
        self.opening = array("I")
        self.outcome = array("H")  # as dissectors.outcome numbers it

        self.contexts: Table[Context] = Table()
        self.services: Table[str] = Table()
        self.object_lists: Table[tuple[ObjectRef, ...]] = Table(())
        self.protections: Table[Protection] = Table(NOT_PROTECTED)
        self.openings: Table[tuple[tuple[Step, ...], int]] = Table(((), -1))
        self._objects: dict[int, tuple[object, int]] = {}

        self.findings: dict[int, tuple[Finding, ...]] = {}
        self.blocks: dict[int, tuple[int, ...]] = {}
        self.answered_by: dict[int, int] = {}

    def add_pdu(
        self, time: int | None, record: int, context: int, payload: int, length: int, pieces: list[tuple[int, int, int]]
    ) -> int:
        """Append the final part of a row; its number. ``pieces`` are (record, offset, length | FRAME_START)."""
        self.time.append(NO_TIME if time is None else time)
        self.record.append(record)
        self.context.append(context)
        self.payload.append(payload)
        self.length.append(length)
        for piece_record, offset, size in pieces:
            self.piece_record.append(piece_record)
            self.piece_offset.append(offset)
            self.piece_length.append(size)
        self.pieces_end.append(len(self.piece_record))
        return len(self.time)

    def add_message(self, message: Message) -> None:
        """Append what the session says of the next row, and publish the row."""
        self.service.append(self.services.number(message.service))
        self.objects.append(self.object_lists.number(message.objects) if message.objects else 0)
        self.invoke_id.append(NO_INVOKE_ID if message.invoke_id is None else message.invoke_id)
        self.answers.append(message.answers)
        self.association.append(message.association)
        protection = message.protection
        self.protection.append(0 if protection is NOT_PROTECTED else self._known(protection, self.protections))
        self.counter.append(message.counter)
        self.outcome.append(_outcome(message, self.length[len(self.outcome)]))
        opening = message.opening
        if len(opening) == 1 and message.value_from < 0:
            self.opening.append(self._known((opening, -1), self.openings, opening[0]))
        elif opening or message.value_from >= 0:
            self.opening.append(self.openings.number((opening, message.value_from)))
        else:
            self.opening.append(0)
        row = len(self.service)
        if message.findings:
            self.findings[row] = message.findings
        if message.blocks:
            self.blocks[row] = message.blocks
        if message.answers:
            self.answered_by.setdefault(message.answers, row)
        self.count = row

    def _known(self, value: T, table: Table[T], step: Step | None = None) -> int:
        """The number of a value that most often is the very object that was numbered before: that spares its hash."""
        key = value if step is None else step
        known = self._objects.get(id(key))
        if known is not None and known[0] is key:
            return known[1]
        number = table.number(value)
        if len(self._objects) >= MOST_OBJECTS:
            self._objects.clear()
        self._objects[id(key)] = (key, number)
        return number

    def renewed(self) -> Index:
        """An index of the same rows, of which the session stage has said nothing yet."""
        fresh = Index()
        for name in _LINK_PART:
            setattr(fresh, name, getattr(self, name))
        return fresh

    def pieces(self, row: int) -> Iterator[Piece]:
        """The bytes of a row in the store, in order."""
        start = self.pieces_end[row - 2] if row > 1 else 0
        for at in range(start, self.pieces_end[row - 1]):
            size = self.piece_length[at]
            yield Piece(self.piece_record[at], self.piece_offset[at], size & ~FRAME_START, bool(size & FRAME_START))

    def bytes_per_row(self) -> float:
        """Average memory of the columns, in bytes a row."""
        columns = [value for value in vars(self).values() if isinstance(value, array)]
        return sum(len(column) * column.itemsize for column in columns) / max(1, len(self.time))
