"""Pieces of a drawn line: styled texts cut to a width, and characters marked in what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from rich.text import Text

Spans = Callable[[str], list[tuple[int, int]]]  # half-open ranges of characters in a text


def marked(segments: list[Segment], spans: Spans, style: Style) -> list[Segment]:
    """Segments with some characters of their text in another style."""
    found = spans("".join(segment.text for segment in segments))
    if not found:
        return segments
    cut: list[Segment] = []
    at = 0
    for text, own, _ in segments:
        cuts = {0, len(text)} | {edge - at for span in found for edge in span if 0 < edge - at < len(text)}
        for start, end in pairwise(sorted(cuts)):
            hit = any(low <= at + start < high for low, high in found)
            cut.append(Segment(text[start:end], (own or Style()) + style if hit else own))
        at += len(text)
    return cut


def text_segments(cell: Text, width: int, base: Style, right: bool) -> list[Segment]:
    """A styled text in exactly ``width`` cells."""
    room = width - cell.cell_len
    if room < 0:
        cell = cell.copy()
        cell.truncate(width, overflow="ellipsis")
        room = 0
    spans = [
        Segment(part.plain, base + (Style.parse(part.style) if isinstance(part.style, str) else part.style))
        for part in _parts(cell)
    ]
    blank = [Segment(" " * room, base)] if room else []
    return [*blank, *spans] if right else [*spans, *blank]


def _parts(cell: Text) -> list[Text]:
    """A text cut where its style changes, each part with its style as a whole."""
    cuts = sorted({0, len(cell), *(edge for span in cell.spans for edge in (span.start, span.end))})
    parts = []
    for start, end in pairwise(cuts):
        styles = [span.style for span in cell.spans if span.start <= start and end <= span.end]
        style = Style.combine([Style.parse(each) if isinstance(each, str) else each for each in [cell.style, *styles]])
        parts.append(Text(cell.plain[start:end], style))
    return parts
