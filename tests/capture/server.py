"""A loopback server that answers as badly as the tests ask: every handler writes its own bytes."""

from __future__ import annotations

import asyncio
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
    """Serve the pages on a free port of 127.0.0.1; an unknown path is a 404."""
    server = Server(0)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            fields = (line.partition(": ") for line in head[1:] if line)
            server.requests.append((path, {name.lower(): value for name, _, value in fields}))
            await pages.get(path, answer(b"nothing here", "404 Not Found"))(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(connected, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
