"""Wired M-Bus frames that carry COSEM (EN 13757-2, CI 00 to 1F) as Scapy packets."""

from __future__ import annotations

from typing import Any

from scapy.fields import BitField, ByteField, XByteField
from scapy.packet import Raw

from dissectors.core.fcs import sum8
from dissectors.layers.apdus import DlmsPacket
from dissectors.layers.fields import fields_of
from dissectors.layers.frame import FramePacket, TrailerField
from dissectors.layers.link import upper_class
from dissectors.profiles.mbus import frame_end
from dissectors.profiles.payload import known_apdu
from dissectors.spec import link

_TSAPS = 2
_OVERHEAD = 6  # bytes around what the L field counts


class MBusLong(FramePacket):
    """A wired M-Bus long frame with COSEM control information; lengths and checksum are computed where None."""

    name = "M-Bus long frame"
    element = link.MBUS_LONG
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
        if self.undecoded:
            return rest
        end = frame_end(s, 0)
        if end <= 0:  # a wrong checksum: the L field is all there is to go by
            end = self.l_field + _OVERHEAD
        if end > len(s) or end - 2 < len(s) - len(rest):
            return self.give_up(s)
        self.fields["checksum"], self.fields["stop"] = s[end - 2], s[end - 1]
        self._behind = s[end:]
        return s[len(s) - len(rest) : end - 2] + self._behind

    def frame_octets(self, header: bytes, payload: bytes) -> bytes:
        body = header[4:] + payload
        size = len(body) & 0xFF
        lengths = [size if given is None else given for given in (self.l_field, self.l_field_repeated)]
        checksum = sum8(body) if self.checksum is None else self.checksum
        return bytes((header[0], *lengths, header[3])) + body + bytes((checksum, self.stop))

    def payload_class(self, payload: bytes) -> Any:
        """The TSAPs stand in the first segment; they may be missing: the APDU's first byte tells."""
        if self.segment_number or self.reserved:
            return Raw
        if known_apdu(payload, _TSAPS) or not known_apdu(payload, 0):
            return MBusTsaps if self.final else MBusTsapsSegment
        return upper_class(payload) if self.final else Raw


class MBusTsaps(DlmsPacket):
    """Source and destination TSAP in front of the APDU."""

    name = "M-Bus TSAPs"
    fields_desc = [field for element in link.MBUS_LONG.children[7:9] for field in fields_of(element)]

    def payload_class(self, payload: bytes) -> Any:
        return upper_class(payload)


class MBusTsapsSegment(MBusTsaps):
    """The TSAPs of a first segment: what follows is not whole."""

    def payload_class(self, payload: bytes) -> Any:
        return Raw


class MBusShort(FramePacket):
    """A wired M-Bus short frame: link reset, poll."""

    name = "M-Bus short frame"
    element = link.MBUS_SHORT
    fields_desc = [
        XByteField("start", link.MBUS_START_SHORT),
        XByteField("c_field", 0x40),
        XByteField("a_field", 0xFF),
        TrailerField("checksum", None),
        TrailerField("stop", link.MBUS_STOP),
    ]

    def do_dissect(self, s: bytes) -> bytes:
        rest = super().do_dissect(s)
        if self.undecoded:
            return rest
        if len(rest) < 2:
            return self.give_up(s)
        self.fields["checksum"], self.fields["stop"] = rest[0], rest[1]
        self._behind = rest[2:]
        return self._behind

    def frame_octets(self, header: bytes, payload: bytes) -> bytes:
        checksum = sum8(header[1:]) if self.checksum is None else self.checksum
        return header + bytes((checksum, self.stop)) + payload


__all__ = ["MBusLong", "MBusShort", "MBusTsaps", "MBusTsapsSegment"]
