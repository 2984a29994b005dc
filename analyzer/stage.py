"""The session stage: rows of the link to messages, and what they teach. It runs again when keys change.

One stage owns one tracker, one set of facts, and the session columns of one index. Running again means another stage
over the same rows: what it says replaces what the one before it said, when it has caught up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from analyzer.index import NO_TIME, Context, Index
from analyzer.link.flows import Endpoint, Flow, chosen, endpoint_host, endpoint_name
from dissectors.core.node import Node
from dissectors.core.reader import decode
from dissectors.meaning.facts import ANYWHERE, Devices, Facts, teaching
from dissectors.profiles.pdu import LinkParameters, Note, Pdu
from dissectors.reading import reading
from dissectors.security.key_ring import KeyRing
from dissectors.session.conversation import addresses_of
from dissectors.session.message import Message, ObjectRef, Protection
from dissectors.session.tracker import Tracker
from dissectors.spec import APDU

MOST_PLACES = 1 << 16
TOGETHER = 256  # rows that are taken at once
Row = tuple[int, int | None, Pdu, int]  # number, nanoseconds since the epoch, what the link gave, number of its context


class Stage:
    """``take`` the rows of the link in order, some hundred at a time; ``finish`` when the capture has ended."""

    def __init__(self, index: Index, flows: dict[int, Flow], ring: KeyRing | None) -> None:
        self.index = index
        self.flows = flows
        self.ring = ring
        self.tracker = Tracker(ring, self.places)
        self.facts = Facts()
        self._devices: dict[tuple[int, int, int], Devices] = {}
        self._hosts: dict[tuple[object, ...], set[Endpoint]] = {}
        self.unread: list[int] = []  # rows that complete a block transfer which teaches: read when facts are asked for
        self.read = 0  # how many of them were
        self.notes: dict[int, tuple[Note, ...]] = {}  # of the link, by row
        self.links: dict[int, LinkParameters] = {}  # what the link settled, by the row that did
        self.finished = False

    def take(self, rows: Iterable[Row]) -> None:
        """Take rows, and publish what is said of them. It does not depend on how many are taken at once."""
        index, track = self.index, self.tracker.feed
        contexts = index.contexts
        messages: list[Message] = []
        for row, time, pdu, context in rows:
            if pdu.notes:
                self.notes[row] = pdu.notes
            if pdu.link is not None:
                self.links[row] = pdu.link
            message = track(row, time, contexts[context].identity, pdu)
            messages.append(message)
            refs = message.objects
            if message.answers and refs and message.apdu is not None and teaching(refs) is not False:
                self._learn(message, context)
        index.add_messages(messages)
        if self.tracker.late:
            self._late()

    def finish(self) -> None:
        """Nothing follows: what waits is told."""
        self.tracker.finish()
        self.finished = True
        self._late()

    def again(self, ring: KeyRing | None) -> Stage:
        """Another stage over the same rows with those keys, which has read none of them yet."""
        if ring is not None:
            ring.forget_learnt()
        fresh = Stage(self.index.renewed(), self.flows, ring)
        fresh.facts.given(self.facts)
        fresh.notes, fresh.links = self.notes, self.links
        return fresh

    def catch_up(self, captured: Callable[[int], bytes]) -> Iterator[int]:
        """Take the rows that the link has given and this stage has not taken yet; yields how many it has, now and then.

        ``captured`` gives the APDU of a row as the link carried it.
        """
        index = self.index
        while index.count < len(index.pieces_end):  # what `add_pdu` appends last
            following = range(index.count + 1, min(index.count + TOGETHER, len(index.pieces_end)) + 1)
            self.take(self._row(row, captured(row)) for row in following)
            yield index.count

    def _row(self, row: int, captured: bytes) -> Row:
        """A row as the link gave it, without the frames, which the session never looks at."""
        number, time = self.index.context[row - 1], self.index.time[row - 1]
        context = self.index.contexts[number]
        pdu = Pdu(context.profile, context.kind, context.direction, ())
        pdu.data, pdu.notes, pdu.link = captured, self.notes.get(row, ()), self.links.get(row)
        pdu.sender, pdu.client, pdu.server = context.sender, context.client, context.server
        pdu.physical, pdu.gateway = context.physical, context.gateway
        return row, None if time == NO_TIME else time, pdu, number

    def places(self, flow: int, side: int | None = None) -> tuple[str, ...]:
        """Where the ends of a flow (or that ``side`` of it) are, as the key file writes addresses; those with a port first.

        A port that its system chose tells nothing: it is left out where one side is asked for.
        """
        found = self.flows[flow]
        if found.a is None or found.b is None:
            return tuple(f"serial:{name}" for name in dict.fromkeys((found.name, *found.name.split(" and "))))
        if side is None:
            ends = (found.a, found.b)
            return (*(endpoint_name(end) for end in ends), *(endpoint_host(end) for end in ends))
        end = (found.a, found.b)[side]
        return (endpoint_host(end),) if _chosen(found, side) else (endpoint_name(end), endpoint_host(end))

    def addresses(self, context: Context) -> tuple[str, ...]:
        """Where the meter of a row is, as the key file writes addresses."""
        return (*self.places(context.flow), *addresses_of(context.identity))

    def devices(self, row: int) -> Devices:
        """The logical device that a row speaks of, whatever the connection: keys under which facts of it are found.

        By the meter's system title where it is known, by where its server is reached, and by its host where that is
        the host of one meter only. Behind them stands what holds for any meter.
        """
        index = self.index
        place = (index.context[row - 1], index.association[row - 1], index.protection[row - 1])
        found = self._devices.get(place)
        if found is None:
            found = self._find(place[0], place[1], index.protections[place[2]])
            if len(self._devices) < MOST_PLACES:
                self._devices[place] = found
        return found

    def _find(self, context_number: int, number: int, protection: Protection) -> Devices:
        context = self.index.contexts[context_number]
        association = self.tracker.associations[number - 1] if number else None
        title = association.server_title if association is not None else None
        if title is None and context.sender == "server":
            title = protection.system_title
        flow = self.flows[context.flow]
        server = context.direction if context.sender == "server" else 1 - context.direction
        end = (flow.a, flow.b)[server]
        place = (context.server, context.physical, context.gateway)
        if end is None:
            where: Devices = ((flow.name, *place),)
        else:
            exact, host = (end, *place), (endpoint_host(end), *place)
            where = (exact, host)
            if association is not None and not _chosen(flow, server):
                ends = self._hosts.setdefault(host, set())
                if end not in ends:
                    ends.add(end)
                    self._devices.clear()
                if len(ends) > 1:
                    where = (exact,)
            elif len(self._hosts.get(host, ())) > 1:
                where = (exact,)
        return ((title.hex(), context.server), *where, ANYWHERE) if title else (*where, ANYWHERE)

    def _learn(self, message: Message, context: int) -> None:
        """An answer whose attribute teaches: its value becomes a fact of the device."""
        assert message.apdu is not None
        devices = self._find(context, message.association, message.protection)
        if not self.facts.teaches(devices, message.objects):
            return
        if message.blocks:
            self.unread.append(message.row)
            return
        self.teach(message.row, devices, message.objects, reading(decode(APDU, message.apdu)).values)

    def teach(self, row: int, devices: Devices, objects: tuple[ObjectRef, ...], values: list[Node | None]) -> None:
        """Facts from the values that an answer gives for objects of a device."""
        devices = devices[:-1]
        for ref, node in zip(objects, values, strict=False):
            if node is not None:
                self.facts.learn(devices, ref, node, row)

    def _late(self) -> None:
        """Findings about earlier rows join those the rows already have; transfers given up show what they hold."""
        tracker, index = self.tracker, self.index
        for row, finding in tracker.late:
            index.findings[row] = (*index.findings.get(row, ()), finding)
        tracker.late.clear()
        for row, step in tracker.wholes:
            steps, value_from = index.openings[index.opening[row - 1]]
            if value_from < 0:
                index.opening[row - 1] = index.openings.numbers[(*steps, step), len(steps)]
        tracker.wholes.clear()


def _chosen(flow: Flow, side: int) -> bool:
    """Whether the port of a side was chosen by its system: then it does not tell one meter of a host from another."""
    a, b = flow.a, flow.b
    if a is None or b is None:
        return False
    own, other = (a[1], b[1]) if side == 0 else (b[1], a[1])
    return chosen(own, other)
