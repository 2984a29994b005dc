"""What the tracker says of one row: its service, object, association, protection and findings, and how to open it again.

Everything here is data: an :class:`Opening` is a recipe that :mod:`dissectors.session.replay` repeats from the captured
bytes and the key ring alone, so a tree never depends on when or in which order rows are looked at. What many rows share
is hashed once.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from dissectors.outcome import UNREAD
from dissectors.security.key_ring import KeyRef


class ObjectRef(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """A COSEM object and what of it: attribute or method ``number``; ``short_name`` where only that is known."""

    class_id: int | None
    logical_name: bytes | None
    number: int | None
    method: bool = False
    short_name: int | None = None


class Open(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """Decrypt the ciphered content that lies at ``start:end`` of the bytes so far (security control included)."""

    start: int
    end: int
    key: KeyRef | None
    authentication_key: KeyRef | None
    title: bytes
    layout: str  # of the additional authenticated data; "" where there is but one
    header: tuple[int, int] = (0, 0)  # of general ciphering: range of the fields that AAD may cover


class Unwrap(NamedTuple):
    """Go on with ``start:end`` of the bytes so far (content of general signing, an APDU inside an APDU)."""

    start: int
    end: int


class Piece(NamedTuple):
    """``start:end`` of the bytes that ``row`` shows after its first ``level`` steps."""

    row: int
    level: int
    start: int
    end: int


class Join(NamedTuple):
    """Put blocks of several rows together; ``element`` names what the whole decodes as ("apdu", "data", …).

    Where blocks are ``missing`` (the numbers of the first few) the pieces are those that stand before the hole.
    """

    pieces: tuple[Piece, ...]
    element: str
    missing: tuple[int, ...] = ()


Step = Open | Unwrap | Join


class Protection(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """How an APDU is protected and what became of it; status and reason as the contract names them.

    Messages share these, so a message keeps its invocation counter itself; whoever shows one puts the two together.
    """

    status: str  # none, ok, unverified, failed, no-key
    reason: str | None = None
    service: str | None = None  # the outer, ciphered service
    suite: int | None = None
    policy: str | None = None  # "authenticated", "encrypted", "authenticated+encrypted", "signed", …
    system_title: bytes | None = None
    invocation_counter: int | None = None
    key: KeyRef | None = None


NOT_PROTECTED = Protection("none")


class Finding(NamedTuple):
    """Something worth telling about a row; severity and explanation stand in the catalogue under ``code``."""

    code: str
    text: str


class Message(msgspec.Struct, eq=False, gc=False):
    """One row as the session sees it. Rows count from 1; ``time`` is that of capture, in nanoseconds since the epoch.

    ``service`` is that of the innermost readable APDU, ``apdu`` its bytes (None where nothing is readable, and for link
    frames). ``answers`` is the row of the question, ``rtt`` nanoseconds since it. ``blocks`` lists the rows of a block
    transfer that this row completes; ``value_from`` is then the index of the step in ``opening`` that gives the whole.
    ``outcome`` is the result at first sight, as :mod:`dissectors.outcome` numbers it.
    """

    row: int
    service: str
    apdu: bytes | None = None
    side: str = ""  # who sends: client or server, else the direction as a digit
    findings: tuple[Finding, ...] = ()
    time: int | None = None
    invoke_id: int | None = None
    objects: tuple[ObjectRef, ...] = ()
    answers: int = 0
    rtt: int | None = None
    association: int = 0
    protection: Protection = NOT_PROTECTED
    counter: int = -1  # invocation counter of the outermost protection, -1 where there is none
    opening: tuple[Step, ...] = ()
    blocks: tuple[int, ...] = ()
    value_from: int = -1
    outcome: int = UNREAD

    def __repr__(self) -> str:
        return f"<Message {self.row} {self.service}>"

    def tell(self, code: str, text: str) -> None:
        """Add a finding."""
        self.findings = (*self.findings, Finding(code, text))
