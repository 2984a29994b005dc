"""Status and reason of a protected message: what is known of why it stays closed, and no more than that."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from dissectors.profiles.stack import make
from dissectors.security.ciphering import seal
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.session.association import identity_of
from dissectors.session.message import Message
from dissectors.session.tracker import Tracker

EK, AK, OTHER, BROADCAST = (bytes.fromhex(key) for key in (
    "7B1F0C93E4A65D28B0F7C2196E8D3A54", "C60B7E29D1548FA35E9240BD17F86AC3",
    "91E3570D2CB84AF66D05F2A9837B1CE4", "2F96B8D05A13E74CC87D0E615BA294F1"))  # fmt: skip
METER, ELSE, ZEROS, ASCII = bytes.fromhex("4D4D4D0000BC614E"), bytes.fromhex("4D4D4D0000000002"), bytes(8), b"HPL72998"
ANSWER = bytes.fromhex("C401C1001105")


def glo(control: int = 0x30, *, key: bytes = EK, ak: bytes = AK, title: bytes = METER, plain: bytes = ANSWER) -> bytes:
    content = seal(key, ak, title, control, 7, plain)
    return bytes((0xCC, len(content))) + content


def general(control: int = 0x30, *, title: bytes = METER, stated: bytes | None = None, key: bytes = EK) -> bytes:
    content = seal(key, AK, title, control, 7, ANSWER)
    named = title if stated is None else stated
    return b"\xdb" + bytes((len(named),)) + named + bytes((len(content),)) + content


BOTH = {"guek": [EK], "gak": [AK]}


class Case(NamedTuple):
    name: str
    apdu: bytes
    keys: dict[str, list[bytes]]
    status: str
    reason: str | None
    readable: bool
    titles: tuple[bytes, ...] = (METER,)  # in the key file, each with an entry of its own; the keys stand in the last


CASES = [
    Case("both keys", glo(), BOTH, "ok", None, True),
    Case("encryption key alone", glo(), {"guek": [EK]}, "unverified", "no-authentication-key", True),
    Case("another authentication key", glo(ak=OTHER), BOTH, "failed", "wrong-authentication-key", True),
    Case("another encryption key", glo(key=OTHER), BOTH, "failed", "wrong-key-or-title", False),
    Case("another title", glo(title=ELSE), BOTH, "failed", "wrong-key-or-title", False),
    Case("a title of the key file", glo(title=ELSE), BOTH, "ok", None, True, (METER, ELSE)),
    Case("the second of two keys", glo(), {"guek": [OTHER, EK], "gak": [OTHER, AK]}, "ok", None, True),
    Case("no key", glo(), {}, "no-key", "no-key", False),
    Case("no title", glo(), BOTH, "no-key", "no-title", False, ()),
    Case("authenticated", glo(0x10), BOTH, "ok", None, True),
    Case("authenticated, no authentication key", glo(0x10), {"guek": [EK]}, "unverified", "no-authentication-key", True),
    Case("authenticated, no key at all", glo(0x10), {}, "unverified", "no-authentication-key", True),
    Case("authenticated, another key", glo(0x10, ak=OTHER), BOTH, "failed", "wrong-key-or-title", True),
    Case("encrypted", glo(0x20), BOTH, "unverified", "no-tag", True),
    Case("encrypted, another key", glo(0x20, key=OTHER), BOTH, "failed", "wrong-key-or-title", False),
    Case("encrypted, no APDU of that kind", glo(0x20, plain=bytes.fromhex("C501C100")), BOTH, "failed", "wrong-key-or-title", False),
    Case("encrypted, bytes behind the APDU", glo(0x20, plain=ANSWER + b"\0"), BOTH, "failed", "wrong-key-or-title", False),
    Case("a header that protects nothing", bytes.fromhex("CC0B0000000007") + ANSWER, BOTH, "unverified", "no-tag", True),
    Case("cut short", bytes.fromhex("CC0A3000000007AABBCCDDEE"), BOTH, "failed", "truncated", False),
    Case("plaintext in the envelope", bytes.fromhex("CC173000000007") + ANSWER + bytes(12), BOTH, "unverified", "not-encrypted", True),
    Case("compressed", glo(0xB0, plain=b"\x13\x37\x00"), BOTH, "ok", "compressed", True),
    Case("compressed without a tag", glo(0xA0, plain=b"\x13\x37\x00"), BOTH, "unverified", "compressed", True),
    Case("broadcast key set", glo(0x70, key=BROADCAST), {**BOTH, "gbek": [BROADCAST]}, "ok", None, True),
    Case("broadcast key set, unicast key used", glo(0x70), {**BOTH, "gbek": [BROADCAST]}, "ok", None, True),
    Case("suite 1 of the same keys", glo(0x31), BOTH, "ok", None, True),
    Case("general, title stated", general(title=ELSE), BOTH, "ok", None, True, ()),
    Case("general, empty title", general(stated=b""), BOTH, "ok", None, True),
    Case("general, empty title and none known", general(stated=b""), BOTH, "no-key", "no-title", False, ()),
    Case("general, all-zero title", general(title=ZEROS), BOTH, "ok", None, True, ()),
    Case("general, all-zero title stands for the one known", general(stated=ZEROS), BOTH, "ok", None, True),
    Case("general, title in ASCII", general(title=ASCII), BOTH, "ok", None, True, ()),
    Case("general, stated title is not the one used", general(stated=ELSE), BOTH, "ok", None, True),
]  # fmt: skip


def opened(case: Case) -> Message:
    entries = [
        KeyEntry("meter", case.keys if title == case.titles[-1] else {}, title, origin="1") for title in case.titles
    ]
    tracker = Tracker(KeyRing(entries or [KeyEntry("meter", case.keys)]))
    frame = b"\0\1\0\1\0\x10" + len(case.apdu).to_bytes(2, "big") + case.apdu
    (message,) = [tracker.feed(1, None, identity_of(1, pdu), pdu) for pdu in make("wrapper").feed(1, frame)]
    return message


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_status_and_reason(case: Case) -> None:
    message = opened(case)
    assert (message.protection.status, message.protection.reason) == (case.status, case.reason)
    assert (message.apdu is not None) is case.readable
    if case.readable and case.reason != "compressed":
        assert message.apdu == ANSWER and message.service == "get-response-normal"
    if case.apdu[0] == 0xCC and not case.readable:
        assert message.service == "glo-get-response"


def test_the_title_that_fits_is_named() -> None:
    case = next(case for case in CASES if case.name == "a title of the key file")
    assert opened(case).protection.system_title == ELSE
    case = next(case for case in CASES if case.name == "general, stated title is not the one used")
    assert opened(case).protection.system_title == METER


@pytest.mark.parametrize("control", [0x30, 0x20, 0x10])
def test_any_changed_byte_of_what_is_authenticated_is_noticed(control: int) -> None:
    whole = glo(control)
    for at in range(2, len(whole)):
        changed = whole[:at] + bytes((whole[at] ^ 0x40,)) + whole[at + 1 :]
        status = opened(Case("", changed, BOTH, "", None, True)).protection.status
        assert status != "ok", at
