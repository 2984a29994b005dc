"""Secrets that the traffic itself shows: which elements they are, so that no text prints them unasked."""

from __future__ import annotations

from typing import Any

from dissectors.core.node import Node, find

MASK = "***"
SPEAK_SECRETS = ("aarq", "initiate-request", "rlrq")  # APDUs that may carry a password or a key in clear
_DEDICATED_KEY = "dedicated-key"
_AUTHENTICATION_VALUE = "calling-authentication-value"
_MECHANISM = "mechanism-name"
_CHALLENGES = "2.16.756.5.8.2."  # mechanisms from 2 on send a challenge, which is no secret


def sends_password(mechanism: str | None) -> bool:
    """Whether the authentication value under this mechanism (dotted, None where none is named) is a password."""
    return mechanism is None or mechanism in (_CHALLENGES + "0", _CHALLENGES + "1")


def mask(value: Any) -> Any:
    """A plain APDU with passwords and keys in clear replaced by ``***`` (in place)."""
    if isinstance(value, dict):
        if _AUTHENTICATION_VALUE in value and sends_password(value.get(_MECHANISM)):
            value[_AUTHENTICATION_VALUE] = dict.fromkeys(value[_AUTHENTICATION_VALUE] or (), MASK)
        for key, inner in value.items():
            if key == _DEDICATED_KEY and inner is not None:
                value[key] = MASK
            else:
                mask(inner)
    elif isinstance(value, list):
        for inner in value:
            mask(inner)
    return value


def secret_nodes(root: Node) -> set[int]:
    """Identities of the nodes below ``root`` whose value no text shows."""
    found: set[int] = set()
    key = find(root, _DEDICATED_KEY)
    if key is not None and key.value:
        found.add(id(key))
    value = find(root, _AUTHENTICATION_VALUE)
    if value is not None and value.children:
        mechanism = find(root, _MECHANISM)
        from dissectors.plain import plain

        if sends_password(plain(mechanism) if mechanism is not None else None):
            found.update(id(child) for child in value.children)
    return found
