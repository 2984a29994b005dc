"""A field for the name of a file, completed with Tab as a shell does."""

from __future__ import annotations

import os
from pathlib import Path

from textual import events

from analyzer.tui.dialogs.base import Entry

MOST = 2000  # names of a folder that are looked at


def complete_path(text: str) -> tuple[str, list[str]]:
    """The text as far as it is certain, and the names that go on from there. Folders end with a slash."""
    folder_text, _, begun = text.rpartition("/")
    folder = Path(f"{folder_text}/" if folder_text or text.startswith("/") else ".").expanduser()
    try:
        with os.scandir(folder) as entries:
            names = []
            for number, entry in enumerate(entries):
                if number >= MOST:
                    break
                if entry.name.startswith(begun) and (begun.startswith(".") or not entry.name.startswith(".")):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
    except OSError:
        return text, []
    if not names:
        return text, []
    return text[: len(text) - len(begun)] + os.path.commonprefix(names), sorted(names)  # noqa: RUF071 - by character is what a shell does


class PathInput(Entry):
    """Tab completes; where it cannot, it goes on to the next field."""

    def on_key(self, event: events.Key) -> None:
        if event.key != "tab":
            return
        completed, _ = complete_path(self.value)
        if completed != self.value:
            event.stop()
            event.prevent_default()
            self.value = completed
            self.cursor_position = len(completed)
