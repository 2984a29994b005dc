"""The Objects view: list, find, panes; tables and plots of load profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.survey.object_data import History, last_text, members, numbers
from analyzer.survey.objects import inventory
from analyzer.survey.seen import Seen
from analyzer.tui.views.objects import ObjectsView
from analyzer.tui.widgets.object_detail import ACCESS, ATTRIBUTES, HISTORY, PLOT, TABLE
from tests.tui.views import CAPTURES, opened, screen_text, settle, typed


def seen_in(name: str, code: tuple[int, ...]) -> tuple[object, Seen]:
    document = open_document(str(CAPTURES / name)).load()
    return document, next(each for each in inventory(document).objects if each.logical_name == bytes(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ((1, 0, 32, 7, 0, 255), "0.0 V"),
        ((1, 0, 99, 1, 0, 255), "25 rows × 5"),
        ((0, 0, 96, 3, 10, 255), "false"),
        ((0, 0, 41, 0, 0, 255), ""),
    ],
)
def test_the_list_says_what_was_last_told(code: tuple[int, ...], text: str) -> None:
    _, seen = seen_in("h-low-plain.pcap", code)
    assert last_text(seen).startswith(text)


def test_members_are_those_of_the_class_and_those_seen() -> None:
    _, seen = seen_in("h-low-plain.pcap", (1, 0, 32, 7, 0, 255))
    lines = [(line.number, line.is_method, line.name, line.member.row) for line in members(seen)]
    assert [line[0] for line in lines if not line[1]] == [1, 2, 3]
    assert lines[0][3] == 0 and lines[1][2] == "value" and lines[1][3] > 0
    assert (9, True, "#9", 0) in lines


def test_history_tells_every_message_with_its_value() -> None:
    document, seen = seen_in("h-low-plain.pcap", (1, 0, 32, 7, 0, 255))
    history = History(seen)
    told = [history.told(document, i) for i in range(len(history))]  # type: ignore[arg-type]
    assert list(history.rows) == sorted(history.rows)
    assert [(each.deed, each.text) for each in told][:2] == [("read", "10^-1 V"), ("read", "231.5 V")]
    assert ("refused", "object-undefined") in [(each.deed, each.text) for each in told]
    assert {each.client for each in told} == {16}


def test_numbers_over_time_know_their_messages() -> None:
    document, seen = seen_in("h-low-plain.pcap", (1, 0, 32, 7, 0, 255))
    *_, (_, found) = numbers(document, seen)  # type: ignore[arg-type]
    assert found.values[0] == 231.5 and found.unit == "V" and found.rows[0] == 14


async def test_words_narrow_the_list() -> None:
    async with opened("h-low-plain.pcap", "3", ";") as (app, pilot):
        view = app.main.view
        assert isinstance(view, ObjectsView)
        await typed(app, pilot, *"volt l", "enter")
        assert "2 of 35 objects" in screen_text(app) and "1-0:32.7.0*255" in screen_text(app)
        assert view.list.has_focus and view.list.row_count() == 2
        await typed(app, pilot, "escape")
        assert view.list.row_count() == 35
        await typed(app, pilot, ";", *"zzz", "escape")
        assert view.list.row_count() == 35 and view.list.has_focus


async def test_panes_follow_the_object() -> None:
    async with opened("h-low-plain.pcap", "3") as (app, pilot):
        view = app.main.view
        assert isinstance(view, ObjectsView)
        shown = []
        for _ in range(view.list.row_count()):
            await typed(app, pilot, "j")
            await pilot.pause(0.06)
            await settle(app, pilot)
            here = view.list.here()
            assert here is not None and view.data is not None and view.data.seen is here
            shown.append(tuple(view.detail.names()))
        assert (TABLE, PLOT, ATTRIBUTES, HISTORY, ACCESS) in shown and (ATTRIBUTES, HISTORY, ACCESS) in shown


async def test_a_profile_is_a_table_with_marks() -> None:
    async with opened("made-profile.pcap", "3", "G") as (app, pilot):
        await pilot.pause(0.06)
        await typed(app, pilot, "enter")
        view = app.main.view
        assert isinstance(view, ObjectsView) and view.table.has_focus
        await typed(app, pilot, *"jj")
        assert "message 12, row 3 · ~ put back: Clock" in screen_text(app)
        assert "~  2025-01-02 00:30~" in screen_text(app)
        view.table.move(36)
        await settle(app, pilot)
        assert "Status register 1 = 130: bits 1, 7 set" in screen_text(app)
        await typed(app, pilot, "enter")
        assert app.main.number == 1 and app.main.view is not None and app.main.view.selected_row() == 12


async def test_every_pane_is_reached_and_shows_something() -> None:
    async with opened("made-profile.pcap", "3", "G") as (app, pilot):
        await pilot.pause(0.06)
        await typed(app, pilot, "enter")
        for text in ("15 min", "capture_objects", "5 columns", "Refused", "2025-01-02 00:15~"):
            await typed(app, pilot, "v")
            assert text in screen_text(app), text


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 50)])
async def test_narrow_screens_show_list_or_panes(size: tuple[int, int]) -> None:
    async with opened("made-profile.pcap", "3", "G", size=size) as (app, pilot):
        await pilot.pause(0.06)
        await typed(app, pilot, "enter")
        assert "[Table]" in screen_text(app)
        assert ("4 objects" in screen_text(app)) is (size[0] >= 100)
        await typed(app, pilot, "z", "escape", "escape")
        assert "4 objects" in screen_text(app) and app.context() == "list" and app.focused is app.main.view.list  # type: ignore[union-attr]


async def test_sorting_by_menu_and_by_head() -> None:
    async with opened("h-low-plain.pcap", "3", "S", "n") as (app, pilot):
        view = app.main.view
        assert isinstance(view, ObjectsView)
        names = [view.list.cells(i)[2] for i in range(view.list.row_count())]
        assert names == sorted(names, key=lambda each: str(each).lower())
        await pilot.click(view.list, offset=(2, 0))
        await settle(app, pilot)
        assert [view.list.cells(i)[0] for i in range(3)] == ["1", "1", "1"]


async def test_the_filter_decides_what_objects_say() -> None:
    async with opened("h-low-plain.pcap", "3", "/") as (app, pilot):
        await typed(app, pilot, *"obis == 1-0:32.7.0*255", "enter")
        view = app.main.view
        assert isinstance(view, ObjectsView)
        told = [each for each in view.list.objects if any(member.rows for member in each.attributes.values())]
        assert {each.logical_name[2] for each in told} == {1, 32, 42}  # the other two stand in lists with it


async def test_objects_filter_and_copy_themselves_and_profiles_become_files(tmp_path: Path) -> None:
    async with opened("made-profile.pcap", "3", "G") as (app, pilot):
        await pilot.pause(0.06)
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[method-assign]
        await typed(app, pilot, "Y", "y", "o")
        assert copied[0].startswith("1-0:99.1.0*255  Load profile 1  48 rows") and copied[1] == "1-0:99.1.0*255"
        await typed(app, pilot, "enter", *"jY")
        assert copied[2].split("\t") == ["2025-01-02 00:15~", "0", "400", "0", "230.7"]
        await typed(app, pilot, "y", "c")
        assert copied[3].count("\n") == 89 and copied[3].startswith("Clock,Status register 1,")
        for told in ("88 rows saved", "choose another name"):
            await typed(app, pilot, "e")
            await typed(app, pilot, *str(tmp_path / "load.csv"), "enter")
            assert told in [each.message for each in app._notifications][-1]
        assert (tmp_path / "load.csv").read_text() == copied[3]
        await typed(app, pilot, "h", "f", "=")
        assert app.bridge.filter_text == "obis == 1-0:99.1.0*255" and len(app.bridge.shown) == 8


async def test_the_object_of_a_question_an_answer_and_of_none() -> None:
    async with opened("h-low-plain.pcap") as (app, pilot):
        view = await app.main.show_view(3)
        assert isinstance(view, ObjectsView)
        for row, code in ((13, 32), (14, 32), (27, 99), (1, 99)):
            view.select_row(row)  # at first the objects are still being read
            await settle(app, pilot)
            here = view.list.here()
            assert here is not None and here.logical_name[2] == code
        assert "message 1 speaks of no object" in screen_text(app)
        await typed(app, pilot, ";", *"clock", "enter")
        view.select_row(14)
        assert view.list.row_count() == 35
