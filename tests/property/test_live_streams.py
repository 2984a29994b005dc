"""Live streams: however a capture is cut on its way, and whatever it holds, what comes out is what went in, or a clear end."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.capture import pcapng_writer
from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.source import LiveError, Sink
from analyzer.capture.live.streams import Window, forward
from analyzer.capture.open import open_capture
from analyzer.document import Document
from analyzer.export.pcapng import pieces

CAPTURES = Path(__file__).parents[2] / "captures"
STREAMS = ("pcap", "pcapng")
PCAP = (CAPTURES / "w-push-plain.pcap").read_bytes()
PCAPNG = b"".join(pieces(Document(open_capture(CAPTURES / "w-push-plain.pcap")).load(), notes={1: "a note"}))


class Stream:
    """A stream that gives its bytes in pieces of given sizes, over and over."""

    name = "stream"

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self._file = io.BytesIO(data)
        self._sizes = sizes
        self._count = 0

    def open(self) -> None:
        pass

    def run(self, sink: Sink) -> None:
        window = Window(self._read)
        window.reaches(4)
        forward(window, sink, self.name, lambda: False)

    def stop(self) -> None:
        pass

    def dropped(self) -> int:
        return 0

    def _read(self, size: int) -> bytes:
        self._count += 1
        return self._file.read(min(size, self._sizes[self._count % len(self._sizes)]))


def through(data: bytes, sizes: list[int]) -> tuple[list[tuple[int | None, bytes, int, str | None]], LiveCapture]:
    """Records that come out of a live capture of a stream."""
    capture = LiveCapture(Stream(data, sizes), Files())
    capture.start()
    found = []
    until = time.monotonic() + 60
    for batch in capture.batches():
        found += [(each.time, each.data, each.link_type, each.comment) for each in batch]
        assert time.monotonic() < until
        if not batch:
            capture.wait(0.01)
    capture.close()
    return found, capture


def directly(path: Path) -> list[tuple[int | None, bytes, int, str | None]]:
    return [
        (each.time, each.data, each.link_type, each.comment) for batch in open_capture(path).batches() for each in batch
    ]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STREAMS), st.lists(st.integers(1, 5000), min_size=1, max_size=20))
def test_cuts_do_not_matter(form: str, sizes: list[int]) -> None:
    data = {"pcap": PCAP, "pcapng": PCAPNG}[form]
    found, capture = through(data, sizes)
    wanted = directly(CAPTURES / "w-push-plain.pcap")
    assert [each[:3] for each in found] == [each[:3] for each in wanted]
    assert (form == "pcapng") == any(each[3] for each in found)
    assert not capture.failed and not capture.notes


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(STREAMS), st.integers(0, 4000), st.binary(min_size=1, max_size=8), st.booleans())
def test_damage_ends_clearly_and_keeps_what_came_before(form: str, at: int, junk: bytes, cut: bool) -> None:
    data = {"pcap": PCAP, "pcapng": PCAPNG}[form]
    at %= len(data)
    damaged = data[:at] + (b"" if cut else junk + data[at + len(junk) :])
    found, capture = through(damaged, [997])
    assert len(found) <= len(directly(CAPTURES / "w-push-plain.pcap")) + 50
    assert capture.ended
    assert "Error" not in capture.state or capture.failed
    if capture.failed:
        assert "Traceback" not in capture.state and "Error:" not in capture.state


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_what_is_no_capture_is_said(junk: bytes) -> None:
    sink = LiveCapture(Stream(b"", [1]), Files())
    window = Window(io.BytesIO(b"no hex \xff" + junk.replace(b"\x7e", b"").replace(b"\xdb", b"")).read)
    with pytest.raises(LiveError, match="neither pcap, pcapng"):
        forward(window, sink, "pipe", lambda: False)


@pytest.mark.parametrize("size", [65_000, 70_000, 300_000])
def test_a_packet_larger_than_a_read_comes_through(size: int) -> None:
    data = bytes(size)
    head = pcapng_writer.section() + pcapng_writer.interface(1)
    small = pcapng_writer.packet(0, 1, b"small")
    found, capture = through(head + small + pcapng_writer.packet(0, 2, data) + small, [100_000])
    assert [each[1] for each in found] == [b"small", data, b"small"] and not capture.notes


@pytest.mark.parametrize("sizes", [[1], [7, 100], [5000]])
@pytest.mark.parametrize("form", ["hex", "serial"])
def test_logs_come_through_a_pipe_too(form: str, sizes: list[int]) -> None:
    log = CAPTURES / "made-serial.hex"
    lines = directly(log)
    data = log.read_bytes() if form == "hex" else b"".join(each[1] for each in lines)
    found, capture = through(data, sizes)
    assert b"".join(each[1] for each in found) == b"".join(each[1] for each in lines)
    assert len(found) == len(lines) or form == "serial"
    assert {each[2] for each in found} == {147} and not capture.failed
