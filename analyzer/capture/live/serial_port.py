"""Serial lines: one port, or two for both directions of a tap; pyserial opens them, so socket:// and rfc2217:// work."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any

from analyzer.capture.live.framer import Framer, silence
from analyzer.capture.live.source import LiveError, Sink
from analyzer.capture.record import USER0
from dissectors.profiles.opening import Opening, Setting

DEFAULT = Setting(9600, "8N1")
FORMS = tuple(f"{bits}{parity}{stop}" for bits in "78" for parity in "NEO" for stop in "12")
_WAIT = 0.02  # seconds a read waits
_READ = 4096


def ports() -> list[tuple[str, str]]:
    """(name, description) of the serial ports of this machine."""
    from serial.tools.list_ports import comports

    return [(port.device, "" if port.description in ("n/a", None) else port.description) for port in comports()]


def open_port(name: str, setting: Setting) -> Any:
    """An open pyserial port. Raises LiveError with one line that says what to do."""
    import serial

    try:
        port = serial.serial_for_url(name, do_not_open=True, timeout=_WAIT)
        apply(port, setting)
        with contextlib.suppress(AttributeError):  # only local ports can be kept for oneself
            port.exclusive = True
        port.open()
    except (serial.SerialException, OSError, ValueError) as error:
        raise LiveError(f"{name}: {_advice(error)}") from None
    return port


def apply(port: Any, setting: Setting) -> None:
    port.baudrate = setting.baud
    port.bytesize = int(setting.form[0])
    port.parity = setting.form[1]
    port.stopbits = int(setting.form[2])


def _advice(error: Exception) -> str:
    text = str(error).lower()
    number = getattr(error, "errno", None)
    if number == 13 or "permission" in text:
        return "no permission; `sudo usermod -aG dialout $USER` and log in again"
    if number == 2 or "no such file" in text or "filenotfound" in text:
        return "no such port; `dlmscope live --interfaces` lists those there are"
    if number == 16 or "busy" in text or "exclusively lock" in text:
        return "in use by another program; end that first"
    if "refused" in text:
        return "nobody listens there; is the device server on?"
    return f"cannot be opened: {error}"


class SerialSource:
    """One line. With two ports the first one hears the client (direction 0), the second one the meter.

    ``opening`` follows the speeds of IEC 62056-21, beginning with ``setting``.
    """

    def __init__(self, names: list[str], setting: Setting = DEFAULT, opening: bool = False) -> None:
        self.name = " and ".join(names)
        self._names = names
        self._setting = setting
        self._opening = Opening(setting) if opening else None
        self._ports: list[Any] = []
        self._lock = threading.Lock()
        self._failed: LiveError | None = None
        self._stopped = False
        self._last = 0.0

    @property
    def setting(self) -> Setting:
        """As the line is now."""
        return self._opening.now if self._opening is not None else self._setting

    def open(self) -> None:
        try:
            for name in self._names:
                self._ports.append(open_port(name, self.setting))
        except LiveError:
            self._close()
            raise

    def run(self, sink: Sink) -> None:
        interface = sink.interface(USER0, self.name)
        self._last = time.monotonic()
        readers = [
            threading.Thread(target=self._read, args=(sink, interface, at), name=f"serial {name}", daemon=True)
            for at, name in enumerate(self._names)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        self._close()
        if self._failed is not None and not self._stopped:
            raise self._failed

    def stop(self) -> None:
        self._stopped = True

    def dropped(self) -> int:
        return 0

    def _read(self, sink: Sink, interface: int, at: int) -> None:
        """One port until it fails or all is over."""
        port, framer = self._ports[at], Framer()
        direction = at if len(self._ports) > 1 else None
        last = time.monotonic()

        def write(units: list[bytes]) -> None:
            for unit in units:
                sink.packet(interface, None, unit, direction=direction)
            if units:
                sink.flush()

        while not self._stopped and self._failed is None:
            try:
                data = port.read(1)
                if data:
                    data += port.read(min(port.in_waiting, _READ))
            except Exception as error:  # pyserial raises whatever its platform does
                self._failed = LiveError(
                    f"{self._names[at]} is gone ({error}); plug it in again, then start the capture again"
                )
                break
            now = time.monotonic()
            if data:
                last = self._last = now
                write(framer.feed(data))
                self._follow(sink, at, data)
            else:
                if framer.waiting and now - last >= silence(self.setting.baud):
                    write(framer.gap())
                self._follow(sink, at, b"")
        write(framer.gap())

    def _follow(self, sink: Sink, at: int, data: bytes) -> None:
        """Change the speed of the ports where the opening says so."""
        if self._opening is None:
            return
        with self._lock:
            found = self._opening.feed(at, data) if data else self._opening.silence(time.monotonic() - self._last)
            if found is None:
                return
            try:
                for port in self._ports:
                    apply(port, found)
            except Exception as error:  # pyserial raises whatever its platform does
                sink.say(f"{self.name}: does not do {found.baud} baud {found.form} ({error}); use another adapter")
                return
        sink.say(f"{self.name}: goes on at {found.baud} baud {found.form}")

    def _close(self) -> None:
        for port in self._ports:
            with contextlib.suppress(Exception):
                port.close()
        self._ports = []


class SerialLine:
    """A serial port as the meter's side of a tap: one connection at a time is passed through it."""

    def __init__(self, name: str, setting: Setting = DEFAULT) -> None:
        self.name = name
        self._setting = setting
        self._port: Any = None
        self._end: socket.socket | None = None

    def connect(self) -> socket.socket:
        """A socket whose bytes go through the port. Raises OSError."""
        if self._end is not None:
            raise OSError("another connection uses it")
        try:
            self._port = open_port(self.name, self._setting)
        except LiveError as error:
            raise OSError(str(error).partition(": ")[2]) from None
        far, self._end = socket.socketpair()
        for work in (self._from_port, self._to_port):
            threading.Thread(target=work, args=(self._port, self._end), name=work.__name__, daemon=True).start()
        return far

    def close(self) -> None:
        end, self._end = self._end, None
        if end is not None:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _from_port(self, port: Any, end: socket.socket) -> None:
        with contextlib.suppress(Exception):  # either side is gone: so is the connection
            while self._end is end:
                data = port.read(1)
                if data:
                    end.sendall(data + port.read(min(port.in_waiting, _READ)))
        self.close()
        end.close()
        with contextlib.suppress(Exception):
            port.close()

    def _to_port(self, port: Any, end: socket.socket) -> None:
        with contextlib.suppress(Exception):
            while data := end.recv(_READ):
                port.write(data)
        self.close()
