"""The Statistics view: tables that filter, and traffic over time."""

from __future__ import annotations

import pytest

from analyzer.tui.views.statistics import IO, TABLES, StatisticsView
from tests.tui.views import opened, screen_text, typed


async def test_every_statistic_is_reached_and_counts() -> None:
    async with opened("h-low-plain.pcap", "6") as (app, pilot):
        view = app.main.view
        assert isinstance(view, StatisticsView)
        for name, text in zip(
            (*TABLES, IO),
            ("get-request-normal", "127.0.0.1 server 1", "slowest", "clock-drift", "messages/s"),
            strict=True,
        ):
            assert view.name_shown == name and text in screen_text(app), name
            assert "of 115 shown / 115" in screen_text(app)
            await typed(app, pilot, "v")
        assert view.name_shown == "Services"


async def test_enter_filters_and_shows_the_messages() -> None:
    async with opened("h-low-plain.pcap", "6", "enter") as (app, pilot):
        assert app.main.number == 1
        assert app.bridge.filter_text.startswith("service == ")
        assert 0 < len(app.bridge.shown) < 115
        shown = len(app.bridge.shown)
        await typed(app, pilot, "6")
        assert f"of {shown} shown / 115" in screen_text(app)
        await typed(app, pilot, "v", "v", "v", "v", "v", "enter")
        assert app.bridge.filter_text.count("service == ") == 2 and len(app.bridge.shown) == shown


async def test_lines_are_sorted_by_menu_and_by_head() -> None:
    async with opened("h-low-plain.pcap", "6", "S", "1") as (app, pilot):
        view = app.main.view
        assert isinstance(view, StatisticsView)
        names = [line.service for line in view.table.lines]  # type: ignore[union-attr]
        assert names == sorted(names)
        await pilot.click(view.table, offset=(3, 0))
        assert [line.service for line in view.table.lines] == sorted(names, reverse=True)  # type: ignore[union-attr]
        await typed(app, pilot, "S", "4")
        sizes = [line.bytes for line in view.table.lines]  # type: ignore[union-attr]
        assert sizes == sorted(sizes, reverse=True)


async def test_traffic_over_time_has_messages_and_bytes_and_leads_to_them() -> None:
    async with opened("h-low-plain.pcap", "6", "shift+tab") as (app, pilot):
        view = app.main.view
        assert isinstance(view, StatisticsView) and view.name_shown == IO
        await typed(app, pilot, "c")
        assert "bytes/s" in screen_text(app)
        while view.plot.cursor > 1:
            await pilot.press("left")
        await typed(app, pilot, "left", "enter")
        assert app.main.number == 1 and app.main.view is not None and app.main.view.selected_row() == 1


async def test_a_click_chooses_the_statistic() -> None:
    async with opened("h-low-plain.pcap", "6") as (app, pilot):
        view = app.main.view
        assert isinstance(view, StatisticsView)
        await pilot.click(view.tabs, offset=(13, 0))
        await typed(app, pilot)
        assert view.name_shown == "Meters"


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 50)])
async def test_any_size_shows_names_and_counts(size: tuple[int, int]) -> None:
    async with opened("h-low-plain.pcap", "6", size=size) as (app, pilot):
        assert "get-request-normal" in screen_text(app)
        await typed(app, pilot, "shift+tab")
        assert "messages/s" in screen_text(app)


async def test_lines_are_copied_and_filter_by_menu() -> None:
    async with opened("h-low-plain.pcap", "6") as (app, pilot):
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[method-assign]
        await typed(app, pilot, "j", "Y", "y", "t")
        assert copied[0].startswith("get-request-normal\t25\t21.7\t")
        assert copied[1].startswith("Service\tCount\t%") and len(copied[1].splitlines()) == 17
        await typed(app, pilot, "f", "!")
        assert app.bridge.filter_text == "!(service == get-request-normal)"
