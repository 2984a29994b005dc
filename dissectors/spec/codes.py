"""Enumerations of the protocol, each once: code to the standard's name. Open: a missing code shows as its number."""

from __future__ import annotations

from dissectors.core.ops import Names

DATA_ACCESS_RESULT: Names = {
    0: "success",
    1: "hardware-fault",
    2: "temporary-failure",
    3: "read-write-denied",
    4: "object-undefined",
    9: "object-class-inconsistent",
    11: "object-unavailable",
    12: "type-unmatched",
    13: "scope-of-access-violated",
    14: "data-block-unavailable",
    15: "long-get-aborted",
    16: "no-long-get-in-progress",
    17: "long-set-aborted",
    18: "no-long-set-in-progress",
    19: "data-block-number-invalid",
    250: "other-reason",
}
ACTION_RESULT: Names = {
    **{code: name for code, name in DATA_ACCESS_RESULT.items() if code < 15},
    15: "long-action-aborted",
    16: "no-long-action-in-progress",
    250: "other-reason",
}
ASSOCIATION_RESULT: Names = {0: "accepted", 1: "rejected-permanent", 2: "rejected-transient"}
ACSE_SERVICE_USER: Names = dict(
    enumerate(
        (
            "null",
            "no-reason-given",
            "application-context-name-not-supported",
            "calling-AP-title-not-recognized",
            "calling-AP-invocation-identifier-not-recognized",
            "calling-AE-qualifier-not-recognized",
            "calling-AE-invocation-identifier-not-recognized",
            "called-AP-title-not-recognized",
            "called-AP-invocation-identifier-not-recognized",
            "called-AE-qualifier-not-recognized",
            "called-AE-invocation-identifier-not-recognized",
            "authentication-mechanism-name-not-recognised",
            "authentication-mechanism-name-required",
            "authentication-failure",
            "authentication-required",
        )
    )
)
ACSE_SERVICE_PROVIDER: Names = {0: "null", 1: "no-reason-given", 2: "no-common-acse-version"}
RELEASE_REQUEST_REASON: Names = {0: "normal", 1: "urgent", 30: "user-defined"}
RELEASE_RESPONSE_REASON: Names = {0: "normal", 1: "not-finished", 30: "user-defined"}
EXCEPTION_STATE_ERROR: Names = {1: "service-not-allowed", 2: "service-unknown"}
EXCEPTION_SERVICE_ERROR: Names = {
    1: "operation-not-possible",
    2: "service-not-supported",
    3: "other-reason",
    4: "pdu-too-long",
    5: "deciphering-error",
    6: "invocation-counter-error",
}
CONFIRMED_SERVICE: Names = {
    1: "initiate",
    2: "get-status",
    3: "get-name-list",
    4: "get-variable-attribute",
    5: "read",
    6: "write",
    7: "get-data-set-attribute",
    8: "get-TI-attribute",
    9: "change-scope",
    10: "start",
    11: "stop",
    12: "resume",
    13: "make-usable",
    14: "initiate-load",
    15: "load-segment",
    16: "terminate-load",
    17: "initiate-up-load",
    18: "up-load-segment",
    19: "terminate-up-load",
}
# ServiceError: choice number -> (name of the choice, its codes)
SERVICE_ERROR: dict[int, tuple[str, Names]] = {
    0: (
        "application-reference",
        {
            0: "other",
            1: "time-elapsed",
            2: "application-unreachable",
            3: "application-reference-invalid",
            4: "application-context-unsupported",
            5: "provider-communication-error",
            6: "deciphering-error",
        },
    ),
    1: (
        "hardware-resource",
        {
            0: "other",
            1: "memory-unavailable",
            2: "processor-resource-unavailable",
            3: "mass-storage-unavailable",
            4: "other-resource-unavailable",
        },
    ),
    2: (
        "vde-state-error",
        {0: "other", 1: "no-dlms-context", 2: "loading-data-set", 3: "status-nochange", 4: "status-inoperable"},
    ),
    3: ("service", {0: "other", 1: "pdu-size", 2: "service-unsupported"}),
    4: (
        "definition",
        {0: "other", 1: "object-undefined", 2: "object-class-inconsistent", 3: "object-attribute-inconsistent"},
    ),
    5: (
        "access",
        {
            0: "other",
            1: "scope-of-access-violated",
            2: "object-access-violated",
            3: "hardware-fault",
            4: "object-unavailable",
        },
    ),
    6: (
        "initiate",
        {
            0: "other",
            1: "dlms-version-too-low",
            2: "incompatible-conformance",
            3: "pdu-size-too-short",
            4: "refused-by-the-VDE-handler",
        },
    ),
    7: (
        "load-data-set",
        {
            0: "other",
            1: "primitive-out-of-sequence",
            2: "not-loadable",
            3: "dataset-size-too-large",
            4: "not-awaited-segment",
            5: "interpretation-failure",
            6: "storage-failure",
            7: "data-set-not-ready",
        },
    ),
    8: ("change-scope", {}),
    9: ("task", {0: "other", 1: "no-remote-control", 2: "ti-stopped", 3: "ti-running", 4: "ti-unusable"}),
    10: ("other", {0: "other"}),
}
SERVICE_CLASS: Names = {0: "unconfirmed", 1: "confirmed"}
PRIORITY: Names = {0: "normal", 1: "high"}
KEY_SET: Names = {0: "unicast", 1: "broadcast"}
SECURITY_SUITE: Names = {0: "AES-GCM-128", 1: "ECDH-ECDSA-AES-GCM-128-SHA-256", 2: "ECDH-ECDSA-AES-GCM-256-SHA-384"}
IDENTIFIED_KEY: Names = {0: "global-unicast-encryption-key", 1: "global-broadcast-encryption-key"}
KEK: Names = {0: "master-key"}
VAA_NAME: Names = {0x0007: "logical-name", 0xFA00: "short-name"}

# Object identifiers under 2.16.756.5.8 (DLMS UA)
APPLICATION_CONTEXT: dict[str, str] = {
    "2.16.756.5.8.1.1": "logical-name",
    "2.16.756.5.8.1.2": "short-name",
    "2.16.756.5.8.1.3": "logical-name-with-ciphering",
    "2.16.756.5.8.1.4": "short-name-with-ciphering",
}
MECHANISM: dict[str, str] = {
    "2.16.756.5.8.2.0": "lowest-level-security",
    "2.16.756.5.8.2.1": "low-level-security",
    "2.16.756.5.8.2.2": "high-level-security",
    "2.16.756.5.8.2.3": "high-level-security-md5",
    "2.16.756.5.8.2.4": "high-level-security-sha1",
    "2.16.756.5.8.2.5": "high-level-security-gmac",
    "2.16.756.5.8.2.6": "high-level-security-sha256",
    "2.16.756.5.8.2.7": "high-level-security-ecdsa",
    "2.16.756.5.8.2.8": "high-level-security-gost-cmac",
    "2.16.756.5.8.2.9": "high-level-security-gost-streebog",
    "2.16.756.5.8.2.10": "high-level-security-gost-signature",
}
# Bit number -> name, first bit of the conformance block first (Green Book 9.4.6.1)
CONFORMANCE: Names = dict(
    enumerate(
        (
            "reserved-zero",
            "general-protection",
            "general-block-transfer",
            "read",
            "write",
            "unconfirmed-write",
            "delta-value-encoding",
            "reserved-seven",
            "attribute0-supported-with-set",
            "priority-mgmt-supported",
            "attribute0-supported-with-get",
            "block-transfer-with-get-or-read",
            "block-transfer-with-set-or-write",
            "block-transfer-with-action",
            "multiple-references",
            "information-report",
            "data-notification",
            "access",
            "parameterized-access",
            "get",
            "set",
            "selective-access",
            "event-notification",
            "action",
        )
    )
)
