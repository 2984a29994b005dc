"""DLMS/COSEM in Python: decode, encode, open and follow what smart meters say.

`from dissectors import XDlmsApduFactory` for one APDU; `from dissectors.layers import *` for Scapy.
"""

from dissectors.apdu import Apdu, Security, XDlmsApduFactory
from dissectors.core.errors import DecodeError, EncodeError

__all__ = ["Apdu", "DecodeError", "EncodeError", "Security", "XDlmsApduFactory"]
