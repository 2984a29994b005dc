"""A row as the JSON object of the contract: every key always present, the standard's names, no invented value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from analyzer.document import Document
from analyzer.overlay import Overlay
from analyzer.render import seconds
from analyzer.secrets import MASK, SPEAK_SECRETS, mask, secret_nodes
from analyzer.trees import TOLERATED, Tree, fault_code
from dissectors.core.forms import show_obis
from dissectors.core.node import DECRYPTED, Node, notes
from dissectors.meaning.names import ObjectNames, names_of, packs_in_use
from dissectors.meaning.values import masked
from dissectors.plain import data_type, plain, ranged
from dissectors.reading import Reading
from dissectors.session.findings import severity
from dissectors.session.message import NOT_PROTECTED, ObjectRef, Protection
from dissectors.spec import catalog

ACSE_APDUS = tuple(catalog.ACSE.values())  # what may carry a ciphered Initiate
encode_json = msgspec.json.Encoder().encode


def message(document: Document, row: int, *, ranges: bool = False, show_secrets: bool = False) -> dict[str, Any]:
    """One row, ready for the encoder. With ``ranges`` every node of ``apdu`` carries source, start and end, and what it
    means where it means something."""
    context = document.context(row)
    flow = document.flow(row)
    index = document.index
    time = document.time(row)
    readable = index.length[row - 1] > 0
    tree = document.build(row, False) if readable else None
    reading = tree.reading() if tree is not None else None
    protection = document.protection(row)
    shut = document.closed(row)
    apdu = tree.apdu if tree is not None and not shut else None
    question = index.answers[row - 1]
    rtt = document.rtt(row)
    shown = _value(document, row, tree, reading, show_secrets) if not shut else _NOTHING
    return {
        "no": row,
        "time": msgspec.Raw(seconds(time, document.capture.resolution).encode()) if time is not None else None,
        "frames": document.records(row),
        "flow": flow.names(context.direction),
        "profile": context.profile,
        "from": context.sender,
        "client": context.client,
        "server": context.server,
        "physical": context.physical if context.gateway is None else context.gateway[1].hex(),
        "meter": document.meter(row),
        "session": index.association[row - 1] or None,
        "service": document.service(row),
        "invoke_id": document.invoke_id(row),
        "answers": question or None,
        "answered_by": index.answered_by[row - 1] or None,
        "rtt": None
        if rtt is None
        else msgspec.Raw(seconds(rtt, document.capture.resolution).encode())
        if rtt >= 0
        else rtt / 1e9,
        "object": shown[0],
        "value": shown[1],
        "type": shown[2],
        "text": shown[3],
        "result": _result(reading) if not shut else None,
        "diagnostic": reading.diagnostic if reading is not None and not shut else None,
        "protection": _NO_PROTECTION if protection is NOT_PROTECTED else _protection(document, protection),
        "findings": list(findings_of(document, row, tree)),
        "blocks": list(index.blocks[row]) if row in index.blocks else None,
        "pdu": apdu.source.data[apdu.start : apdu.end].hex() if apdu is not None else None,
        "apdu": _apdu(document, row, apdu, tree, reading, ranges, show_secrets),
    }


def json_lines(document: Document, rows: Iterable[int], **options: bool) -> Iterator[bytes]:
    """Rows as JSON, a line each (without the line's end)."""
    for row in rows:
        yield encode_json(message(document, row, **options))


def object_of(ref: ObjectRef, version: int | None = None, names: ObjectNames | None = None) -> dict[str, Any]:
    """An object with its names; those of its class by the version that an object list told."""
    names = names or names_of(ref, version)
    shown: dict[str, Any] = {
        "class_id": ref.class_id,
        "class": names.interface_class,
        "version": version,
        "obis": show_obis(ref.logical_name) if ref.logical_name is not None else None,
        "name": names.name,
    }
    kind = "method" if ref.method else "attribute"
    shown[kind] = ref.number
    shown[f"{kind}_name"] = names.member
    if ref.short_name is not None:
        shown["short_name"] = ref.short_name
    return shown


@lru_cache(maxsize=4096)
def _object(ref: ObjectRef, version: int | None, packs: tuple[str, ...]) -> msgspec.Raw:
    """An object as finished JSON: a conversation names the same ones over and over."""
    del packs  # but they decide on the names
    return msgspec.Raw(encode_json(object_of(ref, version)))


def _objects(document: Document, row: int) -> Any:
    """The objects that a row names: one, a list of them, or None."""
    meaning = document.meaning
    refs = meaning.refs(row)
    if not refs:
        return None
    packs = packs_in_use()
    found = [_object(ref, meaning.version(row, ref), packs) for ref in refs]
    return found[0] if len(found) == 1 else found


_NOTHING = (None, None, None, None)


def _value(document: Document, row: int, tree: Tree | None, reading: Reading | None, show_secrets: bool) -> Any:
    """Objects, values, names of their types, and readings; each a list for lists."""
    meaning = document.meaning
    if reading is None or not reading.values:
        asked = meaning.asked(row, tree)
        return (_objects(document, row), None, None, asked)
    said = document.said(row, reading)
    items = said.items
    if not said.is_list:
        item = items[0]
        kind = data_type(item.node) if item.node is not None else None
        alone = item.ref if len(meaning.refs(row)) == 1 else None
        named = _object(alone, item.version, packs_in_use()) if alone is not None else _objects(document, row)
        return (named, meaning.value(row, item, show_secrets), kind, meaning.texts(row, item))
    objects = _objects(document, row) or [
        None if item.ref is None else _object(item.ref, item.version, packs_in_use()) for item in items
    ]
    values, texts = meaning.shown(row, items, show_secrets)
    return objects, values, [None if item.node is None else data_type(item.node) for item in items], texts


def _result(reading: Reading | None) -> Any:
    if reading is None or not reading.results:
        return None
    return reading.results if reading.is_list else reading.results[0]


def _protection(document: Document, protection: Protection) -> dict[str, Any]:
    return {
        "status": protection.status,
        "reason": protection.reason,
        "service": protection.service,
        "suite": protection.suite,
        "policy": protection.policy,
        "system_title": protection.system_title.hex() if protection.system_title else None,
        "invocation_counter": protection.invocation_counter,
        "key": document.key_name(protection.key),
    }


_NO_PROTECTION = msgspec.Raw(
    encode_json({key: "none" if key == "status" else None for key in
                 ("status", "reason", "service", "suite", "policy", "system_title", "invocation_counter", "key")})
)  # fmt: skip


def findings_of(document: Document, row: int, tree: Tree | None) -> Iterator[dict[str, str]]:
    """The findings of a row, those that its encoding gives included."""
    for finding in document.findings(row):
        yield {"severity": severity(finding.code), "code": finding.code, "text": finding.text}
    if tree is None or tree.apdu is None or tree.clean:
        return
    if tree.deviation:
        yield {"severity": severity(TOLERATED), "code": TOLERATED, "text": tree.deviation}
        return
    for _, note in notes(tree.apdu):
        code = fault_code(note)
        yield {"severity": severity(code), "code": code, "text": f"{note.reason} (byte {note.offset})"}


def _initiate_inside(shown: Any, tree: Tree) -> None:
    """A ciphered Initiate that was opened shows beside what it was ciphered as."""
    information = next(iter(shown.values())).get("user-information")
    ciphered = next(iter(information.values()), None) if isinstance(information, dict) else None
    if isinstance(ciphered, dict):
        ciphered.update(plain(tree.roots[-1]))


def _annotate(shown: dict[str, Any], node: Node, meant: Overlay) -> None:
    """Give nodes with their ranges what they mean: name, reading, and where these come from."""
    found = meant.get(id(node))
    if found is not None:
        shown["meaning"] = {"name": found.name or None, "text": found.text, "origin": found.origin or None}
    for below, child in zip(shown.get("children", ()), node.children or (), strict=False):
        _annotate(below, child, meant)


def _hide(shown: dict[str, Any], node: Node, secrets: set[int]) -> None:
    """Replace the values of secret nodes with their ranges."""
    if id(node) in secrets and "value" in shown:
        shown["value"] = MASK
    for below, child in zip(shown.get("children", ()), node.children or (), strict=False):
        _hide(below, child, secrets)


def _with_ranges(root: Node, show_secrets: bool) -> dict[str, Any]:
    """A tree whose nodes carry source, start and end; without the secrets that the traffic shows."""
    shown = ranged(root)
    secrets = set() if show_secrets else secret_nodes(root)
    if secrets:
        _hide(shown, root, secrets)
    return shown


def _apdu(
    document: Document,
    row: int,
    apdu: Any,
    tree: Tree | None,
    reading: Reading | None,
    ranges: bool,
    show_secrets: bool,
) -> Any:
    if apdu is None:
        return None
    secrets = document.meaning.secrets(row, reading) if reading is not None and not show_secrets else ()
    shown = _with_ranges(apdu, show_secrets) if ranges else plain(apdu)
    opened = tree is not None and apdu.spec in ACSE_APDUS and tree.sources[-1].kind == DECRYPTED
    if secrets:
        shown = masked(shown, secrets)
    if ranges:
        if tree is not None:
            _annotate(shown, apdu, document.names(row, tree))
            if opened:
                shown["inside"] = _with_ranges(tree.roots[-1], show_secrets)
        return shown
    if tree is not None and opened:
        _initiate_inside(shown, tree)
    return shown if show_secrets or apdu.spec.name not in SPEAK_SECRETS else mask(shown)
