"""Which interface classes are for local ports, HDLC, twisted pair and modems?"""

from __future__ import annotations

from dissectors.cosem.enums import BAUD_RATE, manufacturer_specific
from dissectors.cosem.structures import WINDOW
from dissectors.cosem.types import (
    ENUM,
    INTEGER,
    LONG_UNSIGNED,
    MILLISECONDS_16,
    OCTETS,
    SECONDS_16,
    SECRET_OCTETS,
    UNSIGNED,
    Attributes,
    array,
    declare,
    enumeration,
    structure,
)

LOCAL_PORT_MODE = enumeration(
    "local_port_mode",
    {
        0: "protocol according to IEC 62056-21 (modes A..E)",
        1: "HDLC (IEC 62056-46)",
        2: "protocol not specified (other attributes not used)",
    },
)
LOCAL_PORT_RESPONSE_TIME = enumeration("local_port_response_time", {0: "20 ms", 1: "200 ms"})
TWISTED_PAIR_MODE = enumeration("twisted_pair_mode", {0: "inactive (frames ignored)", 1: "active"})
AUTO_ANSWER_MODE = enumeration(
    "auto_answer_mode",
    {
        0: "line dedicated to the device",
        1: "shared line, limited number of calls",
        2: "shared line, limited number of successful calls",
        3: "currently no modem connected",
        **manufacturer_specific(200, 255),
    },
)
AUTO_ANSWER_STATUS = enumeration(
    "auto_answer_status",
    {0: "inactive", 1: "active (waiting for call/message)", 2: "locked (max number of calls reached)"},
)
CALL_TYPE = enumeration("call_type", {0: "normal CSD call", 1: "wake-up request"})
AUTO_CONNECT_MODE = enumeration(
    "auto_connect_mode",
    {
        0: "no auto connect",
        1: "auto dialling allowed any time",
        2: "auto dialling allowed within calling window",
        3: "regular dialling within window + alarm any time",
        4: "SMS via PLMN",
        5: "SMS via PSTN",
        6: "email",
        101: "permanently connected (PDP context)",
        102: "permanently connected within calling window, disconnected outside",
        103: "connect on invocation of connect method",
        104: "connect on invocation, disconnect on request/timeouts",
        **manufacturer_specific(200, 255),
    },
)
MODEM_INITIALISATION = structure(
    "modem_initialisation", {"request": OCTETS, "response": OCTETS, "delay_after_response": MILLISECONDS_16}
)
CALLER = structure("caller", {"caller_id": OCTETS, "call_type": CALL_TYPE})
LISTENING_WINDOW_RINGS = structure(
    "listening_window_rings", {"nr_rings_in_window": UNSIGNED, "nr_rings_out_of_window": UNSIGNED}
)
MODEM_INITIALISATION_V0 = structure("modem_initialisation_v0", {"request": OCTETS, "response": OCTETS})


_IEC_LOCAL_PORT_SETUP_V0: Attributes = {
    "default_mode": LOCAL_PORT_MODE,
    "default_baud": BAUD_RATE,
    "prop_baud": BAUD_RATE,
    "response_time": LOCAL_PORT_RESPONSE_TIME,
    "device_addr": OCTETS,
    "pass_p1": SECRET_OCTETS,
    "pass_p2": SECRET_OCTETS,
    "pass_w5": SECRET_OCTETS,
}
_IEC_HDLC_SETUP_V0: Attributes = {
    "comm_speed": BAUD_RATE,
    "window_size_transmit": UNSIGNED,
    "window_size_receive": UNSIGNED,
    "max_info_field_length_transmit": UNSIGNED,
    "max_info_field_length_receive": UNSIGNED,
    "inter_octet_time_out": MILLISECONDS_16,
    "inactivity_time_out": SECONDS_16,
    "device_address": LONG_UNSIGNED,
}
_IEC_HDLC_SETUP_V1: Attributes = {
    **_IEC_HDLC_SETUP_V0,
    "max_info_field_length_transmit": LONG_UNSIGNED,
    "max_info_field_length_receive": LONG_UNSIGNED,
}
_IEC_TWISTED_PAIR_SETUP_V0: Attributes = {
    "secondary_address": OCTETS,
    "primary_address_list": array(UNSIGNED),
    "tabi_list": array(INTEGER),
    "fatal_error": ENUM,
}
_IEC_TWISTED_PAIR_SETUP_V1: Attributes = {
    "mode": TWISTED_PAIR_MODE,
    "speed": BAUD_RATE,
    "primary_address_list": array(UNSIGNED),
    "tabi_list": array(INTEGER),
}
_PSTN_MODEM_CONFIGURATION_V0: Attributes = {
    "comm_speed": BAUD_RATE,
    "initialization_string": array(MODEM_INITIALISATION_V0),
    "modem_profile": array(OCTETS),
}
_MODEM_CONFIGURATION_V1: Attributes = {
    **_PSTN_MODEM_CONFIGURATION_V0,
    "initialization_string": array(MODEM_INITIALISATION),
}
_PSTN_AUTO_ANSWER_V0: Attributes = {
    "mode": AUTO_ANSWER_MODE,
    "listening_window": array(WINDOW),
    "status": AUTO_ANSWER_STATUS,
    "number_of_calls": UNSIGNED,
    "number_of_rings": LISTENING_WINDOW_RINGS,
}
_AUTO_ANSWER_V2: Attributes = {**_PSTN_AUTO_ANSWER_V0, "list_of_allowed_callers": array(CALLER)}
_PSTN_AUTO_DIAL_V0: Attributes = {
    "mode": AUTO_CONNECT_MODE,
    "repetitions": UNSIGNED,
    "repetition_delay": SECONDS_16,
    "calling_window": array(WINDOW),
    "phone_list": array(OCTETS),
}
_AUTO_CONNECT_V1: Attributes = {
    "mode": AUTO_CONNECT_MODE,
    "repetitions": UNSIGNED,
    "repetition_delay": SECONDS_16,
    "calling_window": array(WINDOW),
    "destination_list": array(OCTETS),
}

CLASSES = (
    declare(19, 0, "IEC local port setup", _IEC_LOCAL_PORT_SETUP_V0),
    declare(19, 1, "IEC local port setup", _IEC_LOCAL_PORT_SETUP_V0),
    declare(23, 0, "IEC HDLC setup", _IEC_HDLC_SETUP_V0),
    declare(23, 1, "IEC HDLC setup", _IEC_HDLC_SETUP_V1),
    declare(24, 0, "IEC twisted pair (1) setup", _IEC_TWISTED_PAIR_SETUP_V0, verified=False),
    declare(24, 1, "IEC twisted pair (1) setup", _IEC_TWISTED_PAIR_SETUP_V1),
    declare(27, 0, "PSTN modem configuration", _PSTN_MODEM_CONFIGURATION_V0),
    declare(27, 1, "Modem configuration", _MODEM_CONFIGURATION_V1),
    declare(28, 0, "PSTN auto answer", _PSTN_AUTO_ANSWER_V0),
    declare(28, 2, "Auto answer", _AUTO_ANSWER_V2),
    declare(29, 0, "PSTN auto dial", _PSTN_AUTO_DIAL_V0),
    declare(29, 1, "Auto connect", _AUTO_CONNECT_V1),
    declare(29, 2, "Auto connect", _AUTO_CONNECT_V1, {"connect": INTEGER}),
)
