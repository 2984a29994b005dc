"""Which interface classes are for G3-PLC?"""

from __future__ import annotations

from dissectors.cosem.types import (
    BIT_STRING,
    BOOLEAN,
    DOUBLE_LONG_UNSIGNED,
    ENUM,
    INTEGER,
    LONG_UNSIGNED,
    OCTETS,
    SECRET,
    UNSIGNED,
    Attributes,
    array,
    declare,
    enumeration,
    octets,
    simple,
    structure,
)

G3_MODULATION = enumeration(
    "g3_modulation", {0: "robust mode", 1: "DBPSK/BPSK", 2: "DQPSK/QPSK", 3: "D8PSK/8PSK", 4: "16-QAM"}
)
G3_DEVICE_TYPE = enumeration("g3_device_type", {0: "PAN device", 1: "PAN coordinator", 2: "not defined"})
G3_KEY_ENTRY = structure("g3_key_entry", {"key_id": UNSIGNED, "key": octets(16, SECRET)})
G3_NEIGHBOUR_V1 = structure(
    "g3_neighbour_v1",
    {
        "short_address": LONG_UNSIGNED,
        "payload_modulation_scheme": BOOLEAN,
        "tone_map": BIT_STRING,
        "modulation": G3_MODULATION,
        "tx_gain": INTEGER,
        "tx_res": ENUM,
        "tx_coeff": BIT_STRING,
        "lqi": UNSIGNED,
        "phase_differential": INTEGER,
        "TMR_valid_time": UNSIGNED,
        "neighbour_valid_time": UNSIGNED,
    },
)
G3_POS_ENTRY = structure("g3_pos_entry", {"short_address": LONG_UNSIGNED, "LQI": UNSIGNED, "POS_valid_time": UNSIGNED})
G3_ROUTING_CONFIGURATION = structure(
    "g3_routing_configuration",
    {
        "adp_net_traversal_time": UNSIGNED,
        "adp_routing_table_entry_TTL": LONG_UNSIGNED,
        "adp_Kr": UNSIGNED,
        "adp_Km": UNSIGNED,
        "adp_Kc": UNSIGNED,
        "adp_Kq": UNSIGNED,
        "adp_Kh": UNSIGNED,
        "adp_Krt": UNSIGNED,
        "adp_RREQ_retries": UNSIGNED,
        "adp_RREQ_RERR_wait": UNSIGNED,
        "adp_blacklist_table_entry_TTL": LONG_UNSIGNED,
        "adp_unicast_RREQ_gen_enable": BOOLEAN,
        "adp_RLC_enabled": BOOLEAN,
        "adp_add_rev_link_cost": UNSIGNED,
    },
)
G3_ROUTING_TABLE_ENTRY = structure(
    "g3_routing_table_entry",
    {
        "destination_address": LONG_UNSIGNED,
        "next_hop_address": LONG_UNSIGNED,
        "route_cost": LONG_UNSIGNED,
        "hop_count": UNSIGNED,
        "weak_link_count": UNSIGNED,
        "valid_time": LONG_UNSIGNED,
    },
)
G3_CONTEXT_INFORMATION = structure(
    "g3_context_information",
    {
        "CID": simple("bit-string", size=4),
        "context_length": UNSIGNED,
        "context": OCTETS,
        "c": BOOLEAN,
        "valid_lifetime": LONG_UNSIGNED,
    },
)
G3_BLACKLISTED = structure(
    "g3_blacklisted", {"blacklisted_neighbour_address": LONG_UNSIGNED, "valid_time": LONG_UNSIGNED}
)
G3_BROADCAST_LOG = structure(
    "g3_broadcast_log", {"source_address": LONG_UNSIGNED, "sequence_number": UNSIGNED, "valid_time": LONG_UNSIGNED}
)


_G3_PLC_MAC_COUNTERS_V0: Attributes = {
    "mac_Tx_data_packet_count": DOUBLE_LONG_UNSIGNED,
    "mac_Rx_data_packet_count": DOUBLE_LONG_UNSIGNED,
    "mac_Tx_cmd_packet_count": DOUBLE_LONG_UNSIGNED,
    "mac_Rx_cmd_packet_count": DOUBLE_LONG_UNSIGNED,
    "mac_CSMA_fail_count": DOUBLE_LONG_UNSIGNED,
    "mac_CSMA_no_ACK_count": DOUBLE_LONG_UNSIGNED,
    "mac_bad_CRC_count": DOUBLE_LONG_UNSIGNED,
    "mac_Tx_data_broadcast_count": DOUBLE_LONG_UNSIGNED,
    "mac_Rx_data_broadcast_count": DOUBLE_LONG_UNSIGNED,
}
_G3_PLC_MAC_SETUP_V0: Attributes = {
    "mac_short_address": LONG_UNSIGNED,
    "mac_RC_coord": LONG_UNSIGNED,
    "mac_PAN_id": LONG_UNSIGNED,
    "mac_key_table": array(G3_KEY_ENTRY),
    "mac_frame_counter": DOUBLE_LONG_UNSIGNED,
    "mac_tone_mask": BIT_STRING,
}
_G3_PLC_MAC_SETUP_V1: Attributes = {
    **_G3_PLC_MAC_SETUP_V0,
    "mac_TMR_TTL": UNSIGNED,
    "mac_max_frame_retries": UNSIGNED,
    "mac_neighbour_table_entry_TTL": UNSIGNED,
    "mac_neighbour_table": array(G3_NEIGHBOUR_V1),
    "mac_high_priority_window_size": UNSIGNED,
    "mac_CSMA_fairness_limit": UNSIGNED,
    "mac_beacon_randomization_window_length": UNSIGNED,
    "mac_A": UNSIGNED,
    "mac_K": UNSIGNED,
    "mac_min_CW_attempts": UNSIGNED,
    "mac_cenelec_legacy_mode": UNSIGNED,
    "mac_FCC_legacy_mode": UNSIGNED,
    "mac_max_BE": UNSIGNED,
    "mac_max_CSMA_backoffs": UNSIGNED,
    "mac_min_BE": UNSIGNED,
}
_G3_PLC_MAC_SETUP_V2: Attributes = {
    **_G3_PLC_MAC_SETUP_V1,
    "mac_broadcast_max_CW_enabled": BOOLEAN,
    "mac_transmit_atten": UNSIGNED,
    "mac_POS_table": array(G3_POS_ENTRY),
}
_G3_PLC_MAC_SETUP_V3: Attributes = {**_G3_PLC_MAC_SETUP_V2, "mac_duplicate_detection_TTL": UNSIGNED}
_G3_PLC_ADAPTATION_SETUP_V0: Attributes = {
    "adp_max_hops": UNSIGNED,
    "adp_weak_LQI_value": UNSIGNED,
    "adp_security_level": UNSIGNED,
    "adp_prefix_table": array(OCTETS),
    "adp_routing_configuration": array(G3_ROUTING_CONFIGURATION),
    "adp_broadcast_log_table_entry_TTL": LONG_UNSIGNED,
    "adp_routing_table": array(G3_ROUTING_TABLE_ENTRY),
    "adp_context_information_table": array(G3_CONTEXT_INFORMATION),
    "adp_blacklist_table": array(G3_BLACKLISTED),
    "adp_broadcast_log_table": array(G3_BROADCAST_LOG),
    "adp_group_table": array(LONG_UNSIGNED),
    "adp_max_join_wait_time": LONG_UNSIGNED,
    "adp_path_discovery_time": UNSIGNED,
    "adp_active_key_index": UNSIGNED,
    "adp_metric_type": UNSIGNED,
}
_G3_PLC_ADAPTATION_SETUP_V1: Attributes = {
    **_G3_PLC_ADAPTATION_SETUP_V0,
    "adp_coord_short_address": LONG_UNSIGNED,
    "adp_disable_default_routing": BOOLEAN,
    "adp_device_type": G3_DEVICE_TYPE,
}
_G3_PLC_ADAPTATION_SETUP_V2: Attributes = {
    **_G3_PLC_ADAPTATION_SETUP_V1,
    "adp_default_coord_route_enabled": BOOLEAN,
    "adp_destination_address_set": array(LONG_UNSIGNED),
}
_G3_PLC_ADAPTATION_SETUP_V3: Attributes = {
    **_G3_PLC_ADAPTATION_SETUP_V2,
    "adp_low_LQI": UNSIGNED,
    "adp_high_LQI": UNSIGNED,
}

CLASSES = (
    declare(90, 0, "G3-PLC MAC layer counters", _G3_PLC_MAC_COUNTERS_V0, {"reset": INTEGER}),
    declare(90, 1, "G3-PLC MAC layer counters", _G3_PLC_MAC_COUNTERS_V0, {"reset": INTEGER}),
    declare(91, 0, "G3-PLC MAC setup", _G3_PLC_MAC_SETUP_V0, verified=False),
    declare(91, 1, "G3-PLC MAC setup", _G3_PLC_MAC_SETUP_V1, {"mac_get_neighbour_table_entry": LONG_UNSIGNED}),
    declare(91, 2, "G3-PLC MAC setup", _G3_PLC_MAC_SETUP_V2, {"mac_get_neighbour_table_entry": LONG_UNSIGNED}),
    declare(
        91,
        3,
        "G3-PLC MAC setup",
        _G3_PLC_MAC_SETUP_V3,
        {"mac_get_neighbour_table_entry": LONG_UNSIGNED, "mac_get_POS_table_entry": LONG_UNSIGNED},
    ),
    declare(92, 0, "G3-PLC 6LoWPAN adaptation layer setup", _G3_PLC_ADAPTATION_SETUP_V0),
    declare(92, 1, "G3-PLC 6LoWPAN adaptation layer setup", _G3_PLC_ADAPTATION_SETUP_V1),
    declare(92, 2, "G3-PLC 6LoWPAN adaptation layer setup", _G3_PLC_ADAPTATION_SETUP_V2),
    declare(92, 3, "G3-PLC 6LoWPAN adaptation layer setup", _G3_PLC_ADAPTATION_SETUP_V3),
    declare(160, 0, "G3-PLC Hybrid RF MAC layer counters", verified=False),
    declare(161, 0, "G3-PLC Hybrid RF MAC setup", verified=False),
    declare(162, 0, "G3-PLC Hybrid 6LoWPAN adaptation layer setup", verified=False),
)
