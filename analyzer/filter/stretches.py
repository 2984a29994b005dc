"""Verdicts on stretches of rows: a byte a row, NO, YES, or MAYBE where the row itself must be asked.

A column of interned ids is judged once an id, one of numbers once a number; then a row costs one look-up.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

NO, YES, MAYBE = 0, 1, 2
Verdicts = bytes | bytearray
Mask = Callable[[int, int], Verdicts]  # of the rows first + 1 .. last
Judge = Callable[[Iterable[Any]], int]  # the verdict on all values of a row
One = Callable[[Any], int]  # the verdict on a row with one value


def by_id(column: array[int], table: list[Any], judge: Callable[[Any], int]) -> Mask:
    verdicts, turn = bytearray(), Lock()

    def rows(first: int, last: int) -> Verdicts:
        if len(verdicts) < len(table):
            with turn:  # two threads may run the same filter
                for entry in range(len(verdicts), len(table)):
                    verdicts.append(judge(table[entry]))
        return bytes(map(verdicts.__getitem__, column[first:last]))

    return rows


class _Memo(dict[int, int]):
    """Verdicts by number, each judged once; a column of nothing but different numbers does not fill it endlessly."""

    __slots__ = ("judge",)

    def __init__(self, judge: Callable[[int], int]) -> None:
        super().__init__()
        self.judge = judge

    def __missing__(self, number: int) -> int:
        verdict = self.judge(number)
        if len(self) < MOST_REMEMBERED:
            self[number] = verdict
        return verdict


MOST_REMEMBERED = 1 << 16


def by_value(column: array[int], judge: Callable[[int], int]) -> Mask:
    memo = _Memo(judge)
    return lambda first, last: bytes(map(memo.__getitem__, column[first:last]))
