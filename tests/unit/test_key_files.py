"""Keys that are typed in: judged as those of a file are, and appended to a file that the user alone may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from analyzer.keys import KeysError, entries_from_fields, load_keys, save_meter

HEX = "00112233445566778899AABBCCDDEEFF"


def test_fields_make_the_entries_that_a_file_makes(tmp_path: Path) -> None:
    fields = {"name": 'lab "1"', "system_title": "4D4D4D0000BC614E", "guek": HEX, "password_text": "pass\\word"}
    save_meter(tmp_path / "keys.toml", fields)
    (typed,), (read,) = entries_from_fields(fields, "typed in"), load_keys(tmp_path / "keys.toml")
    assert (typed.name, typed.system_title, typed.keys) == (read.name, read.system_title, read.keys)
    assert stat.S_IMODE((tmp_path / "keys.toml").stat().st_mode) == 0o600


def test_a_meter_is_appended_and_what_stood_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(f'# mine\n[[meter]]\nname = "a"\nguek = "{HEX}"')
    path.chmod(0o644)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    save_meter(link, {"name": "b", "gak": HEX})
    assert path.read_text().startswith("# mine\n") and link.is_symlink()
    assert [entry.name for entry in load_keys(path)] == ["a", "b"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_key_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    path.write_text("[other]\n")
    with pytest.raises(KeysError, match="other"):
        save_meter(path, {"guek": HEX})
    assert path.read_text() == "[other]\n" and os.listdir(tmp_path) == ["notes.toml"]
    with pytest.raises(KeysError, match="cannot be written"):
        save_meter(tmp_path / "nowhere" / "keys.toml", {"guek": HEX})


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"guek": HEX[:-2]}, "guek: 15 bytes, wants 16 or 32"),
        ({"guek": "xyz" + HEX}, "guek: not hex"),
        ({"system_title": "4D4D"}, "system_title: 2 bytes, wants 8"),
        ({"password": "00", "password_text": HEX}, "password and password_text"),
    ],
)
def test_errors_name_the_field_and_never_the_value(fields: dict[str, str], says: str) -> None:
    with pytest.raises(KeysError) as caught:
        entries_from_fields(fields, "typed in")
    assert says in str(caught.value) and HEX[:-2] not in str(caught.value)
