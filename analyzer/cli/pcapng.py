"""`dlmscope export pcapng`: the capture for other tools, as it was or decrypted, and with its keys where that is wanted."""

from __future__ import annotations

import os
import sys

import click

from analyzer.cli.chosen import FILTER, Chosen, filter_or_fail
from analyzer.cli.common import Source, fail, takes_capture
from analyzer.cli.files import replacing
from analyzer.document import Document
from analyzer.export.pcapng import finding_notes, write_pcapng
from analyzer.key_text import key_text, meters, used_entries

YES = "yes"


@click.command("pcapng")
@click.option("-o", "--output", required=True, metavar="OUT", help="File to write.")
@FILTER
@click.option("--decrypted", is_flag=True, help="A packet for each APDU, decrypted, that any Wireshark opens.")
@click.option(
    "--notes", is_flag=True, help="Write findings as packet comments; comments of the capture are kept anyway."
)
@click.option("--embed-keys", is_flag=True, help="Write the keys of the capture's meters into the file, in clear.")
@click.option("--yes", is_flag=True, help="Do not ask before keys are written.")
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@takes_capture
def pcapng(
    source: Source,
    output: str,
    filter_text: str | None,
    decrypted: bool,
    notes: bool,
    embed_keys: bool,
    yes: bool,
    force: bool,
) -> None:
    """The packets of a capture, or of the messages that pass a filter, as pcapng.

    \b
    dlmscope export pcapng session.pcap -f 'finding' --notes -o faults.pcapng
    dlmscope export pcapng session.pcap -k keys.toml --decrypted -o plain.pcapng
    dlmscope export pcapng session.pcap -k keys.toml --embed-keys -o with-keys.pcapng
    """
    if embed_keys and decrypted:
        fail("--embed-keys: what is decrypted needs no keys; leave out one of the two")
    passing = filter_or_fail(filter_text)
    with replacing(output, force) as path:
        document = source.load()
        chosen = Chosen(document, range(1, document.count + 1), passing)
        rows = list(chosen.one_by_one()) if passing is not None else None
        keys = _keys(document, yes) if embed_keys else ""
        wanted = rows if rows is not None else range(1, document.count + 1)
        write_pcapng(
            document,
            rows,
            path,
            decrypted=decrypted,
            notes=finding_notes(document, wanted) if notes else None,
            keys=keys,
        )
        if keys:
            os.chmod(path, 0o600)
        chosen.tell()


def _keys(document: Document, yes: bool) -> str:
    """The text of a key file for the meters of the capture, if the user wants it there."""
    entries = used_entries(document)
    if not entries:
        fail("--embed-keys: no key at hand belongs to a meter of this capture; give them with -k or --key")
    click.echo(
        f"the file will hold the keys of {meters(entries)} in clear: whoever gets it can read their traffic", err=True
    )
    if not yes:
        if not sys.stdin.isatty():
            fail("--embed-keys: nobody is there to ask; --yes does without")
        if click.prompt(f"type {YES} to write them", default="no", show_default=False, err=True) != YES:
            fail("nothing was written")
    saps = {context.client for context in document.index.contexts if context.client is not None}
    return key_text(entries, saps)
