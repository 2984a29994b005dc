"""The Scapy face: every frame and APDU as a Packet. `from dissectors.layers import *` binds TCP and UDP port 4059."""

from __future__ import annotations

from typing import Any

from scapy.layers.inet import TCP, UDP
from scapy.packet import Packet, Raw, bind_layers

from dissectors.layers.apdus import CLASSES, ApduPacket, DlmsPacket, apdu_class, class_name
from dissectors.layers.link import (
    DLMS_HDLC,
    HDLC,
    LLC,
    LLC_432,
    DLMSWrapper,
    GatewayPrefix,
    HdlcParameters,
    LLC_Segment,
    MBusLong,
    upper_class,
)
from dissectors.profiles.auto import profile_of
from dissectors.profiles.hdlc import HdlcDeframer
from dissectors.profiles.wrapper import WrapperSplitter
from dissectors.spec.link import REGISTERED_PORT

globals().update(CLASSES)


class DLMS(DlmsPacket):
    """Whatever DLMS/COSEM the bytes are: HDLC, wrapper, M-Bus, LLC, or a bare APDU."""

    name = "DLMS"

    @classmethod
    def dispatch_hook(cls, _pkt: bytes | None = None, *args: Any, **kargs: Any) -> Any:
        if not _pkt:
            return cls
        return _BY_PROFILE.get(profile_of(_pkt) or "", upper_class)(_pkt)

    @classmethod
    def tcp_reassemble(cls, data: bytes, metadata: dict[str, Any], session: dict[str, Any]) -> Packet | None:
        """One whole PDU, what follows it as padding; None while the first is not whole."""
        del metadata, session
        splitter: Any = HdlcDeframer() if data[:1] == b"\x7e" else WrapperSplitter()
        frames = splitter.feed(data)
        if not frames:
            return None
        packet: Packet = cls(data)
        return packet


def _hdlc(data: bytes) -> Any:
    return DLMS_HDLC if data[:1] == b"\x7e" else Raw


def _apdu(data: bytes) -> Any:
    return LLC if data[1:3] in (b"\xe6\0", b"\xe7\0") else upper_class(data)


_BY_PROFILE: dict[str, Any] = {
    "hdlc": _hdlc,
    "wrapper": lambda data: DLMSWrapper,
    "mbus": lambda data: MBusLong if data[:1] == b"\x68" else Raw,
    "llc-432": lambda data: LLC_432,
    "apdu": _apdu,
    "p1": upper_class,
}


def register(*ports: int) -> None:
    """Bind TCP and UDP ports (4059 without arguments): their payload is DLMS/COSEM, whichever its bytes say."""
    for port in ports or (REGISTERED_PORT,):
        for layer in (TCP, UDP):
            bind_layers(layer, DLMS, dport=port)
            bind_layers(layer, DLMS, sport=port)


register()

__all__ = [
    "DLMS",
    "DLMS_HDLC",
    "HDLC",
    "LLC",
    "LLC_432",
    "ApduPacket",
    "DLMSWrapper",
    "GatewayPrefix",
    "HdlcParameters",
    "LLC_Segment",
    "MBusLong",
    "apdu_class",
    "class_name",
    "register",
    *CLASSES,
]
