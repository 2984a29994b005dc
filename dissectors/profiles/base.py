"""A profile put together: one deframer a direction, and a link that turns frames into PDUs."""

from __future__ import annotations

from typing import Protocol

from dissectors.profiles.pdu import Frame, Pdu


class Deframer(Protocol):
    """Finds frames in one direction's bytes. ``waiting`` bytes of an unfinished one are held."""

    base: int

    @property
    def waiting(self) -> int: ...

    def feed(self, data: bytes) -> list[Frame]: ...

    def gap(self) -> list[Frame]: ...

    def finish(self) -> list[Frame]: ...

    def skip(self, size: int) -> None: ...


class Link(Protocol):
    """Turns frames of both directions into PDUs. ``holds`` says whether there are frames whose PDU is unfinished, ``held``
    how many bytes of memory, about, they take."""

    @property
    def holds(self) -> bool: ...

    @property
    def held(self) -> int: ...

    def feed(self, direction: int, frame: Frame) -> list[Pdu]: ...

    def finish(self) -> list[Pdu]: ...


class Scanner:
    """A deframer that looks for frames in what it holds: ``_scan`` takes every one that is there from the buffer.

    ``base`` is the offset in the stream of the first byte that waits.
    """

    __slots__ = ("_buffer", "_noise", "base")

    def __init__(self) -> None:
        self._buffer = b""
        self._noise = 0
        self.base = 0

    @property
    def waiting(self) -> int:
        """Bytes of an unfinished frame."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[Frame]:
        self._buffer += data
        return self._scan(False)

    def gap(self) -> list[Frame]:
        """Bytes are missing here: what waits cannot be completed."""
        return self._scan(True)

    def finish(self) -> list[Frame]:
        return self._scan(True)

    def skip(self, size: int) -> None:
        """``size`` bytes of the stream went elsewhere."""
        self.base += size

    def _scan(self, last: bool) -> list[Frame]:
        """Take every frame the buffer holds; with ``last`` nothing more is waited for."""
        raise AssertionError("each deframer has its own")


class Framed:
    """Deframers and link of one conversation."""

    __slots__ = ("_deframers", "_link")

    def __init__(self, deframers: tuple[Deframer, Deframer], link: Link) -> None:
        self._deframers = deframers
        self._link = link

    def feed(self, direction: int, data: bytes) -> list[Pdu]:
        frames = self._deframers[direction].feed(data)
        if len(frames) == 1:
            return self._link.feed(direction, frames[0])
        return self._pdus(direction, frames)

    def gap(self, direction: int, missing: int) -> list[Pdu]:
        """``missing`` bytes are lost (0: a datagram ended): what waits in this direction comes out as it is."""
        del missing
        return self._pdus(direction, self._deframers[direction].gap())

    def finish(self) -> list[Pdu]:
        found: list[Pdu] = []
        for direction, deframer in enumerate(self._deframers):
            found += self._pdus(direction, deframer.finish())
        return found + self._link.finish()

    def whole(self, direction: int, data: bytes) -> list[Pdu]:
        """``data`` is one frame, known to be, without what usually marks its ends; what waits ends before it."""
        deframer = self._deframers[direction]
        found = self._pdus(direction, deframer.gap())
        frame = Frame(data, deframer.base)
        deframer.skip(len(data))
        return found + self._link.feed(direction, frame)

    def waiting(self, direction: int) -> int:
        return self._deframers[direction].waiting

    @property
    def held(self) -> int:
        """Bytes of memory, about, of what is unfinished."""
        return self._deframers[0].waiting + self._deframers[1].waiting + self._link.held

    def settled(self, direction: int) -> int:
        """How far into the stream of a direction nothing lies that a later PDU may have in it."""
        return 0 if self._link.holds else self._deframers[direction].base

    def skip(self, direction: int, size: int) -> None:
        """``size`` bytes of the stream went to another profile."""
        self._deframers[direction].skip(size)

    def _pdus(self, direction: int, frames: list[Frame]) -> list[Pdu]:
        found: list[Pdu] = []
        for frame in frames:
            found += self._link.feed(direction, frame)
        return found
