"""Pictures of Messages, in which nothing may change by accident; README shows some of them.

``pytest tests/tui -k snapshots --snapshot-update`` draws them anew; look at the pictures before they are committed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp
from tests.tui.test_story_bytes_tree import ring
from tests.tui.views import CAPTURES, settle, typed

VALUE = ("j",) * 11
CASES: dict[str, tuple[str, tuple[int, int], str | None, tuple[str, ...]]] = {
    "messages": ("w-gmac-glo-authenc-s0.pcap", (120, 40), None, (*VALUE, "tab", "G")),
    "small": ("w-none-plain.pcap", (80, 24), None, VALUE),
    "light": ("h-info64-win1.pcap", (120, 40), "light", ("j", "j", "j", "tab", "tab", "l", "l", "l")),
    "mono": ("w-gmac-glo-authenc-s0.pcap", (120, 40), "mono", VALUE),
    "filter": ("w-none-plain.pcap", (120, 40), None, ("/", *"clas_id==3||ob")),
}


@pytest.mark.parametrize("name", CASES)
def test_snapshots(name: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> None:
    file, size, theme, keys = CASES[name]
    if theme == "mono":
        monkeypatch.setenv("NO_COLOR", "1")
        theme = None
    keyed = ring() if name in ("messages", "mono") and "glo" in file else None
    app = DlmscopeApp(open_document(str(CAPTURES / file), keyed), theme_name=theme)

    async def before(pilot: Any) -> None:
        await settle(app, pilot)
        await typed(app, pilot, *keys)
        app.main.filtering.bar.input.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)
