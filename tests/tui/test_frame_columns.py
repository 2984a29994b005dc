"""Columns share a width: they fit, shrink before they go, and the least wanted goes first."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from analyzer.tui.views.message_list import SETS
from analyzer.tui.widgets.columns import Column, fit, layout

COLUMNS = st.lists(
    st.builds(
        Column,
        id=st.uuids().map(str),
        title=st.just("x"),
        width=st.integers(4, 40),
        minimum=st.integers(0, 4),
        rank=st.integers(1, 100),
        elastic=st.integers(0, 2),
    ),
    min_size=1,
    max_size=12,
)


@given(COLUMNS, st.integers(10, 250))
def test_what_is_laid_out_lies_side_by_side_within_the_width(columns: list[Column], width: int) -> None:
    places = layout(columns, width)
    assert places
    for before, after in pairwise(places):
        assert after.x == before.x + before.width + 1
    if len(places) > 1:
        assert places[-1].x + places[-1].width <= width


@given(COLUMNS, st.integers(20, 250))
def test_a_column_that_went_was_wanted_no_more_than_those_that_stayed(columns: list[Column], width: int) -> None:
    kept = {place.at for place in layout(columns, width)}
    gone = set(range(len(columns))) - kept
    assert max((columns[at].rank for at in gone), default=0) <= min(columns[at].rank for at in kept)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("width", [79, 99, 119, 139, 200])
def test_number_and_status_stay_at_every_width(name: str, width: int) -> None:
    shown = {place.column.id for place in layout(SETS[name], width)}
    assert {"no", "status"} <= shown


def test_a_width_of_the_users_is_kept() -> None:
    places = layout(SETS["Reading"], 139, {"service": 40})
    assert next(place.width for place in places if place.column.id == "service") == 40


@given(st.text(max_size=30), st.integers(1, 20), st.booleans())
def test_a_cell_has_exactly_its_width(text: str, width: int, right: bool) -> None:
    text = "".join(char for char in text if char.isprintable())
    assert cell_len(fit(text, width, right)) == width
