"""Opening whatever holds a capture: found out by its bytes, the name's ending is only a hint."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from analyzer.capture.hexlog import HexLogReader, looks_like_hex
from analyzer.capture.pcap import MAGICS, PcapReader
from analyzer.capture.pcapng import MAGIC as PCAPNG_MAGIC
from analyzer.capture.pcapng import PcapngReader
from analyzer.capture.record import Record
from analyzer.capture.serial_log import SerialLogReader, looks_like_serial
from analyzer.capture.stream import Input, StoreInput, StreamInput
from analyzer.store import FileStore, SpoolStore, Store

BATCH = 1 << 16  # bytes of file a batch of records takes
SAMPLE = 4096
GZIP_MAGIC = b"\x1f\x8b"


class CaptureError(ValueError):
    """The input is no capture, or cannot be read; the text is one line for people."""


class Reader(Protocol):
    kind: str
    notes: list[str]
    secrets: list[tuple[int, bytes]]
    position: int
    resolution: int

    def batches(self, size: int) -> Iterator[list[Record]]: ...


class Capture:
    """An open input: ``batches`` gives its records once, ``store`` their bytes for as long as it is open."""

    def __init__(self, name: str, store: Store, reader: Reader, total: int | None) -> None:
        self.name = name
        self.store = store
        self._reader = reader
        self._total = total

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
    def resolution(self) -> int:
        """Digits of a second that the capture's times have."""
        return self._reader.resolution

    def batches(self, size: int = BATCH) -> Iterator[list[Record]]:
        return self._reader.batches(size)

    def progress(self) -> tuple[int, int | None]:
        """Bytes read, and bytes in all where that is known."""
        return self._reader.position, self._total

    def close(self) -> None:
        self.store.close()


def open_capture(path: str | os.PathLike[str], stdin: BinaryIO | None = None) -> Capture:
    """Open a file, or standard input for ``-``. Raises CaptureError with one line that names the file and the way out."""
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
        store = FileStore(name)
    except OSError as error:
        raise CaptureError(f"{name}: cannot be read: {error.strerror or error}") from error
    return _choose(name, StoreInput(store), store, store.size)


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
    sample = source.read(0, SAMPLE)
    if not sample:
        raise CaptureError(f"{name}: is empty")
    reader: Reader
    if sample[:4] in MAGICS:
        reader = PcapReader(source)
    elif sample[:4] == PCAPNG_MAGIC:
        reader = PcapngReader(source)
    elif looks_like_hex(sample):
        spool = SpoolStore()
        return Capture(name, spool, HexLogReader(source, spool), total)
    elif looks_like_serial(sample):
        reader = SerialLogReader(source)
    else:
        raise CaptureError(
            f"{name}: not a capture: neither pcap, pcapng, a hex log nor bytes of a serial line; "
            "for a single message use `dlmscope decode HEX`"
        )
    return Capture(name, store, reader, total)
