"""CoAP messages that carry an APDU, bare or with a wrapper (RFC 7252); payloads in blocks are joined (RFC 7959)."""

from __future__ import annotations

from typing import NamedTuple

from dissectors.profiles import payload
from dissectors.profiles.pdu import Frame, Note, Pdu, weight
from dissectors.profiles.wrapper import WrapperLink
from dissectors.spec.internet import (
    COAP_BLOCK1,
    COAP_BLOCK2,
    COAP_BLOCK_MORE,
    COAP_BLOCK_SHIFT,
    COAP_EXTENDED,
    COAP_HEADER,
    COAP_LONGEST_TOKEN,
    COAP_MARKER,
    COAP_URI_PATH,
    COAP_VERSION,
)
from dissectors.spec.link import WRAPPER_HEADER_SIZE, WRAPPER_VERSION

PROFILE = "coap"
MOST_TRANSFERS, MOST_BLOCKS = 256, 1024
_CLIENT, _SERVER = "client", "server"


class Content(NamedTuple):
    """What a message carries: where its payload begins, its token, path, and block option (number, value) if any."""

    start: int
    request: bool
    token: bytes
    path: bytes
    block: tuple[int, int] | None


def content(data: bytes) -> Content | None:
    """The payload of a CoAP message; None where there is none, or the bytes are no CoAP."""
    if len(data) <= COAP_HEADER or data[0] >> 6 != COAP_VERSION or data[0] & 15 > COAP_LONGEST_TOKEN:
        return None
    at = COAP_HEADER + (data[0] & 15)
    token, path, number = data[COAP_HEADER:at], b"", 0
    block: tuple[int, int] | None = None
    while at < len(data) and data[at] != COAP_MARKER:
        delta, length = data[at] >> 4, data[at] & 15
        at += 1
        sizes = []
        for nibble in (delta, length):
            more, added = COAP_EXTENDED.get(nibble, (0, 0))
            if nibble == 15 or at + more > len(data):
                return None
            sizes.append(int.from_bytes(data[at : at + more], "big") + added if more else nibble)
            at += more
        number += sizes[0]
        value = data[at : at + sizes[1]]
        if len(value) < sizes[1]:
            return None
        at += sizes[1]
        if number == COAP_URI_PATH:
            path += b"/" + value
        elif number in (COAP_BLOCK1, COAP_BLOCK2) and len(value) <= 3:
            block = (number, int.from_bytes(value, "big"))
    if at + 1 >= len(data):
        return None
    request = data[1] >> 5 == 0
    if block is not None and (block[0] == COAP_BLOCK1) is not request:
        block = None  # it speaks of the other side's payload
    return Content(at + 1, request, token, path, block)


class CoapLink:
    """Turns messages into PDUs."""

    def __init__(self) -> None:
        self._wrapper = WrapperLink()
        self._open: dict[tuple[int, int, bytes], tuple[list[Frame], list[tuple[int, int, int]]]] = {}

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        found = content(frame.data)
        if found is None:
            return []
        place = (found.start, len(frame.data))
        if found.block is None:
            return self._pdus(direction, [frame], [(0, *place)], found.request, ())
        option, value = found.block
        key = (direction, option, found.path if found.request else b"")
        number, more = value >> COAP_BLOCK_SHIFT, bool(value & COAP_BLOCK_MORE)
        out: list[Pdu] = []
        if not number and key in self._open:
            out += self._unfinished(key)
        if not number:
            self._open[key] = ([], [])
            if len(self._open) > MOST_TRANSFERS:
                out += self._unfinished(next(iter(self._open)))
        known = self._open.get(key)
        if known is None or number < len(known[0]):
            return out  # began before the capture, or sent again
        if number > len(known[0]):
            return out + self._unfinished(key)
        frames, places = known
        frames.append(frame)
        places.append((len(frames) - 1, *place))
        if not more or len(frames) >= MOST_BLOCKS:
            del self._open[key]
            out += self._pdus(direction, frames, places, found.request, ())
        return out

    @property
    def holds(self) -> bool:
        return bool(self._open)

    @property
    def held(self) -> int:
        return sum(weight(frames) for frames, _ in self._open.values())

    def finish(self) -> list[Pdu]:
        return [pdu for key in list(self._open) for pdu in self._unfinished(key)]

    def _unfinished(self, key: tuple[int, int, bytes]) -> list[Pdu]:
        frames, places = self._open.pop(key)
        note = Note("segment-missing", f"{len(frames)} blocks of CoAP, the next one is missing")
        return self._pdus(key[0], frames, places, key[1] == COAP_BLOCK1, (note,)) if frames else []

    def _pdus(
        self,
        direction: int,
        frames: list[Frame],
        places: list[tuple[int, int, int]],
        request: bool,
        notes: tuple[Note, ...],
    ) -> list[Pdu]:
        pdu = Pdu(PROFILE, "apdu", direction, tuple(frames))
        number, start, end = places[0]
        head = frames[number].data[start:end]
        if head[:2] == WRAPPER_VERSION and len(head) > WRAPPER_HEADER_SIZE:
            whole = b"".join(frames[number].data[low:high] for number, low, high in places)
            inner = self._wrapper.feed(direction, Frame(whole, 0))[0]
            pdu.client, pdu.server, pdu.sender = inner.client, inner.server, inner.sender
            start += WRAPPER_HEADER_SIZE
        elif not payload.known_apdu(head, 0):
            return []
        pdu.payload = ((number, start, end), *places[1:])
        payload.strip(pdu)
        pdu.sender = pdu.sender or (_CLIENT if request else _SERVER)
        pdu.notes = (*pdu.notes, *notes)
        return [pdu]
