"""Write the articles of a press that does not exist: what the archives of `benchmarks.growth` are made of.

Words have the frequencies of a language: invented ones by Zipf's law among the common words that news are full of.
Events share what real ones share: places, institutions and people that are in the news again and again, the words of
their kind of event, and the line under every article of an outlet. A sixth of the articles are copies.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, product
from random import Random
from typing import Literal, get_args

from articles.model import Article, Claim, Figure, Moment, Outlet, ReadArticle, Reading, Span, short_id
from articles.relating.entities import COMMON_WORDS, NEWS_WORDS

CLAIMS_AN_ARTICLE = 20
ARTICLES_A_DAY = 1000
END = datetime(2026, 6, 1, 12, tzinfo=UTC)
OUTLETS = 200
VOCABULARY = 40_000
PLACES, INSTITUTIONS, SURNAMES = 1500, 400, 20_000
SUBJECTS = 80
LARGEST_STORY = 12
JOINED = range(2, 5)
"""Articles of the stories that newcomers join: a large story costs more than a small one, in any archive."""

Kind = Literal["copy", "cut copy", "rewritten", "report", "alone"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_SYLLABLES = ["".join(pair) for pair in product("bdfgklmnprstvw", "aeiou")]
_GLUE = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "on",
    "that",
    "for",
    "said",
    "with",
    "by",
    "at",
    "from",
    "had",
    "were",
    "it",
    "as",
    "after",
]
_VERBS = ["killed", "injured", "closed", "flooded", "halted", "approved", "rejected", "damaged", "reached", "blocked"]
_FILLERS = sorted(NEWS_WORDS | COMMON_WORDS)


@dataclass(frozen=True, slots=True)
class Event:
    """What is told of: its names, its words, its figures, what was said of it and when it happened."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[int, ...]
    quotation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One more article, and the archived articles that it should be found to belong with."""

    kind: Kind
    article: Article
    partners: frozenset[str]


class Press:
    """Writes events and articles about them, the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        own = Random(1)
        invented = {
            "".join(own.choices(_SYLLABLES, k=own.choice((2, 2, 3, 3, 4)))): None for _ in range(2 * VOCABULARY)
        }
        self.words = list(invented)[:VOCABULARY]
        self.subjects = [own.sample(self.words[100:3000], 30) for _ in range(SUBJECTS)]
        self.outlets = [Outlet(f"Outlet {number}", (f"outlet-{number}.example",)) for number in range(OUTLETS)]
        self.footers = [
            " ".join(["Outlet", str(number), *own.choices(self.words, k=14)]) + "." for number in range(OUTLETS)
        ]
        self.frequencies = [list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))]

    def often(self, words: Sequence[str]) -> str:
        """Draw a word as often as its rank lets expect (Zipf)."""
        weights = self.frequencies[0]
        return words[bisect(weights, self.random.random() * weights[len(words) - 1], hi=len(words) - 1)]

    def event(self, at: datetime) -> Event:
        """Make an event: its place and who has a hand in it are seldom new, its kind never is."""
        random = self.random
        names = (
            self.often(self.words[1000 : 1000 + PLACES]),
            self.often(self.words[5000 : 5000 + INSTITUTIONS]),
            *(self.often(self.words[-SURNAMES:]) for _ in range(2)),
        )
        words = (*random.sample(random.choice(self.subjects), 8), *random.choices(self.words[200:20_000], k=6))
        quotation = " ".join(word for _ in range(6) for word in (self.often(self.words), random.choice(_GLUE)))
        figures = tuple(random.randrange(11, 9000) for _ in range(4))
        return Event(tuple(name.capitalize() for name in names), words, figures, quotation, at)

    def sentence(self, event: Event) -> str:
        """Write a sentence about an event, every third of them with one of its figures."""
        random = self.random
        body = [self.word(event) for _ in range(8)]
        for at in range(len(body), 0, -2):
            body.insert(at, random.choice(_GLUE))
        figure = (
            f" {random.choice(event.figures)} people" if random.random() < 0.33 else f" the {random.choice(_FILLERS)}"
        )
        return f"{random.choice(event.names)} {random.choice(_VERBS)}{figure} {' '.join(body)}."

    def word(self, event: Event) -> str:
        """Draw a word for a sentence: the event's own, one of the news, or one of the language."""
        drawn = self.random.random()
        if drawn < 0.4:
            return self.random.choice(event.words)
        return self.random.choice(_FILLERS) if drawn < 0.7 else self.often(self.words)

    def lines(self, event: Event) -> list[str]:
        """Write what a reporter makes of an event."""
        lines = [self.sentence(event) for _ in range(CLAIMS_AN_ARTICLE)]
        if self.random.random() < 0.4:
            lines[-2] = f"{event.names[2]} said of the {event.words[0]}: “{event.quotation}”."
        return lines

    def rewritten(self, event: Event, lines: Sequence[str]) -> list[str]:
        """Turn a report over: other sentences first, half of the words that are not the event's replaced."""
        own = {*event.words, *event.names, *map(str, event.figures), "people", *_VERBS, *_GLUE}
        turned = [
            " ".join(
                word if word.strip(".") in own or self.random.random() < 0.5 else self.word(event)
                for word in line.removesuffix(".").split(" ")
            )
            + "."
            for line in lines
            if "“" not in line
        ]
        self.random.shuffle(turned)
        return turned

    def article(self, event: Event, lines: Sequence[str]) -> Article:
        """Print lines about an event in one of the outlets, with its own line under them."""
        random = self.random
        number = random.randrange(OUTLETS)
        outlet = self.outlets[number]
        body = "\n".join((*lines, self.footers[number]))
        headline = (
            f"{event.names[0]} {random.choice(_VERBS)} {event.words[0]} {event.words[-1]} {random.choice(_FILLERS)}"
        )
        published = event.at + timedelta(minutes=random.randrange(0, 1200))
        url = f"https://{outlet.domains[0]}/{short_id(headline, body, str(published))}"
        return Article(
            url=url,
            final_url=url,
            canonical_url=None,
            outlet=outlet,
            headline=headline,
            byline=("Staff",),
            dateline=None,
            published=Moment.of(published),
            modified=None,
            language="en",
            licence=None,
            paywall=None,
            sha256="0" * 64,
            fetched_at=published,
            extractor="generated",
            body=body,
            address=url,
        )

    def story(self, at: datetime) -> tuple[Event, list[list[str]], list[Article]]:
        """Write all that is told of one event: mostly little, at times much, a sixth of it copies."""
        event = self.event(at)
        told: list[list[str]] = []
        for _ in range(min(LARGEST_STORY, int(self.random.paretovariate(1.1)))):
            told.append(self.random.choice(told) if told and self.random.random() < 0.3 else self.lines(event))
        return event, told, [self.article(event, lines) for lines in told]


def archive(articles: int) -> Iterator[tuple[Event, list[list[str]], list[Article]]]:
    """Write an archive's stories, the latest first: a larger archive is a smaller one and what came before it."""
    press = Press(2)
    done = 0
    while done < articles:
        event, told, printed = press.story(END - timedelta(days=done / ARTICLES_A_DAY))
        printed = list({article.id: article for article in printed}.values())[: articles - done]
        done += len(printed)
        yield event, told, printed


def newcomers(added: int) -> list[Newcomer]:
    """Write the articles to add, the same for every archive: each kind in turn, each of a story of its own."""
    press = Press(3)
    stories = archive(1_000_000)
    made: list[Newcomer] = []
    for number in range(added):
        kind = KINDS[number % len(KINDS)]
        event, told, printed = next(story for story in stories if len(story[2]) in JOINED)
        partners = frozenset(article.id for article in printed)
        match kind:
            case "copy":
                lines = told[0]
            case "cut copy":
                lines = told[0][: CLAIMS_AN_ARTICLE // 2]
            case "rewritten":
                lines = press.rewritten(event, told[0])
            case "report":
                lines = press.lines(event)
            case "alone":
                event, partners = press.event(END), frozenset()
                lines = press.lines(event)
        made.append(Newcomer(kind, press.article(event, lines), partners))
    return made


def read_plainly(article: Article) -> ReadArticle:
    """Read a generated article without the readers: a claim a line, as an archive of a million is not read twice."""
    name = article.id
    sentences, figures, claims = [], [], []
    start = 0
    lines = article.body.split("\n")
    for line in lines[:-1]:
        end = start + len(line)
        sentences.append(Span(start, end, line))
        given = []
        words = line.split(" ")
        if words[2].isdigit():
            at = start + len(words[0]) + len(words[1]) + 2
            role = words[1] if words[1] in {"killed", "injured"} else None
            given = [Figure(words[2], at, at + len(words[2]), Decimal(words[2]), counted="people", role=role)]
        figures += given
        claims.append(
            Claim(
                id=short_id("claim", name, str(start), line),
                article=name,
                text=line,
                start=start,
                end=end,
                kind="statistic" if given else "event",
                figures=tuple(given),
                published=article.published.day if article.published else None,
                worth=0.6 if given else 0.3,
            )
        )
        start = end + 1
    return ReadArticle(article, Reading(sentences=tuple(sentences), figures=tuple(figures), claims=tuple(claims)))
