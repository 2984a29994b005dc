"""What stands first in a TCP stream: a whole HDLC frame or wrapper PDU, the beginning of one, or noise. No Scapy here."""

from __future__ import annotations

from dissectors.core.fcs import fcs16_ok
from dissectors.core.framing import FLAG
from dissectors.profiles.hdlc import SHORTEST, HdlcDeframer
from dissectors.profiles.payload import known_apdu
from dissectors.spec.link import GATEWAY_REQUEST, GATEWAY_RESPONSE, WRAPPER_HEADER_SIZE, WRAPPER_VERSION

HDLC, WRAPPER, NOISE = "hdlc", "wrapper", "noise"
_FLAG = bytes((FLAG,))
_GATEWAY = (GATEWAY_REQUEST, GATEWAY_RESPONSE)
_LONGEST_FRAME = 2 + 0x07FF  # flags and the largest length the format field can say


def first_unit(data: bytes) -> tuple[str, int]:
    """What ``data`` (not empty) begins with and where that ends; end 0 where it is not whole yet.

    Bytes that begin neither profile are noise up to where one may begin, so that a stream never waits for what cannot
    come. A frame may share its opening flag with the one before: then it begins with its format field.
    """
    if data[0] == FLAG or starts_without_flag(data):
        return _hdlc(data)
    if data[:2] == WRAPPER_VERSION[: len(data)]:
        end = _wrapper_end(data)
        if end >= 0:
            return WRAPPER, end if end <= len(data) else 0
    return NOISE, _next_start(data)


def starts_without_flag(data: bytes) -> bool:
    """Whether a frame's format field stands first, its opening flag being the closing flag of the frame before.

    Where the frame is whole its check sequence decides, else the format field alone.
    """
    if data[0] & 0xF0 != 0xA0:
        return False
    if len(data) < 2:
        return True
    length = (data[0] & 7) << 8 | data[1]
    return length >= SHORTEST and (length > len(data) or fcs16_ok(data[:length]))


def _hdlc(data: bytes) -> tuple[str, int]:
    shared = data[0] != FLAG
    start = 0 if shared else 1
    if len(data) >= start + 2 and data[start] & 0xF0 == 0xA0:  # the common case, without a search
        stop = start + ((data[start] & 7) << 8 | data[start + 1])
        if stop - start >= SHORTEST and stop < len(data) and fcs16_ok(data[start:stop]):
            return HDLC, stop + (data[stop] == FLAG)
    deframer = HdlcDeframer()
    frames = deframer.feed((_FLAG if shared else b"") + data[: 2 * _LONGEST_FRAME])
    begins, ends = (frames[0].start, frames[0].end) if frames else (deframer.base, 0)
    begins, ends = max(0, begins - shared), ends - shared
    return (NOISE, begins) if begins else (HDLC, max(0, ends))


def _wrapper_end(data: bytes) -> int:
    """End of the wrapper PDU, more than there is where it is not whole; -1 where what it carries is no APDU."""
    if len(data) < WRAPPER_HEADER_SIZE:
        return WRAPPER_HEADER_SIZE
    size = data[6] << 8 | data[7]
    if size and len(data) > WRAPPER_HEADER_SIZE:
        if not known_apdu(data, WRAPPER_HEADER_SIZE) and data[WRAPPER_HEADER_SIZE] not in _GATEWAY:
            return -1
    return WRAPPER_HEADER_SIZE + size


def _next_start(data: bytes) -> int:
    """Where the next flag or wrapper version stands behind the first byte; the last byte may be half a version."""
    found = [at for at in (data.find(_FLAG, 1), data.find(WRAPPER_VERSION, 1)) if at > 0]
    if found:
        return min(found)
    half = len(data) > 1 and data[-1] == WRAPPER_VERSION[0]
    return len(data) - half
