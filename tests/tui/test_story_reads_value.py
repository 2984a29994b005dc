"""A user opens a capture, reads what the meter said, and copies it. First at 120x36, then at 80x24 by keyboard only."""

from __future__ import annotations

import pytest

from tests.tui.views import opened, screen_text, typed


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_opens_and_reads_a_value(size: tuple[int, int]) -> None:
    async with opened("w-none-plain.pcap", size=size) as (app, pilot):
        assert "w-none-plain.pcap" in screen_text(app).splitlines()[0]
        await typed(app, pilot, *["j"] * 11)
        selected = next(line for line in screen_text(app).splitlines() if line.startswith("▌"))
        assert "get-response" in selected and "1-0:32.7.0" in selected and "231.5 V" in selected
        await typed(app, pilot, "enter")  # into the tree
        assert "Voltage L1" in screen_text(app) or "2315" in screen_text(app)
        await typed(app, pilot, "escape", "Y")
        assert app.clipboard == "231.5 V"


@pytest.mark.parametrize(
    "key, says",
    [
        ("y", "get-response-normal"),
        ("v", "231.5 V"),
        ("n", "Voltage L1"),
        ("t", "get-response"),
        ("h", "c401c10012090b"),
        ("j", '"no":12'),
        ("d", "dlmscope decode C401C10012090B"),
        ("D", "dlmscope decode C401C10012090B"),
        ("f", "obis == 1-0:32.7.0*255"),
        ("o", "1-0:32.7.0*255"),
    ],
)
async def test_copies_a_message_in_every_form(key: str, says: str) -> None:
    async with opened("w-none-plain.pcap", *["j"] * 11, "y", key) as (app, _):
        assert says in app.clipboard


async def test_copies_the_bytes_of_a_node_and_of_a_selection() -> None:
    async with opened("w-none-plain.pcap", *["j"] * 11, "tab", "y", "h") as (app, pilot):
        assert app.clipboard == "c401c10012090b"
        await typed(app, pilot, "tab", "shift+right", "shift+right", "y", "h")
        assert app.clipboard == "c401c1"


async def test_leaves_with_q_only_from_the_top() -> None:
    async with opened("w-none-plain.pcap", "2", "q") as (app, pilot):
        assert app.main.number == 1 and app.is_running
        await pilot.press("tab", "q")
        assert app.is_running and app.focused is not None and app.focused.id == "list"
        await pilot.press("q")
        assert not app._running or app._exit
