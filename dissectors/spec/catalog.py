"""Every APDU by its tag: the one table that decoder, encoder, layers, Lua and documentation start from."""

from __future__ import annotations

from dissectors.core.ops import Op
from dissectors.spec import acse, block, ciphering, notification, short_name, xdlms
from dissectors.spec.common import APDU
from dissectors.spec.model import alternatives

PLAIN: dict[int, Op] = {
    0x01: acse.INITIATE_REQUEST,
    0x05: short_name.READ_REQUEST,
    0x06: short_name.WRITE_REQUEST,
    0x08: acse.INITIATE_RESPONSE,
    0x0C: short_name.READ_RESPONSE,
    0x0D: short_name.WRITE_RESPONSE,
    0x0E: acse.CONFIRMED_SERVICE_ERROR,
    0x0F: notification.DATA_NOTIFICATION,
    0x10: notification.DATA_NOTIFICATION_CONFIRM,
    0x16: short_name.UNCONFIRMED_WRITE_REQUEST,
    0x18: short_name.INFORMATION_REPORT_REQUEST,
    0xC0: xdlms.GET_REQUEST,
    0xC1: xdlms.SET_REQUEST,
    0xC2: notification.EVENT_NOTIFICATION,
    0xC3: xdlms.ACTION_REQUEST,
    0xC4: xdlms.GET_RESPONSE,
    0xC5: xdlms.SET_RESPONSE,
    0xC7: xdlms.ACTION_RESPONSE,
    0xD8: xdlms.EXCEPTION_RESPONSE,
    0xD9: xdlms.ACCESS_REQUEST,
    0xDA: xdlms.ACCESS_RESPONSE,
}
# A BER APDU carries its tag as the first header of its own content.
ACSE: dict[int, Op] = {0x60: acse.AARQ, 0x61: acse.AARE, 0x62: acse.RLRQ, 0x63: acse.RLRE, 0x64: acse.ABRT}
GENERAL: dict[int, Op] = {
    0xDB: ciphering.GENERAL_GLO_CIPHERING,
    0xDC: ciphering.GENERAL_DED_CIPHERING,
    0xDD: ciphering.GENERAL_CIPHERING,
    0xDF: ciphering.GENERAL_SIGNING,
    0xE0: block.GENERAL_BLOCK_TRANSFER,
}
# Ciphered forms that exist: plain tag -> (glo tag, ded tag)
_PROTECTED = (
    *((tag, tag + 0x20, tag + 0x40) for tag in (0x01, 0x05, 0x06, 0x08, 0x0C, 0x0D, 0x0E, 0x16, 0x18)),
    *((tag, tag + 0x08, tag + 0x10) for tag in (0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC7)),
)
GLO: dict[int, Op] = {glo: ciphering.service_specific("glo", PLAIN[tag]) for tag, glo, _ in _PROTECTED}
DED: dict[int, Op] = {ded: ciphering.service_specific("ded", PLAIN[tag]) for tag, _, ded in _PROTECTED}
# Ciphered tag -> tag of the APDU it protects
PROTECTS: dict[int, int] = {cipher: tag for tag, *ciphers in _PROTECTED for cipher in ciphers}

alternatives(APDU, {**PLAIN, **ACSE, **GLO, **DED, **GENERAL})
