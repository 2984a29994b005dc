"""Which rows does the filter show? One byte a row, for workers that ask of many."""

from __future__ import annotations

from collections.abc import Sequence


class Shown:
    """A set of row numbers, fixed when it was made; rows that came later are not in it."""

    def __init__(self, rows: Sequence[int], count: int) -> None:
        self._rows = bytearray(count + 1)
        for row in rows:
            if row <= count:
                self._rows[row] = 1

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 < row < len(self._rows) and self._rows[row] == 1
