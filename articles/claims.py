"""Which sentences assert something that can be checked, and which of them a reviewer should see first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from articles.attribution import attributions_in
from articles.cues import CUES, FINITE, FINITE_AUXILIARIES
from articles.dates import dates_in
from articles.figures import figures_in
from articles.model import Article, Attribution, Claim, ClaimKind, DateMention, Figure, Span, short_id
from articles.sentences import sentences_in

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

_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class _Signal:
    """Words and phrases that show the same thing; sets of words are far cheaper to look for than patterns."""

    words: frozenset[str]
    phrases: tuple[str, ...] = ()

    def shows(self, passage: _Words) -> bool:
        """Tell whether a passage holds any of them."""
        return not self.words.isdisjoint(passage.words) or any(phrase in passage.lowered for phrase in self.phrases)


class _Words:
    """A passage in lower case and as a set of words."""

    __slots__ = ("lowered", "words")

    def __init__(self, text: str) -> None:
        self.lowered = text.lower().replace("’", "'")
        self.words = frozenset(_WORD.findall(self.lowered))


def _signal(words: str, *phrases: str) -> _Signal:
    return _Signal(frozenset(words.split()), phrases)


_CASUALTIES = _signal(
    "kill killed kills killing dead death deaths died dies fatality fatalities casualty casualties injured injury injuries "
    "injuring wound wounded wounds wounding missing displaced massacre massacred murder murdered murders hostage hostages "
    "captive captives drowned victim victims infected hospitalised hospitalized",
    "shot dead", "was shot", "were shot", "shot and",
)  # fmt: skip
_ACCUSATION = _signal(
    "accuse accuses accused accusing accusation accusations allege alleges alleged allegedly alleging allegation "
    "allegations blame blames blamed blaming indicted indictment genocide genocidal fraud fraudulent corrupt corruption "
    "bribe bribes bribed bribery bribing embezzled embezzlement embezzling laundered laundering violate violates violated "
    "violating violation violations guilty convicted sued lawsuit misconduct abuse abuses abused abusing torture tortured "
    "lied illegal illegally unlawful unlawfully negligence negligent assaulted assaulting rape raped rapist rigged rigging "
    "stole stolen sabotage sabotaged espionage spying smuggled smuggling",
    "charged with", "war crime", "sexual assault", "ethnic cleansing", "broke the law", "covered up",
    "held responsible", "was responsible for", "were responsible for", "is responsible for", "are responsible for",
)  # fmt: skip
_PREDICTION = _signal(
    "will won't shall would forecast forecasts predict predicts predicted predicting projection projections expect expects "
    "expected",
    "is going to", "are going to", "likely to", "set to", "due to be", "scheduled to", "projected to", "poised to",
    "slated to", "next week", "next month", "next year", "next decade",
)  # fmt: skip
_EVENT = _signal(
    "arrest arrested arrests attack attacked attacks struck strike strikes bomb bombed bombing bombs exploded explosion "
    "explosions crash crashed crashes fired fires firing launch launched launches signed signs resigned resigns elected "
    "elects appointed appoints approved approves rejected rejects ban banned bans voted votes ruled sentenced sentences "
    "announced announces seized seizes captured captures invaded invades withdrew withdrawn evacuated evacuates evacuation "
    "released releases detained detains deported deports suspended suspends agreed agreement ceasefire treaty deal closed "
    "closes opened opens acquired acquires merged merger bought sold won lost beat defeated rose fell increased decreased "
    "dropped climbed jumped surged plunged declined declines gained gains destroyed destroys damaged damages hit collapsed "
    "earthquake flood floods flooded flooding fire storm outbreak found discovered confirmed passed filed charged died met "
    "visited arrived returned received reported declared imposed lifted",
    "went into effect", "took effect", "was born",
)  # fmt: skip
_OPINION = _signal(
    "should arguably perhaps maybe hopefully unfortunately sadly thankfully best worst beautiful wonderful amazing terrible "
    "awful tremendous great let's",
    "ought to", "in my view", "in my opinion", "i think", "i believe", "i feel", "i hope", "we must", "let us", "it seems",
    "it is time",
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
_CAPTION = re.compile(
    r"\((?:AP|AFP|Reuters|Getty|EPA|File|Photo|Image)[^)]{0,60}\)\s*$|\b(?:Photo(?:graph)?|Image|Picture)\s?(?:by|:)|/(?:AP|AFP|Reuters|Getty(?: Images)?)\s*\)?$"
    r"|\((?:R|L|C|left|right|center|centre)\)"
)
_NAMED = re.compile(r"(?<=[\w,;:’'] )[A-Z][\w’'-]+")

_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_MONEY = re.compile(r"^[A-Z]{3}$")
_HARM_ROLES = _signal(
    "killed injured wounded dead missing displaced arrested detained infected hostage abducted kidnapped evacuated "
    "hospitalised hospitalized"
).words
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
    for sentence in sentences:
        if not _asserts(body, sentence, headline):
            continue
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
    if not text.rstrip("\"”’')]").endswith((".", "!", "…", ":", ";", ",")):
        # Without a full stop a line of its own is a heading.
        alone = (sentence.start == 0 or body[sentence.start - 1] == "\n") and (
            sentence.end >= len(body) or body[sentence.end] == "\n"
        )
        if alone:
            return False
    return text.count(" ") + 1 >= FEWEST_WORDS


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
    inside = (
        [
            one
            for one in attributions[_first_reaching(attributions, content_starts, sentence.start) :]
            if one.start < sentence.end and one.end > sentence.start
        ]
        if attributions
        else []
    )
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
    if not counted and _ACCUSATION.shows(text):
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
    if figure.unit in _TIME_UNITS:
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
    harmed = any(reason == HARM for _, reason in weights)
    weights += _doubts(words, attribution, harmed=harmed)
    worth = round(min(1.0, max(LEAST_WORTH, sum(weight for weight, _ in weights))), 2)
    return worth, tuple(reason for _, reason in weights)


def _substance(
    text: str, words: _Words, figures: tuple[Figure, ...], dates: tuple[DateMention, ...]
) -> list[tuple[float, str]]:
    """Weigh what a claim states: harm, figures, accusations and events."""
    weights: list[tuple[float, str]] = []
    counted = [figure for figure in figures if not _is_minor(figure)]
    harm = _CASUALTIES.shows(words)
    if counted and (harm or any(figure.role in _HARM_ROLES for figure in counted)):
        weights.append((0.6, HARM))
    elif counted:
        weights.append(_figure_weight(counted))
    elif harm:
        weights.append((0.3, "reports deaths, injuries or captives"))
    if _ACCUSATION.shows(words):
        named = _NAMED.search(text) is not None
        weights.append((0.5, "accuses a named party") if named else (0.3, "makes an accusation"))
    event = _EVENT.shows(words)
    if event and dates:
        weights.append((0.4, "reports a dated event"))
    elif event and _NAMED.search(text):
        weights.append((0.2, "reports an event"))
    elif dates:
        weights.append((0.1, "gives a date"))
    return weights


def _doubts(words: _Words, attribution: Attribution | None, *, harmed: bool) -> list[tuple[float, str]]:
    """Weigh what makes a claim less checkable: opinion, the future, the first person."""
    marks: list[tuple[float, str]] = []
    if _OPINION.shows(words):
        marks.append((-0.25, OPINION))
    if not harmed and _PREDICTION.shows(words):
        marks.append((-0.15, "speaks of the future"))
    if (attribution is None or attribution.mode == "direct") and _FIRST_PERSON.shows(words):
        marks.append((-0.2, "spoken in the first person" if attribution else "addresses the reader"))
    return marks


def _figure_weight(figures: list[Figure]) -> tuple[float, str]:
    """Weigh figures by what they measure: money, shares and large numbers above small counts."""
    if any(figure.unit is not None and _MONEY.match(figure.unit) for figure in figures):
        return 0.5, "states a sum of money"
    if any(figure.unit in {"percent", "percentage_point"} for figure in figures):
        return 0.5, "states a percentage"
    if any(abs(figure.value) >= LARGE for figure in figures):
        return 0.5, "states a large number"
    if len(figures) > 1:
        return 0.4, "states several figures"
    return 0.25, "states a figure"
