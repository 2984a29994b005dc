"""Protection: the security header, glo- and ded-ciphered forms, general ciphering and signing (Green Book 9.2.7)."""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Member, Op
from dissectors.spec import codes
from dissectors.spec.common import APDU, DATE_TIME_NAME, TRANSACTION_ID
from dissectors.spec.model import (
    bits,
    choice,
    container,
    enumerated,
    octet_string,
    octets,
    optional,
    rest,
    sent_by,
    sequence,
    timestamp,
    unsigned,
)

SECURITY_CONTROL = bits(
    "security-control",
    1,
    Member("security-suite-id", 0, 4, abbrev="security.suite"),
    Member("authenticated", 4, 1, abbrev="security.authenticated"),
    Member("encrypted", 5, 1, abbrev="security.encrypted"),
    Member("key-set", 6, 1, codes.KEY_SET, abbrev="security.key_set"),
    Member("compressed", 7, 1, abbrev="security.compressed"),
    abbrev="security.control",
)
TAG_SIZE = 12
CIPHERED = Op(ops.CIPHERED, "ciphered-content")
CIPHERED.children = (
    SECURITY_CONTROL,
    unsigned("invocation-counter", 4, abbrev="security.invocation_counter"),
    rest("protected-text", abbrev="security.protected_text"),
    octets("authentication-tag", TAG_SIZE, abbrev="security.authentication_tag"),
)

_SYSTEM_TITLE = octet_string("system-title", form="system-title")
_HEADER = (
    TRANSACTION_ID,
    octet_string("originator-system-title", form="system-title"),
    octet_string("recipient-system-title", form="system-title"),
    timestamp(DATE_TIME_NAME),
    octet_string("other-information"),
)
KEY_INFO = choice(
    "key-info",
    {
        0: sequence("identified-key", enumerated("key-id", codes.IDENTIFIED_KEY, abbrev="key_info.key_id")),
        1: sequence(
            "wrapped-key",
            enumerated("kek-id", codes.KEK, abbrev="key_info.kek_id"),
            octet_string("key-ciphered-data", abbrev="key_info.key_ciphered_data"),
        ),
        2: sequence(
            "agreed-key",
            octet_string("key-parameters", abbrev="key_info.key_parameters"),
            octet_string("key-ciphered-data", abbrev="key_info.key_ciphered_data"),
        ),
    },
)

GENERAL_GLO_CIPHERING = sequence("general-glo-ciphering", _SYSTEM_TITLE, container("ciphered-service", CIPHERED))
GENERAL_DED_CIPHERING = sequence("general-ded-ciphering", _SYSTEM_TITLE, container("ciphered-service", CIPHERED))
GENERAL_CIPHERING = sequence(
    "general-ciphering", *_HEADER, optional("key-info", KEY_INFO), container("ciphered-service", CIPHERED)
)
GENERAL_SIGNING = sequence(
    "general-signing", *_HEADER, container("content", APDU), octet_string("signature", abbrev="security.signature")
)


def service_specific(prefix: str, plain: Op) -> Op:
    """``glo-`` or ``ded-`` form of a plain APDU: an octet string with the security header in front."""
    return sent_by(plain.sender, container(f"{prefix}-{plain.name}", CIPHERED))
