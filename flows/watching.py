"""The stages of a watch as plain functions: feeds asked, pages noted, what is due, what sites say of their owners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

from articles.addresses import masked_url
from articles.model import Capture, Moment, Outlet
from articles.ownership import site_of, statements_in
from articles.watching import BACKLOG, appeared, ask_again
from capture.discover import Source, expand
from capture.errors import Unreadable
from capture.feeds import MOST_BYTES, MOST_PAGES, Listing, is_page, read_listing
from capture.fetch import FetchPolicy, fetch_lists
from capture.page import decode
from flows.desk import Desk, now
from flows.progress import advance
from flows.run_report import RunReport
from flows.stages import policy_of, watchlist
from storage.catalogue import store_captures
from storage.outlets import load_outlets
from storage.ownership import keep_trust_file, note_no_trust_file, trust_files_read
from storage.watched import FILE, WatchedFeed, known_feeds, note_checked, note_feed, note_files, note_pages, pages_due

AT_A_TIME = 20
"""Feeds whose answers are in memory at once."""
DEEPEST, MOST_NESTED = 3, 100
"""How deep indexes of sitemaps are followed, and how many sitemaps of one index are read in one run."""
INDEX_LAGS = timedelta(days=1)
"""How far an index's dates may lie behind what its sitemaps hold: some give only the day."""
LONGEST_HANDOVER = 200_000
"""Characters of addresses given to one run of `check_articles`: Prefect keeps a run's parameters in one row."""
TRUST_PLACES = ("/trust.txt", "/.well-known/trust.txt")
TRUST_EVERY = timedelta(days=30)
LARGEST_TRUST_FILE = 2_000_000

Answer = Literal["read", "unchanged", "page", "failed", "waits"]


@dataclass(frozen=True, slots=True)
class FeedLine:
    """What one feed answered in this run; `waits` is one that failed lately and was not asked."""

    url: str
    kind: str | None
    answer: Answer
    listed: int = 0
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found: a line for each feed, how many pages it had never met, and what could not be used."""

    feeds: tuple[FeedLine, ...] = ()
    new: int = 0
    problems: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What a run of `watch` did: what it found, how many pages were due, and what came of checking them."""

    found: Found
    due: int
    checked: RunReport | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be watched: feeds, addresses that may be feeds or pages, and pages and files that a person listed."""

    feeds: tuple[str, ...]
    addresses: tuple[str, ...]
    pages: tuple[str, ...]
    files: tuple[Path, ...]
    problems: tuple[Unreadable, ...]


# -- what is watched -------------------------------------------------------------------------------


def wanted(desk: Desk, entries: Sequence[str] | None) -> Wanted:
    """Return what these entries name; without any, the feeds and sitemaps of the registry, and the watch list.

    An address may be a feed, a sitemap or a page: what it answers decides. A file or folder holds pages, or lists them.
    """
    outlets = load_outlets(desk.engine) if entries is None else ()
    listed = watchlist(desk.settings) if entries is None else entries
    feeds = [url for outlet in outlets for url in (*outlet.feeds, *outlet.sitemaps)]
    asked, asked_problems = expand(feeds)
    typed, typed_problems = expand([entry for entry in listed if "://" in entry])
    found, problems = expand([entry for entry in listed if "://" not in entry])
    return Wanted(
        tuple(source.url for source in asked if source.url is not None),
        tuple(source.url for source in typed if source.url is not None),
        tuple(source.url for source in found if source.url is not None),
        tuple(path for source in (*typed, *found) if (path := _file_of(source)) is not None),
        (*asked_problems, *typed_problems, *problems),
    )


def outlets_watched(desk: Desk) -> tuple[Outlet, ...]:
    """Return the outlets of the registry that have a feed or a sitemap."""
    return tuple(outlet for outlet in load_outlets(desk.engine) if outlet.feeds or outlet.sitemaps)


def _file_of(source: Source) -> Path | None:
    return None if source.path is None else source.path.resolve()


# -- asking feeds ----------------------------------------------------------------------------------


async def ask(desk: Desk, what: Wanted, at: datetime, *, patient: bool = True) -> Found:
    """Ask every feed what is new, follow indexes of sitemaps, and note each page that is met for the first time.

    Feeds are asked whether anything changed since the last answer. With `patient`, one that failed lately waits, and an
    address that once turned out to be a page stays one.
    """
    problems = list(what.problems)
    new = note_pages(desk.engine, what.pages, at).new + note_files(desk.engine, _markers(what.files, problems), at).new
    done: dict[str, _Asked] = {}
    todo = dict.fromkeys((*what.addresses, *what.feeds), False)
    pages = frozenset(what.addresses) - frozenset(what.feeds)
    for _ in range(DEEPEST):
        asked = await _round(desk, todo, at, pages, patient=patient, before=len(done))
        done |= asked
        todo = {}
        for one in asked.values():
            problems += one.problems
            new += one.line.new
            children, left = _children(desk, one.feed, at)
            if left:
                words = f"names {left} more sitemaps than are read in one run"
                problems.append(Unreadable(one.feed.url, words, "they follow in the next runs"))
            todo |= {child: one.known for child in children if child not in done}
    return Found(tuple(one.line for one in done.values()), new, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One feed after its turn; `known` says whether it was read before."""

    feed: WatchedFeed
    line: FeedLine
    problems: Sequence[Unreadable] = ()
    known: bool = True


async def _round(
    desk: Desk, todo: Mapping[str, bool], at: datetime, pages: frozenset[str], *, patient: bool, before: int
) -> dict[str, _Asked]:
    """Ask some feeds; `todo` says of each whether what names it was read before, `pages` which may be pages."""
    known = known_feeds(desk.engine, todo)
    asked: dict[str, _Asked] = {}
    for url, feed in known.items():
        if patient and feed.kind == "page" and url in pages:
            asked[url] = _Asked(feed, FeedLine(url, "page", "page", 1))
        elif patient and not ask_again(feed.failures, feed.asked_at, at):
            asked[url] = _Asked(feed, FeedLine(url, feed.kind, "waits", feed.listed))
    rest = [url for url in todo if url not in asked]
    for start in range(0, len(rest), AT_A_TIME):
        share = rest[start : start + AT_A_TIME]
        conditions = {url: _conditions(known[url]) for url in share if url in known}
        answers = await fetch_lists(share, list_policy(desk), now, known=conditions)
        for url, answer in zip(share, answers, strict=True):
            turn = _Turn(desk, at, may_be_page=url in pages, named_anew=todo[url])
            asked[url] = _take_in(turn, url, known.get(url), answer)
            advance("watch", before + len(asked), before + len(todo))
    return asked


def list_policy(desk: Desk) -> FetchPolicy:
    """Say how this desk fetches feeds: as it does pages, but a sitemap may be larger."""
    return replace(policy_of(desk.settings), most_bytes=MOST_BYTES, most_bytes_unpacked=MOST_BYTES)


def _conditions(feed: WatchedFeed) -> dict[str, str]:
    """Return the headers that ask whether a feed changed (RFC 9110, section 13)."""
    found = {"if-none-match": feed.etag, "if-modified-since": feed.last_modified}
    return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class _Turn:
    """When and how a feed is asked; `named_anew` says that an index read before names it only now."""

    desk: Desk
    at: datetime
    may_be_page: bool
    named_anew: bool


def _take_in(turn: _Turn, url: str, before: WatchedFeed | None, answer: Capture | Unreadable) -> _Asked:
    """Keep one answer: the capture, the pages, and what to ask with next time.

    What a sitemap lists at its first reading is its past, unless its index was read before and did not name it.
    """
    desk, at = turn.desk, turn.at
    known = before is not None and before.sha256 is not None
    feed = replace(before or WatchedFeed(url, at), asked_at=at)
    if isinstance(answer, Unreadable):
        return _failed(desk, feed, answer)
    feed = replace(feed, status=answer.status, problem=None, failures=0)
    headers = dict(answer.headers)
    if answer.status == 304 or (before is not None and before.sha256 == answer.sha256):
        note_feed(desk.engine, feed)
        return _Asked(feed, FeedLine(feed.url, feed.kind, "unchanged", feed.listed))
    feed = replace(
        feed,
        etag=_header(headers, "etag"),
        last_modified=_header(headers, "last-modified"),
        sha256=answer.sha256,
        changed_at=at,
    )
    try:
        listing = read_listing(answer.content, answer.final_url, headers.get("content-type", ""))
    except Unreadable as problem:
        if turn.may_be_page and not known and is_page(answer.content):
            note_feed(desk.engine, replace(feed, kind="page", sha256=None))
            count = note_pages(desk.engine, [url], at)
            return _Asked(feed, FeedLine(feed.url, "page", "page", 1, count.new))
        return _failed(desk, replace(feed, etag=None, last_modified=None, sha256=None), problem)
    store_captures(desk.engine, desk.captures.keep([answer]), now())
    feed = replace(
        feed,
        kind=listing.kind,
        listed=len(listing.pages) + len(listing.nested),
        nested=tuple((page.url, str(page.modified or "")) for page in listing.nested),
    )
    count = note_feed(
        desk.engine, feed, listing.pages, past=listing.kind == "sitemap" and not (known or turn.named_anew)
    )
    line = FeedLine(feed.url, feed.kind, "read", feed.listed, count.new, count.changed)
    return _Asked(feed, line, _remarks(feed.url, listing), known)


def _failed(desk: Desk, feed: WatchedFeed, problem: Unreadable) -> _Asked:
    status = feed.status if problem.status is None else problem.status
    feed = replace(feed, status=status, problem=problem.problem, failures=feed.failures + 1)
    note_feed(desk.engine, feed)
    named = Unreadable(feed.url, problem.problem, problem.advice, problem.status)
    return _Asked(feed, FeedLine(feed.url, feed.kind, "failed", feed.listed), [named])


def _remarks(url: str, listing: Listing) -> list[Unreadable]:
    """Say what of a listing could not be used, one entry a line, the rest counted."""
    remarks = list(listing.refused)
    if more := listing.refused_in_all - len(listing.refused):
        remarks.append(Unreadable(url, f"lists {more} more addresses that are not of the web", "nothing is lost by it"))
    if listing.damaged:
        count = len(listing.pages) + len(listing.nested)
        remarks.append(Unreadable(url, f"is not well-formed: {count} entries could be read", "tell its outlet"))
    if listing.cut_short:
        remarks.append(Unreadable(url, f"lists more than {MOST_PAGES:,} pages; the rest is left out", "split it"))
    return remarks


def _header(headers: Mapping[str, str], name: str) -> str | None:
    """Return a header as it may be sent back: what cannot stand on one line is dropped."""
    value = headers.get(name, "")
    return value if value.isascii() and value.isprintable() and 0 < len(value) <= 1_000 else None


def _children(desk: Desk, feed: WatchedFeed, at: datetime) -> tuple[tuple[str, ...], int]:
    """Return the sitemaps of an index that may hold something new, the latest first, and how many must wait.

    One whose last change is older than the watch's backlog, or than its own last answer, is passed over.
    """
    known = known_feeds(desk.engine, [url for url, _ in feed.nested])
    changes: list[tuple[datetime, str]] = []
    for url, stated in feed.nested:
        changed = appeared(Moment.parse(stated) if stated else None, at)
        seen = known.get(url)
        news = seen is None or seen.problem is not None or changed >= seen.asked_at - INDEX_LAGS
        if news and at - changed <= BACKLOG:
            changes.append((changed, url))
    changes.sort(key=lambda change: change[0], reverse=True)
    return tuple(url for _, url in changes[:MOST_NESTED]), max(0, len(changes) - MOST_NESTED)


def _markers(files: Iterable[Path], problems: list[Unreadable]) -> dict[str, str]:
    """Return what changes when a file does: its size and the time of its last change."""
    markers = {}
    for path in files:
        try:
            facts = path.stat()
        except OSError as error:
            problems.append(Unreadable(str(path), f"cannot be opened ({error.strerror})", "check its permissions"))
        else:
            markers[path.as_uri()] = f"{facts.st_size}:{facts.st_mtime_ns}"
    return markers


# -- what is due -----------------------------------------------------------------------------------


def due(desk: Desk, at: datetime) -> tuple[str, ...]:
    """Return what is new or due again as `check_articles` takes it, no more than one run can be given."""
    taken: list[str] = []
    room = LONGEST_HANDOVER
    for url in pages_due(desk.engine, at, desk.settings.watch_pages):
        room -= len(url)
        if room < 0 and taken:
            break
        taken.append(url2pathname(urlsplit(url).path) if url.startswith(FILE) else url)
    return tuple(taken)


def checked(desk: Desk, inputs: Sequence[str], report: RunReport, at: datetime) -> None:
    """Note that these were checked, so that each is due again by the age of its article."""
    urls = [url if "://" in url else Path(url).as_uri() for url in inputs]
    note_checked(desk.engine, urls, report.articles, at)


# -- who controls whom -----------------------------------------------------------------------------


async def ask_owners(desk: Desk, outlets: Iterable[Outlet], at: datetime, *, again: bool = False) -> int:
    """Read the trust.txt of each outlet's sites that was not asked for lately; return how many say something new."""
    origins = {site: origin for outlet in outlets for site, origin in _origins(outlet)}
    read = {} if again else trust_files_read(desk.engine, origins)
    todo = [site for site in origins if site not in read or at - read[site] >= TRUST_EVERY]
    policy = replace(policy_of(desk.settings), most_bytes=LARGEST_TRUST_FILE, most_bytes_unpacked=LARGEST_TRUST_FILE)
    missing: dict[str, str] = {}
    new = 0
    for place in TRUST_PLACES:
        asked = [site for site in todo if place == TRUST_PLACES[0] or site in missing]
        answers = await fetch_lists([origins[site] + place for site in asked], policy, now, known={})
        for site, answer in zip(asked, answers, strict=True):
            problem = answer.problem if isinstance(answer, Unreadable) else _no_trust_file(site, answer)
            if problem is None and isinstance(answer, Capture):
                new += _keep_trust_file(desk, site, answer, at)
                missing.pop(site, None)
            elif problem is not None:
                missing[site] = problem
    for site, problem in missing.items():
        note_no_trust_file(desk.engine, site, problem, at)
    return new


def _no_trust_file(site: str, answer: Capture) -> str | None:
    """Say why an answer is not the site's own trust.txt, or None where it is."""
    if site_of(answer.final_url) != site:
        return "is answered by another site"
    return None if statements_in(decode(answer.content), site) else "holds no statement of trust.txt"


def _keep_trust_file(desk: Desk, site: str, answer: Capture, at: datetime) -> bool:
    store_captures(desk.engine, desk.captures.keep([answer]), now())
    statements = statements_in(decode(answer.content), site)
    return keep_trust_file(desk.engine, site, masked_url(answer.final_url), answer.sha256, statements, at)


def _origins(outlet: Outlet) -> Iterable[tuple[str, str]]:
    """Yield each site of an outlet and where it answers: where its feeds lie, else over https on its domain."""
    for domain in outlet.domains:
        if (site := site_of(domain)) is None:
            continue
        of_feeds = (urlsplit(url) for url in (*outlet.feeds, *outlet.sitemaps) if site_of(url) == site)
        yield site, next((f"{parts.scheme}://{parts.netloc}" for parts in of_feeds), f"https://{domain}")
