"""Statistics: counts and times add up, each line's filter picks its messages, and steps are short."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import Document, open_document
from analyzer.filter import compile_filter
from analyzer.survey import statistics
from analyzer.survey.statistics import STEP, table
from analyzer.survey.times import Times

CAPTURES = Path(__file__).parents[2] / "captures"
NAMES = (
    "w-low-plain.pcap",
    "made-malformed.pcap",
    "w-badpassword.pcap",
    "h-gmac-gded-s0.pcap",
    "made-serial.hex",
    "w-gbt1-plain.pcap",
)


@cache
def opened(name: str) -> Document:
    return open_document(str(CAPTURES / name)).load()


def made(name: str, kind: Callable[..., Any]) -> list[Any]:
    document = opened(name)
    return table(kind(document, range(1, document.count + 1)))


@pytest.mark.parametrize("name", NAMES)
def test_services_and_meters_count_every_message_once(name: str) -> None:
    document = opened(name)
    for kind in (statistics.services, statistics.meters):
        lines = made(name, kind)
        assert sum(line.messages for line in lines) == document.count
        assert sum(line.bytes for line in lines) == sum(
            len(document.captured(row)) for row in range(1, document.count + 1)
        )
    assert sum(line.share for line in made(name, statistics.services)) == pytest.approx(1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [statistics.services, statistics.meters, statistics.errors])
def test_the_filter_of_a_line_picks_its_messages(name: str, kind: Callable[..., Any]) -> None:
    for line in made(name, kind):
        assert len(compile_filter(line.filter).rows(opened(name))) == line.messages, line


def test_response_times_of_a_session() -> None:
    lines = {line.service: line for line in made("w-low-plain.pcap", statistics.timing)}
    get = lines["get-request-normal"]
    assert (get.asked, get.answered, get.max, get.slowest) == (25, 25, 626_000, 42)
    assert get.p50 is not None and get.p95 is not None and get.p50 <= get.p95 <= 626_000
    assert made("w-low-plain.pcap", statistics.timing)[0] is not None


def test_refusals_are_counted_by_their_result() -> None:
    found = {(line.kind, line.code): line for line in made("w-low-plain.pcap", statistics.errors)}
    refused = found["result", "object-undefined"]
    assert (refused.messages, refused.first, refused.last) == (2, 48, 68)
    assert found["finding", "access-refused"].title


def test_what_cannot_be_decoded_is_trouble() -> None:
    lines = made("made-malformed.pcap", statistics.errors)
    malformed = next(line for line in lines if line.code == "malformed")
    assert malformed.severity == "error" and malformed.kind == "finding"
    assert sum(line.errors for line in made("made-malformed.pcap", statistics.services)) >= malformed.messages


def test_what_stays_closed_is_trouble() -> None:
    lines = made("h-gmac-gded-s0.pcap", statistics.errors)
    closed = next(line for line in lines if line.code == "no-key")
    assert closed.messages and closed.severity == "warning"
    assert sum(line.closed for line in made("h-gmac-gded-s0.pcap", statistics.meters)) > 0


@pytest.mark.parametrize("buckets", [1, 2, 7, 100])
def test_io_puts_every_message_into_one_bucket(buckets: int) -> None:
    document = opened("w-low-plain.pcap")
    lines = made("w-low-plain.pcap", lambda document, rows: statistics.io(document, rows, buckets))
    assert len(lines) == buckets and sum(line.messages for line in lines) == document.count
    times = [document.time(row) or 0 for row in range(1, document.count + 1)]
    for line in lines:
        assert line.messages == sum(line.start <= time < line.end for time in times)
    assert [line.end for line in lines[:-1]] == [line.start for line in lines[1:]]


def test_only_the_rows_asked_for_count() -> None:
    document = opened("w-low-plain.pcap")
    rows = compile_filter("service == get-response-normal").rows(document)
    (line,) = table(statistics.services(document, rows))
    assert (line.service, line.messages, line.share) == ("get-response-normal", 23, 1.0)


@pytest.mark.parametrize("kind", [statistics.services, statistics.meters, statistics.timing, statistics.errors])
def test_nothing_gives_nothing(kind: Callable[..., Any]) -> None:
    assert table(kind(opened("w-low-plain.pcap"), ())) == []
    assert table(statistics.io(opened("w-low-plain.pcap"), (), 5)) == []


def test_steps_are_short_and_end_with_all_rows() -> None:
    document = opened("w-low-plain.pcap")
    rows = [1 + at % document.count for at in range(5 * STEP + 3)]
    heard: list[int] = []
    table(statistics.services(document, rows), heard.append)
    assert heard == [STEP, 2 * STEP, 3 * STEP, 4 * STEP, 5 * STEP, len(rows)]


@given(st.lists(st.integers(-(10**6), 10**18), min_size=1, max_size=200), st.floats(0, 1))
def test_percentiles_are_exact(times: list[int], share: float) -> None:
    found = Times()
    for time in times:
        found.add(time)
    assert found.at(share) == sorted(times)[min(len(times) - 1, int(len(times) * share))]
    assert found.usual()[2] == max(times)
