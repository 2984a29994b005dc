"""The key table: no key does two things in one place, none that terminals cannot send, and each action is somebody's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer.tui.keymap import ACTIONS, BY_ID, CHAINS, Action, Keymap, key_name, markdown
from tests.tui.views import opened

UNSENDABLE = re.compile(
    r"ctrl\+([mijh\[.,0-9])|alt\+[^a-z]|shift\+f\d+|alt\+\d"
)  # the same byte as another key, or none
TAKEN = re.compile(r"ctrl\+[abefgnptw]$")  # by tmux, editors or browsers


def test_no_key_does_two_things_in_one_place() -> None:
    Keymap()  # raises where one does


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_has_a_key_that_every_terminal_sends(action: Action) -> None:
    assert action.keys and action.label
    assert not any(UNSENDABLE.match(key) for key in action.keys)
    if not (action.group == "bar" or action.id == "goto"):  # the palette takes what ctrl+g takes
        assert any(not TAKEN.match(key) for key in action.keys)


def test_keys_of_the_user_take_the_place_of_ours() -> None:
    keymap = Keymap({"mark": ["ctrl+k"]})
    found = keymap.action("messages", "ctrl+k")
    assert found is not None and found.id == "mark"
    assert keymap.action("messages", "m") is None


@pytest.mark.parametrize(
    "own, words",
    [({"mark": ["a"]}, ("answer", "mark")), ({"nothing": ["a"]}, ("nothing",)), ({"down": ["1"]}, ("view-1", "down"))],
)
def test_a_clash_names_both_actions(own: dict[str, list[str]], words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError) as caught:
        Keymap(own)
    assert all(word in str(caught.value) for word in words)


def test_a_field_takes_letters_and_leaves_only_what_types_nothing() -> None:
    keymap = Keymap()
    for key in "qxafyw?:/123;":
        assert keymap.action("text", key) is None
    for key, action in (("ctrl+q", "quit"), ("f1", "help"), ("ctrl+p", "palette")):
        found = keymap.action("text", key)
        assert found is not None and found.id == action


@pytest.mark.parametrize(
    "key, name",
    [("ctrl+underscore", "ctrl+/"), ("escape", "Esc"), ("shift+right", "shift+→"), ("f7", "F7"), ("/", "/")],
)
def test_keys_read_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


PANES = {"messages": "#list", "tree": "#tree", "bytes": "#bytes"}
LATER = {"capture", "reload"}  # there is nothing to stop, nor to read again, where a test made the document


@pytest.mark.parametrize("context", PANES)
async def test_every_action_of_a_pane_has_somebody_who_does_it(context: str) -> None:
    async with opened("w-gmac-glo-authenc-s0.pcap") as (app, pilot):
        app.main.query_one(PANES[context]).focus()
        await pilot.pause()
        assert app.context() == context
        wanted = {action.id for group in CHAINS[context] for action in ACTIONS if action.group == group}
        missing = {name for name in wanted - LATER - {"sort"} if app.doer(BY_ID[name]) is None}
        assert not missing


async def test_every_key_that_is_offered_is_in_the_help_and_the_footer_never_lies() -> None:
    async with opened("w-gmac-glo-authenc-s0.pcap", size=(200, 40)) as (app, _):
        offered = app.offered()
        assert len({action.id for action in offered}) == len(offered)
        footer = app.main.query_one("FooterLine")
        assert set(footer.actions) <= set(offered)  # type: ignore[attr-defined]


def test_the_manual_has_every_key() -> None:
    written = Path(__file__).parents[2] / "docs" / "keys.md"
    assert written.read_text(encoding="utf-8") == markdown()
