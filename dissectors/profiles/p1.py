"""DSMR P1 port of ciphering meters: telegrams in general-glo, back to back, and plain ASCII telegrams between them."""

from __future__ import annotations

from dissectors.core.scalars import read_length
from dissectors.profiles.base import Scanner
from dissectors.profiles.pdu import Frame
from dissectors.spec.catalog import GENERAL

PROFILE = "p1"
GENERAL_GLO = next(tag for tag, op in GENERAL.items() if op.name == "general-glo-ciphering")
TITLE_SIZE = 8
LARGEST = 64 << 10
_START = bytes((GENERAL_GLO, TITLE_SIZE))


def telegram_size(data: bytes) -> int:
    """Bytes of the general-glo APDU that begins here; 0 where none does or its length is not there yet."""
    if data[:2] != _START:
        return 0
    length, behind, _ = read_length(data, TITLE_SIZE + 2, len(data))
    return behind + length if length >= 0 else 0


def telegram_start(data: bytes) -> int:
    """Where a general-glo APDU that is wholly there begins, or -1."""
    at = data.find(_START)
    while at >= 0:
        size = telegram_size(data[at : at + TITLE_SIZE + 12])
        if 0 < size <= len(data) - at:
            return at
        at = data.find(_START, at + 1)
    return -1


class P1Splitter(Scanner):
    """``feed`` bytes of one direction; each general-glo APDU comes out as a frame."""

    __slots__ = ()

    def _scan(self, last: bool) -> list[Frame]:
        buffer = self._buffer
        frames: list[Frame] = []
        at = 0
        while True:
            found = buffer.find(_START, at)
            if found < 0:
                found = max(at, len(buffer) - (0 if last else 1))
            self._noise += found - at
            at = found
            size = telegram_size(buffer[at : at + TITLE_SIZE + 12])
            if not size:
                break
            end = at + size
            if size > LARGEST:
                at += 1
                self._noise += 1
                continue
            if end > len(buffer):
                if last:
                    frames.append(Frame(buffer[at:], self.base + at, "truncated", self._noise))
                    at = len(buffer)
                break
            frames.append(Frame(buffer[at:end], self.base + at, None, self._noise))
            self._noise = 0
            at = end
        self._buffer = buffer[at:]
        self.base += at
        return frames
