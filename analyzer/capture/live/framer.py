"""Units out of the bytes of a serial line: a frame, a telegram, a line of text; what is none ends with a silence."""

from __future__ import annotations

from dissectors.core.framing import FLAG
from dissectors.profiles.hdlc import find_frame
from dissectors.profiles.mbus import frame_end
from dissectors.spec.link import MBUS_ACK, MBUS_START_LONG, MBUS_START_SHORT
from dissectors.spec.opening import SEVEN_BITS

LONGEST = 4096  # bytes that wait for an end
SILENCE = 0.05  # seconds: twice the inter-octet time that meters keep by default
_SILENT_CHARACTERS = 6
_BITS = 10  # a character on the line
_TEXT = bytes(sorted({*range(0x20, 0x7F), 0x01, 0x02, 0x03, 0x06, 0x0D, 0x0A}))
_STARTS = (MBUS_START_LONG, MBUS_START_SHORT)


def silence(baud: int) -> float:
    """Seconds without a byte that end whatever waits, on a line of that speed."""
    return max(SILENCE, _SILENT_CHARACTERS * _BITS / max(1, baud))


class Framer:
    """``feed`` bytes of one direction as they come; every byte comes out once, in order."""

    def __init__(self) -> None:
        self._held = b""

    @property
    def waiting(self) -> int:
        return len(self._held)

    def feed(self, data: bytes) -> list[bytes]:
        """The units that these bytes complete."""
        self._held += data
        units = []
        while self._held and (end := _unit_end(self._held)):
            units.append(self._held[:end])
            self._held = self._held[end:]
        return units

    def gap(self) -> list[bytes]:
        """A silence: what waits is a unit, such as it is."""
        held, self._held = self._held, b""
        return [held] if held else []


def _unit_end(held: bytes) -> int:
    """Where the first unit ends; 0 while that cannot be told."""
    start = find_frame(held, 0, len(held))
    if start >= 0:
        if held[:start].strip(bytes((FLAG,))):
            return start  # noise before the frame
        end = start + 1 + ((held[start + 1] & 7) << 8 | held[start + 2])
        if end == len(held):
            return 0  # its closing flag is still to come
        return end + 1 if held[end] == FLAG else end
    if held[0] in _STARTS and (end := frame_end(held, 0)) > 0:
        return end
    if held == bytes((MBUS_ACK,)):
        return 1
    if held[0] != FLAG and held[0] not in _STARTS:
        line, newline, _ = held.translate(SEVEN_BITS).partition(b"\n")
        if newline and not line.translate(None, _TEXT):
            return len(line) + 1
    return len(held) if len(held) >= LONGEST else 0
