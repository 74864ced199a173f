"""One number with all that is written on to it: currency, scale, unit, sign; or none where it belongs to a name or code.

Which numbers belong together, as the ends of a range do, is for `articles.figures.quantities`; what a quantity counts,
and whether it is one at all, the words around it tell: see `articles.figures.reader`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.figures import counting, units
from articles.figures.hedges import hedge_before
from articles.figures.money import is_money, read_coin_sign, read_currency, read_written_twice, symbol_before
from articles.figures.numerals import Numeral, look_back
from articles.figures.quantity import ONE, Quantity
from articles.tables import alternation, words

LETTERS = {
    "m": 10**6, "M": 10**6, "MM": 10**6, "k": 10**3, "K": 10**3, "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12, "L": 10**5,
}  # fmt: skip
"""Letters that scale an amount of money; "L" is a lakh of rupees."""


METERS_AFTER_M = words(
    "high tall long wide deep away below above underground dash sprint final race freestyle butterfly backstroke hurdles relay "
    "heats record champion medley breaststroke semi-final semifinal semi-finals hurdler runner title tower wave waves wall fence "
    "cliff drop stretch tunnel pool radius square-kilometre offshore apart thick swell title steeplechase bronze silver gold gap"
)


_TIME_WORDS = {surface for surface, phrase in units.UNIT_SURFACES.items() if units.WORDS[phrase] in units.TIMES}


_BETWEEN = "|".join(units.BETWEEN_NUMBER_AND_TIME)


_UNIT = re.compile(rf"(?:[ \u00a0]|-[ ]?|[ ]-[ ])({alternation(units.UNIT_SURFACES)})(?![\w’']*\w)")


_TIME_APART = re.compile(rf"[ \u00a0](?:(?:{_BETWEEN})[ -]){{1,2}}({alternation(_TIME_WORDS)})(?!\w)")


_SIGN = re.compile(rf"[ \u00a0-]?({'|'.join(re.escape(s) for s in sorted(units.SIGNS, key=len, reverse=True))})(?!\w)")


_ATTACHED = re.compile(rf"({'|'.join(sorted(units.ATTACHED_SIGNS, key=len, reverse=True))})(?!\w|[’']\w|-\d)")


_LETTER = re.compile(r"[ \u00a0]?(MM|[mMkKbBtTL])(?![\w’'])")


_AGE_AFTER = re.compile(r"[ \u00a0-](year|month|week|day)s?[ \u00a0-](?:olds?\b|of age\b)", re.IGNORECASE)


_UNIT_ALONE = re.compile(
    r"[Aa](?<!\w.)n?[ ](hour|minute|second|day|week|month|year|decade|century|fortnight|mile|kilomet(?:er|re)|met(?:er|re)|foot|ton|tonne|hectare|acre"
    r"|percentage point)(?:[ ]and[ ]a[ ](half|quarter))?(?![\w-]|[’']\w|[ ](?:half|earlier|ago|old|later|before|on|from)\b)"
    r"|[Aa](?<!\w.)n?[ ](\w{3,12})[ ]and[ ]a[ ](half|quarter)"
    r"(?=[,.;:)\n]|\Z|[ ](?:of|from|in|at|on|to|for|by|and|with|after|before|behind|ahead|clear|later)\b)"
)


_OF_A_UNIT = re.compile(rf"[ -](?:of[ ])?(?:an?|one)[ ]({alternation(units.UNIT_SURFACES)})(?!\w)")

_SPACED_COLON = re.compile(r"[ ][:/][ ]\d")


_AFTER_COLON = re.compile(r"\d[ ][:/][ ]\Z")


_HEDGED_UNIT = re.compile(r"-odd|-plus|\+|[ ]or[ ]so|[ ]or[ ]more|[ ]plus")


_RANGE_OF_SIGNS = re.compile(r"\d(?:[mbtk]|bn|mn|tn|km|kg|cm|mm|mg|ft|lb|lbs|mph|kph|pc|ha|MW|GW|C|F)[-–‑]\Z")


_CLOCK = re.compile(r"0\d[0-5]\d[ ]?(?:hrs?|hours)|(?:1\d|2[0-3])[0-5]\d[ ]?hrs?")


_INCHES = re.compile(r"-(\d{1,2})(?:[- ]inch)?(?![\w%]|[.,:-]\d)")


_WORD_AFTER_M = re.compile(r"[ \u00a0-](?:(?:women|men|girl|boy)[’']?s[’']? )?([\w’'-]+)")


_METRIC_BEFORE = re.compile(
    r"(?<!\w)(?:rivers?|levels?|sea|water|waves?|tides?|snow|floods?|depths?|heights?|walls?|cliffs?|towers?|statue|jump\w*|leap\w*|throw|threw|leapt|cleared|swell|within|distance|fell from|from)(?!\w)"
)


_WORD_SPACE = re.compile(r"[a-z,(][ ]?\Z")
"""What stands before a hyphen that is a minus, and not the dash of a list or of a pause."""


_MINUS_WORD = re.compile(r"(?<!\w)(?<!plus or )(?:minus|negative)[ ]\Z", re.IGNORECASE)


_SINGLE_UNIT_WITH_MANY = frozenset({"second", "degree", "bit", "knot", "yard", "pint", "min", "sec"})


def units_alone(text: str) -> Iterator[Quantity]:
    """Find units that stand for one of them: "nearly a minute", "more than a decade", "an hour and a half", "a length and a half"."""
    for match in _UNIT_ALONE.finditer(text):
        start, end = match.span()
        name = match.group(1) or match.group(3)
        part = match.group(2) or match.group(4)
        if part is None and not _hedged_unit(text, start, end):
            continue
        more = Decimal(0) if part is None else Decimal("0.5") if part.lower() == "half" else Decimal("0.25")
        unit = units.WORDS.get(name.lower())
        counted = match.span(3) if unit is None else None
        yield Quantity(
            start, end, 1 + more, "unit", plain=False, unit=unit, number_start=start, number_end=start, counted=counted
        )


def _hedged_unit(text: str, start: int, end: int) -> bool:
    hedge = hedge_before(text, start, look_back(text, start))[0]
    return hedge not in {"=", "<="} or text.startswith((" or more", " or so", " or less"), end)


def measure(text: str, numeral: Numeral) -> Quantity | None:
    """Give a number its currency, scale and unit; None where it is part of a name, a time, an address or a code."""
    start, end = numeral.start, numeral.end
    if text[end : end + 1] in {"_", "@", "'", "’"} and text[end + 1 : end + 2].isalnum():
        return None
    quantity = Quantity(
        start, end, numeral.value, numeral.kind, numeral.plain, numeral.scale, None, number_start=start, number_end=end
    )
    symbol = symbol_before(text, start, numeral) if numeral.kind == "digits" else None
    if symbol is not None:
        quantity.unit, quantity.start = symbol
        quantity.plain = False
    if not _stands_free(text, quantity, symbol is not None):
        return None
    if numeral.kind == "multiple":
        return quantity
    if numeral.kind == "part":
        _read_part_unit(text, quantity)
    _read_letter(text, quantity)
    if quantity.unit is None:
        _read_unit(text, quantity)
    else:
        read_written_twice(text, quantity)
    if (
        quantity.end < len(text)
        and quantity.end == quantity.number_end
        and numeral.kind == "digits"
        and text[quantity.end].isalpha()
    ):
        return None
    if quantity.unit == "hour" and _CLOCK.fullmatch(text, quantity.start, quantity.end):
        return None
    _read_sign(text, quantity)
    return quantity


def _stands_free(text: str, quantity: Quantity, has_symbol: bool) -> bool:
    """Say whether nothing is joined to a number that makes it part of a name, a time, an address or a code."""
    start, end = quantity.start, quantity.end
    before, after = text[start - 1 : start], text[end : end + 2]
    if len(after) == 2 and after[0] in ":/.,_" and after[1].isdigit():
        return False
    if after == "(k" or _SPACED_COLON.match(text, end) or _AFTER_COLON.search(text[max(0, start - 4) : start]):
        return False
    if before in {"#", "@", "=", "&", "_", "§", "\\", "+", "%", "?"} and not has_symbol:
        return before == "+" and text[start - 2 : start - 1] in {" ", "", "(", "/"} and not quantity.plain
    if before in {"/", ":", ".", ","}:
        return (
            text[start - 2 : start - 1] == "+"
            or (before != "." and not text[start - 2 : start - 1].isalnum())
            or (before == "," and text[start - 2 : start - 1].isalpha())
        )
    if before in {"'", "’"}:
        return quantity.kind == "words"
    if before in {"-", "‑", "–"}:
        return has_symbol or before == "–" or not text[start - 2 : start - 1].isalpha() or _joined_freely(text, start)
    return not (before and (before.isalnum() and not has_symbol))


def _joined_freely(text: str, start: int) -> bool:
    """Say whether a letter and a hyphen before a number make no name of it: "5km-10km", "magnitude-6", "sub-2"."""
    word = text[max(0, start - 12) : start - 1].lower()
    if word.endswith(("magnitude", " an", " a", "sub", "plus", "under")):
        return True
    return _RANGE_OF_SIGNS.search(text[max(0, start - 6) : start]) is not None


def _read_part_unit(text: str, quantity: Quantity) -> None:
    """Read the unit that a part is of: "half a percentage point", "a quarter of an hour"."""
    whole = _OF_A_UNIT.match(text, quantity.end)
    if whole is not None:
        quantity.unit = _unit_named(whole.group(1), quantity)
        quantity.end = whole.end()


def _unit_named(surface: str, quantity: Quantity) -> str:
    phrase = units.UNIT_SURFACES[surface.lower()]
    quantity.value *= units.SMALL.get(phrase, ONE)
    quantity.factor = units.SMALL.get(phrase, ONE)
    return units.WORDS[phrase]


def _read_letter(text: str, quantity: Quantity) -> None:
    """Read a lone letter behind the digits: millions, thousands or billions, or meters."""
    if quantity.kind != "digits" or quantity.scale != 1:
        return
    letter = _LETTER.match(text, quantity.end)
    if letter is None:
        return
    sign = letter.group(1)
    touching = letter.start(1) == quantity.end
    scale = LETTERS[sign]
    if not touching and sign != "m":
        return
    if is_money(text, quantity, letter.end()):
        if sign == "L" and quantity.unit != "INR":
            return
        _scale_by(quantity, scale, letter.end())
    elif sign == "m":
        _read_m(text, quantity, letter.end(), touching=touching)
    elif sign in {"k", "M"} or (sign == "K" and quantity.value >= 10):
        if not re.match(
            r"[ -](?:run|race|road|resolution|tv|video|screen|display|walk|event|challenge|swim|charity|marathon|fun run)",
            text[letter.end() : letter.end() + 12],
            re.IGNORECASE,
        ):
            _scale_by(quantity, scale, letter.end())
        else:
            quantity.end = letter.end()
            quantity.unit = "kilometer" if sign in {"k", "K"} else None


def _scale_by(quantity: Quantity, scale: int, end: int) -> None:
    quantity.value *= scale
    quantity.scale = scale
    quantity.plain = False
    quantity.end = quantity.number_end = end


def _read_m(text: str, quantity: Quantity, end: int, *, touching: bool) -> None:
    """Tell millions from meters by what follows "m", else by what stands before and how large the number is."""
    following = _WORD_AFTER_M.match(text, end)
    word = following.group(1).lower() if following else ""
    noun = counting.noun_after(text, end)
    before = text[max(0, quantity.start - 40) : quantity.start].lower()
    joined = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    metric = word in METERS_AFTER_M or joined or not touching
    if not metric and word not in {"people", "of"} and not _UNIT.match(text, end):
        large = quantity.value < 100 and not quantity.plain and not before.endswith((" a ", " the ", "world "))
        metric = (noun is None and not large) or (noun is None and _METRIC_BEFORE.search(before) is not None)
    if metric:
        quantity.unit, quantity.end = "meter", end
    else:
        _scale_by(quantity, 10**6, end)


def _read_unit(text: str, quantity: Quantity) -> None:
    """Read the unit, currency or age that follows a number."""
    if _read_attached(text, quantity) or _read_hedged_unit(text, quantity):
        return
    if text[quantity.end : quantity.end + 1] in {" ", "\u00a0", "-"}:
        age = _AGE_AFTER.match(text, quantity.end)
        if age is not None:
            quantity.unit, quantity.role, quantity.end = age.group(1).lower(), "age", age.end()
            return
        if _read_word_unit(text, quantity) or read_currency(text, quantity):
            return
    if quantity.kind == "digits" or quantity.scale > 1:
        _read_signs(text, quantity)


def _read_attached(text: str, quantity: Quantity) -> bool:
    """Read a short sign that touches the digits: "41C" and "9.8s", though not "150C" of a bus or "80s" of a decade."""
    attached = _ATTACHED.match(text, quantity.end) if quantity.kind == "digits" else None
    if attached is None:
        return False
    sign = attached.group(1)
    if (sign in {"s", "C", "F"} and quantity.value > 150) or (sign == "s" and quantity.plain):
        return False
    quantity.unit, quantity.end = units.ATTACHED_SIGNS[sign], attached.end()
    return True


def _read_hedged_unit(text: str, quantity: Quantity) -> bool:
    """Read a unit behind a hedge that is joined to the number: "40-odd years", "50+ miles"."""
    joint = _HEDGED_UNIT.match(text, quantity.end)
    if joint is None:
        return False
    end, quantity.end = quantity.end, joint.end()
    if not _read_word_unit(text, quantity):
        quantity.end = end
        return False
    quantity.hedge = "~" if joint.group().endswith(("odd", "so")) else ">="
    return True


def _read_word_unit(text: str, quantity: Quantity) -> bool:
    unit = _UNIT.match(text, quantity.end)
    surface = unit.group(1) if unit else ""
    phrase = units.UNIT_SURFACES[surface.lower()] if unit else ""
    if unit is None or not _is_unit_here(text, quantity, unit, phrase):
        unit = _TIME_APART.match(text, quantity.end)
        if unit is None:
            return False
        surface = unit.group(1)
    quantity.unit = _unit_named(surface, quantity)
    quantity.end = unit.end()
    inches = _INCHES.match(text, quantity.end) if quantity.unit == "foot" and quantity.kind == "digits" else None
    if inches is not None and int(inches.group(1)) < 12:
        quantity.value, quantity.unit, quantity.end = quantity.value * 12 + int(inches.group(1)), "inch", inches.end()
    return True


def _is_unit_here(text: str, quantity: Quantity, unit: re.Match[str], phrase: str) -> bool:
    surface = unit.group(1).lower()
    spaced = text[unit.start()] != "-"
    if (
        spaced
        and quantity.value > 1
        and surface == phrase
        and phrase in _SINGLE_UNIT_WITH_MANY
        and quantity.kind == "words"
    ):
        return False
    if phrase == "second" and spaced and surface == "second" and quantity.value != 1:
        return False
    if phrase == "stone" and quantity.value > 1:
        return counting.noun_after(text, unit.end()) is None
    if phrase == "degree" and (surface == "degree" or text.startswith((" in ", " from "), unit.end())) and spaced:
        return quantity.value >= 10
    if phrase == "second" and text.startswith((" half", "-half"), unit.end()):
        return False
    if (
        surface in {"day", "mile", "foot", "yard", "minute", "hour", "month", "week"}
        and spaced
        and quantity.value == 1
        and quantity.kind == "words"
    ):
        return not text.startswith((" of", " when", " he ", " she ", " they ", " we ", " I "), unit.end())
    return True


def _read_signs(text: str, quantity: Quantity) -> None:
    end = quantity.end
    sign = _SIGN.match(text, end)
    if sign is not None:
        surface = sign.group(1)
        if text[end] in " \u00a0" and surface in {"mi", "ms", "cc", "PB", "kt"}:
            return
        quantity.unit, quantity.end = units.SIGNS[surface], sign.end()
        quantity.factor = units.SMALL.get(surface, ONE)
        quantity.value *= quantity.factor
        return
    if not read_coin_sign(text, quantity):
        read_written_twice(text, quantity)


def _read_sign(text: str, quantity: Quantity) -> None:
    """Read a minus: in words, or as a sign that nothing but a space stands before and nothing behind."""
    start = quantity.start
    word = _MINUS_WORD.search(text[max(0, start - 18) : start])
    if word is not None:
        quantity.value, quantity.start = -quantity.value, max(0, start - 18) + word.start()
        return
    sign = text[start - 1 : start]
    if sign not in {"-", "−", "–"} or text[start - 2 : start - 1] not in {" ", "(", ""}:
        return
    below_zero = quantity.unit is not None and (quantity.unit.startswith("degree") or quantity.unit == "percent")
    if below_zero or sign == "−" or (sign == "-" and _WORD_SPACE.search(text[max(0, start - 3) : start - 1])):
        quantity.value, quantity.start = -quantity.value, start - 1
