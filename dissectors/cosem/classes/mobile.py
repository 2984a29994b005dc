"""Which interface classes are for mobile networks?"""

from __future__ import annotations

from dissectors.cosem.types import (
    DATE_TIME,
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LONG_UNSIGNED,
    OCTETS,
    SECRET,
    UNSIGNED,
    VISIBLE_STRING,
    Attributes,
    array,
    declare,
    enumeration,
    simple,
    structure,
)

GSM_STATUS = enumeration(
    "gsm_status",
    {
        0: "not registered",
        1: "registered, home network",
        2: "not registered, searching operator",
        3: "registration denied",
        4: "unknown",
        5: "registered, roaming",
    },
)
GSM_CS_STATUS = enumeration("gsm_cs_status", {0: "inactive", 1: "incoming call", 2: "active"})
GSM_PS_STATUS = enumeration(
    "gsm_ps_status",
    {
        0: "inactive",
        1: "GPRS",
        2: "EDGE",
        3: "UMTS",
        4: "HSDPA",
        5: "LTE",
        6: "CDMA",
        7: "LTE Cat M1",
        8: "LTE Cat NB1 (NB-IoT)",
        9: "LTE Cat NB2",
    },
)
LTE_COVERAGE_ENHANCEMENT = enumeration(
    "lte_coverage_enhancement", {0: "CE mode 0 / normal", 1: "level 1", 2: "level 2"}
)
QOS = structure(
    "qos_element",
    {
        "precedence": UNSIGNED,
        "delay": UNSIGNED,
        "reliability": UNSIGNED,
        "peak_throughput": UNSIGNED,
        "mean_throughput": UNSIGNED,
    },
)
GPRS_QOS = structure("gprs_qos", {"default": QOS, "requested": QOS})
CELL_INFO_V0 = structure(
    "cell_info_v0",
    {"cell_ID": LONG_UNSIGNED, "location_ID": LONG_UNSIGNED, "signal_quality": UNSIGNED, "ber": UNSIGNED},
)
CELL_INFO_V1 = structure(
    "cell_info_v1",
    {
        "cell_ID": DOUBLE_LONG_UNSIGNED,
        "location_ID": LONG_UNSIGNED,
        "signal_quality": UNSIGNED,
        "ber": UNSIGNED,
        "mcc": LONG_UNSIGNED,
        "mnc": LONG_UNSIGNED,
        "channel_number": DOUBLE_LONG_UNSIGNED,
    },
)
ADJACENT_CELL_V0 = structure("adjacent_cell_v0", {"cell_ID": LONG_UNSIGNED, "signal_quality": UNSIGNED})
ADJACENT_CELL_V1 = structure("adjacent_cell_v1", {"cell_ID": DOUBLE_LONG_UNSIGNED, "signal_quality": UNSIGNED})
LTE_NETWORK_PARAMETERS = structure(
    "lte_network_parameters",
    {
        "T3402": LONG_UNSIGNED,
        "T3412": LONG_UNSIGNED,
        "T3412ext2": DOUBLE_LONG_UNSIGNED,
        "T3324": LONG_UNSIGNED,
        "TeDRX": DOUBLE_LONG_UNSIGNED,
        "TPTW": LONG_UNSIGNED,
        "q_rx_lev_min": INTEGER,
        "q_rx_lev_min_CE": INTEGER,
        "q_rx_lev_min_CE1": INTEGER,
    },
)
LTE_QOS = structure(
    "lte_qos",
    {
        "signal_quality": INTEGER,
        "signal_level": INTEGER,
        "signal_to_interference_noise_ratio": INTEGER,
        "coverage_enhancement": LTE_COVERAGE_ENHANCEMENT,
    },
)
LTE_QOS_V0 = structure(
    "lte_qos_v0",
    {"T3402": LONG_UNSIGNED, "T3412": LONG_UNSIGNED, "RSRQ": UNSIGNED, "RSRP": UNSIGNED, "qRxlevMin": INTEGER},
)


_GSM_DIAGNOSTIC_V0: Attributes = {
    "operator": VISIBLE_STRING,
    "status": GSM_STATUS,
    "cs_attachment": GSM_CS_STATUS,
    "ps_status": GSM_PS_STATUS,
    "cell_info": CELL_INFO_V0,
    "adjacent_cells": array(ADJACENT_CELL_V0),
    "capture_time": DATE_TIME,
}
_GSM_DIAGNOSTIC_V1: Attributes = {
    **_GSM_DIAGNOSTIC_V0,
    "cell_info": CELL_INFO_V1,
    "adjacent_cells": array(ADJACENT_CELL_V1),
}

CLASSES = (
    declare(
        45,
        0,
        "GPRS modem setup",
        {"APN": OCTETS, "PIN_code": simple("long-unsigned", meaning=SECRET), "quality_of_service": GPRS_QOS},
    ),
    declare(47, 0, "GSM diagnostic", _GSM_DIAGNOSTIC_V0),
    declare(47, 1, "GSM diagnostic", _GSM_DIAGNOSTIC_V1),
    declare(47, 2, "GSM diagnostic", _GSM_DIAGNOSTIC_V1),
    declare(151, 0, "LTE monitoring", {"LTE_quality_of_service": LTE_QOS_V0}),
    declare(
        151, 1, "LTE monitoring", {"LTE_network_parameters": LTE_NETWORK_PARAMETERS, "LTE_quality_of_service": LTE_QOS}
    ),
)
