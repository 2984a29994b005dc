"""Which structures do attributes of classes of several families share?"""

from __future__ import annotations

from dissectors.cosem.enums import RESTRICTION_TYPE
from dissectors.cosem.types import (
    DATE_TIME,
    DATE_TIME_OCTETS,
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    NULL,
    UNSIGNED,
    selected,
    structure,
)

OBJECT_DEFINITION = structure("object_definition", {"class_id": LONG_UNSIGNED, "logical_name": LOGICAL_NAME})
VALUE_DEFINITION = structure(
    "value_definition", {"class_id": LONG_UNSIGNED, "logical_name": LOGICAL_NAME, "attribute_index": INTEGER}
)
CAPTURE_OBJECT = structure(
    "capture_object_definition",
    {"class_id": LONG_UNSIGNED, "logical_name": LOGICAL_NAME, "attribute_index": INTEGER, "data_index": LONG_UNSIGNED},
)
ACTION_ITEM = structure("action_item", {"script_logical_name": LOGICAL_NAME, "script_selector": LONG_UNSIGNED})
WINDOW = structure("window_element", {"start_time": DATE_TIME_OCTETS, "end_time": DATE_TIME_OCTETS})
RESTRICTION_BY_DATE = structure("restriction_by_date", {"from_date": DATE_TIME_OCTETS, "to_date": DATE_TIME_OCTETS})
RESTRICTION_BY_ENTRY = structure(
    "restriction_by_entry", {"from_entry": DOUBLE_LONG_UNSIGNED, "to_entry": DOUBLE_LONG_UNSIGNED}
)
RESTRICTION_ELEMENT = structure(
    "restriction_element",
    {
        "restriction_type": RESTRICTION_TYPE,
        "restriction_value": selected("restriction_type", {0: NULL, 1: RESTRICTION_BY_DATE, 2: RESTRICTION_BY_ENTRY}),
    },
)
CAPTURE_TIME = structure("capture_time", {"attribute_id": UNSIGNED, "timestamp": DATE_TIME})
