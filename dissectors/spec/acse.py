"""Association: AARQ, AARE, RLRQ, RLRE (ACSE, BER) and the Initiate services they carry (Green Book 9.4, 9.5)."""

from __future__ import annotations

from dissectors.core import ops
from dissectors.spec import codes
from dissectors.spec.common import APDU
from dissectors.spec.model import (
    ber_bits,
    ber_choice,
    ber_content,
    ber_integer,
    ber_members,
    ber_octets,
    boolean,
    default,
    enumerated,
    integer,
    octet_string,
    optional,
    sent_by,
    sequence,
    unsigned,
)

_REQUIREMENTS = {0: "authentication"}


def _authentication_value(name: str, tag: str) -> ops.Op:
    return ber_choice(
        name,
        tag,
        ber_octets("charstring", "80", abbrev="authentication_value"),
        ber_octets("bitstring", "81", abbrev="authentication_value"),
        ber_octets("external", "A2", abbrev="authentication_value"),
        ber_octets("other", "A3", abbrev="authentication_value"),
    )


_CONTEXT = ber_octets("application-context-name", "A1 06", form="oid")
_USER_INFORMATION = ber_content("user-information", "BE 04", APDU)
_IMPLEMENTATION = (
    ber_octets("implementation-information", "9D", form="text"),
    ber_octets("implementation-information-explicit", "BD", abbrev="implementation_information_explicit"),
)
_VERSION = ber_bits("protocol-version", "80", names={0: "version1"})

AARQ = sent_by(
    "client",
    ber_members(
        "aarq",
        "60",
        _VERSION,
        _CONTEXT,
        ber_octets("called-AP-title", "A2 04", abbrev="called_ap_title"),
        ber_octets("called-AE-qualifier", "A3 04", abbrev="called_ae_qualifier"),
        ber_integer("called-AP-invocation-id", "A4 02", abbrev="called_ap_invocation_id"),
        ber_integer("called-AE-invocation-id", "A5 02", abbrev="called_ae_invocation_id"),
        ber_octets("calling-AP-title", "A6 04", abbrev="calling_ap_title"),
        ber_octets("calling-AE-qualifier", "A7 04", abbrev="calling_ae_qualifier"),
        ber_integer("calling-AP-invocation-id", "A8 02", abbrev="calling_ap_invocation_id"),
        ber_integer("calling-AE-invocation-id", "A9 02", abbrev="calling_ae_invocation_id"),
        ber_bits("sender-acse-requirements", "8A", names=_REQUIREMENTS),
        ber_octets("mechanism-name", "8B", form="oid"),
        _authentication_value("calling-authentication-value", "AC"),
        *_IMPLEMENTATION,
        _USER_INFORMATION,
    ),
)

AARE = sent_by(
    "server",
    ber_members(
        "aare",
        "61",
        _VERSION,
        _CONTEXT,
        ber_integer("result", "A2 02", names=codes.ASSOCIATION_RESULT, abbrev="association_result"),
        ber_choice(
            "result-source-diagnostic",
            "A3",
            ber_integer("acse-service-user", "A1 02", names=codes.ACSE_SERVICE_USER),
            ber_integer("acse-service-provider", "A2 02", names=codes.ACSE_SERVICE_PROVIDER),
        ),
        ber_octets("responding-AP-title", "A4 04", abbrev="responding_ap_title"),
        ber_octets("responding-AE-qualifier", "A5 04", abbrev="responding_ae_qualifier"),
        ber_integer("responding-AP-invocation-id", "A6 02", abbrev="responding_ap_invocation_id"),
        ber_integer("responding-AE-invocation-id", "A7 02", abbrev="responding_ae_invocation_id"),
        ber_bits("responder-acse-requirements", "88", names=_REQUIREMENTS),
        ber_octets("mechanism-name", "89", form="oid"),
        _authentication_value("responding-authentication-value", "AA"),
        *_IMPLEMENTATION,
        _USER_INFORMATION,
    ),
)

RLRQ = sent_by(
    "client",
    ber_members(
        "rlrq",
        "62",
        ber_integer("reason", "80", names=codes.RELEASE_REQUEST_REASON, abbrev="release_reason"),
        _USER_INFORMATION,
    ),
)
RLRE = sent_by(
    "server",
    ber_members(
        "rlre",
        "63",
        ber_integer("reason", "80", names=codes.RELEASE_RESPONSE_REASON, abbrev="release_reason"),
        _USER_INFORMATION,
    ),
)
ABRT = ber_members("abrt", "64")

# [APPLICATION 31] with one unused-bits octet; old meters write the tag in one byte.
_CONFORMANCE = "5F 1F"

INITIATE_REQUEST = sent_by(
    "client",
    sequence(
        "initiate-request",
        optional("dedicated-key", octet_string("dedicated-key")),
        default(boolean("response-allowed"), True),
        optional("proposed-quality-of-service", integer("proposed-quality-of-service", 1)),
        unsigned("proposed-dlms-version-number", 1),
        ber_bits("proposed-conformance", _CONFORMANCE, names=codes.CONFORMANCE, abbrev="conformance"),
        unsigned("client-max-receive-pdu-size", 2),
    ),
)
INITIATE_RESPONSE = sent_by(
    "server",
    sequence(
        "initiate-response",
        optional("negotiated-quality-of-service", integer("negotiated-quality-of-service", 1)),
        unsigned("negotiated-dlms-version-number", 1),
        ber_bits("negotiated-conformance", _CONFORMANCE, names=codes.CONFORMANCE, abbrev="conformance"),
        unsigned("server-max-receive-pdu-size", 2),
        unsigned("vaa-name", 2, names=codes.VAA_NAME),
    ),
)

# ConfirmedServiceError: the service that failed, then ServiceError
CONFIRMED_SERVICE_ERROR = sent_by(
    "server",
    sequence(
        "confirmed-service-error",
        enumerated("service", codes.CONFIRMED_SERVICE, abbrev="confirmed_service"),
        ops.Op(ops.CHOICE, "service-error"),
    ),
)
for _code, (_name, _names) in codes.SERVICE_ERROR.items():
    _choice = CONFIRMED_SERVICE_ERROR.children[1]
    _choice.table[_code] = enumerated(_name, _names, abbrev="service_error." + _name.replace("-", "_"))
    _choice.tag_of[_name] = _code
