"""`dlmscope sessions`: associations, what was agreed, timing, findings, and why one failed."""

from __future__ import annotations

import click

from analyzer.cli.common import DECODE_AS, FILE, KEY, KEYS, load, open_or_fail
from analyzer.cli.fail_on import FAIL_ON, judge
from analyzer.export.messages import encode_json
from analyzer.export.sessions import session_lines, sessions


@click.command("sessions")
@FILE
@KEYS
@KEY
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@FAIL_ON
@DECODE_AS
def command(
    file: str,
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
    form: str,
    fail_on: str | None,
    decode_as: tuple[str, ...],
) -> None:
    """Print the associations of a capture, each with a verdict a colleague would give.

    \b
    dlmscope sessions session.pcap -k keys.toml
    """
    document = load(open_or_fail(file, decode_as, key_files, key_options))
    if form == "json":
        for entry in sessions(document):
            click.echo(encode_json(entry).decode())
    else:
        for line in session_lines(document):
            click.echo(line)
    judge(document, range(1, document.count + 1), fail_on)
