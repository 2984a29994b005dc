"""Which interface classes are for supply control, limits, images and functions?"""

from __future__ import annotations

from dissectors.cosem.structures import ACTION_ITEM, OBJECT_DEFINITION, VALUE_DEFINITION
from dissectors.cosem.types import (
    ANY,
    BIT_STRING,
    BOOLEAN,
    DATE_TIME_OCTETS,
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LONG_UNSIGNED,
    OCTETS,
    SECONDS_32,
    STRUCTURE,
    UNSIGNED,
    Attributes,
    Methods,
    array,
    declare,
    enumeration,
    structure,
)

IMAGE_TRANSFER_STATUS = enumeration(
    "image_transfer_status",
    {
        0: "image transfer not initiated",
        1: "image transfer initiated",
        2: "image verification initiated",
        3: "image verification successful",
        4: "image verification failed",
        5: "image activation initiated",
        6: "image activation successful",
        7: "image activation failed",
    },
)
CONTROL_STATE = enumeration("control_state", {0: "disconnected", 1: "connected", 2: "ready for reconnection"})
CONTROL_MODE = enumeration(
    "control_mode",
    {
        0: "none, always connected",
        1: "disconnect remote(b,c) manual(f) local(g) / reconnect remote(d) manual(e)",
        2: "disconnect remote(b,c) manual(f) local(g) / reconnect remote(a) manual(e)",
        3: "disconnect remote(b,c) local(g) / reconnect remote(d) manual(e)",
        4: "disconnect remote(b,c) local(g) / reconnect remote(a) manual(e)",
        5: "disconnect remote(b,c) manual(f) local(g) / reconnect remote(d) manual(e) local(h)",
        6: "disconnect remote(b,c) local(g) / reconnect remote(d) manual(e) local(h)",
        7: "v1: disconnect remote(b,c) local(g) / reconnect remote(a) manual(e) local(h)",
    },
)
IMAGE_TO_ACTIVATE_INFO = structure(
    "image_to_activate_info_element",
    {
        "image_to_activate_size": DOUBLE_LONG_UNSIGNED,
        "image_to_activate_identification": OCTETS,
        "image_to_activate_signature": OCTETS,
    },
)
IMAGE_TRANSFER_INITIATE = structure(
    "image_transfer_initiate", {"image_identifier": OCTETS, "image_size": DOUBLE_LONG_UNSIGNED}
)
IMAGE_BLOCK_TRANSFER = structure(
    "image_block_transfer", {"image_block_number": DOUBLE_LONG_UNSIGNED, "image_block_value": OCTETS}
)
EMERGENCY_PROFILE = structure(
    "emergency_profile",
    {
        "emergency_profile_id": LONG_UNSIGNED,
        "emergency_activation_time": DATE_TIME_OCTETS,
        "emergency_duration": SECONDS_32,
    },
)
LIMITER_ACTIONS = structure(
    "limiter_actions", {"action_over_threshold": ACTION_ITEM, "action_under_threshold": ACTION_ITEM}
)
FUNCTION_STATUS = structure("function_status", {"function_name": OCTETS, "function_status": BOOLEAN})
FUNCTION_DEFINITION = structure(
    "function_definition", {"function_name": OCTETS, "function_specifications": array(OBJECT_DEFINITION)}
)
ARRAY_MANAGER_OBJECT = structure(
    "array_manager_object", {"array_object_id": UNSIGNED, "target_object": VALUE_DEFINITION}
)
ENTRY_RANGE = structure("retrieve_entries_request", {"array_object_id": UNSIGNED, "from": ANY, "to": ANY})

_DISCONNECT_CONTROL_V0: Attributes = {
    "output_state": BOOLEAN,
    "control_state": CONTROL_STATE,
    "control_mode": CONTROL_MODE,
}
_DISCONNECT_CONTROL_METHODS_V0: Methods = {"remote_disconnect": INTEGER, "remote_reconnect": INTEGER}

CLASSES = (
    declare(
        18,
        0,
        "Image transfer",
        {
            "image_block_size": DOUBLE_LONG_UNSIGNED,
            "image_transferred_blocks_status": BIT_STRING,
            "image_first_not_transferred_block_number": DOUBLE_LONG_UNSIGNED,
            "image_transfer_enabled": BOOLEAN,
            "image_transfer_status": IMAGE_TRANSFER_STATUS,
            "image_to_activate_info": array(IMAGE_TO_ACTIVATE_INFO),
        },
        {
            "image_transfer_initiate": IMAGE_TRANSFER_INITIATE,
            "image_block_transfer": IMAGE_BLOCK_TRANSFER,
            "image_verify": INTEGER,
            "image_activate": INTEGER,
        },
        methods_at=0x40,
    ),
    declare(70, 0, "Disconnect control", _DISCONNECT_CONTROL_V0, _DISCONNECT_CONTROL_METHODS_V0, methods_at=0x20),
    declare(
        70,
        1,
        "Disconnect control",
        _DISCONNECT_CONTROL_V0,
        _DISCONNECT_CONTROL_METHODS_V0,
        methods_at=0x20,
        verified=False,
    ),
    declare(
        71,
        0,
        "Limiter",
        {
            "monitored_value": VALUE_DEFINITION,
            "threshold_active": ANY,
            "threshold_normal": ANY,
            "threshold_emergency": ANY,
            "min_over_threshold_duration": SECONDS_32,
            "min_under_threshold_duration": SECONDS_32,
            "emergency_profile": EMERGENCY_PROFILE,
            "emergency_profile_group_id_list": array(LONG_UNSIGNED),
            "emergency_profile_active": BOOLEAN,
            "actions": LIMITER_ACTIONS,
        },
    ),
    declare(
        122,
        0,
        "Function control",
        {"activation_status": array(FUNCTION_STATUS), "function_list": array(FUNCTION_DEFINITION)},
        {"set_function_status": array(FUNCTION_STATUS), "add_function": FUNCTION_DEFINITION, "remove_function": OCTETS},
    ),
    declare(
        123,
        0,
        "Array manager",
        {"array_object_list": array(ARRAY_MANAGER_OBJECT)},
        {
            "retrieve_number_of_entries": UNSIGNED,
            "retrieve_entries": ENTRY_RANGE,
            "insert_entry": STRUCTURE,
            "update_entry": STRUCTURE,
            "remove_entries": STRUCTURE,
        },
    ),
)
