"""A live source into a pipe, as pcapng: for programs that show packets themselves, such as Wireshark."""

from __future__ import annotations

import io
import threading
from typing import IO

from analyzer.capture import pcapng_writer
from analyzer.capture.live.source import Source


class Pipe:
    """A sink that writes on at once, to an unbuffered stream; a reader that is gone stops the source."""

    def __init__(self, out: io.FileIO, source: Source, talk: IO[str]) -> None:
        self._out = out
        self._source = source
        self._talk = talk
        self._units: list[int] = []  # nanoseconds a tick, of each interface
        self._pending: list[bytes] = []
        self._lock = threading.Lock()

    def interface(self, link_type: int, name: str, resolution: int = 6) -> int:
        if not self._units:
            self._pending.append(pcapng_writer.section())
        self._units.append(10 ** (9 - resolution))
        self._pending.append(pcapng_writer.interface(link_type, name, resolution))
        self.flush()
        return len(self._units) - 1

    def packet(
        self,
        interface: int,
        time: int | None,
        data: bytes,
        original_length: int = 0,
        direction: int | None = None,
        comment: str = "",
    ) -> None:
        ticks = pcapng_writer.now(time) // self._units[interface]
        block = pcapng_writer.packet(interface, ticks, data, original_length, direction, comment)
        with self._lock:
            self._pending.append(block)

    def flush(self) -> None:
        with self._lock:
            left = memoryview(b"".join(self._pending))
            self._pending = []
            try:
                while left:  # a signal may cut a write short
                    left = left[self._out.write(left) :]
            except (OSError, ValueError):  # whoever watched has ended
                self._source.stop()

    def head(self, block: bytes, begins_section: bool) -> None:
        self.blocks(block, 0)

    def blocks(self, data: bytes, packets: int) -> None:
        with self._lock:
            self._pending.append(data)
        self.flush()

    def say(self, text: str) -> None:
        print(text, file=self._talk, flush=True)
