"""Findings: groups, the explanation of the one under the cursor, and the way to its messages."""

from __future__ import annotations

import pytest

from analyzer.tui.views.findings import FindingsView
from tests.tui.views import opened, screen_text, settle, typed


def said(app) -> str:  # type: ignore[no-untyped-def]
    return " ".join(screen_text(app).split())


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_groups_are_explained_and_lead_to_their_messages(size: tuple[int, int]) -> None:
    async with opened("made-malformed.pcap", "4", size=size) as (app, pilot):
        view = app.main.view
        assert isinstance(view, FindingsView)
        text = said(app)
        assert "E malformed 9" in text and "! no-answer 2" in text
        assert "The encoding contradicts the standard." in text
        await typed(app, pilot, "j")
        assert "Look at the line before" in said(app)
        assert view.selected_row() == 9
        if size[0] >= 100:
            await typed(app, pilot, "]")
            assert view.selected_row() == 10
            await typed(app, pilot, "enter")  # to the messages of the group
            assert app.focused is view.messages
        await typed(app, pilot, "enter")
        assert app.main.number == 1
        assert app.main.view is not None and app.main.view.selected_row() in (9, 10)


async def test_v_groups_by_session_meter_and_one_by_one() -> None:
    async with opened("made-malformed.pcap", "4") as (app, pilot):
        view = app.main.view
        assert isinstance(view, FindingsView)
        counts = [len(view.list.groups)]
        for _ in range(3):
            await typed(app, pilot, "v")
            counts.append(len(view.list.groups))
        assert counts[0] == 3 and counts[1] > 3 and counts[3] == sum(len(group.rows) for group in view.list.groups)
        assert view.list.by == "flat"
        await typed(app, pilot, "v")
        assert view.list.by == "code"


async def test_the_filter_holds_for_findings_and_the_cursor_stays() -> None:
    async with opened("made-malformed.pcap", "4", "j") as (app, pilot):
        view = app.main.view
        assert isinstance(view, FindingsView) and view.group is not None and view.group.code == "no-answer"
        assert app.main.apply_filter("frame >= 9")
        await settle(app, pilot)
        await pilot.pause(0.1)  # the screen looks at what came 15 times a second
        await settle(app, pilot)
        shown = list(view.rows)
        assert 0 < len(shown) < app.document.count
        assert view.group is not None and view.group.code == "no-answer" and list(view.group.rows) == [9, 10]
        assert {row for group in view.list.groups for row in group.rows} == {
            row for row in shown if view.findings.codes(row)
        }
        assert app.main.apply_filter("frame == 1")
        await settle(app, pilot)
        await pilot.pause(0.1)  # the screen looks at what came 15 times a second
        await settle(app, pilot)
        assert "no findings on what is shown" in said(app)
        await typed(app, pilot, "]", "enter", "w")
        assert app.is_running


async def test_w_explains_the_group() -> None:
    async with opened("h-low-plain.pcap", "4", "w") as (app, pilot):
        assert "access refused" in said(app)
        await typed(app, pilot, "escape")
        assert app.screen is app.main
