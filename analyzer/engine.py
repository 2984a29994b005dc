"""One batch of capture records through the floors: link, profile, session, index.

The engine owns no format and no protocol rule; it carries small objects from floor to floor and remembers which bytes
of the store each row came from. What it yields does not depend on how records are batched.

Rows go up to the session some hundred at a time: a processor that does the same thing again and again does it in two
thirds of the time that it needs where link and session take turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from analyzer.capture.record import LINK_SERIAL, Record
from analyzer.conversation import GIVEN_UP, Conversation, Holdings, Segment
from analyzer.index import FRAME_START, SCATTERED, Context, Index
from analyzer.link.flows import Chunk, Flow
from analyzer.link.links import WPAN, Links
from analyzer.stage import TOGETHER, Row, Stage
from dissectors.profiles.auto import line_profile
from dissectors.profiles.g3 import PROFILE as G3
from dissectors.profiles.pdu import Frame, Note, Pdu
from dissectors.profiles.recognise import REFUSED, Recogniser
from dissectors.profiles.stack import AUTO, make
from dissectors.security.key_ring import KeyRing
from dissectors.session.association import identity_of

_LINES = ("serial", "upper-pdu")  # transports whose units name no ports: told apart by their bytes


class Engine:
    """Feeds records to the floors and rows to the index. ``decode_as`` names the profile of a flow or says None."""

    def __init__(self, ring: KeyRing | None = None, decode_as: Callable[[Flow], str | None] | None = None) -> None:
        self.links = Links()
        self.decode_as = decode_as
        self.conversations: dict[int, Conversation] = {}
        self.flows: dict[int, Flow] = {}
        self.stage = Stage(Index(), self.flows, ring)
        self._holdings = Holdings()
        self._contexts: dict[tuple[object, ...], int] = {}
        self._rows: list[Row] = []  # that the session has yet to take

    def feed(self, records: Iterable[Record]) -> None:
        """Take records in capture order; rows appear in the index as they complete."""
        links, links_feed, chunk, rows = self.links, self.links.feed, self._chunk, self._rows
        for record in records:
            for each in links_feed(record):
                chunk(each, record)
            if links.parting:
                self._part(record)
            if len(rows) >= TOGETHER:
                self._tell()
        self._tell()

    def finish(self) -> None:
        """The capture has ended: what waits behind holes or is unfinished comes out now."""
        last: Record | None = None
        for chunk in self.links.flush():
            last = chunk.record
            self._chunk(chunk, chunk.record)
        for conversation in list(self.conversations.values()):
            self._finish(conversation, last)
        self._tell()
        self.stage.finish()

    def _tell(self) -> None:
        """The session takes the rows that wait for it."""
        self.stage.take(self._rows)
        self._rows.clear()

    def _finish(self, conversation: Conversation, completing: Record | None, *notes: Note) -> None:
        """Nothing follows in a conversation: what is unfinished comes out as it is."""
        if conversation.profile is None and conversation.held and not conversation.refused:
            self._decide(conversation, conversation.recogniser.last_resort() if conversation.recogniser else None)
        if conversation.profile is not None:
            for pdu in conversation.profile.finish():
                pdu.notes += notes
                self._row(conversation, pdu, self._pieces(conversation, pdu), completing)
            for direction in (0, 1):
                conversation.segments[direction].clear()

    def _part(self, completing: Record) -> None:
        """The link floor knows some flows no more."""
        gone, chunks = self.links.part()
        for chunk in chunks:
            self._chunk(chunk, completing)
        for flow in gone:
            conversation = self.conversations.pop(flow.id, None)
            if conversation is not None:
                self._finish(conversation, completing)
                self._holdings.gone(conversation)

    def _fed(self, conversation: Conversation, size: int, completing: Record) -> None:
        """Bytes went into a conversation that may wait there; should too much wait in all, the oldest of it is given up."""
        if self._holdings.fed(conversation, size):
            for each in self._holdings.too_much():
                self._finish(each, completing, GIVEN_UP)

    # --- from chunks to PDUs ----------------------------------------------------------------------

    def _chunk(self, chunk: Chunk, completing: Record) -> None:
        conversation = self.conversations.get(chunk.flow.id)
        if conversation is None:
            conversation = self._open(chunk)
        if conversation.profile is not None:
            self._pdus(conversation, chunk, completing)
        elif not conversation.refused:
            self._recognise(conversation, chunk)
            self._fed(conversation, len(chunk.data), completing)

    def _open(self, chunk: Chunk) -> Conversation:
        """A flow seen for the first time: its profile where the user or the kind of line says it, else one to find out."""
        flow = chunk.flow
        name = self.decode_as(flow) if self.decode_as is not None else None
        if name is None and chunk.record.link_type in WPAN:
            name = G3
        if name is None and flow.transport in _LINES:
            raw = chunk.record.link_type == LINK_SERIAL
            name = (line_profile(chunk.data) if raw else None) or AUTO
        profile = make(name) if name is not None else None
        recogniser = None
        if profile is None:
            recogniser = Recogniser(datagram=flow.transport == "udp", port_hint=flow.port_hint)
        conversation = self.conversations[flow.id] = Conversation(flow, profile, recogniser)
        return conversation

    def _recognise(self, conversation: Conversation, chunk: Chunk) -> None:
        recogniser = conversation.recogniser
        assert recogniser is not None
        conversation.held.append(replace(chunk, record=chunk.record.bare()))
        verdict = recogniser.feed(chunk.direction, chunk.data)
        if verdict is None:
            return
        self._decide(conversation, None if verdict is REFUSED else verdict)

    def _decide(self, conversation: Conversation, name: str | None) -> None:
        held, conversation.held = conversation.held, []
        conversation.recogniser = None
        if name is None:
            conversation.refused = True
            return
        # A datagram stands for itself: beside frames there may be one that is an APDU, or of another profile.
        conversation.profile = make(AUTO if conversation.flow.transport == "udp" else name)
        for chunk in held:
            self._pdus(conversation, chunk, chunk.record)

    def _pdus(self, conversation: Conversation, chunk: Chunk, completing: Record) -> None:
        profile = conversation.profile
        assert profile is not None
        direction = chunk.direction
        if chunk.gap > 0:
            for pdu in profile.gap(direction, chunk.gap):
                self._row(conversation, pdu, self._pieces(conversation, pdu), completing)
        data = chunk.data
        pdus = profile.feed(direction, data)
        if (
            len(pdus) == 1
            and pdus[0].frames[0].data is data
            and len(pdus[0].frames) == 1
            and chunk.pieces is None
            and not chunk.datagram
            and not conversation.segments[direction]
        ):  # the common case, a chunk of a stream that is one frame and its only PDU: its place needs no bookkeeping
            conversation.position[direction] += len(data)
            record = chunk.record
            place = (record.no, record.offset + chunk.offset, len(data) | FRAME_START)
            self._row(conversation, pdus[0], [place], completing)
            return
        conversation.place(chunk)
        for pdu in pdus:
            self._row(conversation, pdu, self._pieces(conversation, pdu), completing)
        if chunk.datagram:
            for pdu in profile.gap(direction, 0):
                self._row(conversation, pdu, self._pieces(conversation, pdu), completing)
        conversation.done(direction)
        self._fed(conversation, len(chunk.data), completing)

    # --- from PDUs to rows ------------------------------------------------------------------------

    @staticmethod
    def _pieces(conversation: Conversation, pdu: Pdu) -> list[tuple[int, int, int]]:
        """Where the frames of a PDU lie in the store; what no later frame can need is forgotten."""
        segments = conversation.segments[pdu.direction]
        found: list[tuple[int, int, int]] = []
        for frame in pdu.frames:
            _locate(segments, frame, found)
        if len(segments) == 1 and segments[0][0] + segments[0][3] <= pdu.frames[-1].end:
            segments.clear()
        return found

    def _row(
        self,
        conversation: Conversation,
        pdu: Pdu,
        pieces: list[tuple[int, int, int]],
        completing: Record | None,
    ) -> None:
        index = self.stage.index
        direction = pdu.direction
        time = completing.time if completing is not None else None
        record = completing.no if completing is not None else (pieces[-1][0] if pieces else 0)
        key = (
            conversation.flow.id,
            direction,
            pdu.profile,
            pdu.kind,
            pdu.sender,
            pdu.client,
            pdu.server,
            pdu.physical,
            pdu.gateway,
        )
        context = self._contexts.get(key)
        if context is None:
            context = self._contexts[key] = index.contexts.numbers[
                Context(*key, identity_of(conversation.flow.id, pdu))
            ]
            self.flows[conversation.flow.id] = conversation.flow
        start = pdu.payload[0][1] if pdu.payload else 0
        if len(pdu.payload) > len(pdu.frames):
            start |= SCATTERED
        row = index.add_pdu(time, record, context, start, len(pdu.data), pieces)
        self._rows.append((row, time, pdu, context))


def _locate(segments: list[Segment], frame: Frame, pieces: list[tuple[int, int, int]]) -> None:
    """Append where the bytes of ``frame`` lie in the store. ``segments`` are in stream order; frames come near the end."""
    at = len(segments)
    while at > 0 and segments[at - 1][0] > frame.start:
        at -= 1
    at = max(0, at - 1)
    first = FRAME_START
    for start, record, offset, length in segments[at:]:
        if start >= frame.end:
            break
        low, high = max(frame.start, start), min(frame.end, start + length)
        if low < high:
            pieces.append((record, offset + low - start, high - low | first))
            first = 0
