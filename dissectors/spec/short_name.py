"""Services with short names: Read, Write, UnconfirmedWrite, InformationReport (Green Book 9.3.14 to 9.3.18)."""

from __future__ import annotations

from dissectors.core.ops import Op
from dissectors.spec.common import SELECTIVE_ACCESS_DESCRIPTOR, data_access_result
from dissectors.spec.data import DATA, DATA_LIST
from dissectors.spec.model import (
    boolean,
    choice,
    null,
    payload,
    sent_by,
    sequence,
    sequence_of,
    timestamp,
    unsigned,
)

VARIABLE_NAME = unsigned("variable-name", 2)
_BLOCK_NUMBER = unsigned("block-number", 2, abbrev="block.number")
_LAST_BLOCK = boolean("last-block", abbrev="block.last")


def _block(name: str, joined: Op) -> Op:
    return sequence(name, _LAST_BLOCK, _BLOCK_NUMBER, payload("raw-data", joined))


# The numbers are those of Variable-Access-Specification; 3 is detailed-access, not used in DLMS/COSEM.
VARIABLE_ACCESS_SPECIFICATION = choice(
    "variable-access-specification",
    {
        2: VARIABLE_NAME,
        4: sequence("parameterized-access", VARIABLE_NAME, *SELECTIVE_ACCESS_DESCRIPTOR.children),
        5: sequence("block-number-access", _BLOCK_NUMBER),
        6: _block("read-data-block-access", DATA_LIST),
        7: sequence("write-data-block-access", _LAST_BLOCK, _BLOCK_NUMBER),  # the raw data is the Data of the list
    },
)
_SPECIFICATIONS = sequence_of("variable-access-specification-list", VARIABLE_ACCESS_SPECIFICATION)
_VALUES = sequence_of("list-of-data", DATA)

READ_RESULT = choice("read-result", {0: DATA, 1: data_access_result("data-access-error")})
READ_RESULT_LIST = sequence_of("read-result-list", READ_RESULT)

READ_REQUEST = sent_by("client", sequence("read-request", _SPECIFICATIONS))
READ_RESPONSE = sent_by(
    "server",
    sequence(
        "read-response",
        sequence_of(
            "read-response-list",
            choice(
                "read-result",
                {
                    0: DATA,
                    1: data_access_result("data-access-error"),
                    2: _block("data-block-result", READ_RESULT_LIST),
                    3: _BLOCK_NUMBER,
                },
            ),
        ),
    ),
)
WRITE_REQUEST = sent_by("client", sequence("write-request", _SPECIFICATIONS, _VALUES))
WRITE_RESPONSE = sent_by(
    "server",
    sequence(
        "write-response",
        sequence_of(
            "write-response-list",
            choice(
                "write-result",
                {0: null("success"), 1: data_access_result("data-access-error"), 2: _BLOCK_NUMBER},
            ),
        ),
    ),
)
UNCONFIRMED_WRITE_REQUEST = sent_by("client", sequence("unconfirmed-write-request", _SPECIFICATIONS, _VALUES))
INFORMATION_REPORT_REQUEST = sent_by(
    "server",
    sequence(
        "information-report-request",
        timestamp("current-time", optional=True, abbrev="date_time"),
        _SPECIFICATIONS,
        _VALUES,
    ),
)
