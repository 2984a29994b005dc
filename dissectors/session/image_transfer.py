"""Image transfer followed: blocks sent, sent again, missing when the image is put to use (class 18)."""

from __future__ import annotations

from collections.abc import Hashable

from dissectors.core.node import Node
from dissectors.session.association import Association
from dissectors.session.image import MOST_BLOCKS, Image
from dissectors.session.message import Message

INITIATE, BLOCK, VERIFY, ACTIVATE = 1, 2, 3, 4  # methods
SIZE_OF_BLOCKS = 2  # attribute
MOST_IMAGES = 4096


class Images:
    """The image on its way into each meter: a transfer goes on over associations and connections."""

    def __init__(self) -> None:
        self._images: dict[Hashable, Image] = {}

    def of(self, meter: Hashable) -> Image:
        """The meter's image; a new one where none is on its way."""
        image = self._images.get(meter)
        if image is None or image.activated:
            image = self._images[meter] = Image(None)
            if len(self._images) > MOST_IMAGES:
                del self._images[next(iter(self._images))]
        return image


def watch_image(message: Message, image: Image, association: Association | None, side: str, value: Node) -> None:
    """Follow the transfer that a message belongs to, and tell how far it got when the image is put to use."""
    ref = message.objects[0]
    if side == "server":
        if not ref.method and ref.number == SIZE_OF_BLOCKS and isinstance(value.value, int):
            image.block_size = value.value
        return
    if not ref.method:
        return
    if association is not None:
        association.image = image
    pair = [child.value for child in value.children or ()]
    if ref.number == INITIATE and len(pair) == 2:
        image.size = pair[1] if isinstance(pair[1], int) else None
        image.blocks.clear()
        image.repeated = 0
    elif ref.number == BLOCK and len(pair) == 2 and isinstance(pair[0], int):
        _block(message, image, pair[0], pair[1])
    elif ref.number in (VERIFY, ACTIVATE) and image.blocks:
        missing = image.missing()
        if missing:
            message.tell("image-blocks-missing", f"blocks {missing} were not seen before the image is used: {image}")
        else:
            message.tell("image-transferred", str(image))
        image.activated = ref.number == ACTIVATE


def _block(message: Message, image: Image, number: int, data: object) -> None:
    if image.block_size is None and isinstance(data, bytes):
        image.block_size = len(data)
    if number in image.blocks:
        image.repeated += 1
        message.tell("image-block-repeated", f"block {number} was sent before")
    elif len(image.blocks) < MOST_BLOCKS:
        image.blocks.add(number)
