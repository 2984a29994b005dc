"""`dlmscope decode`: one frame, APDU or Data given as hex; says what it took it for."""

from __future__ import annotations

import sys

import click

from analyzer import render
from analyzer.capture.hexlog import parse_line
from analyzer.cli.common import KEY, KEYS, Failure, ring_or_fail
from analyzer.guess import Guess, Opening, guess, open_apdus
from analyzer.overlay import overlay_alone
from analyzer.secrets import MASK, mask, secret_nodes
from dissectors.core.node import DECRYPTED
from dissectors.plain import plain


@click.command("decode")
@click.argument("text", metavar="[HEX|-]", nargs=-1)
@click.option("--format", "form", type=click.Choice(["tree", "json"]), default="tree", help="How to print.")
@click.option("--show-secrets", is_flag=True, help="Print passwords and keys that the bytes show.")
@KEYS
@KEY
def command(
    text: tuple[str, ...], form: str, show_secrets: bool, key_files: tuple[str, ...], key_options: tuple[str, ...]
) -> None:
    """Decode HEX: an HDLC frame, wrapper or M-Bus frame, LLC and APDU, APDU, or Data, whichever it is.

    Spaces, colons, commas, 0x and times are ignored. Without HEX, or with `-`, lines are read from standard input.

    \b
    dlmscope decode 7EA0070321930F017E
    dlmscope decode "C0 01 C1 00 03 01 00 01 08 00 FF 02 00"
    dlmscope decode DB08... --key guek=000102030405060708090A0B0C0D0E0F --key gak=D0D1...
    dlmscope decode C81E... -k keys.toml     # the key file gives the title that the bytes lack
    """
    ring = ring_or_fail("-", key_files, key_options)
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
        found = guess(parsed[0])
        opened = open_apdus(parsed[0], found, ring) if ring.entries else []
        _show(found, opened, form, show_secrets)


def _show(found: Guess, opened: list[Opening], form: str, show_secrets: bool) -> None:
    if form == "json":
        from analyzer.export.messages import encode_json

        values = [{root.field.name: plain(root)} for root in found.roots]
        values += [{root.field.name: plain(root)} for opening in opened for root in opening.roots]
        shown: dict[str, object] = {"guess": found.what, "decoded": values if show_secrets else mask(values)}
        if opened:
            shown["protection"] = [{"status": each.status, "reason": each.reason, "key": each.key} for each in opened]
        click.echo(encode_json(shown).decode())
        return
    click.echo(click.style(f"taken for: {found.what}", bold=True))
    for opening in opened:
        reason = f", {opening.reason}" if opening.reason else ""
        key = f", opened by {opening.key}" if opening.key else ""
        click.echo(f"protection: {opening.status}{reason}{key}")
    for root in (*found.roots, *(root for opening in opened for root in opening.roots)):
        if root.source.kind == DECRYPTED:
            click.echo("decrypted:")
        hidden = set() if show_secrets else secret_nodes(root)
        meant = overlay_alone(root)
        if show_secrets:
            meant = {key: each for key, each in meant.items() if each.text != MASK}
        for depth, line, node in render.node_lines(root, 0, hidden, meant):
            click.echo(f"{node.start:>5}–{node.end:<5} {'  ' * depth}{line}")
    for pdu in found.pdus:
        for note in pdu.notes:
            click.echo(f"{note.code}: {note.text}")
