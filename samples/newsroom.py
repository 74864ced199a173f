"""The demo newsroom on the air: every page of its fictional outlets, served over real HTTP on loopback, in two editions."""

from __future__ import annotations

import gzip
import hashlib
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from articles.model import Outlet

FOLDER = Path(__file__).parent
PAGES = FOLDER / "pages"
REVISED = FOLDER / "revised"
"""Pages as the second edition has them; the others stay as they were."""
LISTINGS = FOLDER / "listings"
"""Feeds, sitemaps and trust.txt, by host. A file `x.xml` is served gzipped as `x.xml.gz` too."""
INPUTS = FOLDER / "inputs"
EDITIONS = (1, 2)
OUTLETS = FOLDER / "outlets.yaml"

LAST_MODIFIED = "Tue, 20 Oct 2026 08:00:00 GMT"
REVISED_MODIFIED = "Tue, 20 Oct 2026 17:00:00 GMT"
UTF_8 = "text/html; charset=utf-8"

# What a host says of its pages' encoding; one leaves it to the page, one page is older than the rest of its site.
CONTENT_TYPES = {
    "www.coastline-radio.example": "text/html",
    "www.lowland-times.example/article/30771/lake-ferry-strikes-pier-in-sarve": "text/html; charset=windows-1252",
}
REDIRECTS = {
    "www.harbour-courier.example/r/604118": "/news/nine-killed-as-skerrow-queen-capsizes-604118",
    "www.valleypost.example/2026/10/16/ceasefire-at-lake-toven": "/2026/10/16/ceasefire-at-lake-toven/",
}
GONE = frozenset({"www.lowland-times.example/article/30640/correction-withdrawn", "www.lowland-times.example/feed.xml"})
LOST = frozenset({"www.lowland-times.example/article/30941/lock-keeper-hands-in-his-keys"})
"""Pages that the second edition has no more: their host answers with an error page, and says that all is well."""
DISALLOWED = {"www.kestreldaily.example": ("/drafts/",), "www.meridian-agency.example": ("/subscribers/",)}
"""Paths that each host's robots.txt asks not to be fetched. Every host has a robots.txt."""

LISTING_TYPES = {
    ".xml": "application/xml",
    ".json": "application/feed+json",
    ".gz": "application/gzip",
    ".txt": "text/plain; charset=utf-8",
}
# What those outlets publish that list their pages, by name; one owner has a site of its own.
FEEDS = {
    "Harbour Courier": ("http://www.harbour-courier.example/feed.xml",),
    "Valley Post": ("http://www.valleypost.example/atom.xml",),
    "Coastline Radio": ("http://www.coastline-radio.example/feed.json",),
    "The Lowland Times": ("http://www.lowland-times.example/feed.xml",),
}
SITEMAPS = {"Kestrel Daily": ("http://www.kestreldaily.example/sitemap.xml",)}
OWNER = Outlet(
    "Castell Press Holdings",
    ("castell-press.example",),
    sitemaps=("http://www.castell-press.example/sitemap.xml",),
    country="Veldany",
    language="en",
)
GONE_FEED = "http://www.lowland-times.example/feed.xml"
"""The Lowland Times gave its feed up."""

DISALLOWED_URL = "http://www.kestreldaily.example/drafts/bow-door-inquiry"
MISSING_URL = "http://www.eveningbeacon.example/news/no-such-story"
GONE_URL = "http://www.lowland-times.example/article/30640/correction-withdrawn"
SHORT_URL = "http://www.harbour-courier.example/r/604118"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running newsroom: where it listens, and how a fetcher reaches its hosts."""

    port: int
    resolve: Mapping[str, tuple[str, int]] = field(repr=False)
    server: Server = field(repr=False)

    def publish(self, edition: int) -> None:
        """Serve this edition from now on."""
        self.server.edition = edition

    @property
    def private_hosts(self) -> tuple[str, ...]:
        """The loopback address that a fetcher must be told to allow."""
        return (f"127.0.0.1:{self.port}",)


def urls() -> tuple[str, ...]:
    """Return the address of every page of the newsroom, in the order in which they were published."""
    lines = (INPUTS / "pages.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def hosts() -> tuple[str, ...]:
    """Return the host of every outlet of the newsroom."""
    return tuple(sorted({folder.name for place in (PAGES, LISTINGS) for folder in place.iterdir()}))


def outlets() -> tuple[Outlet, ...]:
    """Return the outlets that the demo desk knows; two hosts of the newsroom are not among them."""
    entries = yaml.safe_load(OUTLETS.read_text(encoding="utf-8"))
    return tuple(_outlet(entry) for entry in entries)


def _outlet(entry: Mapping[str, Any]) -> Outlet:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Outlet(**values)


def watched_outlets() -> tuple[Outlet, ...]:
    """Return the same outlets with what they publish that lists their pages, and the owner with a site of its own."""
    known = (
        replace(outlet, feeds=FEEDS.get(outlet.name, ()), sitemaps=SITEMAPS.get(outlet.name, ()))
        for outlet in outlets()
    )
    return (*known, OWNER)


def resolve(port: int) -> Mapping[str, tuple[str, int]]:
    """Map "host:80" of every outlet to the loopback address and port of a running newsroom."""
    return MappingProxyType({f"{host}:80": ("127.0.0.1", port) for host in hosts()})


def page_file(host: str, path: str, edition: int = EDITIONS[-1]) -> Path | None:
    """Return the file that a host serves under a path in an edition, or None where there is none."""
    if ".." in path.split("/"):
        return None
    for folder in (REVISED, PAGES)[1 if edition == EDITIONS[0] else 0 :]:
        place = folder / host / path.lstrip("/")
        candidates = (place / "index.html",) if path.endswith("/") else (place, place.with_name(f"{place.name}.html"))
        if found := next((file for file in candidates if file.is_file()), None):
            return found
    return None


def listing(host: str, path: str) -> bytes | None:
    """Return the feed, sitemap or trust.txt that a host serves under a path, or None where there is none."""
    if ".." in path.split("/"):
        return None
    file = LISTINGS / host / path.lstrip("/")
    if file.suffix == ".gz" and file.with_suffix("").is_file():
        return gzip.compress(file.with_suffix("").read_bytes(), mtime=0)
    return file.read_bytes() if file.is_file() else None


def robots_txt(host: str) -> str:
    """Return what a host asks of crawlers."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in DISALLOWED.get(host, ()))]
    return "\n".join([*lines, "Allow: /", ""])


class Handler(BaseHTTPRequestHandler):
    """Answers for every outlet at once, by the Host header."""

    protocol_version = "HTTP/1.1"
    server_version = "DemoNewsroom"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        path = unquote(urlsplit(self.path).path)
        edition = self.server.edition if isinstance(self.server, Server) else EDITIONS[0]
        file = page_file(host, path, edition) if host in hosts() else None
        changed = REVISED_MODIFIED if file and file.is_relative_to(REVISED) else LAST_MODIFIED
        place = host + path
        if host in hosts() and path == "/robots.txt":
            self.answer(HTTPStatus.OK, robots_txt(host).encode(), {"Content-Type": "text/plain; charset=utf-8"})
        elif place in REDIRECTS:
            self.answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": REDIRECTS[place]})
        elif place in GONE:
            self.answer(HTTPStatus.GONE, notice("This was withdrawn."), {"Content-Type": UTF_8})
        elif place in LOST and edition == EDITIONS[-1]:
            self.answer(HTTPStatus.OK, notice("Page not found"), {"Content-Type": UTF_8})
        elif host in hosts() and (content := listing(host, path)) is not None:
            self.list_pages(content, LISTING_TYPES[Path(path).suffix])
        elif file is None:
            self.answer(HTTPStatus.NOT_FOUND, notice("There is no such page."), {"Content-Type": UTF_8})
        elif self.headers.get("If-Modified-Since") == changed:
            self.answer(HTTPStatus.NOT_MODIFIED, b"", {"Last-Modified": changed})
        else:
            content_type = CONTENT_TYPES.get(place, CONTENT_TYPES.get(host, UTF_8))
            self.answer(HTTPStatus.OK, file.read_bytes(), {"Content-Type": content_type, "Last-Modified": changed})

    def list_pages(self, content: bytes, content_type: str) -> None:
        """Answer with what lists pages, or that it is unchanged: by its tag, as a feed reader asks."""
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Last-Modified": LAST_MODIFIED}
        if self.headers.get("If-None-Match") == tag:
            self.answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self.answer(HTTPStatus.OK, content, {"Content-Type": content_type, **headers})

    do_HEAD = do_GET  # noqa: N815  (http.server asks for this name)

    def answer(self, status: HTTPStatus, content: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD" and status is not HTTPStatus.NOT_MODIFIED:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name for it)
        """Say nothing: the demo's terminal is for its findings."""


def notice(words: str) -> bytes:
    """Return the page that stands where no article is."""
    return f"<!DOCTYPE html><html lang='en'><title>{words}</title><body><h1>{words}</h1></body></html>".encode()


class Server(ThreadingHTTPServer):
    """Takes a whole burst of a fetcher's connections, and does not wait for idle ones at the end."""

    daemon_threads = True
    request_queue_size = 128
    edition = EDITIONS[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a fetcher that hangs up, or is killed, in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def newsroom(port: int = 0) -> Iterator[Newsroom]:
    """Serve the newsroom on 127.0.0.1 (by default on a free port) for as long as the context lasts."""
    with Server(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Newsroom(server.server_port, resolve(server.server_port), server)
        finally:
            server.shutdown()
            thread.join()
