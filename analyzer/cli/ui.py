"""`dlmscope FILE`: the terminal UI on a capture."""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

import click

from analyzer.capture import pcapng_writer
from analyzer.capture.open import Capture, CaptureError, being_written, open_capture
from analyzer.cli.common import (
    DECODE_AS,
    KEY,
    KEYS,
    OBJECTS,
    PACKS,
    UTC,
    fail,
    learn,
    profile_chooser,
    ring_or_fail,
)
from analyzer.document import Document

PATIENCE = 10.0  # seconds after which a file that somebody may be writing has come to its end
BATCH = 8 << 10  # bytes of the capture that are indexed between two looks at the keyboard: about 2 ms


@click.command("ui")
@click.argument("file", metavar="[FILE]", required=False)
@click.option("-f", "--filter", "filter_text", metavar="FILTER", default="", help="Begin with this display filter.")
@click.option(
    "--theme",
    type=click.Choice(["dark", "light", "ansi-dark", "ansi-light", "mono"]),
    help="Colours; NO_COLOR and --theme mono do without.",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw signs as letters, for terminals without Unicode.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal, to select text with it.")
@KEYS
@KEY
@OBJECTS
@PACKS
@UTC
@DECODE_AS
def command(
    file: str | None,
    filter_text: str,
    theme: str | None,
    ascii_only: bool,
    no_mouse: bool,
    utc: bool,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Open a capture in the terminal UI: pcap, pcapng, a hex log, bytes of a serial line; `-` reads standard input.
    Without FILE it asks: what was opened before, an interface to watch, hex to paste.

    \b
    dlmscope session.pcap
    dlmscope session.pcap -k keys.toml -f 'finding.severity >= warning'
    """
    from analyzer.filter import FilterError, caret, check, compile_filter
    from analyzer.tui.app import Crash, run
    from analyzer.tui.settings import SettingsError, load

    if not check(filter_text).usable:
        try:
            compile_filter(filter_text)
        except FilterError as error:
            fail(f"-f\n{caret(filter_text, error)}")
    ring = ring_or_fail(file or "-", key_files, key_options)
    chooser = profile_chooser(decode_as)

    def reopen() -> Document:
        if file is None:
            return Document(nothing(), ring, chooser)
        capture = open_capture(
            file, stdin=keyboard_apart() if file == "-" else None, follow=being_written(file), patience=PATIENCE
        )
        document = Document(capture, ring, chooser, BATCH)
        learn(document)
        return document

    try:
        settings = load()
        settings.ascii |= ascii_only or (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "utf16")
        document = reopen()
        code = run(
            document,
            settings=settings,
            theme=theme,
            filter_text=filter_text,
            utc=utc,
            mouse=not no_mouse,
            reopen=reopen if file not in (None, "-") else None,
            asking=file is None,
        )
    except (CaptureError, SettingsError) as error:
        fail(str(error))
    except Crash:
        sys.exit(1)
    sys.exit(code)


def nothing() -> Capture:
    """A capture without packets, until something is opened."""
    capture = open_capture("-", stdin=io.BytesIO(pcapng_writer.section()))
    capture.name = "nothing opened"
    return capture


def keyboard_apart() -> BinaryIO:
    """Standard input for the capture, and the terminal in its place for the keyboard."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        fail("-: no terminal to read keys from; dlmscope show - prints instead")
    data = os.fdopen(os.dup(0), "rb")
    os.dup2(terminal, 0)
    os.close(terminal)
    return data
