"""An image on its way into a meter: what was announced, and which of its blocks were sent (class 18)."""

from __future__ import annotations

MOST_BLOCKS = 1 << 20
MOST_TOLD = 5


class Image:
    """Size in bytes where it was announced, and the numbers of the blocks sent, from 0."""

    __slots__ = ("activated", "block_size", "blocks", "repeated", "size")

    def __init__(self, size: int | None = None) -> None:
        self.size = size
        self.block_size: int | None = None  # of the first block that was seen; the last one may be shorter
        self.blocks: set[int] = set()
        self.repeated = 0
        self.activated = False

    @property
    def count(self) -> int | None:
        """How many blocks there are, where that is known."""
        if self.size is None or not self.block_size:
            return None
        return -(-self.size // self.block_size)

    def missing(self) -> list[int]:
        """Numbers of the first blocks below the highest that were not seen."""
        found: list[int] = []
        for number in range(max(self.blocks, default=0)):
            if number not in self.blocks:
                found.append(number)
                if len(found) == MOST_TOLD:
                    break
        return found

    def __str__(self) -> str:
        of = f" of {self.count}" if self.count is not None else ""
        size = f", {self.size} bytes in all" if self.size is not None else ""
        missing = self.missing()
        holes = f", {', '.join(map(str, missing))} missing" if missing else ""
        repeated = f", {self.repeated} sent again" if self.repeated else ""
        return f"{len(self.blocks)}{of} blocks sent{size}{holes}{repeated}"
