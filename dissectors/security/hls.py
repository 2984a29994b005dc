"""High level security: what each side proves in passes 3 and 4, and whether a proof seen is right (Green Book 9.2.7.4).

A proof answers the other side's challenge: the client's f(StoC), the server's f(CtoS). Mechanisms are numbered as in their
object identifiers; 8 to 10 are national and are named, never judged.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from dissectors.security.ciphering import open_body
from dissectors.security.signature import verify
from dissectors.security.suites import AUTHENTICATED, HEADER_SIZE, SUITE_MASK, TAG_SIZE

MANUFACTURER, MD5, SHA1, GMAC, SHA256, ECDSA = 2, 3, 4, 5, 6, 7
NATIONAL = (8, 9, 10)


class Proof(NamedTuple):
    """One pass: ``challenge`` is the one answered, ``own`` the prover's; titles are the prover's and the other side's."""

    octets: bytes
    challenge: bytes
    own: bytes
    own_title: bytes
    other_title: bytes


class Secrets(NamedTuple):
    """What there is to check with; any may be empty."""

    passwords: tuple[bytes, ...] = ()
    encryption_keys: tuple[bytes, ...] = ()
    authentication_keys: tuple[bytes, ...] = ()
    public_keys: tuple[bytes, ...] = ()


class Verdict(NamedTuple):
    """``status`` is verified, wrong or unchecked; ``reason`` says why it is unchecked."""

    status: str
    reason: str = ""


def check(mechanism: int, proof: Proof, secrets: Secrets) -> Verdict:
    """Judge one pass of a mechanism, with every secret there is."""
    if mechanism in NATIONAL:
        return Verdict("unchecked", "national mechanism")
    row = _MECHANISMS.get(mechanism)
    if row is None:
        return Verdict("unchecked", "unknown mechanism")
    fits, kind = row
    if not getattr(secrets, kind) or (mechanism == GMAC and not secrets.authentication_keys):
        return Verdict("unchecked", "no key")
    if mechanism in (GMAC, SHA256, ECDSA) and not proof.own_title:
        return Verdict("unchecked", "no system title")
    return Verdict("verified" if fits(proof, secrets) else "wrong")


def expected(mechanism: int, proof: Proof, secret: bytes) -> bytes:
    """The proof that a secret gives, for mechanisms 2, 3, 4 and 6."""
    return _DIGESTS[mechanism](proof, secret)


def _ecb(proof: Proof, secret: bytes) -> bytes:
    """De facto form of mechanism 2: AES-128 of the challenge, secret and challenge filled up with zeros."""
    encryptor = Cipher(algorithms.AES(secret[:16].ljust(16, b"\0")), modes.ECB()).encryptor()
    return encryptor.update(proof.challenge.ljust(-(-len(proof.challenge) // 16) * 16, b"\0")) + encryptor.finalize()


def _sha256(proof: Proof, secret: bytes) -> bytes:
    return hashlib.sha256(secret + proof.own_title + proof.other_title + proof.challenge + proof.own).digest()


_DIGESTS: dict[int, Callable[[Proof, bytes], bytes]] = {
    MANUFACTURER: _ecb,
    MD5: lambda proof, secret: hashlib.md5(proof.challenge + secret, usedforsecurity=False).digest(),
    SHA1: lambda proof, secret: hashlib.sha1(proof.challenge + secret, usedforsecurity=False).digest(),
    SHA256: _sha256,
}


def _digest(mechanism: int) -> Callable[[Proof, Secrets], bool]:
    def fits(proof: Proof, secrets: Secrets) -> bool:
        return any(
            hmac.compare_digest(expected(mechanism, proof, secret), proof.octets) for secret in secrets.passwords
        )

    return fits


def _gmac(proof: Proof, secrets: Secrets) -> bool:
    """SC, IC and a tag over SC, authentication key and challenge."""
    octets = proof.octets
    if len(octets) != HEADER_SIZE + TAG_SIZE:
        return False
    control = octets[0] & SUITE_MASK | AUTHENTICATED
    counter = int.from_bytes(octets[1:HEADER_SIZE], "big")
    body = proof.challenge + octets[HEADER_SIZE:]
    for key in secrets.encryption_keys:
        for ak in secrets.authentication_keys:
            if open_body(key, ak, proof.own_title, control, counter, body).verified:
                return True
    return False


def _ecdsa(proof: Proof, secrets: Secrets) -> bool:
    signed = proof.own_title + proof.other_title + proof.challenge + proof.own
    return any(verify(key, proof.octets, signed) for key in secrets.public_keys)


_MECHANISMS: dict[int, tuple[Callable[[Proof, Secrets], bool], str]] = {
    **{number: (_digest(number), "passwords") for number in _DIGESTS},
    GMAC: (_gmac, "encryption_keys"),
    ECDSA: (_ecdsa, "public_keys"),
}
