"""The security suites, and what a security control byte says (Green Book 9.2.3)."""

from __future__ import annotations

from typing import NamedTuple

AUTHENTICATED, ENCRYPTED, BROADCAST, COMPRESSED = 0x10, 0x20, 0x40, 0x80
SUITE_MASK = 0x0F
TAG_SIZE = 12
HEADER_SIZE = 5  # security control and invocation counter


class Suite(NamedTuple):
    """Sizes in bytes; curve and hash by name, empty where the suite has none."""

    number: int
    key_size: int
    curve: str
    digest: str
    point_size: int  # of a public key, and of a signature


SUITES = {
    0: Suite(0, 16, "", "", 0),
    1: Suite(1, 16, "P-256", "SHA-256", 64),
    2: Suite(2, 32, "P-384", "SHA-384", 96),
}


def policy(control: int) -> str:
    """What is applied: authenticated, encrypted, both, or nothing."""
    parts = [name for bit, name in ((AUTHENTICATED, "authenticated"), (ENCRYPTED, "encrypted")) if control & bit]
    return "+".join(parts) or "none"
