"""Which interface classes are for security of messages and ports?"""

from __future__ import annotations

from dissectors.cosem.enums import SECURITY_POLICY_V1
from dissectors.cosem.types import (
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    OCTETS,
    SECONDS_32,
    SYSTEM_TITLE,
    UNSIGNED,
    Attributes,
    Methods,
    array,
    declare,
    enumeration,
    selected,
    structure,
    teaches,
)

SECURITY_POLICY_V0 = enumeration(
    "security_policy_v0",
    {
        0: "nothing",
        1: "all messages authenticated",
        2: "all messages encrypted",
        3: "all messages authenticated and encrypted",
    },
)
SECURITY_SUITE = enumeration(
    "security_suite",
    {
        0: "AES-GCM-128 + AES-128 key wrap",
        1: "AES-GCM-128, ECDSA/ECDH P-256, SHA-256, V.44, AES-128 key wrap",
        2: "AES-GCM-256, ECDSA/ECDH P-384, SHA-384, V.44, AES-256 key wrap",
    },
)
GLOBAL_KEY_ID = enumeration(
    "global_key_id",
    {
        0: "global unicast encryption key",
        1: "global broadcast encryption key",
        2: "authentication key",
        3: "master key (KEK)",
    },
)
CERTIFICATE_ENTITY = enumeration(
    "certificate_entity", {0: "server", 1: "client", 2: "certification authority", 3: "other"}
)
CERTIFICATE_TYPE = enumeration("certificate_type", {0: "digital signature", 1: "key agreement", 2: "TLS", 3: "other"})
CERTIFICATE_IDENTIFICATION_TYPE = enumeration(
    "certificate_identification_type", {0: "by entity (system title)", 1: "by serial number and issuer"}
)
KEY_PAIR_USAGE = enumeration(
    "key_pair_usage", {0: "digital signature key pair", 1: "key agreement key pair", 2: "TLS key pair"}
)
PROTECTION_MODE = enumeration("protection_mode", {0: "locked", 1: "locked on failed attempts", 2: "unlocked"})
PROTECTION_STATUS = enumeration("protection_status", {0: "unlocked", 1: "temporarily locked", 2: "locked"})
CERTIFICATE_INFO = structure(
    "certificate_info",
    {
        "certificate_entity": CERTIFICATE_ENTITY,
        "certificate_type": CERTIFICATE_TYPE,
        "serial_number": OCTETS,
        "issuer": OCTETS,
        "subject": OCTETS,
        "subject_alt_name": OCTETS,
    },
)
CERTIFICATE_BY_ENTITY = structure(
    "certificate_by_entity",
    {"certificate_entity": CERTIFICATE_ENTITY, "certificate_type": CERTIFICATE_TYPE, "system_title": SYSTEM_TITLE},
)
CERTIFICATE_BY_SERIAL = structure("certificate_by_serial", {"serial_number": OCTETS, "issuer": OCTETS})
CERTIFICATE_IDENTIFICATION = structure(
    "certificate_identification",
    {
        "certificate_identification_type": CERTIFICATE_IDENTIFICATION_TYPE,
        "certificate_identification_options": selected(
            "certificate_identification_type", {0: CERTIFICATE_BY_ENTITY, 1: CERTIFICATE_BY_SERIAL}
        ),
    },
)
KEY_TRANSFER_DATA = structure("key_transfer_data", {"key_id": GLOBAL_KEY_ID, "key_wrapped": OCTETS})
KEY_AGREEMENT_DATA = structure("key_agreement_data", {"key_id": GLOBAL_KEY_ID, "key_data": OCTETS})


_SECURITY_SETUP_V0: Attributes = {
    "security_policy": SECURITY_POLICY_V0,
    "security_suite": SECURITY_SUITE,
    "client_system_title": teaches("client_system_title", SYSTEM_TITLE),
    "server_system_title": teaches("server_system_title", SYSTEM_TITLE),
}
_SECURITY_SETUP_METHODS_V0: Methods = {
    "security_activate": SECURITY_POLICY_V0,
    "global_key_transfer": array(KEY_TRANSFER_DATA),
}
_SECURITY_SETUP_V1: Attributes = {
    **_SECURITY_SETUP_V0,
    "security_policy": SECURITY_POLICY_V1,
    "certificates": array(CERTIFICATE_INFO),
}

CLASSES = (
    declare(64, 0, "Security setup", _SECURITY_SETUP_V0, _SECURITY_SETUP_METHODS_V0, methods_at=0x28),
    declare(
        64,
        1,
        "Security setup",
        _SECURITY_SETUP_V1,
        {
            "security_activate": SECURITY_POLICY_V1,
            "key_transfer": array(KEY_TRANSFER_DATA),
            "key_agreement": array(KEY_AGREEMENT_DATA),
            "generate_key_pair": KEY_PAIR_USAGE,
            "generate_certificate_request": KEY_PAIR_USAGE,
            "import_certificate": OCTETS,
            "export_certificate": CERTIFICATE_IDENTIFICATION,
            "remove_certificate": CERTIFICATE_IDENTIFICATION,
        },
        methods_at=0x30,
    ),
    declare(
        124,
        0,
        "Communication port protection",
        {
            "protection_mode": PROTECTION_MODE,
            "allowed_failed_attempts": LONG_UNSIGNED,
            "initial_lockout_time": SECONDS_32,
            "steepness_factor": UNSIGNED,
            "max_lockout_time": SECONDS_32,
            "port_reference": LOGICAL_NAME,
            "protection_status": PROTECTION_STATUS,
            "failed_attempts": DOUBLE_LONG_UNSIGNED,
            "cumulative_failed_attempts": DOUBLE_LONG_UNSIGNED,
        },
        {"reset": INTEGER},
    ),
)
