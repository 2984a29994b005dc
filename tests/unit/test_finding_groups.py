"""Findings by code, session, meter and one by one: each finding of each row once, whichever way they are grouped."""

from __future__ import annotations

from array import array
from collections import Counter
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.export.messages import findings_of
from analyzer.survey.finding_groups import BY, Findings

CAPTURES = Path(__file__).parents[2] / "captures"
NAMES = ["made-malformed", "h-low-plain", "w-badpassword", "made-truncated", "h-info64-win1"]


def found(name: str) -> Findings:
    findings = Findings(open_document(str(CAPTURES / f"{name}.pcap")).load())
    for _ in findings.scan():
        pass
    return findings


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_in_exactly_one_group(name: str) -> None:
    findings = found(name)
    document = findings.document
    rows = range(1, document.count + 1)
    expected = Counter(
        (row, code)
        for row in rows
        for code in {each["code"] for each in findings_of(document, row, document.tree(row))}
    )
    for by in BY:
        groups = findings.groups(rows, by)
        assert Counter((row, group.code) for group in groups for row in group.rows) == expected
        assert all(list(group.rows) == sorted(group.rows) for group in groups)


def test_the_worst_come_first_then_the_most_frequent() -> None:
    groups = found("made-malformed").groups(range(1, 12), "code")
    assert [(group.code, group.severity, len(group.rows)) for group in groups][:2] == [
        ("malformed", "error", 9),
        ("no-answer", "warning", 2),
    ]
    assert groups[0].where == "#1 #2"


def test_only_what_is_shown_counts() -> None:
    findings = found("made-malformed")
    groups = findings.groups(array("I", [3, 9]), "code")
    assert {group.code: list(group.rows) for group in groups} == {
        "malformed": [3, 9], "no-answer": [9], "answer-without-question": [3],
    }  # fmt: skip
    assert list(findings.groups(array("I", []), "flat")) == []


def test_a_finding_says_what_it_says_of_its_message() -> None:
    findings = found("made-malformed")
    assert "268435461 bytes" in findings.text(5, "malformed")
    assert findings.text(9, "no-answer").startswith("no answer to aarq")
    assert findings.text(1, "malformed") == ""


def test_other_keys_begin_anew() -> None:
    findings = found("h-low-plain")
    assert findings.looked == findings.document.count
    list(findings.document.add_keys([]))
    next(iter(findings.scan()), None)
    assert findings._index is findings.document.index
