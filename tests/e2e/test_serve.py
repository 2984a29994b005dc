"""The UI in a browser: who may come in, how programs are started, and a real Chromium that sees the messages."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from analyzer.tui.serve import MOST_TABS, Guarded, _cells, listen

CAPTURES = Path(__file__).parents[2] / "captures"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
ASLEEP = [sys.executable, "-c", "import sys; print('__GANGLION__', flush=True); sys.stdin.read()"]


@asynccontextmanager
async def serving(words: list[str] = ASLEEP, title: str = "a capture") -> AsyncIterator[Guarded]:
    server = Guarded(words, title, "127.0.0.1", listen("127.0.0.1", 0))
    runner = web.AppRunner(server.app())
    await runner.setup()
    await web.SockSite(runner, server._listening).start()
    try:
        yield server
    finally:
        await runner.cleanup()


@asynccontextmanager
async def inside(server: Guarded) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser that came in by the token."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(server.address) as response:
            assert response.status == 200
        yield session


async def status(session: aiohttp.ClientSession, url: str, **headers: str) -> int:
    async with session.get(url, headers=headers) as response:
        return response.status


async def test_only_the_token_opens_and_it_stays_in_no_address() -> None:
    async with serving() as server, aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        base = server.public_url
        for path in ("/", "/?token=wrong", "/ws", "/static/js/textual.js", "/page.css", "/download/x", "/?token="):
            assert await status(session, base + path) == 403, path
        async with session.get(server.address) as response:
            cookie = response.cookies[f"dlmscope-{server.port}"]
            assert cookie["httponly"] and cookie["samesite"] == "Strict" and server.token not in cookie.value
            assert "url=/" in await response.text()
        async with session.get(base + "/") as response:
            page = await response.text()
            assert response.status == 200 and server.token not in page
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page)
        assert await status(session, base + "/page.css") == 200
        assert await status(session, base + "/static/") in (403, 404)
        assert await status(session, base + "/download/unknown") == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "localhost", "x@127.0.0.1:{port}", "["]
)
async def test_another_name_for_this_host_is_refused(host: str) -> None:
    async with serving() as server, inside(server) as session:
        assert await status(session, f"{server.public_url}/", Host=host.format(port=server.port)) == 403


async def test_other_pages_reach_neither_page_nor_socket() -> None:
    async with serving() as server, inside(server) as session:
        base, socket = server.public_url, f"ws://127.0.0.1:{server.port}/ws"
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{server.port}", "http://127.0.0.1:1"):
            assert await status(session, base + "/", Origin=origin) == 403
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(socket, headers={"Origin": origin})
            assert refused.value.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError):  # no Origin: no browser of ours
            await session.ws_connect(socket)
        good = await session.ws_connect(socket, headers={"Origin": base})
        await good.close()


async def test_four_tabs_are_enough_and_a_closed_one_makes_room() -> None:
    async with serving() as server, inside(server) as session:
        url, headers = f"ws://127.0.0.1:{server.port}/ws", {"Origin": server.public_url}
        tabs = [await session.ws_connect(url, headers=headers) for _ in range(MOST_TABS)]
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(url, headers=headers)
        assert refused.value.status == 503
        assert await status(session, server.public_url + "/") == 503
        await tabs.pop().close()
        for _ in range(100):
            if server.tabs < MOST_TABS:
                break
            await asyncio.sleep(0.05)
        tabs.append(await session.ws_connect(url, headers=headers))
        for tab in tabs:
            await tab.close()


@pytest.mark.parametrize(
    "said", ["", "nothing", "{}", "[]", "[1]", '["stdin"]', '["stdin", 3]', '["resize", []]', "[" * 2000]
)
async def test_nonsense_ends_the_tab_and_not_the_server(said: str) -> None:
    async with serving() as server, inside(server) as session:
        tab = await session.ws_connect(f"ws://127.0.0.1:{server.port}/ws", headers={"Origin": server.public_url})
        await tab.send_str(said)
        await tab.send_str('["ping", "x"]')
        async for message in tab:
            assert message.data == '["pong", "x"]' or message.type != aiohttp.WSMsgType.TEXT
            break
        await tab.close()
        assert await status(session, server.public_url + "/") == 200


def test_sizes_that_a_browser_states_are_kept_within_reason() -> None:
    assert [_cells(value, 80) for value in ("120", 0, -5, "9" * 30, None, "x", [], float("nan"))] == [
        120, 1, 1, 1000, 80, 80, 80, 80,
    ]  # fmt: skip


async def test_no_shell_sees_the_name_of_a_file(tmp_path: Path) -> None:
    odd = "a'b\"; touch PWNED; $(touch PWNED2) `touch PWNED3` <x>.hex"
    words = [
        sys.executable,
        "-c",
        "import sys; print('__GANGLION__', flush=True); print(sys.argv[1], file=open(sys.argv[2], 'w'))",
    ]
    async with serving([*words, odd, str(tmp_path / "got")], odd) as server, inside(server) as session:
        async with session.get(server.public_url + "/") as response:
            assert "<x>" not in await response.text()
        tab = await session.ws_connect(f"ws://127.0.0.1:{server.port}/ws", headers={"Origin": server.public_url})
        for _ in range(100):
            if (tmp_path / "got").exists() and (tmp_path / "got").read_text():
                break
            await asyncio.sleep(0.05)
        await tab.close()
    assert (tmp_path / "got").read_text() == odd + "\n"
    assert os.listdir(tmp_path) == ["got"]


# --- the command and a real browser ---------------------------------------------------------------


@contextmanager
def command(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`dlmscope serve`: its address, and the process."""
    words = [sys.executable, "-m", "analyzer", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.communicate()


def test_the_command_binds_to_loopback_and_ends_on_ctrl_c() -> None:
    with command(str(CAPTURES / "h-low-plain.pcap")) as (address, process):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{32}", address)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_what_cannot_be_served_is_one_clear_line(tmp_path: Path) -> None:
    for arguments, says in ((["/nowhere.pcap"], "/nowhere.pcap"), (["-"], "wants a file")):
        done = subprocess.run(
            [sys.executable, "-m", "analyzer", "serve", *arguments], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 2 and says in done.stderr and len(done.stderr.splitlines()) == 1


class Browser:
    """A headless Chromium, spoken to by its own protocol; ``asked`` are the addresses it asked for, ``got`` what
    came over WebSockets."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.asked: list[str] = []
        self.got = b""

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            said = await self._take(30)
            if said.get("id") == number:
                assert "error" not in said, said
                return dict(said["result"])

    async def until(self, text: str, seconds: float = 30) -> bool:
        """Whether the terminal was sent that text."""
        end = time.monotonic() + seconds
        while text.encode() not in self.got and time.monotonic() < end:
            with contextlib.suppress(asyncio.TimeoutError):
                await self._take(0.5)
        return text.encode() in self.got

    async def _take(self, seconds: float) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((await self._socket.receive(timeout=seconds)).data)
        parameters = said.get("params", {})
        if said.get("method") in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            self.asked.append(parameters.get("url") or parameters["request"]["url"])
        elif said.get("method") == "Network.webSocketFrameReceived":
            frame = parameters["response"]
            data = frame["payloadData"]
            self.got += base64.b64decode(data) if frame["opcode"] == 2 else data.encode()
        return said

    async def press(self, text: str) -> None:
        for char in text:
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=char, key=char)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=char)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    assert CHROMIUM is not None
    arguments = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage")
    process = subprocess.Popen(
        [
            CHROMIUM,
            *arguments,
            "--remote-debugging-port=0",
            f"--user-data-dir={folder}",
            "--window-size=1200,700",
            "about:blank",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        active = folder / "DevToolsActivePort"
        for _ in range(300):
            if active.exists() and active.read_text().count("\n"):
                break
            await asyncio.sleep(0.1)
        port = active.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as response:
                page = next(each for each in await response.json() if each["type"] == "page")
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Browser(socket)
    finally:
        process.terminate()
        process.wait(20)


@needs_chromium
async def test_a_browser_shows_the_messages_takes_keys_and_asks_nobody_else(tmp_path: Path) -> None:
    with command(str(CAPTURES / "h-low-plain.pcap")) as (address, _):
        async with browser(tmp_path / "profile") as page:
            for domain in ("Page", "Network", "Runtime"):
                await page.do(f"{domain}.enable")
            await page.do("Page.navigate", url=address)
            assert await page.until("Messages") and await page.until("get-request-normal")
            href = await page.do("Runtime.evaluate", expression="location.href")
            assert "token" not in href["result"]["value"]
            centre = {"x": 400, "y": 300, "button": "left", "clickCount": 1}
            await page.do("Input.dispatchMouseEvent", type="mousePressed", **centre)
            await page.do("Input.dispatchMouseEvent", type="mouseReleased", **centre)
            page.got = b""
            for _ in range(12):  # focus arrives some time after the click, or never where the page was not there yet
                await page.do("Runtime.evaluate", expression="document.querySelector('textarea')?.focus()")
                await page.press("5")
                if await page.until("What stays closed", 5):
                    break
            assert b"What stays closed" in page.got
            page.got = b""
            await page.do(
                "Emulation.setDeviceMetricsOverride", width=700, height=400, deviceScaleFactor=1, mobile=False
            )
            assert await page.until("Msg")  # the short names of a narrow terminal
        base = address.split("/?")[0]
        own = (base, base.replace("http", "ws"), "data:", "about:")
        assert page.asked and not [url for url in page.asked if not url.startswith(own)]
