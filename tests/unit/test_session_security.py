"""Sessions under protection: keys that change, counters, policies, clocks, images and signatures, as the tracker sees them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from dissectors.profiles.stack import make
from dissectors.security import key_ring, opener
from dissectors.security.agreement import derive, shared_secret
from dissectors.security.ciphering import seal
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.security.key_wrap import wrap
from dissectors.security.signature import sign
from dissectors.session.association import Association, identity_of
from dissectors.session.findings import CATALOGUE
from dissectors.session.message import Message
from dissectors.session.tracker import Tracker

CLIENT, METER = bytes.fromhex("4D4D4D0000000001"), bytes.fromhex("4D4D4D0000BC614E")
OLD, NEW, AK, KEK = (bytes(range(start, start + 16)) for start in (0, 64, 128, 192))
GET, ANSWER = "C001C100030100010800FF0200", "C401C1001105"
SECOND = 1_000_000_000
GLO = {0xC0: 0xC8, 0xC1: 0xC9, 0xC3: 0xCB, 0xC4: 0xCC, 0xC5: 0xCD, 0xC7: 0xCF}
FROM_METER = (0xC4, 0xC5, 0xC7, 0xCC, 0xCD, 0xCF, 0xD8, 0x61, 0x0C)


class Glo(NamedTuple):
    """A plain APDU to be sent protected."""

    text: str
    counter: int
    key: bytes = OLD
    control: int = 0x30

    def octets(self) -> bytes:
        plain = bytes.fromhex(self.text)
        title = METER if plain[0] in FROM_METER else CLIENT
        content = seal(self.key, AK, title, self.control, self.counter, plain)
        return bytes((GLO[plain[0]],)) + bytes.fromhex(_length(content)) + content


class Blocked(Glo):
    """One block of general block transfer, protected by itself."""

    def octets(self) -> bytes:
        plain = bytes.fromhex(self.text)
        block = bytes.fromhex("E08100010000") + bytes((len(plain),)) + plain
        content = seal(self.key, AK, CLIENT, self.control, self.counter, block)
        return b"\xdb\x08" + CLIENT + bytes((len(content),)) + content


class Run(NamedTuple):
    messages: list[Message]
    late: set[str]
    associations: list[Association]

    @property
    def codes(self) -> set[str]:
        return {finding.code for message in self.messages for finding in message.findings} | self.late

    @property
    def statuses(self) -> list[str]:
        return [message.protection.status for message in self.messages]


def ring(**keys: bytes) -> KeyRing:
    """A key file with one meter, whose client's title is known too."""
    given = {field: [key] for field, key in {"gak": AK, **keys}.items()}
    entries = [KeyEntry("meter", given, METER, origin="1"), KeyEntry("meter", {}, CLIENT, sap=16, origin="1")]
    return KeyRing(entries)


def run(exchange: Iterable[str | Glo], keys: KeyRing | None = None, start: int = 0) -> Run:
    """A wrapper session between client 16 and server 1, a message a second from ``start`` (nanoseconds) on."""
    profile, tracker = make("wrapper"), Tracker(keys)
    messages: list[Message] = []
    for apdu in exchange:
        octets = bytes.fromhex(apdu) if isinstance(apdu, str) else apdu.octets()
        meter = octets[0] in FROM_METER
        ports = bytes((0, 1, 0, 16)) if meter else bytes((0, 16, 0, 1))
        for pdu in profile.feed(int(meter), b"\0\1" + ports + len(octets).to_bytes(2, "big") + octets):
            row = len(messages) + 1
            messages.append(tracker.feed(row, start + row * SECOND, identity_of(1, pdu), pdu))
    tracker.finish()
    return Run(messages, {finding.code for _, finding in tracker.late}, tracker.associations)


def action(class_id: int, method: int, parameters: str) -> str:
    return f"C301C1{class_id:04X}00002B0000FF{method:02X}01{parameters}"


def key_pairs(*pairs: tuple[int, bytes]) -> str:
    """array of structure {enum key id, octet-string}."""
    items = "".join(f"020216{key_id:02X}09{_length(content)}{content.hex()}" for key_id, content in pairs)
    return f"01{len(pairs):02X}{items}"


def _length(content: bytes) -> str:
    return f"{len(content):02X}" if len(content) < 128 else f"81{len(content):02X}"


DONE = "C701C10000"
TRANSFER = action(64, 2, key_pairs((0, wrap(KEK, NEW))))
ROLL = [
    Glo(GET, 1), Glo(ANSWER, 1), Glo(TRANSFER, 2), Glo(DONE, 2),
    Glo(GET, 1, NEW), Glo(ANSWER, 1, NEW), Glo(GET, 2, NEW), Glo(ANSWER, 2, NEW),
]  # fmt: skip


def test_a_transferred_key_opens_what_follows() -> None:
    found = run(ROLL, ring(guek=OLD, kek=KEK))
    assert found.statuses == ["ok"] * 8
    assert "key-transferred" in found.codes
    assert not found.codes & {"ic-regress", "ic-replay", "ic-reset"}  # another key, another counter
    key = found.messages[-1].protection.key
    assert key is not None and (key.origin, key.place, key.field) == ("transferred", 3, "guek")


def test_without_the_master_key_the_roll_is_told() -> None:
    found = run(ROLL, ring(guek=OLD))
    assert found.statuses == ["ok"] * 4 + ["failed"] * 4
    assert {"key-transferred-unseen", "tag-failed"} <= found.codes


def test_a_meter_that_keeps_the_old_key_is_still_opened() -> None:
    refused = [*ROLL[:3], Glo("C701C10300", 2), Glo(GET, 3), Glo(ANSWER, 3)]
    assert run(refused, ring(guek=OLD, kek=KEK)).statuses == ["ok"] * 6


def test_several_keys_are_transferred_at_once_and_one_at_a_time() -> None:
    other = bytes(range(32, 48))
    both = action(64, 2, key_pairs((0, wrap(KEK, NEW)), (3, wrap(KEK, other))))
    again = action(64, 2, key_pairs((0, wrap(other, OLD))))
    exchange = [Glo(both, 1), Glo(DONE, 1), Glo(again, 1, NEW), Glo(DONE, 1, NEW), Glo(GET, 2), Glo(ANSWER, 2)]
    assert run(exchange, ring(guek=OLD, kek=KEK)).statuses == ["ok"] * 6


CLIENT_PRIVATE, METER_PRIVATE = (number.to_bytes(32, "big") for number in (0x1234567890ABCDEF, 0xFEDCBA9876543210))


def public(private: bytes) -> bytes:
    numbers = ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1()).public_key().public_numbers()
    return numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")


def agreement() -> list[Glo]:
    secret = shared_secret(CLIENT_PRIVATE, public(METER_PRIVATE))
    assert secret is not None
    key = derive(1, secret, bytes.fromhex("60857405080300") + CLIENT + METER)
    ask = action(64, 3, key_pairs((0, public(CLIENT_PRIVATE) + bytes(64))))
    reply = "C701C1000100" + key_pairs((0, public(METER_PRIVATE) + bytes(64)))
    return [
        Glo(ask, 1, control=0x31), Glo(reply, 1, control=0x31),
        Glo(GET, 1, key, 0x31), Glo(ANSWER, 1, key, 0x31),
    ]  # fmt: skip


@pytest.mark.parametrize("private", [CLIENT_PRIVATE, METER_PRIVATE], ids=["client's", "meter's"])
def test_an_agreed_key_opens_what_follows(private: bytes) -> None:
    found = run(agreement(), ring(guek=OLD, ephemeral_private_keys=private))
    assert found.statuses == ["ok"] * 4
    assert "key-agreed" in found.codes and "key-agreed-unseen" not in found.codes


def test_without_a_private_key_the_agreement_is_told() -> None:
    found = run(agreement(), ring(guek=OLD))
    assert found.statuses == ["ok", "ok", "failed", "failed"]
    assert "key-agreed-unseen" in {finding.code for finding in found.messages[1].findings}


POLICY_READ = "C001C1004000002B0000FF0200"
CLOCK_READ = "C001C100080000010000FF0200"
CLOCK_TIME = "C401C100090C07E5061503123200000000{status}"  # 2021-06-21, a Monday, 18:50:00, +00:00
CLOCK_UNKNOWN = "C401C100090C07E506150312320000800000"  # its deviation is not specified
CLOCK_AT = 1_624_301_400 * SECOND
IMAGE_BEGIN = action(18, 1, "0202090141060000000A")
IMAGE_END = action(18, 3, "0F00")


def block(number: int) -> str:
    return action(18, 2, f"020206{number:08X}0902AABB")


SIGNED_HEAD = "0801020304050607080000".replace("0000", "") + "08" + CLIENT.hex() + "08" + METER.hex() + "0000"


def signed(private: bytes) -> str:
    head, content = bytes.fromhex(SIGNED_HEAD), bytes.fromhex(GET)
    signature = sign(private, head + content)
    return "DF" + head.hex() + f"{len(content):02X}" + content.hex() + "40" + signature.hex()


def tracker_of_short_names(proof: bool) -> list[str | Glo]:
    """High level security with MD5 by short names; both passes right, or the client's wrong."""
    secret, stoc, ctos = b"12345678", bytes(range(8)), bytes(range(8, 16))
    aarq = (
        "6036A1090607608574050801028A0207808B0760857405080203AC0A8008"
        + ctos.hex()
        + "BE10040E01000000065F1F04001C032004B0"
    )
    aare = (
        "613FA109060760857405080102A203020100A305A10302010E88020780890760857405080203AA0A8008"
        + stoc.hex()
        + "BE0F040D0800065F1F04001C03200400FA00"
    )
    client = hashlib.md5(stoc + (secret if proof else b"another")).hexdigest()
    server = hashlib.md5(ctos + secret).hexdigest()
    return [aarq, aare, f"050104FA58010910{client}", f"0C01000910{server}"]


def general(header_in_aad: bool) -> str:
    """General ciphering under the identified unicast key, in either layout of the additional authenticated data."""
    header = bytes.fromhex("0801020304050607") + b"\x08\x08" + CLIENT + b"\x08" + METER + b"\0\0"
    content = seal(OLD, AK, CLIENT, 0x30, 7, bytes.fromhex(GET), header if header_in_aad else b"")
    return "DD" + header.hex() + "010000" + f"{len(content):02X}" + content.hex()


KEYS = {"guek": OLD}
SECRET = {"password": b"12345678"}
CASES: list[tuple[str, list[str | Glo], list[str | Glo], dict[str, bytes]]] = [
    ("ic-replay", [Glo(GET, 5), Glo(GET[:20] + "FF0300", 5)], [Glo(GET, 5), Glo(GET, 6)], KEYS),
    ("ic-regress", [Glo(GET, 50), Glo(GET, 49)], [Glo(GET, 49), Glo(GET, 50)], KEYS),
    ("ic-jump", [Glo(GET, 5), Glo(GET, 5000)], [Glo(GET, 5), Glo(GET, 6)], KEYS),
    ("ic-reset", [Glo(GET, 5000), Glo(GET, 1)], [Glo(GET, 5000), Glo(GET, 4999)], KEYS),
    ("ic-expected", [Glo(GET, 5), "D801060000002A"], [Glo(GET, 5), "D80102"], KEYS),
    ("tag-failed", [Glo(GET, 5, NEW)], [Glo(GET, 5)], KEYS),
    ("key-transferred", ROLL, ROLL[:2], {**KEYS, "kek": KEK}),
    ("key-transferred-unseen", ROLL, ROLL[:2], KEYS),
    ("key-agreed", agreement(), ROLL[:2], {**KEYS, "ephemeral_private_keys": CLIENT_PRIVATE}),
    ("key-agreed-unseen", agreement(), ROLL[:2], KEYS),
    ("hls-verified", tracker_of_short_names(True)[:3], tracker_of_short_names(False)[:3], SECRET),
    ("hls-proof-wrong", tracker_of_short_names(False), tracker_of_short_names(True), SECRET),
    ("clock-drift", [CLOCK_READ, CLOCK_TIME.format(status="00")], [CLOCK_READ, CLOCK_UNKNOWN], {}),
    ("other-layout", [general(False)], [general(True)], KEYS),
    ("ciphered-outside", [Blocked(GET, 5)], [Glo(GET, 5)], KEYS),
    (
        "unprotected",
        [Glo(POLICY_READ, 1), Glo("C401C1001603", 1), GET],
        [Glo(POLICY_READ, 1), Glo("C401C1001600", 1), GET],
        KEYS,
    ),
    (
        "unprotected",
        [Glo(POLICY_READ, 1), Glo("C401C10016E0", 1), ANSWER],
        [Glo(POLICY_READ, 1), Glo("C401C1001604", 1), ANSWER],
        KEYS,
    ),
    ("image-transferred", [IMAGE_BEGIN, DONE, block(0), DONE, block(1), DONE, IMAGE_END], [IMAGE_BEGIN, block(0)], {}),
    ("image-blocks-missing", [block(0), block(2), IMAGE_END], [block(0), block(1), IMAGE_END], {}),
    ("image-block-repeated", [block(0), DONE, block(0)], [block(0), DONE, block(1)], {}),
    (
        "signature-wrong",
        [signed(METER_PRIVATE)],
        [signed(CLIENT_PRIVATE)],
        {"signing_public_key": public(CLIENT_PRIVATE)},
    ),
    (
        "password-differs",
        ["6036A1090607608574050801018A0207808B0760857405080201AC0A80083132333435363738BE10040E01000000065F1F0400007E1F04B0"],
        ["6036A1090607608574050801018A0207808B0760857405080201AC0A80083132333435363737BE10040E01000000065F1F0400007E1F04B0"],
        {"password": b"12345677"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "triggers", "does_not", "keys"), CASES, ids=[case[0] for case in CASES])
def test_finding(code: str, triggers: list[str | Glo], does_not: list[str | Glo], keys: dict[str, bytes]) -> None:
    assert code in CATALOGUE
    given = KeyRing([KeyEntry("meter", {field: [key] for field, key in {"gak": AK, **keys}.items()}, METER),
                     KeyEntry("client", {field: [key] for field, key in {"gak": AK, **keys}.items()}, CLIENT, sap=16)])  # fmt: skip
    assert code in run(triggers, given).codes
    assert code not in run(does_not, given).codes


@pytest.mark.parametrize(("status", "seconds", "told"), [("00", 30, False), ("00", 3600, True), ("FF", 3600, True)])
def test_clock_drift(status: str, seconds: int, told: bool) -> None:
    found = run([CLOCK_READ, CLOCK_TIME.format(status=status)], start=CLOCK_AT - seconds * SECOND)
    assert ("clock-drift" in found.codes) is told


def test_a_signature_is_verified_named_and_told_apart() -> None:
    keys = {"signing_public_key": [public(CLIENT_PRIVATE)]}
    for title, private, expected in (
        (CLIENT, CLIENT_PRIVATE, ("ok", None)),
        (None, CLIENT_PRIVATE, ("ok", None)),
        (CLIENT, METER_PRIVATE, ("failed", "wrong-key-or-title")),
        (METER, METER_PRIVATE, ("unverified", "no-key")),
    ):
        found = run([signed(private)], KeyRing([KeyEntry("one", keys, title)]))
        assert (found.messages[0].protection.status, found.messages[0].protection.reason) == expected
        assert found.messages[0].service == "get-request-normal"


def test_high_level_security_by_short_names() -> None:
    keys = KeyRing([KeyEntry("meter", {"password": [b"12345678"]})])
    for right, verdict in ((True, "verified"), (False, "wrong")):
        found = run(tracker_of_short_names(right), keys)
        assert found.associations[0].hls == {"client": verdict, "server": "verified"}


def test_one_damaged_message_does_not_close_those_that_follow() -> None:
    assert run([Glo(GET, 1, NEW), Glo(GET, 2)], ring(guek=OLD)).statuses == ["failed", "ok"]


def general_glo(key: bytes, title: bytes, counter: int) -> bytes:
    """A wrapper frame of the meter: its answer under general-glo."""
    content = seal(key, AK, title, 0x30, counter, bytes.fromhex(ANSWER))
    apdu = b"\xdb\x08" + title + bytes((len(content),)) + content
    return b"\0\1\0\1\0\x10" + len(apdu).to_bytes(2, "big") + apdu


def test_looking_keys_up_stays_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand meters in the key file, and ever new titles: the work is bounded, and the known meter still opens."""
    entries = [
        KeyEntry(f"meter {number}", {"guek": [number.to_bytes(16, "big")], "gak": [AK]}, number.to_bytes(8, "big"))
        for number in range(1, 1000)
    ]
    keys = KeyRing([*entries, KeyEntry("known", {"guek": [OLD], "gak": [AK]}, METER, origin="known")])
    tried = 0
    attempt = opener._attempt

    def counted(*arguments: object) -> object:
        nonlocal tried
        tried += 1
        return attempt(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(opener, "_attempt", counted)
    monkeypatch.setattr(key_ring, "MOST_TRIES", 10_000)
    profile, tracker = make("wrapper"), Tracker(keys)
    codes: list[set[str]] = []
    for number in range(2000):
        for pdu in profile.feed(1, general_glo(NEW, number.to_bytes(8, "little"), number)):
            codes.append(
                {finding.code for finding in tracker.feed(number + 1, None, identity_of(1, pdu), pdu).findings}
            )
    assert tried <= 10_000 + 2 * 1001
    assert "keys-untried" not in codes[0] and "keys-untried" in codes[-1]
    for pdu in profile.feed(1, general_glo(OLD, METER, 1)):
        message = tracker.feed(2001, None, identity_of(1, pdu), pdu)
        assert message.protection.status == "ok" and "keys-untried" not in {each.code for each in message.findings}
