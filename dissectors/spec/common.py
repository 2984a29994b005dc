"""Parts that several APDUs share: invoke ids, descriptors, selective access, data blocks (Green Book 9.5)."""

from __future__ import annotations

from dissectors.core.ops import Member, Op
from dissectors.spec import codes
from dissectors.spec.data import DATA
from dissectors.spec.model import (
    bits,
    boolean,
    choice,
    enumerated,
    integer,
    octet_string,
    octets,
    optional,
    payload,
    sequence,
    unsigned,
)

# The CHOICE over all APDUs. catalog.py fills it; containers of APDUs name it before it is full.
APDU = choice("apdu", abbrev="apdu")

INVOKE_ID_AND_PRIORITY = bits(
    "invoke-id-and-priority",
    1,
    Member("invoke-id", 0, 4),
    Member("service-class", 6, 1, codes.SERVICE_CLASS),
    Member("priority", 7, 1, codes.PRIORITY),
    Member("reserved", 4, 2, abbrev="invoke_id.reserved"),
    abbrev="invoke_id_and_priority",
)
LONG_INVOKE_ID_AND_PRIORITY = bits(
    "long-invoke-id-and-priority",
    4,
    Member("long-invoke-id", 0, 24, abbrev="invoke_id"),
    Member("self-descriptive", 28, 1),
    Member("processing-option", 29, 1, {0: "continue-on-error", 1: "break-on-error"}),
    Member("service-class", 30, 1, codes.SERVICE_CLASS),
    Member("priority", 31, 1, codes.PRIORITY),
    Member("reserved", 24, 4, abbrev="invoke_id.reserved"),
)
DATE_TIME_NAME = "date-time"
CLASS_ID = unsigned("class-id", 2)
INSTANCE_ID = octets("instance-id", 6, form="obis", abbrev="obis")
COSEM_ATTRIBUTE_DESCRIPTOR = sequence(
    "cosem-attribute-descriptor", CLASS_ID, INSTANCE_ID, integer("attribute-id", 1, abbrev="attribute")
)
COSEM_METHOD_DESCRIPTOR = sequence(
    "cosem-method-descriptor", CLASS_ID, INSTANCE_ID, integer("method-id", 1, abbrev="method")
)
SELECTIVE_ACCESS_DESCRIPTOR = sequence(
    "selective-access-descriptor",
    unsigned("access-selector", 1),
    DATA.named("access-parameters"),
)
ACCESS_SELECTION = optional("access-selection", SELECTIVE_ACCESS_DESCRIPTOR)
COSEM_ATTRIBUTE_DESCRIPTOR_WITH_SELECTION = sequence(
    "cosem-attribute-descriptor-with-selection", COSEM_ATTRIBUTE_DESCRIPTOR, ACCESS_SELECTION
)
BLOCK_NUMBER = unsigned("block-number", 4, abbrev="block.number")
LAST_BLOCK = boolean("last-block", abbrev="block.last")


def data_access_result(name: str = "data-access-result") -> Op:
    return enumerated(name, codes.DATA_ACCESS_RESULT, abbrev="data_access_result")


def action_result(name: str = "action-result") -> Op:
    return enumerated(name, codes.ACTION_RESULT, abbrev="action_result")


GET_DATA_RESULT = choice("get-data-result", {0: DATA, 1: data_access_result()})


def data_block(name: str, joined: Op) -> Op:
    """DataBlock-SA: a block of a request or of an action response."""
    return sequence(name, LAST_BLOCK, BLOCK_NUMBER, payload("raw-data", joined))


TRANSACTION_ID = octet_string("transaction-id")
