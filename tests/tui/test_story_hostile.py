"""A user opens a capture that was made to hurt, walks through everything, and nothing of it reaches the terminal."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.keys import load_keys
from analyzer.tui.app import DlmscopeApp
from dissectors.security.key_ring import KeyRing
from tests.tui.hostile import key_file, make
from tests.tui.views import screen_text, settle, typed

HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
WALK = (
    *"jjjjw", "escape", *"GkaM", "x", "enter", "'", "escape", "tab", *"jjjl", "tab", "v", "v",
    "2", *"jw", "escape", "enter", "3", *"jjj",
    "enter", "v", "4", *"jjvvvw", "escape", "5", *"jw", "escape", "i", "escape", "6", "v", "v", "1", "y", "escape", "f", "escape",
    "e", "escape", "?", "escape", ":", "o", "escape", "O", "escape", "ctrl+g", "5", "enter",
)  # fmt: skip


def hostile(text: str) -> list[str]:
    return sorted({f"U+{ord(char):04X}" for char in text if char != "\n" and unicodedata.category(char) in HIDDEN})


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_nothing_of_a_hostile_capture_reaches_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    document = open_document(str(make(tmp_path)), KeyRing(load_keys(key_file(tmp_path))))
    app = DlmscopeApp(document)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(app, pilot)
        assert app.document.count > 90
        for key in WALK:
            await typed(app, pilot, key)
            assert not hostile(screen_text(app)), (key, hostile(screen_text(app)))
        assert not app.log_lines, list(app.log_lines)
        assert app.is_running


def test_no_escape_of_a_hostile_capture_is_written_to_a_real_terminal(tmp_path: Path) -> None:
    path = make(tmp_path)
    key_file(tmp_path)
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40", XDG_STATE_HOME=str(tmp_path / "state"))
        os.execv(sys.executable, [sys.executable, "-m", "analyzer", "ui", str(path)])
    output = b""

    def take(seconds: float) -> bytes:
        found, until = b"", time.monotonic() + seconds
        while time.monotonic() < until:
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    found += os.read(terminal, 65536)
                except OSError:
                    break
        return found

    try:
        until = time.monotonic() + 30
        while b"Messages" not in output and time.monotonic() < until:
            output += take(0.3)
        for keys in (b"jjjj", b"w", b"\x1b", b"2", b"3", b"4", b"5", b"1", b"?", b"\x1b", b"G"):
            os.write(terminal, keys)
            output += take(0.3)
        os.write(terminal, b"\x03")
        output += take(2)
    finally:
        os.close(terminal)
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, output[-2000:]
    assert b"PWNED" in output  # what it says is shown, made harmless
    for raw in (b"\x1b]0;PWN", b"\x1b[31mPWNED", b"\x1b]52", "\u202e".encode(), "\u200b".encode(), b"\x9b2J"):
        assert raw not in output
