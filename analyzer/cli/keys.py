"""`dlmscope keys check`: which messages each key opens, which stay closed, and why."""

from __future__ import annotations

import sys
from collections import Counter

import click

from analyzer.cli.common import DECODE_AS, FILE, KEY, KEYS, load, open_or_fail
from analyzer.document import Document
from analyzer.export.messages import encode_json


@click.group("keys")
def command() -> None:
    """What the keys at hand open."""


@command.command("check")
@FILE
@KEYS
@KEY
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@DECODE_AS
def check(
    file: str, key_files: tuple[str, ...], key_options: tuple[str, ...], form: str, decode_as: tuple[str, ...]
) -> None:
    """Say what each key opens and why messages stay closed. Exit code 1 when one does.

    \b
    dlmscope keys check session.pcap -k keys.toml
    """
    document = load(open_or_fail(file, decode_as, key_files, key_options))
    opened, closed = count(document)
    if form == "json":
        rows = [{"key": key, "status": status, "opens": number} for (key, status), number in opened.items()]
        rows += [
            {"system_title": title, "status": status, "reason": reason, "closed": number}
            for (title, status, reason), number in closed.items()
        ]
        click.echo(encode_json(rows).decode())
    else:
        for (key, status), number in opened.most_common():
            click.echo(f"{number:>7}  {status:<10}  {key or '-'}")
        for (title, status, reason), number in closed.most_common():
            click.echo(f"{number:>7}  {status:<10}  {reason}, title {title or 'unknown'}")
        if not opened and not closed:
            click.echo("no protected messages")
    sys.exit(1 if closed else 0)


def count(
    document: Document,
) -> tuple[Counter[tuple[str | None, str]], Counter[tuple[str | None, str, str | None]]]:
    """Messages by the key that opened them and status; and those that stay closed, by title, status and reason."""
    opened: Counter[tuple[str | None, str]] = Counter()
    closed: Counter[tuple[str | None, str, str | None]] = Counter()
    for row in range(1, document.count + 1):
        protection = document.protection(row)
        if protection.status in ("ok", "unverified"):
            opened[document.key_name(protection.key), protection.status] += 1
        elif protection.status != "none":
            title = protection.system_title.hex() if protection.system_title else None
            closed[title, protection.status, protection.reason] += 1
    return opened, closed
