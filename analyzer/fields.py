"""Every filter field, from the declarations: its name, type, what it is of, and its names for codes."""

from __future__ import annotations

from typing import NamedTuple

from dissectors.core.ops import Names
from dissectors.spec.common import APDU
from dissectors.spec.data import DATA
from dissectors.spec.link import FRAMES
from dissectors.spec.model import elements, field_type

PREFIX = "dlmscope."


class Field(NamedTuple):
    """``name`` without prefix; ``type`` as :func:`field_type` names it; ``element`` the standard's name."""

    name: str
    type: str
    element: str
    names: Names | None


# What is known of a message besides its bytes.
MESSAGE_FIELDS = (
    Field("no", "number", "number of the message", None),
    Field("service", "text", "service of the innermost readable APDU", None),
    Field("client", "number", "client SAP", None),
    Field("server", "number", "server SAP", None),
    Field("physical", "number", "lower HDLC address", None),
    Field("profile", "text", "communication profile", None),
    Field("answers", "number", "message that this one answers", None),
    Field("session", "number", "number of the association", None),
    Field("protection", "text", "what became of the protection", None),
    Field("finding", "text", "code of a finding", None),
    Field("finding.severity", "text", "note, warning or error", None),
    Field("length", "number", "bytes of the APDU as the link carried it", None),
)


def fields() -> list[Field]:
    """All fields, sorted by name; the same name stands for the same thing in every APDU that has it."""
    found = {field.name: field for field in MESSAGE_FIELDS}
    for op in elements(APDU, DATA, *FRAMES):
        kind = field_type(op.kind, op.form, op.size)
        if kind != "none":
            found.setdefault(op.abbrev, Field(op.abbrev, kind, op.name, op.names))
        for member in op.members:
            found.setdefault(member.abbrev, Field(member.abbrev, "number", member.name, member.names))
        for _, _, _, members in op.patterns:
            for member in members:
                found.setdefault(member.abbrev, Field(member.abbrev, "number", member.name, member.names))
    return sorted(found.values())
