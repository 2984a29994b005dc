"""The Lua reader of key files takes what the Python one takes, and refuses the rest by line, never showing a value."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from analyzer.export.lua import runtime, specifications
from analyzer.keys import load_keys
from tests.unit.test_lua_runtime import LUAS, STRICT

KEY, OTHER = "000102030405060708090A0B0C0D0E0F", "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"
FILES = [
    f'[[meter]]\nname = "lab"\nguek = "{KEY}"\n',
    f'# comment\n[[meter]] # another\nname = "lab" # that too\nsystem_title = "4D 4D 4D 00:00-BC 61 4E"\nguek = "{KEY}"\ngak = ""\n',
    f'[[meter]]\naddress = ["10.0.0.5:4059", "hdlc:16/10000"]\nguek = ["{KEY}", "{OTHER}"]\n',
    f'[[meter]]\r\nguek = [\r\n  "{KEY}", # old, before "the" roll\r\n  "{OTHER}",\r\n]\r\n',
    f"[[meter]]\nname = 'single # quotes'\nguek = '{KEY}'\n[[meter.client]]\nsap = 16\nsystem_title = '4D4D4D0000000001'\n",
    f'[[meter]]\nname = "a"\nguek = "{KEY}"\n\n[[meter]]\nname = "b"\nkek = "{OTHER}"\n[[meter.client]]\nsap = 1_6\ngak = "{KEY}"\n',
    f'[[meter]]\nguek = "{KEY}{OTHER}"\npassword_text = "say \\"hello\\""\n',
    "",
]
# text, the line that is told
REFUSED = [
    (f'[[meter]]\nguek = "{KEY}00"\n', 2),
    (f'[[meter]]\nguek = "{KEY[:-1]}"\n', 2),
    (f'[[meter]]\n\nguekk = "{KEY}"\n', 3),
    (f'guek = "{KEY}"\n', 1),
    (f'[[meters]]\nguek = "{KEY}"\n', 1),
    (f'[[meter]]\nguek = """{KEY}"""\n', 2),
    (f"[[meter]]\nguek = {{ hex = '{KEY}' }}\n", 2),
    (f'[[meter]]\nguek = ["{KEY}"\nname = "x"\n', 3),
    ('[[meter]]\nsystem_title = "00"\n', 2),
    ('[[meter]]\nname = "x" y\n', 2),
    ("[[meter]]\nsap = 1.5\n", 2),
]


@pytest.fixture(scope="module", params=[LUAS[0], LUAS[-1]])
def parse(request: pytest.FixtureRequest) -> Any:
    loaded = importlib.import_module(f"lupa.{request.param}").LuaRuntime(encoding=None)
    loaded.execute(STRICT)
    return loaded.execute((specifications() + runtime(wireshark=False)).encode())[b"keys"][b"parse"]


@pytest.mark.parametrize("text", FILES)
def test_key_files_are_read_alike(parse: Any, text: str, tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(text.encode())
    entries = load_keys(file)
    found = parse(text.encode(), b"keys.toml")
    assert not isinstance(found, tuple), found
    assert len(found) == len(entries)
    for number, entry in enumerate(entries, 1):
        row = found[number]
        assert row[b"title"] == entry.system_title
        assert row[b"sap"] == entry.sap
        assert [each.decode() for each in row[b"addresses"].values()] == list(entry.addresses)
        keys = {field: list(values) for field, values in entry.keys.items()}
        assert {name.decode(): list(refs.values()) for name, refs in row[b"fields"].items()} == keys


@pytest.mark.parametrize(("text", "line"), REFUSED)
def test_what_is_wrong_is_told_by_its_line(parse: Any, text: str, line: int) -> None:
    entries, fault = parse(text.encode(), b"keys.toml")
    assert entries is None
    assert fault.decode().startswith(f"keys.toml:{line}: ")
    assert KEY[:8] not in fault.decode()


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[", b"[[", b"a=[", b'a="', b"\\", b'[[meter]]\nname=["\\x"]'])
def test_any_bytes_end_in_an_error_and_not_in_a_crash(parse: Any, line: bytes) -> None:
    entries, fault = parse(line, b"k")
    assert entries is None and fault.startswith(b"k:")
