"""Interface classes: declarations are whole, agree with the reference, and never read another version's layout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dissectors.cosem.classes import attribute, class_name, interface_class, interface_classes, method
from dissectors.cosem.types import (
    ANY,
    CHOICE_TAG,
    DATE_TIME_OCTETS,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    SIZES,
    InterfaceClass,
    Type,
    array,
    choice,
    enumeration,
    resolve,
    selected,
    structure,
)

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "interface_classes.json"
DATA_TYPES = {
    *(
        "null-data",
        "array",
        "structure",
        "boolean",
        "bit-string",
        "double-long",
        "double-long-unsigned",
        "octet-string",
    ),
    *(
        "visible-string",
        "utf8-string",
        "bcd",
        "integer",
        "long",
        "unsigned",
        "long-unsigned",
        "compact-array",
        "long64",
    ),
    *("long64-unsigned", "enum", "float32", "float64", "date-time", "date", "time"),
}
CLASSES = interface_classes()


def label(each: InterfaceClass) -> str:
    return f"{each.class_id}v{each.version}"


def walk(declared: Type, depth: int = 0) -> list[Type]:
    assert depth < 12, "a declaration that contains itself"
    below = [declared.of, *(declared.fields or {}).values(), *(declared.options or {}).values()]
    return [declared, *(part for each in below if each is not None for part in walk(each, depth + 1))]


@pytest.mark.parametrize("each", CLASSES, ids=label)
def test_declaration_is_whole(each: InterfaceClass) -> None:
    assert each.version is not None and 0 <= each.version <= 255
    assert each.name and interface_class(each.class_id, each.version) is each
    for rows, first in ((each.attributes, 1), (each.methods, 1)):
        assert list(rows) == list(range(first, len(rows) + first))
        assert len({row.name for row in rows.values()}) == len(rows)
        assert all(row.index == index and row.name for index, row in rows.items())
    assert each.attributes[1].type is LOGICAL_NAME
    for row in each.attributes.values():
        assert row.sn_offset == 8 * (row.index - 1)
        if row.scaled_by:
            assert each.attributes[row.scaled_by].teaches == "scaler_unit"
    offsets = [call.sn_offset for call in each.methods.values() if call.sn_offset is not None]
    assert not offsets or min(offsets) >= 8 * len(each.attributes)
    types = [row.type for row in each.attributes.values()] + [call.parameter for call in each.methods.values()]
    for declared in (part for root in types for part in walk(root)):
        assert declared.tag in DATA_TYPES or declared is ANY or (declared.tag == CHOICE_TAG and declared.options)
        assert not declared.bits or declared.names
        if declared.names is not None:
            assert all(isinstance(code, int) and text for code, text in declared.names.items() if code != 253)


@pytest.mark.parametrize("each", CLASSES, ids=label)
def test_selectors_name_an_enumerated_sibling(each: InterfaceClass) -> None:
    for row in each.attributes.values():
        for declared in walk(row.type):
            for part in (declared.fields or {}).values():
                if part.selector:
                    names = (declared.fields or {})[part.selector].names
                    assert names is not None and set(part.options or {}) <= set(names)


TEACHING = [
    (3, 0, 3, "scaler_unit"),
    (4, 0, 3, "scaler_unit"),
    (5, 0, 4, "scaler_unit"),
    (61, 0, 4, "scaler_unit"),
    (7, 1, 3, "capture_objects"),
    (7, 1, 4, "capture_period"),
    (7, None, 3, "capture_objects"),
    (12, 0, 2, "object_list"),
    (15, 1, 2, "object_list"),
    (15, None, 2, "object_list"),
    (40, 0, 2, "push_object_list"),
    (40, None, 2, "push_object_list"),
    (62, 1, 3, "capture_objects"),
    (62, 0, 5, "template_description"),
    (64, 1, 5, "server_system_title"),
    (1, 0, 2, ""),
]


@pytest.mark.parametrize(("class_id", "version", "index", "what"), TEACHING)
def test_attributes_that_teach(class_id: int, version: int | None, index: int, what: str) -> None:
    found = attribute(class_id, version, index)
    assert found is not None and found.teaches == what


SECRETS = [(15, 7), (19, 7), (19, 9), (45, 3), (46, 4), (100, 7)]


@pytest.mark.parametrize(("class_id", "index"), SECRETS)
def test_secret_attributes_are_marked(class_id: int, index: int) -> None:
    found = attribute(class_id, None, index)
    assert found is not None and found.type.meaning == "secret"


@pytest.mark.parametrize(("class_id", "index"), [(12, 5), (12, 6), (15, 2), (72, 7)])
def test_secret_parameters_are_marked(class_id: int, index: int) -> None:
    found = method(class_id, None, index)
    assert found is not None and found.parameter.meaning == "secret"


UNKNOWN = [(9999, None, 2), (15, 9, 2), (3, 1, 2), (24, None, 2), (3, 0, 4), (95, 0, 2)]


@pytest.mark.parametrize(("class_id", "version", "index"), UNKNOWN)
def test_unknown_or_disputed_attributes_have_no_declaration(class_id: int, version: int | None, index: int) -> None:
    assert attribute(class_id, version, index) is None


@pytest.mark.parametrize(("class_id", "version"), [(9999, None), (15, 9), (3, None), (3, 0)])
def test_attribute_1_is_always_the_logical_name(class_id: int, version: int | None) -> None:
    found = attribute(class_id, version, 1)
    assert found is not None and found.type is LOGICAL_NAME


def test_without_a_version_only_what_all_versions_share_is_named() -> None:
    rights = attribute(15, None, 2)
    assert rights is not None and rights.type.of is not None and rights.type.of.fields is not None
    access = rights.type.of.fields["access_rights"].fields
    assert access is not None
    item, call = access["attribute_access"].of, access["method_access"].of
    assert item is not None and item.fields is not None and call is not None and call.fields is not None
    assert item.fields["access_mode"].tag == "enum" and item.fields["access_mode"].names is None
    assert str(call.fields["access_mode"]) == "boolean|enum"
    capture = attribute(7, None, 3)
    assert capture is not None and capture.type.of is not None
    for fields in (3, 4):
        chosen = resolve(capture.type.of, "structure", fields)
        assert chosen is not None and chosen.fields is not None and len(chosen.fields) == fields
    assert resolve(capture.type.of, "structure", 5) is None
    assert resolve(capture.type.of, "structure") is None
    policy = attribute(64, None, 2)
    assert policy is not None and policy.type.names is None and not policy.type.bits
    later = attribute(15, None, 9)
    assert later is not None and later.name == "security_setup_reference"


def test_versions_keep_their_own_reading() -> None:
    modes = [attribute(64, version, 2) for version in (0, 1)]
    assert [mode.type.bits for mode in modes if mode is not None] == [False, True]
    assert class_name(27) == "Modem configuration" and class_name(4711) is None


ONE, TWO = structure("one", {"a": LONG_UNSIGNED}), structure("two", {"a": LONG_UNSIGNED, "b": LONG_UNSIGNED})
MODE = enumeration("mode", {0: "off", 1: "on"})
RESOLVED: list[tuple[Type, str, int, int | None, Type | None]] = [
    (ANY, "unsigned", -1, None, None),
    (LONG_UNSIGNED, "long-unsigned", -1, None, LONG_UNSIGNED),
    (LONG_UNSIGNED, "unsigned", -1, None, LONG_UNSIGNED),
    (LONG_UNSIGNED, "octet-string", 2, None, None),
    (MODE, "unsigned", -1, None, MODE),
    (MODE, "boolean", -1, None, None),
    (LOGICAL_NAME, "octet-string", 6, None, LOGICAL_NAME),
    (LOGICAL_NAME, "octet-string", 5, None, None),
    (DATE_TIME_OCTETS, "octet-string", 12, None, DATE_TIME_OCTETS),
    (DATE_TIME_OCTETS, "octet-string", 0, None, DATE_TIME_OCTETS),
    (DATE_TIME_OCTETS, "date-time", 12, None, DATE_TIME_OCTETS),
    (DATE_TIME_OCTETS, "octet-string", 5, None, None),
    (TWO, "structure", 2, None, TWO),
    (TWO, "structure", 3, None, None),
    (choice(ONE, TWO), "structure", 2, None, TWO),
    (choice(ONE, TWO), "structure", -1, None, None),
    (choice(LONG_UNSIGNED, ONE), "unsigned", -1, None, LONG_UNSIGNED),
    (selected("kind", {0: ONE, 1: TWO}), "structure", 2, 1, TWO),
    (selected("kind", {0: ONE, 1: TWO}), "structure", 2, 0, None),
    (selected("kind", {0: ONE, 1: TWO}), "structure", 2, None, None),
    (selected("kind", {0: ONE, 1: TWO}), "structure", 2, 7, None),
]


@pytest.mark.parametrize(("declared", "tag", "size", "selection", "expected"), RESOLVED)
def test_resolve(declared: Type, tag: str, size: int, selection: int | None, expected: Type | None) -> None:
    assert resolve(declared, tag, size, selection) is expected


def test_a_compact_array_fits_an_array() -> None:
    declared = array(ONE)
    assert resolve(declared, "compact-array", 3) is declared


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    if not REFERENCE.exists():
        pytest.skip("the reference is not beside this tree")
    loaded: dict[str, Any] = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return loaded


# Where the declaration says more than the reference, or the reference says it in prose.
OTHERWISE = {
    (7, 0, 2): "array<any>",
    (7, 1, 2): "array<any>",
    (40, 1, 7): "structure<repetition_delay>|long-unsigned",
    (55, 0, 3): "array<any>",
    (55, 1, 3): "array<any>",
    (61, 0, 2): "array<any>",
    (63, 0, 2): "any",
}
UNKNOWN_FROM = {(91, 0): 8}  # beyond it the reference calls the layout of this version unknown


def test_every_class_of_the_reference_is_declared(reference: dict[str, Any]) -> None:
    theirs = {(each["class_id"], each["version"]): each["name"] for each in reference["classes"]}
    assert {(each.class_id, each.version): each.name for each in CLASSES} == theirs


def test_attributes_and_methods_agree_with_the_reference(reference: dict[str, Any]) -> None:
    for theirs in reference["classes"]:
        class_id, version = theirs["class_id"], theirs["version"]
        ours = interface_class(class_id, version)
        assert ours is not None
        rows = [row for row in theirs["attributes"] if row["index"] < UNKNOWN_FROM.get((class_id, version), 256)]
        assert [(row["index"], row["name"]) for row in rows] == [(a.index, a.name) for a in ours.attributes.values()]
        for row in rows:
            text = OTHERWISE.get((class_id, version, row["index"]), row["type"])
            declared = ours.attributes[row["index"]].type
            assert agrees(declared, text, reference), f"class {class_id} v{version} {row['name']}: {declared} {text}"
            hint = row.get("hint", "")
            assert not hint.startswith("bits:") or (declared.bits and declared.name == hint.removeprefix("bits:"))
            assert ours.attributes[row["index"]].sn_offset == int(row["sn_offset"], 16)
        names = [(row["index"], row["name"].replace("(reserved)", "")) for row in theirs["methods"]]
        assert names == [(call.index, call.name) for call in ours.methods.values()]
        for row in theirs["methods"]:
            offset = int(row["sn_offset"], 16) if "sn_offset" in row else None
            assert ours.methods[row["index"]].sn_offset == offset
            parameter = ours.methods[row["index"]].parameter
            simple = re.fullmatch(r"[a-z0-9-]+|(array|structure|enum)[<(]\w+[>)]", row["param"])
            if simple:
                assert agrees(parameter, row["param"], reference), f"class {class_id} v{version} {row['name']}"


def agrees(declared: Type, text: str, reference: dict[str, Any]) -> bool:
    """Whether a declared type says what the reference's type text says."""
    text = text.removeprefix("CHOICE ").replace("boolean(v0)|", "")
    alternatives = re.split(r"\|(?![^<(]*[>)])", text)
    if len(alternatives) > 1:
        options = list((declared.options or {}).values())
        if len(options) != len(alternatives):  # TEXT offers one string type more than some attributes
            return all(any(agrees(option, part, reference) for option in options) for part in alternatives)
        return all(agrees(option, part, reference) for option, part in zip(options, alternatives, strict=True))
    if text in reference["defs"]:
        text = f"structure<{text}>"
    head, inner = re.fullmatch(r"([\w-]+)(?:[<(](.*)[>)])?", text).groups()  # type: ignore[union-attr]
    if head == "any":
        return declared.tag == "any" or bool(declared.selector) or declared.tag == "structure"
    if declared.tag != head:
        return False
    if head == "array" and inner and inner != "any":
        return declared.of is not None and agrees(declared.of, inner, reference)
    if head == "structure" and inner:
        fields = reference["defs"][inner]["fields"]
        ours = declared.fields or {}
        return list(ours) == [field["name"] for field in fields] and all(
            method_mode(ours[field["name"]], field["type"]) or agrees(ours[field["name"]], field["type"], reference)
            for field in fields
        )
    if head in ("enum", "unsigned") and inner:
        if "|" in inner or inner == "unit" or (declared.bits and "access_mode" in inner):
            return True
        return inner == declared.name and agrees_codes(declared, inner, reference)
    if head == "octet-string" and inner:
        sizes = SIZES.get(declared.meaning, (declared.size,))
        return inner == declared.meaning or int(inner) in sizes or declared.size == int(inner)
    return True


def method_mode(declared: Type, text: str) -> bool:
    """The reference gives the three forms of a method's access mode in one text."""
    return text.startswith("boolean(v0)") and declared.tag in ("boolean", "enum")


def agrees_codes(declared: Type, name: str, reference: dict[str, Any]) -> bool:
    theirs = reference["enums"].get(name)
    if theirs is None:
        return declared.bits
    single = {int(code): text for code, text in theirs.items() if ".." not in code}
    return declared.names is not None and single.items() <= declared.names.items()
