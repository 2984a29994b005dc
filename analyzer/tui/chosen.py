"""What the cursor is on where that is no message: a session, an object, a row of a profile, a line of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Copy(NamedTuple):
    """A text to copy: its key in the menu, what it is called, and who makes it (a worker calls)."""

    key: str
    name: str
    text: Callable[[], str]


class Chosen(NamedTuple):
    """``filter`` picks the messages that it is about; ``copies`` are the texts it has, the most usual first."""

    filter: str
    copies: tuple[Copy, ...]
