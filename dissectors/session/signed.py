"""General signing: what is signed, and whether a public key at hand says so (Green Book 9.2.7.2.5)."""

from __future__ import annotations

from msgspec.structs import replace

from dissectors.core.node import Node
from dissectors.security.key_ring import KeyRef, KeyRing
from dissectors.security.signature import verify
from dissectors.session.message import Message, Protection

_HEADER_FIELDS = 5
_RANK = {status: rank for rank, status in enumerate(("ok", "unverified", "no-key", "failed"))}


def judge_signature(message: Message, ring: KeyRing, apdu: Node, content: Node) -> None:
    """The protection of a message by a signature over the header fields of ``apdu`` and its ``content``.

    A key whose entry names the originator decides; where there is none every key is tried and one that fits is named.
    Some senders sign the content's length octets, too.
    """
    fields = apdu.children or []
    signature = apdu.child("signature")
    title = fields[1].value if len(fields) > 1 and isinstance(fields[1].value, bytes) else None

    def told(status: str, reason: str | None, key: KeyRef | None = None) -> None:
        message.protection = Protection(status, reason, apdu.spec.name, None, "signed", title or None, None, key)

    if signature is None or not isinstance(signature.value, bytes) or len(fields) < _HEADER_FIELDS:
        told("failed", "truncated")
        return
    data = apdu.source.data
    header = data[fields[0].start : fields[_HEADER_FIELDS - 1].end]
    with_length = data[fields[_HEADER_FIELDS - 1].end : content.end]
    named = False
    for number, entry in enumerate(ring.entries):
        for slot, key in enumerate(entry.keys.get("signing_public_key", ())):
            for signed in (content.data, with_length):
                if verify(key, signature.value, header + signed):
                    told("ok", None, KeyRef("supplied", number, "signing_public_key", slot))
                    if signed is with_length:
                        message.tell("other-layout", "the signature covers the length octets of the content, too")
                    return
            named = named or (entry.system_title is not None and entry.system_title == title)
    if named:
        told("failed", "wrong-key-or-title")
        message.tell("signature-wrong", "the originator's keys do not give this signature")
    else:
        told("unverified", "no-key")


def together(outer: Protection, inner: Protection) -> Protection:
    """One protection inside another: the worse status of the two, the cipher's counter and key, both policies."""
    if inner.status == "none":
        return outer
    worse = max(outer, inner, key=lambda each: _RANK.get(each.status, 0))
    policies = [each.policy for each in (outer, inner) if each.policy]
    ciphered = inner if inner.suite is not None else outer
    return replace(
        ciphered,
        status=worse.status,
        reason=worse.reason,
        service=outer.service,
        policy="+".join(dict.fromkeys(policies)),
    )
