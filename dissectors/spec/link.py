"""Frames and headers under the APDU: HDLC, LLC, wrapper, IEC 61334-4-32 LLC, gateway prefix, wired M-Bus.

IEC 62056-46 (HDLC), IEC 62056-47 (wrapper), IEC 61334-4-32, Green Book clause 10 (gateway), EN 13757-2 (M-Bus).
"""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Member, Op
from dissectors.spec.internet import CARRIERS
from dissectors.spec.model import (
    alternatives,
    ber_integer,
    ber_members,
    bits,
    enumerated,
    octet_string,
    rest,
    sequence,
    unsigned,
)
from dissectors.spec.plc import PLC
from dissectors.spec.wireless import WIRELESS

# --- HDLC -----------------------------------------------------------------------------------------

_PF = Member("poll-final", 4, 1, abbrev="hdlc.poll_final")
_NR = Member("receive-sequence-number", 5, 3, abbrev="hdlc.nr")
_NS = Member("send-sequence-number", 1, 3, abbrev="hdlc.ns")

# (mask, bits, name, members): the first row that fits is what the control field says
CONTROL_FIELDS: tuple[tuple[int, int, str, tuple[Member, ...]], ...] = (
    (0x01, 0x00, "i", (_NR, _PF, _NS)),
    (0x0F, 0x01, "rr", (_NR, _PF)),
    (0x0F, 0x05, "rnr", (_NR, _PF)),
    (0x0F, 0x09, "rej", (_NR, _PF)),
    (0x0F, 0x0D, "srej", (_NR, _PF)),
    (0xEF, 0x83, "snrm", (_PF,)),
    (0xEF, 0x43, "disc", (_PF,)),
    (0xEF, 0x63, "ua", (_PF,)),
    (0xEF, 0x0F, "dm", (_PF,)),
    (0xEF, 0x87, "frmr", (_PF,)),
    (0xEF, 0x03, "ui", (_PF,)),
)


def _tagged(name: str, tag: str, abbrev: str) -> Op:
    return ber_integer(name, tag, abbrev=abbrev)


PARAMETER_NEGOTIATION = sequence(
    "parameter-negotiation",
    unsigned("format-identifier", 1, abbrev="hdlc.format_identifier"),
    ber_members(
        "hdlc-parameters",
        "80",
        _tagged("maximum-information-field-length-transmit", "05", "hdlc.max_info_transmit"),
        _tagged("maximum-information-field-length-receive", "06", "hdlc.max_info_receive"),
        _tagged("window-size-transmit", "07", "hdlc.window_transmit"),
        _tagged("window-size-receive", "08", "hdlc.window_receive"),
    ),
)
FRAME_REJECT = sequence(
    "frame-reject",
    unsigned("rejected-control-field", 1, abbrev="hdlc.frmr.control"),
    bits(
        "state-variables",
        1,
        Member("receive-state-variable", 5, 3, abbrev="hdlc.frmr.vr"),
        Member("response", 4, 1, abbrev="hdlc.frmr.response"),
        Member("send-state-variable", 1, 3, abbrev="hdlc.frmr.vs"),
        abbrev="hdlc.frmr.state",
    ),
    bits(
        "reason",
        1,
        Member("control-field-invalid", 0, 1, abbrev="hdlc.frmr.w"),
        Member("information-not-permitted", 1, 1, abbrev="hdlc.frmr.x"),
        Member("information-too-long", 2, 1, abbrev="hdlc.frmr.y"),
        Member("receive-number-invalid", 3, 1, abbrev="hdlc.frmr.z"),
        abbrev="hdlc.frmr.reason",
    ),
)

_CONTROL = Op(ops.PATTERN, "control", "hdlc.control")
_CONTROL.patterns = CONTROL_FIELDS
_CODE = {name: bits_ for _, bits_, name, _ in CONTROL_FIELDS}


def _address(name: str, abbrev: str) -> Op:
    return Op(ops.ADDRESS, name, abbrev)


def _check(name: str, abbrev: str, form: str) -> Op:
    op = Op(ops.CHECK, name, abbrev)
    op.form = form
    return op


_INFORMATION = Op(ops.REST, "information", "hdlc.information")
_INFORMATION.child = rest("information", abbrev="hdlc.information")
alternatives(
    _INFORMATION,
    {_CODE["snrm"]: PARAMETER_NEGOTIATION, _CODE["ua"]: PARAMETER_NEGOTIATION, _CODE["frmr"]: FRAME_REJECT},
)
HDLC_FRAME = Op(ops.HDLC_FRAME, "hdlc-frame", "hdlc")
HDLC_FRAME.children = (
    bits(
        "format",
        2,
        Member("format-type", 12, 4, abbrev="hdlc.format_type"),
        Member("segmentation", 11, 1, abbrev="hdlc.segmentation"),
        Member("length", 0, 11, abbrev="hdlc.length"),
        abbrev="hdlc.format",
    ),
    _address("destination-address", "hdlc.destination"),
    _address("source-address", "hdlc.source"),
    _CONTROL,
    _check("hcs", "hdlc.hcs", "fcs16"),
    _INFORMATION,
    _check("fcs", "hdlc.fcs", "fcs16"),
)

LSAP, LSAP_ALL = 0xE6, 0xFF  # destination LSAP: COSEM, all
LSAP_COMMAND, LSAP_RESPONSE = 0xE6, 0xE7  # source LSAP tells the direction
LLC_SIZE = 3
LLC = sequence(
    "llc",
    unsigned("destination-lsap", 1, abbrev="llc.destination"),
    unsigned("source-lsap", 1, abbrev="llc.source", names={LSAP_COMMAND: "command", LSAP_RESPONSE: "response"}),
    unsigned("quality", 1, abbrev="llc.quality"),
)

# --- wrapper, gateway, IEC 61334-4-32 -------------------------------------------------------------

WRAPPER = sequence(
    "wrapper",
    unsigned("version", 2, abbrev="wrapper.version"),
    unsigned("source-wport", 2, abbrev="wrapper.source"),
    unsigned("destination-wport", 2, abbrev="wrapper.destination"),
    unsigned("length", 2, abbrev="wrapper.length", flags=ops.LENGTH_OF_REST),
    rest("payload", abbrev="wrapper.payload"),
)
WRAPPER_HEADER_SIZE = 8
WRAPPER_VERSION = b"\x00\x01"
REGISTERED_PORT = 4059  # TCP and UDP, "dlms-cosem"
GATEWAY_REQUEST, GATEWAY_RESPONSE = 0xE6, 0xE7
GATEWAY_PREFIX = sequence(
    "gateway-prefix",
    enumerated("header", {GATEWAY_REQUEST: "request", GATEWAY_RESPONSE: "response"}, abbrev="gateway.header"),
    unsigned("network-id", 1, abbrev="gateway.network_id"),
    octet_string("physical-device-address", abbrev="gateway.physical_device_address"),
)

DL_DATA_REQUEST = 0x90
LLC_432 = sequence(
    "llc-432",
    unsigned("control", 1, abbrev="llc432.control", names={DL_DATA_REQUEST: "DL-Data.request"}),
    unsigned("destination-lsap", 1, abbrev="llc432.destination"),
    unsigned("source-lsap", 1, abbrev="llc432.source"),
)

# --- wired M-Bus ----------------------------------------------------------------------------------

_CONTROL_INFORMATION = bits(
    "control-information",
    1,
    Member("reserved", 5, 3, abbrev="mbus.ci.reserved"),
    Member("final", 4, 1, abbrev="mbus.ci.final"),
    Member("segment-number", 0, 4, abbrev="mbus.ci.segment"),
    abbrev="mbus.ci",
)
_TSAPS = (
    unsigned("source-tsap", 1, abbrev="mbus.source_tsap"),
    unsigned("destination-tsap", 1, abbrev="mbus.destination_tsap"),
)
MBUS_START_LONG, MBUS_START_SHORT, MBUS_STOP, MBUS_ACK = 0x68, 0x10, 0x16, 0xE5
MBUS_FINAL, MBUS_SEGMENT = 0x10, 0x0F  # bits of the control information
MBUS_COSEM_CI = 0x1F  # control information up to here carries COSEM segments
_TRAILER = 2  # checksum and stop byte behind the data
_DATA = rest("data", abbrev="mbus.data")
_DATA.size = _TRAILER


def _mbus_long(name: str, *tsaps: Op) -> Op:
    control = unsigned("c-field", 1, abbrev="mbus.c")
    control.flags = ops.ANCHOR
    return sequence(
        name,
        unsigned("start", 1, abbrev="mbus.start"),
        unsigned("l-field", 1, abbrev="mbus.length"),
        unsigned("l-field-repeated", 1, abbrev="mbus.length"),
        unsigned("start-repeated", 1, abbrev="mbus.start"),
        control,
        unsigned("a-field", 1, abbrev="mbus.address"),
        _CONTROL_INFORMATION,
        *tsaps,
        _DATA,
        _check("checksum", "mbus.checksum", "sum8"),
        unsigned("stop", 1, abbrev="mbus.stop"),
    )


MBUS_LONG = _mbus_long("mbus-long-frame", *_TSAPS)
MBUS_LONG_WITHOUT_TSAP = _mbus_long("mbus-long-frame-without-tsap")
MBUS_LONG_WITH_TRANSPORT = sequence(
    "mbus-long-frame-with-transport-layer",
    *MBUS_LONG.children[:6],
    _DATA,
    *MBUS_LONG.children[-2:],
)
_SHORT_CONTROL = unsigned("c-field", 1, abbrev="mbus.c")
_SHORT_CONTROL.flags = ops.ANCHOR
MBUS_SHORT = sequence(
    "mbus-short-frame",
    unsigned("start", 1, abbrev="mbus.start"),
    _SHORT_CONTROL,
    unsigned("a-field", 1, abbrev="mbus.address"),
    _check("checksum", "mbus.checksum", "sum8"),
    unsigned("stop", 1, abbrev="mbus.stop"),
)

FRAMES = (
    HDLC_FRAME,
    WRAPPER,
    LLC,
    LLC_432,
    GATEWAY_PREFIX,
    MBUS_LONG,
    MBUS_LONG_WITHOUT_TSAP,
    MBUS_LONG_WITH_TRANSPORT,
    MBUS_SHORT,
    *WIRELESS,
    *PLC,
    *CARRIERS,
)
