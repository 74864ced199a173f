"""A text as units: sentences that no quotation crosses, as words, where a quotation is one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.model import Span
from articles.sentences import dateline_end

QUOTE = '"'
"""A quotation as a word among words."""


LONGEST_UNIT = 300
"""Words read as one sentence at most; beyond that no clause is followed."""


_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,6}"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr|Hon|Adm|Maj|No|Inc|Corp|Ltd|Co)\.(?=[\s,])"
    r"|(?<=[a-z] )[A-Z]\.(?= [A-Z][a-z])"
    r"|(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Ww]ho|[Tt]hat|[Tt]here)(?=['’](?:s|d|ve|ll|re|m)\b)"
    r"|['’](?:s|d|ve|ll|re|m)\b"
    r"|\d[\d.,]*\d|\w+(?:['’\-–&/]\w+)*|[^\w\s]"
)


WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as words: a quotation is one word, `QUOTE`, whatever it holds."""

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    paragraph: int

    def __len__(self) -> int:
        return len(self.words)


def units_in(text: str, sentences: tuple[Span, ...], quotes: tuple[Span, ...]) -> Iterator[Unit]:
    """Cut the text into sentences that no quotation crosses, and these into words."""
    paragraph = 0
    previous_end = 0
    next_quote = 0
    index = 0
    while index < len(sentences):
        start, end = sentences[index].start, sentences[index].end
        index += 1
        paragraph += "\n" in text[previous_end:start]
        while next_quote < len(quotes) and quotes[next_quote].end <= start:
            next_quote += 1
        last = next_quote
        while True:
            while last < len(quotes) and quotes[last].start < end:
                end = max(end, quotes[last].end)
                last += 1
            if index < len(sentences) and (sentences[index].start < end or _goes_on(text, end, sentences[index].start)):
                end = max(end, sentences[index].end)
                index += 1
                continue
            break
        previous_end = end
        yield from _tokenised(text, dateline_end(text, start, end), end, quotes[next_quote:last], paragraph)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether a "sentence" only goes on with the cue of the quotation before it: `"Why?" he asked`."""
    return text[end - 1] in "\"”’'" and start - end <= 2 and "\n" not in text[end:start] and text[start].islower()


def _tokenised(text: str, start: int, end: int, quotes: tuple[Span, ...], paragraph: int) -> Iterator[Unit]:
    words: list[str] = []
    lows: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = start
    for quote in (*quotes, None):
        tokens = list(_TOKEN.finditer(text, position, end if quote is None else quote.start))
        found = [token.group() for token in tokens]
        words += found
        lows += [word.lower() for word in found]
        starts += [token.start() for token in tokens]
        ends += [token.end() for token in tokens]
        if quote is not None:
            words.append(quote.text)
            lows.append(QUOTE)
            starts.append(quote.start)
            ends.append(quote.end)
            position = quote.end
    for cut in range(0, len(words), LONGEST_UNIT):
        part = slice(cut, cut + LONGEST_UNIT)
        yield Unit(text, words[part], lows[part], starts[part], ends[part], paragraph)
