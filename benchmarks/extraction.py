"""How well an article is read out of its page, and at what cost, beside four extraction libraries."""

from __future__ import annotations

import gc
import gzip
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from articles.model import Article, ReadArticle, Relations
from articles.reading import read
from benchmarks.boards import OURS, Board, missing_note, peer
from benchmarks.scorers import figures_kept, mean, same_outlet, same_words, set_f1, shingle_f1, token_f1
from capture.extract import article_from
from capture.page import decode
from checks import RULES
from checks.batch import Batch

SETS = (("extraction_fundus.json", "extraction: fundus"), ("extraction_aeb30.json", "extraction: aeb30"))
READING_LIMIT = 1 / 3
"""Reading and judging an article may cost at most this share of trafilatura's own extraction of it."""

SPEED = "speed: readers and rules"
ROUNDS = 3
JUDGED_AT = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """What one system reads out of one page. None where it has no such field at all."""

    body: str = ""
    headline: str | None = None
    authors: tuple[str, ...] | None = None
    published: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One page of an open set with its truth; all but the body may be unlabelled."""

    url: str
    content: bytes = field(repr=False)
    body: str = field(repr=False)
    headline: str | None
    authors: tuple[str, ...]
    published: str | None
    outlet: str | None


Given = TypeVar("Given")
Made = TypeVar("Made")
Reader = Callable[[bytes, str], Page]


def ours(content: bytes, url: str) -> Page:
    """Extract with `capture.extract.article_from`."""
    return page_of(article_from(content, url))


def page_of(article: Article) -> Page:
    """Return the fields that are compared."""
    return Page(
        article.body,
        article.headline or "",
        article.byline,
        article.published.day if article.published else None,
        article.outlet.name if article.outlet else "",
    )


def trafilatura(content: bytes, url: str) -> Page:
    """Extract with trafilatura's `bare_extraction`, metadata on and comments off."""
    library: Any = peer("trafilatura")
    found = library.bare_extraction(content, url=url, include_comments=False, with_metadata=True)
    if found is None:
        return Page("", "", (), None, "")
    authors = tuple(found.author.split("; ")) if found.author else ()
    return Page(found.text or "", found.title or "", authors, _day(found.date), found.sitename or "")


def newspaper(content: bytes, url: str) -> Page:
    """Extract with newspaper4k, pictures off, from the page as our decoder reads it."""
    library: Any = peer("newspaper")
    article = library.Article(url, fetch_images=False, language="en")
    article.download(input_html=decode(content))
    article.parse()
    day = article.publish_date.date() if article.publish_date else None
    return Page(article.text, article.title or "", tuple(article.authors), day, article.meta_site_name or "")


def goose(content: bytes, _url: str) -> Page:
    """Extract with goose3, pictures off, from the page as our decoder reads it."""
    library: Any = peer("goose3")
    with library.Goose({"enable_image_fetching": False}) as reader:
        article = reader.extract(url=None, raw_html=decode(content))
    day = _day(article.publish_date)
    if day is None and article.publish_datetime_utc:
        day = article.publish_datetime_utc.date()
    outlet = (article.opengraph or {}).get("site_name") or ""
    return Page(article.cleaned_text or "", article.title or "", tuple(article.authors), day, outlet)


def readability(content: bytes, url: str) -> Page:
    """Extract with readability-lxml, which knows a body and a headline only."""
    library: Any = peer("readability")
    lxml_html: Any = peer("lxml.html")
    document = library.Document(decode(content), url=url)
    root = lxml_html.fromstring(document.summary(html_partial=True))
    return Page("\n".join(root.itertext()), document.short_title() or "", None, None, None)


PEERS: tuple[tuple[str, str, Reader], ...] = (
    ("trafilatura", "trafilatura", trafilatura),
    ("newspaper4k", "newspaper", newspaper),
    ("goose3", "goose3", goose),
    ("readability-lxml", "readability", readability),
)
NO_DATE_NO_AUTHORS = frozenset({"readability-lxml"})


def load(folder: Path, name: str) -> list[Labelled] | None:
    """Read an open set, or None where the folder does not hold it."""
    path = folder / name
    if not path.is_file():
        return None
    labelled = []
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        file = item["id"] if item["id"].endswith(".gz") else f"{item['id']}.html.gz"
        labelled.append(
            Labelled(
                item["url"],
                gzip.decompress((folder / "pages" / file).read_bytes()),
                item["body"],
                item.get("title"),
                tuple(item.get("authors") or ()),
                (item.get("date") or "")[:10] or None,
                item.get("publisher"),
            )
        )
    return labelled


def boards(folder: Path) -> tuple[Board, ...]:
    """Measure every system on the extraction sets that are there."""
    made = []
    for name, title in SETS:
        labelled = load(folder, name)
        if labelled is not None:
            made.append(_board(title, labelled))
    return tuple(made)


def speed_boards(folder: Path) -> tuple[Board, ...]:
    """Measure what reading and judging cost as shares of trafilatura's extraction of the same pages, in CPU time."""
    pages = [page for name, _ in SETS for page in load(folder, name) or ()]
    if not pages:
        return ()
    _once(pages[0])
    base, _ = _spent(lambda page: trafilatura(page.content, page.url), pages)
    extracting, articles = _spent(lambda page: article_from(page.content, page.url), pages)
    reading, read_articles = _spent(lambda article: ReadArticle(article, read(article)), articles)
    judging, _ = _spent(_judge, read_articles)
    characters = sum(len(article.body) for article in articles)
    both = (reading + judging) / base
    rows = {
        "trafilatura's bare extraction": {"CPU / trafilatura": 1.0},
        OURS: {"CPU / trafilatura": both},
        "  of which readers": {"CPU / trafilatura": reading / base},
        "  of which rules": {"CPU / trafilatura": judging / base},
        "whole article_from, every field with its evidence": {"CPU / trafilatura": extracting / base},
    }
    met = "met" if both < READING_LIMIT else "NOT met"
    board = Board(
        SPEED,
        f"{len(pages)} pages, {characters:,} characters of body",
        rows,
        (
            f"The limit for readers and rules together is {READING_LIMIT:.2f}: {met}. Relating and Great Expectations excluded.",
        ),
    )
    return (board,)


def _spent(work: Callable[[Given], Made], items: Sequence[Given]) -> tuple[float, list[Made]]:
    """Work through all items `ROUNDS` times; return the CPU seconds of the quickest round, and what it made.

    What is in memory beforehand is kept from the garbage collector: no system pays for what another one left behind.
    """
    quickest, made = float("inf"), []
    for _ in range(ROUNDS):
        gc.collect()
        gc.freeze()
        begun = time.process_time()
        made = [work(item) for item in items]
        quickest = min(quickest, time.process_time() - begun)
        gc.unfreeze()
    return quickest, made


def _once(page: Labelled) -> None:
    trafilatura(page.content, page.url)
    article = article_from(page.content, page.url)
    _judge(ReadArticle(article, read(article)))


def _judge(reading: ReadArticle) -> None:
    batch = Batch((reading,), Relations(), JUDGED_AT)
    for rule in RULES:
        for _ in rule.judged(batch):
            pass


def _board(title: str, labelled: list[Labelled]) -> Board:
    known = [(name, module, reader) for name, module, reader in PEERS if peer(module) is not None]
    systems: list[tuple[str, Reader]] = [(OURS, ours), *((name, reader) for name, _, reader in known)]
    read_by: dict[str, list[Page | None]] = {name: [] for name, _ in systems}
    spent = dict.fromkeys(read_by, 0.0)
    for _, reader in systems:
        _try(reader, labelled[0])
    for page in labelled:
        for name, reader in systems:
            begun = time.process_time()
            found = _try(reader, page)
            spent[name] += time.process_time() - begun
            read_by[name].append(found)
    rows: dict[str, dict[str, float | None]] = {}
    notes = []
    for name, pages in read_by.items():
        if failed := pages.count(None):
            notes.append(f"{name} raised an error on {failed} of {len(pages)} pages; they count as empty.")
        rows[name] = dict(_scores(labelled, [page or Page() for page in pages], name not in NO_DATE_NO_AUTHORS))
        rows[name]["CPU / trafilatura"] = spent[name] / spent["trafilatura"] if "trafilatura" in spent else None
    absent = [name for name, module, _ in PEERS if peer(module) is None]
    return Board(title, f"{len(labelled)} pages", rows, (*notes, *missing_note(absent)))


def _try(reader: Reader, page: Labelled) -> Page | None:
    try:
        return reader(page.content, page.url)
    except Exception:  # noqa: BLE001  a system that fails on a page scores nothing there, and the note counts it
        return None


def _scores(labelled: list[Labelled], pages: list[Page], is_full: bool) -> Iterable[tuple[str, float | None]]:
    both = list(zip(labelled, pages, strict=True))
    yield "body F1", mean([shingle_f1(gold.body, page.body) for gold, page in both])
    yield "figures kept", mean([figures_kept(gold.body, page.body) for gold, page in both])
    if labelled[0].headline is None:
        return
    yield "headline exact", mean([same_words(gold.headline or "", page.headline or "") for gold, page in both])
    yield "headline F1", mean([token_f1(gold.headline or "", page.headline or "") for gold, page in both])
    if not is_full:
        return
    yield "date", mean([gold.published == (page.published and page.published.isoformat()) for gold, page in both])
    yield "authors F1", mean([set_f1(gold.authors, page.authors or ()) for gold, page in both])
    yield "outlet", mean([same_outlet(gold.outlet or "", page.outlet or "") for gold, page in both])


def _day(found: str | None) -> date | None:
    try:
        return date.fromisoformat((found or "")[:10])
    except ValueError:
        return None
