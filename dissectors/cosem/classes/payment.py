"""Which interface classes are for payment metering?"""

from __future__ import annotations

from dissectors.cosem.structures import VALUE_DEFINITION
from dissectors.cosem.types import (
    BIT_STRING,
    DATE_TIME,
    DATE_TIME_OCTETS,
    DOUBLE_LONG,
    DOUBLE_LONG_UNSIGNED,
    INTEGER,
    LOGICAL_NAME,
    LONG,
    LONG64_UNSIGNED,
    LONG_UNSIGNED,
    OCTETS,
    SECONDS_32,
    UNSIGNED,
    UTF8_STRING,
    VISIBLE_STRING,
    array,
    declare,
    enumeration,
    mask,
    structure,
)

ACCOUNT_MODE = enumeration("account_mode", {1: "credit mode", 2: "prepayment mode"})
ACCOUNT_STATUS = enumeration("account_status", {1: "new (inactive) account", 2: "account active", 3: "account closed"})
CREDIT_TYPE = enumeration(
    "credit_type",
    {
        0: "token credit",
        1: "reserved credit",
        2: "emergency credit",
        3: "time based credit",
        4: "consumption based credit",
    },
)
CREDIT_STATUS = enumeration(
    "credit_status", {0: "enabled", 1: "selectable", 2: "selected/invoked", 3: "in use", 4: "exhausted"}
)
CHARGE_TYPE = enumeration(
    "charge_type", {0: "consumption based collection", 1: "time based collection", 2: "payment event based collection"}
)
CURRENCY_UNIT = enumeration("currency_unit", {0: "time", 1: "consumption", 2: "monetary"})
TOKEN_DELIVERY_METHOD = enumeration(
    "token_delivery_method", {0: "via remote communications", 1: "via local communications", 2: "via manual entry"}
)
TOKEN_STATUS_CODE = enumeration(
    "token_status_code",
    {
        0: "token format result OK",
        1: "authentication result OK",
        2: "validation result OK",
        3: "token execution result OK",
        4: "token format failure",
        5: "authentication failure",
        6: "validation result failure",
        7: "token execution result failure",
        8: "token received, not yet processed",
    },
)
CURRENT_CREDIT_STATUS = mask(
    "current_credit_status",
    {
        0: "in_credit",
        1: "low_credit",
        2: "next_credit_enabled",
        3: "next_credit_selectable",
        4: "next_credit_selected",
        5: "selectable_credit_in_use",
        6: "out_of_credit",
    },
    "bit-string",
    8,
)
CREDIT_CONFIGURATION = mask(
    "credit_configuration",
    {
        0: "requires visual indication",
        1: "requires confirmation before selected",
        2: "requires the credit amount to be paid back",
        3: "resettable",
        4: "able to receive credit amounts from tokens",
    },
    "bit-string",
    8,
)
CHARGE_CONFIGURATION = mask(
    "charge_configuration", {0: "percentage based collection", 1: "continuous collection"}, "bit-string"
)
COLLECTION_CONFIGURATION = mask(
    "collection_configuration",
    {
        0: "collect when supply disconnected",
        1: "collect in load limiting periods",
        2: "collect in friendly credit periods",
    },
    "bit-string",
    3,
)
ACCOUNT_MODE_AND_STATUS = structure(
    "account_mode_and_status", {"account_mode": ACCOUNT_MODE, "account_status": ACCOUNT_STATUS}
)
CREDIT_CHARGE_CONFIGURATION = structure(
    "credit_charge_configuration_element",
    {
        "credit_reference": LOGICAL_NAME,
        "charge_reference": LOGICAL_NAME,
        "collection_configuration": COLLECTION_CONFIGURATION,
    },
)
TOKEN_GATEWAY_CONFIGURATION = structure(
    "token_gateway_configuration_element", {"credit_reference": LOGICAL_NAME, "token_proportion": UNSIGNED}
)
CURRENCY = structure(
    "currency", {"currency_name": UTF8_STRING, "currency_scale": INTEGER, "currency_unit": CURRENCY_UNIT}
)
CHARGE_PER_UNIT_SCALING = structure("charge_per_unit_scaling", {"commodity_scale": INTEGER, "price_scale": INTEGER})
CHARGE_TABLE = structure("charge_table_element", {"index": OCTETS, "charge_per_unit": LONG})
UNIT_CHARGE = structure(
    "unit_charge",
    {
        "charge_per_unit_scaling": CHARGE_PER_UNIT_SCALING,
        "commodity_reference": VALUE_DEFINITION,
        "charge_table": array(CHARGE_TABLE),
    },
)
TOKEN_STATUS = structure("token_status", {"status_code": TOKEN_STATUS_CODE, "data_value": BIT_STRING})
DEST_METER_PAN = structure(
    "dest_meter_pan",
    {"issuer_id": DOUBLE_LONG_UNSIGNED, "decoder_reference_number": LONG64_UNSIGNED, "pan_check_digit": UNSIGNED},
)


CLASSES = (
    declare(
        111,
        0,
        "Account",
        {
            "account_mode_and_status": ACCOUNT_MODE_AND_STATUS,
            "current_credit_in_use": UNSIGNED,
            "current_credit_status": CURRENT_CREDIT_STATUS,
            "available_credit": DOUBLE_LONG,
            "amount_to_clear": DOUBLE_LONG,
            "clearance_threshold": DOUBLE_LONG,
            "aggregated_debt": DOUBLE_LONG,
            "credit_reference_list": array(LOGICAL_NAME),
            "charge_reference_list": array(LOGICAL_NAME),
            "credit_charge_configuration": array(CREDIT_CHARGE_CONFIGURATION),
            "token_gateway_configuration": array(TOKEN_GATEWAY_CONFIGURATION),
            "account_activation_time": DATE_TIME_OCTETS,
            "account_closure_time": DATE_TIME_OCTETS,
            "currency": CURRENCY,
            "low_credit_threshold": DOUBLE_LONG,
            "next_credit_available_threshold": DOUBLE_LONG,
            "max_provision": LONG_UNSIGNED,
            "max_provision_period": DOUBLE_LONG,
        },
        {"activate_account": INTEGER, "close_account": INTEGER, "reset_account": INTEGER},
    ),
    declare(
        112,
        0,
        "Credit",
        {
            "current_credit_amount": DOUBLE_LONG,
            "credit_type": CREDIT_TYPE,
            "priority": UNSIGNED,
            "warning_threshold": DOUBLE_LONG,
            "limit": DOUBLE_LONG,
            "credit_configuration": CREDIT_CONFIGURATION,
            "credit_status": CREDIT_STATUS,
            "preset_credit_amount": DOUBLE_LONG,
            "credit_available_threshold": DOUBLE_LONG,
            "period": DATE_TIME_OCTETS,
        },
        {"update_amount": DOUBLE_LONG, "set_amount_to_value": DOUBLE_LONG, "invoke_credit": INTEGER},
    ),
    declare(
        113,
        0,
        "Charge",
        {
            "total_amount_paid": DOUBLE_LONG,
            "charge_type": CHARGE_TYPE,
            "priority": UNSIGNED,
            "unit_charge_active": UNIT_CHARGE,
            "unit_charge_passive": UNIT_CHARGE,
            "unit_charge_activation_time": DATE_TIME_OCTETS,
            "period": SECONDS_32,
            "charge_configuration": CHARGE_CONFIGURATION,
            "last_collection_time": DATE_TIME,
            "last_collection_amount": DOUBLE_LONG,
            "total_amount_remaining": DOUBLE_LONG,
            "proportion": LONG_UNSIGNED,
        },
        {
            "update_unit_charge": array(CHARGE_TABLE),
            "activate_passive_unit_charge": INTEGER,
            "collect": INTEGER,
            "update_total_amount_remaining": DOUBLE_LONG,
            "set_total_amount_remaining": DOUBLE_LONG,
        },
    ),
    declare(
        115,
        0,
        "Token gateway",
        {
            "token": OCTETS,
            "token_time": DATE_TIME_OCTETS,
            "token_description": array(OCTETS),
            "token_delivery_method": TOKEN_DELIVERY_METHOD,
            "token_status": TOKEN_STATUS,
        },
        {"enter": OCTETS},
    ),
    declare(
        116,
        0,
        "IEC 62055-41 attributes",
        {
            "meter_pan": DEST_METER_PAN,
            "commodity": VISIBLE_STRING,
            "token_carrier_types": array(UNSIGNED),
            "encryption_algorithm": UNSIGNED,
            "supply_group_code": DOUBLE_LONG_UNSIGNED,
            "tariff_index": UNSIGNED,
            "key_revision_number": UNSIGNED,
            "key_type": UNSIGNED,
            "key_expiry_number": UNSIGNED,
            "no_of_kct_supported": UNSIGNED,
            "STS_certificate_no": VISIBLE_STRING,
        },
    ),
)
