"""A user marks messages, writes notes, saves them as pcapng and finds the note there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.state import Marks
from tests.tui.views import CAPTURES, screen_text, settle, typed


def said(app: DlmscopeApp) -> str:
    return " ".join(screen_text(app).split())


async def save_as(app: DlmscopeApp, pilot, what: str, form: int, path: Path) -> None:  # type: ignore[no-untyped-def]
    """Through the dialog: what to save, the ``form``-th format, the file."""
    await typed(app, pilot, "e")
    await typed(app, pilot, "shift+tab", *{"shown": "", "marked": "j", "all": "G"}[what])
    await typed(app, pilot, "tab", *"j" * form, "tab", "ctrl+u")
    await pilot.press(*str(path))
    await typed(app, pilot, "enter")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_marks_notes_exports_pcapng_and_finds_the_note_there(tmp_path: Path, size: tuple[int, int]) -> None:
    out = tmp_path / "found.pcapng"
    app = DlmscopeApp(open_document(str(CAPTURES / "h-low-plain.pcap")))
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, *"jjjjm")
        assert "message 5 marked" in said(app)
        await typed(app, pilot, *"jjM")
        await pilot.press(*"look: clock?")
        await typed(app, pilot, "enter")
        assert "note to message 7 kept" in said(app)
        await typed(app, pilot, "g", "'")
        assert "Marked messages" in said(app) and "look: clock?" in said(app)
        await typed(app, pilot, "down", "enter")
        assert app.main.view is not None and app.main.view.selected_row() == 7
        await save_as(app, pilot, "marked", 0, out)
        assert "2 messages saved in" in said(app), said(app)
        assert not app.log_lines
    again = open_document(str(out)).load()
    assert again.count == 2
    assert Marks(again).note(2) == "look: clock?"
    assert [again.frames(row)[0][1] for row in (1, 2)] == [app.document.frames(row)[0][1] for row in (5, 7)]
    if shutil.which("tshark"):
        fields = ["tshark", "-r", str(out), "-T", "fields", "-e", "frame.comment"]
        assert "look: clock?" in subprocess.run(fields, capture_output=True, text=True).stdout


async def test_marks_return_when_the_capture_is_opened_again() -> None:
    for keys, expected in (("jjm", []), ("", [3])):
        app = DlmscopeApp(open_document(str(CAPTURES / "h-low-plain.pcap")))
        async with app.run_test() as pilot:
            await settle(app, pilot)
            assert app.main.marks.rows == expected
            await typed(app, pilot, *keys)


async def test_a_file_is_replaced_only_when_asked_twice(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine")
    app = DlmscopeApp(open_document(str(CAPTURES / "h-low-plain.pcap")))
    async with app.run_test(size=(110, 36), notifications=True) as pilot:
        await settle(app, pilot)
        await save_as(app, pilot, "all", 2, path)
        assert "Enter again replaces it" in said(app) and path.read_text() == "mine"
        await typed(app, pilot, "escape")
        assert path.read_text() == "mine"
        await save_as(app, pilot, "all", 2, path)
        await typed(app, pilot, "enter")
        assert "115 messages saved" in said(app)
    assert len(path.read_text().splitlines()) == 115 and list(tmp_path.glob(".*.part")) == []


async def test_a_place_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "h-low-plain.pcap")))
    async with app.run_test(size=(110, 36), notifications=True) as pilot:
        await settle(app, pilot)
        await save_as(app, pilot, "all", 2, tmp_path / "nowhere" / "x.jsonl")
        assert "name a file in a folder that exists" in said(app)
        await typed(app, pilot, "escape", "1")
        assert app.main.number == 1
