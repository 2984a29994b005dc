"""Raw bytes of a serial line, as a terminal program or a logger saved them."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.capture.record import LINK_SERIAL, Record
from analyzer.capture.stream import Input
from dissectors.profiles.auto import line_profile

RECORD_SIZE = 4096
_STARTS = (b"\x7e\xa0", b"\x7e\xa8", b"\xdb\x08", b"\xe6\xe6\x00", b"\xe6\xe7\x00")


class SerialLogReader:
    """Records of at most 4096 bytes, without times: the log has none."""

    kind = "serial"
    resolution = 6

    def __init__(self, data: Input) -> None:
        self.notes: list[str] = []
        self.secrets: list[tuple[int, bytes]] = []
        self.comments: dict[int, str] = {}
        self.names: dict[tuple[int, int], str] = {}
        self.position = 0
        self._data = data

    def batches(self, size: int) -> Iterator[list[Record]]:
        del size
        no = 0
        while True:
            ended = self._data.ended  # asked first: what came before it is read now
            data = self._data.read(self.position, RECORD_SIZE)
            if data:
                no += 1
                yield [Record(no, None, LINK_SERIAL, self.position, data)]
                self.position += len(data)
            elif ended:
                return
            else:
                yield []


def looks_like_serial(sample: bytes) -> bool:
    """Whether frames of a meter's serial line stand in the sample, or one begins it."""
    return sample.startswith(_STARTS) or line_profile(sample) is not None
