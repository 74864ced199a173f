"""Money written on to a number: the sign or code before or behind it, the currency or the coin in words."""

from __future__ import annotations

import re
from decimal import Decimal

from articles.figures import units
from articles.figures.numerals import Numeral, look_back
from articles.figures.quantity import Quantity
from articles.tables import alternation

_CURRENCY = re.compile(rf"[ \u00a0-]({alternation(units.CURRENCY_SURFACES)})(?!\w)")

_COIN = re.compile(rf"[ \u00a0-]({alternation(units.COIN_SURFACES)})(?!\w)")

_COIN_SIGN = re.compile(r"[pc¢](?!\w|\.\w|[ ]?m\b)")

_POUND = re.compile(r"[ \u00a0-](pounds?)(?!\w)", re.IGNORECASE)

_CODE_AFTER = re.compile(r"[ \u00a0]?([A-Z]{3})(?!\w)")

_SYMBOL_AFTER = re.compile(rf"[ \u00a0]?({'|'.join(re.escape(s) for s in units.AFTER_SYMBOLS)})(?!\w)")

_SYMBOLS_BY_LAST = {
    last: tuple(sorted((s for s in units.SYMBOLS if s[-1] == last), key=len, reverse=True))
    for last in {symbol[-1] for symbol in units.SYMBOLS}
}

_MONEY_TO = re.compile(r"[$£€₹¥][\d.,]{1,9}[mb]?n?(?:[ ]?[-–—][ ]?|[ ](?:to|and|or)[ ])\Z")


def symbol_before(text: str, start: int, numeral: Numeral) -> tuple[str, int] | None:
    """Read the currency written before a number, and where it begins."""
    at = start - 1 if start and text[start - 1] in " \u00a0" else start
    if at == 0:
        return None
    for symbol in _SYMBOLS_BY_LAST.get(text[at - 1], ()):
        first = at - len(symbol)
        if first < 0 or not text.startswith(symbol, first):
            continue
        if symbol[0].isalpha() and first and (text[first - 1].isalnum() or text[first - 1] in "-&."):
            continue
        bare = numeral.plain and text[numeral.end : numeral.end + 1] not in {"m", "b", "k"}
        if len(symbol) == 1 and symbol.isalpha() and (at != start or bare):
            continue
        return units.SYMBOLS[symbol], first
    code = text[max(0, at - 3) : at]
    if code in units.CODES and not (at > 3 and text[at - 4].isalnum()):
        return code, at - 3
    return None


def is_money(text: str, quantity: Quantity, end: int) -> bool:
    """Say whether a number with a letter behind it, up to `end`, is an amount of money."""
    if quantity.unit is not None or _CURRENCY.match(text, end):
        return True
    return _MONEY_TO.search(text[max(0, quantity.start - 16) : quantity.start]) is not None


def read_coin_sign(text: str, quantity: Quantity) -> bool:
    """Read the sign of a coin that touches the digits: "85p", "75¢"."""
    coin = _COIN_SIGN.match(text, quantity.end) if quantity.kind == "digits" else None
    if coin is None:
        return False
    quantity.unit = "GBP" if coin.group() == "p" else "USD"
    quantity.factor = Decimal("0.01")
    quantity.value *= quantity.factor
    quantity.end = coin.end()
    return True


def read_currency(text: str, quantity: Quantity) -> bool:
    """Read the currency, the coin or the pounds in words behind a number."""
    end = quantity.end
    currency = _CURRENCY.match(text, end)
    if currency is not None:
        surface = currency.group(1).lower()
        if surface == "won" and not (quantity.scale > 1 or (quantity.value >= 1000 and not quantity.plain)):
            return False
        quantity.unit, quantity.end = units.CURRENCIES[units.CURRENCY_SURFACES[surface]], currency.end()
        return True
    coin = _COIN.match(text, end)
    if coin is not None:
        quantity.unit = units.HUNDREDTHS[units.COIN_SURFACES[(coin.group(1)).lower()]]
        quantity.factor = Decimal("0.01")
        quantity.value *= quantity.factor
        quantity.end = coin.end()
        return True
    pounds = _POUND.match(text, end)
    if pounds is not None:
        quantity.unit = "GBP" if _is_sterling(text, quantity, pounds) else "pound"
        quantity.end = pounds.end()
        return True
    return False


def _is_sterling(text: str, quantity: Quantity, pounds: re.Match[str]) -> bool:
    if text.startswith((" per square", " of ", "-force"), pounds.end()) or text[pounds.start()] == "-":
        return False
    near = text[look_back(text, quantity.start) : pounds.end() + 40]
    if re.search(r"\b(?:weigh\w*|weight|heav\w+|pounds? of|lighter|lift\w*|marijuana|cocaine)\b", near):
        return False
    return quantity.scale >= 10**6 or units.MONEY_NEAR.search(near) is not None


def read_written_twice(text: str, quantity: Quantity) -> None:
    """Read a currency behind the number, also where a sign before it has said the same less exactly ("$5 CAD")."""
    code = _CODE_AFTER.match(text, quantity.end)
    if code is not None and code.group(1) in units.CODES:
        quantity.unit, quantity.end = code.group(1), code.end()
        return
    if quantity.unit is None:
        symbol = _SYMBOL_AFTER.match(text, quantity.end)
        if symbol is not None and not text[symbol.end() : symbol.end() + 1].isdigit():
            quantity.unit, quantity.end = units.AFTER_SYMBOLS[symbol.group(1)], symbol.end()
        return
    currency = _CURRENCY.match(text, quantity.end)
    if currency is not None and text[currency.start()] != "-":
        surface = units.CURRENCY_SURFACES[currency.group(1).lower()]
        if quantity.unit in {"USD", units.CURRENCIES[surface]}:
            quantity.unit, quantity.end = units.CURRENCIES[surface], currency.end()
