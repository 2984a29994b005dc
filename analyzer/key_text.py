"""Keys that travel with a capture: a key file's text in a Decryption Secrets Block, written only when its owner wants that."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer.keys import KeysError, parse_keys
from dissectors.security.key_ring import SECRET_FIELDS, KeyEntry

if TYPE_CHECKING:
    from analyzer.document import Document

KIND = 0x444C4D53  # "DLMS": a private type of secrets, which other tools pass over
LARGEST = 1 << 20
MOST_ENTRIES = 4096
NAME = "keys in the capture"


def entries_of(secrets: Iterable[tuple[int, bytes]], first: int = 1) -> tuple[list[KeyEntry], list[str]]:
    """The entries that the decryption secrets of a capture hold, and one line for each block that holds none.

    ``first`` is the number of the first block in the capture. They are as little to be trusted as the rest of a
    capture: they may name no files.
    """
    entries: list[KeyEntry] = []
    faults: list[str] = []
    for number, (kind, data) in enumerate(secrets, first):
        if kind != KIND:
            continue
        name = f"{NAME}, block {number}"
        try:
            if len(data) > LARGEST:
                raise KeysError(f"{name}: {len(data)} bytes, more than a key file may have")
            entries += parse_keys(data, name, None)
        except KeysError as error:
            faults.append(str(error))
    return entries[:MOST_ENTRIES], faults


def meters(entries: Iterable[KeyEntry]) -> str:
    """How many meters entries stand for, and the names of the first ones, nothing hostile in them."""
    names = list(dict.fromkeys(entry.name for entry in entries))
    shown = ", ".join(name if name.isprintable() else ascii(name) for name in names[:3])
    return f"{len(names)} meter{'s' * (len(names) != 1)} ({shown}{', …' * (len(names) > 3)})"


def used_entries(document: Document) -> list[KeyEntry]:
    """The entries of the meters that the capture speaks of: whose keys opened or checked something in it."""
    ring = document.ring
    if ring is None:
        return []
    places: set[int] = set()
    for protection in document.index.protections:
        if protection.key is not None and protection.key.origin == "supplied":
            places.add(protection.key.place)
    places.update(each.entry for each in document.associations if each.entry is not None)
    origins = {ring.entries[place].origin for place in places}
    return [entry for entry in ring.entries if entry.origin in origins]


def key_text(entries: Iterable[KeyEntry], saps: Iterable[int] = ()) -> str:
    """A key file with these entries, keys in hex, files that it named included. It holds the keys in clear.

    ``saps`` are the clients for which an entry stands that is for any client.
    """
    lines: list[str] = []
    origin = None
    for entry in entries:
        if entry.sap is None or entry.origin != origin:
            origin = entry.origin
            lines += ["[[meter]]", f"name = {_quoted(entry.name)}"]
            if entry.addresses:
                lines.append(f"address = [{', '.join(map(_quoted, entry.addresses))}]")
        if entry.sap is None:
            lines += _fields(entry)
        else:
            for sap in sorted(set(saps)) if entry.any_sap else [entry.sap]:
                lines += ["[[meter.client]]", f"sap = {sap}", *_fields(entry)]
    return "".join(f"{line}\n" for line in lines)


def _fields(entry: KeyEntry) -> list[str]:
    lines = [f'system_title = "{entry.system_title.hex()}"'] if entry.system_title else []
    for field in SECRET_FIELDS:
        values = ", ".join(f'"{bytes(key).hex()}"' for key in entry.keys.get(field, ()))
        if values:
            lines.append(f"{field} = [{values}]")
    return lines


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
