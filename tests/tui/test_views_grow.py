"""Sessions, Objects and Statistics while a capture is read: what is there is shown, and the rest comes to it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.views.objects import ObjectsView
from analyzer.tui.views.sessions import SessionsView
from analyzer.tui.views.statistics import StatisticsView
from tests.bench.generate import generate
from tests.tui.views import screen_text, settle, typed

ROWS = 6000


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return open_document(str(generate(tmp_path / "registers.pcap", ROWS)))


@pytest.mark.parametrize("number", [2, 3, 6])
async def test_a_view_grows_with_its_capture(document: Document, number: int) -> None:
    app = DlmscopeApp(document)
    document.advance()
    advance, gate = document.advance, threading.Event()
    document.advance = lambda: gate.wait() and advance()  # type: ignore[method-assign]
    first = document.count
    assert 0 < first < ROWS
    async with app.run_test(size=(120, 36)) as pilot:
        for _ in range(40):  # the indexer waits at the gate, so the bridge is never idle: look until workers are done
            if app.main.number == number and not app.bridge.jobs:
                break
            if app.main.number != number:
                await pilot.press(str(number))
            await pilot.pause(0.05)
        view = app.main.view
        before = told(view)
        assert 0 < before <= first
        gate.set()
        await settle(app, pilot)
        await pilot.pause(0.1)
        await settle(app, pilot)
        assert told(view) == ROWS
        if isinstance(view, ObjectsView):
            assert "7 objects " in screen_text(app) and "so far" not in screen_text(app)
        assert not app.log_lines


def told(view: object) -> int:
    """How many messages a view speaks of."""
    if isinstance(view, SessionsView):
        return sum(each.size for each in view.summaries)
    if isinstance(view, StatisticsView):
        return view.found.counted if view.found is not None else 0
    assert isinstance(view, ObjectsView)
    return view._taken


async def test_the_ladder_of_a_long_session_keeps_up(document: Document) -> None:
    app = DlmscopeApp(document)
    async with app.run_test(size=(120, 36)) as pilot:
        await typed(app, pilot, "2", "enter", "G")
        await settle(app, pilot)
        view = app.main.view
        assert isinstance(view, SessionsView)
        summary = view.list.summary()
        assert summary is not None and summary.size > 500
        assert len(view.ladder.ladder or ()) == summary.size
        assert view.selected_row() == summary.conversation.rows[-1]
