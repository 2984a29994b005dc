"""Wrapper PDUs out of a byte stream or datagram (IEC 62056-47): version, two wPorts, length, APDU."""

from __future__ import annotations

from struct import Struct

from dissectors.profiles import payload
from dissectors.profiles.pdu import Frame, Note, Pdu, frame_notes
from dissectors.spec.facts import BY_FRONT
from dissectors.spec.link import GATEWAY_REQUEST, GATEWAY_RESPONSE, WRAPPER_HEADER_SIZE, WRAPPER_VERSION

PROFILE = "wrapper"
_HEADER = WRAPPER_HEADER_SIZE
_GATEWAY = (GATEWAY_REQUEST, GATEWAY_RESPONSE)
_PORTS_AND_LENGTH = Struct(">HHH").unpack_from
_MOST_SENDERS = 4096


class WrapperSplitter:
    """``feed`` bytes of one direction as they come; PDUs come out as they complete. Bytes that are none are skipped."""

    __slots__ = ("_buffer", "_noise", "base")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._noise = 0
        self.base = 0

    @property
    def waiting(self) -> int:
        return len(self._buffer)

    def feed(self, data: bytes) -> list[Frame]:
        if not self._buffer and len(data) >= _HEADER and data[:2] == WRAPPER_VERSION:
            if (data[6] << 8 | data[7]) + _HEADER == len(data):
                frame = Frame(data, self.base, None, self._noise)
                self.base += len(data)
                self._noise = 0
                return [frame]
        self._buffer += data
        return self._scan()

    def gap(self) -> list[Frame]:
        """Bytes are missing here: a PDU that waits for its end comes out cut short."""
        frames: list[Frame] = []
        if len(self._buffer) > _HEADER and self._buffer[:2] == WRAPPER_VERSION:
            frames.append(Frame(bytes(self._buffer), self.base, "truncated", self._noise))
            self._noise = 0
        else:
            self._noise += len(self._buffer)
        self.base += len(self._buffer)
        self._buffer.clear()
        return frames

    def finish(self) -> list[Frame]:
        return self.gap()

    def skip(self, size: int) -> None:
        self.base += size

    def _scan(self) -> list[Frame]:
        buffer = self._buffer
        size = len(buffer)
        frames: list[Frame] = []
        at = 0
        while at + _HEADER <= size:
            if buffer[at : at + 2] != WRAPPER_VERSION or (at + _HEADER < size and not self._plausible(buffer, at)):
                found = buffer.find(WRAPPER_VERSION, at + 1)
                stop = found if found >= 0 else size - 1
                self._noise += stop - at
                at = stop
                continue
            end = at + _HEADER + (buffer[at + 6] << 8 | buffer[at + 7])
            if end > size:
                break
            frames.append(Frame(bytes(buffer[at:end]), self.base + at, None, self._noise))
            self._noise = 0
            at = end
        del buffer[:at]
        self.base += at
        return frames

    @staticmethod
    def _plausible(buffer: bytearray, at: int) -> bool:
        """Whether the byte behind a header may begin an APDU (or a gateway prefix, or the header announces none)."""
        if not buffer[at + 6] and not buffer[at + 7]:
            return True
        first = bytes(buffer[at + _HEADER : at + _HEADER + 1])
        return payload.known_apdu(first, 0) or first in (b"\xe6", b"\xe7")


class WrapperLink:
    """Turns wrapper frames into PDUs; remembers which wPort of a conversation is the client's."""

    holds, held = False, 0

    def __init__(self) -> None:
        self._senders: dict[tuple[int, int, int], str] = {}  # by direction, source and destination

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        data = frame.data
        source, destination, length = _PORTS_AND_LENGTH(data, 2)
        end = min(_HEADER + length, len(data))
        apdu = data[_HEADER:end]
        known = BY_FRONT[apdu[:2]]
        remembered = self._senders.get((direction, source, destination))
        sender = (known.sender if known is not None else None) or remembered
        client, server = _sides(sender, direction, source, destination)
        pdu = Pdu(PROFILE, "apdu", direction, (frame,), apdu, ((0, _HEADER, end),), sender, client, server)
        if remembered is None or not apdu or apdu[0] in _GATEWAY:
            self._look_closer(pdu, remembered, source, destination)
        if frame.fault or frame.noise:
            pdu.notes = frame_notes(frame)
            if frame.fault == "truncated":
                text = f"{length} bytes announced, {len(apdu)} there"
                pdu.notes = (*pdu.notes[:-1], Note("frame-truncated", text))
        return [pdu]

    def _look_closer(self, pdu: Pdu, remembered: str | None, source: int, destination: int) -> None:
        """A PDU between ends that are new, without an APDU, or with a gateway prefix before it."""
        if not pdu.data:
            pdu.kind, pdu.payload = "keep-alive", ()
        elif pdu.data[0] in _GATEWAY:
            pdu.sender = None
            payload.strip(pdu)
        if remembered is None:
            self._learn(pdu, pdu.direction, source, destination)
        elif pdu.sender is None:
            pdu.sender = remembered
        pdu.client, pdu.server = _sides(pdu.sender, pdu.direction, source, destination)

    def _learn(self, pdu: Pdu, direction: int, source: int, destination: int) -> None:
        """Who sends from that wPort, where this PDU tells."""
        if pdu.sender is None and pdu.data:
            pdu.sender = payload.sender_of(pdu.data)
        if pdu.sender is None or len(self._senders) >= _MOST_SENDERS:
            return
        other = "server" if pdu.sender == "client" else "client"
        self._senders[direction, source, destination] = pdu.sender
        self._senders[1 - direction, destination, source] = other
        if source != destination:  # both sides on one line
            self._senders.setdefault((direction, destination, source), other)

    def finish(self) -> list[Pdu]:
        return []


def _sides(sender: str | None, direction: int, source: int, destination: int) -> tuple[int, int]:
    """Client's and server's wPort. Where nothing tells, direction 0 is taken for the client's, both ways alike."""
    from_server = direction == 1 if sender is None else sender == "server"
    return (destination, source) if from_server else (source, destination)
