"""Display filters: what passes, by the language; and that index and rows say the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.filter import Filter, as_filter, compile_filter
from analyzer.keys import keys_from_options
from dissectors.core.node import walk

CAPTURES = Path(__file__).parents[2] / "captures"


@cache
def opened(name: str) -> Document:
    return open_document(str(CAPTURES / name)).load()


def rows(text: str, name: str = "w-low-plain.pcap") -> list[int]:
    return list(compile_filter(text).rows(opened(name)))


LOW = "w-low-plain.pcap"
# (filter, rows of a session of 70 messages that pass, or how many do)
ROWS: list[tuple[str, list[int] | int]] = [
    # every prefix, and none
    ("no == 7", [7]),
    ("dlms.no == 7", [7]),
    ("dlmscope.no == 7", [7]),
    # comparisons and sets
    ("no >= 69", [69, 70]),
    ("no < 3", [1, 2]),
    ("no gt 68 and no le 69", [69]),
    ("no in {1, 3, 5..7}", [1, 3, 5, 6, 7]),
    ("no in {1 3}", [1, 3]),
    ("no not in {1..68}", [69, 70]),
    ("no == 0x10", [16]),
    # logic
    ("no == 1 || no == 2 && no == 3", [1]),
    ("(no == 1 || no == 2) && no == 2", [2]),
    ("!(no > 2)", [1, 2]),
    ("no <= 2 ^^ no <= 3", [3]),
    ("not no > 2 or no == 70", [1, 2, 70]),
    # names of codes, and texts
    ("service == aarq", [1]),
    ("service in {aarq, aare}", [1, 2]),
    ("service contains datablock", [26, 28, 42, 44]),
    ("service matches '^AA'", [1, 2]),
    ("service ~ '^(aarq|rlrq)$'", [1, 69]),
    ("service[0:4] == aarq", [1]),
    ("service[-4:4] == next", [27, 43]),
    ("data_access_result == object-undefined", [48]),
    ("data_access_result == 4", [48]),
    ("result == object-undefined", [48, 68]),
    ("direction == client", 35),
    # objects, in both spellings, and patterns of them
    ("obis == 0-0:42.0.0*255", [3, 4, 45, 46]),
    ("obis == 0.0.42.0.0.255", [3, 4, 45, 46]),
    ("obis == 00002A0000FF", [3, 4, 45, 46]),
    ("obis ~ 0-0:42", [3, 4, 45, 46]),
    ("obis ~ x-x:42.0.0", [3, 4, 45, 46]),
    ("obis ~ 42.0.0", [3, 4, 45, 46]),
    ("obis ~ 0-0:42.0.0*254", []),
    ("obis[2:1] == 2a", [3, 4, 45, 46]),
    ("name contains 'logical device'", [3, 4, 45, 46]),
    ("class_id == 15 && attribute == 2", [41, 42, 43, 44]),
    ("method", [55, 56, 63, 64, 67, 68]),
    # readings and values
    ("value == 2315", [12, 28, 30, 46]),
    ("value == 23150", []),
    ("value in {2310..2320}", [12, 28, 30, 46]),
    ("text == '231.5 V'", [12, 28, 30, 46]),
    ("text > 231", [12, 16, 28, 30, 46]),
    ("text > '231 V' && text < '232 V'", [12, 28, 30, 46]),
    ("text > '231 A'", []),
    ("value == 2025-03-30", [6, 36, 46, 49]),
    ("text >= '2025-03-30 03:15' && obis ~ 0-0:1.0.0", [6, 46]),
    ("text > 2025-03-30 && obis ~ 0-0:1.0.0", []),
    ("text > 2025-03-29 && obis ~ 1-0:32", [46]),
    ("type == long-unsigned", [12, 46, 66]),
    ("value contains 504c4d", [4, 46]),
    # bytes
    ("pdu[0] == c4 && pdu[1] == 03", [46]),
    ("pdu[0-1] == c4:03", [46]),
    ("pdu[:2] == 0xc403", [46]),
    ("pdu contains 'PLM'", [4, 46]),
    ("pdu contains 50:4c:4d", [4, 46]),
    ("pdu matches 'PLM0+1'", [4, 46]),
    # times and durations
    ("time_relative < 0.0002", [1, 2]),
    ("time_relative <= 164us", [1, 2]),
    ("rtt > 0.6ms", [42]),
    ("rtt > 600us", [42]),
    # there at all, and negation
    ("rtt", 35),
    ("physical", []),
    ("wrapper.source == 1", 35),
    ("rtt != 0.000164", 34),
    ("!(rtt == 0.000164)", 69),
    ("suite != 1", []),
    # findings
    ("finding == access-refused", [48, 68]),
    ("finding != access-refused", [1, 6, 46]),
    ("finding.severity >= note", [1, 6, 46, 48, 68]),
    ("finding.severity >= warning", []),
    # names of bits
    ("conformance contains get", [1, 2]),
    ("mechanism_name == 2.16.756.5.8.2.1", [1]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_rows_that_pass(text: str, expected: list[int] | int) -> None:
    found = rows(text)
    assert (found if isinstance(expected, list) else len(found)) == expected


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_index_and_single_rows_say_the_same(text: str) -> None:
    for name in (LOW, "made-malformed.pcap", "h-gmac-gded-s0.pcap", "w-gbt1-plain.pcap", "made-serial.hex"):
        document, filtered = opened(name), compile_filter(text)
        one_by_one = [row for row in range(1, document.count + 1) if filtered.matches(document, row)]
        assert list(filtered.rows(document)) == one_by_one, name


@pytest.mark.parametrize("text", ["no == 7", "pdu contains 'PLM'", "finding", "obis ~ 1-0:32 && value > 5"])
def test_steps_cover_the_rows_once_and_in_order(text: str) -> None:
    document = opened(LOW)
    looked, hits = 4, []
    for last, found in compile_filter(text).run(document, 5, 60):
        assert last >= looked
        assert all(5 <= row <= last for row in found)
        looked = last
        hits += found
    assert looked == 60
    assert hits == [row for row in rows(text) if 5 <= row <= 60]


def test_rows_beyond_the_capture_are_not_asked() -> None:
    assert list(compile_filter("no > 0").rows(opened(LOW), 0, 10_000)) == list(range(1, 71))


@pytest.mark.parametrize(
    ("text", "needs"),
    [("obis ~ 1-0:32 && client == 16", False), ("session", False), ("value", True), ("hdlc.control", True)],
)
def test_it_is_known_beforehand_whether_rows_are_decoded(text: str, needs: bool) -> None:
    assert Filter(text).needs_trees is needs


@pytest.mark.parametrize(
    ("text", "most"),
    [("no == 7 && value", 1), ("client == 16", 0), ("finding", 30), ("result == success", 9), ("pdu", 70)],
)
def test_only_rows_that_the_index_leaves_open_are_decoded(text: str, most: int) -> None:
    document = opened(LOW)
    assert compile_filter(text).to_decode(document) <= most


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("time >= '2024-06-01 12:00:00Z'", [1, 2, 3, 4]),
        ("time == 2024-06-01", [1, 2, 3, 4]),
        ("time < 2024-06-01", []),
        ("time > '2024-06-01 12:00:00+00:00'", [3, 4]),
        ("time == '2024-06-01T12:00:00Z'", [1, 2]),
        ("time in {'2024-06-01 12:00:01Z' .. '2024-06-01 12:00:02Z'}", [3]),
        ("frame == 2", [2]),
        ("data.date_time == 2025-03-30", [4]),
        ("data.date_time >= '2025-03-30 07:15'", [4]),
        ("data.date_time > '2025-03-30 07:15'", []),
        ("data.date_time == '2025-03-30T07:15:00.00+02:00'", [4]),
        ("data.date_time == '2025-03-30 05:15Z'", [4]),
        ("data.date_time == '2025-03-30 06:15'", []),
    ],
)
def test_times_of_capture_and_of_meters(
    tmp_path: Path, text: str, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    file = tmp_path / "times.hex"
    question, answer = "C001C100080000010000FF0200", "C401C1000600000001"
    clock = "C401C10019" + "07E9031E07070F0000FF8800"
    stamps = ("12:00:00.1", "12:00:00.2", "12:00:01.0", "12:00:05.0")
    lines = (
        f"2024-06-01 {stamp} {apdu}" for stamp, apdu in zip(stamps, (question, answer, question, clock), strict=True)
    )
    file.write_text("\n".join(lines) + "\n")
    document = open_document(str(file)).load()
    assert list(compile_filter(text).rows(document)) == expected


def test_a_growing_capture_is_filtered_on_from_where_it_was() -> None:
    document = open_document(str(CAPTURES / LOW))
    filtered, found, done = compile_filter("service contains response"), [], 0
    while document.advance():
        for last, hits in filtered.run(document, done + 1, document.count):
            found += hits
            done = last
    for _, hits in filtered.run(document, done + 1, document.count):
        found += hits
    assert found == rows("service contains response")


def test_a_hostile_expression_takes_no_time_over_hostile_text(tmp_path: Path) -> None:
    import time

    file = tmp_path / "long.hex"
    file.write_text("C401C1000A8207D0" + b"a".hex() * 2000 + "\n")
    document = open_document(str(file)).load()
    begun = time.process_time()
    for pattern in ("(a+)+$b", "(a|aa)+$b", "a.*a.*a.*a.*a.*b", "a?" * 60 + "a" * 60 + "b"):
        assert not compile_filter(f'value ~ "{pattern}"').rows(document)
    assert compile_filter('value ~ "^(a+)+$"').rows(document).tolist() == [1]
    assert time.process_time() - begun < 5


def test_a_filter_follows_keys_that_are_added() -> None:
    document = open_document(str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")).load()
    filtered = compile_filter("protection == ok && service contains get-response && value")
    assert not filtered.rows(document)
    keys = ("guek=000102030405060708090A0B0C0D0E0F", "gak=D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")
    for _ in document.add_keys(keys_from_options(keys)):
        pass
    assert len(filtered.rows(document)) > 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data.float32 == 1.5", [1]),
        ("data.float32 > 1", [1, 3]),
        ("data.float32 == nan", [2]),
        ("data.float32 != nan", [1, 3]),
        ("data.float32 == inf", [3]),
        ("data.float32 in {1..2}", [1]),
        ("value > 1.25 && value < 2", [1]),
    ],
)
def test_floats(tmp_path: Path, text: str, expected: list[int]) -> None:
    file = tmp_path / "floats.hex"
    file.write_text("C401C100173FC00000\nC401C200177FC00000\nC401C300177F800000\n")
    document = open_document(str(file)).load()
    assert list(compile_filter(text).rows(document)) == expected
    for row in range(1, 4):
        node = next(node for root in document.build(row).roots for node in walk(root) if node.spec.name == "float32")
        assert compile_filter(as_filter(document, row, node)).matches(document, row)
