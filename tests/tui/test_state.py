"""What is remembered between runs, and what never is; settings with clear errors; which helpers take copied text."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.tui import settings
from analyzer.tui.clipboard import helpers, run
from analyzer.tui.state import History, Marks, Visits, fingerprint, holds_key, recent
from dissectors.security.key_ring import KeyEntry, KeyRing

CAPTURES = Path(__file__).parents[2] / "captures"
KEY = bytes.fromhex("00112233445566778899AABBCCDDEEFF")
RING = KeyRing([KeyEntry("lab", {"guek": [KEY], "password": [b"Secret42"]})])


def test_visits_go_back_and_forward_and_a_new_visit_forgets_what_lay_ahead() -> None:
    visits = Visits()
    assert visits.back() is None and visits.forward() is None
    for row in (1, 5, 5, 9):
        visits.visit(row)
    assert [visits.back(), visits.back(), visits.back()] == [5, 1, None]
    assert visits.forward() == 5
    visits.visit(7)
    assert visits.forward() is None and visits.back() == 5


def test_history_keeps_each_line_once_newest_last_and_survives_the_run(tmp_path: Path) -> None:
    history = History("filters", tmp_path, most=3)
    for line in ("a", "obis", "a", "  ", "b", "ab"):
        history.add(line)
    assert History("filters", tmp_path).lines == ["a", "b", "ab"]
    assert history.matching("a") == ["ab", "a"]
    assert history.matching("b") == ["b", "ab"]
    assert stat.S_IMODE((tmp_path / "filters.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "apdu contains 00112233445566778899AABBCCDDEEFF",
        "apdu contains 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff",
        'hex: "00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff"',
        "find Secret42",
        "53 65 63 72 65 74 34 32",
    ],
)
def test_a_line_that_holds_a_key_is_not_remembered(text: str, tmp_path: Path) -> None:
    history = History("filters", tmp_path)
    history.add(text, RING)
    assert holds_key(text, RING) and not holds_key(text, None)
    assert history.lines == [] and not list(tmp_path.iterdir())


def test_a_damaged_history_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text("{not json")
    assert recent(tmp_path).lines == []
    (tmp_path / "recent.json").write_text('{"a": 1}')
    assert recent(tmp_path).lines == []


def test_marks_and_notes_return_with_the_capture_whatever_it_is_called(tmp_path: Path) -> None:
    first = open_document(str(CAPTURES / "h-low-plain.pcap")).load()
    marks = Marks(first, tmp_path)
    assert marks.toggle(5) and marks.toggle(7) and not marks.toggle(7)
    marks.write_note(9, " look here ")
    copy = tmp_path / "another name.pcap"
    copy.write_bytes((CAPTURES / "h-low-plain.pcap").read_bytes())
    again = Marks(open_document(str(copy)).load(), tmp_path)
    assert again.rows == [5, 9] and again.note(9) == "look here" and again.noted() == {9: "look here"}
    other = Marks(open_document(str(CAPTURES / "w-low-plain.pcap")).load(), tmp_path)
    assert len(other) == 0


def test_taking_the_last_mark_away_leaves_no_file(tmp_path: Path) -> None:
    marks = Marks(open_document(str(CAPTURES / "h-low-plain.pcap")).load(), tmp_path)
    marks.toggle(1)
    marks.toggle(1)
    assert not list((tmp_path / "marks").glob("*.json"))


def test_a_capture_that_grows_keeps_its_fingerprint(tmp_path: Path) -> None:
    whole = (CAPTURES / "h-low-plain.pcap").read_bytes()
    part, all_of_it = tmp_path / "part.pcap", tmp_path / "all.pcap"
    part.write_bytes(whole[:8000])
    all_of_it.write_bytes(whole)
    assert fingerprint(open_document(str(part))) == fingerprint(open_document(str(all_of_it)))


def test_damaged_marks_are_passed_over(tmp_path: Path) -> None:
    document = open_document(str(CAPTURES / "h-low-plain.pcap")).load()
    (tmp_path / "marks").mkdir()
    rows = {"3": {"note": "good"}, "x": {}, "4": 1}
    (tmp_path / "marks" / f"{fingerprint(document)}.json").write_text(json.dumps({"rows": rows}))
    assert Marks(document, tmp_path).rows == [3]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    marks = Marks(open_document(str(CAPTURES / "h-low-plain.pcap")).load(), tmp_path / "file")
    assert marks.toggle(2)
    History("filters", tmp_path / "file").add("x")


# --- settings -------------------------------------------------------------------------------------


def test_settings_are_read_and_saved_filters_join_them(tmp_path: Path) -> None:
    (tmp_path / "ui.toml").write_text(
        'theme = "light"\n[keys]\nmark = "ctrl+k"\nnote = ["M", "f9"]\n[columns]\nMine = ["no", "value"]\n'
        '[filters]\nprofiles = "class_id == 7"\n[[colour]]\nfilter = "finding"\nstyle = "bold"\n'
    )
    settings.save_filter('a "quoted" \x7f name', 'obis ~ "1-0"', tmp_path)
    settings.save_filter("profiles", "the user's own wins", tmp_path)
    found = settings.load(tmp_path)
    assert found.theme == "light" and found.keys == {"mark": ["ctrl+k"], "note": ["M", "f9"]}
    assert found.columns == {"Mine": ["no", "value"]} and found.colours == [("finding", "bold")]
    assert found.filters == {'a "quoted" \x7f name': 'obis ~ "1-0"', "profiles": "class_id == 7"}


def test_no_settings_are_the_plain_ones(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == settings.Settings()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("theme = 3", "theme: wants text"),
        ("them = 'x'", "them: no such setting"),
        ("[keys]\nmark = 1", "keys.mark: wants text or a list"),
        ("keys = 1", "wants a table [keys]"),
        ("colour = 1", "wants [[colour]]"),
        ("[[colour]]\nfilter = 'x'", "[[colour]] 1: wants filter and style"),
        ("[", "not valid TOML"),
    ],
)
def test_a_setting_that_cannot_be_used_names_file_and_entry(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "ui.toml").write_text(text)
    with pytest.raises(settings.SettingsError) as caught:
        settings.load(tmp_path)
    assert says in str(caught.value) and "ui.toml" in str(caught.value)


# --- clipboard ------------------------------------------------------------------------------------


@pytest.fixture
def programs(tmp_path: Path) -> str:
    for name in ("tmux", "xclip", "wl-copy"):
        path = tmp_path / name
        path.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/{name}.got"\n')
        path.chmod(0o755)
    return str(tmp_path)


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({}, []),
        ({"TMUX": "1"}, ["tmux"]),
        ({"DISPLAY": ":0"}, ["xclip"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, ["wl-copy"]),
        ({"DISPLAY": ":0", "TMUX": "1"}, ["tmux", "xclip"]),
        ({"DISPLAY": ":0", "TMUX": "1", "SSH_TTY": "/dev/pts/1"}, ["tmux"]),
    ],
)
def test_helpers_are_those_that_reach_the_clipboard_from_here(
    environment: dict[str, str], names: list[str], programs: str
) -> None:
    assert [command[0] for command in helpers({"PATH": programs, **environment})] == names


def test_helpers_get_the_text_and_those_that_fail_are_left_out(tmp_path: Path, programs: str) -> None:
    assert run([(f"{programs}/xclip",), ("/nonexistent/helper",), ("false",)], "Wert ✓") == [f"{programs}/xclip"]
    assert (tmp_path / "xclip.got").read_text() == "Wert ✓"
