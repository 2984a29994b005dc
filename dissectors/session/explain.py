"""Why an association went as it did, as a colleague would say it."""

from __future__ import annotations

from dissectors.session.association import ACCEPTED, PROPOSED, REJECTED, RELEASED, Association

_WORDS = {
    "lowest-level-security": "no security",
    "low-level-security": "low level security (a password)",
    "high-level-security": "manufacturer-specific high level security",
    "high-level-security-md5": "HLS-MD5",
    "high-level-security-sha1": "HLS-SHA1",
    "high-level-security-gmac": "HLS-GMAC",
    "high-level-security-sha256": "HLS-SHA256",
    "high-level-security-ecdsa": "HLS-ECDSA",
}
# diagnostic of a refusal -> what it means, with {mechanism} and {context}
_REFUSALS = {
    "authentication-failure": "the meter refused the secret sent with {mechanism}: compare `password` or the keys",
    "authentication-required": "the meter wants authentication; the client offered {mechanism}",
    "authentication-mechanism-name-required": "the meter wants a mechanism to be named; the client named none",
    "authentication-mechanism-name-not-recognised": "the meter does not do {mechanism}",
    "application-context-name-not-supported": "the meter does not do the context {context}",
    "calling-AP-title-not-recognized": "the meter does not know the client's system title",
    "no-reason-given": "the meter gave no reason; often a SAP that is not allowed, or a ciphered Initiate it could not open",
}


def mechanism(association: Association) -> str:
    """The mechanism in an engineer's words."""
    return _WORDS.get(association.mechanism or "", association.mechanism or "no security")


def explain(association: Association) -> str:
    """One sentence on how the association went."""
    if association.titles_differ:
        return "the client's title in the AARQ is not the one its Initiate is ciphered under"
    if association.expected_counter is not None:
        return f"the client's invocation counter is too low: the meter expects at least {association.expected_counter}"
    if association.state == REJECTED:
        if association.wants and association.wants != association.mechanism:
            wanted = _WORDS.get(association.wants, association.wants)
            return f"the meter wants {wanted}, the client offered {mechanism(association)}"
        if association.password is not None and association.diagnostic == "authentication-failure":
            return f"the meter refused the password; it is the {association.password} one by the key file"
        template = _REFUSALS.get(association.diagnostic or "")
        if template is None:
            return f"the meter refused: {association.diagnostic or association.result or 'no reason'}"
        return template.format(mechanism=mechanism(association), context=association.context or "named")
    wrong = [side for side, verdict in association.hls.items() if verdict == "wrong"]
    if wrong:
        return f"the {' and the '.join(wrong)} could not prove the secret in the key file ({mechanism(association)})"
    if association.state == PROPOSED:
        return "the meter never answered the AARQ"
    if association.state == ACCEPTED and association.is_hls and len(association.hls) < 2:
        return "accepted, but high level security was not seen to finish"
    unanswered = association.questions - association.answers
    if unanswered > 0:
        return f"{unanswered} of {association.questions} questions have no answer in the capture"
    return "released" if association.state == RELEASED else "went well"
