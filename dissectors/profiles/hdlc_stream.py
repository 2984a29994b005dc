"""One direction between two HDLC stations: I frames numbered, sent again, lost, and held against what was agreed.

Numbers count modulo 8 (IEC 62056-46). A capture may begin anywhere: what is not known is not judged.
"""

from __future__ import annotations

from dissectors.profiles.pdu import Frame, Note, weight

MODULO = 7  # mask of N(S) and N(R)
NEW, AGAIN, REPAIR, GAP, ASIDE = "new", "again", "repair", "gap", "aside"
Part = tuple[int, int, int]  # index of the frame, start, end


class Stream:
    """Frames from one address to another: the segments that wait, and the numbers seen. -1 and 0: not known."""

    __slots__ = (
        "acknowledged", "before", "damaged", "expected", "frames", "limit", "notes", "parts", "peer", "recent", "size",
        "told_apart", "window",
    )  # fmt: skip

    def __init__(self) -> None:
        self.expected = -1  # the N(S) that is next
        self.acknowledged = -1  # the last N(R) of the other side
        self.recent: dict[int, tuple[int, bool]] = {}  # by number: mark of its information, whether it is an LSDU
        self.damaged = False  # whether the last frame was: its receiver drops it, and it comes again
        self.limit = 0  # longest information field that was agreed on
        self.window = 0  # most frames that may wait for their acknowledgement
        self.peer: Stream | None = None  # the other direction
        self.told_apart = True  # whether addresses tell the directions apart: where both are the same nothing is judged
        self.before: tuple[list[Frame], list[Part], list[Note]] | None = None  # a damaged last segment
        self.clear()

    def clear(self) -> None:
        """No segments wait."""
        self.frames: list[Frame] = []
        self.parts: list[Part] = []
        self.notes: list[Note] = []
        self.size = 0

    @property
    def weight(self) -> int:
        """Bytes of memory, about, of the frames that wait."""
        return weight(self.frames) + (weight(self.before[0]) if self.before is not None else 0)

    def reset(self) -> None:
        """A new connection: numbers start at 0."""
        self.expected = self.acknowledged = 0
        self.recent.clear()
        self.damaged = False
        self.before = None

    def number(self, number: int, information: bytes, whole: bool, damaged: bool) -> str:
        """Take the I frame ``number``: NEW, AGAIN, a REPAIR of a damaged one, behind a GAP; or damaged and ASIDE.

        ``whole`` says that it is no segment.
        """
        expected = self.expected
        verdict = NEW
        if number != expected and expected >= 0:
            before = self.recent.get(number)
            if before is not None and before[0] == hash(information):
                return AGAIN
            if damaged and not self.damaged:  # its number may be what is wrong
                self.damaged = True
                return ASIDE
            if self.damaged and number == expected - 1 & MODULO:
                verdict = REPAIR
            elif self.limit or number != expected - 1 & MODULO:  # who pushes without a connection need not count
                verdict = GAP
                self.acknowledged = -1
                self.recent.clear()
        if verdict != REPAIR:
            self.before = None
        self.expected = number + 1 & MODULO
        self.damaged = damaged
        self.recent[number] = (hash(information), whole)
        return verdict

    def was_whole(self, number: int) -> bool:
        """Whether the frame that is sent again is no segment."""
        return self.recent[number][1]

    def take_back(self) -> None:
        """The last segment was damaged and comes again: go on as if it had not been there."""
        if self.before is not None and not self.parts:
            self.frames, self.parts, self.notes = self.before
            self.size = sum(end - start for _, start, end in self.parts)
        elif self.parts:
            _, start, end = self.parts.pop()
            self.frames.pop()
            self.size -= end - start
        self.before = None

    def judge(self, number: int, size: int) -> tuple[Note, ...]:
        """Length and window of a frame that was just taken."""
        notes: tuple[Note, ...] = ()
        if size > self.limit:
            text = f"{size} bytes of information; {self.limit} were agreed on"
            notes = (Note("frame-too-long", text),)
        if self.acknowledged >= 0:
            waiting = number + 1 - self.acknowledged & MODULO
            if waiting > self.window:
                text = f"{waiting} frames wait for their acknowledgement; the window is {self.window}"
                notes = (*notes, Note("window-exceeded", text))
        return notes

    def acknowledge(self, number: int) -> tuple[Note, ...]:
        """The other side expects ``number`` next: one of those that wait for it, or the one behind them."""
        known = self.acknowledged
        if known >= 0 and self.expected >= 0 and number - known & MODULO > self.expected - known & MODULO:
            self.acknowledged = -1
            between = f"{known}" if known == self.expected else f"{known} to {self.expected}"
            return (Note("receive-number-wrong", f"N(R) is {number}; the frames seen allow {between}"),)
        self.acknowledged = number
        return ()
