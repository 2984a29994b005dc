"""PRIME power line frames (ITU-T G.9904, 1.3.6): data packets of the IEC 61334-4-32 convergence layer, segments joined.

Every packet or line is one MAC PDU. Its check sequences need the subnet's address and are not checked.
"""

from __future__ import annotations

from dissectors.profiles import payload
from dissectors.profiles.pdu import Frame, Note, Pdu, weight
from dissectors.spec.link import DL_DATA_REQUEST, LLC_SIZE
from dissectors.spec.plc import (
    ARQ_MORE,
    PRIME_CONTROL,
    PRIME_CRC,
    PRIME_DOWNLINK,
    PRIME_GENERIC,
    PRIME_HEADER_TYPE,
    PRIME_HEADER_TYPE_SHIFT,
    PRIME_LCID,
    PRIME_LENGTH,
    PRIME_MAC_HEADER,
    PRIME_NODE,
    PRIME_NODE_SHIFT,
    PRIME_PACKET_HEADER,
    SAR_FIRST,
    SAR_LAST,
    SAR_NUMBER,
    SAR_SHIFT,
)

PROFILE = "prime"
MOST_OPEN, MOST_SEGMENTS = 256, 64
Packet = tuple[int, int, int, int, bool]  # start of its header, start and end of its payload, connection, control


def packets(data: bytes) -> list[Packet]:
    """The packets of a generic MAC PDU; those that are cut short are left out."""
    found: list[Packet] = []
    if len(data) < PRIME_MAC_HEADER or data[0] >> PRIME_HEADER_TYPE_SHIFT & PRIME_HEADER_TYPE != PRIME_GENERIC:
        return found
    at, end = PRIME_MAC_HEADER, len(data) - PRIME_CRC
    while at + PRIME_PACKET_HEADER <= end:
        head = int.from_bytes(data[at : at + 2], "big")
        node = int.from_bytes(data[at + 2 : at + PRIME_PACKET_HEADER], "big")
        start = at + PRIME_PACKET_HEADER
        stop = start + (node & PRIME_LENGTH)
        if stop > end:
            break
        connection = (node >> PRIME_NODE_SHIFT & PRIME_NODE) << 9 | head & PRIME_LCID
        found.append((at, start, stop, connection, bool(head & PRIME_CONTROL)))
        at = stop
    return found


def segment(data: bytes, start: int, end: int, has_arq: bool | None) -> tuple[int, int, int, bool] | None:
    """(kind, number, start of the data, whether an ARQ subheader stands before it) of a data packet's segment.

    Connections with and without ARQ look alike: in a first segment the LLC header tells, unless ``has_arq`` is known.
    """
    behind = start
    while behind < end and data[behind] & ARQ_MORE:
        behind += 1
    for arq, at in ((False, start), (True, behind + 1)):
        if has_arq in (None, arq) and at < end:
            kind, number = data[at] >> SAR_SHIFT, data[at] & SAR_NUMBER
            if has_arq is not None or (kind == SAR_FIRST and at + 1 < end and data[at + 1] == DL_DATA_REQUEST):
                return kind, number, at + 1, arq
    return None


class _Open:
    """Segments of an APDU that are there."""

    __slots__ = ("arq", "count", "frames", "next", "places")

    def __init__(self, arq: bool, count: int) -> None:
        self.arq = arq
        self.count = count  # segments that follow the first one
        self.next = 1
        self.frames: list[Frame] = []
        self.places: list[tuple[int, int, int]] = []


class PrimeLink:
    """Joins the segments of each connection; a station is its node identifier."""

    def __init__(self) -> None:
        self._open: dict[tuple[bool, int], _Open] = {}

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        data = frame.data
        out: list[Pdu] = []
        down = bool(data[1] & PRIME_DOWNLINK) if len(data) > 1 else False
        for _, start, end, connection, control in packets(data):
            if not control:
                out += self._segment(direction, frame, start, end, (down, connection))
        return out

    @property
    def holds(self) -> bool:
        return bool(self._open)

    @property
    def held(self) -> int:
        return sum(weight(known.frames) for known in self._open.values())

    def finish(self) -> list[Pdu]:
        return [self._close(0, key, "the last one is missing") for key in list(self._open)]

    def _segment(self, direction: int, frame: Frame, start: int, end: int, key: tuple[bool, int]) -> list[Pdu]:
        out: list[Pdu] = []
        known = self._open.get(key)
        found = segment(frame.data, start, end, None)
        if found is None and known is not None:
            found = segment(frame.data, start, end, known.arq)
        if found is None:
            return out
        kind, number, at, arq = found
        if kind == SAR_FIRST:
            if known is not None:
                out.append(self._close(direction, key, "the last one is missing"))
            known = self._open[key] = _Open(arq, number)
            if len(self._open) > MOST_OPEN:
                out.append(self._close(direction, next(iter(self._open)), "the last one is missing"))
        elif known is None:
            return out
        elif number != known.next & SAR_NUMBER:
            if number == known.next - 1 & SAR_NUMBER:
                return out  # sent again
            out.append(self._close(direction, key, f"number {known.next} is missing"))
            return out
        else:
            known.next += 1
        known.frames.append(frame)
        known.places.append((len(known.frames) - 1, at, end))
        if kind == SAR_LAST or not known.count or len(known.frames) >= MOST_SEGMENTS:
            out.append(self._close(direction, key, ""))
        return out

    def _close(self, direction: int, key: tuple[bool, int], missing: str) -> Pdu:
        known = self._open.pop(key)
        down, connection = key
        pdu = Pdu(PROFILE, "apdu", direction, tuple(known.frames))
        number, start, end = known.places[0]
        head = known.frames[0].data[start : start + LLC_SIZE]
        pdu.payload = ((number, min(start + LLC_SIZE, end), end), *known.places[1:])
        payload.strip(pdu)
        pdu.sender = pdu.sender or ("client" if down else "server")
        if len(head) == LLC_SIZE:
            pdu.client, pdu.server = (head[2], head[1]) if down else (head[1], head[2])
        pdu.physical = connection >> 9
        if missing:
            pdu.notes = (Note("segment-missing", f"{len(known.frames)} segments, {missing}"),)
        return pdu
