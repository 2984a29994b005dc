"""What a key file says of a meter or client, and how its keys are spoken of: by reference, never shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

# Fields of an entry that hold keys of the symmetric suites; any may hold several.
KEY_FIELDS = ("guek", "gbek", "gak", "kek", "dedicated")
ASYMMETRIC_FIELDS = ("signing_public_key", "agreement_public_key", "agreement_private_key", "ephemeral_private_keys")
SECRET_FIELDS = (*KEY_FIELDS, "password", *ASYMMETRIC_FIELDS)


class Secret(bytes):
    """Bytes that no text shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} secret bytes>"

    __str__ = __repr__


class KeyRef(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """Where a key comes from, never the key. ``origin`` is supplied, dedicated, transferred, wrapped or agreed;
    ``place`` the number of the entry, or the row that taught the key; ``field`` and ``slot`` which one there."""

    origin: str
    place: int
    field: str
    slot: int = 0


class KeyEntry:
    """One ``[[meter]]`` or ``[[meter.client]]``: names and addresses in clear, keys as :class:`Secret`.

    ``sap`` is None for the meter itself; ``system_title`` is the title of that side. A client's entry has its meter's
    name and addresses.
    """

    __slots__ = ("addresses", "any_sap", "keys", "name", "origin", "sap", "system_title")

    def __init__(
        self,
        name: str,
        keys: dict[str, list[bytes]] | None = None,
        system_title: bytes | None = None,
        addresses: Iterable[str] = (),
        sap: int | None = None,
        origin: str = "",
    ) -> None:
        self.name = name
        self.keys = {field: [Secret(key) for key in values] for field, values in (keys or {}).items()}
        self.system_title = system_title
        self.addresses = tuple(addresses)
        self.sap = sap
        self.any_sap = False  # an entry of the command line's client stands for whichever client speaks
        self.origin = origin or name  # entries of one meter share it

    def is_client(self, sap: int | None) -> bool:
        """Whether this is the entry of the client with that SAP."""
        return self.sap is not None and (self.any_sap or self.sap == sap)

    def __repr__(self) -> str:
        return f"<KeyEntry {self.name!r} {', '.join(self.keys)}>"


class Learnt(NamedTuple):
    """A key taken from the capture: what it is (``field`` as in the key file), whose, and from which row on."""

    ref: KeyRef
    field: str
    device: bytes | None  # system title of the meter, None where none was seen
    row: int
    order: int = 0  # the last one learnt is the likeliest


class Wanted(NamedTuple):
    """Whose key is looked for: the titles and addresses that identify the meter, and the client's SAP.

    ``agreed`` is the key that the association itself agreed on (its dedicated key), tried before any other.
    """

    titles: tuple[bytes, ...]
    addresses: tuple[str, ...]
    sap: int | None
    row: int
    agreed: KeyRef | None = None
