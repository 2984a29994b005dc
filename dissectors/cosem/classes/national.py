"""Which interface classes are for national use?"""

from __future__ import annotations

from dissectors.cosem.types import BOOLEAN, OCTETS, STRUCTURE, declare

CLASSES = (
    declare(
        8192,
        0,
        "UNI/TS 11291-11 tariff plan (Italy)",
        {"calendar_name": OCTETS, "enabled": BOOLEAN, "plan": STRUCTURE, "activation_date_time": STRUCTURE},
    ),
)
