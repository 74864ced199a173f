"""Which sentences assert something that can be checked, and which of them a reviewer should see first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from articles.attribution import attributions_in
from articles.attribution.cues import CUES, FINITE, FINITE_AUXILIARIES, WISHES
from articles.dates import dates_in
from articles.figures import figures_in
from articles.model import Article, Attribution, Claim, ClaimKind, DateMention, Figure, Span, short_id
from articles.revisions.live import is_corrections_page
from articles.revisions.notes import notes_in
from articles.sentences import dateline_end, sentences_in

_Placed = TypeVar("_Placed", Figure, DateMention)

LANGUAGES = frozenset({"en"})
"""What the readers of prose read; elsewhere rules answer `unverifiable`."""

WORTH_CHECKING = 0.5
"""From here on a claim matters: casualties, large numbers, accusations, dated events. Colour stays below."""

LEAST_WORTH = 0.05
HARM = "states a casualty figure"
OPINION = "reads as opinion"
NO_SUBSTANCE = "asserts something without figure, date or event"

FEWEST_WORDS = 5
LONGEST = 1200
"""Characters; a longer "sentence" is a list or a page without punctuation, not a claim."""

LARGE = Decimal(1000)
LARGE_SUM = Decimal(10_000)
"""Below this an amount of money is a price, a fee or a wage."""

_COUNTRY = re.compile(r"\bUS\b")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class _Signal:
    """Words and phrases that show the same thing; sets of words are far cheaper to look for than patterns."""

    words: frozenset[str]
    phrases: tuple[str, ...] = ()
    firsts: frozenset[str] = frozenset()
    """The first words of the phrases: without one of them no phrase need be looked for."""

    def shows(self, passage: _Words) -> bool:
        """Tell whether a passage holds any of them."""
        if not self.words.isdisjoint(passage.words):
            return True
        if self.firsts.isdisjoint(passage.words):
            return False
        return any(phrase in passage.lowered for phrase in self.phrases)


_NEXT_ONES = re.compile(r"\bnext (?:week|month|year|decade)'s\b")
"""Next year's budget is passed today: the words name a thing, and say nothing of the future."""


class _Words:
    """A passage in lower case and as a set of words."""

    __slots__ = ("lowered", "words")

    def __init__(self, text: str) -> None:
        lowered = (_COUNTRY.sub("usa", text) if "US" in text else text).lower().replace("’", "'")
        self.lowered = _NEXT_ONES.sub("its", lowered) if "next" in lowered else lowered
        self.words = frozenset(_WORD.findall(self.lowered))


def _signal(words: str, *phrases: str) -> _Signal:
    return _Signal(frozenset(words.split()), phrases, frozenset(phrase.split()[0] for phrase in phrases))


_CASUALTIES = _signal(
    "kill killed kills killing dead death deaths died dies fatality fatalities casualty casualties injured injury injuries "
    "injuring wound wounded wounds wounding missing displaced massacre massacred murder murdered murders "
    "drowned victim victims infected hospitalised hospitalized abducted abducts kidnapped kidnaps",
    "shot dead", "was shot", "were shot", "shot and", "taken hostage", "took hostage", "held hostage", "held captive",
)  # fmt: skip
_CHARGE = _signal(
    "accuse accuses accused accusing allege alleges alleged allegedly alleging blame blames blamed blaming indicted "
    "indictment genocide genocidal fraud fraudulent corrupt corruption "
    "bribe bribes bribed bribery bribing embezzled embezzlement embezzling laundered laundering violate violates violated "
    "violating violation violations guilty convicted sued lawsuit misconduct abuse abuses abused abusing torture tortured "
    "lied illegal illegally unlawful unlawfully negligence negligent assaulted assaulting rape raped rapist rigged rigging "
    "stole stolen sabotage sabotaged espionage spying smuggled smuggling",
    "charged with", "war crime", "sexual assault", "ethnic cleansing", "broke the law", "covered up",
    "held responsible", "was responsible for", "were responsible for", "is responsible for", "are responsible for",
)  # fmt: skip
_ACCUSATION = _Signal(
    _CHARGE.words | frozenset({"accusation", "accusations", "allegation", "allegations"}),
    _CHARGE.phrases,
    _CHARGE.firsts,
)
_ACCUSING = _signal("accuse accuses accused accusing alleges alleging blames blamed blaming")
_PREDICTION = _signal(
    "will won't shall would forecast forecasts predict predicts predicted predicting projection projections expect expects "
    "expected",
    "is going to", "are going to", "likely to", "set to", "due to be", "scheduled to", "projected to", "poised to",
    "slated to", "next week", "next month", "next year", "next decade", "is to be", "are to be", "is to receive", "are to receive",
)  # fmt: skip
_EVENT = _signal(
    "arrest arrested arrests attack attacked attacks struck strike strikes bomb bombed bombing bombs exploded explosion "
    "explosions crash crashed crashes fired launched resigned resigns elected "
    "elects appointed appoints approved approves rejected rejects banned voted ruled sentenced sentences "
    "announced announces seized seizes captured captures invaded invades withdrew withdrawn evacuated evacuates evacuation "
    "released releases detained detains deported deports suspended suspends agreed agreement ceasefire treaty "
    "acquired acquires merged merger destroyed destroys collapsed capsized derailed sank "
    "earthquake flood floods flooded flooding outbreak charged died declared imposed lifted impeached raided raids shelled",
    "went into effect", "took effect", "takes effect", "came into force", "entered into force", "burst its banks",
)  # fmt: skip
"""What happens to a country, a city or a company; with a date it can be looked up."""

_MINOR_EVENT = _signal(
    "closed closes opened opens bought sold won lost beat defeated rose fell increased decreased dropped climbed jumped "
    "surged plunged declined declines gained gains damaged damages hit fire fires storm deal found discovered confirmed "
    "passed filed met signed signs visited arrived returned received reported",
    "was born",
)  # fmt: skip
"""What happens every day: a date beside it does not yet make it matter."""
_CAPTIVES = _signal("hostage hostages captive captives prisoner prisoners")
_HELD = _signal("taken held seized capture captured abducted kidnapped holding")
_FREED = _signal(
    "release released releases releasing free freed frees freeing exchange exchanged swap swapped return returned"
)
_ADVICE = _signal("should", "ought to", "we must", "let us", "in my view", "in my opinion", "it is time")
_ACCUSED = re.compile(r"\b(?:[Aa]ccus(?:e|es|ed|ing)|[Bb]lam(?:e|es|ed|ing))\s")
_OPINION = _signal(
    "arguably perhaps maybe hopefully unfortunately sadly thankfully best worst beautiful wonderful amazing terrible "
    "awful tremendous great let's",
    "i think", "i believe", "i feel", "i hope", "it seems",
)  # fmt: skip
_HEDGED = _signal("reportedly allegedly apparently purportedly supposedly unconfirmed rumored rumoured")
_FIRST_PERSON = _signal("i we my our me us you your")

_BOILERPLATE = re.compile(
    r"^\W{0,4}(?:sign up|subscribe|follow (?:us|@|the)|read (?:more|next|also|the full)|click here|advertisement|share this|related(?::| articles| stories)"
    r"|photo(?:graph)?(?::| by| credit)|image(?::| credit)|caption|file photo|getty images|copyright|©|all rights reserved|this (?:story|article) (?:was|has been|is|appeared|originally)"
    r"|download (?:the|our)|newsletter|more (?:from|on|stories)|see also|watch(?::| live| now)|listen(?: now|:)|editor['’]s note|correction:|reporting by|additional reporting|editing by|written by"
    r"|with files from|contact (?:us|the)|email us|get (?:the latest|our)|join (?:us|our|the conversation)|support (?:our|independent)|do you have|have a tip|the views expressed|opinions expressed"
    r"|(?:by|from) [A-Z]\w+ [A-Z]\w+$|source:|credit:|tags?:|topics?:|cookie|privacy|terms of|log in|already a subscriber|breaking news|click to)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:first |last |originally )?(?:published|updated|posted|modified|filed|printed)\b"
    r"|(?:with |additional )?(?:additional )?(?:reporting|research|editing|writing|translation|text|words|pictures|video|photos?|photography)"
    r" (?:was |were )?(?:contributed )?(?:by|from)\b"
    r"|(?:photo|photograph|picture|image|video|illustration|graphic)s?(?: courtesy)?(?: of| by|:)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((?:AP|AFP|Reuters|Getty|EPA|File|Photo|Image)[^)]{0,60}\)\s*$|\b(?:Photo(?:graph)?|Image|Picture)\s?(?:by|:)|/(?:AP|AFP|Reuters|Getty(?: Images)?)\s*\)?$"
    r"|\((?:R|L|C|left|right|center|centre)\)"
)
_NAMED = re.compile(r"(?<=[\w,;:’'] )[A-Z][\w’'-]+")

_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_MONEY = re.compile(r"^[A-Z]{3}$")
_HARM_ROLES = _signal(
    "killed injured wounded dead missing displaced infected hostage abducted kidnapped hospitalised hospitalized"
).words
_SUMS = {"states a sum of money", "states a percentage", "states a large number"}
_FINITE = FINITE | FINITE_AUXILIARIES
_VAGUE_SOURCES = frozenset({"anonymous", "unstated"})


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words that may be a claim, and who says them."""

    start: int
    end: int
    attribution: Attribution | None


def claims_in(article: Article) -> tuple[Claim, ...]:
    """Find the checkable assertions of an article, in order of place; empty for a language that is not read."""
    if article.language is not None and not reads(article.language):
        return ()
    body = article.body
    sentences = sentences_in(body)
    dates = dates_in(body, article.published.day if article.published else None)
    return claims_from(article, sentences, dates, figures_in(body), attributions_in(body, sentences))


def reads(language: str) -> bool:
    """Tell whether the readers of prose know a language, by its BCP 47 tag."""
    return language.lower().replace("_", "-").split("-")[0] in LANGUAGES


def claims_from(
    article: Article,
    sentences: Sequence[Span],
    dates: Sequence[DateMention],
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """Find the claims among sentences that were already read; every tuple in order of `start`."""
    body = article.body
    headline = (article.headline or "").strip().casefold()
    date_starts = [date.start for date in dates]
    figure_starts = [figure.start for figure in figures]
    content_starts = [one.start for one in attributions]
    article_id = article.id
    claims: list[Claim] = []
    reached = 0
    if is_corrections_page(article.headline):
        return ()
    corrections = [note.span for note in notes_in(body) if note.kind != "update"]
    for sentence in sentences:
        if not _asserts(body, sentence, headline):
            continue
        if any(note.start <= sentence.start < note.end for note in corrections):
            continue  # it tells what the text said before, which it no longer claims
        first = dateline_end(body, sentence.start, sentence.end)
        if first > sentence.start:
            sentence = Span(first, sentence.end, body[first : sentence.end])  # noqa: PLW2901 - a dateline is no part of it
        for passage in _passages(body, sentence, attributions, content_starts, figures, figure_starts):
            if passage.start < reached and passage.end <= reached:
                continue
            text = body[passage.start : passage.end]
            words = _Words(text)
            if not _is_checkable(text, words):
                continue
            inside_figures = tuple(_inside(figures, figure_starts, passage.start, passage.end))
            inside_dates = tuple(_inside(dates, date_starts, passage.start, passage.end))
            worth, reasons = _worth(text, words, inside_figures, inside_dates, passage.attribution)
            if reasons[0] == NO_SUBSTANCE and OPINION in reasons:
                continue
            reached = max(reached, passage.end)
            claims.append(
                Claim(
                    id=short_id("claim", article_id, str(passage.start), text),
                    article=article_id,
                    text=text,
                    start=passage.start,
                    end=passage.end,
                    kind=_kind(words, inside_figures, passage.attribution),
                    figures=inside_figures,
                    dates=inside_dates,
                    attribution=passage.attribution,
                    authority=authority_of(passage.attribution),
                    published=article.published.day if article.published else None,
                    worth=worth,
                    reasons=reasons,
                )
            )
    return tuple(claims)


def authority_of(attribution: Attribution | None) -> str | None:
    """Return who is cited: the resolved name, else the words of the text; None where nobody, or only a pronoun, is."""
    if attribution is None or attribution.kind == "unstated":
        return None
    if attribution.name is not None:
        return attribution.name
    return None if attribution.kind == "pronoun" else attribution.source


def _inside(items: Sequence[_Placed], starts: list[int], start: int, end: int) -> list[_Placed]:
    found = []
    for at in range(bisect_left(starts, start), len(items)):
        if items[at].start >= end:
            break
        if items[at].end <= end:
            found.append(items[at])
    return found


def _asserts(body: str, sentence: Span, headline: str) -> bool:
    """Tell a sentence of the report from a heading, a question, a caption or the page's own furniture."""
    text = sentence.text.strip()
    if len(text) > LONGEST or not text:
        return False
    if text.rstrip("\"”’'").endswith("?") or text.casefold().rstrip(".") == headline.rstrip("."):
        return False
    if _BOILERPLATE.match(text[:160]) or _is_caption(text):
        return False
    rest = body[sentence.end : sentence.end + 90].split("\n", 1)[0].lstrip()
    if rest.startswith("(") and _CAPTION.search(rest):
        return False
    if not text.rstrip("\"”’')]").endswith((".", "!", "…", ":", ";", ",")) and _is_line(body, sentence):
        # Without a full stop a line of its own is a heading.
        return False
    return text.count(" ") + 1 >= FEWEST_WORDS and not _is_stamp(text)


def _is_line(body: str, sentence: Span) -> bool:
    """Tell a sentence that is a line of its own."""
    before = body[max(0, sentence.start - 40) : sentence.start].rstrip(" \t")
    after = body[sentence.end : sentence.end + 40].lstrip(" \t")
    return (not before or before.endswith("\n")) and (not after or after.startswith("\n"))


def _is_stamp(text: str) -> bool:
    """Tell "Published 9 February 2025, 6:03 PM." and "With reporting by ...": a line about the text that says nothing."""
    if not _STAMP.match(text):
        return False
    words = text.lower().split()
    return len(words) < 16 and not any(word in _FINITE for word in words[1:])


def _is_caption(text: str) -> bool:
    """Tell a picture's line by its credit or its "(L)" and "(R)"."""
    if not any(mark in text for mark in ("(", "/", "Photo", "Image", "Picture")):
        return False
    return _CAPTION.search(text[-160:]) is not None or _CAPTION.search(text[:160]) is not None


def _passages(
    body: str,
    sentence: Span,
    attributions: Sequence[Attribution],
    content_starts: list[int],
    figures: Sequence[Figure],
    figure_starts: list[int],
) -> list[_Passage]:
    """Return what a sentence asserts: what is said in it, where that is most of it, else the sentence.

    A figure or a half of the sentence outside the content is the reporter's own assertion, so the sentence stays whole.
    """
    inside = []
    for at in range(_first_reaching(attributions, content_starts, sentence.start), len(attributions)):
        one = attributions[at]
        if one.start >= sentence.end:
            break
        if one.end > sentence.start and not _is_purpose(one):
            inside.append(one)
    outermost: list[Attribution] = []
    for one in inside:
        if all(not (other.start <= one.start and one.end <= other.end and other is not one) for other in outermost):
            outermost.append(one)
    if not outermost:
        return [_Passage(sentence.start, sentence.end, None)]
    contents = [(max(one.start, sentence.start), min(one.end, sentence.end), one) for one in outermost]
    told = sum(end - start for start, end, _ in contents)
    own_figures = [
        figure
        for figure in _inside(figures, figure_starts, sentence.start, sentence.end)
        if not any(start <= figure.start and figure.end <= end for start, end, _ in contents)
    ]
    if any(not _is_clause(body[start:end]) for start, end, _ in contents):
        return [_Passage(sentence.start, sentence.end, contents[0][2])]
    spoken_by_one = len({(one.source_span, one.cue_span) for _, _, one in contents}) == 1
    if own_figures or told * 5 < (sentence.end - sentence.start) * 2:
        return [_Passage(sentence.start, sentence.end, contents[0][2])]
    if spoken_by_one and len(contents) > 1:
        return [_Passage(sentence.start, sentence.end, contents[0][2])]
    return [_Passage(start, end, one) for start, end, one in contents]


def _is_purpose(one: Attribution) -> bool:
    """Tell what somebody means to do, which the page itself reports, from what somebody says."""
    cue = CUES.get(one.cue.lower().rpartition(" ")[2])
    return cue is not None and cue.lemma in WISHES and one.content.startswith("to ")


def _is_clause(content: str) -> bool:
    """Tell a clause from a noun phrase or an infinitive: only a clause asserts anything by itself."""
    words = content.lower().split()
    return words[0] != "to" and any(word in _FINITE or word.endswith("ed") for word in words)


def _first_reaching(attributions: Sequence[Attribution], starts: list[int], start: int) -> int:
    """Return the first attribution whose content may reach a position: a quotation may have begun sentences before."""
    at = bisect_left(starts, start)
    while at > 0 and attributions[at - 1].end > start:
        at -= 1
    return at


def _is_checkable(text: str, words: _Words) -> bool:
    """Tell an assertion from a fragment or a question: it has enough words and something like a verb."""
    if text.count(" ") + 1 < FEWEST_WORDS or text.rstrip("\"”’' .").endswith("?"):
        return False
    return any(word in _FINITE or word in CUES or word.endswith(("ed", "s")) for word in words.words)


def _kind(text: _Words, figures: tuple[Figure, ...], attribution: Attribution | None) -> ClaimKind:
    counted = [figure for figure in figures if not _is_minor(figure)]
    if _ACCUSING.shows(text) or (not counted and _ACCUSATION.shows(text)):
        return "accusation"
    if _PREDICTION.shows(text) and not _CASUALTIES.shows(text):
        return "prediction"
    if counted:
        return "statistic"
    if attribution is not None and attribution.mode == "direct":
        return "quotation"
    return "event"


def _is_minor(figure: Figure) -> bool:
    """Tell a duration or an ordinary small number, which is colour, from a statistic."""
    if figure.unit in _TIME_UNITS or figure.role == "age":
        return True
    return figure.unit is None and figure.role is None and figure.value < 3


def _worth(
    text: str,
    words: _Words,
    figures: tuple[Figure, ...],
    dates: tuple[DateMention, ...],
    attribution: Attribution | None,
) -> tuple[float, tuple[str, ...]]:
    """Rank a claim from 0 to 1, with the reasons in plain words, weightiest first."""
    weights = _substance(text, words, figures, dates)
    if not weights:
        weights = [(0.1, NO_SUBSTANCE)]
    if attribution is None:
        weights.append((0.15, "unattributed"))
    elif attribution.kind in _VAGUE_SOURCES:
        weights.append((0.1, "source not named"))
    if _HEDGED.shows(words):
        weights.append((0.1, "marked as unconfirmed"))
    weights.sort(key=lambda pair: -pair[0])
    weights += _doubts(words, attribution, {reason for _, reason in weights})
    worth = round(min(1.0, max(LEAST_WORTH, sum(weight for weight, _ in weights))), 2)
    return worth, tuple(reason for _, reason in weights)


def _substance(
    text: str, words: _Words, figures: tuple[Figure, ...], dates: tuple[DateMention, ...]
) -> list[tuple[float, str]]:
    """Weigh what a claim states: harm, figures, accusations and events."""
    weights: list[tuple[float, str]] = []
    counted = [figure for figure in figures if not _is_minor(figure)]
    freed = _FREED.shows(words)
    harm = _CASUALTIES.shows(words)
    if not freed and _HELD.shows(words) and _CAPTIVES.shows(words):
        harm = True
    if counted and (harm or any(figure.role in _HARM_ROLES for figure in counted)):
        weights.append((0.6, HARM))
    elif counted:
        weights.append(_figure_weight(counted))
    elif harm:
        weights.append((0.3, "reports deaths or injuries"))
    if _ACCUSATION.shows(words):
        accused = _ACCUSED.search(text)
        named = _CHARGE.shows(words) and _NAMED.search(text, accused.end() - 1 if accused else 0) is not None
        weights.append((0.5, "accuses a named party") if named else (0.3, "makes an accusation"))
    event = _EVENT.shows(words)
    if (event or harm) and dates:
        weights.append((0.5, "reports a dated event"))
    elif event and _NAMED.search(text):
        weights.append((0.2, "reports an event"))
    elif dates and _MINOR_EVENT.shows(words):
        weights.append((0.2, "reports a dated event of every day"))
    elif dates:
        weights.append((0.1, "gives a date"))
    return weights


def _doubts(words: _Words, attribution: Attribution | None, stated: set[str]) -> list[tuple[float, str]]:
    """Weigh what makes a claim less checkable: opinion, the future, the first person.

    What a claim measures can be looked up whatever is thought of it, so only "should" and its like weigh against figures; what is still to come, nobody can.
    """
    marks: list[tuple[float, str]] = []
    if HARM in stated:
        return marks
    measured = not _SUMS.isdisjoint(stated)
    if _ADVICE.shows(words) or (not measured and _OPINION.shows(words)):
        marks.append((-0.25, OPINION))
    if _PREDICTION.shows(words):
        marks.append((-0.15, "speaks of the future"))
    if not measured and (attribution is None or attribution.mode == "direct") and _FIRST_PERSON.shows(words):
        marks.append((-0.2, "spoken in the first person" if attribution else "addresses the reader"))
    return marks


def _figure_weight(figures: list[Figure]) -> tuple[float, str]:
    """Weigh figures by what they measure: money, shares and large numbers above small counts."""
    sums = [figure.value for figure in figures if figure.unit is not None and _MONEY.match(figure.unit)]
    if any(abs(value) >= LARGE_SUM for value in sums):
        return 0.5, "states a sum of money"
    if any(figure.unit in {"percent", "percentage_point"} for figure in figures):
        return 0.5, "states a percentage"
    if any(abs(figure.value) >= LARGE for figure in figures):
        return 0.5, "states a large number"
    if len(figures) > 1:
        return 0.3, "states several figures"
    return 0.2, "states a small sum of money" if sums else "states a figure"
