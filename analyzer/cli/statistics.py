"""`dlmscope statistics`: messages counted and timed, as the terminal UI shows it, for pipes and scripts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click
import msgspec

from analyzer.cli.chosen import FILTER, Chosen, filter_or_fail
from analyzer.cli.common import UTC, Source, takes_capture
from analyzer.document import Document
from analyzer.export.messages import encode_json
from analyzer.export.sheet import INTEGER, NUMBER, TEXT, Column, Sheet, text_lines, write_csv
from analyzer.render import moment, seconds
from analyzer.survey import statistics

BUCKETS = 20

Table = Callable[[Document, Sequence[int], int], list[Any]]
# What is counted; lines are named tuples.
WHAT: dict[str, Table] = {
    "services": lambda document, rows, _: statistics.table(statistics.services(document, rows)),
    "meters": lambda document, rows, _: statistics.table(statistics.meters(document, rows)),
    "timing": lambda document, rows, _: statistics.table(statistics.timing(document, rows)),
    "errors": lambda document, rows, _: statistics.table(statistics.errors(document, rows)),
    "io": lambda document, rows, buckets: statistics.table(statistics.io(document, rows, buckets)),
}
_DURATIONS = ("p50", "p95", "max")  # nanoseconds, shown as milliseconds


@click.command("statistics")
@click.option("--what", type=click.Choice(list(WHAT)), default="services", help="What is counted; services without it.")
@click.option("--buckets", type=click.IntRange(1, 10_000), default=BUCKETS, help="With io: into how many stretches.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print.")
@FILTER
@UTC
@takes_capture
def command(
    source: Source,
    what: str,
    buckets: int,
    form: str,
    filter_text: str | None,
    utc: bool,
) -> None:
    """Count messages: by service, by meter, by what went wrong, over time; and how long answers take.

    Times of answers are milliseconds; `filter` picks the messages of a line in `show -f`.

    \b
    dlmscope statistics session.pcap
    dlmscope statistics session.pcap --what errors
    dlmscope statistics session.pcap --what io --buckets 60 -f 'meter == "lab meter"' --format csv
    """
    passing = filter_or_fail(filter_text)
    document = source.load()
    chosen = Chosen(document, range(1, document.count + 1), passing)
    lines = WHAT[what](document, list(chosen.one_by_one()), buckets)
    if form == "json":
        for line in lines:
            click.echo(encode_json(_entry(document, line)).decode())
    else:
        sheet = _sheet(document, lines, utc)
        if form == "csv":
            write_csv(sheet, sys.stdout)
        elif lines:
            for text in text_lines(sheet):
                click.echo(text)
    chosen.tell()


def _moments(names: Sequence[str]) -> tuple[str, ...]:
    """Which members are points in time; elsewhere ``first`` and ``last`` are messages."""
    return ("start", "end", "first", "last") if "meter" in names else ("start", "end")


def _entry(document: Document, line: Any) -> dict[str, Any]:
    """A line as JSON: milliseconds, and seconds since the epoch."""
    found: dict[str, Any] = {}
    for name, value in line._asdict().items():
        if name in _DURATIONS:
            found[f"{name}_ms"] = None if value is None else value / 1e6
        elif name in _moments(line._fields) and value is not None:
            found[name] = msgspec.Raw(seconds(value, document.capture.resolution).encode())
        else:
            found[name] = value
    return found


def _sheet(document: Document, lines: list[Any], utc: bool) -> Sheet:
    """Lines as a table for people: milliseconds, percent, times of day."""
    names = lines[0]._fields if lines else ()
    moments = _moments(names)

    def cell(name: str, value: Any) -> Any:
        if value is None:
            return None
        if name in _DURATIONS:
            return round(value / 1e6, 3)
        if name in moments:
            return moment(value, document.capture.resolution, utc)
        return round(100 * value, 1) if name == "share" else value

    def kind(name: str) -> str:
        if name in _DURATIONS or name == "share":
            return NUMBER
        return INTEGER if isinstance(getattr(lines[0], name), int) and name not in moments else TEXT

    rows = ([cell(name, value) for name, value in zip(names, line, strict=True)] for line in lines)
    return Sheet(tuple(Column(_HEADS.get(name, name), kind(name)) for name in names), rows)


_HEADS = {"share": "%", "p50": "p50 ms", "p95": "p95 ms", "max": "max ms"}
