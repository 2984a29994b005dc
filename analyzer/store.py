"""Random access to the bytes of any input: a file by mmap, everything else by a spool."""

from __future__ import annotations

import mmap
import os
import tempfile
import threading
from typing import IO, Protocol

MEMORY_LIMIT = 64 << 20  # bytes a spool keeps in memory before it goes to a temporary file


class Store(Protocol):
    """Bytes at an offset. ``read`` gives fewer bytes than asked for where the store ends."""

    def read(self, offset: int, length: int) -> bytes: ...

    @property
    def size(self) -> int: ...

    def close(self) -> None: ...


class FileStore:
    """A file, mapped into memory; empty files and files that shrink give short reads, and ``size`` what is left."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._file = open(path, "rb")  # noqa: SIM115 - closed by close()
        self._number = self._file.fileno()
        self.size = os.fstat(self._number).st_size
        self.map: mmap.mmap | None = None
        if self.size:
            self.map = mmap.mmap(self._number, self.size, access=mmap.ACCESS_READ)

    def read(self, offset: int, length: int) -> bytes:
        # Bytes of a map behind the end of the file fault: seeking costs 0.2 µs, a signal the whole program.
        if os.lseek(self._number, 0, os.SEEK_END) < self.size:
            self.size = os.fstat(self._number).st_size
        if self.map is None:
            return b""
        return self.map[offset : min(offset + length, self.size)]

    def changed(self) -> str:
        """What became of the file since it was opened: "shrunk", "replaced", "grown" or nothing."""
        return changed(self._number, self._path, len(self.map or b""))

    def close(self) -> None:
        if self.map is not None:
            self.map.close()
            self.map = None
        self._file.close()


class GrowingFile:
    """A file written in whole appends and read while it grows. A write that fails leaves nothing of itself behind.

    One thread appends; any thread reads.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = path
        self.size = 0
        self._out: IO[bytes] | None = open(path, "wb", buffering=0)  # noqa: SIM115 - closed by seal()
        self._in: IO[bytes] | None = open(path, "rb", buffering=0)  # noqa: SIM115
        self._lock = threading.Lock()  # one file position for all readers

    def append(self, data: bytes) -> int:
        """Add bytes at the end; the offset they begin at. Raises OSError."""
        out, offset = self._out, self.size
        if out is None:
            raise OSError("the file is closed")
        try:
            done = out.write(data)
            while done < len(data):
                done += out.write(data[done:])
        except OSError:
            out.seek(offset)
            out.truncate()
            raise
        self.size = offset + len(data)
        return offset

    def read(self, offset: int, length: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        try:
            with self._lock:
                if self._in is not None:
                    self._in.seek(offset)
                    return self._in.read(length)
            with open(self.path, "rb") as file:
                file.seek(offset)
                return file.read(length)
        except OSError:
            return b""  # somebody took the file away

    def seal(self) -> None:
        """Nothing more is written. Reading opens the file anew, so that many sealed files hold no handles."""
        with self._lock:
            for file in (self._out, self._in):
                if file is not None:
                    file.close()
            self._out = self._in = None

    def close(self) -> None:
        self.seal()


class FollowedFile:
    """A file that another program writes: ``size`` is asked anew each time. Any thread reads."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._file = open(path, "rb", buffering=0)  # noqa: SIM115 - closed by close()
        self._lock = threading.Lock()  # one file position for all readers
        self._largest = 0

    @property
    def size(self) -> int:
        if self._file.closed:
            return self._largest
        size = os.fstat(self._file.fileno()).st_size
        self._largest = max(self._largest, size)
        return size

    def changed(self) -> str:
        """ "shrunk" or "replaced" where what was read is no longer what stands under the name; else nothing."""
        return changed(self._file.fileno(), self._path, self._largest)

    def read(self, offset: int, length: int) -> bytes:
        with self._lock:
            self._file.seek(offset)
            return self._file.read(length)

    def close(self) -> None:
        self._file.close()


def changed(descriptor: int, path: str | os.PathLike[str], size: int) -> str:
    """What became of an open file of ``size`` bytes: "shrunk", "replaced", "grown" or nothing."""
    own = os.fstat(descriptor)
    if own.st_size < size:
        return "shrunk"
    try:
        named = os.stat(path)
    except OSError:
        return ""  # gone, but what was opened is still there
    if (named.st_dev, named.st_ino) != (own.st_dev, own.st_ino):
        return "replaced"
    return "grown" if own.st_size > size else ""


class SpoolStore:
    """Bytes appended as they come, readable at once, by any thread; in memory first, then in a temporary file."""

    def __init__(self, memory_limit: int = MEMORY_LIMIT) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=memory_limit)  # noqa: SIM115
        self._lock = threading.Lock()  # one file position for readers and the writer
        self.size = 0

    def append(self, data: bytes) -> int:
        """Add bytes at the end; the offset they begin at."""
        with self._lock:
            offset = self.size
            self._file.seek(offset)
            self._file.write(data)
            self.size = offset + len(data)
        return offset

    def read(self, offset: int, length: int) -> bytes:
        with self._lock:
            self._file.seek(offset)
            return self._file.read(length)

    def close(self) -> None:
        self._file.close()
