"""Published and constructed vectors: security, framing and APDUs give what they should, through the floors users go through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import open_document
from dissectors.core.fcs import fcs16
from dissectors.core.node import notes
from dissectors.core.reader import decode
from dissectors.core.writer import encode_node
from dissectors.profiles.stack import make
from dissectors.security import hls
from dissectors.security.agreement import derive, shared_secret
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.security.key_wrap import unwrap, wrap
from dissectors.security.signature import verify
from dissectors.spec.common import APDU
from tests.conftest import SHARED

FILE = SHARED.parent / "reference" / "test_vectors.json"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_text())["vectors"] if FILE.exists() else []
if not VECTORS:
    pytest.skip("the table of vectors is not there", allow_module_level=True)

_KEY_FIELDS = {
    "EK": "guek",
    "AK": "gak",
    "broadcast_key": "gbek",
    "dedicated_key": "dedicated",
    "kek": "kek",
    "static_private": "agreement_private_key",
    "public": "signing_public_key",
}
MECHANISMS = {"HLS 2": 2, "HLS 3": 3, "HLS 4": 4, "HLS 5": 5, "HLS 6": 6, "HLS 7": 7}


def having(*fields: str, without: tuple[str, ...] = ()) -> list[Any]:
    """Vectors with these fields, as test parameters."""
    found = [each for each in VECTORS if all(f in each for f in fields) and not any(f in each for f in without)]
    assert found
    return [pytest.param(each, id=each["name"]) for each in found]


def octets(vector: dict[str, Any], field: str) -> bytes:
    return bytes.fromhex(vector.get(field) or "")


@pytest.mark.parametrize("vector", having("apdu", "plain"))
def test_protected_apdu_opens_and_verifies(vector: dict[str, Any], tmp_path: Path) -> None:
    keys = {field: [octets(vector, given)] for given, field in _KEY_FIELDS.items() if given in vector}
    keys.setdefault("gak", [bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")])
    title = octets(vector, "system_title") or octets(vector, "originator")
    entries = [KeyEntry("meter", keys, title), KeyEntry("meter", keys, title, sap=0)]
    entries[1].any_sap = True
    file = tmp_path / "one.hex"
    file.write_text(vector["apdu"])
    document = open_document(str(file), KeyRing(entries)).load()
    protection = document.protection(1)
    authenticated = (protection.policy or "").startswith("authenticated") or "signed" in (protection.policy or "")
    assert protection.status == ("ok" if authenticated else "unverified")
    tree = document.build(1)
    assert tree.apdu is not None
    assert tree.apdu.source.data[tree.apdu.start : tree.apdu.end].hex() == vector["plain"].lower()
    assert {finding.code for finding in document.findings(1)} <= {
        "answer-without-question",
        "no-answer",
        "other-layout",
    }


@pytest.mark.parametrize("vector", having("kek", "wrapped"))
def test_key_wrap(vector: dict[str, Any]) -> None:
    kek, key, wrapped = octets(vector, "kek"), octets(vector, "key"), octets(vector, "wrapped")
    assert unwrap(kek, wrapped) == key
    assert wrap(kek, key) == wrapped
    assert unwrap(kek, wrapped[:-1] + bytes((wrapped[-1] ^ 1,))) is None


@pytest.mark.parametrize("vector", having("f_StoC"))
@pytest.mark.parametrize("side", ["client", "server"])
def test_high_level_security(vector: dict[str, Any], side: str) -> None:
    number = MECHANISMS[vector["name"][:5]]
    stoc, ctos = octets(vector, "StoC") or octets(vector, "StoC16"), octets(vector, "CtoS")
    titles = (octets(vector, "client_st"), octets(vector, "server_st"))
    answer = octets(vector, "f_StoC" if side == "client" else "f_CtoS")
    if not answer:
        pytest.skip("only one side's proof is given")
    challenge, own = (stoc, ctos) if side == "client" else (ctos, stoc)
    own_title, other = titles if side == "client" else titles[::-1]
    proof = hls.Proof(answer, challenge, own, own_title, other)
    keys = [(octets(vector, field),) if field in vector else () for field in ("secret", "EK", "AK", "public")]
    assert hls.check(number, proof, hls.Secrets(*keys)).status == "verified"
    broken = proof._replace(octets=answer[:-1] + bytes((answer[-1] ^ 1,)))
    assert hls.check(number, broken, hls.Secrets(*keys)).status == "wrong"


@pytest.mark.parametrize("vector", having("signed_data", "signature"))
def test_signature(vector: dict[str, Any]) -> None:
    public, signature, signed = (octets(vector, field) for field in ("public", "signature", "signed_data"))
    assert verify(public, signature, signed)
    assert not verify(public, signature, signed + b"\0")


@pytest.mark.parametrize("vector", having("other_info", "key"))
def test_key_derivation(vector: dict[str, Any]) -> None:
    assert derive(1, octets(vector, "Z"), octets(vector, "other_info")) == octets(vector, "key")


@pytest.mark.parametrize("vector", having("ephemeral_public", "Z"))
def test_shared_secret(vector: dict[str, Any]) -> None:
    assert shared_secret(octets(vector, "static_private"), octets(vector, "ephemeral_public")) == octets(vector, "Z")


def _frames(vector: dict[str, Any]) -> list[bytes]:
    given = vector.get("frames") or vector.get("frames_hex") or [vector["frame"]]
    return [bytes.fromhex(each) for each in ([given] if isinstance(given, str) else given)]


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if any(field in each for field in ("frame", "frames", "frames_hex"))],
    ids=lambda vector: vector["name"],
)  # fmt: skip
def test_frames_are_whole_and_carry_what_they_should(vector: dict[str, Any]) -> None:
    profile = make("auto")
    data = b"".join(_frames(vector))
    pdus = profile.feed(0, data) + profile.finish()
    assert len(pdus) == 1
    assert [note.code for note in pdus[0].notes] == []
    lsdu = octets(vector, "lsdu")
    assert not lsdu or pdus[0].data == lsdu[3:]
    assert sum(len(frame.data) for frame in pdus[0].frames) == len(data)


def test_check_values() -> None:
    vector = next(each for each in VECTORS if "crc16_x25_123456789" in each)
    assert f"{fcs16(b'123456789'):04X}" == vector["crc16_x25_123456789"]


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if each["name"].startswith("APDU") and "hex" in each], ids=lambda v: v["name"]
)
def test_apdus_decode_and_encode(vector: dict[str, Any]) -> None:
    data = octets(vector, "hex")
    if data[0] == 0x13:
        from dissectors.spec.data import DATA

        node = decode(DATA, data)
    else:
        node = decode(APDU, data)
    assert node.end == len(data) or "capture" in vector["name"]
    if "capture" not in vector["name"]:
        assert notes(node) == []
        assert encode_node(node) == data
