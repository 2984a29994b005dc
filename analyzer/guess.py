"""What a piece of hex is: M-Bus, HDLC, wrapper, LLC and APDU, APDU, or Data; the best fit wins and says so."""

from __future__ import annotations

from typing import NamedTuple

from dissectors.core.node import DECRYPTED, FRAME, JOINED, Node, Source, notes
from dissectors.core.reader import decode
from dissectors.meaning.telegrams import read_opened
from dissectors.profiles.auto import profile_of
from dissectors.profiles.headers import headers
from dissectors.profiles.pdu import Pdu
from dissectors.profiles.stack import make
from dissectors.security.key_ring import KeyRing
from dissectors.session.association import identity_of
from dissectors.session.message import NOT_PROTECTED
from dissectors.session.replay import element, layers
from dissectors.session.tracker import Tracker
from dissectors.spec.common import APDU
from dissectors.spec.data import DATA

_WORDS = {
    "hdlc": "HDLC",
    "wrapper": "wrapper",
    "mbus": "wired M-Bus",
    "wmbus": "wireless M-Bus",
    "sfsk": "S-FSK MAC frame",
    "llc-432": "IEC 61334-4-32 LLC",
    "apdu": "LLC and APDU",
    "p1": "general-glo of a P1 port",
}


class Guess(NamedTuple):
    """``what`` in words; ``roots`` the decoded nodes, frame first; ``pdus`` what the profile made of it."""

    what: str
    roots: list[Node]
    pdus: list[Pdu]


def guess(data: bytes) -> Guess:
    """Decode bytes as what they most likely are. Never raises."""
    name = profile_of(data)
    bare = Guess("APDU", [decode(APDU, data)], [])
    if name in (None, "apdu"):
        value = decode(DATA, data)
        if _faults(value, len(data)) < _faults(bare.roots[0], len(data)):
            return Guess("Data", [value], [])
    if name is None or (name == "apdu" and not _has_llc(data)):
        return bare
    profile = make("auto")
    pdus = profile.feed(0, data) + profile.finish()
    roots: list[Node] = []
    for pdu in pdus:
        roots += _roots(pdu)
    return Guess(_WORDS[name], roots, pdus) if roots else bare


class Opening(NamedTuple):
    """What became of one protected APDU: status, reason and name of the key; ``roots`` what was inside, outermost first."""

    status: str
    reason: str | None
    key: str | None
    roots: list[Node]


def open_apdus(data: bytes, found: Guess, ring: KeyRing) -> list[Opening]:
    """Open the APDUs of a guess that are protected."""
    pdus = found.pdus or [Pdu("apdu", "apdu", 0, ())]
    tracker = Tracker(ring)
    opened: list[Opening] = []
    for row, pdu in enumerate(pdus, 1):
        pdu.data = pdu.data or (data if not found.pdus else b"")
        message = tracker.feed(row, None, identity_of(0, pdu), pdu)
        protection = message.protection
        if protection is not NOT_PROTECTED:
            steps = layers(message.opening, pdu.data, ring, lambda row, level: b"")
            roots = [read_opened(element(step.element), Source(step.data, DECRYPTED, step.kind)) for step in steps]
            opened.append(Opening(protection.status, protection.reason, ring.name(protection.key), roots))
    return opened


def _has_llc(data: bytes) -> bool:
    return decode(APDU, data).note is not None


def _faults(node: Node, size: int) -> int:
    return len(notes(node)) + (node.end < size)


def _roots(pdu: Pdu) -> list[Node]:
    sources = [Source(frame.data, FRAME, f"frame {number}") for number, frame in enumerate(pdu.frames, 1)]
    roots = [
        decode(op, source, start, end) for source in sources for op, start, end in headers(pdu.profile, source.data)
    ]
    if not pdu.payload:
        return roots
    index, start, end = pdu.payload[0]
    if len(pdu.payload) == 1:
        roots.append(decode(APDU, sources[index], start, end))
    else:
        roots.append(decode(APDU, Source(pdu.data, JOINED, "reassembled")))
    return roots
