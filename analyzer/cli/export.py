"""`dlmscope export`: the decoded capture as a file."""

from __future__ import annotations

import os
import sys

import click

from analyzer.cli import parallel
from analyzer.cli.common import DECODE_AS, FILE, KEY, KEYS, OBJECTS, PACKS, fail, load, open_or_fail
from analyzer.cli.files import replacing
from analyzer.export.messages import json_lines
from analyzer.export.sheet import write_csv, write_parquet
from analyzer.export.tables import WHAT


@click.group("export")
def command() -> None:
    """Write the decoded capture to a file."""


@command.command("json")
@FILE
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
@click.option("--ranges", is_flag=True, help="Source, start and end of every node.")
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@KEYS
@KEY
@OBJECTS
@PACKS
@DECODE_AS
def json(
    file: str,
    output: str,
    ranges: bool,
    force: bool,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Every message as one JSON object a line.

    \b
    dlmscope export json session.pcap -o session.jsonl
    """
    if output != "-" and os.path.exists(output) and not force:
        fail(f"{output}: exists; --force replaces it")
    document = load(open_or_fail(file, decode_as, key_files, key_options))

    def part(rows: range) -> bytes:
        return b"".join(line + b"\n" for line in json_lines(document, rows, ranges=ranges))

    pieces = parallel.output(document, range(1, document.count + 1), part)
    if output == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    temporary = f"{output}.part"
    try:
        with open(temporary, "wb") as out:
            out.writelines(pieces)
        os.replace(temporary, output)
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror or error}")
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


_WHAT = click.option(
    "--what", type=click.Choice(sorted(WHAT)), default="messages", help="What the rows are; messages without it."
)


@command.command("csv")
@FILE
@_WHAT
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@KEYS
@KEY
@OBJECTS
@PACKS
@DECODE_AS
def csv(
    file: str,
    what: str,
    output: str,
    force: bool,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Messages, values or findings as CSV with a head line.

    \b
    dlmscope export csv session.pcap --what values -o values.csv
    """
    if output == "-":
        write_csv(WHAT[what](load(open_or_fail(file, decode_as, key_files, key_options))), sys.stdout)
        return
    with replacing(output, force) as path, open(path, "w", encoding="utf-8", newline="") as out:
        write_csv(WHAT[what](load(open_or_fail(file, decode_as, key_files, key_options))), out)


@command.command("parquet")
@FILE
@_WHAT
@click.option("-o", "--output", required=True, metavar="OUT", help="File to write.")
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@KEYS
@KEY
@OBJECTS
@PACKS
@DECODE_AS
def parquet(
    file: str,
    what: str,
    output: str,
    force: bool,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Messages, values or findings as a Parquet file.

    \b
    dlmscope export parquet session.pcap --what values -o values.parquet
    """
    with replacing(output, force) as path:
        write_parquet(WHAT[what](load(open_or_fail(file, decode_as, key_files, key_options))), path)


@command.command("lua")
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
def lua(output: str) -> None:
    """The Wireshark dissector, one self-contained file made from the same declarations as everything else.

    \b
    dlmscope export lua -o dlmscope.lua
    tshark -X lua_script:dlmscope.lua -r session.pcap -Y 'dlmscope.class_id == 3'
    """
    from importlib.metadata import version

    from analyzer.export.lua import generate

    text = generate(version("dlmscope"))
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        with open(output, "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror or error}")
