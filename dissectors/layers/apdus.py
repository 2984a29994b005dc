"""Every APDU as a Scapy packet, generated from the table of APDUs: GetRequestNormal, AARQ, GloGetRequest, …"""

from __future__ import annotations

from struct import error as StructError
from typing import Any, ClassVar

from scapy.fields import XByteField
from scapy.packet import Packet, Raw

from dissectors.core import ops
from dissectors.core.errors import EncodeError
from dissectors.core.node import Node, Note, notes
from dissectors.core.ops import Op
from dissectors.core.reader import decode
from dissectors.layers.fields import CoreField, Element, field_name, fields_of
from dissectors.spec import APDU, acse, block, catalog, notification, xdlms
from dissectors.spec.facts import ANSWERS, Plan, plan_of

_REFUSALS = (xdlms.EXCEPTION_RESPONSE.name, acse.CONFIRMED_SERVICE_ERROR.name)
_GENERAL = {op.name for op in catalog.GENERAL.values() if op is not block.GENERAL_BLOCK_TRANSFER}
_CONFIRMS = {notification.DATA_NOTIFICATION_CONFIRM.name: notification.DATA_NOTIFICATION.name}
_UPPER = {"aarq": "AARQ", "aare": "AARE", "rlrq": "RLRQ", "rlre": "RLRE", "abrt": "ABRT"}


class DlmsPacket(Packet):
    """Base of our layers: bytes that do not fit are kept as they are, in a Raw payload; dissecting never raises.

    ``undecoded`` says that this happened, ``note`` why.
    """

    element: ClassVar[Op | None] = None  # what the core reads these bytes as
    undecoded: bool = False

    def do_dissect(self, s: bytes) -> bytes:
        try:
            rest: bytes = super().do_dissect(s)
            return rest
        except (StructError, ValueError, IndexError, EncodeError):
            return self.give_up(s)

    def give_up(self, s: bytes) -> bytes:
        """Be a layer without fields, whose payload is the bytes as they are."""
        self._have_no_fields()
        self.explicit = 1
        return s

    def _have_no_fields(self) -> None:
        self.undecoded = True
        self.fields_desc = []  # type: ignore[misc]
        self.fields, self.default_fields = {}, {}
        self.raw_packet_cache = None

    @property
    def node(self) -> Node | None:
        """The core's tree of this layer and what it holds; partial where the bytes are malformed."""
        return None if self.element is None else decode(self.element, bytes(self))

    @property
    def note(self) -> Note | None:
        """The core's first remark on these bytes: why they are undecoded, a wrong check sequence, …"""
        tree = self.node
        if tree is None:
            return None
        return next((note for node, note in notes(tree) if self.undecoded or node is not tree), None)

    def copy(self) -> Any:
        return self._kept(super().copy())

    def clone_with(self, payload: Any = None, **kargs: Any) -> Any:
        return self._kept(super().clone_with(payload, **kargs))

    def _kept(self, clone: DlmsPacket) -> DlmsPacket:
        if self.undecoded:
            clone._have_no_fields()
        return clone

    def answers(self, other: Packet) -> int:
        if self.undecoded or getattr(other, "undecoded", False):
            return 0
        return int(super().answers(other))

    def guess_payload_class(self, payload: bytes) -> Any:
        return Raw if self.undecoded else self.payload_class(payload)

    def payload_class(self, payload: bytes) -> Any:
        """The class of what follows. Not Padding: that would be rebuilt behind the whole frame."""
        del payload
        return Raw


class ApduPacket(DlmsPacket):
    """An APDU. ``plan`` tells its place among the services, ``question`` the family of APDUs that it answers.

    The members of a BER APDU (``members``: attribute -> element) are read and set as attributes; absent ones are None.
    """

    element = APDU
    op: ClassVar[Op]
    plan: ClassVar[Plan]
    question: ClassVar[str] = ""
    members: ClassVar[dict[str, str]] = {}

    def __init__(self, _pkt: bytes = b"", *args: Any, **fields: Any) -> None:
        named = {self.members[key]: fields.pop(key) for key in list(fields) if key in self.members}
        if named:
            fields["content"] = {**fields.get("content", {}), **named}
        super().__init__(_pkt, *args, **fields)

    def __getattr__(self, attr: str) -> Any:
        name = type(self).members.get(attr)
        return super().__getattr__(attr) if name is None else self._content().get(name)

    def setfieldval(self, attr: str, val: Any) -> None:
        name = type(self).members.get(attr)
        if name is None:
            super().setfieldval(attr, val)
        else:
            super().setfieldval("content", {**self._content(), name: val})

    def _content(self) -> dict[str, Any]:
        content = self.content
        return dict(content.plain if isinstance(content, Element) else content)

    def mysummary(self) -> str:
        return f"{self.plan.name} (undecoded)" if self.undecoded else self.plan.name

    def answers(self, other: Packet) -> int:
        """Whether this answers ``other``: its service's answer, with the same invoke id where there is one."""
        if not isinstance(other, ApduPacket) or self.undecoded or other.undecoded:
            return 0
        family = other.plan.family
        if self.plan.family in _REFUSALS:
            return int(other.plan.sender != self.plan.sender)
        if family in _GENERAL and family == self.plan.family:  # the same APDU both ways: the titles differ
            return int(self._title() != other._title())
        if self.question != family:
            return 0
        return int(self._invoke_id() == other._invoke_id())

    def _invoke_id(self) -> int | None:
        name = next((each.name for each in self.fields_desc if each.name in ("invoke_id", "long_invoke_id")), None)
        return None if name is None else self.getfieldval(name)

    def _title(self) -> bytes | None:
        field = next((each for each in self.fields_desc if each.name.endswith("system_title")), None)
        return None if field is None else bytes(field.addfield(self, b"", self.getfieldval(field.name)))


def class_name(name: str) -> str:
    """``get-request-normal`` -> ``GetRequestNormal``; ACSE names in capitals."""
    return _UPPER.get(name) or "".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _make(op: Op, octets: bytes) -> type[ApduPacket]:
    """A packet class whose first bytes are ``octets`` (tag, and choice where there is one)."""
    plan = plan_of(octets + b"\0")
    assert plan is not None
    if op.tags:  # a BER APDU writes its own header
        fields: list[Any] = [CoreField("content", op)]
    else:
        names = ("tag", "choice")
        fields = [XByteField(names[at], byte) for at, byte in enumerate(octets)]
        fields += fields_of(op)
    members = {field_name(each): each.name for each in op.table.values()} if op.tags else {}
    return type(class_name(op.name), (ApduPacket,), {
        "name": op.name, "fields_desc": _distinct(fields), "op": op, "plan": plan, "__doc__": f"The {op.name} APDU.",
        "__module__": __package__, "members": members, "question": _question(octets[0], plan),
    })  # fmt: skip


def _question(tag: int, plan: Plan) -> str:
    """The family that an APDU answers; a ciphered one answers those ciphered the same way."""
    protected = catalog.PLAIN.get(catalog.PROTECTS.get(tag, -1))
    if protected is None:
        return plan.answers or _CONFIRMS.get(plan.family, "")
    question = ANSWERS.get(protected.name)
    return "" if question is None else plan.family.removesuffix(protected.name) + question


def _distinct(fields: list[Any]) -> list[Any]:
    """Field names made distinct: a second ``result`` becomes ``result_2``."""
    seen: dict[str, int] = {}
    for field in fields:
        seen[field.name] = seen.get(field.name, 0) + 1
        if seen[field.name] > 1:
            field.name = f"{field.name}_{seen[field.name]}"
    return fields


def _classes() -> tuple[dict[int, type[ApduPacket]], dict[tuple[int, int], type[ApduPacket]]]:
    by_tag: dict[int, type[ApduPacket]] = {}
    by_choice: dict[tuple[int, int], type[ApduPacket]] = {}
    for tag, op in APDU.table.items():
        if op.kind == ops.CHOICE:
            for number, alternative in op.table.items():
                by_choice[tag, number] = _make(alternative, bytes((tag, number)))
        else:
            by_tag[tag] = _make(op, bytes((tag,)))
    return by_tag, by_choice


BY_TAG, BY_CHOICE = _classes()
CLASSES: dict[str, type[ApduPacket]] = {each.__name__: each for each in (*BY_TAG.values(), *BY_CHOICE.values())}


def apdu_class(data: bytes) -> Any:
    """The class of an APDU by its first bytes; Raw where they begin none."""
    if not data:
        return Raw
    found = BY_TAG.get(data[0]) or BY_CHOICE.get((data[0], data[1] if len(data) > 1 else -1))
    return found or Raw
