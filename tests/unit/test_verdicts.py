"""`sessions` says why an association went as it did, as a colleague would; and what an association is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dissectors.profiles.stack import make
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.session.association import Association, identity_of
from dissectors.session.explain import explain
from dissectors.session.tracker import Tracker
from tests.unit import test_hdlc_link as hdlc
from tests.unit.test_rules import (
    AARE,
    AARE_REFUSED,
    AARQ_LLS,
    AARQ_NONE,
    ANSWER,
    BLOCK_1,
    GET,
    OPEN,
    REFUSED,
)
from tests.unit.test_session_security import AK, CLIENT, METER, NEW, OLD, Glo, ring, run, tracker_of_short_names

RLRQ, RLRE = "6200", "6300"
AARE_WANTS = (
    "613FA109060760857405080102A203020101A305A10302010E88020780890760857405080205AA0A8008"
    "0001020304050607BE0F040D0800065F1F04001C03200400FA00"
)
AARE_DIAGNOSTIC = AARE_REFUSED.replace("A10302010D", "A1030201{:02X}")
AARQ_TITLED = (
    "6042A109060760857405080103A60A0408{title}8A0207808B0760857405080205AC0A80083132333435363738BE"
    "{size:02X}04{inner:02X}{initiate}"
)
INITIATE = "01000000065F1F0400007E1F04B0"


def associations(exchange: Iterable[str], keys: KeyRing | None = None) -> list[Association]:
    """Associations of a wrapper session: the meter's APDUs begin with "<" or bear a meter's tag."""
    profile, tracker = make("wrapper"), Tracker(keys)
    row = 0
    for text in exchange:
        octets = bytes.fromhex(text.strip("<>"))
        meter = text.startswith("<") or octets[0] in (0x61, 0x63, 0xC4, 0x0C, 0xD8)
        ports = bytes((0, 1, 0, 16)) if meter else bytes((0, 16, 0, 1))
        for pdu in profile.feed(int(meter), b"\0\1" + ports + len(octets).to_bytes(2, "big") + octets):
            row += 1
            tracker.feed(row, row * 1_000_000_000, identity_of(1, pdu), pdu)
    tracker.finish()
    return tracker.associations


VERDICTS: list[tuple[Iterable[str], str, str]] = [
    ((*OPEN, GET, ANSWER, RLRQ, RLRE), "released", "released"),
    ((*OPEN, GET, ANSWER), "accepted", "went well"),
    ((*OPEN, GET, REFUSED), "accepted", "went well"),
    ((*OPEN, GET), "accepted", "1 of 1 questions have no answer in the capture"),
    ((*OPEN, GET, BLOCK_1), "accepted", "a block transfer was not finished: block 2 never came"),
    ((AARQ_NONE,), "proposed", "the meter never answered the AARQ"),
    ((AARQ_LLS, AARE_WANTS), "rejected", "the meter wants HLS-GMAC, the client offered LLS"),
    ((AARQ_LLS, AARE_REFUSED), "rejected", "the meter refused the secret sent with LLS: compare `password` or the keys"),
    ((AARQ_NONE, AARE_DIAGNOSTIC.format(14)), "rejected", "the meter wants authentication; the client offered no security"),
    ((AARQ_LLS, AARE_DIAGNOSTIC.format(11)), "rejected", "the meter does not do LLS"),
    ((AARQ_NONE, AARE_DIAGNOSTIC.format(2)), "rejected", "the meter does not do the context"),
    ((AARQ_NONE, AARE_DIAGNOSTIC.format(1)), "rejected", "the meter gave no reason"),
    ((AARQ_NONE, "<0E010601"), "rejected", "the DLMS version that the client proposes is too low for the meter"),
    ((AARQ_NONE, "<D80105"), "rejected", "the meter could not decipher the client's InitiateRequest"),
    ((*OPEN, GET, "<640100"), "aborted", "1 of 1 questions have no answer in the capture"),
    (("C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B",), "pre-established", "1 protected message stays closed"),
]  # fmt: skip


@pytest.mark.parametrize(("exchange", "state", "says"), VERDICTS, ids=[row[2][:40] for row in VERDICTS])
def test_verdict(exchange: Iterable[str], state: str, says: str) -> None:
    (association,) = associations(exchange)
    assert association.state == state
    assert explain(association).startswith(says)


def test_a_password_that_the_meter_refuses_is_held_against_the_key_file() -> None:
    for password, says in ((b"12345678", "which is the one in the key file"), (b"another", "which is not the one")):
        (association,) = associations((AARQ_LLS, AARE_REFUSED), KeyRing([KeyEntry("meter", {"password": [password]})]))
        assert says in explain(association)


def test_a_proof_that_is_wrong_or_refused_is_told() -> None:
    keys = KeyRing([KeyEntry("meter", {"password": [b"12345678"]})])
    (wrong,) = run(tracker_of_short_names(False), keys).associations
    assert explain(wrong) == "the client could not prove the secret in the key file (HLS-MD5)"
    (right,) = run(tracker_of_short_names(True), keys).associations
    assert explain(right) == "went well"
    other = KeyRing([KeyEntry("meter", {"password": [b"of another meter"]})])
    (association,) = run(
        [*tracker_of_short_names(True), "05010220 00".replace(" ", ""), "0C01001105"], other
    ).associations
    assert (
        explain(association)
        == "both proofs fit another secret than that of the key file, and the two went on (HLS-MD5)"
    )
    refused = [*tracker_of_short_names(True)[:3], "0C010103"]
    (association,) = run(refused, keys).associations
    assert "the meter refused the client's proof (read-write-denied)" in explain(association)


def test_a_title_that_changes_within_the_association_request_is_told() -> None:
    glo = Glo("01000000065F1F0400007E1F04B0", 5)
    from dissectors.security.ciphering import seal

    content = seal(OLD, AK, CLIENT, 0x30, 5, bytes.fromhex(glo.text))
    initiate = (b"\x21" + bytes((len(content),)) + content).hex()
    for title, differs in ((CLIENT, False), (METER, True)):
        inner = len(initiate) // 2
        body = AARQ_TITLED[4:].format(title=title.hex(), size=inner + 2, inner=inner, initiate=initiate)
        (association,) = associations([f"60{len(body) // 2:02X}{body}"], ring(guek=OLD))
        assert association.titles_differ is differs
        said = "the client's title changed between AARQ and ciphered InitiateRequest"
        assert (explain(association) == said) is differs


def test_a_counter_below_the_last_one_explains_silence() -> None:
    exchange = [Glo(GET, 4711), Glo(ANSWER, 1), Glo(GET, 17)]
    (association,) = run(exchange, ring(guek=OLD)).associations
    assert explain(association).startswith("invocation counter 17 is below the last accepted 4711")
    (answered,) = run([*exchange, Glo(ANSWER, 2)], ring(guek=OLD)).associations
    assert "4711" not in explain(answered)
    (expected,) = run([Glo(GET, 5), "D801060000002A"], ring(guek=OLD)).associations
    assert "expects at least 42" in explain(expected)


def test_closed_messages_say_which_key_they_want() -> None:
    for keys, says in ((None, "the sender's system title is not known"), (ring(guek=NEW), "no key at hand fits")):
        (association,) = run([Glo(GET, 1), Glo(ANSWER, 1)], keys).associations
        assert explain(association).startswith("2 protected messages stay closed") and says in explain(association)


# --- what an association is -------------------------------------------------------------------------


def test_a_session_number_does_not_depend_on_keys() -> None:
    exchange = [Glo(GET, 1), Glo(ANSWER, 1), Glo(GET, 2), Glo(ANSWER, 2)]
    assert [
        [message.association for message in run(exchange, keys).messages]
        for keys in (None, ring(guek=OLD), ring(guek=NEW))
    ] == [[1, 1, 1, 1]] * 3


def test_a_pre_established_association_keeps_its_number_over_connections_of_the_link() -> None:
    profile, tracker = make("hdlc"), Tracker()
    numbers: list[int] = []
    once = [hdlc.SNRM, hdlc.UA, hdlc.i(True, 0, 0), hdlc.i(False, 0, 1), hdlc.DISC, hdlc.UA]
    for row, octets in enumerate(once * 3, 1):
        for pdu in profile.feed(int(octets[3] == 0x21), octets):
            numbers.append(tracker.feed(row, None, identity_of(1, pdu), pdu).association)
    assert numbers == [0, 0, 1, 1, 0, 0] * 3
    assert [association.state for association in tracker.associations] == ["ended"]


def test_clients_of_one_link_have_associations_of_their_own() -> None:
    profile, tracker = make("wrapper"), Tracker()
    found: list[tuple[int, int]] = []
    for row, (client, text) in enumerate(
        [(16, AARQ_NONE), (1, AARQ_LLS), (16, AARE), (1, AARE), (1, GET), (16, GET), (16, ANSWER), (1, ANSWER)], 1
    ):
        octets = bytes.fromhex(text)
        meter = octets[0] in (0x61, 0xC4)
        ports = bytes((0, 1, 0, client)) if meter else bytes((0, client, 0, 1))
        for pdu in profile.feed(int(meter), b"\0\1" + ports + len(octets).to_bytes(2, "big") + octets):
            message = tracker.feed(row, None, identity_of(1, pdu), pdu)
            found.append((message.association, message.answers))
    assert found == [(1, 0), (2, 0), (1, 1), (2, 2), (2, 0), (1, 0), (1, 6), (2, 5)]
    assert [association.mechanism for association in tracker.associations] == [
        "lowest-level-security",
        "low-level-security",
    ]


def connect(*frames: bytes) -> Association:
    profile, tracker = make("hdlc"), Tracker()
    row = 0
    for octets in frames:
        for pdu in profile.feed(int(octets[3] == 0x21), octets):
            row += 1
            tracker.feed(row, None, identity_of(1, pdu), pdu)
    tracker.finish()
    (association,) = tracker.associations
    return association


def test_a_link_that_never_opens_is_explained() -> None:
    silent = connect(hdlc.SNRM, hdlc.SNRM, hdlc.SNRM)
    assert silent.state == "not-connected"
    assert explain(silent).startswith("SNRM was sent 3 times; the meter never answered")
    refused = connect(hdlc.SNRM, hdlc.DM)
    assert explain(refused) == "SNRM was sent once; the meter answered DM: it lets nobody connect now"


def test_what_the_link_agreed_on_stands_on_the_association() -> None:
    association = connect(
        hdlc.parameters(True, 200, 100, 5, 2),
        hdlc.parameters(False, 150, 180, 3, 4),
        hdlc.i(True, 0, 0),
        hdlc.i(False, 0, 1),
    )
    assert association.link is not None and association.link._asdict() == {
        "information_to_server": 180, "information_to_client": 100, "window_to_server": 4, "window_to_client": 2,
    }  # fmt: skip


def test_a_retransmission_is_no_question_no_answer_and_no_replay() -> None:
    from dissectors.security.ciphering import seal

    def glo(plain: str, title: bytes, counter: int, tag: int) -> bytes:
        content = seal(OLD, AK, title, 0x30, counter, bytes.fromhex(plain))
        return bytes((tag, len(content))) + content

    ask = b"\xe6\xe6\x00" + glo(GET, CLIENT, 7, 0xC8)
    answer = b"\xe6\xe7\x00" + glo(ANSWER, METER, 9, 0xCC)
    profile, tracker = make("hdlc"), Tracker(ring(guek=OLD))
    codes: list[str] = []
    pairs: list[int] = []
    for row, octets in enumerate(
        [hdlc.i(True, 0, 0, ask), hdlc.i(True, 0, 0, ask), hdlc.i(False, 0, 1, answer), hdlc.i(False, 0, 1, answer)], 1
    ):
        for pdu in profile.feed(int(octets[3] == 0x21), octets):
            message = tracker.feed(row, None, identity_of(1, pdu), pdu)
            codes += [finding.code for finding in message.findings]
            pairs.append(message.answers)
    tracker.finish()
    assert codes == ["retransmission"] * 2 and not tracker.late
    assert pairs == [0, 0, 2, 2]
    (association,) = tracker.associations
    assert (association.questions, association.answers) == (1, 1)
