"""What does a document say of each COSEM object? Every object seen or listed: last values, rights, who asked, how often."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from analyzer.document import Document
from analyzer.summary import item_summary
from analyzer.survey.seen import Member, Place, Seen, apart, last_item
from dissectors.cosem.classes.association import (
    ATTRIBUTE_ACCESS_MODE_V0_2,
    ATTRIBUTE_ACCESS_MODE_V3,
    METHOD_ACCESS_MODE_V1_2,
    METHOD_ACCESS_MODE_V3,
)
from dissectors.cosem.types import Type
from dissectors.meaning.facts import Devices
from dissectors.meaning.lessons import OBJECT_LIST, Listed
from dissectors.meaning.profiles import Table
from dissectors.meaning.values import Item
from dissectors.plain import data_type
from dissectors.reading import Reading
from dissectors.session.message import ObjectRef
from dissectors.spec.telegram import P1_TELEGRAM

READ, WRITE, CALL, REPORT = "read", "written", "called", "reported"
# What an answer's (or a report's) service says was done, by how its name begins
_DEEDS = {
    "get-response": READ,
    "read-response": READ,
    "access-response": READ,
    "set-response": WRITE,
    "write-response": WRITE,
    "action-response": CALL,
    "data-notification": REPORT,
    P1_TELEGRAM.name: REPORT,
    "event-notification-request": REPORT,
    "information-report-request": REPORT,
}
_ASSOCIATIONS = (15, 12)
_MASKS_FROM = {15: 3, 12: 4}  # versions of the association classes from which on rights are bit masks
_SUCCESS = (None, "success")


Key = tuple[Hashable, int | None, bytes]


MOST_OBJECTS = 1 << 17  # no head-end has more; a capture made to fill memory may


class Inventory(NamedTuple):
    """``objects`` in the order of meter, logical name and class; ``devices`` are the keys of each device and
    ``names`` what it is called. ``whole`` is False where there were more objects than are listed."""

    objects: list[Seen]
    devices: dict[Hashable, Devices]
    names: dict[Hashable, str]
    whole: bool = True


def inventory(document: Document) -> Inventory:
    """Every object of a capture: those that rows speak of, and those that object lists name."""
    collector = Collector(document)
    for row in range(1, document.count + 1):
        collector.take(row)
    return collector.inventory()


def profile_tables(document: Document, logical_name: bytes) -> Iterator[tuple[str, Table]]:
    """The buffers of a profile as they were read, each with the name of its meter."""
    collector = Collector(document)
    for row in range(1, document.count + 1):
        if not document.index.answers[row - 1]:
            continue
        refs = document.meaning.refs(row)
        if not any(ref.logical_name == logical_name and ref.number == _BUFFER for ref in refs):
            continue
        for item in document.said(row, document.build(row, False).reading()).items:
            if item.ref is not None and item.ref.logical_name == logical_name:
                table = document.meaning.table(row, item)
                if table is not None:
                    yield collector.meter(row), table


_BUFFER = 2


class Collector:
    """Takes the rows of a document one by one; ``inventory`` says what they told so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.objects: dict[Key, Seen] = {}
        self.devices: dict[Hashable, Devices] = {}
        self._same: dict[Hashable, Hashable] = {}  # a key of a device -> the key under which it is listed
        self.meters: dict[Hashable, str] = {}
        self._named: dict[str, Hashable] = {}
        self._whole = True
        self._servers: dict[Hashable, int | None] = {}
        self._unread: set[Member] = set()  # members with a value that nobody has read
        self._changes = -1  # of the facts, when values were last read

    def take(self, row: int) -> None:
        document = self.document
        deed = _deed(document.service(row))
        if deed is None or not document.index.length[row - 1]:
            return
        reading = document.build(row, False).reading()
        if reading is None or (not reading.values and not reading.results):
            return
        refs = document.meaning.refs(row)
        asked: Reading | None = None
        if deed is REPORT or (deed is READ and reading.values):
            items: tuple[Item, ...] = document.said(row, reading).items
        else:
            asked = document.build(document.index.answers[row - 1], False).reading() if deed is WRITE and refs else None
            items = tuple(Item(ref, None, document.meaning.version(row, ref)) for ref in refs)
        client = document.context(row).client
        for at, item in enumerate(items):
            if item.ref is None or item.ref.logical_name is None:
                continue
            result = _result(reading, at)
            place = (row, at)
            if asked is not None and at < len(asked.values):
                item, place = item._replace(node=asked.values[at]), (document.index.answers[row - 1], at)
            self._note(row, item, place, deed, client, result)

    def inventory(self) -> Inventory:
        self._lists()
        self.read()
        objects = sorted(self.objects.values(), key=lambda seen: (seen.meter, seen.logical_name, seen.class_id or 0))
        return Inventory(objects, self.devices, self.meters, self._whole)

    def meter(self, row: int) -> str:
        """What the meter of a row is called; with its server where another of the name has another."""
        device = self._device(row)
        server = self.document.context(row).server
        name = self.meters[device]
        if self._named.setdefault(name, device) == device or server is None:
            return name
        return f"{name} server {server}"

    def _note(
        self, row: int, item: Item, place: Place, deed: str, client: int | None, result: str | int | None
    ) -> None:
        assert item.ref is not None
        seen = self._seen(row, item.ref)
        if seen is None:
            return
        if item.version is not None:
            seen.version = item.version
        member = seen.member(item.ref)
        if not member.rows or member.rows[-1] != row:
            member.rows.append(row)
        if client is not None and deed is not REPORT:
            member.clients.add(client)
        if result not in _SUCCESS:
            member.refused += 1
            member.result = result
            return
        member.counts[deed] = member.counts.get(deed, 0) + 1
        if item.node is not None:
            member.row, member.place = row, place
            member.item, member.kind = apart(item), data_type(item.node)
            self._unread.add(member)

    def _seen(self, row: int, ref: ObjectRef) -> Seen | None:
        device = self._device(row)
        assert ref.logical_name is not None
        class_id = ref.class_id
        if class_id is None:
            class_id = self.document.meaning.facts.class_of(self.devices[device], ref.logical_name)
        key = (device, class_id, ref.logical_name)
        found = self.objects.get(key)
        if found is None:
            if len(self.objects) >= MOST_OBJECTS:
                self._whole = False
                return None
            server = self.document.context(row).server
            found = self.objects[key] = Seen(self.meters[device], server, class_id, ref.logical_name)
            self._servers.setdefault(device, server)
        return found

    def _device(self, row: int) -> Hashable:
        """The key that stands for the device of a row: one for all keys under which it was ever seen."""
        devices = self.document.engine.stage.devices(row)[:-1]
        known = next((self._same[key] for key in devices if key in self._same), devices[0])
        for key in devices:
            self._same.setdefault(key, known)
        self.devices.setdefault(known, devices)
        title = self.document.meter(row)
        if title is not None or known not in self.meters:
            flow, context = self.document.flow(row), self.document.context(row)
            sides = flow.sides(context.direction if context.sender == "server" else 1 - context.direction)
            self.meters[known] = title or sides[0]
        return known

    def _lists(self) -> None:
        """What object lists say of rights and versions, and the objects that nobody asked for."""
        facts = self.document.meaning.facts
        for device, devices in self.devices.items():
            for class_id in _ASSOCIATIONS:
                for name, fact in facts.every(devices, class_id, OBJECT_LIST, self.document.count):
                    version = facts.version(devices, ObjectRef(class_id, name, None))
                    masks = version is not None and version >= _MASKS_FROM[class_id]
                    for each in fact.value:
                        self._listed(device, each, masks if version is not None else None)
        for (device, _, _), seen in self.objects.items():
            seen.meter = self.meters[device]

    def read(self) -> None:
        """What the last values say: those that are new, all of them where a scaler or a list was learnt meanwhile."""
        meaning = self.document.meaning
        changes = meaning.facts.changes
        if changes != self._changes:
            self._changes = changes
            members = [
                each for seen in self.objects.values() for each in (*seen.attributes.values(), *seen.methods.values())
            ]
        else:
            members = list(self._unread)
        self._unread.clear()
        for member in members:
            item = last_item(self.document, member)
            if item is not None:
                member.text = meaning.text(member.row, item)
                member.summary = item_summary(self.document, member.row, item)

    def _listed(self, device: Hashable, listed: Listed, masks: bool | None) -> None:
        key = (device, listed.class_id, listed.logical_name)
        seen = self.objects.get(key)
        if seen is None:
            if len(self.objects) >= MOST_OBJECTS:
                self._whole = False
                return
            server = self._servers.get(device)
            seen = self.objects[key] = Seen(self.meters[device], server, listed.class_id, listed.logical_name)
        seen.version, seen.base_name = listed.version, listed.base_name
        for rights, method in ((listed.attributes, False), (listed.methods, True)):
            for number, mode in rights:
                member = seen.member(ObjectRef(listed.class_id, listed.logical_name, number, method))
                member.right = _right(mode, method, masks)


def _deed(service: str) -> str | None:
    for begin, deed in _DEEDS.items():
        if service.startswith(begin):
            return deed
    return None


def _result(reading: Reading, at: int) -> str | int | None:
    if not reading.is_list:
        return reading.results[0] if reading.results else None
    return reading.results[at] if at < len(reading.results) else None


def _right(mode: int, method: bool, masks: bool | None) -> str | list[str] | int:
    """An access mode in words; the number where it has none, or the version of the association is not known."""
    if masks is None:
        return mode
    declared: Type = _RIGHTS[method, masks]
    names = declared.names or {}
    if masks:
        return [names.get(bit, f"bit {bit}") for bit in range(mode.bit_length()) if mode >> bit & 1]
    return names.get(mode, mode)


_RIGHTS = {
    (False, False): ATTRIBUTE_ACCESS_MODE_V0_2,
    (True, False): METHOD_ACCESS_MODE_V1_2,
    (False, True): ATTRIBUTE_ACCESS_MODE_V3,
    (True, True): METHOD_ACCESS_MODE_V3,
}
