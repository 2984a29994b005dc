"""The protected part of an APDU: where it lies, whose keys it wants, and the step that opens it."""

from __future__ import annotations

import msgspec

from dissectors.core.node import Node, find, notes
from dissectors.core.ops import CHOICE
from dissectors.core.reader import decode
from dissectors.security.agreement import OLD_ALGORITHM, SHORT_KEY
from dissectors.security.ciphering import HEADER_IN_AAD, HEADER_OMITTED, Sealer, open_sealed, sealer
from dissectors.security.key_ring import KeyRef, KeyRing, Secret, Wanted
from dissectors.security.opener import Outcome, Request, open_ciphered
from dissectors.security.suites import ENCRYPTED, HEADER_SIZE, SUITE_MASK, TAG_SIZE, policy
from dissectors.session.counters import Counter, Counters
from dissectors.session.key_info import named_field, offered
from dissectors.session.message import Open, Protection
from dissectors.spec import catalog
from dissectors.spec.ciphering import CIPHERED
from dissectors.spec.common import APDU

_GLO = frozenset(catalog.GLO)
_DED = frozenset(catalog.DED)
_GENERAL = {op.name: tag for tag, op in catalog.GENERAL.items()}
GENERAL_GLO = _GENERAL["general-glo-ciphering"]
GENERAL_DED = _GENERAL["general-ded-ciphering"]
GENERAL_CIPHERING = _GENERAL["general-ciphering"]
GENERAL_SIGNING = _GENERAL["general-signing"]
_SIMPLE = _GLO | _DED  # nothing but a length stands before their security header
_REMEMBERED = _SIMPLE | {GENERAL_GLO, GENERAL_DED}
_LONG_LENGTH = 0x82  # a length of two more bytes; one less is one of one more (A-XDR)
PROTECTED = _GLO | _DED | {GENERAL_GLO, GENERAL_DED, GENERAL_CIPHERING, GENERAL_SIGNING}
_HEADER_FIELDS = 5  # of general ciphering, in front of key-info


class Known(msgspec.Struct, eq=False, frozen=True, gc=False):
    """What opened a sender's last message: the next one most likely opens with it, too."""

    version: int  # of the key ring
    front: bytes  # of that message, from its tag to its security control, both included
    size: int  # of that message
    head: bytes  # what stands between tag and length: the title of general ciphering with its length octet
    title: bytes
    encrypt: Sealer
    aad: bytes  # holds the authentication key
    protection: Protection
    step: Open
    counter: Counter

    def __repr__(self) -> str:
        return f"<Known {self.title.hex()}>"


class Opened(msgspec.Struct, eq=False, frozen=True, gc=False):
    """What became of one protected APDU: what to tell, the step to repeat, and the plain APDU where there is one."""

    protection: Protection
    step: Open | None
    plain: bytes | None
    counter: int

    def __repr__(self) -> str:
        return f"<Opened {self.protection.status}>"


def plausible(plain: bytes, inner_tag: int | None) -> bool:
    """Whether bytes are one whole APDU, of the kind that the outer tag implies where it implies one."""
    if not plain or (inner_tag is not None and plain[0] != inner_tag):
        return False
    if plain[:1] == b"/" and inner_tag is None:  # a DSMR telegram travels as text inside general-glo
        return plain.isascii() and b"!" in plain
    node = decode(APDU, plain)
    return node.end == len(plain) and all(note.code in _TOLERATED for _, note in notes(node))


_TOLERATED = {"date-time-form"}


def open_protected(
    ring: KeyRing, apdu: Node, tag: int, titles: tuple[bytes, ...], certain: int, wanted: Wanted
) -> Opened | None:
    """Open the ciphered content below ``apdu`` (decoded, of that ``tag``); None where its header cannot be read.

    The first ``certain`` of the ``titles`` were seen in the capture; the others are in the key file alone.
    """
    content = find(apdu, CIPHERED.name)
    if content is None or not content.children or len(content.children) < 2:
        return None
    control, counter = content.children[0].value, content.children[1].value
    if control is None or counter is None:
        return None
    body = content.source.data[content.children[1].end : content.end]
    stated = _stated_title(apdu)
    field = "dedicated" if tag in _DED or tag == GENERAL_DED else "guek"
    headers: tuple[tuple[str, bytes], ...] = (("", b""),)
    header = (0, 0)
    keys: tuple[KeyRef, ...] | None = None
    if tag == GENERAL_CIPHERING:
        field, keys = _key_info(ring, apdu, control & SUITE_MASK, wanted)
        header = _header_range(apdu)
        fields = apdu.source.data[header[0] : header[1]]
        headers = ((HEADER_IN_AAD, fields), (HEADER_OMITTED, b""))
    if stated is not None:  # eight zeros often stand for "the one you know", but some do cipher under them
        first = certain if not any(stated) else 0
        titles = (*titles[:first], stated, *titles[first:])
        certain += 1
    ordered = tuple(dict.fromkeys(titles))
    request = Request(
        field,
        control,
        counter,
        body,
        ordered,
        wanted._replace(titles=tuple(dict.fromkeys((*ordered[:certain], *wanted.titles)))),
        catalog.PROTECTS.get(tag),
        headers,
        certain,
        keys,
    )
    outcome = open_ciphered(ring, request, plausible)
    return Opened(
        Protection(
            outcome.status,
            outcome.reason,
            apdu.spec.name,
            control & SUITE_MASK,
            policy(control),
            outcome.title or (ordered[0] if ordered else None),
            None,
            outcome.key,
        ),
        _step(content, outcome, header) if outcome.plain is not None else None,
        outcome.plain,
        counter,
    )


def known_from(ring: KeyRing, apdu: bytes, opened: Opened, counters: Counters) -> Known | None:
    """What to try first on the sender's next message of that kind, where this one was encrypted and verified."""
    step, tag = opened.step, apdu[0]
    if opened.protection.status != "ok" or step is None or tag not in _REMEMBERED:
        return None
    if step.key is None or step.authentication_key is None or opened.protection.reason is not None:
        return None
    head = b"" if tag in _SIMPLE else apdu[1 : 2 + apdu[1]]
    control = apdu[step.start]
    if not control & ENCRYPTED:
        return None
    aad = Secret(bytes((control,)) + ring.resolve(step.authentication_key))
    secret, counter, front = ring.resolve(step.key), counters.of(opened.protection), apdu[: step.start + 1]
    encrypt = sealer(secret)
    return Known(ring.version, front, len(apdu), head, step.title, encrypt, aad, opened.protection, step, counter)


def open_known(known: Known, apdu: bytes) -> Opened | None:
    """Open an APDU with what opened the one before; None where that does not fit."""
    step, size = known.step, len(apdu)
    start = step.start
    if size != known.size or not apdu.startswith(known.front):
        start = _content_of(known, apdu)
        if not start:
            return None
        step = Open(start, size, step.key, step.authentication_key, step.title, step.layout)
    body = start + HEADER_SIZE
    counter = apdu[start + 1 : body]
    plain = open_sealed(known.encrypt, known.title + counter, known.aad, apdu[body:])
    return Opened(known.protection, step, plain, int.from_bytes(counter, "big")) if plain is not None else None


def _content_of(known: Known, apdu: bytes) -> int:
    """Where the content of an APDU of another size begins that is protected like the known one; 0 where it is not."""
    at = 1 + len(known.head)
    size = len(apdu)
    if size < at + 4 + HEADER_SIZE + TAG_SIZE or apdu[1:at] != known.head:
        return 0
    length, start = apdu[at], at + 1
    if length == _LONG_LENGTH:
        length, start = int.from_bytes(apdu[start : start + 2], "big"), start + 2
    elif length == _LONG_LENGTH - 1:
        length, start = apdu[start], start + 1
    fits = length == size - start and length >= HEADER_SIZE + TAG_SIZE and apdu[start] == known.front[-1]
    return start if fits else 0


def other_layout(step: Open) -> str | None:
    """Which layout in use other than the standard's a content was opened with, in words."""
    said = [_LAYOUTS[step.layout]] if step.layout in _LAYOUTS else []
    if step.key is not None and step.key.origin == "agreed":
        said += [text for name, text in _LAYOUTS.items() if name in step.key.field]
    return "; ".join(said) or None


_LAYOUTS = {
    HEADER_OMITTED: "the additional authenticated data leave out the header fields",
    OLD_ALGORITHM: "the key was derived with an older edition's algorithm identifier",
    SHORT_KEY: "only 16 bytes of the derived key are used",
}


def _key_info(ring: KeyRing, apdu: Node, suite: int, wanted: Wanted) -> tuple[str, tuple[KeyRef, ...] | None]:
    """The field of keys to try, or the keys that the message brings wrapped or agreed on."""
    info = next((child for child in apdu.children or () if child.field.name == "key-info"), None)
    if info is None or info.spec is info.field:
        return "guek", None
    inner = info.children[0] if info.spec.kind == CHOICE and info.children else info
    if inner.spec.name == "identified-key":
        return named_field(inner), None
    transaction, originator, recipient = ((child.value or b"") for child in (apdu.children or [])[:3])
    return "guek", tuple(offered(ring, inner, suite, originator, recipient, transaction, wanted))


def _step(content: Node, outcome: Outcome, header: tuple[int, int]) -> Open:
    end = content.end
    if outcome.reason == "not-encrypted" and outcome.plain is not None:
        start = content.children[1].end if content.children else content.start
        return Open(start, start + len(outcome.plain), None, None, b"", "plain")
    return Open(content.start, end, outcome.key, outcome.authentication_key, outcome.title, outcome.layout, header)


def _stated_title(apdu: Node) -> bytes | None:
    for name in ("system-title", "originator-system-title"):
        node = find(apdu, name)
        if node is not None and isinstance(node.value, bytes) and node.value:
            return node.value
    return None


def _header_range(apdu: Node) -> tuple[int, int]:
    fields = (apdu.children or [])[:_HEADER_FIELDS]
    return (fields[0].start, fields[-1].end) if len(fields) == _HEADER_FIELDS else (0, 0)
