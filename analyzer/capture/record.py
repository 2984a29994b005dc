"""One record of a capture: what was seen at one moment on one interface."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

# Link types of inputs that are no packet captures; those of packet captures are the registered numbers, from 0.
LINK_HEX = -1  # one line of a hex log
LINK_SERIAL = -2  # raw bytes of a serial line
USER0 = 147  # by convention, where packets of a serial line are to be written


class Record(msgspec.Struct, eq=False, gc=False):
    """``time`` is in nanoseconds since the epoch or None; ``offset`` is where ``data`` begins in the store.

    ``on_wire`` is the length on the wire, 0 where the input does not say. ``direction`` is 0 for bytes sent by the client
    (TX), 1 for those it received, None where the input does not say.
    """

    no: int
    time: int | None
    link_type: int
    offset: int
    data: bytes
    on_wire: int = 0
    interface: int = 0
    direction: int | None = None
    comment: str | None = None

    @property
    def original_length(self) -> int:
        """Bytes that the capture may have cut ``data`` from."""
        return self.on_wire or len(self.data)

    def bare(self) -> Record:
        """The record without its bytes, for what waits: they stay in the store."""
        return replace(self, data=b"")

    def __repr__(self) -> str:
        return f"<Record {self.no} of {len(self.data)} bytes>"
