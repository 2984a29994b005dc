"""Recorded sessions decode to the plaintext that their meter logged, APDU by APDU."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from dissectors.core.writer import encode_node
from dissectors.security.key_ring import KeyEntry, KeyRing
from tests.conftest import SHARED

SESSIONS = sorted(path.stem for path in (SHARED / "sessions").glob("*.pcap") if "wrongkey" not in path.stem)
PLAIN = sorted(
    path.stem
    for path in (SHARED / "sessions").glob("*.pcap")
    if not any(word in path.stem for word in ("-glo-", "gglo", "-ded-", "gded", "wrongkey"))
)


def whole_apdus(document: Document) -> list[tuple[str, str]]:
    """(direction, hex) of every APDU that is no block of another, joined wholes instead of their last blocks."""
    found: list[tuple[str, str]] = []
    for row in range(1, document.count + 1):
        tree = document.build(row)
        if tree.apdu is None or document.service(row) in ("aarq", "aare", "rlrq", "rlre", "general-block-transfer"):
            continue
        arrow = "C>S" if document.context(row).sender == "client" else "S>C"
        found.append((arrow, tree.apdu.source.data[tree.apdu.start : tree.apdu.end].hex()))
    return found


_LOGGED_AS = {"glo": "glo", "ded": "ded", "general-glo-ciphering": "gglo", "general-ded-ciphering": "gded"}


def spoken(document: Document) -> list[tuple[str, str, str]]:
    """(direction, plain APDU, protection as the meter's log names it) of every APDU that the log has, in order."""
    found: list[tuple[str, str, str]] = []
    for row in range(1, document.count + 1):
        tree, service = document.build(row), document.service(row)
        if tree.apdu is None or service in (
            "aarq",
            "aare",
            "rlrq",
            "rlre",
            "general-block-transfer",
            "data-notification",
        ):
            continue
        protection = document.protection(row)
        outer = protection.service
        name = "None" if outer is None else _LOGGED_AS.get(outer) or _LOGGED_AS[outer[:3]]
        arrow = "C>S" if document.context(row).sender == "client" else "S>C"
        found.append((arrow, tree.apdu.source.data[tree.apdu.start : tree.apdu.end].hex(), name))
    return found


@pytest.mark.parametrize("name", SESSIONS)
def test_session_gives_what_the_meter_logged(name: str, shared: Path) -> None:
    """APDU by APDU, in order, with the protection that the meter used; the meter logs no ACSE and no pushes."""
    log = shared / "sessions" / f"{name}.meter.jsonl"
    if not log.exists():
        pytest.skip(f"{name}: the meter logged nothing")
    logged = [json.loads(line) for line in log.read_text().splitlines() if line]
    expected = [(entry["dir"], entry["plain"], entry["protection"]) for entry in logged]
    document = read(name, shared)
    assert spoken(document) == [entry for entry in expected if entry[1][:2] not in _ACSE_TAGS]
    protections = {document.protection(row).status for row in range(1, document.count + 1)}
    assert protections <= {"none", "unverified" if "-enc-" in name else "ok"}
    if name not in PLAIN:
        assert len(protections) == 2 or protections == {"ok"}


@pytest.mark.parametrize("name", SESSIONS)
def test_every_question_is_answered_from_the_request_to_the_release(name: str, shared: Path) -> None:
    document = read(name, shared)
    (association,) = document.associations
    unfinished = name in UNFINISHED
    assert association.questions == association.answers > 0 or association.state == "rejected"
    for row in range(1, document.count + 1):
        service, sender = document.service(row), document.context(row).sender
        codes = {finding.code for finding in document.findings(row)}
        assert not codes & {"answer-without-question", "invoke-id-mismatch", "tag-failed", "ic-replay", "ic-regress"}
        if "no-answer" in codes or "transfer-incomplete" in codes:
            assert unfinished
        if (sender == "server" and "response" in service) or service in ("aare", "rlre", "ua"):
            asked = document.index.answers[row - 1]
            assert asked, f"{row} {service}"
            assert document.context(asked).sender == "client"
            if not service.startswith("exception"):
                assert service.split("-")[0] == document.service(asked).split("-")[0] or service in (
                    "aare",
                    "rlre",
                    "ua",
                )


UNFINISHED = ("h-info512-win3",)  # its client waits for the last frames of a window of three for good


@pytest.mark.parametrize("name", [name for name in SESSIONS if name not in PLAIN])
def test_without_keys_a_session_stays_closed_and_says_so(name: str, shared: Path) -> None:
    document = open_document(str(shared / "sessions" / f"{name}.pcap")).load()
    protections = [document.protection(row) for row in range(1, document.count + 1)]
    statuses = {(each.status, each.reason) for each in protections}
    assert statuses <= {
        ("none", None),
        ("no-key", "no-key"),
        ("no-key", "no-title"),
        ("unverified", "no-authentication-key"),
    }
    assert len(statuses) > 1


@pytest.mark.parametrize("name", ["w-gmac-glo-authenc-s0", "h-gmac-gded-s0", "w-gmac-gglo-enc-s0"])
def test_a_wrong_key_is_told_from_no_key(name: str, shared: Path) -> None:
    ring = KeyRing([KeyEntry("wrong", {"guek": [bytes(16)], "gak": [bytes(16)]})])
    document = open_document(str(shared / "sessions" / f"{name}.pcap"), ring).load()
    closed = [document.protection(row) for row in range(1, document.count + 1) if document.closed(row)]
    assert closed
    assert {each.reason for each in closed} <= {"wrong-key-or-title", "no-key"}
    assert any(each.status == "failed" for each in closed)


def read(name: str, shared: Path) -> Document:
    """The session opened with the keys that stand beside it."""
    keys = json.loads((shared / "sessions" / f"{name}.keys.json").read_text())
    octets = {field: bytes.fromhex(keys.get(given) or "") for field, given in _FIELDS.items()}
    password = [(keys.get("lls_or_hls_secret") or "").encode()]
    given = {"guek": [octets["guek"]], "gak": [octets["gak"]], "password": password}
    meter = KeyEntry("meter", {**given, "signing_public_key": [octets["server_signing"]]}, octets["server"] or None)
    proof = {"signing_public_key": [octets["client_signing"]]}
    client = KeyEntry("meter", proof, octets["client"] or None, sap=keys["client_address"])
    return open_document(str(shared / "sessions" / f"{name}.pcap"), KeyRing([meter, client])).load()


_FIELDS = {
    "guek": "encryption_key",
    "gak": "authentication_key",
    "server": "server_system_title",
    "client": "client_system_title",
    "server_signing": "server_signing_public",
    "client_signing": "client_signing_public",
}
HLS = ("high", "md5", "sha1", "sha256", "gmac", "ecdsa", "gbt1-gglo", "smallpdu", "split", "push-20")


@pytest.mark.parametrize("name", [name for name in SESSIONS if any(word in name for word in HLS)])
def test_high_level_security_is_checked_both_ways(name: str, shared: Path) -> None:
    document = read(name, shared)
    codes = [finding.code for row in range(1, document.count + 1) for finding in document.findings(row)]
    assert codes.count("hls-verified") == 2
    assert "hls-proof-wrong" not in codes and "ic-replay" not in codes and "ic-regress" not in codes


def test_a_wrong_secret_is_told(shared: Path) -> None:
    ring = KeyRing([KeyEntry("wrong", {"password": [b"not it"]})])
    document = open_document(str(shared / "sessions" / "w-md5-plain.pcap"), ring).load()
    codes = [finding.code for row in range(1, document.count + 1) for finding in document.findings(row)]
    assert codes.count("hls-proof-wrong") == 2


_ACSE_TAGS = ("60", "61", "62", "63")


@pytest.mark.parametrize("name", PLAIN)
def test_every_frame_is_rebuilt_byte_for_byte(name: str, shared: Path) -> None:
    document = open_document(str(shared / "sessions" / f"{name}.pcap")).load()
    for row in range(1, document.count + 1):
        for root in document.build(row).roots:
            assert encode_node(root) == root.data


def test_both_directions_of_a_serial_line_in_one_file(shared: Path, tmp_path: Path) -> None:
    frames = json.loads((shared / "sessions" / "h-low-plain.json").read_text())["frames"]
    log = tmp_path / "line.bin"
    log.write_bytes(b"/?!\r\n" + b"".join(bytes.fromhex(frame["hex"]) for frame in frames))
    document = open_document(str(log)).load()
    expected = open_document(str(shared / "sessions" / "h-low-plain.pcap")).load()
    assert [document.service(row) for row in range(1, document.count + 1)] == [
        expected.service(row) for row in range(1, expected.count + 1)
    ]
    assert whole_apdus(document) == whole_apdus(expected)
