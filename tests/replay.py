"""A recorded session spoken again over real sockets: one end writes what the client said, the other what the meter said."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from analyzer.capture.open import open_capture
from analyzer.document import Document
from analyzer.link.links import Links

CAPTURES = Path(__file__).parents[1] / "captures"
Steps = list[tuple[int, bytes]]


def steps(name: str) -> Steps:
    """(direction, bytes) of a recorded session, in order."""
    links = Links()
    capture = open_capture(CAPTURES / name)
    return [
        (chunk.direction, chunk.data) for batch in capture.batches() for record in batch for chunk in links.feed(record)
    ]


def play(sock: socket.socket, side: int, said: Steps) -> None:
    """Speak one side, and check that the other one is heard byte by byte."""
    for direction, data in said:
        if direction == side:
            sock.sendall(data)
            continue
        heard = b""
        while len(heard) < len(data) and (more := sock.recv(len(data) - len(heard))):
            heard += more
        assert heard == data


@contextlib.contextmanager
def meter(said: Steps, sessions: int = 1) -> Iterator[int]:
    """A meter that speaks its side to whoever connects; the port where it listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        failed: list[BaseException] = []

        def serve() -> None:
            try:
                for _ in range(sessions):
                    sock, _ = listener.accept()
                    with sock:
                        sock.settimeout(10)
                        play(sock, 1, said)
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            thread.join(20)
        assert not failed, failed


def speak(said: Steps, port: int) -> None:
    """The client's side, to a port of this machine."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        play(sock, 0, said)


def rows(document: Document) -> list[tuple[object, ...]]:
    """What a capture says, without times and flows: what two ways of capturing one session must agree on."""
    return [
        (
            document.context(row).profile,
            document.context(row).sender,
            document.service(row),
            document.invoke_id(row),
            document.objects(row),
            document.protection(row),
            document.index.answers[row - 1],
            document.captured(row),
            [frame for _, frame in document.frames(row)],
            [finding.code for finding in document.findings(row)],
        )
        for row in range(1, document.count + 1)
    ]
