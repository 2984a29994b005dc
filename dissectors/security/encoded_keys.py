"""Elliptic curve keys in PEM or DER, certificates included. What reads these files is loaded with this module: few need it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

_PEM = b"-----BEGIN"
Load = Callable[[bytes], Any]
_PUBLIC: dict[bool, tuple[Load, ...]] = {
    True: (
        serialization.load_pem_public_key,
        lambda octets: x509.load_pem_x509_certificate(octets).public_key(),
    ),
    False: (
        serialization.load_der_public_key,
        lambda octets: x509.load_der_x509_certificate(octets).public_key(),
    ),
}


def public(octets: bytes) -> ec.EllipticCurvePublicKey | None:
    """The public key that a key or certificate holds; None where it holds none."""
    for load in _PUBLIC[octets.lstrip().startswith(_PEM)]:
        try:
            key = load(octets)
        except ValueError:
            continue
        if isinstance(key, ec.EllipticCurvePublicKey):
            return key
    return None


def private(octets: bytes) -> ec.EllipticCurvePrivateKey | None:
    """The private key of an unencrypted file; None where it holds none."""
    pem = octets.lstrip().startswith(_PEM)
    load = serialization.load_pem_private_key if pem else serialization.load_der_private_key
    try:
        key = load(octets, None)
    except (ValueError, TypeError):
        return None
    return key if isinstance(key, ec.EllipticCurvePrivateKey) else None
