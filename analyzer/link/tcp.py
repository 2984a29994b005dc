"""TCP reassembly: payload in order, once; retransmission, reordering, overlap and loss survived.

A hole is given up when the other side acknowledges past it, or when 64 segments or 256 KiB wait behind it; what follows
then says how many bytes are missing. A capture may begin mid-stream.
"""

from __future__ import annotations

from analyzer.capture.record import Record
from analyzer.link.flows import Chunk, Flow

FIN, SYN, RST, ACK = 1, 2, 4, 16
WAITING_SEGMENTS = 64
WAITING_BYTES = 256 << 10
_MASK = 0xFFFFFFFF
_HALF = 1 << 31

# A segment that waits behind a hole: (sequence number, payload, record, offset in the record's data)
_Waiting = tuple[int, bytes, Record, int]


class Half:
    """One direction: the next sequence number expected and the segments that wait for a hole before them."""

    __slots__ = ("expected", "finished", "waiting", "waiting_bytes")

    def __init__(self) -> None:
        self.expected = -1
        self.finished = False
        self.waiting: list[_Waiting] = []
        self.waiting_bytes = 0


class Stream:
    """One connection. ``feed`` takes a segment and appends the chunks it sets free."""

    __slots__ = ("flow", "halves")

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.halves = (Half(), Half())

    def feed(
        self,
        direction: int,
        sequence: int,
        acknowledged: int,
        flags: int,
        payload: bytes,
        record: Record,
        offset: int,
        out: list[Chunk],
    ) -> None:
        """``payload`` lies at ``offset`` of ``record.data``; ``acknowledged`` counts where the ACK flag is set."""
        half = self.halves[direction]
        if flags & SYN:
            sequence = sequence + 1 & _MASK
            half.expected = sequence
        if payload:
            expected = half.expected
            if (sequence == expected and not half.waiting) or expected < 0:
                half.expected = sequence + len(payload) & _MASK
                out.append(Chunk(self.flow, direction, payload, record, offset))
            else:
                self._unordered(direction, half, sequence, payload, record, offset, out)
        if flags & ACK:
            other = self.halves[1 - direction]
            if other.waiting and _before(other.expected, acknowledged):
                # The receiver has what the capture lost.
                self._give_up(1 - direction, other, out)
        if flags & (FIN | RST):
            half.finished = True

    def flush(self, out: list[Chunk]) -> None:
        """Give out everything that waits, with the gaps before it."""
        for direction, half in enumerate(self.halves):
            while half.waiting:
                self._give_up(direction, half, out)

    def _unordered(
        self, direction: int, half: Half, sequence: int, payload: bytes, record: Record, offset: int, out: list[Chunk]
    ) -> None:
        ahead = sequence - half.expected & _MASK
        if ahead >= _HALF:  # begins before what was given out: a retransmission, or overlaps it
            known = half.expected - sequence & _MASK
            if known >= len(payload):
                return
            payload, offset, sequence = payload[known:], offset + known, half.expected
        elif ahead > WAITING_BYTES * 4 and not half.waiting:
            # Far outside any window: the capture skipped ahead, or the connection's numbers were reused.
            half.expected = sequence + len(payload) & _MASK
            out.append(Chunk(self.flow, direction, payload, record, offset, gap=ahead))
            return
        half.waiting.append((sequence, payload, record, offset))
        half.waiting_bytes += len(payload)
        self._drain(direction, half, out)
        while half.waiting and (len(half.waiting) > WAITING_SEGMENTS or half.waiting_bytes > WAITING_BYTES):
            self._give_up(direction, half, out)

    def _drain(self, direction: int, half: Half, out: list[Chunk], gap: int = 0) -> None:
        """Give out waiting segments for as long as they continue the stream."""
        expected = half.expected
        half.waiting.sort(key=lambda segment: segment[0] - expected & _MASK if _ahead(segment[0], expected) else 0)
        taken = 0
        for sequence, payload, record, offset in half.waiting:
            known = half.expected - sequence & _MASK
            if known >= _HALF:
                break
            taken += 1
            half.waiting_bytes -= len(payload)
            if known < len(payload):
                half.expected = sequence + len(payload) & _MASK
                out.append(Chunk(self.flow, direction, payload[known:], record, offset + known, gap=gap))
                gap = 0
        del half.waiting[:taken]

    def _give_up(self, direction: int, half: Half, out: list[Chunk]) -> None:
        nearest = min((segment[0] for segment in half.waiting), key=lambda number: number - half.expected & _MASK)
        gap = nearest - half.expected & _MASK
        half.expected = nearest
        self._drain(direction, half, out, gap)


def _ahead(number: int, of: int) -> bool:
    return 0 <= (number - of & _MASK) < _HALF


def _before(number: int, other: int) -> bool:
    return 0 < (other - number & _MASK) < _HALF
