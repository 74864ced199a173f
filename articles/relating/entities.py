"""Say which words of an article tell its event from others: names, rare words and figures, each with a weight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import log

from articles.wording import LONGEST_READ


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FUNCTION_WORDS = _words(
    "a about above across after again against ago all almost along already also although always am amid among an "
    "and another any anyone anything are aren't around as at away back be became because become been before began "
    "behind being below best better between beyond both but by came can can't cannot come comes could couldn't "
    "did didn't do does doesn't doing don't done down dr during each either else enough even ever every everyone "
    "everything few for from full further gave get gets getting give given gives go goes going gone got had "
    "hadn't has hasn't have haven't having he he's her here hers herself him himself his how however i i'm i've "
    "if in including indeed instead into is isn't it it's its itself just kept know known knows later least less "
    "let like likely made make makes making many may maybe me might mine more most mr mrs ms much must my myself "
    "near nearly need never no nobody none nor not nothing now of off often on once one only onto or other others "
    "our ours ourselves out over own part per perhaps put quite rather really said same saw say saying says see "
    "seen she she's should shouldn't since so some something soon still such take taken takes taking tell than "
    "that that's the their theirs them themselves then there there's therefore these they they're they've thing "
    "things think this those though through thus to today together told too took toward towards under until up "
    "upon us use used using very via want wants was wasn't way we we're we've well went were weren't what what's "
    "when where whether which while who who's whole whom whose why will with within without won't would wouldn't "
    "yes yesterday yet you you're your yours yourself"
)
"""Words that say nothing of the event; left out."""

NEWS_WORDS = _words(
    "according added afternoon am announced april area asked august believe big bring brought called calls case "
    "city comment conference continue continued country day days days' december different early eight end evening "
    "expected facebook far february find first five follow followed following found four friday good government "
    "great group happen happened happens hard held help high home hour hours house image important interview "
    "issue january july june keep last late lead left life line little local long look lot man march media member "
    "men million minister minute monday month months morning move name national new news next night nine november "
    "number october official officials old open people person photo place plan pm point post posted president "
    "public question real report reported reporter reporters reports right run running saturday second september "
    "set seven several show side six small source sources spokesman spokesperson spokeswoman start state "
    "statement states story sunday support sure team ten thought thousands three thursday time times told top "
    "tried try tuesday turn twitter two united video wait washington wednesday week weeks woman women work world "
    "year years young"
)
"""Words in every fourth report or so."""

COMMON_WORDS = _words(
    "abc accused action administration administrative afp agency agree agreed agreement air alleged allegedly "
    "allow allowed america american americans ap apartment arrest arrested arrived associated attack attacked "
    "attempt attorney authorities authority available bank based battle bbc bill billion board body book boy "
    "british build building business campaign candidate car care cause caused cbs center central centre chance "
    "change charge charged charges chief child children china chinese church claim claimed claims close club cnn "
    "college committee community company concern concerned concerns condition congress control copyright council "
    "county couple courier court create crime crisis critical criticism custody cut daily data daughter dead deal "
    "death deaths debate decades decide decided decision defence defend defense democrat democratic democrats "
    "department despite detail details detective development die died director discuss district door drive driver "
    "drop east economic economy education effort efforts election email emergency employee employees energy "
    "england europe european event evidence executive fact failed fall family fatal fatally father fear federal "
    "fell female field fight figure figures film final financial fire firm force forced forces foreign former "
    "forward fox free friend friends front future game gas gazette general germany giant girl global goal gop "
    "governor green ground growing growth guardian gun gunshot hand head health hear heard hearing heart herald "
    "hit hold hope hospital hospitals human hundreds hurt husband idea identified immediately impact incident "
    "include included increase independent industry information injured injuries injury inside international "
    "investigate investigating investigation investigators involved issued job join joined journal judge justice "
    "key kill killed killing kind land large largest latest law lawmakers laws lawyer leader leaders league leave "
    "legal letter level list live lives living london looking lost love low main major majority male manager mark "
    "market married matter mayor mean means measure medical meet meeting message met michael middle military "
    "money mother moved murder names nation nations natural nbc newsletter north note office officer officers oil "
    "opened operation opposition order outside paid paper parents parliament party past pay percent period phone "
    "play played player players pleaded police policy political politics poll popular possible post power press "
    "pressure price prices prime prison private problem problems process program project property protect protest "
    "prove provide public published quickly race raise raised rate reach reached read ready reason received "
    "recent recently record region release released remain remained remains republican republicans request "
    "residents responded response rest result results return returned reuters review rise risk river road role "
    "rule rules russia russian safe safety scene school secretary security seek senate senator send sent sentence "
    "serious serve service services share shares sheriff shooting shot shots showed shown shows sign signed "
    "similar single site situation social society son sought south speak special spoke spokesman staff stage "
    "stand star started station stay step stop stopped store street strong student students study subscribe "
    "suffered suspect suspected suspects system talk talks tax taxes term terms third threat times town trade "
    "treated trial tribune troops truck true trump understand union unit university update updated value vehicle "
    "victim victims victory view violence visit voice vote voted voters votes wanted war warned watch water "
    "weapon weekend west white wife win wind winning witness witnesses won word words worked workers working "
    "worst wounded wrong wrote york zone"
)
"""Words in every twelfth report or so."""

FURNITURE_PHRASES = (
    "all rights reserved",
    "may not be published, broadcast, rewritten",
    "sign up for our",
    "sign up to our",
    "subscribe to our",
    "subscribe now",
    "click here to",
    "follow us on",
    "download our app",
    "get our free newsletter",
    "our newsletter",
    "breaking news alerts",
    "read more:",
    "read also:",
    "related stories",
    "advertisement",
    "this story will be updated",
    "this is a developing story",
    "support our journalism",
    "terms of service",
    "privacy policy",
    "cookie policy",
    "anyone with information is asked",
    "anyone with information should",
    "crime stoppers",
    "contact the newsroom",
    "send us your",
    "your email address",
    "thank you for reading",
)
"""Furniture of news pages: a line that holds one of these says nothing of the event and shows no copying."""

FUNCTION_SHARE = 0.6
NEWS_SHARE = 0.25
COMMON_SHARE = 0.08
RARE_SHARE = 0.003
PRIOR_REPORTS = 300
"""How many imaginary reports of mixed news stand behind the shares above: with few articles given they decide how
rare a word is, with thousands the articles themselves do."""

LEAD_WORDS = 35
_SENTENCE_END = frozenset(".!?:\n\"“”'‘(—–")
_VOWELS = frozenset("aeiouy")
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut English endings, so that "fires", "fired" and "firing" meet; never shorter than three letters."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if len(root) < len(word) and len(root) >= 3 and not _VOWELS.isdisjoint(root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def prior_share(term: str) -> float:
    """Return the share of reports of mixed news that hold a term, before any were seen."""
    return _PRIOR.get(term, RARE_SHARE)


def is_rare(term: str) -> bool:
    """Tell whether a term is none of the words that much of the news holds."""
    return term not in _PRIOR


def prior_rarity(term: str) -> float:
    """Return how much a term tells before any report was seen: minus the logarithm of its share."""
    return _PRIOR_RARITY.get(term, _RAREST)


def rarity(term: str, reports: int, holding: int) -> float:
    """Return how much a term tells: minus the logarithm of the share of reports with it, prior and seen together."""
    return -log((holding + PRIOR_REPORTS * prior_share(term)) / (reports + PRIOR_REPORTS))


def without_furniture(text: str) -> str:
    """Leave out the lines that are furniture of news pages (subscriptions, appeals, notices)."""
    text = text[:LONGEST_READ]
    low = text.casefold()
    if not any(phrase in low for phrase in FURNITURE_PHRASES):
        return text
    kept = []
    for line in _LINE.finditer(text):
        words = line[0].casefold()
        if not any(phrase in words for phrase in FURNITURE_PHRASES):
            kept.append(line[0])
    return "\n".join(kept)


def _prior() -> Mapping[str, float]:
    shares: dict[str, float] = {}
    for words, share in ((COMMON_WORDS, COMMON_SHARE), (NEWS_WORDS, NEWS_SHARE), (FUNCTION_WORDS, FUNCTION_SHARE)):
        for word in words:
            shares[stem(word)] = share
    return shares


_PRIOR = _prior()
_PRIOR_RARITY = {term: -log(share) for term, share in _PRIOR.items()}
_RAREST = -log(RARE_SHARE)
