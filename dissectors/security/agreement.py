"""Key agreement (NIST SP 800-56A): the shared secret of two keys, and the keys that may be derived from it.

Where the layouts in use differ, all are given, the standard's first; the tag decides which one fits.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec

from dissectors.security.signature import public_key
from dissectors.security.suites import SUITES

_CURVES = {32: ec.SECP256R1(), 48: ec.SECP384R1()}
_HASHES = {1: hashlib.sha256, 2: hashlib.sha384}
_COUNTER = b"\0\0\0\1"
# Content octets of the algorithm's object identifier by suite; the second form is an older edition's.
OLD_ALGORITHM, SHORT_KEY = "old-algorithm-id", "short-key"
_ALGORITHMS = {
    1: (("", bytes.fromhex("60857405080300")), (OLD_ALGORITHM, bytes.fromhex("60857406080300"))),
    2: (("", bytes.fromhex("60857405080301")), (OLD_ALGORITHM, bytes.fromhex("60857406080301"))),
}
WRAPPING = "wrapping"  # a use of its own: a master key is derived with the algorithm that wraps
_WRAP_ALGORITHMS = {1: bytes.fromhex("60857405080302"), 2: bytes.fromhex("60857405080303")}
_SHORT_SIZE = 16  # one product keeps 16 bytes in suite 2 as well


class Candidate(NamedTuple):
    """A key that may have been agreed on; ``layout`` names the form of its derivation, "" for the standard's."""

    layout: str
    key: bytes


def shared_secret(private: bytes, public: bytes) -> bytes | None:
    """x coordinate of private × public; None where the two do not fit or are no keys. ``private`` is a scalar, PEM or DER."""
    other = public_key(public)
    mine = _private_key(private)
    if other is None or mine is None or mine.curve.name != other.curve.name:
        return None
    return mine.exchange(ec.ECDH(), other)


def derive(suite: int, secret: bytes, other_info: bytes) -> bytes:
    """One-step key derivation: as many bytes as the suite's keys have."""
    return _HASHES[suite](_COUNTER + secret + other_info).digest()[: SUITES[suite].key_size]


def candidates(suite: int, secret: bytes, party_u: bytes, party_v: bytes, use: str = "") -> list[Candidate]:
    """Keys for a secret between two parties, in the order to try. ``use`` is "" for messages, or WRAPPING."""
    if suite not in _ALGORITHMS:
        return []
    algorithms: tuple[tuple[str, bytes], ...] = _ALGORITHMS[suite]
    if use == WRAPPING:
        algorithms = ((use, _WRAP_ALGORITHMS[suite]), *algorithms)
    found = [Candidate(name, derive(suite, secret, algorithm + party_u + party_v)) for name, algorithm in algorithms]
    if SUITES[suite].key_size > _SHORT_SIZE:
        found += [Candidate(f"{each.layout} {SHORT_KEY}".strip(), each.key[:_SHORT_SIZE]) for each in list(found)]
    return found


def belongs(private: bytes, public: bytes) -> bool:
    """Whether the two are one key pair."""
    mine, theirs = _private_key(private), public_key(public)
    return mine is not None and theirs is not None and mine.public_key().public_numbers() == theirs.public_numbers()


def _private_key(octets: bytes) -> ec.EllipticCurvePrivateKey | None:
    curve = _CURVES.get(len(octets))
    if curve is None:
        from dissectors.security.encoded_keys import private

        return private(octets)
    try:
        return ec.derive_private_key(int.from_bytes(octets, "big"), curve)
    except (ValueError, TypeError):
        return None
