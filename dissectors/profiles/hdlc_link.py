"""From HDLC frames to PDUs: who speaks to whom, segments joined, sequence numbers watched (IEC 62056-46)."""

from __future__ import annotations

from collections import OrderedDict

from dissectors.core.fcs import fcs16_ok
from dissectors.core.framing import FLAG
from dissectors.profiles import payload
from dissectors.profiles.pdu import Frame, Note, Pdu, frame_notes
from dissectors.spec.link import CONTROL_FIELDS

PROFILE = "hdlc"
LARGEST_WHOLE = 64 << 10
OPEN_STREAMS = 64
_SEGMENTATION = 0x08  # bit of the first format byte

_NAMES: list[str] = [
    next((name for mask, bits, name, _ in CONTROL_FIELDS if value & mask == bits), "unknown") for value in range(256)
]
# Frames that tell their sender: commands come from the client, answers from the server.
_SENDERS = {"snrm": "client", "disc": "client", "ua": "server", "dm": "server", "frmr": "server"}
_WITH_PAYLOAD = ("i", "ui")

Address = tuple[int, int | None]


class Stream:
    """Frames from one address to another, in one direction: the segments that wait, and the last number seen."""

    __slots__ = ("expected", "frames", "last", "notes", "parts", "size")

    def __init__(self) -> None:
        self.expected = -1
        self.last: tuple[int, bytes] | None = None
        self.clear()

    def clear(self) -> None:
        self.frames: list[Frame] = []
        self.parts: list[tuple[int, int, int]] = []
        self.notes: list[Note] = []
        self.size = 0


class HdlcLink:
    """One line or connection. It remembers which address is the client's, and joins what arrives in segments."""

    def __init__(self) -> None:
        self._streams: OrderedDict[tuple[int, bytes], Stream] = OrderedDict()
        self._senders: dict[bytes, str] = {}

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        """The PDU that a frame completes, if any (and an unfinished one that it ends)."""
        data = frame.data
        at = 1 if data[0] == FLAG else 0
        header = at
        try:
            segmented = data[at] & _SEGMENTATION
            at += 2
            destination, at = _address(data, at)
            source, at = _address(data, at)
            control = data[at]
        except IndexError:
            return [self._broken(direction, frame)]
        at += 1
        addresses = data[header + 2 : at - 1]
        name = _NAMES[control]
        end = len(data) - (3 if data[-1] == FLAG else 2)
        notes = frame_notes(frame) if frame.fault or frame.noise else ()
        if at < end:
            if not fcs16_ok(data[header : at + 2]):
                notes = (*notes, Note("hcs-wrong", "header check sequence is wrong"))
            at += 2
        if name in _WITH_PAYLOAD:
            whole = self._payload(direction, frame, addresses, name, control, bool(segmented), at, max(at, end), notes)
            return [self._address(pdu, addresses, destination, source) for pdu in whole]
        pdu = Pdu(PROFILE, name, direction, (frame,))
        pdu.control = control
        pdu.notes = notes
        pdu.sender = _SENDERS.get(name)
        found = [pdu]
        if name == "snrm":
            found = self._reset(addresses, destination, source) + found
        return [self._address(each, addresses, destination, source) for each in found]

    def finish(self) -> list[Pdu]:
        """What is unfinished comes out with a note."""
        found: list[Pdu] = []
        for (direction, addresses), stream in self._streams.items():
            if stream.parts:
                destination, at = _address(addresses, 0)
                source, _ = _address(addresses, at)
                found.append(self._address(self._unfinished(direction, stream), addresses, destination, source))
        return found

    # --- segments ---------------------------------------------------------------------------------

    def _stream(self, direction: int, addresses: bytes) -> Stream:
        key = (direction, addresses)
        stream = self._streams.get(key)
        if stream is None:
            stream = self._streams[key] = Stream()
            if len(self._streams) > OPEN_STREAMS:
                self._streams.popitem(last=False)
        return stream

    def _payload(
        self,
        direction: int,
        frame: Frame,
        addresses: bytes,
        name: str,
        control: int,
        segmented: bool,
        start: int,
        end: int,
        notes: tuple[Note, ...],
    ) -> list[Pdu]:
        stream = self._stream(direction, addresses)
        found: list[Pdu] = []
        if name == "i":
            number = control >> 1 & 7
            information = frame.data[start:end]
            if stream.last == (number, information) and number != stream.expected:
                if stream.parts:
                    return []
                notes = (*notes, Note("retransmission", f"I frame {number} was sent before"))
            elif stream.expected >= 0 and number != stream.expected:
                notes = (*notes, Note("sequence-gap", f"N(S) is {number}, {stream.expected} was next"))
                if stream.parts:
                    found.append(self._unfinished(direction, stream))
            stream.expected = number + 1 & 7
            stream.last = (number, information)
        if not segmented and not stream.parts:
            pdu = Pdu(PROFILE, "apdu" if end > start else name, direction, (frame,))
            pdu.payload = ((0, start, end),)
            pdu.control = control
            pdu.notes = notes
            found.append(pdu)
            return found
        if stream.parts and payload.starts_lsdu(frame.data, start, end) and name == "ui":
            found.append(self._unfinished(direction, stream))
        stream.frames.append(frame)
        stream.parts.append((len(stream.frames) - 1, start, end))
        stream.notes += notes
        stream.size += end - start
        if segmented and stream.size <= LARGEST_WHOLE:
            return found
        whole = self._joined(direction, stream)
        whole.control = control
        found.append(whole)
        return found

    def _joined(self, direction: int, stream: Stream) -> Pdu:
        pdu = Pdu(PROFILE, "apdu", direction, tuple(stream.frames))
        pdu.payload = tuple(stream.parts)
        pdu.notes = tuple(stream.notes)
        stream.clear()
        return pdu

    def _unfinished(self, direction: int, stream: Stream) -> Pdu:
        pdu = self._joined(direction, stream)
        pdu.notes = (*pdu.notes, Note("segment-missing", f"{len(pdu.frames)} segments, the last one is missing"))
        return pdu

    def _reset(self, addresses: bytes, destination: Address, source: Address) -> list[Pdu]:
        """A new connection: numbers start at 0 both ways; what was unfinished never will be."""
        found: list[Pdu] = []
        ends = frozenset((destination, source))
        for (direction, other), stream in self._streams.items():
            there, at = _address(other, 0)
            back, _ = _address(other, at)
            if frozenset((there, back)) == ends:
                if stream.parts:
                    found.append(self._unfinished(direction, stream))
                stream.expected = 0
                stream.last = None
        return found

    # --- who --------------------------------------------------------------------------------------

    def _address(self, pdu: Pdu, addresses: bytes, destination: Address, source: Address) -> Pdu:
        """Fill in sender and addresses; take LLC and gateway prefix off the APDU."""
        if pdu.payload:
            payload.strip(pdu)
        sender = pdu.sender or self._senders.get(addresses)
        if sender is None:
            sender = "client" if _size(addresses) > 0 else "server" if _size(addresses) < 0 else None
        if pdu.sender is not None and addresses not in self._senders and len(self._senders) < 4096:
            _, at = _address(addresses, 0)
            self._senders[addresses] = pdu.sender
            self._senders[addresses[at:] + addresses[:at]] = "server" if pdu.sender == "client" else "client"
        pdu.sender = sender
        if sender == "server":
            pdu.client, (pdu.server, pdu.physical) = destination[0], source
        else:
            pdu.client, (pdu.server, pdu.physical) = source[0], destination
        return pdu

    def _broken(self, direction: int, frame: Frame) -> Pdu:
        pdu = Pdu(PROFILE, "unknown", direction, (frame,))
        pdu.notes = (*frame_notes(frame), Note("illegal-address", "the header cannot be read"))
        return pdu


def _address(data: bytes, at: int) -> tuple[Address, int]:
    """The address at ``at`` as (upper, lower) and the position behind it. Raises IndexError where it does not end."""
    first = data[at]
    if first & 1:
        return (first >> 1, None), at + 1
    second = data[at + 1]
    if second & 1:
        return (first >> 1, second >> 1), at + 2
    if not data[at + 3] & 1:
        raise IndexError
    return ((first >> 1) << 7 | second >> 1, (data[at + 2] >> 1) << 7 | data[at + 3] >> 1), at + 4


def _size(addresses: bytes) -> int:
    """Positive where the destination is longer than the source (so it is the server), negative the other way round."""
    _, at = _address(addresses, 0)
    return 2 * at - len(addresses)
