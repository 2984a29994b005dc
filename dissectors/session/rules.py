"""What the two sides agreed on, held against what they do; and what the meter refuses."""

from __future__ import annotations

from dissectors.core.node import find
from dissectors.core.reader import decode
from dissectors.security.hls import NATIONAL
from dissectors.session.association import Association
from dissectors.session.message import Finding, Message
from dissectors.spec import codes, xdlms
from dissectors.spec.common import APDU
from dissectors.spec.facts import BY_CHOICE, Plan

SLOW = 5_000_000_000  # nanoseconds after which an answer is called slow

# Family of a service -> the conformance bit that allows it
CONFORMANCE = {
    "get-request": "get",
    "set-request": "set",
    "action-request": "action",
    "access-request": "access",
    "read-request": "read",
    "write-request": "write",
    "unconfirmed-write-request": "unconfirmed-write",
    "event-notification-request": "event-notification",
    "information-report-request": "information-report",
    "data-notification": "data-notification",
}
# What a service needs beside its family's bit, by a part of its name
_BESIDE = (
    ("-with-list", "multiple-references"),
    ("get-request-next", "block-transfer-with-get-or-read"),
    ("get-response-with-datablock", "block-transfer-with-get-or-read"),
    ("set-request-with-first-datablock", "block-transfer-with-set-or-write"),
    ("set-request-with-list-and-first-datablock", "block-transfer-with-set-or-write"),
    ("pblock", "block-transfer-with-action"),
)
_SERVICES = [plan.name for plans in BY_CHOICE.values() for plan in plans if plan is not None]
NEEDED = {name: bit for name in _SERVICES for part, bit in _BESIDE if part in name} | CONFORMANCE
WEAK = {
    "high-level-security-md5": "MD5 is broken",
    "high-level-security-sha1": "SHA-1 is broken",
}
_GENERAL_BLOCKS = "general-block-transfer"
_SUCCESS = 0
_RESULTS = (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT)


def not_negotiated(conformance: tuple[str, ...]) -> dict[str, str]:
    """Services and families of services that an association has not agreed on, and the bit that each wants.

    Empty where nothing is known.
    """
    if not conformance:
        return {}
    return {name: bit for name, bit in NEEDED.items() if bit not in conformance}


def judge(message: Message, association: Association | None, sender: str, apdu: bytes, plan: Plan) -> None:
    """Findings on one plain APDU: services and sizes beyond what was agreed, refusals, slow answers."""
    if plan.answers:
        refusal = _refusal(apdu, plan)
        if refusal is not None:
            message.findings = (*message.findings, refusal)
    if message.rtt is not None and message.rtt > SLOW:
        text = f"the answer took {message.rtt / 1e9:.1f} s"
        message.tell("slow-answer", text)
    if plan.op is xdlms.EXCEPTION_RESPONSE:
        _expected_counter(message, association, apdu)
    if association is None:
        return
    lacking = association.not_negotiated
    if lacking and (plan.family in lacking or plan.name in lacking):
        name = plan.family if plan.family in lacking else plan.name
        message.tell("not-negotiated", f"{name} was used; the negotiated conformance lacks {lacking[name]}")
    limit = association.pdu_size[sender == "client"]
    if limit and len(apdu) > limit:
        other = "server" if sender == "client" else "client"
        text = f"{len(apdu)} bytes; the {other} takes {limit}"
        message.tell("pdu-too-large", text)


def judge_block_transfer(message: Message, association: Association | None) -> None:
    """A finding on general block transfer that was not agreed on."""
    if association is not None and association.conformance and _GENERAL_BLOCKS not in association.conformance:
        message.tell("not-negotiated", f"the negotiated conformance lacks {_GENERAL_BLOCKS}")


def judge_mechanism(message: Message, association: Association) -> None:
    """A finding on an AARQ whose mechanism protects little."""
    why = WEAK.get(association.mechanism or "")
    if why is not None:
        message.tell("weak-mechanism", f"{association.mechanism}: {why}")
    elif association.mechanism_number in NATIONAL:
        message.tell("mechanism-unchecked", f"{association.mechanism}: its proofs are not checked")


def _expected_counter(message: Message, association: Association | None, apdu: bytes) -> None:
    """The counter that an exception response says the server expects."""
    node = find(decode(APDU, apdu), "invocation-counter-error")
    if node is None or not isinstance(node.value, int):
        return
    message.tell("ic-expected", f"the server expects an invocation counter of at least {node.value}")
    if association is not None:
        association.expected_counter = node.value


def _refusal(apdu: bytes, plan: Plan) -> Finding | None:
    """A result other than success: fixed in place, or chosen where a value could stand."""
    for span in plan.results:
        code = apdu[span.start] if span.start < len(apdu) else _SUCCESS
        if code != _SUCCESS and span.op.names is not None:
            return Finding("access-refused", span.op.names.get(code, str(code)))
    varying, at = plan.varying, plan.behind
    if varying is None or at + 1 >= len(apdu):
        return None
    chosen = varying.table.get(apdu[at])
    if chosen is None or chosen.names is None or chosen.names not in _RESULTS:
        return None
    return Finding("access-refused", chosen.names.get(apdu[at + 1], str(apdu[at + 1])))
