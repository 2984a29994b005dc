"""Which interface classes are for M-Bus, wired and wireless?"""

from __future__ import annotations

from dissectors.cosem.enums import BAUD_RATE
from dissectors.cosem.structures import CAPTURE_TIME, WINDOW
from dissectors.cosem.types import (
    ANY,
    DATE_TIME,
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    OCTETS,
    SECONDS_32,
    SECRET_OCTETS,
    UNSIGNED,
    Attributes,
    Methods,
    array,
    declare,
    enumeration,
    simple,
    structure,
)

MBUS_ADDRESS_STATE = enumeration("mbus_address_state", {0: "not assigned", 1: "assigned (by installation)"})
MBUS_ENCRYPTION_KEY_STATUS = enumeration(
    "mbus_encryption_key_status",
    {
        0: "no encryption key",
        1: "encryption key set",
        2: "encryption key transferred",
        3: "encryption key set and transferred",
        4: "encryption key in use",
    },
)
MBUS_PORT_COMM_STATUS = enumeration(
    "mbus_port_comm_status", {0: "no access", 1: "temporary no access", 2: "limited access", 3: "unlimited access"}
)
MBUS_DATA_HEADER_TYPE = enumeration("mbus_data_header_type", {0: "no header", 1: "short header", 2: "long header"})
MBUS_LINK_STATUS = enumeration(
    "mbus_link_status",
    {
        0: "data never received",
        1: "normal operation",
        2: "link temporarily interrupted",
        3: "link permanently interrupted",
    },
)
MANUFACTURER = simple("long-unsigned", meaning="mbus-manufacturer")
DEVICE_TYPE = simple("unsigned", meaning="mbus-device-type")
IDENTIFICATION_NUMBER = simple("double-long-unsigned", meaning="mbus-identification-number")
MBUS_CAPTURE_DEFINITION = structure(
    "mbus_capture_definition_element", {"data_information_block": OCTETS, "value_information_block": OCTETS}
)
MBUS_DATA_SEND = structure(
    "mbus_data_send_element", {"data_information_block": OCTETS, "value_information_block": OCTETS, "data": ANY}
)
MBUS_BROADCAST_COUNTER = structure(
    "mbus_broadcast_counter", {"client_id": UNSIGNED, "counter": DOUBLE_LONG_UNSIGNED, "time_stamp": DATE_TIME}
)


_M_BUS_CLIENT_V0: Attributes = {
    "mbus_port_reference": LOGICAL_NAME,
    "capture_definition": array(MBUS_CAPTURE_DEFINITION),
    "capture_period": SECONDS_32,
    "primary_address": UNSIGNED,
    "identification_number": IDENTIFICATION_NUMBER,
    "manufacturer_id": MANUFACTURER,
    "version": UNSIGNED,
    "device_type": DEVICE_TYPE,
    "access_number": UNSIGNED,
    "status": UNSIGNED,
    "alarm": UNSIGNED,
}
_M_BUS_CLIENT_METHODS_V0: Methods = {
    "slave_install": UNSIGNED,
    "slave_deinstall": INTEGER,
    "capture": INTEGER,
    "reset_alarm": INTEGER,
    "synchronize_clock": INTEGER,
    "data_send": array(MBUS_DATA_SEND),
    "set_encryption_key": SECRET_OCTETS,
    "transfer_key": OCTETS,
}
_M_BUS_CLIENT_V1: Attributes = {
    **_M_BUS_CLIENT_V0,
    "configuration": LONG_UNSIGNED,
    "encryption_key_status": MBUS_ENCRYPTION_KEY_STATUS,
}
_WIRELESS_MODE_Q_CHANNEL_V0: Attributes = {
    "addr_state": MBUS_ADDRESS_STATE,
    "device_address": OCTETS,
    "address_mask": OCTETS,
}

CLASSES = (
    declare(
        25,
        0,
        "M-Bus slave port setup",
        {"default_baud": BAUD_RATE, "avail_baud": BAUD_RATE, "addr_state": MBUS_ADDRESS_STATE, "bus_address": UNSIGNED},
    ),
    declare(72, 0, "M-Bus client", _M_BUS_CLIENT_V0, _M_BUS_CLIENT_METHODS_V0, methods_at=0x60),
    declare(72, 1, "M-Bus client", _M_BUS_CLIENT_V1, _M_BUS_CLIENT_METHODS_V0, methods_at=0x70),
    declare(73, 0, "Wireless Mode Q channel", _WIRELESS_MODE_Q_CHANNEL_V0, verified=False),
    declare(73, 1, "Wireless Mode Q channel", _WIRELESS_MODE_Q_CHANNEL_V0),
    declare(74, 0, "M-Bus master port setup", {"comm_speed": BAUD_RATE}),
    declare(
        76,
        0,
        "DLMS server M-Bus port setup",
        {
            "M-Bus_profile_selection": LOGICAL_NAME,
            "M-Bus_port_communication_status": MBUS_PORT_COMM_STATUS,
            "M-Bus_Data_Header_Type": MBUS_DATA_HEADER_TYPE,
            "primary_address": UNSIGNED,
            "identification_number": IDENTIFICATION_NUMBER,
            "manufacturer_id": MANUFACTURER,
            "version": UNSIGNED,
            "device_type": DEVICE_TYPE,
            "max_pdu_size": LONG_UNSIGNED,
            "listening_window": array(WINDOW),
        },
    ),
    declare(
        77,
        0,
        "M-Bus diagnostic",
        {
            "received_signal_strength": UNSIGNED,
            "channel_id": UNSIGNED,
            "link_status": MBUS_LINK_STATUS,
            "broadcast_frames_counter": array(MBUS_BROADCAST_COUNTER),
            "transmissions_counter": DOUBLE_LONG_UNSIGNED,
            "FCS_OK_frames_counter": DOUBLE_LONG_UNSIGNED,
            "FCS_NOK_frames_counter": DOUBLE_LONG_UNSIGNED,
            "capture_time": CAPTURE_TIME,
        },
        {"reset": INTEGER},
    ),
)
