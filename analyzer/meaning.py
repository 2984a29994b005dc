"""What do the values of a row mean? Its objects with their names, values and readings, by what the capture taught.

Facts come from the stage as rows come in; those that a block transfer teaches are read here, when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.cosem.units import pretty
from dissectors.meaning.access import Selection, may_select, selection_in, selection_of
from dissectors.meaning.facts import Facts
from dissectors.meaning.names import ObjectNames, names_of
from dissectors.meaning.profiles import Table, is_buffer, table_of, texts_of
from dissectors.meaning.pushes import deviant_items, items_of
from dissectors.meaning.telegrams import telegram_items
from dissectors.meaning.values import (
    BEFORE,
    BESIDE,
    BY_LIST,
    Item,
    declared_type,
    holds_secret,
    item_text,
    masked,
    quantity_of,
    scale_of,
    secrets_in,
    value_of,
)
from dissectors.reading import Reading, reading, service_node
from dissectors.session.message import ObjectRef
from dissectors.spec import notification
from dissectors.spec.telegram import P1_TELEGRAM

if TYPE_CHECKING:
    from analyzer.document import Document
    from analyzer.stage import Stage
    from analyzer.trees import Tree

PUSH = notification.DATA_NOTIFICATION.name
_SELECTION = "access-parameters"
_NUMBERS = (ops.INTEGER, ops.UNSIGNED)


T = TypeVar("T")
Text = str | list[list[str | None]] | None


class Said(NamedTuple):
    """What a row says: ``items`` in order, whether they are a list, and what deviates where the body is no proper Data."""

    items: tuple[Item, ...]
    is_list: bool
    deviation: str = ""


class Meaning:
    """Belongs to one document; ``tree`` builds the decoded row."""

    def __init__(self, document: Document, tree: Callable[[int], Tree]) -> None:
        self._document = document
        self._tree = tree
        self._learning = RLock()

    @property
    def facts(self) -> Facts:
        """What is known of the meters, everything that rows so far teach included."""
        stage = self._document.engine.stage
        if stage.read < len(stage.unread):
            with self._learning:
                self._catch_up(stage)
        return stage.facts

    def _catch_up(self, stage: Stage) -> None:
        """Read the rows that teach and that nobody has read; whoever asks meanwhile waits for all of them."""
        while stage.read < len(stage.unread):
            row = stage.unread[stage.read]
            found = self._tree(row).reading()
            if found is not None:
                stage.teach(
                    row, stage.devices(row), stage.index.object_lists[stage.index.objects[row - 1]], found.values
                )
            stage.read += 1

    def refs(self, row: int) -> tuple[ObjectRef, ...]:
        """The objects a row names, short names resolved where the object list is known."""
        index = self._document.index
        refs = index.object_lists[index.objects[row - 1]]
        if refs and refs[0].class_id is None:
            facts = self.facts
            devices = self._document.engine.stage.devices(row)
            return tuple([facts.resolve(devices, ref) for ref in refs])
        return refs

    def version(self, row: int, ref: ObjectRef) -> int | None:
        """The version of an object's class, where an object list told it."""
        facts = self.facts
        return facts.version(self._document.engine.stage.devices(row), ref) if len(facts) else None

    def naming(self, item: Item) -> ObjectNames:
        """The names of an item's object."""
        return names_of(item.ref, item.version) if item.ref is not None else _NO_NAMES

    def asked(self, row: int, tree: Tree | None) -> str | None:
        """The selective access of a request in words."""
        if tree is None or tree.apdu is None or self._is_answer(row):
            return None
        refs = self.refs(row)
        if not refs or not may_select(refs[0]):
            return None
        found = selection_in(tree.apdu, refs[0])
        return found.text if found is not None else None

    def said(self, row: int, reading: Reading | None) -> Said:
        """The values of a row with their objects."""
        document = self._document
        if reading is None or not reading.values:
            return Said((), False)
        refs = self.refs(row)
        first = reading.values[0]
        if not refs and first is not None and first.spec is P1_TELEGRAM:
            items = telegram_items(first)
            return Said(items, True) if items else Said((Item(None, first),), False)
        if not refs and document.service(row) == PUSH and len(reading.values) == 1 and first is not None:
            return self._pushed(row, first)
        facts, devices = self.facts, document.engine.stage.devices(row)
        if len(refs) == len(reading.values) == 1:
            return Said((Item(refs[0], first, facts.version(devices, refs[0])),), reading.is_list)
        found = [
            Item(ref, node, facts.version(devices, ref) if ref is not None else None)
            for ref, node in zip([*refs, *([None] * (len(reading.values) - len(refs)))], reading.values, strict=False)
        ]
        return Said(tuple(found), reading.is_list)

    def value(self, row: int, item: Item, show_secrets: bool = False) -> Any:
        """The plain value, dates as text where declared; secrets as ``***``."""
        if item.node is None:
            return None
        secrets = () if show_secrets else secrets_in(item.node, item.ref, item.version, self._is_answer(row))
        value = value_of(item.node, item.ref, item.version, item.form)
        return masked(value, secrets) if secrets else value

    def secrets(self, row: int, reading: Reading | None) -> list[Node]:
        """The nodes of a row's values that are passwords or keys: no text prints them unasked."""
        answer = self._is_answer(row)
        found: list[Node] = []
        declared = [declared_type(ref, None, answer) for ref in self.refs(row)]
        if not any(holds_secret(each) for each in declared if each is not None):
            return found
        for item in self.said(row, reading).items:
            if item.node is not None:
                found += secrets_in(item.node, item.ref, item.version, answer)
        return found

    def text(self, row: int, item: Item) -> str | None:
        """The physical reading of one value, None where the bare value is all there is."""
        if item.node is None:
            return None
        stage = self._document.engine.stage
        if item.node.field.name == _SELECTION and item.ref is not None:
            found = selection_of(item.ref, None, item.node)
            return found.text if found is not None else None
        return item_text(item, stage.devices(row), self.facts, row, self._is_answer(row))

    def spoken(self, row: int, item: Item) -> str | None:
        """As :meth:`text`, but thousands of Wh as kWh and so on: for people, who compare no digits."""
        text = self.text(row, item)
        if text is None or item.node is None or item.node.value is None or item.node.spec.kind not in _NUMBERS:
            return text
        known = scale_of(item, self._document.engine.stage.devices(row), self.facts, row)
        return pretty(item.node.value, known[0], known[1]) if known is not None else text

    def texts(self, row: int, item: Item) -> Text:
        """As :meth:`text`; of a profile's buffer the readings of its cells, row by row."""
        if is_buffer(item.ref):
            texts = self._buffer(row, item, texts_of)
            if texts is not None:
                return texts
        return self.text(row, item)

    def shown(self, row: int, items: tuple[Item, ...], show_secrets: bool = False) -> tuple[list[Any], list[Text]]:
        """Values and readings of several items at once: as :meth:`value` and :meth:`texts` give them."""
        devices, facts, answer = self._document.engine.stage.devices(row), self.facts, self._is_answer(row)
        values: list[Any] = []
        texts: list[Text] = []
        for item in items:
            ref, node = item.ref, item.node
            if node is None:
                values.append(None)
                texts.append(None)
            elif ref is not None and ref.class_id is None:  # a code alone: neither secret nor buffer
                values.append(value_of(node, ref, None, item.form))
                texts.append(item_text(item, devices, facts, row, answer))
            else:
                values.append(self.value(row, item, show_secrets))
                texts.append(self.texts(row, item))
        return values, texts

    def table(self, row: int, item: Item) -> Table | None:
        """A profile's buffer with its columns; None where the value is no buffer, or the columns are not known."""
        return self._buffer(row, item, table_of)

    def _buffer(self, row: int, item: Item, read: Callable[..., T | None]) -> T | None:
        if item.node is None or item.ref is None or not is_buffer(item.ref):
            return None
        devices = self._document.engine.stage.devices(row)
        return read(item.node, item.ref, devices, self.facts, row, self.selection(row))

    def selection(self, row: int) -> Selection | None:
        """The selective access of the question that a row asks or answers."""
        index = self._document.index
        blocks = index.blocks.get(row)
        question = index.answers[blocks[0] - 1] if blocks else index.answers[row - 1]
        asked = question or row
        if self._document.only_asks(asked):
            return None
        tree = self._tree(asked)
        refs = self.refs(asked)
        return selection_in(tree.apdu, refs[0]) if tree.apdu is not None and len(refs) == 1 else None

    def source(self, row: int, item: Item) -> str | None:
        """Where the reading of a number comes from: ``scaler from message 10``; None where no scaler is used."""
        stage = self._document.engine.stage
        known = scale_of(item, stage.devices(row), self.facts, row) if item.node is not None else None
        if known is None:
            return told("unit", BESIDE) if quantity_of(item) is not None else None
        return told("scaler", known[2])

    def declared(self, row: int, item: Item) -> Any:
        """The declared type of a value, None where there is none."""
        return declared_type(item.ref, item.version, self._is_answer(row)) if item.ref is not None else None

    def _is_answer(self, row: int) -> bool:
        return self._document.index.answers[row - 1] != 0

    def _pushed(self, row: int, body: Node) -> Said:
        devices = self._document.engine.stage.devices(row)
        items = items_of(body, devices, self.facts, row)
        if items:
            return Said(items, True)
        tree = self._tree(row)
        if tree.deviation and tree.apdu is not None:
            deviation, items = _deviant(tree.apdu)
            return Said(items, True, deviation)
        return Said((Item(None, body),), False)


def deviation_of(apdu: Node) -> str:
    """How the body of a push deviates that is no proper Data, if all of it can be read: "" where it cannot."""
    return _deviant(apdu)[0] if service_node(apdu).spec is notification.DATA_NOTIFICATION else ""


def _deviant(apdu: Node) -> tuple[str, tuple[Item, ...]]:
    values = reading(apdu).values
    return deviant_items(values[0], apdu.end) if values and values[0] is not None else ("", ())


_NO_NAMES = ObjectNames(None, None, None)
_TOLD = {BESIDE: "in the message", BY_LIST: "fixed by the named list", BEFORE: "known before the capture"}


def told(what: str, row: int) -> str:
    """Where a fact comes from: ``scaler from message 10``."""
    return f"{what} {_TOLD[row]}" if row in _TOLD else f"{what} from message {row}"
