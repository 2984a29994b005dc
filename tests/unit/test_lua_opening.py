"""General ciphering in Lua: identified and wrapped keys open and verify; agreed keys and signatures say why they do not."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from analyzer.export.lua import runtime, specifications
from tests.unit.test_general_ciphering import AK, CASES, PLAIN
from tests.unit.test_lua_runtime import LUAS, STRICT

HARNESS = """
return function(keys, data)
  dlmscope.tracker.reset(assert(dlmscope.keys.parse(keys, "keys.toml")))
  local flow = { places = { "serial" }, conversations = {} }
  local c = dlmscope.conversation.of(flow, 16, 1, nil, nil)
  local m, layers = dlmscope.tracker.feed(c, "client", data, 1, 0, nil)
  local p = m.protection
  return dlmscope.services.name(m), p.status, p.reason or "", p.agreed or "", p.ref and p.ref.name or "", layers[#layers] or ""
end
"""


@pytest.fixture(scope="module", params=[LUAS[0], LUAS[-1]])
def open_one(request: pytest.FixtureRequest) -> Any:
    loaded = importlib.import_module(f"lupa.{request.param}").LuaRuntime(encoding=None)
    loaded.execute(STRICT)
    text = specifications() + runtime(wireshark=False).replace("\nreturn dlmscope\n", HARNESS)
    return loaded.execute(text.encode())


def key_file(keys: dict[str, list[bytes]]) -> bytes:
    rows = [f'{field} = ["{values[0].hex()}"]' for field, values in {**keys, "gak": [AK]}.items()]
    return "\n".join(["[[meter]]", 'name = "lab"', *rows, ""]).encode()


@pytest.mark.parametrize(("name", "octets", "keys"), CASES[:3], ids=[case[0] for case in CASES[:3]])
def test_identified_and_wrapped_keys_open(open_one: Any, name: str, octets: str, keys: dict[str, list[bytes]]) -> None:
    told = open_one(key_file(keys), bytes.fromhex(octets.replace(" ", "")))
    source = b"wrapped key" if "wrapped" in name else b"lab: guek"
    assert told == (b"get-request-normal", b"ok", b"", b"", source, bytes.fromhex(PLAIN))


@pytest.mark.parametrize(("name", "octets", "keys"), CASES, ids=[case[0] for case in CASES])
def test_without_its_key_it_stays_closed(open_one: Any, name: str, octets: str, keys: dict[str, list[bytes]]) -> None:
    told = open_one(key_file({}), bytes.fromhex(octets.replace(" ", "")))
    assert told[:3] == (b"general-ciphering", b"no-key", b"no-key")
    assert told[3] == (b"agreed-key" if "agreed" in name else b"")
    assert told[5] == b""
