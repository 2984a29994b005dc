"""HDLC frames out of a byte stream (frame format type 3, no byte stuffing; ISO/IEC 13239, IEC 62056-46).

A frame's length says where it ends, never the next flag. Flags may be shared, doubled or missing; what is no frame is
skipped and counted. Bytes are looked at again only while a frame waits for its end, and at most 2 KiB wait.
"""

from __future__ import annotations

from dissectors.core.fcs import fcs16_ok
from dissectors.core.framing import FLAG
from dissectors.profiles.base import Scanner
from dissectors.profiles.pdu import Frame

SHORTEST = 7  # format, two addresses, control, FCS
_FORMAT_MASK, _FORMAT = 0xF0, 0xA0


class HdlcDeframer(Scanner):
    """``feed`` bytes of one direction as they come, cut anywhere; frames come out as they complete."""

    __slots__ = ("_after_flag",)

    def __init__(self) -> None:
        super().__init__()
        self._after_flag = False

    def feed(self, data: bytes) -> list[Frame]:
        size = len(data)
        if not self._buffer and size >= SHORTEST + 2 and data[0] == FLAG and data[-1] == FLAG:
            length = (data[1] & 7) << 8 | data[2]
            if length + 2 == size and data[1] & _FORMAT_MASK == _FORMAT and fcs16_ok(data[1:-1]):
                frame = Frame(data, self.base, None, self._noise)
                self.base += size
                self._after_flag = True
                self._noise = 0
                return [frame]
        self._buffer += data
        return self._scan(False)

    def gap(self) -> list[Frame]:
        frames = self._scan(True)
        self._after_flag = False
        return frames

    def _scan(self, last: bool) -> list[Frame]:
        buffer = self._buffer
        size = len(buffer)
        frames: list[Frame] = []
        at = 0
        while at < size:
            start = at
            shared = buffer[at] != FLAG and self._after_flag
            if buffer[at] == FLAG:
                while at < size and buffer[at] == FLAG:
                    at += 1
                start = at - 1
            elif not self._after_flag:
                at = self._skip_noise(buffer, at)
                continue
            self._after_flag = False
            if at >= size:
                if not last:
                    at = start
                break
            if buffer[at] & _FORMAT_MASK != _FORMAT:
                continue
            if at + 1 >= size:
                if last:
                    self._noise += size - at
                    at = size
                else:
                    at = start
                    self._after_flag = shared
                break
            length = (buffer[at] & 7) << 8 | buffer[at + 1]
            end = at + length
            if length < SHORTEST:
                continue
            if end > size or (end == size and not last):
                if not last:
                    at = start
                    self._after_flag = shared
                    break
                if end == size and fcs16_ok(buffer[at:end]):
                    frames.append(self._frame(buffer, start, end, None))
                    at = size
                elif find_frame(buffer, at, size) < 0:
                    frames.append(self._frame(buffer, start, size, "truncated"))
                    at = size
                continue
            closed = end < size and buffer[end] == FLAG
            if fcs16_ok(buffer[at:end]):
                stop = end + 1 if closed else end
                frames.append(self._frame(buffer, start, stop, None))
                self._after_flag = closed
                at = stop
            elif closed:
                frames.append(self._frame(buffer, start, end + 1, "fcs"))
                self._after_flag = True
                at = end + 1
            # else the length was wrong: look for the next flag behind this one
        self._buffer = buffer[at:]
        self.base += at
        return frames

    def _skip_noise(self, buffer: bytes, at: int) -> int:
        """Position of the next flag behind bytes that are no frame; they are counted."""
        found = buffer.find(FLAG, at)
        stop = len(buffer) if found < 0 else found
        self._noise += stop - at
        return stop

    def _frame(self, buffer: bytes, start: int, stop: int, fault: str | None) -> Frame:
        frame = Frame(buffer[start:stop], self.base + start, fault, self._noise)
        self._noise = 0
        return frame


def find_frame(buffer: bytes, start: int, stop: int) -> int:
    """Where a good frame begins (its flag) in ``buffer[start:stop]``, or -1. The frame itself may end later."""
    at = buffer.find(FLAG, start, stop)
    while at >= 0:
        first = at + 1
        if first + SHORTEST <= len(buffer) and buffer[first] & _FORMAT_MASK == _FORMAT:
            length = (buffer[first] & 7) << 8 | buffer[first + 1]
            if length >= SHORTEST and first + length <= len(buffer) and fcs16_ok(buffer[first : first + length]):
                return at
        at = buffer.find(FLAG, at + 1, stop)
    return -1


def bare_frame(data: bytes) -> bool:
    """Whether ``data`` is one frame without its flags, as some logs write it."""
    if len(data) < SHORTEST or data[0] & _FORMAT_MASK != _FORMAT:
        return False
    return (data[0] & 7) << 8 | data[1] == len(data) and fcs16_ok(data)
