"""What independent implementations protect opens here, and the other way round: pydlms-client and dlms-cosem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dissectors.core.writer import encode
from dissectors.profiles.stack import make
from dissectors.security.ciphering import seal
from dissectors.security.hls import Proof, Secrets, check
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.session.association import identity_of
from dissectors.session.message import Message
from dissectors.session.tracker import Tracker
from dissectors.spec.common import APDU

pydlms = pytest.importorskip("pydlms")
from pydlms.security import ec, hls, keyagreement  # noqa: E402
from pydlms.security.ciphering import unwrap, wrap, wrap_general_glo  # noqa: E402
from pydlms.security.context import SecurityContext  # noqa: E402
from pydlms.security.general import KeyInfo, wrap_general_ciphering, wrap_general_signing  # noqa: E402
from pydlms.security.suites import SecurityControl  # noqa: E402

CLIENT, METER = bytes.fromhex("5052410000000001"), bytes.fromhex("5052410000BC614E")
GET = bytes.fromhex("C001C100030100010800FF0200")
KEYS = {
    16: [bytes.fromhex(key) for key in ("7B1F0C93E4A65D28B0F7C2196E8D3A54", "C60B7E29D1548FA35E9240BD17F86AC3",
                                        "91E3570D2CB84AF66D05F2A9837B1CE4", "2F96B8D05A13E74CC87D0E615BA294F1")],
    32: [bytes.fromhex(key * 2) for key in ("38C4FA6517E02B9D84A05F3CD6719EB2", "E5D90A4C71836BF22C5E9740A1D8B36F",
                                            "4A8F26C1D07E593BB21496E5F80D73AC", "0DF3A27581BC496EE7165D9AC82F40B3")],
}  # fmt: skip


def scalar(key: Any) -> bytes:
    """The private key as the key file has it."""
    return key.private_numbers().private_value.to_bytes((key.curve.key_size + 7) // 8, "big")


class Peer:
    """A client of pydlms and the key file that fits it."""

    def __init__(self, suite: int, **options: Any) -> None:
        ek, ak, gbek, kek = KEYS[32 if suite == 2 else 16]
        self.private = {name: ec.generate_private_key(suite) for name in ("sign", "agree", "meter")} if suite else {}
        if suite:
            options |= {
                "signing_key": self.private["sign"],
                "key_agreement_key": self.private["agree"],
                "peer_key_agreement_key": self.private["meter"].public_key(),
            }
        self.context = SecurityContext(ek, ak, CLIENT, METER, 100, suite, broadcast_key=gbek, master_key=kek, **options)
        given: dict[str, list[bytes]] = {"guek": [ek], "gak": [ak], "gbek": [gbek], "kek": [kek]}
        clients: dict[str, list[bytes]] = {}
        if suite:
            given["agreement_private_key"] = [scalar(self.private["meter"])]
            clients["signing_public_key"] = [ec.public_key_bytes(self.private["sign"])]
            clients["agreement_public_key"] = [ec.public_key_bytes(self.private["agree"])]
        self.ring = KeyRing([
            KeyEntry("meter", given, METER, origin="1"), KeyEntry("meter", clients, CLIENT, sap=16, origin="1")
        ])  # fmt: skip

    def opened(self, *apdus: bytes, from_meter: bool = False) -> list[Message]:
        profile, tracker = make("wrapper"), Tracker(self.ring)
        ports = (1, 16) if from_meter else (16, 1)
        messages: list[Message] = []
        for row, apdu in enumerate(apdus, 1):
            head = b"\0\1" + b"".join(number.to_bytes(2, "big") for number in (*ports, len(apdu)))
            messages += [tracker.feed(row, None, identity_of(1, pdu), pdu) for pdu in profile.feed(0, head + apdu)]
        return messages


ONE_PASS, STATIC = KeyInfo("agreed", scheme=1), KeyInfo("agreed", scheme=2)
CONTROLS = {"A": (True, False), "E": (False, True), "AE": (True, True)}
ENVELOPES: dict[str, Callable[[Any, Any], bytes]] = {
    "glo": lambda context, control: wrap(context, GET, control),
    "general-glo": lambda context, control: wrap_general_glo(context, GET, control),
    "general, no key-info": lambda context, control: wrap_general_ciphering(context, GET, METER, KeyInfo(), sc=control),
    "general, identified": lambda context, control: wrap_general_ciphering(context, GET, METER, sc=control),
    "general, broadcast": lambda context, control: wrap_general_ciphering(
        context, GET, METER, KeyInfo("identified", 1), b"\1\2\3\4", control
    ),
    "general, wrapped": lambda context, control: wrap_general_ciphering(
        context, GET, METER, KeyInfo("wrapped"), b"12345678", control
    ),
    "general, one pass": lambda context, control: wrap_general_ciphering(
        context, GET, METER, ONE_PASS, b"12345678", control
    ),
    "general, static": lambda context, control: wrap_general_ciphering(
        context, GET, METER, STATIC, b"12345678", control
    ),
}


# Suites that have it, and layouts of the additional authenticated data that it may have
COMBINATIONS = [
    (envelope, aad, suite, protected)
    for envelope in ENVELOPES
    for aad in (("sc-ak", "with-header") if envelope.startswith("general, ") else ("sc-ak",))
    for suite in ((1, 2) if "pass" in envelope or "static" in envelope else (0, 1, 2))
    for protected in CONTROLS
]


@pytest.mark.parametrize(("envelope", "aad", "suite", "protected"), COMBINATIONS)
def test_what_pydlms_protects_opens(envelope: str, aad: str, suite: int, protected: str) -> None:
    peer = Peer(suite, general_aad=aad)
    control = SecurityControl(suite, *CONTROLS[protected])
    (message,) = peer.opened(ENVELOPES[envelope](peer.context, control))
    assert (message.service, message.apdu) == ("get-request-normal", GET)
    assert message.protection.status == ("ok" if CONTROLS[protected][0] else "unverified")
    assert message.protection.suite == suite and message.counter == 100
    told = {finding.code for finding in message.findings} - {"no-answer"}
    header_left_out = envelope.startswith("general, ") and aad == "sc-ak" and CONTROLS[protected][0]
    assert ("other-layout" in told) is header_left_out


@pytest.mark.parametrize("suite", [1, 2])
@pytest.mark.parametrize("form", ["content", "length-prefixed-content"])
def test_what_pydlms_signs_is_verified(form: str, suite: int) -> None:
    peer = Peer(suite, signing_form=form)
    ciphered = wrap_general_ciphering(peer.context, GET, METER, ONE_PASS)
    for content, policy in ((GET, "signed"), (ciphered, "signed+authenticated+encrypted")):
        (message,) = peer.opened(wrap_general_signing(peer.context, content, METER, b"\7" * 8))
        assert (message.protection.status, message.protection.reason) == (
            "ok",
            None,
        ) and message.protection.policy == policy
        assert message.apdu == GET
    changed = bytearray(wrap_general_signing(peer.context, GET, METER))
    changed[-1] ^= 1
    (message,) = peer.opened(bytes(changed))
    assert message.protection.status == "failed"


@pytest.mark.parametrize("suite", [1, 2])
def test_a_key_that_pydlms_agrees_on_opens_what_follows(suite: int) -> None:
    """Class 64 key agreement: the client's offer and derivation are pydlms's, so is the traffic after it."""
    peer = Peer(suite)
    meter_signs = ec.generate_private_key(suite)
    private, offer = keyagreement.make_offer(peer.private["sign"], suite, 0)
    answer_private, answer = keyagreement.make_offer(meter_signs, suite, 0)
    secret = ec.ecdh_shared_secret(private, answer_private.public_key())
    agreed = keyagreement.derive_key(suite, 0, secret, CLIENT, METER)
    peer.ring.add([KeyEntry("logged", {"ephemeral_private_keys": [scalar(private)]}, METER)])

    def keys(data: bytes) -> dict[str, Any]:
        return {"array": [{"structure": [{"enum": 0}, {"octet-string": data.hex()}]}]}

    iip = {"invoke-id": 1, "service-class": "confirmed", "priority": "high"}
    ask = encode(APDU, {"action-request": {"action-request-normal": {
        "invoke-id-and-priority": iip,
        "cosem-method-descriptor": {"class-id": 64, "instance-id": "0-0:43.0.0*255", "method-id": 3},
        "method-invocation-parameters": keys(offer)}}})  # fmt: skip
    reply = encode(APDU, {"action-response": {"action-response-normal": {
        "invoke-id-and-priority": iip, "result": "success", "return-parameters": {"data": keys(answer)}}}})  # fmt: skip
    profile, tracker = make("wrapper"), Tracker(peer.ring)
    after = SecurityContext(agreed, KEYS[32 if suite == 2 else 16][1], CLIENT, METER, 1, suite)
    statuses = []
    for row, (apdu, ports) in enumerate(
        ((wrap(peer.context, ask), b"\0\x10\0\1"), (reply, b"\0\1\0\x10"), (wrap(after, GET), b"\0\x10\0\1")), 1
    ):
        for pdu in profile.feed(row == 2, b"\0\1" + ports + len(apdu).to_bytes(2, "big") + apdu):
            statuses.append(tracker.feed(row, None, identity_of(1, pdu), pdu).protection.status)
    assert statuses == ["ok", "none", "ok"]


def test_pydlms_opens_what_is_sealed_here() -> None:
    ek, ak = KEYS[16][:2]
    context = SecurityContext(ek, ak, CLIENT, METER)
    answer = bytes.fromhex("C401C1001105")
    content = seal(ek, ak, METER, 0x30, 7, answer)
    assert unwrap(context, bytes((0xCC, len(content))) + content).plaintext == answer


def test_proofs_of_pydlms_are_verified() -> None:
    ek, ak = KEYS[16][:2]
    stoc, ctos, secret = bytes(range(16)), bytes(range(16, 32)), b"a secret of many words"
    signing = ec.generate_private_key(1)
    proofs = {
        3: hls.hls_md5(stoc, secret),
        4: hls.hls_sha1(stoc, secret),
        5: hls.hls_gmac(ek, ak, CLIENT, 9, stoc),
        6: hls.hls_sha256(secret, CLIENT, METER, stoc, ctos),
        7: hls.hls_ecdsa_sign(signing, CLIENT, METER, stoc, ctos),
    }
    secrets = Secrets((secret,), (ek,), (ak,), (ec.public_key_bytes(signing),))
    for mechanism, octets in proofs.items():
        assert check(mechanism, Proof(octets, stoc, ctos, CLIENT, METER), secrets).status == "verified", mechanism
        wrong = bytes((octets[0], *octets[1:-1], octets[-1] ^ 1))
        assert check(mechanism, Proof(wrong, stoc, ctos, CLIENT, METER), secrets).status == "wrong", mechanism


def test_what_dlms_cosem_protects_opens() -> None:
    security = pytest.importorskip("dlms_cosem.security")
    ek, ak, _, kek = KEYS[16]
    control = security.SecurityControlField(security_suite=0, authenticated=True, encrypted=True)
    text = security.encrypt(control, CLIENT, 5, ek, GET, ak)
    content = control.to_bytes() + (5).to_bytes(4, "big") + text
    (message,) = Peer(0).opened(bytes((0xC8, len(content))) + content)
    assert message.protection.status == "ok" and message.apdu == GET
    only = security.SecurityControlField(security_suite=0, authenticated=True, encrypted=False)
    proof = only.to_bytes() + (6).to_bytes(4, "big") + security.gmac(only, CLIENT, 6, ek, ak, b"challenge")
    verdict = check(5, Proof(proof, b"challenge", b"", CLIENT, METER), Secrets((), (ek,), (ak,)))
    assert verdict.status == "verified"
    from dissectors.security.key_wrap import unwrap as unwrapped

    assert unwrapped(kek, security.wrap_key(control, kek, ek)) == ek
