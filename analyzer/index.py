"""What is kept of every row: append-only columns of numbers, and tables of what repeats.

A row is a PDU and its number (from 1) is final. At most 100 bytes a row: flows, objects, services and openings are ids
into tables; the bytes of a row are slices of the store, held in the piece columns. The row count is published last, so
a reader in another thread sees whole rows only.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator
from typing import NamedTuple, TypeVar

from dissectors.session.association import Identity
from dissectors.session.message import NOT_PROTECTED, Finding, Message, ObjectRef, Protection, Step

T = TypeVar("T", bound=Hashable)

NO_TIME = -(1 << 63)
NO_INVOKE_ID = -1
FRAME_START = 1 << 31  # bit of a piece's length: a frame begins here
NOTHING_READABLE = 1 << 31  # bit of a row's payload length: no APDU lies in it
SCATTERED = 1 << 31  # bit of a row's payload offset: the APDU lies in several pieces of one frame


class Table(list[T]):
    """Values that repeat, each once: a value by its number, and in ``numbers`` its number by the value."""

    __slots__ = ("numbers",)

    def __init__(self, *first: T) -> None:
        super().__init__(first)
        self.numbers = _Numbers(self)


class _Numbers(dict[T, int]):
    """Asked for a value that it does not know, it adds it to its table."""

    __slots__ = ("_table",)

    def __init__(self, table: Table[T]) -> None:
        super().__init__({value: number for number, value in enumerate(table)})
        self._table = table

    def __missing__(self, value: T) -> int:
        number = len(self._table)
        self._table.append(value)
        self[value] = number
        return number


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
    identity: Identity  # of its conversation, all of it said above


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
        self.answered_by = array("I")  # written when the answer comes: 0 until then
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

        self.findings: dict[int, tuple[Finding, ...]] = {}
        self.blocks: dict[int, tuple[int, ...]] = {}

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

    def add_messages(self, messages: list[Message]) -> None:
        """Append what the session says of the next rows, a column after the other, and publish the rows."""
        services, objects = self.services.numbers, self.object_lists.numbers
        protections, openings = self.protections.numbers, self.openings.numbers
        self.service.fromlist([services[each.service] for each in messages])
        self.objects.fromlist([objects[each.objects] if each.objects else 0 for each in messages])
        self.invoke_id.fromlist([NO_INVOKE_ID if each.invoke_id is None else each.invoke_id for each in messages])
        self.answers.fromlist([each.answers for each in messages])
        self.association.fromlist([each.association for each in messages])
        self.protection.fromlist(
            [0 if each.protection is NOT_PROTECTED else protections[each.protection] for each in messages]
        )
        self.counter.fromlist([each.counter for each in messages])
        self.opening.fromlist([openings[each.opening, each.value_from] if each.opening else 0 for each in messages])
        self.outcome.fromlist([each.outcome for each in messages])
        self.answered_by.frombytes(bytes(self.answered_by.itemsize * len(messages)))
        answered_by = self.answered_by
        for row, message in enumerate(messages, self.count + 1):
            question = message.answers
            if question and not answered_by[question - 1]:
                answered_by[question - 1] = row
            if message.findings:
                self.findings[row] = message.findings
            if message.blocks:
                self.blocks[row] = message.blocks
        self.count += len(messages)

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
