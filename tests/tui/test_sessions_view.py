"""The Sessions view: meters, associations, ladders, response times; by keyboard and mouse."""

from __future__ import annotations

import pytest

from analyzer.document import open_document
from analyzer.survey.conversations import Conversations
from analyzer.survey.session_tree import branches, detail_lines, summaries, title, verdict, why
from analyzer.tui.views.sessions import SessionsView
from dissectors.security.key_ring import KeyEntry
from tests.tui.views import CAPTURES, opened, screen_text, settle, typed

KEYS = {"guek": [bytes(range(16))], "gak": [bytes(range(0xD0, 0xE0))]}


@pytest.mark.parametrize(
    ("name", "said", "below"),
    [
        ("h-low-plain.pcap", "✓ 33 ok", "#1: went well"),
        ("w-badpassword.pcap", "✗ refused", "Why #1 failed: the meter refused the secret"),
        ("made-losses.pcap", "✓ 3 ok", "#1: went well"),
        ("w-gmac-glo-authenc-s0.pcap", "closed", "#1: "),
    ],
)
def test_each_association_has_its_verdict(name: str, said: str, below: str) -> None:
    document = open_document(str(CAPTURES / name)).load()
    found = Conversations(document)
    found.take(range(1, document.count + 1))
    known: dict[int, object] = {}
    (summary,) = summaries(document, found, None, known)  # type: ignore[arg-type]
    assert said in verdict(summary)[0]
    assert why(summary).startswith(below)
    assert title(document, summary).startswith("#1  16 ⇄ 1")
    assert any(line.startswith("127.0.0.1:") for line in detail_lines(summary))


def test_meters_come_in_the_order_they_speak_and_hidden_ones_not_at_all() -> None:
    document = open_document(str(CAPTURES / "made-malformed.pcap")).load()
    found = Conversations(document)
    found.take(range(1, document.count + 1))
    every = list(summaries(document, found, None, {}))
    assert [len(branch.summaries) for branch in branches(document, every)] == [1, 1]
    only = list(summaries(document, found, {9}, {}))
    assert [title(document, each) for branch in branches(document, only) for each in branch.summaries] == ["#2  1 ⇄ 16"]


async def test_enter_opens_the_ladder_and_a_message_behind_it() -> None:
    async with opened("made-losses.pcap", "2", "enter") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView) and view.ladder.has_focus
        await typed(app, pilot, "j", "j", "j", "j")
        assert view.selected_row() == 5
        await typed(app, pilot, "a")
        assert view.selected_row() == 6
        await typed(app, pilot, "enter")
        assert app.main.number == 1 and app.main.view is not None and app.main.view.selected_row() == 6


async def test_v_changes_to_response_times_and_back() -> None:
    async with opened("made-losses.pcap", "2", "v") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView)
        assert "slowest" in screen_text(app) and "p95" in screen_text(app)
        assert [bar.answers for bar in view.bars.bars] == [2, 4]
        await typed(app, pilot, "v")
        assert "no answer to 7 for 2.4 s" in screen_text(app)


async def test_details_open_and_close() -> None:
    async with opened("h-low-plain.pcap", "2") as (app, pilot):
        assert "conformance 10 of 10" in screen_text(app)
        await typed(app, pilot, "h")
        assert "conformance 10 of 10" not in screen_text(app)
        await typed(app, pilot, "h", "h")
        assert "#1" not in screen_text(app).split("│")[0].splitlines()[-1]
        await typed(app, pilot, "l", "j", "l")
        assert "conformance 10 of 10" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 50)])
async def test_narrow_screens_show_one_pane(size: tuple[int, int]) -> None:
    async with opened("made-losses.pcap", "2", size=size) as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView)
        single = size[0] < 100
        assert view.ladder.region.width == 0 or not single
        assert "✓ 3 ok" in screen_text(app)
        await typed(app, pilot, "enter")
        assert "── aarq" in screen_text(app)
        assert ("3 ok" in screen_text(app)) is not single
        await typed(app, pilot, "q")
        assert "3 ok" in screen_text(app) and app.main.number == 2
        await typed(app, pilot, "tab")
        assert view.ladder.has_focus and view.ladder.region.width > 0
        await typed(app, pilot, "tab", "z")
        assert view.list.has_focus and view.list.region.width == size[0]


async def test_a_click_selects_and_the_divider_moves() -> None:
    async with opened("made-losses.pcap", "2") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView)
        await pilot.click(view.ladder, offset=(10, 4))
        assert view.ladder.has_focus and view.selected_row() == 4
        before = view.list.size.width
        await typed(app, pilot, "<")
        assert view.list.size.width == before - 4
        await typed(app, pilot, "=")
        assert view.list.size.width == before
        await pilot.click(view.tabs, offset=(14, 0))
        assert view.bars.display


async def test_a_capture_of_pushes_has_its_conversation() -> None:
    async with opened("w-push-plain.pcap", "2") as (app, _):
        assert "#1" in screen_text(app)
    async with opened("made-serial.hex", "2", "enter") as (app, _):
        assert "snrm" in screen_text(app)


async def test_the_filter_hides_sessions_and_says_what_it_leaves_out() -> None:
    async with opened("made-malformed.pcap", "2") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView)
        assert view.tab_count() == "2"
        await typed(app, pilot, "/", *"service == aarq", "enter")
        assert view.tab_count() == "1/2" and "#1" not in screen_text(app).split("Associations")[1].split("Why")[0]
        await typed(app, pilot, "x")
        assert view.tab_count() == "2"
    async with opened("made-losses.pcap", "2", "/", *"service == get-response-normal", "enter") as (app, _):
        text = screen_text(app)
        assert "5 messages not shown by the filter" in text and "(retry 1)" not in text


async def test_keys_open_the_ladder_in_place() -> None:
    async with opened("w-gmac-glo-authenc-s0.pcap", "2") as (app, pilot):
        assert "glo-get-request  closed: no-key" in screen_text(app) and "? 68 closed" in screen_text(app)
        await typed(app, pilot, "enter", *"jjjjjjjj")
        view = app.main.view
        assert isinstance(view, SessionsView)
        row = view.selected_row()
        app.bridge.add_keys(
            [
                KeyEntry("lab", KEYS, bytes.fromhex("504C4D0000000001")),
                KeyEntry("lab", KEYS, bytes.fromhex("4752583132333435"), sap=16),
            ],
            lambda _: app.main.reset_views(),
        )
        await settle(app, pilot)
        assert "get-request  Clock ═" in screen_text(app) and "closed" not in screen_text(app)
        assert view.selected_row() == row


async def test_a_message_is_found_in_its_session() -> None:
    async with opened("h-low-plain.pcap") as (app, pilot):
        view = await app.main.show_view(2)
        view.select_row(31)
        await settle(app, pilot)
        assert isinstance(view, SessionsView) and view.selected_row() == 28  # acknowledgements share a line
        view.select_row(85)
        await settle(app, pilot)
        assert view.selected_row() == 85


async def test_a_session_explains_filters_and_copies_itself() -> None:
    async with opened("w-badpassword.pcap", "2", "w") as (app, pilot):
        assert "Why #1 failed: the meter refused the secret" in " ".join(screen_text(app).split())
        await typed(app, pilot, "escape")
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[method-assign]
        await typed(app, pilot, "Y")
        assert copied[0].startswith("#1  16 ⇄ 1  ✗ refused\n")
        await typed(app, pilot, "f", "=")
        assert app.bridge.filter_text == "session == 1"


async def test_ladders_lead_to_findings_sessions_and_objects() -> None:
    async with opened("h-low-plain.pcap", "2", "enter", "]") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView) and view.selected_row() == 3
        await typed(app, pilot, "]")
        assert view.selected_row() == 8
        await typed(app, pilot, "[", "[")
        assert view.selected_row() == 3 and "no finding before this" in screen_text(app)
        await typed(app, pilot, "]", "o")
        await pilot.pause(0.06)
        assert app.main.number == 3 and "0-0:1.0.0*255  Clock" in screen_text(app)
    async with opened("made-malformed.pcap", "2", "}") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView)
        summary = view.list.summary()
        assert summary is not None and summary.conversation.number == 2


async def test_a_session_that_the_filter_hides_is_not_gone_to_later() -> None:
    async with opened("made-malformed.pcap", "2", "/", *"service == aarq", "enter") as (app, pilot):
        view = app.main.view
        assert isinstance(view, SessionsView)
        view.select_row(1)
        await settle(app, pilot)
        assert "the session of message 1 is not shown" in screen_text(app)
        await typed(app, pilot, "x")
        assert view.selected_row() != 1
