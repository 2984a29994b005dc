"""Dialogs: what they understand, what they refuse, and that Esc leaves everything as it was."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from textual import events

from analyzer.cli.ui import nothing
from analyzer.document import Document, open_document
from analyzer.survey.why import Paragraph, Why
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.dialogs.choice import Item, narrowed
from analyzer.tui.dialogs.decode import decoded
from analyzer.tui.dialogs.goto import NoSuchPlace, target
from analyzer.tui.dialogs.help import help_lines
from analyzer.tui.dialogs.paths import complete_path
from analyzer.tui.keymap import ACTIONS, CHAINS, Keymap
from analyzer.tui.palette import found, providers
from analyzer.tui.views.message_list import MessageList
from analyzer.tui.widgets.why_card import hint_of, lines_of, wrap
from dissectors.security.key_ring import KeyEntry, KeyRing
from tests.tui.views import CAPTURES, opened, screen_text, settle, typed

DIALOGS = {"?": "Keys in", ":": "Everything by name", "e": "Save", "O": "Open", "ctrl+g": "Go to", "M": "Note to message",
           "w": "Why", "C": "Columns", "d": "Decode as", "E": "Capture"}  # fmt: skip


def said(app) -> str:  # type: ignore[no-untyped-def]
    return " ".join(screen_text(app).split())


@pytest.fixture(scope="module")
def document() -> Document:
    return open_document(str(CAPTURES / "h-low-plain.pcap")).load()


# --- go to ----------------------------------------------------------------------------------------


def clock(document: Document, row: int) -> str:
    time = document.time(row)
    assert time is not None
    return f"{datetime.datetime.fromtimestamp(time // 10**9):%H:%M:%S}.{time % 10**9:09d}"


@pytest.mark.parametrize(
    ("text", "row"),
    [("1", 1), (" 104 ", 104), ("+5", 15), ("-3", 7), ("-100", 1), ("+999", 115), ("0s", 1), ("0.0s", 1)],
)
def test_numbers_and_steps_lead_to_rows(document: Document, text: str, row: int) -> None:
    assert target(document, range(1, 116), 10, text) == row


def test_steps_count_what_is_shown(document: Document) -> None:
    assert target(document, [3, 30, 60, 90], 30, "+2") == 90
    assert target(document, [3, 30, 60, 90], 31, "-1") == 30


def test_times_lead_to_the_first_message_then_or_later(document: Document) -> None:
    for row in (1, 50, 115):
        found_row = target(document, range(1, 116), 1, clock(document, row))
        assert document.time(found_row) == document.time(row)
    moment = datetime.datetime.fromtimestamp((document.time(1) or 0) // 10**9)
    assert target(document, range(1, 116), 9, moment.strftime("%Y-%m-%d %H:%M:%S")) == 1
    assert target(document, range(1, 116), 9, moment.strftime("%H:%M")) == 1


NOWHERE = [
    "0",
    "116",
    "99999999999",
    "soon",
    "12:61",
    "25:00",
    "2025-13-01 10:00",
    "9999s",
    "2999-01-01 00:00",
    "+",
    "+x",
]


@pytest.mark.parametrize("text", NOWHERE)
def test_places_that_are_none_say_what_there_is(document: Document, text: str) -> None:
    with pytest.raises(NoSuchPlace):
        target(document, range(1, 116), 1, text)


# --- names, hex, help -----------------------------------------------------------------------------


def test_paths_are_completed_as_a_shell_does(tmp_path: Path) -> None:
    for name in ("session-1.pcap", "session-2.pcap", "other.pcap", ".hidden"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder").mkdir()
    base = f"{tmp_path}/"
    assert complete_path(f"{base}s") == (f"{base}session-", ["session-1.pcap", "session-2.pcap"])
    assert complete_path(f"{base}session-1") == (f"{base}session-1.pcap", ["session-1.pcap"])
    assert complete_path(f"{base}fo") == (f"{base}folder/", ["folder/"])
    assert complete_path(f"{base}.h")[0] == f"{base}.hidden"
    assert complete_path(f"{base}x") == (f"{base}x", [])
    assert complete_path("/no/such/folder/x") == ("/no/such/folder/x", [])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("7EA0070321930F017E", "taken for: HDLC"),
        ("C0 01 C1 00 03 01 00 01 08 00 FF 02 00", "get-request-normal"),
        ("0x0C, 0x01 C2 zz", "not all of it is hex"),
        ("hello there", "no hex in it"),
        ("", "no hex in it"),
    ],
)
def test_pasted_hex_says_what_it_is(text: str, says: str) -> None:
    assert says in "\n".join(decoded(text, None))


def test_pasted_hex_is_opened_with_the_keys_at_hand() -> None:
    document = open_document(str(CAPTURES / "w-gmac-gglo-authenc-s0.pcap")).load()
    row = next(row for row in range(1, document.count + 1) if document.service(row) == "general-glo-ciphering")
    keys = {"guek": [bytes.fromhex("000102030405060708090A0B0C0D0E0F")]}
    text = "\n".join(decoded(document.captured(row).hex(), KeyRing([KeyEntry("lab", keys)])))
    assert "protection: unverified" in text and "decrypted:" in text and "request" in text


@pytest.mark.parametrize("context", CHAINS)
def test_help_names_every_key_once_and_those_of_the_pane_first(context: str) -> None:
    lines = list(help_lines(Keymap(), context, {"why"}))
    assert lines[0].heading and sum(not line.heading for line in lines) == len(ACTIONS)
    offered = [line.text for line in lines if line.offered and not line.heading]
    assert offered == (["Why is this so?"] if "everywhere" in CHAINS[context] else [])


def test_items_are_narrowed_by_every_word_those_that_begin_so_first() -> None:
    items = [Item("1", "Go to session #1", "password"), Item("2", "Session menu"), Item("3", "Columns")]
    assert [item.id for item in narrowed(items, "session")] == ["2", "1"]
    assert [item.id for item in narrowed(items, "pass SESS")] == ["1"]
    assert narrowed(items, "") == items


# --- the card -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1, 7, 20, 80])
@pytest.mark.parametrize("text", ["", "one two  three", "x" * 100, "Ünï 漢字漢字漢字 wide", " lead"])
def test_text_is_wrapped_to_the_width_and_no_character_is_lost(text: str, width: int) -> None:
    from rich.cells import cell_len

    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= max(width, 2) for line in lines)


def test_a_card_names_keys_of_the_users_own_and_makes_text_harmless() -> None:
    why = Why("4 · \x1b[31m", "error", (Paragraph("Do", "add the key.", ("view-5", "add-key")),))
    keymap = Keymap({"add-key": ["ctrl+k"]})
    lines = list(lines_of(why, 60, lambda actions: hint_of(keymap, actions)))
    assert lines[0].text == "E 4 · \\u001b[31m" and lines[1].text == "add the key: press 5, then ctrl+k"


# --- on the screen --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", DIALOGS)
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16)])
async def test_every_dialog_opens_and_esc_leaves_everything_as_it_was(key: str, size: tuple[int, int]) -> None:
    async with opened("h-low-plain.pcap", "j", "j", size=size) as (app, pilot):
        before = screen_text(app)
        await typed(app, pilot, key)
        assert app.screen is not app.main and DIALOGS[key] in said(app)
        await typed(app, pilot, "escape")
        assert app.screen is app.main and screen_text(app) == before


async def test_go_to_judges_what_is_typed_and_goes_there() -> None:
    async with opened("h-low-plain.pcap", "ctrl+g") as (app, pilot):
        await typed(app, pilot, "2", "0", "0")
        assert "there are messages 1 to" in said(app)
        await typed(app, pilot, "backspace", "enter")
        assert app.screen is app.main and app.main.view is not None and app.main.view.selected_row() == 20


async def test_the_palette_finds_actions_numbers_sessions_objects_and_themes() -> None:
    async with opened("h-low-plain.pcap") as (app, pilot):
        offered = providers(app.main)
        await typed(app, pilot, ":")
        for text, name in {
            "42": "Go to message 42",
            "mark": "Mark",
            "session #1": "Go to session #1",
            "voltage": "Show object 1-0:32.7.0",
            "theme light": "Theme: light",
            "security": "Columns: Security",
            "utc": "Time: UTC",
            "decode pasted": "Decode pasted hex",
        }.items():
            assert any(command.name.startswith(name) for command in found(app.main, text, offered)), text
        await pilot.press(*"theme: light")
        await typed(app, pilot, "enter")
        assert app.theme == "light"
        await typed(app, pilot, ":", "1", "7", "enter")
        assert app.main.view is not None and app.main.view.selected_row() == 17


async def test_another_file_is_opened_and_remembered() -> None:
    async with opened("h-low-plain.pcap", "O") as (app, pilot):
        await pilot.press(*str(CAPTURES / "w-low-pl"), "tab")
        assert "w-low-plain.pcap" in said(app)
        await typed(app, pilot, "enter")
        await settle(app, pilot)
        assert app.document.capture.name.endswith("w-low-plain.pcap") and app.document.count == 70
        await typed(app, pilot, "O")
        assert "h-low-plain.pcap opened before" in said(app)


async def test_what_is_no_capture_says_so_and_the_old_one_stays(tmp_path: Path) -> None:
    (tmp_path / "x.pcap").write_bytes(b"\xd4\xc3\xb2\xa1")
    async with opened("h-low-plain.pcap", "O") as (app, pilot):
        await pilot.press(*str(tmp_path / "x.pcap"))
        await typed(app, pilot, "enter")
        await settle(app, pilot)
        assert app.document.count in (0, 115) and app.is_running


async def test_what_is_pasted_outside_a_field_is_decoded() -> None:
    async with opened("h-low-plain.pcap") as (app, pilot):
        app.post_message(events.Paste("C0 01 C1 00 03 01 00\n01 08 00 FF 02 00"))
        await settle(app, pilot)
        await settle(app, pilot)
        assert "taken for: APDU" in said(app) and "get-request-normal" in said(app)


async def test_doctor_log_and_about_are_read_in_the_program() -> None:
    async with opened("h-low-plain.pcap") as (app, pilot):
        for name, says in (("doctor", "Python"), ("about", "GPL-2.0-or-later"), ("log", "nothing went wrong")):
            await typed(app, pilot, ":")
            await pilot.press(*name)
            await typed(app, pilot, "enter")
            await settle(app, pilot)
            assert says in said(app)
            await typed(app, pilot, "escape")


async def test_any_field_can_be_a_column_in_any_order() -> None:
    async with opened("h-low-plain.pcap", "C") as (app, pilot):
        await pilot.press(*"invoke_id")
        await typed(app, pilot, "tab", "space", "-", "enter")
        (found_list,) = app.main.query(MessageList)
        ids = [column.id for column in found_list.columns]
        assert "invoke_id" in ids and ids.index("invoke_id") == len(ids) - 2
        assert "invoke_id" in said(app)
        await typed(app, pilot, "C", "tab", "space", "enter")  # the first one taken away
        assert [column.id for column in found_list.columns] == ids[1:]
        await typed(app, pilot, "c")
        assert found_list.set_name != "Own"


async def test_with_nothing_to_look_at_the_first_question_is_what_to_open() -> None:
    app = DlmscopeApp(Document(nothing()), asking=True)
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(app, pilot)
        await settle(app, pilot)
        assert "Open" in said(app) and "Paste hex" in said(app) and "nothing opened" in said(app)
        await pilot.press(*str(CAPTURES / "h-push.pcap"))
        await typed(app, pilot, "enter")
        await settle(app, pilot)
        assert app.document.count == 14
