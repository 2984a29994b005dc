"""A key that was typed in is nowhere: not on the screen, in copies, pictures, files, logs, histories, nor after a crash."""

from __future__ import annotations

import base64
import io
import os
import secrets
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from analyzer.document import open_document
from analyzer.export.save import FORMS, WITH_KEYS, save
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.dialogs.key_form import KeyForm, SecretInput
from tests.tui.views import screen_text, settle, typed

TITLE = bytes.fromhex("4D4D4D0000BC614E")


def ciphered(folder: Path, guek: str, gak: str) -> Path:
    """A hex log of general-glo-ciphering under random keys, which nothing but the keys can hold."""
    lines = []
    for counter in range(1, 12):
        control = b"\x30"  # suite 0, authenticated and encrypted
        invocation = counter.to_bytes(4, "big")
        plain = bytes.fromhex("C4 01 C1 00 06") + (1000 + counter).to_bytes(4, "big")
        sealed = AESGCM(bytes.fromhex(guek)).encrypt(TITLE + invocation, plain, control + bytes.fromhex(gak))
        content = control + invocation + sealed[:-4]  # a tag of 12 bytes
        lines.append((b"\xdb\x08" + TITLE + bytes((len(content),)) + content).hex(" "))
    path = folder / "lab.hex"
    path.write_text("\n".join(lines) + "\n")
    return path


def traces(key: str) -> list[bytes]:
    """How a key might show itself: hex in either case, spaced, grouped, in Base64, as it is, as Python writes bytes."""
    raw = bytes.fromhex(key)
    spaced = raw.hex(" ")
    return [
        key.lower().encode(), key.upper().encode(), spaced.encode(), spaced.upper().encode(), raw.hex(":").encode(),
        raw.hex(" ", 2).encode(), base64.b64encode(raw), raw, repr(raw)[2:-1].encode(), str(list(raw))[1:-1].encode(),
    ]  # fmt: skip


def assert_clean(where: str, data: bytes, keys: tuple[str, ...]) -> None:
    for key in keys:
        for trace in traces(key):
            assert trace not in data, f"a key shows in {where}"


async def enter_keys(app: DlmscopeApp, pilot: Any, guek: str, gak: str) -> None:
    await typed(app, pilot, "5", "i")
    await pilot.press(*guek, "tab", *gak)
    await pilot.pause(0.3)
    await settle(app, pilot)


@pytest.mark.parametrize("right", [True, False])
async def test_a_typed_key_shows_nowhere(right: bool, tmp_path: Path, own_folders: Path) -> None:
    guek, gak = keys = (secrets.token_hex(16), secrets.token_hex(16))
    copied: list[str] = []
    out, err = io.StringIO(), io.StringIO()
    capture = ciphered(tmp_path, *(keys if right else (secrets.token_hex(16), secrets.token_hex(16))))
    app = DlmscopeApp(open_document(str(capture)))
    app.copy_to_clipboard = copied.append  # type: ignore[method-assign]
    with redirect_stdout(out), redirect_stderr(err):
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await settle(app, pilot)
            await enter_keys(app, pilot, guek, gak)
            form = app.screen
            assert isinstance(form, KeyForm)
            seen = [screen_text(app), app.export_screenshot(), repr(form), repr(list(form.query("*"))), str(form.tree)]
            for entry in form.query(SecretInput):  # a field that holds a key gives no copy
                entry.focus()
                entry.select_all()
                entry.action_copy()
                entry.action_cut()
                assert entry.id not in ("guek", "gak") or entry.value
            await typed(app, pilot, "enter")
            if app.screen is form:  # keys that open nothing want it twice
                await typed(app, pilot, "enter")
            assert app.document.closed(1) is not right
            walk = (
                "w",
                "escape",
                "1",
                *"jjjj",
                "y",
                "t",
                "y",
                "h",
                "w",
                "escape",
                "2",
                "3",
                "4",
                "6",
                "?",
                "escape",
                ":",
                "escape",
            )
            for key in (*walk, "1", "/"):
                await typed(app, pilot, key)
                seen += [screen_text(app)]
            await pilot.press(
                *f"pdu contains {guek}", "enter"
            )  # the user's own typing shows, and is remembered nowhere
            await settle(app, pilot)
            assert app.document.ring is not None and len(app.document.ring.entries) == 1
            seen += [repr(app.log_lines), repr(app.document.ring), repr(vars(app.document.ring))]
            await typed(app, pilot, "escape")
    for number, text in enumerate([*seen, *copied, out.getvalue(), err.getvalue()]):
        assert_clean(f"text {number}", text.encode("utf-8", "replace"), keys)
    rows = range(1, app.document.count + 1)
    for name in FORMS:
        if name != WITH_KEYS:
            save(app.document, rows, name, tmp_path / f"saved-{name}")
    for folder, _, names in os.walk(own_folders):
        for each in names:
            assert_clean(each, (Path(folder) / each).read_bytes(), keys)


async def test_a_crash_tells_no_key(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    guek, gak = secrets.token_hex(16), secrets.token_hex(16)
    app = DlmscopeApp(open_document(str(ciphered(tmp_path, guek, gak))))

    def crash() -> None:
        form, value = app.screen, app.screen.query_one("#guek").value  # type: ignore[attr-defined]
        raise RuntimeError(f"{len(value)} characters in {form!r}")

    with pytest.raises(RuntimeError):
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(app, pilot)
            await enter_keys(app, pilot, guek, gak)
            app.call_later(crash)
            await pilot.pause()
    told = capsys.readouterr()
    report = "".join(app.console.render_str(str(each)).plain for each in app._exit_renderables)
    for text in (told.out, told.err, report, repr(app.log_lines)):
        assert_clean("the report of a crash", text.encode(), (guek, gak))
