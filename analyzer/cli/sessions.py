"""`dlmscope sessions`: associations, what was agreed, timing, findings, and why one failed."""

from __future__ import annotations

import click

from analyzer.cli.common import Source, takes_capture
from analyzer.cli.fail_on import FAIL_ON, judge
from analyzer.export.messages import encode_json
from analyzer.export.sessions import session_lines, sessions


@click.command("sessions")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@FAIL_ON
@takes_capture
def command(
    source: Source,
    form: str,
    fail_on: str | None,
) -> None:
    """Print the associations of a capture, each with a verdict a colleague would give.

    \b
    dlmscope sessions session.pcap -k keys.toml
    """
    document = source.load()
    if form == "json":
        for entry in sessions(document):
            click.echo(encode_json(entry).decode())
    else:
        for line in session_lines(document):
            click.echo(line)
    judge(document, range(1, document.count + 1), fail_on)
