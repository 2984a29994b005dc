"""Protected APDUs: every service-specific form, the general ones, every kind of key information (Green Book 9.2.7)."""

from __future__ import annotations

from typing import Any

from dissectors.spec import APDU
from tests.rows import Row
from tests.rows.xdlms import TIME

# Plain name -> (tag of the glo- form, tag of the ded- form)
PROTECTED = {
    "initiate-request": (0x21, 0x41),
    "read-request": (0x25, 0x45),
    "write-request": (0x26, 0x46),
    "initiate-response": (0x28, 0x48),
    "read-response": (0x2C, 0x4C),
    "write-response": (0x2D, 0x4D),
    "confirmed-service-error": (0x2E, 0x4E),
    "unconfirmed-write-request": (0x36, 0x56),
    "information-report-request": (0x38, 0x58),
    "get-request": (0xC8, 0xD0),
    "set-request": (0xC9, 0xD1),
    "event-notification-request": (0xCA, 0xD2),
    "action-request": (0xCB, 0xD3),
    "get-response": (0xCC, 0xD4),
    "set-response": (0xCD, 0xD5),
    "action-response": (0xCF, 0xD7),
}


def _control(suite: int, authenticated: int, encrypted: int, key_set: str = "unicast", compressed: int = 0) -> Any:
    return {
        "security-suite-id": suite,
        "authenticated": authenticated,
        "encrypted": encrypted,
        "key-set": key_set,
        "compressed": compressed,
    }


SEALED = {
    "security-control": _control(0, 1, 1),
    "invocation-counter": 0x01234567,
    "protected-text": "411312ff935a47566827c467bc",
    "authentication-tag": "7d825c3be4a77c3fcc056b6b",
}
_SEALED = "1E 30 01234567 411312FF935A47566827C467BC 7D825C3BE4A77C3FCC056B6B"
_HEADER = {
    "transaction-id": "0102030405060708",
    "originator-system-title": "4d4d4d0000000001",
    "recipient-system-title": "4d4d4d0000bc614e",
    "date-time": None,
    "other-information": "",
}
_HEAD = "08 0102030405060708  08 4D4D4D0000000001  08 4D4D4D0000BC614E  00  00"
_WRAPPED = "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5"


def _row(name: str, value: Any, text: str, canonical: bool = True, note: str = "", title: str = "") -> Row:
    return Row(f"{name} {title}".strip(), APDU, {name: value}, text, canonical, note)


SERVICE_SPECIFIC = [
    _row(f"{prefix}-{name}", SEALED, f"{tag:02X} {_SEALED}")
    for name, tags in PROTECTED.items()
    for prefix, tag in zip(("glo", "ded"), tags, strict=True)
]
CONTROLS = [
    _row(
        "glo-get-request",
        {
            "security-control": _control(0, 1, 0),
            "invocation-counter": 0x01234567,
            "protected-text": "c0010000080000010000ff0200",
            "authentication-tag": "06725d910f9221d263877516",
        },
        "C8 1E 10 01234567 C0010000080000010000FF0200 06725D910F9221D263877516",
        title="authenticated",
    ),
    _row(
        "glo-get-request",
        {
            "security-control": _control(2, 0, 1, "broadcast", 1),
            "invocation-counter": 1,
            "protected-text": "411312",
        },
        "C8 08 E2 00000001 411312",
        title="encrypted, compressed, of the broadcast key",
    ),
    _row(
        "glo-get-request",
        {"security-control": _control(0, 0, 0), "invocation-counter": 0, "protected-text": ""},
        "C8 05 00 00000000",
        title="of nothing",
    ),
    _row("glo-get-request", SEALED, f"C8 81 {_SEALED}", canonical=False, title="with a long length"),
]
GENERAL = [
    _row(
        "general-glo-ciphering",
        {"system-title": "4d4d4d0000bc614e", "ciphered-service": SEALED},
        f"DB 08 4D4D4D0000BC614E {_SEALED}",
    ),
    _row(
        "general-glo-ciphering",
        {"system-title": "", "ciphered-service": SEALED},
        f"DB 00 {_SEALED}",
        title="without a title",
    ),
    _row(
        "general-ded-ciphering",
        {"system-title": "4d4d4d0000bc614e", "ciphered-service": SEALED},
        f"DC 08 4D4D4D0000BC614E {_SEALED}",
    ),
    _row(
        "general-ciphering",
        _HEADER
        | {"key-info": {"identified-key": {"key-id": "global-broadcast-encryption-key"}}, "ciphered-service": SEALED},
        f"DD {_HEAD}  01 00 01  {_SEALED}",
        title="with an identified key",
    ),
    _row(
        "general-ciphering",
        _HEADER
        | {
            "key-info": {"wrapped-key": {"kek-id": "master-key", "key-ciphered-data": _WRAPPED.lower()}},
            "ciphered-service": SEALED,
        },
        f"DD {_HEAD}  01 01 00 18 {_WRAPPED}  {_SEALED}",
        title="with a wrapped key",
    ),
    _row(
        "general-ciphering",
        _HEADER
        | {
            "key-info": {"agreed-key": {"key-parameters": "01", "key-ciphered-data": "aa" * 128}},
            "ciphered-service": SEALED,
        },
        f"DD {_HEAD}  01 02 01 01 81 80 {'AA' * 128}  {_SEALED}",
        title="with an agreed key",
    ),
    _row(
        "general-ciphering",
        {
            "transaction-id": "",
            "originator-system-title": "",
            "recipient-system-title": "",
            "date-time": TIME,
            "other-information": "beef",
            "key-info": None,
            "ciphered-service": SEALED,
        },
        f"DD 00 00 00  0C 07E9 03 1E 07 07 0F 00 00 FF88 00  02 BEEF  00  {_SEALED}",
        title="without key-info",
    ),
    _row(
        "general-signing",
        _HEADER | {"content": {"glo-get-request": SEALED}, "signature": "5a" * 64},
        f"DF {_HEAD}  20 C8 {_SEALED}  40 {'5A' * 64}",
    ),
    _row(
        "general-signing",
        _HEADER
        | {
            "content": {
                "general-signing": _HEADER | {"content": {"rlrq": {}}, "signature": ""},
            },
            "signature": "01",
        },
        f"DF {_HEAD}  22 DF {_HEAD} 02 62 00 00  01 01",
        title="around another",
    ),
]
ROWS = SERVICE_SPECIFIC + CONTROLS + GENERAL
