"""Response times as bars."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.tui.histogram import Bar, bar_text, bars, percentile


def test_steps_are_one_two_five_and_empty_ones_between_stay() -> None:
    found = bars([(1_500_000, 7), (1_900_000, 9), (6_000_000, 11)])
    assert found == [
        Bar(1_000_000, 2_000_000, 2, 9),
        Bar(2_000_000, 5_000_000, 0, 0),
        Bar(5_000_000, 10_000_000, 1, 11),
    ]


@given(st.lists(st.tuples(st.integers(-(10**10), 10**19), st.integers(1, 99)), max_size=50))
def test_every_answer_is_in_one_bar(answers: list[tuple[int, int]]) -> None:
    found = bars(answers)
    assert sum(each.answers for each in found) == len(answers)
    assert all(a.high == b.low for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("share", "text"), [(0, ""), (0.001, "▏"), (0.5, "████"), (0.55, "████▍"), (1, "████████"), (3, "████████")]
)
def test_bars_have_eighths_and_whatever_there_is_shows(share: float, text: str) -> None:
    assert bar_text(share, 8) == text


def test_percentiles() -> None:
    assert (percentile([], 0.5), percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 1.0)) == (None, 3, 4)
