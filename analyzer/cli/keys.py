"""`dlmscope keys check`: which messages each key opens, which stay closed, and why."""

from __future__ import annotations

import sys
from collections import Counter

import click

from analyzer.cli.common import Source, takes_capture
from analyzer.cli.guessing import Guessing
from analyzer.export.messages import encode_json
from analyzer.survey.key_report import READABLE, tally


@click.group("keys", cls=Guessing)
def command() -> None:
    """What the keys at hand open."""


@command.command("check")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@takes_capture
def check(source: Source, form: str) -> None:
    """Say what each key opens and why messages stay closed. Exit code 1 when one does.

    \b
    dlmscope keys check session.pcap -k keys.toml
    """
    document = source.load()
    opened, closed = tally(document.index)
    keys: Counter[tuple[str | None, str]] = Counter()
    for (ref, verdict), number in opened.items():
        if verdict in READABLE:
            keys[document.key_name(ref), verdict] += number
    titles: Counter[tuple[str | None, str, str | None]] = Counter()
    for (sender, verdict, cause), (rows, _) in closed.items():
        titles[sender.hex() if sender else None, verdict, cause] += rows
    if form == "json":
        told = [{"key": key, "status": status, "opens": number} for (key, status), number in keys.items()]
        told += [
            {"system_title": title, "status": status, "reason": reason, "closed": number}
            for (title, status, reason), number in titles.items()
        ]
        click.echo(encode_json(told).decode())
    else:
        for (key, status), number in keys.most_common():
            click.echo(f"{number:>7}  {status:<10}  {key or '-'}")
        for (title, status, reason), number in titles.most_common():
            click.echo(f"{number:>7}  {status:<10}  {reason}, title {title or 'unknown'}")
        if not keys and not titles:
            click.echo("no protected messages")
    sys.exit(1 if closed else 0)
