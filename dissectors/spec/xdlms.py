"""Services with logical names: GET, SET, ACTION, ACCESS, and the exception response (Green Book 9.3, 9.5)."""

from __future__ import annotations

from dissectors.spec import codes
from dissectors.spec.common import (
    ACCESS_SELECTION,
    BLOCK_NUMBER,
    COSEM_ATTRIBUTE_DESCRIPTOR,
    COSEM_ATTRIBUTE_DESCRIPTOR_WITH_SELECTION,
    COSEM_METHOD_DESCRIPTOR,
    DATE_TIME_NAME,
    GET_DATA_RESULT,
    INVOKE_ID_AND_PRIORITY,
    LAST_BLOCK,
    LONG_INVOKE_ID_AND_PRIORITY,
    SELECTIVE_ACCESS_DESCRIPTOR,
    action_result,
    data_access_result,
    data_block,
)
from dissectors.spec.data import DATA, DATA_LIST
from dissectors.spec.model import (
    choice,
    enumerated,
    null,
    optional,
    payload,
    sent_by,
    sequence,
    sequence_of,
    timestamp,
    unsigned,
)

_ATTRIBUTES = sequence_of("attribute-descriptor-list", COSEM_ATTRIBUTE_DESCRIPTOR_WITH_SELECTION)
_METHODS = sequence_of("cosem-method-descriptor-list", COSEM_METHOD_DESCRIPTOR)
_RESULTS = sequence_of("result-list", data_access_result())
_GET_RESULTS = sequence_of("result", GET_DATA_RESULT)
_VALUE = DATA.named("value")
_VALUES = sequence_of("value-list", DATA)
_RESULT = data_access_result("result")
_PARAMETER = DATA.named("method-invocation-parameter")
_PARAMETERS = sequence_of("method-invocation-parameter-list", DATA)

GET_REQUEST = choice(
    "get-request",
    {
        1: sequence("get-request-normal", INVOKE_ID_AND_PRIORITY, COSEM_ATTRIBUTE_DESCRIPTOR, ACCESS_SELECTION),
        2: sequence("get-request-next", INVOKE_ID_AND_PRIORITY, BLOCK_NUMBER),
        3: sequence("get-request-with-list", INVOKE_ID_AND_PRIORITY, _ATTRIBUTES),
    },
    sender="client",
)
GET_RESPONSE = choice(
    "get-response",
    {
        1: sequence("get-response-normal", INVOKE_ID_AND_PRIORITY, GET_DATA_RESULT.named("result")),
        2: sequence(
            "get-response-with-datablock",
            INVOKE_ID_AND_PRIORITY,
            sequence(
                "datablock-g",
                LAST_BLOCK,
                BLOCK_NUMBER,
                choice("result", {0: payload("raw-data", DATA), 1: data_access_result()}),
            ),
        ),
        3: sequence("get-response-with-list", INVOKE_ID_AND_PRIORITY, _GET_RESULTS),
    },
    sender="server",
)
SET_REQUEST = choice(
    "set-request",
    {
        1: sequence("set-request-normal", INVOKE_ID_AND_PRIORITY, COSEM_ATTRIBUTE_DESCRIPTOR, ACCESS_SELECTION, _VALUE),
        2: sequence(
            "set-request-with-first-datablock",
            INVOKE_ID_AND_PRIORITY,
            COSEM_ATTRIBUTE_DESCRIPTOR,
            ACCESS_SELECTION,
            data_block("datablock", DATA),
        ),
        3: sequence("set-request-with-datablock", INVOKE_ID_AND_PRIORITY, data_block("datablock", DATA)),
        4: sequence("set-request-with-list", INVOKE_ID_AND_PRIORITY, _ATTRIBUTES, _VALUES),
        5: sequence(
            "set-request-with-list-and-first-datablock",
            INVOKE_ID_AND_PRIORITY,
            _ATTRIBUTES,
            data_block("datablock", DATA_LIST),
        ),
    },
    sender="client",
)
SET_RESPONSE = choice(
    "set-response",
    {
        1: sequence("set-response-normal", INVOKE_ID_AND_PRIORITY, _RESULT),
        2: sequence("set-response-datablock", INVOKE_ID_AND_PRIORITY, BLOCK_NUMBER),
        3: sequence("set-response-last-datablock", INVOKE_ID_AND_PRIORITY, _RESULT, BLOCK_NUMBER),
        4: sequence("set-response-last-datablock-with-list", INVOKE_ID_AND_PRIORITY, _RESULTS, BLOCK_NUMBER),
        5: sequence("set-response-with-list", INVOKE_ID_AND_PRIORITY, _RESULTS),
    },
    sender="server",
)
ACTION_REQUEST = choice(
    "action-request",
    {
        1: sequence(
            "action-request-normal",
            INVOKE_ID_AND_PRIORITY,
            COSEM_METHOD_DESCRIPTOR,
            optional("method-invocation-parameters", _PARAMETER),
        ),
        2: sequence("action-request-next-pblock", INVOKE_ID_AND_PRIORITY, BLOCK_NUMBER),
        3: sequence("action-request-with-list", INVOKE_ID_AND_PRIORITY, _METHODS, _PARAMETERS),
        4: sequence(
            "action-request-with-first-pblock",
            INVOKE_ID_AND_PRIORITY,
            COSEM_METHOD_DESCRIPTOR,
            data_block("pblock", DATA),
        ),
        5: sequence(
            "action-request-with-list-and-first-pblock",
            INVOKE_ID_AND_PRIORITY,
            _METHODS,
            data_block("pblock", DATA_LIST),
        ),
        6: sequence("action-request-with-pblock", INVOKE_ID_AND_PRIORITY, data_block("pblock", DATA)),
    },
    sender="client",
)
ACTION_RESULT_WITH_DATA = sequence(
    "action-response-with-optional-data",
    action_result("result"),
    optional("return-parameters", GET_DATA_RESULT),
)
ACTION_RESPONSE = choice(
    "action-response",
    {
        1: sequence("action-response-normal", INVOKE_ID_AND_PRIORITY, *ACTION_RESULT_WITH_DATA.children),
        2: sequence("action-response-with-pblock", INVOKE_ID_AND_PRIORITY, data_block("pblock", DATA)),
        3: sequence(
            "action-response-with-list",
            INVOKE_ID_AND_PRIORITY,
            sequence_of("list-of-responses", ACTION_RESULT_WITH_DATA),
        ),
        4: sequence("action-response-next-pblock", INVOKE_ID_AND_PRIORITY, BLOCK_NUMBER),
    },
    sender="server",
)

# What the joined blocks of a GET with-list are (Green Book 9.3.10: the same items as in the unblocked response)
GET_RESULT_LIST = sequence_of("result-list", GET_DATA_RESULT)

_SELECTION = SELECTIVE_ACCESS_DESCRIPTOR.named("access-selection")
_REQUEST_SPECIFICATION = choice(
    "access-request-specification",
    {
        1: COSEM_ATTRIBUTE_DESCRIPTOR.named("access-request-get"),
        2: COSEM_ATTRIBUTE_DESCRIPTOR.named("access-request-set"),
        3: COSEM_METHOD_DESCRIPTOR.named("access-request-action"),
        4: sequence("access-request-get-with-selection", COSEM_ATTRIBUTE_DESCRIPTOR, _SELECTION),
        5: sequence("access-request-set-with-selection", COSEM_ATTRIBUTE_DESCRIPTOR, _SELECTION),
    },
)
_RESPONSE_SPECIFICATION = choice(
    "access-response-specification",
    {
        1: data_access_result("access-response-get"),
        2: data_access_result("access-response-set"),
        3: action_result("access-response-action"),
    },
)
_SPECIFICATIONS = sequence_of("access-request-list-of-spec", _REQUEST_SPECIFICATION)

ACCESS_REQUEST = sent_by(
    "client",
    sequence(
        "access-request",
        LONG_INVOKE_ID_AND_PRIORITY,
        timestamp(DATE_TIME_NAME),
        _SPECIFICATIONS,
        sequence_of("access-request-list-of-data", DATA),
    ),
)
ACCESS_RESPONSE = sent_by(
    "server",
    sequence(
        "access-response",
        LONG_INVOKE_ID_AND_PRIORITY,
        timestamp(DATE_TIME_NAME),
        optional("access-request-specification", _SPECIFICATIONS),
        sequence_of("access-response-list-of-data", DATA),
        sequence_of("access-response-specification", _RESPONSE_SPECIFICATION),
    ),
)

_WITH_COUNTER = 6  # invocation-counter-error carries the counter the server expects
EXCEPTION_RESPONSE = sent_by(
    "server",
    sequence(
        "exception-response",
        enumerated("state-error", codes.EXCEPTION_STATE_ERROR),
        choice(
            "service-error",
            {
                code: unsigned(name, 4) if code == _WITH_COUNTER else null(name)
                for code, name in codes.EXCEPTION_SERVICE_ERROR.items()
            },
            abbrev="exception_service_error",
        ),
    ),
)
