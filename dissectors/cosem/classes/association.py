"""Which interface classes are for associations and the SAPs of logical devices?"""

from __future__ import annotations

from dissectors.cosem.structures import VALUE_DEFINITION
from dissectors.cosem.types import (
    ANY,
    BOOLEAN,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    NULL,
    OCTETS,
    SECRET_OCTETS,
    TEXT,
    UNSIGNED,
    VISIBLE_STRING,
    Attributes,
    Methods,
    Type,
    array,
    choice,
    declare,
    enumeration,
    mask,
    octets,
    simple,
    structure,
    teaches,
)

BASE_NAME = simple("long", meaning="base-name")  # sent signed, used unsigned: FA00 arrives as -1536
ASSOCIATION_STATUS = enumeration("association_status", {0: "non-associated", 1: "association-pending", 2: "associated"})
ATTRIBUTE_ACCESS_MODE_V0_2 = enumeration(
    "attribute_access_mode_v0_2",
    {
        0: "no_access",
        1: "read_only",
        2: "write_only",
        3: "read_and_write",
        4: "authenticated_read_only",
        5: "authenticated_write_only",
        6: "authenticated_read_and_write",
    },
)
METHOD_ACCESS_MODE_V1_2 = enumeration(
    "method_access_mode_v1_2", {0: "no_access", 1: "access", 2: "authenticated_access"}
)
APPLICATION_CONTEXT_ID = enumeration(
    "application_context_id",
    {
        1: "LN referencing, no ciphering",
        2: "SN referencing, no ciphering",
        3: "LN referencing, with ciphering",
        4: "SN referencing, with ciphering",
    },
    "unsigned",
)
AUTHENTICATION_MECHANISM_ID = enumeration(
    "authentication_mechanism_id",
    {
        0: "lowest level (none)",
        1: "low level (LLS)",
        2: "high level, manufacturer specific",
        3: "HLS MD5",
        4: "HLS SHA-1",
        5: "HLS GMAC",
        6: "HLS SHA-256",
        7: "HLS ECDSA",
        8: "HLS GOST Kuznyechik CMAC (Russian national)",
        9: "HLS GOST Streebog-256 (Russian national)",
        10: "HLS GOST R 34.10 signature (Russian national)",
    },
    "unsigned",
)
ATTRIBUTE_ACCESS_MODE_V3 = mask(
    "attribute_access_mode_v3",
    {
        0: "read-access",
        1: "write-access",
        2: "authenticated request",
        3: "encrypted request",
        4: "digitally signed request",
        5: "authenticated response",
        6: "encrypted response",
        7: "digitally signed response",
    },
)
METHOD_ACCESS_MODE_V3 = mask(
    "method_access_mode_v3",
    {
        0: "access",
        2: "authenticated request",
        3: "encrypted request",
        4: "digitally signed request",
        5: "authenticated response",
        6: "encrypted response",
        7: "digitally signed response",
    },
)
OBJLIST_ELEMENT_SN = structure(
    "objlist_element_sn",
    {"base_name": BASE_NAME, "class_id": LONG_UNSIGNED, "version": UNSIGNED, "logical_name": LOGICAL_NAME},
)
ASSOCIATED_PARTNERS = structure("associated_partners_type", {"client_SAP": INTEGER, "server_SAP": LONG_UNSIGNED})
CONTEXT_NAME = structure(
    "context_name_type",
    {
        "joint_iso_ctt_element": UNSIGNED,
        "country_element": UNSIGNED,
        "country_name_element": LONG_UNSIGNED,
        "identified_organization_element": UNSIGNED,
        "dlms_ua_element": UNSIGNED,
        "application_context_element": UNSIGNED,
        "context_id_element": APPLICATION_CONTEXT_ID,
    },
)
MECHANISM_NAME = structure(
    "mechanism_name_type",
    {
        "joint_iso_ctt_element": UNSIGNED,
        "country_element": UNSIGNED,
        "country_name_element": LONG_UNSIGNED,
        "identified_organization_element": UNSIGNED,
        "dlms_ua_element": UNSIGNED,
        "authentication_mechanism_name_element": UNSIGNED,
        "mechanism_id_element": AUTHENTICATION_MECHANISM_ID,
    },
)
XDLMS_CONTEXT = structure(
    "xdlms_context_type",
    {
        "conformance": simple("bit-string", meaning="conformance", size=24),
        "max_receive_pdu_size": LONG_UNSIGNED,
        "max_send_pdu_size": LONG_UNSIGNED,
        "dlms_version_number": UNSIGNED,
        "quality_of_service": INTEGER,
        "cyphering_info": OCTETS,
    },
)
USER_LIST_ENTRY = structure("user_list_entry", {"user_id": UNSIGNED, "user_name": TEXT})
ASSLIST = structure("asslist_element", {"SAP": LONG_UNSIGNED, "logical_device_name": choice(OCTETS, VISIBLE_STRING)})

# Access modes changed twice: methods were a boolean in version 0; both became bit masks in version 3 (12: version 4).
_SELECTORS = choice(NULL, array(INTEGER))
_ATTRIBUTE_ACCESS = structure(
    "attribute_access_item",
    {"attribute_id": INTEGER, "access_mode": ATTRIBUTE_ACCESS_MODE_V0_2, "access_selectors": _SELECTORS},
)
_ATTRIBUTE_ACCESS_V3 = structure(
    "attribute_access_item",
    {"attribute_id": INTEGER, "access_mode": ATTRIBUTE_ACCESS_MODE_V3, "access_selectors": _SELECTORS},
)
_METHOD_ACCESS_V0 = structure("method_access_item", {"method_id": INTEGER, "access_mode": BOOLEAN})
_METHOD_ACCESS = structure("method_access_item", {"method_id": INTEGER, "access_mode": METHOD_ACCESS_MODE_V1_2})
_METHOD_ACCESS_V3 = structure("method_access_item", {"method_id": INTEGER, "access_mode": METHOD_ACCESS_MODE_V3})


def _access_right(attribute_access: Type, method_access: Type) -> dict[str, Type]:
    return {"attribute_access": array(attribute_access), "method_access": array(method_access)}


def _object_list_element(attribute_access: Type, method_access: Type) -> Type:
    rights = structure("access_right", _access_right(attribute_access, method_access))
    return structure(
        "objlist_element_ln",
        {"class_id": LONG_UNSIGNED, "version": UNSIGNED, "logical_name": LOGICAL_NAME, "access_rights": rights},
    )


OBJECT_LIST_ELEMENT_V0 = _object_list_element(_ATTRIBUTE_ACCESS, _METHOD_ACCESS_V0)
OBJECT_LIST_ELEMENT = _object_list_element(_ATTRIBUTE_ACCESS, _METHOD_ACCESS)
OBJECT_LIST_ELEMENT_V3 = _object_list_element(_ATTRIBUTE_ACCESS_V3, _METHOD_ACCESS_V3)
ACCESS_RIGHTS = structure(
    "access_rights_element_sn", {"base_name": BASE_NAME, **_access_right(_ATTRIBUTE_ACCESS, _METHOD_ACCESS)}
)
ACCESS_RIGHTS_V4 = structure(
    "access_rights_element_sn", {"base_name": BASE_NAME, **_access_right(_ATTRIBUTE_ACCESS_V3, _METHOD_ACCESS_V3)}
)


_ASSOCIATION_SN_METHODS_V0: Methods = {
    "getlist_by_classid": ANY,
    "getobj_by_logicalname": ANY,
    "read_by_logicalname": array(VALUE_DEFINITION),
    "get_attributes_and_services": ANY,
    "change_LLS_secret": SECRET_OCTETS,
    "change_HLS_secret": SECRET_OCTETS,
    "get_HLS_challenge": ANY,
    "reply_to_HLS_authentication": OCTETS,
}
_ASSOCIATION_SN_V2: Attributes = {
    "object_list": teaches("object_list", array(OBJLIST_ELEMENT_SN)),
    "access_rights_list": array(ACCESS_RIGHTS),
    "security_setup_reference": LOGICAL_NAME,
}
_ASSOCIATION_SN_V3: Attributes = {
    **_ASSOCIATION_SN_V2,
    "user_list": array(USER_LIST_ENTRY),
    "current_user": USER_LIST_ENTRY,
}
_ASSOCIATION_SN_METHODS_V3: Methods = {
    **_ASSOCIATION_SN_METHODS_V0,
    "add_user": USER_LIST_ENTRY,
    "remove_user": USER_LIST_ENTRY,
}
_ASSOCIATION_SN_V4: Attributes = {**_ASSOCIATION_SN_V3, "access_rights_list": array(ACCESS_RIGHTS_V4)}
_ASSOCIATION_LN_V0: Attributes = {
    "object_list": teaches("object_list", array(OBJECT_LIST_ELEMENT_V0)),
    "associated_partners_id": ASSOCIATED_PARTNERS,
    "application_context_name": choice(CONTEXT_NAME, octets(7, "oid")),
    "xDLMS_context_info": XDLMS_CONTEXT,
    "authentication_mechanism_name": choice(MECHANISM_NAME, octets(7, "oid")),
    "secret": SECRET_OCTETS,
    "association_status": ASSOCIATION_STATUS,
}
_ASSOCIATION_LN_METHODS_V0: Methods = {
    "reply_to_HLS_authentication": OCTETS,
    "change_HLS_secret": SECRET_OCTETS,
    "add_object": OBJECT_LIST_ELEMENT_V0,
    "remove_object": OBJECT_LIST_ELEMENT_V0,
}
_ASSOCIATION_LN_V1: Attributes = {
    **_ASSOCIATION_LN_V0,
    "object_list": teaches("object_list", array(OBJECT_LIST_ELEMENT)),
    "security_setup_reference": LOGICAL_NAME,
}
_ASSOCIATION_LN_METHODS_V1: Methods = {
    **_ASSOCIATION_LN_METHODS_V0,
    "add_object": OBJECT_LIST_ELEMENT,
    "remove_object": OBJECT_LIST_ELEMENT,
}
_ASSOCIATION_LN_V2: Attributes = {
    **_ASSOCIATION_LN_V1,
    "user_list": array(USER_LIST_ENTRY),
    "current_user": USER_LIST_ENTRY,
}
_ASSOCIATION_LN_METHODS_V2: Methods = {
    **_ASSOCIATION_LN_METHODS_V1,
    "add_user": USER_LIST_ENTRY,
    "remove_user": USER_LIST_ENTRY,
}
_ASSOCIATION_LN_V3: Attributes = {
    **_ASSOCIATION_LN_V2,
    "object_list": teaches("object_list", array(OBJECT_LIST_ELEMENT_V3)),
}

CLASSES = (
    declare(
        12,
        0,
        "Association SN",
        {"object_list": teaches("object_list", array(OBJLIST_ELEMENT_SN))},
        _ASSOCIATION_SN_METHODS_V0,
        methods_at=0x20,
    ),
    declare(
        12,
        1,
        "Association SN",
        {"object_list": teaches("object_list", array(OBJLIST_ELEMENT_SN)), "access_rights_list": array(ACCESS_RIGHTS)},
        _ASSOCIATION_SN_METHODS_V0,
        methods_at=0x20,
    ),
    declare(12, 2, "Association SN", _ASSOCIATION_SN_V2, _ASSOCIATION_SN_METHODS_V0, methods_at=0x20),
    declare(12, 3, "Association SN", _ASSOCIATION_SN_V3, _ASSOCIATION_SN_METHODS_V3),
    declare(12, 4, "Association SN", _ASSOCIATION_SN_V4, _ASSOCIATION_SN_METHODS_V3, verified=False),
    declare(15, 0, "Association LN", _ASSOCIATION_LN_V0, _ASSOCIATION_LN_METHODS_V0, methods_at=0x60),
    declare(15, 1, "Association LN", _ASSOCIATION_LN_V1, _ASSOCIATION_LN_METHODS_V1, methods_at=0x60),
    declare(15, 2, "Association LN", _ASSOCIATION_LN_V2, _ASSOCIATION_LN_METHODS_V2, methods_at=0x60),
    declare(
        15,
        3,
        "Association LN",
        _ASSOCIATION_LN_V3,
        {
            **_ASSOCIATION_LN_METHODS_V2,
            "add_object": OBJECT_LIST_ELEMENT_V3,
            "remove_object": OBJECT_LIST_ELEMENT_V3,
        },
        methods_at=0x60,
    ),
    declare(
        17,
        0,
        "SAP assignment",
        {"SAP_assignment_list": teaches("sap_assignment_list", array(ASSLIST))},
        {"connect_logical_device": ASSLIST},
        methods_at=0x20,
    ),
)
