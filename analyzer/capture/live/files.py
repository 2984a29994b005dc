"""Where live bytes go first: a pcapng file, several in rotation, or a spool; all of it one store to read from."""

from __future__ import annotations

import time
from bisect import bisect_right
from pathlib import Path

from analyzer.capture import pcapng_writer
from analyzer.store import GrowingFile, SpoolStore


class Files:
    """A growing pcapng capture. Offsets run on through all files of a rotation; each file opens by itself.

    When a file can no longer be written (disk full), it keeps its whole blocks, ``trouble`` says why, and what comes
    is kept in a spool for the screen only. ``append`` is for one thread at a time, ``read`` for any.
    """

    def __init__(self, path: str | None = None, rotate_size: int = 0, rotate_time: float = 0.0) -> None:
        """``rotate_size`` in bytes and ``rotate_time`` in seconds begin the next file; 0 never. Raises OSError."""
        self.path = path
        self.paths: list[str] = []
        self.trouble = ""
        self.lost = 0  # blocks that could be kept nowhere
        self.saved = 0  # packets in files
        self._rotate_size = rotate_size
        self._rotate_time = rotate_time
        self._interfaces: list[bytes] = []
        self._parts: list[GrowingFile | SpoolStore] = []
        self._starts: list[int] = []
        self._begun = 0.0
        self.size = 0
        self._begin(self._next())

    def add_interface(self, block: bytes) -> int:
        """Write an interface block, here and at the head of every file to come; its number."""
        self._interfaces.append(block)
        self.append(block)
        return len(self._interfaces) - 1

    def append(self, block: bytes, packet: bool = False) -> int:
        """Write one whole block; the offset where it begins."""
        part = self._parts[-1]
        if packet and isinstance(part, GrowingFile) and self._due(part):
            self._rotate(part)
            part = self._parts[-1]
        try:
            offset = self._starts[-1] + part.append(block)
            self.saved += packet and isinstance(part, GrowingFile)
        except OSError as error:
            if isinstance(part, SpoolStore):
                self.lost += 1
                return self.size
            self._fall_back(error)
            return self.append(block, packet)
        self.size = self._starts[-1] + part.size
        return offset

    def read(self, offset: int, length: int) -> bytes:
        at = bisect_right(self._starts, offset) - 1
        return self._parts[at].read(offset - self._starts[at], length) if at >= 0 else b""

    def seal(self) -> None:
        """Nothing more is written; reading goes on."""
        part = self._parts[-1]
        if isinstance(part, GrowingFile):
            part.seal()

    def close(self) -> None:
        for part in self._parts:
            part.close()

    def _next(self) -> GrowingFile | SpoolStore:
        if self.path is None:
            return SpoolStore()
        name = Path(self.path)
        if self.paths:
            name = name.with_name(f"{name.stem}-{len(self.paths) + 1:04d}{name.suffix}")
        file = GrowingFile(name)
        self.paths.append(str(name))
        return file

    def _begin(self, part: GrowingFile | SpoolStore) -> None:
        self._begun = time.monotonic()
        try:
            head = pcapng_writer.section() + b"".join(self._interfaces)
            part.append(head)
        except OSError:
            part.close()
            raise
        # A reader looks for the start first: the part is there before it.
        self._parts.append(part)
        self._starts.append(self.size)
        self.size += part.size

    def _due(self, part: GrowingFile) -> bool:
        if self._rotate_size and part.size >= self._rotate_size:
            return True
        return bool(self._rotate_time) and time.monotonic() - self._begun >= self._rotate_time

    def _rotate(self, part: GrowingFile) -> None:
        try:
            self._begin(self._next())
        except OSError as error:
            self._fall_back(error)
        part.seal()

    def _fall_back(self, error: OSError) -> None:
        self.trouble = (
            f"{self.paths[-1]}: {error.strerror or error}; what it holds is kept, the rest is shown but not saved"
        )
        self._begin(SpoolStore())
