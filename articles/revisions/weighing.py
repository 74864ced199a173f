"""Which change of a sentence or a headline matters, and which is style: by what it says, never by how much it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from articles.figures import figures_in
from articles.model import Article, Aspect, DateDrift, FigureDrift, SentenceChange, Span
from articles.relating.entities import FUNCTION_WORDS, stem
from articles.revisions.drifts import may_be_one, touches
from articles.revisions.sentences import DIGITS, Side, Word, telling_of, word_changes, words_of
from articles.tables import words as listed

NEGATIONS = listed(
    "not no never nor neither none nobody nothing cannot without denied denies deny denying false untrue"
)

OUTCOMES: tuple[tuple[str, ...], ...] = (
    ("killed dead died dies death deaths fatal fatally murdered", "injured wounded hurt injuries", "missing", "rescued"),
    ("arrested detained", "charged indicted", "convicted guilty", "acquitted innocent", "accused suspected", "sentenced jailed"),
    ("rose rises risen increased increase grew climbed jumped up", "fell falls fallen decreased decrease dropped declined down"),
    ("won wins win victory", "lost loses lose defeat"),
    ("approved passed adopted backed supported", "rejected blocked refused opposed defeated"),
    ("confirmed proved certain", "alleged allegedly claimed suspected reportedly unconfirmed"),
    ("will", "may might could"),
    ("more", "less fewer"),
    ("above over", "below under"),
    ("before", "after"),
    ("north northern", "south southern", "east eastern", "west western"),
    ("men man", "women woman", "boys boy", "girls girl", "children child"),
    ("all", "some", "most", "few"),
    ("first", "last", "second", "third"),
    ("million", "billion", "trillion", "thousand"),
    ("present", "former"),
    ("husband", "wife", "son", "daughter", "brother", "sister", "father", "mother"),
)  # fmt: skip
"""Words that tell one thing from its other: where one gives way to its other, the sentence says something else."""
_FAMILIES = tuple({word: label for label, group in enumerate(family) for word in group.split()} for family in OUTCOMES)

DISTANCED = listed(
    "alleged allegedly reportedly accused claims claim says said reports report suspected apparent apparently may might could"
)
"""Words by which a headline leaves a statement to somebody else."""

VAGUE = listed("dozens dozen scores hundreds thousands millions several many few")
"""Words that stand in a headline where a figure might."""

NOT_NAMES = listed(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mr mrs ms dr sir lady lord president minister prime"
)
APPEALS = listed(
    "read click sign follow subscribe download watch listen share join visit see get register donate support help shop buy enter "
    "email contact send if"
)
APPEALED = listed("our us you your you're here newsletter app")
"""Words that open and mark what a page asks of its readers."""
ASSERTS = re.compile(r"[.!。।؟…][\s”\"'’»)\]]{0,6}$|[”\"»]\s{0,4}$")
"""How a sentence ends that asserts something; headings and lists of links end without a mark."""
FEWEST_TELLING = 3
"""Telling words that a sentence has at least if it asserts something of its own."""
SAID_ELSEWHERE = 0.6
"""Share of its telling words in two neighbouring sentences of the other revision from which they say it there."""
CLAUSE = 4
"""Telling words, nowhere in the other revision, by which a clause of a reworded sentence came or went."""
TYPO = 0.72
"""Likeness (letters in common) from which a word is another spelling of the one it replaced."""
HEADLINE_NEW = 0.5


def weighed(
    change: SentenceChange, one: Side, other: Side, figures: Sequence[FigureDrift], dates: Sequence[DateDrift]
) -> SentenceChange:
    """Say why a change of a sentence matters; no reason where it is style, a typo, or said elsewhere in the text too."""
    if change.kind == "changed" and change.earlier and change.later:
        found = _of_rewording(change, change.earlier, change.later, one, other)
        if any(_in(drift.later, change.later) or _in(drift.earlier, change.earlier) for drift in figures):
            found = ["figure", *found]
        if any(_in(drift.later, change.later) for drift in dates):
            found = ["date", *found]
    else:
        span = change.later or change.earlier
        mine, theirs = (other, one) if change.later else (one, other)
        found = list(_of_sentence(span, mine, theirs)) if span else []
        if (
            any(span in (drift.later, drift.earlier) or (span and _in(drift.later, span)) for drift in figures)
            and change.later
        ):
            found = ["figure", *found]
    return replace(change, aspects=tuple(dict.fromkeys(found)))


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _of_rewording(change: SentenceChange, earlier: Span, later: Span, one: Side, other: Side) -> list[Aspect]:
    found: list[Aspect] = []
    removed = [word for words in change.words for word in words_of(words.removed)]
    added = [word for words in change.words for word in words_of(words.added)]
    if _values_differ(change, earlier, later, one, other):
        found.append("figure")
    if not (one.prose and other.prose):
        if _clause(removed, added, one, other):
            found.append("statement")
        return found
    if _dates_differ(change, earlier, later, one, other):
        found.append("date")
    if _names(removed, earlier, one, other) or _names(added, later, other, one):
        found.append("name")
    if bool(_negated(removed)) != bool(_negated(added)):
        found.append("negation")
    if _other_outcome((word.key for word in removed), (word.key for word in added)):
        found.append("outcome")
    if _clause(removed, added, one, other):
        found.append("statement")
    return found


def _values_differ(change: SentenceChange, earlier: Span, later: Span, one: Side, other: Side) -> bool:
    """Tell whether a number among the changed words stands nowhere in the other revision."""
    for spans, sentence, mine, theirs in (
        ([words.removed for words in change.words], earlier, one, other),
        ([words.added for words in change.words], later, other, one),
    ):
        read = mine.figures_in(sentence), mine.dates_in(sentence)
        placed = [(value.start, value.end) for values in read for value in values] if mine.prose else []
        known = _values(theirs)
        for figure in mine.figures_in(sentence) if mine.prose else ():
            if any(touches(figure, span) for span in spans) and (figure.value, figure.unit) not in known:
                return True
        for word in (word for span in spans for word in words_of(span)):
            loose = not any(start < word.end and word.start < end for start, end in placed)
            if loose and DIGITS.search(word.key) and word.key not in theirs.words:
                return True
    return False


def _values(side: Side) -> frozenset[tuple[object, str | None]]:
    return frozenset((figure.value, figure.unit) for figure in side.read.reading.figures)


def _dates_differ(change: SentenceChange, earlier: Span, later: Span, one: Side, other: Side) -> bool:
    for spans, sentence, mine, theirs in (
        ([words.removed for words in change.words], earlier, one, other),
        ([words.added for words in change.words], later, other, one),
    ):
        for mention in mine.dates_in(sentence):
            if not any(touches(mention, span) for span in spans) or mention.from_ is None:
                continue
            if not any(may_be_one(mention, known) for known in theirs.read.reading.dates if known.from_ is not None):
                return True
    return False


def _names(words: Iterable[Word], sentence: Span, mine: Side, theirs: Side) -> list[str]:
    """Return the names among changed words that the other revision does not have; a sentence's first word is none."""
    first = next(iter(words_of(sentence)), None)
    body = mine.read.article.body
    return [
        word.key
        for word in words
        if body[word.start].isupper()
        and (first is None or word.start != first.start)
        and word.key.removesuffix("'s") not in NOT_NAMES
        and word.key not in FUNCTION_WORDS
        and len(word.key) > 1
        and not {word.key, word.key.removesuffix("'s"), f"{word.key}'s"} & theirs.words
    ]


def _negated(words: Iterable[Word]) -> list[str]:
    return [word.key for word in words if word.key in NEGATIONS or word.key.endswith("n't")]


def _other_outcome(removed: Iterable[str], added: Iterable[str]) -> bool:
    gone, come = set(removed), set(added)
    for family in _FAMILIES:
        was = {family[word] for word in gone if word in family}
        now = {family[word] for word in come if word in family}
        if was and now and not was & now:
            return True
    return False


def _clause(removed: Sequence[Word], added: Sequence[Word], one: Side, other: Side) -> bool:
    """Tell whether a clause came or went: many telling words on one side alone, none of them anywhere in the other."""
    gone = _telling(removed, other) - _respelled(removed, added)
    come = _telling(added, one) - _respelled(added, removed)
    fewer, more = sorted((len(gone), len(come)))
    return more >= CLAUSE and more >= 2 * fewer


def _telling(words: Iterable[Word], theirs: Side) -> set[str]:
    return telling_of(words) - theirs.stems


def _respelled(words: Sequence[Word], others: Sequence[Word]) -> set[str]:
    """Return the words that are another spelling of one of the others."""
    if len(words) > 40 or len(others) > 40:
        return set()
    return {
        stem(word.key)
        for word in words
        if any(SequenceMatcher(None, word.key, other.key).ratio() >= TYPO for other in others if len(other.key) < 40)
        and len(word.key) < 40
    }


def _of_sentence(span: Span, mine: Side, theirs: Side) -> Iterator[Aspect]:
    """Say why it matters that a sentence stands in one revision alone."""
    found = words_of(span)
    if len(found) < CLAUSE or span.text.rstrip(" ”\"'").endswith("?"):
        return
    known = _values(theirs)
    if mine.prose and any((figure.value, figure.unit) not in known for figure in mine.figures_in(span)):
        yield "figure"
    if mine.prose and _names(found, span, mine, theirs):
        yield "name"
    if not ASSERTS.search(span.text[-8:]) or (found[0].key in APPEALS and APPEALED & {word.key for word in found}):
        return
    telling = telling_of(found)
    enough = len(telling) >= FEWEST_TELLING or (len(telling) == FEWEST_TELLING - 1 and len(found) >= 2 * CLAUSE)
    if enough and theirs.most_said(telling) < SAID_ELSEWHERE:
        yield "statement"


def headline_aspects(before: Article, after: Article, one: Side, other: Side) -> tuple[Aspect, ...]:
    """Say why a change of the headline matters; none where it says the same in other words."""
    was, now = before.headline or "", after.headline or ""
    spans = Span(0, len(was), was), Span(0, len(now), now)
    changes = word_changes(*spans)
    gone = [word.key for change in changes for word in words_of(change.removed)]
    come = [word.key for change in changes for word in words_of(change.added)]
    removed, added = [word for word in gone if word not in come], [word for word in come if word not in gone]
    found: list[Aspect] = []
    values = [{(figure.value, figure.unit) for figure in figures_in(text)} for text in (was, now)]
    digits = [{word for word in words if DIGITS.search(word)} for words in (removed, added)]
    vague = [bool(VAGUE & set(words)) for words in (removed, added)]
    counted = [bool(values[at] or digits[at] or vague[at]) for at in (0, 1)]
    others = bool(digits[0] and digits[1] and digits[0] != digits[1])
    if all(counted) and (values[0] != values[1] or others) and (any(vague) or others or all(values)):
        found.append("figure")
    if one.prose and other.prose:
        found += _headline_prose(removed, added, _named(one) | _named(other))
    telling = [telling_of(words_of(span)) for span in spans]
    kept = len(telling[0] & telling[1])
    if kept < HEADLINE_NEW * min(len(telling[0]), len(telling[1])):
        found.append("statement")
    return tuple(found)


def _headline_prose(removed: Sequence[str], added: Sequence[str], named: frozenset[str]) -> Iterator[Aspect]:
    if named & set(removed) and named & set(added):
        yield "name"
    if bool(_negations(removed)) != bool(_negations(added)):
        yield "negation"
    if _other_outcome(removed, added):
        yield "outcome"
    if bool(DISTANCED & set(removed)) != bool(DISTANCED & set(added)):
        yield "attribution"


def _negations(words: Iterable[str]) -> list[str]:
    return [word for word in words if word in NEGATIONS or word.endswith("n't")]


def _named(side: Side) -> frozenset[str]:
    """Return the words that the body writes with a capital where no sentence begins."""
    body = side.read.article.body
    return frozenset(
        word.key
        for unit in side.units
        for word in words_of(unit)[1:]
        if body[word.start].isupper() and word.key not in NOT_NAMES and word.key not in FUNCTION_WORDS
    )
