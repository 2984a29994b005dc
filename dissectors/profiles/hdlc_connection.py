"""What two HDLC stations agree on: connecting, parameters, and the answers that say no (IEC 62056-46)."""

from __future__ import annotations

from dissectors.core.node import find
from dissectors.core.reader import decode
from dissectors.profiles.pdu import LinkParameters, Note
from dissectors.spec.link import FRAME_REJECT, PARAMETER_NEGOTIATION

Address = tuple[int, int | None]
COMMANDS = ("snrm", "disc")
DEFAULT_INFORMATION, DEFAULT_WINDOW = 128, 1
_PARAMETERS = (
    ("maximum-information-field-length-transmit", DEFAULT_INFORMATION),
    ("maximum-information-field-length-receive", DEFAULT_INFORMATION),
    ("window-size-transmit", DEFAULT_WINDOW),
    ("window-size-receive", DEFAULT_WINDOW),
)


class Connection:
    """The last command between two stations that waits for its answer, and what SNRM and UA settled."""

    __slots__ = ("agreed", "command", "offer", "server")

    def __init__(self) -> None:
        self.command = ""
        self.offer: tuple[int, ...] | None = None
        self.agreed: LinkParameters | None = None  # while the connection stands
        self.server: Address = (0, None)

    def commanded(self, name: str, information: bytes) -> tuple[Note, ...]:
        """SNRM or DISC."""
        before, self.command = self.command, name
        self.agreed = None
        if name == "snrm":
            self.offer = _parameters(information)
        if before == name:
            return (Note("retransmission", f"{name.upper()} was sent before, and not answered"),)
        return ()

    def answered(self, name: str, information: bytes, server: Address) -> tuple[Note, ...]:
        """UA, DM or FRMR."""
        before, self.command = self.command, ""
        if name == "ua" and before != "disc":
            self.server = server
            self.agreed = self._settled(_parameters(information))
        elif name == "dm" and before != "disc":
            return (Note("not-connected", f"DM answers {before.upper() or 'a frame'}: there is no connection"),)
        elif name == "frmr":
            return (Note("frame-rejected", _rejection(information)),)
        return ()

    def _settled(self, answer: tuple[int, ...]) -> LinkParameters:
        """The smaller value of the two holds; what one side transmits is what the other receives."""
        transmit, receive, window_transmit, window_receive = answer
        mine = self.offer if self.offer is not None else (receive, transmit, window_receive, window_transmit)
        return LinkParameters(
            min(mine[0], receive), min(mine[1], transmit), min(mine[2], window_receive), min(mine[3], window_transmit)
        )


def _parameters(information: bytes) -> tuple[int, ...]:
    """Information field sent and received, window sent and received; those not given are the defaults."""
    node = decode(PARAMETER_NEGOTIATION, information) if information else None
    found: list[int] = []
    for name, default in _PARAMETERS:
        given = find(node, name) if node is not None else None
        value = given.value if given is not None else None
        found.append(value if isinstance(value, int) and value > 0 else default)
    return tuple(found)


def _rejection(information: bytes) -> str:
    """What a FRMR says in its information field."""
    node = decode(FRAME_REJECT, information)
    control, reason = find(node, "rejected-control-field"), find(node, "reason")
    if control is None or control.value is None:
        return "the server rejects a frame and does not say which"
    why = [
        member.name.replace("-", " ")
        for member in (reason.spec.members if reason is not None and reason.value is not None else ())
        if reason is not None and member.of(reason.value)
    ]
    return f"the server rejects the frame with control field {control.value:02X}: {', '.join(why) or 'no reason given'}"
