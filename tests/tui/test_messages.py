"""Messages: going about, panes by size, sources, times, columns, frames."""

from __future__ import annotations

import pytest

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.views.keys import KeysView
from analyzer.tui.views.message_list import SETS
from analyzer.tui.views.messages import MessagesView
from tests.tui.views import CAPTURES, opened, screen_text, settle, typed

PLAIN, HDLC, LOSSES = "w-none-plain.pcap", "h-info64-win1.pcap", "made-losses.pcap"


def view_of(app: DlmscopeApp) -> MessagesView:
    view = app.main.view
    assert isinstance(view, MessagesView)
    return view


@pytest.mark.parametrize(
    "keys, row",
    [
        (("j", "j"), 3),
        (("down", "down", "up"), 2),
        (("j", "a"), 1),  # an answer leads to its question
        (("a",), 2),  # and a question to its answer
        (("j", "j", "a", "H"), 3),  # and back to where one came from
        (("j", "j", "a", "H", "L"), 4),
        (("j", "j", "a", "alt+left", "alt+right"), 4),
        (("f8", "ctrl+down", "f7"), 2),
        (("G", "g"), 1),
        (("j", "j", ".", ".", ","), 4),
        (("tab", "f8"), 2),  # from the tree too
        (("tab", "tab", "f8"), 2),  # and from the bytes
    ],
)
async def test_keys_lead_to_a_message(keys: tuple[str, ...], row: int) -> None:
    async with opened(PLAIN, *keys) as (app, _):
        assert view_of(app).selected_row() == row
        assert view_of(app).shown_row == row


async def test_next_and_previous_finding() -> None:
    async with opened(LOSSES) as (app, pilot):
        wanted = sorted(app.document.index.findings)
        seen = []
        for _ in wanted:
            seen.append(view_of(app).selected_row())
            await typed(app, pilot, "]")
        seen.append(view_of(app).selected_row())
        assert [row for row in dict.fromkeys(seen) if row in app.document.index.findings] == wanted
        await typed(app, pilot, "]")
        assert "no finding after this" in screen_text(app)
        await typed(app, pilot, "g", "[")
        assert "no finding before this" in screen_text(app) or 1 in wanted


async def test_what_leads_nowhere_says_so_and_stays() -> None:
    async with opened(HDLC, "G") as (app, pilot):
        before = view_of(app).selected_row()
        await typed(app, pilot, "}")
        assert "no session after this" in screen_text(app)
        assert view_of(app).selected_row() == before


@pytest.mark.parametrize(
    "size, keys, panes",
    [
        ((140, 40), (), ("list", "tree", "bytes")),
        ((120, 36), (), ("list", "tree", "bytes")),
        ((80, 24), (), ("list", "tree")),
        ((80, 24), ("tab", "tab"), ("list", "bytes")),
        ((60, 16), (), ("list",)),
        ((60, 16), ("enter",), ("tree",)),
        ((60, 16), ("enter", "escape"), ("list",)),
        ((120, 36), ("z",), ("list",)),
        ((120, 36), ("z", "z"), ("list", "tree", "bytes")),
        ((120, 36), ("tab", "z"), ("tree",)),
        ((120, 36), ("tab", "z", "escape"), ("list", "tree", "bytes")),
        ((120, 36), ("|",), ("list",)),
    ],
)
async def test_panes_by_size_and_zoom(size: tuple[int, int], keys: tuple[str, ...], panes: tuple[str, ...]) -> None:
    async with opened(PLAIN, *keys, size=size) as (app, _):
        view = view_of(app)
        shown = [
            name for name, pane in (("list", view.list), ("tree", view.nodes), ("bytes", view.hex)) if pane.region.area
        ]
        assert tuple(shown) == panes


async def test_a_terminal_that_changes_size_keeps_the_message() -> None:
    async with opened(PLAIN, "j", "j", "j") as (app, pilot):
        for size in ((80, 24), (40, 10), (10, 3), (200, 60)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert view_of(app).selected_row() == 4
        assert "get-response-normal" in screen_text(app)


async def test_dividers_move_and_go_back() -> None:
    async with opened(PLAIN) as (app, pilot):
        view = view_of(app)
        before = view.list.size.height, view.nodes.size.width
        await typed(app, pilot, "+", "+", ">")
        assert view.list.size.height > before[0] and view.nodes.size.width > before[1]
        await typed(app, pilot, "-", "-", "-", "<", "<")
        assert view.list.size.height < before[0] and view.nodes.size.width < before[1]
        await typed(app, pilot, "=")
        assert (view.list.size.height, view.nodes.size.width) == before


@pytest.mark.parametrize(
    "count, title", enumerate(("Time +", "Time ref", "Time", "Time UTC", "Δ shown", "Δ time", "Δ question"))
)
async def test_time_formats_say_what_they_are(count: int, title: str) -> None:
    async with opened(PLAIN, *["t"] * count, size=(160, 36)) as (app, _):
        assert f" {title} " in screen_text(app).splitlines()[2]


async def test_times_count_from_a_message() -> None:
    async with opened(LOSSES, "j", "j", "T") as (app, _):
        lines = screen_text(app).splitlines()
        assert "*0.000000" in next(line for line in lines if "aarq" in line)
        assert "-0.120000" in next(line for line in lines if "snrm" in line)


async def test_column_sets_come_round() -> None:
    async with opened(HDLC) as (app, pilot):
        view = view_of(app)
        seen = []
        for _ in SETS:
            seen.append(view.list.set_name)
            await typed(app, pilot, "c")
        assert seen == list(SETS) and view.list.set_name == "Reading"


async def test_the_link_set_tells_what_frames_say() -> None:
    async with opened(HDLC, "c", "c", "c", size=(140, 30)) as (app, _):
        line = next(line for line in screen_text(app).splitlines() if "get-request-normal" in line)
        assert " i " in line and "upper 16" in line


async def test_frames_and_messages_keep_the_selection() -> None:
    async with opened(HDLC, "G", "a", "v") as (app, pilot):
        view = view_of(app)
        row = view.list.selected if False else view.shown_row
        assert row is not None
        assert view.selected_row() == row and view.frames.selected() == app.document.index.record[row - 1]
        text = screen_text(app)
        assert "Frame" in text and "TCP" in text and "SYN" not in text.splitlines()[0]
        await typed(app, pilot, "g")
        assert view.selected_row() is None and "no message in this frame" in screen_text(app)
        assert "record 1" in screen_text(app)
        await typed(app, pilot, "v")
        assert "Service" in screen_text(app)


async def test_raw_values_and_their_meaning() -> None:
    async with opened(PLAIN, *["j"] * 11, size=(140, 50)) as (app, pilot):
        assert "231.5 V" in screen_text(app).split("answers 11")[1]
        await typed(app, pilot, "tab", "r")
        below = screen_text(app).split("answers 11")[1]
        assert "2315" in below and "231.5 V" not in below
        await typed(app, pilot, "r")
        assert "231.5 V" in screen_text(app).split("answers 11")[1]


async def test_the_tree_opens_alike_for_the_next_message() -> None:
    async with opened(PLAIN, "j", "j", "tab", "g") as (app, pilot):
        view = view_of(app)
        assert "version  1" not in screen_text(app)
        await typed(app, pilot, "l")
        assert "version  1" in screen_text(app)
        await typed(app, pilot, "f8", "f8")
        assert "version  1" in screen_text(app) and view.shown_row == 5
        current = view.nodes.current()
        assert current is not None and current.text.startswith("wrapper")


async def test_many_children_are_laid_out_a_part_at_a_time() -> None:
    async with opened("w-none-plain.pcap", *["j"] * 27, "tab", size=(120, 50)) as (app, pilot):
        view = view_of(app)
        before = len(view.nodes.lines)
        await typed(app, pilot, "*")
        assert len(view.nodes.lines) > before
        assert len(view.nodes.lines) < 6000
        await typed(app, pilot, "_")
        assert all(line.depth == 0 or line.tone for line in view.nodes.lines)


async def test_one_view_and_another_keep_their_cursor() -> None:
    async with opened(PLAIN, *["j"] * 6, "2", "1") as (app, _):
        assert view_of(app).selected_row() == 7


async def test_passwords_stay_masked_in_tree_and_copy() -> None:
    async with opened("w-low-plain.pcap", size=(120, 50)) as (app, pilot):
        below = screen_text(app).split("answered by 2")[1]
        tree = "\n".join(line[:58] for line in below.splitlines())
        assert "***" in tree and "Gurux" not in tree and "4775727578" not in tree
        await typed(app, pilot, "y", "t")
        assert "***" in app.clipboard and "4775727578" not in app.clipboard


async def test_a_damaged_capture_is_shown_as_far_as_it_goes() -> None:
    async with opened("made-truncated.pcap") as (app, _):
        assert app.document.count and view_of(app).selected_row() == 1


async def test_a_capture_that_grows_is_followed_until_one_goes_up() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / PLAIN)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, "F")
        view = view_of(app)
        assert view.selected_row() == app.document.count
        await typed(app, pilot, "k")
        assert not app.main.following.on
        await typed(app, pilot, "G", "F")
        assert app.main.following.on


async def test_the_tabs_are_told_while_a_view_is_being_put_together() -> None:
    """A click on a message and a key for another view, at once: the message is shown while the view is not there yet."""
    async with opened(PLAIN) as (app, pilot):
        app.main.views[5] = KeysView()
        view_of(app).show_message(3)
        del app.main.views[5]
        await typed(app, pilot, "5")
        assert "What stays closed" in screen_text(app)
