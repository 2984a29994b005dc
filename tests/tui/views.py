"""How tests open the program on a capture."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp

CAPTURES = Path(__file__).parents[2] / "captures"


@asynccontextmanager
async def opened(
    name: str, *keys: str, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[DlmscopeApp, Pilot[int]]]:
    """The program on a capture of captures/, everything indexed, after the keys."""
    app = DlmscopeApp(open_document(str(CAPTURES / name)))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, *keys)
        yield app, pilot
        assert not app.log_lines, app.log_lines


async def typed(app: DlmscopeApp, pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press("space" if key == " " else key)
        await settle(app, pilot)


async def settle(app: DlmscopeApp, pilot: Pilot[int]) -> None:
    await app.bridge.idle()
    await pilot.pause()
    await app.bridge.idle()
    await pilot.pause()


def screen_text(app: DlmscopeApp) -> str:
    """What the terminal shows, as text."""
    width = app.size.width
    return "\n".join(
        "".join(segment.text for segment in strip)[:width] for strip in app.screen._compositor.render_strips()
    )
