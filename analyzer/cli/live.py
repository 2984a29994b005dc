"""`dlmscope live`: capture while it happens, in the terminal UI or as lines, and into a file."""

from __future__ import annotations

import io
import os
import re
import sys
import threading

import click

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.fifo import Pipe
from analyzer.capture.live.files import Files
from analyzer.capture.live.interfaces import WAYS, source_for
from analyzer.capture.live.serial_port import FORMS
from analyzer.capture.live.source import LiveError, Source
from analyzer.capture.live.tap import TapSource
from analyzer.capture.open import Capture, CaptureError, open_capture
from analyzer.cli.chosen import filter_or_fail
from analyzer.cli.common import (
    DECODE_AS,
    KEY,
    KEYS,
    OBJECTS,
    PACKS,
    UTC,
    Failure,
    fail,
    learn,
    profile_chooser,
    ring_or_fail,
)
from analyzer.cli.sources import by_number, choose, listed, serial_setting, serial_source, stream_source, tap_source
from analyzer.cli.watching import printer, signals, watch
from analyzer.document import Document

STDOUT = "-"
SWITCH = 0.0005  # seconds after which a busy reader lets the writer go first
UI_INDEXER = "index"  # the thread in which the UI reads a capture
_SIZE = re.compile(r"(\d+)\s*([kMG]?)i?B?")
_UNITS = {"": 1, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*([smh]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}


def _size(context: click.Context, option: click.Parameter, text: str | None) -> int:
    match = _SIZE.fullmatch(text or "0")
    if match is None:
        fail(f"{option.opts[0]} {text}: want bytes, as in 500k, 100M or 1G")
    return int(match[1]) * _UNITS[match[2]]


def _seconds(context: click.Context, option: click.Parameter, text: str | None) -> float:
    match = _TIME.fullmatch(text or "0")
    if match is None:
        fail(f"{option.opts[0]} {text}: want seconds, as in 30, 15m or 1h")
    return float(match[1]) * _SECONDS[match[2]]


@click.command("live")
@click.argument("stream", metavar="[-|FILE]", required=False)
@click.option("-i", "--interface", metavar="IFACE", help="Watch a network interface.")
@click.option("-f", "--capture-filter", metavar="BPF", default="", help="Capture filter, as in 'tcp port 4059'.")
@click.option(
    "--serial",
    "serials",
    metavar="PORT",
    multiple=True,
    help="Watch a serial line; twice: the client's side, the meter's side. A device, socket:// or rfc2217://.",
)
@click.option("--baud", type=click.IntRange(50), help="Speed of serial lines [9600; 300 with --iec].")
@click.option(
    "--parity", type=click.Choice(FORMS), metavar="8N1", help="Character format of serial lines [8N1; 7E1 with --iec]."
)
@click.option("--iec", is_flag=True, help="Follow the speeds that an IEC 62056-21 opening agrees on (modes B, C, E).")
@click.option(
    "--tap",
    "taps",
    metavar="LISTEN=METER",
    multiple=True,
    help="Pass on between head-end and meter: [udp:][HOST:]PORT=HOST:PORT, or =serial:PORT.",
)
@click.option(
    "--with", "way", type=click.Choice(WAYS), help="What watches the interface; the best there is without it."
)
@click.option("--interfaces", "listing", is_flag=True, help="List the interfaces and serial ports, and end.")
@click.option("-w", "--write", metavar="OUT.pcapng", help="Write what is captured; it loses nothing. `-`: into a pipe.")
@click.option("--rotate-size", metavar="SIZE", callback=_size, help="Begin the next file at this size (100M).")
@click.option("--rotate-time", metavar="TIME", callback=_seconds, help="Begin the next file after this time (15m).")
@click.option("--force", is_flag=True, help="Replace OUT.pcapng if it exists.")
@click.option("-c", "--count", metavar="N", type=click.IntRange(1), help="End after N messages.")
@click.option("--duration", metavar="TIME", callback=_seconds, help="End after this time (30, 15m).")
@click.option("-Y", "--filter", "filter_text", metavar="FILTER", help="Show only messages that pass a display filter.")
@click.option("--no-ui", is_flag=True, help="Print lines instead of opening the terminal UI.")
@click.option("--format", "form", type=click.Choice(["list", "json"]), default="list", help="What --no-ui prints.")
@click.option("--show-secrets", is_flag=True, help="Print passwords and keys that the traffic itself shows.")
@KEYS
@KEY
@OBJECTS
@PACKS
@UTC
@DECODE_AS
def command(
    stream: str | None,
    interface: str | None,
    serials: tuple[str, ...],
    baud: int | None,
    parity: str | None,
    iec: bool,
    taps: tuple[str, ...],
    capture_filter: str,
    way: str | None,
    listing: bool,
    write: str | None,
    rotate_size: int,
    rotate_time: float,
    force: bool,
    count: int | None,
    duration: float,
    filter_text: str | None,
    no_ui: bool,
    form: str,
    show_secrets: bool,
    utc: bool,
    decode_as: tuple[str, ...],
    key_files: tuple[str, ...],
    key_options: tuple[str, ...],
) -> None:
    """Watch messages as they come: from a network interface, a serial line, a tap between head-end and meter, a
    capture that another program pipes into `-` or is writing to FILE.

    \b
    dlmscope live -i eth0 -f 'tcp port 4059' -w run.pcapng
    dlmscope live -i any --no-ui --format json | jq .value
    dlmscope live --serial /dev/ttyUSB0 --iec
    dlmscope live --serial /dev/ttyUSB0 -w - | wireshark -k -i -
    dlmscope live --tap 0.0.0.0:4059=10.0.0.5:4059 -w run.pcapng
    ssh gateway tcpdump -U -w - port 4059 | dlmscope live -
    dlmscope live --interfaces
    """
    if listing:
        for line in listed():
            click.echo(line)
        return
    passing = filter_or_fail(filter_text)
    in_ui = not no_ui and form == "list" and sys.stdout.isatty()
    ring = ring_or_fail(write or stream or "-", key_files, key_options)
    chooser = profile_chooser(decode_as)
    if not (interface or serials or taps or stream) and sys.stdin.isatty() and sys.stdout.isatty():
        interface, serials = choose()
    given = {"-i": interface, "--serial": serials, "--tap": taps, "-": stream}
    named = [name for name, value in given.items() if value]
    if len(named) != 1:
        both = f", not {' and '.join(named)}" if named else "; --interfaces lists what can be watched"
        fail(f"live: want one of -i IFACE, --serial PORT, --tap LISTEN=METER, - or FILE{both}")
    if capture_filter and not interface:
        fail("-f: filters what an interface (-i) captures")
    source: Source | str
    if interface:
        source = source_for(by_number(interface), capture_filter, way)
    elif serials:
        source = serial_source(serials, baud, parity, iec)
    elif taps:
        source = tap_source(taps, serial_setting(baud, parity))
    else:
        source = stream_source(stream or "-", in_ui)
    if write == STDOUT:
        _pass_on(source, duration)
        return
    capture: Capture
    if isinstance(source, str):
        if write:
            fail(f"-w: {source} is a file already")
        try:
            capture = open_capture(source, follow=True)
        except CaptureError as error:
            fail(str(error))
    else:
        capture = _started(source, write, rotate_size, rotate_time, force)
    document = Document(capture, ring, chooser)
    try:
        learn(document)
        if not in_ui or not _ui(document, filter_text or "", utc):
            first = document.count + 1 if in_ui else 1
            with signals(capture.stop, duration):
                _say_where(source)
                watch(document, printer(document, form, utc, show_secrets, passing), first, count)
    finally:
        capture.stop()
        document.close()
    _report(capture)


def _pass_on(source: Source | str, duration: float) -> None:
    """Write what a source sees to standard output, for another program; nothing is decoded."""
    if isinstance(source, str) or sys.stdout.isatty():
        fail(
            "-w -: writes packets of a live source into a pipe, as in dlmscope live --serial PORT -w - | wireshark -k -i -"
        )
    try:
        source.open()
        with signals(source.stop, duration):
            _say_where(source)
            source.run(Pipe(io.FileIO(sys.stdout.fileno(), "wb", closefd=False), source, sys.stderr))
    except LiveError as error:
        fail(str(error))


def _started(source: Source, write: str | None, rotate_size: int, rotate_time: float, force: bool) -> LiveCapture:
    if write and os.path.exists(write) and not force:
        fail(f"{write}: exists; --force replaces it")
    if (rotate_size or rotate_time) and not write:
        fail("--rotate-size, --rotate-time: want -w OUT.pcapng")
    try:
        capture = LiveCapture(source, Files(write, rotate_size, rotate_time))
    except OSError as error:
        fail(f"{write}: cannot be written: {error.strerror or error}")
    sys.setswitchinterval(SWITCH)
    try:
        capture.start()
    except LiveError as error:
        if write and os.path.exists(write) and not os.path.getsize(write):
            os.remove(write)
        fail(str(error))
    return capture


def _say_where(source: Source | str) -> None:
    """Where taps listen, for whoever is to connect there."""
    if isinstance(source, TapSource):
        for tap, (host, port) in zip(source.taps, source.addresses, strict=True):
            click.echo(f"dlmscope: listening on {'udp ' if tap.udp else ''}{host}:{port} for {tap.far}", err=True)


def _ui(document: Document, filter_text: str, utc: bool) -> bool:
    """Show the capture in the terminal UI; False where that died: the capture goes on, in lines."""
    from analyzer.tui.app import run
    from analyzer.tui.settings import SettingsError, load

    try:
        run(document, settings=load(), filter_text=filter_text, utc=utc)
        return True
    except SettingsError as error:
        fail(str(error))
    except Exception as error:  # a view must never take the capture down; no text of it: it may hold anything
        click.echo(f"dlmscope: the UI ended ({type(error).__name__}); the capture goes on, Ctrl-C ends it", err=True)
    for thread in threading.enumerate():
        if thread.name == UI_INDEXER:  # it ends with the UI; only one may read the capture
            thread.join()
    return False


def _report(capture: Capture) -> None:
    """The last line, on stderr; a source that failed is an error."""
    if not isinstance(capture, LiveCapture):
        for note in capture.notes:
            click.echo(f"{capture.name}: {note}", err=True)
        return
    for note in capture.notes:
        click.echo(note, err=True)
    if capture.failed:
        raise Failure(capture.state)
    click.echo(f"dlmscope: {capture.state}", err=True)
    if capture.files.trouble:
        sys.exit(Failure.exit_code)
