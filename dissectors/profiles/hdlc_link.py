"""From HDLC frames to PDUs: who speaks to whom, segments joined, sequence numbers watched (IEC 62056-46)."""

from __future__ import annotations

from collections import OrderedDict

from dissectors.core.fcs import fcs16_ok
from dissectors.core.framing import FLAG
from dissectors.profiles import payload
from dissectors.profiles.hdlc_connection import COMMANDS, Address, Connection
from dissectors.profiles.hdlc_stream import AGAIN, ASIDE, GAP, MODULO, REPAIR, Stream
from dissectors.profiles.pdu import Frame, Note, Pdu, frame_notes
from dissectors.spec.link import CONTROL_FIELDS

PROFILE = "hdlc"
LARGEST_WHOLE = 64 << 10
OPEN_STREAMS = 256
OPEN_CONNECTIONS = 1024
MOST_SENDERS = 4096
_SEGMENTATION = 0x08  # bit of the first format byte
_RECEIVE_NUMBER = 5  # shift of N(R) in a control field

_NAMES: list[str] = [
    next((name for mask, bits, name, _ in CONTROL_FIELDS if value & mask == bits), "unknown") for value in range(256)
]
# Frames that tell their sender: commands come from the client, answers from the server.
_SENDERS = {"snrm": "client", "disc": "client", "ua": "server", "dm": "server", "frmr": "server"}
_WITH_PAYLOAD = ("i", "ui")
_SUPERVISORY = ("rr", "rnr", "rej", "srej")


class HdlcLink:
    """One line or connection. It remembers which address is the client's, and joins what arrives in segments."""

    def __init__(self) -> None:
        self._streams: OrderedDict[tuple[int, bytes], Stream] = OrderedDict()
        self._holding: dict[Stream, None] = {}  # those in which frames wait
        self._connections: OrderedDict[frozenset[Address], Connection] = OrderedDict()
        self._senders: dict[bytes, str] = {}
        self._last: tuple[int, bytes] = (0, b"")  # direction and bytes of the last frame

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
        came, last = self._last
        if came != direction and last == data and destination != source:
            return [self._address(self._echo(direction, frame, name), addresses, destination, source)]
        self._last = (direction, data)
        end = len(data) - (3 if data[-1] == FLAG else 2)
        notes = frame_notes(frame) if frame.fault or frame.noise else ()
        if at < end:
            if not fcs16_ok(data[header : at + 2]):
                notes = (*notes, Note("hcs-wrong", "header check sequence is wrong"))
            at += 2
        if name in _WITH_PAYLOAD:
            whole = self._payload(direction, frame, addresses, name, control, bool(segmented), at, max(at, end), notes)
            return [self._address(pdu, addresses, destination, source) for pdu in whole]
        pdu = self._bare(direction, frame, name, control, notes)
        pdu.sender = _SENDERS.get(name)
        found = [pdu]
        if not frame.fault:
            if name in _SUPERVISORY:
                pdu.notes += self._supervise(direction, addresses, name, control)
            elif name in _SENDERS:
                found = self._connect(pdu, name, data[at : max(at, end)], destination, source)
        return [self._address(each, addresses, destination, source) for each in found]

    @property
    def holds(self) -> bool:
        return bool(self._holding)

    @property
    def held(self) -> int:
        return sum(each.weight for each in self._holding)

    def finish(self) -> list[Pdu]:
        """What is unfinished comes out with a note."""
        for stream in self._streams.values():
            stream.before = None
        found = [
            self._unfinished(direction, addresses, stream)
            for (direction, addresses), stream in self._streams.items()
            if stream.parts
        ]
        self._holding.clear()
        return found

    # --- I and UI frames --------------------------------------------------------------------------

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
        found: list[Pdu] = []
        stream = self._streams.get((direction, addresses))
        if stream is None:
            stream = self._begin(direction, addresses, found)
        if name == "i" and stream.told_apart:
            number = control >> 1 & MODULO
            damaged = frame.fault is not None
            expected, whole = stream.expected, not segmented and not stream.parts
            verdict = stream.number(number, frame.data[start:end], whole, damaged)
            if self._holding:
                self._keep(stream)
            if verdict == AGAIN:
                notes = (*notes, Note("retransmission", f"I frame {number} was sent before"))
                if stream.parts:
                    stream.notes += notes
                    return found
                if not stream.was_whole(number):
                    return [*found, self._bare(direction, frame, name, control, notes)]
            elif verdict == ASIDE and not (whole and payload.starts_lsdu(frame.data, start, end)):
                return [*found, self._bare(direction, frame, name, control, notes)]
            elif verdict == REPAIR:
                notes = (*notes, Note("retransmission", f"I frame {number} comes again, for it was damaged"))
                stream.take_back()
                self._keep(stream)
            elif verdict == GAP:
                notes = (*notes, Note("sequence-gap", f"N(S) is {number}, {expected} was next"))
                if stream.parts:
                    found.append(self._unfinished(direction, addresses, stream))
            if verdict != AGAIN and not damaged:
                if stream.limit:
                    notes += stream.judge(number, end - start)
                if stream.peer is not None:
                    notes += stream.peer.acknowledge(control >> _RECEIVE_NUMBER)
        if not segmented and not stream.parts:
            pdu = Pdu(PROFILE, "apdu" if end > start else name, direction, (frame,))
            pdu.payload = ((0, start, end),)
            pdu.control = control
            pdu.notes = notes
            found.append(pdu)
            return found
        if stream.parts and payload.starts_lsdu(frame.data, start, end) and name == "ui":
            found.append(self._unfinished(direction, addresses, stream))
        stream.frames.append(frame)
        stream.parts.append((len(stream.frames) - 1, start, end))
        stream.notes += notes
        stream.size += end - start
        self._keep(stream)
        if segmented and stream.size <= LARGEST_WHOLE:
            return found
        if stream.damaged and name == "i":
            stream.before = (stream.frames[:-1], stream.parts[:-1], list(stream.notes))
        whole_pdu = self._joined(direction, stream)
        whole_pdu.control = control
        found.append(whole_pdu)
        return found

    def _begin(self, direction: int, addresses: bytes, found: list[Pdu]) -> Stream:
        """A stream that was not known; another that gives way to it comes out in ``found`` if it is unfinished."""
        stream = self._streams[direction, addresses] = Stream()
        destination, at = _address(addresses, 0)
        source, _ = _address(addresses, at)
        back = addresses[at:] + addresses[:at]
        stream.told_apart = source != destination
        stream.peer = self._streams.get((1 - direction, back)) or self._streams.get((direction, back))
        if stream.peer is not None:
            stream.peer.peer = stream
        connection = self._connections.get(frozenset((destination, source)))
        if connection is not None and connection.agreed is not None:
            stream.reset()
            _settle(stream, connection, destination)
        if len(self._streams) > OPEN_STREAMS:
            (other, its), oldest = self._streams.popitem(last=False)
            if oldest.peer is not None:
                oldest.peer.peer = None
            there, at = _address(its, 0)
            self._connections.pop(frozenset((there, _address(its, at)[0])), None)
            if oldest.parts:
                found.append(self._unfinished(other, its, oldest))
            self._holding.pop(oldest, None)
        return stream

    def _keep(self, stream: Stream) -> None:
        """Know whether frames wait in a stream."""
        if stream.parts or stream.before is not None:
            self._holding[stream] = None
        else:
            self._holding.pop(stream, None)

    def _bare(self, direction: int, frame: Frame, name: str, control: int, notes: tuple[Note, ...]) -> Pdu:
        """A frame by itself, whatever it carries."""
        pdu = Pdu(PROFILE, name, direction, (frame,))
        pdu.control = control
        pdu.notes = notes
        return pdu

    def _joined(self, direction: int, stream: Stream) -> Pdu:
        pdu = Pdu(PROFILE, "apdu", direction, tuple(stream.frames))
        pdu.payload = tuple(stream.parts)
        pdu.notes = tuple(stream.notes)
        stream.clear()
        self._keep(stream)
        return pdu

    def _unfinished(self, direction: int, addresses: bytes, stream: Stream) -> Pdu:
        pdu = self._joined(direction, stream)
        pdu.notes = (*pdu.notes, Note("segment-missing", f"{len(pdu.frames)} segments, the last one is missing"))
        destination, at = _address(addresses, 0)
        return self._address(pdu, addresses, destination, _address(addresses, at)[0])

    # --- commands and acknowledgements ------------------------------------------------------------

    def _supervise(self, direction: int, addresses: bytes, name: str, control: int) -> tuple[Note, ...]:
        """RR and its kin: N(R) is held against what the other side sent."""
        _, at = _address(addresses, 0)
        back = addresses[at:] + addresses[:at]
        sent = self._streams.get((1 - direction, back)) or self._streams.get((direction, back))
        number = control >> _RECEIVE_NUMBER
        notes = sent.acknowledge(number) if sent is not None and sent.told_apart else ()
        if name == "rnr":
            notes = (*notes, Note("station-busy", "it takes no I frames for now"))
        elif name != "rr":
            notes = (*notes, Note("reject-used", f"{name.upper()} asks for I frame {number} again"))
        return notes

    def _connect(self, pdu: Pdu, name: str, information: bytes, destination: Address, source: Address) -> list[Pdu]:
        """Commands and their answers. SNRM and UA start the numbers anew; what was unfinished never will be whole."""
        ends = frozenset((destination, source))
        connection = self._connections.get(ends)
        if connection is None:
            connection = self._connections[ends] = Connection()
            if len(self._connections) > OPEN_CONNECTIONS:
                self._connections.popitem(last=False)
        if name in COMMANDS:
            pdu.notes += connection.commanded(name, information)
        else:
            pdu.notes += connection.answered(name, information, source)
            pdu.link = connection.agreed
        found: list[Pdu] = []
        if name == "snrm" or pdu.link is not None:
            for (direction, addresses), stream in self._streams.items():
                there, at = _address(addresses, 0)
                if frozenset((there, _address(addresses, at)[0])) == ends:
                    if stream.parts:
                        found.append(self._unfinished(direction, addresses, stream))
                    stream.reset()
                    self._keep(stream)
                    _settle(stream, connection, there)
        return [*found, pdu]

    def _echo(self, direction: int, frame: Frame, name: str) -> Pdu:
        """What comes back on a half-duplex line that hears itself: nothing that the other side sent."""
        return self._bare(direction, frame, name, 0, (Note("echo", "the bytes that were just sent came back"),))

    # --- who --------------------------------------------------------------------------------------

    def _address(self, pdu: Pdu, addresses: bytes, destination: Address, source: Address) -> Pdu:
        """Fill in sender and addresses; take LLC and gateway prefix off the APDU."""
        if pdu.client is not None:
            return pdu
        if pdu.payload:
            payload.strip(pdu)
        sender = pdu.sender or self._senders.get(addresses)
        if sender is None:
            sender = "client" if _size(addresses) > 0 else "server" if _size(addresses) < 0 else None
        if pdu.sender is not None and addresses not in self._senders and len(self._senders) < MOST_SENDERS:
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


def _settle(stream: Stream, connection: Connection, destination: Address) -> None:
    """What was agreed holds for a stream; nothing does while a connection is only proposed."""
    agreed = connection.agreed
    if agreed is None:
        stream.limit = stream.window = 0
    elif destination == connection.server:
        stream.limit, stream.window = agreed.information_to_server, agreed.window_to_server
    else:
        stream.limit, stream.window = agreed.information_to_client, agreed.window_to_client


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
