"""Which profile a TCP or UDP conversation speaks, told by its bytes; ports are a hint at most.

HDLC is one frame with a right FCS and a control field of COSEM. The wrapper is version, length and an APDU that decodes
without a fault, seen twice or in both directions, once where the port is the registered one; a CoAP message has such an
APDU for its payload. Nothing else is claimed.
"""

from __future__ import annotations

from dissectors.core.framing import FLAG
from dissectors.core.node import notes
from dissectors.core.reader import decode
from dissectors.profiles.coap import content
from dissectors.profiles.hdlc import find_frame
from dissectors.profiles.payload import gateway_end, known_apdu
from dissectors.spec.common import APDU
from dissectors.spec.link import (
    GATEWAY_REQUEST,
    GATEWAY_RESPONSE,
    WRAPPER_HEADER_SIZE,
    WRAPPER_VERSION,
)

HELD = 4096  # bytes a direction that an undecided conversation keeps
REFUSED = "refused"
_SIGHTINGS = 2


class Recogniser:
    """``feed`` gives a profile's name, REFUSED, or None while undecided. ``datagram``: every feed is whole in itself."""

    __slots__ = ("_coap", "_datagram", "_held", "_hinted", "_seen")

    def __init__(self, *, datagram: bool = False, port_hint: bool = False) -> None:
        self._datagram = datagram
        self._hinted = port_hint
        self._held = [b"", b""]
        self._seen = [0, 0]
        self._coap = 0

    def feed(self, direction: int, data: bytes) -> str | None:
        held = data if self._datagram else self._held[direction] + data
        if FLAG in held and find_frame(held, 0, len(held)) >= 0:
            return "hdlc"
        if self._datagram and _coap_apdu(data):
            self._coap += 1
            if self._coap >= _SIGHTINGS or self._hinted:
                return "coap"
        found = wrapper_pdus(held, self._datagram)
        self._seen[direction] = self._seen[direction] + found if self._datagram else found
        both = self._seen[0] and self._seen[1]
        if both or max(self._seen) >= _SIGHTINGS or (self._hinted and max(self._seen)):
            return "wrapper"
        if self._datagram:
            self._held[direction] = b"x" * min(HELD + 1, len(self._held[direction]) + len(data))
        else:
            self._held[direction] = held
        return REFUSED if len(self._held[direction]) > HELD else None

    def last_resort(self) -> str | None:
        """At the end of the capture: one good PDU is enough if nothing contradicts it."""
        if max(self._seen):
            return "wrapper"
        return "coap" if self._coap else None


def wrapper_pdus(data: bytes, datagram: bool) -> int:
    """How many wrapper PDUs in a row, each with an APDU that decodes without a fault, stand in ``data``.

    A datagram must be one from end to end; a stream may begin in the middle of one.
    """
    at = 0 if datagram or data[:2] == WRAPPER_VERSION else data.find(WRAPPER_VERSION)
    tries = 0
    while at >= 0 and tries < 8:
        count = 0
        position = at
        while position + WRAPPER_HEADER_SIZE < len(data) and data[position : position + 2] == WRAPPER_VERSION:
            end = position + WRAPPER_HEADER_SIZE + (data[position + 6] << 8 | data[position + 7])
            if end > len(data) or not _good_apdu(data, position + WRAPPER_HEADER_SIZE, end):
                break
            count += 1
            position = end
            if count >= _SIGHTINGS:
                return count
        if datagram:
            return count if position == len(data) else 0
        if count:
            return count
        at = data.find(WRAPPER_VERSION, at + 1)
        tries += 1
    return 0


def _coap_apdu(data: bytes) -> bool:
    """Whether a datagram is CoAP with nothing but one good APDU in it, wrapped or bare."""
    found = content(data)
    if found is None or found.block is not None:
        return False
    return _good_apdu(data, found.start, len(data)) or wrapper_pdus(data[found.start :], True) == 1


def _good_apdu(data: bytes, start: int, end: int) -> bool:
    if start < end and data[start] in (GATEWAY_REQUEST, GATEWAY_RESPONSE):
        start = gateway_end(data, start, end)
    if not 0 <= start < end or not known_apdu(data, start):
        return False
    node = decode(APDU, data, start, end)
    return node.end == end and end - start > 1 and not notes(node)
