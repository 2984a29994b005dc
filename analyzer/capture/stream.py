"""Where readers read from: a store, or a stream that is spooled into one as it is read."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from analyzer.store import SpoolStore, Store

CHUNK = 1 << 16


class Input(Protocol):
    """Bytes at an offset, as many as are there; ``reaches`` waits for more and says whether they came.

    ``ended``: no more will come. A reader that finds nothing where more may come yields an empty batch.
    """

    @property
    def ended(self) -> bool: ...

    def read(self, offset: int, length: int) -> bytes: ...

    def reaches(self, size: int) -> bool: ...


class StoreInput:
    """A store whose bytes are all there."""

    ended = True

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read = store.read

    def reaches(self, size: int) -> bool:
        return self._store.size >= size


class StreamInput:
    """A stream read on demand into a spool: what came once can be read again, and is decoded as it arrives."""

    def __init__(self, stream: BinaryIO, spool: SpoolStore) -> None:
        self._read_some = getattr(stream, "read1", stream.read)
        self._spool = spool
        self.ended = False  # at the end of the stream

    def reaches(self, size: int) -> bool:
        while not self.ended and self._spool.size < size:
            data = self._read_some(CHUNK)
            if data:
                self._spool.append(data)
            else:
                self.ended = True
        return self._spool.size >= size

    def read(self, offset: int, length: int) -> bytes:
        self.reaches(offset + 1)
        return self._spool.read(offset, length)


class GrowingInput:
    """A store that others write: ``reaches`` never waits; ``end`` tells that nothing follows."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read = store.read
        self.ended = False

    @property
    def size(self) -> int:
        return self._store.size

    def end(self) -> None:
        self.ended = True

    def reaches(self, size: int) -> bool:
        return self._store.size >= size
