"""Between workers and the screen: growth, filters that follow it, keys, jobs that fail or are replaced."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analyzer.document import Document, open_document
from analyzer.filter import compile_filter
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.bridge import Bridge, Job
from analyzer.tui.views.messages import MessagesView
from dissectors.security.key_ring import KeyEntry
from tests.tui.views import CAPTURES, screen_text, settle, typed

PLAIN = "w-none-plain.pcap"


class Slow:
    """A capture whose batches come when they are let through: what a live one is to the document."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.go = threading.Semaphore(0)
        self.growing = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def batches(self, size: int = 0) -> Iterator[list[Any]]:
        records = [record for batch in self._inner.batches(1 << 20) for record in batch]
        while records:
            yield [records.pop(0)] if self.go.acquire(blocking=False) else []
        self.growing = False

    def progress(self) -> tuple[int, int | None]:
        return 0, None

    def wait(self, seconds: float) -> bool:
        time.sleep(min(seconds, 0.01))
        return False


def growing() -> tuple[Document, Slow]:
    inner = open_document(str(CAPTURES / PLAIN)).capture
    slow = Slow(inner)
    return Document(slow), slow  # type: ignore[arg-type]


async def grow(app: DlmscopeApp, slow: Slow, pilot: Any, records: int) -> None:
    """Let that many records through, and wait until the screen has taken them over."""
    before = app.document.engine.links.stats.records
    for _ in range(records):
        slow.go.release()
    until = time.monotonic() + 60
    while app.document.engine.links.stats.records < before + records and time.monotonic() < until:
        await pilot.pause(0.01)
    await settle(app, pilot)
    app.main.drain()
    await pilot.pause()


async def test_a_live_capture_is_followed_and_the_cursor_stays_when_one_looks_back() -> None:
    document, slow = growing()
    app = DlmscopeApp(document)
    async with app.run_test(size=(100, 30)) as pilot:
        await grow(app, slow, pilot, 20)
        view = app.main.view
        assert isinstance(view, MessagesView) and app.main.following.on
        assert view.selected_row() == document.count > 0
        await typed(app, pilot, "k", "k")
        stays = view.selected_row()
        before = document.count
        await grow(app, slow, pilot, 10)
        assert document.count > before
        assert view.selected_row() == stays and view.list.row_count() == document.count
        await typed(app, pilot, "F")
        assert view.selected_row() == document.count
        await grow(app, slow, pilot, 10)
        assert view.selected_row() == document.count


async def test_a_paused_view_stays_while_the_capture_goes_on() -> None:
    document, slow = growing()
    app = DlmscopeApp(document)
    async with app.run_test(size=(100, 30)) as pilot:
        await grow(app, slow, pilot, 20)
        await typed(app, pilot, "p")
        view = app.main.view
        assert isinstance(view, MessagesView)
        last = view.list.last
        await grow(app, slow, pilot, 20)
        assert view.list.last == last and document.count > last + 1
        await typed(app, pilot, "p")
        assert view.list.last == document.count - 1


async def test_cleared_rows_are_hidden_and_come_back() -> None:
    document, slow = growing()
    app = DlmscopeApp(document)
    async with app.run_test(size=(100, 30)) as pilot:
        await grow(app, slow, pilot, 20)
        hidden = document.count
        await typed(app, pilot, "D")
        assert not app.bridge.shown
        await grow(app, slow, pilot, 10)
        assert list(app.bridge.shown) == list(range(hidden + 1, document.count + 1))
        await typed(app, pilot, "R")
        assert len(app.bridge.shown) == document.count


async def test_a_filter_keeps_up_with_what_comes() -> None:
    document, slow = growing()
    app = DlmscopeApp(document, filter_text='service contains "response"')
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(4):
            await grow(app, slow, pilot, 15)
            wanted = [row for row in range(1, document.count + 1) if "response" in document.service(row)]
            assert list(app.bridge.shown) == wanted


async def test_keys_change_rows_in_place() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, *["j"] * 5)
        assert "closed: no-key" in screen_text(app)
        keys = {"guek": [bytes(range(16))], "gak": [bytes(range(0xD0, 0xE0))]}
        entries = [
            KeyEntry("lab", keys, bytes.fromhex("504C4D0000000001")),
            KeyEntry("lab", keys, b"GRX12345", sap=16),
        ]
        app.bridge.add_keys(entries, lambda _: app.main.reset_views())
        await settle(app, pilot)
        view = app.main.view
        assert isinstance(view, MessagesView) and view.selected_row() == 6
        assert "closed: no-key" not in screen_text(app) and "get-response-normal" in screen_text(app)


async def test_a_job_that_fails_is_a_line_and_the_program_goes_on() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / PLAIN)))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)

        def work(job: Job) -> None:
            raise OSError("the disk is full")

        app.bridge.run("saving", work, lambda _: None)
        await settle(app, pilot)
        assert "saving: the disk is full" in screen_text(app)
        assert len(app.log_lines) == 1 and "OSError" in app.log_lines[0]
        await typed(app, pilot, "j")
        assert app.is_running


async def test_a_newer_job_of_a_name_replaces_the_older() -> None:
    document = open_document(str(CAPTURES / PLAIN))
    bridge = Bridge(document, failed=lambda what, error: None)
    bridge.start()
    gate, results = threading.Event(), []
    first = bridge.run("tree", lambda job: gate.wait(5) and "old", results.append)
    bridge.run("tree", lambda job: "new", results.append)
    gate.set()
    await bridge.idle()
    assert first.cancelled and results == ["new"]
    bridge.close()


async def test_a_row_that_cannot_be_shown_says_so_and_the_others_go_on(monkeypatch: Any) -> None:
    from analyzer.tui.views import message_list

    def broken(document: Document, row: int) -> str:
        if row == 3:
            raise ValueError("[/]broken\x1b[2J")
        return str(row)

    monkeypatch.setitem(message_list.cells.TEXTS, "client", broken)
    app = DlmscopeApp(open_document(str(CAPTURES / PLAIN)))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)
        text = screen_text(app)
        assert "cannot show this: ValueError: [/]broken\\u001b[2J" in text and "\x1b" not in text
        assert sum("get-re" in line for line in text.splitlines()) > 5


async def test_the_file_that_changes_under_the_program_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "grows.pcap"
    data = (CAPTURES / PLAIN).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    opened = open_document(str(path))
    app = DlmscopeApp(opened, reopen=lambda: open_document(str(path)))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)
        rows = app.document.count
        path.write_bytes(data)
        app.main.following._looked -= 10
        app.main.drain()
        await pilot.pause()
        assert "R reads it again" in screen_text(app)
        await typed(app, pilot, "j", "j", "R")
        while not app.main.is_mounted or app.main.view is None:
            await pilot.pause(0.01)
        await settle(app, pilot)
        app.main.drain()
        await settle(app, pilot)
        assert app.document.count > rows and app.document is not opened
        view = app.main.view
        assert view is not None and view.selected_row() == 3


def test_steps_of_a_filter_are_arrays_of_row_numbers() -> None:
    document = open_document(str(CAPTURES / PLAIN)).load()
    found = array("I")
    for _, hits in compile_filter("no > 3").run(document, 1, document.count):
        found.extend(hits)
    assert list(found) == list(range(4, document.count + 1))
