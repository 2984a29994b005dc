"""Every APDU as a Scapy packet, generated from the table of APDUs: GetRequestNormal, AARQ, GloGetRequest, …"""

from __future__ import annotations

from struct import error as StructError
from typing import Any, ClassVar

from scapy.config import conf
from scapy.fields import XByteField
from scapy.packet import Packet, Raw

from dissectors.core import ops
from dissectors.core.errors import EncodeError
from dissectors.core.ops import Op
from dissectors.layers.fields import CoreField, fields_of
from dissectors.spec import APDU
from dissectors.spec.facts import Plan, plan_of

_UPPER = {"aarq": "AARQ", "aare": "AARE", "rlrq": "RLRQ", "rlre": "RLRE", "abrt": "ABRT"}


class DlmsPacket(Packet):
    """Base of our layers: bytes that do not fit are kept as they are, in a Raw payload; dissecting never raises."""

    def do_dissect(self, s: bytes) -> bytes:
        try:
            rest: bytes = super().do_dissect(s)
            return rest
        except (StructError, ValueError, IndexError, EncodeError):
            return self.give_up(s)

    def give_up(self, s: bytes) -> bytes:
        """Be a layer without fields, whose payload is the bytes as they are."""
        self.fields_desc = []  # type: ignore[misc]
        self.fields = {}
        self.raw_packet_cache = None
        self.explicit = 1
        self.undecoded = True
        return s

    undecoded: bool = False

    def guess_payload_class(self, payload: bytes) -> Any:
        return Raw if self.undecoded else self.payload_class(payload)

    def payload_class(self, payload: bytes) -> Any:
        """The class of what follows."""
        del payload
        return conf.padding_layer


class ApduPacket(DlmsPacket):
    """An APDU. ``plan`` tells its place among the services."""

    op: ClassVar[Op]
    plan: ClassVar[Plan]

    def __init__(self, _pkt: bytes = b"", *args: Any, **fields: Any) -> None:
        content = self.fields_desc[-1]
        if fields and isinstance(content, CoreField) and content.name == "content" and "content" not in fields:
            members = {op.name.replace("-", "_").lower(): op.name for op in self.op.table.values()}
            named = {members[key]: fields.pop(key) for key in list(fields) if key in members}
            if named:
                fields["content"] = named
        super().__init__(_pkt, *args, **fields)

    def mysummary(self) -> str:
        return self.plan.name

    def answers(self, other: Packet) -> int:
        """Whether this answers ``other``: its service's answer, with the same invoke id where there is one."""
        if not isinstance(other, ApduPacket) or self.plan.answers != other.plan.family:
            return 0
        mine, theirs = getattr(self, "invoke_id", None), getattr(other, "invoke_id", None)
        return int(mine == theirs)


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
    return type(class_name(op.name), (ApduPacket,), {
        "name": op.name, "fields_desc": _distinct(fields), "op": op, "plan": plan, "__doc__": f"The {op.name} APDU.",
        "__module__": __name__,
    })  # fmt: skip


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
