"""The key-info of general ciphering: which key it names, carries wrapped, or agrees on (Green Book 9.2.7.2.4)."""

from __future__ import annotations

from dissectors.core.node import Node
from dissectors.security.agreement import candidates, shared_secret
from dissectors.security.key_ring import KeyRef, KeyRing, Wanted
from dissectors.security.key_wrap import unwrap
from dissectors.security.suites import SUITES

_BROADCAST_KEY = 1  # key-id of an identified key
_ONE_PASS, _STATIC = b"\x01", b"\x02"  # key-parameters


def named_field(info: Node | None) -> str:
    """The field of the key file that an identified key is; the unicast key where nothing is said."""
    key_id = info.child("key-id") if info is not None else None
    return "gbek" if key_id is not None and key_id.value == _BROADCAST_KEY else "guek"


def offered(
    ring: KeyRing, info: Node, suite: int, originator: bytes, recipient: bytes, transaction: bytes, wanted: Wanted
) -> list[KeyRef]:
    """References to the keys that a wrapped or agreed key-info may stand for, as far as the ring can tell; in order."""
    data = info.child("key-ciphered-data")
    if data is None or not isinstance(data.value, bytes):
        return []
    if info.spec.name == "wrapped-key":
        for kek in ring.candidates("kek", wanted):
            key = unwrap(ring.resolve(kek), data.value)
            if key is not None:
                return [ring.offer(KeyRef("wrapped", wanted.row, "key"), key)]
        return []
    parameters = info.child("key-parameters")
    scheme = parameters.value if parameters is not None else b""
    found: list[KeyRef] = []
    for secret, party_v in _secrets(ring, scheme, data.value, suite, recipient, transaction):
        for candidate in candidates(suite, secret, originator, party_v):
            found.append(
                ring.offer(KeyRef("agreed", wanted.row, f"key {candidate.layout}".strip(), len(found)), candidate.key)
            )
    return found


def _secrets(
    ring: KeyRing, scheme: bytes, data: bytes, suite: int, recipient: bytes, transaction: bytes
) -> list[tuple[bytes, bytes]]:
    """Shared secrets that the private keys at hand give, each with party V as that scheme writes it."""
    point = SUITES[suite].point_size if suite in SUITES else 0
    found: list[tuple[bytes | None, bytes]] = []
    if scheme == _ONE_PASS and point and len(data) >= point:
        ephemeral = data[:point]
        found += [(shared_secret(private, ephemeral), recipient) for private in _keys(ring, "agreement_private_key")]
        for private in _keys(ring, "ephemeral_private_keys"):
            found += [(shared_secret(private, public), recipient) for public in _keys(ring, "agreement_public_key")]
    elif scheme == _STATIC:
        party_v = bytes((len(transaction),)) + transaction + recipient
        for private in _keys(ring, "agreement_private_key"):
            for public in _keys(ring, "agreement_public_key"):
                found += [(shared_secret(private, public), party_v), (shared_secret(private, public), recipient)]
    return [(secret, party_v) for secret, party_v in found if secret is not None]


def _keys(ring: KeyRing, field: str) -> list[bytes]:
    return [key for entry in ring.entries for key in entry.keys.get(field, ())]
