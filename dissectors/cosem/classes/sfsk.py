"""Which interface classes are for S-FSK PLC and the LLC layers?"""

from __future__ import annotations

from dissectors.cosem.types import (
    BOOLEAN,
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LONG_UNSIGNED,
    MINUTES_16,
    OCTETS,
    SECONDS_16,
    UNSIGNED,
    Attributes,
    array,
    declare,
    enumeration,
    octets,
    structure,
)

SFSK_INITIATOR_ELECTRICAL_PHASE = enumeration(
    "sfsk_initiator_electrical_phase", {0: "not defined", 1: "phase 1", 2: "phase 2", 3: "phase 3"}
)
SFSK_DELTA_ELECTRICAL_PHASE = enumeration(
    "sfsk_delta_electrical_phase",
    {0: "not defined", 1: "same phase", 2: "+60 deg", 3: "+120 deg", 4: "180 deg", 5: "-120 deg", 6: "-60 deg"},
)
SFSK_REPEATER = enumeration("sfsk_repeater", {0: "never repeater", 1: "always repeater", 2: "dynamic repeater"})
SFSK_TRANSMISSION_SPEED = enumeration(
    "sfsk_transmission_speed",
    {0: "300 bit/s", 1: "600 bit/s", 2: "1200 bit/s", 3: "2400 bit/s", 4: "4800 bit/s", 5: "7200 bit/s"},
)
SFSK_FREQUENCIES = structure(
    "sfsk_frequencies", {"mark_frequency": DOUBLE_LONG_UNSIGNED, "space_frequency": DOUBLE_LONG_UNSIGNED}
)
ACTIVE_INITIATOR = structure(
    "active_initiator",
    {"system_title": octets(meaning="system-title"), "MAC_address": LONG_UNSIGNED, "L_SAP_selector": UNSIGNED},
)
SFSK_SYNC_REGISTER = structure(
    "sfsk_sync_register", {"mac_address": LONG_UNSIGNED, "synchronization_count": DOUBLE_LONG_UNSIGNED}
)
SFSK_DESYNC_LISTING = structure(
    "sfsk_desync_listing",
    {
        "physical_layer_desynchronization": DOUBLE_LONG_UNSIGNED,
        "time_out_not_addressed_desynchronization": DOUBLE_LONG_UNSIGNED,
        "timeout_frame_not_OK_desynchronization": DOUBLE_LONG_UNSIGNED,
        "write_request_desynchronization": DOUBLE_LONG_UNSIGNED,
        "wrong_initiator_desynchronization": DOUBLE_LONG_UNSIGNED,
    },
)
SFSK_BROADCAST_COUNTER = structure(
    "sfsk_broadcast_counter", {"source_mac_address": LONG_UNSIGNED, "broadcast_frames_counter": DOUBLE_LONG_UNSIGNED}
)
REPLY_STATUS = structure("reply_status_element", {"L_SAP_selector": UNSIGNED, "length_of_waiting_L_SDU": UNSIGNED})
INITIATOR_ADDRESS = structure(
    "initiator_address", {"system_title": octets(meaning="system-title"), "MAC_address": LONG_UNSIGNED}
)

_S_FSK_PHY_MAC_SET_UP_V0: Attributes = {
    "initiator_electrical_phase": SFSK_INITIATOR_ELECTRICAL_PHASE,
    "delta_electrical_phase": SFSK_DELTA_ELECTRICAL_PHASE,
    "max_receiving_gain": UNSIGNED,
    "max_transmitting_gain": UNSIGNED,
    "search_initiator_threshold": UNSIGNED,
    "frequencies": SFSK_FREQUENCIES,
    "mac_address": LONG_UNSIGNED,
    "mac_group_addresses": array(LONG_UNSIGNED),
    "repeater": SFSK_REPEATER,
    "repeater_status": BOOLEAN,
    "min_delta_credit": UNSIGNED,
    "initiator_mac_address": LONG_UNSIGNED,
    "synchronization_locked": BOOLEAN,
}
_S_FSK_PHY_MAC_SET_UP_V1: Attributes = {**_S_FSK_PHY_MAC_SET_UP_V0, "transmission_speed": SFSK_TRANSMISSION_SPEED}
_IEC_LLC_SETUP_V0: Attributes = {
    "max_frame_length": UNSIGNED,
    "reply_status_list": array(REPLY_STATUS),
    "broadcast_list": array(UNSIGNED),
    "L_SAP_list": array(UNSIGNED),
}

CLASSES = (
    declare(50, 0, "S-FSK Phy&MAC set-up", _S_FSK_PHY_MAC_SET_UP_V0),
    declare(50, 1, "S-FSK Phy&MAC set-up", _S_FSK_PHY_MAC_SET_UP_V1),
    declare(
        51,
        0,
        "S-FSK Active initiator",
        {"active_initiator": ACTIVE_INITIATOR},
        {"reset_NEW_not_synchronized": INITIATOR_ADDRESS},
    ),
    declare(
        52,
        0,
        "S-FSK MAC synchronization timeouts",
        {
            "search_initiator_timeout": SECONDS_16,
            "synchronization_confirmation_timeout": SECONDS_16,
            "time_out_not_addressed": MINUTES_16,
            "time_out_frame_not_OK": SECONDS_16,
        },
    ),
    declare(
        53,
        0,
        "S-FSK MAC counters",
        {
            "synchronization_register": array(SFSK_SYNC_REGISTER),
            "desynchronization_listing": SFSK_DESYNC_LISTING,
            "broadcast_frames_counter": array(SFSK_BROADCAST_COUNTER),
            "repetitions_counter": DOUBLE_LONG_UNSIGNED,
            "transmissions_counter": DOUBLE_LONG_UNSIGNED,
            "CRC_OK_frames_counter": DOUBLE_LONG_UNSIGNED,
            "CRC_NOK_frames_counter": DOUBLE_LONG_UNSIGNED,
        },
        {"reset": INTEGER},
    ),
    declare(55, 0, "IEC 61334-4-32 LLC setup", _IEC_LLC_SETUP_V0, verified=False),
    declare(
        55, 1, "IEC 61334-4-32 LLC setup", {"max_frame_length": UNSIGNED, "reply_status_list": array(REPLY_STATUS)}
    ),
    declare(56, 0, "S-FSK Reporting system list", {"reporting_system_list": array(OCTETS)}),
    declare(57, 0, "ISO/IEC 8802-2 LLC Type 1 setup", {"max_octets_ui_pdu": LONG_UNSIGNED}),
    declare(
        58,
        0,
        "ISO/IEC 8802-2 LLC Type 2 setup",
        {
            "transmit_window_size_k": UNSIGNED,
            "receive_window_size_rw": UNSIGNED,
            "max_octets_i_pdu_n1": LONG_UNSIGNED,
            "max_number_transmissions_n2": UNSIGNED,
            "acknowledgement_timer": LONG_UNSIGNED,
            "p_bit_timer": LONG_UNSIGNED,
            "reject_timer": LONG_UNSIGNED,
            "busy_state_timer": LONG_UNSIGNED,
        },
    ),
    declare(
        59,
        0,
        "ISO/IEC 8802-2 LLC Type 3 setup",
        {
            "max_octets_acn_pdu_n3": LONG_UNSIGNED,
            "max_number_transmissions_n4": UNSIGNED,
            "acknowledgement_time_t1": LONG_UNSIGNED,
            "receive_lifetime_var_t2": LONG_UNSIGNED,
            "transmit_lifetime_var_t3": LONG_UNSIGNED,
        },
    ),
)
