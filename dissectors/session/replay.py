"""An opening repeated: from the captured bytes, the key ring and the recipe to the layers a row shows; nothing is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dissectors.core.ops import Op
from dissectors.security.ciphering import decrypt, nonce_of
from dissectors.security.key_ring import KeyRing
from dissectors.security.suites import AUTHENTICATED, ENCRYPTED, HEADER_SIZE, TAG_SIZE
from dissectors.session.message import Join, Open, Step
from dissectors.spec import short_name, xdlms
from dissectors.spec.common import APDU, GET_DATA_RESULT
from dissectors.spec.data import DATA, DATA_LIST

# What a joined payload decodes as, by the name that a Join carries.
ELEMENTS: dict[str, Op] = {
    op.name: op
    for op in (
        APDU,
        DATA,
        DATA_LIST,
        GET_DATA_RESULT,
        xdlms.GET_RESULT_LIST,
        xdlms.ACTION_RESULT_WITH_DATA,
        short_name.READ_RESULT_LIST,
        short_name.WRITE_REQUEST,
    )
}

PLAIN = "plain"  # layout of a content that was not encrypted although its header says so
DECRYPTED, JOINED, UNWRAPPED = "decrypted", "joined", "unwrapped"


class Layer(NamedTuple):
    """One step's outcome: bytes of their own, and the name of the element they decode as.

    Bytes that were joined end before the first of the blocks that are ``missing``.
    """

    kind: str
    data: bytes
    element: str
    missing: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """What the bytes are called where a view shows them."""
        if self.kind != JOINED:
            return self.kind
        return f"reassembled up to block {self.missing[0]}, which is missing" if self.missing else "reassembled"


def element(name: str) -> Op:
    return ELEMENTS[name]


def layers(steps: Iterable[Step], captured: bytes, ring: KeyRing, fetch: Callable[[int, int], bytes]) -> list[Layer]:
    """Repeat ``steps`` on the ``captured`` APDU. ``fetch(row, level)`` gives another row's bytes after that many steps."""
    data = captured
    found: list[Layer] = []
    for step in steps:
        if isinstance(step, Join):
            data = b"".join(fetch(piece.row, piece.level)[piece.start : piece.end] for piece in step.pieces)
            found.append(Layer(JOINED, data, step.element, step.missing))
        elif isinstance(step, Open):
            data = opened(step, data, ring)
            found.append(Layer(DECRYPTED, data, APDU.name))
        else:
            data = data[step.start : step.end]
            found.append(Layer(UNWRAPPED, data, APDU.name))
    return found


def opened(step: Open, data: bytes, ring: KeyRing) -> bytes:
    """The plain APDU of a ciphered content. Its tag was checked when the step was found."""
    content = data[step.start : step.end]
    if step.layout == PLAIN:
        return content
    control, counter = content[0], int.from_bytes(content[1:HEADER_SIZE], "big")
    body = content[HEADER_SIZE:]
    if control & AUTHENTICATED:
        body = body[:-TAG_SIZE]
    if not control & ENCRYPTED or step.key is None:
        return body
    return decrypt(ring.resolve(step.key), nonce_of(step.title, counter), body)
