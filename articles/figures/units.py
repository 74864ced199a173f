"""The names that units and currencies go by in news prose, and what they are called here.

Units have pint's names, written as pint writes them (`meter ** 3`, `kilometer_per_hour`). pint knows neither
`percentage_point` nor the ISO 4217 codes of currencies. Two small units are stated in the larger one, so that
figures of two outlets compare: a basis point is 0.01 `percentage_point`, a cent 0.01 of its currency. What something
is *per* stays in the text (`$71 a barrel` is USD, `3.4 million barrels a day` barrel), but for speeds and densities
that have a name of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from articles.tables import words

WORDS = {
    # time
    "second": "second", "sec": "second", "millisecond": "millisecond", "microsecond": "microsecond",
    "nanosecond": "nanosecond", "picosecond": "picosecond", "femtosecond": "femtosecond",
    "attosecond": "attosecond", "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day",
    "week": "week", "fortnight": "fortnight", "month": "month", "year": "year", "yr": "year", "decade": "decade",
    "century": "century", "centuries": "century", "millennium": "millennium", "millennia": "millennium",
    # length
    "kilometer": "kilometer", "kilometre": "kilometer", "meter": "meter", "metre": "meter",
    "centimeter": "centimeter", "centimetre": "centimeter", "millimeter": "millimeter", "millimetre": "millimeter",
    "micrometer": "micrometer", "micrometre": "micrometer", "micron": "micrometer", "nanometer": "nanometer",
    "nanometre": "nanometer", "mile": "mile", "yard": "yard", "foot": "foot", "feet": "foot", "inch": "inch",
    "inches": "inch", "nautical mile": "nautical_mile", "furlong": "furlong", "fathom": "fathom", "light year": "light_year",
    "light-year": "light_year", "astronomical unit": "astronomical_unit", "parsec": "parsec",
    # area
    "hectare": "hectare", "acre": "acre", "square kilometer": "kilometer ** 2", "square kilometre": "kilometer ** 2",
    "square meter": "meter ** 2", "square metre": "meter ** 2", "square centimeter": "centimeter ** 2",
    "square centimetre": "centimeter ** 2", "square mile": "square_mile", "square foot": "square_foot",
    "square feet": "square_foot", "square yard": "square_yard", "square inch": "square_inch",
    "square inches": "square_inch", "sq km": "kilometer ** 2", "sq. km": "kilometer ** 2", "sq m": "meter ** 2",
    "sq. m": "meter ** 2", "sq mile": "square_mile", "sq. mile": "square_mile", "sq mi": "square_mile",
    "sq ft": "square_foot", "sq. ft": "square_foot",
    # volume
    "cubic meter": "meter ** 3", "cubic metre": "meter ** 3", "cubic kilometer": "kilometer ** 3",
    "cubic kilometre": "kilometer ** 3", "cubic centimeter": "centimeter ** 3", "cubic centimetre": "centimeter ** 3",
    "cubic foot": "cubic_foot", "cubic feet": "cubic_foot", "cubic yard": "cubic_yard", "acre-foot": "acre_foot",
    "acre-feet": "acre_foot", "acre feet": "acre_foot", "liter": "liter", "litre": "liter",
    "milliliter": "milliliter", "millilitre": "milliliter", "gallon": "gallon", "quart": "quart", "pint": "pint",
    "centiliter": "centiliter", "centilitre": "centiliter", "deciliter": "deciliter", "decilitre": "deciliter",
    "hectoliter": "hectoliter", "hectolitre": "hectoliter", "megaliter": "megaliter", "megalitre": "megaliter",
    "cubic inch": "cubic_inch", "barrel": "barrel", "bushel": "bushel", "fluid ounce": "fluid_ounce", "teaspoon": "teaspoon",
    "tablespoon": "tablespoon",
    # mass
    "kilogram": "kilogram", "kilogramme": "kilogram", "kilo": "kilogram", "gram": "gram", "gramme": "gram",
    "milligram": "milligram", "microgram": "microgram", "tonne": "metric_ton", "metric ton": "metric_ton",
    "metric tonne": "metric_ton", "ton": "ton", "short ton": "ton", "long ton": "long_ton", "kiloton": "kiloton",
    "megaton": "megaton", "gigaton": "gigaton",
    "kilotonne": "kilometric_ton", "megatonne": "megametric_ton", "gigatonne": "gigametric_ton",
    "nanogram": "nanogram", "picogram": "picogram", "hundredweight": "hundredweight", "ounce": "ounce", "troy ounce": "troy_ounce", "carat": "carat",
    # temperature, pressure, sound
    "degree celsius": "degree_Celsius", "degree centigrade": "degree_Celsius", "celsius": "degree_Celsius",
    "degree fahrenheit": "degree_Fahrenheit", "fahrenheit": "degree_Fahrenheit", "degree": "degree",
    "stone": "stone", "kelvin": "kelvin", "kelvins": "kelvin", "millibar": "millibar", "hectopascal": "hectopascal",
    "kilopascal": "kilopascal", "pascal": "pascal", "decibel": "decibel",
    # energy and power
    "watt": "watt", "kilowatt": "kilowatt", "megawatt": "megawatt", "gigawatt": "gigawatt", "terawatt": "terawatt",
    "watt hour": "watt_hour", "watt-hour": "watt_hour", "kilowatt hour": "kilowatt_hour",
    "kilowatt-hour": "kilowatt_hour", "megawatt hour": "megawatt_hour", "megawatt-hour": "megawatt_hour",
    "gigawatt hour": "gigawatt_hour", "gigawatt-hour": "gigawatt_hour", "terawatt hour": "terawatt_hour",
    "terawatt-hour": "terawatt_hour", "joule": "joule", "kilojoule": "kilojoule", "megajoule": "megajoule", "gigajoule": "gigajoule", "newton": "newton",
    "kilonewton": "kilonewton", "tesla": "tesla", "lumen": "lumen", "lux": "lux", "terahertz": "terahertz", "calorie": "calorie",
    "kilocalorie": "kilocalorie", "horsepower": "horsepower", "volt": "volt", "kilovolt": "kilovolt",
    "amp": "ampere", "ampere": "ampere", "milliamp": "milliampere", "hertz": "hertz", "kilohertz": "kilohertz",
    "megahertz": "megahertz", "gigahertz": "gigahertz",
    # speed
    "kilometer per hour": "kilometer_per_hour", "kilometre per hour": "kilometer_per_hour",
    "kilometer an hour": "kilometer_per_hour", "kilometre an hour": "kilometer_per_hour",
    "mile per hour": "mile_per_hour", "mile an hour": "mile_per_hour", "meter per second": "meter_per_second",
    "metre per second": "meter_per_second", "meter a second": "meter_per_second",
    "metre a second": "meter_per_second", "kilometer per second": "kilometer_per_second",
    "kilometre per second": "kilometer_per_second", "knot": "knot",
    # information
    "bit": "bit", "byte": "byte", "kilobyte": "kilobyte", "megabyte": "megabyte", "gigabyte": "gigabyte",
    "terabyte": "terabyte", "petabyte": "petabyte", "exabyte": "exabyte", "kilobit": "kilobit", "megabit": "megabit", "gigabit": "gigabit", "megapixel": "megapixel",
    "megabit per second": "megabit / second", "gigabit per second": "gigabit / second",
    # dose and density
    "sievert": "sievert", "millisievert": "millisievert", "microsievert": "microsievert", "becquerel": "becquerel",
    "part per million": "ppm", "microgram per cubic meter": "microgram / meter ** 3",
    "microgram per cubic metre": "microgram / meter ** 3", "milligram per liter": "milligram / liter",
    "milligram per litre": "milligram / liter",
    # share
    "percent": "percent", "per cent": "percent", "percentage point": "percentage_point", "pct": "percent",
    "pct point": "percentage_point", "percent point": "percentage_point",
    "per cent point": "percentage_point", "%-point": "percentage_point", "% point": "percentage_point", "basis point": "percentage_point",
}  # fmt: skip
"""Units in words, in the singular. A regular plural is understood, also in the first word (`miles per hour`)."""

SIGNS = {
    "km": "kilometer", "kms": "kilometer", "cm": "centimeter", "mm": "millimeter", "nm": "nanometer",
    "µm": "micrometer", "μm": "micrometer", "mi": "mile", "ft": "foot", "yd": "yard", "yds": "yard", "ha": "hectare",
    "km2": "kilometer ** 2", "km²": "kilometer ** 2", "m2": "meter ** 2", "m²": "meter ** 2", "m3": "meter ** 3",
    "m³": "meter ** 3", "km³": "kilometer ** 3", "kg": "kilogram", "kgs": "kilogram", "mg": "milligram",
    "µg": "microgram", "μg": "microgram", "mcg": "microgram", "lb": "pound", "lbs": "pound", "oz": "ounce", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter",
    "°C": "degree_Celsius", "ºC": "degree_Celsius", "° C": "degree_Celsius", "˚C": "degree_Celsius",
    "°F": "degree_Fahrenheit", "ºF": "degree_Fahrenheit", "° F": "degree_Fahrenheit", "˚F": "degree_Fahrenheit",
    "°": "degree", "º": "degree", "˚": "degree", "kW": "kilowatt", "KW": "kilowatt", "MW": "megawatt",
    "GW": "gigawatt", "TW": "terawatt", "kWh": "kilowatt_hour", "KWh": "kilowatt_hour", "MWh": "megawatt_hour",
    "GWh": "gigawatt_hour", "TWh": "terawatt_hour", "kV": "kilovolt", "Hz": "hertz", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "PB": "petabyte", "Mbps": "megabit / second", "Gbps": "gigabit / second",
    "Mbit/s": "megabit / second", "mph": "mile_per_hour", "MPH": "mile_per_hour", "kph": "kilometer_per_hour",
    "kmh": "kilometer_per_hour", "km/h": "kilometer_per_hour", "kmph": "kilometer_per_hour",
    "km/hr": "kilometer_per_hour", "km/s": "kilometer_per_second", "m/s": "meter_per_second", "kt": "knot",
    "kts": "knot", "bbl": "barrel", "bpd": "barrel", "b/d": "barrel", "dB": "decibel", "hPa": "hectopascal",
    "kPa": "kilopascal", "psi": "psi", "ppm": "ppm", "hrs": "hour", "mins": "minute", "secs": "second", "ms": "millisecond",
    "yrs": "year", "sec": "second", "min": "minute", "hr": "hour", "mSv": "millisievert", "bhp": "horsepower", "hp": "horsepower", "cc": "centimeter ** 3",
    "tsp": "teaspoon", "tbsp": "tablespoon", "Tbsp": "tablespoon", "kcal": "kilocalorie", "kJ": "kilojoule", "%": "percent", "％": "percent", "pp": "percentage_point", "pps": "percentage_point", "ppt": "percentage_point",
    "ppts": "percentage_point", "%-points": "percentage_point", "% points": "percentage_point",
    "%-point": "percentage_point", "pc": "percent", "bps": "percentage_point",
    "bp": "percentage_point", "g/km": "gram / kilometer", "kg/m²": "kilogram / meter ** 2",
}  # fmt: skip
"""Abbreviations, as they are cased."""

ATTACHED_SIGNS = {
    "C": "degree_Celsius", "F": "degree_Fahrenheit", "g": "gram", "l": "liter", "L": "liter", "s": "second",
    "t": "metric_ton", "W": "watt", "V": "volt", "in": "inch", "pc": "percent", "kt": "kiloton",
    "h": "hour", "st": "stone",
    "Mt": "megametric_ton",
}  # fmt: skip
"""Abbreviations that are read only where they touch the digits ("41C"): apart from them they are something else."""

SMALL = {"basis point": Decimal("0.01"), "bps": Decimal("0.01"), "bp": Decimal("0.01")}
"""What a unit's number is multiplied by to be in the unit that the tables name."""

TIMES = words(
    "second millisecond microsecond nanosecond minute hour day week fortnight month year decade century millennium"
)

BETWEEN_NUMBER_AND_TIME = words(
    "consecutive straight successive full whole long working business calendar more additional extra further solid short fiscal"
)
"""Words that may stand between a number and its time unit ("three more years") and belong to the quantity."""

SYMBOLS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD",
    "Can$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "J$": "JMD",
    "TT$": "TTD", "F$": "FJD", "N$": "NAD", "Z$": "ZWG", "£": "GBP", "€": "EUR", "¥": "JPY", "CN¥": "CNY",
    "JP¥": "JPY", "RMB": "CNY", "₹": "INR", "Rs": "INR", "Rs.": "INR", "Re": "INR", "₽": "RUB", "₩": "KRW",
    "₺": "TRY", "₴": "UAH", "₪": "ILS", "₱": "PHP", "฿": "THB", "₦": "NGN", "₫": "VND", "₵": "GHS", "GH₵": "GHS",
    "₡": "CRC", "₲": "PYG", "₸": "KZT", "₾": "GEL", "₼": "AZN", "₮": "MNT", "Rp": "IDR", "RM": "MYR", "KSh": "KES",
    "Ksh": "KES", "KSh.": "KES", "Sh": "KES", "USh": "UGX", "zł": "PLN", "Kč": "CZK", "Tk": "BDT", "Fr": "CHF",
    "SFr": "CHF", "SKr": "SEK", "Skr": "SEK", "NKr": "NOK", "Nkr": "NOK", "DKr": "DKK", "Dkr": "DKK", "NIS": "ILS", "E£": "EGP", "LE": "EGP", "Dh": "AED", "Dhs": "AED", "P": "PHP", "R": "ZAR", "N": "NGN",
}  # fmt: skip
"""Signs before an amount. A bare "$" is USD, "¥" JPY and "Rs" INR, as most news means them."""

AFTER_SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "$": "USD",
    "zł": "PLN",
    "Kč": "CZK",
    "kr": "SEK",
    "₽": "RUB",
    "₴": "UAH",
    "₺": "TRY",
}

CODES = words(
    "AED AFN AMD AOA ARS AUD AZN BAM BDT BGN BHD BIF BND BOB BRL BWP BYN CAD CDF CHF CLP CNY COP CRC CZK DKK "
    "DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GNF GTQ HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
    "KPW KRW KWD KZT LAK LBP LKR LRD LYD MAD MDL MGA MKD MMK MNT MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR "
    "PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP SYP SZL THB TJS TMT TND "
    "TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
"""ISO 4217 codes in use, without those that are common words in a headline of capitals (ALL, CUP, TOP)."""

CURRENCIES = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "hong kong dollar": "HKD", "new zealand dollar": "NZD", "singapore dollar": "SGD",
    "taiwan dollar": "TWD", "jamaican dollar": "JMD", "namibian dollar": "NAD", "zimbabwe dollar": "ZWG",
    "euro": "EUR", "pound sterling": "GBP", "pounds sterling": "GBP", "british pound": "GBP",
    "egyptian pound": "EGP", "lebanese pound": "LBP", "syrian pound": "SYP", "sudanese pound": "SDG",
    "lebanese lira": "LBP", "turkish lira": "TRY", "lira": "TRY", "yen": "JPY", "japanese yen": "JPY", "yuan": "CNY",
    "chinese yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "indian rupee": "INR", "pakistani rupee": "PKR",
    "pakistan rupee": "PKR", "sri lankan rupee": "LKR", "nepali rupee": "NPR", "nepalese rupee": "NPR",
    "mauritian rupee": "MUR", "rupiah": "IDR", "ruble": "RUB", "rouble": "RUB", "russian ruble": "RUB",
    "russian rouble": "RUB", "hryvnia": "UAH", "won": "KRW", "south korean won": "KRW", "korean won": "KRW",
    "baht": "THB", "ringgit": "MYR", "taka": "BDT", "dong": "VND", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF",
    "koruna": "CZK", "czech koruna": "CZK", "czech crown": "CZK", "swedish krona": "SEK", "swedish kronor": "SEK",
    "swedish crown": "SEK", "kronor": "SEK", "norwegian krone": "NOK", "norwegian kroner": "NOK",
    "norwegian crown": "NOK", "danish krone": "DKK", "danish kroner": "DKK", "danish crown": "DKK",
    "icelandic krona": "ISK", "swiss franc": "CHF", "cfa franc": "XOF", "shekel": "ILS", "israeli shekel": "ILS",
    "rand": "ZAR", "south african rand": "ZAR", "naira": "NGN", "cedi": "GHS", "birr": "ETB",
    "kenyan shilling": "KES", "kenya shilling": "KES", "ugandan shilling": "UGX", "tanzanian shilling": "TZS",
    "mexican peso": "MXN", "argentine peso": "ARS", "philippine peso": "PHP", "chilean peso": "CLP",
    "colombian peso": "COP", "cuban peso": "CUP", "brazilian real": "BRL", "reais": "BRL",
    "uae dirham": "AED", "emirati dirham": "AED", "dirham": "AED", "moroccan dirham": "MAD", "saudi riyal": "SAR",
    "riyal": "SAR", "qatari riyal": "QAR", "omani rial": "OMR", "yemeni rial": "YER", "yemeni riyal": "YER",
    "iranian rial": "IRR", "rial": "IRR", "kuwaiti dinar": "KWD", "iraqi dinar": "IQD", "jordanian dinar": "JOD",
    "libyan dinar": "LYD", "tunisian dinar": "TND", "algerian dinar": "DZD", "serbian dinar": "RSD",
    "tenge": "KZT", "lari": "GEL", "dram": "AMD", "manat": "AZN", "leu": "RON", "lei": "RON", "afghani": "AFN",
    "kyat": "MMK", "kwacha": "ZMW", "metical": "MZN", "meticais": "MZN", "quid": "GBP",
}  # fmt: skip
"""Currencies in words, in the singular. Those that several countries use ("peso", "dinar", "franc", "krone") need one."""

SHARED = words("francs pesos dinars crowns kroner krone krona shillings")
"""Currencies that take a country; without one they are that of the same name which the text named in full before."""

HUNDREDTHS = {
    "cent": "USD",
    "us cent": "USD",
    "euro cent": "EUR",
    "pence": "GBP",
    "penny": "GBP",
    "pennies": "GBP",
    "paise": "INR",
    "kopeck": "RUB",
}
"""Coins, in the singular: their number is divided by a hundred and stated in the currency."""

MONEY_NEAR = re.compile(
    r"(?<!\w)(?:pay|paid|pays|paying|cost|costs|costing|fine|fined|price|prices|priced|worth|salary|wages?|bill|bills|sold|sell|sells|buy|bought|spend|spent"
    r"|spending|earn|earned|earns|loan|debt|debts|tax|taxes|budget|fee|fees|owed?|owes|value|valued|donated|raised|compensation|income|profit|profits|revenue"
    r"|grant|savings?|stolen|stake|deposit|rent|pension|bid|invest|invested|sterling|bank|fund|cash)(?!\w)",
    re.IGNORECASE,
)
"""Words near "pounds" that make them money. Without one, and without millions of them, they are a weight."""

_PLURALS = words("stone foot feet inches century centuries millennia hertz lux hundredweight yen yuan renminbi won")


def _plural(phrase: str) -> tuple[str, ...]:
    head, joint, rest = phrase, "", ""
    for word in (" per ", " an ", " a ", " celsius", " centigrade", " fahrenheit"):
        if word in phrase:
            place = phrase.index(word)
            head, joint, rest = phrase[:place], word, phrase[place + len(word) :]
            break
    return (phrase,) if head in _PLURALS else (phrase, f"{head}s{joint}{rest}")


def _surfaces(phrases: Iterable[str]) -> dict[str, str]:
    spaced = {surface: phrase for phrase in phrases for surface in _plural(phrase)}
    return spaced | {surface.replace(" ", "-"): phrase for surface, phrase in spaced.items()}


UNIT_SURFACES = _surfaces(WORDS)
CURRENCY_SURFACES = _surfaces(CURRENCIES)
COIN_SURFACES = _surfaces(HUNDREDTHS)
"""Every way to write it, lower-cased and also joined by hyphens, to its entry in the table above."""
