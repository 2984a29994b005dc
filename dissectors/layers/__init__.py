"""The Scapy face: every frame and APDU as a Packet. `from dissectors.layers import *` binds TCP and UDP port 4059."""

from __future__ import annotations

from typing import Any

from scapy.layers.inet import TCP, UDP
from scapy.packet import Raw, bind_bottom_up, bind_top_down

from dissectors.core.framing import FLAG
from dissectors.layers.apdus import CLASSES, ApduPacket, DlmsPacket, apdu_class, class_name
from dissectors.layers.frame import FramePacket
from dissectors.layers.link import (
    DLMS_HDLC,
    HDLC,
    LLC,
    LLC_432,
    DLMSWrapper,
    GatewayPrefix,
    HdlcFrameReject,
    HdlcParameters,
    LLC_Segment,
    upper_class,
)
from dissectors.layers.mbus import MBusLong, MBusShort, MBusTsaps
from dissectors.layers.ports import ports_seen
from dissectors.layers.streams import starts_without_flag
from dissectors.profiles.auto import profile_of
from dissectors.profiles.payload import starts_lsdu
from dissectors.spec.link import (
    MBUS_START_LONG,
    MBUS_START_SHORT,
    REGISTERED_PORT,
    WRAPPER_HEADER_SIZE,
    WRAPPER_VERSION,
)

globals().update(CLASSES)


class DLMS(DlmsPacket):
    """Whatever DLMS/COSEM the bytes are: HDLC, wrapper, M-Bus, LLC, or a bare APDU."""

    name = "DLMS"

    @classmethod
    def dispatch_hook(cls, _pkt: bytes | None = None, *args: Any, **kargs: Any) -> Any:
        return _layer_of(_pkt) if _pkt else cls

    tcp_reassemble = FramePacket.tcp_reassemble


def _layer_of(data: bytes) -> Any:
    if data[:2] == WRAPPER_VERSION and len(data) >= WRAPPER_HEADER_SIZE:
        return DLMSWrapper
    if starts_without_flag(data):
        return DLMS_HDLC
    return _BY_PROFILE.get(profile_of(data) or "", upper_class)(data)


def _hdlc(data: bytes) -> Any:
    return DLMS_HDLC if data[0] == FLAG else Raw


def _mbus(data: bytes) -> Any:
    return {MBUS_START_LONG: MBusLong, MBUS_START_SHORT: MBusShort}.get(data[0], Raw)


def _apdu(data: bytes) -> Any:
    return LLC if starts_lsdu(data, 0, len(data)) else upper_class(data)


_BY_PROFILE: dict[str, Any] = {"hdlc": _hdlc, "mbus": _mbus, "llc-432": lambda data: LLC_432, "apdu": _apdu}


def register(*ports: int) -> None:
    """Bind TCP and UDP ports (4059 without arguments): their payload is DLMS/COSEM, whichever its bytes say.

    Frames put on TCP() or UDP() by hand go to port 4059. ``register(*ports_seen(packets))`` binds those that a capture
    uses.
    """
    for port in ports or (REGISTERED_PORT,):
        for transport in (TCP, UDP):
            bind_bottom_up(transport, DLMS, dport=port)
            bind_bottom_up(transport, DLMS, sport=port)
    for transport in (TCP, UDP):
        for layer in (DLMSWrapper, DLMS_HDLC):
            bind_top_down(transport, layer, dport=REGISTERED_PORT)


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
    "HdlcFrameReject",
    "HdlcParameters",
    "LLC_Segment",
    "MBusLong",
    "MBusShort",
    "MBusTsaps",
    "apdu_class",
    "class_name",
    "ports_seen",
    "register",
    *CLASSES,
]
