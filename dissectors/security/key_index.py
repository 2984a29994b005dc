"""The entries of a key file by title, by address and by meter: finding whose key is wanted takes no walk over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dissectors.security.key_entry import KeyEntry, KeyRef, Wanted


class EntryIndex:
    """Made for the entries as they are; entries added or withdrawn want another."""

    def __init__(self, entries: Sequence[KeyEntry]) -> None:
        self._entries = entries
        self._by_title: dict[bytes, list[int]] = {}
        self._by_address: dict[str, list[int]] = {}
        self._groups: dict[str, list[int]] = {}
        self._saps = {entry.sap for entry in entries if entry.sap is not None}
        for number, entry in enumerate(entries):
            self._groups.setdefault(entry.origin, []).append(number)
            if entry.system_title is not None:
                self._by_title.setdefault(entry.system_title, []).append(number)
            for address in entry.addresses:
                self._by_address.setdefault(address, []).append(number)
        named = {entry.origin for entry in entries if entry.system_title is not None}
        self._untitled = [number for number, entry in enumerate(entries) if entry.origin not in named]
        self._everyone: dict[tuple[object, ...], tuple[KeyRef, ...]] = {}
        self._titles: dict[tuple[object, ...], list[bytes]] = {}

    def group(self, origin: str) -> list[int]:
        """Numbers of the entries of one meter."""
        return self._groups[origin]

    def kin(self, title: bytes) -> list[int]:
        """Numbers of the entries whose keys may go with a title of the key file: its meter's, and those without one."""
        own = [each for number in self._by_title.get(title, ()) for each in self._groups[self._entries[number].origin]]
        return own + self._untitled

    def matching(self, wanted: Wanted) -> list[int]:
        """Numbers of the entries that title or address name, best first; a client's entry wins over its meter's."""
        ranks: dict[int, int] = {}
        for rank, numbers in (
            (0, [number for title in wanted.titles for number in self._by_title.get(title, ())]),
            (1, [number for address in wanted.addresses for number in self._by_address.get(address, ())]),
        ):
            for number in numbers:
                entry = self._entries[number]
                if entry.sap is None or entry.is_client(wanted.sap):
                    ranks.setdefault(number, rank * 2 + (entry.sap is None))
        return sorted(ranks, key=lambda number: (ranks[number], number))

    def keys(self, field: str, wanted: Wanted, length: int | None) -> Iterator[KeyRef]:
        """References of ``field``: of the entries that match, then of all others."""
        first = self.matching(wanted)
        for number in first:
            yield from self._of(number, field, length)
        for ref in self._of_everyone(field, wanted.sap, length):
            if ref.place not in first:
                yield ref

    def titles(self, sender: str | None, sap: int | None) -> list[bytes]:
        """Titles of the side that sends."""
        asked = (sender == "server", self._known(sap))
        found = self._titles.get(asked)
        if found is None:
            found = self._titles[asked] = [
                entry.system_title
                for entry in self._entries
                if entry.system_title is not None
                and (entry.sap is None if sender == "server" else entry.is_client(sap))
            ]
        return found

    def meter(self, title: bytes | None, addresses: tuple[str, ...]) -> str | None:
        """The name of the meter of that title, else of the one at one of those addresses."""
        for number in self._by_title.get(title, ()) if title is not None else ():
            if self._entries[number].sap is None:
                return self._entries[number].name
        found = [number for address in addresses for number in self._by_address.get(address, ())]
        for number in sorted(found):
            if self._entries[number].system_title in (None, title):
                return self._entries[number].name
        return None

    def _of(self, number: int, field: str, length: int | None) -> Iterator[KeyRef]:
        for slot, key in enumerate(self._entries[number].keys.get(field, ())):
            if key and (length is None or len(key) == length):
                yield KeyRef("supplied", number, field, slot)

    def _of_everyone(self, field: str, sap: int | None, length: int | None) -> tuple[KeyRef, ...]:
        """Of every entry that may speak with that SAP; a client's first."""
        asked = (field, self._known(sap), length)
        found = self._everyone.get(asked)
        if found is None:
            fitting = [
                number for number, entry in enumerate(self._entries) if entry.sap is None or entry.is_client(sap)
            ]
            fitting.sort(key=lambda number: self._entries[number].sap is None)
            found = tuple(ref for number in fitting for ref in self._of(number, field, length))
            self._everyone[asked] = found
        return found

    def _known(self, sap: int | None) -> int | None:
        """SAPs that no entry names are all alike."""
        return sap if sap in self._saps else None
