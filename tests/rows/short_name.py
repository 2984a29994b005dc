"""Services with short names: every way to name a variable, every kind of result (Green Book 9.3.14 to 9.3.18)."""

from __future__ import annotations

from typing import Any

from dissectors.spec import APDU
from tests.rows import Row
from tests.rows.xdlms import TIME


def _sn(name: str, fields: dict[str, Any], text: str, title: str = "", canonical: bool = True, note: str = "") -> Row:
    return Row(f"{name} {title}".strip(), APDU, {name: fields}, text, canonical, note)


_NAME = {"variable-name": 0xFA00}
ROWS = [
    _sn("read-request", {"variable-access-specification-list": [_NAME]}, "05 01 02 FA00"),
    _sn(
        "read-request",
        {
            "variable-access-specification-list": [
                {
                    "parameterized-access": {
                        "variable-name": 0x2718,
                        "access-selector": 1,
                        "access-parameters": {"array": [{"long-unsigned": 8}]},
                    }
                },
                {"block-number-access": {"block-number": 2}},
                {"read-data-block-access": {"last-block": False, "block-number": 1, "raw-data": "0102"}},
            ]
        },
        """05 03
           04 2718 01 01 01 12 0008   # parameterized-access
           05 0002                    # block-number-access
           06 00 0001 02 0102         # read-data-block-access""",
        title="in other ways",
    ),
    _sn(
        "read-response",
        {
            "read-response-list": [
                {"data": {"long-unsigned": 1000}},
                {"data-access-error": "object-undefined"},
                {"data-block-result": {"last-block": True, "block-number": 1, "raw-data": "0f05"}},
                {"block-number": 3},
            ]
        },
        """0C 04
           00 12 03E8             # data
           01 04                  # data-access-error
           02 01 0001 02 0F05     # data-block-result
           03 0003                # block-number""",
    ),
    _sn(
        "write-request",
        {
            "variable-access-specification-list": [_NAME, {"variable-name": 8}],
            "list-of-data": [{"enum": 1}, {"unsigned": 5}],
        },
        "06  02 02 FA00 02 0008  02 16 01 11 05",
    ),
    _sn(
        "write-request",
        {
            "variable-access-specification-list": [
                {"write-data-block-access": {"last-block": True, "block-number": 2}}
            ],
            "list-of-data": [{"octet-string": "010203"}],
        },
        """06 01 07 01 0002    # write-data-block-access: last, number 2
           01 09 03 010203     # its raw data""",
        title="of a block",
    ),
    _sn(
        "write-response",
        {"write-response-list": [{"success": None}, {"data-access-error": "read-write-denied"}, {"block-number": 1}]},
        "0D 03  00  01 03  02 0001",
    ),
    _sn(
        "unconfirmed-write-request",
        {"variable-access-specification-list": [_NAME], "list-of-data": [{"integer": -1}]},
        "16  01 02 FA00  01 0F FF",
    ),
    _sn(
        "information-report-request",
        {"current-time": None, "variable-access-specification-list": [_NAME], "list-of-data": [{"unsigned": 5}]},
        "18 00  01 02 FA00  01 11 05",
    ),
    _sn(
        "information-report-request",
        {"current-time": TIME, "variable-access-specification-list": [], "list-of-data": []},
        "18  01 0C 07E9 03 1E 07 07 0F 00 00 FF88 00  00 00",
        title="with a date-time",
    ),
    _sn(
        "information-report-request",
        {"current-time": TIME, "variable-access-specification-list": [], "list-of-data": []},
        "18  0C 07E9 03 1E 07 07 0F 00 00 FF88 00  00 00",
        title="with a bare date-time",
        canonical=False,
        note="date-time-form",
    ),
    _sn(
        "information-report-request",
        {"current-time": b"20250330071500Z".hex(), "variable-access-specification-list": [], "list-of-data": []},
        "18  01 0F 32303235303333303037313530305A  00 00",
        title="with a generalized time",
    ),
]
