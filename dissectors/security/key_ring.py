"""The keys at hand: those of the key file, and those learnt from the capture; by reference, never shown.

The ring is append-only. A key learnt from the capture holds from the row that taught it on, for one device. Which key
opened a sender's messages is remembered, and so is that none did, until the ring changes: looking keys up stays linear
however many titles a capture throws at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from dissectors.security.key_entry import (
    ASYMMETRIC_FIELDS,
    KEY_FIELDS,
    SECRET_FIELDS,
    KeyEntry,
    KeyRef,
    Learnt,
    Secret,
    Wanted,
)
from dissectors.security.key_index import EntryIndex

__all__ = [
    "ASYMMETRIC_FIELDS",
    "KEY_FIELDS",
    "SECRET_FIELDS",
    "KeyEntry",
    "KeyRef",
    "KeyRing",
    "Learnt",
    "Secret",
    "Wanted",
]

MOST_TRIES = 500_000  # keys tried in vain over the life of a ring: random titles must not cost more than this
PATIENCE = 4  # messages of one sender that may stay closed before trying becomes rare
MOST_PARTNERS = 16  # authentication keys tried for one encryption key
MOST_LEARNT = 64  # keys of one kind that one device may have been taught
MOST_SENDERS = 65_536  # senders of whom it is remembered what opened, or that nothing did


class KeyRing:
    """Keys by reference. ``version`` grows with every change."""

    def __init__(self, entries: Iterable[KeyEntry] = ()) -> None:
        self.entries: list[KeyEntry] = list(entries)
        self.version = 0
        self._learnt: list[Learnt] = []
        self._secrets: dict[KeyRef, Secret] = {}
        self._hits: dict[tuple[object, ...], KeyRef] = {}
        self._misses: dict[tuple[object, ...], tuple[int, int]] = {}
        self._by_device: dict[tuple[str, bytes | None], list[Learnt]] = {}
        self._index = EntryIndex(self.entries)
        self._tries = 0

    def __repr__(self) -> str:
        return f"<KeyRing {len(self.entries)} entries, {len(self._learnt)} learnt>"

    def add(self, entries: Iterable[KeyEntry]) -> None:
        """Append entries; what opened with no key may be tried again."""
        self.entries.extend(entries)
        self._index = EntryIndex(self.entries)
        self._tries = 0
        self.version += 1

    def withdraw(self, ref: KeyRef) -> None:
        """Take a supplied key back: nothing is opened with it from now on. What refers to it still resolves."""
        keys = self.entries[ref.place].keys[ref.field]
        if keys[ref.slot]:
            self._secrets[ref] = keys[ref.slot]
            keys[ref.slot] = Secret()
            self._index = EntryIndex(self.entries)
            self.version += 1

    def extended(self, entries: Iterable[KeyEntry]) -> KeyRing:
        """Another ring that supplies these entries, too, and has learnt nothing."""
        return KeyRing((*self.entries, *entries))

    @property
    def learnt(self) -> tuple[Learnt, ...]:
        """What the capture taught, in order; references, no keys."""
        return tuple(self._learnt)

    def learn(self, ref: KeyRef, field: str, key: bytes, device: bytes | None, row: int) -> None:
        """A key seen in the capture holds for ``device`` from ``row`` on."""
        learnt = Learnt(ref, field, device, row, len(self._learnt))
        self._learnt.append(learnt)
        same = self._by_device.setdefault((field, device), [])
        same.append(learnt)
        del same[:-MOST_LEARNT]
        self._secrets[ref] = Secret(key)
        self.version += 1

    def offer(self, ref: KeyRef, key: bytes) -> KeyRef:
        """Hold a key that a message itself brings, for that message alone; its reference."""
        self._secrets[ref] = Secret(key)
        return ref

    def forget_learnt(self) -> None:
        """Before the session stage runs again, and learns anew. References given out before keep their keys."""
        self._learnt.clear()
        self._by_device.clear()
        self._hits.clear()
        self._misses.clear()

    def resolve(self, ref: KeyRef) -> bytes:
        """The key of a reference. Raises KeyError for one this ring never gave out."""
        if ref.origin == "supplied":
            return self.entries[ref.place].keys[ref.field][ref.slot] or self._secrets[ref]
        return self._secrets[ref]

    def name(self, ref: KeyRef | None) -> str | None:
        """What is printed instead of a key: the entry's name, or where the key was learnt."""
        if ref is None:
            return None
        if ref.origin == "supplied":
            return f"{self.entries[ref.place].name}: {ref.field}"
        return f"{ref.field} {ref.origin} in message {ref.place}"

    # --- look-up ----------------------------------------------------------------------------------

    def candidates(self, field: str, wanted: Wanted, length: int | None = None) -> Iterator[KeyRef]:
        """References of ``field`` in the order to try: learnt last first, entries by title, by address, then the rest."""
        if wanted.agreed is not None and wanted.agreed.field == field:
            yield wanted.agreed
        yield from self._taught(field, wanted, length)
        yield from self._index.keys(field, wanted, length)

    def _taught(self, field: str, wanted: Wanted, length: int | None) -> list[KeyRef]:
        """What the capture taught for those titles, or for nobody in particular; the last first."""
        if not self._by_device:
            return []
        found = [
            learnt
            for device in (None, *wanted.titles)
            for learnt in self._by_device.get((field, device), ())
            if learnt.row <= wanted.row and (length is None or len(self._secrets[learnt.ref]) == length)
        ]
        found.sort(key=lambda learnt: learnt.order, reverse=True)
        return [learnt.ref for learnt in found]

    def partners(self, key: KeyRef, wanted: Wanted, length: int | None = None) -> tuple[KeyRef, ...]:
        """Authentication keys that may go with an encryption key: those learnt, those of its meter, else the likeliest."""
        if key.origin != "supplied":
            return tuple(islice(self.candidates("gak", wanted, length), MOST_PARTNERS))
        found = [
            KeyRef("supplied", number, "gak", slot)
            for number in self._index.group(self.entries[key.place].origin)
            if self.entries[number].sap is None or self.entries[number].is_client(wanted.sap)
            for slot, ak in enumerate(self.entries[number].keys.get("gak", ()))
            if ak and (length is None or len(ak) == length)
        ]
        if not found:
            return tuple(islice(self.candidates("gak", wanted, length), MOST_PARTNERS))
        return (*self._taught("gak", wanted, length)[:MOST_PARTNERS], *found)

    def kin(self, title: bytes) -> list[int]:
        """Numbers of the entries whose keys may go with a title of the key file: its meter's, and those without one."""
        return self._index.kin(title)

    def likely(self, ref: KeyRef, wanted: Wanted) -> bool:
        """Whether a key is the sender's own by all that is known, and no mere guess."""
        return ref.origin != "supplied" or ref.place in self._index.matching(wanted)

    def meter(self, title: bytes | None, addresses: tuple[str, ...]) -> str | None:
        """The name that the key file gives the meter of that title, else at one of those addresses."""
        return self._index.meter(title, addresses)

    def titles(self, sender: str | None, sap: int | None) -> list[bytes]:
        """Titles that the key file gives for the side that sends."""
        return self._index.titles(sender, sap)

    def spend(self, tries: int) -> None:
        """Account for keys tried in vain."""
        self._tries += tries

    @property
    def exhausted(self) -> bool:
        """Whether so much was tried in vain that unknown senders are no longer tried."""
        return self._tries > MOST_TRIES

    # --- what opened and what did not -------------------------------------------------------------

    def remembered(self, sender: tuple[object, ...]) -> KeyRef | None:
        return self._hits.get(sender)

    def remember(self, sender: tuple[object, ...], ref: KeyRef) -> None:
        self._hits[sender] = ref
        if len(self._hits) > MOST_SENDERS:
            del self._hits[next(iter(self._hits))]

    def hopeless(self, sender: tuple[object, ...]) -> bool:
        """Whether trying every key once more for this sender is not worth while, with the keys as they are now.

        One damaged message must not close all that follow it: the first few are tried, then ever fewer.
        """
        version, misses = self._misses.get(sender, (self.version, 0))
        if version != self.version or misses < PATIENCE:
            return False
        self._misses[sender] = (version, misses + 1)
        return misses & (misses - 1) != 0  # a power of two is tried again

    def give_up(self, sender: tuple[object, ...]) -> None:
        """Every key was tried in vain."""
        version, misses = self._misses.get(sender, (self.version, 0))
        self._misses[sender] = (self.version, misses + 1 if version == self.version else 1)
        if len(self._misses) > MOST_SENDERS:
            del self._misses[next(iter(self._misses))]
