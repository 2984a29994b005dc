"""Secrets proved or shown as they pass: passes 3 and 4 of high level security, and the password of low level security."""

from __future__ import annotations

from dissectors.core.reader import decode
from dissectors.reading import reading
from dissectors.security.hls import GMAC, Proof, Secrets, check
from dissectors.security.key_ring import KeyRing, Wanted
from dissectors.security.suites import HEADER_SIZE
from dissectors.session.association import Association
from dissectors.session.counters import Counters
from dissectors.session.message import Message, ObjectRef
from dissectors.session.services import sent_again
from dissectors.spec import codes
from dissectors.spec.common import APDU

ASSOCIATION_LN, REPLY_TO_HLS = 15, 1  # class and method that take and give the proofs
REPLY_TO_HLS_SHORT_NAME = 0xFA58  # of the current association, whose base name is fixed (Blue Book 4.4.3)
_LOW_LEVEL_SECURITY = 1
_SUCCESS = codes.DATA_ACCESS_RESULT[0]


def proves(ref: ObjectRef) -> bool:
    """Whether what passes for that object is a proof."""
    if ref.short_name is not None:
        return ref.short_name == REPLY_TO_HLS_SHORT_NAME
    return ref.method and ref.number == REPLY_TO_HLS and ref.class_id == ASSOCIATION_LN


def judge_password(message: Message, association: Association, ring: KeyRing, wanted: Wanted) -> None:
    """Hold the password of an AARQ against those of the key file; it is in clear, whatever comes of it."""
    if association.mechanism_number != _LOW_LEVEL_SECURITY or not association.ctos:
        return
    message.tell("password-in-clear", "whoever listens has the password now")
    known = [ring.resolve(ref) for ref in ring.candidates("password", wanted)]
    if not known:
        return
    association.password = "right" if association.ctos in known else "wrong"
    if association.password == "wrong":
        text = "the client's password is none of those in the key file"
        message.tell("password-differs", text)


def watch(
    message: Message, association: Association, sender: str, apdu: bytes, ring: KeyRing, counters: Counters
) -> None:
    """Judge the proof that a message of the authentication carries; others are left alone."""
    number = association.mechanism_number
    said = reading(decode(APDU, apdu))
    value = said.value
    client = sender == "client"
    refused = next((result for result in said.results if result not in (None, _SUCCESS)), None)
    if not client and refused is not None:
        association.hls[sender] = f"refused: {refused}"
        return
    challenge, own = (association.stoc, association.ctos) if client else (association.ctos, association.stoc)
    if number is None or value is None or not isinstance(value.value, bytes) or not challenge or own is None:
        return
    titles = (association.client_title or b"", association.server_title or b"")
    own_title, other_title = titles if client else titles[::-1]
    proof = Proof(value.value, challenge, own, own_title, other_title)
    verdict = check(number, proof, _secrets(ring, association, sender, message.row))
    association.hls[sender] = verdict.status if not verdict.reason else f"{verdict.status}: {verdict.reason}"
    if verdict.status == "wrong":
        text = f"the {sender}'s answer to the challenge does not fit the secret"
        message.tell("hls-proof-wrong", text)
    elif verdict.status == "verified":
        message.tell("hls-verified", f"the {sender} has proved its secret")
        key = next(ring.candidates("guek", _wanted(association, message.row)), None)
        if number == GMAC and key is not None and not sent_again(message):
            number = int.from_bytes(value.value[1:HEADER_SIZE], "big")
            counters.prove(message, own_title, key, number, value.value)


def _wanted(association: Association, row: int) -> Wanted:
    titles = tuple(title for title in (association.client_title, association.server_title) if title)
    return Wanted(titles, (), association.identity.client, row)


def _secrets(ring: KeyRing, association: Association, sender: str, row: int) -> Secrets:
    wanted = _wanted(association, row)

    def keys(field: str) -> tuple[bytes, ...]:
        return tuple(ring.resolve(ref) for ref in ring.candidates(field, wanted))

    return Secrets(
        keys("password"),
        (*keys("guek"), *keys("gbek")),
        keys("gak"),
        tuple(
            key
            for entry in ring.entries
            if (entry.sap is None) == (sender == "server")
            for key in entry.keys.get("signing_public_key", ())
        ),
    )
