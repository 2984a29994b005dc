"""What a COSEM value is made of: the vocabulary that interface classes are declared with.

A :class:`Type` is a tree over the Data types of the standard (Blue Book 4.1.5). Leaves carry what their number or
octets stand for: ``names`` of an enumeration or of the bits of a mask, a ``meaning`` (``date-time``, ``obis``,
``system-title`` ...), a ``unit``. :func:`resolve` says whether a Data that arrived fits what is declared: where it does
not, there is no named reading, only the plain one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Names = dict[int, str]

ANY_TAG, CHOICE_TAG = "any", "choice"
SECRET = "secret"  # the meaning of values that are shown as *** unless asked for
SIZES = {"date-time": (12, 0), "date": (5, 0), "time": (4, 0), "obis": (6,), "system-title": (8, 0), "oid": (7, 9)}


class Type:
    """One element. ``tag`` is the name of the Data type, or ``any``, or ``choice``.

    ``name`` names structures, enumerations and masks; ``of`` is the element of an array; ``fields`` are a structure's;
    ``options`` are the alternatives of a choice, keyed by the code in the sibling field ``selector`` where there is
    one, else numbered and told apart by their Data type. ``size`` is the fixed number of octets or bits, else None.
    ``bits`` says that ``names`` names bits: of an octet from the lowest bit, of a bit-string from the first.
    """

    __slots__ = ("bits", "fields", "meaning", "name", "names", "of", "options", "selector", "size", "tag", "unit")

    def __init__(
        self,
        tag: str,
        *,
        name: str = "",
        of: Type | None = None,
        fields: Mapping[str, Type] | None = None,
        options: Mapping[int, Type] | None = None,
        selector: str = "",
        names: Names | None = None,
        bits: bool = False,
        meaning: str = "",
        unit: str = "",
        size: int | None = None,
    ) -> None:
        self.tag = tag
        self.name = name
        self.of = of
        self.fields = fields
        self.options = options
        self.selector = selector
        self.names = names
        self.bits = bits
        self.meaning = meaning
        self.unit = unit
        self.size = size

    def __repr__(self) -> str:
        return f"<Type {self}>"

    def __str__(self) -> str:
        return _TEXT.get(self.tag, _leaf_text)(self)


class Attribute:
    """``teaches`` says what the analyzer learns from its value; ``scaled_by`` is the index of its scaler_unit, or 0."""

    __slots__ = ("index", "name", "scaled_by", "sn_offset", "teaches", "type")

    def __init__(
        self, index: int, name: str, declared: Type, sn_offset: int, teaches: str = "", scaled_by: int = 0
    ) -> None:
        self.index = index
        self.name = name
        self.type = declared
        self.sn_offset = sn_offset
        self.teaches = teaches
        self.scaled_by = scaled_by

    def __repr__(self) -> str:
        return f"<Attribute {self.index} {self.name}: {self.type}>"


class Method:
    """``parameter`` is the type of the invocation parameter; ``sn_offset`` is None where it is not established."""

    __slots__ = ("index", "name", "parameter", "sn_offset")

    def __init__(self, index: int, name: str, parameter: Type, sn_offset: int | None = None) -> None:
        self.index = index
        self.name = name
        self.parameter = parameter
        self.sn_offset = sn_offset

    def __repr__(self) -> str:
        return f"<Method {self.index} {self.name}({self.parameter})>"


class InterfaceClass:
    """One version of a class; ``version`` is None for what all known versions have in common.

    ``attributes`` and ``methods`` are keyed by index. ``verified`` is False where the layout rests on one recollection.
    """

    __slots__ = ("attributes", "class_id", "methods", "name", "verified", "version")

    def __init__(
        self,
        class_id: int,
        version: int | None,
        name: str,
        attributes: Mapping[int, Attribute],
        methods: Mapping[int, Method],
        verified: bool = True,
    ) -> None:
        self.class_id = class_id
        self.version = version
        self.name = name
        self.attributes = attributes
        self.methods = methods
        self.verified = verified

    def __repr__(self) -> str:
        return f"<InterfaceClass {self.class_id} {self.name}, version {self.version}>"


class Marked(NamedTuple):
    """A type as an attribute of a class declares it, with what it teaches."""

    type: Type
    teaches: str = ""
    scaled_by: int = 0


Attributes = dict[str, Type | Marked]
Methods = dict[str, Type]


def simple(tag: str, *, meaning: str = "", unit: str = "", size: int | None = None) -> Type:
    """A Data type without inner structure."""
    return Type(tag, meaning=meaning, unit=unit, size=size)


def octets(size: int | None = None, meaning: str = "") -> Type:
    """An octet-string, of a fixed size where one is given."""
    return Type("octet-string", size=size, meaning=meaning)


def array(of: Type) -> Type:
    """Any number of one element."""
    return Type("array", of=of)


def structure(name: str, fields: Mapping[str, Type]) -> Type:
    """Named fields in order."""
    return Type("structure", name=name, fields=fields)


def choice(*options: Type) -> Type:
    """One of several types, told apart by their Data types (structures: by their number of fields)."""
    return Type(CHOICE_TAG, options=dict(enumerate(options)))


def selected(by: str, options: Mapping[int, Type]) -> Type:
    """One of several types, chosen by the code in the sibling field ``by``."""
    return Type(CHOICE_TAG, options=options, selector=by)


def enumeration(name: str, names: Names, tag: str = "enum") -> Type:
    """A number whose codes have names; open, so an unlisted code stays a number."""
    return Type(tag, name=name, names=names)


def mask(name: str, names: Names, tag: str = "enum", size: int | None = None) -> Type:
    """Named bits: of an enum or unsigned from the lowest bit on, of a bit-string from the first one on."""
    return Type(tag, name=name, names=names, bits=True, size=size)


def within(unit: str, of: Type) -> Type:
    """The same leaf with its unit."""
    return Type(of.tag, meaning=of.meaning, unit=unit, size=of.size)


def teaches(what: str, of: Type) -> Marked:
    """An attribute whose value the analyzer learns from."""
    return Marked(of, what)


def scaled_by(index: int, of: Type) -> Marked:
    """An attribute whose numbers are scaled by the scaler_unit in attribute ``index``."""
    return Marked(of, "", index)


def declare(
    class_id: int,
    version: int,
    name: str,
    attributes: Mapping[str, Type | Marked] | None = None,
    methods: Mapping[str, Type] | None = None,
    *,
    methods_at: int | None = None,
    verified: bool = True,
) -> InterfaceClass:
    """An interface class from its attributes (from index 2 on; 1 is logical_name) and methods (from 1 on), in order.

    Short-name offsets of attributes are 8 apart from 0 on; those of methods 8 apart from ``methods_at`` on where that
    is known (Blue Book 4.1.3).
    """
    rows = {1: LOGICAL_NAME_ATTRIBUTE}
    for index, (label, part) in enumerate((attributes or {}).items(), 2):
        marked = part if isinstance(part, Marked) else Marked(part)
        rows[index] = Attribute(index, label, marked.type, 8 * (index - 1), marked.teaches, marked.scaled_by)
    calls = {
        index: Method(index, label, parameter, None if methods_at is None else methods_at + 8 * (index - 1))
        for index, (label, parameter) in enumerate((methods or {}).items(), 1)
    }
    return InterfaceClass(class_id, version, name, rows, calls, verified)


def resolve(declared: Type, tag: str, size: int = -1, selection: int | None = None) -> Type | None:
    """The type that names a Data of type ``tag``, or None where what is declared does not fit.

    ``size`` is the number of elements (array, structure), octets or bits, -1 where unknown; ``selection`` the code of
    the sibling field that :attr:`Type.selector` names. A compact-array fits an array, a number sent in another integer
    type fits a number, the 12, 5 and 4 octets of times fit in an octet-string and in their own types.
    """
    if declared.tag == ANY_TAG:
        return None
    if declared.tag == CHOICE_TAG:
        options = declared.options or {}
        if declared.selector:
            option = options.get(selection) if selection is not None else None
            return None if option is None else resolve(option, tag, size)
        exact = [option for option in options.values() if option.tag == tag]
        if size < 0 and len(exact) > 1:
            return None  # only the number of fields could tell them apart
        for option in exact or options.values():
            found = resolve(option, tag, size)
            if found is not None:
                return found
        return None
    if tag not in _ACCEPTED.get(declared.tag, (declared.tag,)) and tag != declared.meaning:
        return None
    return declared if size < 0 or _size_fits(declared, size) else None


def _size_fits(declared: Type, size: int) -> bool:
    if declared.tag == "structure":
        return declared.fields is None or len(declared.fields) == size
    sizes = SIZES.get(declared.meaning)
    if sizes is not None:
        return size in sizes
    return declared.size is None or declared.size == size


_INTEGERS = (
    *("unsigned", "long-unsigned", "double-long-unsigned", "long64-unsigned"),
    *("integer", "long", "double-long", "long64", "enum"),
)
_ACCEPTED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_INTEGERS, _INTEGERS),
    "array": ("array", "compact-array"),
    "date-time": ("date-time", "octet-string"),
}


def _leaf_text(declared: Type) -> str:
    inner = declared.meaning or declared.name or ("" if declared.size is None else str(declared.size))
    return f"{declared.tag}({inner})" if inner else declared.tag


def _array_text(declared: Type) -> str:
    return f"array<{declared.of}>" if declared.of is not None else "array"


def _structure_text(declared: Type) -> str:
    return f"structure<{declared.name}>" if declared.name else "structure"


def _choice_text(declared: Type) -> str:
    return "|".join(str(option) for option in (declared.options or {}).values())


_TEXT = {"array": _array_text, "structure": _structure_text, CHOICE_TAG: _choice_text}

# The leaves that declarations use. One object each: types are compared by identity first.
ANY = Type(ANY_TAG)
NULL = Type("null-data")
BOOLEAN = Type("boolean")
BIT_STRING = Type("bit-string")
INTEGER = Type("integer")
LONG = Type("long")
DOUBLE_LONG = Type("double-long")
LONG64 = Type("long64")
UNSIGNED = Type("unsigned")
LONG_UNSIGNED = Type("long-unsigned")
DOUBLE_LONG_UNSIGNED = Type("double-long-unsigned")
LONG64_UNSIGNED = Type("long64-unsigned")
ENUM = Type("enum")
OCTETS = Type("octet-string")
VISIBLE_STRING = Type("visible-string")
UTF8_STRING = Type("utf8-string")
COMPACT_ARRAY = Type("compact-array")
ARRAY = Type("array")
STRUCTURE = Type("structure")
DATE_TIME = Type("date-time", meaning="date-time")
DATE_TIME_OCTETS = octets(meaning="date-time")
DATE_OCTETS = octets(meaning="date")
TIME_OCTETS = octets(meaning="time")
LOGICAL_NAME = octets(6, "obis")
SYSTEM_TITLE = octets(8, "system-title")
SECRET_OCTETS = octets(meaning=SECRET)
TEXT = choice(OCTETS, VISIBLE_STRING, UTF8_STRING)

SECONDS_16, SECONDS_32 = within("s", LONG_UNSIGNED), within("s", DOUBLE_LONG_UNSIGNED)
MILLISECONDS_16 = within("ms", LONG_UNSIGNED)
MINUTES_16 = within("min", LONG_UNSIGNED)

LOGICAL_NAME_ATTRIBUTE = Attribute(1, "logical_name", LOGICAL_NAME, 0)
