"""One record of a capture: what was seen at one moment on one interface."""

from __future__ import annotations

# Link types of inputs that are no packet captures; those of packet captures are the registered numbers, from 0.
LINK_HEX = -1  # one line of a hex log
LINK_SERIAL = -2  # raw bytes of a serial line
USER0 = 147  # by convention, where packets of a serial line are to be written


class Record:
    """``time`` is in nanoseconds since the epoch or None; ``offset`` is where ``data`` begins in the store.

    ``direction`` is 0 for bytes sent by the client (TX), 1 for those it received, None where the input does not say.
    """

    __slots__ = ("comment", "data", "direction", "interface", "length", "link_type", "no", "offset", "original_length",
                 "time")  # fmt: skip

    def __init__(
        self,
        no: int,
        time: int | None,
        link_type: int,
        offset: int,
        data: bytes,
        original_length: int = 0,
        interface: int = 0,
        direction: int | None = None,
        comment: str | None = None,
    ) -> None:
        self.no = no
        self.time = time
        self.link_type = link_type
        self.offset = offset
        self.data = data
        self.length = len(data)
        self.original_length = original_length or len(data)
        self.interface = interface
        self.direction = direction
        self.comment = comment
