"""Ladders, bars and plots where the terminal has no Unicode, or no colour."""

from __future__ import annotations

import pytest

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.ascii import in_letters
from analyzer.tui.settings import Settings
from tests.tui.views import CAPTURES, screen_text, settle, typed

WALKS = [
    ("made-losses.pcap", ("2", "enter", "v", "v"), ("snrm", "no answer to 7 for 2.4 s", "12.5 s")),
    ("made-losses.pcap", ("2", "enter", "v"), ("slowest", "p95")),
    ("made-profile.pcap", ("3", "G", "enter", "v"), ("3000 ", "Active power import (+P)", "18:00")),
    ("h-low-plain.pcap", ("6", "v", "v", "v", "v"), ("messages/s",)),
]


@pytest.mark.parametrize(("name", "keys", "texts"), WALKS)
async def test_nothing_is_lost_without_unicode(name: str, keys: tuple[str, ...], texts: tuple[str, ...]) -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / name)), settings=Settings(ascii=True))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(app, pilot)
        for key in keys:
            await typed(app, pilot, key)
            await pilot.pause(0.06)
            await settle(app, pilot)
        shown = in_letters(screen_text(app))
        assert all(text in shown for text in texts)
        assert not any("\u2800" <= char <= "\u28ff" for char in screen_text(app))
        assert "?" not in shown.replace("? Help", "")


async def test_series_differ_without_colour() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "made-profile.pcap")), theme_name="mono")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(app, pilot)
        for key in ("3", "G", "enter", "v"):
            await typed(app, pilot, key)
            await pilot.pause(0.06)
            await settle(app, pilot)
        assert screen_text(app).count("•") > 5
