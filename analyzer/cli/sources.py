"""Sources of a live capture as options name them: `-i`, `--serial`, `--tap`, `-`."""

from __future__ import annotations

import os
import socket
import sys

import click

from analyzer.capture.live.interfaces import interfaces
from analyzer.capture.live.pipe import StreamSource
from analyzer.capture.live.serial_port import DEFAULT, SerialLine, SerialSource, ports
from analyzer.capture.live.source import Source
from analyzer.capture.live.tap import TapSource
from analyzer.capture.live.tap_ends import Tap
from analyzer.cli.common import fail
from analyzer.cli.ui import keyboard_apart
from dissectors.profiles.opening import START, Setting

LOOPBACK = "127.0.0.1"
_WANT = "want LISTEN=METER, as in 4059=10.0.0.5:4059, udp:4059=meter:4059 or 4059=serial:/dev/ttyUSB0"


def listed() -> list[str]:
    """What can be watched, a numbered line each: interfaces first, then serial ports."""
    return [
        f"{number}. {name} ({description})" if description else f"{number}. {name}"
        for number, (name, description) in enumerate([*_interfaces(), *ports()], 1)
    ]


def choose() -> tuple[str | None, tuple[str, ...]]:
    """Let the user choose from the list: an interface, or serial ports."""
    for line in listed():
        click.echo(line, err=True)
    names = [name for name, _ in _interfaces()]
    lines = [name for name, _ in ports()]
    number = click.prompt("watch which", type=click.IntRange(1, len(names) + len(lines)), err=True)
    return (names[number - 1], ()) if number <= len(names) else (None, (lines[number - len(names) - 1],))


def by_number(interface: str) -> str:
    """An interface by its number in the list, as tshark takes it too; any other text is its name."""
    if not interface.isdigit():
        return interface
    names = [name for name, _ in _interfaces()]
    if not 1 <= int(interface) <= len(names):
        fail(f"-i {interface}: there are interfaces 1 to {len(names)}; `dlmscope live --interfaces` lists them")
    return names[int(interface) - 1]


def _interfaces() -> list[tuple[str, str]]:
    found = interfaces()
    if not found:
        fail("no interfaces can be listed: install dumpcap or tshark (apt install tshark)")
    return found


def serial_setting(baud: int | None, form: str | None, iec: bool = False) -> Setting:
    start = START if iec else DEFAULT
    return Setting(baud or start.baud, form or start.form)


def serial_source(ports: tuple[str, ...], baud: int | None, form: str | None, iec: bool) -> Source:
    if len(ports) > 2:
        fail("--serial: at most two ports, the client's side and the meter's side of one line")
    return SerialSource(list(ports), serial_setting(baud, form, iec), iec)


def tap_source(taps: tuple[str, ...], setting: Setting) -> TapSource:
    return TapSource([tap(text, setting) for text in taps])


def tap(text: str, setting: Setting = DEFAULT) -> Tap:
    """`[udp:][HOST:]PORT=HOST:PORT` or `[HOST:]PORT=serial:PORT`. Without HOST it listens on loopback only."""
    listen, equals, meter = text.partition("=")
    udp = listen.startswith("udp:")
    where = listen.removeprefix("udp:").removeprefix("tcp:")
    host, port = _address(where if ":" in where else f"{LOOPBACK}:{where}", text)
    if host in ("", "*"):
        host = "0.0.0.0"
    if not equals or not meter:
        fail(f"--tap {text}: {_WANT}")
    if meter.startswith("serial:"):
        if udp:
            fail(f"--tap {text}: a serial line has no datagrams; listen on TCP")
        return Tap(False, (host, port), SerialLine(meter.removeprefix("serial:"), setting))
    far, far_port = _address(meter, text)
    try:  # once, here: a name is not looked up while others are served
        address = socket.getaddrinfo(far, far_port, type=socket.SOCK_STREAM)[0][4]
    except OSError as error:
        fail(f"--tap {text}: {far}: no such host ({error.strerror or error})")
    return Tap(udp, (host, port), (str(address[0]), int(address[1])))


def stream_source(stream: str, in_ui: bool) -> Source | str:
    """Standard input, or the name of a file that grows. The UI reads its keys from the terminal then."""
    if stream != "-" and not os.path.exists(stream):
        fail(f"{stream}: no such file; an interface is watched with -i {stream}")
    if stream != "-":
        return stream
    return StreamSource(keyboard_apart() if in_ui and not sys.stdin.isatty() else None)


def _address(text: str, whole: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 0xFFFF:
        fail(f"--tap {whole}: {_WANT}")
    return host.strip("[]"), int(port)
