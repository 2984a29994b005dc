"""What comes through a stream, handed on as it comes: pcapng block by block, pcap, hex logs, bytes of a serial line."""

from __future__ import annotations

import struct
from collections.abc import Callable

from analyzer.capture.hexlog import HexLogReader, looks_like_hex
from analyzer.capture.live.framer import Framer
from analyzer.capture.live.source import LiveError, Sink
from analyzer.capture.open import GZIP_MAGIC, SAMPLE
from analyzer.capture.pcap import MAGICS, PcapReader
from analyzer.capture.pcapng import BYTE_ORDERS, INTERFACE, LARGEST_BLOCK, MAGIC, PACKETS, SECTION
from analyzer.capture.record import USER0
from analyzer.capture.serial_log import looks_like_serial
from analyzer.capture.stream import CHUNK
from analyzer.store import SpoolStore

_UNKNOWN_LENGTH = b"\xff" * 8
Forward = Callable[["Window", Sink, str, Callable[[], bool]], None]


class Window:
    """A stream as a reader's input: what lies before the place read last is forgotten."""

    def __init__(self, read_some: Callable[[int], bytes], head: bytes = b"") -> None:
        self._read_some = read_some
        self._data = bytearray(head)
        self._start = 0
        self.ended = False

    def reaches(self, size: int) -> bool:
        while not self.ended and self._start + len(self._data) < size:
            try:
                data = self._read_some(CHUNK)
            except (OSError, ValueError):  # closed under our hands: stopped
                data = b""
            if data:
                self._data += data
            else:
                self.ended = True
        return self._start + len(self._data) >= size

    def read(self, offset: int, length: int) -> bytes:
        self.reaches(offset + 1)
        if offset > self._start:
            del self._data[: offset - self._start]
            self._start = offset
        return bytes(self._data[:length])


def forward(window: Window, sink: Sink, name: str, stopped: Callable[[], bool]) -> None:
    """Read a capture as it comes and hand on what it holds; LiveError where it is none."""
    head = window.read(0, 4)
    if head == MAGIC:
        _blocks(window, sink, name, stopped)
    elif head in MAGICS:
        _records(window, sink, name, stopped)
    elif head[:2] == GZIP_MAGIC:
        raise LiveError(f"{name}: is compressed; unpack it on the way (zcat FILE | dlmscope live -)")
    else:
        take = _log_of(window)
        if take is None:
            raise LiveError(f"{name}: neither pcap, pcapng, a hex log nor bytes of a serial line")
        take(window, sink, name, stopped)


def _records(window: Window, sink: Sink, name: str, stopped: Callable[[], bool]) -> None:
    """A pcap stream, packet by packet."""
    reader = PcapReader(window)
    number = sink.interface(reader.link_type, name, reader.resolution)
    for records in reader.batches(CHUNK):
        for record in records:
            sink.packet(number, record.time, record.data, record.original_length)
        sink.flush()
        if stopped():
            return
    for note in reader.notes:
        sink.say(f"{name}: {note}")


def _log_of(window: Window) -> Forward | None:
    """What takes a stream that is text or raw bytes: found out as soon as its bytes tell; None where they never do."""
    while True:
        sample = window.read(0, SAMPLE)
        if looks_like_serial(sample):
            return _line
        if (b"\n" in sample or window.ended) and looks_like_hex(sample):
            return _hex_log
        if len(sample) >= SAMPLE or not window.reaches(len(sample) + 1):
            return None


def _hex_log(window: Window, sink: Sink, name: str, stopped: Callable[[], bool]) -> None:
    """A hex log, line by line; one without times is as new as it comes."""
    reader = HexLogReader(window, SpoolStore())
    number = sink.interface(USER0, name)
    for records in reader.batches(CHUNK):
        for record in records:
            sink.packet(number, record.time, record.data, direction=record.direction)
        sink.flush()
        if stopped():
            return
    for note in reader.notes:
        sink.say(f"{name}: {note}")


def _line(window: Window, sink: Sink, name: str, stopped: Callable[[], bool]) -> None:
    """Raw bytes of a serial line, frame by frame."""
    framer, position = Framer(), 0
    number = sink.interface(USER0, name)
    while not stopped() and (data := window.read(position, CHUNK)):
        position += len(data)
        for unit in framer.feed(data):
            sink.packet(number, None, unit)
        sink.flush()
    for unit in framer.gap():
        sink.packet(number, None, unit)


def _blocks(window: Window, sink: Sink, name: str, stopped: Callable[[], bool]) -> None:
    """A pcapng stream, passed on block by block as it is: nothing is lost, whatever its blocks say."""
    order, position, size = "<", 0, CHUNK
    while not stopped():
        data = window.read(position, size)
        at = begun = packets = 0
        wanted = 12
        while at + 12 <= len(data):
            if data[at : at + 4] == MAGIC:
                order = BYTE_ORDERS.get(data[at + 8 : at + 12], order)
            code, length = struct.unpack_from(order + "II", data, at)
            if length < 12 or length % 4 or length > LARGEST_BLOCK:
                sink.blocks(data[begun:at], packets)
                raise LiveError(f"{name}: damaged at byte {position + at}: a block of {length} bytes")
            if at + length > len(data):
                wanted = length
                break
            if code in (SECTION, INTERFACE):
                sink.blocks(data[begun:at], packets)
                block = data[at : at + length]
                if code == SECTION:
                    block = block[:16] + _UNKNOWN_LENGTH + block[24:]  # it may end up in several files
                sink.head(block, code == SECTION)
                begun, packets = at + length, 0
            elif code in PACKETS:
                packets += 1
            at += length
        if at > begun:
            sink.blocks(data[begun:at], packets)
        position += at
        size = max(CHUNK, wanted)
        if not at and not window.reaches(position + wanted):
            if data:
                sink.say(f"{name}: cut short at byte {position}: a block wants {wanted} bytes, {len(data)} left")
            return
