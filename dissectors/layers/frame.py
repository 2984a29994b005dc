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

    _behind: bytes = b""  # while dissecting: bytes behind the frame; while building: the frames chained behind it

    def do_dissect(self, s: bytes) -> bytes:
        rest = super().do_dissect(s)
        self.raw_packet_cache = None  # it would hide what stands behind the payload
        return rest

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
        packet: Packet = STREAMED.get(kind, Raw)(data[:end])
        if end < len(data):
            packet.add_payload(conf.padding_layer(data[end:]))
        return packet


# kind of unit in a TCP stream -> its class; link.py fills it, whose classes derive from the one above
STREAMED: dict[str, Any] = {}


def _whole_units(data: bytes) -> int:
    """End of the last whole PDU."""
    at = 0
    while at < len(data):
        end = first_unit(data[at : at + 0x1_0008])[1]
        if not end:
            break
        at += end
    return at


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
    """An :class:`Address`; set by hand it may be a number (upper), or a tuple of upper, lower and size.

    An illegal one of 3 bytes is kept as bytes.
    """

    islist = 1  # a tuple is one address, not a range of packets

    def __init__(self, name: str, default: Any) -> None:
        super().__init__(name, Address(default), "s")

    def getfield(self, pkt: Any, s: bytes) -> tuple[bytes, Any]:
        reader = Reader(Source(s))
        node = read_address(_DESTINATION, reader, 0, len(s))
        if reader.failed:
            raise ValueError("illegal address")
        if isinstance(node.form, bytes):
            return s[node.end :], node.form
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
