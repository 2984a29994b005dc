"""What frames have in common as Scapy packets: fields behind the payload, frames chained behind frames, TCP streams."""

from __future__ import annotations

from typing import Any

from scapy.config import conf
from scapy.fields import Field, XByteField, XShortField
from scapy.packet import NoPayload, Packet, Raw

from dissectors.core.framing import FLAG, read_address, write_address
from dissectors.core.node import Source
from dissectors.core.reader import Reader
from dissectors.layers.apdus import DlmsPacket
from dissectors.layers.streams import NOISE, first_unit
from dissectors.spec import link

_DESTINATION = link.HDLC_FRAME.children[1]
_MOST_CHAINED = 64  # PDUs of one TCP segment that Scapy chains: it recurses over the chain


class FramePacket(DlmsPacket):
    """A frame: its length says where it ends; what follows is Padding, or chained by TCPSession as one more payload."""

    _behind = b""  # while dissecting: bytes behind the frame; while building: the frames chained behind it

    def extract_padding(self, s: bytes) -> tuple[bytes, bytes]:
        return (s[: len(s) - len(self._behind)], self._behind) if self._behind else (s, b"")

    def do_build_payload(self) -> bytes:
        """The payload without the frames chained behind this one: no length or check sequence of ours covers them."""
        above: Packet = self
        while above.payload and not isinstance(above.payload, FramePacket):
            above = above.payload
        behind = above.payload
        if not behind:
            self._behind = b""
            return bytes(super().do_build_payload())
        above.payload = NoPayload()
        try:
            octets = bytes(super().do_build_payload())
        finally:
            above.payload = behind
        self._behind = bytes(behind.do_build())
        return octets

    def post_build(self, p: bytes, pay: bytes) -> bytes:
        return (p + pay if self.undecoded else self.frame_octets(p, pay)) + self._behind

    def frame_octets(self, header: bytes, payload: bytes) -> bytes:
        """The whole frame: lengths and check sequences that are None are computed."""
        return header + payload

    @classmethod
    def tcp_reassemble(cls, data: bytes, metadata: dict[str, Any], session: dict[str, Any]) -> Packet | None:
        """For ``TCPSession``: the first PDU of a stream, what follows as Padding; None while it is not whole.

        HDLC and wrapper are told by their bytes; bytes that are neither come out as Raw.
        """
        del session
        if not data:
            return None
        chained = 1 if "original" in metadata else metadata.get("chained", 0) + 1  # "original": a segment arrived
        metadata["chained"] = chained
        kind, end = first_unit(data)
        if not end and not metadata.get("tcp_end"):
            return None
        end = end or len(data)
        if chained >= _MOST_CHAINED:
            kind, end = NOISE, max(end, _whole_units(data))
        return _with_padding(STREAMED.get(kind, Raw)(data[:end]), data[end:])


# kind of unit in a TCP stream -> its class; link.py fills it, whose classes derive from the one above
STREAMED: dict[str, Any] = {}


def _with_padding(packet: Packet, rest: bytes) -> Packet:
    return packet / conf.padding_layer(rest) if rest else packet


def _whole_units(data: bytes) -> int:
    """End of the last whole PDU."""
    at = 0
    while at < len(data):
        end = first_unit(data[at : at + 0x1_0008])[1]
        if not end:
            break
        at += end
    return at


class AddressField(Field[Any, bytes]):
    """HDLC address of 1, 2 or 4 bytes: ``upper``, or ``(upper, lower)``, or ``(upper, lower, 4)`` for four bytes.

    An illegal one of 3 bytes is kept as bytes.
    """

    islist = 1  # Scapy would otherwise take a pair of numbers for a range, and send a packet for each

    def __init__(self, name: str, default: Any) -> None:
        super().__init__(name, default, "s")

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        reader = Reader(Source(s))
        node = read_address(_DESTINATION, reader, 0, len(s))
        if reader.failed:
            raise ValueError("illegal address")
        upper, lower = node.value
        value = upper if lower is None else (upper, lower) if node.form is None else (upper, lower, node.end)
        return s[node.end :], node.data if isinstance(node.form, bytes) else value

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        if isinstance(val, bytes):
            return s + val
        upper, lower, size = (*val, 0)[:3] if isinstance(val, tuple) else (val, None, 0)
        if size == 4:
            parts = (upper >> 7, upper & 0x7F, lower >> 7, lower & 0x7F)
            return s + bytes(part << 1 | (at == 3) for at, part in enumerate(parts))
        out = bytearray()
        write_address(_DESTINATION, (upper, lower), out)
        return s + bytes(out)

    def any2i(self, pkt: Any, x: Any) -> Any:
        return x

    def do_copy(self, x: Any) -> Any:
        return x


class FlagField(XByteField):
    """The opening flag; None where a frame shares it with the one before or stands without flags."""

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        return (s[1:], FLAG) if s[:1] == bytes((FLAG,)) else (s, None)

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        return s if val is None else bytes(super().addfield(pkt, s, val))

    def i2repr(self, pkt: Any, x: Any) -> str:
        return "None" if x is None else str(super().i2repr(pkt, x))


class TrailerField(XShortField):
    """A field that stands behind the payload: the packet itself reads and writes it."""

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        return s, None

    def addfield(self, pkt: Any, s: bytes, val: Any) -> bytes:
        return s
