"""Which system titles the two sides of a conversation may have, and whose keys are wanted; bounded."""

from __future__ import annotations

from dissectors.security.key_ring import KeyRing, Wanted
from dissectors.session.conversation import Conversation

MOST_TITLES = 65_536
SIDES = ("client", "server")


class Titles:
    """Titles seen, by the place where their side is reached: they outlive associations and connections."""

    def __init__(self, ring: KeyRing) -> None:
        self.ring = ring
        self._titles: dict[tuple[object, ...], bytes] = {}

    def remember(self, conversation: Conversation, side: str, title: bytes) -> None:
        """A title that was seen at a place is known there from now on."""
        for place in conversation.place:
            self._titles.pop((side, place), None)
            self._titles[side, place] = title
        while len(self._titles) > MOST_TITLES:
            del self._titles[next(iter(self._titles))]

    def known(self, conversation: Conversation, sender: str | None) -> tuple[bytes, ...]:
        """Titles the sender may have, likeliest first: of the association, of the place, of the key file."""
        found: list[bytes] = []
        association = conversation.association
        for side in SIDES if sender is None else (sender,):
            if association is not None:
                title = association.client_title if side == "client" else association.server_title
                if title:
                    found.append(title)
            for place in conversation.place:
                known = self._titles.get((side, place))
                if known:
                    found.append(known)
            found += self.ring.titles(side, conversation.identity.client)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def both(self, conversation: Conversation) -> tuple[bytes | None, bytes | None]:
        """The likeliest title of the client and of the server."""
        client, server = (next(iter(self.known(conversation, side)), None) for side in SIDES)
        return client, server

    def seen(self, conversation: Conversation) -> bytes | None:
        """The meter's title where the capture has shown it: a title that is in the key file alone may be another's."""
        association = conversation.association
        if association is not None and association.server_title:
            return association.server_title
        return next(
            (self._titles["server", place] for place in conversation.place if ("server", place) in self._titles), None
        )

    def wanted(self, conversation: Conversation, row: int) -> Wanted:
        """Whose keys open what passes in a conversation: the titles of both sides, the addresses, the SAP."""
        association = conversation.association
        titles: list[bytes] = []
        agreed = None
        if association is not None:
            agreed = association.dedicated
            titles += [title for title in (association.client_title, association.server_title) if title]
        for place in conversation.place:
            for side in SIDES:
                known = self._titles.get((side, place))
                if known:
                    titles.append(known)
        return Wanted(tuple(dict.fromkeys(titles)), conversation.addresses, conversation.identity.client, row, agreed)
