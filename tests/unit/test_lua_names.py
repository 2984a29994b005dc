"""Objects are called in Lua what they are called in Python, and values read alike."""

from __future__ import annotations

import importlib
import random
from typing import Any

import pytest

from analyzer.export.lua import Options, runtime, specifications
from dissectors.cosem.classes import class_name, interface_class, interface_classes
from dissectors.cosem.obis import describe
from dissectors.cosem.obis_rules import base_rules
from dissectors.cosem.packs import rules_of
from tests.unit.test_lua_runtime import LUAS, STRICT

PACKS = ("IN",)


@pytest.fixture(scope="module")
def lua() -> Any:
    loaded = importlib.import_module(f"lupa.{LUAS[0]}").LuaRuntime(encoding=None)
    loaded.execute(STRICT)
    return loaded.execute((specifications(Options(PACKS)) + runtime(wireshark=False)).encode())


def test_objects_are_called_what_the_rules_call_them(lua: Any) -> None:
    name_of = lua[b"names"][b"object"]
    chance = random.Random(1)
    named = 0
    for rule in (*base_rules().rules, *rules_of("IN").rules, *rules_of("IT").rules):
        for class_id in (None, min(rule.class_ids or {3}), 21):
            code = bytes(chance.choice(sorted(values)) for values in rule.values)
            expected = describe(code, class_id, PACKS)
            found = name_of(class_id, code)
            assert (found.decode() if found else None) == (expected.short if expected.found else None), code.hex()
            named += expected.found
    assert named > 1000


def test_a_code_that_no_rule_covers_has_no_name(lua: Any) -> None:
    assert lua[b"names"][b"object"](3, bytes((200, 200, 200, 200, 200, 200))) is None
    assert lua[b"names"][b"object"](3, b"\1\2") is None


def test_classes_and_members_have_their_names(lua: Any) -> None:
    for each in interface_classes():
        common = interface_class(each.class_id)
        assert common is not None
        for method, members in ((False, common.attributes), (True, common.methods)):
            for number, member in members.items():
                reference = {b"class_id": each.class_id, b"number": number, b"method": method}
                found = lua[b"names"][b"member"](reference)
                assert found == (str(class_name(each.class_id)).encode(), member.name.encode())


@pytest.mark.parametrize(
    ("options", "named"), [(Options(), True), (Options(obis_names=False), False), (Options(service_only=True), False)]
)
def test_small_files_name_no_objects(options: Options, named: bool) -> None:
    loaded = importlib.import_module(f"lupa.{LUAS[-1]}").LuaRuntime(encoding=None)
    loaded.execute(STRICT)
    lua = loaded.execute((specifications(options) + runtime(wireshark=False)).encode())
    found = lua[b"names"][b"object"](3, bytes((1, 0, 1, 8, 0, 255)))
    assert (found is not None) == named
