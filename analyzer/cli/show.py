"""`dlmscope show`: messages as a list, as trees, as JSON, or as hex."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from analyzer.cli.chosen import FILTER, Chosen, filter_or_fail
from analyzer.cli.columns import columns, for_output, help_lines
from analyzer.cli.common import UTC, Source, fail, load, rows_of, takes_capture
from analyzer.cli.completion import columns as complete_columns
from analyzer.cli.fail_on import FAIL_ON, judge
from analyzer.cli.lines import COLOUR, coloured, head_line, hex_lines, list_lines, tree_lines
from analyzer.cli.parallel import output
from analyzer.cli.piped import as_they_come
from analyzer.export.messages import encode_json, message


def _help_on_columns(context: click.Context, _: click.Parameter, text: str | None) -> str | None:
    if text == "help":
        for line in help_lines():
            click.echo(line)
        context.exit()
    return text


@click.command("show")
@click.option(
    "--format", "form", type=click.Choice(["list", "tree", "json", "hex"]), default="list", help="How to print."
)
@FILTER
@click.option("--no", "numbers", metavar="N[-M]", help="Only these messages.")
@click.option(
    "--columns",
    "column_names",
    metavar="NAME,…",
    callback=_help_on_columns,
    is_eager=True,
    shell_complete=complete_columns,
    help="With list: which columns, any filter field too; `help` lists them.",
)
@COLOUR
@FAIL_ON
@click.option("--ranges", is_flag=True, help="With json: source, start and end of every node.")
@click.option("--show-secrets", is_flag=True, help="Print passwords and keys that the traffic itself shows.")
@UTC
@takes_capture
def command(
    source: Source,
    form: str,
    filter_text: str | None,
    numbers: str | None,
    column_names: str | None,
    colour: str,
    fail_on: str | None,
    ranges: bool,
    show_secrets: bool,
    utc: bool,
) -> None:
    """Print the messages of a capture: pcap, pcapng, a hex log, bytes of a serial line; `-` reads standard input.

    \b
    dlmscope show session.pcap
    dlmscope show session.pcap -f 'class_id == 7 || finding.severity >= warning'
    dlmscope show session.pcap -f 'obis ~ 1-0:x.8.0' --columns no,time,obis,name,text
    dlmscope show session.pcap --format tree --no 12-14
    dlmscope show push.hex --format json | jq -r '.value'
    dlmscope show session.pcap -k keys.toml
    dlmscope show push.hex --key guek=000102030405060708090A0B0C0D0E0F
    tcpdump -w - port 4059 | dlmscope show -
    """
    passing = filter_or_fail(filter_text)
    shown = for_output(columns(column_names))
    if column_names is not None and form != "list":
        fail(f"--columns: {form} has none; they go with --format list")
    rows_of(numbers, 0)  # what is wrong with it is said before anything is read
    document = source.open()
    in_colour = coloured(colour)

    def render(rows: Sequence[int]) -> bytes:
        if form == "json":
            lines = (encode_json(message(document, row, ranges=ranges, show_secrets=show_secrets)) for row in rows)
            return b"".join(line + b"\n" for line in lines)
        if form == "list":
            return list_lines(document, rows, in_colour, utc, shown)
        return (tree_lines if form == "tree" else hex_lines)(document, rows, in_colour, utc)

    out = sys.stdout.buffer
    if form == "list":
        out.write(head_line(shown))
        out.flush()
    if source.file == "-":
        judge(document, as_they_come(document, numbers, passing, render), fail_on)
        return
    load(document)
    chosen = Chosen(document, rows_of(numbers, document.count), passing)
    for piece in output(document, chosen.rows, lambda rows: render(chosen.of(rows))):
        out.write(piece)
    out.flush()
    chosen.tell()
    judge(document, chosen.one_by_one(), fail_on)
