"""The strict face for scripts: one APDU from bytes to an object with named fields, and back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from dissectors.core import ops
from dissectors.core.errors import DecodeError
from dissectors.core.node import DECRYPTED, Node, Source, find, notes
from dissectors.core.ops import Op
from dissectors.core.reader import decode
from dissectors.core.writer import encode, encode_node
from dissectors.plain import plain
from dissectors.reading import service_node
from dissectors.spec import APDU, catalog
from dissectors.spec.ciphering import CIPHERED, KEY_INFO

_TOLERATED = ("date-time-form",)


class Security(NamedTuple):
    """What opens one ciphered APDU: keys as bytes, the sender's system title (where the APDU does not state it).

    Without ``authentication_key`` the tag is not checked.
    """

    encryption_key: bytes
    authentication_key: bytes | None = None
    system_title: bytes | None = None

    def __repr__(self) -> str:
        return f"Security(<{len(self.encryption_key)}-byte key>)"


class Apdu:
    """A decoded APDU. Fields are attributes, by the standard's names with underscores; nested sequences are dicts.

    ``name`` is the service with its choice. An APDU opened with keys has the ciphered one as ``outer``, and
    ``verified`` says whether its tag was right (None where it was not checked).
    """

    def __init__(self, node: Node, outer: Apdu | None = None, verified: bool | None = None) -> None:
        self.node = node
        self.outer = outer
        self.verified = verified
        self._service = service_node(node)
        self._fields = {_attribute(child.field.name): child for child in _members(self._service)}

    @property
    def name(self) -> str:
        return self._service.spec.name

    @property
    def fields(self) -> dict[str, Any]:
        """All fields by attribute name, as plain values."""
        return {name: plain(node) for name, node in self._fields.items()}

    def plain(self) -> Any:
        """The whole APDU as plain values, under the standard's names."""
        return plain(self.node)

    def to_bytes(self) -> bytes:
        """The APDU's bytes, in the sender's own encoding."""
        return encode_node(self.node)

    def __getattr__(self, name: str) -> Any:
        fields = self.__dict__.get("_fields", {})
        if name in fields:
            return plain(fields[name])
        raise AttributeError(f"{self.name if fields else 'apdu'} has no field {name!r}; it has {', '.join(fields)}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Apdu) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.to_bytes())

    def __repr__(self) -> str:
        return f"<Apdu {self.name}>"


class XDlmsApduFactory:
    """APDUs from bytes, and from plain values."""

    @staticmethod
    def apdu_from_bytes(data: bytes, *, security: Security | None = None) -> Apdu:
        """Decode one APDU; with ``security`` a ciphered one is opened and the APDU inside is returned.

        Raises :class:`DecodeError` (offset, reason, ``partial``: the tree so far) where the bytes are no intact APDU or
        the tag is wrong.
        """
        apdu = Apdu(_decode(Source(bytes(data))))
        content = find(apdu.node, CIPHERED.name) if security is not None else None
        if content is None or security is None or data[0] in catalog.ACSE:
            return apdu
        return _open(apdu, content, security)

    @staticmethod
    def apdu(name: str, **fields: Any) -> Apdu:
        """Make an APDU from plain field values, e.g. ``apdu("get-request-normal", invoke_id_and_priority=0xC1, …)``."""
        for op in APDU.table.values():
            for chosen in (op, *(op.table.values() if op.kind == ops.CHOICE else ())):
                if chosen.name == name:
                    named = {_attribute(each.name): each.name for each in _elements(chosen)}
                    value: Any = {named.get(key, key): given for key, given in fields.items()}
                    if chosen is not op:
                        value = {chosen.name: value}
                    return XDlmsApduFactory.from_plain({op.name: value})
        raise ValueError(f"there is no APDU {name!r}")

    @staticmethod
    def from_plain(value: Any) -> Apdu:
        """Make an APDU from what :meth:`Apdu.plain` gives."""
        return XDlmsApduFactory.apdu_from_bytes(encode(APDU, value))


def _members(service: Node) -> Sequence[Node]:
    """The fields of a service; those of a ciphered one are its security header, text and tag."""
    children = service.children or ()
    if service.spec.kind == ops.CONTAINER and len(children) == 1:
        return children[0].children or ()
    return children


def _elements(service: Op) -> Collection[Op]:
    """As :func:`_members`, from the declaration."""
    if service.kind == ops.CONTAINER and service.child is not None:
        return service.child.children
    return service.table.values() if service.kind == ops.BER_MEMBERS else service.children


def _attribute(name: str) -> str:
    return name.replace("-", "_").lower()


def _decode(source: Source) -> Node:
    node = decode(APDU, source)
    for _, note in notes(node):
        if note.code not in _TOLERATED:
            raise DecodeError(note.reason, note.offset, node)
    return node


def _open(apdu: Apdu, content: Node, security: Security) -> Apdu:
    from dissectors.security.ciphering import open_body

    control, counter = (content.children or [])[:2]
    stated = find(apdu.node, "system-title") or find(apdu.node, "originator-system-title")
    title = stated.value if stated is not None and stated.value else security.system_title
    if title is None:
        raise DecodeError("the sender's system title is neither stated nor given", content.start, apdu.node)
    opened = open_body(
        security.encryption_key,
        security.authentication_key,
        title,
        control.value,
        counter.value,
        content.source.data[counter.end : content.end],
        _additional_data(apdu),
    )
    if opened.verified is False:
        raise DecodeError("authentication tag wrong: key, title or counter differs", content.start, apdu.node)
    return Apdu(_decode(Source(opened.plain, DECRYPTED, "decrypted")), apdu, opened.verified)


def _additional_data(apdu: Apdu) -> tuple[tuple[str, bytes], ...]:
    """The layouts of authenticated data: of general ciphering, the fields in front of the key info belong to them."""
    key_info = next((each for each in apdu._service.children or () if each.field.name == KEY_INFO.name), None)
    if key_info is None:
        return (("", b""),)
    return ("header-in-aad", key_info.source.data[apdu._service.start + 1 : key_info.start]), ("header-omitted", b"")
