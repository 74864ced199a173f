"""Words that show what a passage is about: harm, accusations, events, what is to come, opinion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import filterfalse

_COUNTRY = re.compile(r"\bUS\b")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True, eq=False)
class _Signal:
    """Words and phrases that show the same thing."""

    words: frozenset[str]
    phrases: tuple[str, ...] = ()

    def shows(self, passage: Words) -> bool:
        """Tell whether a passage holds any of them."""
        return self in passage.shown


_NOT_AHEAD = re.compile(r"\bnext (?:week|month|year|decade)'s\b|\b(?:as|equally|less|more) likely to\b")
"""Next year's budget is passed today, and who is more likely to vote is so now: neither speaks of the future."""


class Words:
    """A passage as a set of words in lower case, and the signals that it shows."""

    __slots__ = ("shown", "words")

    def __init__(self, text: str) -> None:
        lowered = (_COUNTRY.sub("usa", text) if "US" in text else text).lower().replace("’", "'")
        if "next" in lowered or "likely" in lowered:
            lowered = _NOT_AHEAD.sub("its", lowered)
        parts = lowered.split()
        # Most words stand alone between spaces; only the others need the pattern.
        self.words = set(parts)
        self.words.update(_WORD.findall(" ".join(filterfalse(str.isalpha, parts))))
        self.shown: set[_Signal] = set()
        for word in self.words & _TELLING:
            self.shown.update(_BY_WORD[word])
            for phrase, signal in _BY_PHRASE.get(word, ()):
                if phrase in lowered:
                    self.shown.add(signal)


def _signal(words: str, *phrases: str) -> _Signal:
    return _Signal(frozenset(words.split()), phrases)


CASUALTIES = _signal(
    "kill killed kills killing dead death deaths died dies fatality fatalities casualty casualties injured injury injuries "
    "injuring wound wounded wounds wounding missing displaced massacre massacred murder murdered murders "
    "drowned victim victims infected hospitalised hospitalized abducted abducts kidnapped kidnaps",
    "shot dead", "was shot", "were shot", "shot and", "taken hostage", "took hostage", "held hostage", "held captive",
)  # fmt: skip
CHARGE = _signal(
    "accuse accuses accused accusing allege alleges alleged allegedly alleging blame blames blamed blaming indicted "
    "indictment genocide genocidal fraud fraudulent corrupt corruption "
    "bribe bribes bribed bribery bribing embezzled embezzlement embezzling laundered laundering violate violates violated "
    "violating violation violations guilty convicted sued lawsuit misconduct abuse abuses abused abusing torture tortured "
    "lied illegal illegally unlawful unlawfully negligence negligent assaulted assaulting rape raped rapist rigged rigging "
    "stole stolen sabotage sabotaged espionage spying smuggled smuggling",
    "charged with", "war crime", "sexual assault", "ethnic cleansing", "broke the law", "covered up",
    "held responsible", "was responsible for", "were responsible for", "is responsible for", "are responsible for",
)  # fmt: skip
ACCUSATION = _Signal(
    CHARGE.words | frozenset({"accusation", "accusations", "allegation", "allegations"}),
    CHARGE.phrases,
)
ACCUSING = _signal("accuse accuses accused accusing alleges alleging blames blamed blaming")
PREDICTION = _signal(
    "will won't shall would forecast forecasts predict predicts predicted predicting projection projections expect expects "
    "expected",
    "is going to", "are going to", "likely to", "set to", "due to be", "scheduled to", "projected to", "poised to",
    "slated to", "next week", "next month", "next year", "next decade", "is to be", "are to be", "is to receive", "are to receive",
)  # fmt: skip
EVENT = _signal(
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
MINOR_EVENT = _signal(
    "closed closes opened opens bought sold won lost beat defeated rose fell increased decreased dropped climbed jumped "
    "surged plunged declined declines gained gains damaged damages hit fire fires storm deal found discovered confirmed "
    "passed filed met signed signs visited arrived returned received reported",
    "was born",
)  # fmt: skip
"""What happens every day: a date beside it does not yet make it matter."""
CAPTIVES = _signal("hostage hostages captive captives prisoner prisoners")
HELD = _signal("taken held seized capture captured abducted kidnapped holding")
FREED = _signal(
    "release released releases releasing free freed frees freeing exchange exchanged swap swapped return returned"
)
ADVICE = _signal("should", "ought to", "we must", "let us", "in my view", "in my opinion", "it is time")
JUDGING = _signal(
    "arguably perhaps maybe hopefully unfortunately sadly thankfully best worst beautiful wonderful amazing terrible "
    "awful tremendous great let's",
    "i think", "i believe", "i feel", "i hope", "it seems",
)  # fmt: skip
HEDGED = _signal("reportedly allegedly apparently purportedly supposedly unconfirmed rumored rumoured")
FIRST_PERSON = _signal("i we my our me us you your")
_SIGNALS = (
    CASUALTIES, CHARGE, ACCUSATION, ACCUSING, PREDICTION, EVENT, MINOR_EVENT, CAPTIVES, HELD, FREED, ADVICE,
    JUDGING, HEDGED, FIRST_PERSON,
)  # fmt: skip
_BY_PHRASE: dict[str, list[tuple[str, _Signal]]] = {}
"""By the longest word of each phrase: without that word the phrase need not be looked for."""
for _one in _SIGNALS:
    for _phrase in _one.phrases:
        _BY_PHRASE.setdefault(max(_WORD.findall(_phrase), key=len), []).append((_phrase, _one))
_TELLING = frozenset(_BY_PHRASE).union(*(_one.words for _one in _SIGNALS))
_BY_WORD = {word: [one for one in _SIGNALS if word in one.words] for word in _TELLING}
