"""Makes the captures that no recording gives, with our own encoder: run `python -m captures.make`.

Each capture is a list of (direction, APDU) over wrapper, TCP, IPv4 and Ethernet, or lines of a hex log.
"""

from __future__ import annotations

import math
import re
import struct
from pathlib import Path
from typing import Any

from captures.key_roll import key_agreement, key_file, key_transfer
from dissectors.core.writer import encode
from dissectors.spec.common import APDU
from dissectors.spec.data import DATA
from dissectors.spec.link import HDLC_FRAME, WRAPPER

HERE = Path(__file__).parent
CLIENT, SERVER = 16, 1
START = 1_700_000_000
IIP = {"invoke-id": 1, "service-class": "confirmed", "priority": "high"}
REGISTER = {"class-id": 3, "instance-id": "1-0:1.8.0*255", "attribute-id": 2}
CLOCK = {"class-id": 8, "instance-id": "0-0:1.0.0*255", "attribute-id": 2}
RESET = {"class-id": 3, "instance-id": "1-0:1.8.0*255", "method-id": 1}
NOW = "2025-03-30T07:15:00.00+02:00"

Message = tuple[str, Any]


def service(family: str, name: str, **fields: Any) -> dict[str, Any]:
    """A plain APDU whose tag has choices."""
    named = {key.replace("_", "-"): value for key, value in fields.items()}
    return {family: {name: {"invoke-id-and-priority": IIP, **named}}}


def selected(*descriptors: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"cosem-attribute-descriptor": each, "access-selection": None} for each in descriptors]


def block(last: bool, number: int, data: bytes) -> dict[str, Any]:
    return {"last-block": last, "block-number": number, "raw-data": data}


def set_and_action() -> list[Message]:
    """SET and ACTION with lists, and in blocks."""
    value = bytes.fromhex("0901") + bytes(1) + bytes(40)
    text = bytes((9, len(value))) + value
    with_list = bytes((2,)) + bytes.fromhex("1105") + bytes((9, 40)) + bytes(range(40))
    return [
        ("c", service("set-request", "set-request-with-list", attribute_descriptor_list=selected(REGISTER, CLOCK),
                      value_list=[{"double-long-unsigned": 5}, {"date-time": NOW}])),
        ("s", service("set-response", "set-response-with-list", result_list=["success", "read-write-denied"])),
        ("c", service("set-request", "set-request-with-first-datablock", cosem_attribute_descriptor=REGISTER,
                      datablock=block(False, 1, text[:20]))),
        ("s", service("set-response", "set-response-datablock", block_number=1)),
        ("c", service("set-request", "set-request-with-datablock", datablock=block(True, 2, text[20:]))),
        ("s", service("set-response", "set-response-last-datablock", result="success", block_number=2)),
        ("c", service("set-request", "set-request-with-list-and-first-datablock",
                      attribute_descriptor_list=selected(REGISTER, CLOCK), datablock=block(False, 1, with_list[:25]))),
        ("s", service("set-response", "set-response-datablock", block_number=1)),
        ("c", service("set-request", "set-request-with-datablock", datablock=block(True, 2, with_list[25:]))),
        ("s", service("set-response", "set-response-last-datablock-with-list",
                      result_list=["success", "success"], block_number=2)),
        ("c", service("action-request", "action-request-with-list", cosem_method_descriptor_list=[RESET, RESET],
                      method_invocation_parameter_list=[{"integer": 0}, {"null-data": None}])),
        ("s", service("action-response", "action-response-with-list", list_of_responses=[
            {"result": "success", "return-parameters": None},
            {"result": "success", "return-parameters": {"data": {"unsigned": 7}}}])),
        ("c", service("action-request", "action-request-with-first-pblock", cosem_method_descriptor=RESET,
                      pblock=block(False, 1, text[:20]))),
        ("s", service("action-response", "action-response-next-pblock", block_number=1)),
        ("c", service("action-request", "action-request-with-pblock", pblock=block(True, 2, text[20:]))),
        ("s", service("action-response", "action-response-normal", result="success",
                      return_parameters={"data-access-result": "other-reason"})),
    ]  # fmt: skip


def compact_arrays() -> list[Message]:
    """A compact array in every shape: plain, structures, nested arrays, strings, no bytes at all."""
    shapes: list[tuple[Any, list[Any]]] = [
        ("unsigned", [{"unsigned": each} for each in (1, 2, 3)]),
        ({"structure": ["unsigned", "long-unsigned"]},
         [{"structure": [{"unsigned": 1}, {"long-unsigned": 258}]}, {"structure": [{"unsigned": 2}, {"long-unsigned": 772}]}]),
        ({"array": [2, "long"]}, [{"array": [{"long": -1}, {"long": 2}]}]),
        ({"structure": ["octet-string", {"array": [2, {"structure": ["boolean", "null-data"]}]}, "date-time"]},
         [{"structure": [{"octet-string": "0011"},
                         {"array": [{"structure": [{"boolean": True}, {"null-data": None}]}] * 2}, {"date-time": NOW}]}]),
        ("visible-string", [{"visible-string": "AB"}, {"visible-string": ""}]),
        ("float32", []),
    ]  # fmt: skip
    messages: list[Message] = []
    for description, contents in shapes:
        value = {"compact-array": {"type-description": description, "contents": contents}}
        messages.append(("c", service("get-request", "get-request-normal", cosem_attribute_descriptor=REGISTER,
                                      access_selection=None)))  # fmt: skip
        messages.append(("s", service("get-response", "get-response-normal", result={"data": value})))
    return messages


def unasked() -> list[Message]:
    """What a meter sends unasked, with logical and with short names; unconfirmed write."""
    return [
        ("s", {"event-notification-request": {"time": NOW, "cosem-attribute-descriptor": REGISTER,
                                              "attribute-value": {"double-long-unsigned": 12345678}}}),
        ("s", {"event-notification-request": {"time": None, "cosem-attribute-descriptor": CLOCK,
                                              "attribute-value": {"date-time": NOW}}}),
        ("s", {"information-report-request": {"current-time": None,
               "variable-access-specification-list": [{"variable-name": 0x2000}], "list-of-data": [{"unsigned": 7}]}}),
        ("c", {"unconfirmed-write-request": {"variable-access-specification-list": [{"variable-name": 0x2008}],
                                             "list-of-data": [{"long": -2}]}}),
        ("s", {"data-notification": {"long-invoke-id-and-priority": {"long-invoke-id": 1}, "date-time": NOW,
               "notification-body": {"structure": [{"octet-string": "0100010800ff"}, {"double-long-unsigned": 1}]}}}),
        ("c", {"read-request": {"variable-access-specification-list": [
            {"variable-name": 0x2008},
            {"parameterized-access": {"variable-name": 0x2010, "access-selector": 1, "access-parameters": {"unsigned": 1}}}]}}),
        ("s", {"read-response": {"read-response-list": [{"data": {"long64": -5}}, {"data-access-error": "object-undefined"}]}}),
        ("c", {"write-request": {"variable-access-specification-list": [{"variable-name": 0x2008}],
                                 "list-of-data": [{"boolean": True}]}}),
        ("s", {"write-response": {"write-response-list": [{"success": None}]}}),
    ]  # fmt: skip


def malformed() -> list[bytes]:
    """APDUs that are wrong: cut, with counts and lengths too large, with unknown tags, nested without end."""
    return [
        bytes.fromhex("C401C1000203120102"),
        bytes.fromhex("C401C10001820FFF1101"),
        bytes.fromhex("C401C100098410000000AB"),
        bytes.fromhex("C401C1000B01"),
        bytes.fromhex("C401C100") + bytes.fromhex("0101") * 200 + b"\x00",
        bytes.fromhex("C401C100130200"),
        bytes.fromhex("601DA1090607608574050801"),
        bytes.fromhex("C8FF30000000"),
        bytes.fromhex("0F40000000090C07E1091C051012"),
    ]


def load_profile() -> list[Message]:
    """A day of a load profile, read in two parts that overlap: scalers, nulls, status bits, and two hours never recorded."""
    profile = {"class-id": 7, "instance-id": "1-0:99.1.0*255"}
    names = ("1-0:1.7.0*255", "1-0:2.7.0*255", "1-0:32.7.0*255")
    columns = [(8, "0-0:1.0.0*255"), (1, "0-0:96.10.1*255"), *((3, name) for name in names)]

    def asked(descriptor: dict[str, Any], number: int, answer: Any, selection: Any = None) -> list[Message]:
        named = {**descriptor, "attribute-id": number}
        return [
            (
                "c",
                service(
                    "get-request", "get-request-normal", cosem_attribute_descriptor=named, access_selection=selection
                ),
            ),
            ("s", service("get-response", "get-response-normal", result={"data": answer})),
        ]

    captured = [
        {"structure": [{"long-unsigned": class_id}, {"octet-string": bytes(map(int, _PARTS.split(name))).hex()},
                       {"integer": 2}, {"long-unsigned": 0}]}
        for class_id, name in columns
    ]  # fmt: skip
    messages = asked(profile, 3, {"array": captured}) + asked(profile, 4, {"double-long-unsigned": 900})
    for name, scaler, unit in zip(names, (0, 0, -1), (27, 27, 35), strict=True):
        scaler_unit = {"structure": [{"integer": scaler}, {"enum": unit}]}
        messages += asked({"class-id": 3, "instance-id": name}, 3, scaler_unit)
    for first, last in ((0, 52), (48, 96)):
        rows = [_profile_row(at, at == first) for at in range(first, last) if not 36 <= at < 44]
        limits = [{"date-time": _quarter(first)}, {"date-time": _quarter(last - 1)}]
        selection = {"access-selector": 1, "access-parameters": {"structure": [captured[0], *limits, {"array": []}]}}
        messages += asked(profile, 2, {"array": rows}, selection)
    return messages


_PARTS = re.compile(r"\D")


def _quarter(at: int) -> str:
    """The time of a quarter of an hour of a day in January, as many as ``at`` after midnight."""
    days, minutes = divmod(15 * at, 24 * 60)
    return f"2025-01-{2 + days:02}T{minutes // 60:02}:{minutes % 60:02}:00.00+01:00"


def _profile_row(at: int, is_first: bool) -> dict[str, Any]:
    """Clock, status, power in and out, voltage. Times are left out but on the hour; an empty hour has no values at all."""
    power = round(400 + 1800 * math.exp(-(((at - 30) / 5) ** 2)) + 2600 * math.exp(-(((at - 76) / 7) ** 2)))
    sun = round(max(0.0, 1500 * math.sin((at - 34) / 30 * math.pi))) if 34 <= at <= 64 else 0
    values: list[Any] = [
        {"double-long-unsigned": power},
        {"double-long-unsigned": sun},
        {"long-unsigned": 2300 + at * 7 % 40},
    ]
    if at == 60:
        values = [{"null-data": None}] * 3
    status = 0x82 if 44 <= at < 46 else 0
    whole = at % 4 == 0 or is_first or at == 44
    # A time that stands alone sets what follows; null-data is the row above, one period later.
    clock = {"octet-string": encode(DATA, {"date-time": _quarter(at)})[1:].hex()} if whole else {"null-data": None}
    return {"structure": [clock, {"unsigned": status}, *values]}


# Without security, as a recorded session has them
_AARQ = bytes.fromhex("601da109060760857405080101be10040e01000000065f1f0400401e5dffff")
_AARE = bytes.fromhex("6129a109060760857405080101a203020100a305a103020100be10040e0800065f1f0400401e5d04000007")


def line_with_losses() -> list[tuple[str, bytes, float]]:
    """HDLC where a question is lost and put again after 2.4 s, and where the capture lacks three frames of the meter."""
    get = {"cosem_attribute_descriptor": REGISTER, "access_selection": None}
    question = encode(APDU, service("get-request", "get-request-normal", **get))
    answer = encode(
        APDU, service("get-response", "get-response-normal", result={"data": {"double-long-unsigned": 12345678}})
    )
    sent = [0, 0]

    def frame(side: str, at: float, control: Any, apdu: bytes | None = None) -> tuple[str, bytes, float]:
        ends = [{"upper": SERVER, "lower": 17}, {"upper": CLIENT}]
        destination, source = ends if side == "c" else reversed(ends)
        llc = b"\xe6\xe6\0" if side == "c" else b"\xe6\xe7\0"
        information = llc + apdu if apdu is not None else None
        return side, encode(HDLC_FRAME, {"destination-address": destination, "source-address": source,
                                         "control": control, "information": information}), at  # fmt: skip

    def said(side: str, at: float, apdu: bytes, again: bool = False) -> tuple[str, bytes, float]:
        own = side == "s"
        sent[own] -= again
        control = {"poll-final": 1, "send-sequence-number": sent[own] % 8, "receive-sequence-number": sent[not own] % 8}
        sent[own] += 1
        return frame(side, at, {"i": control}, apdu)

    packets = [
        frame("c", 0.0, {"snrm": {"poll-final": 1}}),
        frame("s", 0.08, {"ua": {"poll-final": 1}}),
        said("c", 0.12, _AARQ),
        said("s", 0.31, _AARE),
        said("c", 0.40, question),
        said("s", 0.52, answer),
        said("c", 0.60, question),
        said("c", 3.00, question, again=True),
        said("s", 3.12, answer),
    ]
    sent[1] += 3
    return [
        *packets,
        said("c", 3.30, question),
        said("s", 3.41, answer),
        frame("c", 15.9, {"disc": {"poll-final": 1}}),
        frame("s", 15.97, {"ua": {"poll-final": 1}}),
    ]


def write_pcap(path: Path, payloads: list[tuple[str, bytes]]) -> None:
    """One TCP connection over Ethernet and IPv4; a wrapper PDU a packet."""
    ports = {"c": (CLIENT, SERVER), "s": (SERVER, CLIENT)}
    write_packets(path, [
        (side, encode(WRAPPER, {"version": 1, "source-wport": ports[side[0]][0], "destination-wport": ports[side[0]][1],
                                "payload": apdu}), number * 0.02)
        for number, (side, apdu) in enumerate(payloads)
    ])  # fmt: skip


def write_packets(path: Path, packets: list[tuple[str, bytes, float]]) -> None:
    """TCP over Ethernet and IPv4: sides, payloads, and seconds since the start. "c2" and "s2" have their own connection."""
    sequence = {"c": 1000, "s": 5000, "c2": 2000, "s2": 6000}
    ends = {"c": (b"\x7f\0\0\1", 50000), "s": (b"\x7f\0\0\2", 4059)}
    ends |= {"c2": (ends["c"][0], 50001), "s2": ends["s"]}
    with path.open("wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        for number, (side, payload, at) in enumerate(packets):
            other = ("s" if side[0] == "c" else "c") + side[1:]
            tcp = struct.pack(">HHIIBBHHH", ends[side][1], ends[other][1], sequence[side], sequence[other],
                              0x50, 0x18, 8192, 0, 0)  # fmt: skip
            sequence[side] += len(payload)
            ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp) + len(payload), number, 0, 64, 6, 0,
                             ends[side][0], ends[other][0])  # fmt: skip
            packet = b"\2" * 6 + b"\4" * 6 + b"\x08\0" + ip + tcp + payload
            microseconds = round(at * 1e6)
            out.write(
                struct.pack("<IIII", START + microseconds // 10**6, microseconds % 10**6, len(packet), len(packet))
            )
            out.write(packet)


def write_hex(path: Path) -> None:
    """A hex log of an HDLC session with a frame split over two lines, noise, and a damaged frame."""
    request = encode(APDU, service("get-request", "get-request-normal", cosem_attribute_descriptor=REGISTER,
                                   access_selection=None))  # fmt: skip
    response = encode(APDU, service("get-response", "get-response-normal",
                                    result={"data": {"double-long-unsigned": 12345678}}))  # fmt: skip
    client, server = {"upper": CLIENT}, {"upper": SERVER, "lower": 17}

    def frame(to_server: bool, control: Any, information: Any = None) -> str:
        ends = (server, client) if to_server else (client, server)
        return encode(HDLC_FRAME, {"destination-address": ends[0], "source-address": ends[1], "control": control,
                                   "information": information}).hex(" ")  # fmt: skip

    first = {"poll-final": 1, "receive-sequence-number": 0, "send-sequence-number": 0}
    answer = frame(False, {"i": {**first, "receive-sequence-number": 1}}, b"\xe6\xe7\x00" + response)
    lines = [
        "# a session as a serial logger wrote it",
        f"12:30:05.100 TX: {frame(True, {'snrm': {'poll-final': 1}})}",
        f"12:30:05.180 RX: {frame(False, {'ua': {'poll-final': 1}})}",
        f"12:30:05.300 TX: {frame(True, {'i': first}, bytes.fromhex('E6E600') + request)}",
        f"12:30:05.400 RX: 00 00 {answer[:30].rstrip()}",
        f"12:30:05.410 RX: {answer[30:].strip()}",
        f"12:30:05.500 RX: {answer.replace('bc 61', 'bc 62')}",
    ]
    path.write_text("\n".join(lines) + "\n")


def main() -> None:
    """Write every capture beside this file."""
    for name, messages in (
        ("set-action", set_and_action()),
        ("compact-array", compact_arrays()),
        ("unasked", unasked()),
        ("profile", load_profile()),
    ):
        write_pcap(HERE / f"made-{name}.pcap", [(side, encode(APDU, value)) for side, value in messages])
    good = [(side, encode(APDU, value)) for side, value in compact_arrays()[:2]]
    write_pcap(HERE / "made-malformed.pcap", [*good, *(("s", apdu) for apdu in malformed())])
    whole = (HERE / "made-set-action.pcap").read_bytes()
    (HERE / "made-truncated.pcap").write_bytes(whole[:-30])
    write_packets(HERE / "made-losses.pcap", line_with_losses())
    write_hex(HERE / "made-serial.hex")
    for name, conversation, ephemeral in (
        ("key-roll", key_transfer(), False),
        ("key-agreement", key_agreement(), True),
    ):
        write_pcap(HERE / f"made-{name}.pcap", conversation)
        (HERE / f"made-{name}.keys.toml").write_text(key_file(ephemeral))


if __name__ == "__main__":
    main()
