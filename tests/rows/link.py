"""Frames and headers: HDLC with every control field and address size, wrapper, LLC, gateway prefix, wired M-Bus."""

from __future__ import annotations

from typing import Any

from dissectors.spec import link
from tests.rows import Row


def _hdlc(
    name: str,
    text: str,
    control: Any,
    fcs: int,
    length: int = 7,
    destination: Any = None,
    source: Any = None,
    information: Any = None,
    hcs: int = 0,
    segmentation: int = 0,
    canonical: bool = True,
    note: str = "",
) -> Row:
    value = {
        "format": {"format-type": 10, "segmentation": segmentation, "length": length},
        "destination-address": destination or {"upper": 1},
        "source-address": source or {"upper": 16},
        "control": control,
    }
    if information is not None:
        value |= {"hcs": hcs, "information": information}
    return Row(f"hdlc {name}", link.HDLC_FRAME, value | {"fcs": fcs}, f"7E {text} 7E", canonical, note)


def _supervisory(number: int, final: int) -> dict[str, int]:
    return {"receive-sequence-number": number, "poll-final": final}


_SERVER = {"upper": 1}
CONTROLS = [
    _hdlc("snrm", "A007 03 21 93 0F01", {"snrm": {"poll-final": 1}}, 0x010F),
    _hdlc("snrm without poll", "A007 03 21 83 8E11", {"snrm": {"poll-final": 0}}, 0x118E),
    _hdlc("disc", "A007 03 21 53 03C7", {"disc": {"poll-final": 1}}, 0xC703),
    _hdlc("disc without poll", "A007 03 21 43 82D7", {"disc": {"poll-final": 0}}, 0xD782),
    _hdlc("ua", "A007 03 21 73 01E6", {"ua": {"poll-final": 1}}, 0xE601),
    _hdlc("dm", "A007 03 21 1F 6B4F", {"dm": {"poll-final": 1}}, 0x4F6B),
    _hdlc("dm without final", "A007 03 21 0F EA5F", {"dm": {"poll-final": 0}}, 0x5FEA),
    _hdlc("rr", "A007 03 21 11 15A6", {"rr": _supervisory(0, 1)}, 0xA615),
    _hdlc("rr 1", "A007 03 21 31 1787", {"rr": _supervisory(1, 1)}, 0x8717),
    _hdlc("rr 7", "A007 03 21 F1 1B41", {"rr": _supervisory(7, 1)}, 0x411B),
    _hdlc("rnr", "A007 03 21 15 31E0", {"rnr": _supervisory(0, 1)}, 0xE031),
    _hdlc("rej", "A007 03 21 19 5D2A", {"rej": _supervisory(0, 1)}, 0x2A5D),
    _hdlc("srej", "A007 03 21 1D 796C", {"srej": _supervisory(0, 1)}, 0x6C79),
    _hdlc("ui", "A007 03 21 03 8695", {"ui": {"poll-final": 0}}, 0x9586),
    _hdlc("unknown", "A007 03 21 7B 496A", 0x7B, 0x6A49, note="unknown-code"),
]
ADDRESSES = [
    _hdlc(
        "address of two bytes",
        "A008 21 0223 73 7A43",
        {"ua": {"poll-final": 1}},
        0x437A,
        length=8,
        destination={"upper": 16},
        source={"upper": 1, "lower": 17},
    ),
    _hdlc(
        "address of four bytes",
        "A00A 00024869 21 93 7BF7",
        {"snrm": {"poll-final": 1}},
        0xF77B,
        length=10,
        destination={"upper": 1, "lower": 0x1234},
    ),
    _hdlc(
        "address of four bytes, small numbers",
        "A00A 00020023 21 93 1871",
        {"snrm": {"poll-final": 1}},
        0x7118,
        length=10,
        destination={"upper": 1, "lower": 17},
        canonical=False,
    ),
    _hdlc(
        "all stations",
        "A00B FEFF 21 03 4B27 AA 9CCC",
        {"ui": {"poll-final": 0}},
        0xCC9C,
        length=11,
        destination={"upper": 127, "lower": 127},
        information="aa",
        hcs=0x274B,
    ),
    _hdlc(
        "client in two bytes",
        "A00E CEFF 03 13 EF4D E6E7000F CC75",
        {"ui": {"poll-final": 1}},
        0x75CC,
        length=14,
        destination={"upper": 103, "lower": 127},
        source={"upper": 1},
        information="e6e7000f",
        hcs=0x4DEF,
    ),
]
INFORMATION = [
    _hdlc(
        "i",
        "A00E 03 21 10 FF4E E6E6006200 FB35",
        {"i": {"receive-sequence-number": 0, "poll-final": 1, "send-sequence-number": 0}},
        0x35FB,
        length=14,
        information="e6e6006200",
        hcs=0x4EFF,
    ),
    _hdlc(
        "segment",
        "A80A 03 21 32 2364 C0 C000",
        {"i": {"receive-sequence-number": 1, "poll-final": 1, "send-sequence-number": 1}},
        0x00C0,
        length=10,
        segmentation=1,
        information="c0",
        hcs=0x6423,
    ),
    _hdlc(
        "snrm with parameters",
        "A012 03 21 93 F9AC  81 80 06 05 01 80 06 01 80  756C",
        {"snrm": {"poll-final": 1}},
        0x6C75,
        length=18,
        information={
            "format-identifier": 0x81,
            "hdlc-parameters": {
                "maximum-information-field-length-transmit": 128,
                "maximum-information-field-length-receive": 128,
            },
        },
        hcs=0xACF9,
    ),
    _hdlc(
        "ua with parameters",
        """A020 21 03 73 7398
           81 80 14            # format, group, length
           05 02 0400          # information field, transmit
           06 02 0400          # receive
           07 04 00000001      # window, transmit: in four octets
           08 04 00000001      # receive
           72E3""",
        {"ua": {"poll-final": 1}},
        0xE372,
        length=32,
        destination={"upper": 16},
        source=_SERVER,
        information={
            "format-identifier": 0x81,
            "hdlc-parameters": {
                "maximum-information-field-length-transmit": 1024,
                "maximum-information-field-length-receive": 1024,
                "window-size-transmit": 1,
                "window-size-receive": 1,
            },
        },
        hcs=0x9873,
        canonical=False,
    ),
    _hdlc(
        "ua with no parameters",
        "A00C 21 03 63 9590  81 80 00  8B15",
        {"ua": {"poll-final": 0}},
        0x158B,
        length=12,
        destination={"upper": 16},
        source=_SERVER,
        information={"format-identifier": 0x81, "hdlc-parameters": {}},
        hcs=0x9095,
    ),
    _hdlc(
        "frmr",
        "A00C 21 03 97 3E21  FF 3A 05  FB15",
        {"frmr": {"poll-final": 1}},
        0x15FB,
        length=12,
        destination={"upper": 16},
        source=_SERVER,
        information={
            "rejected-control-field": 0xFF,
            "state-variables": {"receive-state-variable": 1, "response": 1, "send-state-variable": 5},
            "reason": {
                "control-field-invalid": 1,
                "information-not-permitted": 0,
                "information-too-long": 1,
                "receive-number-invalid": 0,
            },
        },
        hcs=0x213E,
    ),
]
_GET = "C001C1 0003 0100010800FF 02 00"
HEADERS = [
    Row(
        "wrapper",
        link.WRAPPER,
        {
            "version": 1,
            "source-wport": 16,
            "destination-wport": 1,
            "length": 13,
            "payload": _GET.replace(" ", "").lower(),
        },
        f"0001 0010 0001 000D {_GET}",
    ),
    Row(
        "wrapper, empty",
        link.WRAPPER,
        {"version": 1, "source-wport": 1, "destination-wport": 127, "length": 0, "payload": ""},
        "0001 0001 007F 0000",
    ),
    Row("llc command", link.LLC, {"destination-lsap": 0xE6, "source-lsap": "command", "quality": 0}, "E6 E6 00"),
    Row("llc response", link.LLC, {"destination-lsap": 0xE6, "source-lsap": "response", "quality": 0}, "E6 E7 00"),
    Row("llc to all", link.LLC, {"destination-lsap": 0xFF, "source-lsap": "command", "quality": 0}, "FF E6 00"),
    Row("llc of others", link.LLC, {"destination-lsap": 0xAA, "source-lsap": 0xAA, "quality": 3}, "AA AA 03"),
    Row(
        "llc-432",
        link.LLC_432,
        {"control": "DL-Data.request", "destination-lsap": 0x01, "source-lsap": 0x10},
        "90 01 10",
    ),
    Row(
        "gateway prefix of a request",
        link.GATEWAY_PREFIX,
        {"header": "request", "network-id": 0, "physical-device-address": "4d31"},
        "E6 00 02 4D31",
    ),
    Row(
        "gateway prefix of a response",
        link.GATEWAY_PREFIX,
        {"header": "response", "network-id": 255, "physical-device-address": ""},
        "E7 FF 00",
    ),
]


def _mbus(name: str, text: str, checksum: int, info: dict[str, int], data: str, tsaps: tuple[int, ...] = ()) -> Row:
    size = 3 + len(tsaps) + len(data) // 2
    value: dict[str, Any] = {
        "start": 0x68,
        "l-field": size,
        "l-field-repeated": size,
        "start-repeated": 0x68,
        "c-field": 0x53,
        "a-field": 0xFF,
        "control-information": info,
    }
    value |= dict(zip(("source-tsap", "destination-tsap"), tsaps, strict=False))
    element = link.MBUS_LONG if tsaps else link.MBUS_LONG_WITHOUT_TSAP
    return Row(f"mbus {name}", element, value | {"data": data, "checksum": checksum, "stop": 0x16}, text)


MBUS = [
    _mbus(
        "long frame",
        "68 0D 0D 68  53 FF 10 01 67  0F 00000001 00 11 07  F2 16",
        0xF2,
        {"final": 1, "segment-number": 0},
        "0f00000001001107",
        (1, 103),
    ),
    _mbus(
        "long frame of a segment",
        "68 06 06 68  53 FF 0F 01 67  AA  73 16",
        0x73,
        {"final": 0, "segment-number": 15},
        "aa",
        (1, 103),
    ),
    _mbus(
        "long frame of another layer",
        "68 04 04 68  53 FF 72 AA  6E 16",
        0x6E,
        {"final": 1, "segment-number": 2, "reserved": 3},
        "aa",
    ),
    Row(
        "mbus short frame",
        link.MBUS_SHORT,
        {"start": 0x10, "c-field": 0x40, "a-field": 1, "checksum": 0x41, "stop": 0x16},
        "10 40 01 41 16",
    ),
]
ROWS = CONTROLS + ADDRESSES + INFORMATION + HEADERS + MBUS
