"""`dlmscope doctor`: is everything here that dlmscope can use, and what to do about what is not."""

from __future__ import annotations

import sys

import click

from analyzer.cli.lines import COLOUR, coloured
from analyzer.doctor import MISSING, NOTE, OK, WARNING, checks
from analyzer.export.messages import encode_json

_SIGNS = {OK: "ok", NOTE: "-", WARNING: "!", MISSING: "✗"}
_STYLES = {OK: "green", WARNING: "yellow", MISSING: "red"}


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@COLOUR
def command(form: str, colour: str) -> None:
    """Check the installation: Python, capturing, Wireshark and its plugins, keys, terminal. Exit code 1 when something
    that is needed is missing.

    \b
    dlmscope doctor
    dlmscope doctor --format json | jq 'select(.state != "ok")'
    """
    bad = False
    for check in checks():
        bad = bad or check.state == MISSING
        if form == "json":
            click.echo(encode_json(check._asdict()))
            continue
        sign = f"{_SIGNS[check.state]:>3}"
        style = _STYLES.get(check.state)
        click.echo(
            f"{click.style(sign, fg=style) if style and coloured(colour) else sign}  {check.name:<16} {check.text}"
        )
        if check.advice:
            click.echo(f"{'':22}→ {check.advice}")
    sys.exit(1 if bad else 0)
