"""Serial adapters on USB: what bulk transfers of a USB capture carried, and which way.

Each function takes the packet and returns (bus and device, direction, offset of the payload), or None where a packet
is no bulk transfer with data. Direction 0 is from the host, who is the client. Status bytes that some adapters put
before each packet (two from FTDI) stay in the payload.
"""

from __future__ import annotations

from collections.abc import Callable

_BULK = 3
_FROM_DEVICE = 0x80
_LINUX_TYPE, _LINUX_TRANSFER, _LINUX_ENDPOINT, _LINUX_DEVICE = 8, 9, 10, slice(11, 14)
_USBPCAP_INFO, _USBPCAP_DEVICE, _USBPCAP_ENDPOINT, _USBPCAP_TRANSFER, _USBPCAP_HEADER = 16, slice(17, 21), 21, 22, 27

Transfer = tuple[bytes, int, int]


def _linux(data: bytes, header: int) -> Transfer | None:
    if len(data) <= header or data[_LINUX_TRANSFER] != _BULK:
        return None
    from_device = data[_LINUX_ENDPOINT] & _FROM_DEVICE
    # Data goes out with the submission and comes in with the completion of a transfer.
    if data[_LINUX_TYPE] != (ord("C") if from_device else ord("S")):
        return None
    return data[_LINUX_DEVICE], 1 if from_device else 0, header


def linux(data: bytes) -> Transfer | None:
    return _linux(data, 48)


def linux_mapped(data: bytes) -> Transfer | None:
    return _linux(data, 64)


def usbpcap(data: bytes) -> Transfer | None:
    header = int.from_bytes(data[:2], "little")
    if header < _USBPCAP_HEADER or len(data) <= header or data[_USBPCAP_TRANSFER] != _BULK:
        return None
    from_device = data[_USBPCAP_ENDPOINT] & _FROM_DEVICE
    if bool(data[_USBPCAP_INFO] & 1) != bool(from_device):
        return None
    return data[_USBPCAP_DEVICE], 1 if from_device else 0, header


BY_LINK_TYPE: dict[int, Callable[[bytes], Transfer | None]] = {189: linux, 220: linux_mapped, 249: usbpcap}
