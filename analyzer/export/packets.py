"""What tshark with our Lua dissector shows of each packet, through pyshark's JSON with the bytes of every field."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Iterator
from typing import Any

from analyzer.export.crosscheck import SHARED_FINDINGS, Buffer, Placed, Shown, settled
from analyzer.export.lua.tables import UNDECLARED
from analyzer.tshark import PROTOCOL
from dissectors.spec import APDU, DATA
from dissectors.spec.link import FRAMES
from dissectors.spec.model import elements, field_type

_PREFIX = f"{PROTOCOL}."
_SERVICE, _TREE = f"{_PREFIX}service", f"{_PREFIX}service_tree"
_TEXT = "_ws.lua.text"


def packets(path: str, script: str, keys: str = "") -> Iterator[tuple[int, list[Shown], list[Buffer]]]:
    """Number, messages and frames of every packet that our dissector took. Two passes, so that answers know their answer.

    ``keys`` names a key file for Lua, "" for none. Raises :class:`OSError` where tshark cannot be run on the file.
    """
    import pyshark

    parameters = ["-2", "-n", "-J", f"frame {PROTOCOL}", "-X", f"lua_script:{script}"]
    if keys:
        parameters += ["-X", f"lua_script1:keyfile={keys}"]
    with tempfile.TemporaryDirectory() as home, _environment(HOME=home, XDG_CONFIG_HOME=home):
        yield from _packets(pyshark.FileCapture, path, parameters)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    """A tshark without the user's own settings, keys and plugins."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _packets(capture_of: Any, path: str, parameters: list[str]) -> Iterator[tuple[int, list[Shown], list[Buffer]]]:
    from pyshark.capture.capture import TSharkCrashException

    try:
        asyncio.get_event_loop_policy().get_event_loop()
    except RuntimeError:  # somebody ran one and took it away; pyshark wants one
        asyncio.set_event_loop(asyncio.new_event_loop())
    capture = capture_of(path, use_json=True, include_raw=True, keep_packets=False, custom_parameters=parameters)
    seen = False
    try:
        for packet in capture:
            seen = True
            layers = [each for layer in packet.layers if layer.layer_name == PROTOCOL for each in _all(layer)]
            if layers:
                number = int(packet.number)
                yield (
                    number,
                    [message for layer in layers for message in _messages(number, layer)],
                    [frame for layer in layers for frame in _frames(layer)],
                )
    except TSharkCrashException as error:
        if not seen:  # a capture that is cut short ends so, too
            raise OSError(str(error)) from error
    finally:
        _close(capture)


def _close(capture: Any) -> None:
    """End tshark. Its exit code says nothing new here, and must not be told again when the object goes."""
    from pyshark.capture.capture import TSharkCrashException

    with contextlib.suppress(TSharkCrashException):
        capture.close()
    capture._running_processes.clear()


def _all(layer: Any) -> list[dict[str, Any]]:
    """The fields of a layer and of those that stand beside it under the same name."""
    return [layer._all_fields, *(each._all_fields for each in layer.duplicate_layers)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(fields: dict[str, Any], name: str) -> list[str]:
    return [str(value) for value in _listed(fields.get(_PREFIX + name, []))]


def _one(fields: dict[str, Any], name: str) -> str | None:
    found = _named(fields, name)
    return found[0] if found else None


def _number(fields: dict[str, Any], name: str) -> int | None:
    found = _one(fields, name)
    return int(found) if found else None


def _messages(record: int, layer: dict[str, Any]) -> Iterator[Shown]:
    services = [str(service) for service in _listed(layer.get(_SERVICE, []))]
    trees = _listed(layer.get(_TREE, []))
    for number, service in enumerate(services):
        tree = trees[number] if number < len(trees) and isinstance(trees[number], dict) else {}
        counter, suite, answers = _one(tree, "invocation_counter"), _one(tree, "suite"), _one(tree, "answers")
        title = _one(tree, "system_title")
        numbers = [*_named(tree, "attribute"), *_named(tree, "method")]
        found = _named(tree, "finding")
        within = [code for text in _listed(tree.get(_TEXT, [])) for code in _below(text, f"{_PREFIX}finding")]
        said = {
            "service": service,
            "answers": int(answers) if answers else None,
            "status": _one(tree, "protection") or "none",
            "reason": _one(tree, "protection.reason"),
            "counter": int(counter) if counter else None,
            "suite": int(suite) if suite else None,
            "policy": _one(tree, "policy"),
            "title": title.replace(":", "") if title else None,
            "objects": [
                (int(class_id), obis, int(attribute))
                for class_id, obis, attribute in zip(
                    _named(tree, "class_id"), _named(tree, "obis"), numbers, strict=False
                )
            ],
            "text": _one(tree, "text"),
            "result": _one(tree, "result"),
            "type": _one(tree, "type"),
            **{end: _number(tree, end) for end in ("client", "server", "physical")},
            "names": _named(tree, "name"),
            "findings": sorted({*found, *within} & SHARED_FINDINGS),
        }
        buffers = [settled(list(_placed(text))) for text in _listed(tree.get(_TEXT, []))]
        yield Shown(service, record, said, tuple(buffers))


def _below(fields: Any, name: str) -> Iterator[str]:
    """Values of a field anywhere below."""
    for each in _listed(fields):
        if isinstance(each, dict):
            for key, value in each.items():
                if key == name:
                    yield from map(str, _listed(value))
                elif not key.endswith("_raw"):
                    yield from _below(value, name)


def _frames(layer: dict[str, Any]) -> Iterator[Buffer]:
    for text in _listed(layer.get(_TEXT, [])):
        yield settled(list(_placed(text)))


def _placed(fields: Any) -> Iterator[Placed]:
    """The declared fields at or below, with the bytes that stand beside each as NAME_raw; none below what is no dict."""
    if not isinstance(fields, dict):
        return
    for key, value in fields.items():
        if key.endswith("_raw"):
            continue
        raw = fields.get(f"{key}_raw")
        if key.startswith(_PREFIX) and isinstance(raw, list) and not isinstance(value, dict):
            name = key.removeprefix(_PREFIX)
            if name not in _TYPES:
                continue
            places = raw if raw and isinstance(raw[0], list) else [raw]
            values = [each for each in _listed(value) if each != "" or _TYPES[name] != "bytes"]
            for each, (octets, start, length, *_) in zip(values, [place for place in places if place[2]], strict=False):
                yield Placed(start, length, name, _value(_TYPES[name], each), octets if length else "")
        else:
            for each in _listed(value):
                if isinstance(each, dict):
                    yield from _placed(each)


def _types() -> dict[str, str]:
    found: dict[str, str] = dict.fromkeys(UNDECLARED, "bytes")
    for op in elements(APDU, DATA, *FRAMES):
        kind = field_type(op.kind, op.form, op.size)
        if kind != "none":
            found.setdefault(op.abbrev, kind)
        for member in (*op.members, *(each for row in op.patterns for each in row[3])):
            found.setdefault(member.abbrev, "number")
    return found


_TYPES = _types()


def _value(kind: str, text: Any) -> str:
    value = str(text)
    if kind == "bytes":
        return value.replace(":", "")
    if kind == "number":
        return str(int(value, 0))
    if kind == "float":
        return repr(float(value))
    if kind == "boolean":
        return {"true": "1", "false": "0"}.get(value.lower(), value)
    return value
