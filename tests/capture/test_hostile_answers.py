"""Every hostile answer in one batch, with good pages between: each ends as it should, and nothing else is lost."""

from __future__ import annotations

import gzip
import time
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.model import Article
from articles.outlets import Registry
from capture.discover import expand
from capture.errors import Unreadable
from flows import stages
from flows.desk import Desk, open_desk
from flows.settings import Settings
from storage.bundle import export
from storage.catalogue import kept_records
from tests.capture.server import (
    ARTICLE,
    BOMB,
    Handler,
    answer,
    bytes_of,
    cut_off,
    drip,
    endless,
    endless_head,
    endless_hints,
    in_turn,
    onward,
    rude,
    serving,
    silent,
    slow_head,
)

SECRET = "hunter2-of-the-night-desk"
READ = "reopened on Monday"
MOST_SECONDS = 90
"""The batch takes some ten seconds on a machine at rest; one answer that hangs would take for ever."""

FRENCH = ARTICLE.replace(
    b"</article>",
    (
        "<p>« Après quatorze mois de fermeture, c'est un soulagement pour les élèves et les employés du café », a déclaré"
        " Zoë Fournière, qui tient la pâtisserie à côté. La préfète a précisé que la chaussée était déjà réparée.</p>"
        "</article>"
    ).encode(),
)
DEEP = ARTICLE.replace(b"<article>", b"<article>" + b"<div>" * 100_000)
NESTED_JSON = ARTICLE.replace(b"</head>", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script></head>")


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile answer: how it is given, and what must come of it: words of the problem, or of the article read."""

    handler: Handler
    problem: str = ""
    reads: str = ""
    robots: Handler | None = None


def refused(handler: Handler, problem: str, robots: Handler | None = None) -> Hostile:
    return Hostile(handler, problem, robots=robots)


def sent_to(location: str, problem: str) -> Hostile:
    return Hostile(answer(b"", "302 Found", location=location), problem)


def readable(handler: Handler, words: str = READ, robots: Handler | None = None) -> Hostile:
    return Hostile(handler, reads=words, robots=robots)


def hostile() -> dict[str, Hostile]:
    """Build them anew: some count what they were asked."""
    return {
        "not-found": refused(answer(b"no", "404 Not Found"), "is not there (status 404)"),
        "gone": refused(answer(b"", "410 Gone"), "was removed by its publisher"),
        "forbidden": refused(answer(b"", "403 Forbidden"), "is refused to us"),
        "trouble": refused(answer(b"", "500 Internal Server Error"), "has trouble answering (status 500)"),
        "overloaded": refused(answer(b"", "520 Unknown"), "has trouble answering (status 520)"),
        "too-many": refused(answer(b"", "429 Too Many Requests", retry_after="9999"), "too many requests"),
        "status-999": refused(answer(b"", "999 Denied"), "status 999"),
        # bytes
        "gzip-bomb": refused(answer(BOMB, content_encoding="gzip"), "unpacks to more than"),
        "bomb-in-a-bomb": refused(answer(gzip.compress(BOMB), content_encoding="gzip, gzip"), "unpacks to more than"),
        "many-codings": refused(answer(BOMB, content_encoding="gzip," * 500), "compressed more than 3 times"),
        "many-members": refused(
            answer(gzip.compress(b"") * 400_000, content_encoding="gzip"), "is compressed in more than 10,000 parts"
        ),
        "torn-gzip": refused(answer(gzip.compress(ARTICLE)[:-30], content_encoding="gzip"), "breaks off in the middle"),
        "damaged-gzip": refused(answer(ARTICLE, content_encoding="gzip"), "does not decompress"),
        "unasked-coding": refused(answer(ARTICLE, content_encoding="br"), "a way that was not asked for"),
        "endless-chunks": refused(endless, "is larger than"),
        "huge-chunk": refused(
            bytes_of(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffff\r\n<p>"), "broke off"
        ),
        "cut-off": refused(cut_off, "broke off its answer"),
        "no-http": refused(rude, "broke off its answer"),
        "two-lengths": refused(
            bytes_of(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\n<html"), "broke off"
        ),
        "escape-in-head": refused(bytes_of(b"HTTP/1.1 200 OK\r\nx: \x1b[2J\x00\r\n\r\n<p>"), "broke off"),
        # time
        "slow-drip": refused(drip, "did not finish answering within"),
        "slow-head": refused(slow_head, "did not finish answering within"),
        "endless-head": refused(endless_head, "broke off its answer"),
        "endless-hints": refused(endless_hints, "did not finish answering within"),
        "silence": refused(silent, "stopped answering"),
        "clock-of-1970": readable(
            answer(date="Thu, 01 Jan 1970 00:00:00 GMT", last_modified="Fri, 01 Jan 2199 00:00:00 GMT")
        ),
        "retry-by-a-wrong-clock": readable(
            in_turn(
                answer(
                    b"",
                    "503 Service Unavailable",
                    date="Sat, 01 Jan 2180 00:00:00 GMT",
                    retry_after="Sat, 01 Jan 2180 00:00:01 GMT",
                ),
                answer(),
            )
        ),
        # what it is
        "empty": refused(answer(b""), "an empty page"),
        "pdf": refused(answer(b"%PDF-1.7\n%\xe2\xe3"), "is a PDF document"),
        "image": refused(answer(b"\x89PNG\r\n\x1a\n\x00\x00"), "is a PNG image"),
        "nul-bytes": refused(answer(ARTICLE.replace(b"Monday", b"Mon\x00day")), "NUL bytes"),
        "feed": refused(answer(b'<?xml version="1.0"?><rss version="2.0"></rss>'), "a feed or sitemap"),
        "json": refused(answer(b'{"title": "x"}'), "is JSON data"),
        "one-tag": refused(answer(b"<html><body>" + b"<p>" * 3_000_000), "more than 150,000 tags"),
        "attributes": refused(answer(b"<html><div " + b"a=1 " * 200_000 + b">" + ARTICLE), "3,000 attributes"),
        "no-text": refused(answer(b"<html><body><script>1</script></body></html>"), "has no article's text"),
        "deep": refused(answer(DEEP), "has no article's text"),
        "deep-json": readable(answer(NESTED_JSON)),
        "as-an-image": readable(answer(content_type="image/png")),
        # words
        "latin-as-utf8": readable(answer(FRENCH.decode().encode("latin-1")), "Zoë Fournière, qui tient la pâtisserie"),
        "utf8-as-latin": readable(answer(FRENCH, content_type="text/html; charset=iso-8859-1"), "Zoë Fournière"),
        "utf16-unsaid": readable(
            answer(FRENCH.decode().encode("utf-16-le"), content_type="text/html"), "la pâtisserie"
        ),
        "no-such-charset": readable(answer(FRENCH, content_type="text/html; charset=klingon"), "Zoë Fournière"),
        # redirects
        "in-a-circle": sent_to("/page.html", "redirects in a circle"),
        "ever-onward": refused(onward(), "redirects more than 10 times"),
        "to-javascript": sent_to("javascript:alert(1)", "javascript: addresses are not fetched"),
        "to-data": sent_to("data:text/html,<p>x", "data: addresses are not fetched"),
        "to-a-file": sent_to("file:///etc/passwd", "file: addresses are not fetched"),
        "to-nonsense": sent_to("http://[::1/x", "an address that is not valid"),
        "to-loopback": sent_to("http://127.0.0.2:9/admin", "a loopback address, which is not fetched"),
        "to-a-number": sent_to("http://2130706434/", "a loopback address, which is not fetched"),
        "to-hexadecimal": sent_to("http://0x7f000002/", "a loopback address, which is not fetched"),
        "to-octal": sent_to("http://017700000002/", "a loopback address, which is not fetched"),
        "to-mapped": sent_to("http://[::ffff:127.0.0.2]/", "a loopback address, which is not fetched"),
        "to-nat64": sent_to("http://[64:ff9b::7f00:2]/", "a loopback address, which is not fetched"),
        "to-metadata": sent_to("http://169.254.169.254/latest/", "a link-local address, which is not fetched"),
        "to-a-name-inside": sent_to("http://inside.example/", "inside.example is at 127.0.0.2, a loopback address"),
        "to-a-login": sent_to(f"http://ann:{SECRET}@127.0.0.2:9/", "a loopback address, which is not fetched"),
        # robots.txt
        "robots-forbid": refused(answer(), "robots.txt of its site asks", answer(b"User-agent: *\nDisallow: /")),
        "robots-broken": refused(answer(), "robots.txt of its site cannot be read", answer(b"", "503 No")),
        "robots-endless": refused(answer(), "robots.txt of its site cannot be read (is larger than 9.5 MB)", endless),
        "robots-slow": readable(answer(), robots=answer(b"User-agent: *\nCrawl-delay: 3600")),
        "robots-a-page": readable(answer(), robots=answer()),
    }


TYPED = {
    "javascript:alert(1)": "javascript: addresses are not fetched",
    "data:text/html,<p>x</p>": "data: addresses are not fetched",
    "http://": "is not a valid web address",
    "http://closed.example/": "no connection to closed.example",
    "http://inside.example/": "inside.example is at 127.0.0.2, a loopback address",
    "http://localhost:9/": "a loopback address",
    "http://127.0.0.1./": "there is no host of the name",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "desk",
        connect_timeout=5,
        read_timeout=2,
        total_timeout=6,
        host_delay=0,
        max_bytes=9_500_000,
        processes=1,
    )


def ended_as_it_should(case: Hostile, name: str, articles: list[Article], problems: list[Unreadable]) -> bool:
    read = [article for article in articles if f"@{name}.example/" in article.url]
    said = [str(problem) for problem in problems if f"@{name}.example/" in problem.input]
    if case.reads:
        return said == [] and len(read) == 1 and case.reads in read[0].body
    return read == [] and len(said) == 1 and case.problem in said[0] and "\n" not in said[0]


async def test_hostile_answers_end_as_they_should_and_nothing_else_is_lost(
    settings: Settings, said_at_the_end: list[str]
) -> None:
    cases = hostile()
    pages: dict[str, Handler] = {}
    inputs: list[str] = []
    good = [f"good-{number}" for number in range(len(cases))]
    for name, between in zip(cases, good, strict=True):
        pages[f"{name}.example/page.html"] = cases[name].handler
        if robots := cases[name].robots:
            pages[f"{name}.example/robots.txt"] = robots
        text = ARTICLE.replace(b"Lune", between.encode())
        pages[f"{between}.example/page.html"] = answer(text)
        inputs += [f"http://ann:{SECRET}@{name}.example/page.html", f"http://{between}.example/page.html"]
    async with serving(pages) as server:
        hosts = [*cases, *good]
        settings = settings.model_copy(
            update={
                "allow_private_hosts": (server.host, "127.0.0.1:1"),
                "resolve": (
                    *(f"{host}.example:80={server.host}" for host in hosts),
                    "closed.example:80=127.0.0.1:1",
                    "inside.example:80=127.0.0.2:9",
                ),
            }
        )
        with open_desk(settings) as desk:
            articles, problems = await checked(desk, [*inputs, *TYPED])
            out = settings.data_dir / "export.zip"
            export(desk.engine, desk.captures, out, "test", datetime(2031, 5, 6, tzinfo=UTC))
            with zipfile.ZipFile(out) as bag:
                bag.extractall(settings.data_dir / "unpacked")
            assert {condition for _, condition in desk.captures.verify(kept_records(desk.engine))} == {"ok"}

    wrong = [name for name, case in cases.items() if not ended_as_it_should(case, name, articles, problems)]
    wrong += [
        typed
        for typed, words in TYPED.items()
        if not any(typed in problem.input and words in str(problem) for problem in problems)
    ]
    tried = len(cases) + len(TYPED)
    said_at_the_end.append(f"hostile answers: {tried} tried, {tried - len(wrong)} ended as they should")
    assert wrong == [], "\n".join(map(str, problems))
    assert {name for name in good if not any(f"//{name}.example/" in article.url for article in articles)} == set()
    assert len(articles) + len(problems) == len(inputs) + len(TYPED)
    assert SECRET not in repr((articles, problems, [str(problem) for problem in problems]))
    assert [str(path) for path in settings.data_dir.rglob("*") if path.is_file() and holds_the_secret(path)] == []
    assert all("authorization" not in headers for _, headers in server.requests)


async def checked(desk: Desk, inputs: list[str]) -> tuple[list[Article], list[Unreadable]]:
    """Take inputs the way of the flow, as far as the articles are stored."""
    started = time.monotonic()
    sources, refused_at_once = expand(inputs)
    captures, unfetched = await stages.fetch(desk, sources)
    kept = stages.keep(desk, captures)
    reads, unread = stages.extract(desk, stages.begin(desk, kept, Registry(())))
    stored = stages.store(desk, reads)
    assert time.monotonic() - started < MOST_SECONDS
    return [read.article for read in stored.reads], [*refused_at_once, *unfetched, *unread, *stored.problems]


def holds_the_secret(path: Path) -> bool:
    content = path.read_bytes()
    if path.name.endswith(".gz"):
        content = gzip.decompress(content)
    return SECRET.encode() in content
