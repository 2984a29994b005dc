"""Which messages does a command speak of? Those of `--no` that pass `--filter`, and how many they were."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from analyzer.cli.common import fail
from analyzer.cli.completion import filters
from analyzer.document import Document

if TYPE_CHECKING:
    from analyzer.filter import Filter, FilterError

FILTER = click.option(
    "-f",
    "-Y",
    "--filter",
    "filter_text",
    metavar="FILTER",
    shell_complete=filters,
    help="Only messages that pass: 'class_id == 7', 'obis ~ 1-0:99 || finding' (names: dlmscope fields).",
)


def filter_or_fail(text: str | None) -> Filter | None:
    """The filter of an option; what is wrong with it, or probably not meant, goes to stderr."""
    if text is None or not text.strip():
        return None
    from analyzer.filter import FilterError, check, compile_filter  # a quarter of the start, for those who filter only

    try:
        compiled = compile_filter(text)
    except FilterError as error:
        fail(f"--filter: {error.text}{_repair(error.hint)}\n{_marked(text, error)}")
    verdict = check(text)
    if verdict.state == "doubtful":
        click.echo(f"dlmscope: --filter: {verdict.message}", err=True)
    return compiled


def _repair(hint: str) -> str:
    return f". Did you mean {hint}?" if hint else ""


def _marked(text: str, error: FilterError) -> str:
    """The filter with a mark under the bad part, where it fits a line."""
    from analyzer.filter import caret

    flat = text.replace("\n", " ").replace("\t", " ")
    return "\n".join(f"  {line}" for line in caret(flat, error).splitlines()[:2])


class Chosen:
    """Rows that pass. What the index tells is decided at once, what needs trees where the rows are worked on, which may
    be in another process."""

    def __init__(self, document: Document, rows: range, passing: Filter | None) -> None:
        self._document = document
        self._passing = passing
        self._within = len(rows)
        self._later = passing is not None and passing.needs_trees
        self._hits = multiprocessing.get_context("spawn").Value("Q", 0) if self._later else None
        self.rows: Sequence[int] = rows
        if passing is not None and rows and not self._later:
            self.rows = passing.rows(document, rows[0], rows[-1])

    def of(self, part: Sequence[int]) -> Sequence[int]:
        """Those that pass of consecutive rows of ``rows``."""
        if self._passing is None or self._hits is None or not part:
            return part
        found = self._passing.rows(self._document, part[0], part[-1])
        with self._hits.get_lock():
            self._hits.value += len(found)
        return found

    def one_by_one(self) -> Iterable[int]:
        """All that pass, found as they are asked for."""
        for at in range(0, len(self.rows), _STRETCH):
            yield from self.of(self.rows[at : at + _STRETCH])

    def tell(self) -> None:
        """How many passed, on stderr; nothing where there was no filter."""
        if self._passing is not None:
            from analyzer.filter import why_nothing

            hits = self._hits.value if self._hits is not None else len(self.rows)
            why = why_nothing(self._document, self._passing) if not hits else ""
            click.echo(f"{hits} of {self._within} messages{f': {why}' if why else ''}", err=True)


_STRETCH = 4096
