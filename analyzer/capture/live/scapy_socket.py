"""Packets from Scapy's listening socket, taken raw: where there is no dumpcap. Nothing is dissected."""

from __future__ import annotations

import contextlib
import errno
import logging
import socket
import struct
import sys
from typing import Any

from analyzer.capture.live.source import LiveError, Sink

_ETHERNET, _RAW = 1, 101
_LINK_TYPES = {1: _ETHERNET, 772: _ETHERNET, 512: 9, 519: _RAW, 65534: _RAW, 768: _RAW, 776: _RAW}  # by ARPHRD number
_LOOPBACK = 772
_SOL_PACKET, _PACKET_STATISTICS = 263, 6
_SO_RCVBUFFORCE = 33
_KERNEL_BUFFER = 16 << 20  # seconds of busy traffic
_WAIT = 0.2
_MTU = 1 << 16


class ScapySource:
    """An interface watched through ``conf.L2listen``."""

    def __init__(self, interface: str, capture_filter: str = "") -> None:
        self.name = interface
        self._filter = capture_filter
        self._socket: Any = None
        self._link_type = _ETHERNET
        self._dropped = 0
        self._stopped = False

    def open(self) -> None:
        logging.getLogger("scapy.runtime").setLevel(logging.ERROR)  # it warns of layers that are not wanted here
        import scapy.arch  # noqa: F401 - finds the sockets of this system
        from scapy.config import conf
        from scapy.error import Scapy_Exception

        try:
            opened = conf.L2listen(iface=self.name, filter=self._filter or None)
        except PermissionError:
            raise LiveError(
                f"{self.name}: no permission to capture; "
                f"`sudo setcap cap_net_raw+eip {sys.executable}`, or install dumpcap and join its group"
            ) from None
        except Scapy_Exception as error:
            raise LiveError(f"-f {self._filter}: not a capture filter ({error}); example: tcp port 4059") from None
        except (OSError, ValueError) as error:
            raise LiveError(
                f"{self.name}: cannot be opened ({error}); `dlmscope live --interfaces` lists what there is"
            ) from None
        self._socket = opened
        kind = 1
        if sys.platform.startswith("linux"):
            kind = opened.ins.getsockname()[3]
            self._link_type = _LINK_TYPES.get(kind, _ETHERNET)
            for option in (socket.SO_RCVBUF, _SO_RCVBUFFORCE):  # the second one passes the limit, where allowed
                with contextlib.suppress(OSError):
                    opened.ins.setsockopt(socket.SOL_SOCKET, option, _KERNEL_BUFFER)
        else:
            self._link_type = conf.l2types.layer2num.get(getattr(opened, "LL", None), _ETHERNET)
        if kind == _LOOPBACK:
            opened.outs = opened.ins  # each packet is seen going out and coming in: once is enough

    def run(self, sink: Sink) -> None:
        opened = self._socket
        interface = sink.interface(self._link_type, self.name)
        try:
            while not self._stopped:
                if not opened.select([opened], 0):
                    sink.flush()  # nothing more is at hand
                    self._count()
                    if not opened.select([opened], _WAIT):
                        continue
                _, data, moment = opened.recv_raw(_MTU)
                if data:
                    sink.packet(interface, None if moment is None else int(float(moment) * 1e6) * 1000, data)
        except OSError as error:
            if not self._stopped:
                gone = error.errno in (errno.ENETDOWN, errno.ENODEV, errno.ENXIO)
                raise LiveError(f"{self.name} is gone" if gone else f"{self.name}: {error}") from None
        finally:
            self._count()
            opened.close()

    def stop(self) -> None:
        self._stopped = True

    def dropped(self) -> int:
        return self._dropped

    def _count(self) -> None:
        """Add what the kernel dropped since it was asked last."""
        if not sys.platform.startswith("linux"):
            return
        try:
            found = self._socket.ins.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, 8)
        except OSError:
            return
        self._dropped += struct.unpack("II", found)[1]
