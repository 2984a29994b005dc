"""Bytes that lie in pieces of frames: what is cut from them is told in terms of the frames again."""

from __future__ import annotations

from dissectors.profiles.pdu import Frame, Pdu

Place = tuple[int, int, int]  # number of the frame, start, end


class Slices:
    """``data`` is what the pieces give when joined."""

    __slots__ = ("data", "places")

    def __init__(self, frames: list[Frame] | tuple[Frame, ...], places: list[Place]) -> None:
        self.places = places
        self.data = b"".join(frames[number].data[start:end] for number, start, end in places)

    def cut(self, start: int, end: int | None = None) -> list[Place]:
        """Where the bytes ``start:end`` of ``data`` lie."""
        stop = len(self.data) if end is None else end
        found: list[Place] = []
        at = 0
        for number, first, last in self.places:
            size = last - first
            low, high = max(start - at, 0), min(stop - at, size)
            if low < high:
                found.append((number, first + low, first + high))
            at += size
        return found


class Inner(Frame):
    """A frame of another profile inside ``outer`` frames: its first byte is number ``begins`` of what their ``slices`` give."""

    outer: tuple[Frame, ...] = ()
    slices: Slices | None = None
    begins: int = 0


def outward(pdu: Pdu) -> None:
    """Tell a PDU that was made of inner frames in terms of the outer ones."""
    frames: list[Frame] = []
    payload: list[Place] = []
    for number, inner in enumerate(pdu.frames):
        assert isinstance(inner, Inner) and inner.slices is not None
        for at, low, high in pdu.payload:
            if at == number:
                cut = inner.slices.cut(inner.begins + low, inner.begins + high)
                payload += [(len(frames) + place, first, last) for place, first, last in cut]
        frames += inner.outer
    pdu.frames, pdu.payload = tuple(frames), tuple(payload)
