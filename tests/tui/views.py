"""How tests open the program on a capture."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.dom import DOMNode
from textual.pilot import Pilot

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp

LONGEST = 5.0  # seconds
SHORT = 0.1  # seconds that a key rests before something follows it
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
    """Wait until all that was set going is through: workers, the screen's look at what they brought, short timers."""
    for _ in range(2):
        await app.bridge.idle()
        await pilot.pause()
        end = time.monotonic() + LONGEST
        while (_looks(app) or any(map(_rests, app.screen.walk_children(with_self=True)))) and time.monotonic() < end:
            await asyncio.sleep(0.005)


def _looks(app: DlmscopeApp) -> bool:
    """Whether the screen has yet to look at what has come."""
    main, bridge = app.main, app.bridge
    return main._seen != (bridge.count, len(bridge.shown), bridge.complete) and not main.following.paused


def _rests(node: DOMNode) -> bool:
    """Whether something there waits for the keys to rest."""
    return any(
        timer._repeat == 0 and timer._interval < SHORT and timer._task is not None and not timer._task.done()
        for timer in node._timers
        if timer._active.is_set()
    )


def screen_text(app: DlmscopeApp) -> str:
    """What the terminal shows, as text."""
    width = app.size.width
    return "\n".join(
        "".join(segment.text for segment in strip)[:width] for strip in app.screen._compositor.render_strips()
    )
