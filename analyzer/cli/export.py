"""`dlmscope export`: the decoded capture as a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import IO

import click

from analyzer.cli import parallel
from analyzer.cli.chosen import FILTER, Chosen, filter_or_fail
from analyzer.cli.common import Source, fail, takes_capture
from analyzer.cli.files import replacing
from analyzer.cli.guessing import Guessing
from analyzer.cli.pcapng import pcapng
from analyzer.document import Document
from analyzer.export.messages import json_lines
from analyzer.export.sheet import csv_text, write_parquet
from analyzer.export.tables import WHAT
from analyzer.filter import Filter


@click.group("export", cls=Guessing)
def command() -> None:
    """Write the decoded capture to a file."""


command.add_command(pcapng)


@command.command("json")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
@FILTER
@click.option("--ranges", is_flag=True, help="Source, start and end of every node.")
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@takes_capture
def json(
    source: Source,
    output: str,
    filter_text: str | None,
    ranges: bool,
    force: bool,
) -> None:
    """Every message, or those that pass a filter, as one JSON object a line.

    \b
    dlmscope export json session.pcap -o session.jsonl
    dlmscope export json session.pcap -f 'obis ~ 1-0:99'
    """
    if output != "-" and os.path.exists(output) and not force:
        fail(f"{output}: exists; --force replaces it")
    passing = filter_or_fail(filter_text)
    document = source.load()
    chosen = Chosen(document, range(1, document.count + 1), passing)

    def part(rows: Sequence[int]) -> bytes:
        return b"".join(line + b"\n" for line in json_lines(document, chosen.of(rows), ranges=ranges))

    pieces = parallel.output(document, chosen.rows, part)
    if output == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        chosen.tell()
        return
    temporary = f"{output}.part"
    try:
        with open(temporary, "wb") as out:
            out.writelines(pieces)
        os.replace(temporary, output)
        chosen.tell()
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror or error}")
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


_WHAT = click.option(
    "--what", type=click.Choice(sorted(WHAT)), default="messages", help="What the rows are; messages without it."
)


@command.command("csv")
@_WHAT
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
@FILTER
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@takes_capture
def csv(
    source: Source,
    what: str,
    output: str,
    filter_text: str | None,
    force: bool,
) -> None:
    """Messages, values or findings as CSV with a head line.

    \b
    dlmscope export csv session.pcap --what values -o values.csv
    """
    passing = filter_or_fail(filter_text)
    if output == "-":
        _write_csv(what, source.load(), passing, sys.stdout)
        return
    with replacing(output, force) as path, open(path, "w", encoding="utf-8", newline="") as out:
        _write_csv(what, source.load(), passing, out)


def _write_csv(what: str, document: Document, passing: Filter | None, out: IO[str]) -> None:
    """A table of the messages that pass, made by as many processes as pay."""
    chosen = Chosen(document, range(1, document.count + 1), passing)

    def part(rows: Sequence[int]) -> bytes:
        return csv_text(WHAT[what](document, chosen.of(rows)), head=False).encode()

    out.write(csv_text(WHAT[what](document, [])))
    for piece in parallel.output(document, chosen.rows, part):
        out.write(piece.decode())
    chosen.tell()


@command.command("parquet")
@_WHAT
@click.option("-o", "--output", required=True, metavar="OUT", help="File to write.")
@FILTER
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@takes_capture
def parquet(
    source: Source,
    what: str,
    output: str,
    filter_text: str | None,
    force: bool,
) -> None:
    """Messages, values or findings as a Parquet file.

    \b
    dlmscope export parquet session.pcap --what values -o values.parquet
    """
    passing = filter_or_fail(filter_text)
    with replacing(output, force) as path:
        document = source.load()
        chosen = Chosen(document, range(1, document.count + 1), passing)
        write_parquet(WHAT[what](document, chosen.one_by_one()), path)
        chosen.tell()


@command.command("lua")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
@click.option(
    "--obis-pack",
    "packs",
    multiple=True,
    metavar="NAME",
    help="Country pack of OBIS names that comes first (repeatable).",
)
@click.option("--no-obis-names", is_flag=True, help="A smaller file that names no objects.")
@click.option("--service-only", is_flag=True, help="The smallest file: no names of objects, classes and units.")
def lua(output: str, packs: tuple[str, ...], no_obis_names: bool, service_only: bool) -> None:
    """The Wireshark dissector, one self-contained file made from the same declarations as everything else.

    \b
    dlmscope export lua -o dlmscope.lua
    tshark -X lua_script:dlmscope.lua -X lua_script1:keyfile=keys.toml -r session.pcap -Y 'dlmscope.class_id == 3'
    """
    from importlib.metadata import version

    from analyzer.export.lua import Options, generate

    try:
        text = generate(version("dlmscope"), Options(packs, not no_obis_names, service_only))
    except ValueError as error:
        fail(f"--obis-pack: {error}")
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        with open(output, "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror or error}")
