"""Opening whatever holds a capture: found out by its bytes, the name's ending is only a hint."""

from __future__ import annotations

import gzip
import math
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from analyzer.capture.hexlog import HexLogReader, looks_like_hex
from analyzer.capture.pcap import MAGICS, PcapReader
from analyzer.capture.pcapng import MAGIC as PCAPNG_MAGIC
from analyzer.capture.pcapng import PcapngReader
from analyzer.capture.record import Record
from analyzer.capture.serial_log import SerialLogReader, looks_like_serial
from analyzer.capture.stream import GrowingInput, Input, StoreInput, StreamInput
from analyzer.store import FileStore, FollowedFile, SpoolStore, Store

BATCH = 1 << 16  # bytes of file a batch of records takes
SAMPLE = 4096
GZIP_MAGIC = b"\x1f\x8b"


class CaptureError(ValueError):
    """The input is no capture, or cannot be read; the text is one line for people."""


class Reader(Protocol):
    kind: str
    notes: list[str]
    secrets: list[tuple[int, bytes]]
    comments: dict[int, str]
    names: dict[tuple[int, int], str]
    position: int
    resolution: int

    def batches(self, size: int) -> Iterator[list[Record]]: ...


class Capture:
    """An open input: ``batches`` gives its records once, ``store`` their bytes for as long as it is open.

    ``fresh`` makes another reader of the same input; ``growing`` is the input of a capture that is still written to.
    """

    def __init__(
        self,
        name: str,
        store: Store,
        reader: Reader,
        total: int | None,
        fresh: Callable[[], Reader],
        growing: GrowingInput | None = None,
    ) -> None:
        self.name = name
        self.store = store
        self._reader = reader
        self._total = total
        self._fresh = fresh
        self._growing = growing
        self.patience = math.inf  # seconds without anything new after which one that grows has ended

    @property
    def kind(self) -> str:
        """pcap, pcapng, hex or serial."""
        return self._reader.kind

    @property
    def notes(self) -> list[str]:
        """What is wrong with the input, so far."""
        return self._reader.notes

    @property
    def secrets(self) -> list[tuple[int, bytes]]:
        """Decryption secrets blocks met so far: (type, bytes)."""
        return self._reader.secrets

    @property
    def comments(self) -> dict[int, str]:
        """What people noted on packets, so far, by the number of the record."""
        return self._reader.comments

    @property
    def names(self) -> dict[tuple[int, int], str]:
        """What interfaces are called, so far, by (number, link type)."""
        return self._reader.names

    @property
    def resolution(self) -> int:
        """Digits of a second that the capture's times have."""
        return self._reader.resolution

    def batches(self, size: int = BATCH) -> Iterator[list[Record]]:
        """The records, about ``size`` bytes of file a batch. One that grows yields empty batches while nothing comes."""
        last = time.monotonic()
        for batch in self._reader.batches(size):
            if batch:
                last = time.monotonic()
            elif self._growing is not None:
                if (what := self.changed()) in ("shrunk", "replaced"):
                    self._growing.end()
                    self.notes.append(f"the file was {what} while it was read: open it again to see what it holds now")
                elif time.monotonic() - last > self.patience:
                    self._growing.end()
            yield batch

    def again(self, size: int = BATCH) -> Iterator[list[Record]]:
        """The records once more from the first one, as many as there are by now. Their offsets may not be the store's."""
        return self._fresh().batches(size)

    def changed(self) -> str:
        """What became of the file since it was opened: "shrunk", "replaced", "grown" or nothing."""
        store = self.store
        return store.changed() if isinstance(store, FileStore | FollowedFile) else ""

    @property
    def growing(self) -> bool:
        """Whether more may come."""
        return self._growing is not None and not self._growing.ended

    @property
    def behind(self) -> int:
        """Bytes that are there and were not read yet."""
        return max(0, self._backing_size() - self._reader.position)

    def wait(self, seconds: float) -> bool:
        """Sleep until more may have come, at most ``seconds``; whether it has."""
        until = time.monotonic() + seconds
        before = self.behind
        while self.growing and self.behind <= before and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.05))
        return self.behind > before

    def stop(self) -> None:
        """A capture that grows ends with what is there by now."""
        if self._growing is not None:
            self._growing.end()

    def progress(self) -> tuple[int, int | None]:
        """Bytes read, and bytes in all where that is known."""
        return self._reader.position, self._total

    def close(self) -> None:
        self.store.close()

    def _backing_size(self) -> int:
        return self._growing.size if self._growing is not None else self.store.size


def open_capture(
    path: str | os.PathLike[str], stdin: BinaryIO | None = None, follow: bool = False, patience: float = math.inf
) -> Capture:
    """Open a file, or standard input for ``-``. Raises CaptureError with one line that names the file and the way out.

    With ``follow`` the end of a file is not the end of the capture: what is appended to it comes too, until ``stop`` or
    until nothing came for ``patience`` seconds.
    """
    name = os.fspath(path)
    if name == "-":
        return _from_stream("standard input", stdin or sys.stdin.buffer)
    try:
        if os.path.isdir(name):
            raise CaptureError(f"{name}: is a folder; give a capture file")
        with open(name, "rb") as file:
            head = file.read(2)
        if head == GZIP_MAGIC:
            return _from_gzip(name)
        if follow:
            followed = FollowedFile(name)
            capture = _choose(name, GrowingInput(followed), followed, None)
            capture.patience = patience
            return capture
        store = FileStore(name)
    except OSError as error:
        raise CaptureError(f"{name}: cannot be read: {error.strerror or error}") from error
    return _choose(name, StoreInput(store), store, store.size)


def being_written(path: str | os.PathLike[str], seconds: float = 2.0) -> bool:
    """Whether a file changed so lately that somebody may still be writing it."""
    try:
        return time.time() - os.stat(path).st_mtime < seconds
    except OSError:
        return False


def _from_stream(name: str, stream: BinaryIO) -> Capture:
    spool = SpoolStore()
    source = StreamInput(stream, spool)
    if source.read(0, 2) == GZIP_MAGIC:
        source.reaches(1 << 62)
        return _unzipped(name, zlib.decompressobj(31), spool.read(0, spool.size))
    source.reaches(4)
    return _choose(name, source, spool, None)


def _unzipped(name: str, inflate: zlib._Decompress, data: bytes) -> Capture:
    spool = SpoolStore()
    try:
        spool.append(inflate.decompress(data))
    except zlib.error as error:
        raise CaptureError(f"{name}: damaged gzip data: {error}") from error
    return _choose(name, StoreInput(spool), spool, spool.size)


def _from_gzip(name: str) -> Capture:
    spool = SpoolStore()
    note = ""
    with gzip.open(name, "rb") as file:
        try:
            while data := file.read(1 << 20):
                spool.append(data)
        except (OSError, EOFError, zlib.error) as error:
            note = f"cut short inside the gzip data: {error}"
    capture = _choose(name, StoreInput(spool), spool, spool.size)
    if note:
        capture.notes.append(note)
    return capture


def _choose(name: str, source: Input, store: Store, total: int | None) -> Capture:
    """The capture that ``source`` is by its first bytes; ``store`` holds the same bytes."""
    sample = source.read(0, SAMPLE)
    if not sample:
        raise CaptureError(f"{name}: is empty")
    growing = source if isinstance(source, GrowingInput) else None
    make: Callable[[Input], Reader]
    if sample[:4] in MAGICS:
        make = PcapReader
    elif sample[:4] == PCAPNG_MAGIC:
        make = PcapngReader
    elif looks_like_hex(sample):
        spool = SpoolStore()

        def fresh() -> Reader:
            return HexLogReader(StoreInput(store), SpoolStore())

        return Capture(name, spool, HexLogReader(source, spool), total, fresh, growing)
    elif looks_like_serial(sample):
        make = SerialLogReader
    else:
        raise CaptureError(
            f"{name}: not a capture: neither pcap, pcapng, a hex log nor bytes of a serial line; "
            "for a single message use `dlmscope decode HEX`"
        )
    return Capture(name, store, make(source), total, lambda: make(StoreInput(store)), growing)
