"""What stands in front of an APDU whatever the link: LLC header and gateway prefix, taken off and told."""

from __future__ import annotations

from dissectors.core.reader import decode
from dissectors.profiles.pdu import Pdu
from dissectors.spec.block import GENERAL_BLOCK_TRANSFER
from dissectors.spec.common import APDU
from dissectors.spec.facts import BY_CHOICE, BY_TAG, plan_of
from dissectors.spec.link import (
    GATEWAY_REQUEST,
    GATEWAY_RESPONSE,
    LLC_SIZE,
    LSAP,
    LSAP_ALL,
    LSAP_COMMAND,
    LSAP_RESPONSE,
)

_LLC_SENDER = {LSAP_COMMAND: "client", LSAP_RESPONSE: "server"}
_GATEWAY_SENDER = {GATEWAY_REQUEST: "client", GATEWAY_RESPONSE: "server"}
_KNOWN_TAGS = frozenset(BY_CHOICE) | {tag for tag, plan in enumerate(BY_TAG) if plan is not None}


def starts_lsdu(data: bytes, start: int, end: int) -> bool:
    """Whether an LLC header stands at ``start``."""
    return (
        end - start >= LLC_SIZE
        and data[start] in (LSAP, LSAP_ALL)
        and data[start + 1] in _LLC_SENDER
        and not data[start + 2]
    )


def known_apdu(data: bytes, at: int) -> bool:
    """Whether a known APDU tag stands at ``at``."""
    return at < len(data) and data[at] in _KNOWN_TAGS


def strip(pdu: Pdu) -> None:
    """Move the payload of a PDU behind LLC and gateway prefix, and set its data, gateway and sender."""
    index, start, end = pdu.payload[0]
    data = pdu.frames[index].data
    if starts_lsdu(data, start, end):
        pdu.sender = pdu.sender or _LLC_SENDER[data[start + 1]]
        start += LLC_SIZE
    if start < end and data[start] in _GATEWAY_SENDER:
        behind = gateway_end(data, start, end)
        if behind > 0 and known_apdu(data, behind):
            pdu.gateway = (data[start + 1], data[start + 3 : behind])
            pdu.sender = _GATEWAY_SENDER[data[start]]
            start = behind
    if len(pdu.payload) == 1:
        pdu.payload = ((index, start, end),)
        pdu.data = data[start:end]
    else:
        pdu.payload = ((index, start, end), *pdu.payload[1:])
        pdu.data = b"".join(pdu.frames[frame].data[low:high] for frame, low, high in pdu.payload)
    if not pdu.data:
        pdu.payload = ()
        pdu.kind = "i" if pdu.kind == "apdu" else pdu.kind
    elif pdu.sender is None:
        pdu.sender = sender_of(pdu.data)


def sender_of(apdu: bytes) -> str | None:
    """Who sends an APDU of that kind: a block that begins a transfer is looked into; None where both may send it."""
    plan = plan_of(apdu)
    if plan is None:
        return None
    if plan.op is GENERAL_BLOCK_TRANSFER:
        block = decode(APDU, apdu)
        number, data = block.child("block-number"), block.child("block-data")
        if number is None or number.value != 1 or data is None or not isinstance(data.value, bytes):
            return None
        plan = plan_of(data.value)
    return plan.sender or None if plan is not None else None


def gateway_end(data: bytes, start: int, end: int) -> int:
    """Position behind a gateway prefix (header, network id, address length, address); -1 where it does not fit."""
    if end - start < 4 or data[start + 2] > 0x7F:
        return -1
    behind = start + 3 + data[start + 2]
    return behind if behind < end else -1
