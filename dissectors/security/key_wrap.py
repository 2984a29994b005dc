"""AES key wrap (RFC 3394): how keys travel under the master key."""

from __future__ import annotations

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap


def wrap(kek: bytes, key: bytes) -> bytes:
    """``key`` under ``kek``: 8 bytes longer."""
    return aes_key_wrap(kek, key)


def unwrap(kek: bytes, wrapped: bytes) -> bytes | None:
    """The key inside; None where ``kek`` is not the one it was wrapped under, or the bytes are no wrapped key."""
    try:
        return aes_key_unwrap(kek, wrapped)
    except (InvalidUnwrap, ValueError):
        return None
