"""Where live bytes go first: a pcapng file, several in rotation, or a spool; all of it one store to read from."""

from __future__ import annotations

import struct
import time
from bisect import bisect_right
from pathlib import Path

from analyzer.capture import pcapng_writer
from analyzer.capture.pcapng import BYTE_ORDERS, PACKETS
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
        self.lost = 0  # packets that could be kept nowhere
        self.saved = 0  # packets in files
        self.size = 0
        self._rotate_size = rotate_size
        self._rotate_time = rotate_time
        self._heads: list[bytes] = []  # section and interfaces, which every file begins with
        self._parts: list[GrowingFile | SpoolStore] = []
        self._starts: list[int] = []
        self._begun = 0.0
        self._number = 1  # of the file of a rotation
        self._begin(self._next())

    def head(self, block: bytes, begins_section: bool) -> None:
        """Write a section or an interface, here and at the head of every file to come."""
        if begins_section:
            self._heads = []
        self._heads.append(block)
        try:
            self._write(block)
        except OSError as error:
            if isinstance(self._parts[-1], GrowingFile):
                self._fall_back(error)  # begins with all heads, this one too

    def append(self, blocks: bytes, packets: int = 0) -> None:
        """Write whole blocks, ``packets`` of which are packets."""
        while packets > 1 and self._rotate_size:
            end, inside = self._room(blocks)
            if end == len(blocks):
                break
            self._append(blocks[:end], inside)
            blocks, packets = blocks[end:], packets - inside
        self._append(blocks, packets)

    def _append(self, blocks: bytes, packets: int) -> None:
        part = self._parts[-1]
        if packets and isinstance(part, GrowingFile) and self._due(part):
            part = self._rotate(part)
        try:
            self._write(blocks)
        except OSError as error:
            if isinstance(part, SpoolStore):
                self.lost += packets
            else:
                self._fall_back(error)
                self._append(blocks, packets)
            return
        self.saved += packets if isinstance(part, GrowingFile) else 0

    def _room(self, blocks: bytes) -> tuple[int, int]:
        """Bytes of ``blocks`` up to the block with which the file has its size, and how many of them are packets."""
        part = self._parts[-1]
        order = BYTE_ORDERS[self._heads[0][8:12]] if self._heads else "<"
        due = isinstance(part, GrowingFile) and self._due(part)
        size = sum(map(len, self._heads)) if due else part.size
        at = packets = 0
        while at < len(blocks):
            code, length = struct.unpack_from(order + "II", blocks, at)
            at += length
            packets += code in PACKETS
            if size + at >= self._rotate_size:
                break
        return at, packets

    def read(self, offset: int, length: int) -> bytes:
        """Bytes at an offset; what lies in two files is read in two."""
        data = b""
        at = max(0, bisect_right(self._starts, offset) - 1)
        while len(data) < length and at < len(self._starts):
            found = self._parts[at].read(offset + len(data) - self._starts[at], length - len(data))
            if not found and self._parts[at].size > offset + len(data) - self._starts[at]:
                break  # the file was taken away
            data += found
            at += 1
        return data

    def seal(self) -> None:
        """Nothing more is written; reading goes on. A file into which nothing came is a capture all the same."""
        part = self._parts[-1]
        if not self._heads:
            self.head(pcapng_writer.section(), True)
        if isinstance(part, GrowingFile):
            part.seal()

    def close(self) -> None:
        for part in self._parts:
            part.close()

    def _write(self, blocks: bytes) -> None:
        part = self._parts[-1]
        part.append(blocks)
        self.size = self._starts[-1] + part.size

    def _next(self) -> GrowingFile | SpoolStore:
        if self.path is None:
            return SpoolStore()
        first = name = Path(self.path)
        while self.paths and (name == first or name.exists()):  # files of an earlier capture stay
            self._number += 1
            name = first.with_name(f"{first.stem}-{self._number:04d}{first.suffix}")
        file = GrowingFile(name)
        self.paths.append(str(name))
        return file

    def _begin(self, part: GrowingFile | SpoolStore) -> GrowingFile | SpoolStore:
        self._begun = time.monotonic()
        try:
            if self._heads:
                part.append(b"".join(self._heads))
        except OSError:
            part.close()
            raise
        # A reader looks for the start first: the part is there before it.
        self._parts.append(part)
        self._starts.append(self.size)
        self.size += part.size
        return part

    def _due(self, part: GrowingFile) -> bool:
        if self._rotate_size and part.size >= self._rotate_size:
            return True
        return bool(self._rotate_time) and time.monotonic() - self._begun >= self._rotate_time

    def _rotate(self, part: GrowingFile) -> GrowingFile | SpoolStore:
        try:
            fresh = self._begin(self._next())
        except OSError as error:
            return self._fall_back(error)
        part.seal()
        return fresh

    def _fall_back(self, error: OSError) -> GrowingFile | SpoolStore:
        self.trouble = (
            f"{self.paths[-1]}: {error.strerror or error}; what it holds is kept, the rest is shown but not saved"
        )
        return self._begin(SpoolStore())
