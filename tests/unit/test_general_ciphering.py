"""General ciphering opens with every kind of key-info, in both layouts in use; general signing shows what it signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from dissectors.security.agreement import candidates, derive, shared_secret
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.security.key_wrap import unwrap, wrap

EK, AK = bytes.fromhex("000102030405060708090A0B0C0D0E0F"), bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")
PLAIN = "c0010000080000010000ff0200"
HEADER = "DD 080102030405060708 084D4D4D0000000001 084D4D4D0000BC614E 00 00"
EPHEMERAL = (
    "C323C2BD45711DE4688637D919F92E9DB8FB2DFC213A88D21C9DC8DCBA917D81"
    "70511DE1BADB360D50058F794B0960AE11FA28D392CFF907A62D13E3357B1DC0"
)
STATIC_PRIVATE = bytes.fromhex("AAD3FD0732E991CF52A74C66C1F2827DDC53522A2E0A169D7C4FFCC0FB5D6A4D")
AGREED = (
    HEADER + "01 02 0101 8180" + EPHEMERAL
    + "E50F573010428365BD095D59F6D71660D14C42B9CBDEB1386AA1568B798BCE8F"
    + "2DCD87731B366C4D5A4D5A204CE2BE9E682CB79F3EAFDA4FDC149D3EC80A656A"
    + "1E 31 01234567 3521E624572401B1C77E8B72C58E7FB35CB7538C1A6C4B5344"
)  # fmt: skip

CASES = [
    ("identified, header in AAD",
     HEADER + "010000 1E3001234567 68E4B8F76BB7E05F9CD30503DA C8EC5348C708A5B48CBC500C", {"guek": [EK]}),
    ("identified, header left out",
     HEADER + "010000 1E3001234567 68E4B8F76BB7E05F9CD30503DA CCD65148BC0CA4EF6C78E088", {"guek": [EK]}),
    (
        "wrapped under the master key",
        HEADER + "01 01 00 18 1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5"
        "1E3001234567 FA7E0CB0153382C8E95C513522 691CC56F5EB2D0BD5509725A",
        {"kek": [EK]},
    ),
    ("agreed, one pass", AGREED, {"agreement_private_key": [STATIC_PRIVATE]}),
]  # fmt: skip


def opened(octets: str, keys: dict[str, list[bytes]], folder: Path) -> Document:
    file = folder / "one.hex"
    file.write_text(octets.replace(" ", ""))
    return open_document(str(file), KeyRing([KeyEntry("meter", keys)])).load()


@pytest.mark.parametrize(
    ("name", "octets", "keys"), CASES, ids=lambda value: value if isinstance(value, str) and len(value) < 40 else ""
)
def test_opens_and_verifies(name: str, octets: str, keys: dict[str, list[bytes]], tmp_path: Path) -> None:
    del name
    document = opened(octets, {**keys, "gak": [AK]}, tmp_path)
    protection = document.protection(1)
    assert (protection.status, protection.reason) == ("ok", None)
    assert document.service(1) == "get-request-normal"
    tree = document.build(1)
    assert tree.apdu is not None and tree.apdu.source.data.hex() == PLAIN


@pytest.mark.parametrize(
    ("name", "octets", "keys"), CASES, ids=lambda value: value if isinstance(value, str) and len(value) < 40 else ""
)
def test_stays_closed_without_its_key(name: str, octets: str, keys: dict[str, list[bytes]], tmp_path: Path) -> None:
    del name, keys
    document = opened(octets, {"gak": [AK]}, tmp_path)
    protection = document.protection(1)
    assert (protection.status, protection.reason) == ("no-key", "no-key")
    assert document.service(1) == "general-ciphering"


def test_a_master_key_that_does_not_fit_opens_nothing(tmp_path: Path) -> None:
    document = opened(CASES[2][1], {"kek": [AK], "gak": [AK]}, tmp_path)
    assert document.protection(1).status == "no-key"


def test_key_wrap_vector() -> None:
    key = bytes.fromhex("00112233445566778899AABBCCDDEEFF")
    wrapped = bytes.fromhex("1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")
    assert wrap(EK, key) == wrapped
    assert unwrap(EK, wrapped) == key
    assert unwrap(AK, wrapped) is None and unwrap(EK, b"short") is None


@pytest.mark.parametrize(
    ("secret", "other_info", "key"),
    [
        ("0D4385BA0DD756CBCAB9887EB538396EE8F090A14C1079B4359F115B977F4615",
         "608574050803004D4D4D0000BC614E4D4D4D0000000001", "59A71FD81C929A86A99438DA17A66C05"),
        ("2B4302DC49790E2E78D990CFB52ED6E2F273DECE441A2D95E4301B93812A9FAC",
         "608574050803004D4D4D00000000014D4D4D0000BC614E", "F0184BDA9466BFA4601A64A7EF46504A"),
        ("C1CF8FE7891AEF3617D7190795E61FE6C24EFC3CCA2E08469BAD1A225CE6EA08",
         "608574060803004D4D4D0000BC614E4D4D4D0000000001", "E025CA6F9EE8D2B40F993739D44CFBC0"),
    ],
)  # fmt: skip
def test_key_derivation_vectors(secret: str, other_info: str, key: str) -> None:
    assert derive(1, bytes.fromhex(secret), bytes.fromhex(other_info)) == bytes.fromhex(key)
    info = bytes.fromhex(other_info)
    assert bytes.fromhex(key) in [each.key for each in candidates(1, bytes.fromhex(secret), info[7:15], info[15:])]


def test_shared_secret_vector() -> None:
    secret = shared_secret(STATIC_PRIVATE, bytes.fromhex(EPHEMERAL))
    assert (
        secret is not None
        and secret.hex().upper() == "0D4385BA0DD756CBCAB9887EB538396EE8F090A14C1079B4359F115B977F4615"
    )
    assert shared_secret(b"no key", bytes.fromhex(EPHEMERAL)) is None
    assert shared_secret(STATIC_PRIVATE, bytes(64)) is None
