"""Which interface classes are for data sent unasked and data protected on the way: push and data protection?"""

from __future__ import annotations

from dissectors.cosem.enums import SECURITY_POLICY_V1, manufacturer_specific
from dissectors.cosem.structures import CAPTURE_OBJECT, RESTRICTION_ELEMENT, WINDOW
from dissectors.cosem.types import (
    DATE_TIME,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    OCTETS,
    SECONDS_16,
    SECONDS_32,
    STRUCTURE,
    UNSIGNED,
    Attributes,
    Methods,
    array,
    choice,
    declare,
    enumeration,
    octets,
    selected,
    structure,
    teaches,
)

PUSH_TRANSPORT_SERVICE = enumeration(
    "push_transport_service",
    {
        0: "TCP",
        1: "UDP",
        2: "FTP (reserved)",
        3: "SMTP (reserved)",
        4: "SMS",
        5: "HDLC",
        6: "M-Bus",
        7: "ZigBee (reserved)",
        8: "DLMS gateway",
        9: "CoAP reliable",
        10: "CoAP unreliable",
        **manufacturer_specific(200, 255),
    },
)
PUSH_MESSAGE_TYPE = enumeration(
    "push_message_type", {0: "A-XDR encoded xDLMS APDU", 1: "XML encoded xDLMS APDU", **manufacturer_specific(128, 255)}
)
PUSH_OPERATION_METHOD = enumeration(
    "push_operation_method",
    {
        0: "unconfirmed, retry on supporting-layer failure",
        1: "unconfirmed, retry on missing supporting-layer confirmation",
        2: "confirmed, retry on missing confirmation",
    },
)
PROTECTION_TYPE = enumeration(
    "protection_type",
    {0: "authentication", 1: "encryption", 2: "authentication and encryption", 3: "digital signature"},
)
KEY_INFO_TYPE = enumeration("key_info_type", {0: "identified_key", 1: "wrapped_key", 2: "agreed_key"})
IDENTIFIED_KEY_ID = enumeration(
    "identified_key_id", {0: "global unicast encryption key", 1: "global broadcast encryption key"}
)
KEK_ID = enumeration("kek_id", {0: "master key (KEK)"})
PUSH_OBJECT_V0 = structure(
    "push_object_v0",
    {"class_id": LONG_UNSIGNED, "logical_name": LOGICAL_NAME, "attribute_index": INTEGER, "data_index": LONG_UNSIGNED},
)
PUSH_OBJECT_V2 = structure(
    "push_object_v2",
    {
        "class_id": LONG_UNSIGNED,
        "logical_name": LOGICAL_NAME,
        "attribute_index": INTEGER,
        "data_index": LONG_UNSIGNED,
        "restriction": RESTRICTION_ELEMENT,
        "columns": array(CAPTURE_OBJECT),
    },
)
SEND_DESTINATION_AND_METHOD = structure(
    "send_destination_and_method",
    {"transport_service": PUSH_TRANSPORT_SERVICE, "destination": OCTETS, "message": PUSH_MESSAGE_TYPE},
)
REPETITION_DELAY = structure(
    "repetition_delay",
    {
        "repetition_delay_min": SECONDS_16,
        "repetition_delay_exponent": LONG_UNSIGNED,
        "repetition_delay_max": SECONDS_16,
    },
)
CONFIRMATION_PARAMETERS = structure(
    "confirmation_parameters", {"confirmation_start_date": DATE_TIME, "confirmation_interval": SECONDS_32}
)
IDENTIFIED_KEY = structure("identified_key", {"key_id": IDENTIFIED_KEY_ID})
WRAPPED_KEY = structure("wrapped_key", {"kek_id": KEK_ID, "key_ciphered_data": OCTETS})
AGREED_KEY = structure("agreed_key", {"key_parameters": OCTETS, "key_ciphered_data": OCTETS})
KEY_INFO = structure(
    "key_info_element",
    {
        "key_info_type": KEY_INFO_TYPE,
        "key_info_options": selected("key_info_type", {0: IDENTIFIED_KEY, 1: WRAPPED_KEY, 2: AGREED_KEY}),
    },
)
PROTECTION_OPTIONS = structure(
    "protection_options",
    {
        "transaction_id": OCTETS,
        "originator_system_title": octets(meaning="system-title"),
        "recipient_system_title": octets(meaning="system-title"),
        "other_information": OCTETS,
        "key_info": KEY_INFO,
    },
)
PROTECTION_PARAMETERS = structure(
    "protection_parameters_element", {"protection_type": PROTECTION_TYPE, "protection_options": PROTECTION_OPTIONS}
)
DATA_PROTECTION_OBJECT_V0 = structure(
    "data_protection_object_v0",
    {
        "class_id": LONG_UNSIGNED,
        "logical_name": LOGICAL_NAME,
        "attribute_index": INTEGER,
        "data_index": LONG_UNSIGNED,
        "restriction": RESTRICTION_ELEMENT,
    },
)
PUSH_OBJECT_V1 = structure(
    "push_object_v1",
    {
        "class_id": LONG_UNSIGNED,
        "logical_name": LOGICAL_NAME,
        "attribute_index": INTEGER,
        "data_index": LONG_UNSIGNED,
        "restriction": RESTRICTION_ELEMENT,
    },
)
PROTECTED_GET = structure(
    "get_protected_attributes_request",
    {"object_list": array(DATA_PROTECTION_OBJECT_V0), "get_protection_parameters": array(PROTECTION_PARAMETERS)},
)
PROTECTED_SET = structure(
    "set_protected_attributes_request",
    {
        "object_list": array(DATA_PROTECTION_OBJECT_V0),
        "set_protection_parameters": array(PROTECTION_PARAMETERS),
        "protected_attributes": OCTETS,
    },
)

_PUSH_SETUP_V0: Attributes = {
    "push_object_list": teaches("push_object_list", array(PUSH_OBJECT_V0)),
    "send_destination_and_method": SEND_DESTINATION_AND_METHOD,
    "communication_window": array(WINDOW),
    "randomisation_start_interval": SECONDS_16,
    "number_of_retries": UNSIGNED,
    "repetition_delay": LONG_UNSIGNED,
}
_PUSH_SETUP_V1: Attributes = {
    **_PUSH_SETUP_V0,
    "push_object_list": teaches("push_object_list", array(PUSH_OBJECT_V1)),
    "repetition_delay": choice(REPETITION_DELAY, LONG_UNSIGNED),  # meters of this version send either
    "port_reference": LOGICAL_NAME,
    "push_client_SAP": INTEGER,
    "push_protection_parameters": array(PROTECTION_PARAMETERS),
}
_PUSH_SETUP_V2: Attributes = {
    **_PUSH_SETUP_V1,
    "push_object_list": teaches("push_object_list", array(PUSH_OBJECT_V2)),
    "repetition_delay": REPETITION_DELAY,
    "push_operation_method": PUSH_OPERATION_METHOD,
    "confirmation_parameters": CONFIRMATION_PARAMETERS,
    "last_confirmation_date_time": DATE_TIME,
}
_PUSH_SETUP_METHODS_V2: Methods = {"push": INTEGER, "reset": INTEGER}

CLASSES = (
    declare(
        30,
        0,
        "Data protection",
        {
            "protection_buffer": OCTETS,
            "protection_object_list": array(DATA_PROTECTION_OBJECT_V0),
            "protection_parameters_get": array(PROTECTION_PARAMETERS),
            "protection_parameters_set": array(PROTECTION_PARAMETERS),
            "required_protection": SECURITY_POLICY_V1,
        },
        {
            "get_protected_attributes": PROTECTED_GET,
            "set_protected_attributes": PROTECTED_SET,
            "invoke_protected_method": STRUCTURE,
        },
    ),
    declare(40, 0, "Push setup", _PUSH_SETUP_V0, {"push": INTEGER}, methods_at=0x38),
    declare(40, 1, "Push setup", _PUSH_SETUP_V1, {"push": INTEGER}),
    declare(40, 2, "Push setup", _PUSH_SETUP_V2, _PUSH_SETUP_METHODS_V2),
    declare(40, 3, "Push setup", _PUSH_SETUP_V2, _PUSH_SETUP_METHODS_V2, verified=False),
)
