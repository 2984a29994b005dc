"""Every value that the sources of real pushes expect stands in the JSON under its code, with its unit and its name."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from analyzer.export.messages import encode_json, message
from tests.conftest import SHARED
from tests.e2e.test_pushes import opened

LOGS = sorted(path for folder in ("apdu", "hdlc-push", "mbus") for path in (SHARED / folder).glob("*.json"))
# The source gives 0 for every number of this meter, which is not what its bytes say: what they say stands in READINGS.
NOT_AN_ORACLE = ("raw_energomera",)
# Meters that push bare numbers: what unit they are in nobody says.
WITHOUT_UNITS = ("egd_example", "sagecom_xt211", "kamstrup_omnipower", "landis_gyr_e450", "lgz_e450_2")
# The source stands this code for a value that has none: the time or the name of the list in front.
NO_CODE = "0.0.0.0.0.0"
# Read as text by the source, which it is not: the name of a push setup.
NO_TEXT = ("0-2:25.9.0*255",)
ELECTRICITY, INTEGRAL = 1, 8
# Codes that the tables do not name: a list identifier of the Nordic ports, and energies under the abstract medium.
UNNAMED = ("1-1:0.2.129*255", *(f"0-0:{c}.8.0*255" for c in (1, 2, 3, 4)))


def printed(code: str) -> str:
    a, b, c, d, e, f = code.split(".")
    return f"{a}-{b}:{c}.{d}.{e}*{f}"


def by_code(log: Path, expected: dict[str, Any]) -> dict[str | None, tuple[dict[str, Any] | None, Any, Any]]:
    """Object, value and text of every pushed value, by code."""
    document = opened(log, expected)
    found: dict[str | None, tuple[dict[str, Any] | None, Any, Any]] = {}
    for row in range(1, document.count + 1):
        said = json.loads(encode_json(message(document, row)))
        if said["service"] not in ("data-notification", "p1-telegram"):
            continue
        assert isinstance(said["object"], list)
        assert len(said["object"]) == len(said["value"]) == len(said["text"]) == len(said["type"])
        for named, value, text in zip(said["object"], said["value"], said["text"], strict=True):
            found[named["obis"] if named is not None else None] = (named, value, text)
    return found


def reference_units() -> dict[tuple[int, bool], str]:
    """The unit of each electrical quantity and of its time integral, as the reference has them."""
    path = SHARED.parent / "reference" / "obis_value_groups.csv"
    found: dict[tuple[int, bool], str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["table"] == "elec_C" and (
                unit := re.search(r"\|unit ([^;]+)(?:; integral (.+))?", row["alt_or_unit"])
            ):
                found[int(row["key"]), False] = unit[1].strip()
                found[int(row["key"]), True] = (unit[2] or unit[1]).strip()
    return found


def number_of(value: Any, text: Any) -> float:
    """The number that a reading says, else the bare one."""
    return float(text.split()[0]) if isinstance(text, str) and text[:1] in "-0123456789" else float(value)


@pytest.mark.parametrize("description", LOGS, ids=lambda path: path.stem)
def test_expected_values_are_shown(description: Path, shared: Path) -> None:
    del shared
    expected = json.loads(description.read_text())
    source = expected.get("expected_from_source") or {}
    if not source or any(word in description.stem for word in NOT_AN_ORACLE):
        pytest.skip("the source gives no values")
    found = by_code(description.with_suffix(".hex"), expected)
    units = reference_units()
    for code, number in source["numbers"].items():
        named, value, text = found[printed(code)]
        assert number_of(value, text) == number, code
        assert named is not None and (named["name"] or printed(code) in UNNAMED), code
        a, _, c, d, _, _ = map(int, code.split("."))
        if a == ELECTRICITY and (c, d == INTEGRAL) in units and (c or d):
            unit = text.partition(" ")[2] if isinstance(text, str) else None
            expected_unit = units[c, d == INTEGRAL].replace("-", "")
            assert unit == (None if any(word in description.stem for word in WITHOUT_UNITS) else expected_unit), code
    for code, words in source["strings"].items():
        if code == NO_CODE or printed(code) in NO_TEXT:
            continue
        named, value, text = found[printed(code)]
        shown = text if isinstance(text, str) else value
        assert shown == words or shown.replace("T", " ").removesuffix(".*").startswith(words), code


UNITS = [
    ("hdlc-push/dlmsparser_hdlc_iskra550", {"1-0:32.7.0*255": "236.4 V", "1-0:1.8.0*255": "261927 Wh"}),
    ("hdlc-push/amshan_aidon", {"1-0:1.8.0*255": "10049926 Wh", "1-0:51.7.0*255": "7.5 A"}),
    ("hdlc-push/dlmsparser_hdlc_kaifa_ma304h3e", {"1-0:32.7.0*255": "238.5 V", "1-0:31.7.0*255": "1.416 A"}),
    ("hdlc-push/dlmsparser_hdlc_landis_gyr_zmf100", {"1-0:31.7.0*255": "2.44 A", "0-0:1.8.0*255": "34479 Wh"}),
    ("apdu/dlmsparser_raw_sagecom_xt211", {"0-0:96.3.10*255": "connected", "0-0:96.1.1*255": "5100005149"}),
    ("mbus/alexander423_sim_hdlc", {"1-0:31.7.0*255": "1.23 A", "0-0:1.0.0*255": "2026-08-17T14:30:15.*+02:00"}),
    ("mbus/dlmsparser_mbus_netz_noe_p1", {"1-0:13.7.0*255": "1.000", "0-0:96.1.0*255": "181220000009"}),
    ("hdlc-push/scs_lg_e360_unencrypted_valid_data_cfg2026", {"0-0:42.0.0*255": "LGZ1030163598905"}),
    (
        "apdu/dlmsparser_raw_energomera",
        {"0-0:42.0.0*255": "EMR0222173608710", "0-0:96.1.0*255": "012415173608710", "0-0:97.98.0*255": None},
    ),
    (
        "p1/dsmrparser_synthetic",
        {
            "0-0:1.0.0*255": "2022-10-06T15:50:14.* (daylight saving active)",
            "1-0:1.8.0*255": "6545766 Wh",
            "1-0:1.7.0*255": "286 W",
            "1-0:4.8.2*255": "1204878 varh",
            "1-0:4.7.0*255": "166 var",
        },
    ),
    ("hdlc-push/dlmsparser_hdlc_kamstrup_omnipower", {"0-1:1.0.0*255": "2026-03-12T15:24:30.*"}),
]


@pytest.mark.parametrize("stem, texts", UNITS, ids=[row[0] for row in UNITS])
def test_readings(stem: str, texts: dict[str, str], shared: Path) -> None:
    log = shared / f"{stem}.hex"
    found = by_code(log, json.loads(log.with_suffix(".json").read_text()))
    assert {code: found[code][2] for code in texts} == texts


def test_no_unit_is_invented(shared: Path) -> None:
    log = shared / "hdlc-push" / "dlmsparser_hdlc_kamstrup_omnipower.hex"
    found = by_code(log, json.loads(log.with_suffix(".json").read_text()))
    assert found["1-1:31.7.0*255"][1:] == (57, None)


def test_a_body_that_is_no_proper_data_is_a_note(shared: Path) -> None:
    document = opened(shared / "apdu" / "dlmsparser_raw_sagecom_xt211.hex", {})
    said = json.loads(encode_json(message(document, 1)))
    assert [(each["severity"], each["code"]) for each in said["findings"]] == [("note", "tolerated-form")]
