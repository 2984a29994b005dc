"""The terminal UI as a web page, for the one who started it: a token opens it, nobody else's page reaches it.

Underneath is textual-serve, which alone accepts any Origin, starts a shell command for every tab and loads a font from
elsewhere. Here every request passes a guard, programs are started without a shell, and the page is our own.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import html
import ipaddress
import json
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from string import Template
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager
from textual_serve.server import Server

MOST_TABS = 4
MOST_MESSAGE = 1 << 20  # bytes of one message of a browser
PATIENCE = 3.0  # seconds that a program may take to end
MOST_CELLS = 1000  # columns or lines of a terminal
TOKEN_BYTES = 24
LOOPBACK = ("localhost", "127.0.0.1", "::1")
FONT_SIZES = range(6, 65)
# Nothing from outside: scripts, fonts and pictures of this server only; no page may frame this one.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ENTER = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><a href="/">dlmscope</a>'
_ASK = "Open the address that dlmscope serve printed: it carries the token.\n"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Tab(AppService):
    """One program for one tab, started from a list of words: no shell sees a file's name."""

    def __init__(self, words: Sequence[str], websocket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        async def close() -> None:
            await websocket.close()

        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=downloads,
        )
        self._words = words

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._words, stdin=pipe, stdout=pipe, stderr=pipe, env=self._build_environment(width, height)
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def stop(self) -> None:
        """End the program: it is asked to, and made to where it takes too long."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        self.stdin.close()
        ways: tuple[Callable[[], object], ...] = (bool, process.terminate, process.kill)
        for end in ways:
            with contextlib.suppress(ProcessLookupError):
                end()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(process.wait(), PATIENCE)
                break
        await task


class Guarded(Server):
    """Serves ``words`` (a program and its arguments) on a socket that is bound already."""

    def __init__(self, words: Sequence[str], title: str, host: str, listening: socket.socket) -> None:
        port = listening.getsockname()[1]
        self.shown_host = f"[{host}]" if ":" in host else host
        super().__init__("", host=host, port=port, title=title, public_url=f"http://{self.shown_host}:{port}")
        self.words = list(words)
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self.tabs = 0
        self._pass = secrets.token_urlsafe(TOKEN_BYTES)  # in the cookie; the token itself stays in no browser
        self._cookie = f"dlmscope-{port}"
        self._listening = listening

    @property
    def address(self) -> str:
        """Where a browser begins; whoever has it may look."""
        return f"{self.public_url}/?token={self.token}"

    def run(self) -> None:
        """Serve until a signal ends it."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")
        web.run_app(self.app(), sock=self._listening, print=lambda *args: None, access_log=None)

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/page.css", self._style),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        return app

    # --- who may come in --------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what another page, another name for this host, or a stranger asks for."""
        if not self._is_here(request.headers.get("Host", "")):
            raise web.HTTPForbidden(text="This server answers under its own name only.\n")
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{request.headers['Host']}":
            raise web.HTTPForbidden(text="Asked from another page.\n")
        if request.path == "/ws" and origin is None:
            raise web.HTTPForbidden(text="No page asked.\n")
        given = request.query.get("token") if request.path == "/" else None
        if given is not None and hmac.compare_digest(given.encode(), self.token.encode()):
            response = web.Response(text=_ENTER, content_type="text/html", headers=_HEADERS)
            response.set_cookie(self._cookie, self._pass, httponly=True, samesite="Strict", path="/")
            return response
        held = request.cookies.get(self._cookie, "")
        if not hmac.compare_digest(held.encode(), self._pass.encode()):
            raise web.HTTPForbidden(text=_ASK)
        response_ = await handler(request)
        if not response_.prepared:
            response_.headers.update(_HEADERS)
            response_.headers["Content-Security-Policy"] = _POLICY.format(socket=f"ws://{request.headers['Host']}")
        return response_

    def _is_here(self, asked: str) -> bool:
        """Whether a Host header names this server: by address, as localhost, or as it was told to call itself.

        A name that another leads here (DNS rebinding) is none of these.
        """
        try:
            parts = urlsplit(f"//{asked}")
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if (port or 80) != self.port or parts.username is not None:
            return False
        if host in LOOPBACK or host == self.host.lower():
            return True
        try:
            return ipaddress.ip_address(host) is not None and self.host not in LOOPBACK
        except ValueError:
            return False

    # --- what is served ---------------------------------------------------------------------------

    async def handle_index(self, request: web.Request) -> web.Response:
        if self.tabs >= MOST_TABS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_TABS} tabs are open: close one first.\n")
        size = request.query.get("fontsize", "")
        words = {
            "title": html.escape(self.title),
            "socket": html.escape(f"ws://{request.headers['Host']}/ws"),
            "size": size if size.isdecimal() and int(size) in FONT_SIZES else "16",
        }
        page = Template((files("analyzer.tui") / "web" / "index.html").read_text(encoding="utf-8"))
        return web.Response(text=page.substitute(words), content_type="text/html")

    async def _style(self, request: web.Request) -> web.Response:
        return web.Response(
            text=(files("analyzer.tui") / "web" / "page.css").read_text("utf-8"), content_type="text/css"
        )

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that the program delivers, as an attachment under its quoted name."""
        key = request.match_info["key"]
        try:
            wanted = await self.download_manager.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="No such download.\n") from None
        disposition = f"attachment; filename*=UTF-8''{quote(wanted.file_name, safe='')}"
        response = web.StreamResponse(headers={**_HEADERS, "Content-Disposition": disposition})
        response.content_type = "application/octet-stream"
        await response.prepare(request)
        async for chunk in self.download_manager.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A tab: the program lives as long as its socket."""
        if self.tabs >= MOST_TABS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_TABS} tabs are open: close one first.\n")
        self.tabs += 1
        try:
            websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=MOST_MESSAGE)
            await websocket.prepare(request)
            tab = Tab(self.words, websocket, self.download_manager)
            await tab.start(_cells(request.query.get("width"), 80), _cells(request.query.get("height"), 24))
            try:
                await self._listen(websocket, tab)
            finally:
                await tab.stop()
        finally:
            self.tabs -= 1
        return websocket

    async def _listen(self, websocket: web.WebSocketResponse, tab: Tab) -> None:
        """Hand what the browser says to the program; a browser that talks nonsense is left."""
        async for message in websocket:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                await _obey(websocket, tab, json.loads(message.data))
            except (ValueError, TypeError, LookupError, AttributeError):
                await websocket.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return


async def _obey(websocket: web.WebSocketResponse, tab: Tab, said: Any) -> None:
    """One message: ``[kind, data]``."""
    kind = said[0]
    if kind == "stdin":
        await tab.send_bytes(said[1].encode("utf-8", "replace"))
    elif kind == "resize":
        await tab.set_terminal_size(_cells(said[1]["width"], 80), _cells(said[1]["height"], 24))
    elif kind == "ping":
        await websocket.send_json(["pong", str(said[1])[:64]])
    elif kind == "blur":
        await tab.blur()
    elif kind == "focus":
        await tab.focus()


def _cells(value: Any, usual: int) -> int:
    """A size that a browser states, within reason."""
    try:
        return max(1, min(int(value), MOST_CELLS))
    except (TypeError, ValueError):
        return usual


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to that address; port 0 takes a free one. Raises OSError."""
    family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, number)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening
