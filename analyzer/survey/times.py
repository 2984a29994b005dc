"""How long do things take: median, percentiles and the longest of any number of times."""

from __future__ import annotations

from bisect import bisect_right

_CHUNK = 4096  # times that are sorted at once


class Times:
    """Exact percentiles of any number of times, without sorting more than a few thousand at once."""

    __slots__ = ("_chunks", "_last", "count", "greatest")

    def __init__(self) -> None:
        self._chunks: list[list[int]] = []
        self._last: list[int] = []
        self.count = 0
        self.greatest: int | None = None

    def add(self, time: int) -> None:
        self._last.append(time)
        self.count += 1
        if self.greatest is None or time > self.greatest:
            self.greatest = time
        if len(self._last) == _CHUNK:
            self._close()

    def _close(self) -> None:
        self._last.sort()
        self._chunks.append(self._last)
        self._last = []

    def at(self, share: float) -> int | None:
        """The time that more than ``share`` of all do not exceed, the longest at the end; None where there is none."""
        if not self.count or self.greatest is None:
            return None
        if self._last:
            self._close()
        wanted = min(self.count, int(share * self.count) + 1)
        low, high = min(chunk[0] for chunk in self._chunks), self.greatest
        while low < high:
            middle = (low + high) // 2
            if sum(bisect_right(chunk, middle) for chunk in self._chunks) >= wanted:
                high = middle
            else:
                low = middle + 1
        return low

    def usual(self) -> tuple[int | None, int | None, int | None]:
        """Median, 95th percentile, and the longest."""
        return self.at(0.5), self.at(0.95), self.greatest
