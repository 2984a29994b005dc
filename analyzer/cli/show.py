"""`dlmscope show`: messages as a list, as trees, as JSON, or as hex."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from analyzer import render
from analyzer.cli.common import DECODE_AS, FILE, KEY, KEYS, OBJECTS, PACKS, UTC, load, open_or_fail, rows_of
from analyzer.cli.parallel import output
from analyzer.document import Document
from analyzer.export.messages import encode_json, message

HEAD = ("No", "Time", "Client", "", "Server", "Service", "Object", "Value", "ms", "St")
WIDTHS = (6, 12, 6, 1, 8, 28, 40, 32, 8, 2)
_RIGHT = {0, 1, 2, 8}
_STYLES = {"E": "red", "!": "yellow", "✗": "red", "?": "magenta"}


@click.command("show")
@FILE
@click.option(
    "--format", "form", type=click.Choice(["list", "tree", "json", "hex"]), default="list", help="How to print."
)
@click.option("--no", "numbers", metavar="N[-M]", help="Only these messages.")
@click.option("--ranges", is_flag=True, help="With json: source, start and end of every node.")
@click.option("--show-secrets", is_flag=True, help="Print passwords and keys that the traffic itself shows.")
@KEYS
@KEY
@OBJECTS
@PACKS
@UTC
@DECODE_AS
def command(
    file: str,
    form: str,
    numbers: str | None,
    ranges: bool,
    show_secrets: bool,
    utc: bool,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Print the messages of a capture: pcap, pcapng, a hex log, bytes of a serial line; `-` reads standard input.

    \b
    dlmscope show session.pcap
    dlmscope show session.pcap --format tree --no 12-14
    dlmscope show push.hex --format json | jq -r '.value'
    dlmscope show session.pcap -k keys.toml
    dlmscope show push.hex --key guek=000102030405060708090A0B0C0D0E0F
    tcpdump -w - port 4059 | dlmscope show -
    """
    document = load(open_or_fail(file, decode_as, key_files, key_options))
    rows = rows_of(numbers, document.count)
    colour = sys.stdout.isatty()

    def part(rows: range) -> bytes:
        if form == "json":
            lines = (encode_json(message(document, row, ranges=ranges, show_secrets=show_secrets)) for row in rows)
            return b"".join(line + b"\n" for line in lines)
        return _text(_LINES[form](document, rows, colour, utc))

    out = sys.stdout.buffer
    if form == "list":
        out.write(head_line())
    for piece in output(document, rows, part):
        out.write(piece)
    out.flush()


def head_line() -> bytes:
    """The names of the columns, as a line."""
    return _text([_columns(HEAD)])


def list_lines(document: Document, rows: range, colour: bool, utc: bool) -> bytes:
    """A line for each row."""
    return _text(_list(document, rows, colour, utc))


def _text(lines: Iterable[str]) -> bytes:
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def _list(document: Document, rows: range, colour: bool, utc: bool) -> Iterable[str]:
    del utc
    start = document.time(1) if document.count else None
    for row in rows:
        cells = render.list_line(document, row, start)
        line = _columns(cells)
        style = _STYLES.get(cells[-1][-1:]) or _STYLES.get(cells[-1][:1]) if colour else None
        yield click.style(line, fg=style) if style else line


_LINE = " ".join(f"{{:{'>' if at in _RIGHT else '<'}{width}}}" for at, width in enumerate(WIDTHS)).format


def _columns(cells: tuple[str, ...]) -> str:
    return _LINE(*cells).rstrip()


def _title(document: Document, row: int, utc: bool) -> str:
    time = render.moment(document.time(row), document.capture.resolution, utc)
    flow = document.flow(row).names(document.context(row).direction)
    text = f"── {row} · {time} · {flow} · {document.context(row).profile} · {document.service(row)}"
    question = document.index.answers[row - 1]
    return f"{text} · answers {question}" if question else text


def _tree(document: Document, rows: range, colour: bool, utc: bool) -> Iterable[str]:
    for row in rows:
        yield click.style(_title(document, row, utc), bold=True) if colour else _title(document, row, utc)
        tree = document.build(row)
        for depth, text, node in render.tree_lines(tree, document.names(row, tree)):
            line = f"{node.start:>5}–{node.end:<5} {'  ' * depth}{text}"
            yield click.style(line, fg="yellow") if colour and text.startswith("!") else line
        protection = document.protection(row)
        if protection.status != "none":
            reason = f", {protection.reason}" if protection.reason else ""
            yield f"            protection: {protection.status}{reason}"
        for finding in document.findings(row):
            yield f"            {finding.code}: {finding.text}"


def _hex(document: Document, rows: range, colour: bool, utc: bool) -> Iterable[str]:
    del colour
    for row in rows:
        yield _title(document, row, utc)
        for source in document.build(row).sources:
            yield f"{source.name}, {len(source.data)} bytes"
            yield from render.hex_dump(source.data)


_LINES = {"list": _list, "tree": _tree, "hex": _hex}
