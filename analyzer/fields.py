"""Every filter field, from the declarations: its name, type, what it is of, and its names for codes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dissectors.core.ops import Names, Op
from dissectors.spec.common import APDU
from dissectors.spec.data import DATA
from dissectors.spec.link import FRAMES
from dissectors.spec.model import elements, field_type

PREFIX = "dlmscope."
PREFIXES = (PREFIX, "dlms.")  # what may stand before a name in our own filters


class Field(NamedTuple):
    """``name`` without prefix; ``type`` as :func:`field_type` names it, or one of severity, duration and value, which
    only messages have; ``element`` the standard's name, of a message's field what it says."""

    name: str
    type: str
    element: str
    names: Names | None


def _said(name: str, kind: str, meaning: str) -> Field:
    return Field(name, kind, meaning, None)


# What is known of a message besides its bytes. Where a declared element has the same name, it has the same type, and the
# message's field is the wider one: `obis` is that of the question too.
MESSAGE_FIELDS = (
    _said("no", "number", "number of the message"),
    _said("time", "time", "time of capture"),
    _said("time_relative", "duration", "seconds since the first message"),
    _said("frame", "number", "number of a capture record that carries the message"),
    _said("length", "number", "bytes of the APDU as the link carried it"),
    _said("profile", "text", "communication profile"),
    _said("flow", "text", "both ends of the conversation, sender first"),
    _said("source", "text", "sender's address and port, or its address alone"),
    _said("destination", "text", "receiver's address and port, or its address alone"),
    _said("port", "number", "TCP or UDP port of either end"),
    _said("direction", "text", "who sent the message: client or server"),
    _said("client", "number", "client SAP"),
    _said("server", "number", "server SAP"),
    _said("physical", "number", "lower HDLC address"),
    _said("meter", "text", "name of the meter in the key file, else its system title"),
    _said("session", "number", "number of the association"),
    _said("service", "text", "service of the innermost readable APDU"),
    _said("invoke_id", "number", "invoke id of question or answer"),
    _said("answers", "number", "message that this one answers"),
    _said("answered_by", "number", "message that answers this one"),
    _said("rtt", "duration", "seconds from the question to this answer"),
    _said("obis", "obis", "logical name of an object that the message is about"),
    _said("class_id", "number", "interface class of an object that the message is about"),
    _said("attribute", "signed", "number of the attribute read or written"),
    _said("method", "signed", "number of the method invoked"),
    _said("name", "text", "name of an object that the message is about"),
    _said("value", "value", "value that the message carries, as encoded"),
    _said("text", "value", "reading of the value: number with its unit, date, name"),
    _said("type", "text", "Data type of the value"),
    _said("result", "text", "result of the service: success or the name of the refusal"),
    _said("diagnostic", "text", "why an association was refused"),
    _said("protection", "text", "what became of the protection"),
    _said("protection.reason", "text", "why the protection could not be checked or opened"),
    _said("protection.key", "text", "name of the key that opened the message"),
    _said("policy", "text", "protection applied: authenticated, encrypted, signed"),
    _said("suite", "number", "security suite"),
    _said("system_title", "bytes", "system title of the sender of a protected message"),
    _said("invocation_counter", "number", "invocation counter of a protected message"),
    _said("finding", "text", "code of a finding"),
    _said("finding.severity", "severity", "note, warning or error"),
    _said("pdu", "bytes", "the innermost readable APDU"),
)


def fields() -> list[Field]:
    """All fields, sorted by name; the same name stands for the same thing in every APDU that has it."""
    return sorted(declared(MESSAGE_FIELDS, APDU, DATA, *FRAMES).values())


@lru_cache(maxsize=1)
def by_name() -> dict[str, Field]:
    """All fields by their name without prefix."""
    return {field.name: field for field in fields()}


def split_prefix(name: str) -> tuple[str, str]:
    """The prefix a name was written with ("" for none), and the rest of it."""
    for prefix in PREFIXES:
        if name.startswith(prefix):
            return prefix, name[len(prefix) :]
    return "", name


def lookup(name: str) -> Field | None:
    """The field of that name, with prefix ``dlmscope.``, ``dlms.`` or none; None where there is none."""
    return by_name().get(split_prefix(name)[1])


@lru_cache(maxsize=1)
def said_of_messages() -> frozenset[str]:
    """Names of the fields that are known of a message besides its bytes."""
    return frozenset(field.name for field in MESSAGE_FIELDS)


@lru_cache(maxsize=1)
def only_in_frames() -> frozenset[str]:
    """Names of the fields that no APDU has: those of link frames and headers."""
    return frozenset(declared((), *FRAMES)) - frozenset(declared((), APDU, DATA)) - said_of_messages()


def declared(first: tuple[Field, ...], *roots: Op) -> dict[str, Field]:
    """The fields of everything below ``roots`` by name; those in ``first`` come before declared ones of their name."""
    found = {field.name: field for field in first}
    for op in elements(*roots):
        kind = field_type(op.kind, op.form, op.size)
        if kind != "none":
            found.setdefault(op.abbrev, Field(op.abbrev, kind, op.name, op.names))
        for member in op.members:
            found.setdefault(member.abbrev, Field(member.abbrev, "number", member.name, member.names))
        for _, _, _, members in op.patterns:
            for member in members:
                found.setdefault(member.abbrev, Field(member.abbrev, "number", member.name, member.names))
    return found
