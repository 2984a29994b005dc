"""`dlmscope decode`: one frame, APDU or Data given as hex; says what it took it for."""

from __future__ import annotations

import sys

import click

from analyzer import render
from analyzer.capture.hexlog import parse_line
from analyzer.cli.common import Failure
from analyzer.guess import Guess, guess
from analyzer.secrets import mask, secret_nodes
from dissectors.plain import plain


@click.command("decode")
@click.argument("text", metavar="[HEX|-]", nargs=-1)
@click.option("--format", "form", type=click.Choice(["tree", "json"]), default="tree", help="How to print.")
@click.option("--show-secrets", is_flag=True, help="Print passwords and keys that the bytes show.")
def command(text: tuple[str, ...], form: str, show_secrets: bool) -> None:
    """Decode HEX: an HDLC frame, wrapper or M-Bus frame, LLC and APDU, APDU, or Data, whichever it is.

    Spaces, colons, commas, 0x and times are ignored. Without HEX, or with `-`, lines are read from standard input.

    \b
    dlmscope decode 7EA0070321930F017E
    dlmscope decode "C0 01 C1 00 03 01 00 01 08 00 FF 02 00"
    """
    if not text or text == ("-",):
        lines = [line for line in sys.stdin.read().splitlines() if line.strip()]
    else:
        lines = [" ".join(text)]
    if not lines:
        raise Failure("no hex given: dlmscope decode HEX, or pipe lines into dlmscope decode -")
    for line in lines:
        parsed = parse_line(line)
        if parsed is None or not parsed[0]:
            raise Failure(f"{line[:40]!r}: no hex in it")
        if not parsed[3]:
            click.echo("dlmscope: not all of it is hex; the rest is decoded", err=True)
        _show(guess(parsed[0]), form, show_secrets)


def _show(found: Guess, form: str, show_secrets: bool) -> None:
    if form == "json":
        from analyzer.export.messages import encode_json

        values = [{root.field.name: plain(root)} for root in found.roots]
        click.echo(encode_json({"guess": found.what, "decoded": values if show_secrets else mask(values)}).decode())
        return
    click.echo(click.style(f"taken for: {found.what}", bold=True))
    for root in found.roots:
        hidden = set() if show_secrets else secret_nodes(root)
        for depth, line, node in render.node_lines(root, 0, hidden):
            click.echo(f"{node.start:>5}–{node.end:<5} {'  ' * depth}{line}")
    for pdu in found.pdus:
        for note in pdu.notes:
            click.echo(f"{note.code}: {note.text}")
