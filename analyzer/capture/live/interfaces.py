"""Which interfaces there are, and which source watches one best."""

from __future__ import annotations

import shutil
import subprocess

from analyzer.capture.live.pipe import ProgramSource
from analyzer.capture.live.scapy_socket import ScapySource
from analyzer.capture.live.source import Source

WAYS = ("dumpcap", "scapy", "tshark")


def interfaces() -> list[tuple[str, str]]:
    """(name, description) of what can be watched: as dumpcap tells, else Scapy, else tshark through pyshark."""
    for way in (_of_dumpcap, _of_scapy, _of_tshark):
        found = way()
        if found:
            return found
    return []


def source_for(interface: str, capture_filter: str = "", way: str | None = None) -> Source:
    """dumpcap where there is one (no root needed where it may), else Scapy's socket; ``way`` asks for one of WAYS."""
    way = way or ("dumpcap" if shutil.which("dumpcap") else "scapy")
    if way == "scapy":
        return ScapySource(interface, capture_filter)
    return ProgramSource(interface, capture_filter, _tshark() if way == "tshark" else way)


def _of_dumpcap() -> list[tuple[str, str]]:
    program = shutil.which("dumpcap")
    if program is None:
        return []
    try:
        done = subprocess.run([program, "-D"], capture_output=True, text=True, timeout=10, errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return []
    found = []
    for line in done.stdout.splitlines():
        number, _, rest = line.partition(". ")
        name, _, description = rest.partition(" (")
        if number.isdigit() and name:
            found.append((name, description.removesuffix(")")))
    return found


def _of_scapy() -> list[tuple[str, str]]:
    from scapy.interfaces import get_working_ifaces

    return [(each.name, getattr(each, "description", "") or "") for each in get_working_ifaces()]


def _of_tshark() -> list[tuple[str, str]]:
    try:
        from pyshark.tshark.tshark import get_tshark_interfaces

        return [(name, "") for name in get_tshark_interfaces()]
    except Exception:  # no tshark, or one that does not answer: then there is nothing to list
        return []


def _tshark() -> str:
    try:
        from pyshark.tshark.tshark import get_process_path

        return str(get_process_path())
    except Exception:  # pyshark has an exception of its own for it; the source says what is missing
        return "tshark"
