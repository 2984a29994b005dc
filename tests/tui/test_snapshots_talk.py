"""How findings, keys and the live bar look: three pictures that may only change on purpose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot

from analyzer.document import Document, open_document
from analyzer.keys import load_keys
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.bridge import Clock
from analyzer.tui.widgets.live_bar import LiveBar
from dissectors.security.key_ring import KeyRing
from tests.tui.test_live_bar import Played, started
from tests.tui.views import CAPTURES, settle, typed

SIZE = (120, 30)
Before = Callable[[Pilot[Any]], Awaitable[None]]


def after(app: DlmscopeApp, *keys: str, rows: int = 0) -> Before:
    """Everything there and looked at, then the keys; what is drawn now and then is drawn once more at the end."""

    async def before(pilot: Pilot[Any]) -> None:
        while app.document.count < rows:
            await pilot.pause(0.05)
        await settle(app, pilot)
        await typed(app, pilot, *keys)
        app.main.drain()
        await settle(app, pilot)
        app.main.drain()
        app.main.query_one(LiveBar).look()
        await settle(app, pilot)

    return before


def test_findings_look_the_same(snap_compare: Any) -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "made-malformed.pcap")), theme_name="dark", utc=True)
    assert snap_compare(app, terminal_size=SIZE, run_before=after(app, "4", "j"))


def test_keys_look_the_same(snap_compare: Any) -> None:
    entries = load_keys(CAPTURES / "made-key-roll.keys.toml")
    for entry in entries:
        entry.keys.pop("kek", None)  # so that what is handed over stays closed
        entry.origin = "keys.toml:1"
    document = open_document(str(CAPTURES / "made-key-roll.pcap"), KeyRing(entries))
    app = DlmscopeApp(document, theme_name="dark", utc=True)
    assert snap_compare(app, terminal_size=SIZE, run_before=after(app, "5", "G"))


def test_the_live_bar_looks_the_same(snap_compare: Any, tmp_path: Any) -> None:
    source = Played(lost=3)
    capture = started(source, tmp_path / "run.pcapng")
    source.more.set()
    assert source.given.wait(60)
    still = Clock(lambda: 1_700_000_000.0, lambda: 0.0)
    app = DlmscopeApp(Document(capture, KeyRing()), theme_name="dark", utc=True, clock=still)
    try:
        assert snap_compare(app, terminal_size=SIZE, run_before=after(app, "g", "G", "p", rows=115))
    finally:
        source.stop()
