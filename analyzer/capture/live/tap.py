"""A tap: a proxy between head-end and meter that passes bytes on untouched and shows them as packets."""

from __future__ import annotations

import selectors
import socket
import time

from analyzer.capture.live.source import LiveError, Sink
from analyzer.capture.live.tap_ends import Address, Tap, listen, named
from analyzer.capture.live.tap_tcp import Connections
from analyzer.capture.live.tap_udp import Datagrams

ETHERNET = 1
_TICK = 0.25


class TapSource:
    """Any number of taps, in one thread. ``addresses`` are where they listen once they are open."""

    def __init__(self, taps: list[Tap]) -> None:
        self.taps = taps
        self.name = self._named([tap.listen for tap in taps])
        self.addresses: list[Address] = []
        self._selector = selectors.DefaultSelector()
        self._listeners: list[socket.socket] = []
        self._connections = Connections(self._selector, self._write, self._say)
        self._datagrams = Datagrams(self._selector, self._write, self._say)
        self._stopped = False
        self._sink: Sink
        self._interface = 0

    def open(self) -> None:
        for tap in self.taps:
            try:
                listener = listen(tap)
            except OSError as error:
                self._close()
                why = error.strerror or str(error)
                raise LiveError(f"--tap {named(tap.listen)}: cannot listen there: {why}; choose another port") from None
            self._listeners.append(listener)
            self.addresses.append(listener.getsockname()[:2])
            take = self._datagrams.take if tap.udp else self._connections.accept
            # Bound now: both change with the next tap.
            self._selector.register(
                listener, selectors.EVENT_READ, lambda _, take=take, listener=listener, tap=tap: take(listener, tap)
            )

        self.name = self._named(self.addresses)  # a port of 0 has become one

    def run(self, sink: Sink) -> None:
        self._sink = sink
        self._interface = sink.interface(ETHERNET, self.name)
        try:
            while not self._stopped:
                for key, mask in self._selector.select(_TICK):
                    key.data(mask)
                sink.flush()
                now = time.monotonic()
                self._connections.tick(now)
                self._datagrams.tick(now)
        finally:
            self._close()
            sink.flush()

    def stop(self) -> None:
        self._stopped = True

    def dropped(self) -> int:
        return 0

    def _named(self, addresses: list[Address]) -> str:
        return "tap " + ", ".join(
            f"{named(address)}={tap.far}" for tap, address in zip(self.taps, addresses, strict=True)
        )

    def _write(self, packets: list[bytes]) -> None:
        now = time.time_ns()
        for packet in packets:
            self._sink.packet(self._interface, now, packet)

    def _say(self, text: str) -> None:
        self._sink.say(f"{text}; the tap goes on")

    def _close(self) -> None:
        self._connections.close()
        self._datagrams.close()
        for listener in self._listeners:
            listener.close()
        self._selector.close()
        for tap in self.taps:
            if not isinstance(tap.meter, tuple):
                tap.meter.close()
