"""A user adds the missing key and sees rows open."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.keys import load_keys
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.dialogs.key_form import KeyForm, judge
from analyzer.tui.views.keys import KeysView
from tests.tui.views import CAPTURES, screen_text, settle, typed

GUEK = "000102030405060708090A0B0C0D0E0F"
GAK = "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"


def said(app: DlmscopeApp) -> str:
    return " ".join(screen_text(app).split())


async def type_in(app: DlmscopeApp, pilot, text: str) -> None:  # type: ignore[no-untyped-def]
    await pilot.press(*text)
    await pilot.pause(0.3)  # the trial waits for the hand to rest
    await settle(app, pilot)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_adds_the_missing_key_and_sees_rows_open(size: tuple[int, int]) -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "h-gmac-gded-s0.pcap")))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, *"jjjjjjj")
        row = app.main.view.selected_row()  # type: ignore[union-attr]
        assert row is not None and app.document.closed(row)
        await typed(app, pilot, "w")
        assert "press 5, then i" in said(app)
        await typed(app, pilot, "escape", "5")
        assert "73 without a key" in said(app)
        await typed(app, pilot, "i")
        assert isinstance(app.screen, KeyForm) and "504C4D0000000001" in said(app)
        await type_in(app, pilot, GUEK[:-2])
        assert "15 of 16 bytes" in said(app)
        await type_in(app, pilot, GUEK[-2:])
        assert "16 bytes ✓" in said(app) and "opens 73 of 73 closed messages, none verified (no gak)" in said(app)
        await typed(app, pilot, "tab")
        await type_in(app, pilot, GAK)
        assert "opens 73 of 73 closed messages, all verified" in said(app)
        await typed(app, pilot, "enter")
        assert isinstance(app.main.view, KeysView) and "73 verified" in said(app)
        await typed(app, pilot, "1")
        assert app.main.view is not None and app.main.view.selected_row() == row
        assert not app.document.closed(row)
        assert "closed" not in said(app)
        assert not app.log_lines


async def test_a_wrong_key_says_so_before_it_is_taken_and_can_be_taken_back() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, "5", "i")
        await type_in(app, pilot, GAK)
        assert "opens none of 71 closed messages" in said(app)
        await typed(app, pilot, "enter")
        assert isinstance(app.screen, KeyForm) and "Enter again takes the keys all the same" in said(app)
        await typed(app, pilot, "enter")
        assert "71 not opened by the keys at hand" in said(app)
        await typed(app, pilot, "g", "delete")
        assert "Take this key back?" in said(app)
        await typed(app, pilot, "y")
        assert "71 without a key" in said(app)


async def test_saves_the_key_only_when_ticked_for_the_user_alone(tmp_path: Path) -> None:
    capture = tmp_path / "lab.pcap"
    shutil.copy(CAPTURES / "w-gmac-glo-authenc-s0.pcap", capture)
    for ticked in (False, True):
        app = DlmscopeApp(open_document(str(capture)))
        async with app.run_test(size=(110, 30)) as pilot:
            await settle(app, pilot)
            await typed(app, pilot, "5", "i")
            await type_in(app, pilot, GUEK)
            for _ in range(5):
                await pilot.press("tab")
            if ticked:
                await pilot.press("space")
            await pilot.press("shift+tab")
            await typed(app, pilot, "enter")
            assert "71 not verified" in said(app)
        assert (tmp_path / "keys.toml").exists() is ticked
    (entry,) = load_keys(tmp_path / "keys.toml")
    assert entry.system_title == bytes.fromhex("504C4D0000000001") and list(entry.keys) == ["guek"]
    assert stat.S_IMODE(os.stat(tmp_path / "keys.toml").st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "text", "says", "tone"),
    [
        ("guek", "", "", ""),
        ("guek", "00 11", "… 2 of 16 bytes", ""),
        ("guek", "0:0-1", "… 1.5 of 16 bytes", ""),
        ("guek", GUEK, "16 bytes ✓", "ok"),
        ("guek", GUEK + "00", "… 17 of 32 bytes", ""),
        ("gak", GUEK + GUEK, "32 bytes ✓", "ok"),
        ("gak", GUEK + GUEK + "00", "✗ 33 bytes, wants 16 or 32", "error"),
        ("guek", "xy", "✗ not hex", "error"),
        ("system_title", "4D4D4D0000BC614E", "8 bytes ✓", "ok"),
        ("system_title", "4D4D4D0000BC614E00", "✗ 9 bytes, wants 8", "error"),
        ("password_text", "größe", "7 bytes", "ok"),
        ("meter", "anything", "", ""),
    ],
)
def test_what_is_typed_is_judged_at_every_stroke(name: str, text: str, says: str, tone: str) -> None:
    assert judge(name, text) == (says, tone)


async def test_a_capture_that_stays_closed_says_so_and_names_the_way_out() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)
        await pilot.pause(0.2)
        await settle(app, pilot)
        assert "71 of 71 protected messages stay closed: press 5, then i" in said(app)
