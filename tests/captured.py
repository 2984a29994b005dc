"""Every capture at hand with the key file that opens it: those of captures/, and the real ones beside the project."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from tests.conftest import SHARED
from tests.golden import CAPTURES

_SESSION_KEYS = {
    "guek": "encryption_key",
    "gak": "authentication_key",
    "kek": "kek",
    "system_title": "server_system_title",
}


def pcaps() -> list[Path]:
    """Captures with records that Wireshark reads."""
    folders = (CAPTURES, SHARED / "sessions", SHARED / "pcap")
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.pcap"))]


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def key_file(path: Path) -> str:
    """The text of a key file that opens the capture, as far as its keys are known; "" for none."""
    session = SHARED / "sessions" / f"{path.stem}.keys.json"
    expected = path.parent / f"{path.stem}.expected.json"
    beside = path.with_suffix(".keys.toml")
    if beside.is_file():
        return beside.read_text()
    if session.is_file():
        return _session(json.loads(session.read_text()))
    if expected.is_file():
        keys = json.loads(expected.read_text())
        return _meter({"guek": keys.get("ek"), "gak": keys.get("ak")})
    if path.parent == CAPTURES:
        manifest = tomllib.loads((CAPTURES / "manifest.toml").read_text())
        entry = manifest.get(path.stem, {})
        if "client" in entry:
            return _session({**manifest["common"], **entry, "client_address": entry["client"]})
    return ""


def _session(keys: dict[str, Any]) -> str:
    text = _meter({field: keys.get(given) for field, given in _SESSION_KEYS.items()})
    title = keys.get("client_system_title")
    client = f'[[meter.client]]\nsap = {keys["client_address"]}\nsystem_title = "{title}"\n' if title else ""
    return text + client


def _meter(fields: dict[str, str | None]) -> str:
    lines = [f'{field} = "{value}"' for field, value in fields.items() if value]
    return "\n".join(["[[meter]]", 'name = "meter"', *lines, ""])
