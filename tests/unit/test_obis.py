"""OBIS codes: text both ways, names, what is known of codes without a name, country packs, search by words."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissectors.cosem import packs
from dissectors.cosem.obis import Name, Obis, describe, format_obis
from dissectors.cosem.obis_rules import base_rules, pack_rules, render, values_of
from dissectors.cosem.obis_search import search

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"

PARSED = [
    ("1-0:1.8.0*255", (1, 0, 1, 8, 0, 255)),
    ("1-0:1.8.0", (1, 0, 1, 8, 0, 255)),
    ("1.0.1.8.0.255", (1, 0, 1, 8, 0, 255)),
    ("0.0.42.0.0.255", (0, 0, 42, 0, 0, 255)),
    ("1.8.0", (1, 0, 1, 8, 0, 255)),
    ("1.8.0*01", (1, 0, 1, 8, 0, 1)),
    ("1.8.0&3", (1, 0, 1, 8, 0, 3)),
    ("1-0:1.8", (1, 0, 1, 8, 255, 255)),
    ("7-1:99.99.3", (7, 1, 99, 99, 3, 255)),
    ("0100010800FF", (1, 0, 1, 8, 0, 255)),
    (" 0-0:96.1.0*255 ", (0, 0, 96, 1, 0, 255)),
    ("255-255:255.255.255*255", (255,) * 6),
]


@pytest.mark.parametrize(("text", "groups"), PARSED)
def test_parse(text: str, groups: tuple[int, ...]) -> None:
    assert Obis.parse(text) == groups


@pytest.mark.parametrize(
    "text", ["", "1", "1-0", "1-0:1.8.0*256", "300.0.1.8.0.255", "1-0:1.8.x", "0100010800", "1.2.3.4.5.6.7", "1-0:"]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no OBIS code"):
        Obis.parse(text)


@given(st.binary(min_size=6, max_size=6))
def test_codes_survive_text_and_octets(raw: bytes) -> None:
    obis = Obis.from_bytes(raw)
    assert bytes(obis) == raw
    assert Obis.parse(str(obis)) == obis
    assert Obis.parse(".".join(map(str, raw))) == obis
    assert Obis.parse(raw.hex()) == obis
    assert format_obis(raw) == str(obis)


@given(st.binary(max_size=16))
def test_format_never_raises(raw: bytes) -> None:
    assert format_obis(raw) == (str(Obis(*raw)) if len(raw) == 6 else raw.hex())


def test_octets_of_another_length_are_no_code() -> None:
    with pytest.raises(ValueError, match="6 octets"):
        Obis.from_bytes(b"\x01\x00")


SHORT = [
    ("1-0:1.8.0*255", "Active energy import (+A) total"),
    ("1-0:1.8.2*255", "Active energy import (+A) rate 2"),
    ("1-0:1.8.2*101", "Active energy import (+A) rate 2, last billing period"),
    ("1-0:2.8.0*102", "Active energy export (-A) total, second last billing period"),
    ("1-0:3.8.0*121", "Reactive energy import (+R) total, 21st last billing period"),
    ("1-0:4.8.0*104", "Reactive energy export (-R) total, 4th last billing period"),
    ("1-0:5.8.0*255", "Reactive energy QI total"),
    ("1-0:9.8.0*255", "Apparent energy import (+S) total"),
    ("1-0:21.8.0*255", "Active energy import (+A) L1 total"),
    ("1-0:1.9.0*255", "Active energy import (+A) since last billing period end"),
    ("1-0:1.29.0*255", "Active energy import (+A) in recording interval 1"),
    ("1-0:1.8.0*7", "Active energy import (+A) total, billing period index 7"),
    ("1-0:1.7.0*255", "Active power import (+P)"),
    ("1-0:2.7.0*255", "Active power export (-P)"),
    ("1-0:61.7.0*255", "Active power import (+P) L3"),
    ("1-0:16.7.0*255", "Active power |+P|-|-P|"),
    ("1-0:1.6.0*255", "Active power import (+P) maximum"),
    ("1-0:1.6.1*101", "Active power import (+P) maximum rate 1, last billing period"),
    ("1-0:1.4.0*255", "Active power import (+P) current average"),
    ("1-0:1.5.0*255", "Active power import (+P) last average"),
    ("1-0:31.4.0*255", "Current L1 current average"),
    ("1-0:32.7.0*255", "Voltage L1"),
    ("1-0:52.7.0*255", "Voltage L2"),
    ("1-0:72.7.0*255", "Voltage L3"),
    ("1-0:12.7.0*255", "Voltage"),
    ("1-0:31.7.0*255", "Current L1"),
    ("1-0:91.7.0*255", "Neutral current"),
    ("1-0:13.7.0*255", "Power factor"),
    ("1-0:33.7.0*255", "Power factor L1"),
    ("1-0:14.7.0*255", "Frequency"),
    ("1-0:124.7.0*255", "Line voltage L1-L2"),
    ("1-0:32.7.124*255", "Voltage L1 THD"),
    ("1-1:11.7.5*255", "Current harmonic 5, channel 1"),
    ("1-0:81.7.40*255", "Phase angle of U(L1) relative to I(L1)"),
    ("1-0:83.7.7*255", "Active losses (line and transformer), import, sum of phases"),
    ("1-0:52.32.3*255", "Voltage L2 dip 10..15 %, 1..3 s"),
    ("1-0:32.36.0*255", "Voltage L1 over-limit count"),
    ("1-0:99.1.0*255", "Load profile 1"),
    ("1-0:99.2.0*255", "Load profile 2"),
    ("1-0:99.1.3*255", "Load profile 1, instance 3"),
    ("1-0:98.1.0*126", "Billing data 1, unspecified number of last billing periods"),
    ("1-0:0.0.0*255", "Electricity ID 1"),
    ("1-0:0.4.2*255", "Transformer ratio current, numerator"),
    ("1-0:0.8.4*255", "Recording interval 1, load profile"),
    ("0-0:1.0.0*255", "Clock"),
    ("0-0:0.2.0*255", "Active firmware identifier"),
    ("0-0:10.0.100*255", "Script table: tariffication script"),
    ("0-0:13.0.0*255", "Activity calendar"),
    ("0-0:15.0.0*255", "Single action schedule: end of billing period"),
    ("0-0:17.0.0*255", "Limiter"),
    ("0-0:22.0.0*255", "IEC HDLC setup"),
    ("0-1:24.1.0*255", "M-Bus client, channel 1"),
    ("0-1:24.2.1*255", "M-Bus value 1, channel 1"),
    ("0-0:25.9.0*255", "Push setup"),
    ("0-0:40.0.0*255", "Current association"),
    ("0-0:40.0.1*255", "Association 1"),
    ("0-0:41.0.0*255", "SAP assignment"),
    ("0-0:42.0.0*255", "COSEM logical device name"),
    ("0-0:43.0.0*255", "Security setup"),
    ("0-0:43.1.0*255", "Invocation counter 0"),
    ("0-0:44.0.0*255", "Image transfer"),
    ("0-0:94.49.3*255", "Country specific: Germany"),
    ("0-0:96.1.0*255", "Device ID 1"),
    ("0-0:96.1.1*255", "Device ID 2"),
    ("0-0:96.3.10*255", "Disconnect control"),
    ("0-0:96.14.0*255", "Active tariff"),
    ("0-0:97.97.0*255", "Error object 1"),
    ("0-0:99.98.0*255", "Event log 0"),
    ("6-0:1.0.0*255", "Heat energy"),
    ("5-0:1.0.0*255", "Cooling energy"),
    ("8-1:1.0.0*255", "Cold water accumulated volume, channel 1"),
    ("9-0:0.0.0*255", "Hot water ID 1"),
    ("4-0:1.0.0*255", "HCA unrated integral"),
    ("7-0:43.15.0*255", "Gas flow rate, current average of averaging period 1, metering conditions"),
]


@pytest.mark.parametrize(("code", "short"), SHORT)
def test_short_names(code: str, short: str) -> None:
    name = describe(code)
    assert name.short == short
    assert name.found and name.known == "ABCDEF" and name.remark == ""


TEXTS = [
    ("1-0:1.8.2*255", "Active energy import (+A), sum of phases, time integral 1, rate 2", "Wh"),
    ("1-0:1.8.2*101", "Active energy import (+A), sum of phases, time integral 1, rate 2, last billing period", "Wh"),
    ("1-0:32.7.0*255", "Voltage, phase L1, instantaneous value", "V"),
    ("1-1:11.7.5*255", "Current, any phase, instantaneous value, harmonic no. 5, channel 1", "A"),
    ("1-0:81.7.40*255", "Phase angle of U(L1) relative to I(L1)", "°"),
    ("1-0:52.32.3*255", "Voltage, phase L2, UNIPEDE voltage dip, depth 10..15 %, duration 1..3 s", None),
    ("1-0:32.36.0*255", "Voltage, phase L1, over limit occurrence counter, fundamental plus all harmonics", None),
    ("1-0:3.7.0*255", "Reactive power import (+Q), sum of phases, instantaneous value", "var"),
    (
        "7-0:11.2.0*255",
        "Gas, forward volume, undisturbed, converter, index, base conditions (converted), current, total",
        None,
    ),
    ("8-1:1.0.0*255", "Cold water, accumulated volume, current value, total, channel 1", None),
]


@pytest.mark.parametrize(("code", "text", "unit"), TEXTS)
def test_full_names_and_units(code: str, text: str, unit: str | None) -> None:
    assert (describe(code).text, describe(code).unit) == (text, unit)


OUTSIDE = [
    (
        "1-0:200.7.0*255",
        "unknown: electricity, channel 0, C=200 (manufacturer specific), D=7, E=0",
        "Manufacturer specific (electricity)",
        "ABC",
    ),
    (
        "1-0:101.7.0*255",
        "unknown: electricity, channel 0, C=101, D=7, E=0",
        "Unknown (electricity)",
        "AB",
    ),
    (
        "1-0:1.57.0*255",
        "unknown: electricity, channel 0, C=1 (active power import (+P), sum of phases), D=57, E=0",
        "Unknown (electricity)",
        "ABC",
    ),
    (
        "1-70:1.8.0*255",
        "unknown: electricity, B=70 (utility specific), C=1 (active power import (+P), sum of phases), "
        "D=8 (time integral 1), E=0 (total)",
        "Utility specific (electricity)",
        "ABCDE",
    ),
    ("2-0:1.8.0*255", "unknown: A=2 (reserved), channel 0, C=1, D=8, E=0", "Unknown (A=2)", "AB"),
    ("0-0:0.9.9*255", "unknown: abstract, channel 0, C=0, D=9, E=9", "Unknown (abstract)", "AB"),
]


@pytest.mark.parametrize(("code", "text", "short", "known"), OUTSIDE)
def test_codes_outside_the_tables_say_what_is_known(code: str, text: str, short: str, known: str) -> None:
    assert describe(code) == Name(text, short, False, known, None, None, "")


@given(st.binary(min_size=6, max_size=6), st.none() | st.integers(0, 200))
def test_every_code_gets_text_without_open_places(raw: bytes, class_id: int | None) -> None:
    name = describe(raw, class_id)
    assert name.text and name.short
    assert "{" not in name.text + name.short and "  " not in name.text + name.short
    assert name.found == (name.known == "ABCDEF" and not name.text.startswith("unknown:"))


def test_the_class_decides_between_meanings() -> None:
    assert describe("0-0:21.0.0", 7).short == "General local port readout"
    assert describe("0-0:21.0.0", 1).short == "Standard readout parametrization"
    assert describe("1-0:1.4.0", 21).short == "Register monitor: Active power import (+P) current average"
    assert describe("1-0:1.4.0").short == "Active power import (+P) current average"


def test_an_unusual_class_is_remarked_not_hidden() -> None:
    assert describe("0-1:24.2.1", 3).short == "M-Bus value 1, channel 1"
    assert describe("0-1:24.2.1", 3).remark == "the tables list it for class 4"
    assert describe("0-1:24.2.1", 4).remark == ""


PACKED = [
    ("IN", "1-0:1.8.3", "Cumulative active energy import, zone TZ3"),
    ("IN", "0-0:43.1.2", "Invocation counter, meter reader"),
    ("IT", "0-0:94.39.3", "Valve, PGV configuration"),
    ("ES", "0-1:94.34.13", "Passive demand control threshold, contract 1, rate 3, channel 1"),
    ("SA", "0-130:25.9.0", "Push setup, end of billing"),
    ("RU", "0-0:96.1.1", "Device type"),
    ("EU-P1", "1-0:52.32.0", "Voltage sags L2"),
]


@pytest.mark.parametrize(("pack", "code", "short"), PACKED)
def test_country_packs_come_first_when_enabled(pack: str, code: str, short: str) -> None:
    name = describe(code, packs=(pack,))
    assert (name.short, name.pack) == (short, pack)


AUTOMATIC = [
    ("0-0:94.39.3", "IT", "Valve, PGV configuration"),
    ("0-1:94.34.13", "ES", "Passive demand control threshold, contract 1, rate 3, channel 1"),
    ("0-0:94.91.0", "IN", "Cumulative tamper count"),
    ("1-0:94.7.3", "RU", "Scale profile, current"),
    ("0-0:94.96.22", None, "Country specific: Saudi Arabia"),  # India uses these too
    ("0-0:94.49.3", None, "Country specific: Germany"),  # no pack
    ("0-0:94.39.200", None, "Country specific: Italy"),  # not in the pack
    ("0-0:43.1.2", None, "Invocation counter 2"),  # a pack has it, but it is no code of the country's range
]


@pytest.mark.parametrize(("code", "pack", "short"), AUTOMATIC)
def test_a_countrys_own_codes_are_named_by_its_pack_unasked(code: str, pack: str | None, short: str) -> None:
    name = describe(code)
    assert (name.pack, name.short) == (pack, short)


def test_a_pack_that_is_not_installed_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match=r"no OBIS pack 'XX'; there are ES \(Spain\), EU-P1 \(.*SA \("):
        describe("1-0:1.8.0", packs=("XX",))


def test_packs_are_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        def __init__(self, name: str) -> None:
            self.name = name

        def load(self) -> object:
            if self.name == "bad":
                raise ImportError("no such module")
            lines = ["A,B,C,D,E,F,class_ids,name,short", '1,0,1,8,0,255,3,"plugged, {E:0=in}",']
            return lambda: packs.Pack("ZZ", "test", lambda: packs.rules_from_csv(lines))

    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [Entry("good"), Entry("bad")])
    for cache in ("_found", "_broken", "_rules"):
        monkeypatch.setattr(packs, cache, {})
    assert sorted(packs.packs()) == ["ES", "EU-P1", "IN", "IT", "RU", "SA", "ZZ"]
    assert packs.broken() == {"bad": "ImportError: no such module"}
    assert describe("1-0:1.8.0", packs=("ZZ",))[1:2] == ("Plugged, in",)


FOUND = [
    ("voltage L2", "1-0:52.7.0*255"),
    ("Voltage l2", "1-0:52.7.0*255"),
    ("active energy import", "1-0:1.8.0*255"),
    ("clock", "0-0:1.0.0*255"),
    ("device id", "0-0:96.1.0*255"),
    ("push", "0-0:25.9.0*255"),
    ("disconnect", "0-0:96.3.10*255"),
    ("load profile", "0-0:99.1.0*255"),
    ("cold water volume", "8-0:1.0.0*255"),
    ("voltage thd L1", "1-0:32.7.124*255"),
    ("energy 1-0:1.8", "1-0:1.8.0*255"),
]


@pytest.mark.parametrize(("words", "first"), FOUND)
def test_search_finds_the_plainest_code_first(words: str, first: str) -> None:
    assert search(words)[0][0] == first


def test_search_finds_nothing_without_words_or_hits() -> None:
    assert search("  ") == [] and search("zeppelin") == [] and search("-") == []
    assert len(search("energy", limit=5)) == 5


RENDERED = [
    ("{E}, {E+1}, {F-100}", (1, 0, 1, 8, 4, 103), "4, 5, 3"),
    ("a{E? #}", (1, 0, 1, 8, 0, 255), "a"),
    ("a{E? #}", (1, 0, 1, 8, 2, 255), "a 2"),
    ("a, {F:F_period}", (1, 0, 1, 8, 0, 255), "a"),
    ("{E:1=one;2-3=few #}", (1, 0, 1, 8, 3, 255), "few 3"),
    ("{E:1=one}", (1, 0, 1, 8, 9, 255), "9"),
    ("{E:no_such_table}", (1, 0, 1, 8, 9, 255), "9"),
]


@pytest.mark.parametrize(("template", "code", "text"), RENDERED)
def test_places_in_names(template: str, code: tuple[int, int, int, int, int, int], text: str) -> None:
    assert render(template, code) == text


def test_rules_of_a_set_are_all_reachable_and_complete() -> None:
    random.seed(0)
    for rules in (base_rules(), *(pack_rules(pack) for pack in packs.packs())):
        assert rules.rules
        for rule in rules.rules:
            code = Obis(*(random.choice(sorted(values)) for values in rule.values))
            class_id = None if rule.class_ids is None else min(rule.class_ids)
            found = rules.find(code, class_id)
            assert found is not None and found.size <= rule.size
            for template in (rule.name, rule.short):
                assert "{" not in render(template, code, integral=True)


def test_a_code_the_reference_names_is_named() -> None:
    path = REFERENCE / "obis.csv"
    if not path.exists():
        pytest.skip("the reference is not beside this tree")
    random.seed(0)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    left_out = ("manufacturer specific (", "utility specific object", "manufacturer specific object")
    for row in rows:
        if row["name"].startswith(left_out):
            continue
        values = [sorted(values_of(row[group]) - set(range(100, 108) if group == "C" else ())) for group in "ABCDEF"]
        class_id = None if row["class_ids"] == "*" else min(values_of(row["class_ids"]))
        enabled = () if row["profile"] == "base" else (row["profile"],)
        for _ in range(3):
            name = describe(Obis(*(random.choice(group) for group in values)), class_id, enabled)
            assert name.found, row
