"""`dlmscope objects`, `--save` and `--objects`, and the tables of `export`: what a recorded session holds."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from analyzer.cli import dlmscope
from dissectors.core.writer import encode
from dissectors.meaning.names import use_packs
from dissectors.spec import APDU

CAPTURES = Path(__file__).parents[2] / "captures"
SESSION = str(CAPTURES / "w-low-plain.pcap")
PROFILE = "1-0:99.1.0"


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(dlmscope, list(arguments))
    assert result.exit_code == code, result.output
    return result.stdout


def objects(*arguments: str) -> dict[str, Any]:
    return {
        entry["obis"]: entry for entry in map(json.loads, run("objects", *arguments, "--format", "json").splitlines())
    }


def test_every_object_with_last_value_rights_and_clients() -> None:
    found = objects(SESSION)
    voltage = found["1-0:32.7.0*255"]
    assert (voltage["class_id"], voltage["class"], voltage["version"], voltage["name"]) == (
        3,
        "Register",
        0,
        "Voltage L1",
    )
    value = next(each for each in voltage["attributes"] if each["attribute"] == 2)
    assert value["text"] == "0.0 V" and value["counts"] == {"read": 3} and value["clients"] == [16]
    assert value["access"] == "read_and_write" and value["attribute_name"] == "value"
    reset, refused = voltage["methods"]
    assert reset["counts"] == {"called": 1} and reset["access"] == "access"
    assert (refused["method"], refused["refused"], refused["result"]) == (9, 1, "object-undefined")
    clock = next(each for each in found["0-0:1.0.0*255"]["attributes"] if each["attribute"] == 2)
    assert clock["value"] == "2025-03-30T01:59:58.00+00:00" and clock["counts"] == {"read": 2, "written": 1}
    assert found["1-0:1.8.0*255"]["attributes"][0]["counts"] == {}, "listed, never asked for"
    assert "1-0:99.99.99*255" in found, "asked for, not listed"


def test_objects_for_people() -> None:
    text = run("objects", SESSION)
    assert "127.0.0.1:5102  server 1" in text
    assert "1-0:32.7.0*255       Register v0              Voltage L1" in text
    assert "read 3×  client 16  read_and_write" in text


def test_a_code_without_a_name_says_what_is_known_of_it(tmp_path: Path) -> None:
    log = hex_log(tmp_path / "get.hex", "C001C1000101016481C8FF0200", "C401C1001105")
    assert "1-1:100.129.200*255" in run("objects", log) and "unknown: electricity, channel 1" in run("objects", log)
    assert objects(log)["1-1:100.129.200*255"]["name"] is None


def test_a_load_profile_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(run("objects", SESSION, "--profile", PROFILE, "--format", "csv"))))
    assert len(rows) == 85, "60 and 25 rows, none of them twice"
    assert rows[0] == {
        "Clock": "2025-01-01T00:00:00.00+02:00",
        "Clock status": "daylight saving active",
        "Status register 1": "32",
        "Active energy import (+A) total": "1000000",
        "Active energy export (-A) total": "0",
        "Voltage L1 [V]": "230.0",
        "filled": "",
    }


def test_a_load_profile_as_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "load.parquet"
    run("objects", SESSION, "--profile", PROFILE, "--format", "parquet", "-o", str(out))
    table = parquet.read_table(out)
    assert table.num_rows == 85 and str(table.schema.field("Clock").type) == "timestamp[ns, tz=UTC]"
    assert table.column("Clock offset [min]")[0].as_py() == 120
    assert table.column("Voltage L1 [V]")[0].as_py() == 230.0
    assert table.column("Status register 1")[0].as_py() == 32
    run("objects", SESSION, "--profile", PROFILE, "--format", "parquet", "-o", str(out), code=2)


def test_a_load_profile_as_text_and_json() -> None:
    lines = run("objects", SESSION, "--profile", PROFILE, "--format", "table").splitlines()
    assert lines[0].split("  ")[0] == "Clock" and len(lines) == 86 and "filled" not in lines[0]
    first = json.loads(run("objects", SESSION, "--profile", PROFILE, "--format", "json").splitlines()[0])
    assert first["Voltage L1 [V]"] == 230.0


MISTAKES = [
    ("--profile", "nonsense"),
    ("--profile", "1-0:99.2.0"),
    ("--format", "csv"),
    ("--profile", PROFILE, "--format", "parquet"),
    ("--objects", SESSION),
    ("--objects", "/nowhere/meter.json"),
]


@pytest.mark.parametrize("arguments", MISTAKES)
def test_mistakes_are_one_line(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(dlmscope, ["objects", SESSION, *arguments])
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1


def hex_log(path: Path, *apdus: dict[str, Any] | str) -> str:
    lines = [apdu if isinstance(apdu, str) else encode(APDU, apdu).hex() for apdu in apdus]
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def test_what_one_capture_teaches_another_can_use(tmp_path: Path) -> None:
    known = tmp_path / "meter.json"
    run("objects", SESSION, "--save", str(known))
    log = hex_log(tmp_path / "short.hex", "C001C100030100200700FF0200", "C401C10012090B")
    plain = [json.loads(line) for line in run("show", log, "--format", "json").splitlines()]
    taught = [json.loads(line) for line in run("show", log, "--objects", str(known), "--format", "json").splitlines()]
    assert (plain[1]["text"], plain[1]["object"]["version"]) == (None, None)
    assert (taught[1]["text"], taught[1]["object"]["version"]) == ("231.5 V", 0)
    again = tmp_path / "again.json"
    run("objects", log, "--objects", str(known), "--save", str(again))
    run("objects", SESSION, "--save", str(known), code=2)


BROKEN = ["", "[]", '{"format": "dlmscope objects"}', '{"format": "dlmscope objects", "meters": [1]}',
          '{"format": "dlmscope objects", "meters": [{"objects": [{"class_id": 3}]}]}',
          '{"format": "dlmscope objects", "meters": [{"objects": [{"class_id": 3, "obis": "x", "scaler": 1}]}]}',
          '{"format": "dlmscope objects", "meters": [{"objects": [{"class_id": Infinity}]}]}',
          '{"format": "dlmscope objects", "meters": [{"objects": [7]}]}']  # fmt: skip


@pytest.mark.parametrize("content", BROKEN)
def test_a_file_that_is_no_file_of_objects_is_one_line(content: str, tmp_path: Path) -> None:
    known = tmp_path / "meter.json"
    known.write_text(content)
    result = CliRunner().invoke(dlmscope, ["show", SESSION, "--objects", str(known)])
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1 and str(known) in result.stderr


SHORT = (
    "0501 02 FA08",  # read object_list of the association
    "0C01 00 0102 0204 102000 120003 1100 0906 0100200700FF 0204 10FA00 12000C 1100 0906 0000280000FF",
    "0502 02 2008 02 2010",
    "0C02 00 12090B 00 02020FFF1623",
    "0501 02 2008",
    "0C01 00 12090C",
    "0501 02 3008",
    "0C01 00 12090C",
)


def test_short_names_get_their_objects(tmp_path: Path) -> None:
    log = hex_log(tmp_path / "sn.hex", *SHORT)
    said = [json.loads(line) for line in run("show", log, "--format", "json").splitlines()]
    first = said[0]["object"]
    assert (first["class_id"], first["obis"], first["attribute_name"]) == (12, "0-0:40.0.0*255", "object_list")
    value, scaler = said[3]["object"]
    assert (value["obis"], value["name"], value["attribute_name"]) == ("1-0:32.7.0*255", "Voltage L1", "value")
    assert (scaler["attribute_name"], scaler["short_name"]) == ("scaler_unit", 0x2010)
    assert said[3]["text"] == ["231.5 V", "10^-1 V"]
    assert said[5]["text"] == ["231.6 V"]
    assert "0-0:40.0.0*255       Association SN v0        Current association  sn FA00" in run("objects", log)
    unknown = said[7]["object"]
    assert unknown["obis"] is None and unknown["short_name"] == 0x3008


def test_nothing_hostile_reaches_a_terminal(tmp_path: Path) -> None:
    log = hex_log(tmp_path / "get.hex", "C001C1000100002A0000FF0200", "C401C1000A05" + b"\x1b[2JX".hex())
    for arguments in (("objects", log), ("export", "csv", log, "--what", "values")):
        text = run(*arguments)
        assert "\x1b" not in text and "\\u001b[2JX" in text


def test_a_closed_capture_says_so() -> None:
    result = CliRunner().invoke(dlmscope, ["objects", str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")])
    assert result.exit_code == 0 and result.stdout == "" and "stay closed" in result.stderr


def test_secrets_in_values_print_as_stars(tmp_path: Path) -> None:
    secret = "c101c1000f0000280000ff0700" + "0908" + b"12345678".hex()
    log = hex_log(tmp_path / "set.hex", secret)
    said = json.loads(run("show", log, "--format", "json"))
    assert (said["value"], said["text"]) == ("***", "***")
    assert said["apdu"]["set-request"]["set-request-normal"]["value"] == {"octet-string": "***"}
    assert b"12345678".hex() in said["pdu"], "the captured bytes stay"
    ranges = run("show", log, "--format", "json", "--ranges")
    assert b"12345678".hex() not in ranges.replace(said["pdu"], "")
    assert json.loads(run("show", log, "--format", "json", "--show-secrets"))["value"] == b"12345678".hex()
    assert b"12345678".hex() not in run("export", "csv", log, "--what", "values")


def test_secrets_inside_structures_print_as_stars(tmp_path: Path) -> None:
    login = "c101c1002c0000190300ff0500" + "0202" + "0904" + b"user".hex() + "0908" + b"password".hex()
    said = json.loads(run("show", hex_log(tmp_path / "set.hex", login), "--format", "json"))
    assert said["object"]["attribute_name"] == "PPP_authentication"
    assert said["value"] == [b"user".hex(), "***"]
    assert b"password".hex() not in json.dumps({**said, "pdu": None})


WHAT = [("messages", 70, 27), ("values", 31, 18), ("findings", 4, 6)]


@pytest.mark.parametrize("what, count, columns", WHAT)
def test_tables_of_a_capture(what: str, count: int, columns: int, tmp_path: Path) -> None:
    lines = list(csv.reader(io.StringIO(run("export", "csv", SESSION, "--what", what))))
    assert len(lines[0]) == columns and all(len(line) == columns for line in lines)
    assert len(lines) - 1 >= count
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out.parquet"
    run("export", "parquet", SESSION, "--what", what, "-o", str(out))
    table = parquet.read_table(out)
    assert table.num_rows == len(lines) - 1 and table.schema.names == lines[0]


def test_values_are_scaled_and_say_from_where() -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", SESSION, "--what", "values"))))
    voltage = next(row for row in rows if row["obis"] == "1-0:32.7.0*255" and row["attribute"] == "2")
    assert (voltage["number"], voltage["unit"], voltage["text"]) == ("231.5", "V", "231.5 V")
    assert voltage["source"] == "scaler from message 10"


FINDS = [
    ("voltage l1", {"1-0:32.7.0*255", "1-0:99.1.0*255"}),  # the profile captures it
    ("register freq", {"1-0:14.7.0*255"}),
    ("0-0:96.3.10", {"0-0:96.3.10*255"}),
    ("PLM0000000000001", {"0-0:42.0.0*255"}),
    ("voltage l2", set()),
]


@pytest.mark.parametrize("words, codes", FINDS)
def test_objects_are_found_by_words(words: str, codes: set[str]) -> None:
    assert set(objects(SESSION, "--find", words)) == codes


OBIS = [
    (("1-0:52.7.0",), 0, "1-0:52.7.0*255       Voltage L2: Voltage, phase L2, instantaneous value (unit V)"),
    (("voltage", "l2"), 0, "1-0:52.7.0*255       Voltage L2"),
    (
        ("1-0:200.7.0",),
        1,
        "1-0:200.7.0*255      unknown: electricity, channel 0, C=200 (manufacturer specific), D=7, E=0",
    ),
    (("0-0:94.39.3",), 0, "0-0:94.39.3*255      Valve, PGV configuration (pack IT)"),
    (("0-0:96.14.0", "--packs", "EU-P1"), 0, "0-0:96.14.0*255      Tariff indicator (pack EU-P1)"),
]


@pytest.mark.parametrize("arguments, code, line", OBIS, ids=[row[0][0] for row in OBIS])
def test_obis_codes_and_words(arguments: tuple[str, ...], code: int, line: str) -> None:
    try:
        assert run("obis", *arguments, code=code).splitlines()[0] == line
    finally:
        use_packs([])


def test_a_pack_from_outside_comes_by_its_entry_point(tmp_path: Path) -> None:
    (tmp_path / "our_codes.py").write_text(
        "from dissectors.cosem.packs import Pack, rules_from_csv\n"
        'LINES = ["1,0,128,8,0,255,3,our own energy"]\n'
        'def pack(): return Pack("OURS", "our utility", lambda: rules_from_csv(LINES))\n'
    )
    information = tmp_path / "our_codes-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: our-codes\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[dlmscope.obis_packs]\nOURS = our_codes:pack\n")
    log = hex_log(tmp_path / "get.hex", "C001C100030100800800FF0200", "C401C10006000004D2")
    here = str(Path(__file__).parents[2])
    result = subprocess.run(
        [sys.executable, "-m", "analyzer", "show", log, "--packs", "OURS", "--format", "json"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((here, str(tmp_path)))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(result.stdout.splitlines()[0])["object"]["name"] == "Our own energy"
