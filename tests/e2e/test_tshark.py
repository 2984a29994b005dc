"""The exported dissector in a real tshark: everything as we decode it, keys and filters that work, and no Lua error."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.export.crosscheck import compare, shown
from analyzer.export.lua import Options, generate
from analyzer.export.packets import packets
from analyzer.keys import load_keys
from dissectors.security.key_ring import KeyRing
from tests.captured import key_file, label, pcaps
from tests.conftest import ROOT
from tests.golden import CAPTURES

pytestmark = pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not installed")
GLO = CAPTURES / "w-gmac-glo-authenc-s0.pcap"
GET = bytes.fromhex("C0 01 C1 0003 0100010800FF 02 00")  # GET of the value of 1-0:1.8.0*255
ANSWER = bytes.fromhex("C4 01 C1 00 06 00003039")  # 12345
WRAPPED = bytes.fromhex("0001 0010 0001 000D") + GET
USER0, UPPER_PDU, ETHERNET = 147, 252, 1


@pytest.fixture(scope="module")
def dissector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lua") / "dlmscope.lua"
    file.write_text(generate("test"))
    return file


def tshark(dissector: Path, capture: Path, *arguments: str) -> str:
    command = ["tshark", "-n", "-X", f"lua_script:{dissector}", "-r", str(capture), *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60).stdout


def pcap(path: Path, link_type: int, *records: bytes) -> Path:
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, link_type)
    path.write_bytes(
        head + b"".join(struct.pack("<IIII", 1, at, len(data), len(data)) + data for at, data in enumerate(records))
    )
    return path


def udp(payload: bytes, ports: tuple[int, int], ends: tuple[int, int] = (1, 2)) -> bytes:
    """A datagram over IPv4 and Ethernet between 10.0.0.A and 10.0.0.B."""
    length = 8 + len(payload)
    addresses = bytes((10, 0, 0, ends[0], 10, 0, 0, ends[1]))
    header = struct.pack(">BBHHHBBH", 0x45, 0, 20 + length, 1, 0, 64, 17, 0) + addresses
    return b"\2" * 12 + b"\x08\0" + header + struct.pack(">HHHH", *ports, length, 0) + payload


def hdlc(apdu: bytes) -> bytes:
    """An I frame of the client that carries an APDU."""
    from dissectors.core.writer import encode
    from dissectors.spec.link import HDLC_FRAME

    control = {"i": {"receive-sequence-number": 0, "poll-final": 1, "send-sequence-number": 0}}
    fields = {"format": {"format-type": 10, "segmentation": 0}, "destination-address": {"upper": 1}}
    fields |= {"source-address": {"upper": 16}, "control": control, "information": (b"\xe6\xe6\0" + apdu).hex()}
    return encode(HDLC_FRAME, fields)


# --- as we decode it ------------------------------------------------------------------------------


@pytest.mark.parametrize("capture", pcaps(), ids=label)
def test_messages_fields_values_and_bytes_are_ours(capture: Path, dissector: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text(key_file(capture))
    document = open_document(str(capture), KeyRing(load_keys(keys))).load()
    report = compare(document, packets(str(capture), str(dissector), str(keys)))
    assert not report.differences
    assert report.messages + report.unfinished == document.count


def test_a_difference_is_told(dissector: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text(key_file(GLO) or SESSION_KEYS)
    document = open_document(str(GLO), KeyRing(load_keys(keys))).load()
    report = compare(document, packets(str(GLO), str(dissector)))
    assert any("status: ours 'ok', tshark's 'no-key'" in each for each in report.differences)


# --- filters, keys, expert infos ------------------------------------------------------------------

SESSION_KEYS = """
[[meter]]
name = "lab"
system_title = "504c4d0000000001"
guek = "000102030405060708090A0B0C0D0E0F"
gak = "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"
[[meter.client]]
sap = 16
system_title = "4752583132333435"
"""
_SINGLE = {
    "system_title": "504c4d0000000001",
    "guek": "000102030405060708090A0B0C0D0E0F",
    "gak": "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF",
}


def test_values_are_typed_and_filterable(dissector: Path) -> None:
    capture = CAPTURES / "w-low-plain.pcap"
    document = open_document(str(capture)).load()
    ours = [shown(document, row) for row in range(1, document.count + 1)]
    fields = [{(each.name, each.value) for buffer in message.buffers for each in buffer} for message in ours]
    expected = sum(("data.long_unsigned", "2315") in each for each in fields)
    assert len(tshark(dissector, capture, "-Y", "dlmscope.data.long_unsigned == 2315").splitlines()) == expected > 1
    assert len(tshark(dissector, capture, "-Y", 'dlmscope.obis == "1-0:32.7.0*255"').splitlines()) >= 4
    assert "= 231.5 V" in tshark(dissector, capture, "-Y", 'dlmscope.text == "231.5 V"')  # fmt: skip


@pytest.mark.parametrize("two_passes", [(), ("-2",)], ids=["one pass", "two passes"])
def test_keys_come_from_a_file_or_from_preferences(
    two_passes: tuple[str, ...], dissector: Path, tmp_path: Path
) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text(SESSION_KEYS)
    want = (
        "-Y",
        'dlmscope.protection == "ok" and dlmscope.class_id == 3',
        "-T",
        "fields",
        "-e",
        "frame.number",
        *two_passes,
    )
    by_argument = tshark(dissector, GLO, "-X", f"lua_script1:keyfile={keys}", *want)
    by_file = tshark(dissector, GLO, "-o", f"dlmscope.key_file:{keys}", *want)
    single = [each for name, value in _SINGLE.items() for each in ("-o", f"dlmscope.{name}:{value}")]
    assert by_argument == by_file == tshark(dissector, GLO, *single, *want)
    assert len(by_argument.split()) > 10
    assert tshark(dissector, GLO, *want) == ""


CLOSED = [
    ("", "dlmscope.expert.no_key"),
    (SESSION_KEYS.replace("0405", "FFFF"), "dlmscope.expert.wrong_key"),
    (SESSION_KEYS.replace("D4D5", "FFFF"), "dlmscope.expert.wrong_authentication_key"),
    (SESSION_KEYS.replace("gak =", "kek ="), "dlmscope.expert.not_authenticated"),
    ('[[meter]]\nguek = "00"\n', "dlmscope.expert.key_file"),
]


@pytest.mark.parametrize(("keys", "reason"), CLOSED)
def test_why_a_message_stays_closed_is_an_expert_info(keys: str, reason: str, dissector: Path, tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(keys)
    shown = tshark(dissector, GLO, "-o", f"dlmscope.key_file:{file}", "-Y", reason, "-V")
    assert shown
    assert not any(key in shown.lower().replace(":", "") for key in ("d0d1d2d3d4d5", "d0d1d2d3ffff"))


def test_expert_infos_show_without_a_tree(dissector: Path) -> None:
    shown = tshark(dissector, CAPTURES / "made-malformed.pcap", "-q", "-z", "expert")
    assert "APDU malformed" in shown or "bytes" in shown


# --- carriers -------------------------------------------------------------------------------------


def test_hdlc_addresses_of_every_length(dissector: Path) -> None:
    shown = tshark(
        dissector, CAPTURES / "h-addr4.pcap", "-T", "fields", "-e", "dlmscope.hdlc.destination",
        "-Y", "dlmscope.hdlc.destination",
    )  # fmt: skip
    assert set(shown.split()) == {"16/10000", "16"}


def service_of(dissector: Path, capture: Path) -> list[str]:
    return tshark(dissector, capture, "-T", "fields", "-e", "dlmscope.service").split("\n")[:-1]


def exported(name: str, apdu: bytes) -> bytes:
    """A record of exported PDUs for the dissector of that name."""
    return struct.pack(">HH", 12, len(name)) + name.encode() + struct.pack(">HH", 0, 0) + apdu


CARRIED = [
    ("wrapper in UDP on the port", ETHERNET, udp(WRAPPED, (40000, 4059))),
    ("wrapper in UDP on any port", ETHERNET, udp(WRAPPED, (40000, 4063))),
    ("HDLC in UDP on any port", ETHERNET, udp(hdlc(GET), (40000, 7000))),
    ("serial line", USER0, hdlc(GET)),
    ("serial line behind noise", USER0, b"\xff\xff" + hdlc(GET)),
    ("APDU of a user link type", USER0 + 15, GET),
    ("LLC and APDU", USER0, bytes.fromhex("E6E600") + GET),
    ("61334-4-32 LLC", USER0, bytes.fromhex("90 01 10") + GET),
    ("exported, by our name", UPPER_PDU, exported("dlmscope", GET)),
    ("exported, as Wireshark 4.6 calls it", UPPER_PDU, exported("dlms", GET)),
    ("exported, as Wireshark 4.6 calls it, too", UPPER_PDU, exported("cosem", GET)),
]


@pytest.mark.parametrize(("what", "link_type", "record"), CARRIED, ids=[row[0] for row in CARRIED])
def test_an_apdu_is_found_however_it_is_carried(
    what: str, link_type: int, record: bytes, dissector: Path, tmp_path: Path
) -> None:
    assert service_of(dissector, pcap(tmp_path / "one.pcap", link_type, record)) == ["get-request-normal"], what


def test_several_frames_in_one_packet_and_one_frame_in_several(dissector: Path, tmp_path: Path) -> None:
    frame = hdlc(GET)
    capture = pcap(tmp_path / "serial.pcap", USER0, frame + frame[1:], frame[:9], frame[9:])
    assert service_of(dissector, capture) == ["get-request-normal,get-request-normal", "", "get-request-normal"]


FOREIGN = [
    bytes.fromhex("0001 0000 2112A442") + bytes(12),  # STUN binding request
    bytes.fromhex("0001 0008 2112A442") + bytes(12) + bytes.fromhex("0003 0004 00000000"),
    bytes.fromhex("0001 0001 0001 000D") + b"x" * 13,
    b"\x7e\xa0\x19" + b"x" * 24,
    b"\x7e" * 40,
    bytes.fromhex("1234 0100 0001 0000 0000 0000") + b"\3www\7example\3com\0\0\1\0\1",  # DNS
]


@pytest.mark.parametrize("payload", FOREIGN)
def test_other_protocols_are_never_claimed(payload: bytes, dissector: Path, tmp_path: Path) -> None:
    capture = pcap(tmp_path / "foreign.pcap", ETHERNET, udp(payload, (40000, 3478)), udp(payload, (40001, 5000)))
    assert tshark(dissector, capture, "-Y", "dlmscope") == ""


def test_two_meters_are_never_mixed(dissector: Path, tmp_path: Path) -> None:
    """Two meters on the same ports at the same time: each answer belongs to its own question."""
    answer = bytes.fromhex("0001 0001 0010 0009") + ANSWER
    capture = pcap(
        tmp_path / "two.pcap",
        ETHERNET,
        udp(WRAPPED, (40000, 4059), (1, 2)),
        udp(WRAPPED, (40000, 4059), (1, 3)),
        udp(answer, (4059, 40000), (3, 1)),
        udp(answer, (4059, 40000), (2, 1)),
    )
    fields = ("-T", "fields", "-e", "dlmscope.answers", "-e", "dlmscope.answered_by")
    rows = [line.split("\t") for line in tshark(dissector, capture, "-2", *fields).split("\n")[:-1]]
    assert rows == [["", "4"], ["", "3"], ["2", ""], ["1", ""]]


# --- damage ---------------------------------------------------------------------------------------


DAMAGED = ["w-low-plain", "h-low-plain", "h-push", "h-info64-win1", "made-malformed", "made-set-action", "w-gbt1-plain",
           "w-gmac-glo-authenc-s0", "w-gmac-gglo-authenc-s0", "h-gmac-gded-s0"]  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damaged_captures_give_no_lua_error(name: str, seed: int, dissector: Path, tmp_path: Path) -> None:
    if shutil.which("editcap") is None:
        pytest.skip("editcap is not installed")
    keys, damaged = tmp_path / "keys.toml", tmp_path / "damaged.pcap"
    keys.write_text(SESSION_KEYS)
    capture = CAPTURES / f"{name}.pcap"
    subprocess.run(["editcap", "-E", "0.02", "--seed", str(seed), str(capture), str(damaged)], check=True)
    shown = tshark(dissector, damaged, "-2", "-V", "-X", f"lua_script1:keyfile={keys}")
    assert "Lua Error" not in shown
    assert tshark(dissector, damaged, "-Y", "_ws.lua.error") == ""


SMALL = [Options(obis_names=False), Options(service_only=True), Options(packs=("IN",))]


@pytest.mark.parametrize("options", SMALL, ids=["no OBIS names", "service only", "a pack"])
def test_variants_of_the_file_decode_alike(options: Options, tmp_path: Path) -> None:
    variant = tmp_path / "variant.lua"
    variant.write_text(generate("test", options))
    shown = tshark(variant, CAPTURES / "w-low-plain.pcap", "-V")
    assert "Lua Error" not in shown
    assert "Service: get-response-normal" in shown
    assert ("[Name: Voltage L1]" in shown) == (options.obis_names and not options.service_only)


# --- the file that is shipped ---------------------------------------------------------------------


def test_the_plugin_of_the_release_is_what_export_lua_writes() -> None:
    from importlib.metadata import version

    shipped = (ROOT / "plugins" / "wireshark" / "dlmscope.lua").read_text(encoding="utf-8")
    assert shipped == generate(version("dlmscope")), "run: dlmscope export lua -o plugins/wireshark/dlmscope.lua"
    assert shipped.splitlines()[1].startswith(f"-- Made by dlmscope {version('dlmscope')} ")


def test_bytes_that_only_look_like_frames_cost_little(dissector: Path, tmp_path: Path) -> None:
    looks = bytes.fromhex("7E A7 FF") * 400
    capture = pcap(tmp_path / "hostile.pcap", USER0, *[looks + b"x" * 60_000] * 20)
    assert "Lua Error" not in tshark(dissector, capture, "-V")


def test_elements_of_no_size_do_not_fill_the_tree(dissector: Path, tmp_path: Path) -> None:
    """Compact arrays whose elements take no bytes: each message expands to as many nodes as are allowed."""
    array = bytes.fromhex("13 01 FFFF 00 01 00")  # array of 65535 null-data, and one byte that they cannot fill
    answer = bytes.fromhex("C4 01 C1 00") + array
    wrapped = struct.pack(">HHHH", 1, 1, 16, len(answer)) + answer
    capture = pcap(tmp_path / "hostile.pcap", ETHERNET, *[udp(wrapped, (4059, 40000))] * 3)
    shown = tshark(dissector, capture, "-V")
    assert "Lua Error" not in shown and "Dissector bug" not in shown
