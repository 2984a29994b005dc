"""What can go wrong, for scripts: the one exception of the strict face.

The decoder itself never raises; it leaves a :class:`~dissectors.core.node.Note` on the node concerned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dissectors.core.node import Node


class DecodeError(ValueError):
    """Bytes that are not what they were taken for.

    ``offset`` is the byte at which decoding stopped, ``reason`` says why in a few words, and ``partial`` is the tree
    up to there (``None`` where not even its root could be read).
    """

    def __init__(self, reason: str, offset: int, partial: Node | None = None) -> None:
        super().__init__(f"{reason} (at byte {offset})")
        self.reason = reason
        self.offset = offset
        self.partial = partial


class EncodeError(ValueError):
    """A value that does not fit the element it is given for; ``path`` names the element."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
