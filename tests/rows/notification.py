"""What a meter says unasked, with the times that meters write in front of it."""

from __future__ import annotations

from typing import Any

from dissectors.spec import APDU
from tests.rows import Row
from tests.rows.xdlms import ENERGY, LONG_INVOKE, TIME

_ENERGY = "0003 0100010800FF 02"
_OCTETS = "07E9 03 1E 07 07 0F 00 00 FF88 00"


def _event(title: str, time: str | None, text: str, canonical: bool = True, note: str = "") -> Row:
    fields = {"time": time, "cosem-attribute-descriptor": ENERGY, "attribute-value": {"unsigned": 7}}
    value = {"event-notification-request": fields}
    return Row(f"event-notification {title}", APDU, value, f"C2 {text} {_ENERGY} 11 07", canonical, note)


def _push(title: str, time: str | None, body: Any, text: str, canonical: bool = True, note: str = "") -> Row:
    fields = {"long-invoke-id-and-priority": LONG_INVOKE, "date-time": time, "notification-body": body}
    return Row(
        f"data-notification {title}", APDU, {"data-notification": fields}, f"0F 40000001 {text}", canonical, note
    )


ROWS = [
    _event("without time", None, "00"),
    _event("with a time", TIME, f"01 0C {_OCTETS}"),
    _event("with a present, empty time", None, "01 00", canonical=False),
    _event("with a bare time", TIME, f"0C {_OCTETS}", canonical=False, note="date-time-form"),
    _event("with a tagged time", TIME, f"09 0C {_OCTETS}", canonical=False, note="date-time-form"),
    _event("with a time in characters", "32303235", "01 04 32303235"),
    _push("without time", None, {"unsigned": 7}, "00 11 07"),
    _push("with a time", TIME, {"unsigned": 7}, f"0C {_OCTETS} 11 07"),
    _push(
        "with a tagged time", TIME, {"unsigned": 7}, f"09 0C {_OCTETS} 11 07", canonical=False, note="date-time-form"
    ),
    _push("with a time of another size", "0102030405060708ff", {"enum": 1}, "09 0102030405060708FF 16 01"),
    _push("with a long length", TIME, {"enum": 1}, f"81 0C {_OCTETS} 16 01", canonical=False),
    _push(
        "with a list",
        None,
        {
            "structure": [
                {"visible-string": "A"},
                {"array": [{"structure": [{"octet-string": "0100010800ff"}, {"double-long-unsigned": 1}]}]},
            ]
        },
        """00 02 02             # no time, structure of two
           0A 01 41             # name of the list
           01 01 02 02          # array of one structure
           09 06 0100010800FF   # logical name
           06 00000001          # value""",
    ),
    Row(
        "data-notification-confirm",
        APDU,
        {"data-notification-confirm": {"long-invoke-id-and-priority": LONG_INVOKE, "date-time": None}},
        "10 40000001 00",
    ),
    Row(
        "data-notification-confirm with a time",
        APDU,
        {"data-notification-confirm": {"long-invoke-id-and-priority": LONG_INVOKE, "date-time": TIME}},
        f"10 40000001 0C {_OCTETS}",
    ),
]
