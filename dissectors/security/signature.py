"""ECDSA as DLMS/COSEM writes it: r and s of fixed width, over P-256 with SHA-256 or P-384 with SHA-384."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

_CURVES: dict[int, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    32: (ec.SECP256R1(), hashes.SHA256()),
    48: (ec.SECP384R1(), hashes.SHA384()),
}


@lru_cache(maxsize=256)
def public_key(octets: bytes) -> ec.EllipticCurvePublicKey | None:
    """A public key from x||y, or from PEM or DER of a key or certificate; None where the bytes are none."""
    size = len(octets) // 2
    if size not in _CURVES or len(octets) != 2 * size:
        from dissectors.security.encoded_keys import public

        return public(octets)
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[size][0], b"\x04" + octets)
    except ValueError:
        return None


def verify(key: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether ``signature`` (r||s) over ``signed`` is that key's."""
    loaded = public_key(key)
    size = len(signature) // 2
    if loaded is None or size not in _CURVES or loaded.key_size != size * 8:
        return False
    encoded = encode_dss_signature(int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big"))
    try:
        loaded.verify(encoded, signed, ec.ECDSA(_CURVES[size][1]))
    except InvalidSignature:
        return False
    return True


def sign(private: bytes, signed: bytes) -> bytes:
    """r||s of ``signed``, by a private key given as its scalar."""
    curve, digest = _CURVES[len(private)]
    key = ec.derive_private_key(int.from_bytes(private, "big"), curve)
    r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(digest)))
    return r.to_bytes(len(private), "big") + s.to_bytes(len(private), "big")
