"""Find the people that a sentence counts, by number or one by one, before anybody asks what befell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.figures.numerals import Numeral, numerals_in
from articles.tables import alternation, words

PERSON = words(
    "man woman boy girl child baby infant toddler teenager teen person youth driver rider cyclist motorcyclist "
    "pedestrian passenger pilot officer policeman policewoman constable soldier guard worker labourer laborer "
    "miner farmer fisherman sailor nurse doctor teacher student pupil schoolboy schoolgirl journalist reporter "
    "civilian resident villager tourist hiker climber skier swimmer surfer firefighter fireman paramedic mother "
    "father son daughter brother sister husband wife grandmother grandfather grandson granddaughter uncle aunt "
    "cousin nephew niece neighbour neighbor conductor helper cleaner mechanic electrician trader vendor "
    "shopkeeper shopper bystander patient prisoner inmate warder jailer priest monk imam captain sergeant deputy partner fiance "
    "fiancee girlfriend boyfriend housemate marshal guest customer visitor employee colleague friend spectator "
    "player athlete protester demonstrator activist refugee migrant pensioner widow victim crewman deckhand "
    "engineer contractor operator attendant mason carpenter plumber painter tailor butcher baker barber broker "
    "clerk porter waiter waitress butler gardener forester archaeologist scientist researcher professor lecturer "
    "lawyer councillor councilwoman envoy ambassador diplomat backpacker mayor chief head leader commander "
    "general minister governor judge senator lawmaker politician candidate businessman businesswoman chef cook "
    "actor actress singer musician cleric bodyguard official ranger warden lifeguard cameraman photographer "
    "reservist conscript recruit cadet lieutenant major colonel inspector watchman herder shepherd builder "
    "bricklayer biker jogger runner walker diver sapper technician minder carer occupant gunman attacker bomber "
    "shooter assailant suspect militant insurgent rebel hijacker robber knifeman arsonist jihadist"
)
_IRREGULAR = {"child": "children", "person": "people", "wife": "wives", "baby": "babies"}


def _plural(person: str) -> str:
    return f"{person[:-3]}men" if person.endswith("man") else _IRREGULAR.get(person, f"{person}s")


PEOPLE = frozenset(
    {_plural(person) for person in PERSON}
    | words(
        "deaths fatalities bodies corpses injuries persons others more crew staff police troops members victims adults minors "
        "personnel folk teens siblings twins youngsters juveniles seniors elders faithful worshippers pilgrims lives "
        "aboard"
    )
)
_GROUPS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "twins": 2}
_NOT_PEOPLE = words(
    "years year months month weeks week days day hours hour minutes minute seconds second metres meters metre "
    "meter kilometres kilometers kilometre kilometer km miles mile feet foot inches degrees percent per tonnes "
    "tons kg kilograms pounds dollars euros rupees taka naira rand shillings pesos yen yuan mph kph knots storeys "
    "stories floors beds houses homes buildings shops cars vehicles buses trucks lorries boats ships planes "
    "trains carriages wagons bridges roads villages districts towns cities provinces states countries schools "
    "hospitals churches mosques camps shelters rooms tents cattle cows sheep goats pigs horses camels donkeys "
    "dogs cats birds chickens hens fish whales dolphins seals animals livestock elephants bulls buffaloes buffalo "
    "bears deer acres hectares am pm times crashes attacks strikes blasts explosions fires incidents accidents "
    "earthquakes quakes storms rockets missiles drones shells shots bullets bombs lakh family families household "
    "households group groups team teams gang couple couples crore million billion trillion calls counts charges "
    "lots cases games matches goals points seats"
)
_ENDS_A_NOUN = words(
    "of in and to by when for with on at was were that from or as who had has have is are killed dead died "
    "injured wounded hurt after before while near during under over into be been being will would can could may "
    "still also killing injuring wounding drowned perished die dies lost confirmed shot burned burnt crushed "
    "among out off the a an his her their across within along throughout amid outside inside around behind above "
    "below without today yesterday overnight so up down alive"
)
_AGE_AFTER = re.compile(
    r"[- ](?:years?|months?|weeks?)[- ]olds?\b|[- ]strong\b|\s?(?:a\.?m|p\.?m)\b|\s?%|[:.]\d|(?:st|nd|rd|th)\b"
)
_AGED_BEFORE = re.compile(
    rf"(?:\bunder|\baged(?: between)?(?: \d{{1,3}},){{0,5}} \d{{1,3}},? and|\baged between|\baged|\bage|\bages(?: \d{{1,3}},){{0,5}} \d{{1,3}},? and|\bages|\bbetween the ages of|\b{alternation(PERSON)} of|[$£€₹¥]|\b(?:Rs\.?|USD|No\.?|Route|Highway|Flight|Section|Magnitude|at magnitude|level|days?|page|in|by|until|after|before|of (?:January|February|March|April|May|June|July|August|September|October|November|December)|January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.))\s?\Z",
    re.IGNORECASE,
)
_PARTS_BEFORE = re.compile(
    r"\b(?:none of|neither of|not one of|any of|one of|including|included|includes|include|among (?:them|whom)|among the (?:dead|victims|injured|wounded|killed)(?: (?:was|were|are|is))?|of (?:whom|them|these|those)|among (?:them|whom) (?:were|was|are)|"
    r"of the (?:\w+ ){0,2}(?:dead|victims|injured|wounded|killed|people|deceased),?|up from|down from|rose from|rising from|risen from|revised from|from|besides|apart from|in addition to|the (?:dead|victims|injured|deceased) (?:were|are|include|included|was))"
    r"[ :](?:at least |about |some |around |up to |more than |the |his |her |their ){0,2}\Z",
    re.IGNORECASE,
)
"""What opens a part of a count, or an earlier one."""
_PART_AFTER = re.compile(
    r"\s(?:or more\s)?(?:(?:\w+\s){0,2}of\s(?:them|whom|these|those|the\s(?:(?!(?:was|were|is|are|has|have|had)\b)\w+\s){0,2}(?:dead|deceased|injured|wounded|victims|killed|fatalities|casualties|survivors|group)))\b"
    r"|\s(?:\w+\s){0,2}(?:among|amongst)\sthe\b|\sanother\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"(?:\s(?!(?:and|or|who|which|that|when|while|as|after|before|were|was|are|is|have|has|had|but|including|aboard|dead|died|dies|hurt|\w+(?:ing|[^\W_]{2}ed))\b)[\w’'-]+){0,3}"
    r"(?:\s(?:from|of|in|at|on|with|near)\s(?:(?:the|his|her|their|an?|one|[Nn]orthern|[Ss]outhern)\s)?[\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}){0,2}"
    r"(?:,?\saged?\s\d\d?|,\s\d\d?)?(?P<sign>,\s(?:and\s|as well as\s|along with\s|plus\s)?|\sand\s|\sas well as\s|,?\s(?:along|together)\swith\s|\splus\s)"
    r"(?:(?:as many as|at least|about|some|around|another|a further|his|her|their|the|its|up to|more than)\s){0,2}\Z"
)
"""What stands between two counts that are counted together."""
ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_FUNCTION = (
    "of|in|and|to|by|when|for|with|on|at|was|were|that|from|or|as|who|had|has|have|is|are|after|an?|the|his|her|their|its|"
    r"one|another|but|killed|injured|wounded|hurt|died|dead|(?!missing\b)[a-z]{2,20}ing|shot|hit|said|struck"
)
_LONE = re.compile(
    r"\b(?P<article>[Aa]n?|[Aa]nother|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne)\s"
    rf"(?:(?!(?:{_FUNCTION})\b)[\w’'-]+\s){{0,4}}?"
    rf"(?P<person>{alternation(PERSON)}|{alternation(_GROUPS)}|[\w-]{{3,16}}(?:packer|worker|keeper|maker|hander|fighter|walker|dweller|goer|owner|holder|player|seller|runner|smith|hunter|driver|rider|grower|cutter|dresser|cleaner|ographer|ologist|ician|woman|man)|\d{{1,3}}-year-old)(?:['’]s(?=\sbody\b)|(?![\w’'-]))(?!\s(?:{alternation(PERSON)}|bombing|attack|general)\b)"
)
_OUT_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|his\s|her\s|its\s)?")
_BEFALLEN_THERE = re.compile(
    r"\s(?:(?!(?:was|were|is|are|has|have|had|on|in|at)\b)\w+\s){0,2}(?:killed|dead|injured|wounded|hurt)\b"
)
_NAMED = re.compile(
    r"(?!(?:\w{3,6}day|January|February|March|April|May|June|July|August|September|October|November|December),)"
    r"\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3},\s(?:aged\s)?\d{1,2}(?=,)"
)
_NAMED_VICTIM = re.compile(
    r"\b[A-Z][a-z][\w’'-]*(?:\s[A-Z][\w’'.-]*){0,2}\s[A-Z][a-z][\w’'-]+(?=\s(?:died|succumbed|(?:was|is|were) "
    r"(?:found |pronounced |declared )?(?:dead|shot|stabbed|killed|fatally|murdered|gunned)\b))"
)
"""Who is told by a whole name alone, of whom the next words say that it was death or a wound."""
_ANOTHER = re.compile(
    r"\b[Aa]nother(?=\s(?:(?:was|is|was left) )?(?:critically |seriously |badly )?(?:hurt|injured|wounded|dead|killed|hospitali[sz]ed|in (?:critical|serious|stable))\b)"
)
_YEAR_OLD = re.compile(r"(?:\A|(?<=\.\s)|(?<=,\s))(?:\d{1,3}|[A-Z][a-z]{2,8}(?:-[a-z]{3,5})?)-year-old\b")
_BOTH = re.compile(
    rf"\b[Bb]oth\s(?:of\s)?(?:the\s|his\s|her\s|their\s)?({alternation(word for word in PEOPLE if word.endswith(('s', 'men')))})\b"
)
_NTH_PERSON = re.compile(
    rf"\b[Aa]\s{alternation(ORDINALS)}\b(?:\s(?:{alternation(PERSON)})\b)?(?=\s(?:was|is|were|has|suffered|sustained|received|remains)\b)"
)
NTH = "nth"


@dataclass(frozen=True, slots=True)
class Some:
    """People that a sentence counts, whatever befell them."""

    start: int
    end: int
    people: int
    span: tuple[int, int] | None
    part: bool
    noun: str


def people_in(text: str) -> list[Some]:
    """Find the people counted, in order: numbers that count no measure, age or date, and single persons."""
    found = list(_numbered(text))
    taken = [(some.start, some.end) for some in found]
    for match in _LONE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        people = _GROUPS.get(match["person"], 1)
        if people > 1 and match["person"] == "couple" and text.startswith(" of", match.end()):
            continue
        part = bool(_PARTS_BEFORE.search(text, max(0, match.start() - 60), match.start())) or bool(
            _PART_AFTER.match(text, match.end())
        )
        found.append(Some(match.start(), match.end(), people, None, part, match["person"]))
    found += list(_named(text, found))
    found += list(_alone(text, found))
    found.sort(key=lambda some: some.start)
    for at in range(1, len(found)):
        between = text[found[at - 1].end : found[at].start]
        if found[at - 1].part and ", and " not in between and joined(text, found[at - 1], found[at]):
            found[at] = replace(found[at], part=True)
    return found


def _named(text: str, taken: Sequence[Some]) -> Iterator[Some]:
    """Find the persons told by name and age, or as "both drivers", that no other count stands for."""
    for match in _NAMED.finditer(text):
        aside = any(
            some.people == 1
            and (text[some.end : match.start()] in {", ", " "} or text[match.end() : some.start] in {", ", " "})
            for some in taken
        )
        if not aside:
            yield Some(match.start(), match.end(), 1, None, False, "name")
    for match in _YEAR_OLD.finditer(text):
        if not any(
            some.start <= match.start() < some.end or match.start() < some.start < match.end() + 30
            for some in taken
            if some.people == 1
        ):
            yield Some(match.start(), match.end(), 1, None, False, "person")
    for match in _BOTH.finditer(text):
        yield Some(match.start(), match.end(), 2, None, False, match[1].lower())
    for match in _NTH_PERSON.finditer(text):
        if not any(some.start < match.end() and match.start() < some.end for some in taken):
            yield Some(match.start(), match.end(), 1, None, False, NTH)


def _alone(text: str, taken: Sequence[Some]) -> Iterator[Some]:
    """Find the persons told by a name or by "another" alone, where the words behind say what befell them."""
    for pattern in (_NAMED_VICTIM, _ANOTHER):
        for match in pattern.finditer(text):
            if not any(some.start < match.end() and match.start() < some.end + 2 for some in taken):
                yield Some(match.start(), match.end(), 1, None, False, "person")


def _numbered(text: str) -> Iterator[Some]:
    numerals = [one for one in numerals_in(text) if one.kind in {"digits", "words"} and one.value == int(one.value)]
    skip = -1
    for at, numeral in enumerate(numerals):
        if at == skip or not _counts_people(text, numeral):
            continue
        end = numeral.end
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        if (
            following
            and not text[: numeral.start].lower().endswith("from ")
            and re.fullmatch(r"(?:\s?[-–]\s?|\s(?:to|or)\s)", text[end : following.start])
        ) or (
            following and text[: numeral.start].lower().endswith("between ") and text[end : following.start] == " and "
        ):
            skip, end = at + 1, following.end
        out_of = _OUT_OF.match(text, end)
        if out_of and following and out_of.end() == following.start and not _BEFALLEN_THERE.match(text, following.end):
            skip, end = at + 1, following.end
        noun = _noun(text, end)
        if noun in _NOT_PEOPLE:
            continue
        before = text[max(0, numeral.start - 60) : numeral.start]
        part = bool(_PARTS_BEFORE.search(before)) or bool(_PART_AFTER.match(text, end))
        yield Some(numeral.start, end, int(numeral.value), (numeral.start, numeral.end), part, noun)


def _counts_people(text: str, numeral: Numeral) -> bool:
    if _AGE_AFTER.match(text, numeral.end) or numeral.value >= 10**7 or numeral.value < 0:
        return False
    before = text[max(0, numeral.start - 40) : numeral.start]
    if before.lower().endswith("no ") or text[numeral.end : numeral.end + 8] == " another":
        return False
    if text[numeral.end : numeral.end + 1].isalpha() or before.endswith("-") or (before[-1:].isalpha() and before[-1:]):
        return False
    if _AGED_BEFORE.search(before):
        return bool(re.search(r"\b(?:in|by|after|before|until)\s?\Z", before)) and _noun(text, numeral.end) in PEOPLE
    if re.search(r",\s(?:both|all|each)\s(?:aged\s)?\Z", before) and text[numeral.end : numeral.end + 1] in {
        ",",
        "",
        ".",
    }:
        return False
    if (
        numeral.plain
        and before.endswith(", ")
        and text[numeral.end : numeral.end + 1] in {",", "", "."}
        and numeral.value < 120
    ):
        return False
    return not (numeral.plain and 1900 <= numeral.value <= 2100 and _noun(text, numeral.end) not in PEOPLE)


def _noun(text: str, end: int) -> str:
    """Return the head of what is counted: the last plain word before the phrase ends, or nothing."""
    noun = ""
    for word in re.finditer(r"[ -]([^\W\d_][\w’']*)", text[end : end + 60]):
        if word.start() and text[end + word.start() - 1] in ",.;:":
            break
        low = word[1].lower()
        if low in _ENDS_A_NOUN:
            break
        noun = low
        if low in PEOPLE or low in _NOT_PEOPLE:
            break
        if end + word.end() < len(text) and text[end + word.end()] not in " -":
            break
    return noun


def joined(text: str, one: Some, other: Some) -> bool:
    """Tell whether two counts stand in one list: "two nurses and a guard"."""
    between = text[one.end : other.start]
    return len(between) < 120 and bool(_JOINS.fullmatch(between))
