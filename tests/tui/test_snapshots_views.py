"""How sessions and objects look: four pictures that may only change on purpose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp
from tests.tui.views import CAPTURES, settle, typed

Before = Callable[[Pilot[Any]], Awaitable[None]]


def application(name: str) -> DlmscopeApp:
    return DlmscopeApp(open_document(str(CAPTURES / name)), theme_name="dark", utc=True)


def after(app: DlmscopeApp, *keys: str) -> Before:
    """Everything indexed, then the keys; a pause where the cursor must rest before an object is read."""

    async def before(pilot: Pilot[Any]) -> None:
        await settle(app, pilot)
        for key in keys:
            await typed(app, pilot, key)
            await pilot.pause(0.06)
            await settle(app, pilot)

    return before


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        pytest.param("made-losses.pcap", ("2", "enter", *"jjjjjjj"), (120, 30), id="ladder"),
        pytest.param("made-profile.pcap", ("3", "G", "enter", *"jjj"), (120, 30), id="profile-table"),
        pytest.param("made-profile.pcap", ("3", "G", "enter", "v", *["left"] * 14), (120, 30), id="plot"),
        pytest.param("h-low-plain.pcap", ("2",), (160, 50), id="sessions-160x50"),
    ],
)
def test_looks_the_same(snap_compare: Any, name: str, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = application(name)
    assert snap_compare(app, terminal_size=size, run_before=after(app, *keys))
