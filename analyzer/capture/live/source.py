"""What every live source is, and what it may call: the sink that writes before anything else looks."""

from __future__ import annotations

from typing import Protocol


class LiveError(Exception):
    """A source cannot be opened, or is gone; the text is one line for people that says what to do."""


class Sink(Protocol):
    """Takes what a source sees; never raises. A source gives packets, or blocks of a pcapng stream, not both."""

    def interface(self, link_type: int, name: str, resolution: int = 6) -> int:
        """Make an interface known; its number."""
        ...

    def packet(
        self,
        interface: int,
        time: int | None,
        data: bytes,
        original_length: int = 0,
        direction: int | None = None,
        comment: str = "",
    ) -> None:
        """Bytes seen at one moment (nanoseconds since the epoch, None for now). They wait until ``flush``."""
        ...

    def flush(self) -> None:
        """Write what waits: to be called when nothing more is at hand."""
        ...

    def head(self, block: bytes, begins_section: bool) -> None:
        """A section or interface block as another program wrote it."""
        ...

    def blocks(self, data: bytes, packets: int) -> None:
        """Any number of whole blocks as another program wrote them, ``packets`` of them packets. Written at once."""
        ...

    def say(self, text: str) -> None:
        """One line for people: something went wrong that does not end the capture."""
        ...


class Source(Protocol):
    """``open`` raises LiveError before anything runs; ``run`` works in a thread of its own until it ends, ``stop`` is
    called from another, or LiveError says why it cannot go on."""

    name: str

    def open(self) -> None: ...

    def run(self, sink: Sink) -> None: ...

    def stop(self) -> None: ...

    def dropped(self) -> int:
        """Packets that the system lost before we saw them, as far as it tells."""
        ...
