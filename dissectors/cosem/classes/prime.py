"""Which interface classes are for PRIME PLC?"""

from __future__ import annotations

from dissectors.cosem.types import (
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LONG,
    LONG_UNSIGNED,
    OCTETS,
    UNSIGNED,
    array,
    declare,
    enumeration,
    octets,
    structure,
)

PRIME_MAC_STATE = enumeration("prime_mac_state", {0: "disconnected", 1: "terminal", 2: "switch", 3: "base"})
PRIME_MULTICAST_ENTRY = structure("prime_multicast_entry", {"mcast_entry_LCID": INTEGER, "mcast_entry_members": LONG})
PRIME_DIRECT_ENTRY = structure(
    "prime_direct_entry",
    {
        "dconn_entry_src_SID": LONG,
        "dconn_entry_src_LNID": LONG,
        "dconn_entry_src_LCID": LONG,
        "dconn_entry_dst_SID": LONG,
        "dconn_entry_dst_LNID": LONG,
        "dconn_entry_dst_LCID": LONG,
        "dconn_entry_DID": octets(meaning="mac"),
    },
)
PRIME_AVAIL_SWITCH = structure(
    "prime_avail_switch",
    {
        "slist_entry_SNA": octets(meaning="mac"),
        "slist_entry_LSID": LONG,
        "slist_entry_level": INTEGER,
        "slist_entry_rxLvl": INTEGER,
        "slist_entry_rxSNR": INTEGER,
    },
)
PRIME_PHY_COMM = structure(
    "prime_phy_comm",
    {
        "phy_comm_EUI": octets(meaning="mac"),
        "phy_comm_tx_pwr": INTEGER,
        "phy_comm_tx_cod": INTEGER,
        "phy_comm_rx_cod": INTEGER,
        "phy_comm_rx_lvl": INTEGER,
        "phy_comm_SNR": INTEGER,
        "phy_comm_tx_pwr_mod": INTEGER,
        "phy_comm_tx_cod_mod": INTEGER,
        "phy_comm_rx_cod_mod": INTEGER,
    },
)


CLASSES = (
    declare(
        80,
        0,
        "61334-4-32 LLC SSCS setup",
        {"service_node_address": LONG_UNSIGNED, "base_node_address": LONG_UNSIGNED},
        {"reset": INTEGER},
    ),
    declare(
        81,
        0,
        "PRIME NB OFDM PLC Physical layer counters",
        {
            "phy_stats_CRC_incorrect_count": LONG_UNSIGNED,
            "phy_stats_CRC_fail_count": LONG_UNSIGNED,
            "phy_stats_TX_drop_count": LONG_UNSIGNED,
            "phy_stats_RX_drop_count": LONG_UNSIGNED,
        },
        {"reset": INTEGER},
    ),
    declare(
        82,
        0,
        "PRIME NB OFDM PLC MAC setup",
        {
            "mac_min_switch_search_time": UNSIGNED,
            "mac_max_promotion_pdu": UNSIGNED,
            "mac_promotion_pdu_tx_period": UNSIGNED,
            "mac_beacons_per_frame": UNSIGNED,
            "mac_SCP_max_tx_attempts": UNSIGNED,
            "mac_ctl_re_tx_timer": UNSIGNED,
            "mac_max_ctl_re_tx": UNSIGNED,
        },
    ),
    declare(
        83,
        0,
        "PRIME NB OFDM PLC MAC functional parameters",
        {
            "mac_LNID": LONG,
            "mac_LSID": UNSIGNED,
            "mac_SID": UNSIGNED,
            "mac_SNA": octets(6, "mac"),
            "mac_state": PRIME_MAC_STATE,
            "mac_SCP_length": LONG,
            "mac_node_hierarchy_level": UNSIGNED,
            "mac_beacon_slot_count": UNSIGNED,
            "mac_beacon_rx_slot": UNSIGNED,
            "mac_beacon_tx_slot": UNSIGNED,
            "mac_beacon_rx_frequency": UNSIGNED,
            "mac_beacon_tx_frequency": UNSIGNED,
            "mac_capabilities": LONG_UNSIGNED,
        },
    ),
    declare(
        84,
        0,
        "PRIME NB OFDM PLC MAC counters",
        {
            "mac_TX_data_pkt_count": DOUBLE_LONG_UNSIGNED,
            "mac_RX_data_pkt_count": DOUBLE_LONG_UNSIGNED,
            "mac_TX_ctrl_pkt_count": DOUBLE_LONG_UNSIGNED,
            "mac_RX_ctrl_pkt_count": DOUBLE_LONG_UNSIGNED,
            "mac_CSMA_fail_count": DOUBLE_LONG_UNSIGNED,
            "mac_CSMA_ch_busy_count": DOUBLE_LONG_UNSIGNED,
        },
        {"reset": INTEGER},
    ),
    declare(
        85,
        0,
        "PRIME NB OFDM PLC MAC network administration data",
        {
            "mac_list_multicast_entries": array(PRIME_MULTICAST_ENTRY),
            "mac_list_switch_table": array(LONG),
            "mac_list_direct_table": array(PRIME_DIRECT_ENTRY),
            "mac_list_available_switches": array(PRIME_AVAIL_SWITCH),
            "mac_list_phy_comm": array(PRIME_PHY_COMM),
        },
        {"reset": INTEGER},
    ),
    declare(
        86,
        0,
        "PRIME NB OFDM PLC Application identification",
        {"app_fw_version": OCTETS, "app_vendor_ID": LONG_UNSIGNED, "app_product_ID": LONG_UNSIGNED},
    ),
)
