"""Wired M-Bus telegrams that carry COSEM (EN 13757-2): frames found, segments (CI 00 to 1F) joined, transport layers taken off.

The L field counts modulo 256 on some meters: a length that does not fit is tried again with 256 more. The two TSAP
bytes may be missing; the APDU's first byte tells.
"""

from __future__ import annotations

from dissectors.core.fcs import sum8
from dissectors.profiles import payload
from dissectors.profiles.base import Scanner
from dissectors.profiles.pdu import Frame, Note, Pdu, frame_notes, weight
from dissectors.profiles.transport import carried
from dissectors.spec.link import (
    MBUS_ACK,
    MBUS_COSEM_CI,
    MBUS_FINAL,
    MBUS_SEGMENT,
    MBUS_START_LONG,
    MBUS_START_SHORT,
    MBUS_STOP,
)

PROFILE = "mbus"
_LONG_OVERHEAD, _SHORT = 6, 5  # bytes around the L field's count; size of a short frame
_TRAILER = 2  # checksum and stop byte
_CI, _TSAPS = 6, 2  # offset of the control information, bytes of source and destination TSAP
LARGEST_WHOLE = 64 << 10


def frame_end(data: bytes, at: int) -> int:
    """End of the frame that begins at ``at``; 0 where more bytes are needed, -1 where none begins."""
    size = len(data)
    first = data[at]
    if first == MBUS_START_SHORT:
        if at + _SHORT > size:
            return 0
        good = data[at + 4] == MBUS_STOP and sum8(data[at + 1 : at + 3]) == data[at + 3]
        return at + _SHORT if good else -1
    if first != MBUS_START_LONG:
        return -1
    if at + 4 > size:
        return 0
    if data[at + 3] != MBUS_START_LONG or data[at + 1] != data[at + 2]:
        return -1
    short = False
    for length in (data[at + 1], data[at + 1] + 256):
        end = at + length + _LONG_OVERHEAD
        if end > size:
            short = True
        elif length >= 3 and data[end - 1] == MBUS_STOP and sum8(data[at + 4 : end - 2]) == data[end - 2]:
            return end
    return 0 if short else -1


class MbusDeframer(Scanner):
    """``feed`` bytes of one direction; telegrams come out as they complete."""

    __slots__ = ()

    def _scan(self, last: bool) -> list[Frame]:
        buffer = self._buffer
        frames: list[Frame] = []
        at = 0
        while at < len(buffer):
            if buffer[at] == MBUS_ACK:
                at += 1
                continue
            end = frame_end(buffer, at)
            if end > 0:
                frames.append(Frame(buffer[at:end], self.base + at, None, self._noise))
                self._noise = 0
                at = end
            elif end == 0 and not last and len(buffer) - at < 512 + _LONG_OVERHEAD:
                break
            elif end == 0 and last and buffer[at] == MBUS_START_LONG and len(buffer) - at > _CI:
                frames.append(Frame(buffer[at:], self.base + at, "truncated", self._noise))
                self._noise = 0
                at = len(buffer)
            elif _announced(buffer, at):
                frames.append(Frame(buffer[at : _announced(buffer, at)], self.base + at, "checksum", self._noise))
                self._noise = 0
                at = frames[-1].end - self.base
            else:
                self._noise += 1
                at += 1
        self._buffer = buffer[at:]
        self.base += at
        return frames


def _announced(data: bytes, at: int) -> int:
    """End of a long frame whose start and stop bytes stand where they should while its checksum does not fit; else 0."""
    if at + 4 > len(data) or data[at] != MBUS_START_LONG or data[at + 3] != MBUS_START_LONG:
        return 0
    end = at + data[at + 1] + _LONG_OVERHEAD
    return end if data[at + 1] == data[at + 2] and end <= len(data) and data[end - 1] == MBUS_STOP else 0


class MbusLink:
    """Joins the segments of an APDU, per primary address."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, int], list[Frame]] = {}

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        data = frame.data
        if data[0] == MBUS_START_SHORT:
            return []  # link reset and polls carry nothing
        if len(data) <= _CI:
            return []
        if data[_CI] > MBUS_COSEM_CI:
            return self._transported(direction, frame)
        found: list[Pdu] = []
        key = (direction, data[5])
        segment, final = data[_CI] & MBUS_SEGMENT, data[_CI] & MBUS_FINAL
        frames = self._open.get(key)
        if frames is not None and segment != (frames[-1].data[_CI] + 1) & MBUS_SEGMENT:
            if segment == frames[-1].data[_CI] & MBUS_SEGMENT and data == frames[-1].data:
                return []
            found.append(self._joined(direction, self._open.pop(key), "the last one is missing"))
            frames = None
        if frames is None:
            if segment:
                found.append(self._joined(direction, [frame], "the first one is missing"))
                return found
            frames = self._open[key] = []
            if len(self._open) > 64:
                self._open.pop(next(iter(self._open)))
        frames.append(frame)
        if final or len(frames) * 256 > LARGEST_WHOLE:
            found.append(self._joined(direction, self._open.pop(key), ""))
        return found

    @property
    def holds(self) -> bool:
        return bool(self._open)

    @property
    def held(self) -> int:
        return sum(map(weight, self._open.values()))

    def finish(self) -> list[Pdu]:
        unfinished = [(direction, frames) for (direction, _), frames in self._open.items()]
        self._open.clear()
        return [self._joined(direction, frames, "the last one is missing") for direction, frames in unfinished]

    @staticmethod
    def _transported(direction: int, frame: Frame) -> list[Pdu]:
        """An APDU behind a transport layer header."""
        data, end = frame.data, len(frame.data) - (0 if frame.fault == "truncated" else _TRAILER)
        found = carried(data[:end], _CI)
        if found is None:
            return []
        pdu = Pdu(PROFILE, "apdu", direction, (frame,))
        pdu.sender, pdu.physical, pdu.notes = found.sender, data[5], frame_notes(frame)
        if found.encrypted:
            pdu.kind = "mbus-encrypted"
            pdu.notes = (*pdu.notes, Note("link-encrypted", f"{found.encrypted} encrypts what it carries"))
        else:
            pdu.payload = ((0, found.start, end),)
            payload.strip(pdu)
        return [pdu]

    @staticmethod
    def _joined(direction: int, frames: list[Frame], missing: str) -> Pdu:
        pdu = Pdu(PROFILE, "apdu", direction, tuple(frames))
        first = frames[0].data
        tsaps = 0 if payload.known_apdu(first, _CI + 1) and not payload.known_apdu(first, _CI + 1 + _TSAPS) else _TSAPS
        start = _CI + 1 + tsaps
        parts: list[tuple[int, int, int]] = []
        for index, frame in enumerate(frames):
            end = len(frame.data) - (0 if frame.fault == "truncated" else _TRAILER)
            parts.append((index, min(start, end), end))
            pdu.notes = (*pdu.notes, *frame_notes(frame))
        pdu.payload = tuple(parts)
        pdu.data = b"".join(frames[index].data[low:high] for index, low, high in parts)
        pdu.sender = "server"
        if tsaps and len(first) > _CI + _TSAPS:
            pdu.server, pdu.client = first[_CI + 1], first[_CI + 2]
        pdu.physical = first[5]
        if missing:
            pdu.notes = (*pdu.notes, Note("segment-missing", f"{len(frames)} segments, {missing}"))
        if not pdu.data:
            pdu.payload = ()
        return pdu
