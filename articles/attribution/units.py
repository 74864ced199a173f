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


_SPACE = r"\s*+("
_SPLITTING = "[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Ww]ho|[Tt]hat|[Tt]here"
_TOKEN = re.compile(
    _SPACE + r"[A-Za-z][a-z]*+(?![\w.'’&/–-])|[.,]|[a-z]{2,}+(?=\.\s)"  # nine words in ten, told by what follows
    r"|(?:[A-Za-z]\.){2,6}"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr|Hon|Adm|Maj|No|Inc|Corp|Ltd|Co)\.(?=[\s,])"
    r"|(?<=[a-z] )[A-Z]\.(?= [A-Z][a-z])"
    rf"|(?:{_SPLITTING})(?=['’](?:s|d|ve|ll|re|m)\b)"
    r"|['’](?:s|d|ve|ll|re|m)\b"
    r"|\d[\d.,]*\d|\w+(?:['’\-–&/]\w+)*|[^\w\s])"
)
_TREEBANK_TOKEN = re.compile(
    rf"\s*+((?:{_SPLITTING})(?= ?['’](?:s|d|ve|ll|re|m)\b)|\w++ n['’]t\b"
    rf"|[A-Za-z]\w*+(?:[-–&/]\w+)*+(?: ['’]s\b|(?<=s) ['’](?= \w))|{_TOKEN.pattern.removeprefix(_SPACE)}"
)
"""The same for text that was cut as treebanks are ("did n't", "Vale 's"): what is one word elsewhere is one here."""

_WORD = re.compile(r"\w")


@dataclass(slots=True)
class Unit:
    """A sentence as words: a quotation is one word, `QUOTE`, whatever it holds.

    Between two words there is white space or nothing, so where they stand is found only for the few that are asked for.
    """

    text: str
    words: list[str]
    lows: list[str]
    start: int
    paragraph: int
    finite: list[bool | None]
    """Which words were found to be finite verbs, as far as anybody asked."""
    _starts: list[int] | None = None

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words from `first` up to but not including `last` stand in the text."""
        if self._starts is None:
            self._starts = _positions(self.text, self.words, self.start)
        return self._starts[first], self._starts[last - 1] + len(self.words[last - 1])


def _positions(text: str, words: list[str], start: int) -> list[int]:
    starts = []
    for word in words:
        start = text.find(word, start)
        starts.append(start)
        start += len(word)
    return starts


def units_in(text: str, sentences: tuple[Span, ...], quotes: tuple[Span, ...]) -> Iterator[Unit]:
    """Cut the text into sentences that no quotation crosses, and these into words."""
    token = _TREEBANK_TOKEN if " n't" in text or " 's " in text or " ’s " in text else _TOKEN
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
        yield from _tokenised(token, text, dateline_end(text, start, end), end, quotes[next_quote:last], paragraph)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether a "sentence" only goes on with the cue of the quotation before it: `"Why?" he asked`."""
    return text[end - 1] in "\"”’'" and start - end <= 2 and "\n" not in text[end:start] and text[start].islower()


def _tokenised(
    token: re.Pattern[str], text: str, start: int, end: int, quotes: tuple[Span, ...], paragraph: int
) -> Iterator[Unit]:
    words: list[str] = []
    quoted: list[int] = []
    position = start
    for quote in quotes:
        words += token.findall(text, position, quote.start)
        quoted.append(len(words))
        words.append(quote.text)
        position = quote.end
    words += token.findall(text, position, end)
    lows = list(map(str.lower, words))
    if token is _TREEBANK_TOKEN:
        lows = [low.replace(" ", "") for low in lows]
    for at in quoted:
        lows[at] = QUOTE
    size = len(words)
    if size <= LONGEST_UNIT:
        if size:
            yield Unit(text, words, lows, start, paragraph, [None] * size)
        return
    starts = _positions(text, words, start)
    for cut in range(0, size, LONGEST_UNIT):
        part = slice(cut, cut + LONGEST_UNIT)
        yield Unit(text, words[part], lows[part], starts[cut], paragraph, [None] * len(words[part]))


def have_words(words: list[str]) -> bool:
    """Tell words from marks alone."""
    return any(word[0].isalnum() or _WORD.search(word) for word in words)
