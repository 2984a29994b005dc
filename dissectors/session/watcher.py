"""What passes of proofs, keys, policies, clocks and images: objects whose values say something of the session itself."""

from __future__ import annotations

from dissectors.core.node import Node
from dissectors.core.reader import decode
from dissectors.reading import reading
from dissectors.security.key_ring import KeyRing
from dissectors.session.clock_watch import watch_clock
from dissectors.session.conversation import Conversation
from dissectors.session.counters import Counters
from dissectors.session.hls_watch import ASSOCIATION_LN, proves, watch
from dissectors.session.image_transfer import Images, watch_image
from dissectors.session.key_roll import KEY_TRANSFER, hands_over, offer_of, take_agreed, take_transferred, unseen
from dissectors.session.message import NOT_PROTECTED, Message
from dissectors.session.policy import Policies
from dissectors.session.titles import Titles
from dissectors.spec.common import APDU

CLOCK, IMAGE_TRANSFER, SECURITY_SETUP = 8, 18, 64
# Classes that are looked at; what bears none, by short names, may be a proof.
OF_INTEREST = frozenset({CLOCK, IMAGE_TRANSFER, SECURITY_SETUP, ASSOCIATION_LN, None})
MOST_METERS = 65_536


class Watcher:
    """``see`` every plain APDU. ``unseen`` tells, by meter, of a key that was handed over unseen, in words."""

    def __init__(self, ring: KeyRing, counters: Counters, titles: Titles) -> None:
        self.unseen: dict[tuple[object, ...], str] = {}
        self._ring, self._counters, self._titles = ring, counters, titles
        self._policies = Policies()
        self._images = Images()

    def see(self, message: Message, conversation: Conversation, side: str, apdu: bytes) -> None:
        """One plain APDU, of which the message tells already which objects it is about."""
        if message.objects and message.objects[0].class_id in OF_INTEREST:
            self._look(message, conversation, side, apdu)
        if self._policies.demands and message.protection is NOT_PROTECTED:
            self._policies.judge(message, conversation.meter, side)

    def _look(self, message: Message, conversation: Conversation, side: str, apdu: bytes) -> None:
        ref = message.objects[0]
        association = conversation.association
        if association is not None and association.is_hls and len(association.hls) < 2 and proves(ref):
            watch(message, association, side, apdu, self._ring, self._counters)
        if hands_over(ref):
            self._key_roll(message, conversation, side, apdu)
        elif ref.class_id in _WATCHED:
            if ref.class_id == SECURITY_SETUP and message.answers:
                self._policies.answered(message, conversation.meter)
            values = reading(decode(APDU, apdu)).values
            if values and values[0] is not None:
                _WATCHED[ref.class_id](self, message, conversation, side, values[0])

    def _key_roll(self, message: Message, conversation: Conversation, side: str, apdu: bytes) -> None:
        """Keys handed over for the meter: by transfer in a request, by agreement with the response."""
        association = conversation.association
        meter = self._titles.seen(conversation)
        wanted = self._titles.wanted(conversation, message.row)
        values = reading(decode(APDU, apdu)).values
        for ref, parameters in zip(message.objects, values, strict=False):
            if parameters is None or association is None or not hands_over(ref):
                continue
            if ref.number == KEY_TRANSFER:
                if side == "client":
                    take_transferred(message, parameters, self._ring, wanted, meter)
            elif side == "client":
                association.agreeing = offer_of(parameters)
            else:
                titles = self._titles.both(conversation)
                take_agreed(message, association.agreeing, offer_of(parameters), self._ring, titles, meter)
            said = unseen(message)
            if said is not None and len(self.unseen) < MOST_METERS:
                self.unseen[conversation.meter] = said

    def _policy(self, message: Message, conversation: Conversation, side: str, value: Node) -> None:
        self._policies.learn(message, conversation.meter, side, value)

    def _clock(self, message: Message, conversation: Conversation, side: str, value: Node) -> None:
        del conversation
        watch_clock(message, side, value)

    def _image(self, message: Message, conversation: Conversation, side: str, value: Node) -> None:
        watch_image(message, self._images.of(conversation.meter), conversation.association, side, value)


_WATCHED = {SECURITY_SETUP: Watcher._policy, CLOCK: Watcher._clock, IMAGE_TRANSFER: Watcher._image}
