"""A user plots a load profile and jumps to the message behind a point."""

from __future__ import annotations

import pytest

from analyzer.tui.views.objects import ObjectsView
from tests.tui.views import opened, screen_text, settle, typed


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_plots_a_profile_and_jumps_to_the_message(size: tuple[int, int]) -> None:
    async with opened("made-profile.pcap", "3", "G", size=size) as (app, pilot):
        await pilot.pause(0.06)
        await typed(app, pilot, "enter", "v")
        text = screen_text(app)
        assert "2025-01-02, 15 min, 8 rows not read" in text
        assert "Active power import (+P)" in text and "00:00" in text and "18:00" in text
        view = app.main.view
        assert isinstance(view, ObjectsView) and view.plot.has_focus
        while view.plot.cursor > 74:
            await pilot.press("left")
        await settle(app, pilot)
        assert "message 14, row " in screen_text(app)
        await typed(app, pilot, "i", "i")
        assert view.plot.x.size < 24 * 3600 / 3
        await typed(app, pilot, "o", "0")
        assert view.plot.x.size > 23 * 3600
        await typed(app, pilot, "c")
        assert "V  Voltage L1" in screen_text(app)
        await typed(app, pilot, "enter")
        assert app.main.number == 1 and app.main.view is not None and app.main.view.selected_row() == 14


async def test_plots_with_the_mouse() -> None:
    async with opened("made-profile.pcap", "3", "G") as (app, pilot):
        await pilot.pause(0.06)
        await typed(app, pilot, "enter", "v")
        view = app.main.view
        assert isinstance(view, ObjectsView)
        await pilot.click(view.plot, offset=(20, 8))
        await settle(app, pilot)
        first = view.plot.cursor
        assert 0 < first < 40
        await pilot.mouse_down(view.plot, offset=(15, 8))
        await pilot.hover(view.plot, offset=(30, 8))
        await pilot.mouse_up(view.plot, offset=(30, 8))
        assert view.plot.x.size < 12 * 3600
        await pilot.click(view.plot, offset=(30, 8), times=2)
        await settle(app, pilot)
        assert app.main.number == 1
