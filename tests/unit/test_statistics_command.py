"""`dlmscope statistics`: tables for people and pipes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import dlmscope

LOW = str(Path(__file__).parents[2] / "captures" / "w-low-plain.pcap")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(dlmscope, ["statistics", LOW, *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_services_are_counted_and_timed() -> None:
    head, *lines = run().stdout.splitlines()
    assert head.split()[:4] == ["service", "messages", "%", "bytes"]
    first = lines[0].split()
    assert first[:3] == ["get-request-normal", "25", "35.7"]


@pytest.mark.parametrize("what", ["services", "meters", "timing", "errors", "io"])
def test_every_table_in_every_form(what: str) -> None:
    text = run("--what", what).stdout.splitlines()
    entries = [json.loads(line) for line in run("--what", what, "--format", "json").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(run("--what", what, "--format", "csv").stdout)))
    assert len(text) - 1 == len(entries) == len(table) > 0


def test_times_are_seconds_and_milliseconds() -> None:
    line = json.loads(run("--what", "meters", "--format", "json").stdout)
    assert line["first"] == 1795378616.044517 and line["max_ms"] == 0.626
    buckets = [
        json.loads(line) for line in run("--what", "io", "--buckets", "4", "--format", "json").stdout.splitlines()
    ]
    assert [each["messages"] for each in buckets] == [44, 0, 0, 26] and buckets[0]["start"] == 1795378616.044517


def test_a_filter_decides_what_counts() -> None:
    result = run("-f", "service == aarq", "--format", "json")
    assert json.loads(result.stdout)["messages"] == 1 and result.stderr == "1 of 70 messages\n"
    assert run("-f", "service == dm").stdout == ""
