"""The strict face: APDUs to objects and back, opened with keys, refused with reason and offset."""

from __future__ import annotations

import pytest

from dissectors import DecodeError, Security, XDlmsApduFactory
from dissectors.apdu import Apdu

EK = bytes.fromhex("000102030405060708090A0B0C0D0E0F")
AK = bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")
TITLE = bytes.fromhex("4D4D4D0000BC614E")
PLAIN = "C0010000080000010000FF0200"
# the suite 0 example that the standard's readers know: authenticated, encrypted, both
CIPHERED = [
    ("C81E1001234567 C0010000080000010000FF0200 06725D910F9221D263877516", True),
    ("C8122001234567 411312FF935A47566827C467BC", None),
    ("C81E3001234567 411312FF935A47566827C467BC 7D825C3BE4A77C3FCC056B6B", True),
]


def test_reads_fields_by_name() -> None:
    apdu = XDlmsApduFactory.apdu_from_bytes(bytes.fromhex("C001C1000301000108 00FF0200"))
    assert apdu.name == "get-request-normal"
    assert apdu.invoke_id_and_priority["invoke-id"] == 1
    assert apdu.cosem_attribute_descriptor == {"class-id": 3, "instance-id": "1-0:1.8.0*255", "attribute-id": 2}
    assert apdu.access_selection is None


def test_makes_what_it_reads() -> None:
    made = XDlmsApduFactory.apdu(
        "get-request-normal",
        invoke_id_and_priority=0xC1,
        cosem_attribute_descriptor={"class-id": 3, "instance-id": "1-0:1.8.0*255", "attribute-id": 2},
    )
    assert made.to_bytes().hex() == "c001c100030100010800ff0200"
    assert XDlmsApduFactory.from_plain(made.plain()) == made


@pytest.mark.parametrize(("octets", "verified"), CIPHERED)
def test_opens_with_keys(octets: str, verified: bool | None) -> None:
    apdu = XDlmsApduFactory.apdu_from_bytes(bytes.fromhex(octets), security=Security(EK, AK, TITLE))
    assert apdu.to_bytes() == bytes.fromhex(PLAIN)
    assert apdu.verified is verified
    assert isinstance(apdu.outer, Apdu) and apdu.outer.name == "glo-get-request"


@pytest.mark.parametrize("wrong", [Security(AK, AK, TITLE), Security(EK, EK, TITLE), Security(EK, AK, TITLE[::-1])])
def test_refuses_a_wrong_tag(wrong: Security) -> None:
    with pytest.raises(DecodeError, match="tag wrong") as caught:
        XDlmsApduFactory.apdu_from_bytes(bytes.fromhex(CIPHERED[2][0]), security=wrong)
    assert EK.hex() not in repr(caught.value) and EK.hex() not in repr(wrong)


@pytest.mark.parametrize(
    ("octets", "offset"), [("C401C100021203", 5), ("C401C1000B", 4), ("FF00", 0), ("C001C1", 3), ("", 0)]
)
def test_broken_input_raises_with_offset_and_partial_tree(octets: str, offset: int) -> None:
    with pytest.raises(DecodeError) as caught:
        XDlmsApduFactory.apdu_from_bytes(bytes.fromhex(octets))
    assert caught.value.offset == offset
    assert caught.value.partial is not None
