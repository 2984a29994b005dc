"""Messages as lines of text: a list, trees, hex; in colours where a terminal takes them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import click

from analyzer import render
from analyzer.cli.columns import USUAL, Column, lines_of
from analyzer.cli.columns import head_line as column_heads
from analyzer.document import Document
from analyzer.survey.cells import tone

_USUAL = list(USUAL.values())
_Style = Callable[[str], str]
# By the tone of a row, as its colour rules name it.
_TONES: dict[str, _Style] = {
    "error": partial(click.style, fg="red", bold=True),
    "warning": partial(click.style, fg="yellow"),
    "closed": partial(click.style, dim=True, italic=True),
    "assoc": partial(click.style, fg="blue"),
    "push": partial(click.style, fg="magenta"),
    "underline": partial(click.style, underline=True),
}
_MALFORMED = "E"  # the last cell of a row in whose encoding something is wrong
_BOLD: _Style = partial(click.style, bold=True)
COLOUR = click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours: on a terminal, always (into a pipe too), or never.",
)


def coloured(choice: str) -> bool:
    """Whether lines on standard output get colours; NO_COLOR says no where the user does not say yes."""
    return choice == "always" or (choice == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def head_line(chosen: list[Column] | None = None) -> bytes:
    """The names of the columns, as a line."""
    return as_bytes([column_heads(chosen or _USUAL)])


def as_bytes(lines: Iterable[str]) -> bytes:
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def list_lines(
    document: Document, rows: Sequence[int], colour: bool, utc: bool, chosen: list[Column] | None = None
) -> bytes:
    """A line for each row."""
    found = lines_of(document, rows, chosen or _USUAL, utc)
    if not colour:
        return as_bytes(found)
    return as_bytes(_styled(document, row, line) for row, line in zip(rows, found, strict=True))


def _styled(document: Document, row: int, line: str) -> str:
    style = _TONES.get("error" if line.endswith(_MALFORMED) and not line[-2:-1].isalnum() else tone(document, row))
    return style(line) if style is not None else line


def tree_lines(document: Document, rows: Sequence[int], colour: bool, utc: bool) -> bytes:
    """Every node of each row with its bytes, what became of its protection, and its findings."""
    return as_bytes(_tree(document, rows, colour, utc))


def hex_lines(document: Document, rows: Sequence[int], colour: bool, utc: bool) -> bytes:
    """The bytes of each row: of its frames, joined, and decrypted."""
    return as_bytes(_hex(document, rows, colour, utc))


def _title(document: Document, row: int, colour: bool, utc: bool) -> str:
    time = render.moment(document.time(row), document.capture.resolution, utc)
    flow = document.flow(row).names(document.context(row).direction)
    text = f"── {row} · {time} · {flow} · {document.context(row).profile} · {document.service(row)}"
    question = document.index.answers[row - 1]
    title = f"{text} · answers {question}" if question else text
    return _BOLD(title) if colour else title


def _tree(document: Document, rows: Sequence[int], colour: bool, utc: bool) -> Iterable[str]:
    for row in rows:
        yield _title(document, row, colour, utc)
        tree = document.build(row)
        for depth, text, node in render.tree_lines(tree, document.names(row, tree)):
            line = f"{node.start:>5}–{node.end:<5} {'  ' * depth}{text}"
            yield _TONES["warning"](line) if colour and text.startswith("!") else line
        protection = document.protection(row)
        if protection.status != "none":
            reason = f", {protection.reason}" if protection.reason else ""
            yield f"            protection: {protection.status}{reason}"
        for finding in document.findings(row):
            yield f"            {finding.code}: {finding.text}"
        for record in document.records(row):
            for note in document.capture.comments.get(record, "").splitlines():
                yield f"            note: {render.printable(note)}"


def _hex(document: Document, rows: Sequence[int], colour: bool, utc: bool) -> Iterable[str]:
    for row in rows:
        yield _title(document, row, colour, utc)
        for source in document.build(row).sources:
            yield f"{source.name}, {len(source.data)} bytes"
            yield from render.hex_dump(source.data)
