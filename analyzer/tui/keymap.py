"""Which key does what, and where: the one table behind dispatch, footer, help, palette and documentation.

A focused widget names its context; :data:`CHAINS` says which groups of actions hold there, the nearest first. Keys are
written as the character they type, else by Textual's name.
"""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """What a user can do. ``rank`` orders the footer (0 is never shown there), ``short`` is its word for it."""

    id: str
    keys: tuple[str, ...]
    label: str
    group: str
    rank: int = 0
    short: str = ""


def _group(group: str, *rows: tuple[str, str, str] | tuple[str, str, str, int, str]) -> tuple[Action, ...]:
    """Rows of (id, keys with spaces between, label, footer rank, footer word)."""
    return tuple(Action(row[0], tuple(row[1].split()), row[2], group, *row[3:]) for row in rows)


ACTIONS: tuple[Action, ...] = (
    *_group(
        "everywhere",
        ("view-1", "1", "Messages"),
        ("view-2", "2", "Sessions"),
        ("view-3", "3", "Objects"),
        ("view-4", "4", "Findings"),
        ("view-5", "5", "Keys"),
        ("view-6", "6", "Statistics"),
        ("next-pane", "tab", "Next pane", 28, "Pane"),
        ("previous-pane", "shift+tab", "Previous pane"),
        ("back", "escape", "Close, leave, un-zoom, back to the list"),
        ("leave", "q", "One level back; at the top: quit", 12, "Quit"),
        ("quit", "ctrl+q ctrl+c", "Quit"),
        ("help", "? f1", "Keys of this view", 1000, "Help"),
        ("palette", ": ctrl+p", "Everything by name", 20, "Palette"),
        ("filter", "/ & ctrl+underscore", "Display filter", 100, "Filter"),
        ("toggle-filter", "x", "Filter off and on again", 90, "All"),
        ("find", "; ctrl+f", "Find in rows, bytes and names", 40, "Find"),
        ("next-hit", "n ctrl+n", "Next hit"),
        ("previous-hit", "N ctrl+b", "Previous hit"),
        ("goto", "ctrl+g", "Go to message, time or +100"),
        ("filter-by", "f", "Filter from what is selected", 70, "Filter by"),
        ("copy", "y", "Copy menu", 65, "Copy"),
        ("copy-value", "Y", "Copy the value"),
        ("export", "e ctrl+s", "Export or save what is shown", 35, "Export"),
        ("why", "w", "Why is this so?", 60, "Why"),
        ("other-view", "v", "Other view of the same thing", 50, "View"),
        ("time-format", "t", "Next time format", 45, "Time"),
        ("time-reference", "T ctrl+t", "Count time from here"),
        ("column-set", "c", "Next column set", 30, "Columns"),
        ("choose-columns", "C", "Choose columns"),
        ("zoom", "z \\", "Zoom the pane", 25, "Zoom"),
        ("layout", "|", "Next layout"),
        ("taller", "+", "List taller"),
        ("shorter", "-", "List shorter"),
        ("narrower", "<", "Left pane narrower"),
        ("wider", ">", "Left pane wider"),
        ("reset-sizes", "=", "Sizes as they were"),
        ("follow", "F", "Follow the newest", 22, "Follow"),
        ("pause", "p", "Pause, resume the view", 21, "Pause"),
        ("capture", "E ctrl+e", "Start, stop the capture"),
        ("clear", "D ctrl+l", "Clear the list"),
        ("reload", "R ctrl+r", "Reload the file"),
        ("open", "O ctrl+o", "Open a file or an interface"),
        ("decode-as", "d", "Decode as"),
        ("suspend", "ctrl+z", "To the shell"),
    ),
    *_group(
        "moves",
        ("down", "j down", "Down"),
        ("up", "k up", "Up"),
        ("page-down", "space pagedown", "Page down"),
        ("page-up", "b pageup", "Page up"),
        ("half-down", "ctrl+d", "Half a page down"),
        ("half-up", "ctrl+u", "Half a page up"),
        ("first", "g home", "First"),
        ("last", "G end", "Last"),
    ),
    *_group(
        "lists",
        ("left", "h left", "Scroll left"),
        ("right", "l right", "Scroll right"),
        ("enter", "enter", "Open"),
        ("sort", "S", "Sort menu", 48, "Sort"),
    ),
    *_group(
        "messages",
        ("next-message", "ctrl+down f8", "Next message, from any pane"),
        ("previous-message", "ctrl+up f7", "Previous message, from any pane"),
        ("answer", "a", "Question ↔ answer", 85, "Answer"),
        ("next-in-session", ".", "Next in this session"),
        ("previous-in-session", ",", "Previous in this session"),
        ("next-session", "}", "Next session"),
        ("previous-session", "{", "Previous session"),
        ("next-finding", "]", "Next finding", 80, "Finding"),
        ("previous-finding", "[", "Previous finding"),
        ("history-back", "alt+left H", "Back through visited messages"),
        ("history-forward", "alt+right L", "Forward through visited messages"),
        ("mark", "m", "Mark", 55, "Mark"),
        ("note", "M", "Note"),
        ("marks", "'", "Marked messages"),
        ("to-session", "s", "Its session"),
        ("to-object", "o", "Its object"),
        ("previous-source", "(", "Previous byte source"),
        ("next-source", ")", "Next byte source"),
    ),
    *_group(
        "tree",
        ("toggle", "enter", "Open, close, follow a link"),
        ("open-node", "l right", "Open"),
        ("close-node", "h left", "Close, or to the parent"),
        ("parent", "backspace", "To the parent"),
        ("open-subtree", "shift+right", "Open the subtree"),
        ("open-all", "* ctrl+right", "Open all"),
        ("close-all", "_ ctrl+left", "Close all"),
        ("raw", "r", "Raw values ↔ meaning", 58, "Raw"),
    ),
    *_group(
        "bytes",
        ("byte-left", "h left", "Byte before"),
        ("byte-right", "l right", "Byte after"),
        ("select-left", "shift+left", "Select to the left"),
        ("select-right", "shift+right", "Select to the right"),
        ("notation", "#", "Hex, bits, decimal", 58, "Bits"),
        ("to-node", "enter", "To its node"),
    ),
    *_group(
        "plot",
        ("plot-left", "h left", "Cursor left"),
        ("plot-right", "l right", "Cursor right"),
        ("zoom-in", "i", "Zoom in", 58, "Zoom in"),
        ("zoom-out", "o", "Zoom out", 57, "Zoom out"),
        ("zoom-all", "0", "All of it", 56, "All"),
        ("plot-enter", "enter", "The message behind the point", 59, "Message"),
    ),
    *_group(
        "keys",
        ("add-key", "i", "Add a key", 88, "Add"),
        ("remove-key", "delete", "Remove a key", 86, "Remove"),
    ),
    *_group(
        "bar",
        ("bar-apply", "enter", "Apply", 100, "Apply"),
        ("bar-complete", "tab", "Take the completion", 90, "Complete"),
        ("bar-up", "up", "Choose, or older", 80, "History"),
        ("bar-down", "down", "Choose, or newer"),
        ("bar-offer", "ctrl+@", "Show completions"),
        ("bar-search", "ctrl+r", "Search the history"),
        ("bar-clear", "ctrl+u", "Clear", 70, "Clear"),
        ("bar-find", "ctrl+f", "Filter ↔ find", 60, "Find"),
        ("bar-leave", "escape", "Back, text kept", 95, "Back"),
    ),
)  # fmt: skip

CHAINS: dict[str, tuple[str, ...]] = {
    "list": ("lists", "moves", "everywhere"),
    "messages": ("lists", "messages", "moves", "everywhere"),
    "ladder": ("lists", "messages", "moves", "everywhere"),
    "findings": ("lists", "messages", "moves", "everywhere"),
    "keys": ("keys", "lists", "moves", "everywhere"),
    "tree": ("tree", "messages", "moves", "everywhere"),
    "bytes": ("bytes", "messages", "moves", "everywhere"),
    "plot": ("plot", "everywhere"),
    "page": ("moves", "everywhere"),
    "bar": ("bar", "text"),
    "text": ("text",),
}
_WHILE_TYPING = ("quit", "palette", "help")  # by the keys that type nothing
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


class Keymap:
    """Keys in force: the table, with the user's own keys by action id. Raises ValueError where two clash."""

    def __init__(self, own: dict[str, list[str]] | None = None) -> None:
        own = own or {}
        unknown = [name for name in own if name not in BY_ID]
        if unknown:
            raise ValueError(f"keys: no action {unknown[0]!r}")
        self.actions: dict[str, Action] = {
            action.id: action._replace(keys=tuple(own[action.id])) if action.id in own else action for action in ACTIONS
        }
        self._chains = {context: self._chain(context, groups) for context, groups in CHAINS.items()}

    def _chain(self, context: str, groups: tuple[str, ...]) -> dict[str, str]:
        chain: dict[str, str] = {}
        for action in self.actions.values():
            keys = action.keys
            if action.group not in groups:
                if "text" not in groups or action.id not in _WHILE_TYPING:
                    continue
                keys = tuple(key for key in keys if len(key) > 1)
            for key in keys:
                if key in chain:
                    raise ValueError(f"keys: {key!r} does both {chain[key]} and {action.id} in {context}")
                chain[key] = action.id
        return chain

    def action(self, context: str, key: str) -> Action | None:
        """What a key does where the focused widget names ``context``."""
        found = self._chains.get(context, self._chains["page"]).get(key)
        return self.actions[found] if found is not None else None

    def offered(self, context: str) -> list[Action]:
        """What can be done in a context, the nearest groups first, as the table orders them."""
        groups = CHAINS.get(context, CHAINS["page"])
        found = [action for group in groups for action in self.actions.values() if action.group == group]
        if "text" in groups:
            for action in (self.actions[name] for name in _WHILE_TYPING):
                found.append(action._replace(keys=tuple(key for key in action.keys if len(key) > 1)))
        return found


_KEY_NAMES = {
    "ctrl+underscore": "ctrl+/",
    "ctrl+@": "ctrl+space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """A key as people read it."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    modifier, plus, name = key.rpartition("+")
    if plus and name in _KEY_NAMES:
        return f"{modifier}+{_KEY_NAMES[name]}"
    return key.upper() if len(key) == 2 and key[0] == "f" and key[1].isdigit() else key


GROUPS = {
    "everywhere": "Everywhere",
    "moves": "Lists, tree, bytes",
    "lists": "Lists",
    "messages": "Messages, ladder, findings, from any pane",
    "tree": "Tree",
    "bytes": "Bytes",
    "plot": "Plot",
    "keys": "Keys view",
    "bar": "Filter bar",
}


def markdown() -> str:
    """The table for people, as docs/keys.md has it: ``python -m analyzer.tui.keymap > docs/keys.md``."""
    lines = [
        "# Keys of the terminal UI",
        "",
        'Change them by id in `ui.toml`: `[keys]`, then `mark = ["m", "ctrl+k"]`.',
    ]
    for group, title in GROUPS.items():
        lines += ["", f"## {title}", "", "| keys | does | id |", "|---|---|---|"]
        for action in (each for each in ACTIONS if each.group == group):
            keys = " ".join(f"`{key_name(key)}`".replace("|", "\\|") for key in action.keys)
            lines.append(f"| {keys} | {action.label} | {action.id} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
