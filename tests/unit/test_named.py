"""Names of the parts of structured values: a value made from each class's declaration gives its names back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dissectors.core.node import Node
from dissectors.core.reader import decode
from dissectors.core.writer import encode
from dissectors.cosem.classes import attribute, interface_classes
from dissectors.cosem.types import CHOICE_TAG, SECRET, SIZES, InterfaceClass, Type
from dissectors.meaning.facts import Facts
from dissectors.meaning.named import MASK, named, overlay, walk
from dissectors.meaning.values import Item, item_text
from dissectors.session.message import ObjectRef
from dissectors.spec import DATA

NUMBERS = {
    *("unsigned", "long-unsigned", "double-long-unsigned", "long64-unsigned"),
    *("integer", "long", "double-long", "long64", "enum", "bcd"),
}
DATES = {"date-time": "07E9031E07070F00008000FF", "date": "07E9031E07", "time": "070F0000"}
NULL = {"null-data": None}


PICKS = range(4)  # alternatives of a choice, and codes of what selects one, that samples are made of in turn


def chosen(declared: Type, codes: dict[str, int], pick: int) -> Type | None:
    """The alternative that a sample is made of: of a plain choice that which ``pick`` says."""
    if declared.tag != CHOICE_TAG:
        return declared
    options = declared.options or {}
    plain = list(options.values())
    option = options.get(codes[declared.selector]) if declared.selector else plain[pick % len(plain)]
    return chosen(option, codes, pick) if option is not None else None


def code_of(name: str, declared: Type, fields: dict[str, Type], pick: int) -> int:
    """A code that is in the names, and that selects an alternative where another field depends on it."""
    options = [code for part in fields.values() if part.selector == name for code in part.options or {}]
    codes = options or [code for code in declared.names or {1: ""} if not declared.bits or code < 8]
    return codes[pick % len(codes)]


def sample(declared: Type, pick: int, codes: dict[str, int] | None = None) -> dict[str, Any]:
    """A value of a type, as the encoder takes it."""
    kind = chosen(declared, codes or {}, pick)
    if kind is None or kind.tag == "any":
        return NULL
    if kind.tag == "array":
        return {"array": [sample(kind.of, pick), sample(kind.of, pick)] if kind.of is not None else []}
    if kind.tag == "structure":
        fields = kind.fields or {}
        known = {name: code_of(name, part, fields, pick) for name, part in fields.items() if part.tag in NUMBERS}
        return {
            "structure": [
                number(part, known[name]) if name in known else sample(part, pick, known)
                for name, part in fields.items()
            ]
        }
    if kind.tag in NUMBERS:
        return number(kind, code_of("", kind, {}, pick))
    return {kind.tag: content(kind)}


def number(kind: Type, code: int) -> dict[str, Any]:
    return {kind.tag: 1 << code if kind.bits else code}


def content(kind: Type) -> Any:
    octets = next(iter(SIZES.get(kind.meaning, (kind.size or 3,))))
    return {
        "null-data": None,
        "boolean": True,
        "octet-string": bytes.fromhex(DATES[kind.meaning]) if kind.meaning in DATES else bytes(octets),
        "visible-string": "text",
        "utf8-string": "text",
        "bit-string": "1" + "0" * ((kind.size or 8) - 1),
        "date-time": bytes.fromhex(DATES["date-time"]),
        "date": bytes.fromhex(DATES["date"]),
        "time": bytes.fromhex(DATES["time"]),
        "float32": 1.0,
        "float64": 1.0,
        "compact-array": {"type-description": "unsigned", "contents": [{"unsigned": 1}]},
    }[kind.tag]


def names_in(declared: Type, pick: int, codes: dict[str, int] | None = None) -> Iterator[str]:
    """The names that a sample of a type has, in order, its own left out."""
    kind = chosen(declared, codes or {}, pick)
    if kind is None:
        return
    if kind.tag == "array" and kind.of is not None:
        for _ in range(2):
            yield ""
            yield from names_in(kind.of, pick)
    elif kind.tag == "structure":
        fields = kind.fields or {}
        known = {name: code_of(name, part, fields, pick) for name, part in fields.items() if part.tag in NUMBERS}
        for name, part in fields.items():
            yield name
            yield from names_in(part, pick, known)


def through_bytes(value: dict[str, Any]) -> Node:
    return decode(DATA, encode(DATA, value))


CLASSES = interface_classes()


@pytest.mark.parametrize("each", CLASSES, ids=lambda each: f"{each.class_id}v{each.version}")
def test_a_value_made_from_the_declaration_gives_its_names(each: InterfaceClass) -> None:
    members = [(row.name, row.type) for row in each.attributes.values()]
    members += [(call.name, call.parameter) for call in each.methods.values()]
    for name, declared in members:
        for pick in PICKS:
            tree = named(through_bytes(sample(declared, pick)), declared, name)
            assert [part.name for part in walk(tree)] == [name, *names_in(declared, pick)], name
            for part in walk(tree):
                assert part.text is None or part.text


CODED = [
    (each, row.index, part)
    for each in CLASSES
    for row in each.attributes.values()
    for part in [row.type]
    if part.names is not None and part.tag in NUMBERS
]


@pytest.mark.parametrize(
    "each, index, kind", CODED, ids=[f"{each.class_id}v{each.version}-{index}" for each, index, _ in CODED]
)
def test_every_code_of_an_attribute_reads_as_its_name(each: InterfaceClass, index: int, kind: Type) -> None:
    ref = ObjectRef(each.class_id, bytes(6), index)
    for code, text in (kind.names or {}).items():
        node = through_bytes(number(kind, code))
        shown = item_text(Item(ref, node, each.version), (), Facts(), 1)
        assert shown == text


def test_leaves_say_what_their_codes_mean() -> None:
    declared = attribute(15, 2, 2)
    assert declared is not None
    value = through_bytes(
        {
            "array": [
                {
                    "structure": [
                        {"long-unsigned": 3},
                        {"unsigned": 0},
                        {"octet-string": bytes.fromhex("0100010800FF")},
                        {
                            "structure": [
                                {"array": [{"structure": [{"integer": 2}, {"enum": 1}, NULL]}]},
                                {"array": [{"structure": [{"integer": 1}, {"enum": 1}]}]},
                            ]
                        },
                    ]
                }
            ]
        }
    )
    said = [(part.name, part.text) for part in walk(named(value, declared.type)) if part.text is not None]
    assert said == [
        ("logical_name", "1-0:1.8.0*255 Active energy import (+A) total"),
        ("access_mode", "read_only"),
        ("access_mode", "access"),
    ]


TEXTS = [
    (8, 0, 2, "090C07E9031E07070F0000FF8880", "2025-03-30T07:15:00.00+02:00 (daylight saving active)"),
    (70, 0, 3, "1601", "connected"),
    (70, 0, 3, "16C8", None),
    (64, 1, 2, "160C", "authenticated request, encrypted request"),
    (64, 1, 2, "1600", "none"),
    (64, 1, 5, "09084D4D4D0000BC614E", "MMM 0000bc614e"),
    (8, 0, 3, "10FF88", "-120 min"),
    (72, 1, 6, "0612345678", "12345678"),
    (72, 1, 6, "06FFFFFFFF", None),
    (72, 1, 7, "1232A7", "LUG"),
    (72, 1, 7, "12FFFF", None),
    (72, 1, 9, "1103", "gas"),
    (15, 1, 4, "0907608574050801 01", "2.16.756.5.8.1.1 logical-name"),
    (15, 1, 3, "0202 0F10 120001", None),
]


@pytest.mark.parametrize("class_id, version, index, octets, text", TEXTS)
def test_texts(class_id: int, version: int, index: int, octets: str, text: str | None) -> None:
    declared = attribute(class_id, version, index)
    assert declared is not None
    assert named(decode(DATA, bytes.fromhex(octets)), declared.type).text == text


def test_secrets_are_not_named_in_clear() -> None:
    declared = attribute(15, 1, 7)
    assert declared is not None and declared.type.meaning == SECRET
    assert named(decode(DATA, bytes.fromhex("09083132333435363738")), declared.type).text == MASK


def test_what_does_not_fit_has_no_names() -> None:
    declared = attribute(3, 0, 3)
    assert declared is not None
    for octets in ("00", "020112", "0203 0F00 161E 00", "0901AA"):
        tree = named(decode(DATA, bytes.fromhex(octets)), declared.type)
        assert not [part for part in walk(tree) if part.name]


def test_an_overlay_belongs_to_nodes() -> None:
    declared = attribute(3, 0, 3)
    assert declared is not None
    node = decode(DATA, bytes.fromhex("02020FFF1623"))
    laid = overlay(named(node, declared.type))
    assert [laid[id(part)] for part in node.children or ()] == [("scaler", None), ("unit", "V")]
