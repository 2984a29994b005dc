"""Why an association went as it did, as a colleague would say it."""

from __future__ import annotations

from collections.abc import Callable

from dissectors.session.association import (
    ABORTED,
    ACCEPTED,
    PRE_ESTABLISHED,
    PROPOSED,
    REJECTED,
    RELEASED,
    UNCONNECTED,
    Association,
)

_WORDS = {
    "lowest-level-security": "no security",
    "low-level-security": "LLS",
    "high-level-security": "manufacturer-specific HLS",
    "high-level-security-md5": "HLS-MD5",
    "high-level-security-sha1": "HLS-SHA1",
    "high-level-security-gmac": "HLS-GMAC",
    "high-level-security-sha256": "HLS-SHA256",
    "high-level-security-ecdsa": "HLS-ECDSA",
    "high-level-security-gost-cmac": "HLS-GOST-CMAC",
    "high-level-security-gost-streebog": "HLS-GOST-Streebog",
    "high-level-security-gost-signature": "HLS-GOST-signature",
}
# diagnostic of a refusal -> what it means, with {mechanism} and {context}
_REFUSALS = {
    "authentication-failure": "the meter refused the secret sent with {mechanism}: compare `password` or the keys",
    "authentication-required": "the meter wants authentication; the client offered {mechanism}",
    "authentication-mechanism-name-required": "the meter wants a mechanism to be named; the client named none",
    "authentication-mechanism-name-not-recognised": "the meter does not do {mechanism}",
    "application-context-name-not-supported": "the meter does not do the context {context}",
    "calling-AP-title-not-recognized": "the meter does not know the client's system title",
    "no-common-acse-version": "client and meter have no ACSE version in common",
    "no-reason-given": "the meter gave no reason; often a SAP that is not allowed, or a ciphered Initiate it could not open",
    "null": "the meter gave no reason; often a SAP that is not allowed, or a ciphered Initiate it could not open",
}
_SILENT = ("no-reason-given", "null")
# error that came in place of an AARE -> what it means
_ERRORS = {
    "initiate/dlms-version-too-low": "the DLMS version that the client proposes is too low for the meter",
    "initiate/incompatible-conformance": "the meter can do none of the services that the client proposes",
    "initiate/pdu-size-too-short": "the PDU size that the client proposes is too short for the meter",
    "initiate/refused-by-the-VDE-handler": "the meter refuses the InitiateRequest as a whole",
    "deciphering-error": "the meter could not decipher the client's InitiateRequest: compare keys and system title",
    "operation-not-possible": "the meter takes no association request now; an earlier association may still be open",
    "service-not-supported": "the meter does not know the request; compare application context and SAP",
}
# verdict of the key file on a password that the meter refused
_PASSWORDS = {
    "right": "which is the one in the key file: the meter has another",
    "wrong": "which is not the one in the key file",
}
# why protected messages stay closed
_CLOSED = {
    "no-key": "no key for it was given",
    "no-title": "the sender's system title is not known",
    "wrong-key-or-title": "no key at hand fits, or the system title is another one",
    "wrong-authentication-key": "the authentication key is another one",
    "truncated": "they are cut short",
}


def mechanism(association: Association) -> str:
    """The mechanism in an engineer's words."""
    if association.mechanism is None and association.state in (PRE_ESTABLISHED, UNCONNECTED):
        return "mechanism not seen"
    return _WORDS.get(association.mechanism or "", association.mechanism or "no security")


def explain(association: Association) -> str:
    """One sentence on how the association went: the first of the causes below that fits, worst first."""
    for cause in _CAUSES:
        said = cause(association)
        if said is not None:
            return said
    return {RELEASED: "released", ABORTED: "aborted"}.get(association.state, "went well")


def _unconnected(association: Association) -> str | None:
    if association.state != UNCONNECTED:
        return None
    tries = "once" if association.questions == 1 else f"{association.questions} times"
    if association.diagnostic is not None:
        return f"SNRM was sent {tries}; the meter answered {association.diagnostic.upper()}: it lets nobody connect now"
    return f"SNRM was sent {tries}; the meter never answered: compare addresses, baud rate and wiring"


def _titles(association: Association) -> str | None:
    if not association.titles_differ:
        return None
    return "the client's title changed between AARQ and ciphered InitiateRequest"


def _counter(association: Association) -> str | None:
    if association.expected_counter is not None:
        return f"the client's invocation counter is too low: the meter expects at least {association.expected_counter}"
    troubled = association.state in (PROPOSED, REJECTED) or association.questions > association.answers
    if association.regressed is None or not troubled:
        return None
    number, last = association.regressed
    return f"invocation counter {number} is below the last accepted {last}: the meter refuses what the client sends"


def _rejected(association: Association) -> str | None:
    if association.state != REJECTED:
        return None
    diagnostic = association.diagnostic or ""
    if association.wants and association.wants != association.mechanism:
        wanted = _WORDS.get(association.wants, association.wants)
        return f"the meter wants {wanted}, the client offered {mechanism(association)}"
    if association.password is not None and diagnostic == "authentication-failure":
        return f"the meter refused the password, {_PASSWORDS[association.password]}"
    if diagnostic in _ERRORS:
        return _ERRORS[diagnostic]
    if association.shut.get("client") == "wrong-key-or-title":
        return (
            "the client's InitiateRequest opens with no key at hand: the client has another key or title than the meter"
        )
    if association.suite is not None and diagnostic in _SILENT:
        return "the meter gave no reason; the InitiateRequest opens with the key file's keys: the meter may have others"
    template = _REFUSALS.get(diagnostic)
    if template is None:
        return f"the meter refused: {association.diagnostic or association.result or 'no reason'}"
    return template.format(mechanism=mechanism(association), context=association.context or "named")


def _proofs(association: Association) -> str | None:
    wrong = [side for side, verdict in association.hls.items() if verdict == "wrong"]
    refused = next((said for said in association.hls.values() if said.startswith("refused")), None)
    if refused is not None:
        return f"the meter refused the client's proof ({refused.partition(': ')[2]}): compare secret, keys and titles"
    if not wrong:
        return None
    if len(wrong) > 1 and association.answers:
        return (
            f"both proofs fit another secret than that of the key file, and the two went on ({mechanism(association)})"
        )
    return f"the {' and the '.join(wrong)} could not prove the secret in the key file ({mechanism(association)})"


def _silent(association: Association) -> str | None:
    return "the meter never answered the AARQ" if association.state == PROPOSED else None


def _closed(association: Association) -> str | None:
    if not association.closed:
        return None
    why = association.unseen or _CLOSED.get(association.closed_reason or "", association.closed_reason)
    if association.closed == 1:
        return f"1 protected message stays closed: {why}"
    return f"{association.closed} protected messages stay closed: {why}"


def _unproved(association: Association) -> str | None:
    if association.state != ACCEPTED or not association.is_hls or len(association.hls) >= 2:
        return None
    return "accepted, but high level security was not seen to finish"


def _stalled(association: Association) -> str | None:
    return f"a block transfer was not finished: {association.stalled}" if association.stalled is not None else None


def _unanswered(association: Association) -> str | None:
    unanswered = association.questions - association.answers
    if unanswered <= 0:
        return None
    return f"{unanswered} of {association.questions} questions have no answer in the capture"


_CAUSES: tuple[Callable[[Association], str | None], ...] = (
    _unconnected,
    _titles,
    _counter,
    _rejected,
    _proofs,
    _silent,
    _closed,
    _unproved,
    _stalled,
    _unanswered,
)
