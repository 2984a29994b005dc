"""Frames and headers as Scapy packets: HDLC, LLC, wrapper, IEC 61334-4-32, gateway prefix."""

from __future__ import annotations

from typing import Any

from scapy.fields import BitField, ByteEnumField, ByteField, ShortField, XByteField
from scapy.packet import Packet, Raw

from dissectors.core.errors import EncodeError
from dissectors.core.fcs import fcs16
from dissectors.core.framing import FLAG, LENGTH_BITS, row_of
from dissectors.layers import streams
from dissectors.layers.apdus import DlmsPacket, apdu_class
from dissectors.layers.fields import CoreField, fields_of
from dissectors.layers.frame import STREAMED, AddressField, FlagField, FramePacket, TrailerField
from dissectors.profiles.payload import known_apdu, starts_lsdu
from dissectors.spec import link

_CONTROL = link.HDLC_FRAME.children[3]


class DLMS_HDLC(FramePacket):
    """An HDLC frame. ``length``, ``hcs`` and ``fcs`` are computed where they are None; a flag that is None is absent."""

    name = "DLMS HDLC"
    element = link.HDLC_FRAME
    fields_desc = [
        FlagField("flag", FLAG),
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
        start = 0 if self.flag is None else 1
        end = start + self.length
        information = s[header : end - 2]
        if self.format_type != 0xA or len(s) < end or end - 2 < header or len(information) == 1:
            return self.give_up(s)
        self.fields["fcs"] = int.from_bytes(s[end - 2 : end], "little")
        if information:
            self.fields["hcs"] = int.from_bytes(information[:2], "little")
        closed = s[end : end + 1] == bytes((FLAG,))
        self.fields["closing_flag"] = FLAG if closed else None
        self._behind = s[end + closed :]
        return information[2:] + self._behind

    def frame_octets(self, header: bytes, payload: bytes) -> bytes:
        start = 0 if self.flag is None else 1
        with_hcs = payload or self.hcs is not None
        if self.length is None:
            length = len(header) - start + (2 if with_hcs else 0) + len(payload) + 2
            if length > LENGTH_BITS:
                raise EncodeError("hdlc-frame", f"{length} bytes are more than a frame can have")
            format_field = (header[start] << 8 | header[start + 1]) & ~LENGTH_BITS | length
            header = header[:start] + format_field.to_bytes(2, "big") + header[start + 2 :]
        frame = header
        if with_hcs:
            frame += (fcs16(header[start:]) if self.hcs is None else self.hcs).to_bytes(2, "little") + payload
        frame += (fcs16(frame[start:]) if self.fcs is None else self.fcs).to_bytes(2, "little")
        return frame if self.closing_flag is None else frame + bytes((self.closing_flag,))

    def payload_class(self, payload: bytes) -> Any:
        kind = self.frame_kind()
        if kind in _INFORMATION:
            return _INFORMATION[kind]
        if kind in ("i", "ui") and starts_lsdu(payload, 0, len(payload)):
            return LLC_Segment if self.segmentation else LLC
        if kind == "ui" and known_apdu(payload, 0) and not self.segmentation:
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
        if not isinstance(other, DLMS_HDLC) or self.undecoded or other.undecoded:
            return 0
        if (self.destination, self.source) != (other.source, other.destination):
            return 0
        if not self.payload or not other.payload or isinstance(self.payload, Raw) or isinstance(other.payload, Raw):
            return 1  # a segment tells no more
        return self.payload.answers(other.payload)

    def mysummary(self) -> str:
        if self.undecoded:
            return "HDLC (undecoded)"
        return f"HDLC {self.frame_kind()} {self.source} > {self.destination}"


HDLC = DLMS_HDLC


class HdlcParameters(DlmsPacket):
    """Parameter negotiation of SNRM and UA."""

    name = "HDLC parameters"
    element = link.PARAMETER_NEGOTIATION
    fields_desc = [CoreField("parameters", link.PARAMETER_NEGOTIATION)]


class HdlcFrameReject(DlmsPacket):
    """What FRMR says: the rejected control field, the receiver's state, the reason."""

    name = "HDLC frame reject"
    element = link.FRAME_REJECT
    fields_desc = fields_of(link.FRAME_REJECT)


# kind of frame -> the class of its information field
_INFORMATION = {"snrm": HdlcParameters, "ua": HdlcParameters, "frmr": HdlcFrameReject}


class LLC(DlmsPacket):
    """The LLC header of COSEM over HDLC."""

    name = "LLC"
    element = link.LLC
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
    element = link.GATEWAY_PREFIX
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


class DLMSWrapper(FramePacket):
    """The wrapper of COSEM over TCP and UDP. ``length`` is computed where it is None."""

    name = "DLMS wrapper"
    element = link.WRAPPER
    fields_desc = [
        ShortField("version", 1),
        ShortField("source_wport", 16),
        ShortField("destination_wport", 1),
        ShortField("length", None),
    ]

    def frame_octets(self, header: bytes, payload: bytes) -> bytes:
        if self.length is None:
            header = header[:6] + len(payload).to_bytes(2, "big")
        return header + payload

    def extract_padding(self, s: bytes) -> tuple[bytes, bytes]:
        return (s[: self.length], s[self.length :]) if not self.undecoded else (s, b"")

    def payload_class(self, payload: bytes) -> Any:
        return upper_class(payload)

    def answers(self, other: Packet) -> int:
        if not isinstance(other, DLMSWrapper) or self.undecoded or other.undecoded:
            return 0
        if (self.source_wport, self.destination_wport) != (other.destination_wport, other.source_wport):
            return 0
        return self.payload.answers(other.payload) if self.payload and other.payload else 1


class LLC_432(DlmsPacket):
    """The LLC of IEC 61334-4-32."""

    name = "LLC 61334-4-32"
    element = link.LLC_432
    fields_desc = [
        XByteField("control", link.DL_DATA_REQUEST),
        ByteField("destination_lsap", 1),
        ByteField("source_lsap", 1),
    ]

    def payload_class(self, payload: bytes) -> Any:
        return upper_class(payload)

    def answers(self, other: Packet) -> int:
        return self.payload.answers(other.payload) if isinstance(other, LLC_432) else 0


def upper_class(payload: bytes) -> Any:
    """Gateway prefix or APDU."""
    if payload[:1] in (b"\xe6", b"\xe7") and len(payload) > 3 and known_apdu(payload, 3 + payload[2]):
        return GatewayPrefix
    return apdu_class(payload)


STREAMED |= {streams.HDLC: DLMS_HDLC, streams.WRAPPER: DLMSWrapper}

__all__ = [
    "DLMS_HDLC",
    "HDLC",
    "LLC",
    "LLC_432",
    "DLMSWrapper",
    "GatewayPrefix",
    "HdlcFrameReject",
    "HdlcParameters",
    "LLC_Segment",
    "upper_class",
]
