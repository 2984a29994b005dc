"""The classic pcap format: both byte orders, micro- and nanoseconds."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from analyzer.capture.record import Record
from analyzer.capture.stream import Input

# magic in file order -> (byte order, nanoseconds a unit of the fraction)
MAGICS: dict[bytes, tuple[str, int]] = {
    b"\xd4\xc3\xb2\xa1": ("<", 1000),
    b"\xa1\xb2\xc3\xd4": (">", 1000),
    b"\x4d\x3c\xb2\xa1": ("<", 1),
    b"\xa1\xb2\x3c\x4d": (">", 1),
    b"\x34\xcd\xb2\xa1": ("<", 1000),  # with 8 bytes more a record header
    b"\xa1\xb2\xcd\x34": (">", 1000),
}
_MODIFIED = (b"\x34\xcd\xb2\xa1", b"\xa1\xb2\xcd\x34")
_FILE_HEADER = 24
LARGEST_RECORD = 1 << 26


class PcapReader:
    """Records of a pcap file; ``notes`` says where it is cut short or damaged."""

    kind = "pcap"

    def __init__(self, data: Input) -> None:
        data.reaches(_FILE_HEADER)  # a stream may have given less so far
        head = data.read(0, _FILE_HEADER)
        order, self.unit = MAGICS[head[:4]]
        self.resolution = 9 if self.unit == 1 else 6
        self.notes: list[str] = []
        self.secrets: list[tuple[int, bytes]] = []
        self.comments: dict[int, str] = {}
        self.names: dict[tuple[int, int], str] = {}
        self.position = _FILE_HEADER
        self._data = data
        self._header = struct.Struct(order + ("4I8x" if head[:4] in _MODIFIED else "4I"))
        if len(head) < _FILE_HEADER:
            self.notes.append(f"cut short at byte {len(head)}: the file header wants {_FILE_HEADER} bytes")
            self.link_type = 1
        else:
            self.link_type = struct.unpack(order + "I", head[20:24])[0] & 0xFFFF

    def batches(self, size: int) -> Iterator[list[Record]]:
        """Lists of records, about ``size`` bytes of file each."""
        header_size = self._header.size
        unpack = self._header.unpack_from
        link_type, unit = self.link_type, self.unit
        no = 0
        while True:
            ended = self._data.ended  # asked first: what came before it is read now
            block = self._data.read(self.position, size)
            at, end = 0, len(block)
            records: list[Record] = []
            while at + header_size <= end:
                seconds, fraction, captured, original = unpack(block, at)
                stop = at + header_size + captured
                if stop > end:
                    if captured > LARGEST_RECORD:
                        self.notes.append(f"damaged at byte {self.position + at}: a record of {captured} bytes")
                        if records:
                            yield records
                        return
                    break
                no += 1
                start = at + header_size
                records.append(
                    Record(
                        no,
                        seconds * 1_000_000_000 + fraction * unit,
                        link_type,
                        self.position + start,
                        block[start:stop],
                        original,
                    )
                )
                at = stop
            self.position += at
            if records:
                yield records
                continue
            wanted = header_size + (unpack(block, 0)[2] if end >= header_size else 0)
            if not self._data.reaches(self.position + wanted):
                if not ended:
                    if not self._data.ended:
                        yield records
                    continue
                left = len(self._data.read(self.position, wanted))
                if left:
                    self.notes.append(f"cut short at byte {self.position}: a record wants {wanted} bytes, {left} left")
                return
            size = max(size, wanted)
