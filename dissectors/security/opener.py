"""Opening one ciphered content with whatever keys there are, and saying why it stays closed where it does.

Titles and keys are tried in the order of how well they match; a tag that fits decides, and what opened is remembered per
sender. Where there is no tag, the text must be the APDU that the outer tag implies, to its last byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from dissectors.security.ciphering import Opened, open_body
from dissectors.security.key_ring import KeyRef, KeyRing, Wanted
from dissectors.security.suites import AUTHENTICATED, BROADCAST, COMPRESSED, ENCRYPTED, SUITE_MASK, SUITES, TAG_SIZE

Plausible = Callable[[bytes, int | None], bool]


class Request(NamedTuple):
    """A ciphered content. ``titles`` are those the sender may have, likeliest first; ``stated`` is the one in the header.

    ``field`` names the keys to try ("guek", "dedicated", …); ``inner_tag`` is the plain APDU tag that the outer one
    implies; ``headers`` are the layouts of additional data to try.
    """

    field: str
    control: int
    counter: int
    body: bytes
    titles: tuple[bytes, ...]
    wanted: Wanted
    inner_tag: int | None = None
    headers: tuple[tuple[str, bytes], ...] = (("", b""),)
    certain: int = 1  # how many of ``titles`` the capture gives; the others are only in the key file
    offered: tuple[KeyRef, ...] | None = None  # keys that the message itself brings: no others are tried


class Outcome(NamedTuple):
    """Status and reason as the contract names them; ``plain`` where something readable came out."""

    status: str
    reason: str | None
    plain: bytes | None = None
    key: KeyRef | None = None
    authentication_key: KeyRef | None = None
    title: bytes = b""
    layout: str = ""


def open_ciphered(ring: KeyRing, request: Request, plausible: Plausible) -> Outcome:
    """Open a content, or say why not. Never raises on bytes."""
    control, body = request.control, request.body
    if control & AUTHENTICATED and len(body) < TAG_SIZE:
        return Outcome("failed", "truncated")
    text = body[:-TAG_SIZE] if control & AUTHENTICATED else body
    if not control & (AUTHENTICATED | ENCRYPTED):
        return Outcome("unverified", "no-tag", text)
    readable = None if control & ENCRYPTED else text
    titles = tuple(title for title in request.titles if len(title) >= 4)
    if not titles:
        return _closed(request, text, readable, "no-title", plausible)
    sender = (request.field, control & (BROADCAST | SUITE_MASK), titles[0], request.wanted.sap)
    outcome = _try_remembered(ring, request, sender, titles, plausible) if request.offered is None else None
    if outcome is not None:
        return outcome
    if request.offered is None and ring.hopeless(sender):
        return _closed(request, text, readable, "wrong-key-or-title", plausible)
    if request.offered is not None:
        keys = list(request.offered)
    elif ring.exhausted:  # no more guesses, but a sender's own keys are tried as ever
        keys = list(takewhile(lambda key: ring.likely(key, request.wanted), _keys(ring, request)))
    else:
        keys = list(_keys(ring, request))
    if not keys:
        return _closed(request, text, readable, "no-key", plausible)
    best: Outcome | None = None
    tried = 0
    by_entry: dict[int, list[KeyRef]] = {}
    for number, title in enumerate(titles):
        fitting = keys
        if number >= request.certain and request.offered is None:  # only the key file knows it: its meter's keys
            if not by_entry:
                for key in keys:
                    by_entry.setdefault(key.place if key.origin == "supplied" else -1, []).append(key)
            fitting = [key for entry in (-1, *ring.kin(title)) for key in by_entry.get(entry, ())]
        for key in fitting:
            tried += 1
            outcome = _attempt(ring, request, key, title, plausible)
            if outcome.status == "ok" or (outcome.status == "unverified" and outcome.plain is not None):
                if request.offered is None:
                    ring.remember(sender, key)
                return outcome
            if outcome.reason == "wrong-authentication-key":
                best = best or outcome
    ring.spend(tried)
    if best is not None:
        return best
    if request.offered is None:
        ring.give_up(sender)
    return _closed(request, text, readable, "wrong-key-or-title", plausible)


def _key_size(control: int) -> int | None:
    suite = SUITES.get(control & SUITE_MASK)
    return suite.key_size if suite is not None else None


def _keys(ring: KeyRing, request: Request) -> Iterable[KeyRef]:
    fields = [request.field]
    if request.field in ("guek", "gbek"):
        fields = ["gbek", "guek"] if request.control & BROADCAST else ["guek", "gbek"]
    size = _key_size(request.control)
    for field in fields:
        yield from ring.candidates(field, request.wanted, size)


def _try_remembered(
    ring: KeyRing, request: Request, sender: tuple[object, ...], titles: tuple[bytes, ...], plausible: Plausible
) -> Outcome | None:
    key = ring.remembered(sender)
    if key is None:
        return None
    if request.field == "dedicated" and next(_dedicated(ring, request), key) != key:
        return None
    for title in titles[:1] if ring.exhausted else titles:
        outcome = _attempt(ring, request, key, title, plausible)
        if outcome.status in ("ok", "unverified"):
            return outcome
        ring.spend(1)
    return None


def _dedicated(ring: KeyRing, request: Request) -> Iterator[KeyRef]:
    return ring.candidates("dedicated", request.wanted, _key_size(request.control))


def _attempt(ring: KeyRing, request: Request, key: KeyRef, title: bytes, plausible: Plausible) -> Outcome:
    secret = ring.resolve(key)
    aks = ring.partners(key, request.wanted, _key_size(request.control))
    control, counter, body, headers = request.control, request.counter, request.body, request.headers
    opened: Opened | None = None
    if control & AUTHENTICATED:
        for ak in aks:
            opened = open_body(secret, ring.resolve(ak), title, control, counter, body, headers)
            if opened.verified:
                reason = "compressed" if control & COMPRESSED else None
                return Outcome("ok", reason, opened.plain, key, ak, title, opened.layout)
    if opened is None:
        opened = open_body(secret, None, title, control, counter, body, headers)
    plain = opened.plain
    if control & COMPRESSED and not control & AUTHENTICATED:
        return Outcome("unverified", "compressed", plain, key, None, title)
    if not control & ENCRYPTED:
        if aks:
            return Outcome("failed", "wrong-key-or-title", plain, None, None, title)
        return Outcome("unverified", "no-authentication-key", plain, key, None, title)
    if not plausible(plain, request.inner_tag):
        return Outcome("failed", "wrong-key-or-title")
    if not control & AUTHENTICATED:
        return Outcome("unverified", "no-tag", plain, key, None, title)
    if not aks:
        return Outcome("unverified", "no-authentication-key", plain, key, None, title)
    return Outcome("failed", "wrong-authentication-key", plain, key, None, title)


def _closed(request: Request, text: bytes, readable: bytes | None, reason: str, plausible: Plausible) -> Outcome:
    """Nothing opened it: plaintext in a ciphered envelope, text that was only authenticated, or closed for ``reason``."""
    if readable is not None:
        status = "failed" if reason == "wrong-key-or-title" else "unverified"
        return Outcome(status, "no-authentication-key" if reason == "no-key" else reason, readable)
    for candidate in (text, request.body):
        if plausible(candidate, request.inner_tag):
            return Outcome("unverified", "not-encrypted", candidate)
    status = "failed" if reason == "wrong-key-or-title" else "no-key"
    return Outcome(status, reason)
