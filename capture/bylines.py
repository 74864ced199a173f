"""The persons a byline names: "By Ann Lee and Bo Chan, Staff Writers" is two names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

LONGEST = 400
MOST_NAMES = 20

# Words that make a piece of a byline a role, a place of work or an aside.
ROLE_WORDS = frozenset(
    """
    analyst anchor author bureau chief columnist commentator contributing contributor contributors copywriter correspondent
    critic desk digital director editor editorial editors executive fellow freelance freelancer health intern investigations
    journalist lead manager managing meteorologist multimedia photographer photojournalist political politics producer
    professor reporter reporters researcher senior special specialist sport sports staff team writer writers writing
    newsroom graphics video audience news-desk webdesk admin administrator webmaster unknown undefined null none guest
    redaktion redakteur redakteurin reporterin korrespondent korrespondentin rédaction journaliste correspondant redacción
    redazione redação redactie
    """.split()  # noqa: SIM905  (a table of words reads better than a list of strings)
)
# Words that end a role.
TITLES = frozenset(
    {
        "analyst",
        "columnist",
        "commentator",
        "contributor",
        "correspondent",
        "critic",
        "editor",
        "journalist",
        "reporter",
        "writer",
    }
)
# Words of an organisation that signs as an author.
ORGANISATION_WORDS = frozenset(
    """
    agency agencies associates associated broadcasting bureau corporation courier daily desk editorial foundation gazette
    group herald inc institute journal limited ltd magazine media monitor network news newspaper newspapers newsroom
    office online post press service services society staff standard star sun syndicate team telegraph times today
    tribune university webdesk wire wires
    """.split()  # noqa: SIM905  (a table of words reads better than a list of strings)
)
# Agencies whose names hold none of the words above.
AGENCIES = frozenset(
    {
        "reuters",
        "ap",
        "afp",
        "pa",
        "dpa",
        "ansa",
        "efe",
        "tass",
        "xinhua",
        "bloomberg",
        "upi",
        "irna",
        "anadolu",
        "pti",
        "ani",
    }
    | {"ians", "kyodo", "yonhap", "belga", "tt", "npr", "bbc", "cnn", "aap", "agence france-presse"}
)
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."})

_by = re.compile(
    r"^(?:(?:written|reported|submitted|words|text|story|posted|published|created|contributed|analysis|opinion|review|report)\s{0,2}:?\s)?"
    r"(?:by\b[:\s]{1,3}(?=\S)|(?:von|par|por|af|av|door|di)\b[:\s]{1,3}(?-i:(?=[^\W\d_a-z])))",
    re.IGNORECASE,
)
_aside = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,80}>|https?://\S{1,200}|\S{1,64}@\S{1,100}|@\w{1,40}")
_split = re.compile(r"\s{0,3}(?:[,;|/•·&\n–—]|\s-\s|\b(?:and|und|et|og|och|with|avec|mit|con)\b)\s{0,3}", re.IGNORECASE)
_tail = re.compile(
    r"\s(?:[Ff]or|in|at|from|is|was|on|avec|pour|für|(?i:reports?|updated|published|posted|edited|reviewed|curated|translated|photos?|photographs"
    r"|illustrat(?:ed|ions?)|contributed|today|yesterday|last)|[A-Z][a-z]{2,8}\.? \d{1,4})\b.*$"
)
# Words between two names that also stand within one ("José Ortega y Gasset", "Rui Costa e Silva").
_joins = re.compile(r"^([^\W\d_]\S{0,30}(?: \S{1,30}){1,2}) (?:y|e|en) ([^\W\d_]\S{0,30} \S{1,30}(?: \S{1,30})?)$")
# One name as catalogues write it ("Lee, Ann").
_turned = re.compile(r"[^\W\d_][\w'’-]{1,30}, [^\W\d_][\w'’.-]{1,30}")
# A name as addresses write it ("ann-lee").
_slug = re.compile(r"[a-z]{2,20}(?:-[a-z]{2,20}){1,2}")
_initials = re.compile(r"[A-Z]{2,6}")
_name = re.compile(r"[^\W\d_][\w.'’‘`\-]*(?: [\w.'’‘`\-]+){0,6}")


def names_in(raw: Iterable[str]) -> tuple[str, ...]:
    """Return the names of persons in bylines, each once; where no person is named, the organisations that sign."""
    pieces = [piece for text in raw for piece in _pieces(text) if not _is_post(piece)]
    persons = [piece for piece in pieces if is_person(piece)]
    chosen = persons or [piece for piece in pieces if is_organisation(piece)]
    unique: dict[str, str] = {}
    for piece in chosen:
        unique.setdefault(piece.casefold(), _cased(piece))
    return tuple(unique.values())[:MOST_NAMES]


def starts_as_byline(line: str) -> bool:
    """Tell a line that opens as a byline does ("By Ann Lee", "Par Anne Lis")."""
    return bool(_by.match(line))


def is_person(piece: str) -> bool:
    """Tell what may be a person's name: some words, no digits, none of a role or an organisation."""
    words = piece.casefold().split()
    if not 1 <= len(words) <= 6 or not _name.fullmatch(piece) or is_organisation(piece):
        return False
    return not any(word.strip(".'’") in ROLE_WORDS for word in words) and (len(words) > 1 or piece[0].isupper())


def is_organisation(piece: str) -> bool:
    """Tell an agency, an outlet or a desk from a person."""
    folded = piece.casefold().removeprefix("the ")
    words = folded.split()
    return (
        folded in AGENCIES
        or bool(_initials.fullmatch(piece))
        or any(word.strip(".'’,") in ORGANISATION_WORDS | AGENCIES for word in words)
    )


def _pieces(text: str) -> list[str]:
    text = " ".join(_aside.sub(" ", html.unescape(text[:LONGEST])).split())
    text = _by.sub("", text).strip()
    if _slug.fullmatch(text):
        text = text.replace("-", " ").title()
    pieces: list[str] = []
    for piece in _split.split(text):
        name = _by.sub("", piece.strip()).strip(" .,:;-")
        name += "." if piece.rstrip().casefold().endswith(("jr.", "sr.")) else ""
        if name.casefold() in SUFFIXES and pieces:
            pieces[-1] = f"{pieces[-1]} {name}"
        elif name := _without_role(_tail.sub("", f"{name} ").strip()):
            both = _joins.match(name)
            pieces += [both[1], both[2]] if both else [name]
    if _turned.fullmatch(text) and len(pieces) == 2 and not any(map(is_organisation, pieces)):
        return [f"{pieces[1]} {pieces[0]}"]
    return pieces


def _is_post(piece: str) -> bool:
    """Tell a post without its holder ("Staff", "Staff Writer")."""
    return all(word in ROLE_WORDS for word in piece.casefold().split())


def is_role(line: str) -> bool:
    """Tell a line that is a role and no more ("Valley correspondent")."""
    words = line.casefold().split()
    return 1 <= len(words) <= 6 and words[-1] in TITLES


def _without_role(name: str) -> str:
    """Cut a role that follows a name without a comma ("Ann Lee Staff Writer")."""
    words = name.split()
    if len(words) < 3 or words[-1].casefold() not in TITLES:
        return name
    first = next(at for at, word in enumerate(words) if word.casefold() in ROLE_WORDS)
    return " ".join(words[:first]) if first >= 2 else name


def _cased(name: str) -> str:
    """Write a name in capitals as names are written; leave any other as it is."""
    if name.isupper() and len(name) > 4 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name
