"""Which codes and bits mean the same in classes of several families?"""

from __future__ import annotations

from dissectors.cosem.types import Names, enumeration, mask
from dissectors.cosem.units import UNITS


def manufacturer_specific(first: int, last: int) -> Names:
    """Names of a range of codes that the standard leaves to manufacturers; both ends belong to it."""
    return {code: f"manufacturer specific {code}" for code in range(first, last + 1)}


UNIT = enumeration("unit", {code: symbol for code, (symbol, _) in UNITS.items()})
BAUD_RATE = enumeration(
    "baud_rate",
    {0: "300", 1: "600", 2: "1200", 3: "2400", 4: "4800", 5: "9600", 6: "19200", 7: "38400", 8: "57600", 9: "115200"},
)
RESTRICTION_TYPE = enumeration("restriction_type", {0: "none", 1: "restriction by date", 2: "restriction by entry"})
SECURITY_POLICY_V1 = mask(
    "security_policy_v1",
    {
        2: "authenticated request",
        3: "encrypted request",
        4: "digitally signed request",
        5: "authenticated response",
        6: "encrypted response",
        7: "digitally signed response",
    },
)
