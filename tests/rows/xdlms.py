"""Services with logical names: every choice of GET, SET, ACTION; ACCESS; exceptions (Green Book 9.3, 9.5)."""

from __future__ import annotations

from typing import Any

from dissectors.spec import APDU
from tests.rows import Row

INVOKE = {"invoke-id": 1, "service-class": "confirmed", "priority": "high"}  # C1
LONG_INVOKE = {  # 40000001
    "long-invoke-id": 1,
    "self-descriptive": 0,
    "processing-option": "continue-on-error",
    "service-class": "confirmed",
    "priority": "normal",
}
ENERGY = {"class-id": 3, "instance-id": "1-0:1.8.0*255", "attribute-id": 2}
PROFILE = {"class-id": 7, "instance-id": "1-0:99.1.0*255", "attribute-id": 2}
RESET = {"class-id": 3, "instance-id": "1-0:1.8.0*255", "method-id": 1}
DISCONNECT = {"class-id": 70, "instance-id": "0-0:96.3.10*255", "method-id": 1}
ENTRIES = {
    "access-selector": 2,
    "access-parameters": {
        "structure": [
            {"double-long-unsigned": 1},
            {"double-long-unsigned": 16},
            {"long-unsigned": 1},
            {"long-unsigned": 0},
        ]
    },
}
_ENERGY = "0003 0100010800FF 02"
_PROFILE = "0007 0100630100FF 02"
_RESET = "0003 0100010800FF 01"
_DISCONNECT = "0046 000060030AFF 01"
_ENTRIES = "02  02 04 06 00000001 06 00000010 12 0001 12 0000"
TIME = "2025-03-30T07:15:00.00+02:00"
_TIME = "0C 07E9 03 1E 07 07 0F 00 00 FF88 00"


def _one(name: str, fields: dict[str, Any], text: str, canonical: bool = True, note: str = "", title: str = "") -> Row:
    """An APDU of one choice: ``name`` is apdu/choice, or the APDU alone where it has none."""
    apdu, _, choice = name.partition("/")
    value = {apdu: {f"{apdu}-{choice}": fields} if choice else fields}
    return Row(f"{name} {title}".strip(), APDU, value, text, canonical, note)


def _block(number: int, last: bool, raw: str) -> dict[str, Any]:
    return {"last-block": last, "block-number": number, "raw-data": raw}


def _with_invoke(**fields: Any) -> dict[str, Any]:
    return {"invoke-id-and-priority": INVOKE} | {name.replace("_", "-"): value for name, value in fields.items()}


GET = [
    _one(
        "get-request/normal",
        _with_invoke(cosem_attribute_descriptor=ENERGY, access_selection=None),
        f"C0 01 C1  {_ENERGY}  00",
    ),
    _one(
        "get-request/normal",
        _with_invoke(cosem_attribute_descriptor=PROFILE, access_selection=ENTRIES),
        f"C0 01 C1  {_PROFILE}  01 {_ENTRIES}",
        title="of some entries",
    ),
    _one(
        "get-request/normal",
        _with_invoke(
            cosem_attribute_descriptor=PROFILE,
            access_selection={
                "access-selector": 1,
                "access-parameters": {
                    "structure": [
                        {
                            "structure": [
                                {"long-unsigned": 8},
                                {"octet-string": "0000010000ff"},
                                {"integer": 2},
                                {"long-unsigned": 0},
                            ]
                        },
                        {"octet-string": "07e9031e07000000000000ff"},
                        {"date-time": TIME},
                        {"array": []},
                    ]
                },
            },
        ),
        f"""C0 01 C1  {_PROFILE}
            01 01                                            # present, selector 1
            02 04                                            # range descriptor
            02 04 12 0008 09 06 0000010000FF 0F 02 12 0000   # restricting object: the clock
            09 0C 07E9031E07000000000000FF                   # from, as an octet string
            19 07E9 03 1E 07 07 0F 00 00 FF88 00             # to, as a date-time
            01 00                                            # all columns""",
        title="of a range",
    ),
    _one(
        "get-request/normal",
        {
            "invoke-id-and-priority": {
                "invoke-id": 15,
                "service-class": "unconfirmed",
                "priority": "normal",
                "reserved": 3,
            },
            "cosem-attribute-descriptor": {
                "class-id": 65535,
                "instance-id": "255-255:255.255.255*255",
                "attribute-id": -1,
            },
            "access-selection": None,
        },
        "C0 01 3F  FFFF FFFFFFFFFFFF FF  00",
        title="of odd numbers",
    ),
    _one("get-request/next", _with_invoke(block_number=2), "C0 02 C1 00000002"),
    _one(
        "get-request/with-list",
        _with_invoke(
            attribute_descriptor_list=[
                {"cosem-attribute-descriptor": ENERGY, "access-selection": None},
                {"cosem-attribute-descriptor": PROFILE, "access-selection": ENTRIES},
            ]
        ),
        f"""C0 03 C1 02
            {_ENERGY} 00
            {_PROFILE} 01 {_ENTRIES}""",
    ),
    _one("get-response/normal", _with_invoke(result={"data": {"unsigned": 200}}), "C4 01 C1  00 11 C8"),
    _one(
        "get-response/normal",
        _with_invoke(
            result={"data": {"structure": [{"long-unsigned": 1000}, {"double-long-unsigned": 123456}, {"enum": 30}]}}
        ),
        "C4 01 C1  00  02 03 12 03E8 06 0001E240 16 1E",
        title="with a structure",
    ),
    _one(
        "get-response/normal",
        _with_invoke(result={"data-access-result": "object-unavailable"}),
        "C4 01 C1  01 0B",
        title="refused",
    ),
    _one(
        "get-response/normal", _with_invoke(result={"data-access-result": 42}), "C4 01 C1  01 2A", title="not assigned"
    ),
    _one(
        "get-response/with-datablock",
        _with_invoke(datablock_g={"last-block": True, "block-number": 1, "result": {"raw-data": "aabbcc"}}),
        """C4 02 C1
           01 00000001     # last-block, block-number
           00 03 AABBCC    # raw-data""",
    ),
    _one(
        "get-response/with-datablock",
        _with_invoke(
            datablock_g={"last-block": True, "block-number": 7, "result": {"data-access-result": "long-get-aborted"}}
        ),
        "C4 02 C1  01 00000007  01 0F",
        title="aborted",
    ),
    _one(
        "get-response/with-datablock",
        _with_invoke(datablock_g={"last-block": False, "block-number": 2, "result": {"raw-data": "0102"}}),
        "C4 02 C1  00 00000002  00 82 0002 0102",
        canonical=False,
        title="with a long length",
    ),
    _one(
        "get-response/with-list",
        _with_invoke(
            result=[
                {"data": {"unsigned": 1}},
                {"data-access-result": "read-write-denied"},
                {"data": {"null-data": None}},
            ]
        ),
        "C4 03 C1  03  00 11 01  01 03  00 00",
    ),
]
SET = [
    _one(
        "set-request/normal",
        _with_invoke(cosem_attribute_descriptor=ENERGY, access_selection=None, value={"unsigned": 5}),
        f"C1 01 C1  {_ENERGY}  00  11 05",
    ),
    _one(
        "set-request/normal",
        _with_invoke(cosem_attribute_descriptor=PROFILE, access_selection=ENTRIES, value={"array": []}),
        f"C1 01 C1  {_PROFILE}  01 {_ENTRIES}  01 00",
        title="of some entries",
    ),
    _one(
        "set-request/with-first-datablock",
        _with_invoke(cosem_attribute_descriptor=ENERGY, access_selection=None, datablock=_block(1, False, "0904")),
        f"C1 02 C1  {_ENERGY}  00  00 00000001 02 0904",
    ),
    _one(
        "set-request/with-datablock",
        _with_invoke(datablock=_block(2, True, "deadbeef")),
        "C1 03 C1  01 00000002 04 DEADBEEF",
    ),
    _one(
        "set-request/with-list",
        _with_invoke(
            attribute_descriptor_list=[
                {"cosem-attribute-descriptor": ENERGY, "access-selection": None},
                {"cosem-attribute-descriptor": PROFILE, "access-selection": ENTRIES},
            ],
            value_list=[{"unsigned": 1}, {"null-data": None}],
        ),
        f"""C1 04 C1
            02 {_ENERGY} 00  {_PROFILE} 01 {_ENTRIES}   # attribute-descriptor-list
            02 11 01 00                                 # value-list""",
    ),
    _one(
        "set-request/with-list-and-first-datablock",
        _with_invoke(
            attribute_descriptor_list=[{"cosem-attribute-descriptor": ENERGY, "access-selection": None}],
            datablock=_block(1, False, "01"),
        ),
        f"C1 05 C1  01 {_ENERGY} 00  00 00000001 01 01",
    ),
    _one("set-response/normal", _with_invoke(result="success"), "C5 01 C1 00"),
    _one("set-response/normal", _with_invoke(result="other-reason"), "C5 01 C1 FA", title="refused"),
    _one("set-response/datablock", _with_invoke(block_number=1), "C5 02 C1 00000001"),
    _one("set-response/last-datablock", _with_invoke(result="type-unmatched", block_number=2), "C5 03 C1 0C 00000002"),
    _one(
        "set-response/last-datablock-with-list",
        _with_invoke(result_list=["success", "temporary-failure"], block_number=3),
        "C5 04 C1  02 00 02  00000003",
    ),
    _one("set-response/with-list", _with_invoke(result_list=["success", 200]), "C5 05 C1  02 00 C8"),
]
ACTION = [
    _one(
        "action-request/normal",
        _with_invoke(cosem_method_descriptor=RESET, method_invocation_parameters={"integer": 0}),
        f"C3 01 C1  {_RESET}  01 0F 00",
    ),
    _one(
        "action-request/normal",
        _with_invoke(cosem_method_descriptor=DISCONNECT, method_invocation_parameters=None),
        f"C3 01 C1  {_DISCONNECT}  00",
        title="without parameters",
    ),
    _one("action-request/next-pblock", _with_invoke(block_number=4), "C3 02 C1 00000004"),
    _one(
        "action-request/with-list",
        _with_invoke(
            cosem_method_descriptor_list=[RESET, DISCONNECT],
            method_invocation_parameter_list=[{"integer": 0}, {"null-data": None}],
        ),
        f"C3 03 C1  02 {_RESET} {_DISCONNECT}  02 0F 00 00",
    ),
    _one(
        "action-request/with-first-pblock",
        _with_invoke(cosem_method_descriptor=RESET, pblock=_block(1, False, "0981")),
        f"C3 04 C1  {_RESET}  00 00000001 02 0981",
    ),
    _one(
        "action-request/with-list-and-first-pblock",
        _with_invoke(cosem_method_descriptor_list=[RESET], pblock=_block(1, True, "010f00")),
        f"C3 05 C1  01 {_RESET}  01 00000001 03 010F00",
    ),
    _one("action-request/with-pblock", _with_invoke(pblock=_block(2, True, "00")), "C3 06 C1  01 00000002 01 00"),
    _one("action-response/normal", _with_invoke(result="success", return_parameters=None), "C7 01 C1  00 00"),
    _one(
        "action-response/normal",
        _with_invoke(result="success", return_parameters={"data": {"octet-string": "beef"}}),
        "C7 01 C1  00  01 00 09 02 BEEF",
        title="with a result",
    ),
    _one(
        "action-response/normal",
        _with_invoke(result="long-action-aborted", return_parameters={"data-access-result": "object-undefined"}),
        "C7 01 C1  0F  01 01 04",
        title="with a refusal",
    ),
    _one("action-response/with-pblock", _with_invoke(pblock=_block(1, False, "0102")), "C7 02 C1  00 00000001 02 0102"),
    _one(
        "action-response/with-list",
        _with_invoke(
            list_of_responses=[
                {"result": "success", "return-parameters": {"data": {"boolean": True}}},
                {"result": "scope-of-access-violated", "return-parameters": None},
            ]
        ),
        "C7 03 C1  02  00 01 00 03 01  0D 00",
    ),
    _one("action-response/next-pblock", _with_invoke(block_number=9), "C7 04 C1 00000009"),
]
ACCESS = [
    _one(
        "access-request",
        {
            "long-invoke-id-and-priority": LONG_INVOKE,
            "date-time": None,
            "access-request-list-of-spec": [
                {"access-request-get": ENERGY},
                {"access-request-set": ENERGY},
                {"access-request-action": RESET},
                {
                    "access-request-get-with-selection": {
                        "cosem-attribute-descriptor": PROFILE,
                        "access-selection": ENTRIES,
                    }
                },
                {
                    "access-request-set-with-selection": {
                        "cosem-attribute-descriptor": PROFILE,
                        "access-selection": ENTRIES,
                    }
                },
            ],
            "access-request-list-of-data": [
                {"null-data": None},
                {"unsigned": 5},
                {"integer": 0},
                {"null-data": None},
                {"array": []},
            ],
        },
        f"""D9 40000001 00               # long invoke id, no date-time
            05 01 {_ENERGY}              # get
            02 {_ENERGY}                 # set
            03 {_RESET}                  # action
            04 {_PROFILE} {_ENTRIES}     # get with selection
            05 {_PROFILE} {_ENTRIES}     # set with selection
            05 00  11 05  0F 00  00  01 00""",
    ),
    _one(
        "access-request",
        {
            "long-invoke-id-and-priority": {
                "long-invoke-id": 0xABCDEF,
                "self-descriptive": 1,
                "processing-option": "break-on-error",
                "service-class": "unconfirmed",
                "priority": "high",
                "reserved": 15,
            },
            "date-time": TIME,
            "access-request-list-of-spec": [],
            "access-request-list-of-data": [],
        },
        f"D9 BFABCDEF {_TIME} 00 00",
        title="of nothing",
    ),
    _one(
        "access-response",
        {
            "long-invoke-id-and-priority": LONG_INVOKE,
            "date-time": TIME,
            "access-request-specification": None,
            "access-response-list-of-data": [{"unsigned": 7}, {"null-data": None}, {"null-data": None}],
            "access-response-specification": [
                {"access-response-get": "success"},
                {"access-response-set": "read-write-denied"},
                {"access-response-action": "other-reason"},
            ],
        },
        f"""DA 40000001 {_TIME} 00
            03 11 07 00 00             # data
            03 01 00  02 03  03 FA     # results""",
    ),
    _one(
        "access-response",
        {
            "long-invoke-id-and-priority": LONG_INVOKE | {"self-descriptive": 1},
            "date-time": None,
            "access-request-specification": [{"access-request-get": ENERGY}],
            "access-response-list-of-data": [{"unsigned": 7}],
            "access-response-specification": [{"access-response-get": "success"}],
        },
        f"DA 50000001 00  01 01 01 {_ENERGY}  01 11 07  01 01 00",
        title="that repeats the request",
    ),
    _one(
        "access-request",
        {
            "long-invoke-id-and-priority": LONG_INVOKE,
            "date-time": TIME,
            "access-request-list-of-spec": [],
            "access-request-list-of-data": [],
        },
        f"D9 40000001 09 {_TIME} 00 00",
        canonical=False,
        note="date-time-form",
        title="with a tag before the date-time",
    ),
]
EXCEPTIONS = [
    _one(
        "exception-response",
        {"state-error": "service-unknown", "service-error": {name: None}},
        f"D8 02 {code:02X}",
        title=name,
    )
    for code, name in enumerate(
        ("operation-not-possible", "service-not-supported", "other-reason", "pdu-too-long", "deciphering-error"), 1
    )
] + [
    _one(
        "exception-response",
        {"state-error": "service-not-allowed", "service-error": {"invocation-counter-error": 42}},
        "D8 01 06 0000002A",
        title="invocation-counter-error",
    ),
    _one(
        "exception-response",
        {"state-error": 9, "service-error": {"other-reason": None}},
        "D8 09 03",
        title="not assigned",
    ),
]
ROWS = GET + SET + ACTION + ACCESS + EXCEPTIONS
