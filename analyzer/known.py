"""What is known of meters' objects before a capture: scalers, columns and base names from a file, and into one."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from typing import Any

from dissectors.core.forms import parse_obis, show_obis
from dissectors.meaning.facts import ANYWHERE, Fact, Facts
from dissectors.meaning.lessons import (
    CAPTURE_OBJECTS,
    CAPTURE_PERIOD,
    OBJECT_LIST,
    PUSH_OBJECT_LIST,
    SCALER_UNIT,
    TEMPLATE_DESCRIPTION,
    TEMPLATE_ID,
    Column,
    Listed,
)
from dissectors.session.message import ObjectRef

FORMAT, VERSION = "dlmscope objects", 1
_ASSOCIATION = (15, bytes((0, 0, 40, 0, 0, 255)))


class KnownError(Exception):
    """The file cannot be used; the text is one clear line."""


def save(facts: Facts, devices: dict[Hashable, tuple[Hashable, ...]], names: dict[Hashable, str]) -> dict[str, Any]:
    """What a capture taught, as the JSON document of the file; ``names`` is what each device is called."""
    meters = []
    for device, keys in devices.items():
        objects: dict[tuple[int, bytes], dict[str, Any]] = {}
        for key in reversed(keys):
            for class_id, name, what, fact in facts.of(key):
                if what == OBJECT_LIST:
                    for listed in fact.value:
                        _object(objects, listed.class_id, listed.logical_name).update(_listed(listed))
                elif what in _WRITE:
                    _object(objects, class_id, name).update(_WRITE[what](fact.value))
        title = keys[0][0] if keys and isinstance(keys[0], tuple) and len(keys[0]) == 2 else None
        if objects:
            meters.append(
                {
                    "meter": names.get(device),
                    "system_title": title,
                    "server": _server(keys),
                    "objects": [*objects.values()],
                }
            )
    return {"format": FORMAT, "version": VERSION, "meters": meters}


def load(facts: Facts, path: str) -> int:
    """Teach ``facts`` what the file knows; how many objects. Raises :class:`KnownError`.

    What a file says of its only meter holds for every meter, unless the capture says otherwise.
    """
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except OSError as error:
        raise KnownError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise KnownError(f"{path}: is no JSON") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("meters"), list):
        raise KnownError(f"{path}: is no file of objects; `dlmscope objects FILE --save {path}` writes one")
    count = 0
    for number, meter in enumerate(content["meters"], 1):
        where = f"{path}: meter {number}"
        if not isinstance(meter, dict) or not isinstance(meter.get("objects"), list):
            raise KnownError(f"{where}: has no list of objects")
        devices: list[Hashable] = []
        if isinstance(meter.get("system_title"), str):
            devices.append((meter["system_title"].lower(), meter.get("server")))
        if len(content["meters"]) == 1 or not devices:
            devices.append(ANYWHERE)
        count += _take(facts, devices, meter["objects"], where)
    return count


def _take(facts: Facts, devices: list[Hashable], objects: list[Any], where: str) -> int:
    listed: list[Listed] = []
    for number, entry in enumerate(objects, 1):
        try:
            class_id, name = int(entry["class_id"]), _code(entry["obis"])
            taught = [(what, read(entry)) for what, (field, read) in _READ.items() if entry.get(field) is not None]
            if entry.get("version") is not None:
                base = entry.get("base_name")
                rights = [tuple((int(a), int(b)) for a, b in entry.get(key) or ()) for key in _RIGHTS]
                listed.append(
                    Listed(class_id, int(entry["version"]), name, None if base is None else int(base), *rights)
                )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise KnownError(f"{where}, object {number}: {type(error).__name__} {error}") from None
        for device in devices:
            for what, value in taught:
                facts.add(device, class_id, name, what, Fact(0, value))
    for device in devices:
        if listed:
            facts.add(device, *_ASSOCIATION, OBJECT_LIST, Fact(0, tuple(listed)))
    return len(objects)


_RIGHTS = ("attribute_rights", "method_rights")


def _object(objects: dict[tuple[int, bytes], dict[str, Any]], class_id: int, name: bytes) -> dict[str, Any]:
    return objects.setdefault((class_id, name), {"class_id": class_id, "obis": show_obis(name)})


def _listed(each: Listed) -> dict[str, Any]:
    found: dict[str, Any] = {"version": each.version}
    if each.base_name is not None:
        found["base_name"] = each.base_name
    for key, rights in zip(_RIGHTS, (each.attributes, each.methods), strict=True):
        if rights:
            found[key] = [list(right) for right in rights]
    return found


def _server(keys: tuple[Hashable, ...]) -> Any:
    return keys[0][1] if keys and isinstance(keys[0], tuple) and len(keys[0]) > 1 else None


def _code(text: str) -> bytes:
    name = parse_obis(text)
    if len(name) != 6:
        raise ValueError(f"{text!r} is no OBIS code")
    return name


def _columns(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    return [
        {
            "class_id": column.ref.class_id,
            "obis": show_obis(column.ref.logical_name or b""),
            "attribute": column.ref.number,
            "data_index": column.data_index,
        }
        for column in columns
    ]


def _column(entry: dict[str, Any]) -> Column:
    ref = ObjectRef(int(entry["class_id"]), _code(entry["obis"]), int(entry["attribute"]))
    return Column(ref, int(entry.get("data_index") or 0))


_WRITE: dict[str, Callable[[Any], dict[str, Any]]] = {
    SCALER_UNIT: lambda value: {"scaler": value[0], "unit": value[1]},
    CAPTURE_OBJECTS: lambda value: {"capture_objects": _columns(value)},
    PUSH_OBJECT_LIST: lambda value: {"push_object_list": _columns(value)},
    CAPTURE_PERIOD: lambda value: {"capture_period": value},
    TEMPLATE_ID: lambda value: {"template_id": value},
    TEMPLATE_DESCRIPTION: lambda value: {"template_description": value.hex()},
}
# Kind of fact -> the field that must be there, and how the fact is read from the object
_READ: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    SCALER_UNIT: ("scaler", lambda entry: (int(entry["scaler"]), int(entry["unit"]))),
    CAPTURE_OBJECTS: ("capture_objects", lambda entry: tuple(map(_column, entry["capture_objects"]))),
    PUSH_OBJECT_LIST: ("push_object_list", lambda entry: tuple(map(_column, entry["push_object_list"]))),
    CAPTURE_PERIOD: ("capture_period", lambda entry: int(entry["capture_period"])),
    TEMPLATE_ID: ("template_id", lambda entry: int(entry["template_id"])),
    TEMPLATE_DESCRIPTION: ("template_description", lambda entry: bytes.fromhex(entry["template_description"])),
}
