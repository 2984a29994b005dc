"""What the two sides agreed on, held against what they do; and what the meter refuses."""

from __future__ import annotations

from dissectors.core.node import find
from dissectors.core.reader import decode
from dissectors.outcome import GOOD, SOUND
from dissectors.reading import reading
from dissectors.security.hls import NATIONAL
from dissectors.session.association import Association
from dissectors.session.message import Message
from dissectors.spec import acse, codes, xdlms
from dissectors.spec.common import APDU
from dissectors.spec.facts import BY_CHOICE, Plan

MOST_TOLD = 3  # items of a list that are named
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
PLANS = [plan for plans in BY_CHOICE.values() for plan in plans if plan is not None]
NEEDED = {plan.name: bit for plan in PLANS for part, bit in _BESIDE if part in plan.name} | CONFORMANCE
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
    if plan.answers and message.outcome | SOUND != GOOD | SOUND:
        refusal = _refusal(apdu, plan)
        if refusal is not None:
            message.tell("access-refused", refusal)
    if message.rtt is not None and message.rtt > SLOW:
        text = f"the answer took {message.rtt / 1e9:.1f} s"
        message.tell("slow-answer", text)
    if plan.error:
        _error(message, association, apdu, plan)
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


def _error(message: Message, association: Association | None, apdu: bytes, plan: Plan) -> None:
    """An exception response or a confirmed service error: what it says, and the counter that the server may expect."""
    error = decode(APDU, apdu)
    said = reading(error).results
    message.tell(_ERRORS[plan.op], str(said[0]) if said else "it does not say why")
    node = find(error, "invocation-counter-error")
    if node is None or not isinstance(node.value, int):
        return
    message.tell("ic-expected", f"the server expects an invocation counter of at least {node.value}")
    if association is not None:
        association.expected_counter = node.value


def _refusal(apdu: bytes, plan: Plan) -> str | None:
    """A result other than success: fixed in place, chosen where a value could stand, or of an item of a list."""
    for span in plan.results:
        code = apdu[span.start] if span.start < len(apdu) else _SUCCESS
        if code != _SUCCESS and span.op.names is not None:
            return span.op.names.get(code, str(code))
    if plan.name in _WITH_RESULTS:
        return _refused_items(apdu)
    varying, at = plan.varying, plan.behind
    if varying is None or at + 1 >= len(apdu):
        return None
    chosen = varying.table.get(apdu[at])
    if chosen is None or chosen.names is None or chosen.names not in _RESULTS:
        return None
    return chosen.names.get(apdu[at + 1], str(apdu[at + 1]))


def _refused_items(apdu: bytes) -> str | None:
    """The items of a list that were refused, the first few by number."""
    results = reading(decode(APDU, apdu)).results
    refused = [f"{number}: {result}" for number, result in enumerate(results, 1) if result not in (None, "success")]
    if not refused:
        return None
    more = f" and {len(refused) - MOST_TOLD} more" if len(refused) > MOST_TOLD else ""
    return f"{len(refused)} of {len(results)} items ({', '.join(refused[:MOST_TOLD])}{more})"


# Answers whose results stand in a list
_WITH_RESULTS = {plan.name for plan in PLANS if plan.answers and "-with-list" in plan.name} | {
    "read-response",
    "write-response",
    "access-response",
}
_ERRORS = {xdlms.EXCEPTION_RESPONSE: "exception", acse.CONFIRMED_SERVICE_ERROR: "service-error"}
