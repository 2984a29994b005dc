"""`dlmscope serve`: the terminal UI in a browser tab, for the one who started it."""

from __future__ import annotations

import contextlib
import os
import sys
import webbrowser

import click

from analyzer.cli.common import DECODE_AS, FILE, KEY, KEYS, fail, open_or_fail

LOOPBACK = "127.0.0.1"
PORT = 8059


@click.command("serve")
@FILE
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--open", "show", is_flag=True, help="Open the browser.")
@click.option("-f", "--filter", "filter_text", metavar="FILTER", default="", help="Begin with this display filter.")
@KEYS
@KEY
@DECODE_AS
def command(
    file: str,
    host: str,
    port: int,
    show: bool,
    filter_text: str,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Show FILE in a browser: the same screens, at an address that carries a token. Ctrl-C ends it.

    \b
    dlmscope serve session.pcap -k keys.toml --open
    """
    if file == "-":
        fail("serve: wants a file; every tab reads it for itself")
    open_or_fail(file, decode_as, key_files, key_options).close()
    try:
        from analyzer.tui.serve import LOOPBACK as NEAR
        from analyzer.tui.serve import Guarded, listen
    except ImportError as error:
        fail(f"serve: {error.name} is missing: pip install textual-serve")
    try:
        listening = listen(host, port)
    except OSError as error:
        fail(f"serve: {host}:{port}: {error.strerror or error}; --port 0 takes a free port")
    words = [sys.executable, "-m", "analyzer", "ui", *(["-f", filter_text] if filter_text else [])]
    for option, values in (("-k", key_files), ("--key", key_options), ("--decode-as", decode_as)):
        for value in values:
            words += [option, value]
    server = Guarded([*words, "--", os.path.abspath(file)], os.path.basename(file), host, listening)
    with contextlib.suppress(KeyboardInterrupt):
        click.echo(server.address)
        if host not in NEAR:
            click.echo(
                "dlmscope: others can reach this address; who has the token can look, and nothing is encrypted on the way",
                err=True,
            )
        click.echo("dlmscope: Ctrl-C ends it", err=True)
        if show:
            webbrowser.open(server.address)
        server.run()
