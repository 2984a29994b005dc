"""The keys at hand: those of the key file, and those learnt from the capture; by reference, never shown.

The ring is append-only. A key learnt from the capture holds from the row that taught it on, for one device. Which key
opened a sender's messages is remembered, and so is that none did, until the ring changes: looking keys up stays linear
however many titles a capture throws at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

# Fields of an entry that hold keys of the symmetric suites; any may hold several.
KEY_FIELDS = ("guek", "gbek", "gak", "kek", "dedicated")
ASYMMETRIC_FIELDS = ("signing_public_key", "agreement_public_key", "agreement_private_key", "ephemeral_private_keys")
SECRET_FIELDS = (*KEY_FIELDS, "password", *ASYMMETRIC_FIELDS)


MOST_TRIES = 1_000_000  # keys tried in vain over the life of a ring: random titles must not cost more than this
PATIENCE = 4  # messages of one sender that may stay closed before trying becomes rare
MOST_PARTNERS = 16  # authentication keys tried for one encryption key
MOST_KEPT = 4096  # answers to look-ups that are kept


class Secret(bytes):
    """Bytes that no text shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} secret bytes>"

    __str__ = __repr__


class KeyRef(NamedTuple):
    """Where a key comes from, never the key. ``origin`` is supplied, dedicated, transferred, wrapped or agreed;
    ``place`` the number of the entry, or the row that taught the key; ``field`` and ``slot`` which one there."""

    origin: str
    place: int
    field: str
    slot: int = 0


class KeyEntry:
    """One ``[[meter]]`` or ``[[meter.client]]``: names and addresses in clear, keys as :class:`Secret`.

    ``sap`` is None for the meter itself; ``system_title`` is the title of that side. A client's entry has its meter's
    name and addresses.
    """

    __slots__ = ("addresses", "any_sap", "keys", "name", "origin", "sap", "system_title")

    def __init__(
        self,
        name: str,
        keys: dict[str, list[bytes]] | None = None,
        system_title: bytes | None = None,
        addresses: Iterable[str] = (),
        sap: int | None = None,
        origin: str = "",
    ) -> None:
        self.name = name
        self.keys = {field: [Secret(key) for key in values] for field, values in (keys or {}).items()}
        self.system_title = system_title
        self.addresses = tuple(addresses)
        self.sap = sap
        self.any_sap = False  # an entry of the command line's client stands for whichever client speaks
        self.origin = origin or name  # entries of one meter share it

    def is_client(self, sap: int | None) -> bool:
        """Whether this is the entry of the client with that SAP."""
        return self.sap is not None and (self.any_sap or self.sap == sap)

    def __repr__(self) -> str:
        return f"<KeyEntry {self.name!r} {', '.join(self.keys)}>"


class Learnt(NamedTuple):
    """A key taken from the capture: what it is (``field`` as in the key file), whose, and from which row on."""

    ref: KeyRef
    field: str
    device: bytes | None  # system title of the meter, None where none was seen
    row: int


class Wanted(NamedTuple):
    """Whose key is looked for: the titles and addresses that identify the meter, and the client's SAP.

    ``agreed`` is the key that the association itself agreed on (its dedicated key), tried before any other.
    """

    titles: tuple[bytes, ...]
    addresses: tuple[str, ...]
    sap: int | None
    row: int
    agreed: KeyRef | None = None


class KeyRing:
    """Keys by reference. ``version`` grows with every change."""

    def __init__(self, entries: Iterable[KeyEntry] = ()) -> None:
        self.entries: list[KeyEntry] = list(entries)
        self.version = 0
        self._learnt: list[Learnt] = []
        self._secrets: dict[KeyRef, Secret] = {}
        self._hits: dict[tuple[object, ...], KeyRef] = {}
        self._misses: dict[tuple[object, ...], tuple[int, int]] = {}
        self._supplied: dict[tuple[object, ...], tuple[KeyRef, ...]] = {}
        self._groups: dict[str, list[int]] = {}
        self._titled: dict[bytes, list[str]] | None = None
        self._untitled: list[int] = []
        self._tries = 0

    def __repr__(self) -> str:
        return f"<KeyRing {len(self.entries)} entries, {len(self._learnt)} learnt>"

    def add(self, entries: Iterable[KeyEntry]) -> None:
        """Append entries; what opened with no key may be tried again."""
        self.entries.extend(entries)
        self._supplied.clear()
        self._groups.clear()
        self._titled = None
        self._tries = 0
        self.version += 1

    def withdraw(self, ref: KeyRef) -> None:
        """Take a supplied key back: nothing is opened with it from now on. What refers to it still resolves."""
        keys = self.entries[ref.place].keys[ref.field]
        if keys[ref.slot]:
            self._secrets[ref] = keys[ref.slot]
            keys[ref.slot] = Secret()
            self._supplied.clear()
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
        self._learnt.append(Learnt(ref, field, device, row))
        self._secrets[ref] = Secret(key)
        self.version += 1

    def offer(self, ref: KeyRef, key: bytes) -> KeyRef:
        """Hold a key that a message itself brings, for that message alone; its reference."""
        self._secrets[ref] = Secret(key)
        return ref

    def forget_learnt(self) -> None:
        """Before the session stage runs again, and learns anew. References given out before keep their keys."""
        self._learnt.clear()
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
        for learnt in reversed(self._learnt):
            if (
                learnt.field == field
                and learnt.row <= wanted.row
                and (learnt.device is None or learnt.device in wanted.titles)
            ) and (length is None or len(self._secrets[learnt.ref]) == length):
                yield learnt.ref
        yield from self._of_entries(field, wanted, length)

    def _of_entries(self, field: str, wanted: Wanted, length: int | None) -> tuple[KeyRef, ...]:
        """The supplied candidates; a conversation asks for the same ones over and over."""
        asked = (field, wanted.titles, wanted.addresses, wanted.sap, length)
        found = self._supplied.get(asked)
        if found is None:
            found = tuple(
                KeyRef("supplied", number, field, slot)
                for number in self._ordered(wanted)
                for slot, key in enumerate(self.entries[number].keys.get(field, ()))
                if key and (length is None or len(key) == length)
            )
            if len(self._supplied) >= MOST_KEPT:
                self._supplied.clear()
            self._supplied[asked] = found
        return found

    def _ordered(self, wanted: Wanted) -> list[int]:
        """Numbers of the entries, best match first; a client's entry wins over its meter's for its SAP."""
        titles, addresses = frozenset(wanted.titles), frozenset(wanted.addresses)
        ranked: list[tuple[int, int]] = []
        for number, entry in enumerate(self.entries):
            if entry.sap is not None and not entry.is_client(wanted.sap):
                continue
            if entry.system_title is not None and entry.system_title in titles:
                rank = 0
            elif not addresses.isdisjoint(entry.addresses):
                rank = 1
            else:
                rank = 2
            ranked.append((rank * 2 + (entry.sap is None), number))
        ranked.sort()
        return [number for _, number in ranked]

    def partners(self, key: KeyRef, wanted: Wanted, length: int | None = None) -> tuple[KeyRef, ...]:
        """Authentication keys that may go with an encryption key: those learnt, those of its meter, else the likeliest."""
        found: list[KeyRef] = []
        if key.origin == "supplied":
            found = [
                KeyRef("supplied", number, "gak", slot)
                for number in self._group(self.entries[key.place].origin)
                if self.entries[number].sap is None or self.entries[number].is_client(wanted.sap)
                for slot, ak in enumerate(self.entries[number].keys.get("gak", ()))
                if ak and (length is None or len(ak) == length)
            ]
        if found and not self._learnt:
            return tuple(found)
        others = (each for each in self.candidates("gak", wanted, length) if not found or each.origin != "supplied")
        return (*islice(others, MOST_PARTNERS), *found)

    def _group(self, origin: str) -> list[int]:
        """Numbers of the entries of one meter."""
        if not self._groups:
            for number, entry in enumerate(self.entries):
                self._groups.setdefault(entry.origin, []).append(number)
        return self._groups[origin]

    def kin(self, title: bytes) -> list[int]:
        """Numbers of the entries whose keys may go with a title of the key file: its meter's, and those without one."""
        if self._titled is None:
            self._titled = {}
            for entry in self.entries:
                if entry.system_title is not None:
                    self._titled.setdefault(entry.system_title, []).append(entry.origin)
            named = {origin for origins in self._titled.values() for origin in origins}
            self._untitled = [number for number, entry in enumerate(self.entries) if entry.origin not in named]
        own = [number for origin in self._titled.get(title, ()) for number in self._group(origin)]
        return own + self._untitled

    def meter(self, title: bytes | None, addresses: tuple[str, ...]) -> str | None:
        """The name that the key file gives the meter of that title, else at one of those addresses."""
        for entry in self.entries:
            if title is not None and entry.system_title == title and entry.sap is None:
                return entry.name
        for entry in self.entries:
            if entry.system_title in (None, title) and not set(addresses).isdisjoint(entry.addresses):
                return entry.name
        return None

    def titles(self, sender: str | None, sap: int | None) -> list[bytes]:
        """Titles that the key file gives for the side that sends."""
        return [
            entry.system_title
            for entry in self.entries
            if entry.system_title is not None and (entry.sap is None if sender == "server" else entry.is_client(sap))
        ]

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
