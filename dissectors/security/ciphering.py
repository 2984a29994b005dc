"""AES-GCM as DLMS/COSEM uses it: sealing, opening and verifying one ciphered content (Green Book 9.2.7.2).

The tag is 12 bytes. Encryption is counter mode, so text is readable without the authentication key; the tag is then
recomputed over it. Both take one call each of a cached cipher object, which is several times faster than a new context.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dissectors.security.suites import AUTHENTICATED, ENCRYPTED, TAG_SIZE

_FULL_TAG = 16
_CUT = _FULL_TAG - TAG_SIZE
Sealer = Callable[[bytes, bytes, bytes | None], bytes]
HEADER_IN_AAD, HEADER_OMITTED = "header-in-aad", "header-omitted"


class Opened(NamedTuple):
    """``plain`` is what the key gives, right or wrong; ``verified`` says whether the tag fits (None: not checked)."""

    plain: bytes
    verified: bool | None
    layout: str = ""


@lru_cache(maxsize=256)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def nonce_of(title: bytes, counter: int) -> bytes:
    """GCM nonce: system title of the sender, invocation counter."""
    return title + counter.to_bytes(4, "big")


def decrypt(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """Counter mode without any check."""
    return _cipher(key).encrypt(nonce, text, None)[:-_FULL_TAG]


def _tag(key: bytes, nonce: bytes, plain: bytes, aad: bytes) -> bytes:
    return _cipher(key).encrypt(nonce, plain, aad)[-_FULL_TAG:][:TAG_SIZE]


def seal(key: bytes, ak: bytes, title: bytes, control: int, counter: int, plain: bytes, header: bytes = b"") -> bytes:
    """Ciphered content (control, counter, text, tag) of a plain APDU; ``header`` goes into the AAD of general ciphering."""
    nonce = nonce_of(title, counter)
    head = bytes((control,)) + counter.to_bytes(4, "big")
    aad = head[:1] + ak + header
    text = decrypt(key, nonce, plain) if control & ENCRYPTED else plain
    if not control & AUTHENTICATED:
        return head + text
    tag = _tag(key, nonce, plain, aad) if control & ENCRYPTED else _tag(key, nonce, b"", aad + plain)
    return head + text + tag


def sealer(key: bytes) -> Sealer:
    """What encrypts under a key: nonce, text and additional authenticated data to text and full tag."""
    return _cipher(key).encrypt


def open_sealed(encrypt: Sealer, nonce: bytes, aad: bytes, sealed: bytes) -> bytes | None:
    """Plain text of what was encrypted and authenticated, its tag at the end; None where that does not fit."""
    plain = encrypt(nonce, sealed[:-TAG_SIZE], None)[:-_FULL_TAG]
    return plain if encrypt(nonce, plain, aad)[:-_CUT] == sealed else None


def open_body(
    key: bytes,
    ak: bytes | None,
    title: bytes,
    control: int,
    counter: int,
    body: bytes,
    headers: tuple[tuple[str, bytes], ...] = (("", b""),),
) -> Opened:
    """Open what follows the security header. ``headers`` are the AAD layouts to try, by name; the first that fits wins.

    ``body`` must be as long as the tag where one is announced.
    """
    nonce = nonce_of(title, counter)
    tag = b""
    if control & AUTHENTICATED:
        body, tag = body[:-TAG_SIZE], body[-TAG_SIZE:]
    plain = decrypt(key, nonce, body) if control & ENCRYPTED else body
    if not tag or ak is None:
        return Opened(plain, None, headers[0][0])
    aad = bytes((control,)) + ak
    for layout, header in headers:
        if control & ENCRYPTED:
            expected = _tag(key, nonce, plain, aad + header)
        else:
            expected = _tag(key, nonce, b"", aad + header + plain)
        if hmac.compare_digest(expected, tag):
            return Opened(plain, True, layout)
    return Opened(plain, False, headers[0][0])
