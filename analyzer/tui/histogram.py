"""Response times by how long they are: bars over steps of 1, 2 and 5, as an oscilloscope has them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

BLOCKS = " ▏▎▍▌▋▊▉█"


class Bar(NamedTuple):
    """``answers`` took from ``low`` up to below ``high`` nanoseconds; ``row`` is the slowest of them."""

    low: int
    high: int
    answers: int
    row: int


def bars(answers: Sequence[tuple[int, int]]) -> list[Bar]:
    """Pairs of (nanoseconds, row) to bars, from the shortest to the longest, empty ones between them kept."""
    edges = _edges()
    counts = [0] * len(edges)
    longest: list[tuple[int, int]] = [(-1, 0)] * len(edges)
    for time, row in answers:
        at = max(0, bisect_right(edges, max(0, time)) - 1)
        counts[at] += 1
        if time > longest[at][0]:
            longest[at] = (time, row)
    used = [at for at, count in enumerate(counts) if count]
    if not used:
        return []
    last = len(edges) - 1
    return [
        Bar(edges[at], edges[at + 1] if at < last else 1 << 62, counts[at], longest[at][1])
        for at in range(used[0], used[-1] + 1)
    ]


def _edges() -> list[int]:
    """0, then 10 µs to 5,000 s."""
    return [0, *(digit * 10**power for power in range(4, 13) for digit in (1, 2, 5))]


def bar_text(share: float, width: int) -> str:
    """A bar of ``share`` of ``width`` characters; whatever there is shows."""
    eighths = max(round(share * width * 8), 1 if share > 0 else 0)
    whole, rest = divmod(min(eighths, width * 8), 8)
    return BLOCKS[8] * whole + (BLOCKS[rest] if rest else "")


def percentile(sorted_times: Sequence[int], share: float) -> int | None:
    """The time that ``share`` of the answers stay within."""
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * share))] if sorted_times else None
