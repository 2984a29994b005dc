"""Messages of standard input printed as they come, each with what is known by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from analyzer.cli.common import rows_of, warn
from analyzer.cli.watching import print_bytes
from analyzer.document import Document

if TYPE_CHECKING:
    from analyzer.filter import Filter


def as_they_come(
    document: Document, numbers: str | None, passing: Filter | None, render: Callable[[Sequence[int]], bytes]
) -> list[int]:
    """Print the rows of `--no` that pass a filter, until the input ends; which they were."""
    shown: list[int] = []
    done, alive = 0, True
    while alive:
        alive = document.advance()
        wanted = rows_of(numbers, document.count)
        rows: Sequence[int] = wanted[max(0, done + 1 - wanted.start) :]
        done = document.count
        if passing is not None and rows:
            rows = passing.rows(document, rows[0], rows[-1])
        if rows:
            print_bytes(render(rows))
            shown += rows
    warn(document)
    if passing is not None:
        click.echo(f"{len(shown)} of {len(rows_of(numbers, document.count))} messages", err=True)
    return shown
