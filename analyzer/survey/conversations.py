"""Which rows belong to which association, link frames around it included? Rows are taken as they come."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable

from analyzer.document import Document
from analyzer.index import Context
from dissectors.session.association import Association

APDU, SNRM = "apdu", "snrm"
_HELD = 64
Place = tuple[Hashable, ...]


class Conversation:
    """Rows in order, of one association; or, where ``number`` is 0, those of one flow that belong to none."""

    __slots__ = ("flow", "number", "rows")

    def __init__(self, number: int, flow: int) -> None:
        self.number = number
        self.flow = flow
        self.rows = array("I")

    @property
    def key(self) -> tuple[int, int]:
        """What stays the same when the session stage runs again."""
        return self.number, self.flow


class Conversations:
    """Conversations of a document, by association number and, outside associations, by flow.

    An SNRM and what the link says after it go with the association that follows; other link frames with the one that is
    open on their link. APDUs outside any association stay outside.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.index = document.index  # what these rows are of; other keys give another
        self.taken = 0  # rows looked at
        self.inside: dict[int, Conversation] = {}
        self.outside: dict[int, Conversation] = {}
        self._open: dict[Place, Conversation] = {}
        self._waiting: dict[Place, array[int]] = {}

    def take(self, rows: Iterable[int]) -> None:
        """Look at further rows, in ascending order."""
        index = self.index
        contexts, context, association = index.contexts, index.context, index.association
        held: dict[tuple[int, int], array[int]] = {}  # of conversations that nothing has come between
        row = self.taken
        for row in rows:
            where = (association[row - 1], context[row - 1])
            if where not in held:
                if not where[0] or len(held) >= _HELD:
                    held.clear()
                held[where] = self._held(where[0], contexts[where[1]])
            held[where].append(row)
        self.taken = row

    def _held(self, number: int, where: Context) -> array[int]:
        """Where a row is put."""
        place = place_of(where)
        if number:
            found = self.inside.get(number)
            if found is None:
                found = self.inside[number] = Conversation(number, where.flow)
                found.rows.extend(self._waiting.pop(place, ()))
            self._open[place] = found
            return found.rows
        if where.kind == SNRM:
            self._open.pop(place, None)
            return self._waiting.setdefault(place, array("I"))
        if where.kind != APDU:
            if place in self._waiting:
                return self._waiting[place]
            if place in self._open:
                return self._open[place].rows
        return self._outside(where.flow)

    def settle(self) -> None:
        """Nothing follows: link frames that waited for an association belong to none, or to one that never came about."""
        for association in self.document.associations:
            if association.number not in self.inside and 0 < association.opened <= self.taken:
                context = self.index.contexts[self.index.context[association.opened - 1]]
                found = self.inside[association.number] = Conversation(association.number, context.flow)
                found.rows.extend(self._waiting.pop(place_of(context), (association.opened,)))
        for place in list(self._waiting):
            self._settle(place)

    def _settle(self, place: Place) -> None:
        waited = self._waiting.pop(place, None)
        if waited:
            held = self._outside(self.document.context(waited[0]).flow)
            merged = sorted([*held, *waited])
            del held[:]
            held.extend(merged)

    def _outside(self, flow: int) -> array[int]:
        found = self.outside.get(flow)
        if found is None:
            found = self.outside[flow] = Conversation(0, flow)
        return found.rows

    def association(self, conversation: Conversation) -> Association | None:
        number = conversation.number
        return self.document.associations[number - 1] if number else None


def place_of(context: Context) -> Place:
    """What makes two links two."""
    return context.flow, context.client, context.server, context.physical, context.gateway
