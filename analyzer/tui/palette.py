"""Everything by name: actions with their keys, places to go, filters, columns, themes. A provider is a function that
gives commands for what is typed; none gives more than 200, for the matcher is plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.render import object_text
from analyzer.tui import theme
from analyzer.tui.dialogs.choice import ChoiceDialog, Item, narrowed
from analyzer.tui.dialogs.goto import NoSuchPlace, target
from analyzer.tui.keymap import Action, key_name
from analyzer.tui.times import MODES
from dissectors.session.explain import explain, mechanism

if TYPE_CHECKING:
    from analyzer.tui.main_screen import MainScreen

MOST = 200
MOST_LOOKED_AT = 20_000  # objects that are named before the search gives up
_HIDDEN = ("down", "up", "left", "right", "palette")  # nobody looks for these by name


class Command(NamedTuple):
    """A name, a word on it, and what it does (awaited where it can be)."""

    name: str
    note: str
    run: Callable[[], Any]


Provider = Callable[["MainScreen", str], Iterable[Command]]


def places(main: MainScreen, text: str) -> Iterator[Command]:
    """``104``, ``+100``, ``12:30:05`` go there."""
    ui, view = main.ui, main.view
    if not any(char.isdigit() for char in text):
        return
    try:
        here = (view.selected_row() if view is not None else None) or 1
        row = target(ui.document, ui.bridge.shown, here, text, ui.utc)
    except NoSuchPlace:
        return
    yield Command(f"Go to message {row}", text, lambda: main.goto(row))


def actions(offered: Sequence[Action]) -> Provider:
    """What can be done where the focus was before the palette opened."""

    def provide(main: MainScreen, text: str) -> Iterator[Command]:
        for action in offered:
            if action.id not in _HIDDEN:
                keys = "  ".join(map(key_name, action.keys))
                yield Command(action.label, keys, lambda action=action: main.ui.act(action))  # type: ignore[misc]

    return provide


def more(main: MainScreen, text: str) -> Iterator[Command]:
    """What has no key of its own."""
    tools = main.tools
    yield Command("Decode pasted hex …", "a frame, an APDU or Data", tools.decode)
    yield Command("Add key …", "tried before it is taken", tools.add_key)
    yield Command("Load keys file …", "keys.toml", tools.load_keys)
    yield Command("Load objects file …", "what dlmscope objects --save wrote", tools.load_objects)
    yield Command("Save this filter as …", "", tools.save_filter)
    yield Command("Capture options …", "interface, filter, file", main.opening.do_capture)
    yield Command("Log", "what went wrong", tools.log)
    yield Command("Doctor", "is everything here that is needed?", tools.doctor)
    yield Command("About", "", tools.about)


def looks(main: MainScreen, text: str) -> Iterator[Command]:
    """Themes, columns, times, saved filters."""
    for name in theme.NAMES:
        yield Command(f"Theme: {name}", "", lambda name=name: main.ui.set_theme(name))  # type: ignore[misc]
    for name in main.ui.column_sets:
        yield Command(f"Columns: {name}", "", lambda name=name: main.tools.columns(name))  # type: ignore[misc]
    for number, mode in enumerate(MODES):
        yield Command(f"Time: {mode.label}", "", lambda number=number: main.tools.times(number))  # type: ignore[misc]
    for name, saved in main.ui.settings.filters.items():
        yield Command(f"Filter: {name}", saved, lambda saved=saved: main.apply_filter(saved))  # type: ignore[misc]


def sessions(main: MainScreen, text: str) -> Iterator[Command]:
    for association in main.ui.document.associations[:MOST_LOOKED_AT]:
        who = association.identity
        name = f"Go to session #{association.number}  {who.client} ⇄ {who.server}  {mechanism(association)}"
        row = association.opened
        yield Command(name, explain(association), lambda row=row: main.tools.show(2, row))  # type: ignore[misc]


def objects(main: MainScreen, text: str) -> Iterator[Command]:
    """Objects by code or name, once two letters are typed."""
    if len(text.strip()) < 2:
        return
    index = main.ui.document.index
    seen: set[object] = set()
    for number, refs in enumerate(islice(index.object_lists, MOST_LOOKED_AT)):
        for ref in refs:
            key = (ref.class_id, ref.logical_name, ref.short_name)
            if key not in seen:
                seen.add(key)
                name = f"Show object {object_text(ref)}"
                yield Command(name, "", lambda number=number: main.tools.show_object(number))  # type: ignore[misc]


def providers(main: MainScreen) -> tuple[Provider, ...]:
    """All of them, as things stand now."""
    return places, actions(main.ui.offered()), more, looks, sessions, objects


def found(main: MainScreen, text: str, providers: Sequence[Provider]) -> list[Command]:
    """The commands that fit what is typed: of each provider those whose name begins with it first, at most MOST."""
    listed: list[Command] = []
    for provider in providers:
        commands = list(provider(main, text))
        if provider is not places:
            items = [Item(str(at), command.name, command.note) for at, command in enumerate(commands)]
            commands = [commands[int(item.id)] for item in narrowed(items, text)]
        listed += commands[:MOST]
    return listed


class Palette(ChoiceDialog):
    """Gives back the number of the command that was chosen, among those it found."""

    HINT = "a name, number, time, object  ↑↓ choose  Enter does it"

    def __init__(self, main: MainScreen) -> None:
        self._commands: list[Command] = []
        self._main = main
        self._providers = providers(main)
        super().__init__("Everything by name", self.items_for(""))

    def items_for(self, text: str) -> list[Item]:
        self._commands = found(self._main, text, self._providers)
        return [Item(str(at), command.name, command.note) for at, command in enumerate(self._commands)]

    def command(self, number: str) -> Command:
        return self._commands[int(number)]
