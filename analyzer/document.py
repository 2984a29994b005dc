"""The one thing every view holds: a capture with its rows, and for any row its sources, tree and reading.

A tree is a pure function of the store, the key ring and the row: looked at twice, or in another order, it is the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Lock
from typing import Any

from msgspec.structs import replace

from analyzer.capture.open import BATCH, Capture
from analyzer.capture.record import Record
from analyzer.engine import Engine
from analyzer.index import NO_INVOKE_ID, NO_TIME, NOTHING_READABLE, SCATTERED, Context, Index
from analyzer.link.flows import Flow
from analyzer.meaning import Meaning, Said
from analyzer.overlay import Overlay, overlay_of
from analyzer.trees import Tree, grow
from dissectors.core.node import Node
from dissectors.meaning.values import Item
from dissectors.profiles.stack import make
from dissectors.reading import Reading
from dissectors.security.key_ring import KeyEntry, KeyRef, KeyRing
from dissectors.session import replay
from dissectors.session.association import Association
from dissectors.session.message import Finding, Join, ObjectRef, Open, Protection
from dissectors.spec import catalog
from dissectors.spec.facts import plan_of

TREES_KEPT = 256
LARGEST_KEPT = 16 << 10  # bytes that a tree which is kept decodes: nodes take hundreds of times as much
_NOT_SELECTED = b"\0"
METERS_KEPT = 65_536
MOST_RERUNS = 4  # times that keys inside a capture make all rows before them be looked at again
_ACSE = frozenset(op.name for op in catalog.ACSE.values())


class Document:
    """A capture being read. ``advance`` takes the next batch; rows up to ``count`` are complete and stay as they are."""

    def __init__(
        self,
        capture: Capture,
        ring: KeyRing | None = None,
        decode_as: Callable[[Flow], str | None] | None = None,
        batch: int = BATCH,
    ) -> None:
        """``batch`` is how many bytes of the capture ``advance`` takes at a time."""
        self.capture = capture
        self.store = capture.store
        self.ring = ring
        self.engine = Engine(ring, decode_as)
        self.engine.links.names = capture.names
        self.index: Index = self.engine.stage.index  # as the last finished run of the session stage has it
        self.complete = False
        self.turn = Lock()  # rows are added, or replaced with those of another run, one at a time
        self._batches: Iterator[list[Record]] = iter(capture.batches(batch))
        self._secrets = 0  # decryption secrets of the capture that were looked at
        self._reruns = 0  # times that rows were looked at again because of them
        self._trees: OrderedDict[int, Tree] = OrderedDict()
        self._meters: dict[tuple[int, int, int], str | None] = {}
        self.meaning = Meaning(self, lambda row: self.build(row, False))

    @property
    def count(self) -> int:
        """Rows that are complete."""
        return self.index.count

    def advance(self) -> bool:
        """Take one batch of records; False when the capture has ended."""
        for batch in self._batches:
            if len(self.capture.secrets) > self._secrets:
                self._take_secrets()
            with self.turn:
                self.engine.feed(batch)
            return True
        if not self.complete:
            with self.turn:
                self.engine.finish()
            self.complete = True
        return False

    def load(self, progress: Callable[[int, int | None], None] | None = None) -> Document:
        """Take the whole capture; ``progress`` is called with bytes done and bytes in all."""
        while self.advance():
            if progress is not None:
                progress(*self.capture.progress())
        return self

    def _take_secrets(self) -> None:
        """Keys that came with the capture. They stand before what they open, so rows seldom have to be looked at again."""
        from analyzer.key_text import entries_of, meters

        fresh = self.capture.secrets[self._secrets :]
        entries, faults = entries_of(fresh, self._secrets + 1)
        self._secrets += len(fresh)
        self.capture.notes.extend(faults)
        if not entries:
            return
        self.capture.notes.append(f"keys of {meters(entries)} came with the capture and are used")
        if self.ring is not None and self._reruns >= MOST_RERUNS:
            self.ring.add(entries)  # for what follows
            return
        self._reruns += self.count > 0
        for _ in self.add_keys(entries):
            pass

    def add_keys(self, entries: Iterable[KeyEntry]) -> Iterator[int]:
        """Take more keys and run the session stage again; yields rows done. Rows change at the end, all at once."""
        if self.ring is None:
            self.ring = self.engine.stage.ring = KeyRing()
        self.ring.add(entries)
        yield from self._again()

    def withdraw_key(self, ref: KeyRef) -> Iterator[int]:
        """Take a supplied key back and run the session stage again, as :meth:`add_keys` does."""
        if self.ring is not None:
            self.ring.withdraw(ref)
            yield from self._again()

    def try_keys(self, entries: Iterable[KeyEntry]) -> Iterator[Index]:
        """What the rows would be with more keys, further step by step; the document stays as it is."""
        stage = self.engine.stage.again((self.ring or KeyRing()).extended(entries))
        for _ in stage.catch_up(self.captured):
            yield stage.index
        yield stage.index

    def _again(self) -> Iterator[int]:
        """Another session stage; rows that come in the meantime, from another thread, are in it."""
        stage = self.engine.stage.again(self.ring)
        yield from stage.catch_up(self.captured)
        with self.turn:
            for _ in stage.catch_up(self.captured):
                pass
            if self.engine.stage.finished:
                stage.finish()
            self.engine.stage = stage
            self.index = stage.index
            self._meters.clear()
            self.forget_trees()
        yield stage.index.count

    @property
    def associations(self) -> list[Association]:
        return self.engine.stage.tracker.associations

    # --- a row's facts ----------------------------------------------------------------------------

    def context(self, row: int) -> Context:
        return self.index.contexts[self.index.context[row - 1]]

    def flow(self, row: int) -> Flow:
        return self.engine.flows[self.context(row).flow]

    def time(self, row: int) -> int | None:
        """Nanoseconds since the epoch of the record that completes the row."""
        time = self.index.time[row - 1]
        return None if time == NO_TIME else time

    def service(self, row: int) -> str:
        return self.index.services[self.index.service[row - 1]]

    def objects(self, row: int) -> tuple[ObjectRef, ...]:
        return self.index.object_lists[self.index.objects[row - 1]]

    def invoke_id(self, row: int) -> int | None:
        number = self.index.invoke_id[row - 1]
        return None if number == NO_INVOKE_ID else number

    def rtt(self, row: int) -> int | None:
        """Nanoseconds since the question a row answers."""
        question = self.index.answers[row - 1]
        if not question:
            return None
        asked, answered = self.time(question), self.time(row)
        return None if asked is None or answered is None else answered - asked

    def protection(self, row: int) -> Protection:
        protection = self.index.protections[self.index.protection[row - 1]]
        counter = self.index.counter[row - 1]
        return protection if counter < 0 else replace(protection, invocation_counter=counter)

    def meter(self, row: int) -> str | None:
        """What the meter of a row is called: its name in the key file, else its system title."""
        index = self.index
        asked = (index.association[row - 1], index.context[row - 1], index.protection[row - 1])
        if asked not in self._meters:
            if len(self._meters) >= METERS_KEPT:
                self._meters.clear()
            self._meters[asked] = self._meter(row)
        return self._meters[asked]

    def _meter(self, row: int) -> str | None:
        number = self.index.association[row - 1]
        association = self.associations[number - 1] if number else None
        context, protection = self.context(row), self.protection(row)
        title = association.server_title if association is not None else None
        if title is None and context.sender == "server" and protection.status != "failed":
            title = protection.system_title
        if self.ring is not None:
            key = protection.key
            entry = association.entry if association is not None else None
            if key is not None and key.origin == "supplied":
                entry = key.place
            name = self.ring.entries[entry].name if entry is not None else None
            name = name or self.ring.meter(title, self.engine.stage.addresses(context))
            if name is not None:
                return name
        return title.hex() if title else None

    def said(self, row: int, reading: Reading | None) -> Said:
        """The values of a row with their objects; of a push with those that its shape or its setup names."""
        return self.meaning.said(row, reading)

    def value(self, row: int, node: Node, item: int = 0) -> Any:
        """The plain value of a Data node of the row (its ``item``-th value), dates as text where declared."""
        return self.meaning.value(row, self._item(row, node, item))

    def text(self, row: int, node: Node, item: int = 0) -> str | None:
        """The physical reading of a Data node of the row, None where there is none."""
        return self.meaning.text(row, self._item(row, node, item))

    def spoken(self, row: int, node: Node) -> str | None:
        """As :meth:`text`, as people say it: ``12345.678 kWh``."""
        return self.meaning.spoken(row, self._item(row, node, 0))

    def names(self, row: int, tree: Tree) -> Overlay:
        """Names and readings of the nodes of a row's tree with their origin, by the identity of the nodes."""
        return overlay_of(self, row, tree)

    def _item(self, row: int, node: Node, item: int) -> Item:
        refs = self.meaning.refs(row)
        ref = refs[item] if item < len(refs) else None
        if ref is None:
            return Item(None, node)
        return Item(ref, node, self.meaning.version(row, ref))

    def closed(self, row: int) -> bool:
        """Whether nothing of a protected APDU can be read. An AARQ is readable around a closed Initiate."""
        status = self.index.protections[self.index.protection[row - 1]].status
        if status not in ("failed", "no-key") or self.service(row) in _ACSE:
            return False
        steps, _ = self.index.openings[self.index.opening[row - 1]]
        return all(isinstance(step, Join) for step in steps)  # blocks may be put together before they are opened

    def only_asks(self, row: int) -> bool:
        """Whether a row is a question and no more, no value and no selection in it; False where only its tree tells."""
        if self.index.opening[row - 1]:
            return False
        apdu = self.captured(row)
        plan = plan_of(apdu)
        return plan is not None and plan.asks_only and apdu[plan.behind :] == _NOT_SELECTED

    def key_name(self, key: KeyRef | None) -> str | None:
        """What is printed instead of a key."""
        return self.ring.name(key) if self.ring is not None else None

    def findings(self, row: int) -> tuple[Finding, ...]:
        return self.index.findings.get(row, ())

    def records(self, row: int) -> list[int]:
        """Numbers of the capture records that carry the row, each once."""
        seen: dict[int, None] = {piece.record: None for piece in self.index.pieces(row)}
        return list(seen)

    # --- a row's bytes ----------------------------------------------------------------------------

    def frames(self, row: int) -> list[tuple[int, bytes]]:
        """The frames that carry a row: (number of the record that begins it, bytes)."""
        read = self.store.read
        frames: list[tuple[int, bytes]] = []
        for piece in self.index.pieces(row):
            data = read(piece.offset, piece.length)
            if piece.frame_start or not frames:
                frames.append((piece.record, data))
            else:
                record, before = frames[-1]
                frames[-1] = (record, before + data)
        return frames

    def captured(self, row: int) -> bytes:
        """The APDU of a row as the link carried it; empty for link frames."""
        index = self.index
        first = index.pieces_end[row - 2] if row > 1 else 0
        payload = index.payload[row - 1]
        if index.pieces_end[row - 1] - first == 1 and payload < SCATTERED:
            start = index.piece_offset[first] + payload
            return self.store.read(start, index.length[row - 1] & ~NOTHING_READABLE)
        return b"".join(data[start:end] for data, start, end in self.payload(row, self.frames(row)))

    def opened(self, row: int) -> bytes | None:
        """The APDU inside the protection of a row; None where blocks are joined, or an Initiate stands inside an AARQ."""
        steps, value_from = self.index.openings[self.index.opening[row - 1]]
        if value_from >= 0 or self.ring is None or self.service(row) in _ACSE:
            return None
        if len(steps) == 1 and isinstance(steps[0], Open):
            return replay.opened(steps[0], self.captured(row), self.ring)
        if any(isinstance(step, Join) for step in steps):
            return None
        return replay.layers(steps, self.captured(row), self.ring, self.fetch)[-1].data

    def payload(self, row: int, frames: list[tuple[int, bytes]]) -> list[tuple[bytes, int, int]]:
        """Where the APDU lies in the frames: (frame, start, end)."""
        length = self.index.length[row - 1] & ~NOTHING_READABLE
        if not length:
            return []
        start = self.index.payload[row - 1]
        if len(frames) == 1 and start < SCATTERED:
            return [(frames[0][1], start, start + length)]
        start &= SCATTERED - 1
        context = self.context(row)
        profile = make(context.profile)
        pdus = [pdu for _, data in frames for pdu in profile.feed(context.direction, data)]
        for pdu in (*pdus, *profile.finish()):
            if len(pdu.data) == length and pdu.payload and pdu.payload[0][1] == start:
                return [(frames[index][1], low, high) for index, low, high in pdu.payload]
        return []

    def fetch(self, row: int, level: int) -> bytes:
        """The bytes a row shows after ``level`` steps of its opening: what a joined whole is made of."""
        data = self.captured(row)
        steps, _ = self.index.openings[self.index.opening[row - 1]]
        if level and self.ring is not None:
            layers = replay.layers(steps[:level], data, self.ring, self.fetch)
            return layers[-1].data if layers else data
        return data

    # --- a row's tree -----------------------------------------------------------------------------

    def tree(self, row: int) -> Tree:
        """The decoded row, from the last few hundred looked at or anew."""
        tree = self._trees.get(row)
        if tree is None:
            tree = self.build(row)
            if sum(len(source.data) for source in tree.sources) <= LARGEST_KEPT:
                self._trees[row] = tree
        with suppress(KeyError):  # another thread may have let it go
            self._trees.move_to_end(row)
            if len(self._trees) > TREES_KEPT:
                self._trees.popitem(last=False)
        return tree

    def forget_trees(self) -> None:
        self._trees.clear()

    def build(self, row: int, frames_too: bool = True) -> Tree:
        """Decode a row: its frames, headers and APDU, then what its opening adds.

        Without ``frames_too`` only from the APDU inwards, for those who show no frames.
        """
        return grow(self, row, frames_too)

    def close(self) -> None:
        self.capture.close()


def open_document(path: str, ring: KeyRing | None = None, **options: Any) -> Document:
    """A document on the capture at ``path``; nothing is read yet. Raises :class:`CaptureError` with one clear line."""
    from analyzer.capture.open import open_capture

    return Document(open_capture(path), ring, **options)
