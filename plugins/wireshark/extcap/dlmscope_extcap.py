#!/usr/bin/env python3
"""Live interfaces "DLMS serial" and "DLMS tap" for Wireshark and tshark: an extcap around dlmscope's capture engine.

Put a link to this file into Wireshark's personal extcap folder (Help > About > Folders, or `dlmscope doctor`):

    ln -s "$PWD/plugins/wireshark/extcap/dlmscope_extcap.py" ~/.config/wireshark/extcap/

Wireshark asks every extcap at its start, so nothing is imported before it is needed. The packets of a serial line are of
link type USER0, for which the Lua dissector that `dlmscope export lua` writes is the one; those of a tap are Ethernet.
"""

from __future__ import annotations

import os
import sys

VERSION = "1.0"
SERIAL, TAP = "dlms-serial", "dlms-tap"
INTERFACES = {SERIAL: "DLMS serial", TAP: "DLMS tap"}
DLTS = {SERIAL: (147, "USER0", "DLMS/COSEM on a serial line"), TAP: (1, "EN10MB", "Ethernet")}
BAUDS = (300, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
PORTS = ("/dev/serial/by-id/*", "/dev/ttyUSB*", "/dev/ttyACM*", "/dev/cu.*")
FORMS = ("8N1", "7E1", "8E1", "8O1", "7N1", "8N2")

# (call, display, type, default, tooltip), by interface
ARGUMENTS = {
    SERIAL: (
        ("port", "Port", "string", "", "A device, socket://HOST:PORT or rfc2217://HOST:PORT"),
        ("port2", "Second port", "string", "", "The meter's side, where one port hears the client only"),
        ("baud", "Baud", "selector", "9600", "Speed of the line"),
        ("form", "Characters", "selector", "8N1", "Data bits, parity, stop bits"),
        (
            "iec",
            "Follow IEC 62056-21",
            "boolflag",
            "false",
            "Begin at 300 baud 7E1 and follow what the opening agrees on",
        ),
    ),
    TAP: (
        ("listen", "Listen on", "string", "127.0.0.1:4059", "[HOST:]PORT where the head-end connects to"),
        ("meter", "Meter", "string", "", "HOST:PORT, or serial:PORT"),
        ("udp", "UDP", "boolflag", "false", "Datagrams instead of TCP"),
    ),
}


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    interface = options.get("extcap-interface", "")
    if "extcap-interfaces" in options:
        print(f"extcap {{version={VERSION}}}{{display=dlmscope}}")
        for value, display in INTERFACES.items():
            print(f"interface {{value={value}}}{{display={display}}}")
        return 0
    if interface not in INTERFACES:
        print(f"no interface {interface!r}; there are {', '.join(INTERFACES)}", file=sys.stderr)
        return 1
    if "extcap-dlts" in options:
        number, name, display = DLTS[interface]
        print(f"dlt {{number={number}}}{{name={name}}}{{display={display}}}")
    elif "extcap-config" in options:
        config(interface)
    elif "capture" in options:
        return capture(interface, options)
    return 0


def parse(arguments: list[str]) -> dict[str, str]:
    """`--name value`, `--name=value` and `--name` as a dictionary; a flag's value is empty."""
    options: dict[str, str] = {}
    name = ""
    for each in arguments:
        if each.startswith("--"):
            name, equals, value = each[2:].partition("=")
            options[name] = value
            name = "" if equals else name
        elif name:
            options[name] = each
            name = ""
    return options


def config(interface: str) -> None:
    """The dialog of an interface."""
    for number, (call, display, kind, default, tooltip) in enumerate(ARGUMENTS[interface]):
        if call == "port":
            default = next(iter(ports()), "")
        required = "{required=true}" if call in ("port", "meter", "listen") else ""
        preset = f"{{default={default}}}" if default else ""
        print(
            f"arg {{number={number}}}{{call=--{call}}}{{display={display}}}{{type={kind}}}{preset}{required}{{tooltip={tooltip}}}"
        )
        for value, shown in choices(call):
            chosen = "true" if value == default else "false"
            print(f"value {{arg={number}}}{{value={value}}}{{display={shown}}}{{default={chosen}}}")


def choices(call: str) -> list[tuple[str, str]]:
    if call == "baud":
        return [(str(baud), str(baud)) for baud in BAUDS]
    if call == "form":
        return [(form, form) for form in FORMS]
    return []


def ports() -> list[str]:
    """Serial ports, found without pyserial, whose import alone takes longer than an extcap may."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"HARDWARE\DEVICEMAP\SERIALCOMM") as key:
                return [str(winreg.EnumValue(key, number)[1]) for number in range(winreg.QueryInfoKey(key)[1])]
        except OSError:
            return []
    import glob

    return sorted(name for pattern in PORTS for name in glob.glob(pattern))


def capture(interface: str, options: dict[str, str]) -> int:
    """Write what the interface sees into Wireshark's pipe, until either end has enough."""
    if not engine():
        print("dlmscope is not installed for this Python; set DLMSCOPE_PYTHON to one that has it", file=sys.stderr)
        return 1
    import signal

    import click

    from analyzer.capture.live.fifo import Pipe
    from analyzer.capture.live.source import LiveError
    from analyzer.cli.sources import serial_setting, serial_source, tap_source

    try:
        if interface == SERIAL:
            ports = tuple(filter(None, (options.get("port"), options.get("port2"))))
            if not ports:
                raise LiveError("no port: choose one in the options of the interface (the gear)")
            iec = flag(options, "iec")
            baud, form = (None, None) if iec else (int(options.get("baud") or 9600), options.get("form"))
            source = serial_source(ports, baud, form, iec)
        else:
            where = f"{'udp:' if flag(options, 'udp') else ''}{options.get('listen', '')}={options.get('meter', '')}"
            source = tap_source((where,), serial_setting(None, None))
        source.open()
    except LiveError as error:
        print(error, file=sys.stderr)
        return 1
    except click.ClickException as error:
        print(error.message, file=sys.stderr)
        return 1
    except ValueError:
        print(f"{options.get('baud')}: no speed", file=sys.stderr)
        return 1
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: source.stop())
    with open(options["fifo"], "wb", buffering=0) as out:
        try:
            source.run(Pipe(out, source, sys.stderr))
        except LiveError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def flag(options: dict[str, str], name: str) -> bool:
    """Whether a flag is set; Wireshark gives it alone, or with true or false behind it."""
    return name in options and options[name].lower() not in ("false", "0")


def engine() -> bool:
    """Whether dlmscope can be imported. Where it cannot, this program runs again under a Python that can, if there is one."""
    import importlib.util

    here = os.path.realpath(__file__)
    root = os.path.abspath(os.path.join(os.path.dirname(here), "..", "..", ".."))
    if importlib.util.find_spec("analyzer") is not None and importlib.util.find_spec("click") is not None:
        return True
    if os.environ.get("DLMSCOPE_EXTCAP_AGAIN"):
        return False
    for python in (
        os.environ.get("DLMSCOPE_PYTHON"),
        os.path.join(root, ".venv", "bin", "python"),
        interpreter_of("dlmscope"),
    ):
        if python and os.access(python, os.X_OK):
            os.environ["DLMSCOPE_EXTCAP_AGAIN"] = "1"
            os.execv(python, [python, here, *sys.argv[1:]])
    return False


def interpreter_of(command: str) -> str | None:
    """The Python that an installed command begins with."""
    import shutil

    path = shutil.which(command)
    try:
        with open(path or os.devnull, "rb") as file:
            first = file.readline(300).decode("utf-8", "replace").strip()
    except OSError:
        return None
    return first[2:].strip() if first.startswith("#!") else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
