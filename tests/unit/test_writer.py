"""Nodes and plain values to bytes: what was read is written the same; what is made by hand is written canonically."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissectors.core.errors import EncodeError
from dissectors.core.ops import Op
from dissectors.core.reader import decode
from dissectors.core.writer import encode, encode_node
from dissectors.plain import plain
from dissectors.spec import APDU, DATA, link
from tests.rows import Row, every, octets

ROWS = every()
all_rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
# Other forms of the same value. Not among them: members nobody can name, and frames that say how long they are.
OTHER_FORMS = [
    row for row in ROWS if not row.canonical and row.note != "unknown-member" and row.element is not link.HDLC_FRAME
]


@all_rows
def test_what_was_read_is_written_the_same(row: Row) -> None:
    assert encode_node(decode(row.element, row.octets)) == row.octets


@pytest.mark.parametrize("row", [row for row in ROWS if row.canonical], ids=lambda row: row.name)
def test_values_are_written_canonically(row: Row) -> None:
    assert encode(row.element, row.value).hex() == row.octets.hex()


@pytest.mark.parametrize("row", OTHER_FORMS, ids=lambda row: row.name)
def test_values_of_other_forms_are_written_in_another_form(row: Row) -> None:
    written = encode(row.element, row.value)
    assert written != row.octets
    assert plain(decode(row.element, written)) == row.value


def test_numbers_stand_for_names_and_bits() -> None:
    value = {"get-request": {"get-request-next": {"invoke-id-and-priority": 0xC1, "block-number": 2}}}
    assert encode(APDU, value) == octets("C0 02 C1 00000002")
    value = {"set-response": {"set-response-normal": {"invoke-id-and-priority": 0x41, "result": 3}}}
    assert encode(APDU, value) == octets("C5 01 41 03")
    value = {"set-response": {"set-response-normal": {"invoke-id-and-priority": 0x41, "result": "250"}}}
    assert encode(APDU, value) == octets("C5 01 41 FA")


def test_octets_may_be_bytes_hex_or_the_text_of_their_form() -> None:
    for value in (b"\x01\x00\x01\x08\x00\xff", "0100010800ff", "1-0:1.8.0*255", "1-0:1.8.0", "1.0.1.8.0.255"):
        descriptor = {"class-id": 3, "instance-id": value, "attribute-id": 2}
        fields = {"invoke-id-and-priority": 0xC1, "cosem-attribute-descriptor": descriptor}
        assert encode(APDU, {"get-request": {"get-request-normal": fields}}) == octets("C001C1 0003 0100010800FF 02 00")


def test_what_may_be_absent_may_be_left_out() -> None:
    assert encode(
        APDU, {"data-notification": {"long-invoke-id-and-priority": 1, "notification-body": {"unsigned": 7}}}
    ) == (octets("0F 00000001 00 11 07"))
    initiate = {"proposed-dlms-version-number": 6, "proposed-conformance": "0" * 24, "client-max-receive-pdu-size": 0}
    assert encode(APDU, {"initiate-request": initiate}) == octets("01 00 00 00 06 5F1F0400 000000 0000")


def test_lengths_and_checks_are_computed_where_left_out() -> None:
    wrapper = {"version": 1, "source-wport": 1, "destination-wport": 16, "payload": "beef"}
    assert encode(link.WRAPPER, wrapper) == octets("0001 0001 0010 0002 BEEF")
    frame: dict[str, Any] = {"destination-address": 1, "source-address": 16, "control": {"snrm": {"poll-final": 1}}}
    assert encode(link.HDLC_FRAME, frame) == octets("7E A007 03 21 93 0F01 7E")
    frame |= {"control": 0x10, "information": octets("E6E6006200")}
    assert encode(link.HDLC_FRAME, frame) == octets("7E A00E 03 21 10 FF4E E6E6006200 FB35 7E")
    short = {"start": 0x10, "c-field": 0x40, "a-field": 1, "stop": 0x16}
    assert encode(link.MBUS_SHORT, short) == octets("10 40 01 41 16")


def test_a_part_of_a_tree_is_written_by_itself() -> None:
    node = decode(APDU, octets("C4 01 C1 00 02 02 11 01 09 81 01 AA"))
    result = node.children[0].children[1]  # type: ignore[index]
    assert encode_node(result) == octets("00 02 02 11 01 09 81 01 AA")
    made = {"get-response": {"get-response-normal": {"invoke-id-and-priority": 0xC2, "result": result}}}
    assert encode(APDU, made) == octets("C4 01 C2 00 02 02 11 01 09 81 01 AA")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["unsigned", "array", "upper", "snrm", "result", "data", "x"]), inner, max_size=2
        )
    ),
    max_leaves=6,
)

# name, element, value, what the error names
UNFIT = [
    ("a number too large", DATA, {"unsigned": 256}, "unsigned"),
    ("a number below zero", DATA, {"long-unsigned": -1}, "long-unsigned"),
    ("a text for a number", DATA, {"double-long": "x"}, "double-long"),
    ("a fraction for a number", DATA, {"long": 1.5}, "long"),
    ("a text for a float", DATA, {"float32": "x"}, "float32"),
    ("a float too large", DATA, {"float32": 1e300}, "float32"),
    ("an odd number of hex digits", DATA, {"octet-string": "abc"}, "octet-string"),
    ("a number for octets", DATA, {"octet-string": 5}, "octet-string"),
    ("bits that are none", DATA, {"bit-string": "012"}, "bit-string"),
    ("a date of another size", DATA, {"date": "0102"}, "date"),
    ("a type nobody knows", DATA, {"float16": 1}, "data"),
    ("two types at once", DATA, {"unsigned": 1, "integer": 1}, "data"),
    ("a bare value", DATA, 5, "data"),
    ("one item for a list", DATA, {"array": {"unsigned": 1}}, "array"),
    (
        "a field too many",
        APDU,
        {"exception-response": {"state-error": 1, "service-error": {}, "more": 1}},
        "exception-response",
    ),
    ("a field missing", APDU, {"exception-response": {"state-error": 1}}, "exception-response.service-error"),
    ("a list for a sequence", APDU, {"exception-response": [1, 2]}, "exception-response"),
    (
        "a name nobody knows",
        APDU,
        {"exception-response": {"state-error": "bad", "service-error": {"other-reason": None}}},
        "state-error",
    ),
    ("a member nobody knows", APDU, {"aarq": {"title": "00"}}, "aarq"),
    ("no dict of members", APDU, {"aarq": 5}, "aarq"),
    (
        "an object identifier of letters",
        APDU,
        {"aarq": {"application-context-name": "a.b"}},
        "application-context-name",
    ),
    ("a result of no known name", APDU, {"aare": {"result": "fine"}}, "result"),
    (
        "a diagnostic of no known source",
        APDU,
        {"aare": {"result-source-diagnostic": {"user": 1}}},
        "result-source-diagnostic",
    ),
    ("a bare diagnostic", APDU, {"aare": {"result-source-diagnostic": 1}}, "result-source-diagnostic"),
    ("no bits", APDU, {"aarq": {"protocol-version": "2"}}, "protocol-version"),
    ("no ciphered content", APDU, {"glo-get-request": "beef"}, "ciphered-content"),
    (
        "ciphered content without a counter",
        APDU,
        {"glo-get-request": {"security-control": 0}},
        "ciphered-content.invocation-counter",
    ),
    (
        "a tag of another size",
        APDU,
        {
            "glo-get-request": {
                "security-control": 0x10,
                "invocation-counter": 1,
                "protected-text": "",
                "authentication-tag": "00",
            }
        },
        "authentication-tag",
    ),
    (
        "a compact array of no known type",
        DATA,
        {"compact-array": {"type-description": "x", "contents": []}},
        "type-description",
    ),
    (
        "a compact array of a bare value",
        DATA,
        {"compact-array": {"type-description": "unsigned", "contents": [5]}},
        "contents",
    ),
    ("a compact array without contents", DATA, {"compact-array": {"type-description": "unsigned"}}, "compact-array"),
    (
        "a compact array of another type",
        DATA,
        {"compact-array": {"type-description": "unsigned", "contents": [{"float16": 1}]}},
        "contents",
    ),
    (
        "an address too large",
        link.HDLC_FRAME,
        {"destination-address": 1 << 14, "source-address": 1, "control": 0x93},
        "destination-address",
    ),
    (
        "a control field of no known name",
        link.HDLC_FRAME,
        {"destination-address": 1, "source-address": 1, "control": {"x": {}}},
        "control",
    ),
    (
        "a control field too large",
        link.HDLC_FRAME,
        {"destination-address": 1, "source-address": 1, "control": 256},
        "control",
    ),
    (
        "a frame without control field",
        link.HDLC_FRAME,
        {"destination-address": 1, "source-address": 1},
        "hdlc-frame.control",
    ),
    (
        "a length too large",
        link.WRAPPER,
        {"version": 1, "source-wport": 1, "destination-wport": 1, "payload": b"0" * 65536},
        "wrapper.length",
    ),
]


@pytest.mark.parametrize(("element", "value", "path"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_what_does_not_fit_is_refused_by_name(element: Op, value: Any, path: str) -> None:
    with pytest.raises(EncodeError) as caught:
        encode(element, value)
    assert caught.value.path == path
    assert str(caught.value).startswith(path)


def test_errors_do_not_show_octets() -> None:
    key = "000102030405060708090a0b0c0d0e0f"
    initiate = {"dedicated-key": key + "x"}
    with pytest.raises(EncodeError) as caught:
        encode(APDU, {"initiate-request": initiate})
    assert key not in str(caught.value)


@settings(max_examples=300, deadline=None)
@given(element=st.sampled_from([*APDU.table.values(), *DATA.table.values(), *link.FRAMES]), value=VALUES)
def test_whatever_the_value_errors_are_encode_errors(element: Op, value: Any) -> None:
    for given_value in (value, {each.name: value for each in element.children}):
        with contextlib.suppress(EncodeError):
            encode(element, given_value)
