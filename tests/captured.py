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


# Of the worked examples in the standard's books
_VECTOR_KEYS = {
    "encryption_key": "000102030405060708090A0B0C0D0E0F",
    "authentication_key": "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF",
    "server_system_title": "4D4D4D0000BC614E",
    "client_system_title": "4D4D4D0000000001",
    "client_address": 16,
}


def pcaps() -> list[Path]:
    """Captures with records that Wireshark reads, each once: some sessions were copied into captures/."""
    folders = (CAPTURES, SHARED / "sessions", SHARED / "pcap")
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.pcap"))]
    return list({path.name: path for path in reversed(found)}.values())[::-1]


def hex_logs() -> list[Path]:
    """Captures as text: pushes of meters, single APDUs, vectors."""
    return sorted(SHARED.glob("*/*.hex")) + sorted(CAPTURES.glob("*.hex"))


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
    if path.stem == "vectors_apdus":
        return _session(_VECTOR_KEYS)
    source = path.with_suffix(".json")
    if path.suffix == ".hex" and source.is_file():
        keys = json.loads(source.read_text())
        return _meter({"guek": keys.get("ek"), "gak": keys.get("ak")}) if isinstance(keys, dict) else ""
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
