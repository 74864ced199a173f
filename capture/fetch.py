"""Pages fetched as a polite and careful reader would: robots.txt asked, hosts not hurried, nothing private touched."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from articles.addresses import host_of, masked_url, without_credentials
from articles.model import Capture, Redirect
from capture.content_kind import kind_of
from capture.decompress import UNDERSTOOD, BrokenContentError, decoded
from capture.errors import AddressRefusedError, Unreadable
from capture.missing import missing_in
from capture.pacing import Paces, TooSlowError
from capture.resolve import CheckedBackend, Lookup, system_lookup
from capture.robots import Robots, no_robots, read_robots

USER_AGENT = "SecondSource/0.1 (news verification desk; contact: the operator of this installation)"
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
ACCEPT_LISTS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Besides every 5xx but those that say "never": not implemented, this version of HTTP, a loop, an extension.
TRY_AGAIN = frozenset({408, 425, 429, *range(500, 600)} - {501, 505, 506, 508, 510})
NO_ROBOTS = "robots.txt of its site cannot be read ({}), so nothing may be fetched there"
SAVE_IT = "open it in a browser, save the page, and check the saved file"

# What an answer means and what to do, by status.
STATUSES: dict[int, tuple[str, str]] = {
    401: ("needs a login", SAVE_IT),
    402: ("must be paid for", SAVE_IT),
    403: ("is refused to us", SAVE_IT),
    404: ("is not there", "check the address"),
    407: ("needs a proxy login", SAVE_IT),
    410: ("was removed by its publisher", "look for an archived copy"),
    429: ("is refused for now: too many requests", "try again later"),
    451: ("is withheld for legal reasons", "look for an archived copy"),
}


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How to fetch: who asks, how fast, how much, and what may be reached. Times in seconds.

    `allow_private_hosts` lists "host:port" (of the URL, or of the address connected to) that may be private.
    `resolve` sends "host:port" to an (address, port) as curl's --resolve does; the address must still be public or
    allowed.
    """

    user_agent: str = USER_AGENT
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    attempts: int = 3
    backoff_seconds: float = 1.0
    longest_wait_seconds: float = 60.0
    most_bytes: int = 10_000_000
    most_bytes_unpacked: int = 20_000_000
    most_redirects: int = 10
    at_a_time: int = 20
    at_a_time_per_host: int = 2
    seconds_between_requests: float = 1.0
    obey_robots: bool = True
    allow_private_hosts: Collection[str] = ()
    resolve: Mapping[str, tuple[str, int]] = field(default_factory=dict)


async def fetch(
    urls: Sequence[str],
    policy: FetchPolicy,
    now: Callable[[], datetime],
    on_done: Callable[[Capture | Unreadable], None] | None = None,
    *,
    lookup: Lookup = system_lookup,
) -> tuple[Capture | Unreadable, ...]:
    """Fetch pages side by side; the answers are in the order of `urls`, and one that fails is an Unreadable in its place.

    `Capture.content` are the body's bytes with the content coding undone; `headers` are as received, names in lower
    case (so `content-encoding` and `content-length` tell of the transfer, not of `content`). `Capture.url` is the
    address asked for with credentials masked: credentials in addresses are never sent, cookies never kept.
    """
    return await _fetch(_Fetcher.page, urls, policy, now, on_done, lookup)


async def fetch_lists(
    urls: Sequence[str],
    policy: FetchPolicy,
    now: Callable[[], datetime],
    on_done: Callable[[Capture | Unreadable], None] | None = None,
    *,
    known: Mapping[str, Mapping[str, str]],
    lookup: Lookup = system_lookup,
) -> tuple[Capture | Unreadable, ...]:
    """Fetch feeds, sitemaps and the like as `fetch` does pages, whatever their bytes are.

    `known` gives, by URL, the request headers that ask whether anything changed (`if-none-match`,
    `if-modified-since`); where nothing has, the answer is a Capture of status 304 without content.
    """

    async def ask(fetcher: _Fetcher, url: str) -> Capture:
        return await fetcher.listing(url, {"accept": ACCEPT_LISTS, **known.get(url, {})})

    return await _fetch(ask, urls, policy, now, on_done, lookup)


async def _fetch(
    ask: Callable[[_Fetcher, str], Awaitable[Capture]],
    urls: Sequence[str],
    policy: FetchPolicy,
    now: Callable[[], datetime],
    on_done: Callable[[Capture | Unreadable], None] | None,
    lookup: Lookup,
) -> tuple[Capture | Unreadable, ...]:
    backend = CheckedBackend(policy.allow_private_hosts, policy.resolve, lookup)
    async with _CheckedTransport(backend, 2 * policy.at_a_time) as transport:
        fetcher = _Fetcher(transport, policy, now)

        async def one(url: str) -> Capture | Unreadable:
            done: Capture | Unreadable
            try:
                done = await ask(fetcher, url)
            except Unreadable as error:
                done = error
            if on_done is not None:
                on_done(done)
            return done

        return tuple(await asyncio.gather(*map(one, urls)))


@dataclass(frozen=True, slots=True)
class _Answer:
    """One HTTP answer, not yet judged."""

    url: str
    status: int
    headers: httpx.Headers
    content: bytes
    request: tuple[tuple[str, str], ...]
    server: str | None

    @property
    def location(self) -> str | None:
        """Where the answer sends us on, or None."""
        return self.headers.get("location") if self.status in REDIRECTS else None


class _CheckedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over connections that CheckedBackend made.

    It is used without a client: a client keeps cookies, asks the environment for proxies, which would go round the
    address check, and reads the target of every redirect, also of those that break it.
    """

    def __init__(self, backend: CheckedBackend, most_connections: int) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context, max_connections=most_connections, keepalive_expiry=5.0, network_backend=backend
        )


class _Fetcher:
    """What the pages of one `fetch` share: connections, each host's pace, each site's robots.txt."""

    def __init__(self, transport: httpx.AsyncHTTPTransport, policy: FetchPolicy, now: Callable[[], datetime]) -> None:
        self._transport = transport
        self._policy = policy
        self._now = now
        self._paces = Paces(policy.at_a_time_per_host, policy.seconds_between_requests)
        self._places = asyncio.Semaphore(policy.at_a_time)
        self._robots: dict[str, asyncio.Task[Robots]] = {}

    async def page(self, url: str) -> Capture:
        """Fetch one page through its redirects; Unreadable says why there is none."""
        answer, redirects = await self._follow(url, robots=self._policy.obey_robots)
        capture = self._capture(url, answer, redirects)
        _refuse_status(url, capture)
        kind, reason = kind_of(answer.content)
        if kind == "empty":
            raise Unreadable(url, "answers with an empty page", SAVE_IT, answer.status, "content")
        if kind == "other":
            advice = "give the address of the article itself"
            raise Unreadable(url, f"is {reason}, not an article's page", advice, answer.status, "content")
        return capture

    async def listing(self, url: str, headers: Mapping[str, str]) -> Capture:
        """Fetch what lists pages, asking with these headers; unchanged is an answer, of status 304."""
        answer, redirects = await self._follow(url, robots=self._policy.obey_robots, headers=headers)
        capture = self._capture(url, answer, redirects)
        if answer.status != 304:
            _refuse_status(url, capture)
        return capture

    def _capture(self, url: str, answer: _Answer, redirects: tuple[Redirect, ...]) -> Capture:
        headers = tuple((name.lower(), value) for name, value in answer.headers.multi_items())
        return Capture(
            masked_url(url),
            answer.url,
            answer.status,
            headers,
            redirects,
            self._now(),
            answer.content,
            request=answer.request,
            server=answer.server,
        )

    async def _follow(
        self, url: str, *, robots: bool, headers: Mapping[str, str] | None = None
    ) -> tuple[_Answer, tuple[Redirect, ...]]:
        redirects: list[Redirect] = []
        at = _web_address(url, url)
        seen = {at}
        while True:
            if robots and not (await self._robots_of(url, at)).allows(at):
                where = "" if len(redirects) == 0 else f" (redirected to {at})"
                raise Unreadable(url, f"robots.txt of its site asks not to fetch it{where}", SAVE_IT, reason="robots")
            answer = await self._ask(url, at, headers or {})
            if answer.location is None:
                return answer, tuple(redirects)
            redirects.append(Redirect(at, answer.status, masked_url(answer.location)))
            at = _web_address(url, str(_joined(url, at, answer.location)))
            if at in seen:
                raise Unreadable(url, "redirects in a circle", SAVE_IT)
            if len(redirects) > self._policy.most_redirects:
                raise Unreadable(url, f"redirects more than {self._policy.most_redirects} times", SAVE_IT)
            seen.add(at)

    async def _robots_of(self, url: str, at: str) -> Robots:
        address = httpx.URL(at)
        origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._read_robots(f"{origin}/robots.txt"))
        try:
            robots = await asyncio.shield(self._robots[origin])
        except Unreadable as error:
            raise Unreadable(url, error.problem, error.advice, error.status) from error
        pace = self._paces.of(host_of(at) or "")
        wanted = robots.seconds_between_requests
        if math.isfinite(wanted):
            pace.seconds_apart = max(pace.seconds_apart, wanted)
        return robots

    async def _read_robots(self, url: str) -> Robots:
        token = self._policy.user_agent.partition("/")[0]
        try:
            answer, _ = await self._follow(url, robots=False)
        except Unreadable as error:
            if isinstance(error.__cause__, httpx.TransportError | AddressRefusedError):
                raise  # the page itself would not be reached either
            raise Unreadable(url, NO_ROBOTS.format(error.problem), error.advice) from error
        if answer.status == 429 or answer.status >= 500:
            problem = NO_ROBOTS.format(f"status {answer.status}")
            raise Unreadable(url, problem, "try again later", answer.status)
        return read_robots(answer.content, token) if answer.status == 200 else no_robots(token)

    async def _ask(self, url: str, at: str, headers: Mapping[str, str]) -> _Answer:
        """Ask one address, again where that may help; the last answer stands, whatever its status."""
        pace = self._paces.of(host_of(at) or "")
        for attempt in range(1, self._policy.attempts + 1):
            last = attempt == self._policy.attempts
            wait = self._policy.backoff_seconds * 2 ** (attempt - 1)
            try:
                async with pace.turn(self._policy.longest_wait_seconds), self._places:
                    answer = await self._once(url, at, headers)
            except TooSlowError as error:
                problem = f"its site asks for {error.args[0]:g} s between requests, longer than one run waits"
                raise Unreadable(url, problem, "check it again later") from error
            except httpx.TransportError as error:
                if last or not _may_pass(error):
                    raise _unreadable(url, at, error) from error
            else:
                if last or answer.status not in TRY_AGAIN:
                    return answer
                asked = _retry_after(answer.headers, self._now())
                if asked > self._policy.longest_wait_seconds:
                    pace.not_before(self._policy.longest_wait_seconds)
                    return answer
                wait = max(wait, asked)
            pace.not_before(wait)
        raise AssertionError("a policy has at least one attempt")

    async def _once(self, url: str, at: str, headers: Mapping[str, str]) -> _Answer:
        policy = self._policy
        try:
            async with asyncio.timeout(policy.total_seconds), self._streamed(at, headers) as (request, response):
                server = _server(response)  # known while the connection is open
                raw = bytearray()
                async for piece in response.aiter_raw():
                    raw += piece
                    if len(raw) > policy.most_bytes:
                        problem = f"is larger than {_size(policy.most_bytes)}"
                        raise Unreadable(url, problem, "give the address of the article itself")
                content = decoded(bytes(raw), response.headers.get("content-encoding", ""), policy.most_bytes_unpacked)
                sent = tuple((name.lower(), value) for name, value in request.headers.multi_items())
                return _Answer(at, response.status_code, response.headers, content, sent, server)
        except TimeoutError as error:
            problem = f"did not finish answering within {policy.total_seconds:g} s"
            raise Unreadable(url, problem, f"try again later, or {SAVE_IT}") from error
        except BrokenContentError as error:
            raise Unreadable(url, f"the answer {error}", f"try again later, or {SAVE_IT}") from error
        except AddressRefusedError as error:
            reason, name = error.args
            advice = f"add {name} to SECOND_SOURCE_ALLOW_PRIVATE_HOSTS if you mean it"
            raise Unreadable(url, f"{reason}, which is not fetched", advice) from error

    @asynccontextmanager
    async def _streamed(self, at: str, extra: Mapping[str, str]) -> AsyncIterator[tuple[httpx.Request, httpx.Response]]:
        policy = self._policy
        timeout = httpx.Timeout(policy.read_seconds, connect=policy.connect_seconds, pool=None)
        headers = {"user-agent": policy.user_agent, "accept": ACCEPT, "accept-encoding": UNDERSTOOD, **extra}
        request = httpx.Request("GET", at, headers=headers, extensions={"timeout": timeout.as_dict()})
        response = await self._transport.handle_async_request(request)
        try:
            yield request, response
        finally:
            await response.aclose()


def _server(response: httpx.Response) -> str | None:
    """Return the address that the answer came from."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    return str(peer[0]) if peer else None


def _web_address(url: str, at: str) -> str:
    """Return an address as it is sent: http or https, no credentials, no fragment."""
    try:
        address = httpx.URL(without_credentials(at.strip())).copy_with(fragment=None)
        valid = bool(address.host) and address.port != 0
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreadable(url, "is not a valid web address", "check it in a browser's address bar") from error
    if address.scheme not in {"http", "https"} or not valid:
        problem = f"{address.scheme}: addresses are not fetched" if address.scheme else "is not a web address"
        where = "" if at == url else "redirects to what is no web page: "
        raise Unreadable(url, f"{where}{problem}", "give an address that begins with https:// or http://")
    return str(address)


def _joined(url: str, at: str, location: str) -> httpx.URL:
    try:
        return httpx.URL(at).join(without_credentials(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreadable(url, "redirects to an address that is not valid", SAVE_IT) from error


def _refuse_status(url: str, answer: Capture) -> None:
    status = answer.status or 0
    if 200 <= status < 300:
        return
    if status >= 500:
        problem, advice = "its site has trouble answering", "try again later"
    else:
        problem, advice = STATUSES.get(status, ("gives no page", "check the address"))
    refused = Unreadable(url, f"{problem} (status {status})", advice, status)
    refused.missing = missing_in(answer)
    refused.answer = answer if refused.missing else None
    raise refused


def _may_pass(error: httpx.TransportError) -> bool:
    return not isinstance(error, httpx.UnsupportedProtocol | httpx.DecodingError) and "CERTIFICATE" not in str(error)


def _unreadable(url: str, at: str, error: httpx.TransportError) -> Unreadable:
    """Translate what went wrong below HTTP into words."""
    host = host_of(at)
    if isinstance(error, httpx.ConnectTimeout):
        return Unreadable(url, f"{host} did not answer in time", "try again later")
    if isinstance(error, httpx.TimeoutException):
        return Unreadable(url, f"{host} stopped answering", "try again later")
    if isinstance(error, httpx.ConnectError):
        said = str(error)
        if "CERTIFICATE" in said or "SSL" in said:
            return Unreadable(url, f"no safe connection to {host}: its certificate or TLS is not in order", SAVE_IT)
        reason = said if said.startswith("there is no host") else f"no connection to {host}"
        return Unreadable(url, reason, "check the address and your network")
    return Unreadable(url, f"{host} broke off its answer", f"try again later, or {SAVE_IT}")


def _retry_after(headers: httpx.Headers, now: datetime) -> float:
    """Read Retry-After: seconds, or a date, by the clock of who wrote it; 0 where it says nothing we understand."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    until = _http_date(value)
    said_at = _http_date(headers.get("date", "")) or now
    return max(0.0, (until - said_at).total_seconds()) if until else 0.0


def _http_date(value: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _size(count: int) -> str:
    return f"{count / 1_000_000:g} MB"
