"""Random access to the bytes of any input: a file by mmap, everything else by a spool."""

from __future__ import annotations

import mmap
import os
import tempfile
from typing import IO, Protocol

_CHECK_EVERY = 0xFF  # reads between two looks at whether the file has shrunk, less one
MEMORY_LIMIT = 64 << 20  # bytes a spool keeps in memory before it goes to a temporary file


class Store(Protocol):
    """Bytes at an offset. ``read`` gives fewer bytes than asked for where the store ends."""

    def read(self, offset: int, length: int) -> bytes: ...

    @property
    def size(self) -> int: ...

    def close(self) -> None: ...


class FileStore:
    """A file, mapped into memory; empty files and files that have shrunk give short reads, never a fault."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._file = open(path, "rb")  # noqa: SIM115 - closed by close()
        self.size = os.fstat(self._file.fileno()).st_size
        self._reads = 0
        self.map: mmap.mmap | None = None
        if self.size:
            self.map = mmap.mmap(self._file.fileno(), self.size, access=mmap.ACCESS_READ)

    def read(self, offset: int, length: int) -> bytes:
        self._reads += 1
        if not self._reads & _CHECK_EVERY and os.fstat(self._file.fileno()).st_size < self.size:
            self.map = None  # a shrunk map faults on access
        if self.map is None:
            self._file.seek(offset)
            return self._file.read(length)
        return self.map[offset : offset + length]

    def close(self) -> None:
        if self.map is not None:
            self.map.close()
            self.map = None
        self._file.close()


class SpoolStore:
    """Bytes appended as they come, readable at once; in memory first, then in a temporary file."""

    def __init__(self, memory_limit: int = MEMORY_LIMIT) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=memory_limit)  # noqa: SIM115
        self.size = 0

    def append(self, data: bytes) -> int:
        """Add bytes at the end; the offset they begin at."""
        offset = self.size
        self._file.seek(offset)
        self._file.write(data)
        self.size = offset + len(data)
        return offset

    def read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def close(self) -> None:
        self._file.close()
