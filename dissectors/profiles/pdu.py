"""What a profile makes of bytes: frames, and the PDUs they carry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec


class Note(NamedTuple):
    """A remark on a PDU; ``code`` is stable, its severity stands in the catalogue of findings."""

    code: str
    text: str


class LinkParameters(NamedTuple):
    """What two HDLC stations agreed on: longest information field and window (frames), each way."""

    information_to_server: int
    information_to_client: int
    window_to_server: int
    window_to_client: int


class Frame(msgspec.Struct, eq=False, gc=False):
    """A frame as it stood on the line: ``start:end`` of this direction's byte stream. ``fault`` is None for a good one,
    else "fcs", "truncated" or "checksum"; ``noise`` counts the bytes before it that are no frame."""

    data: bytes
    start: int
    fault: str | None = None
    noise: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.data)

    def __repr__(self) -> str:
        return f"<Frame {self.start}:{self.end} {self.fault or 'good'}>"


FRAME_COST = 256  # bytes of memory that a frame takes beside its own


def weight(frames: Iterable[Frame]) -> int:
    """Bytes of memory, about, of frames that are held."""
    return sum(len(frame.data) + FRAME_COST for frame in frames)


class Pdu(msgspec.Struct, eq=False, gc=False):
    """One APDU as the link carried it, or one link frame that carries none.

    ``kind`` is "apdu" or the frame's name (snrm, ua, …). ``data`` is the APDU, segments joined, LLC and gateway prefix
    removed; ``payload`` says where its bytes lie: (index of the frame, start, end). ``client`` and ``server`` are SAPs
    (upper HDLC addresses, wPorts, LSAPs), ``physical`` the lower HDLC address, ``gateway`` (network id, device address).
    """

    profile: str
    kind: str
    direction: int
    frames: tuple[Frame, ...]
    data: bytes = b""
    payload: tuple[tuple[int, int, int], ...] = ()
    sender: str | None = None
    client: int | None = None
    server: int | None = None
    physical: int | None = None
    gateway: tuple[int, bytes] | None = None
    notes: tuple[Note, ...] = ()
    control: int | None = None
    link: LinkParameters | None = None  # of the frame that settles them

    def __repr__(self) -> str:
        return f"<Pdu {self.profile} {self.kind} {self.sender} {self.client}/{self.server} {len(self.data)} bytes>"


def frame_notes(frame: Frame) -> tuple[Note, ...]:
    """What there is to say of a frame that is not good, or that noise stands before."""
    found: list[Note] = []
    if frame.noise:
        found.append(Note("noise", f"{frame.noise} bytes before the frame belong to none"))
    if frame.fault is not None:
        found.append(_FAULTS[frame.fault])
    return tuple(found)


_FAULTS = {
    "fcs": Note("fcs-wrong", "frame check sequence is wrong"),
    "checksum": Note("checksum-wrong", "checksum is wrong"),
    "truncated": Note("frame-truncated", "the frame is cut short"),
}
