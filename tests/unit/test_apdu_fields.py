"""Fields of the strict face: read and set by the same names, ciphered APDUs included; what does not fit is one clear error."""

from __future__ import annotations

import pytest

from dissectors import DecodeError, EncodeError, Security, XDlmsApduFactory
from dissectors.security.ciphering import seal

EK = bytes.fromhex("000102030405060708090A0B0C0D0E0F")
AK = bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")
TITLE = bytes.fromhex("4D4D4D0000BC614E")
PLAIN = bytes.fromhex("C0010000080000010000FF0200")
apdu_from_bytes = XDlmsApduFactory.apdu_from_bytes

APDUS = {
    "get-request-normal": "C001C1 0003 0100010800FF 02 00",
    "get-request-next": "C002C1 00000002",
    "get-response-normal": "C401C1 00 0600001234",
    "set-request-normal": "C101C1 0003 0100010800FF 02 00 1601",
    "action-response-normal": "C701C1 00 00",
    "aarq": "601D A109060760857405080101 BE10 040E01000000065F1F0400401E5DFFFF",
    "aare": "6129 A109060760857405080101 A203020100 A305A103020100 BE10 040E0800065F1F040040105D04000007",
    "rlrq": "6203 800100",
    "read-request": "05 02 020008 020010",
    "data-notification": "0F 00000001 00 0202 1101 1202AA",
    "exception-response": "D8 01 03",
    "general-block-transfer": "E0 C0 0001 0000 03 C00102",
    "glo-get-request": "C8 1E 30 01234567 411312FF935A47566827C467BC 7D825C3BE4A77C3FCC056B6B",
    "ded-get-request": "D0 12 20 01234567 411312FF935A47566827C467BC",
    "general-glo-ciphering": "DB 08 4D4D4D0000BC614E 12 20 01234567 411312FF935A47566827C467BC",
}


@pytest.mark.parametrize(("name", "octets"), APDUS.items(), ids=APDUS)
def test_fields_make_the_same_apdu_again(name: str, octets: str) -> None:
    apdu = apdu_from_bytes(bytes.fromhex(octets))
    assert apdu.name == name
    assert apdu.to_bytes() == bytes.fromhex(octets)
    assert XDlmsApduFactory.apdu(name, **apdu.fields) == apdu
    assert XDlmsApduFactory.from_plain(apdu.plain()) == apdu
    for field, value in apdu.fields.items():
        assert getattr(apdu, field) == value


def test_a_ciphered_apdu_shows_its_security_header() -> None:
    apdu = apdu_from_bytes(bytes.fromhex(APDUS["glo-get-request"]))
    assert apdu.invocation_counter == 0x01234567
    assert apdu.security_control["encrypted"] == 1
    assert apdu.authentication_tag == "7d825c3be4a77c3fcc056b6b"


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("glo-get-request", {}, "security-control: is missing"),
        ("get-request-next", {}, "invoke-id-and-priority: is missing"),
        ("get-request-next", {"invoke_id_and_priority": 0xC1, "block": 1}, "has no field 'block'"),
        ("aarq", {"no_member": 1}, "has no member 'no_member'"),
    ],
)
def test_fields_that_do_not_fit_are_named(name: str, fields: dict[str, int], message: str) -> None:
    with pytest.raises(EncodeError, match=message):
        XDlmsApduFactory.apdu(name, **fields)


def test_an_unknown_apdu_is_named() -> None:
    with pytest.raises(ValueError, match="no APDU 'get-request-abnormal'"):
        XDlmsApduFactory.apdu("get-request-abnormal")


GENERAL_HEADER = b"\x08" + bytes(8) + b"\x08" + TITLE + b"\x08" + TITLE[::-1] + b"\0\0"


@pytest.mark.parametrize("header", [GENERAL_HEADER, b""], ids=["header in additional data", "header left out"])
def test_opens_general_ciphering_by_the_title_it_states(header: bytes) -> None:
    body = seal(EK, AK, TITLE, 0x30, 7, PLAIN, header)
    octets = b"\xdd" + GENERAL_HEADER + bytes.fromhex("010000") + bytes((len(body),)) + body
    apdu = apdu_from_bytes(octets, security=Security(EK, AK))
    assert (apdu.to_bytes(), apdu.verified) == (PLAIN, True)
    assert apdu.outer is not None and apdu.outer.to_bytes() == octets
    with pytest.raises(DecodeError, match="tag wrong"):
        apdu_from_bytes(octets, security=Security(EK, EK))


def test_no_title_is_told_from_a_wrong_one() -> None:
    with pytest.raises(DecodeError, match="neither stated nor given"):
        apdu_from_bytes(bytes.fromhex(APDUS["glo-get-request"]), security=Security(EK, AK))


# header lengths of BER that do not agree are malformed, and so is a tag number left out before a length in long form
@pytest.mark.parametrize(
    "octets",
    [
        "601D A119060760857405080101 BE10 040E01000000065F1F0400401E5DFFFF",
        "601D A109060760857405080101 BE10 040E01000000065F810400401E5DFFFF",
    ],
)
def test_ber_headers_that_contradict_each_other_are_refused(octets: str) -> None:
    with pytest.raises(DecodeError):
        apdu_from_bytes(bytes.fromhex(octets))


@pytest.mark.parametrize("time", ["00", "01 00", "01 0C 07E9031E07030F0000FF8880"])
def test_an_optional_date_time_keeps_its_form(time: str) -> None:
    octets = bytes.fromhex(f"C2 {time} 0001 0000600100FF 02 00")
    assert apdu_from_bytes(octets).to_bytes() == octets
