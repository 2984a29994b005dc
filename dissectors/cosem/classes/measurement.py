"""Which interface classes are for measured and stored data: data, registers, profiles, tables?"""

from __future__ import annotations

from dissectors.cosem.enums import UNIT
from dissectors.cosem.structures import CAPTURE_OBJECT, OBJECT_DEFINITION, RESTRICTION_ELEMENT
from dissectors.cosem.types import (
    ANY,
    ARRAY,
    DATE_TIME,
    DATE_TIME_OCTETS,
    DOUBLE_LONG_UNSIGNED,
    ENUM,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    OCTETS,
    SECONDS_32,
    STRUCTURE,
    UNSIGNED,
    Attributes,
    Methods,
    array,
    choice,
    declare,
    enumeration,
    scaled_by,
    structure,
    teaches,
)

SORT_METHOD = enumeration(
    "sort_method",
    {
        1: "FIFO (unsorted)",
        2: "LIFO (unsorted)",
        3: "largest",
        4: "smallest",
        5: "nearest to zero",
        6: "farthest from zero",
    },
)
CAPTURE_METHOD = enumeration(
    "capture_method", {0: "capture upon invoking the capture method", 1: "implicit capture upon reading"}
)
SCALER_UNIT = structure("scal_unit_type", {"scaler": INTEGER, "unit": UNIT})
REGISTER_ACT_MASK = structure("register_act_mask", {"mask_name": OCTETS, "index_list": array(UNSIGNED)})
MAPPING_TABLE = structure(
    "mapping_table", {"ref_table_id": UNSIGNED, "ref_table_mapping": choice(LONG_UNSIGNED, array(LONG_UNSIGNED))}
)
TABLE_CELL = structure(
    "table_cell_definition",
    {
        "class_id": LONG_UNSIGNED,
        "logical_name": LOGICAL_NAME,
        "group_E_values": array(UNSIGNED),
        "attribute_index": INTEGER,
    },
)
CAPTURE_OBJECT_V0 = structure(
    "capture_object_definition_v0",
    {"class_id": LONG_UNSIGNED, "logical_name": LOGICAL_NAME, "attribute_index": INTEGER},
)
COMPACT_CAPTURE_OBJECT = structure(
    "capture_object_definition_cd1",
    {
        "class_id": LONG_UNSIGNED,
        "logical_name": LOGICAL_NAME,
        "attribute_index": INTEGER,
        "data_index": LONG_UNSIGNED,
        "restriction": RESTRICTION_ELEMENT,
        "columns": array(CAPTURE_OBJECT),
    },
)


_PROFILE_GENERIC_V0: Attributes = {
    "buffer": array(STRUCTURE),
    "capture_objects": teaches("capture_objects", array(CAPTURE_OBJECT_V0)),
    "capture_period": teaches("capture_period", SECONDS_32),
    "sort_method": SORT_METHOD,
    "sort_object": CAPTURE_OBJECT_V0,
    "entries_in_use": DOUBLE_LONG_UNSIGNED,
    "profile_entries": DOUBLE_LONG_UNSIGNED,
}
_PROFILE_GENERIC_METHODS_V0: Methods = {
    "reset": INTEGER,
    "capture": INTEGER,
    "get_buffer_by_range": STRUCTURE,
    "get_buffer_by_index": STRUCTURE,
}
_PROFILE_GENERIC_V1: Attributes = {
    **_PROFILE_GENERIC_V0,
    "capture_objects": teaches("capture_objects", array(CAPTURE_OBJECT)),
    "sort_object": CAPTURE_OBJECT,
}
_COMPACT_DATA_V0: Attributes = {
    "compact_buffer": OCTETS,
    "capture_objects": teaches("capture_objects", array(CAPTURE_OBJECT)),
    "template_id": teaches("template_id", UNSIGNED),
    "template_description": teaches("template_description", OCTETS),
    "capture_method": CAPTURE_METHOD,
}
_COMPACT_DATA_METHODS_V0: Methods = {"reset": INTEGER, "capture": INTEGER}
_COMPACT_DATA_V1: Attributes = {
    **_COMPACT_DATA_V0,
    "capture_objects": teaches("capture_objects", array(COMPACT_CAPTURE_OBJECT)),
}

CLASSES = (
    declare(1, 0, "Data", {"value": ANY}),
    declare(
        3,
        0,
        "Register",
        {"value": scaled_by(3, ANY), "scaler_unit": teaches("scaler_unit", SCALER_UNIT)},
        {"reset": INTEGER},
        methods_at=0x28,
    ),
    declare(
        4,
        0,
        "Extended register",
        {
            "value": scaled_by(3, ANY),
            "scaler_unit": teaches("scaler_unit", SCALER_UNIT),
            "status": ANY,
            "capture_time": DATE_TIME_OCTETS,
        },
        {"reset": INTEGER},
        methods_at=0x38,
    ),
    declare(
        5,
        0,
        "Demand register",
        {
            "current_average_value": scaled_by(4, ANY),
            "last_average_value": scaled_by(4, ANY),
            "scaler_unit": teaches("scaler_unit", SCALER_UNIT),
            "status": ANY,
            "capture_time": DATE_TIME_OCTETS,
            "start_time_current": DATE_TIME_OCTETS,
            "period": SECONDS_32,
            "number_of_periods": LONG_UNSIGNED,
        },
        {"reset": INTEGER, "next_period": INTEGER},
        methods_at=0x48,
    ),
    declare(
        6,
        0,
        "Register activation",
        {"register_assignment": array(OBJECT_DEFINITION), "mask_list": array(REGISTER_ACT_MASK), "active_mask": OCTETS},
        {"add_register": OBJECT_DEFINITION, "add_mask": REGISTER_ACT_MASK, "delete_mask": OCTETS},
        methods_at=0x30,
    ),
    declare(7, 0, "Profile generic", _PROFILE_GENERIC_V0, _PROFILE_GENERIC_METHODS_V0, methods_at=0x58),
    declare(7, 1, "Profile generic", _PROFILE_GENERIC_V1, _PROFILE_GENERIC_METHODS_V0, methods_at=0x58),
    declare(26, 0, "Utility tables", {"table_ID": LONG_UNSIGNED, "length": DOUBLE_LONG_UNSIGNED, "buffer": OCTETS}),
    declare(
        61,
        0,
        "Register table",
        {
            "table_cell_values": array(ANY),
            "table_cell_definition": TABLE_CELL,
            "scaler_unit": teaches("scaler_unit", SCALER_UNIT),
        },
        {"reset": INTEGER, "capture": INTEGER},
        methods_at=0x28,
    ),
    declare(62, 0, "Compact data", _COMPACT_DATA_V0, _COMPACT_DATA_METHODS_V0),
    declare(62, 1, "Compact data", _COMPACT_DATA_V1, _COMPACT_DATA_METHODS_V0),
    declare(63, 0, "Status mapping", {"status_word": ANY, "mapping_table": MAPPING_TABLE}),
    declare(
        66,
        0,
        "Measurement data monitoring",
        {
            "status": ANY,
            "trigger_source": ANY,
            "sampling_rate": ANY,
            "number_of_samples_before_trigger": ANY,
            "number_of_samples_after_trigger": ANY,
            "trigger_time": DATE_TIME,
            "scaler_unit": teaches("scaler_unit", SCALER_UNIT),
        },
        verified=False,
    ),
    declare(
        67,
        0,
        "Sensor manager",
        {
            "serial_number": OCTETS,
            "metrological_identification": OCTETS,
            "output_type": ENUM,
            "adjustment_method": OCTETS,
            "sealing_method": ENUM,
            "raw_value": ANY,
            "scaler_unit": teaches("scaler_unit", SCALER_UNIT),
            "status": ANY,
            "capture_time": DATE_TIME,
            "raw_value_thresholds": array(ANY),
            "raw_value_actions": ARRAY,
            "processed_value": STRUCTURE,
            "processed_value_thresholds": ARRAY,
            "processed_value_actions": ARRAY,
        },
        {"reset": INTEGER},
        verified=False,
    ),
)
