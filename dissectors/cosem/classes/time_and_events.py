"""Which interface classes are for clocks, scripts, schedules, calendars and monitors?"""

from __future__ import annotations

from dissectors.cosem.structures import ACTION_ITEM, VALUE_DEFINITION
from dissectors.cosem.types import (
    ANY,
    ARRAY,
    BIT_STRING,
    BOOLEAN,
    DATE_OCTETS,
    DATE_TIME_OCTETS,
    ENUM,
    INTEGER,
    LOGICAL_NAME,
    LONG,
    LONG_UNSIGNED,
    OCTETS,
    TIME_OCTETS,
    UNSIGNED,
    Attributes,
    Methods,
    array,
    choice,
    declare,
    enumeration,
    mask,
    simple,
    structure,
    within,
)

SCRIPT_SERVICE_ID = enumeration("script_service_id", {1: "write attribute", 2: "execute specific method"})
CLOCK_BASE = enumeration(
    "clock_base",
    {
        0: "not defined",
        1: "internal crystal",
        2: "mains frequency 50 Hz",
        3: "mains frequency 60 Hz",
        4: "GPS",
        5: "radio controlled",
    },
)
SINGLE_ACTION_TYPE = enumeration(
    "single_action_type",
    {
        1: "size of execution_time = 1, wildcard in date allowed",
        2: "size n, all times equal, no wildcard in date",
        3: "size n, all times equal, wildcard in date allowed",
        4: "size n, times may differ, no wildcard in date",
        5: "size n, times may differ, wildcard in date allowed",
    },
)
CLOCK_STATUS = mask(
    "clock_status",
    {
        0: "invalid value",
        1: "doubtful value",
        2: "different clock base",
        3: "invalid clock status",
        7: "daylight saving active",
    },
    "unsigned",
)
ACTION_SPECIFICATION = structure(
    "action_specification",
    {
        "service_id": SCRIPT_SERVICE_ID,
        "class_id": LONG_UNSIGNED,
        "logical_name": LOGICAL_NAME,
        "index": INTEGER,
        "parameter": ANY,
    },
)
SCRIPT = structure("script", {"script_identifier": LONG_UNSIGNED, "actions": array(ACTION_SPECIFICATION)})
SCHEDULE_TABLE_ENTRY = structure(
    "schedule_table_entry",
    {
        "index": LONG_UNSIGNED,
        "enable": BOOLEAN,
        "script_logical_name": LOGICAL_NAME,
        "script_selector": LONG_UNSIGNED,
        "switch_time": TIME_OCTETS,
        "validity_window": LONG_UNSIGNED,
        "exec_weekdays": simple("bit-string", size=7),
        "exec_specdays": BIT_STRING,
        "begin_date": DATE_OCTETS,
        "end_date": DATE_OCTETS,
    },
)
SCHEDULE_ENABLE_DISABLE = structure(
    "schedule_enable_disable",
    {
        "first_index_A": LONG_UNSIGNED,
        "last_index_A": LONG_UNSIGNED,
        "first_index_B": LONG_UNSIGNED,
        "last_index_B": LONG_UNSIGNED,
    },
)
SCHEDULE_DELETE = structure("schedule_delete", {"first_index": LONG_UNSIGNED, "last_index": LONG_UNSIGNED})
SPEC_DAY_ENTRY = structure(
    "spec_day_entry", {"index": LONG_UNSIGNED, "specialday_date": DATE_OCTETS, "day_id": UNSIGNED}
)
SEASON = structure("season", {"season_profile_name": OCTETS, "season_start": DATE_TIME_OCTETS, "week_name": OCTETS})
WEEK_PROFILE = structure(
    "week_profile",
    {
        "week_profile_name": OCTETS,
        "monday": UNSIGNED,
        "tuesday": UNSIGNED,
        "wednesday": UNSIGNED,
        "thursday": UNSIGNED,
        "friday": UNSIGNED,
        "saturday": UNSIGNED,
        "sunday": UNSIGNED,
    },
)
DAY_PROFILE_ACTION = structure(
    "day_profile_action",
    {"start_time": TIME_OCTETS, "script_logical_name": LOGICAL_NAME, "script_selector": LONG_UNSIGNED},
)
DAY_PROFILE = structure("day_profile", {"day_id": UNSIGNED, "day_schedule": array(DAY_PROFILE_ACTION)})
MONITOR_ACTION_SET = structure("monitor_action_set", {"action_up": ACTION_ITEM, "action_down": ACTION_ITEM})
EXECUTION_TIME_DATE = structure("execution_time_date", {"time": TIME_OCTETS, "date": DATE_OCTETS})
PARAMETER_CHANGE = structure(
    "parameter_change",
    {"class_id": LONG_UNSIGNED, "logical_name": LOGICAL_NAME, "attribute_index": INTEGER, "attribute_value": ANY},
)
PRESET_TIME = structure(
    "preset_adjusting_time",
    {
        "preset_time": DATE_TIME_OCTETS,
        "validity_interval_start": DATE_TIME_OCTETS,
        "validity_interval_end": DATE_TIME_OCTETS,
    },
)
ACTION_REQUEST = structure("request_action", {"request_actor": UNSIGNED, "request_action_list": BIT_STRING})

_PARAMETER_MONITOR_V0: Attributes = {
    "changed_parameter": PARAMETER_CHANGE,
    "capture_time": DATE_TIME_OCTETS,
    "parameter_list": array(VALUE_DEFINITION),
}
_PARAMETER_MONITOR_METHODS_V0: Methods = {"add_parameter": VALUE_DEFINITION, "delete_parameter": VALUE_DEFINITION}
_PARAMETER_MONITOR_V1: Attributes = {
    **_PARAMETER_MONITOR_V0,
    "parameter_list_name": OCTETS,
    "hash_algorithm_id": ENUM,
    "parameter_value_digest": OCTETS,
    "parameter_values": choice(ARRAY, OCTETS),
}

CLASSES = (
    declare(
        8,
        0,
        "Clock",
        {
            "time": DATE_TIME_OCTETS,
            "time_zone": within("min", LONG),
            "status": CLOCK_STATUS,
            "daylight_savings_begin": DATE_TIME_OCTETS,
            "daylight_savings_end": DATE_TIME_OCTETS,
            "daylight_savings_deviation": within("min", INTEGER),
            "daylight_savings_enabled": BOOLEAN,
            "clock_base": CLOCK_BASE,
        },
        {
            "adjust_to_quarter": INTEGER,
            "adjust_to_measuring_period": INTEGER,
            "adjust_to_minute": INTEGER,
            "adjust_to_preset_time": INTEGER,
            "preset_adjusting_time": PRESET_TIME,
            "shift_time": within("s", LONG),
        },
        methods_at=0x60,
    ),
    declare(9, 0, "Script table", {"scripts": array(SCRIPT)}, {"execute": LONG_UNSIGNED}, methods_at=0x20),
    declare(
        10,
        0,
        "Schedule",
        {"entries": array(SCHEDULE_TABLE_ENTRY)},
        {"enable_disable": SCHEDULE_ENABLE_DISABLE, "insert": SCHEDULE_TABLE_ENTRY, "delete": SCHEDULE_DELETE},
        methods_at=0x20,
    ),
    declare(
        11,
        0,
        "Special days table",
        {"entries": array(SPEC_DAY_ENTRY)},
        {"insert": SPEC_DAY_ENTRY, "delete": LONG_UNSIGNED},
        methods_at=0x10,
    ),
    declare(
        20,
        0,
        "Activity calendar",
        {
            "calendar_name_active": OCTETS,
            "season_profile_active": array(SEASON),
            "week_profile_table_active": array(WEEK_PROFILE),
            "day_profile_table_active": array(DAY_PROFILE),
            "calendar_name_passive": OCTETS,
            "season_profile_passive": array(SEASON),
            "week_profile_table_passive": array(WEEK_PROFILE),
            "day_profile_table_passive": array(DAY_PROFILE),
            "activate_passive_calendar_time": DATE_TIME_OCTETS,
        },
        {"activate_passive_calendar": INTEGER},
        methods_at=0x50,
    ),
    declare(
        21,
        0,
        "Register monitor",
        {"thresholds": array(ANY), "monitored_value": VALUE_DEFINITION, "actions": array(MONITOR_ACTION_SET)},
    ),
    declare(
        22,
        0,
        "Single action schedule",
        {"executed_script": ACTION_ITEM, "type": SINGLE_ACTION_TYPE, "execution_time": array(EXECUTION_TIME_DATE)},
    ),
    declare(65, 0, "Parameter monitor", _PARAMETER_MONITOR_V0, _PARAMETER_MONITOR_METHODS_V0),
    declare(65, 1, "Parameter monitor", _PARAMETER_MONITOR_V1, _PARAMETER_MONITOR_METHODS_V0, verified=False),
    declare(
        68,
        0,
        "Arbitrator",
        {
            "actions": array(ACTION_ITEM),
            "permissions_table": array(BIT_STRING),
            "weightings_table": array(array(LONG_UNSIGNED)),
            "most_recent_requests_table": array(BIT_STRING),
            "last_outcome": UNSIGNED,
        },
        {"request_action": ACTION_REQUEST, "reset": INTEGER},
    ),
)
