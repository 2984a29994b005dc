"""Which tshark is here, and does it really load our dissector? Wireshark 4.4 and later skip scripts silently as root."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from typing import NamedTuple

PROTOCOL = "dlmscope"
_SCRIPTS_SKIPPED_FROM = (4, 4)  # as root, for every script that is not in the global plugin folder
_EMPTY_CAPTURE = bytes.fromhex("d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000")
_TIMEOUT = 60


class Tshark(NamedTuple):
    """A tshark: where it is, and its version as it says it ("4.0.17") and as numbers."""

    path: str
    version: str
    numbers: tuple[int, ...]


class Loaded(NamedTuple):
    """Whether a tshark knows our protocol; ``reason`` says why not, and what to do; ``folders`` are its folders by the names
    that tshark gives them ("Personal Lua Plugins", "Global Lua Plugins", "Extcap path", …)."""

    loaded: bool
    reason: str
    folders: dict[str, str]


def find_tshark() -> Tshark | None:
    """The tshark on the path, None where there is none that runs."""
    path = shutil.which("tshark")
    if path is None:
        return None
    try:
        first = _run(path, "--version").stdout.partition("\n")[0]
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\b(\d+(?:\.\d+)+)", first)
    version = match[1] if match else ""
    return Tshark(path, version, tuple(map(int, version.split("."))) if version else ())


def loads_dissector(tshark: Tshark, script: str | None = None) -> Loaded:
    """Whether ``tshark`` knows our protocol, with ``script`` given on its command line or by its plugin folders alone.

    It is asked to filter an empty capture for the protocol: a script that it skips or that fails to load leaves no other
    trace than that the name is unknown.
    """
    arguments = ("-X", f"lua_script:{script}") if script else ()
    try:
        with tempfile.TemporaryDirectory() as folder:
            capture = os.path.join(folder, "empty.pcap")
            with open(capture, "wb") as out:
                out.write(_EMPTY_CAPTURE)
            asked = _run(tshark.path, *arguments, "-r", capture, "-Y", PROTOCOL)
        folders = _folders(_run(tshark.path, "-G", "folders").stdout)
    except (OSError, subprocess.SubprocessError) as error:
        return Loaded(False, f"tshark cannot be asked: {error}", {})
    if asked.returncode == 0:
        return Loaded(True, "", folders)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and tshark.numbers >= _SCRIPTS_SKIPPED_FROM:
        place = folders.get("Global Lua Plugins") or folders.get("Global Plugins") or "its global plugin folder"
        return Loaded(False, f"as root, tshark {tshark.version} skips scripts outside {place}: put it there", folders)
    if script:
        return Loaded(False, f"{script} does not load", folders)
    place = folders.get("Personal Lua Plugins") or folders.get("Personal Plugins") or "its personal plugin folder"
    return Loaded(False, f"not installed: dlmscope export lua -o {os.path.join(place, 'dlmscope.lua')}", folders)


def _folders(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, _, place = line.partition(":")
        if place.strip():
            found[name.strip()] = place.strip()
    return found


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=_TIMEOUT, stdin=subprocess.DEVNULL
    )
