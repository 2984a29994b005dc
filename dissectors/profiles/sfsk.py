"""S-FSK power line frames (IEC 61334-5-1): the MAC's, or what a modem tells its host; LLC or HDLC inside.

Every packet or line is one frame. System management PDUs (CIASE) are rows of their own, named as the standard does.
"""

from __future__ import annotations

from dissectors.core.fcs import fcs16_ok, fcs24
from dissectors.profiles import payload
from dissectors.profiles.hdlc import find_frame
from dissectors.profiles.hdlc_link import HdlcLink
from dissectors.profiles.pdu import Frame, Note, Pdu
from dissectors.profiles.slices import Inner, Slices, outward
from dissectors.spec.link import DL_DATA_REQUEST, LLC_SIZE
from dissectors.spec.plc import (
    CIASE,
    SFSK_FCS,
    SFSK_HEADER,
    SFSK_HOST_DATA,
    SFSK_HOST_FCS,
    SFSK_HOST_HEADER,
    SFSK_HOST_START,
    SFSK_INITIATORS,
    SFSK_PHYSICAL,
    SUBFRAME_SIZE,
    SUBFRAMES,
)

PROFILE = "sfsk"
_FCS_WRONG = Note("fcs-wrong", "frame check sequence is wrong")


def mac_start(data: bytes) -> int:
    """Where the MAC frame begins: behind preamble and start delimiter where they are there."""
    return len(SFSK_PHYSICAL) if data.startswith(SFSK_PHYSICAL) else 0


def bounds(data: bytes) -> tuple[int, int, int, bool] | None:
    """(start and end of the payload, MAC addresses as one number, whether the check sequence fits); None for no frame."""
    at = mac_start(data)
    subframes = SUBFRAMES.get(int.from_bytes(data[at : at + 2], "big"))
    if subframes is not None:
        size = subframes * SUBFRAME_SIZE
        if at + size > len(data):
            return None
        pad = data[at + 6]
        start, end = at + SFSK_HEADER, at + size - SFSK_FCS - pad
        if end < start:
            return None
        covered = data[at + 2 : at + size - SFSK_FCS]
        good = data[at + size - SFSK_FCS : at + size] == fcs24(covered).to_bytes(SFSK_FCS, "big")
        return start, end, int.from_bytes(data[at + 3 : at + 6], "big"), good
    if len(data) > SFSK_HOST_HEADER + LLC_SIZE and data[0] == SFSK_HOST_START and data[2] == SFSK_HOST_DATA:
        end = len(data) - SFSK_HOST_FCS - data[7]
        if end > SFSK_HOST_HEADER:
            return SFSK_HOST_HEADER, end, int.from_bytes(data[4:7], "big"), fcs16_ok(data)
    return None


def is_checked(data: bytes) -> bool:
    """Whether the bytes are a frame whose check sequence fits."""
    found = bounds(data)
    return found is not None and found[3]


class SfskLink:
    """Turns MAC frames into PDUs; a station is its MAC address."""

    def __init__(self) -> None:
        self._hdlc = HdlcLink()

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        found = bounds(frame.data)
        if found is None:
            return []
        start, end, _, _ = found
        data = frame.data
        if data[start] == DL_DATA_REQUEST:
            return [_located(self._llc(direction, frame, start, end))]
        if find_frame(data, start, end) != start:
            return []
        slices = Slices((frame,), [(0, start, end)])
        return self._outward(self._hdlc.feed(direction, Inner(slices.data, start, outer=(frame,), slices=slices)))

    @staticmethod
    def _outward(pdus: list[Pdu]) -> list[Pdu]:
        for pdu in pdus:
            outward(pdu)
        return [_located(pdu) for pdu in pdus]

    @staticmethod
    def _llc(direction: int, frame: Frame, start: int, end: int) -> Pdu:
        data = frame.data
        management = CIASE.get(data[start + LLC_SIZE]) if start + LLC_SIZE < end else None
        if management is not None:
            return Pdu(PROFILE, management.name, direction, (frame,))
        pdu = Pdu(PROFILE, "apdu", direction, (frame,))
        pdu.payload = ((0, start + LLC_SIZE, end),)
        payload.strip(pdu)
        lsaps = data[start + 1], data[start + 2]
        pdu.client, pdu.server = lsaps if pdu.sender == "server" else lsaps[::-1]
        return pdu

    @property
    def holds(self) -> bool:
        return self._hdlc.holds

    @property
    def held(self) -> int:
        return self._hdlc.held

    def finish(self) -> list[Pdu]:
        return self._outward(self._hdlc.finish())


def _located(pdu: Pdu) -> Pdu:
    """Fill in what the MAC header says: who sends, the station, and whether its check sequence is good."""
    heads = [head for frame in pdu.frames if (head := bounds(frame.data)) is not None]
    source, destination = heads[0][2] >> 12, heads[0][2] & 0xFFF
    from_initiator = source in SFSK_INITIATORS
    pdu.profile = PROFILE
    pdu.sender = pdu.sender or ("client" if from_initiator else "server")
    pdu.physical = destination if from_initiator else source
    if not all(good for _, _, _, good in heads):
        pdu.notes = (*pdu.notes, _FCS_WRONG)
    return pdu
