"""What the user sets in ui.toml, and what is not allowed there."""

from __future__ import annotations

import pytest

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp, run
from analyzer.tui.settings import Settings, SettingsError
from analyzer.tui.views.messages import MessagesView
from tests.tui.views import CAPTURES, screen_text, settle, typed

CAPTURE = str(CAPTURES / "w-none-plain.pcap")


async def test_own_columns_take_any_filter_field() -> None:
    settings = Settings(columns={"Mine": ["no", "service", "invoke_id", "rtt", "status"]})
    app = DlmscopeApp(open_document(CAPTURE), settings=settings)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, *["c"] * 4)
        lines = screen_text(app).splitlines()
        assert "invoke_id" in lines[2] and "rtt" in lines[2]
        cells = next(line for line in lines if "get-response-normal" in line).split()
        assert cells[:3] == ["4", "get-response-normal", "1"] and cells[3].startswith("0.000")


async def test_own_colours_come_first() -> None:
    settings = Settings(colours=[("obis == 1-0:32.7.0*255", "error")])
    app = DlmscopeApp(open_document(CAPTURE), settings=settings)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(app, pilot)
        view = app.main.view
        assert isinstance(view, MessagesView)
        assert view.list.style(11) == "error" and view.list.style(7) != "error"


@pytest.mark.parametrize(
    "settings, words",
    [
        (Settings(keys={"mark": ["a"]}), "answer"),
        (Settings(columns={"Mine": ["nothing"]}), "nothing"),
        (Settings(colours=[("clas_id == 3", "error")]), "no such field"),
        (Settings(colours=[("no > 1", "sparkling")]), "sparkling"),
        (Settings(theme="pink"), "pink"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_drawn(settings: Settings, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        run(open_document(CAPTURE), settings=settings)
    assert words in str(caught.value)
