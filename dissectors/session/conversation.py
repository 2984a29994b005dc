"""What is remembered of two ends that talk: their association, open questions and running transfers."""

from __future__ import annotations

from dissectors.profiles.pdu import LinkParameters
from dissectors.session.association import ENDED, Association, Identity
from dissectors.session.blocks import Transfer
from dissectors.session.exchange import Exchange
from dissectors.session.general_blocks import Dialogue
from dissectors.session.protection import Known


class Conversation:
    """One pair of ends, over all associations between them."""

    __slots__ = (
        "addresses", "association", "exchange", "general", "identity", "known", "link", "place", "pre_established",
        "titles", "transfers", "unconnected",
    )  # fmt: skip

    def __init__(self, identity: Identity, addresses: tuple[str, ...] = (), server: tuple[str, ...] = ()) -> None:
        """``addresses`` are those of both ends, ``server`` those of the meter's, the one that tells most first."""
        self.identity = identity
        self.addresses = (*addresses, *addresses_of(identity))
        # Where the meter is found again in another connection
        self.place = tuple((where, *identity[2:]) for where in server or addresses or (str(identity.flow),))
        self.association: Association | None = None
        self.exchange = Exchange()
        self.transfers: dict[tuple[str, int | None], Transfer] = {}
        self.general = Dialogue()
        self.known: dict[tuple[int, int], Known] = {}  # by tag and security control: what opened the last of them
        self.link: LinkParameters | None = None  # what SNRM and UA settled
        self.titles: dict[str, bytes] = {}  # by side: of what was opened last
        self.pre_established: Association | None = None
        self.unconnected: Association | None = None  # stands for connecting in vain

    @property
    def meter(self) -> tuple[object, ...]:
        """The place that tells most: no two meters share it."""
        return self.place[0]

    def end(self, row: int) -> None:
        """The link was reset or closed: no association outlives it."""
        if self.association is not None and self.association.open:
            self.association.state = ENDED
            self.association.ended = row
        self.association = None
        self.link = None
        self.known.clear()
        self.exchange = Exchange()
        self.transfers.clear()
        self.general.clear()


def addresses_of(identity: Identity) -> tuple[str, ...]:
    """Where the meter is, as the key file writes it."""
    found = [f"hdlc:{identity.server}/{identity.physical or 0}"]
    if identity.gateway is not None:
        found.append(f"gateway:{identity.gateway[0]}/{identity.gateway[1].hex()}")
    return tuple(found)
