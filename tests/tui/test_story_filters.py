"""A user filters by object from a node, repairs a wrong filter, follows what is shown, and finds words."""

from __future__ import annotations

import pytest

from analyzer.tui.views.messages import MessagesView
from analyzer.tui.widgets.completion import Completion
from tests.tui.views import opened, screen_text, typed

PLAIN = "w-none-plain.pcap"


def letters(text: str) -> list[str]:
    return ["space" if char == " " else char for char in text]


async def test_filters_by_object_from_a_message() -> None:
    async with opened(PLAIN, *["j"] * 11, "f", "o") as (app, pilot):
        assert app.bridge.filter_text == "obis == 1-0:32.7.0*255"
        voltage = bytes((1, 0, 32, 7, 0, 255))
        assert all(voltage in [ref.logical_name for ref in app.document.objects(row)] for row in app.bridge.shown)
        assert isinstance(app.main.view, MessagesView)
        assert app.main.view.selected_row() == 12  # the selected message stays selected
        assert f"of {app.document.count}" in screen_text(app).splitlines()[1]
        await typed(app, pilot, "x")
        assert len(app.bridge.shown) == app.document.count and app.main.view.selected_row() == 12
        await typed(app, pilot, "x")
        assert len(app.bridge.shown) < app.document.count


async def test_filters_by_what_a_node_says() -> None:
    async with opened(PLAIN, "j", "j", "tab", *["j"] * 4, "f", "=") as (app, _):
        text = app.bridge.filter_text
        assert text and 3 in app.bridge.shown


@pytest.mark.parametrize(
    "keys, text",
    [
        (("f", "="), "obis == 1-0:32.7.0*255"),
        (("f", "!"), "!(obis == 1-0:32.7.0*255)"),
        (("f", "v"), "service == get-response-normal"),
        (("f", "v", "f", "&"), "service == get-response-normal && obis == 1-0:32.7.0*255"),
        (("f", "v", "f", "|"), "service == get-response-normal || obis == 1-0:32.7.0*255"),
    ],
)
async def test_the_filter_menu_joins(keys: tuple[str, ...], text: str) -> None:
    async with opened(PLAIN, *["j"] * 11, *keys) as (app, _):
        assert app.bridge.filter_text == text


async def test_prepares_without_applying() -> None:
    async with opened(PLAIN, *["j"] * 11, "f", "p") as (app, _):
        assert app.bridge.filter is None
        assert app.main.filtering.bar.input.value == "obis == 1-0:32.7.0*255"
        assert app.main.filtering.bar.input.has_focus


async def test_repairs_a_wrong_filter() -> None:
    async with opened(PLAIN, "/", *letters("clas_id == 3")) as (app, pilot):
        lines = screen_text(app).splitlines()
        assert "✗" in lines[1] and "^^^^^^^ no such field. Did you mean class_id?" in lines[2]
        at = lines[1].index("clas_id")
        assert lines[2].index("^") == at
        await typed(app, pilot, "enter")  # changes nothing
        assert app.bridge.filter is None
        await typed(app, pilot, "tab")
        assert app.main.filtering.bar.input.value == "class_id == 3"
        await typed(app, pilot, "enter")
        assert app.bridge.filter_text == "class_id == 3"
        assert 0 < len(app.bridge.shown) < app.document.count


async def test_completes_a_field_then_a_value() -> None:
    async with opened(PLAIN, "/", *letters("obis ==")) as (app, pilot):
        popup = app.main.query_one(Completion)
        assert popup.display and any("Voltage L1" in choice.label + choice.meaning for choice in popup.choices)
        await typed(app, pilot, "down", "enter")
        assert app.main.filtering.bar.input.value.startswith("obis == 1-0:99.1.0*255") or "*255" in (
            app.main.filtering.bar.input.value
        )
        assert app.bridge.filter is None
        await typed(app, pilot, "escape", "enter") if popup.display else await typed(app, pilot, "enter")
        assert app.bridge.filter is not None


async def test_escape_leaves_the_text_and_the_filter() -> None:
    async with opened(PLAIN, "/", *letters("class_id == 3"), "enter", "/", *letters(" && no > 9")) as (app, pilot):
        await typed(app, pilot, "escape", "escape")
        assert app.bridge.filter_text == "class_id == 3"
        await typed(app, pilot, "/")
        assert app.main.filtering.bar.input.value == "class_id == 3 && no > 9"


async def test_filters_typed_before_come_back() -> None:
    async with opened(PLAIN, "/", *letters("no < 9"), "enter", "/", "ctrl+u", *letters("no > 9"), "enter") as (
        app,
        pilot,
    ):
        await typed(app, pilot, "/", "ctrl+u", "up")
        assert app.main.filtering.bar.input.value == "no > 9"
        await typed(app, pilot, "up")
        assert app.main.filtering.bar.input.value == "no < 9"
        await typed(app, pilot, "down")
        assert app.main.filtering.bar.input.value == "no > 9"


async def test_nothing_found_says_so() -> None:
    async with opened(PLAIN, "/", *letters("no > 9999"), "enter") as (app, _):
        assert f"0 of {app.document.count}" in screen_text(app)


async def test_finds_words_and_comes_round() -> None:
    async with opened(PLAIN, ";", *letters("voltage"), "enter") as (app, pilot):
        view = app.main.view
        assert view is not None
        first = view.selected_row()
        assert first == 9
        await typed(app, pilot, "n")
        assert view.selected_row() == 10
        await typed(app, pilot, "N", "N")
        assert "round the start" in screen_text(app)
        await typed(app, pilot, "n")
        assert view.selected_row() == first


async def test_says_when_there_is_nothing_to_find() -> None:
    async with opened(PLAIN, ";", *letters("zebra"), "enter") as (app, _):
        assert "zebra: not found" in screen_text(app)
        assert app.main.view is not None and app.main.view.selected_row() == 1


async def test_a_filter_that_shows_nothing_says_which_part_is_to_blame() -> None:
    async with opened(PLAIN, "/", *letters("obis == 1-0:9.9.9*255 && client == 16"), "escape", "enter") as (app, pilot):
        await app.bridge.idle()
        await pilot.pause()
        assert not app.bridge.shown
        assert "`obis == 1-0:9.9.9*255` alone passes none: seen are" in screen_text(app)


async def test_the_bar_shows_the_filter_again_after_a_search() -> None:
    async with opened(PLAIN, "/", *letters("class_id == 3"), "enter", ";", *letters("volt"), "enter") as (app, pilot):
        bar = app.main.filtering.bar
        assert bar.input.value == "class_id == 3" and app.bridge.filter_text == "class_id == 3"
        await typed(app, pilot, ";")
        assert bar.input.value == "volt"
        await typed(app, pilot, "escape", "/")
        assert bar.input.value == "class_id == 3"
