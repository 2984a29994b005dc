"""Is everything here that dlmscope can use, and what to do about what is not? Each check is one function."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import locale
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from analyzer import tshark
from analyzer.keys import BESIDE, ENVIRONMENT, KeysError, load_keys

OK, NOTE, WARNING, MISSING = "ok", "note", "warning", "missing"
EXTCAP = "dlmscope_extcap.py"
LUA = "dlmscope.lua"
DISTRIBUTION = "dlmscope"
ROOM = 256 << 20  # bytes that a long live capture may want in the temporary folder
SMALLEST = (80, 24)
OLDEST_PYTHON = (3, 11)


class Check(NamedTuple):
    """``state``: ok; note: can be had; warning: does not work as it could; missing: needed, and not there. ``advice``
    says what to do, where something is to be done."""

    name: str
    state: str
    text: str
    advice: str = ""


def checks() -> Iterator[Check]:
    """Every check, one after the other; none raises."""
    for each in CHECKS:
        try:
            yield from each()
        except Exception as error:  # what a machine is like is no reason for the other checks not to run
            yield Check(each.__name__.strip("_"), WARNING, f"could not be checked: {type(error).__name__}: {error}")


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    if tuple(sys.version_info) < OLDEST_PYTHON:
        yield Check("Python", MISSING, version, f"dlmscope wants Python {'.'.join(map(str, OLDEST_PYTHON))} or newer")
    else:
        yield Check("Python", OK, f"{version} ({sys.executable})")


def _packages() -> Iterator[Check]:
    try:
        wanted = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        yield Check(
            "packages", WARNING, f"{DISTRIBUTION} is not installed, it runs from its folder", "pip install -e ."
        )
        return
    found, absent = [], []
    for requirement in wanted:
        match = re.match(r"[A-Za-z0-9._-]+", requirement)
        if match is None or "extra ==" in requirement:
            continue
        try:
            found.append(f"{match[0]} {importlib.metadata.version(match[0])}")
        except importlib.metadata.PackageNotFoundError:
            absent.append(match[0])
    if absent:
        yield Check("packages", MISSING, f"not installed: {', '.join(absent)}", f"pip install {' '.join(absent)}")
    else:
        yield Check("packages", OK, ", ".join(found))


def _libpcap() -> Iterator[Check]:
    library = ctypes.util.find_library("pcap") or ctypes.util.find_library("wpcap")
    if library:
        yield Check("libpcap", OK, library)
    else:
        yield Check("libpcap", NOTE, "not found: Scapy captures without filters (live -f)", "apt install libpcap0.8")


def _dumpcap() -> Iterator[Check]:
    program = shutil.which("dumpcap")
    if program is None:
        yield Check("dumpcap", NOTE, "not found", "apt install wireshark-common: captures without root where allowed")
        return
    listed = _run(program, "-D")
    interface = listed.stdout.partition(". ")[2].split(maxsplit=1)
    asked = _run(program, "-L", "-i", interface[0]) if interface else listed
    if interface and asked.returncode == 0:
        yield Check("dumpcap", OK, f"{program} may capture")
        return
    yield Check(
        "dumpcap", WARNING, f"{program} may not capture",
        "sudo dpkg-reconfigure wireshark-common && sudo usermod -aG wireshark $USER, then log in again",
    )  # fmt: skip


def _scapy_socket() -> Iterator[Check]:
    if not hasattr(socket, "AF_PACKET"):
        return
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close()
    except PermissionError:
        yield Check(
            "packet sockets", NOTE, "not allowed: interfaces are watched through dumpcap only",
            f"sudo setcap cap_net_raw+eip {os.path.realpath(sys.executable)}",
        )  # fmt: skip
    else:
        yield Check("packet sockets", OK, "allowed")


def _wireshark() -> Iterator[Check]:
    program = tshark.find_tshark()
    if program is None:
        yield Check("tshark", NOTE, "not found: no crosscheck, no Wireshark", "apt install tshark")
        return
    native = ", has a DLMS dissector of its own that does not decrypt" if program.numbers >= (4, 6) else ""
    yield Check("tshark", OK, f"{program.version} ({program.path}){native}")
    loaded = tshark.loads_dissector(program)
    installed = [
        place for folder in loaded.folders.values() if (place := os.path.join(folder, LUA)) and os.path.isfile(place)
    ]
    if loaded.loaded:
        yield Check("Lua dissector", OK, f"loaded from {installed[0]}" if installed else "loaded")
    elif installed:
        yield Check("Lua dissector", MISSING, f"{installed[0]} is there, but tshark does not load it", loaded.reason)
    else:
        yield Check("Lua dissector", NOTE, "not installed", loaded.reason.removeprefix("not installed: "))
    folders = _extcap_folders(loaded.folders)
    found = [folder for folder in folders for each in _files(folder) if EXTCAP.removesuffix(".py") in each]
    if found:
        yield Check("extcap", OK, f"in {found[0]}")
    elif folders:
        here = Path(__file__).parents[1] / "plugins" / "wireshark" / "extcap" / EXTCAP
        what = str(here) if here.is_file() else f"plugins/wireshark/extcap/{EXTCAP}"
        yield Check(
            "extcap", NOTE, "not installed: no interfaces DLMS serial and DLMS tap", f"ln -s {what} {folders[0]}/"
        )


def _extcap_folders(folders: dict[str, str]) -> list[str]:
    """Where Wireshark looks for extcaps, the user's own folder first."""
    configuration = folders.get("Personal configuration")  # before 4.4 the personal folder is not listed
    personal = folders.get("Personal Extcap path") or (os.path.join(configuration, "extcap") if configuration else None)
    return [folder for folder in (personal, folders.get("Extcap path"), folders.get("Global Extcap path")) if folder]


def _serial() -> Iterator[Check]:
    from serial.tools.list_ports import comports

    names = [port.device for port in comports()]
    closed = [name for name in names if not os.access(name, os.R_OK | os.W_OK)] if os.name == "posix" else []
    if closed:
        yield Check(
            "serial ports",
            WARNING,
            f"no access to {', '.join(closed)}",
            "sudo usermod -aG dialout $USER, then log in again",
        )
    else:
        yield Check("serial ports", OK if names else NOTE, ", ".join(names) or "none")


def _keys() -> Iterator[Check]:
    named = os.environ.get(ENVIRONMENT)
    for name in [named] if named else [BESIDE] if os.path.exists(BESIDE) else []:
        try:
            entries = load_keys(name)
        except KeysError as error:
            yield Check("keys", MISSING, str(error), f"correct {name}" + (f", or unset {ENVIRONMENT}" if named else ""))
            continue
        others = os.name == "posix" and os.stat(name).st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        text = f"{name}: {len({entry.origin for entry in entries})} meters"
        if others:
            yield Check("keys", WARNING, f"{text}; others on this machine may read it", f"chmod 600 {name}")
        else:
            yield Check("keys", OK, text)
        return
    if not named and not os.path.exists(BESIDE):
        yield Check("keys", NOTE, "no key file here", f"-k FILE, {ENVIRONMENT}, or {BESIDE} beside a capture")


def _terminal() -> Iterator[Check]:
    encoding = locale.getpreferredencoding(False)
    if "utf" not in encoding.lower():
        yield Check("characters", WARNING, f"{encoding}: signs are shown in ASCII", "export LANG=C.UTF-8")
    else:
        yield Check("characters", OK, encoding)
    if not sys.stdout.isatty():
        yield Check("terminal", NOTE, "standard output is none: lines instead of the UI")
        return
    size = shutil.get_terminal_size()
    colours = (
        "24 bit colours"
        if os.environ.get("COLORTERM") in ("truecolor", "24bit")
        else f"TERM={os.environ.get('TERM', '')}"
    )
    text = f"{size.columns}×{size.lines}, {'no colours (NO_COLOR)' if os.environ.get('NO_COLOR') else colours}"
    if size < SMALLEST:
        yield Check("terminal", WARNING, text, f"make it {SMALLEST[0]}×{SMALLEST[1]} or larger for the UI")
    elif os.environ.get("TERM", "dumb") == "dumb":
        yield Check("terminal", WARNING, f"{text}: the UI cannot be drawn", "use another terminal, or --no-ui and show")
    else:
        yield Check("terminal", OK, text)
    if os.environ.get("TMUX") and "external" in _run("tmux", "show", "-gv", "set-clipboard").stdout:
        yield Check("tmux", NOTE, "copies stay inside tmux", "tmux set -g set-clipboard on")


def _room() -> Iterator[Check]:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    text = f"{free >> 20} MiB free in {folder}"
    if free < ROOM:
        yield Check(
            "temporary files", WARNING, text, "make room, or set TMPDIR to a larger disk: live captures wait there"
        )
    else:
        yield Check("temporary files", OK, text)


CHECKS: tuple[Callable[[], Iterator[Check]], ...] = (
    _python, _packages, _libpcap, _dumpcap, _scapy_socket, _wireshark, _serial, _keys, _terminal, _room,
)  # fmt: skip


def _files(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=20, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))
