"""Keys as files and options give them: `keys.toml`, `--key NAME=HEX`, `$DLMSCOPE_KEYS`; never shown, not even in errors."""

from __future__ import annotations

import difflib
import json
import os
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from dissectors.security.key_ring import ASYMMETRIC_FIELDS, KEY_FIELDS, KeyEntry

ENVIRONMENT = "DLMSCOPE_KEYS"
BESIDE = "keys.toml"
SYMMETRIC_SIZES = (16, 32)
_COMMON = ("system_title", "password", "password_text", *KEY_FIELDS, *ASYMMETRIC_FIELDS)
METER_FIELDS = ("name", "address", "client", *_COMMON)
CLIENT_FIELDS = ("sap", *_COMMON)
_HEX = re.compile(r"[0-9A-Fa-f]*")
_OPTION = re.compile(r"(?:(?P<client>client)(?:\[(?P<sap>\d+)\])?\.)?(?P<field>\w+)")


class KeysError(ValueError):
    """A key file or option that cannot be used; the text names file, entry and field, never a value."""


def load_keys(path: str | os.PathLike[str]) -> list[KeyEntry]:
    """The entries of a key file. Raises KeysError."""
    name = os.fspath(path)
    try:
        text = Path(path).read_bytes()
    except OSError as error:
        raise KeysError(f"{name}: cannot be read: {error.strerror or error}") from error
    return parse_keys(text, name, Path(name).parent)


def parse_keys(text: bytes, name: str, folder: Path | None) -> list[KeyEntry]:
    """The entries that the text of a key file has; without a ``folder`` it may name no files. Raises KeysError."""
    try:
        content = tomllib.loads(text.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at .*\)", str(error))
        raise KeysError(f"{name}: not valid TOML {place[0] if place else ''}".rstrip()) from None
    except (UnicodeDecodeError, RecursionError):
        raise KeysError(f"{name}: not valid TOML") from None
    unknown = content.keys() - {"meter"}
    if unknown:
        raise KeysError(f"{name}: {_unknown(min(unknown), ('meter',))}")
    meters = content.get("meter", [])
    if not isinstance(meters, list):
        raise KeysError(f"{name}: meter: wants [[meter]]")
    entries: list[KeyEntry] = []
    for number, meter in enumerate(meters, 1):
        entries += _meter(meter, f"{name}: [[meter]] {number}", folder, f"{name}:{number}")
    return entries


def keys_from_options(options: tuple[str, ...]) -> list[KeyEntry]:
    """The entries that repeated `--key NAME=HEX` give: one meter, and a client where a name begins with `client.`."""
    meter: dict[str, Any] = {}
    clients: dict[int, dict[str, Any]] = {}
    for option in options:
        name, equals, value = option.partition("=")
        match = _OPTION.fullmatch(name.strip())
        if match is None or not equals:
            raise KeysError(f"--key {name}: wants NAME=HEX, NAME=@FILE or client.NAME=HEX")
        if value.startswith("@"):
            try:
                value = Path(value[1:]).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise KeysError(f"--key {name}: {value[1:]} cannot be read") from error
        target = clients.setdefault(int(match["sap"] or 0), {}) if match["client"] else meter
        field = match["field"]
        if field in KEY_FIELDS and field in target:
            known = target[field]
            target[field] = [*(known if isinstance(known, list) else [known]), value]
        else:
            target[field] = value
    if not meter and not clients:
        return []
    meter.setdefault("name", "--key")
    meter["client"] = [{"sap": sap, **fields} for sap, fields in clients.items()]
    return _meter(meter, "--key", Path(), "--key", any_sap=True)


def entries_from_fields(fields: dict[str, Any], origin: str) -> list[KeyEntry]:
    """The entries of one ``[[meter]]`` given as a table; ``origin`` is said where it came from. Raises KeysError."""
    return _meter(fields, origin, Path(), origin)


def save_meter(path: str | os.PathLike[str], fields: dict[str, str]) -> None:
    """Append a ``[[meter]]`` with these fields to a key file, made where there is none; the user alone may read it.

    What stands there stays as it is. Raises KeysError, and leaves the file alone, where it is no key file.
    """
    target = Path(path).resolve()
    before = ""
    if target.exists():
        load_keys(target)
        before = target.read_text(encoding="utf-8")
        before += "" if before.endswith("\n") or not before else "\n"
    lines = [f"{field} = {json.dumps(value)}" for field, value in fields.items()]  # JSON's escapes are TOML's
    text = before + "\n" * bool(before) + "\n".join(["[[meter]]", *lines]) + "\n"
    fresh = None
    try:
        handle, fresh = tempfile.mkstemp(dir=target.parent, prefix=".keys-")  # mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(fresh, target)
    except OSError as error:
        if fresh is not None:
            Path(fresh).unlink(missing_ok=True)
        raise KeysError(f"{target}: cannot be written: {error.strerror or error}") from error


def discover(capture: str, given: tuple[str, ...]) -> list[str]:
    """Key files to read: those given, else the environment's, else `keys.toml` beside the capture."""
    if given:
        return list(given)
    named = os.environ.get(ENVIRONMENT)
    if named:
        return [named]
    beside = Path(capture).parent / BESIDE
    return [os.fspath(beside)] if capture != "-" and beside.is_file() else []


def _meter(meter: Any, where: str, folder: Path | None, origin: str, any_sap: bool = False) -> list[KeyEntry]:
    if not isinstance(meter, dict):
        raise KeysError(f"{where}: wants a table")
    name = meter.get("name", "")
    where = f'{where} "{name}"' if isinstance(name, str) and name and where != "--key" else where
    _check_names(meter, METER_FIELDS, where)
    address = meter.get("address", [])
    addresses = [address] if isinstance(address, str) else address
    if not isinstance(addresses, list) or not all(isinstance(each, str) for each in addresses):
        raise KeysError(f"{where}: address: wants text or a list of texts")
    label = str(name) or _hex_or_none(meter.get("system_title")) or "meter"
    entries = [KeyEntry(label, _keys(meter, where, folder), _title(meter, where), addresses, None, origin)]
    clients = meter.get("client", [])
    for number, client in enumerate(clients if isinstance(clients, list) else [clients], 1):
        place = f"{where}: [[meter.client]] {number}"
        if not isinstance(client, dict):
            raise KeysError(f"{place}: wants a table")
        _check_names(client, CLIENT_FIELDS, place)
        sap = client.get("sap")
        if not isinstance(sap, int) or isinstance(sap, bool):
            raise KeysError(f"{place}: sap: wants a number")
        entry = KeyEntry(label, _keys(client, place, folder), _title(client, place), addresses, sap, origin)
        entry.any_sap = any_sap and sap == 0
        entries.append(entry)
    return entries


def _check_names(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for field in table:
        if field not in known:
            raise KeysError(f"{where}: {_unknown(field, known)}")


def _unknown(field: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(field, known, 1)
    return f"{field}: no such field" + (f"; did you mean {close[0]}?" if close else "")


def _hex_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) and value and _HEX.fullmatch(value) else None


def _title(table: dict[str, Any], where: str) -> bytes | None:
    value = table.get("system_title")
    if value in (None, ""):
        return None
    title = _bytes(value, f"{where}: system_title")
    if len(title) != 8:
        raise KeysError(f"{where}: system_title: {len(title)} bytes, wants 8")
    return title


def _bytes(value: Any, where: str) -> bytes:
    if not isinstance(value, str):
        raise KeysError(f"{where}: wants text in hex")
    text = re.sub(r"[\s:-]", "", value)
    if not _HEX.fullmatch(text) or len(text) % 2:
        raise KeysError(f"{where}: not hex with an even number of digits")
    return bytes.fromhex(text)


def _keys(table: dict[str, Any], where: str, folder: Path | None) -> dict[str, list[bytes]]:
    keys: dict[str, list[bytes]] = {}
    for field in KEY_FIELDS:
        for value in _listed(table.get(field)):
            key = _bytes(value, f"{where}: {field}")
            if len(key) not in SYMMETRIC_SIZES:
                raise KeysError(f"{where}: {field}: {len(key)} bytes, wants 16 or 32")
            keys.setdefault(field, []).append(key)
    if table.get("password") and table.get("password_text"):
        raise KeysError(f"{where}: password and password_text: give one of them")
    for value in _listed(table.get("password")):
        keys.setdefault("password", []).append(_bytes(value, f"{where}: password"))
    for value in _listed(table.get("password_text")):
        if not isinstance(value, str):
            raise KeysError(f"{where}: password_text: wants text")
        keys.setdefault("password", []).append(value.encode())
    for field in ASYMMETRIC_FIELDS:
        for value in _listed(table.get(field)):
            keys.setdefault(field, []).append(_asymmetric(value, f"{where}: {field}", folder))
    return keys


def _listed(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if each not in (None, "")]


def _asymmetric(value: Any, where: str, folder: Path | None) -> bytes:
    """Raw key bytes in hex, or the content of a PEM or DER file named relative to the key file."""
    if isinstance(value, str) and _HEX.fullmatch(re.sub(r"[\s:-]", "", value)):
        return _bytes(value, where)
    if not isinstance(value, str) or folder is None:
        raise KeysError(f"{where}: wants hex{' or the name of a file' if folder is not None else ''}")
    try:
        return (folder / value).read_bytes()
    except OSError as error:
        raise KeysError(f"{where}: {value}: cannot be read: {error.strerror or error}") from error
