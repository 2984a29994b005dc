"""What is remembered of two ends that talk: their association, open questions and running transfers."""

from __future__ import annotations

from dissectors.session.association import ENDED, Association, Identity
from dissectors.session.blocks import GeneralTransfer, Transfer
from dissectors.session.exchange import Exchange


class Conversation:
    """One pair of ends, over all associations between them."""

    __slots__ = ("association", "exchange", "general", "identity", "transfers")

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.association: Association | None = None
        self.exchange = Exchange()
        self.transfers: dict[tuple[str, int | None], Transfer] = {}
        self.general: dict[str | None, GeneralTransfer] = {}

    def speaks(self, sender: str | None) -> None:
        """One side sends something of its own: what the other had transferred is done with."""
        for side in list(self.general):
            if side != sender and self.general[side].complete:
                del self.general[side]

    def end(self, row: int) -> None:
        """The link was reset or closed: no association outlives it."""
        if self.association is not None and self.association.open:
            self.association.state = ENDED
            self.association.ended = row
        self.association = None
        self.exchange = Exchange()
        self.transfers.clear()
        self.general.clear()
