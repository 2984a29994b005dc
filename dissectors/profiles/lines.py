"""APDUs that stand alone: a line of a log or a datagram with an LLC header and APDU, or with an APDU only."""

from __future__ import annotations

from dissectors.profiles import payload
from dissectors.profiles.pdu import Frame, Pdu, frame_notes
from dissectors.spec.link import DL_DATA_REQUEST, LLC_SIZE

APDU, LLC_432, P1 = "apdu", "llc-432", "p1"


class WholeLine:
    """Every ``feed`` is one unit."""

    __slots__ = ("base",)
    waiting = 0

    def __init__(self) -> None:
        self.base = 0

    def feed(self, data: bytes) -> list[Frame]:
        frame = Frame(data, self.base)
        self.base += len(data)
        return [frame]

    def gap(self) -> list[Frame]:
        return []

    def finish(self) -> list[Frame]:
        return []

    def skip(self, size: int) -> None:
        self.base += size


class ApduLink:
    """A line that is LLC and APDU (E6 E6 00, E6 E7 00), gateway prefix and APDU, or an APDU."""

    profile = APDU
    holds, held = False, 0

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        if not frame.data:
            return []
        pdu = Pdu(self.profile, "apdu", direction, (frame,))
        pdu.payload = ((0, 0, len(frame.data)),)
        payload.strip(pdu)
        return [pdu] if pdu.data else []

    def finish(self) -> list[Pdu]:
        return []


class P1Link(ApduLink):
    """A telegram of a P1 port: a ciphered APDU that only the meter sends."""

    profile = P1

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        found = super().feed(direction, frame)
        for pdu in found:
            pdu.sender = "server"
            pdu.notes = frame_notes(frame)
        return found


class Llc432Link(ApduLink):
    """A line or packet with the LLC of IEC 61334-4-32: control, destination and source LSAP."""

    profile = LLC_432

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        data = frame.data
        if len(data) <= LLC_SIZE or data[0] != DL_DATA_REQUEST:
            return super().feed(direction, frame)
        pdu = Pdu(self.profile, "apdu", direction, (frame,))
        pdu.payload = ((0, LLC_SIZE, len(data)),)
        payload.strip(pdu)
        destination, source = data[1], data[2]
        pdu.client, pdu.server = (destination, source) if pdu.sender == "server" else (source, destination)
        return [pdu] if pdu.data else []
