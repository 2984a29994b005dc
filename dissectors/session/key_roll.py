"""Keys that the capture itself hands over: transferred under the master key, or agreed on (security setup, class 64)."""

from __future__ import annotations

from collections.abc import Sequence

from dissectors.core.node import Node
from dissectors.security.agreement import WRAPPING, belongs, candidates, shared_secret
from dissectors.security.key_ring import KeyRef, KeyRing, Wanted
from dissectors.security.key_wrap import unwrap
from dissectors.security.suites import SUITES
from dissectors.session.message import Finding, Message, ObjectRef

SECURITY_SETUP, KEY_TRANSFER, KEY_AGREEMENT = 64, 2, 3  # class, and its methods
# global_key_id of the class -> the field of the key file that holds that key
FIELDS = {0: "guek", 1: "gbek", 2: "gak", 3: "kek"}

Offer = dict[int, bytes]  # key id -> ephemeral public key


def hands_over(ref: ObjectRef) -> bool:
    """Whether an action on that object hands keys over."""
    return ref.class_id == SECURITY_SETUP and ref.method and ref.number in (KEY_TRANSFER, KEY_AGREEMENT)


def take_transferred(message: Message, parameters: Node, ring: KeyRing, wanted: Wanted, meter: bytes | None) -> None:
    """Learn the wrapped keys of one key transfer for the meter of that title, and tell what was learnt.

    They are candidates from this row on: should the meter refuse, the old keys still open what follows.
    """
    for slot, (key_id, content) in enumerate(_items(parameters)):
        field = FIELDS.get(key_id)
        keys = (unwrap(ring.resolve(kek), content) for kek in ring.candidates("kek", wanted))
        key = next((key for key in keys if key is not None), None)
        if key is None or field is None:
            text = (
                f"{_named(field, key_id)} was transferred under a master key that is not in the key file: "
                f"what it protects stays closed after message {message.row}"
            )
            message.tell("key-transferred-unseen", text)
            continue
        ring.learn(KeyRef("transferred", message.row, field, slot), field, key, meter, message.row)
        message.tell("key-transferred", f"{field}: another key from here on")


def offer_of(parameters: Node) -> Offer:
    """The ephemeral public keys that one side of a key agreement sends, their signatures left out."""
    sizes = (SUITES[1].point_size, SUITES[2].point_size)
    return {
        key_id: content[:size]
        for key_id, content in _items(parameters)
        for size in sizes
        if len(content) in (size, 2 * size)
    }


def take_agreed(
    message: Message,
    client: Offer,
    server: Offer,
    ring: KeyRing,
    titles: tuple[bytes | None, bytes | None],
    meter: bytes | None,
) -> None:
    """Learn what both sides agreed on (C(2e,0s)) where one ephemeral private key is at hand; else tell what stays closed.

    ``titles`` are the client's and the server's, ``meter`` the server's where the capture has shown it.
    """
    privates = [key for entry in ring.entries for key in entry.keys.get("ephemeral_private_keys", ())]
    for key_id in sorted(server):
        field = FIELDS.get(key_id)
        other = client.get(key_id)
        found = _derived(privates, other, server[key_id], key_id, titles) if field is not None and other else []
        for slot, key in enumerate(reversed(found)):  # what is learnt last is tried first: the standard's form
            assert field is not None
            ring.learn(KeyRef("agreed", message.row, field, key_id << 8 | slot), field, key, meter, message.row)
        if found:
            finding = Finding("key-agreed", f"{field}: another key from here on")
        else:
            text = (
                f"{_named(field, key_id)} was agreed on; no ephemeral private key of either side is in the key file: "
                f"what it protects stays closed after message {message.row}"
            )
            finding = Finding("key-agreed-unseen", text)
        message.findings = (*message.findings, finding)


def unseen(message: Message) -> str | None:
    """What keeps the traffic closed behind a message that handed keys over; None where nothing does."""
    codes = {finding.code for finding in message.findings}
    if "key-agreed-unseen" in codes:
        return f"a key was agreed on in message {message.row}, and no ephemeral private key is in the key file"
    if "key-transferred-unseen" in codes:
        return f"a key was transferred in message {message.row} under a master key that is not in the key file"
    return None


def _named(field: str | None, key_id: int) -> str:
    return f"{field} (key id {key_id})" if field is not None else f"the key with id {key_id}"


def _derived(
    privates: Sequence[bytes], client: bytes, server: bytes, key_id: int, titles: tuple[bytes | None, bytes | None]
) -> list[bytes]:
    suite = next((number for number in (1, 2) if SUITES[number].point_size == len(server)), 0)
    if not suite or titles[0] is None or titles[1] is None:
        return []
    for private in privates:
        for mine, other in ((client, server), (server, client)):
            secret = shared_secret(private, other) if belongs(private, mine) else None
            if secret is not None:
                use = WRAPPING if FIELDS.get(key_id) == "kek" else ""
                return [each.key for each in candidates(suite, secret, titles[0], titles[1], use)]
    return []


def _items(parameters: Node) -> list[tuple[int, bytes]]:
    """(key id, content) of every structure that has that shape."""
    found: list[tuple[int, bytes]] = []
    for item in parameters.children or ():
        pair = [child.value for child in item.children or ()]
        if len(pair) == 2 and isinstance(pair[0], int) and isinstance(pair[1], bytes):
            found.append((pair[0], pair[1]))
    return found
