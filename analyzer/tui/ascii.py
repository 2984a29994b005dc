"""Signs drawn as letters, for terminals and locales that have no others; every cell keeps its place."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = "·✓✗→←▸▾◂▴▌…█░▁▂▃▄▅▆▇▏▎▍▋▊▉●■‖±–—×┊╳│─═⇄≥≤Δ"
_LETTERS = ".+x><>v<^|~#-_______|||###*#=+--x:x|-==><d"
_KNOWN = dict(zip(_SIGNS, _LETTERS, strict=True))


class Ascii(LineFilter):
    """Between the widgets and the terminal, whoever draws."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.text.isascii() else Segment(in_letters(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def in_letters(text: str) -> str:
    """A text of the same width without any sign beyond ASCII."""
    return "".join(
        char if char.isascii() else _KNOWN[char] if char in _KNOWN else "?" * cell_len(char) for char in text
    )
