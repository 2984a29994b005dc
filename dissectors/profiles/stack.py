"""The communication profiles by name: bytes of either direction in, PDUs out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dissectors.profiles.auto import Auto
from dissectors.profiles.base import Deframer, Framed, Link
from dissectors.profiles.coap import CoapLink
from dissectors.profiles.g3 import G3Link
from dissectors.profiles.hdlc import HdlcDeframer
from dissectors.profiles.hdlc_link import HdlcLink
from dissectors.profiles.lines import ApduLink, Llc432Link, P1Link, WholeLine
from dissectors.profiles.mbus import MbusDeframer, MbusLink
from dissectors.profiles.p1 import P1Splitter
from dissectors.profiles.pdu import Pdu
from dissectors.profiles.prime import PrimeLink
from dissectors.profiles.sfsk import SfskLink
from dissectors.profiles.wmbus import WmbusLink
from dissectors.profiles.wrapper import WrapperLink, WrapperSplitter


class Profile(Protocol):
    """``direction`` is 0 or 1. Offsets in what comes out count the bytes fed in that direction; gaps do not count."""

    def feed(self, direction: int, data: bytes) -> list[Pdu]: ...

    def gap(self, direction: int, missing: int) -> list[Pdu]: ...

    def finish(self) -> list[Pdu]: ...

    @property
    def held(self) -> int: ...

    def settled(self, direction: int) -> int: ...


# Profile -> what finds its frames, what makes PDUs of them
PARTS: dict[str, tuple[Callable[[], Deframer], Callable[[], Link]]] = {
    "hdlc": (HdlcDeframer, HdlcLink),
    "wrapper": (WrapperSplitter, WrapperLink),
    "llc-432": (WholeLine, Llc432Link),
    "mbus": (MbusDeframer, MbusLink),
    "wmbus": (WholeLine, WmbusLink),
    "p1": (P1Splitter, P1Link),
    "sfsk": (WholeLine, SfskLink),
    "prime": (WholeLine, PrimeLink),
    "g3": (WholeLine, G3Link),
    "coap": (WholeLine, CoapLink),
    "apdu": (WholeLine, ApduLink),
}
AUTO = "auto"
GATEWAY = "gateway"  # as in wrapper+gateway: its prefix is recognised under every profile


def make(name: str) -> Profile:
    """A fresh profile; ``auto`` decides per line or packet. Raises ValueError for an unknown name."""
    base = name.split("+")[0]
    if base == AUTO:
        return Auto(_framed)
    if base == GATEWAY:
        base = "apdu"
    if base not in PARTS or any(part != GATEWAY for part in name.split("+")[1:]):
        raise ValueError(f"no profile {name!r}; there are {', '.join(PARTS)} (each also with +{GATEWAY})")
    return _framed(base)


def _framed(name: str) -> Framed:
    deframer, link = PARTS[name]
    return Framed((deframer(), deframer()), link())
