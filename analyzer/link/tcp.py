"""TCP reassembly: payload in order, once; retransmission, reordering, overlap and loss survived.

A hole is given up when the other side acknowledges what waits behind it, or when 64 segments or 256 KiB wait; what
follows then says how many bytes are missing. A capture may begin mid-stream.
"""

from __future__ import annotations

from analyzer.capture.record import Record
from analyzer.link.flows import Chunk, Flow
from analyzer.link.fragments import Pieces, covering

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
WAITING_SEGMENTS = 64
WAITING_BYTES = 256 << 10
_MASK = 0xFFFFFFFF
# Sequence numbers less than this behind the expected one are old bytes; all others are ahead. Half the circle, as
# RFC 9293 has it for windows, would take a connection on the same numbers whose SYN is missing for old bytes.
_RECENT = 1 << 20

# A segment that waits behind a hole: (sequence number, payload, record, offset in the record's data, its pieces)
_Waiting = tuple[int, bytes, Record, int, Pieces | None]


class Half:
    """One direction: the next sequence number expected and the segments that wait for a hole before them.

    ``begin`` is the number of the first byte where the SYN was seen. Waiting segments are in order and do not overlap.
    """

    __slots__ = ("begin", "expected", "finished", "waiting", "waiting_bytes")

    def __init__(self, begin: int = -1) -> None:
        self.begin = begin
        self.expected = begin
        self.finished = False
        self.waiting: list[_Waiting] = []
        self.waiting_bytes = 0


class Stream:
    """One connection. ``feed`` takes a segment and appends the chunks it sets free."""

    __slots__ = ("flow", "halves")

    def __init__(self, flow: Flow, begins: tuple[int, int] = (-1, -1)) -> None:
        self.flow = flow
        self.halves = (Half(begins[0]), Half(begins[1]))

    def feed(
        self,
        direction: int,
        sequence: int,
        acknowledged: int,
        flags: int,
        payload: bytes,
        record: Record,
        offset: int,
        pieces: Pieces | None,
        out: list[Chunk],
    ) -> list[_Waiting]:
        """Take a segment; the segments of its direction that then wait for a hole to be filled.

        ``payload`` lies at ``offset`` of ``record.data``, or of the datagram that ``pieces`` make up; ``acknowledged``
        counts where the ACK flag is set.
        """
        half = self.halves[direction]
        if flags & SYN:
            sequence = half.begin = sequence + 1 & _MASK
            if half.expected < 0:
                half.expected = sequence
        if payload:
            expected = half.expected
            if sequence == expected and not half.waiting:
                half.expected = sequence + len(payload) & _MASK
                if pieces is None:
                    out.append(Chunk(self.flow, direction, payload, record, offset))
                else:
                    out.append(_chunk(self.flow, direction, payload, record, offset, 0, pieces))
            elif expected < 0:
                half.expected = sequence + len(payload) & _MASK
                if payload != b"\0" or flags & PSH:  # else a keep-alive: one byte from before the capture
                    out.append(_chunk(self.flow, direction, payload, record, offset, 0, pieces))
            else:
                self._unordered(direction, half, (sequence, payload, record, offset, pieces), out)
        if flags & ACK:
            other = self.halves[1 - direction]
            # The receiver has what the capture lost.
            while other.waiting and (acknowledged - other.waiting[0][0] & _MASK) < _RECENT:
                self._give_up(1 - direction, other, out)
        if flags & (FIN | RST):
            half.finished = True
            if flags & RST:
                self.halves[1 - direction].finished = True
        return half.waiting

    def begins_anew(self, direction: int, sequence: int) -> bool:
        """Whether a SYN of that number opens another connection, rather than being sent again or late."""
        half = self.halves[direction]
        begin = sequence + 1 & _MASK
        if begin == half.begin:
            return False
        if half.finished or half.begin >= 0:
            return True
        return half.expected >= 0 and (half.expected - begin & _MASK) >= _RECENT

    def flush(self, out: list[Chunk]) -> None:
        """Give out everything that waits, with the gaps before it."""
        for direction, half in enumerate(self.halves):
            while half.waiting:
                self._give_up(direction, half, out)

    def _unordered(self, direction: int, half: Half, segment: _Waiting, out: list[Chunk]) -> None:
        expected = half.expected
        sequence, payload, record, offset, pieces = segment
        record = record.bare()
        start = sequence - expected & _MASK
        if start > _MASK - _RECENT:  # begins before what was given out: a retransmission, or overlaps it
            known = expected - sequence & _MASK
            if known >= len(payload):
                return
            payload, offset, start = payload[known:], offset + known, 0
        end = start + len(payload)
        waiting = half.waiting
        at = start
        fresh: list[tuple[int, int]] = []
        for each in waiting:  # bytes that wait already are not replaced
            low = each[0] - expected & _MASK
            high = low + len(each[1])
            if low >= end:
                break
            if high > at:
                if at < low:
                    fresh.append((at, low))
                at = high
        if at < end:
            fresh.append((at, end))
        for low, high in fresh:
            part = payload[low - start : high - start]
            waiting.append((expected + low & _MASK, part, record, offset + low - start, pieces))
            half.waiting_bytes += high - low
        waiting.sort(key=lambda each: each[0] - expected & _MASK)
        self._drain(direction, half, out)
        while len(waiting) > WAITING_SEGMENTS or half.waiting_bytes > WAITING_BYTES:
            self._give_up(direction, half, out)

    def _drain(self, direction: int, half: Half, out: list[Chunk], gap: int = 0) -> None:
        """Give out waiting segments for as long as they continue the stream."""
        expected = half.expected
        taken = 0
        for sequence, payload, record, offset, pieces in half.waiting:
            if sequence != expected:
                break
            taken += 1
            half.waiting_bytes -= len(payload)
            expected = expected + len(payload) & _MASK
            out.append(_chunk(self.flow, direction, payload, record, offset, gap, pieces))
            gap = 0
        half.expected = expected
        del half.waiting[:taken]

    def _give_up(self, direction: int, half: Half, out: list[Chunk]) -> None:
        nearest = half.waiting[0][0]
        gap = nearest - half.expected & _MASK
        half.expected = nearest
        self._drain(direction, half, out, gap)


def _chunk(
    flow: Flow, direction: int, payload: bytes, record: Record, offset: int, gap: int, pieces: Pieces | None
) -> Chunk:
    parts = covering(pieces, offset, len(payload)) if pieces is not None else None
    return Chunk(flow, direction, payload, record, offset, gap, pieces=parts)
