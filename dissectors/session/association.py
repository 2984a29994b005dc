"""Associations: who agreed with whom on what, and how it went (Green Book 9.3.2, 9.3.3)."""

from __future__ import annotations

from typing import NamedTuple

from dissectors.core.forms import show_oid
from dissectors.core.node import Node, find
from dissectors.profiles.pdu import LinkParameters, Pdu
from dissectors.reading import name_of, reading, service_node
from dissectors.security.key_ring import KeyRef
from dissectors.session.image import Image
from dissectors.spec import codes

PRE_ESTABLISHED, PROPOSED, ACCEPTED, REJECTED, RELEASED, ABORTED, ENDED, UNCONNECTED = (
    "pre-established",
    "proposed",
    "accepted",
    "rejected",
    "released",
    "aborted",
    "ended",
    "not-connected",
)
_HLS = "high-level-security"


class Identity(NamedTuple):
    """What makes two associations two: flow, SAPs, lower HDLC address, device behind a gateway."""

    flow: int
    client: int | None
    server: int | None
    physical: int | None
    gateway: tuple[int, bytes] | None


def identity_of(flow: int, pdu: Pdu) -> Identity:
    """Between whom a PDU of a flow goes; ``flow`` is any number that tells flows apart."""
    return Identity(flow, pdu.client, pdu.server, pdu.physical, pdu.gateway)


class Association:
    """One association as far as it was seen. Rows count from 1; 0 means none was seen."""

    __slots__ = (
        "agreeing",
        "answered",
        "answers",
        "client_title",
        "closed",
        "closed_reason",
        "conformance",
        "context",
        "ctos",
        "dedicated",
        "diagnostic",
        "ended",
        "entry",
        "expected_counter",
        "hls",
        "identity",
        "image",
        "link",
        "mechanism",
        "mechanism_number",
        "not_negotiated",
        "number",
        "opened",
        "password",
        "pdu_size",
        "proposed",
        "questions",
        "regressed",
        "result",
        "server_title",
        "shut",
        "stalled",
        "state",
        "stoc",
        "suite",
        "titles_differ",
        "unseen",
        "wants",
    )

    def __init__(self, number: int, identity: Identity, opened: int) -> None:
        self.number = number
        self.identity = identity
        self.opened = opened
        self.answered = 0
        self.ended = 0
        self.state = PROPOSED
        self.context: str | None = None
        self.mechanism: str | None = None
        self.client_title: bytes | None = None
        self.server_title: bytes | None = None
        self.ctos: bytes | None = None
        self.stoc: bytes | None = None
        self.proposed: tuple[str, ...] = ()
        self.conformance: tuple[str, ...] = ()
        self.pdu_size: list[int | None] = [None, None]  # client's, server's
        self.result: str | None = None
        self.diagnostic: str | None = None
        self.hls: dict[str, str] = {}  # verdict on the proof of each side
        self.mechanism_number: int | None = None
        self.suite: int | None = None
        self.not_negotiated: dict[str, str] = {}  # services that the conformance lacks, and the bit for each
        self.dedicated: KeyRef | None = None
        self.agreeing: dict[int, bytes] = {}  # the client's ephemeral public keys of a key agreement, by key id
        self.wants: str | None = None  # mechanism that the AARE names
        self.titles_differ = False  # the Initiate was ciphered under another title than the AARQ names
        self.expected_counter: int | None = None  # of an exception response
        self.entry: int | None = None  # number of the key file's entry that opens what is protected
        self.image: Image | None = None  # what this association sends of it
        self.password: str | None = None  # verdict on a password that crossed in clear
        self.questions = 0
        self.answers = 0
        self.link: LinkParameters | None = None
        self.closed = 0  # protected APDUs that stay closed
        self.closed_reason: str | None = None  # of the last of them
        self.unseen: str | None = None  # a key that was handed over unseen, in words
        self.shut: dict[str, str] = {}  # why the ciphered Initiate of a side stays closed
        self.regressed: tuple[int, int] | None = None  # a counter of the client's that fell, and the one before
        self.stalled: str | None = None  # a block transfer that stopped

    def request(self, aarq: Node) -> None:
        """What the AARQ proposes."""
        context = aarq.child("application-context-name")
        mechanism = aarq.child("mechanism-name")
        self.context = _oid(context, codes.APPLICATION_CONTEXT)
        self.mechanism = _oid(mechanism, codes.MECHANISM) if mechanism is not None else "lowest-level-security"
        if mechanism is not None and isinstance(mechanism.value, bytes) and mechanism.value:
            self.mechanism_number = mechanism.value[-1]
        title = aarq.child("calling-AP-title")
        if title is not None and isinstance(title.value, bytes):
            self.client_title = title.value
        value = aarq.child("calling-authentication-value")
        if value is not None and value.children and isinstance(value.children[0].value, bytes):
            self.ctos = value.children[0].value
        self.initiate(aarq)

    def response(self, aare: Node, row: int) -> None:
        """What the AARE says to it."""
        self.answered = row
        result = aare.child("result")
        self.result = str(name_of(result)) if result is not None and result.value is not None else None
        diagnostic = aare.child("result-source-diagnostic")
        if diagnostic is not None and diagnostic.children:
            self.diagnostic = str(name_of(diagnostic.children[0]))
        title = aare.child("responding-AP-title")
        if title is not None and isinstance(title.value, bytes):
            self.server_title = title.value
        mechanism = aare.child("mechanism-name")
        if mechanism is not None:
            self.wants = _oid(mechanism, codes.MECHANISM)
        value = aare.child("responding-authentication-value")
        if value is not None and value.children and isinstance(value.children[0].value, bytes):
            self.stoc = value.children[0].value
        self.initiate(aare)
        self.state = ACCEPTED if self.result == codes.ASSOCIATION_RESULT[0] else REJECTED

    def refused(self, error: Node, row: int) -> None:
        """An error in place of the AARE: confirmed service error, or exception response."""
        self.answered = row
        found = reading(error)
        self.result = service_node(error).spec.name
        self.diagnostic = str(found.results[0]) if found.results else None
        self.state = REJECTED

    def initiate(self, node: Node) -> None:
        """Conformance and PDU size of an InitiateRequest or InitiateResponse at or below ``node``."""
        offered = find(node, "proposed-conformance")
        if offered is not None and offered.value is not None:
            self.proposed = _names(offered.value)
        agreed = find(node, "negotiated-conformance")
        if agreed is not None and agreed.value is not None:
            self.conformance = _names(agreed.value)
        for index, name in enumerate(("client-max-receive-pdu-size", "server-max-receive-pdu-size")):
            size = find(node, name)
            if size is not None and size.value is not None:
                self.pdu_size[index] = size.value

    def learn_title(self, side: str, title: bytes) -> None:
        """The title under which a side's message was verified, where none was known."""
        if side == "server" and self.server_title is None:
            self.server_title = title
        elif side == "client" and self.client_title is None:
            self.client_title = title

    @property
    def is_hls(self) -> bool:
        return (self.mechanism or "").startswith(_HLS)

    @property
    def open(self) -> bool:
        return self.state in (PRE_ESTABLISHED, PROPOSED, ACCEPTED)


def _oid(node: Node | None, names: dict[str, str]) -> str | None:
    if node is None or not isinstance(node.value, bytes):
        return None
    text = show_oid(node.value)
    return names.get(text, text)


def _names(bits: str) -> tuple[str, ...]:
    return tuple(codes.CONFORMANCE.get(index, str(index)) for index, bit in enumerate(bits) if bit == "1")
