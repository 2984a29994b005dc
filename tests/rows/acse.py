"""Associations: AARQ, AARE, RLRQ, RLRE in their forms, Initiate, service errors, and what old meters make of them."""

from __future__ import annotations

from typing import Any

from dissectors.spec import APDU
from tests.rows import Row

LN, SN, LN_CIPHERED = "2.16.756.5.8.1.1", "2.16.756.5.8.1.2", "2.16.756.5.8.1.3"
LLS, HLS_GMAC = "2.16.756.5.8.2.1", "2.16.756.5.8.2.5"
OFFERED = [
    "priority-mgmt-supported",
    "attribute0-supported-with-get",
    "block-transfer-with-get-or-read",
    "block-transfer-with-set-or-write",
    "block-transfer-with-action",
    "multiple-references",
    "get",
    "set",
    "selective-access",
    "event-notification",
    "action",
]
AGREED = [name for name in OFFERED if name != "multiple-references"]


def _initiate(**changed: Any) -> dict[str, Any]:
    value = {
        "dedicated-key": None,
        "response-allowed": True,
        "proposed-quality-of-service": None,
        "proposed-dlms-version-number": 6,
        "proposed-conformance": OFFERED,
        "client-max-receive-pdu-size": 1200,
    }
    return {"initiate-request": value | {name.replace("_", "-"): given for name, given in changed.items()}}


def _initiated(**changed: Any) -> dict[str, Any]:
    value = {
        "negotiated-quality-of-service": None,
        "negotiated-dlms-version-number": 6,
        "negotiated-conformance": AGREED,
        "server-max-receive-pdu-size": 1024,
        "vaa-name": "logical-name",
    }
    return {"initiate-response": value | {name.replace("_", "-"): given for name, given in changed.items()}}


def _apdu(name: str, value: Any, text: str, canonical: bool = True, note: str = "") -> Row:
    return Row(name, APDU, value, text, canonical, note)


_REQUEST = "01 00 00 00 06  5F 1F 04 00 007E1F  04B0"
_RESPONSE = "08 00 06  5F 1F 04 00 007C1F  0400 0007"
_CONTEXT_LN = "A1 09 06 07 60857405080101"
_OFFER = f"BE 10 04 0E {_REQUEST}"

INITIATES = [
    _apdu("initiate-request", _initiate(), _REQUEST),
    _apdu(
        "initiate-request with everything",
        _initiate(
            dedicated_key="00112233445566778899aabbccddeeff", response_allowed=False, proposed_quality_of_service=-1
        ),
        """01
           01 10 00112233445566778899AABBCCDDEEFF  # dedicated-key
           01 00                                   # response-allowed: false
           01 FF                                   # proposed-quality-of-service
           06  5F 1F 04 00 007E1F  04B0""",
    ),
    _apdu(
        "initiate-request, default written out",
        _initiate(),
        "01 00  01 01  00 06  5F 1F 04 00 007E1F  04B0",
        canonical=False,
    ),
    _apdu(
        "initiate-request, conformance tag of one octet",
        _initiate(),
        "01 00 00 00 06  5F 04 00 007E1F  04B0",
        canonical=False,
    ),
    _apdu(
        "initiate-request, no conformance", _initiate(proposed_conformance=[]), "01 00 00 00 06 5F1F0400 000000 04B0"
    ),
    _apdu("initiate-response", _initiated(), _RESPONSE),
    _apdu(
        "initiate-response, quality of service, short names",
        _initiated(negotiated_quality_of_service=0, vaa_name="short-name"),
        "08 01 00 06  5F 1F 04 00 007C1F  0400 FA00",
    ),
    _apdu(
        "initiate-response, another vaa-name", _initiated(vaa_name=0x1234), "08 00 06  5F 1F 04 00 007C1F  0400 1234"
    ),
    _apdu(
        "confirmed-service-error",
        {"confirmed-service-error": {"service": "initiate", "service-error": {"initiate": "dlms-version-too-low"}}},
        "0E 01 06 01",
    ),
    _apdu(
        "confirmed-service-error of a read",
        {"confirmed-service-error": {"service": "read", "service-error": {"access": "hardware-fault"}}},
        "0E 05 05 03",
    ),
    _apdu(
        "confirmed-service-error, codes not assigned",
        {"confirmed-service-error": {"service": 77, "service-error": {"application-reference": 99}}},
        "0E 4D 00 63",
    ),
]
AARQS = [
    _apdu(
        "aarq without security",
        {"aarq": {"application-context-name": LN, "user-information": _initiate()}},
        f"60 1D {_CONTEXT_LN} {_OFFER}",
    ),
    _apdu(
        "aarq with a password",
        {
            "aarq": {
                "application-context-name": LN,
                "sender-acse-requirements": ["authentication"],
                "mechanism-name": LLS,
                "calling-authentication-value": {"charstring": "3132333435363738"},
                "user-information": _initiate(),
            }
        },
        f"""60 36 {_CONTEXT_LN}
            8A 02 07 80                  # sender-acse-requirements: authentication
            8B 07 60857405080201         # mechanism-name: low level security
            AC 0A 80 08 3132333435363738 # calling-authentication-value
            {_OFFER}""",
    ),
    _apdu(
        "aarq with every member",
        {
            "aarq": {
                "protocol-version": ["version1"],
                "application-context-name": SN,
                "called-AP-title": "0102",
                "called-AE-qualifier": "03",
                "called-AP-invocation-id": 4,
                "called-AE-invocation-id": 5,
                "calling-AP-title": "4d4d4d0000000001",
                "calling-AE-qualifier": "",
                "calling-AP-invocation-id": 128,
                "calling-AE-invocation-id": 1,
                "sender-acse-requirements": [],
                "mechanism-name": HLS_GMAC,
                "calling-authentication-value": {"bitstring": "00aa"},
                "implementation-information": "dlmscope",
                "implementation-information-explicit": "190141",
                "user-information": _initiate(),
            }
        },
        f"""60 72
            80 02 07 80                    # protocol-version
            A1 09 06 07 60857405080102     # application-context-name: short names
            A2 04 04 02 0102               # called-AP-title
            A3 03 04 01 03                 # called-AE-qualifier
            A4 03 02 01 04                 # called-AP-invocation-id
            A5 03 02 01 05                 # called-AE-invocation-id
            A6 0A 04 08 4D4D4D0000000001   # calling-AP-title
            A7 02 04 00                    # calling-AE-qualifier
            A8 03 02 01 80                 # calling-AP-invocation-id
            A9 03 02 01 01                 # calling-AE-invocation-id
            8A 02 07 00                    # sender-acse-requirements: none
            8B 07 60857405080205           # mechanism-name
            AC 04 81 02 00AA               # calling-authentication-value
            9D 08 646C6D73636F7065         # implementation-information
            BD 03 19 01 41                 # the same, explicit
            {_OFFER}""",
    ),
    _apdu(
        "aarq, empty password",
        {"aarq": {"application-context-name": LN, "calling-authentication-value": {"charstring": ""}}},
        f"60 0F {_CONTEXT_LN} AC 02 80 00",
    ),
    _apdu(
        "aarq, ciphered initiate",
        {
            "aarq": {
                "application-context-name": LN_CIPHERED,
                "calling-AP-title": "4d4d4d0000bc614e",
                "user-information": {
                    "glo-initiate-request": {
                        "security-control": {
                            "security-suite-id": 0,
                            "authenticated": 1,
                            "encrypted": 1,
                            "key-set": "unicast",
                            "compressed": 0,
                        },
                        "invocation-counter": 0x01234567,
                        "protected-text": "801302ff8a7874133d414ced25b42534d28db0047720606b175bd52211be68",
                        "authentication-tag": "41db204d39ee6fdb8e356855",
                    }
                },
            }
        },
        """60 4D
           A1 09 06 07 60857405080103
           A6 0A 04 08 4D4D4D0000BC614E
           BE 34 04 32
           21 30 30 01234567                 # glo-initiate-request: security control, invocation counter
           801302FF8A7874133D414CED25B42534D28DB0047720606B175BD52211BE68
           41DB204D39EE6FDB8E356855          # authentication tag""",
    ),
    _apdu(
        "aarq, members in another order",
        {"aarq": {"user-information": _initiate(), "application-context-name": LN}},
        f"60 1D {_OFFER} {_CONTEXT_LN}",
        canonical=False,
    ),
    _apdu(
        "aarq, lengths in two and three octets",
        {"aarq": {"application-context-name": LN, "user-information": _initiate()}},
        f"60 81 20  A1 81 09 06 07 60857405080101  BE 12 04 82 000E {_REQUEST}",
        canonical=False,
    ),
    _apdu(
        "aarq, a member nobody knows",
        {"aarq": {"application-context-name": LN, "unknown-member": "8502beef"}},
        f"60 0F {_CONTEXT_LN} 85 02 BEEF",
        canonical=False,
        note="unknown-member",
    ),
]
AARES = [
    _apdu(
        "aare",
        {
            "aare": {
                "application-context-name": LN,
                "result": "accepted",
                "result-source-diagnostic": {"acse-service-user": "null"},
                "user-information": _initiated(),
            }
        },
        f"""61 29 {_CONTEXT_LN}
            A2 03 02 01 00         # result: accepted
            A3 05 A1 03 02 01 00   # result-source-diagnostic: acse-service-user, null
            BE 10 04 0E {_RESPONSE}""",
    ),
    _apdu(
        "aare with every member",
        {
            "aare": {
                "protocol-version": ["version1"],
                "application-context-name": LN,
                "result": "accepted",
                "result-source-diagnostic": {"acse-service-user": "authentication-required"},
                "responding-AP-title": "4d4d4d0000bc614e",
                "responding-AE-qualifier": "ff",
                "responding-AP-invocation-id": 6,
                "responding-AE-invocation-id": 300,
                "responder-acse-requirements": ["authentication"],
                "mechanism-name": HLS_GMAC,
                "responding-authentication-value": {"charstring": "503677524a323146"},
                "implementation-information": "m",
                "user-information": _initiated(),
            }
        },
        f"""61 65
            80 02 07 80                    # protocol-version
            {_CONTEXT_LN}
            A2 03 02 01 00                 # result
            A3 05 A1 03 02 01 0E           # result-source-diagnostic: authentication-required
            A4 0A 04 08 4D4D4D0000BC614E   # responding-AP-title
            A5 03 04 01 FF                 # responding-AE-qualifier
            A6 03 02 01 06                 # responding-AP-invocation-id
            A7 04 02 02 012C               # responding-AE-invocation-id
            88 02 07 80                    # responder-acse-requirements
            89 07 60857405080205           # mechanism-name
            AA 0A 80 08 503677524A323146   # responding-authentication-value
            9D 01 6D                       # implementation-information
            BE 10 04 0E {_RESPONSE}""",
    ),
    _apdu(
        "aare, refused without user-information",
        {
            "aare": {
                "application-context-name": LN,
                "result": "rejected-permanent",
                "result-source-diagnostic": {"acse-service-provider": "no-common-acse-version"},
            }
        },
        f"61 17 {_CONTEXT_LN} A2 03 02 01 01  A3 05 A2 03 02 01 02",
    ),
    _apdu(
        "aare, refused with a service error",
        {
            "aare": {
                "application-context-name": LN,
                "result": "rejected-transient",
                "result-source-diagnostic": {"acse-service-user": "no-reason-given"},
                "user-information": {
                    "confirmed-service-error": {
                        "service": "initiate",
                        "service-error": {"initiate": "refused-by-the-VDE-handler"},
                    }
                },
            }
        },
        f"61 1F {_CONTEXT_LN} A2 03 02 01 02  A3 05 A1 03 02 01 01  BE 06 04 04 0E 01 06 04",
    ),
    _apdu(
        "aare, codes not assigned",
        {
            "aare": {
                "application-context-name": "2.999.3",
                "result": 9,
                "result-source-diagnostic": {"acse-service-user": 99},
            }
        },
        "61 13  A1 05 06 03 88 37 03  A2 03 02 01 09  A3 05 A1 03 02 01 63",
    ),
    _apdu(
        "aare, result with a leading zero octet",
        {"aare": {"result": "accepted"}},
        "61 06 A2 04 02 02 0000",
        canonical=False,
    ),
    _apdu(
        "aare, requirements with unused bits set",
        {"aare": {"responder-acse-requirements": ["authentication"]}},
        "61 04 88 02 07 FF",
        canonical=False,
    ),
]
RELEASES = [
    _apdu("rlrq, empty", {"rlrq": {}}, "62 00"),
    _apdu("rlrq", {"rlrq": {"reason": "normal"}}, "62 03 80 01 00"),
    _apdu(
        "rlrq with an initiate",
        {"rlrq": {"reason": "user-defined", "user-information": _initiate()}},
        f"62 15 80 01 1E {_OFFER}",
    ),
    _apdu("rlre, empty", {"rlre": {}}, "63 00"),
    _apdu("rlre", {"rlre": {"reason": "not-finished"}}, "63 03 80 01 01"),
    _apdu("rlre, reason not assigned", {"rlre": {"reason": 7}}, "63 03 80 01 07"),
    _apdu(
        "rlre with an initiate",
        {"rlre": {"reason": "normal", "user-information": _initiated()}},
        f"63 15 80 01 00 BE 10 04 0E {_RESPONSE}",
    ),
    _apdu("abrt", {"abrt": {}}, "64 00"),
]
ROWS = INITIATES + AARQS + AARES + RELEASES
