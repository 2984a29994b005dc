"""An image on its way into a meter: blocks sent, sent again, missing (class 18)."""

from __future__ import annotations

from dissectors.core.node import Node
from dissectors.session.association import Association, Image
from dissectors.session.message import Finding, Message

INITIATE, BLOCK, VERIFY, ACTIVATE = 1, 2, 3, 4  # methods
MOST_BLOCKS = 1 << 20


def watch_image(message: Message, association: Association, side: str, value: Node) -> None:
    """Follow the transfer that an action of the client belongs to, and tell how far it got when it is verified."""
    ref = message.objects[0]
    if side != "client" or not ref.method:
        return
    pair = [child.value for child in value.children or ()]
    if ref.number == INITIATE and len(pair) == 2:
        association.image = Image(pair[1] if isinstance(pair[1], int) else None)
    elif ref.number == BLOCK and len(pair) == 2 and isinstance(pair[0], int):
        image = association.image = association.image or Image()
        if pair[0] in image.blocks:
            message.findings = (*message.findings, Finding("image-block-repeated", f"block {pair[0]} was sent before"))
        elif len(image.blocks) < MOST_BLOCKS:
            image.blocks.add(pair[0])
    elif ref.number in (VERIFY, ACTIVATE) and association.image is not None:
        blocks = association.image.blocks
        if not blocks:
            return
        missing = [number for number in range(max(blocks)) if number not in blocks][:5]
        size = f" of {association.image.size} bytes" if association.image.size is not None else ""
        if missing:
            finding = Finding("image-blocks-missing", f"blocks {missing} were not seen before the image{size} is used")
        else:
            finding = Finding("image-transferred", f"{len(blocks)} blocks{size} were sent, none is missing")
        message.findings = (*message.findings, finding)
        if ref.number == ACTIVATE:
            association.image = None
