"""Frames and headers as Scapy packets: HDLC, LLC, wrapper, IEC 61334-4-32, gateway prefix, M-Bus."""

from __future__ import annotations

from typing import Any

from scapy.fields import BitField, ByteEnumField, ByteField, Field, ShortField, XByteField, XShortField
from scapy.packet import Packet, Raw

from dissectors.core.fcs import fcs16, sum8
from dissectors.core.framing import FLAG, read_address, row_of, write_address
from dissectors.core.node import Source
from dissectors.core.reader import Reader
from dissectors.layers.apdus import DlmsPacket, apdu_class
from dissectors.layers.fields import CoreField, fields_of
from dissectors.profiles.payload import known_apdu, starts_lsdu
from dissectors.spec import link

_DESTINATION, _SOURCE, _CONTROL = link.HDLC_FRAME.children[1:4]
_LLC_FIELDS = fields_of(link.LLC)


class Address:
    """An HDLC address: ``upper``, ``lower`` (None where it is one byte long), and how many bytes it takes (0: fewest)."""

    __slots__ = ("lower", "size", "upper")

    def __init__(self, upper: int, lower: int | None = None, size: int = 0) -> None:
        self.upper = upper
        self.lower = lower
        self.size = size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and (self.upper, self.lower) == (other.upper, other.lower)

    def __hash__(self) -> int:
        return hash((self.upper, self.lower))

    def __repr__(self) -> str:
        return str(self.upper) if self.lower is None else f"{self.upper}/{self.lower}"

    def __bytes__(self) -> bytes:
        if self.size == 4:
            lower = self.lower or 0
            parts = (self.upper >> 7, self.upper & 0x7F, lower >> 7, lower & 0x7F)
            return bytes(part << 1 | (at == 3) for at, part in enumerate(parts))
        out = bytearray()
        write_address(_DESTINATION, (self.upper, self.lower), out)
        return bytes(out)


class AddressField(Field[Any, bytes]):
    """An :class:`Address`; set by hand it may be a number (upper), or a tuple of upper, lower and size."""

    islist = 1  # a tuple is one address, not a range of packets

    def __init__(self, name: str, default: Any) -> None:
        super().__init__(name, Address(default), "s")

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        reader = Reader(Source(s))
        node = read_address(_DESTINATION, reader, 0, len(s))
        if reader.failed:
            raise ValueError("illegal address")
        upper, lower = node.value
        return s[node.end :], Address(upper, lower, node.end)

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        return s + bytes(val)

    def any2i(self, pkt: Any, x: Any) -> Any:
        if isinstance(x, tuple):
            return Address(*x)
        return Address(x) if isinstance(x, int) else x

    def i2repr(self, pkt: Any, x: Any) -> str:
        return repr(x)


class TrailerField(XShortField):
    """A field that stands behind the payload: the packet itself reads and writes it."""

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        return s, None

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        return s


class DLMS_HDLC(DlmsPacket):
    """An HDLC frame, flags included. ``length``, ``hcs`` and ``fcs`` are computed where they are None."""

    name = "DLMS HDLC"
    fields_desc = [
        XByteField("flag", FLAG),
        BitField("format_type", 0xA, 4),
        BitField("segmentation", 0, 1),
        BitField("length", None, 11),
        AddressField("destination", 1),
        AddressField("source", 16),
        CoreField("control", _CONTROL),
        TrailerField("hcs", None),
        TrailerField("fcs", None),
        TrailerField("closing_flag", FLAG),
    ]

    def do_dissect(self, s: bytes) -> bytes:
        rest = super().do_dissect(s)
        if self.undecoded:
            return rest
        header = len(s) - len(rest)
        end = 1 + self.length
        if len(s) < end or end - 2 < header or s[0] != FLAG:
            return self.give_up(s)
        self.fields["fcs"] = int.from_bytes(s[end - 2 : end], "little")
        self.fields["closing_flag"] = s[end] if len(s) > end else None
        information = s[header : end - 2]
        if information:
            self.fields["hcs"] = int.from_bytes(information[:2], "little")
            information = information[2:]
        self._behind = s[end + 1 :]
        self.raw_packet_cache = None
        return information + self._behind

    _behind = b""

    def extract_padding(self, s: bytes) -> tuple[bytes, bytes]:
        if not self._behind:
            return s, b""
        return s[: len(s) - len(self._behind)], self._behind

    def post_build(self, p: bytes, pay: bytes) -> bytes:
        if self.undecoded:
            return p + pay
        padding = b""
        length = self.length
        if length is None:
            length = len(p) - 1 + (len(pay) + 2 if pay else 0) + 2
            p = p[:1] + ((p[1] << 8 | p[2]) & 0xF800 | length).to_bytes(2, "big") + p[3:]
        if pay:
            hcs = fcs16(p[1:]) if self.hcs is None else self.hcs
            p += hcs.to_bytes(2, "little")
        frame = p + pay
        fcs = fcs16(frame[1:]) if self.fcs is None else self.fcs
        frame += fcs.to_bytes(2, "little")
        return frame + (bytes((self.closing_flag,)) if self.closing_flag is not None else b"") + padding

    def payload_class(self, payload: bytes) -> Any:
        kind = self.frame_kind()
        if kind in ("snrm", "ua"):
            return HdlcParameters
        if kind in ("i", "ui") and starts_lsdu(payload, 0, len(payload)):
            return LLC_Segment if self.segmentation else LLC
        if kind in ("i", "ui") and known_apdu(payload, 0) and not self.segmentation and kind == "ui":
            return apdu_class(payload)
        return Raw

    def frame_kind(self) -> str:
        """i, rr, snrm, ua, …"""
        value = self.control.node.value if hasattr(self.control, "node") else self.control
        if isinstance(value, dict):
            return str(next(iter(value)))
        row = row_of(_CONTROL, value)
        return row[2] if row is not None else "unknown"

    def answers(self, other: Packet) -> int:
        if not isinstance(other, DLMS_HDLC) or (self.destination, self.source) != (other.source, other.destination):
            return 0
        if self.payload and other.payload and not isinstance(self.payload, Raw):
            return self.payload.answers(other.payload)
        return 1

    def mysummary(self) -> str:
        return f"HDLC {self.frame_kind()} {self.source} > {self.destination}"


HDLC = DLMS_HDLC


class HdlcParameters(DlmsPacket):
    """Parameter negotiation of SNRM and UA."""

    name = "HDLC parameters"
    fields_desc = [CoreField("parameters", link.PARAMETER_NEGOTIATION)]


class LLC(DlmsPacket):
    """The LLC header of COSEM over HDLC."""

    name = "LLC"
    fields_desc = [
        XByteField("destination_lsap", link.LSAP),
        ByteEnumField("source_lsap", link.LSAP_COMMAND, {link.LSAP_COMMAND: "command", link.LSAP_RESPONSE: "response"}),
        ByteField("quality", 0),
    ]

    def payload_class(self, payload: bytes) -> Any:
        return upper_class(payload)

    def answers(self, other: Packet) -> int:
        return self.payload.answers(other.payload) if isinstance(other, LLC) else 0


class LLC_Segment(LLC):
    """The LLC header of a first segment: what follows is not whole."""

    def payload_class(self, payload: bytes) -> Any:
        return Raw


class GatewayPrefix(DlmsPacket):
    """Network and device behind a gateway, in front of the APDU (Green Book clause 10)."""

    name = "gateway prefix"
    fields_desc = [
        ByteEnumField(
            "header", link.GATEWAY_REQUEST, {link.GATEWAY_REQUEST: "request", link.GATEWAY_RESPONSE: "response"}
        ),
        *fields_of(link.GATEWAY_PREFIX.children[1]),
        *fields_of(link.GATEWAY_PREFIX.children[2]),
    ]

    def payload_class(self, payload: bytes) -> Any:
        return apdu_class(payload)

    def answers(self, other: Packet) -> int:
        return self.payload.answers(other.payload) if isinstance(other, GatewayPrefix) else 0


class DLMSWrapper(DlmsPacket):
    """The wrapper of COSEM over TCP and UDP. ``length`` is computed where it is None."""

    name = "DLMS wrapper"
    fields_desc = [
        ShortField("version", 1),
        ShortField("source_wport", 16),
        ShortField("destination_wport", 1),
        ShortField("length", None),
    ]

    def post_build(self, p: bytes, pay: bytes) -> bytes:
        if self.length is None and not self.undecoded:
            p = p[:6] + len(pay).to_bytes(2, "big")
        return p + pay

    def extract_padding(self, s: bytes) -> tuple[bytes, bytes]:
        return (s[: self.length], s[self.length :]) if self.length is not None else (s, b"")

    def payload_class(self, payload: bytes) -> Any:
        return upper_class(payload)

    def answers(self, other: Packet) -> int:
        if not isinstance(other, DLMSWrapper):
            return 0
        if (self.source_wport, self.destination_wport) != (other.destination_wport, other.source_wport):
            return 0
        return self.payload.answers(other.payload) if self.payload and other.payload else 1


class LLC_432(DlmsPacket):
    """The LLC of IEC 61334-4-32."""

    name = "LLC 61334-4-32"
    fields_desc = [
        XByteField("control", link.DL_DATA_REQUEST),
        ByteField("destination_lsap", 1),
        ByteField("source_lsap", 1),
    ]

    def payload_class(self, payload: bytes) -> Any:
        return upper_class(payload)

    def answers(self, other: Packet) -> int:
        return self.payload.answers(other.payload) if isinstance(other, LLC_432) else 0


class MBusLong(DlmsPacket):
    """A wired M-Bus long frame with COSEM control information; lengths and checksum are computed where None."""

    name = "M-Bus long frame"
    fields_desc = [
        XByteField("start", link.MBUS_START_LONG),
        ByteField("l_field", None),
        ByteField("l_field_repeated", None),
        XByteField("start_repeated", link.MBUS_START_LONG),
        XByteField("c_field", 0x53),
        XByteField("a_field", 0xFF),
        BitField("reserved", 0, 3),
        BitField("final", 1, 1),
        BitField("segment_number", 0, 4),
        TrailerField("checksum", None),
        TrailerField("stop", link.MBUS_STOP),
    ]

    def do_dissect(self, s: bytes) -> bytes:
        rest = super().do_dissect(s)
        if self.undecoded or len(rest) < 2:
            return rest
        self.fields["checksum"], self.fields["stop"] = rest[-2], rest[-1]
        self.raw_packet_cache = None
        return rest[:-2]

    def post_build(self, p: bytes, pay: bytes) -> bytes:
        if self.undecoded:
            return p + pay
        body = p[4:] + pay
        size = len(body) & 0xFF
        lengths = [size if given is None else given for given in (self.l_field, self.l_field_repeated)]
        checksum = sum8(body) if self.checksum is None else self.checksum
        return bytes((p[0], *lengths, p[3])) + body + bytes((checksum, self.stop))

    def payload_class(self, payload: bytes) -> Any:
        return Raw


def upper_class(payload: bytes) -> Any:
    """Gateway prefix or APDU."""
    if payload[:1] in (b"\xe6", b"\xe7") and len(payload) > 3 and known_apdu(payload, 3 + payload[2]):
        return GatewayPrefix
    return apdu_class(payload)


__all__ = [
    "DLMS_HDLC",
    "HDLC",
    "LLC",
    "LLC_432",
    "DLMSWrapper",
    "GatewayPrefix",
    "HdlcParameters",
    "LLC_Segment",
    "MBusLong",
]
