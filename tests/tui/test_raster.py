"""Plots: points to characters, gaps left open, reduced without losing a peak."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.tui.raster import Series, Span, column_of, draw, number, reduce, ticks, values_span
from tests.timing import least


def picture(ys: list[float | None], width: int = 10, height: int = 3, **options: bool) -> list[str]:
    xs = [float(at) for at in range(len(ys))]
    return draw([Series(xs, ys)], Span(0, len(ys) - 1), Span(0, 2), width, height, **options).text


def test_a_line_goes_from_corner_to_corner() -> None:
    assert picture([0, 1, 2], 3, 3, ascii_only=True) == ["  *", " * ", "*  "]
    assert picture([0, 2], 2, 1) == ["⡠⠊"]


def test_a_missing_value_leaves_the_line_open() -> None:
    assert picture([1, 1, None, 1, 1], 5, 1, ascii_only=True) == ["** **"]


def test_a_stretch_longer_than_the_stride_leaves_the_line_open() -> None:
    series = Series([0, 1, 8, 9], [1, 1, 1, 1], 1.5)
    assert draw([series], Span(0, 9), Span(0, 2), 10, 1, True).text == ["**      **"]
    assert draw([series._replace(stride=0)], Span(0, 9), Span(0, 2), 10, 1, True).text == ["*" * 10]


def test_a_lone_value_is_a_dot() -> None:
    assert picture([None, 1, None], 3, 1, ascii_only=True) == [" * "]


def test_the_line_runs_on_to_points_outside() -> None:
    series = Series([0, 10, 20], [0, 1, 2])
    assert draw([series], Span(5, 15), Span(0, 2), 5, 1, True).text == ["*****"]
    assert draw([series], Span(12, 18), Span(0, 2), 5, 1, True).text == ["*****"]


def test_later_series_have_the_cells_they_share_and_signs_without_colour() -> None:
    flat = Series([0, 19], [1, 1])
    drawn = draw([flat, flat], Span(0, 19), Span(0, 2), 20, 1)
    assert drawn.owner == [[1] * 20]
    assert "•" in draw([flat, flat], Span(0, 19), Span(0, 2), 20, 1, signs=True).text[0]
    assert draw([flat, flat], Span(0, 19), Span(0, 2), 20, 1, ascii_only=True).text == ["+" * 20]


def test_reduction_keeps_the_peaks() -> None:
    ys = [0.0] * 10_000
    ys[1234], ys[7777] = 5.0, -3.0
    bins = [each for each in reduce(Series(range(10_000), ys), Span(0, 9_999), 100) if each is not None]
    assert max(each.high for each in bins) == 5 and min(each.low for each in bins) == -3


def test_a_year_of_quarters_is_drawn_in_the_blink_of_an_eye() -> None:
    xs = [900.0 * at for at in range(35_040)]
    series = Series(xs, [math.sin(at) for at in range(35_040)], 1350)
    assert least(lambda: draw([series], Span(0, xs[-1]), Span(-1, 1), 100, 20)) < 0.5  # 0.04 s is usual


@given(
    st.lists(st.none() | st.floats(allow_nan=True, allow_infinity=True), max_size=60),
    st.integers(1, 40),
    st.integers(1, 8),
    st.booleans(),
    st.floats(-5, 60),
    st.floats(0, 60),
)
@example([0.0], 1, 1, False, 0.0, 2.225073858507203e-309)
@example([2.225073858507203e-309, 0.0], 1, 1, False, 0.0, 1.0)
def test_whatever_the_values_the_picture_has_its_size(
    ys: list[float | None], width: int, height: int, ascii_only: bool, low: float, size: float
) -> None:
    series = Series(list(range(len(ys))), ys, 1.5)
    x = Span(low, low + size)
    y = values_span([series], x) or Span(0, 1)
    drawn = draw([series], x, y, width, height, ascii_only)
    assert [len(line) for line in drawn.text] == [width] * height
    assert all((char != " ") == (owner == 0) for line, row in zip(drawn.text, drawn.owner, strict=True)
               for char, owner in zip(line, row, strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("span", "most", "expected"),
    [
        (Span(0, 3), 4, ["0", "1", "2", "3"]),
        (Span(0.2, 2.9), 3, ["1", "2"]),
        (Span(229.1, 234.4), 4, ["230", "232", "234"]),
        (Span(-0.05, 0.05), 3, ["-0.05", "0", "0.05"]),
        (Span(1_000_000, 1_000_130), 3, ["1e+06", "1.00005e+06", "1.0001e+06"]),
        (Span(1, 1), 3, []),
    ],
)
def test_axes_have_round_numbers(span: Span, most: int, expected: list[str]) -> None:
    assert [number(each) for each in ticks(span, most)] == expected


def test_values_near_zero_are_read_against_zero() -> None:
    assert values_span([Series([0, 1], [1, 3])], Span(0, 1)) == Span(0, 3.12)
    low, high = values_span([Series([0, 1], [229, 234])], Span(0, 1)) or Span(0, 0)
    assert 228 < low < 229 and 234 < high < 235
    assert values_span([Series([0, 1], [None, math.nan])], Span(0, 1)) is None


def test_places_on_the_axis_are_where_the_points_are_drawn() -> None:
    x = Span(0, 9)
    for at in range(10):
        drawn = draw([Series([float(at)], [1.0])], x, Span(0, 2), 37, 1)
        assert [column for column, char in enumerate(drawn.text[0]) if char != " "] == [column_of(x, at, 37)]
