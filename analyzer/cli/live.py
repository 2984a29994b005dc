"""`dlmscope live`: capture while it happens, in the terminal UI or as lines, and into a file."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from typing import Any

import click

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.interfaces import WAYS, interfaces, source_for
from analyzer.capture.live.serial_port import FORMS, ports
from analyzer.capture.live.source import LiveError, Source
from analyzer.capture.live.tap import TapSource
from analyzer.capture.open import Capture, CaptureError, open_capture
from analyzer.cli import lines
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
from analyzer.cli.sources import serial_setting, serial_source, stream_source, tap_source
from analyzer.document import Document
from analyzer.export.messages import encode_json, message

SWITCH = 0.0005  # seconds after which a busy reader lets the writer go first
WAIT = 0.25  # seconds between two looks at the signals
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
@click.option("-w", "--write", metavar="OUT.pcapng", help="Write what is captured; it loses nothing.")
@click.option("--rotate-size", metavar="SIZE", callback=_size, help="Begin the next file at this size (100M).")
@click.option("--rotate-time", metavar="TIME", callback=_seconds, help="Begin the next file after this time (15m).")
@click.option("--force", is_flag=True, help="Replace OUT.pcapng if it exists.")
@click.option("-c", "--count", metavar="N", type=click.IntRange(1), help="End after N messages.")
@click.option("--duration", metavar="TIME", callback=_seconds, help="End after this time (30, 15m).")
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
    dlmscope live --tap 0.0.0.0:4059=10.0.0.5:4059 -w run.pcapng
    ssh gateway tcpdump -U -w - port 4059 | dlmscope live -
    dlmscope live --interfaces
    """
    if listing:
        _list_interfaces()
        return
    given = [
        name for name, value in (("-i", interface), ("--serial", serials), ("--tap", taps), ("-", stream)) if value
    ]
    if len(given) != 1:
        fail(
            f"live: want one of -i IFACE, --serial PORT, --tap LISTEN=METER, - or FILE{', not ' * bool(given)}{' and '.join(given)}; "
            "--interfaces lists what can be watched"
        )
    if capture_filter and not interface:
        fail("-f: filters what an interface (-i) captures")
    source: Source | str
    if interface:
        source = source_for(interface, capture_filter, way)
    elif serials:
        source = serial_source(serials, baud, parity, iec)
    elif taps:
        source = tap_source(taps, serial_setting(baud, parity))
    else:
        source = stream_source(stream or "-")
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
    document = Document(
        capture, ring_or_fail(write or stream or "-", key_files, key_options), profile_chooser(decode_as)
    )
    learn(document)
    watch = Watch(document, count, duration)
    try:
        lines = no_ui or not (sys.stdout.isatty() and sys.stdin.isatty())
        if lines or not _ui(document, capture):
            watch.print(printer(document, form, utc, show_secrets))
    finally:
        capture.stop()
        document.close()
    _report(capture)


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
    if isinstance(source, TapSource):
        for tap, (host, port) in zip(source.taps, source.addresses, strict=True):
            click.echo(f"dlmscope: listening on {'udp ' if tap.udp else ''}{host}:{port} for {tap.far}", err=True)
    return capture


class Watch:
    """Rows of a capture as they complete, until it ends, enough were seen, or a signal asks to end."""

    def __init__(self, document: Document, count: int | None = None, duration: float = 0.0) -> None:
        self.document = document
        self._count = count
        self._duration = duration

    def print(self, write: Callable[[range], bool]) -> None:
        """Give ranges of new rows to ``write`` until it says False."""
        capture = self.document.capture
        with signals(capture.stop, self._duration):
            done, alive = 0, True
            while alive:
                alive = self.document.advance()
                last = self.document.count
                if self._count is not None and last >= self._count:
                    last = self._count
                    alive = False
                if last > done:
                    if not write(range(done + 1, last + 1)):
                        break
                    done = last
                if alive and not capture.behind:
                    capture.wait(WAIT)
            capture.stop()


class signals:  # noqa: N801 - reads like a function
    """While it lasts, SIGINT, SIGTERM and SIGHUP call ``stop``, and so does the end of ``duration`` seconds.

    A second Ctrl-C ends at once, as ever.
    """

    def __init__(self, stop: Callable[[], None], duration: float = 0.0) -> None:
        self._stop = stop
        self._duration = duration
        self._before: dict[int, Any] = {}

    def __enter__(self) -> None:
        names = ["SIGINT", "SIGTERM", "SIGHUP"] + (["SIGALRM"] if self._duration else [])
        for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
            self._before[number] = signal.signal(number, self._handle)
        if self._duration and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, self._duration)

    def __exit__(self, *_: object) -> None:
        if self._duration and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _handle(self, number: int, _: object) -> None:
        if number == signal.SIGINT:
            signal.signal(number, self._before[number])
        self._stop()


def printer(document: Document, form: str, utc: bool, show_secrets: bool) -> Callable[[range], bool]:
    """What writes rows to standard output at once; it says False when nobody reads any more."""
    out = sys.stdout.buffer
    colour = sys.stdout.isatty()
    if form == "list":
        out.write(lines.head_line())
        out.flush()

    def write(rows: range) -> bool:
        if form == "json":
            text = b"".join(encode_json(message(document, row, show_secrets=show_secrets)) + b"\n" for row in rows)
        else:
            text = lines.list_lines(document, rows, colour, utc)
        try:
            out.write(text)
            out.flush()
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the interpreter flushes it at its end
            return False
        return True

    return write


def _ui(document: Document, capture: Capture) -> bool:
    """Open the terminal UI; False where there is none, or it died: the capture goes on in lines."""
    try:
        from analyzer.tui.app import run
    except ImportError:
        return False
    try:
        run(document)
    except Exception as error:  # a view must never take the capture down
        click.echo(
            f"dlmscope: the UI ended: {type(error).__name__}; the capture goes on in lines, Ctrl-C ends it", err=True
        )
        return False
    return True


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


def _list_interfaces() -> None:
    found = interfaces()
    if not found:
        fail("no interfaces can be listed: install dumpcap or tshark (apt install tshark)")
    for name, description in [*found, *ports()]:
        click.echo(f"{name}\t{description}".rstrip())
