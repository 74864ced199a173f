"""Numbers as a text writes them, in digits or in words, before anybody asks what they measure.

`numerals_in` finds "48,189", "1.2 million", "two hundred and five", "half a dozen", "two-thirds", "a quarter of a
million", "two and a half", "tenfold", "doubled". Whether one counts, dates or names something is for
`articles.figures` to say. Ordinals ("third", "21st") and words that state no number ("dozens", "several hundred",
"a couple") are no numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal

from articles.tables import alternation, words

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "dozens": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "crore": 10**7,
    "crores": 10**7, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100, "thousandth": 1000,
    "thousandths": 1000,
}  # fmt: skip
MULTIPLES = {
    "twofold": "2", "threefold": "3", "fourfold": "4", "fivefold": "5", "sixfold": "6", "sevenfold": "7",
    "eightfold": "8", "ninefold": "9", "tenfold": "10", "twentyfold": "20", "hundredfold": "100",
    "thousandfold": "1000", "doubled": "2", "doubling": "2", "double": "2", "twice": "2", "tripled": "3",
    "tripling": "3", "triple": "3", "trebled": "3", "trebling": "3", "quadrupled": "4", "quadrupling": "4",
    "quadruple": "4", "halved": "0.5", "halving": "0.5",
}  # fmt: skip
"""Words that state by how much something was multiplied. In their value, "halved" is 0.5."""

ATTACHED_SCALES = {
    "bn": 10**9, "bln": 10**9, "mn": 10**6, "mln": 10**6, "mil": 10**6, "tn": 10**12, "trn": 10**12, "trln": 10**12, "tln": 10**12,
    "cr": 10**7,
}  # fmt: skip
"""Scales written on to the digits that mean nothing else; `m`, `k`, `b` and `t` also name units and are left over."""

VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
    "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8", "⅙": "1/6", "⅚": "5/6",
}  # fmt: skip

VERBS_AND_NAMES = {"doubles": "2", "triples": "3", "trebles": "3", "quadruples": "4", "halves": "0.5"}
BEHIND_A_VERB = words("to its their from")
"""Words that may be verbs or sports and parts, and what follows only the verb: "profit doubles to $3m"."""

BEFORE_A_WHOLE = frozenset({"double", "triple", "quadruple", "twice"})
WHOLES = words("the that what its their his her")
"""Words that state a multiple only before one of these: "double the number", not "a double agent"."""

NOT_A_MULTIPLE = words("down back up as")
"""What makes another verb of the others: "doubled down", "doubled as"."""

_HEDGES_OF_MULTIPLES = ("more than ", "almost ", "nearly ", "about ")

ROUNDS = Context(prec=28)
LONGEST_DIGITS = 24
LOOK_BACK = 64


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number where it stands: `kind` says how it was written, `scale` what its digits were multiplied by."""

    start: int
    end: int
    value: Decimal
    kind: str
    """`digits`, `words`, `part` (two-thirds, half) or `multiple` (tenfold, doubled)."""
    scale: int = 1
    plain: bool = False
    """Bare digits: no comma, no decimals, no scale, as a year or a bus line is written."""


_DOZENS = frozenset({"dozen", "dozens"})
_CARDINALS: dict[str, int] = {**UNITS, **TEENS, **TENS, **SCALES}
_FACTORS = MULTIPLES | VERBS_AND_NAMES
_WORDS: dict[str, object] = {**_CARDINALS, **PARTS, **_FACTORS}
_SIGNS = "".join(VULGAR)
_OPENING = [
    f"[{letter}{letter.upper()}]" for letter in ("".join(sorted({word[at] for word in _WORDS})) for at in (0, 1))
]
_WORD = re.compile(rf"{alternation(_WORDS)}\b")
_TOKEN = re.compile(
    rf"[^A-Za-z_](?:(?<=[0-9])[\d,.]*+|(?<=[{_SIGNS}])|(?={''.join(_OPENING)})({alternation(_WORDS)})\b)"
)
"""A number's digits, or what is no letter and behind it a number in words. It opens with one set of characters, which
the engine skips to, and turns most words away by their first two letters."""

_ROW = re.compile(r"(?:[0-9][\d,.]*+[^\w\n]{1,4}+){20,}+(?:[0-9][\d,.]*+)?")
"""A row of a table, or a list that is no sentence: it states nothing."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?\Z|\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,2})?\Z")
_ORDINAL_END = re.compile(r"[ ]?(?:st|nd|rd|th)\b", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:\.\d{1,10})?\Z")
_SPACED = re.compile(
    r"(?:[ \u00a0\u202f\u2009]\d{3}(?![\d,.:/-]*\d)|[\u00a0\u202f\u2009]\d{3}(?=[\u00a0\u202f\u2009]\d{3}))+"
)
_SCALE_AFTER = re.compile(
    r"[ \u00a0-]?(hundred|thousand|million|billion|trillion|quadrillion|lakhs?|crores?)\b", re.IGNORECASE
)
_ATTACHED = re.compile(rf" ?({'|'.join(sorted(ATTACHED_SCALES, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_SCALING = frozenset("abcfhlmqtx")
"""First letters of all that may scale a number: "and a half", "bn", "crore", "fold", "hundred", "lakh", "m", "x"."""
_CRORE = re.compile(r"[ -]?cr(?!\w)", re.IGNORECASE)
_WORD_AFTER = re.compile(r"[ \u00a0]([a-z]+)")
_MIXED = re.compile(r"[ \u00a0-](?:(1)/([248])|(3)/([48])|([57])/(8)|([12])/(3))(?![\w/])")
_SLASHED = re.compile(
    r"/([23458])(?=[ -](?:of[ -]|(?:an?[ -])?(?:mile|inch|cup|teaspoon|tablespoon|hour|pound|acre|point|length|ounce|pint|gallon|percent|per cent)\b))"
)
_FOLD = re.compile(r"[ -]?fold\b|x(?!\w)")
_STONES = re.compile(r"st[ ]?\d{1,2}[ ]?lbs?\b")
_QUARTER_MILLION = re.compile(r"[ -](?:of[ -]a[ -])?[mb]illion\b")
_POINT_AFTER = re.compile(r"[ -](?:percentage[ -])?point\b")
_POINT_FIRST = re.compile(r"(?:\A|[\s$£€(])\.\Z")
_GAP = re.compile(r"(?:[ \u00a0]|-)(and )?")
_AND_PART = re.compile(
    r"[ -]and[ -](?:(?:a|one)[ -](half|third|quarter)|(two[ -]thirds|three[ -]quarters))\b", re.IGNORECASE
)
_HALF_A = re.compile(
    r"(?:[ -]of)?[ -]an?[ -](dozen|hundred|thousand|million|billion|trillion)\b|[ -](dozen|million|billion|trillion)\b",
    re.IGNORECASE,
)
_HALF_AFTER = re.compile(
    r"[ -](?:of|the|an?|its|their|his|her|our|that|those|these|all|as|empty|full|hour|mile|century|dozen|million|billion|price|percent|per cent|point)\b"
    r"|[ -](?:tonne|ton|kilometer|kilometre|inch|acre|minute|day|year|degree|meter|metre|decade)s?\b",
    re.IGNORECASE,
)
_NOT_HALF_AFTER = words(
    "first second other better latter former top bottom back front each this every last opening early late northern southern "
    "eastern western upper lower final the in into our their that both"
)
"""What makes half a name ("the second half") or no share at all."""

_PART_AFTER = words(
    "than over under about around nearly almost roughly by least most approximately some to just only exactly below above "
    "and or up down fell rose cut was is at as"
)
"""Words between which and the end of the phrase a bare part is a share: "fell by a third"."""

_LAST_WORD = re.compile(r"\w+\Z")
_PART_ENDS = re.compile(
    r"[,.;:!?)\"”’]|\Z|[ ](?:of|to|from|in|since|on|over|by|were|was|are|is|have|had|said|say|this|last|compared|more|less|lower|higher|smaller|larger|as|after|and|but|or|between|during)\b|-(?=of)"
)
_NOT_PART_AFTER = re.compile(
    r"(?:[ -](?:final|finals|finalist|finalists|back|backs|past|time|term|pounder|way|brother|sister|day|year|quarter)\b)"
    r"|[ ]to[ ](?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|1[0-2]|[1-9])(?![\w.,-]*\d|[ ](?:million|billion|percent))",
    re.IGNORECASE,
)


def numerals_in(text: str) -> Iterator[Numeral]:
    """Find every number in order; runs that are no one number ("1,1,1", "twenty twenty") are passed over."""
    first = _WORD.match(text)
    numeral = _word(text, 0, first.end()) if first is not None else None
    at = 0
    while True:
        if numeral is not None:
            at = max(at, numeral.end)
            yield numeral
        token = _TOKEN.search(text, at)
        if token is None:
            return
        start, at = token.span()
        sign = text[start]
        if "0" <= sign <= "9":
            row = _ROW.match(text, start)
            if row is not None:
                at = row.end()
            numeral = _digits(text, token) if row is None else None
        elif sign in VULGAR:
            numeral = Numeral(start, at, _vulgar(sign), "part")
        else:
            numeral = None if sign.isalnum() else _word(text, start + 1, at)


def fraction(over: int | Decimal, under: int | Decimal) -> Decimal:
    """Divide to 28 digits, whatever precision the caller's context has."""
    return ROUNDS.divide(Decimal(over), Decimal(under))


def _vulgar(sign: str) -> Decimal:
    over, _, under = VULGAR[sign].partition("/")
    return fraction(int(over), int(under)) if under else Decimal(over)


def _digits(text: str, token: re.Match[str]) -> Numeral | None:
    start, written = token.start(), token.group().rstrip(",.")
    end = start + len(written)
    if len(written) > LONGEST_DIGITS:
        return None
    plain = written.isdecimal() and written.isascii()
    if plain and len(written) <= 3 and written[0] != "0" and end == token.end():
        spaced = _SPACED.match(text, end) if text[end + 3 : end + 4].isdigit() else None
        if spaced is not None and len(spaced.group()) <= 16:
            written += re.sub(r"\D", "", spaced.group())
            return _scaled(text, start, spaced.end(), Decimal(written), plain=False)
    following = text[end : end + 2]
    if following[-1:].isalpha() and _ORDINAL_END.match(text, end) and not _STONES.match(text, end):
        return None
    if not plain and (not (_PLAIN.match(written) or _GROUPED.match(written)) or not written.isascii()):
        return None
    value = Decimal(written.replace(",", ""))
    if plain and text[start - 1 : start] == "." and _POINT_FIRST.search(text[max(0, start - 2) : start]):
        return _scaled(text, start - 1, end, Decimal(f"0.{written}"), plain=False)
    if plain and text[end : end + 1] in {" ", "-", "/", "\u00a0"} and text[start - 1 : start] not in {"/", "-"}:
        fractional = _fractional(text, start, end, value)
        if fractional is not None:
            return fractional
    if end < len(text) and text[end] in VULGAR:
        return _scaled(text, start, end + 1, value + _vulgar(text[end]), plain=False)
    return _scaled(text, start, end, value, plain=plain)


def _fractional(text: str, start: int, end: int, value: Decimal) -> Numeral | None:
    """Read "4 1/2" and "8-1/4", and "3/4" where a measure follows: elsewhere a slash joins dates and names."""
    mixed = _MIXED.match(text, end)
    if mixed is not None:
        over, under = (int(digit) for digit in mixed.groups() if digit is not None)
        return _scaled(text, start, mixed.end(), value + fraction(over, under), plain=False)
    slashed = _SLASHED.match(text, end)
    if slashed is not None and 0 < value < int(slashed.group(1)):
        return Numeral(start, slashed.end(), fraction(value, int(slashed.group(1))), "part")
    return None


def _scaled(text: str, start: int, end: int, value: Decimal, *, plain: bool) -> Numeral:
    following = text[end : end + 2]
    letter = following[:1] if following[:1].isalpha() else following[1:]
    if letter.lower() not in _SCALING:
        return Numeral(start, end, value, "digits", 1, plain)
    and_part = _AND_PART.match(text, end)
    if and_part is not None:
        value, end, plain = value + _part(and_part), and_part.end(), False
    scale = 1
    fold = _FOLD.match(text, end)
    if fold is not None:
        return Numeral(start, fold.end(), value, "multiple")
    after = _SCALE_AFTER.match(text, end)
    if after is None:
        after = _ATTACHED.match(text, end)
        if after is not None:
            scale, end = ATTACHED_SCALES[after.group(1).lower()], after.end()
    else:
        scale, end = SCALES[after.group(1).lower()], after.end()
        again = _SCALE_AFTER.match(text, end)
        short = _CRORE.match(text, end) if again is None and scale == SCALES["lakh"] else None
        if again is not None:
            scale, end = scale * SCALES[again.group(1).lower()], again.end()
        elif short is not None:
            scale, end = scale * SCALES["crore"], short.end()
    return Numeral(start, end, value * scale, "digits", scale, plain and scale == 1)


def _part(match: re.Match[str]) -> Decimal:
    if match.group(1):
        return fraction(1, PARTS[match.group(1).lower()])
    return fraction(2, 3) if match.group(2).lower().startswith("two") else fraction(3, 4)


def _word(text: str, start: int, end: int) -> Numeral | None:
    word = text[start:end].lower()
    if word in _FACTORS:
        return _multiple(text, start, end, word)
    if word in PARTS:
        return _bare_part(text, start, end, word)
    return _cardinal(text, start, end, word)


def _multiple(text: str, start: int, end: int, word: str) -> Numeral | None:
    after = _WORD_AFTER.match(text, end)
    following = after.group(1) if after else ""
    if word in VERBS_AND_NAMES:
        fits = following in BEHIND_A_VERB
    elif word in BEFORE_A_WHOLE:
        hedged = text[max(0, start - 12) : start].lower().endswith(_HEDGES_OF_MULTIPLES)
        fits = following in WHOLES or hedged or (word == "twice" and following == "as")
    else:
        fits = following not in NOT_A_MULTIPLE
    return Numeral(start, end, Decimal(_FACTORS[word]), "multiple") if fits else None


def _bare_part(text: str, start: int, end: int, word: str) -> Numeral | None:
    """Read "half of", "half a million", "a third of", "by a quarter": a part without a number before it."""
    if word.endswith("s") or _NOT_PART_AFTER.match(text, end):
        return None
    first = _article_before(text, start)
    if word == "half":
        return _half(text, start, end, first)
    if first is None and word == "quarter" and _QUARTER_MILLION.match(text, end):
        first = start
    if first is None:
        return None
    value = fraction(1, PARTS[word])
    if text.startswith((" of a", "-million", "-billion", " million", " billion"), end):
        return _part_of_scale(text, first, end, value)
    if (text.startswith(" of ", end) and word != "fourth") or _POINT_AFTER.match(text, end):
        return Numeral(first, end, value, "part")
    if _word_before(text, first) in _PART_AFTER and _PART_ENDS.match(text, end):
        return Numeral(first, end, value, "part")
    return None


def _half(text: str, start: int, end: int, article: int | None) -> Numeral | None:
    value = Decimal("0.5")
    if article is not None:
        before = _word_before(text, article)
        if before == "and" or not (before in _PART_AFTER or _HALF_AFTER.match(text, end)):
            return None
        return _part_of_scale(text, article, end, value)
    before = _word_before(text, start)
    if before in _NOT_HALF_AFTER:
        return None
    if _HALF_AFTER.match(text, end) or (before in _PART_AFTER and _PART_ENDS.match(text, end)):
        return _part_of_scale(text, start, end, value)
    return None


def _article_before(text: str, start: int) -> int | None:
    """Find where "a" or "another" right before `start` begins."""
    before = _word_before(text, start)
    return start - len(before) - 1 if before in {"a", "another"} else None


def _word_before(text: str, start: int) -> str:
    """Read the word that a space or hyphen parts from `start`, lower-cased; nothing where it is none or a long one."""
    before = text[max(0, start - 16) : start]
    if before[-1:] not in {" ", "-"}:
        return ""
    word = _LAST_WORD.search(before, 0, len(before) - 1)
    return word.group().lower() if word else ""


def _part_of_scale(text: str, start: int, end: int, value: Decimal) -> Numeral:
    whole = _HALF_A.match(text, end)
    if whole is None:
        return Numeral(start, end, value, "part")
    scale = SCALES[(whole.group(1) or whole.group(2)).lower()]
    return Numeral(start, whole.end(), ROUNDS.multiply(value, Decimal(scale)).normalize() + 0, "words", scale)


def _cardinal(text: str, start: int, end: int, word: str) -> Numeral | None:
    if word in SCALES:
        article = _article_before(text, start)
        if article is None or _word_before(text, article) == "half":
            return None
        start = article
    total, current, least, last = _first(word)
    tokens = 1
    while tokens < 16:
        gap = _GAP.match(text, end)
        following = _WORD.match(text, gap.end()) if gap else None
        if gap is None or following is None:
            break
        next_word = following.group().lower()
        if (
            next_word in PARTS
            and not gap.group(1)
            and not total
            and 0 < current < 100
            and next_word.endswith(("s", "f")) | (current == 1)
        ):
            return _numbered_part(text, start, following, current, next_word)
        step = _step(total, current, least, last, next_word, and_before=bool(gap.group(1)))
        if step is None:
            break
        total, current, least, last = step
        end = following.end()
        tokens += 1
    fold = _FOLD.match(text, end)
    if fold is not None:
        return Numeral(start, fold.end(), Decimal(total + current), "multiple")
    scale = least if least < 10**18 else 1
    return _with_part(text, start, end, Decimal(total + current), scale, 12 if last in _DOZENS else scale)


def _with_part(text: str, start: int, end: int, value: Decimal, scale: int, whole: int) -> Numeral:
    """Take in "and a half" of the `whole` that was read last and the scale behind it ("two and a half million")."""
    and_part = _AND_PART.match(text, end)
    if and_part is None:
        return Numeral(start, end, value, "words", scale)
    value, end = value + _part(and_part) * whole, and_part.end()
    after = _SCALE_AFTER.match(text, end)
    if after is not None:
        size = SCALES[after.group(1).lower()]
        return Numeral(start, after.end(), value * size, "words", size)
    return Numeral(start, end, value, "words", scale)


def _first(word: str) -> tuple[int, int, int, str]:
    if word not in SCALES:
        return 0, _CARDINALS[word], 10**18, word
    size = SCALES[word]
    return (0, size, 10**18, word) if size <= 100 else (size, 0, size, word)


def _step(
    total: int, current: int, least: int, last: str, word: str, *, and_before: bool
) -> tuple[int, int, int, str] | None:
    """Take one more word into the number, or say that it begins another one."""
    size = _CARDINALS.get(word)
    if size is None:
        return None
    if word in SCALES:
        if and_before or not (current or total) or size >= least:
            return None
        if size == 100 and not 0 < current < 100:
            return None
        if size == 12:
            return (total, current * 12, least, word) if 0 < current < 100 and last not in SCALES else None
        if size == 100:
            return total, current * 100, least, word
        return (total + current * size, 0, size, word) if current else None
    if and_before and last not in SCALES:
        return None
    if word in UNITS:
        fits = last in TENS or (last in SCALES and current % 100 == 0)
    else:
        fits = last in SCALES and current % 100 == 0
    if last in _DOZENS or not size:
        fits = False
    return (total, current + size, least, word) if fits else None


def _numbered_part(text: str, start: int, token: re.Match[str], over: int, word: str) -> Numeral | None:
    if _NOT_PART_AFTER.match(text, token.end()):
        return None
    return _part_of_scale(text, start, token.end(), fraction(over, PARTS[word]))


def look_back(text: str, start: int, reach: int = LOOK_BACK) -> int:
    """Return how far back the words before `start` are looked at: to the line's start, or a clause or so."""
    limit = max(0, start - reach)
    return text.rfind("\n", limit, start) + 1 or limit
