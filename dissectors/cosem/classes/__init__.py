"""Which interface class is (class_id, version), and what is its attribute or method n?

The declarations stand in the modules of this package, by family, each in its ``CLASSES``. They are read at the first
look-up. Nothing is ever read by a declaration of another version: without a version there is only what all known
versions of the class agree on.
"""

from __future__ import annotations

from importlib import import_module

from dissectors.cosem.classes.common import common_class
from dissectors.cosem.types import LOGICAL_NAME_ATTRIBUTE, Attribute, InterfaceClass, Method

FAMILIES = (
    *("measurement", "association", "security", "push", "time_and_events", "control"),
    *("local_port", "internet", "mobile", "mbus", "payment", "sfsk", "prime", "g3", "radio", "national"),
)

_by_version: dict[tuple[int, int | None], InterfaceClass] = {}
_versions: dict[int, list[InterfaceClass]] = {}


def interface_class(class_id: int, version: int | None = None) -> InterfaceClass | None:
    """The class of that version, or None where it is not known; without a version what all known ones agree on."""
    if not _versions:
        _load()
    found = _by_version.get((class_id, version))
    if found is None and version is None and class_id in _versions:
        found = _by_version[class_id, None] = common_class(_versions[class_id])
    return found


def attribute(class_id: int, version: int | None, index: int) -> Attribute | None:
    """Attribute ``index``, or None where the class, the version or the attribute is not known or versions disagree.

    Attribute 1 is the logical name in every class (Blue Book 4.1.1), known or not.
    """
    if index == 1:
        return LOGICAL_NAME_ATTRIBUTE
    found = interface_class(class_id, version)
    return None if found is None else found.attributes.get(index)


def method(class_id: int, version: int | None, index: int) -> Method | None:
    """Method ``index``, or None as for :func:`attribute`."""
    found = interface_class(class_id, version)
    return None if found is None else found.methods.get(index)


def class_name(class_id: int) -> str | None:
    """The name of the class in its latest known version."""
    if not _versions:
        _load()
    versions = _versions.get(class_id)
    return versions[-1].name if versions else None


def interface_classes() -> list[InterfaceClass]:
    """Every declared class and version, by class_id and version."""
    if not _versions:
        _load()
    return [each for class_id in sorted(_versions) for each in _versions[class_id]]


def _load() -> None:
    by_id: dict[int, list[InterfaceClass]] = {}
    for family in FAMILIES:
        for each in import_module(f"{__name__}.{family}").CLASSES:
            by_id.setdefault(each.class_id, []).append(each)
            _by_version[each.class_id, each.version] = each
    for versions in by_id.values():
        versions.sort(key=lambda each: each.version or 0)
    _versions.update(by_id)
