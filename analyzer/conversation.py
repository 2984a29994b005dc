"""What the engine knows of each flow, and how much of all of them waits unfinished: bounded, whatever a capture does."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from analyzer.link.flows import Chunk, Flow
from dissectors.profiles.pdu import Note
from dissectors.profiles.recognise import Recogniser
from dissectors.profiles.stack import Profile

MOST_SEGMENTS = 16_384  # places of stream bytes remembered a direction; a PDU spans far fewer
MOST_HELD = 64 << 20  # bytes of memory, about, that may wait in all conversations together
LOOK = 1 << 20  # bytes fed between two looks at how much waits
GIVEN_UP = Note("transfer-too-large", "too much was unfinished at once: what waited longest was given up")
_SEGMENT_COST, _CHUNK_COST = 160, 512  # bytes of memory
_SEGMENTS_BETWEEN = 8  # from this many on it is asked which are done with

# A stretch of stream bytes: (start in the stream, capture record, offset in the store, length)
Segment = tuple[int, int, int, int]


class Conversation:
    """One flow: its profile, or the bytes that will tell, and where its bytes came from."""

    __slots__ = ("flow", "held", "position", "profile", "recogniser", "refused", "segments", "weight")

    def __init__(self, flow: Flow, profile: Profile | None, recogniser: Recogniser | None) -> None:
        self.flow = flow
        self.profile = profile
        self.recogniser = recogniser
        self.refused = False
        self.position = [0, 0]
        self.segments: tuple[list[Segment], list[Segment]] = ([], [])
        self.held: list[Chunk] = []
        self.weight = 0  # when it was last weighed

    def place(self, chunk: Chunk) -> None:
        """Remember where the bytes of a chunk lie in the store."""
        direction = chunk.direction
        position = self.position[direction]
        segments = self.segments[direction]
        pieces = chunk.pieces if chunk.pieces is not None else [(chunk.record, chunk.offset, len(chunk.data))]
        for record, offset, length in pieces:
            segments.append((position, record.no, record.offset + offset, length))
            position += length
        self.position[direction] = position
        if len(segments) > MOST_SEGMENTS:
            del segments[: MOST_SEGMENTS // 2]

    def done(self, direction: int) -> None:
        """Forget the places of bytes that no later PDU can have in it."""
        segments = self.segments[direction]
        if self.profile is None or len(segments) < _SEGMENTS_BETWEEN:
            return
        settled = self.profile.settled(direction)
        if segments[len(segments) // 2][0] <= settled:
            self.segments[direction][:] = [each for each in segments if each[0] + each[3] > settled]

    def weigh(self) -> int:
        """Bytes of memory, about, of what waits."""
        waits = (
            self.profile.held if self.profile is not None else sum(len(each.data) + _CHUNK_COST for each in self.held)
        )
        self.weight = waits + _SEGMENT_COST * (len(self.segments[0]) + len(self.segments[1]))
        return self.weight


class Holdings:
    """How much waits in all conversations. Each is weighed again now and then, when it was fed."""

    def __init__(self) -> None:
        self._fed: dict[int, Conversation] = {}
        self._bytes = 0
        self._waiting: OrderedDict[int, Conversation] = OrderedDict()  # that hold something, the longest known first
        self._weight = 0

    def fed(self, conversation: Conversation, size: int) -> bool:
        """So many bytes went into a conversation; whether it is time to look."""
        self._fed[conversation.flow.id] = conversation
        self._bytes += size + _SEGMENT_COST
        return self._bytes >= LOOK

    def gone(self, conversation: Conversation) -> None:
        """A conversation is over."""
        self._fed.pop(conversation.flow.id, None)
        if self._waiting.pop(conversation.flow.id, None) is not None:
            self._weight -= conversation.weight

    def too_much(self) -> Iterator[Conversation]:
        """Conversations that have to give up what waits in them, one by one until it is little enough."""
        for conversation in self._fed.values():
            self._weigh(conversation)
        self._fed.clear()
        self._bytes = 0
        while self._weight > MOST_HELD and self._waiting:
            _, oldest = self._waiting.popitem(last=False)
            self._weight -= oldest.weight
            oldest.weight = 0
            yield oldest

    def _weigh(self, conversation: Conversation) -> None:
        before = conversation.weight
        now = conversation.weigh()
        self._weight += now - before
        if not now:
            self._waiting.pop(conversation.flow.id, None)
        elif not before:
            self._waiting[conversation.flow.id] = conversation
