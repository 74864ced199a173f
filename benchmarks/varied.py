"""Real pages printed again and again with other addresses, days, names, words and figures: a corpus of any size."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from articles.matching import stories_in
from articles.model import Article
from benchmarks.extraction import Labelled
from capture.errors import Unreadable
from capture.extract import article_from
from capture.page import decode

ARTICLES_A_DAY = 1000
BASE = date(2026, 1, 5)
REPRINTED = 6
"""Every so many articles are one that was printed before, with few words changed."""
CHANGED_IN_REPRINT = 0.03
COMMON = 1 / 3
"""Words that more than this share of the bodies have carry the grammar: they stay, so that there is prose to read."""

EVENTS_TRIED = 4
FEWEST_ALIKE = 100
"""With fewer to choose from, a word comes back as itself in other events: "Kyiv" is the only one of its ending."""

NUMBER = "-qxnumberqx"
"""What stands behind a page's own path until it is printed: each page is at an address of its own."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
_prose = re.compile(
    r"(<script(?![^>]{0,200}ld\+json)[^>]*>.*?</script>|<style[^>]*>.*?</style>)"  # what nobody reads stays as it is
    r"|(content=\"[^\"<>]{12,2000}\"|>[^<>]{2,}<|\"[^\"<>{}]{3,60000}\")",
    re.DOTALL | re.IGNORECASE,
)
_day = re.compile(
    rf"\b(?P<y1>20[012]\d)(?P<dash>[-/])(?P<m1>\d\d)(?P=dash)(?P<d1>\d\d)(?!\d)"
    rf"|\b(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}}), (?P<y2>20[012]\d)\b"
    rf"|\b(?P<d3>\d{{1,2}}) (?P<m3>{_MONTH}) (?P<y3>20[012]\d)\b"
)
_token = re.compile(r"[A-Za-zÀ-ÿ]{4,}|\b[A-Z]{2,3}\b|\d[\d,]*\d(?![\d%]|\s?per ?cent)")
_word = re.compile(r"[A-Za-zÀ-ÿ]{4,}|\b[A-Z]{2,3}\b")


@dataclass(frozen=True, slots=True)
class Template:
    """One page in pieces: the words and days at `changing` give way to others, the pieces between them stay."""

    url: str
    pieces: tuple[str, ...]
    changing: tuple[tuple[int, str, date | None], ...]
    published: date


class Printer:
    """Prints any number of pages from a few real ones, the same for the same number."""

    def __init__(self, pages: Sequence[Labelled]) -> None:
        bodies = [set(_word.findall(page.body)) for page in pages]
        spread = Counter(word.lower() for words in bodies for word in {word.lower() for word in words})
        rare = {word for word, held in spread.items() if held <= max(1, len(pages) * COMMON)}
        vocabulary = sorted({word for words in bodies for word in words if word.lower() in rare})
        self._alike = _Alike(vocabulary)
        self._templates = [template for page in pages if (template := _template(page, rare)) is not None]
        self._templates = self._told_apart() or self._templates  # of a few pages there are too few words to change to

    def page(self, number: int) -> tuple[str, bytes]:
        """Return the address and the bytes of page `number`."""
        template = self._templates[number % len(self._templates)]
        copy = number // len(self._templates)
        event = copy - 1 if copy % REPRINTED == REPRINTED - 1 else copy
        words = _Words(self._alike, f"{number % len(self._templates)} {event}")
        again = random.Random(number) if event != copy else None
        day = BASE + timedelta(days=number // ARTICLES_A_DAY)
        shift = timedelta(days=(day - template.published).days // 7 * 7)
        pieces = list(template.pieces)
        for place, word, at in template.changing:
            if at is not None:
                pieces[place] = _written(word, at + shift)
            elif again is not None and again.random() < CHANGED_IN_REPRINT:
                pieces[place] = self._another(word, again)
            else:
                pieces[place] = words[word]
        text = "".join(pieces).replace(NUMBER, f"-{number}")
        return template.url.replace(NUMBER, f"-{number}"), text.encode("utf-8")

    def _told_apart(self) -> list[Template]:
        """Leave out pages whose events are taken for one: what stays of them in every event is most of what they tell."""
        count = len(self._templates)
        read = [self._read(number) for number in range(count * EVENTS_TRIED)]
        story_of = {name: story.id for story in stories_in([one for one in read if one]) for name in story.articles}
        return [
            template
            for at, template in enumerate(self._templates)
            if len(events := [one.id for one in read[at::count] if one]) == EVENTS_TRIED
            and len({story_of[event] for event in events}) == EVENTS_TRIED
        ]

    def _read(self, number: int) -> Article | None:
        url, content = self.page(number)
        try:
            return article_from(content, url)
        except Unreadable:
            return None

    def _another(self, word: str, chance: random.Random) -> str:
        return chance.choice(self._alike.to(word))


class _Alike:
    """Which words may stand for which: of the same ending where there are enough of those, of the same length and case else."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ending: dict[tuple[bool, int, str], list[str]] = defaultdict(list)
        self._length: dict[tuple[bool, int], list[str]] = defaultdict(list)
        for word in vocabulary:
            self._ending[_shape(word)].append(word)
            self._length[_shape(word)[:2]].append(word)

    def to(self, word: str) -> list[str]:
        """Return the words that may stand for one; the word itself where there is no other."""
        shape = _shape(word)
        near = self._ending.get(shape, [])
        return near if len(near) >= FEWEST_ALIKE else self._length.get(shape[:2]) or [word]


class _Words(dict[str, str]):
    """What each word becomes in one event: always the same."""

    def __init__(self, alike: _Alike, seed: str) -> None:
        super().__init__()
        self._alike = alike
        self._random = random.Random(seed)

    def __missing__(self, word: str) -> str:
        if word[0].isdigit():
            found = "".join(self._random.choice("123456789") if sign.isdigit() else sign for sign in word)
        else:
            found = self._random.choice(self._alike.to(word))
        self[word] = found
        return found


def _shape(word: str) -> tuple[bool, int, str]:
    return word[0].isupper(), min(len(word), 10) // 3, word[-2:]


def _template(page: Labelled, rare: set[str]) -> Template | None:
    """Take a page apart; None where no copy of it could be told from the next, or our own reader finds no article in it."""
    try:
        article = article_from(page.content, page.url)
    except Unreadable:
        return None
    path = urlsplit(page.url).path.rstrip("/")
    own = article.canonical_url is None or urlsplit(article.canonical_url).path.rstrip("/") == path
    if article.published is None or not own or len(path) < 4:
        return None
    text = decode(page.content).replace(path, path + NUMBER)
    pieces: list[str] = []
    changing: list[tuple[int, str, date | None]] = []
    kept_from = 0
    for start, end, word, at in _places(text, lambda word: word.lower() in rare):
        pieces += (text[kept_from:start], word)
        changing.append((len(pieces) - 1, word, at))
        kept_from = end
    pieces.append(text[kept_from:])
    return Template(page.url.replace(path, path + NUMBER), tuple(pieces), tuple(changing), article.published.day)


def _places(text: str, is_rare: Callable[[str], bool]) -> Iterator[tuple[int, int, str, date | None]]:
    """Find the words, figures and days to change, in order."""
    days = [(found.start(), found.end(), found.group(), day) for found in _day.finditer(text) if (day := _date(found))]
    words = [
        (start, end, text[start:end], None)
        for prose in _prose.finditer(text)
        if prose.group(2) and " " in prose.group(2)
        for found in _token.finditer(text, prose.start(), prose.end())
        for start, end in (found.span(),)
        if _may_change(text[start:end], is_rare)
    ]
    done = 0
    for start, end, word, day in sorted((*days, *words), key=lambda place: (place[0], place[3] is None)):
        if start >= done:
            yield start, end, word, day
            done = end


def _may_change(word: str, is_rare: Callable[[str], bool]) -> bool:
    if word[0].isdigit():
        return not (len(word) == 4 and word[:2] in {"19", "20"})
    return is_rare(word)


def _date(found: re.Match[str]) -> date | None:
    year, month, day = next(
        (found[f"y{form}"], found[f"m{form}"], found[f"d{form}"]) for form in "123" if found[f"y{form}"]
    )
    number = int(month) if month.isdigit() else [name[:3] for name in MONTHS].index(month[:3]) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _written(form: str, day: date) -> str:
    """Write a day in the form that the page has it in."""
    if form[4:5] in {"-", "/"}:
        return day.isoformat().replace("-", form[4])
    name = next(part for part in re.findall(r"[A-Za-z]+", form))
    month = MONTHS[day.month - 1][: 3 if len(name) == 3 else None]
    return f"{month} {day.day}, {day.year}" if form[0].isalpha() else f"{day.day} {month} {day.year}"
