"""What the two sides agreed on, held against what they do; and what the meter refuses."""

from __future__ import annotations

from dissectors.core.node import find
from dissectors.core.reader import decode
from dissectors.session.association import Association
from dissectors.session.message import Finding, Message
from dissectors.spec import codes, xdlms
from dissectors.spec.common import APDU
from dissectors.spec.facts import Plan

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
WEAK = {
    "high-level-security-md5": "MD5 is broken",
    "high-level-security-sha1": "SHA-1 is broken",
}
_SUCCESS = 0
_RESULTS = (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT)


def not_negotiated(conformance: tuple[str, ...]) -> frozenset[str]:
    """Families of services that an association has not agreed on; none where nothing is known."""
    if not conformance:
        return frozenset()
    return frozenset(family for family, bit in CONFORMANCE.items() if bit not in conformance)


def judge(message: Message, association: Association | None, sender: str, apdu: bytes, plan: Plan) -> None:
    """Findings on one plain APDU: services and sizes beyond what was agreed, refusals, slow answers."""
    refusal = _refusal(apdu, plan)
    if refusal is not None:
        message.findings = (*message.findings, refusal)
    if message.rtt is not None and message.rtt > SLOW:
        text = f"the answer took {message.rtt / 1e9:.1f} s"
        message.findings = (*message.findings, Finding("slow-answer", text))
    if plan.op is xdlms.EXCEPTION_RESPONSE:
        _expected_counter(message, association, apdu)
    if association is None:
        return
    if plan.family in association.not_negotiated:
        text = f"{plan.family} was used; the negotiated conformance lacks {CONFORMANCE[plan.family]}"
        message.findings = (*message.findings, Finding("not-negotiated", text))
    limit = association.pdu_size[sender == "client"]
    if limit and len(apdu) > limit:
        other = "server" if sender == "client" else "client"
        text = f"{len(apdu)} bytes; the {other} takes {limit}"
        message.findings = (*message.findings, Finding("pdu-too-large", text))


def judge_mechanism(message: Message, association: Association) -> None:
    """A finding on an AARQ whose mechanism protects little."""
    why = WEAK.get(association.mechanism or "")
    if why is not None:
        message.findings = (*message.findings, Finding("weak-mechanism", f"{association.mechanism}: {why}"))


def _expected_counter(message: Message, association: Association | None, apdu: bytes) -> None:
    """The counter that an exception response says the server expects."""
    node = find(decode(APDU, apdu), "invocation-counter-error")
    if node is None or not isinstance(node.value, int):
        return
    finding = Finding("ic-expected", f"the server expects an invocation counter of at least {node.value}")
    message.findings = (*message.findings, finding)
    if association is not None:
        association.expected_counter = node.value


def _refusal(apdu: bytes, plan: Plan) -> Finding | None:
    """A result other than success: fixed in place, or chosen where a value could stand."""
    for span in plan.results:
        code = apdu[span.start] if span.start < len(apdu) else _SUCCESS
        if code != _SUCCESS and span.op.names is not None:
            return Finding("access-refused", span.op.names.get(code, str(code)))
    varying, at = plan.varying, plan.behind
    if varying is None or not plan.answers or at + 1 >= len(apdu):
        return None
    chosen = varying.table.get(apdu[at])
    if chosen is None or chosen.names not in _RESULTS or chosen.names is None:
        return None
    return Finding("access-refused", chosen.names.get(apdu[at + 1], str(apdu[at + 1])))
