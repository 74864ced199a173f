"""A loopback server that answers as badly as the tests ask: every handler writes its own bytes."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]

ARTICLE = b"""<!doctype html><html lang="en"><head><title>Bridge over the Lune reopens</title></head><body><article>
<h1>Bridge over the Lune reopens</h1>
<p>The bridge over the Lune reopened on Monday after 14 months of repairs, the county council said in a statement.</p>
<p>Some 3,200 vehicles crossed it in the first two hours, more than the council had expected for the whole morning.</p>
<p>"It is a relief for everyone who lives on the north bank," said Petra Holm, who runs the bakery beside it.</p>
</article></body></html>"""


def answer(body: bytes = ARTICLE, status: str = "200 OK", **headers: str) -> Handler:
    """Make a handler that sends one whole answer."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        fields = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body)), **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        writer.write(f"HTTP/1.1 {status}\r\nconnection: close\r\n{head}\r\n".encode("latin-1") + body)

    return handle


def in_turn(*handlers: Handler) -> Handler:
    """Make a handler that answers with each of the given in turn, then with the last for ever."""
    rest = list(handlers)

    async def handle(writer: asyncio.StreamWriter) -> None:
        await (rest.pop(0) if len(rest) > 1 else rest[0])(writer)

    return handle


async def drip(writer: asyncio.StreamWriter) -> None:
    """Send a body a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
    for _ in range(300):
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.1)


async def endless(writer: asyncio.StreamWriter) -> None:
    """Send chunk after chunk."""
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    for _ in range(1_000):
        writer.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
        await writer.drain()


async def silent(_writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def rude(writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")


async def cut_off(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n<html>")


BOMB = gzip.compress(b"\0" * 30_000_000)


async def slow_head(writer: asyncio.StreamWriter) -> None:
    """Send a head a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
    for _ in range(300):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def endless_head(writer: asyncio.StreamWriter) -> None:
    """Send header after header."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        writer.write(b"x-%d: y\r\n" % number)
        await writer.drain()


async def endless_hints(writer: asyncio.StreamWriter) -> None:
    """Say for ever that an answer is to come."""
    for _ in range(300):
        writer.write(b"HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


def bytes_of(raw: bytes) -> Handler:
    """Make a handler that sends exactly these bytes."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return handle


def onward() -> Handler:
    """Make a handler that redirects each time to an address never seen before."""
    count = 0

    async def handle(writer: asyncio.StreamWriter) -> None:
        nonlocal count
        count += 1
        await answer(b"", "302 Found", location=f"/page.html?{count}")(writer)

    return handle


@dataclass
class Server:
    """Where the server listens, and the requests it got."""

    port: int
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


@asynccontextmanager
async def serving(pages: Mapping[str, Handler]) -> AsyncIterator[Server]:
    """Serve the pages on a free port of 127.0.0.1, by path, or by host and path; an unknown one is a 404."""
    server = Server(0)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            fields = (line.partition(": ") for line in head[1:] if line)
            server.requests.append((path, {name.lower(): value for name, _, value in fields}))
            host = server.requests[-1][1].get("host", "")
            named = (path, f"{host}{path}", f"{host}{path.partition('?')[0]}")
            handler = next((pages[name] for name in named if name in pages), None)
            await (handler or answer(b"nothing here", "404 Not Found"))(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # whoever asked has gone, or the test is over
        finally:
            writer.close()

    listener = await asyncio.start_server(connected, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
