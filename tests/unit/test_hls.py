"""High level security proofs: published and computed vectors, each mechanism right and wrong."""

from __future__ import annotations

import pytest

from dissectors.security.hls import Proof, Secrets, check
from dissectors.security.signature import public_key, sign, verify

SECRET = bytes.fromhex("3132333435363738")
CTOS, STOC = bytes.fromhex("4B35366956616759"), bytes.fromhex("503677524A323146")
CLIENT, SERVER = bytes.fromhex("4D4D4D0000000001"), bytes.fromhex("4D4D4D0000BC614E")
EK, AK = bytes.fromhex("000102030405060708090A0B0C0D0E0F"), bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")
PRIVATE = bytes.fromhex("418073C239FA6125011DE4D6CD2E645780289F761BB21BFB0835CB5585E8B373")
PUBLIC = bytes.fromhex(
    "BAAFFDE06A8CB1C9DAE8D94023C601DBBB249254BA22EDD827E820BCA2BCC64362FBB83D86A82B87BB8B7161D2AAB5521911A946B97A284A90F7785CD9047D25"
)
SIGNATURE = (
    "14400174C7E69848C22CA941A65DEE32997FEB862E98DDAECE66EA4513D0BE59"
    "B3179EA38B9C443127D79C7768B691A097C005E84CC76D48022F8486BA57AB93"
)
ALL = Secrets((SECRET,), (EK,), (AK,), (PUBLIC,))

# mechanism, who proves, proof
PROOFS = [
    (3, "client", "53D4537E37DAB4FF089629E25557AF9F"),
    (3, "server", "870F56D7F2BA75482CA41BE31A21630B"),
    (4, "client", "6DBD949D1B1EFDD6FE5F9EA627877E986E8708CB"),
    (4, "server", "900162368EE99CD4765ECE8E9075D3DE84C44A95"),
    (5, "client", "10000000011A52FE7DD3E72748973C1E28"),
    (5, "server", "1001234567FE1466AFB3DBCD4F9389E2B7"),
    (6, "client", "67342BAA6815DA654EEFBB879B6A23DA0D2BB0404ABBB1A738631241A6B96516"),
    (6, "server", "5DA97807E1B30B5D95A5B48BDA34C4232130F761E57C316CCDEF70322605A90D"),
    (7, "client", SIGNATURE),
]


def proof(side: str, octets: bytes) -> Proof:
    if side == "client":
        return Proof(octets, STOC, CTOS, CLIENT, SERVER)
    return Proof(octets, CTOS, STOC, SERVER, CLIENT)


@pytest.mark.parametrize(("mechanism", "side", "octets"), PROOFS)
def test_right_proofs(mechanism: int, side: str, octets: str) -> None:
    assert check(mechanism, proof(side, bytes.fromhex(octets)), ALL).status == "verified"


@pytest.mark.parametrize(("mechanism", "side", "octets"), PROOFS)
def test_wrong_proofs(mechanism: int, side: str, octets: str) -> None:
    right = bytes.fromhex(octets)
    wrong = right[:-1] + bytes((right[-1] ^ 1,))
    assert check(mechanism, proof(side, wrong), ALL).status == "wrong"
    assert check(mechanism, proof("server" if side == "client" else "client", right), ALL).status == "wrong"


@pytest.mark.parametrize(("mechanism", "side", "octets"), PROOFS)
def test_without_the_secret_nothing_is_judged(mechanism: int, side: str, octets: str) -> None:
    verdict = check(mechanism, proof(side, bytes.fromhex(octets)), Secrets())
    assert (verdict.status, verdict.reason) == ("unchecked", "no key")


def test_mechanism_2_in_its_de_facto_form() -> None:
    challenge = STOC * 2
    octets = bytes.fromhex("F938C493F8920E80FE655B6CA3A0A11C")
    assert check(2, Proof(octets, challenge, CTOS, CLIENT, SERVER), ALL).status == "verified"


@pytest.mark.parametrize("mechanism", [8, 9, 10])
def test_national_mechanisms_are_never_wrong(mechanism: int) -> None:
    assert check(mechanism, proof("client", b"anything"), ALL).status == "unchecked"


def test_signatures_of_both_curves() -> None:
    for size in (32, 48):
        private = bytes((1,)) * size
        signature = sign(private, b"signed")
        assert len(signature) == 2 * size
    assert verify(PUBLIC, sign(PRIVATE, b"signed"), b"signed")
    assert not verify(PUBLIC, sign(PRIVATE, b"signed"), b"other")
    assert public_key(b"no key at all") is None
    assert not verify(b"no key", b"", b"")
