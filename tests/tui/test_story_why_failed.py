"""A user finds why a session failed."""

from __future__ import annotations

import pytest

from tests.tui.views import opened, screen_text, typed


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_finds_why_a_session_failed(size: tuple[int, int]) -> None:
    async with opened("w-badpassword.pcap", "2", size=size) as (app, pilot):
        text = " ".join(screen_text(app).split())
        assert "✗ refused" in text
        assert "Why #1 failed: the meter refused the secret sent with LLS" in text
        await typed(app, pilot, "enter", "G")
        assert "aare rejected-permanent" in " ".join(screen_text(app).split())
        await typed(app, pilot, "enter")
        assert app.main.number == 1
        assert app.main.view is not None and app.main.view.selected_row() == 2
