"""Load profiles as one table: readings that overlap, times put back, clocks that change, status bits."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.survey.objects import inventory
from analyzer.survey.profile import (
    Profile,
    absent,
    axis_of,
    filled,
    moment,
    plottable,
    quantity,
    read_profile,
    status_bits,
    stride,
    values,
)
from dissectors.meaning.lessons import Column
from dissectors.meaning.profiles import Cell, Head, Table
from dissectors.meaning.readings import Entry
from dissectors.session.message import ObjectRef

CAPTURES = Path(__file__).parents[2] / "captures"
LOAD_PROFILE = ObjectRef(7, bytes((1, 0, 99, 1, 0, 255)), 2)


def profile_of(name: str) -> Profile:
    document = open_document(str(CAPTURES / name)).load()
    seen = next(each for each in inventory(document).objects if each.logical_name == LOAD_PROFILE.logical_name)
    *_, (done, profile) = read_profile(document, LOAD_PROFILE, seen.attributes[2].rows)
    assert done == len(seen.attributes[2].rows)
    return profile


@pytest.fixture(scope="module")
def day() -> Profile:
    return profile_of("made-profile.pcap")


def column(name: str, is_time: bool = False, scale: tuple[int, int, int] | None = None) -> Head:
    return Head(Column(ObjectRef(3, b"\1\0\1\x07\0\xff", 2), 0), name, scale, is_time)


def of_times(*texts: str | None) -> Profile:
    """A profile with a time and a number for each row."""
    profile = Profile()
    profile.heads = [column("Clock", True), column("P")]
    for at, text in enumerate(texts):
        profile.entries.append(Entry(9, at + 1, (Cell(text, text, False), Cell(at, None, False))))
    return profile


def test_what_was_read_twice_stands_once_and_knows_its_message(day: Profile) -> None:
    assert len(day.entries) == 44 + 44  # the second reading has 48 rows, four of which are in the first
    assert [(day.entries[at].origin, day.entries[at].number) for at in (0, 43, 44, 87)] == [
        (12, 1),
        (12, 44),
        (14, 5),
        (14, 48),
    ]
    assert [head.unit for head in day.heads] == ["", "", "W", "W", "V"]
    assert day.period == 900


def test_what_was_put_back_is_marked(day: Profile) -> None:
    assert [filled(entry) for entry in day.entries[:5]] == [False, True, True, True, False]
    empty = next(entry for entry in day.entries if entry.cells[2] is not None and entry.cells[2].filled)
    assert empty.cells[0] is not None and empty.cells[0].text == "2025-01-02T15:00:00.00+01:00"


def test_status_bits_have_numbers_and_no_invented_names(day: Profile) -> None:
    after_gap = next(entry for entry in day.entries if status_bits(day, entry))
    assert status_bits(day, after_gap) == ["Status register 1 = 130: bits 1, 7 set"]


def test_a_clock_says_what_it_thinks_of_its_own_time() -> None:
    profile = of_times("2025-01-02T00:00:00.00+01:00")
    time = Cell("2025-01-02T00:00:00.00+01:00", None, False, "doubtful value, daylight saving active")
    assert status_bits(profile, profile.entries[0]._replace(cells=(time,))) == ["Clock: doubtful value"]


def test_columns_of_numbers_can_be_plotted(day: Profile) -> None:
    assert plottable(day) == [2, 3, 4]
    axis = axis_of(day)
    voltage = values(day, axis, 4)
    assert voltage[:3] == [230.0, 230.7, 231.4]
    assert (axis.is_time, axis.untimed, stride(day, axis), absent(day, axis)) == (True, 0, 1350.0, 8)


def test_the_hour_that_autumn_repeats_stands_twice_and_in_order() -> None:
    axis = axis_of(
        of_times("2025-10-26T02:00:00.00+02:00", "2025-10-26T02:00:00.00+01:00", "2025-10-26T03:00:00.00+01:00")
    )
    assert [b - a for a, b in zip(axis.xs, axis.xs[1:], strict=False)] == [3600, 3600]
    local = [x + offset for x, offset in zip(axis.xs, axis.offsets, strict=True)]
    assert [each % 86_400 / 3600 for each in local] == [2, 2, 3]


def test_without_offsets_local_time_is_all_there_is() -> None:
    axis = axis_of(of_times("2025-10-26T02:00:00", "2025-10-26T01:00:00.50", None, "2025-**-26T01:00:00"))
    assert axis.order == [1, 0] and axis.xs[1] - axis.xs[0] == 3599.5 and axis.untimed == 2


def test_rows_without_any_time_are_counted() -> None:
    axis = axis_of(of_times(None, None, "*"))
    assert (axis.xs, axis.order, axis.is_time, axis.untimed) == ([1, 2, 3], [0, 1, 2], False, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1970-01-01T00:00:10.50+00:00", (10.5, 0)),
        ("1970-01-01T00:00:10.*", (10, None)),
        ("1970-01-01T02:00:00.00-03:30", (7200, -12_600)),
        ("2025-13-01T00:00:00.00", None),
        ("2025-01-*T00:00:00.00", None),
        ("noon", None),
    ],
)
def test_times_of_cells(text: str, expected: tuple[float, int | None] | None) -> None:
    assert moment(Cell(text, text, False)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(231.5, 231.5), (3, 3), (True, None), ("ff", None), (1e308, None), (1 << 2000, None), (None, None)],
)
def test_numbers_of_cells(value: object, expected: float | None) -> None:
    assert quantity(Cell(value, None, False)) == expected


def test_a_scaler_that_changes_leaves_one_column() -> None:
    profile = Profile()
    for row, scaler, value in ((1, -1, 2315), (2, -2, 23150), (3, -2, 23150)):
        heads = (column("Clock", True), column("U", scale=(scaler, 35, row)))
        time = f"2025-01-02T00:0{min(row, 2)}:00.00"
        profile.take(Table(heads, [[Cell(time, time, False), Cell(value, "231.5 V", False)]], None), row)
    assert [head.name for head in profile.heads] == ["Clock", "U"]
    assert [entry.origin for entry in profile.entries] == [1, 2]
    assert values(profile, axis_of(profile), 1) == [231.5, 231.5]


def test_rows_without_a_time_are_all_kept() -> None:
    profile = Profile()
    for row in (1, 2):
        profile.take(Table((column("P"),), [[Cell(5, None, False)], [Cell(5, None, False)]], None), row)
    assert len(profile.entries) == 4


def test_no_reading_gives_an_empty_profile() -> None:
    document = open_document(str(CAPTURES / "made-profile.pcap")).load()
    assert [(done, len(profile.entries)) for done, profile in read_profile(document, LOAD_PROFILE, [])] == [(0, 0)]


def test_an_answer_without_known_columns_is_counted() -> None:
    document = open_document(str(CAPTURES / "made-profile.pcap")).load()
    document.engine.stage.facts._facts.clear()
    for _, profile in read_profile(document, LOAD_PROFILE, [12]):
        assert (profile.entries, profile.unreadable) == ([], 1)
