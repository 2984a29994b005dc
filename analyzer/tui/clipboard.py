"""How does copied text reach the user's clipboard? Through the terminal (OSC 52), through tmux, and through a helper
program where the session is local. Over 64 KiB terminals lose text: then a file is the way.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp

LIMIT = 64 << 10  # bytes
PATIENCE = 2.0  # seconds that a helper may take
# helper -> (its command, the variable that says it can work, "" where none is needed)
HELPERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("wl-copy",), "WAYLAND_DISPLAY"),
    (("xclip", "-selection", "clipboard"), "DISPLAY"),
    (("pbcopy",), ""),
)
TMUX = ("tmux", "load-buffer", "-w", "-")


class TooLong(ValueError):
    """More text than a clipboard takes through a terminal."""


def copy(ui: DlmscopeApp, what: str, text: str) -> None:
    """Copy, and say what went where. ``what`` names it: "value", "tree"."""
    size = len(text.encode())
    if size > LIMIT:
        ui.main.toast(f"{what}: {size >> 10} KiB are more than a terminal takes; e saves to a file", "warning")
        return
    ui.copy_to_clipboard(text)
    lines = text.count("\n") + 1
    amount = f"{lines} lines" if lines > 1 else f"{len(text)} character{'' if len(text) == 1 else 's'}"
    commands = helpers(os.environ)
    if not commands:
        ui.main.toast(f"copied {what}, {amount}")
        return
    ui.bridge.run(
        "copy",
        lambda job: run(commands, text),
        lambda took: ui.main.toast(f"copied {what}, {amount}{' (' + ', '.join(took) + ')' if took else ''}"),
    )


def helpers(environment: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Commands that take the text on stdin, beside what the terminal is told: tmux, and one local program."""
    commands: list[tuple[str, ...]] = []
    path = environment.get("PATH")
    if environment.get("TMUX") and shutil.which(TMUX[0], path=path):
        commands.append(TMUX)
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return commands
    for command, needs in HELPERS:
        if (not needs or environment.get(needs)) and shutil.which(command[0], path=path):
            return [*commands, command]
    return commands


def run(commands: list[tuple[str, ...]], text: str) -> list[str]:
    """Hand the text to each command; the names of those that took it. Blocks for a moment: call it in a worker."""
    took = []
    for command in commands:
        try:
            # a helper that stays to serve the selection must not hold our pipes
            done = subprocess.run(
                command, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0:
            took.append(command[0])
    return took
