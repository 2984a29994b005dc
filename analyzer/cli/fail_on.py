"""`--fail-on SEVERITY`: exit 1 when a finding of that weight or more is there, for scripts that judge a capture."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from analyzer.document import Document
from dissectors.session.findings import ERROR, NOTE, WARNING, severity

_RANK = {NOTE: 1, WARNING: 2, ERROR: 3}
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(list(_RANK)),
    help="Exit with 1 when there is a finding of that severity or above.",
)


def worst(document: Document, rows: Iterable[int], enough: int) -> int:
    """Rank of the worst finding of the rows; those of the encoding are looked at only while ``enough`` is not reached."""
    rows = list(rows)
    found = 0
    for row in rows:
        for finding in document.findings(row):
            found = max(found, _RANK[severity(finding.code)])
    for row in rows:
        if found >= enough:
            break
        if document.index.length[row - 1]:
            for code in document.build(row, False).faults():
                found = max(found, _RANK[severity(code)])
    return found


def judge(document: Document, rows: Iterable[int], fail_on: str | None) -> None:
    """Exit with 1 when the rows hold what ``--fail-on`` names."""
    if fail_on is not None and worst(document, rows, _RANK[fail_on]) >= _RANK[fail_on]:
        sys.stdout.flush()
        sys.exit(1)
