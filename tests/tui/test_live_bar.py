"""The live bar: what a capture does, loses and keeps, in whatever room there is."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.source import LiveError, Sink
from analyzer.capture.open import open_capture
from analyzer.document import Document
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.bridge import Clock
from analyzer.tui.widgets.live_bar import View, fitting, parts_of, size_text
from dissectors.security.key_ring import KeyRing
from tests.tui.views import CAPTURES, screen_text


class Played:
    """A source that gives the packets of a recorded session when it is told to."""

    name = "eth0"

    def __init__(self, name: str = "h-low-plain.pcap", fault: str = "", lost: int = 0) -> None:
        self.records = [each for batch in open_capture(str(CAPTURES / name)).batches() for each in batch]
        self.fault, self.lost = fault, lost
        self.given = threading.Event()
        self.more = threading.Event()
        self._end = threading.Event()

    def open(self) -> None:
        """Nothing to open."""

    def run(self, sink: Sink) -> None:
        number = sink.interface(self.records[0].link_type, self.name)
        self.more.wait(60)
        for record in self.records:
            sink.packet(number, record.time, record.data)
        sink.flush()
        self.given.set()
        if self.fault:
            raise LiveError(self.fault)
        self._end.wait(20)

    def stop(self) -> None:
        self._end.set()
        self.more.set()

    def dropped(self) -> int:
        return self.lost


def started(source: Played, path: Path | None = None) -> LiveCapture:
    capture = LiveCapture(source, Files(str(path) if path else None))
    capture.start()
    return capture


def line(capture: LiveCapture, view: View = View(), rate: float = 12, width: int = 200) -> str:  # noqa: B008
    return "  ".join(part.text for part in fitting(parts_of(capture, rate, view), width))


def test_a_capture_that_runs_says_what_it_sees_loses_and_keeps(tmp_path: Path) -> None:
    source = Played(lost=3)
    capture = started(source, tmp_path / "run.pcapng")
    source.more.set()
    assert source.given.wait(60)
    text = line(capture, View(following=True))
    seen = len(source.records)
    assert text.startswith("● REC  eth0  12/s") and f"seen {seen}" in text and "dropped 3 by the system" in text
    assert "→ run.pcapng" in text and "F following" in text
    paused = line(capture, View(paused=True, new=1204))
    assert paused.startswith("‖ PAUSED view, capture running") and "+1 204 new" in paused and "p resumes" in paused
    capture.stop()
    capture._thread.join(10)
    text = line(capture)
    assert text.startswith(f"■ STOPPED  {seen} saved in") and "run.pcapng" in text
    capture.close()


def test_a_capture_without_a_file_says_how_to_keep_it() -> None:
    source = Played()
    capture = started(source)
    source.more.set()
    assert source.given.wait(60)
    assert "in no file: e saves it" in line(capture)
    capture.close()


def test_a_source_that_is_gone_says_why_and_what_is_kept(tmp_path: Path) -> None:
    source = Played(fault="eth0 is gone: plug it in again")
    capture = started(source, tmp_path / "run.pcapng")
    source.more.set()
    capture._thread.join(10)
    text = line(capture)
    assert text.startswith("✗  eth0 is gone") and "saved in" in text and "E starts another" in text
    capture.close()


def test_what_matters_most_stays_where_there_is_little_room(tmp_path: Path) -> None:
    source = Played(lost=1)
    capture = started(source, tmp_path / "a-rather-long-name-of-a-capture.pcapng")
    for width in range(10, 200):
        kept = [part.text for part in fitting(parts_of(capture, 1, View()), width)]
        assert kept[0] == "● REC"
        assert len(kept) == 1 or sum(len(text) + 2 for text in kept) <= width
        if width > 45:
            assert "dropped 1 by the system" in kept
    source.stop()
    capture.close()


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (81_000_000, "81 MB"), (2e12, "2000 GB")]
)
def test_sizes_read_well(size: float, text: str) -> None:
    assert size_text(size) == text


def test_a_file_that_lies_there_needs_no_bar() -> None:
    assert parts_of(open_capture(str(CAPTURES / "h-low-plain.pcap")), 0, View()) == []


async def test_watches_live_stops_and_the_file_is_kept(tmp_path: Path) -> None:
    source = Played()
    capture = started(source, tmp_path / "run.pcapng")
    app = DlmscopeApp(Document(capture, KeyRing()), clock=Clock())
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause(0.2)
        assert "● REC" in screen_text(app)
        source.more.set()
        for _ in range(100):
            await pilot.pause(0.05)
            if app.document.count >= 115:
                break
        await pilot.pause(0.7)
        assert app.document.count == 115 and "seen" in screen_text(app)
        assert app.main.view is not None and app.main.view.selected_row() == 115  # follows from the start
        await pilot.press("E")
        capture._thread.join(10)
        await pilot.pause(0.7)
        assert "■ STOPPED" in screen_text(app)
        assert not app.log_lines
    assert open_capture(str(tmp_path / "run.pcapng"))
    assert sum(len(batch) for batch in open_capture(str(tmp_path / "run.pcapng")).batches()) == len(source.records)


async def test_leaving_an_unsaved_capture_is_asked_once() -> None:
    source = Played()
    capture = started(source)
    source.more.set()
    assert source.given.wait(60)
    app = DlmscopeApp(Document(capture, KeyRing()))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running and "e saves it" in screen_text(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0 and not app.is_running
    source.stop()
