"""What do the known versions of an interface class have in common?

A meter's GET names the class but not its version. Where versions lay an attribute out differently, only the shared
part may be read: differing enumerations lose their names, differing structures of the same length become plain,
structures of different length stay, because the length tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dissectors.cosem.types import ANY, CHOICE_TAG, Attribute, InterfaceClass, Method, Type, choice


def common_class(versions: Sequence[InterfaceClass]) -> InterfaceClass:
    """The class without a version: attributes and methods whose names agree, with :func:`common_type` as their type."""
    latest = versions[-1]
    if len(versions) == 1:
        return InterfaceClass(latest.class_id, None, latest.name, latest.attributes, latest.methods, latest.verified)
    attributes: dict[int, Attribute] = {}
    for index in sorted({index for each in versions for index in each.attributes}):
        rows = [each.attributes[index] for each in versions if index in each.attributes]
        if len({row.name for row in rows}) == 1:
            merged = common_type([row.type for row in rows])
            teaches = rows[0].teaches if len({row.teaches for row in rows}) == 1 else ""
            scaled_by = rows[0].scaled_by if len({row.scaled_by for row in rows}) == 1 else 0
            attributes[index] = Attribute(index, rows[0].name, merged, rows[0].sn_offset, teaches, scaled_by)
    methods: dict[int, Method] = {}
    for index in sorted({index for each in versions for index in each.methods}):
        calls = [each.methods[index] for each in versions if index in each.methods]
        if len({call.name for call in calls}) == 1:
            offset = calls[0].sn_offset if len({call.sn_offset for call in calls}) == 1 else None
            methods[index] = Method(index, calls[0].name, common_type([call.parameter for call in calls]), offset)
    return InterfaceClass(
        latest.class_id, None, latest.name, attributes, methods, all(each.verified for each in versions)
    )


def common_type(types: Sequence[Type]) -> Type:
    """The type that reads a value rightly whichever of ``types`` it was written as; ``ANY`` where there is none."""
    first = types[0]
    if all(same(first, other) for other in types[1:]):
        return first
    groups: dict[tuple[str, int], list[Type]] = {}
    for each in _alternatives(types):
        if each.tag == ANY.tag or each.selector:
            return ANY
        groups.setdefault((each.tag, -1 if each.fields is None else len(each.fields)), []).append(each)
    merged = [_merge(group) for group in groups.values()]
    return merged[0] if len(merged) == 1 else choice(*merged)


def same(one: Type, other: Type) -> bool:
    """Whether two types read every value alike."""
    if one is other:
        return True
    if any(getattr(one, slot) != getattr(other, slot) for slot in _PLAIN_SLOTS):
        return False
    if (one.of is None) != (other.of is None) or (one.of and other.of and not same(one.of, other.of)):
        return False
    return _same_parts(one.fields, other.fields) and _same_parts(one.options, other.options)


_PLAIN_SLOTS = ("tag", "names", "bits", "meaning", "unit", "size", "selector")


def _same_parts(one: object, other: object) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one is other
    return list(one) == list(other) and all(same(one[key], other[key]) for key in one)


def _alternatives(types: Iterable[Type]) -> list[Type]:
    """The types with plain choices opened."""
    found: list[Type] = []
    for each in types:
        if each.tag == CHOICE_TAG and not each.selector:
            found.extend(_alternatives((each.options or {}).values()))
        else:
            found.append(each)
    return found


def _merge(group: list[Type]) -> Type:
    """One type for several of the same Data type."""
    first = group[0]
    if all(same(first, other) for other in group[1:]):
        return first
    if first.tag == "array" and all(each.of is not None for each in group):
        return Type("array", of=common_type([each.of for each in group if each.of is not None]))
    fields = [each.fields for each in group if each.fields is not None]
    if len(fields) == len(group) and len({tuple(each) for each in fields}) == 1:
        merged = {name: common_type([each[name] for each in fields]) for name in fields[0]}
        return Type("structure", name=first.name, fields=merged)
    return Type(
        first.tag,
        meaning=first.meaning if len({each.meaning for each in group}) == 1 else "",
        unit=first.unit if len({each.unit for each in group}) == 1 else "",
        size=first.size if len({each.size for each in group}) == 1 else None,
    )
